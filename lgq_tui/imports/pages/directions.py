"""Lines with words from right to left, in the order in which they are read.

A page says only where each sign is drawn. So signs are taken from left to right, and stretches of
one direction are turned, as Unicode's bidirectional algorithm (UAX #9) has them turned to be drawn.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from lgq_tui.imports.pages.signs import Sign

_FROM_RIGHT = frozenset(("R", "AL"))
_FROM_LEFT = "L"
_NUMBERS = frozenset(("EN", "AN"))
_WITHIN_NUMBERS = frozenset("./:@-_,?&=#%+~")
"""What holds links, addresses and numbers together."""

Cluster = list[Sign]
"""Signs that are drawn upon each other: a letter with its marks, or a ligature."""


def is_turned(signs: Sequence[Sign]) -> bool:
    """Whether a line has to be put in order: it has such words, or the library took it for one that
    has."""
    drawn = [sign for sign in signs if not sign.made]
    return has_right_to_left(drawn) or any(
        after.left < before.left - before.size for before, after in pairwise(drawn)
    )


def has_right_to_left(signs: Sequence[Sign]) -> bool:
    """Whether there are words from right to left among signs."""
    return any(_kind(sign.text) in _FROM_RIGHT for sign in signs)


def is_mostly_from_right(lines: Iterable[Sequence[Sign]]) -> bool:
    """Whether most words of a page are from right to left, and so are its columns."""
    kinds = Counter(_kind(sign.text) for signs in lines for sign in signs)
    return sum(kinds[kind] for kind in _FROM_RIGHT) > kinds[_FROM_LEFT]


def from_left(signs: Sequence[Sign]) -> list[Sign]:
    """Signs as they are drawn from left to right, without blanks that a program saw."""
    drawn = [sign for sign in signs if not sign.made]
    return [sign for cluster in _clusters(drawn) for sign in _unturned(cluster)]


def as_read(signs: Sequence[Sign]) -> list[Sign]:
    """Signs from left to right, put in the order in which they are read."""
    clusters = _clusters(signs)
    levels = _levels([_direction(cluster) for cluster in clusters])
    for level in range(max(levels, default=0), 0, -1):
        _turn(clusters, levels, level)
    return [sign for cluster in clusters for sign in cluster]


def _unturned(cluster: Cluster) -> Cluster:
    """The letters of a ligature, which the library has turned as if they stood side by side."""
    letters = [sign for sign in cluster if not unicodedata.combining(sign.text[0])]
    marks = cluster[len(letters) :]
    is_turned = len(letters) > 1 and _kind(letters[0].text) in _FROM_RIGHT
    return [*(letters[::-1] if is_turned else letters), *marks]


def _clusters(signs: Sequence[Sign]) -> list[Cluster]:
    found: list[Cluster] = []
    marks = [sign for sign in signs if unicodedata.combining(sign.text[0])]
    upon = set(map(id, marks))
    for sign in sorted((one for one in signs if id(one) not in upon), key=lambda one: one.left):
        last = found[-1][0] if found else None
        if last and abs(last.left - sign.left) < 0.01 and abs(last.right - sign.right) < 0.01:
            found[-1].append(sign)
        else:
            found.append([sign])
    for mark in marks:
        middle = (mark.left + mark.right) / 2
        near = min(
            found,
            key=lambda one: (
                abs((one[0].left + one[0].right) / 2 - middle)
                + (1000 if one[0].text.isspace() else 0)
            ),
            default=None,
        )
        if near is None:
            found.append([mark])
        else:
            near.append(mark)
    return found


def _kind(sign: str) -> str:
    return unicodedata.bidirectional(sign[0])


def _direction(cluster: Cluster) -> str:
    """`R`, `L`, `N` for a number, or nothing."""
    kinds = {_kind(sign.text) for sign in cluster}
    if kinds & _FROM_RIGHT:
        return "R"
    if _FROM_LEFT in kinds:
        return "L"
    if kinds & _NUMBERS:
        return "N"
    return "-" if cluster[0].text in _WITHIN_NUMBERS else ""


def _levels(directions: list[str]) -> list[int]:
    """How often each cluster was turned, from left to right."""
    strong = [one for one in directions if one in ("L", "R")]
    from_right = (
        strong.count("R") * 2 >= len(strong)
        if strong[:1] != strong[-1:]
        else (strong[-1:] == ["R"])
    )
    base = 1 if from_right else 0
    held = _held(directions)
    levels = []
    for at, direction in enumerate(held):
        if direction == "R":
            levels.append(1)
        elif direction == "L":
            levels.append(2 * base)
        elif direction == "N":
            levels.append(2 if base or "R" in _around(held, at) else 0)
        else:
            before, after = _around(held, at)
            is_within = before in ("R", "N") and after in ("R", "N") and "R" in (before, after)
            levels.append(1 if base or is_within else 0)
    return levels


def _held(directions: list[str]) -> list[str]:
    """Directions, with signs between Latin letters or figures as part of these, and what they hold
    together as one."""
    held = list(directions)
    at = 0
    while at < len(held):
        if held[at] not in ("L", "N", "-"):
            at += 1
            continue
        end = at
        while end < len(held) and held[end] in ("L", "N", "-"):
            end += 1
        stretch = held[at:end]
        while stretch and stretch[-1] == "-":
            stretch.pop()
        first = next((n for n, one in enumerate(stretch) if one != "-"), len(stretch))
        kind = "L" if "L" in stretch else "N"
        held[at + first : at + len(stretch)] = [kind] * (len(stretch) - first)
        at = end
    return ["" if one == "-" else one for one in held]


def _around(held: list[str], at: int) -> tuple[str, str]:
    """The direction of what stands before and behind, blanks and numbers aside."""
    before = next((one for one in reversed(held[:at]) if one in ("L", "R")), "")
    after = next((one for one in held[at + 1 :] if one in ("L", "R")), "")
    return before, after


def _turn(clusters: list[Cluster], levels: list[int], level: int) -> None:
    at = 0
    while at < len(levels):
        if levels[at] < level:
            at += 1
            continue
        end = at
        while end < len(levels) and levels[end] >= level:
            end += 1
        clusters[at:end] = clusters[at:end][::-1]
        levels[at:end] = levels[at:end][::-1]
        at = end
