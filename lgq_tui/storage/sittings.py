"""Where people's answers came from when they typed last, to be offered again. A convenience:
nothing here ever fails."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any, NamedTuple

from lgq_tui.core.sources import AnswerSource
from lgq_tui.storage import atomic, plain
from lgq_tui.storage.folders import state_folder
from lgq_tui.storage.remarks import source_faults

MOST = 300
_MOST_BYTES = 2_000_000


class Given(NamedTuple):
    """What somebody gave as the source of a sitting over a response, by its id."""

    by: str
    response: str
    source: AnswerSource

    def as_json(self) -> dict[str, Any]:
        return {"by": self.by, "response": self.response, "source": self.source.as_document()}

    @classmethod
    def from_json(cls, data: Any) -> Given:
        """What `as_json` made; TypeError, ValueError or LookupError for anything else."""
        by, response, source = data["by"], data["response"], data["source"]
        if not isinstance(by, str) or not isinstance(response, str):
            raise TypeError(data)
        if any(source_faults(source, ())):
            raise ValueError(source)
        return cls(by, response, AnswerSource.from_document(source).cleaned())


def last(by: str, response: str) -> AnswerSource | None:
    """What somebody gave last for a response, else for any; None where they never did."""
    own = [one for one in _all() if one.by == by]
    here = (one for one in own if one.response == response)
    found = next(here, own[0] if own else None)
    return found.source if found is not None else None


def keep(by: str, response: str, source: AnswerSource) -> None:
    """Remember what somebody gave; of each response, the last."""
    new = Given(by, response, source)
    others = [one for one in _all() if (one.by, one.response) != (by, response)]
    text = json.dumps([one.as_json() for one in [new, *others][:MOST]], indent=1)
    with contextlib.suppress(OSError, atomic.SaveError):
        _file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.write(_file(), text.encode())


def _all() -> tuple[Given, ...]:
    """All that is remembered, newest first; nothing where it is damaged."""
    try:
        content = plain.read_bytes(_file(), _MOST_BYTES)
        entries = plain.json_of(_file(), content.decode())
        return tuple(map(Given.from_json, entries))[:MOST]
    except (plain.UnreadableError, ValueError, TypeError, LookupError):
        return ()


def _file() -> Path:
    return state_folder() / "sittings.json"
