"""What became of an answer that an earlier round has given: somebody has to confirm it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

TO_CONFIRM, CONFIRMED = "to-confirm", "confirmed"
STATUSES = (TO_CONFIRM, CONFIRMED)


class Carried(NamedTuple):
    """An answer of an earlier round, as it was taken over; `by` confirmed it, `at` a time (ISO
    8601, UTC). Once it is changed or cleared, there is nothing to say of it any more."""

    status: str
    by: str = ""
    at: str = ""

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Carried:
        """The record of plain data that has the right shape (`storage` sees to that)."""
        return cls(**document)

    def as_document(self) -> dict[str, Any]:
        """The plain data of the response file; what is empty is left out."""
        return {key: text for key, text in self._asdict().items() if text}

    @property
    def is_open(self) -> bool:
        """Whether nobody has confirmed it yet."""
        return self.status == TO_CONFIRM

    @property
    def unsigned(self) -> Carried:
        """It without who confirmed it, and when."""
        return self._replace(by="", at="")
