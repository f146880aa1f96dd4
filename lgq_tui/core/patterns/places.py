"""What texts can lead to in a pattern: its places for signs, and which may follow which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress

from lgq_tui.core.patterns.flaws import LONG, SLOW, FlawError
from lgq_tui.core.patterns.tree import Anchor, Either, Node, Repeat, Row, Signs

_MOST_PLACES = 500
"""Places for a sign, once every repetition that is counted is written out."""

_MOST_WORK = 64
"""What may be tried for one sign of the text."""

_MOST_STEPS = 6_000
"""Of going through what texts can lead to."""


@dataclass(frozen=True, slots=True)
class _Ends:
    """The places where a part can begin and end, and whether it may take no sign at all."""

    first: frozenset[int]
    last: frozenset[int]
    can_be_empty: bool


_EMPTY = _Ends(frozenset(), frozenset(), can_be_empty=True)
START = -1


class Places:
    """The places of a pattern where a sign is taken, and how often which of them may follow which.

    (Glushkov's automaton: a way from place to place is a reading of the text.) Nothing may be
    empty in more than one way, so that an engine has no more to try than there are ways.
    """

    def __init__(self, tree: Node) -> None:
        self.signs: list[Signs] = []
        self.after: dict[int, Counter[int]] = {}
        self.after[START] = Counter(self._of(tree).first)

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
            raise FlawError(LONG)
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
            raise FlawError(SLOW)
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
                raise FlawError(SLOW)
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


def is_swift(places: Places, anchored: bool) -> bool:
    """Whether the readings that are alive at the same time stay few, whatever the text.

    A state says how many readings have come to each place. From the first one all others are found,
    sign by sign, where signs that no place tells apart count as one.
    """
    kinds = _kinds(places.signs)
    begun = Counter({START: 1})
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
                after[START] = 1  # a search begins anew at every sign
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
