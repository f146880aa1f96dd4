"""Naming a file: one to begin, or one to go on with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.text import clean_line, visible
from lgq_tui.locales.speech import say
from lgq_tui.tui.screens.window import Window
from lgq_tui.tui.session import Session
from lgq_tui.tui.widgets.bars import Key, KeyBar
from lgq_tui.tui.widgets.field import Field
from lgq_tui.tui.widgets.rows import Listing, Row, RowList

ENDING = ".response.yaml"
_MOST = 300
_ENDINGS = (".yaml", ".yml", ".json")


Opening = Callable[[Path], Session | str]
"""Opens a response file, or says why it cannot be opened."""


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

    def on_field_moved(self, event: Field.Moved) -> None:
        if event.enter:
            self.action_take()

    def action_take(self) -> None:
        name = clean_line(self._field.value)
        path = Path(name).expanduser()
        if name and path.suffix.lower() not in _ENDINGS:
            path = path.with_name(path.name + ENDING)
        session = _complaint(name, path) or self._opening(path)
        if isinstance(session, str):
            self.query_one("#complaint", Static).update(Content(session))
        else:
            self.dismiss(session)

    def action_close(self) -> None:
        self.dismiss(None)


class OpenFile(Window[Session | None]):
    """A path to type, and what lies in its folder to choose from."""

    BINDINGS = [
        Binding("escape", "close", show=False),
    ]

    def __init__(self, folder: Path, opening: Opening) -> None:
        super().__init__()
        self._opening = opening
        self._field = Field(_with_slash(folder))
        self._listing = Listing("files")
        self._found: list[Path] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="window wide"):
            yield Static(say("open.title"), markup=False, classes="title")
            yield self._field
            yield Static("", id="complaint", markup=False)
            yield self._listing
            yield KeyBar(
                [Key("Enter", say("key.go"), "take"), Key("Esc", say("key.cancel"), "close")]
            )

    def on_mount(self) -> None:
        self._listing.can_focus = False
        self._field.focus()
        self._look(self._field.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._look(event.value)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        self._take(self._found[event.index])

    def on_field_moved(self, event: Field.Moved) -> None:
        if event.enter:
            self.action_take()
        else:
            self.action_mark(event.by)

    def action_mark(self, by: int) -> None:
        if self._found:
            self._listing.move_to(self._listing.cursor + by)
            self._draw(self._listing.cursor)

    def action_take(self) -> None:
        typed = Path(self._field.value).expanduser()
        if typed.is_file():
            self._take(typed)
        elif self._found:
            self._take(self._found[self._listing.cursor])

    def action_close(self) -> None:
        self.dismiss(None)

    def _take(self, path: Path) -> None:
        if path.is_dir():
            self._field.value = _with_slash(path.resolve())
            self._field.cursor_position = len(self._field.value)
            return
        session = self._opening(path)
        if isinstance(session, str):
            self.query_one("#complaint", Static).update(Content(session))
        else:
            self.dismiss(session)

    def _look(self, text: str) -> None:
        self.query_one("#complaint", Static).update("")
        self._found = _beginning_with(text)
        self._draw(0)

    def _draw(self, marked: int) -> None:
        rows = [
            Row(Content(f"{'▸' if index == marked else ' '} {_shown(path)}"))
            for index, path in enumerate(self._found)
        ]
        nothing = [Row(Content(say("open.nothing")), can_choose=False)]
        self._listing.fill(rows or nothing, marked)


def _beginning_with(text: str) -> list[Path]:
    """The folders and possible responses whose path begins with a text."""
    typed = Path(text).expanduser()
    folder, begun = (typed, "") if text.endswith(("/", "\\")) else (typed.parent, typed.name)
    found: list[Path] = []
    try:
        for path in folder.iterdir():
            fits = path.name.casefold().startswith(begun.casefold())
            hidden = path.name.startswith(".") and not begun.startswith(".")
            if fits and not hidden and (path.is_dir() or path.suffix.lower() in _ENDINGS):
                found.append(path)
            if len(found) >= _MOST:
                break
    except OSError:
        return []
    found.sort(key=lambda path: (path.is_dir(), path.name.casefold()))
    return [*found, folder / ".."] if folder.parent != folder else found


def _shown(path: Path) -> str:
    name = f"{path.name}/" if path.name == ".." or path.is_dir() else path.name
    return visible(name).replace("\n", "␊")


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
