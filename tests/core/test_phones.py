from __future__ import annotations

import re

import pytest

from lgq_tui.core.answer_types import ANSWER_TYPES, Context
from lgq_tui.core.definition import Item

PHONE = ANSWER_TYPES["phone"]
ITEM = Item("phone", "phone", "phone", "Telephone")
MALAYSIA = Context(country="MY")


def is_number(text: str) -> bool:
    return re.search(PHONE.schema(ITEM)["pattern"], text) is not None


@pytest.mark.parametrize(
    "number", ["+603-26179310", "+60 3-2617 9310", "+60 (3) 2617.9310 ext. 12", "+4930 227-0"]
)
def test_international_numbers_pass_without_a_word(number: str) -> None:
    assert is_number(number)
    assert PHONE.remarks(number, ITEM, MALAYSIA) == ()
    assert PHONE.suggest(number, ITEM, MALAYSIA) is None


@pytest.mark.parametrize(
    ("number", "country", "key", "suggestion"),
    [
        ("603-26179310", "MY", "phone.no_plus", "+60 3-2617 9310"),
        ("603-26179310", None, "phone.no_plus", "+60 3-2617 9310"),
        ("(603) 2617 9310 ext. 12", "MY", "phone.no_plus", "+60 3-2617 9310 ext. 12"),
        ("0060 3 2617 9310", "MY", "phone.no_plus", "+60 3-2617 9310"),
        ("03-2617 9310", "MY", "phone.international", "+60 3-2617 9310"),
        ("(212) 555-2368", "US", "phone.international", "+1 212-555-2368"),
        ("7012", "NU", "phone.international", "+683 7012"),
    ],
)
def test_the_international_form_is_offered(
    number: str, country: str | None, key: str, suggestion: str
) -> None:
    context = Context(country=country)
    assert is_number(number)
    (remark,) = PHONE.remarks(number, ITEM, context)
    assert remark.message.key == key
    assert PHONE.suggest(number, ITEM, context) == suggestion


@pytest.mark.parametrize("country", [None, "XX", "Malaysia", "MY"])
def test_a_number_that_nobody_can_dial_is_a_remark(country: str | None) -> None:
    context = Context(country=country)
    assert is_number("999999")
    (remark,) = PHONE.remarks("999999", ITEM, context)
    assert remark.message.key == "phone.doubtful"
    assert PHONE.suggest("999999", ITEM, context) is None


def test_a_number_dialled_within_an_unknown_country_is_given_to_no_other() -> None:
    # +32 617 93 10 would be Belgium.
    assert PHONE.suggest("03-2617 9310", ITEM, Context()) is None


@pytest.mark.parametrize(
    ("text", "key", "suggestion"),
    [
        ("Tel: +60 3-2617 9310", "phone.letters", "+60 3-2617 9310"),
        ("+60 3\u20132617 9310", "phone.letters", "+60 3-2617 9310"),
        ("\u0660\u0663 \u0662\u0666\u0661\u0667 \u0669\u0663\u0661\u0660", "phone.letters", None),
        ("12345 (secretary)", "phone.letters", None),
        ("n/a", "phone.too_short", None),
        ("123", "phone.too_short", None),
        ("1" * 41, "phone.too_long", None),
        ("", "answer.blank", None),
    ],
)
def test_what_is_no_number_is_explained_and_mended(
    text: str, key: str, suggestion: str | None
) -> None:
    assert not is_number(text)
    assert PHONE.explain(text, ITEM).key == key
    if suggestion:
        assert PHONE.suggest(text, ITEM, MALAYSIA) == suggestion


def test_digits_of_other_scripts_are_understood() -> None:
    typed = "\u0660\u0663\u2013\u0662\u0666\u0661\u0667 \u0669\u0663\u0661\u0660"
    assert PHONE.parse(typed, ITEM) == "03-2617 9310"
