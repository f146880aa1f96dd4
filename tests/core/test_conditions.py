"""Conditions: when they hold, given the answers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgq_tui.core.conditions import (
    AllOf,
    Always,
    AnyOf,
    Condition,
    Future,
    Matches,
    Not,
    Sum,
    is_number,
    matches,
    same,
)
from lgq_tui.core.validation import validator

TODAY = date(2026, 11, 23)
YES = Matches("a", {"const": True})
LARGE = Matches("b", {"minimum": 100})


def holds(condition: Condition, **answers: Any) -> bool:
    return condition.holds(answers.get, TODAY)


@pytest.mark.parametrize(
    ("condition", "answers", "held"),
    [
        (Always(), {}, True),
        (YES, {"a": True}, True),
        (YES, {"a": 1}, False),
        (YES, {}, False),
        (Not(YES), {}, True),
        (LARGE, {"b": 100}, True),
        (LARGE, {"b": 99}, False),
        (AllOf((YES, LARGE)), {"a": True, "b": 100}, True),
        (AllOf((YES, LARGE)), {"a": True}, False),
        (AnyOf((YES, LARGE)), {"a": True}, True),
        (AnyOf((YES, LARGE)), {}, False),
        (AllOf(()), {}, True),
        (AnyOf(()), {}, False),
        (Matches("a", {"contains": {"const": "food"}}), {"a": ["water", "food"]}, True),
        (Matches("a", {"contains": {"const": "food"}}), {"a": []}, False),
        (Matches("a", {"enum": ["x", 1]}), {"a": 1.0}, True),
        (Matches("a", {"format": "date"}), {"a": "2026-13-01"}, False),
        # An answer that is not there matches nothing, not even what would allow anything.
        (Matches("a", {}), {}, False),
        (Matches("a", {}), {"a": 0}, True),
    ],
)
def test_when_a_condition_holds(condition: Condition, answers: dict[str, Any], held: bool) -> None:
    assert holds(condition, **answers) is held


def test_numbers_are_added_up_once_all_are_there() -> None:
    whole = Sum(("a", "b"), {"const": 100})
    assert holds(whole, a=60, b=40.0)
    assert not holds(whole, a=60, b=41)
    assert not holds(Sum(("a", "b"), {"maximum": 100}), a=60)
    assert not holds(Sum(("a", "b"), {"const": 1}), a=True, b=0)


def test_binary_dust_is_no_difference() -> None:
    assert holds(Sum(("a", "b", "c"), {"const": 0.6}), a=0.1, b=0.2, c=0.3)


@pytest.mark.parametrize(
    ("value", "held"),
    [
        ("2026-11-24", True),
        ("2026-11-23", False),
        ("soon", False),
        (20300101, False),
        (None, False),
    ],
)
def test_a_day_lies_ahead_or_does_not(value: Any, held: bool) -> None:
    assert holds(Future("a"), a=value) is held


def test_without_a_clock_no_day_lies_ahead() -> None:
    assert not Future("a").holds({"a": "9999-01-01"}.get)


def test_a_condition_knows_what_it_looks_at() -> None:
    condition = AllOf((AnyOf((YES, Not(LARGE))), Sum(("c", "d"), {}), Future("e.f"), Always()))
    assert condition.refs() == {"a", "b", "c", "d", "e.f"}


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [(1, 1.0, True), (1, True, False), (0, False, False), (True, True, True), ("1", 1, False)],
)
def test_equal_is_what_json_schema_calls_equal(left: Any, right: Any, equal: bool) -> None:
    assert same(left, right) is equal


def test_yes_and_no_are_no_numbers() -> None:
    assert [is_number(value) for value in (1, 1.5, True, "1", None)] == [True, True] + [False] * 3


scalars = st.sampled_from([True, False, 0, 1, 1.0, 2, "x", "", "1"])
values = scalars | st.lists(scalars, max_size=3)
fragments = st.one_of(
    st.builds(lambda value: {"const": value}, scalars),
    st.builds(lambda options: {"enum": options}, st.lists(scalars, min_size=1, max_size=3)),
    st.builds(lambda value: {"contains": {"const": value}}, scalars),
    st.builds(lambda value: {"not": {"const": value}}, scalars),
)


@given(values, fragments)
def test_the_short_way_says_what_the_validator_says(value: Any, fragment: dict[str, Any]) -> None:
    assert matches(value, fragment) is validator(fragment).is_valid(value)
