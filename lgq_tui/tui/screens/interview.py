"""The interview: an outline beside one question at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.worker import Worker, WorkerError

from lgq_tui.core.paths import Path, from_text, item_path, top_of
from lgq_tui.core.response import COMPLETED
from lgq_tui.core.steps import Change
from lgq_tui.core.wording import footnotes_in
from lgq_tui.locales.speech import say
from lgq_tui.tui import fastkeys
from lgq_tui.tui.contents import BOLD, content, joined
from lgq_tui.tui.controls import Control
from lgq_tui.tui.keys import caught_up
from lgq_tui.tui.page.block import Block
from lgq_tui.tui.page.parts import Leaf
from lgq_tui.tui.screens.exchanging import ExchangingScreen
from lgq_tui.tui.widgets.bars import Key, KeyBar
from lgq_tui.tui.widgets.field import Field
from lgq_tui.tui.widgets.outline import Outline
from lgq_tui.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from lgq_tui.tui.app import LgqApp
    from lgq_tui.tui.screens.entering import Entering
    from lgq_tui.tui.screens.leaving import Leaving


_LEAVING = 10.0
"""Seconds; nobody who leaves waits longer for what is being saved."""


class InterviewScreen(ExchangingScreen):
    """What keys and clicks do in an interview."""

    _going: Worker[None] | None = None
    """What leaves, from the key for that on."""

    # Before the widgets: keys that come in a burst go to the part that they were meant for.
    BINDINGS = [
        Binding("f1", "help", priority=True),
        Binding("f2", "footnotes", priority=True),
        Binding("f3", "missing", priority=True),
        Binding("f4", "note", priority=True),
        Binding("f5", "deal", priority=True),
        Binding("shift+f5", "ask_about_problem", priority=True),
        Binding("f6", "outline", priority=True),
        Binding("f7", "ask", priority=True),
        Binding("f8", "complete", priority=True),
        Binding("f9", "history", priority=True),
        Binding("f10", "source", priority=True),
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
        *fastkeys.BINDINGS,
    ]

    async def on_mount(self) -> None:  # called before that of `AnsweringScreen`
        if self.session.is_assisted:
            self.add_class("assisted")
            self.page.offer = self.entering.offer

    async def _warm_up(self) -> None:
        await super()._warm_up()
        if self.session.is_assisted:
            self.run_worker(self.entering.learn, thread=True, name="learn", exit_on_error=False)

    def keys(self) -> list[Key]:
        if self.session.is_assisted:
            return fastkeys.entering()
        is_second = self.session.is_second_entry
        last = Key("F8", say("key.compare" if is_second else "key.complete"), "complete")
        return [
            Key("F1", say("key.help"), "help"),
            Key("PgDn", say("key.next"), "next"),
            Key("PgUp", say("key.back"), "previous"),
            *([last] if is_second else ()),
            Key("F3", say("key.missing"), "missing"),
            Key("^R", say("key.review"), "review"),
            Key("^G", say("key.goto"), "search"),
            Key("F2", say("key.footnotes"), "footnotes"),
            Key("F4", say("key.note"), "note"),
            *(() if is_second else [last]),
            Key("^S", say("key.save"), "save"),
            Key("F6", say("key.outline"), "outline"),
            Key("^Z", say("key.undo"), "undo"),
            Key("^P", say("key.commands"), "app.command_palette"),
            Key("^Q", say("key.quit"), "leave"),
        ]

    def more_keys(self) -> ComposeResult:
        if self.session.is_assisted:
            yield KeyBar(fastkeys.reasons(), "reasons")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self._stands or self.has_class("too-small"):
            return action == "leave"
        is_assisted = self.session.is_assisted
        if action in ("reason", "same"):
            return is_assisted
        if action != "go_on":
            return True
        if is_assisted and parameters[1:]:  # Enter goes on from everywhere on the page
            return self.focused is not None and self.page in self.focused.ancestors
        on_sheet = self.focused is self.page.sheet and self.page.current is not None
        return on_sheet or isinstance(self.focused, Field)

    async def action_go_on(self, by: int, enter: bool = False) -> None:
        """Enter, up or down in a field: to the next one, unless its control knows better."""
        if enter and self.session.is_assisted:
            await self.entering.enter()
            return
        await caught_up(self.focused)
        current = self.page.current
        if enter and current is not None and current.written_at() is not None:
            await self._go_in(current)
        elif current is not None and self.focused is self.page.sheet:
            current.key(events.Key("enter" if enter else "down" if by > 0 else "up", None))
            await self.page.ready()
        elif isinstance(current, Control) and current.go_on(by, enter):
            await self.page.ready()
        elif enter and self.page.is_at_end:
            await self.action_next()
        else:
            await self.action_step(by)

    async def action_step(self, by: int) -> None:
        """Go to the next part or the one before; where there is only one, it counts as left."""
        if self.session.is_assisted:
            await self.entering.step(by)
            return
        await self._commit()
        self.page.step(by)
        await self.went()

    async def went(self) -> None:
        """The keys are at another part of the page."""
        self._quiet = None
        await self.page.ready()
        await self._renew(values=False)

    async def lead(self, event: events.Key | events.Paste) -> None:
        """Before a key is looked at: behind one that leaves, it is for where that leads; a letter
        that is typed on a ticked choice is of what is asked about it."""
        if self._going is not None and not self._going.is_finished:
            with suppress(TimeoutError, WorkerError):
                await asyncio.wait_for(asyncio.shield(self._going.wait()), _LEAVING)
        if not self._stands or self.focused is not self.page.sheet:
            return
        await caught_up(self.focused, self.page)
        current = self.page.current
        is_text = isinstance(event, events.Paste) or (
            event.is_printable and not (event.character or "").isdecimal() and event.key != "space"
        )
        if is_text and current is not None and self.focused is self.page.sheet:
            is_key = isinstance(event, events.Key) and current.means(event.character or "")
            if not is_key:
                await self._go_in(current, to_write=True)

    async def _go_in(self, block: Block, to_write: bool = False) -> None:
        """Go to what is asked about the choice with the cursor, if it is ticked."""
        path = block.written_at()
        if path is None:
            return
        await self._commit()
        self._quiet = None
        if to_write and not self.page.is_written_at(path):
            return
        self.page.focus_at(path)
        await self.page.ready()
        await self._renew(values=False)

    # --- what the file lacks -------------------------------------------------------------------

    def asks_first(self) -> bool:
        if self.session.holder is not None:
            self.company.ask(self.session.holder, self._decided_on_company)
            return True
        if self.session.damaged is not None:
            self.news.found(say("recovery.damaged", name=self.session.damaged.name))
        elif self.session.quarantined is not None:
            self.news.quarantined(self.session.quarantined)
        if self.session.told_first:
            self.notify(self.session.told_first, markup=False, timeout=20)
            self.session.told_first = ""
        while self.session.lacking:
            altered = self.session.differences()
            if altered:
                from lgq_tui.tui.screens.recovering import Recovering

                self.app.push_screen(Recovering(self.session.lacking[0], altered), self._decided)
                return True
            self.session.recover()
        if self.sourcing.asks_first(self._decided_on_source):
            return True
        if self.session.proposed is not None:
            proposed, self.session.proposed = self.session.proposed, None
            self.documents.propose(*proposed)
            return True
        if self.session.waiting:
            self.packets.go_on()
            return True
        return False

    def asks_source(self, then: Callable[[], Awaitable[None]]) -> bool:
        return self.sourcing.asks_first(then)

    async def _decided_on_company(self, stays: bool) -> None:
        if not stays:
            await self._app.leave(self.session)
        elif not self.asks_first():
            self._tell_top()
            await self._show_page(from_text(self.interview.focus))
            await self._renew()

    async def _decided_on_source(self) -> None:
        self.asks_first()
        await self._renew()

    async def _decided(self, answer: str | None) -> None:
        from lgq_tui.tui.screens.recovering import APPLY, ASIDE

        if answer == APPLY:
            self.session.recover()
        elif answer == ASIDE:
            kept = await asyncio.to_thread(self.session.set_aside)
            is_beside = kept.parent == self.session.path.parent
            self.notify(say("recovery.kept", name=kept.name if is_beside else kept), markup=False)
        else:
            await self._app.leave(self.session)
            return
        self.asks_first()
        await self._show_page(from_text(self.interview.focus))
        await self._renew()

    # --- moving --------------------------------------------------------------------------------

    async def action_next(self) -> None:
        if not self._reads_on():
            await self._to_page(1)

    async def action_previous(self) -> None:
        await self._to_page(-1)

    async def _to_page(self, by: int) -> bool:
        """Go to the next page, or to the one before; whether there is one. Behind the last is the
        review."""
        await self._commit()
        there_is = self.interview.next() if by > 0 else self.interview.previous()
        if there_is:
            await self._moved()
        elif by > 0:
            await self.action_review()
        return there_is

    def _reads_on(self) -> bool:
        """Whether there was more to read on a page without questions, and is now shown."""
        sheet = self.page.sheet
        if self.page.page.items or sheet.scroll_y >= sheet.max_scroll_y:
            return False
        sheet.scroll_page_down(animate=False)
        return True

    async def _moved(self, path: Path | None = None) -> None:
        self._app.turned()
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
        self.page.rest()
        outline.can_focus = True
        outline.focus()

    def action_back_to_page(self) -> None:
        self.remove_class("outlined")
        self.page.focus_at(from_text(self.interview.focus))

    async def action_search(self) -> None:
        from lgq_tui.tui.screens.search import Search

        async def go(path: str | None) -> None:
            if path is not None:
                await self.goto(path)

        await self._commit()
        self.app.push_screen(Search(self.interview), go)

    # --- what can be done about an answer ------------------------------------------------------

    async def action_reason(self, reason: str) -> None:
        await self._remark(partial(self.entering.mark, reason))

    async def action_same(self) -> None:
        await self._remark(self.entering.same)

    async def action_undo(self) -> None:
        await self._commit()
        await self._if_open(lambda: self._turn(self.interview.undo(), "undo.nothing"))

    async def action_redo(self) -> None:
        await self._commit()
        await self._if_open(lambda: self._turn(self.interview.redo(), "redo.nothing"))

    async def _if_open(self, turn: Callable[[], Awaitable[None]]) -> None:
        """Undo or redo; in a completed response only who has been asked does that."""
        if self.interview.status != COMPLETED:
            await turn()
            return
        from lgq_tui.tui.screens.asking import Answer, Choosing

        async def decide(answer: str | None) -> None:
            if answer == "yes":
                await turn()

        answers = [Answer("y", say("undo.yes"), "yes"), Answer("n", say("reopen.no"), "no")]
        self.app.push_screen(Choosing(say("undo.completed"), answers), decide)

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

    async def action_editor(self) -> None:
        part = self.page.part
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

    async def action_history(self) -> None:
        from lgq_tui.tui.screens.history import History

        await self._commit()
        items = self.interview.page.items
        self.app.push_screen(History(self.session, items[0].id if items else ""), self._restored)

    async def _restored(self, change: Change | None) -> None:
        if change is None:
            return
        gone = False

        def restore() -> None:
            nonlocal gone
            gone = not self.interview.restore(change)

        await self._try(restore)
        if gone:
            self.notify(say("history.gone"), markup=False)
        top = top_of(str(change.path[0])) if change.path else ""
        if top and self.interview.page.key != top and self.interview.goto(top):
            await self._show_page(change.path)
            await self._renew()

    async def action_earlier(self) -> None:
        await self._commit()
        earlier = self.interview.earlier.round
        if earlier is None:
            self.notify(say("round.none"), markup=False)
            return
        from lgq_tui.tui.screens.earlier import earlier_text
        from lgq_tui.tui.screens.reader import Reader

        self.app.push_screen(Reader(say("round.title"), earlier_text(self.interview, earlier)))

    # --- other screens -------------------------------------------------------------------------

    def action_help(self) -> None:
        from lgq_tui.tui.screens.help import help_text
        from lgq_tui.tui.screens.reader import Reader, room

        width = room(self.size.width)
        session = self.session
        text = help_text(session.questionnaire, width, session.is_assisted, session.is_second_entry)
        self.app.push_screen(Reader(say("help.title"), text))

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
        compare = self.action_complete if self.session.is_second_entry else None
        self.app.push_screen(Review(self.session, self._ask_about, compare), self._jump)

    async def action_second(self) -> None:
        await self._commit()
        self.session.save()
        if await asyncio.to_thread(self.session.settle, _LEAVING):
            await self.again.begin()
        else:
            self._leaving.ask(self.action_save)

    async def action_complete(self) -> None:
        await self._commit()
        self.session.save()
        if self.session.is_second_entry:
            await asyncio.to_thread(self.session.settle, _LEAVING)
            await self.again.compare()
            return
        # What is declared should be what is in the file, whoever has put it there.
        await asyncio.to_thread(self.session.settle, 1)
        await self.company.meet(insist=True, then=self._complete)

    async def _complete(self) -> None:
        from lgq_tui.tui.screens.complete import Complete

        self.app.push_screen(Complete(self.session), self._completed)

    async def _jump(self, path: str | None) -> None:
        if path is not None:
            await self.goto(path)

    async def _completed(self, path: str | None) -> None:
        self.session.save()
        await self._renew()
        await self._jump(path)
        self.asks_source(self._renew)

    # --- saving and leaving --------------------------------------------------------------------

    async def action_save(self) -> None:
        await self._commit()
        self.session.save()
        self._types_on = False
        self.run_worker(self._saved(), group="saving", exclusive=True)

    async def _saved(self) -> None:
        """Ask what the save has to wait for, unless the person goes on typing meanwhile."""
        await asyncio.to_thread(self.session.settle, 5)
        await self.company.meet(insist=not self._types_on)

    async def action_leave(self) -> None:
        await self._commit()
        self.session.save()
        self._going = self.run_worker(self._leave(), group="leaving", exclusive=True)

    async def _leave(self) -> None:
        """Leave once all is saved; what two people did is put together first, if they decide."""
        saved = await asyncio.to_thread(self.session.settle, _LEAVING)
        if not saved and self.session.met is not None:
            then = partial(self._leave_apart, self.interview.status)
            await self.company.meet(insist=True, then=then)
        elif saved:
            await self._app.leave(self.session)
        else:
            self._leaving.ask(self.action_leave)

    async def _leave_apart(self, status: str) -> None:
        """Leave after a meeting, unless that has opened what was completed, or completed it."""
        if self.interview.status == status:
            await asyncio.to_thread(self.session.settle, _LEAVING)
            await self._app.leave(self.session)

    @cached_property
    def _leaving(self) -> Leaving:
        from lgq_tui.tui.screens.leaving import Leaving

        return Leaving(self, self.session, partial(self._app.leave, self.session))

    @cached_property
    def entering(self) -> Entering:
        """Where the keys go in assisted entry, and what else they do there."""
        from lgq_tui.tui.screens.entering import Entering

        return Entering(self, self._remarks, self._to_page, self._try)

    async def action_elsewhere(self) -> None:
        if self.interview.reads_only:
            self.say_takes_nothing()
        else:
            await self._leaving.ask_where(self.action_save)

    @property
    def _app(self) -> LgqApp:
        return cast("LgqApp", self.app)
