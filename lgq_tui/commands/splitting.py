"""The commands for several departments: a part of a response goes out, and comes back."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lgq_tui.commands.report import (
    FAILED,
    FINE,
    PROBLEMS,
    complain,
    must_be_free,
    print_data,
    print_line,
    questionnaire_of,
    unreadable,
)
from lgq_tui.core.messages import NotDoneError
from lgq_tui.locales import wished
from lgq_tui.locales.speech import render, say

if TYPE_CHECKING:
    from lgq_tui.core.definition import Questionnaire
    from lgq_tui.core.merge import Clash
    from lgq_tui.core.steps import Change
    from lgq_tui.session.packets import Giver, Joining, Packet
    from lgq_tui.session.session import Session

_STANDING = {"held": "packet.held", "completed": "packet.completed"}


def split(options: Any) -> int:
    """A part of a response, as a file for a department."""
    from lgq_tui.session import splitting
    from lgq_tui.storage import folders, recovery, responses

    questionnaire = questionnaire_of(options, wished())
    file = folders.target(options.file)
    response = responses.read(file, questionnaire)
    sections = splitting.sections_named(questionnaire, options.sections)
    packet = splitting.packet_of(questionnaire, response, sections, options.to or "")
    must_be_free(options.output, options, options.file)
    splitting.write(options.output, packet, questionnaire)
    if recovery.has_more(file, response):
        complain(say("split.lacks", path=options.file))
    names = splitting.words_of(sections)
    print_line(say("split.done", path=options.output, sections=names))
    return FINE


# Back ------------------------------------------------------------------------------------------


def merge(options: Any) -> int:
    """Parts that came back, put together with the response; what clashes is decided on screen."""
    from lgq_tui.session.beginning import alone
    from lgq_tui.storage import responses

    questionnaire = questionnaire_of(options, wished())
    response = responses.read(options.file, questionnaire)
    packets = _read(options, response, questionnaire)
    if packets is None:
        return FAILED
    on_screen = options.format == "text" and sys.stdin.isatty() and sys.stderr.isatty()
    report = _Report(options.file, options.format)
    waiting: Sequence[Packet] = ()
    with alone(options.file, questionnaire, _STANDING) as session:
        for number, packet in enumerate(packets):
            if not report.take(session, packet, on_screen):
                waiting = packets[number:]
                break
    report.write()
    if waiting:
        return _decided(options.file, questionnaire, waiting)
    return PROBLEMS if report.clashes else FINE


def _decided(file: Path, questionnaire: Questionnaire, waiting: Sequence[Packet]) -> int:
    """Have it decided on the screen what clashes; what is open after that is told."""
    from lgq_tui.commands.filling import set_pace

    set_pace()
    from lgq_tui.session.beginning import opened
    from lgq_tui.tui import run

    status = run(questionnaire, file, waiting=waiting)
    if status != FINE:
        return status
    report = _Report(file, "text")
    session = opened(file, questionnaire, lambda outcome: None)
    is_open = [packet for packet in waiting if not report.look_again(session, packet)]
    session.close()
    report.write()
    return PROBLEMS if is_open else FINE


def _read(options: Any, response: Any, questionnaire: Questionnaire) -> list[Packet] | None:
    """The packets that are named; None, once each that is none has been told of."""
    from lgq_tui.session import packets
    from lgq_tui.storage.plain import UnreadableError

    found, failed = dict[str, "Packet"](), False
    for path in options.packets:
        try:
            packet = packets.read(path, options.file, response, questionnaire)
            if packet.digest in found:
                complain(say("packet.of_file", name=path, said=say("packet.twice")))
            found.setdefault(packet.digest, packet)
        except UnreadableError as error:
            complain(unreadable(error))
            failed = True
        except NotDoneError as error:
            complain(render(error.message))
            failed = True
    return None if failed else [*found.values()]


class _Clashing(NamedTuple):
    """What both say of one thing, in words, and who gave it."""

    packet: Path
    item: str
    name: str
    here: str
    there: str
    by_here: Giver
    by_there: Giver


class _Report:
    """Takes packets in, and tells what came of them."""

    def __init__(self, file: Path, form: str) -> None:
        self._file, self._form = file, form
        self._merged: list[dict[str, Any]] = []
        self._lines: list[str] = []
        self.clashes: list[_Clashing] = []

    def take(self, session: Session, packet: Packet, on_screen: bool) -> bool:
        """Take what does not clash; False, and nothing is taken, where that is to be decided on
        the screen."""
        from lgq_tui.session import packets

        one = packets.joining(session, packet)
        if one.merge.clashes and on_screen:
            return False
        for message in one.told:
            complain(say("packet.of_file", name=packet.path, said=render(message)))
        # Who gave an answer here, before the packet has its hand in it.
        self.clashes += _clashing(session, one)
        done: Sequence[Change] = ()
        if not one.is_settled:
            done = packets.take(session, one, one.merge.changes, one.merge.clashes)
        self._tell(session, one, done)
        return True

    def look_again(self, session: Session, packet: Packet) -> bool:
        """Tell what of a packet is open still; whether nothing is."""
        from lgq_tui.session import packets

        one = packets.joining(session, packet)
        self.clashes += _clashing(session, one)
        if not (one.is_settled or one.merge.clashes):
            complain(say("packet.waits", path=packet.path))
        return one.is_settled

    def _tell(self, session: Session, one: Joining, done: Sequence[Change]) -> None:
        from lgq_tui.core.merge import questions

        count, clashes = questions(session.questionnaire, done), len(one.merge.clashes)
        self._merged.append(
            {"packet": str(one.packet.path), "taken": count, "clashes": clashes}
            | {"merged_before": one.is_merged, "told": [render(said) for said in one.told]}
        )
        if self._form == "text" and not one.is_merged and (count or not clashes):
            key = "packet.taken" if count else "packet.nothing_new"
            self._lines.append(say(key, path=one.packet.path, count=count))

    def write(self) -> None:
        """Print, once it is saved, what came in, and what clashes, one a line; or all as data for
        programs."""
        if self._form == "json":
            print_data({"packets": self._merged, "clashes": [_plain(one) for one in self.clashes]})
            return
        from lgq_tui.exports.changes import NOTHING

        for line in self._lines:
            print_line(line)
        for one in self.clashes:
            values: dict[str, Any] = {**one._asdict(), "file": self._file}
            for side in ("here", "there"):
                by = values[f"by_{side}"].words
                key = "packet.quoted" if by else "packet.unsigned"
                values[side] = say(key, answer=values[side] or NOTHING, by=by)
            print_line(say("packet.clash", **values))


def _plain(one: _Clashing) -> dict[str, Any]:
    """A clash as plain data."""
    here = {"answer": one.here, **one.by_here._asdict()}
    there = {"answer": one.there, **one.by_there._asdict()}
    entries = {"item": one.item, "name": one.name, "here": here, "there": there}
    return {"packet": str(one.packet), **entries}


def _clashing(session: Session, one: Joining) -> Iterator[_Clashing]:
    from lgq_tui.core.paths import as_text
    from lgq_tui.session import packets

    clashes: Sequence[Clash] = one.merge.clashes
    if not clashes:
        return
    givers = packets.givers(session, one)
    for clash in clashes:
        name, here, there = packets.in_words(session.questionnaire, clash)
        yield _Clashing(
            one.packet.path,
            as_text(clash.theirs.path),
            name,
            here,
            there,
            givers.mine(clash),
            givers.theirs(clash),
        )
