"""The person's own editor, and the texts that go through it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.text import MOST_TYPED, clean
from lgq_tui.locales.speech import render, say
from lgq_tui.storage import folders, plain

_USUAL = ("nano", "vi", "micro", "vim", "emacs")
_LIKE_VI = ("vi", "vim")


class EditorError(NotDoneError):
    """A text was not edited, or what was written is not taken; the message says where it is."""


def command() -> list[str] | None:
    """The command of the person's editor, None if there is none at all."""
    if named := _named():
        return [named] if sys.platform == "win32" else _words(named)
    if sys.platform == "win32":
        return ["notepad"]
    found = next(filter(None, map(shutil.which, _USUAL)), None)
    return [found] if found else None


def edit(path: Path) -> None:
    """Have a file edited, and come back when the editor is left; `EditorError` if it failed."""
    called = command()
    if called is None:
        raise EditorError(Message("editor.none"))
    try:
        _prepare(called)
        status = subprocess.call([*called, str(path)])
    except OSError as error:
        raise EditorError(Message("editor.not_started", {"command": called[0]})) from error
    if status:
        raise EditorError(Message("editor.failed", {"command": called[0]}))


def edited(text: str, edit: Callable[[Path], None] = edit) -> str:
    """A text after the person left the editor, without line breaks at its end.

    `EditorError` where there is none to take; what was written then is kept, which is said.
    """
    try:
        path = _written(text)
    except OSError as error:
        raise EditorError(Message("editor.no_room", {"reason": error.strerror or error})) from error
    try:
        edit(path)
    except EditorError:
        path.unlink(missing_ok=True)
        raise
    return _taken(path, max(MOST_TYPED, len(text)))


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


def _written(text: str) -> Path:
    """A file of its own with a text in it."""
    descriptor, name = tempfile.mkstemp(prefix="lgq-", suffix=".txt")
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return Path(name)


def _taken(path: Path, most: int) -> str:
    """What a person has written, of so many signs at most; what cannot be taken is kept."""
    try:
        text = clean(plain.read_bytes(path).decode("utf-8", "replace")).rstrip("\n")
    except plain.UnreadableError as error:
        values = {"reason": render(error.message), "path": _kept(path)}
        raise EditorError(Message("editor.kept", values)) from error
    if len(text) > most:
        values = {"signs": f"{len(text):,}", "most": f"{most:,}", "path": _kept(path)}
        raise EditorError(Message("editor.too_long", values))
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
