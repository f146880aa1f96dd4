"""What an answer was before, when, and by whom; any of it can be had back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from lgq_tui.core.paths import top_of
from lgq_tui.core.steps import HAD_BACK, Change
from lgq_tui.exports.changes import NOTHING, altered, with_sources
from lgq_tui.locales.speech import render, say
from lgq_tui.locales.times import local
from lgq_tui.session.session import Session, Told
from lgq_tui.storage.journal import Event
from lgq_tui.tui.contents import hanging
from lgq_tui.tui.screens.window import Window
from lgq_tui.tui.widgets.bars import Key, KeyBar
from lgq_tui.tui.widgets.rows import Listing, Row, RowList

_WIDTH = 68
"""Cells of a line of the list."""

_MOST = 4
"""Rows of one change."""


class _Line(NamedTuple):
    change: Change
    row: Row


class History(Window[Change | None]):
    """The changes of one question, the newest first, or those of all; gives the one to restore."""

    BINDINGS = [
        Binding("escape,q,f9", "close", show=False),
        Binding("a", "all", show=False),
    ]

    def __init__(self, session: Session, question: str) -> None:
        super().__init__()
        self._session = session
        self._question: str | None = question
        self._events: Sequence[Event] = ()
        self._lines: list[_Line] = []
        self._listing = Listing("history")
        self._complaint = Static("", id="complaint", markup=False)
        self._complaint.display = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="window wide"):
            yield Static(say("history.title"), markup=False, classes="title")
            yield self._complaint
            yield self._listing
            yield KeyBar(
                [
                    Key("Enter", say("key.restore"), "go"),
                    Key("a", say("key.all_or_one"), "all"),
                    Key("Esc", say("key.close"), "close"),
                ]
            )

    def on_mount(self) -> None:
        self._listing.focus()
        self.run_worker(self._read, thread=True, exit_on_error=False)

    def _read(self) -> None:
        told = self._session.told()
        self.app.call_from_thread(self._show, told)

    def _show(self, told: Told) -> None:
        if self.is_attached:
            self._events = told.events
            if told.flaw is not None:
                self._complaint.update(Content(render(told.flaw)))
                self._complaint.display = True
            self._fill()

    def _fill(self) -> None:
        self._lines = [line for event in reversed(self._events) for line in self._of(event)]
        nothing = Row(Content(say("history.nothing")), can_choose=False)
        self._listing.fill([line.row for line in self._lines] or [nothing])

    def _of(self, event: Event) -> list[_Line]:
        if event.turn is None:
            return []
        lines: list[_Line] = []
        for change, source in with_sources(event.turn.step.changes):
            if self._question is None or top_of(str((*change.path, "")[0])) == self._question:
                lines += self._told(event, change, source)
        return lines

    def _told(self, event: Event, change: Change, source: Change | None) -> list[_Line]:
        changes = [change] if source is None else [change, source]
        [one] = altered(self._session.questionnaire, changes, say)
        old, new = one.old or NOTHING, one.new or NOTHING
        said = say(f"history.{event.kind}", name=one.name, old=old, new=new)
        text = Content(f"{local(event.at)}  {event.by}\n{said}")
        width = min(_WIDTH, self.size.width - 9)
        rows = hanging(text, width, "", 2)[:_MOST]
        able = change.operation in HAD_BACK
        return [_Line(change, Row(row, can_choose=able and not n)) for n, row in enumerate(rows)]

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.dismiss(self._lines[event.index].change)

    def action_go(self) -> None:
        self._listing.action_choose()

    def action_all(self) -> None:
        page = self._session.interview.page
        one = page.items[0].id if page.items else None
        self._question = None if self._question is not None else one
        self._fill()

    def action_close(self) -> None:
        self.dismiss(None)
