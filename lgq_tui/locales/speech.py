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
    """The sentence of a key; how a thing is done that it names is known (`by_commands`)."""
    return spoken().say(key, **_ways(), **values)


def by_commands(are: bool = True) -> None:
    """Have sentences say which command does a thing, instead of which key."""
    _commands.clear()
    if are:
        _commands.add("by_commands")
    _ways.cache_clear()


_commands: set[str] = set()
WAYS = ("complete", "copy", "elsewhere", "history", "reopen", "save", "undo")


@cache
def _ways() -> dict[str, str]:
    """For each thing to do that sentences name, what is pressed or typed to do it."""
    if _commands:
        return {f"do_{name}": spoken().say(f"by_commands.{name}") for name in WAYS}
    return {f"do_{name}": spoken().say(f"by_keys.{name}") for name in WAYS}


def render(message: Message, sentence: str | None = None) -> str:
    """The sentence of a message, or the definition's own where it has one."""
    return visible(sentence) if sentence else say(message.key, **message.values)


def say_missing(reason: str) -> str:
    """A missing reason in words."""
    name = reason.replace("-", "_")
    return say(f"missing.{name}")
