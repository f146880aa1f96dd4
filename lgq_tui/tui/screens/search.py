"""Going to a question by words of its text, its number or its name."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from lgq_tui.core.definition import Item
from lgq_tui.core.interview import Interview
from lgq_tui.core.progress import State
from lgq_tui.core.search import matches
from lgq_tui.core.wording import plain
from lgq_tui.locales.speech import say
from lgq_tui.tui.screens.window import Window
from lgq_tui.tui.signs import SIGNS
from lgq_tui.tui.widgets.bars import Key, KeyBar
from lgq_tui.tui.widgets.field import Field
from lgq_tui.tui.widgets.rows import Listing, Row, RowList


class Search(Window[str | None]):
    """A field and the questions that hold all its words; gives the path of the chosen one."""

    BINDINGS = [
        Binding("escape", "close", show=False),
    ]

    def __init__(self, interview: Interview) -> None:
        super().__init__()
        self._interview = interview
        self._field = Field(placeholder=say("search.placeholder"))
        self._listing = Listing("matches")
        self._found: list[Item] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="window wide"):
            yield Static(say("search.title"), markup=False, classes="title")
            yield self._field
            yield self._listing
            yield KeyBar(
                [
                    Key("Enter", say("key.go"), "take"),
                    Key("↓", say("key.down"), "mark(1)"),
                    Key("Esc", say("key.cancel"), "close"),
                ]
            )

    def on_mount(self) -> None:
        self._listing.can_focus = False
        self._field.focus()
        self._look("")

    def on_input_changed(self, event: Input.Changed) -> None:
        self._look(event.value)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        self.dismiss(self._found[event.index].path)

    def on_field_moved(self, event: Field.Moved) -> None:
        if event.enter:
            self.action_take()
        else:
            self.action_mark(event.by)

    def action_mark(self, by: int) -> None:
        if self._found:
            self._listing.move_to(self._listing.cursor + by)

    def action_take(self) -> None:
        if self._found:
            self.dismiss(self._found[self._listing.cursor].path)

    def action_close(self) -> None:
        self.dismiss(None)

    def _look(self, text: str) -> None:
        self._found = matches(self._interview.questionnaire, text)
        self._draw()

    def _draw(self) -> None:
        self._listing.is_led = bool(self._found)
        questionnaire = self._interview.questionnaire
        rows = []
        for item in self._found:
            question = questionnaire.top_level[item.path.partition(".")[0]]
            section = questionnaire.section_of[question.id]
            state = self._interview.state(question)
            number = ".".join(filter(None, (section.number, question.number)))
            text = f"{SIGNS[state]} {number} {plain(item.label)}"
            rows.append(Row(Content(text), "", (), state is not State.NOT_ASKED))
        self._listing.fill(rows or [Row(Content(say("search.nothing")), can_choose=False)])
