"""Naming a file: one to begin, or one to go on with."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.text import clean_line, visible
from lgq_tui.locales.speech import render, say
from lgq_tui.session.naming import ENDING, ENDINGS, path_named
from lgq_tui.session.session import Session
from lgq_tui.tui.screens.window import Window
from lgq_tui.tui.widgets.bars import Key, KeyBar
from lgq_tui.tui.widgets.field import Field
from lgq_tui.tui.widgets.rows import Listing, Row, RowList

if TYPE_CHECKING:
    from lgq_tui.session.desk.desk import Desk

_MOST = 300


Opening = Callable[[Path], Awaitable[Any]]
"""Opens a response file, or says in a text why it cannot be opened."""


class NewFile(Window[Session | None]):
    """The name of a file that does not exist yet."""

    BINDINGS = [Binding("escape", "close", show=False)]

    def __init__(self, questionnaire: Questionnaire, opening: Opening) -> None:
        super().__init__()
        self._opening = opening
        self._field = Field(_free_name(questionnaire.id))

    def compose(self) -> ComposeResult:
        with Vertical(classes="window wide"):
            yield Static(say("new.title"), markup=False, classes="title")
            yield Static(say("new.text", folder=Path.cwd()), markup=False)
            yield self._field
            yield Static("", id="complaint", markup=False)
            yield KeyBar(
                [Key("Enter", say("key.begin"), "take"), Key("Esc", say("key.cancel"), "close")]
            )

    def on_mount(self) -> None:
        self._field.focus()
        self._field.select_all()

    async def on_field_moved(self, event: Field.Moved) -> None:
        if event.enter:
            await self.action_take()

    async def action_take(self) -> None:
        if self.app.screen is not self:
            return
        name = clean_line(self._field.value)
        path = path_named(name)
        session = await asyncio.to_thread(_complaint, name, path) or await self._opening(path)
        if isinstance(session, str):
            self.query_one("#complaint", Static).update(Content(session))
        else:
            self.dismiss(session)

    def action_close(self) -> None:
        self.dismiss(None)


class OpenFile(Window[Any]):
    """A path to type, and what lies in its folder to choose from; gives what `opening` does."""

    BINDINGS = [
        Binding("escape", "close", show=False),
    ]

    def __init__(self, folder: Path, opening: Opening, title: str = "") -> None:
        super().__init__()
        self._title = title or say("open.title")
        self._opening = opening
        self._field = Field(_with_slash(folder))
        self._listing = Listing("files")
        self._found: list[_Entry] = []
        self._looked_for: str | None = None
        """What was typed when those were found."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="window wide"):
            yield Static(self._title, markup=False, classes="title")
            yield self._field
            yield Static("", id="complaint", markup=False)
            yield self._listing
            yield KeyBar(
                [Key("Enter", say("key.open"), "take"), Key("Esc", say("key.cancel"), "close")]
            )

    async def on_mount(self) -> None:
        self._listing.can_focus = False
        self._field.focus()
        await self._look()

    async def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        await self._look()

    async def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        await self._take(self._found[event.index])

    async def on_field_moved(self, event: Field.Moved) -> None:
        if event.enter:
            await self.action_take()
        else:
            self.action_mark(event.by)

    def action_mark(self, by: int) -> None:
        if self._found:
            self._listing.move_to(self._listing.cursor + by)

    async def action_take(self) -> None:
        typed = Path(self._field.value).expanduser()
        if await asyncio.to_thread(_is_file, typed):
            await self._take(_Entry(typed, False))
            return
        await self._look()
        if self._found:
            await self._take(self._found[self._listing.cursor])

    def action_close(self) -> None:
        self.dismiss(None)

    async def _take(self, entry: _Entry) -> None:
        if self.app.screen is not self:
            return
        if entry.is_folder:
            self._field.value = _with_slash(await asyncio.to_thread(entry.path.resolve))
            self._field.cursor_position = len(self._field.value)
            await self._look()
            return
        session = await self._opening(entry.path)
        if isinstance(session, str):
            self.query_one("#complaint", Static).update(Content(session))
        else:
            self.dismiss(session)

    async def _look(self) -> None:
        """Show what begins with what is typed."""
        text = self._field.value
        if text == self._looked_for:
            return
        found = await asyncio.to_thread(_beginning_with, text)
        self._looked_for, self._found = text, found
        self.query_one("#complaint", Static).update("")
        self._draw()

    def _draw(self) -> None:
        self._listing.is_led = bool(self._found)
        rows = [Row(Content(f" {entry.shown}")) for entry in self._found]
        nothing = [Row(Content(say("open.nothing")), can_choose=False)]
        self._listing.fill(rows or nothing)


