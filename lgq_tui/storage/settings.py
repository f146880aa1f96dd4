"""What a person has set once and for all: the theme, and who they are. A convenience: nothing here
ever fails."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lgq_tui.core import person as persons
from lgq_tui.core.person import Person
from lgq_tui.core.text import clean_line
from lgq_tui.storage import atomic, plain
from lgq_tui.storage.folders import state_folder

_MOST_BYTES = 10_000
_MOST_SIGNS = 200
"""Of a name; more would not be read again."""

_known: dict[Path, Mapping[str, Any]] = {}
"""What was read, or kept: who types is asked with every answer."""


def theme(known: Sequence[str]) -> str:
    """The name of the theme that was chosen last, else the first of those known."""
    named = _settings().get("theme")
    return str(named) if named in known else known[0]


def keep_theme(name: str) -> None:
    """Remember a theme."""
    _keep("theme", name)


def person() -> Person | None:
    """Who is at the keyboard: `LGQ_AUTHOR`, or who has said so; None where nobody has yet."""
    named = named_outside()
    if named:
        return Person(named).cleaned()
    told = _settings().get("person")
    if not isinstance(told, Mapping):
        return None
    name, initials = told.get("name"), told.get("initials", "")
    if not isinstance(name, str) or not isinstance(initials, str) or not clean_line(name):
        return None
    return Person(name, initials).cleaned()


def named_outside() -> str:
    """The name that `LGQ_AUTHOR` gives, which goes before any other; "" for none."""
    return clean_line(os.environ.get("LGQ_AUTHOR", ""))


def take_person(who: Person) -> None:
    """Somebody is at this computer from now on, whether it is remembered or not."""
    _known[_file()] = {**_settings(), "person": _bounded(who)}


def keep_person(who: Person) -> None:
    """Remember who is at this computer, until somebody else says that they are."""
    _keep("person", _bounded(who))


def _bounded(who: Person) -> dict[str, str]:
    return Person(who.name[:_MOST_SIGNS], who.initials).cleaned()._asdict()


def author() -> str:
    """Who types: `LGQ_AUTHOR`, the name that was given, or that of the account; "" for none."""
    who = person()
    return who.name if who is not None else _account()


def initials_of(name: str) -> str:
    """The initials that stand for a name: those that its owner has chosen here, else its own."""
    who = person()
    return who.initials if who is not None and who.name == name else persons.initials_of(name)


def _account() -> str:
    from getpass import getuser

    try:
        return clean_line(getuser())
    except (OSError, ImportError, KeyError):
        return ""  # an account without a name


def _keep(key: str, value: Any) -> None:
    file = _file()
    # What another start of the program has kept since is not lost.
    kept = _known[file] = {**_known.get(file, {}), **_read(file), key: value}
    with contextlib.suppress(OSError, atomic.SaveError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.write(file, json.dumps(kept).encode())


def _settings() -> Mapping[str, Any]:
    file = _file()
    if file not in _known:
        _known[file] = _read(file)
    return _known[file]


def _read(file: Path) -> Mapping[str, Any]:
    with contextlib.suppress(plain.UnreadableError, ValueError, TypeError):
        data = plain.json_of(file, plain.read_bytes(file, _MOST_BYTES).decode())
        if isinstance(data, dict):
            return data
    return {}


def _file() -> Path:
    return state_folder() / "settings.json"
