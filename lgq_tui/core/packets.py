"""The packets that were merged into a response: parts of it which others have filled."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

TEXTS = ("digest", "unit", "by", "at")

_NOTHING: Mapping[str, str] = MappingProxyType({})


class MergedPacket(NamedTuple):
    """A packet that is in the response: the `digest` of what it said, the `unit` whose part it was,
    `by` whom it was merged, `at` what time (ISO 8601, UTC).

    `said` has a mark of each thing that the packet changed, by which that is known again if the
    packet comes a second time with more in it; or `core.rejoining.OPEN`, where nobody has decided.
    """

    digest: str
    unit: str = ""
    by: str = ""
    at: str = ""
    said: Mapping[str, str] = _NOTHING

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> MergedPacket:
        """The record of plain data that has the right shape (`storage` sees to that)."""
        return cls(**document)

    def as_document(self) -> dict[str, Any]:
        """The plain data of the response file; what is empty is left out."""
        data = {**self._asdict(), "said": dict(self.said)}
        return {key: one for key, one in data.items() if one}

    @property
    def unsigned(self) -> MergedPacket:
        """It without who merged it, and when."""
        return self._replace(by="", at="")
