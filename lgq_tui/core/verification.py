"""What came of entering an answer a second time: whether both agree, else who decided, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

AGREED, FIRST, SECOND, OTHER = "agreed", "first", "second", "other"
OUTCOMES = (AGREED, FIRST, SECOND, OTHER)

SIDES = ("first", "second")
TEXTS = ("by", "at", "first_by", "decided_by", "decided_at", "why")


class Verification(NamedTuple):
    """An answer that two people entered, the second one without seeing the first.

    `by` is who entered it the second time, `at` when (ISO 8601, UTC), `first_by` who did before
    ("" where nobody knows). Where the two differ, `decided_by` has taken the first, the second or
    another answer at `decided_at`; `why` is the reason. `first` and `second` are then what each had
    entered: `{"answer": ...}`, `{"missing": reason}`, or `{}` for nothing.
    """

    outcome: str
    by: str = ""
    at: str = ""
    first_by: str = ""
    decided_by: str = ""
    decided_at: str = ""
    why: str = ""
    first: Mapping[str, Any] | None = None
    second: Mapping[str, Any] | None = None

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Verification:
        """The record of plain data that has the right shape (`storage` sees to that)."""
        return cls(**document)

    def as_document(self) -> dict[str, Any]:
        """The plain data of the response file; what is empty is left out."""
        return {key: one for key, one in self._asdict().items() if one not in ("", None)}

    @property
    def unsigned(self) -> Verification:
        """It without who has entered and decided, and when."""
        return self._replace(by="", at="", first_by="", decided_by="", decided_at="")
