"""What a pattern says: its parts, as a tree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from lgq_tui.core.patterns.flaws import UNKNOWN, FlawError

_MOST_DEPTH = 40
"""Groups in each other."""

_END = r"(?![\s\S])"
"""The one look ahead that is understood: it is the end of the text, the same in every engine."""

_LAST = 0x10FFFF
_BEYOND = ((128, _LAST),)
_ASCII = (1 << 128) - 1


class Signs(NamedTuple):
    """A set of signs: those of ASCII as bits; beyond it ranges, rather too many than too few."""

    ascii: int
    beyond: tuple[tuple[int, int], ...]


class Anchor(NamedTuple):
    """A place in the text where no sign is taken; `begins` the text, or something else."""

    begins: bool


class Row(NamedTuple):
    """Parts one after the other."""

    parts: tuple[Node, ...]


class Either(NamedTuple):
    """One of several parts."""

    options: tuple[Node, ...]


class Repeat(NamedTuple):
    """A part so many times; without end where `most` is None."""

    part: Node
    fewest: int
    most: int | None


Node = Signs | Anchor | Row | Either | Repeat


def _signs(text: Iterable[str]) -> int:
    return sum(1 << ord(sign) for sign in set(text))


_DIGITS = _signs("0123456789")
_WORD = _DIGITS | _signs("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
_SPACE = _signs("\t\n\v\f\r ")
_MORE_SPACE = _signs("\x1c\x1d\x1e\x1f")
"""Blanks to some engines, and none to others."""

_CLASSES = {
    "d": Signs(_DIGITS, _BEYOND),
    "D": Signs(_ASCII & ~_DIGITS, _BEYOND),
    "w": Signs(_WORD, _BEYOND),
    "W": Signs(_ASCII & ~_WORD, _BEYOND),
    "s": Signs(_SPACE | _MORE_SPACE, _BEYOND),
    "S": Signs(_ASCII & ~_SPACE, _BEYOND),
}
_ANY = Signs(_ASCII & ~_signs("\n"), _BEYOND)
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v"}
_PUNCTUATION = frozenset("^$\\.*+?()[]{}|/-")
_COUNT = re.compile(r"\{([0-9]{1,4})(?:(,)([0-9]{1,4})?)?\}")


class Reader:
    """Reads a pattern from its first sign to its last."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._depth = 0

    def read(self) -> Node:
        tree = self._either()
        if self._at < len(self._pattern):
            raise self._unknown()
        return tree

    def _unknown(self) -> FlawError:
        return FlawError(UNKNOWN, self._at)

    def _next(self, text: str) -> bool:
        """Pass over a text if it comes next."""
        found = self._pattern.startswith(text, self._at)
        self._at += len(text) if found else 0
        return found

    def _take(self) -> str:
        if self._at >= len(self._pattern):
            raise self._unknown()
        self._at += 1
        return self._pattern[self._at - 1]

    def _either(self) -> Node:
        options = [self._row()]
        while self._next("|"):
            options.append(self._row())
        return options[0] if len(options) == 1 else Either(tuple(options))

    def _row(self) -> Node:
        parts = []
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            parts.append(self._repeated(self._part()))
        return Row(tuple(parts))

    def _repeated(self, part: Node) -> Node:
        fewest = 1
        most: int | None = 1
        if self._next("*"):
            fewest, most = 0, None
        elif self._next("+"):
            most = None
        elif self._next("?"):
            fewest = 0
        elif found := _COUNT.match(self._pattern, self._at):
            self._at = found.end()
            fewest = int(found[1])
            most = int(found[3]) if found[3] else None if found[2] else fewest
        else:
            return part
        if isinstance(part, Anchor) or (most is not None and most < fewest):
            raise self._unknown()
        self._next("?")
        return Repeat(part, fewest, most)

    def _part(self) -> Node:
        if self._next(_END):
            return Anchor(begins=False)
        start = self._at
        match sign := self._take():
            case "^" | "$":
                return Anchor(begins=sign == "^")
            case ".":
                return _ANY
            case "[":
                return self._class()
            case "(":
                return self._group()
            case "\\":
                if self._next("b") or self._next("B"):
                    return Anchor(begins=False)
                return self._escaped()
            case _ if sign in "*+?{}]":
                self._at = start
                raise self._unknown()
        return _one(sign)

    def _group(self) -> Node:
        self._depth += 1
        if self._depth > _MOST_DEPTH or (not self._next("?:") and self._next("?")):
            raise self._unknown()
        inner = self._either()
        if not self._next(")"):
            raise self._unknown()
        self._depth -= 1
        return inner

    def _escaped(self) -> Signs:
        start = self._at
        sign = self._take()
        if sign in _CLASSES:
            return _CLASSES[sign]
        if sign in _PUNCTUATION:
            return _one(sign)
        if sign in _ESCAPES:
            return _one(_ESCAPES[sign])
        found = re.compile("u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})").match(self._pattern, start)
        if found is None:
            self._at = start
            raise self._unknown()
        self._at = found.end()
        return _one(chr(int(found[1] or found[2], 16)))

    def _class(self) -> Signs:
        negated = self._next("^")
        ascii_signs, beyond = 0, list[tuple[int, int]]()
        while not self._next("]"):
            first = self._of_class()
            if self._pattern[self._at : self._at + 1] == "-" and not self._pattern.startswith(
                "-]", self._at
            ):
                self._at += 1
                first = self._range(first, self._of_class())
            ascii_signs |= first.ascii
            beyond += first.beyond
        if not ascii_signs and not beyond:
            raise self._unknown()
        if negated:
            return Signs(_ASCII & ~ascii_signs, _BEYOND)
        return Signs(ascii_signs, tuple(beyond))

    def _of_class(self) -> Signs:
        start = self._at
        sign = self._take()
        if sign == "\\":
            return self._escaped()
        # What some engines take for a set within a set, or for nothing.
        if sign == "[" or self._pattern[start : start + 2] in ("&&", "--", "~~", "||"):
            self._at = start
            raise self._unknown()
        return _one(sign)

    def _range(self, first: Signs, last: Signs) -> Signs:
        low, high = _number(first), _number(last)
        if low is None or high is None or low > high:
            raise self._unknown()
        inside = sum(1 << number for number in range(low, min(high, 127) + 1))
        return Signs(inside, ((max(low, 128), high),) if high > 127 else ())


def _one(sign: str) -> Signs:
    number = ord(sign)
    return Signs(1 << number, ()) if number < 128 else Signs(0, ((number, number),))


def _number(signs: Signs) -> int | None:
    """The number of the sign in a set, None where there are several."""
    if signs.ascii and not signs.beyond and signs.ascii.bit_count() == 1:
        return signs.ascii.bit_length() - 1
    one = len(signs.beyond) == 1 and signs.beyond[0][0] == signs.beyond[0][1]
    return signs.beyond[0][0] if one and not signs.ascii else None


def is_anchored(node: Node) -> bool:
    """Whether it can only match from the beginning of the text."""
    match node:
        case Anchor(begins):
            return begins
        case Row(parts):
            return bool(parts) and is_anchored(parts[0])
        case Either(options):
            return all(map(is_anchored, options))
    return False
