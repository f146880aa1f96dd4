"""What mail programs do to a text."""

from __future__ import annotations

from textwrap import wrap


def quoted(text: str) -> str:
    """A text with marks of quotation."""
    return "".join(f"> {line}".rstrip() + "\n" for line in text.removesuffix("\n").split("\n"))


def broken(text: str, width: int = 72) -> str:
    """Lines as they are when none may be longer."""
    return "\n".join(piece for line in text.split("\n") for piece in _pieces(line, width))


def _pieces(line: str, width: int) -> list[str]:
    if len(line) <= width:
        return [line]
    return wrap(line, width, break_long_words=False, break_on_hyphens=False, drop_whitespace=True)
