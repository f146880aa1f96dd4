"""Editing a text in the person's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from lgq_tui.core.text import clean
from lgq_tui.locales.speech import render, say
from lgq_tui.storage import plain

_USUAL = ("nano", "micro", "vim", "vi", "emacs")


def editor_command() -> list[str] | None:
    """The command of the person's editor, None if there is none at all."""
    for name in ("VISUAL", "EDITOR"):
        if named := os.environ.get(name, "").strip():
            return [named] if sys.platform == "win32" else _words(named)
    if sys.platform == "win32":
        return ["notepad"]
    found = next(filter(None, map(shutil.which, _USUAL)), None)
    return [found] if found else None


def _words(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError:  # a quote that nobody closed
        return command.split()


def edited(app: App[Any], text: str) -> str | None:
    """The text after the person left the editor; None if it could not be edited."""
    command = editor_command()
    if command is None:
        app.notify(say("editor.none"), markup=False, severity="warning")
        return None
    descriptor, name = tempfile.mkstemp(prefix="lgq-", suffix=".txt")
    path = Path(name)
    try:
        os.close(descriptor)
        path.write_text(text, encoding="utf-8", newline="\n")
        with app.suspend():
            # Raised in here, an error would leave the screen suspended.
            try:
                status = subprocess.call([*command, name])
            except OSError:
                status = -1
        if status != 0:
            app.notify(say("editor.failed", command=command[0]), markup=False, severity="warning")
            return None
        return clean(plain.read_bytes(path).decode("utf-8", "replace")).rstrip("\n")
    except plain.UnreadableError as error:
        app.notify(render(error.message), markup=False, severity="warning")
    except SuspendNotSupported:
        app.notify(say("editor.not_here"), markup=False, severity="warning")
    except OSError:
        app.notify(say("editor.failed", command=command[0]), markup=False, severity="warning")
    finally:
        path.unlink(missing_ok=True)
    return None
