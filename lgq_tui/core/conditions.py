"""Conditions on answers: JSON Schema fragments, joined by all, any and not.

A condition is data. It names items by their dotted path from the top, and asks a `Lookup` for their
answers; an item that has no answer, or is not relevant itself, matches nothing. Conditions are
tuples, so each kind has a field, or a value in one, that keeps it from being equal to another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from json import dumps, loads
from typing import Any, Literal, NamedTuple, Protocol

Lookup = Callable[[str], Any]
"""From the dotted path of an item to its answer, None where there is none."""


class Condition(Protocol):
    """Something that holds or does not, given the answers."""

    def holds(self, lookup: Lookup, today: date | None = None) -> bool: ...

    def refs(self) -> frozenset[str]:
        """The dotted paths of the items it looks at."""
        ...


class Always(NamedTuple):
    """The condition of an item that is asked in any case."""

    always: Literal[True] = True

    def holds(self, lookup: Lookup, today: date | None = None) -> bool:
        return True

    def refs(self) -> frozenset[str]:
        return frozenset()


class Matches(NamedTuple):
    """The answer to `path` is there and valid under a JSON Schema fragment."""

    path: str
    fragment: Mapping[str, Any]

    def holds(self, lookup: Lookup, today: date | None = None) -> bool:
        value = lookup(self.path)
        return value is not None and matches(value, self.fragment)

    def refs(self) -> frozenset[str]:
        return frozenset({self.path})


class AllOf(NamedTuple):
    """Every part holds; with no parts, it does."""

    parts: tuple[Condition, ...]
    join: Literal["all"] = "all"

    def holds(self, lookup: Lookup, today: date | None = None) -> bool:
        return all(part.holds(lookup, today) for part in self.parts)

    def refs(self) -> frozenset[str]:
        return frozenset().union(*(part.refs() for part in self.parts))


class AnyOf(NamedTuple):
    """At least one part holds."""

    parts: tuple[Condition, ...]
    join: Literal["any"] = "any"

    def holds(self, lookup: Lookup, today: date | None = None) -> bool:
        return any(part.holds(lookup, today) for part in self.parts)

    def refs(self) -> frozenset[str]:
        return frozenset().union(*(part.refs() for part in self.parts))


class Not(NamedTuple):
    """The part does not hold."""

    part: Condition

    def holds(self, lookup: Lookup, today: date | None = None) -> bool:
        return not self.part.holds(lookup, today)

    def refs(self) -> frozenset[str]:
        return self.part.refs()


class Sum(NamedTuple):
    """The numbers given at `paths`, all of them present, add up to something that matches.

    For warnings only: JSON Schema has no sums, so what is asked cannot hang on one.
    """

    paths: tuple[str, ...]
    fragment: Mapping[str, Any]

    def holds(self, lookup: Lookup, today: date | None = None) -> bool:
        numbers = [lookup(path) for path in self.paths]
        if not all(is_number(number) for number in numbers):
            return False
        # Shares are typed with a few decimals; binary dust (0.1 + 0.2) is not a difference.
        return matches(round(sum(numbers), 9), self.fragment)

    def refs(self) -> frozenset[str]:
        return frozenset(self.paths)


class Future(NamedTuple):
    """The date given at `path` lies after today. For warnings only: the core has no clock."""

    path: str

    def holds(self, lookup: Lookup, today: date | None = None) -> bool:
        value = lookup(self.path)
        if today is None or not isinstance(value, str):
            return False
        try:
            return date.fromisoformat(value) > today
        except ValueError:
            return False

    def refs(self) -> frozenset[str]:
        return frozenset({self.path})


def is_number(value: object) -> bool:
    """Whether a plain value is a number; True and False are not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def same(left: object, right: object) -> bool:
    """Equality as JSON Schema has it: 1 is 1.0, true is not 1."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return left == right


def matches(value: object, fragment: Mapping[str, Any]) -> bool:
    """Whether a value is valid under a JSON Schema fragment.

    The forms that nearly every condition has are answered here, because relevance is worked out
    before the first screen and the validator costs a quarter of the time that screen takes.
    """
    if fragment.keys() == {"const"}:
        return same(value, fragment["const"])
    if fragment.keys() == {"enum"}:
        return any(same(value, option) for option in fragment["enum"])
    if _is_choice(fragment):
        wanted = fragment["contains"]["const"]
        return isinstance(value, list) and any(same(entry, wanted) for entry in value)
    return bool(_validator(dumps(fragment, sort_keys=True)).is_valid(value))


def _is_choice(fragment: Mapping[str, Any]) -> bool:
    """Whether a fragment says no more than that one value is in a list."""
    return (
        fragment.keys() == {"type", "contains"}
        and fragment["type"] == "array"
        and fragment["contains"].keys() == {"const"}
    )


@lru_cache(maxsize=512)
def _validator(fragment: str) -> Any:
    from lgq_tui.core.validation import fragment_validator

    return fragment_validator(loads(fragment))
