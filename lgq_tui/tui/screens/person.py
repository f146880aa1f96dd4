"""Who is at the keyboard: a name and its initials, told once."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from lgq_tui.core.person import Person, initials_of
from lgq_tui.core.text import clean_line
from lgq_tui.locales.speech import say
from lgq_tui.tui.screens.fields import FieldsWindow
from lgq_tui.tui.widgets.bars import Key, KeyBar
from lgq_tui.tui.widgets.field import Field


class WhoAreYou(FieldsWindow[Person | None]):
    """Asks for a name; the initials are proposed from it. `outside` is a name that goes before."""

    def __init__(self, known: Person | None, outside: str = "") -> None:
        super().__init__()
        self._outside = outside
        self._called = Field(known.name if known is not None else "")
        self._initials = Field(known.initials if known is not None else "")
        self._known = known
        self._proposed = self._initials.value

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(say("person.title"), markup=False, classes="title")
            yield Static(say("person.text"), markup=False, classes="text")
            yield from self.labelled(say("person.name"), self._called)
            yield from self.labelled(say("person.initials"), self._initials)
            hint = say("person.outside", name=self._outside) if self._outside else ""
            yield Static(hint, id="complaint", markup=False)
            yield KeyBar(
                [
                    Key("Enter", say("key.take"), "take"),
                    Key("Tab", say("key.next_field"), "step(1)"),
                    Key("Esc", say("key.cancel"), "close"),
                ]
            )

    def on_mount(self) -> None:
        self.go_to(self._called)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.complain("")
        name, known = self._called.value, self._known
        is_new = known is None or name != known.name
        # Those that somebody chose by hand stay.
        if is_new and event.input is self._called and self._initials.value == self._proposed:
            self._proposed = initials_of(name)
            self._initials.put(self._proposed)

    def action_take(self) -> None:
        if not clean_line(self._called.value):
            self.complain(say("person.needs_name"))
            self.go_to(self._called)
            return
        self.dismiss(Person(self._called.value, self._initials.value).cleaned())
