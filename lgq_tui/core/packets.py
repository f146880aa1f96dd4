"""The packets that were merged into a response: parts of it which others have filled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

TEXTS = ("digest", "unit", "by", "at")


class MergedPacket(NamedTuple):
    """A packet that is in the response: the `digest` of what it said, the `unit` whose part it was,
    `by` whom it was merged, `at` what time (ISO 8601, UTC)."""

    digest: str
    unit: str = ""
    by: str = ""
    at: str = ""

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> MergedPacket:
        """The record of plain data that has the right shape (`storage` sees to that)."""
        return cls(**document)

    def as_document(self) -> dict[str, Any]:
        """The plain data of the response file; what is empty is left out."""
        return {key: text for key, text in self._asdict().items() if text}
