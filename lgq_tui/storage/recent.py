"""The responses opened lately, for the welcome screen. A convenience: nothing here ever fails."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from lgq_tui.core.text import clean_line
from lgq_tui.storage import atomic, plain
from lgq_tui.storage.folders import state_folder

MOST = 20
_MOST_BYTES = 1_000_000


class Recent(NamedTuple):
    """A response file, who it is about, when it was opened (ISO 8601), and how far it had come.

    `answered` and `total` count questions, `path` is absolute; the file may be gone.
    """

    path: Path
    title: str
    opened: str
    status: str
    answered: int = 0
    total: int = 0
    questionnaire: str = ""
    """The id of what it answers."""
    is_assisted: bool = False
    """Whether staff typed what somebody else has told."""

    def as_json(self) -> dict[str, Any]:
        return self._asdict() | {"path": str(self.path)}

    @classmethod
    def from_json(cls, data: Any) -> Recent:
        """What `as_json` made; TypeError, ValueError or LookupError for anything else."""
        texts = [data[name] for name in ("path", "title", "opened", "status")]
        texts.append(data.get("questionnaire", ""))
        counts = answered, total = data["answered"], data["total"]
        if not all(type(text) is str for text in texts) or any(type(n) is not int for n in counts):
            raise TypeError(data)
        path, title, opened, status, questionnaire = texts
        if not path or "\0" in path:
            raise ValueError(path)
        title, opened, status, questionnaire = map(clean_line, texts[1:])
        is_assisted = data.get("is_assisted") is True
        return cls(Path(path), title, opened, status, answered, total, questionnaire, is_assisted)


def recent() -> tuple[Recent, ...]:
    """What was opened lately, newest first; nothing where the list is damaged."""
    try:
        content = plain.read_bytes(_file(), _MOST_BYTES)
        # Names of files are kept to the letter, so they are not read as people's text would be.
        entries = plain.json_of(_file(), content.decode())
        return tuple(map(Recent.from_json, entries))[:MOST]
    except (plain.UnreadableError, ValueError, TypeError, LookupError):
        return ()


def remember(entry: Recent) -> None:
    """Put a response at the top of the list; it stands there once."""
    entry = entry._replace(path=Path(os.path.abspath(entry.path)))
    _write((entry, *_without(entry.path)))


def forget(path: Path) -> None:
    """Take a response off the list."""
    left = _without(Path(os.path.abspath(path)))
    if len(left) < len(recent()):
        _write(left)


def _without(path: Path) -> tuple[Recent, ...]:
    return tuple(entry for entry in recent() if entry.path != path)


def _write(entries: tuple[Recent, ...]) -> None:
    # Not ensure_ascii=False: a name that is no text is kept by its escapes.
    text = json.dumps([entry.as_json() for entry in entries[:MOST]], indent=1)
    with contextlib.suppress(OSError, atomic.SaveError):
        _file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.write(_file(), text.encode())


def _file() -> Path:
    return state_folder() / "recent.json"