class OpenFolder(Window["Desk | None"]):
    """The path of a folder; gives the desk over it."""

    BINDINGS = [Binding("escape", "close", show=False)]

    def __init__(self, folder: Path, questionnaire: Questionnaire) -> None:
        super().__init__()
        self._questionnaire = questionnaire
        self._field = Field(_with_slash(folder))

    def compose(self) -> ComposeResult:
        with Vertical(classes="window wide"):
            yield Static(say("welcome.desk_where"), markup=False, classes="title")
            yield self._field
            yield Static("", id="complaint", markup=False)
            yield KeyBar(
                [Key("Enter", say("key.open"), "take"), Key("Esc", say("key.cancel"), "close")]
            )

    def on_mount(self) -> None:
        self._field.focus()

    async def on_field_moved(self, event: Field.Moved) -> None:
        if event.enter:
            await self.action_take()

    async def action_take(self) -> None:
        if self.app.screen is not self:
            return
        desk = await asyncio.to_thread(_desk_over, self._field.value, self._questionnaire)
        if isinstance(desk, str):
            self.query_one("#complaint", Static).update(Content(desk))
        else:
            self.dismiss(desk)

    def action_close(self) -> None:
        self.dismiss(None)


def _desk_over(typed: str, questionnaire: Questionnaire) -> Desk | str:
    """The desk over a folder, or why there is none."""
    from lgq_tui.session.desk.desk import Desk

    desk = Desk(Path(typed).expanduser(), questionnaire)
    try:
        desk.must_be_there()
    except (NotDoneError, OSError, ValueError) as error:
        return render(error.message) if isinstance(error, NotDoneError) else say("new.no_name")
    return desk


class _Entry(NamedTuple):
    """A file or a folder that can be chosen."""

    path: Path
    is_folder: bool

    @property
    def shown(self) -> str:
        name = f"{self.path.name}/" if self.is_folder else self.path.name
        return visible(name).replace("\n", "␊")


def _beginning_with(text: str) -> list[_Entry]:
    """The folders and possible responses whose path begins with a text."""
    typed = Path(text).expanduser()
    folder, begun = (typed, "") if text.endswith(("/", "\\")) else (typed.parent, typed.name)
    found: list[_Entry] = []
    try:
        for path in folder.iterdir():
            fits = path.name.casefold().startswith(begun.casefold())
            hidden = path.name.startswith(".") and not begun.startswith(".")
            if fits and not hidden:
                entry = _Entry(path, path.is_dir())
                if entry.is_folder or path.suffix.lower() in ENDINGS:
                    found.append(entry)
            if len(found) >= _MOST:
                break
    except (OSError, ValueError):
        return []
    found.sort(key=lambda entry: (entry.is_folder, entry.path.name.casefold()))
    return [*found, _Entry(folder / "..", True)] if folder.parent != folder else found


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _with_slash(folder: Path) -> str:
    text = str(folder)
    return text if text.endswith(("/", "\\")) else f"{text}/"


def _free_name(begin: str) -> str:
    names = [f"{begin}{ENDING}", *(f"{begin}-{number}{ENDING}" for number in range(2, 100))]
    return next((name for name in names if not Path(name).exists()), names[0])


def _complaint(name: str, path: Path) -> str | None:
    try:
        if not name:
            return say("new.no_name")
        if path.exists():
            return say("new.there", path=path)
        if not path.absolute().parent.is_dir():
            return say("new.no_folder", folder=path.parent)
    except (OSError, ValueError):
        return say("new.no_name")
    return None
