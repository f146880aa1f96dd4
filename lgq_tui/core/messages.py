"""What is to be said, without the words: a key of the catalogue and the values that go in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Message(NamedTuple):
    """One sentence to say; the catalogue of a language turns it into words."""

    key: str
    values: Mapping[str, object] = MappingProxyType({})


class NotDoneError(Exception):
    """What was asked for could not be done; `message` says why, and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message
