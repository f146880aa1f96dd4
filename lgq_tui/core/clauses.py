"""Conditions taken apart and simplified, for a schema that has to say them in other places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from lgq_tui.core.conditions import AllOf, Always, AnyOf, Condition, Lookup, Matches, Not

ALWAYS = Always()
NEVER = Not(ALWAYS)


class Asked(NamedTuple):
    """An item outside of lists is asked: a condition that is spelt out once, and named here."""

    path: str
    asked: Literal[True] = True

    def holds(self, lookup: Lookup, today: date | None = None) -> bool:
        return lookup(self.path) is not None

    def refs(self) -> frozenset[str]:
        return frozenset({self.path})


Atom = Matches | Asked


def atoms(condition: Condition) -> list[Atom]:
    """The parts of a condition that look at one item each."""
    match condition:
        case Matches() | Asked():
            return [condition]
        case AllOf(parts) | AnyOf(parts):
            return [atom for part in parts for atom in atoms(part)]
        case Not(part):
            return atoms(part)
        case _:
            return []


def apart(condition: Condition, is_inside: Callable[[Atom], bool]) -> Condition:
    """The same condition, in which all that is not inside stands together in each clause."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            join = type(condition)
            parts = tuple(apart(part, is_inside) for part in parts)
            inside = [part for part in parts if any(map(is_inside, atoms(part)))]
            outside = tuple(part for part in parts if part not in inside)
            return join((join(outside), *inside)) if outside and inside else join(parts)
        case Not(part):
            return Not(apart(part, is_inside))
        case _:
            return condition


def units(condition: Condition, is_inside: Callable[[Atom], bool]) -> list[Condition]:
    """The largest parts of a condition that do not look inside."""
    if not any(map(is_inside, atoms(condition))):
        return [condition]
    match condition:
        case AllOf(parts) | AnyOf(parts):
            return [unit for part in parts for unit in units(part, is_inside)]
        case Not(part):
            return units(part, is_inside)
        case _:
            return []


def decided(condition: Condition, case: Mapping[int, bool]) -> Condition:
    """A condition with those of its parts, by identity, replaced of which it is known."""
    if id(condition) in case:
        return ALWAYS if case[id(condition)] else NEVER
    match condition:
        case AllOf(parts) | AnyOf(parts):
            return type(condition)(tuple(decided(part, case) for part in parts))
        case Not(part):
            return Not(decided(part, case))
        case _:
            return condition


def simple(condition: Condition) -> Condition:
    """The same condition without parts that say nothing; NEVER and ALWAYS where it is decided."""
    match condition:
        case AllOf(parts):
            return _joined(parts, ALWAYS, NEVER, AllOf)
        case AnyOf(parts):
            return _joined(parts, NEVER, ALWAYS, AnyOf)
        case Not(part):
            part = simple(part)
            if part == ALWAYS:
                return NEVER
            return ALWAYS if part == NEVER else Not(part)
        case _:
            return condition


def _joined(
    parts: Iterable[Condition],
    neutral: Condition,
    deciding: Condition,
    join: type[AllOf | AnyOf],
) -> Condition:
    kept: list[Condition] = []
    for part in map(simple, parts):
        if part == deciding:
            return deciding
        if part != neutral:
            inner = part.parts if isinstance(part, join) else (part,)
            kept.extend(one for one in inner if one not in kept)
    if not kept:
        return neutral
    return kept[0] if len(kept) == 1 else join(tuple(kept))
