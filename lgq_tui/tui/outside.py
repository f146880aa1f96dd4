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

from lgq_tui.core.text import MOST_TYPED, clean
from lgq_tui.locales.speech import render, say
from lgq_tui.storage import folders, plain

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
    """The text after the person left the editor; None if there is none to take, which is told."""
    command = editor_command()
    if command is None:
        _tell(app, say("editor.none"))
        return None
    try:
        path = _written(text)
    except OSError:
        _tell(app, say("editor.failed", command=command[0]))
        return None
    failure = _failure(app, command, path)
    if failure:
        path.unlink(missing_ok=True)
        _tell(app, say(failure, command=command[0]))
        return None
    return _taken(app, path, max(MOST_TYPED, len(text)))


def _tell(app: App[Any], sentence: str) -> None:
    app.notify(sentence, markup=False, severity="warning", timeout=20)


def _written(text: str) -> Path:
    """A file of its own with a text in it."""
    descriptor, name = tempfile.mkstemp(prefix="lgq-", suffix=".txt")
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return Path(name)


def _failure(app: App[Any], command: list[str], path: Path) -> str:
    """Have a file edited; the key of what went wrong, "" for nothing."""
    try:
        with app.suspend():
            # Raised in here, an error would leave the screen suspended.
            try:
                _prepare(command)
                return "editor.failed" if subprocess.call([*command, str(path)]) else ""
            except OSError:
                return "editor.not_started"
    except SuspendNotSupported:
        return "editor.not_here"


def _taken(app: App[Any], path: Path, most: int) -> str | None:
    """What a person has written, of so many signs at most; what cannot be taken is kept."""
    try:
        text = clean(plain.read_bytes(path).decode("utf-8", "replace")).rstrip("\n")
    except plain.UnreadableError as error:
        _tell(app, say("editor.kept", reason=render(error.message), path=_kept(path)))
        return None
    if len(text) > most:
        values = {"signs": f"{len(text):,}", "most": f"{most:,}", "path": _kept(path)}
        _tell(app, say("editor.too_long", **values))
        return None
    path.unlink(missing_ok=True)
    return text


def _kept(path: Path) -> Path:
    """Where a text is that was in a file which the system may take away."""
    folder = folders.state_folder() / "kept"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Path(shutil.move(path, folders.free(folder, path.stem, path.suffix)))
    except OSError:
        return path
