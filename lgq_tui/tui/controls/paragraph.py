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
        self._value = value
        self._wants_focus = False
        self.editor: Editor | None = None

    def compose(self) -> ComposeResult:
        yield Static(Content(self._text(self._value)), markup=False, classes="waiting")

    def on_mount(self) -> None:
        self.call_after_refresh(self._take_editor)

    async def _take_editor(self) -> None:
        from lgq_tui.tui.controls.editor import Editor

        if self.editor is not None or not self.is_mounted:
            return
        self.editor = Editor(self._text(self._value))
        await self.query(".waiting").remove()
        await self.mount(self.editor)
        if self._wants_focus:
            self.editor.focus()

    def focus(self, scroll_visible: bool = True) -> Self:
        self._wants_focus = self.editor is None
        return super().focus(scroll_visible)

    @property
    def entry(self) -> Control | Editor:
        return self.editor or self

    def show(self, value: Any) -> None:
        self._value = value
        text = self._text(value)
        if self.editor is not None and self.editor.text != text:
            self.editor.put(text)

    def edit_whole(self) -> str:
        return self._text(self._value)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        assert self.editor is not None
        value = self.answer_type.parse(self.editor.text, self.item)
        if value != self._value:
            self._value = value
            self.post_message(self.Changed(self, value, typing=True))

    def on_descendant_blur(self) -> None:
        self.post_message(self.Left(self))

    def _text(self, value: Any) -> str:
        return "" if value is None else self.answer_type.format(value, self.item)
