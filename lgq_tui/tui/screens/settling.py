"""What two people entered differently, side by side: one of the two is taken, or another answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from lgq_tui.core.credit import Credit
from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.second_entry import Said
from lgq_tui.core.text import clean_line, visible
from lgq_tui.core.wording import plain
from lgq_tui.locales.speech import render, say
from lgq_tui.locales.times import local
from lgq_tui.session import reports, retyping
from lgq_tui.session.settling import Settlement
from lgq_tui.storage.atomic import SaveError
from lgq_tui.storage.plain import UnreadableError
from lgq_tui.tui.contents import BOLD, joined
from lgq_tui.tui.screens.asking import Answer, Asking, Choosing
from lgq_tui.tui.screens.compared import Compared, Entries
from lgq_tui.tui.signs import ACCEPTED_SIGN, WARNING_SIGN
from lgq_tui.tui.widgets.bars import Key
from lgq_tui.tui.widgets.rows import Row, RowList

_DECIDED = "✓"


class _Differences(Entries):
    """What differs."""

    def __init__(self, settlement: Settlement) -> None:
        super().__init__()
        self._settlement = settlement

    def count(self) -> int:
        return len(self._settlement.pairs)

    def row(self, index: int) -> Row:
        settlement, pair = self._settlement, self._settlement.pairs[index]
        decision = settlement.of(index)
        open_sign = " " if settlement.may_decide(index) else ACCEPTED_SIGN
        name = (settlement.name(index), BOLD)
        if decision is not None:
            words = settlement.words(index, decision.said)
            return Row(joined(f"{_DECIDED} ", name, f"  {words}"), looks=("quiet",))
        sides = [settlement.words(index, said) for said in (pair.first, pair.second)]
        return Row(joined(f"{open_sign} ", name, f"  {sides[0]} | {sides[1]}"))


class Why(Asking):
    """The reason of a decision; none is no answer."""

    def below(self) -> ComposeResult:
        yield Static("", id="complaint", markup=False)

    def action_take(self) -> None:
        if clean_line(self._field.value).strip():
            super().action_take()
        else:
            self.query_one("#complaint", Static).update(Content(say("second.needs_reason")))


class Settling(Compared[str | None]):
    """Has the decisions recorded in the response; gives a sentence that says what came of it.

    While they cannot be recorded it stays open, so that none is lost.
    """

    BINDINGS = [
        Binding("1", "first", show=False),
        Binding("2", "second", show=False),
        Binding("3,e,f4", "other", show=False),
        Binding("x,delete", "leave_open", show=False),
        Binding("n", "next", show=False),
        Binding("ctrl+d,f8", "take", show=False),
        Binding("f1", "help", show=False),
        Binding("escape,q", "close", show=False),
    ]

    def __init__(self, settlement: Settlement) -> None:
        name = visible(settlement.made.first.name)
        super().__init__(_Differences(settlement), say("second.title", name=name))
        self._settlement = settlement
        self._is_recording = False

    def keys(self) -> Sequence[Key]:
        return [
            Key("Enter", say("key.choose"), "choose"),
            Key("1", say("key.first"), "first"),
            Key("2", say("key.second"), "second"),
            Key("3", say("key.other"), "other"),
            Key("x", say("key.leave_open"), "leave_open"),
            Key("n", say("key.next_open"), "next"),
            Key("F1", say("key.help"), "help"),
            Key("^D", say("key.done"), "take"),
            Key("Esc", say("key.decide_later"), "close"),
        ]

    # --- what is shown -------------------------------------------------------------------------

    def show(self) -> None:
        settlement = self._settlement
        self.tell(say("second.standing", count=settlement.open))
        if settlement.pairs:
            index = min(self._entries.cursor, len(settlement.pairs) - 1)
            self.compare(self._first(index), self._second(index))

    def _first(self, index: int) -> Content:
        pair = self._settlement.pairs[index]
        label = plain(self._settlement.item(index).label)
        side = self._side("second.first", pair.first, index, pair.first_by)
        later = f"\n\n{WARNING_SIGN} {say('second.later')}" if pair.is_later else ""
        asked = joined((self._settlement.name(index), BOLD), f"\n{label}")
        return joined(side, later, "\n\n", asked)

    def _second(self, index: int) -> Content:
        pair, decision = self._settlement.pairs[index], self._settlement.of(index)
        side = self._side("second.second", pair.second, index, pair.second_by)
        like = f"\n\n{WARNING_SIGN} {render(pair.likeness)}" if pair.likeness else ""
        if decision is not None:
            words = self._settlement.words(index, decision.said)
            said = say(f"second.decided.{decision.outcome}", answer=words, why=decision.why)
        elif self._settlement.may_decide(index):
            said = say("second.undecided")
        else:
            said = f"{ACCEPTED_SIGN} {say('second.own')}"
        return joined(side, f"{like}\n\n{said}")

    def _side(self, key: str, said: Said, index: int, credit: Credit) -> Content:
        """What one of the two entered, in its own lines, below who it was and when."""
        at = local(credit.at) if credit.at else ""
        head = ", ".join(filter(None, (say(key), credit.by or say("verified.nobody"), at)))
        value, item = said.get("answer"), self._settlement.item(index)
        is_text = isinstance(value, str) or (isinstance(value, list) and not item.is_group)
        if is_text and item.type != "select_multiple":
            words = retyping.typed(item, value)
        else:
            words = self._settlement.words(index, said)
        return joined((f"{head}\n", BOLD), words)

    def action_help(self) -> None:
        from lgq_tui.tui.screens.help import settling_help
        from lgq_tui.tui.screens.reader import Reader, room

        self.app.push_screen(Reader(say("help.title"), settling_help(room(self.size.width))))

    # --- deciding ------------------------------------------------------------------------------

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Choose one of the two, or another answer, from a list."""
        index = self._able()
        if index is None:
            return
        settlement, pair = self._settlement, self._settlement.pairs[self._entries.cursor]
        answers = [
            Answer("1", say("second.take_first", answer=settlement.words(index, pair.first)), "1")
        ]
        if not pair.is_text:
            words = settlement.words(index, pair.second)
            answers.append(Answer("2", say("second.take_second", answer=words), "2"))
        answers.append(Answer("3", say("second.take_other"), "3"))
        actions = {"1": self.action_first, "2": self.action_second, "3": self.action_other}

        def decide(number: str | None) -> None:
            if number is not None:
                actions[number]()

        self.app.push_screen(Choosing(settlement.name(index), answers), decide)

    def action_first(self) -> None:
        index = self._able()
        if index is not None:
            self._ask_why(index, partial(self._settlement.take_first, index))

    def action_second(self) -> None:
        index = self._able()
        if index is None:
            return
        if self._settlement.pairs[index].is_text:
            self.action_other()  # what the source says instead is not known yet
        else:
            self._ask_why(index, partial(self._settlement.take_second, index))

    def action_other(self) -> None:
        """Type, or choose, what the source says."""
        index = self._able()
        if index is None:
            return
        text, item = self._settlement.typed(index), self._settlement.item(index)
        title = self._settlement.name(index)
        take = partial(self._take_other, index)
        if text is None:
            self.notify(say("second.change_later"), markup=False)
        else:
            self.ask_anew(title, item, text, take)

    def _take_other(self, index: int, text: str | None) -> None:
        value = self._settlement.parsed(index, text) if text is not None else None
        if value is not None:
            said = {"answer": value}
            self._ask_why(index, lambda why: self._settlement.decide(index, said, why))

    def _ask_why(self, index: int, decide: Callable[[str], None]) -> None:
        """Ask for the reason, and decide; then go to the next one that is open."""

        def take(why: str | None) -> None:
            if why is None:
                return
            decide(why)
            self.action_next()
            self.show()

        self.app.push_screen(Why(say("second.why"), self._settlement.why), take)

    def _able(self) -> int | None:
        """The difference under the cursor, if this person may decide it; else that is said."""
        index = self._entries.cursor
        if index >= len(self._settlement.pairs):
            return None
        if self._settlement.may_decide(index):
            return index
        self.notify(say("second.own"), markup=False)
        return None

    def action_leave_open(self) -> None:
        if self._entries.cursor < len(self._settlement.pairs):
            self._settlement.leave_open(self._entries.cursor)
            self.show()

    def action_next(self) -> None:
        following = self._settlement.next_open(self._entries.cursor)
        if following is not None:
            self._entries.move_to(following)

    # --- ways out ------------------------------------------------------------------------------

    async def action_take(self) -> None:
        """Record what is decided, and all that agrees; what can be decided only now stays here."""
        if self._is_recording:
            return
        before = {pair.item.path for pair in self._settlement.pairs}
        done = await self._record()
        if done is None:
            return
        said = say("second.recorded", count=done)
        new = [pair for pair in self._settlement.pairs if pair.item.path not in before]
        if not new:
            self.dismiss(said)
            return
        self._entries.move_to(0)
        self.show()
        self.notify(f"{said} {say('second.asked_now', count=len(new))}", markup=False)

    async def _record(self) -> int | None:
        """How much was recorded; None where it could not be, which is told."""
        self._is_recording = True
        try:
            return await asyncio.to_thread(self._settlement.record)
        except (NotDoneError, SaveError, UnreadableError) as error:
            self.notify(visible(reports.of_failure(error)), severity="error", markup=False)
            return None
        finally:
            self._is_recording = False

    async def action_close(self) -> None:
        """Decide later; what was decided already is not lost without a question."""
        if self._is_recording:
            return
        if not self._settlement.is_begun:
            await self._go()
            return
        answers = [
            Answer("y", say("second.leave.take"), "take"),
            Answer("n", say("second.leave.drop"), "drop"),
        ]

        async def decide(answer: str | None) -> None:
            if answer == "take":
                await self.action_take()
            elif answer == "drop":
                self._settlement.forget()
                await self._go()

        self.app.push_screen(Choosing(say("second.leave.title"), answers), decide)

    async def _go(self) -> None:
        """Leave; what agrees is recorded, and what could not be comes out again next time."""
        done = await self._record()
        self.dismiss(say("second.recorded", count=done) if done else None)

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        if len(self.app.screen_stack) > 1:
            return super().dismiss(result)
        self.app.exit(result)  # it was the first screen, and there is no other to go back to
        return AwaitComplete()
