"""Patterns in definitions: only those whose search takes steps in proportion to the text.

Most engines, Python's and JavaScript's among them, try one reading of a text after the other, and
patterns with many readings keep them busy for years (`^(a+)+$`). A pattern is *swift* if, on any
text whatever, no more than a few readings of it are alive at the same time. That is not guessed:
all combinations of readings that any text can lead to are gone through, and a pattern is refused
where they become too many. So it is swift in every engine, also in those of other programs that run
the schema which is made of the definition.

Understood is what all engines read alike: signs, classes, groups, alternatives, repetitions,
anchors. References back, looking ahead or behind, and flags are refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

MOST_SIGNS = 1_000
"""Of a pattern as it is written."""

_MOST_PLACES = 500
"""Places for a sign, once every repetition that is counted is written out."""

_MOST_WORK = 64
"""What may be tried for one sign of the text."""

_MOST_STEPS = 6_000
"""Of going through what texts can lead to."""

_MOST_DEPTH = 40
"""Groups in each other."""

_END = r"(?![\s\S])"
"""The one look ahead that is understood: it is the end of the text, the same in every engine."""

UNKNOWN, SLOW, LONG = "unknown", "slow", "long"


class Flaw(NamedTuple):
    """Why a pattern is refused: it has something that is not `UNKNOWN`, would be `SLOW`, or is too
    `LONG`. `sign` is where it stands, counted from 0, for what is not known."""

    kind: str
    sign: int = 0


@lru_cache(maxsize=512)
def flaw(pattern: str) -> Flaw | None:
    """What is wrong with a pattern; None where it is swift."""
    if len(pattern) > MOST_SIGNS:
        return Flaw(LONG)
    try:
        tree = _Reader(pattern).read()
        places = _Places(tree)
    except _FlawError as error:
        return error.flaw
    return None if _is_swift(places, _is_anchored(tree)) else Flaw(SLOW)


class _FlawError(Exception):
    def __init__(self, kind: str, sign: int = 0) -> None:
        super().__init__(kind, sign)
        self.flaw = Flaw(kind, sign)


# What a pattern says ---------------------------------------------------------------------------

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


class _Reader:
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

    def _unknown(self) -> _FlawError:
        return _FlawError(UNKNOWN, self._at)

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


def _is_anchored(node: Node) -> bool:
    """Whether it can only match from the beginning of the text."""
    match node:
        case Anchor(begins):
            return begins
        case Row(parts):
            return bool(parts) and _is_anchored(parts[0])
        case Either(options):
            return all(map(_is_anchored, options))
    return False


# What texts can lead to ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Ends:
    """The places where a part can begin and end, and whether it may take no sign at all."""

    first: frozenset[int]
    last: frozenset[int]
    can_be_empty: bool


_EMPTY = _Ends(frozenset(), frozenset(), can_be_empty=True)
_START = -1


class _Places:
    """The places of a pattern where a sign is taken, and how often which of them may follow which.

    (Glushkov's automaton: a way from place to place is a reading of the text.) Nothing may be
    empty in more than one way, so that an engine has no more to try than there are ways.
    """

    def __init__(self, tree: Node) -> None:
        self.signs: list[Signs] = []
        self.after: dict[int, Counter[int]] = {}
        self.after[_START] = Counter(self._of(tree).first)

    def _of(self, node: Node) -> _Ends:
        match node:
            case Signs():
                return self._place(node)
            case Anchor():
                return _EMPTY
            case Row(parts):
                ends = _EMPTY
                for part in parts:
                    ends = self._joined(ends, self._of(part))
                return ends
            case Either(options):
                return self._either(options)
            case Repeat(part, fewest, most):
                return self._repeated(part, fewest, most)

    def _place(self, signs: Signs) -> _Ends:
        if len(self.signs) >= _MOST_PLACES:
            raise _FlawError(LONG)
        place = len(self.signs)
        self.signs.append(signs)
        self.after[place] = Counter()
        ends = frozenset({place})
        return _Ends(ends, ends, can_be_empty=False)

    def _joined(self, left: _Ends, right: _Ends) -> _Ends:
        self._follow(left.last, right.first)
        return _Ends(
            left.first | right.first if left.can_be_empty else left.first,
            left.last | right.last if right.can_be_empty else right.last,
            left.can_be_empty and right.can_be_empty,
        )

    def _either(self, options: tuple[Node, ...]) -> _Ends:
        ends = list(map(self._of, options))
        if sum(one.can_be_empty for one in ends) > 1:
            raise _FlawError(SLOW)
        return _Ends(
            frozenset().union(*(one.first for one in ends)),
            frozenset().union(*(one.last for one in ends)),
            any(one.can_be_empty for one in ends),
        )

    def _repeated(self, part: Node, fewest: int, most: int | None) -> _Ends:
        """Written out: each copy only behind the one before, any from the fewest on the last."""
        if most == 0:
            return _EMPTY
        first = end = last = frozenset[int]()
        for number in range(1, (most or max(fewest, 1)) + 1):
            one = self._of(part)
            if one.can_be_empty:
                raise _FlawError(SLOW)
            self._follow(end, one.first)
            end = one.last
            first = first or one.first
            last = last | end if number >= fewest else last
        if most is None:
            self._follow(end, one.first)
        return _Ends(first, last, can_be_empty=fewest == 0)

    def _follow(self, places: Iterable[int], others: Iterable[int]) -> None:
        for place in places:
            self.after[place].update(others)


def _is_swift(places: _Places, anchored: bool) -> bool:
    """Whether the readings that are alive at the same time stay few, whatever the text.

    A state says how many readings have come to each place. From the first one all others are found,
    sign by sign, where signs that no place tells apart count as one.
    """
    kinds = _kinds(places.signs)
    begun = Counter({_START: 1})
    waiting = [begun]
    seen = {frozenset(begun.items())}
    steps = 0
    while waiting:
        state = waiting.pop()
        for kind in kinds:
            steps += 1
            after = Counter[int]()
            for place, count in state.items():
                for following, ways in places.after[place].items():
                    if following in kind:
                        after[following] += count * ways
            if not anchored:
                after[_START] = 1  # a search begins anew at every sign
            work = sum(count * (1 + places.after[place].total()) for place, count in after.items())
            if work > _MOST_WORK or steps > _MOST_STEPS:
                return False
            mark = frozenset(after.items())
            if mark not in seen:
                seen.add(mark)
                waiting.append(after)
    return True


def _kinds(places: list[Signs]) -> set[frozenset[int]]:
    """The kinds of signs that there are to a pattern, each as the places that take it."""
    takers: dict[Signs, list[int]] = {}
    for place, signs in enumerate(places):
        takers.setdefault(signs, []).append(place)
    bounds = {128}
    for signs in takers:
        for low, high in signs.beyond:
            bounds |= {low, high + 1}
    taken = [[signs for signs in takers if signs.ascii >> number & 1] for number in range(128)]
    for bound in bounds:
        of_bound = (any(low <= bound <= high for low, high in signs.beyond) for signs in takers)
        taken.append(list(compress(takers, of_bound)))
    distinct = {tuple(kind) for kind in taken}
    return {frozenset(place for signs in kind for place in takers[signs]) for kind in distinct}
