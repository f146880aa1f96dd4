"""The interview: an outline beside one question at a time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.css.query import NoMatches
from textual.reactive import Reactive
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from lgq_tui.core.interview import CompletedError
from lgq_tui.core.paths import Path, from_text, item_path
from lgq_tui.core.problems import ERROR, Problem
from lgq_tui.core.wording import footnotes_in, plain
from lgq_tui.locales.speech import render, say
from lgq_tui.storage.keeper import Saved
from lgq_tui.tui.contents import BOLD, content, joined
from lgq_tui.tui.controls import Control
from lgq_tui.tui.controls.line import Field
from lgq_tui.tui.inspection import Inspection
from lgq_tui.tui.keys import caught_up
from lgq_tui.tui.screens.remarks import Remarks
from lgq_tui.tui.session import Outcome, Session
from lgq_tui.tui.widgets.bars import Key, KeyBar, SectionBar, TopBar
from lgq_tui.tui.widgets.foot import Foot
from lgq_tui.tui.widgets.outline import Outline
from lgq_tui.tui.widgets.pages import Pages
from lgq_tui.tui.widgets.parts import Elements, Leaf, Part, Surroundings, part_around
from lgq_tui.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from lgq_tui.tui.app import LgqApp

_TYPING = 0.4
"""Seconds after the last key until what was typed becomes an answer."""

_BETWEEN_SLICES = 0.02
"""Seconds between two moments of judging."""

_UNTIL_AHEAD = 0.1
"""Seconds after a page is shown until the next one is made ready."""


class InterviewScreen(Screen[None]):
    """Shows the page where the interview is, and takes the answers to it."""

    AUTO_FOCUS = None  # the page says where the keys go

    # Textual's own draws the whole screen again whenever the keys go elsewhere.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    # Before the widgets: keys that come in a burst go to the part that they were meant for.
    BINDINGS = [
        Binding("f1", "help", priority=True),
        Binding("f2", "footnotes", priority=True),
        Binding("f3", "missing", priority=True),
        Binding("f4", "note", priority=True),
        Binding("f5", "deal", priority=True),
        Binding("f6", "outline", priority=True),
        Binding("f8", "complete", priority=True),
        Binding("pagedown", "next", priority=True),
        Binding("pageup", "previous", priority=True),
        Binding("ctrl+g,ctrl+f", "search", priority=True),
        Binding("ctrl+r", "review", priority=True),
        Binding("ctrl+s", "save", priority=True),
        Binding("ctrl+q", "leave", priority=True),
        Binding("ctrl+z", "undo", priority=True),
        Binding("ctrl+y", "redo", priority=True),
        Binding("ctrl+e", "editor", priority=True),
        Binding("tab", "step(1)", priority=True),
        Binding("shift+tab", "step(-1)", priority=True),
        Binding("enter", "go_on(1, True)", priority=True),
        Binding("down", "go_on(1)", priority=True),
        Binding("up", "go_on(-1)", priority=True),
        Binding("escape", "back_to_page", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.interview = session.interview
        self._judges = False
        self._told = ""
        self._quiet: Path | None = None
        self._typed: Leaf | None = None
        self._typing: Timer | None = None
        self._inspection = Inspection(self.interview)
        self._pages = Pages(Surroundings(self.interview, self._problems))
        self._remarks = Remarks(self, self.interview, self._try)

    # --- what stands on it ---------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield TopBar()
        with Horizontal(id="middle"):
            yield Outline(self.interview, self._inspection)
            with Vertical(id="right"):
                yield SectionBar()
                yield self._pages
        yield KeyBar(self._keys())
        yield Static("", id="small", markup=False)

    async def on_mount(self) -> None:
        self._tell_top()
        await self._show_page()
        self.call_after_refresh(self._warm_up)

    def _keys(self) -> list[Key]:
        return [
            Key("F1", say("key.help"), "help"),
            Key("PgDn", say("key.next"), "next"),
            Key("PgUp", say("key.back"), "previous"),
            Key("^G", say("key.goto"), "search"),
            Key("^R", say("key.review"), "review"),
            Key("F2", say("key.footnotes"), "footnotes"),
            Key("F3", say("key.missing"), "missing"),
            Key("F4", say("key.note"), "note"),
            Key("F8", say("key.complete"), "complete"),
            Key("^S", say("key.save"), "save"),
            Key("F6", say("key.outline"), "outline"),
            Key("^Z", say("key.undo"), "undo"),
            Key("^P", say("key.commands"), "app.command_palette"),
            Key("^Q", say("key.quit"), "leave"),
        ]

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        self.set_class(width < 72, "narrow")
        too_small = width < 60 or height < 20
        self.set_class(too_small, "too-small")
        if too_small:
            text = say("screen.too_small", width=width, height=height)
            self.query_one("#small", Static).update(Content(text))

    # --- pages ---------------------------------------------------------------------------------

    async def _show_page(self, path: Path | None = None) -> None:
        """Show the page where the interview is, with the keys in the control at `path`."""
        self._quiet = None
        with self.app.batch_update():
            page = await self._pages.show(self.interview.page)
            self._tell_section()
            self.query_one(Outline).follow()
            page.focus_at(path)
        await self._ready()
        self.set_timer(_UNTIL_AHEAD, self._look_ahead)

    async def _look_ahead(self) -> None:
        """Make the next page ready while the person reads this one."""
        page = self.interview.following()
        if page is not None and self._pages.is_attached:
            await self._pages.look_ahead(page)

    async def _warm_up(self) -> None:
        """Load what judges answers, once the first screen stands."""
        self.run_worker(_load_judges, thread=True, name="judges", exit_on_error=False)

    async def on_worker_state_changed(self, event: Any) -> None:
        if event.worker.name == "judges" and event.worker.is_finished and not self._judges:
            self._judges = True
            self._inspect()
            await self._renew(values=False)

    def _inspect(self) -> None:
        """Judge for a moment, and go on with it after what else there is to do."""
        if self._judges and self.is_attached:
            left = self._inspection.work()
            self.query_one(Outline).renew()
            if left:
                self.set_timer(_BETWEEN_SLICES, self._inspect)

    # --- what is shown of the interview --------------------------------------------------------

    def _problems(self, top: str) -> tuple[Problem, ...]:
        """The problems to show on a question: not what is lacking, nor of what is being typed."""
        if not self._judges:
            return ()
        found = self.interview.problems_of(self.interview.questionnaire.by_path[top])
        quiet = self._quiet
        return tuple(
            problem
            for problem in found
            if not problem.lacking and (quiet is None or problem.path[: len(quiet)] != quiet)
        )

    def _tell_top(self) -> None:
        questionnaire = self.interview.questionnaire
        progress = self.interview.progress()
        subject = self.session.subject if self._judges else self.session.subject_at_once
        left = "   ".join(filter(None, (_short_title(questionnaire), subject)))
        middle = say("progress.answered", count=progress.answered, total=progress.total)
        status = self.interview.status
        if status != "in-progress":
            middle = f"{say(f'status.{status}')}   {middle}"
        self.query_one(TopBar).tell(left, middle)

    def _tell_section(self) -> None:
        section = self.interview.page.section
        if section is None:
            self.query_one(SectionBar).tell("", "")
            return
        progress = self.interview.progress(section)
        number = f"{section.number}. " if section.number else ""
        count = say("progress.section", count=progress.answered, total=progress.total)
        self.query_one(SectionBar).tell(f"{number}{plain(section.title)}", count)

    async def _renew(self, values: bool = True) -> None:
        if self._pages.shown is not None:
            await self._pages.shown.renew(values)
        self._tell_section()
        self._tell_top()
        self.query_one(Outline).renew()
        self._inspect()

    # --- answers -------------------------------------------------------------------------------

    async def on_control_changed(self, event: Control.Changed) -> None:
        event.stop()
        leaf = part_around(event.asked)
        if not isinstance(leaf, Leaf):
            return
        if event.typing and not leaf.foot.display:
            # Nobody is told of a problem with a word that they are in the middle of.
            self._quiet = leaf.path
        if self._typed is not leaf:
            await self._commit()
        self._typed = leaf
        if not event.typing:
            await self._commit()
            return
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(_TYPING, self._commit_typing)

    async def on_control_left(self, event: Control.Left) -> None:
        event.stop()
        leaf = part_around(event.asked)
        if isinstance(leaf, Leaf) and leaf.is_attached:
            self._quiet = None
            await self._take(leaf)
            leaf.renew_foot()
            self._inspect()

    async def on_elements_arranged(self, event: Elements.Arranged) -> None:
        event.stop()
        await self._commit()
        await self._answer(event.path, event.value)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "go_on" or isinstance(self.focused, Field)

    async def action_go_on(self, by: int, enter: bool = False) -> None:
        """Enter, up or down in a field: to the next one, unless its control knows better."""
        field = self.focused
        await caught_up(field)
        if field is None:
            return
        for node in field.ancestors:
            if isinstance(node, Control) and await node.go_on(field, by, enter):
                return
        if enter and self._is_last(field):
            await self.action_next()
        else:
            await self.action_step(by)

    async def action_step(self, by: int) -> None:
        """Go to the next part or the one before; where there is only one, it counts as left."""
        await self._commit()
        self._quiet = None
        (self.focus_next if by > 0 else self.focus_previous)()
        await self._ready()
        await self._renew(values=False)

    async def _ready(self) -> None:
        """Wait until the control with the keys can take them."""
        leaf = part_around(self.focused)
        if isinstance(leaf, Leaf):
            await leaf.control.ready()

    def _is_last(self, field: Widget | None) -> bool:
        chain = [one for one in self.focus_chain if self._pages.shown in one.ancestors]
        return bool(chain) and chain[-1] is field

    async def _commit_typing(self) -> None:
        await self._commit(typing=True)

    async def _commit(self, typing: bool = False) -> None:
        """Make answers of what was typed, told of by the control or not yet."""
        if self._typing is not None:
            self._typing.stop()
            self._typing = None
        await caught_up(self.focused)
        typed, self._typed = self._typed, None
        for leaf in {typed, part_around(self.focused)}:
            if isinstance(leaf, Leaf) and leaf.is_attached:
                await self._take(leaf, typing)

    async def _take(self, leaf: Leaf, typing: bool = False) -> None:
        if leaf.control.value != self.interview.value(leaf.path):
            await self._answer(leaf.path, leaf.control.value, typing)

    async def _answer(self, path: Path, value: Any, typing: bool = False) -> None:
        try:
            self.interview.answer(path, value, typing)
        except CompletedError:
            await self._offer_to_reopen(path, value)
            return
        self.session.save()
        await self._renew(values=False)

    async def _offer_to_reopen(self, path: Path, value: Any) -> None:
        from lgq_tui.tui.screens.asking import Answer, Choosing

        async def decide(answer: str | None) -> None:
            if answer == "yes":
                self.interview.reopen()
                await self._answer(path, value)
            await self._renew()

        answers = [Answer("y", say("reopen.yes"), "yes"), Answer("n", say("reopen.no"), "no")]
        self.app.push_screen(Choosing(say("reopen.title"), answers), decide)

    # --- moving --------------------------------------------------------------------------------

    async def action_next(self) -> None:
        if self._reads_on():
            return
        await self._commit()
        if self.interview.next():
            await self._moved()
        else:
            await self.action_review()

    async def action_previous(self) -> None:
        await self._commit()
        if self.interview.previous():
            await self._moved()

    def _reads_on(self) -> bool:
        """Whether there was more to read on a page without questions, and is now shown."""
        page = self._pages.shown
        if page is None or page.page.items or page.scroll_y >= page.max_scroll_y:
            return False
        page.scroll_page_down(animate=False)
        return True

    async def _moved(self, path: Path | None = None) -> None:
        await self._show_page(path)
        self.session.save()

    async def goto(self, text: str) -> None:
        """Go to the question that holds the answer at a path."""
        await self._commit()
        path = from_text(text)
        if self.interview.goto(item_path(path) or text):
            await self._moved(path)
        else:
            self.notify(say("goto.not_asked"), markup=False)

    async def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        if isinstance(event.rows, Outline):
            await self.goto(event.rows.target(event.index))
            self.remove_class("outlined")

    def action_outline(self) -> None:
        outline = self.query_one(Outline)
        if outline.has_focus:
            self.action_back_to_page()
            return
        self.add_class("outlined")
        outline.can_focus = True
        outline.focus()

    def action_back_to_page(self) -> None:
        self.remove_class("outlined")
        if self._pages.shown is not None:
            self._pages.shown.focus_at(from_text(self.interview.focus))

    async def action_search(self) -> None:
        from lgq_tui.tui.screens.search import Search

        async def go(path: str | None) -> None:
            if path is not None:
                await self.goto(path)

        await self._commit()
        self.app.push_screen(Search(self.interview), go)

    # --- what can be done about an answer ------------------------------------------------------

    def _part(self) -> Part | None:
        """The part with the keys, else the first one of the page."""
        part = part_around(self.focused)
        if part is None and self._pages.shown is not None:
            part = next(iter(self._pages.shown.parts()), None)
        return part

    async def action_missing(self) -> None:
        await self._commit()
        part = self._part()
        if part is not None:
            self._remarks.missing(part.path)

    async def action_note(self) -> None:
        await self._commit()
        part = self._part()
        if part is not None:
            self._remarks.note(part.path)

    async def action_deal(self) -> None:
        self._quiet = None
        await self._commit()
        part = self._part()
        problems = part.problems() if part is not None else []
        able = [one for one in problems if one.suggestion is not None or one.severity != ERROR]
        if able:
            await self._remarks.deal(next((one for one in able if one.open), able[0]))
        else:
            self.notify(say("problem.nothing_to_deal"), markup=False)

    async def on_foot_dealt(self, event: Foot.Dealt) -> None:
        event.stop()
        await self._commit()
        await self._remarks.deal(event.problem)

    async def action_undo(self) -> None:
        await self._commit()
        await self._turn(self.interview.undo(), "undo.nothing")

    async def action_redo(self) -> None:
        await self._commit()
        await self._turn(self.interview.redo(), "redo.nothing")

    async def _turn(self, step: Any, otherwise: str) -> None:
        if step is None:
            self.notify(say(otherwise), markup=False)
            return
        self.session.save()
        top = str(step.path[0]) if step.path else ""
        here = [item.id for item in self.interview.page.items]
        if top and top not in here and self.interview.goto(top):
            await self._show_page(step.path)
        await self._renew()

    async def _try(self, change: Any) -> None:
        """Make a change; a completed response takes none before it is re-opened."""
        try:
            change()
        except CompletedError:
            self.notify(say("reopen.first"), markup=False)
            return
        self.session.save()
        await self._renew()

    async def action_editor(self) -> None:
        part = self._part()
        whole = part.control.edit_whole() if isinstance(part, Leaf) else None
        if not isinstance(part, Leaf) or whole is None:
            self.notify(say("editor.only_texts"), markup=False)
            return
        from lgq_tui.tui.outside import edited

        await self._commit()
        text = edited(self.app, whole)
        if text is not None and text != whole:
            value = part.control.answer_type.parse(text, part.item)
            await self._try(lambda: self.interview.answer(part.path, value))

    # --- other screens -------------------------------------------------------------------------

    def action_help(self) -> None:
        from lgq_tui.tui.screens.help import help_text
        from lgq_tui.tui.screens.reader import Reader

        self.app.push_screen(Reader(say("help.title"), help_text(self.interview.questionnaire)))

    def action_footnotes(self, name: str = "") -> None:
        from lgq_tui.tui.screens.reader import Reader

        questionnaire = self.interview.questionnaire
        names = list(questionnaire.footnotes)
        items = [one for item in self.interview.page.items for one in item.walk()]
        texts = [text for item in items for text in (item.label, *(c.label for c in item.choices))]
        here = [note for text in texts for note in footnotes_in(text)]
        first = [name] if name else here
        order = [*dict.fromkeys([*first, *names])]
        pieces: list[Any] = []
        for one in order:
            pieces += [(f"[{names.index(one) + 1}] ", BOLD)]
            pieces += [content(questionnaire.footnotes[one], names), "\n\n"]
        if not order:
            pieces = [say("footnotes.none")]
        self.app.push_screen(Reader(say("footnotes.title"), joined(*pieces)))

    async def action_review(self) -> None:
        from lgq_tui.tui.screens.review import Review

        await self._commit()
        self.app.push_screen(Review(self.session), self._jump)

    async def action_complete(self) -> None:
        from lgq_tui.tui.screens.complete import Complete

        await self._commit()
        self.app.push_screen(Complete(self.session), self._completed)

    async def _jump(self, path: str | None) -> None:
        if path is not None:
            await self.goto(path)

    async def _completed(self, path: str | None) -> None:
        self.session.save()
        await self._renew()
        await self._jump(path)

    # --- saving and leaving --------------------------------------------------------------------

    async def action_save(self) -> None:
        await self._commit()
        self.session.save()
        self.session.settle(5)

    def told_of_save(self, outcome: Outcome) -> None:
        """Show that a save succeeded or why it did not."""
        try:
            top = self.query_one(TopBar)
        except NoMatches:
            return
        failed = not isinstance(outcome, Saved)
        self.set_class(failed, "unsaved")
        if isinstance(outcome, Saved):
            top.tell(right=say("saved.at", time=_clock(outcome.at)))
            names = {"name": outcome.path.name, "other": outcome.beside and outcome.beside.name}
            news = say("saved.beside", **names) if outcome.beside is not None else ""
        else:
            top.tell(right=say("saved.not"))
            news = render(outcome.message)
        if news not in ("", self._told):
            self.notify(news, markup=False, timeout=20, severity="error" if failed else "warning")
        # The line on top stays; the same message again and again would cover the page.
        self._told = news

    async def commit(self) -> None:
        """Make an answer of what is being typed, before the screen goes away."""
        await self._commit()

    async def action_leave(self) -> None:
        await self._commit()
        self.session.save()
        if self.session.settle(10):
            self._app.leave(self.session)
            return
        from lgq_tui.tui.screens.asking import Answer, Choosing

        answers = [
            Answer("1", say("leave.elsewhere"), "elsewhere"),
            Answer("2", say("leave.stay"), "stay"),
            Answer("3", say("leave.unsaved"), "leave"),
        ]
        self.app.push_screen(Choosing(say("leave.title"), answers), self._leave_otherwise)

    async def _leave_otherwise(self, answer: str | None) -> None:
        from pathlib import Path as FilePath

        from lgq_tui.tui.screens.asking import Asking

        if answer == "leave":
            self._app.leave(self.session)
        elif answer == "elsewhere":

            async def save(name: str | None) -> None:
                if name:
                    self.session.save_to(FilePath(name).expanduser())
                    await self.action_leave()

            self.app.push_screen(Asking(say("leave.where"), str(self.session.path)), save)

    @property
    def _app(self) -> LgqApp:
        return cast("LgqApp", self.app)


def _load_judges() -> None:
    """Import what judging needs, away from the interface's thread."""
    import email_validator
    import idna
    import jsonschema
    import phonenumbers
    import pycountry

    del email_validator, idna, jsonschema, phonenumbers
    len(pycountry.countries)


def _short_title(questionnaire: Any) -> str:
    """The acronym in brackets at the end of a title, if it has one, and the version."""
    title = plain(questionnaire.title)
    _, bracket, acronym = title.rstrip(")").rpartition("(")
    short = acronym if bracket and title.endswith(")") and " " not in acronym else title
    return f"{short} {questionnaire.version}"


def _clock(at: datetime) -> str:
    return at.astimezone().strftime("%H:%M")
