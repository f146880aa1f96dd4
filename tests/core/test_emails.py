from __future__ import annotations

import re

import pytest

from lgq_tui.core.answer_types import ANSWER_TYPES, Context
from lgq_tui.core.definition import Item

EMAIL = ANSWER_TYPES["email"]
ITEM = Item("email", "email", "email", "E-mail")


def is_address(text: str) -> bool:
    return re.search(EMAIL.schema(ITEM)["pattern"], text) is not None


@pytest.mark.parametrize(
    "address",
    [
        "pepu@dbkl.gov.my",
        "o'brien+lgq@city.gov",
        "jos\u00e9@m\u00fcnchen.de",
        "\u7528\u6237@\u4f8b\u5b50.\u5e7f\u544a",
        "mayor@example.org",
        "mayor@city.test",
        "mayor@city.example",
        "mayor@city.invalid",
    ],
)
def test_addresses_pass_without_a_word(address: str) -> None:
    assert is_address(address)
    assert EMAIL.remarks(address, ITEM, Context()) == ()
    assert EMAIL.suggest(address, ITEM, Context()) is None


@pytest.mark.parametrize(
    ("text", "key", "suggestion"),
    [
        ("mayor.city.gov", "email.no_at", None),
        ("mayor (at) city.gov", "email.no_at", "mayor@city.gov"),
        ("mayor[at]city[dot]gov", "email.no_at", "mayor@city.gov"),
        ("mayor\uff20city.gov", "email.no_at", "mayor@city.gov"),
        ("@city.gov", "email.no_name", None),
        ("mayor@", "email.no_place", None),
        ("mayor@city", "email.no_dot", None),
        ("the mayor@city.gov", "email.space", None),
        (" mayor@city.gov ", "email.space", "mayor@city.gov"),
        ("mayor @ city. gov", "email.space", "mayor@city.gov"),
        ("mayor@city.gov\u200e", "email.space", "mayor@city.gov"),
        ("The Mayor <mayor@city.gov>", "email.space", "mayor@city.gov"),
        ("<mayor@city.gov>", "email.sign", "mayor@city.gov"),
        ("mailto:mayor@city.gov?subject=LGQ", "email.sign", "mayor@city.gov"),
        ("mayor@city.gov,", "email.sign", "mayor@city.gov"),
        ("mayor@city.gov.", "email.sign", "mayor@city.gov"),
        ("mayor@city..gov", "email.sign", None),
        ("a@city.gov; b@city.gov", "email.several", None),
        (" ", "answer.blank", None),
    ],
)
def test_what_is_no_address_is_explained_and_mended(
    text: str, key: str, suggestion: str | None
) -> None:
    assert not is_address(text)
    assert EMAIL.explain(text, ITEM).key == key
    assert EMAIL.suggest(text, ITEM, Context()) == suggestion


@pytest.mark.parametrize("address", [".mayor@city.gov", "mayor@-city.gov", "mayor@city.local"])
def test_what_only_the_library_knows_is_a_remark(address: str) -> None:
    assert is_address(address)
    (remark,) = EMAIL.remarks(address, ITEM, Context())
    assert remark.message.key == "email.doubtful"


def test_names_of_places_are_lower_case_outside_of_ascii() -> None:
    assert EMAIL.suggest("Info@M\u00dcNCHEN.de", ITEM, Context()) == "Info@m\u00fcnchen.de"
