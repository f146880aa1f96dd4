"""Editing a text in the person's own editor, while the screen stands aside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from lgq_tui.core.messages import Message
from lgq_tui.locales.speech import render
from lgq_tui.session import editor
from lgq_tui.session.editor import EditorError


def edited(app: App[Any], text: str) -> str | None:
    """The text after the person left the editor; None if there is none to take, which is told."""

    def edit(path: Path) -> None:
        failure = None
        try:
            with app.suspend():
                # Raised in here, an error would leave the screen suspended.
                try:
                    editor.edit(path)
                except EditorError as error:
                    failure = error
        except SuspendNotSupported as error:
            raise EditorError(Message("editor.not_here")) from error
        if failure is not None:
            raise failure

    try:
        return editor.edited(text, edit)
    except EditorError as error:
        app.notify(render(error.message), markup=False, severity="warning", timeout=20)
        return None
