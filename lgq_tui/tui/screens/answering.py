"""The screen of an interview as far as it shows and takes answers; what keys do comes on top."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import WorkerState

from lgq_tui.core.interview import CompletedError, ReadOnlyError
from lgq_tui.core.paths import Path, from_text, item_path
from lgq_tui.core.problems import Problem
from lgq_tui.core.wording import plain
from lgq_tui.locales.speech import say
from lgq_tui.session.judges import load_judges
from lgq_tui.session.session import Session
from lgq_tui.tui.controls import Control
from lgq_tui.tui.inspection import Inspection
from lgq_tui.tui.keys import caught_up
from lgq_tui.tui.page.elements import Elements
from lgq_tui.tui.page.page import QuestionPage
from lgq_tui.tui.page.parts import Leaf
from lgq_tui.tui.painting import SparingCompositor
from lgq_tui.tui.pause import Pause
from lgq_tui.tui.screens.news import News
from lgq_tui.tui.screens.remarks import Remarks
from lgq_tui.tui.screens.sourcing import Sourcing
from lgq_tui.tui.widgets.bars import Key, KeyBar, SectionBar, TopBar
from lgq_tui.tui.widgets.outline import Outline

if TYPE_CHECKING:
    from lgq_tui.storage.keeper import Heard
    from lgq_tui.tui.screens.company import Company

_REST = 0.05
"""Seconds in which the first screen is sent to the terminal, and nothing else wants a processor."""

_BETWEEN_SLICES = 0.02
"""Seconds between two moments of judging."""


class AnsweringScreen(Screen[None]):
    """Shows the page where the interview is, and makes answers of what is typed and chosen."""

    AUTO_FOCUS = ""  # the page says where the keys go

    # Textual's own draws the whole screen again whenever the keys go elsewhere.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._compositor = SparingCompositor()
        self.session = session
        self.interview = session.interview
        self._is_new = True
        self._stands = False
        """Whether there is a page that keys could be about."""
        self._early: list[events.Key] = []
        """Keys that came before."""
        self._judges = False
        self._quiet: Path | None = None
        self._types_on = False
        """Whether anything was typed since it was last asked to save."""
        self._typed: Leaf | None = None
        self._pause = Pause(self, self._commit_typing)
        self.news = News(self, session)
        self._inspection = Inspection(self.interview)
        self.page = QuestionPage(self.interview, self._problems, session.is_assisted)
        self._remarks = Remarks(self, session, self._try)
        self.sourcing = Sourcing(self, session, self._try)

    @cached_property
    def company(self) -> Company:
        """What is asked where somebody else is at work on the response."""
        from lgq_tui.tui.screens.company import Company

        return Company(self, self.session, self._commit, self._renew, self.news.tell)

    # --- what stands on it ---------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield TopBar()
        yield KeyBar(self.keys())
        yield from self.more_keys()
        yield Outline(self.interview, self._inspection)
        yield SectionBar()
        yield self.page

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        # All that stands on a new screen has just been styled; once is enough.
        event.refresh_styles, self._is_new = not self._is_new, False
        self.news.catch_up()
        if self.session.met is not None:
            self.call_later(self.company.meet)  # while another window stood over it

    async def on_mount(self) -> None:
        self._stands = True
        self._tell_top()
        await self._show_page(from_text(self.interview.focus))
        if not self.asks_first():
            for event in self._early:
                self.app.post_message(events.Key(event.key, event.character))
        self._early.clear()
        self.set_timer(_REST, self._warm_up)

    def on_key(self, event: events.Key) -> None:
        if not self._stands:
            self._early.append(event)
            event.stop()

    def asks_source(self, then: Callable[[], Awaitable[None]]) -> bool:
        """Ask where answers come from, if that is still to be said, and go on behind it."""
        return False

    def asks_first(self) -> bool:
        """Whether something is to be decided before any key is an answer; then it is asked."""
        return False

    def keys(self) -> list[Key]:
        """The keys on the line at the bottom."""
        return []

    def more_keys(self) -> ComposeResult:
        """More lines of keys, above that one."""
        yield from ()

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        self.set_class(width < 72, "narrow")
        self.set_class(width >= 120, "roomy")
        too_small = width < 60 or height < 20
        self.set_class(too_small, "too-small")
        if too_small:
            # What nobody sees takes no keys.
            self.page.rest()
            self.set_focus(None)
            self._say_too_small(width, height)
            return
        self.query("#small").remove()
        if self.focused is None and self.page.is_attached:
            self.page.focus_at(from_text(self.interview.focus))

    def _say_too_small(self, width: int, height: int) -> None:
        text = Content(say("screen.too_small", width=width, height=height))
        for shown in self.query("#small").results(Static):
            shown.update(text)
            return
        self.mount(Static(text, id="small"))

    # --- pages ---------------------------------------------------------------------------------

    async def _show_page(self, path: Path | None = None) -> None:
        """Show the page where the interview is, with the keys in the control at `path`."""
        self._quiet = None
        with self.app.batch_update():
            self.page.turn(self.interview.page)
            self.tell_section()
            self.query_one(Outline).follow()
            self.page.focus_at(path)
        await self.page.ready()

    async def _warm_up(self) -> None:
        """Load what judges answers and what keeps them, once the first screen stands."""
        self.session.make_ready()
        self.run_worker(load_judges, thread=True, name="judges", exit_on_error=False)
        self.run_worker(self.session.past, thread=True, name="past", exit_on_error=False)
        self.run_worker(self.session.copies, thread=True, name="copies", exit_on_error=False)
        self.run_worker(self.session.news, thread=True, name="news", exit_on_error=False)
        if self.session.holder is None:  # else it is being asked already what to do about that
            self.run_worker(self.session.take_lock, thread=True, name="lock", exit_on_error=False)

    async def on_worker_state_changed(self, event: Any) -> None:
        if event.state is WorkerState.SUCCESS:
            self._told_of_work(event.worker.name, event.worker.result)
        if event.worker.name == "judges" and event.worker.is_finished and not self._judges:
            self._judges = True
            self._inspect()
            await self._renew(values=False)

    def _told_of_work(self, name: str, result: Any) -> None:
        if name == "lock":
            # It has cleared up what may be told of.
            self.run_worker(self.session.news, thread=True, name="news", exit_on_error=False)
            if result is not None:
                self.company.tell_of(result)
        if name == "past" and isinstance(result, PurePath):
            self.news.quarantined(result)
        elif name == "past":
            self.interview.remember(result)
        elif name == "news":
            self.news.found(*result)
        elif name == "copies":
            self.news.found(*self.company.said_of_copies(result))

    def _inspect(self) -> None:
        """Judge for a moment, and go on with it after what else there is to do."""
        if self._judges and self.is_attached:
            left = self._inspection.work()
            self.query_one(Outline).renew()
            if left:
                self.set_timer(_BETWEEN_SLICES, self._inspect)

    # --- what is shown of the interview --------------------------------------------------------

    def _problems(self, top: str) -> tuple[Problem, ...]:
        """The problems to show on a question: not that it lacks one, nor of what is being typed."""
        if not self._judges:
            return ()
        found = self.interview.problems_of(self.interview.questionnaire.by_path[top])
        quiet = self._quiet
        return tuple(
            problem
            for problem in found
            if (problem.is_to_confirm or not problem.lacking)
            and (quiet is None or problem.path[: len(quiet)] != quiet)
        )

    def _tell_top(self) -> None:
        questionnaire = self.interview.questionnaire
        progress = self.interview.progress()
        subject = self.session.subject if self._judges else self.session.subject_at_once
        second = say("second.top") if self.session.is_second_entry else ""
        named = (second, _short_title(questionnaire), subject, self.session.unit)
        left = "   ".join(filter(None, named))
        middle = say("progress.answered", count=progress.answered, total=progress.total)
        status = self.interview.status
        if status != "in-progress":
            middle = f"{say(f'status.{status}')}   {middle}"
        right = say("lock.reads_only") if self.interview.reads_only else None
        self.query_one(TopBar).tell(left, middle, right)

    def tell_section(self) -> None:
        """Say in which section this is, and where what is typed now comes from."""
        section = self.interview.page.section
        if section is None:
            self.query_one(SectionBar).tell("", "", self.sourcing.line)
            return
        progress = self.interview.progress(section)
        number = f"{section.number}. " if section.number else ""
        count = say("progress.section", count=progress.answered, total=progress.total)
        self.query_one(SectionBar).tell(
            f"{number}{plain(section.title)}", count, self.sourcing.line
        )

    async def _renew(self, values: bool = True) -> None:
        self.page.renew(values)
        self.tell_section()
        self._tell_top()
        self.query_one(Outline).renew()
        self._inspect()

    # --- answers -------------------------------------------------------------------------------

    async def on_control_changed(self, event: Control.Changed) -> None:
        event.stop()
        leaf = event.asked.part
        if not isinstance(leaf, Leaf):
            return
        if event.typing and leaf is not self.page.part:
            return  # it has been left since, and what was typed is taken with that
        if event.typing and not leaf.foot.complains:
            # Nobody is told of a problem with a word that they are in the middle of.
            self._quiet = leaf.path
        if self._typed is not leaf:
            await self._commit()
        self._typed = leaf
        self._types_on = True
        if not event.typing:
            await self._commit()
            return
        self._pause.typed()

    async def on_control_left(self, event: Control.Left) -> None:
        event.stop()
        leaf = event.asked.part
        if isinstance(leaf, Leaf) and leaf.is_there:
            if self._quiet == leaf.path:
                self._quiet = None
            await self._take(leaf)
            leaf.renew_foot()
            self._inspect()

    async def on_elements_arranged(self, event: Elements.Arranged) -> None:
        event.stop()
        await self._commit()
        await self._answer(event.path, event.value)
        # What stands in the controls is of the old order: taken as typed, it would overwrite.
        await self._renew()

    async def _commit_typing(self) -> None:
        await self._commit(typing=True)

    async def _commit(self, typing: bool = False) -> None:
        """Make answers of what was typed, told of by the control or not yet."""
        self._pause.stop()
        # Those of now: while the field catches up, the keys may go on to a part where the person
        # is in the middle of a word.
        leaves = {self._typed, self.page.part}
        self._typed = None
        await caught_up(self.focused, self.focused, self.page)
        for leaf in leaves:
            if isinstance(leaf, Leaf) and leaf.is_there:
                await self._take(leaf, typing)
        if self.page.current is not None and self.page.part is not None:
            self.interview.focus = item_path(self.page.part.path)

    async def _take(self, leaf: Leaf, typing: bool = False) -> None:
        if leaf.control.value != self.interview.value(leaf.path):
            await self._answer(leaf.path, leaf.control.value, typing)

    async def _answer(self, path: Path, value: Any, typing: bool = False) -> None:
        try:
            self.interview.answer(path, value, typing)
        except CompletedError:
            await self._offer_to_reopen(path, value)
            return
        except ReadOnlyError:
            self.say_takes_nothing()
            return
        self.session.save()
        await self._renew(values=False)

    def say_takes_nothing(self) -> None:
        self.page.renew()
        self.notify(say("lock.takes_nothing"), markup=False)

    async def _offer_to_reopen(self, path: Path, value: Any) -> None:
        if self.app.screen is not self:
            return  # it is being asked already
        # Until it is decided, what was answered stands there: nothing else is to be asked about.
        self.page.renew()
        from lgq_tui.tui.screens.asking import Answer, Choosing

        async def decide(answer: str | None) -> None:
            if answer == "yes":
                self.interview.reopen()
                if self.asks_source(lambda: self._answer(path, value)):
                    return
                await self._answer(path, value)
            await self._renew()

        # Enter, which may have been typed without looking, opens nothing.
        answers = [Answer("n", say("reopen.no"), "no"), Answer("y", say("reopen.yes"), "yes")]
        self.app.push_screen(Choosing(say("reopen.title"), answers), decide)

    async def _try(self, change: Any) -> None:
        """Make a change; a completed response takes none before it is re-opened."""
        try:
            change()
        except CompletedError:
            self.notify(say("reopen.first"), markup=False)
            return
        except ReadOnlyError:
            self.say_takes_nothing()
            return
        self.session.save()
        await self._renew()

    async def told_of_save(self, outcome: Heard) -> None:
        """Show that a save succeeded, why it did not, or what it waits for."""
        from lgq_tui.storage.keeper import Met

        self.news.of_save(outcome)
        if isinstance(outcome, Met):
            await self.company.meet()

    async def commit(self) -> None:
        """Make an answer of what is being typed, before the screen goes away."""
        await self._commit()


def _short_title(questionnaire: Any) -> str:
    """The acronym in brackets at the end of a title, if it has one, and the version."""
    title = plain(questionnaire.title)
    _, bracket, acronym = title.rstrip(")").rpartition("(")
    short = acronym if bracket and title.endswith(")") and " " not in acronym else title
    return f"{short} {questionnaire.version}"
