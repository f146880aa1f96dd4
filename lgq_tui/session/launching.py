"""Opening a file with the program that the system has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from lgq_tui.core.messages import Message, NotDoneError

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


def launch(path: Path) -> None:
    """Open a file in its program, which goes on by itself; NotDoneError where there is none."""
    if sys.platform == "win32":
        try:
            os.startfile(path)
        except OSError as error:
            raise _failed(path) from error
        return
    command = _command()
    if command is None:
        raise _failed(path)
    try:
        subprocess.Popen(
            [command, str(path.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise _failed(path) from error


def _command() -> str | None:
    """What opens files here. Without a display there is nothing that could show them: a program
    for the terminal would take this one's."""
    if sys.platform == "darwin":
        return shutil.which("open")
    if not any(os.environ.get(name) for name in _DISPLAYS):
        return None
    return shutil.which("xdg-open")


def _failed(path: Path) -> NotDoneError:
    return NotDoneError(Message("launch.failed", {"path": path.absolute()}))
