"""The sentences of the language that is spoken now, for whoever has something to say."""

from __future__ import annotations

from functools import cache

from lgq_tui.core.messages import Message
from lgq_tui.core.text import visible
from lgq_tui.locales import Catalogue, load


@cache
def spoken() -> Catalogue:
    """The catalogue of the language that the system names; read once."""
    return load()


def say(key: str, /, **values: object) -> str:
    """The sentence of a key."""
    return spoken().say(key, **values)


def render(message: Message, sentence: str | None = None) -> str:
    """The sentence of a message, or the definition's own where it has one."""
    return visible(sentence) if sentence else spoken().render(message)


def say_missing(reason: str) -> str:
    """A missing reason in words."""
    name = reason.replace("-", "_")
    return say(f"missing.{name}")
