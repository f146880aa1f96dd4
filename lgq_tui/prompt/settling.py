"""What two people entered differently, decided line by line."""

from __future__ import annotations

import sys
from contextlib import suppress

from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.second_entry import Said
from lgq_tui.core.wording import plain
from lgq_tui.locales.speech import render, say
from lgq_tui.prompt.ending import Ending
from lgq_tui.prompt.line import CutError, EndedError, GarbledError, Line, TooLongError
from lgq_tui.prompt.output import Output, standard
from lgq_tui.prompt.stream import Stream
from lgq_tui.session import retyping
from lgq_tui.session.settling import Settlement
from lgq_tui.storage.atomic import SaveError

_FIRST, _SECOND, _OTHER = "1", "2", "3"


def run(settlement: Settlement) -> int:
    """Go through the differences, and record what is decided and all that agrees; how much that is.

    `NotDoneError` or `SaveError` where it could not be recorded.
    """
    ending, output = Ending(), standard()
    with ending.listened_to():
        line = Stream(sys.stdin, sys.stdout, ending)
        talk = _Talk(settlement, line, output)
        with suppress(EndedError):
            talk.go_through()
        return talk.record()


class _Talk:
    """Asks about one difference after the other; an empty line leaves it for later."""

    def __init__(self, settlement: Settlement, line: Line, output: Output) -> None:
        self._settlement, self._line, self._output = settlement, line, output

    def go_through(self) -> None:
        self._output.write(
            say("second.standing", count=self._settlement.open), say("second.which_else")
        )
        for index in range(len(self._settlement.pairs)):
            self._tell(index)
            if not self._settlement.may_decide(index):
                self._output.write(say("second.own"))
                continue
            said = self._asked(index)
            if said is None:
                continue
            why = self._why()
            if why:
                self._settlement.decide(index, said, why)

    def record(self) -> int:
        """Record it; where that cannot be done now, as often as somebody says so."""
        while True:
            try:
                return self._settlement.record()
            except (NotDoneError, SaveError) as error:
                if not self._settlement.is_begun:
                    raise
                self._output.write(render(error.message))
                try:
                    if self._read(say("second.again")) not in ("", "yes", "y"):
                        raise
                except EndedError:
                    raise error from None

    def _tell(self, index: int) -> None:
        settlement, pair = self._settlement, self._settlement.pairs[index]
        names = dict.fromkeys((settlement.name(index), plain(settlement.item(index).label)))
        self._output.write("", ". ".join(names))
        sides = (("first", pair.first, pair.first_by), ("second", pair.second, pair.second_by))
        for key, said, credit in sides:
            who = f"{say(f'second.{key}')}, {credit.by or say('verified.nobody')}"
            self._output.write(f"{who}: {settlement.words(index, said)}")
        if pair.likeness is not None:
            self._output.write(render(pair.likeness))

    def _asked(self, index: int) -> Said | None:
        """What is to be taken; None for nothing now."""
        pair, can_type = self._settlement.pairs[index], self._settlement.typed(index) is not None
        able = [_FIRST, *(() if pair.is_text else (_SECOND,)), *((_OTHER,) if can_type else ())]
        while answer := self._read(say("second.which", choices=", ".join(able))):
            if answer not in able:
                self._output.write(say("second.which_else"))
            elif answer == _FIRST:
                return pair.first
            elif answer == _SECOND:
                return pair.second
            else:
                return self._other(index)
        return None

    def _other(self, index: int) -> Said | None:
        item = self._settlement.item(index)
        if item.choices:
            self._output.write(
                *(f"{n}. {plain(one.label)}" for n, one in enumerate(item.choices, 1))
            )
        text = self._read(say("second.type_other"))
        if text and item.repeat:
            self._output.write(say("ask.list"))
            text = "\n".join([text, *iter(lambda: self._read(say("second.type_more")), "")])
        value = retyping.parsed(item, text)
        return {"answer": value} if value is not None else None

    def _why(self) -> str:
        last = self._settlement.why
        if last:
            self._output.write(say("second.last_why", why=last))
        return self._read(say("second.why")) or last

    def _read(self, prompt: str) -> str:
        while True:
            try:
                return self._line.read(f"{prompt} ").strip()
            except GarbledError:
                self._output.write(say("ask.garbled"))
            except (TooLongError, CutError):
                self._output.write(say("ask.cut"))
