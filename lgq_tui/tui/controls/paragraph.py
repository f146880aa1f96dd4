"""A field of several lines; it takes a pasted page, and can be edited in one's own editor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from lgq_tui.core.definition import Item
from lgq_tui.tui.controls.control import Control

if TYPE_CHECKING:
    from textual.widgets import TextArea

    from lgq_tui.tui.controls.editor import Editor


class Resting(Static, can_focus=True):
    """The text while nobody writes in it."""


class Paragraph(Control):
    """A text at rest, until the keys come to it: an editor takes long to load and to lay out."""

    def __init__(self, item: Item, value: Any = None, footnotes: Sequence[str] = ()) -> None:
        super().__init__(item, value, footnotes)
        self._read = (self._text(value), value)
        """A text, and the value that it stands for."""
        self._resting = Resting(Content(self._read[0]), markup=False)
        self.editor: Editor | None = None

    def compose(self) -> ComposeResult:
        yield self._resting

    @property
    def entry(self) -> Widget:
        return self.editor or self._resting

    async def ready(self) -> None:
        """Have the editor in the place of the text at rest."""
        if self.editor is not None:
            return
        from lgq_tui.tui.controls.editor import Editor

        self.editor = Editor(self._read[0])
        await self.mount(self.editor)
        self._resting.display = False
        if self._resting.has_focus:
            self.screen.set_focus(self.editor, scroll_visible=False)

    async def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        await self.ready()

    @property
    def value(self) -> Any:
        text, value = self._read
        if self.editor is not None and self.editor.text != text:
            text = self.editor.text
            value = self.answer_type.parse(text, self.item)
            self._read = (text, value)
        return value

    def show(self, value: Any) -> None:
        text = self._text(value)
        if self.editor is not None:
            if self.editor.text != text:
                self.editor.put(text)
        elif text != self._read[0]:
            self._resting.update(Content(text))
        self._read = (text, value)

    def edit_whole(self) -> str:
        return self._text(self.value)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self, typing=True))

    def on_descendant_blur(self) -> None:
        self.post_message(self.Left(self))

    def _text(self, value: Any) -> str:
        return "" if value is None else self.answer_type.format(value, self.item)
