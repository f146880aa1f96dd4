"""One filled questionnaire: the record, and the plain document that a response file holds."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from lgq_tui.core.carried import Carried
from lgq_tui.core.packets import MergedPacket
from lgq_tui.core.part import Part
from lgq_tui.core.queries import Query
from lgq_tui.core.sources import AnswerSource
from lgq_tui.core.verification import Verification

if TYPE_CHECKING:
    from lgq_tui.core.rounds import Round

FORMAT = "lgq-response/1"

IN_PROGRESS = "in-progress"
COMPLETED = "completed"
AMENDED = "amended"
STATUSES = (IN_PROGRESS, COMPLETED, AMENDED)

Answers = Mapping[str, Any]

_NONE: Mapping[str, Any] = MappingProxyType({})


class Reference(NamedTuple):
    """Which questionnaire a response answers; `digest` names the very text of its definition."""

    id: str
    version: str
    digest: str = ""


class Acceptance(NamedTuple):
    """A warning that a person let stand, and why."""

    warning: str
    reason: str


_RECORDS: Mapping[str, Any] = {
    "sources": AnswerSource,
    "carried": Carried,
    "verified": Verification,
    "packets": MergedPacket,
}
"""What each entry of such a part of a response is."""


class Response(NamedTuple):
    """A response as it stands at one moment; times are ISO 8601 in UTC, ids of items are dotted.

    `answers` nests plain values as the questionnaire nests its items. `aside` keeps the answers of
    items that are not relevant now, `accepted` the acceptances, both by the text of their path;
    `missing`, `notes`, `sources`, `queries`, `carried` and `verified` are by item. `part` says
    which part of another response this is, if it is one; `packets` are those that were merged into
    it, by the id of each; `previous` is what the response of an earlier round said.
    """

    id: str
    questionnaire: Reference
    status: str = IN_PROGRESS
    language: str = "en"
    created: str = ""
    modified: str = ""
    authors: tuple[Any, ...] = ()
    position: str | None = None
    part: Part | None = None
    answers: Answers = _NONE
    missing: Mapping[str, str] = _NONE
    notes: Mapping[str, str] = _NONE
    accepted: Mapping[str, tuple[Acceptance, ...]] = _NONE
    sources: Mapping[str, AnswerSource] = _NONE
    queries: Mapping[str, tuple[Query, ...]] = _NONE
    carried: Mapping[str, Carried] = _NONE
    verified: Mapping[str, Verification] = _NONE
    packets: Mapping[str, MergedPacket] = _NONE
    previous: Round | None = None
    aside: Mapping[str, Any] = _NONE
    seal: Mapping[str, Any] = _NONE

    @property
    def is_shared(self) -> bool:
        """Whether several people have a hand in it, so that each answer says whose it is."""
        return bool(self.part or self.packets or self.previous)

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Response:
        """The record of a document that has the right shape (`storage` sees to that)."""
        known = frozenset(cls._fields)
        values = {key: value for key, value in document.items() if key in known}
        values["questionnaire"] = Reference(**document["questionnaire"])
        values["authors"] = tuple(document.get("authors") or ())
        values["accepted"] = {
            path: tuple(Acceptance(**entry) for entry in entries)
            for path, entries in (document.get("accepted") or {}).items()
        }
        values["queries"] = {
            item: tuple(map(Query.from_document, queries))
            for item, queries in (document.get("queries") or {}).items()
            if queries
        }
        for key, record in _RECORDS.items():
            said = document.get(key) or {}
            values[key] = {name: record.from_document(one) for name, one in said.items()}
        if document.get("part") is not None:
            values["part"] = Part.from_document(document["part"])
        if document.get("previous") is not None:
            from lgq_tui.core.rounds import Round  # few responses need it

            values["previous"] = Round.from_document(document["previous"])
        return cls(**values)

    def as_document(self) -> dict[str, Any]:
        """The plain data of the response file, in its order; what is empty is left out."""
        document: dict[str, Any] = {
            "format": FORMAT,
            "id": self.id,
            "questionnaire": {
                "id": self.questionnaire.id,
                "version": self.questionnaire.version,
                "digest": self.questionnaire.digest,
            },
            "status": self.status,
            "language": self.language,
            "created": self.created,
            "modified": self.modified,
            "authors": list(self.authors),
            "position": self.position,
            "part": self.part.as_document() if self.part is not None else None,
            "answers": dict(self.answers),
            "missing": dict(self.missing),
            "notes": dict(self.notes),
            "accepted": {
                path: [{"warning": entry.warning, "reason": entry.reason} for entry in entries]
                for path, entries in self.accepted.items()
            },
            "sources": self._said("sources"),
            "queries": {
                item: [query.as_document() for query in queries]
                for item, queries in self.queries.items()
            },
            "carried": self._said("carried"),
            "verified": self._said("verified"),
            "packets": self._said("packets"),
            "previous": self.previous.as_document() if self.previous is not None else None,
            "aside": dict(self.aside),
            "seal": dict(self.seal),
        }
        if not document["questionnaire"]["digest"]:
            del document["questionnaire"]["digest"]
        kept = ("answers", "authors")
        return {
            key: value
            for key, value in document.items()
            if key in kept or value not in (None, "", {})
        }

    def _said(self, part: str) -> dict[str, Any]:
        """The plain data of one of the parts whose entries are records."""
        return {key: one.as_document() for key, one in getattr(self, part).items()}
