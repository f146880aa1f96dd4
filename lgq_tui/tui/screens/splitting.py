"""A part that is split off for a department: which sections, whose, and into which file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from lgq_tui.core.definition import Section
from lgq_tui.core.text import clean_line
from lgq_tui.core.wording import plain
from lgq_tui.locales.speech import say
from lgq_tui.session.naming import path_named
from lgq_tui.session.session import Session
from lgq_tui.session.splitting import name_of
from lgq_tui.tui.screens.fields import FieldsWindow
from lgq_tui.tui.widgets.bars import Key, KeyBar
from lgq_tui.tui.widgets.field import Field
from lgq_tui.tui.widgets.rows import OrderedListing, Row, RowList


class Wanted(NamedTuple):
    """A part as somebody wants it."""

    sections: tuple[Section, ...]
    unit: str
    path: Path


class Splitting(FieldsWindow[Wanted | None]):
    """Gives what is wanted, beside the response where no folder is named; a name that a file has
    already is not taken."""

    BINDINGS = [Binding("ctrl+d", "take", priority=True, show=False)]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._file = session.path
        self._sections = session.questionnaire.sections
        self._chosen: set[int] = set()
        self._listing = OrderedListing("sections")
        self._unit = Field("")
        self._path = Field("")
        self._offered = ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="window wide"):
            yield Static(say("split.title"), markup=False, classes="title")
            yield Static(say("split.sections"), markup=False)
            yield self._listing
            yield from self.labelled(say("split.unit"), self._unit)
            yield from self.labelled(say("split.file"), self._path)
            yield Static("", id="complaint", markup=False)
            yield KeyBar(
                [
                    Key("Space", say("key.choose"), "choose"),
                    Key("Tab", say("key.next_field"), "step(1)"),
                    Key("^D", say("key.done"), "take"),
                    Key("Esc", say("key.cancel"), "close"),
                ]
            )

    def stops(self) -> list[Widget]:
        return [self._listing, self._unit, self._path]

    def on_mount(self) -> None:
        self._fill(0)
        self._offer()
        self.go_to(self._listing)

    def _fill(self, cursor: int) -> None:
        rows = [
            Row(Content(f"{'[x]' if at in self._chosen else '[ ]'} {_titled(one)}"))
            for at, one in enumerate(self._sections)
        ]
        self._listing.fill(rows, cursor)
        self.fit()

    @property
    def _wanted(self) -> tuple[Section, ...]:
        return tuple(one for at, one in enumerate(self._sections) if at in self._chosen)

    def _offer(self) -> None:
        """Offer a name for the file, until somebody has typed another one."""
        if self._path.value == self._offered:
            self._offered = name_of(self._file, self._unit.value, self._wanted).name
            self._path.put(self._offered)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self._chosen ^= {event.index}
        self._fill(event.index)
        self._offer()
        self.complain("")

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.input is self._unit:
            self._offer()

    def action_choose(self) -> None:
        self._listing.action_choose()

    def action_take(self) -> None:
        self._offer()
        typed = path_named(clean_line(self._path.value) or self._offered)
        path = self._file.parent / typed  # one that is told from the top stays as it is
        if not self._chosen:
            self.complain(say("split.choose"))
            self.go_to(self._listing)
        elif os.path.lexists(path):
            self.complain(say("split.there", name=path.name))
            self.go_to(self._path)
        else:
            self.dismiss(Wanted(self._wanted, clean_line(self._unit.value), path))


def _titled(section: Section) -> str:
    number = f"{section.number}. " if section.number else ""
    return f"{number}{plain(section.title)}"
