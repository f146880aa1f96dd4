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

_USUAL = ("nano", "vi", "micro", "vim", "emacs")
_LIKE_VI = ("vi", "vim")


def editor_command() -> list[str] | None:
    """The command of the person's editor, None if there is none at all."""
    if named := _named():
        return [named] if sys.platform == "win32" else _words(named)
    if sys.platform == "win32":
        return ["notepad"]
    found = next(filter(None, map(shutil.which, _USUAL)), None)
    return [found] if found else None


def _named() -> str:
    """The editor that the person asks for; "" for none."""
    named = (os.environ.get(name, "").strip() for name in ("VISUAL", "EDITOR"))
    return next(filter(None, named), "")


def _prepare(command: list[str]) -> None:
    """Say how an editor is left that many do not know, unless the person asked for it."""
    if _named() or Path(command[0]).name not in _LIKE_VI or not sys.__stdin__ or not sys.__stderr__:
        return
    print(say("editor.leave_vi", command=command[0]), file=sys.__stderr__, flush=True)
    sys.__stdin__.readline()


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
                _prepare(command)
                status = subprocess.call([*command, name])
            except OSError:
                status = None
        if status != 0:
            said = "editor.not_started" if status is None else "editor.failed"
            app.notify(say(said, command=command[0]), markup=False, severity="warning")
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
