"""What a person has set once and for all: the theme. A convenience: nothing here ever fails."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

from lgq_tui.core.text import clean_line
from lgq_tui.storage import atomic, plain
from lgq_tui.storage.folders import state_folder

_MOST_BYTES = 10_000


def theme(known: Sequence[str]) -> str:
    """The name of the theme that was chosen last, else the first of those known."""
    with contextlib.suppress(plain.UnreadableError, ValueError, TypeError, AttributeError):
        content = plain.read_bytes(_file(), _MOST_BYTES)
        named = plain.json_of(_file(), content.decode()).get("theme")
        if named in known:
            return str(named)
    return known[0]


def keep_theme(name: str) -> None:
    """Remember a theme."""
    with contextlib.suppress(OSError, atomic.SaveError):
        _file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.write(_file(), json.dumps({"theme": name}).encode())


def _file() -> Path:
    return state_folder() / "settings.json"


def author() -> str:
    """Who types: `LGQ_AUTHOR`, or the name of the account; "" where there is none."""
    from getpass import getuser

    try:
        return clean_line(os.environ.get("LGQ_AUTHOR") or getuser())
    except (OSError, ImportError, KeyError):
        return ""  # an account without a name
