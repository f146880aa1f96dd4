"""A response in a line: what a desk shows of it without opening it."""

from __future__ import annotations

from typing import NamedTuple


class Summary(NamedTuple):
    """How a response stands; times are ISO 8601 in UTC.

    `subject` are the answers, in words, to the items that name who it is about, "" where one has
    none; `country` is the code of the first country among them, "" without. `modes` are the ways in
    which its answers came in, the most frequent first; `digest` stands for all that it says.
    """

    id: str
    subject: tuple[str, ...]
    country: str = ""
    status: str = ""
    answered: int = 0
    total: int = 0
    errors: int = 0
    warnings: int = 0
    queries: int = 0
    modes: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    modified: str = ""
    digest: str = ""

    @property
    def share(self) -> float:
        """How much of what counts is answered, from 0 to 1."""
        return self.answered / self.total if self.total else 0.0
