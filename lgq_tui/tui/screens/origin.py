"""Where answers come from: how they came, who answered, which document, which page, which words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets.input import Selection

from lgq_tui.core.sources import MODES, AnswerSource
from lgq_tui.exports.remarks import origin_of
from lgq_tui.locales.speech import say
from lgq_tui.tui.screens.fields import FieldsWindow
from lgq_tui.tui.widgets.bars import Key, KeyBar
from lgq_tui.tui.widgets.field import Field
from lgq_tui.tui.widgets.rows import Listing, Row, RowList

_FIELDS = ("unit", "name", "place", "words")
_PLACE_KEY = "p"
_LAST_NUMBER = re.compile(r"\d*$")


class Told(NamedTuple):
    """A source, or that there is none; and whether all comes from there from now on."""

    source: AnswerSource | None
    from_now_on: bool


class Shortcut(NamedTuple):
    """A source that is given with one key; `label` says which."""

    key: str
    label: str
    source: AnswerSource | None


class Origin(FieldsWindow[Told | None]):
    """The source of an answer, or of all from now on; all of it but how it came may be left out.

    With `last`, which is called in a thread, one key gives what that returns.
    """

    BINDINGS = [Binding("f10", "from_now_on", show=False)]

    def __init__(
        self,
        title: str,
        present: AnswerSource | None,
        is_of_one: bool,
        shortcuts: Sequence[Shortcut] = (),
        last: Callable[[], AnswerSource | None] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._present = present
        self._is_of_one = is_of_one
        self._shortcuts = [*shortcuts]
        self._last = last
        self._waits_for_last = False
        self._mode = present.mode if present is not None else ""
        self._listing = Listing("modes")
        self._fields = {
            name: Field(getattr(present, name, ""), say(f"origin.hint.{name}")) for name in _FIELDS
        }

    def compose(self) -> ComposeResult:
        with Vertical(classes="window wide"):
            yield Static(self._title, markup=False, classes="title")
            yield Static(say("origin.mode"), markup=False)
            yield self._listing
            for name, field in self._fields.items():
                yield from self.labelled(say(f"origin.{name}"), field)
            yield Static("", id="complaint", markup=False)
            yield KeyBar(self._keys())

    def _keys(self) -> list[Key]:
        if self._is_of_one:
            taking = [
                Key("Enter", say("key.this_answer"), "take"),
                Key("F10", say("key.from_now_on"), "from_now_on"),
            ]
        else:
            taking = [Key("Enter", say("key.from_now_on"), "take")]
        return [
            *taking,
            Key("Tab", say("key.next_field"), "step(1)"),
            Key(_PLACE_KEY, say("key.place"), "place"),
            Key("Esc", say("key.cancel" if self._present else "key.not_yet"), "close"),
        ]

    def stops(self) -> list[Widget]:
        return [self._listing, *self._fields.values()]

    def on_mount(self) -> None:
        self._fill(MODES.index(self._mode) if self._mode else 0)
        # What is known already, as of a document that is taken in, is taken by Enter.
        is_known = bool(self._mode) and not self._is_of_one
        self.go_to(self._fields["unit"] if is_known else self._listing)
        if self._last is not None:
            self.run_worker(self._look_up, thread=True, exit_on_error=False)

    def _fill(self, cursor: int) -> None:
        rows = [
            Row(Content(f"{number}  {'•' if mode == self._mode else ' '} {_named(mode)}"))
            for number, mode in enumerate(MODES, 1)
        ]
        rows += [Row(Content(f"{one.key}    {one.label}")) for one in self._shortcuts]
        self._listing.styles.height = len(rows)
        self._listing.fill(rows, cursor)
        self.fit()

    # --- what was given last -------------------------------------------------------------------

    def _look_up(self) -> None:
        found = self._last() if self._last is not None else None
        self.app.call_from_thread(self._found, found)

    def _found(self, source: AnswerSource | None) -> None:
        self._last = None
        if source is not None and self.is_attached:
            label = say("origin.last", origin=origin_of(source, say))
            self._shortcuts.append(Shortcut("0", label, source))
            self._fill(self._listing.cursor)
            if self._waits_for_last:
                self._take_shortcut(self._shortcuts[-1])

    # --- keys and clicks -----------------------------------------------------------------------

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self._choose(event.index)

    def on_key(self, event: events.Key) -> None:
        if self.focused is not self._listing or not event.character:
            return
        keys = [*(str(number) for number in range(1, len(MODES) + 1))]
        keys += [one.key for one in self._shortcuts]
        if event.character in keys:
            event.stop()
            self._choose(keys.index(event.character))
        elif event.character == _PLACE_KEY:
            event.stop()
            event.prevent_default()
            self.action_place()
        elif event.character == "0":
            self._waits_for_last = self._last is not None

    def action_place(self) -> None:
        """Go to the place, where the next number takes the place of the one at its end."""
        field = self._fields["place"]
        begin = _LAST_NUMBER.search(field.value)
        self.go_to(field)
        field.selection = Selection(begin.start() if begin else 0, len(field.value))

    def _choose(self, index: int) -> None:
        if index >= len(MODES):
            self._take_shortcut(self._shortcuts[index - len(MODES)])
            return
        self._mode = MODES[index]
        self.complain("")
        self._fill(index)
        self.go_to(self._fields["unit"])

    def _take_shortcut(self, shortcut: Shortcut) -> None:
        self.dismiss(Told(shortcut.source, from_now_on=not self._is_of_one))

    def action_take(self) -> None:
        self._take(from_now_on=not self._is_of_one)

    def action_from_now_on(self) -> None:
        self._take(from_now_on=True)

    def _take(self, from_now_on: bool) -> None:
        if not self._mode:
            self.complain(say("origin.needs_mode"))
            self.go_to(self._listing)
            return
        said: dict[str, Any] = {name: field.value for name, field in self._fields.items()}
        source = (self._present or AnswerSource(self._mode))._replace(mode=self._mode, **said)
        self.dismiss(Told(source.cleaned(), from_now_on))


def _named(mode: str) -> str:
    return say(f"origin.mode.{mode.replace('-', '_')}")
