from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgq_tui.core.answer_types import ANSWER_TYPES, Context
from lgq_tui.core.answer_types.numbers import LARGEST
from lgq_tui.core.definition import Item

INTEGER, DECIMAL, PERCENTAGE = (ANSWER_TYPES[name] for name in ("integer", "decimal", "percentage"))
ITEM = Item("share", "share", "percentage", "Share")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("16", 16),
        ("16.0", 16),
        ("16,5", 16.5),
        ("-3", -3),
        ("\u22123", -3),
        ("1 234", 1234),
        ("1\u202f234,5", 1234.5),
        ("1'234", 1234),
        ("1,234,567", 1234567),
        ("1.234.567", 1234567),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1.234", 1.234),
        ("0,125", 0.125),
        ("\u0663", 3),
        ("\u0661\u066c\u0662\u0663\u0664\u066b\u0665", 1234.5),
        ("\uff11\uff16", 16),
    ],
)
def test_numbers_are_typed_in_many_ways(text: str, number: float) -> None:
    found = DECIMAL.parse(text, ITEM)
    assert (found, type(found)) == (number, type(number))


@pytest.mark.parametrize(
    "text",
    [
        "79% + 21%",
        "1e5",
        "nan",
        "inf",
        "12,34,567",
        "16\u00b2",
        "\u00bd",
        "1,234",
        "about 5",
        "1.2.3",
    ],
)
def test_what_is_no_number_or_could_be_two_is_kept(text: str) -> None:
    assert DECIMAL.parse(text, ITEM) == text


@pytest.mark.parametrize("text", ["16", "16%", "16 %", "\u0661\u0666\u066a", "%16", "16 per cent"])
def test_a_percentage_may_have_its_sign(text: str) -> None:
    assert PERCENTAGE.parse(text, ITEM) == 16
    assert PERCENTAGE.format(16, ITEM) == "16"


def test_between_whole_numbers_a_comma_parts_thousands() -> None:
    assert INTEGER.parse("1,234", ITEM) == 1234


def test_a_point_before_three_zeros_may_part_thousands() -> None:
    assert INTEGER.parse("12.000", ITEM) == "12.000"
    found = INTEGER.explain("12.000", ITEM)
    assert found.values == {"text": "12.000", "whole": "12000", "point": "12"}
    assert (INTEGER.parse("12.0", ITEM), INTEGER.parse("1.000.000", ITEM)) == (12, 1000000)


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("percentage", "79% + 21%", "percentage.unread"),
        ("percentage", "1,234%", "decimal.ambiguous"),
        ("percentage", True, "percentage.unread"),
        ("percentage", -0.5, "percentage.too_small"),
        ("percentage", 100.5, "percentage.too_large"),
        ("decimal", LARGEST + 1, "decimal.too_large"),
        ("decimal", -LARGEST - 1, "decimal.too_small"),
        ("decimal", float("inf"), "decimal.too_large"),
        ("decimal", [16], "decimal.unread"),
        ("decimal", " ", "answer.blank"),
        ("integer", 1.5, "integer.not_whole"),
        ("integer", "1,234", "integer.unread"),
        ("integer", 10**20, "integer.too_large"),
    ],
)
def test_what_is_refused_is_explained(name: str, value: Any, key: str) -> None:
    assert ANSWER_TYPES[name].explain(value, ITEM).key == key


def test_a_number_that_could_be_two_is_explained_with_both() -> None:
    values = DECIMAL.explain("1,234", ITEM).values
    assert values == {"text": "1,234", "whole": "1234", "point": "1.234"}


def test_a_number_in_quotation_marks_is_offered_as_one() -> None:
    assert PERCENTAGE.suggest("16 %", ITEM, Context()) == 16
    assert PERCENTAGE.suggest("116 %", ITEM, Context()) is None


@pytest.mark.parametrize(
    ("name", "text", "number"),
    [
        ("percentage", "about 60", 60),
        ("percentage", "ca. 60 %", 60),
        ("percentage", "~60%", 60),
        ("percentage", "1/2", 50),
        ("percentage", "2 / 3", 66.67),
        ("percentage", "3/2", None),
        ("percentage", "1/0", None),
        ("percentage", "about 160", None),
        ("percentage", "about half", None),
        ("integer", "approximately 1,200", 1200),
        ("integer", "about 1.5", None),
        ("decimal", "some 1,234", None),
        ("decimal", "1/2", None),
    ],
)
def test_a_number_in_what_is_no_number_is_offered(
    name: str, text: str, number: float | None
) -> None:
    assert ANSWER_TYPES[name].parse(text, ITEM) == text
    assert ANSWER_TYPES[name].suggest(text, ITEM, Context()) == number


@given(st.floats(-LARGEST, LARGEST) | st.integers(-LARGEST, LARGEST))
def test_no_digit_is_lost_in_the_field(number: float) -> None:
    assert DECIMAL.parse(DECIMAL.format(number, ITEM), ITEM) == number
