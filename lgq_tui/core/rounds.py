"""What a response of an earlier round said: what came from it, and what had no place."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

GONE, CHANGED, CHOICE, SPLIT, TAKEN = "gone", "changed", "choice", "split", "taken"
AGAIN = "again"
WHYS = (GONE, CHANGED, CHOICE, SPLIT, TAKEN, AGAIN)
"""Why something has no place: it is not asked any more; another kind of answer is asked for; what
was chosen cannot be chosen any more; it was split; something else came to its place; it had no
place in a round between, and is asked again now."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Kept(NamedTuple):
    """What was said in an earlier round and has no place now: an answer, why there was none, or a
    note alone. `to` are the dotted ids of the items that it may be about now."""

    why: str
    value: Any = None
    missing: str = ""
    note: str = ""
    to: tuple[str, ...] = ()

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Kept:
        """The record of plain data that has the right shape (`storage` sees to that)."""
        return cls(**{**document, "to": tuple(document.get("to", ()))})

    def as_document(self) -> dict[str, Any]:
        """The plain data of the response file; what is empty is left out."""
        said = {"why": self.why} if self.value is None else {"why": self.why, "value": self.value}
        others = {"missing": self.missing, "note": self.note, "to": list(self.to)}
        return {**said, **{key: one for key, one in others.items() if one}}


class Round(NamedTuple):
    """What the response of an earlier round said.

    `id` is that of its response, `questionnaire` and `version` say what it answered; `modified` is
    ISO 8601, UTC. `answers` are those that were carried over, by the dotted ids of the items of
    now, lists as a whole; `missing` the reasons likewise. `kept` is what had no place, by the path
    of the answer then.
    """

    id: str
    questionnaire: str
    version: str
    modified: str = ""
    answers: Mapping[str, Any] = _NOTHING
    missing: Mapping[str, str] = _NOTHING
    kept: Mapping[str, Kept] = _NOTHING

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Round:
        """The record of plain data that has the right shape (`storage` sees to that)."""
        asked = document["questionnaire"]
        kept = document.get("kept", {})
        values = {
            **document,
            "questionnaire": asked["id"],
            "version": asked["version"],
            "kept": {path: Kept.from_document(one) for path, one in kept.items()},
        }
        return cls(**values)

    def as_document(self) -> dict[str, Any]:
        """The plain data of the response file; what is empty is left out."""
        data = {
            "id": self.id,
            "questionnaire": {"id": self.questionnaire, "version": self.version},
            "modified": self.modified,
            "answers": dict(self.answers),
            "missing": dict(self.missing),
            "kept": {path: one.as_document() for path, one in self.kept.items()},
        }
        return {key: one for key, one in data.items() if one not in ("", {})}
