"""Whether every item can be reached: no condition hangs on itself, or contradicts itself.

And whether a response can be withheld from the public where a definition says when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from json import dumps
from typing import Any

from lgq_tui.core.conditions import same
from lgq_tui.core.language.faults import Fault, fault
from lgq_tui.core.language.resolution import Plain, Resolution

# A condition is given up, as one that may hold, when so many trials have not decided it.
_MOST_TRIALS = 200
# So many conditions that must hold together are looked at; fewer never make a wrong finding.
_MOST_CONDITIONS = 40
# Who has so many circles has to begin anew; one of thousands of items is not read to its end.
_MOST_CIRCLES = 100
_MOST_SHOWN = 20


def reach_faults(resolution: Resolution) -> Iterator[Fault]:
    """Circular conditions, and items that can never be asked."""
    in_circles = set[str]()
    for circle in islice(_circles(resolution), _MOST_CIRCLES):
        in_circles.update(circle)
        where = (*resolution.entries[circle[0]].where, "relevant")
        if len(circle) == 1:
            yield fault(where, "looks_at_itself", item=circle[0])
        else:
            yield fault(where, "circle", items=_around(circle))
    lost = set[str]()
    for path in resolution.relevant:
        needed = _needed([path], resolution)
        is_sound = in_circles.isdisjoint(needed) and lost.isdisjoint(needed)
        if is_sound and not _Trial(_conditions(needed, resolution)).possible():
            lost.add(path)
            where = (*resolution.entries[path].where, "relevant")
            yield fault(where, "never_asked", item=path)
    if resolution.withheld is not None:
        needed = _needed(_in_any_case(resolution.withheld), resolution)
        is_sound = in_circles.isdisjoint(needed) and lost.isdisjoint(needed)
        conditions = [resolution.withheld, *_conditions(needed, resolution)]
        if is_sound and not _Trial(conditions).possible():
            yield fault(("withheld",), "never_withheld")


def _conditions(paths: Iterable[str], resolution: Resolution) -> list[Plain]:
    return [resolution.relevant[path] for path in paths if path in resolution.relevant]


def _around(circle: list[str]) -> str:
    shown = [*circle[:_MOST_SHOWN], "..."] if len(circle) > _MOST_SHOWN else circle
    return " → ".join([*shown, circle[0]])


# --- circles -------------------------------------------------------------------------------------


def _circles(resolution: Resolution) -> Iterator[list[str]]:
    """Items whose relevance hangs on their own, as a way around; each circle is found once."""
    done = set[str]()
    for start in resolution.relevant:
        way = {} if start in done else {start: iter(_hangs_on(start, resolution))}
        while way:
            path = next(reversed(way))
            step = next(way[path], None)
            if step is None:
                done.add(path)
                del way[path]
            elif step in way:
                steps = list(way)
                yield _turned(steps[steps.index(step) :], resolution)
            elif step not in done:
                way[step] = iter(_hangs_on(step, resolution))


def _hangs_on(path: str, resolution: Resolution) -> list[str]:
    """What the relevance of an item hangs on directly: its group, and what its condition names.

    A condition on a group the item is in is one on an answer that holds the item's own.
    """
    relevant = resolution.relevant.get(path)
    refs = [] if relevant is None else [atom["path"] for atom in _atoms(relevant)]
    own = [path for ref in refs if path.startswith(f"{ref}.")]
    parent = path.rpartition(".")[0]
    return [*refs, *own, *([parent] if parent else [])]


def _turned(circle: list[str], resolution: Resolution) -> list[str]:
    """A circle from the first of its items that has a condition."""
    first = next(n for n, path in enumerate(circle) if path in resolution.relevant)
    return circle[first:] + circle[:first]


# --- contradictions ------------------------------------------------------------------------------


def _needed(paths: Iterable[str], resolution: Resolution) -> dict[str, None]:
    """The items that must be relevant for these to be: their groups, and what they look at.

    Only what a condition needs in any case is followed, not what it needs as one of several.
    """
    found = dict[str, None]()
    waiting = list(paths)
    while waiting and len(found) < _MOST_CONDITIONS:
        step = waiting.pop()
        if step in found:
            continue
        found[step] = None
        parent = step.rpartition(".")[0]
        if parent:
            waiting.append(parent)
        if step in resolution.relevant:
            waiting.extend(_in_any_case(resolution.relevant[step]))
    return found


def _in_any_case(condition: Plain) -> Iterator[str]:
    if "path" in condition:
        yield condition["path"]
    for part in condition.get("all", ()):
        yield from _in_any_case(part)


def _atoms(condition: Plain) -> Iterator[Plain]:
    """The parts of a condition that look at one answer each."""
    if "path" in condition:
        yield condition
    elif "not" in condition:
        yield from _atoms(condition["not"])
    else:
        for part in condition.get("all") or condition.get("any") or ():
            yield from _atoms(part)


class _Trial:
    """Tries to make conditions hold together, one part after the other true or false.

    What they say plainly is taken for granted from the start; only what is left, alternatives and
    their negations, has to be tried.
    """

    def __init__(self, conditions: list[Plain]) -> None:
        self._known: dict[str, bool] = {}
        self._atoms: dict[str, Plain] = {}
        self._left: list[Plain] = []
        self._trials = 0
        for condition in conditions:
            self._take(condition)

    def _take(self, condition: Plain) -> None:
        truth = "not" not in condition
        part = condition if truth else condition["not"]
        if truth and "all" in condition:
            for inner in condition["all"]:
                self._take(inner)
        elif "path" in part and self._known.setdefault(_name(part), truth) == truth:
            self._atoms[_name(part)] = part
        else:
            self._left.append(condition)

    def possible(self) -> bool:
        """Whether the conditions may hold together; False only where they certainly cannot."""
        paths = {atom["path"] for atom in self._atoms.values()}
        left = [atom for condition in self._left for atom in _atoms(condition)]
        self._atoms.update((_name(atom), atom) for atom in left)
        waiting = [name for name in map(_name, left) if name not in self._known]
        return all(self._agrees(self._known, path) for path in paths) and self._try(
            self._known, list(dict.fromkeys(waiting))
        )

    def _try(self, known: dict[str, bool], waiting: list[str]) -> bool:
        self._trials += 1
        if self._trials > _MOST_TRIALS:
            return True
        holds = _holds({"all": self._left}, known)
        if holds is not None:
            return holds
        name, *rest = waiting
        cases = ({**known, name: truth} for truth in (True, False))
        path = self._atoms[name]["path"]
        return any(self._agrees(case, path) and self._try(case, rest) for case in cases)

    def _agrees(self, known: Mapping[str, bool], path: str) -> bool:
        """Whether some answer to one item can be as all that is known of it says.

        Only fragments that list the answers which meet them are looked at: `const` and `enum`.
        """
        left: list[Any] | None = None
        refused: list[Any] = []
        for name, truth in known.items():
            atom = self._atoms[name]
            options = _options(atom["is"]) if atom["path"] == path else None
            if options is None:
                continue
            if not truth:
                refused += options
            elif left is None:
                left = options
            else:
                left = [value for value in left if _among(value, options)]
        return left is None or any(not _among(value, refused) for value in left)


def _holds(condition: Plain, known: Mapping[str, bool]) -> bool | None:
    """Whether a condition holds by what is known; None while that does not decide it."""
    if "path" in condition:
        return known.get(_name(condition))
    if "not" in condition:
        part = _holds(condition["not"], known)
        return None if part is None else not part
    deciding = "any" in condition
    parts = [_holds(part, known) for part in condition["any" if deciding else "all"]]
    if deciding in parts:
        return deciding
    return None if None in parts else not deciding


def _name(atom: Plain) -> str:
    return dumps(atom, sort_keys=True, default=str)


def _options(fragment: Plain) -> list[Any] | None:
    """The values that meet a fragment, None where it does not list them."""
    if fragment.keys() == {"const"}:
        return [fragment["const"]]
    options = fragment.get("enum")
    return options if fragment.keys() == {"enum"} and isinstance(options, list) else None


def _among(value: Any, options: list[Any]) -> bool:
    return any(same(value, option) for option in options)
