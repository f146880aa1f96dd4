"""Where one answer came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from lgq_tui.core.text import clean, clean_line

CALL, E_MAIL, PAPER, DOCUMENT, WEB_PAGE = "call", "e-mail", "paper", "document", "web-page"
MODES = (CALL, E_MAIL, PAPER, DOCUMENT, WEB_PAGE)
"""How what somebody else types came."""

SELF = "self"
"""Nobody else typed it: who answers has entered it."""

ALL_MODES = (*MODES, SELF)

TEXTS = ("name", "place", "words", "unit", "by", "at")
"""What may be told of a source besides its mode."""

NOTHING_ELSE: Mapping[str, Any] = MappingProxyType({})


class AnswerSource(NamedTuple):
    """Where an answer came from, by one of `ALL_MODES`.

    `name` says which document it was, or who spoke; `place` where in it; `words` are its own;
    `unit` is who answered at the respondent's. `by` typed it, `at` a time (ISO 8601, UTC). Each is
    "" where nobody has said. `other` is what somebody else has put beside that.
    """

    mode: str
    name: str = ""
    place: str = ""
    words: str = ""
    other: Mapping[str, Any] = NOTHING_ELSE
    unit: str = ""
    by: str = ""
    at: str = ""

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> AnswerSource:
        """The record of plain data that has the right shape (`storage` sees to that)."""
        return cls(**apart(document, ("mode", *TEXTS)))

    def as_document(self) -> dict[str, Any]:
        """The plain data of the response file; what is empty is left out."""
        said = {name: text for name in TEXTS if (text := getattr(self, name))}
        return {"mode": self.mode, **said, **self.other}

    def cleaned(self) -> AnswerSource:
        """The source without what would act on a terminal, or break a line."""
        others = (name for name in TEXTS if name != "words")
        lines: dict[str, Any] = {name: clean_line(getattr(self, name)) for name in others}
        return self._replace(**lines, words=clean(self.words).strip())

    def is_direct(self, unit: str) -> bool:
        """Whether somebody of a unit has entered it, and that is all there is to say."""
        return self.unsigned == AnswerSource(SELF, unit=unit)

    def signed(self, by: str, at: str) -> AnswerSource:
        """The source of an answer that somebody typed then."""
        return self._replace(by=by, at=at)

    @property
    def unsigned(self) -> AnswerSource:
        """It without who typed, and when: what it has in common with that of other answers."""
        return self._replace(by="", at="")


def apart(document: Mapping[str, Any], known: Iterable[str]) -> dict[str, Any]:
    """The entries that are known, and under `other` the rest if there is any."""
    entries = {key: document[key] for key in known if key in document}
    other = {key: value for key, value in document.items() if key not in entries}
    return {**entries, "other": other} if other else entries


def ended(item: str, sources: Iterable[str]) -> list[str]:
    """Of which items the source is past once `item` has another answer: it, and what is in it.

    That of a group around it still holds for the other parts.
    """
    return [one for one in sources if one == item or one.startswith(f"{item}.")]
