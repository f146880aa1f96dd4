from __future__ import annotations

import pytest

from lgq_tui.core.answer_types import ANSWER_TYPES, Context
from lgq_tui.core.answer_types.countries import countries, find, name_of
from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message

COUNTRY = ANSWER_TYPES["country"]
ITEM = Item("country", "country", "country", "Country")


@pytest.mark.parametrize("code", [code for code, _ in countries()])
def test_every_country_is_read_by_its_name_and_codes(code: str) -> None:
    assert COUNTRY.parse(name_of(code), ITEM) == code
    assert COUNTRY.parse(name_of(code).upper(), ITEM) == code
    assert COUNTRY.parse(code.lower(), ITEM) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("MYS", "MY"),
        ("malay", "MY"),
        ("Ivory Coast", "CI"),
        ("cote d\u2019ivoire", "CI"),
        ("South Korea", "KR"),
        ("Republic of Korea", "KR"),
        ("Laos", "LA"),
        ("UK", "GB"),
        ("USA", "US"),
        ("Palestine", "PS"),
        ("Burma", "MM"),
        ("Swaziland", "SZ"),
        ("Czech Republic", "CZ"),
        ("Macedonia", "MK"),
        ("Cape Verde", "CV"),
        ("Turkey", "TR"),
        ("turkiye", "TR"),
        ("Vietnam", "VN"),
        ("Russia", "RU"),
        ("deutschland", "DE"),
        ("Espa\u00f1a", "ES"),
        ("\u00d6sterreich", "AT"),
        ("norge", "NO"),
        ("The Gambia", "GM"),
        ("St. Lucia", "LC"),
        ("Niger", "NE"),
        ("Guinea", "GN"),
        ("Curacao", "CW"),
        ("Bosnia & Herzegovina", "BA"),
    ],
)
def test_countries_are_known_by_other_names(text: str, code: str) -> None:
    assert COUNTRY.parse(text, ITEM) == code


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Korea", "country.several"),
        ("united", "country.several"),
        ("Atlantis", "country.unknown"),
        ("Kosovo", "country.not_listed"),
        ("XK", "country.not_listed"),
    ],
)
def test_what_is_no_country_or_could_be_several_is_kept(text: str, key: str) -> None:
    assert COUNTRY.parse(text, ITEM) == text
    assert COUNTRY.explain(text, ITEM).key == key
    assert COUNTRY.suggest(text, ITEM, Context()) is None


def test_several_countries_are_named() -> None:
    names = COUNTRY.explain("Korea", ITEM).values["names"]
    assert names == "Democratic People's Republic of Korea, Republic of Korea"


def test_names_that_an_official_expects() -> None:
    assert [name_of(code) for code in ("VN", "TR", "CI", "CD", "KR", "BO", "PS")] == [
        "Viet Nam",
        "T\u00fcrkiye",
        "C\u00f4te d'Ivoire",
        "Democratic Republic of the Congo",
        "Republic of Korea",
        "Bolivia",
        "State of Palestine",
    ]
    assert name_of("Kuala Lumpur") == "Kuala Lumpur"


def test_countries_stand_in_the_order_of_their_names() -> None:
    names = [name for _, name in countries()]
    assert len(names) == len(set(names)) > 193
    assert names.index("Afghanistan") < names.index("\u00c5land Islands") < names.index("Albania")


def test_a_few_letters_find_names_then_words_then_parts_then_codes() -> None:
    found = find("ma")
    prefix, word, part, code = (found.index(code) for code in ("MY", "IM", "DE", "MA"))
    assert prefix < word < part < code
    assert find("niger") == ["NE", "NG"]
    assert find("united")[:3] == ["AE", "GB", "US"]
    assert find("  ") == []


def test_a_name_in_a_file_is_offered_as_its_code() -> None:
    assert COUNTRY.suggest("Malaysia", ITEM, Context()) == "MY"
    assert COUNTRY.explain("Malaysia", ITEM) == Message(
        "country.code", {"text": "Malaysia", "code": "MY"}
    )


def test_a_list_is_no_country() -> None:
    assert COUNTRY.explain(["MY"], ITEM) == Message("answer.not_one", {"text": '["MY"]'})
