"""How answers and commands are typed on lines.

A line is an answer; one that begins with `/` is a command. An answer that begins so is written with
two. A backslash at the end of a line means that the answer goes on in the next one; an answer that
ends with one is written with two.
"""

from __future__ import annotations

from typing import NamedTuple

COMMAND = "/"
_ON = "\\"


class Command(NamedTuple):
    """What is asked for instead of an answer: its name, as typed, and what stands behind it."""

    name: str
    rest: str = ""


def meant(text: str) -> str | Command:
    """What was typed: the text of an answer, or a command."""
    if not text.startswith(COMMAND):
        return text
    if text.startswith(2 * COMMAND):
        return text[1:]
    name, _, rest = text[1:].partition(" ")
    return Command(name.casefold().strip(), rest.strip())


def goes_on(line: str) -> bool:
    """Whether the text goes on in the next line."""
    return _backslashes(line) % 2 == 1


def ended(line: str) -> str:
    """A line as it was meant: of two backslashes at its end one, and none that says it goes on."""
    count = _backslashes(line)
    return line[: len(line) - count] + _ON * (count // 2)


def typed(text: str) -> str:
    """A text as it is typed where a line may be broken: `meant` and `ended` make it again."""
    text = COMMAND + text if text.startswith(COMMAND) else text
    return text + _ON * _backslashes(text)


def _backslashes(line: str) -> int:
    return len(line) - len(line.rstrip(_ON))
