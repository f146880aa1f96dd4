"""A field of several lines; it takes a pasted page, and can be edited in one's own editor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from lgq_tui.core.definition import Item
from lgq_tui.tui.controls.control import Control

if TYPE_CHECKING:
    from textual.widgets import TextArea

    from lgq_tui.tui.controls.editor import Editor


class Paragraph(Control):
    """Until the screen stands, the text alone; the editor, which is slow to load, comes then."""

    def __init__(self, item: Item, value: Any = None, footnotes: Sequence[str] = ()) -> None:
        super().__init__(item, value, footnotes)
        self._read = (self._text(value), value)
        """A text, and the value that it stands for."""
        self._wants_focus = False
        self.editor: Editor | None = None

    def compose(self) -> ComposeResult:
        yield Static(Content(self._read[0]), markup=False, classes="waiting")

    def on_mount(self) -> None:
        self.call_after_refresh(self._take_editor)

    async def _take_editor(self) -> None:
        from lgq_tui.tui.controls.editor import Editor

        if self.editor is not None or not self.is_mounted:
            return
        self.editor = Editor(self._read[0])
        await self.query(".waiting").remove()
        await self.mount(self.editor)
        if self._wants_focus:
            self.focus()

    def focus(self, scroll_visible: bool = True) -> Self:
        self._wants_focus = self.editor is None
        return self if self._wants_focus else super().focus(scroll_visible)

    @property
    def entry(self) -> Control | Editor:
        return self.editor or self

    @property
    def value(self) -> Any:
        text, value = self._read
        if self.editor is not None and self.editor.text != text:
            text = self.editor.text
            value = self.answer_type.parse(text, self.item)
            self._read = (text, value)
        return value

    def show(self, value: Any) -> None:
        self._read = (self._text(value), value)
        if self.editor is not None and self.editor.text != self._read[0]:
            self.editor.put(self._read[0])

    def edit_whole(self) -> str:
        return self._text(self.value)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self, typing=True))

    def on_descendant_blur(self) -> None:
        self.post_message(self.Left(self))

    def _text(self, value: Any) -> str:
        return "" if value is None else self.answer_type.format(value, self.item)
