from __future__ import annotations

import re

import pytest

from lgq_tui.core.answer_types import ANSWER_TYPES, Context
from lgq_tui.core.answer_types.links import is_nothing
from lgq_tui.core.definition import Item

URL = ANSWER_TYPES["url"]
ITEM = Item("portal", "portal", "url", "Portal")


def is_link(text: str) -> bool:
    return re.search(URL.schema(ITEM)["pattern"], text) is not None


def remarks(text: str) -> list[str]:
    return [remark.message.key for remark in URL.remarks(text, ITEM, Context())]


@pytest.mark.parametrize(
    "link",
    [
        "https://www.dbkl.gov.my",
        "HTTP://City.Gov:8080/a?b=[c]|d#e",
        "https://m\u00fcnchen.de/\u00e4mter",
        "https://\u4f8b\u3048.jp/",
        "https://xn--mnchen-3ya.de",
        "https://en.wikipedia.org/wiki/City_(place)",
        "https://web.archive.org/web/2020/https://city.gov/",
        "https://10.0.0.1/",
    ],
)
def test_links_pass_without_a_word(link: str) -> None:
    assert is_link(link)
    assert remarks(link) == []
    assert URL.suggest(link, ITEM, Context()) is None


@pytest.mark.parametrize(
    ("text", "key", "suggestion"),
    [
        ("www.city.gov", "url.no_scheme", "https://www.city.gov"),
        ("city.gov/path", "url.no_scheme", "https://city.gov/path"),
        ("http//city.gov", "url.no_scheme", "http://city.gov"),
        ("htpp://city.gov", "url.no_scheme", "http://city.gov"),
        ("htps:/city.gov", "url.no_scheme", "https://city.gov"),
        ("https;//city.gov", "url.no_scheme", "https://city.gov"),
        ("<https://city.gov>", "url.no_scheme", "https://city.gov"),
        ("(https://city.gov).", "url.no_scheme", "https://city.gov"),
        ("[our portal](https://city.gov/a)", "url.space", "https://city.gov/a"),
        ("[https:// city.gov](https://city.gov)", "url.space", "https://city.gov"),
        ("https:// www.dbkl.gov.my/", "url.space", "https://www.dbkl.gov.my/"),
        ("www.city. gov", "url.space", "https://www.city.gov"),
        ("https://city.gov/a b", "url.space", "https://city.gov/a%20b"),
        ("https://city.gov/a - b", "url.space", "https://city.gov/a%20-%20b"),
        ("https://city.gov/e- services", "url.space", "https://city.gov/e-services"),
        ("https://city.gov/ a", "url.space", "https://city.gov/a"),
        ("https://city.gov/\u200ea", "url.space", "https://city.gov/a"),
        ("https://city.gov\n", "url.space", "https://city.gov"),
        ("https://\u4f8b\u3048\u3002jp", "url.no_host", "https://\u4f8b\u3048.jp"),
        ("https://localhost/", "url.no_host", None),
        ("https://city..gov", "url.no_host", None),
        ("https://", "url.no_host", None),
        ("ftp://city.gov", "url.other_scheme", None),
        ("javascript:alert(1)", "url.other_scheme", None),
        ("file:///tmp/a", "url.other_scheme", None),
        ("city.gov:8080/a", "url.no_scheme", "https://city.gov:8080/a"),
        ("localhost:8080", "url.no_scheme", None),
        ("16.5", "url.no_scheme", None),
        ("Dr. Smith", "url.space", None),
        ("see our portal", "url.space", None),
        ("info@city.gov", "url.email", None),
        ("https://a.gov https://b.gov", "url.several", None),
        ("https://a.govhttps://b.gov", "url.several", None),
        ("None", "url.none", None),
        (" ", "answer.blank", None),
    ],
)
def test_what_is_no_link_is_explained_and_mended(
    text: str, key: str, suggestion: str | None
) -> None:
    assert not is_link(text)
    assert URL.explain(text, ITEM).key == key
    assert URL.suggest(text, ITEM, Context()) == suggestion


@pytest.mark.parametrize(
    "text",
    ["None", "N/A", "n.a.", "nil", "-", "\u2014", "no", "No website.", "not applicable", "x"],
)
def test_words_for_no_link(text: str) -> None:
    assert is_nothing(text)


@pytest.mark.parametrize(
    "text", ["", " ", "novalinks", "nowebsite.gov", "https://no.no", "Nairobi"]
)
def test_other_words(text: str) -> None:
    assert not is_nothing(text)


@pytest.mark.parametrize(
    ("link", "key", "suggestion"),
    [
        ("https://city.gov/a.", "url.trailing", "https://city.gov/a"),
        ("https://city.gov/a)", "url.trailing", "https://city.gov/a"),
        ("https://me:secret@city.gov", "url.user", None),
        ("https://city.gov:99999", "url.doubtful", None),
        ("https://city.gov:0", "url.doubtful", None),
        (f"https://{'a' * 64}.gov", "url.doubtful", None),
        ("https://256.1.1.1", "url.doubtful", None),
        ("https://xn--a.gov", "url.doubtful", None),
    ],
)
def test_what_only_libraries_know_is_a_remark(link: str, key: str, suggestion: str | None) -> None:
    assert is_link(link)
    assert remarks(link) == [key]
    assert URL.suggest(link, ITEM, Context()) == suggestion
