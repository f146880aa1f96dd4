"""The page of a response: what it looks like to programs, and what people cannot do to it."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise
from typing import Any

import pytest
from lxml import etree

from lgq_tui.exports import html
from lgq_tui.exports.order import Order
from tests.documents import ATTEMPTS, PAGES, STORY, examples, naughty, order
from tests.forms import form

ORDERS = dict(examples())
OUTSIDE = re.compile(r"url\(|@import|src=|<script|<iframe|<object|<link|javascript:", re.IGNORECASE)


def page(order: Order) -> Any:
    return etree.fromstring(html.written(order), etree.HTMLParser(encoding="utf-8"))


def shape(root: Any) -> list[tuple[str, list[str]]]:
    """The elements of a page and the names of their attributes, but for the links of answers."""
    return [
        (one.tag, sorted(one.keys()))
        for one in root.iter()
        if one.tag != "a" or one.getparent().get("data-item") is None
    ]


@pytest.mark.parametrize("name", ORDERS)
def test_a_page_needs_nothing_from_outside_and_runs_nothing(name: str) -> None:
    text = html.written(ORDERS[name]).decode()
    assert not OUTSIDE.search(text)
    assert not re.search(r"\son\w+=", re.sub(r">[^<]*<", "><", text))


@pytest.mark.parametrize("name", ORDERS)
def test_a_page_is_the_same_every_time(name: str) -> None:
    assert html.written(ORDERS[name]) == html.written(ORDERS[name])


def test_the_page_allows_its_own_style_alone() -> None:
    root = page(ORDERS["kuala-lumpur"])
    [policy] = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    digest = hashlib.sha256(root.findtext(".//style").encode()).digest()
    assert "default-src 'none'" in policy
    assert f"'sha256-{base64.b64encode(digest).decode()}'" in policy


@pytest.mark.parametrize("name", ORDERS)
def test_headings_are_nested_and_names_are_there_once(name: str) -> None:
    root = page(ORDERS[name])
    levels = [int(one.tag[1]) for one in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(second <= first + 1 for first, second in pairwise(levels))
    names = root.xpath("//@id")
    assert len(names) == len(set(names))
    for one in root.xpath("//@aria-labelledby"):
        assert one in names


@pytest.mark.parametrize("name", ORDERS)
def test_links_inside_the_page_lead_somewhere_and_back(name: str) -> None:
    root = page(ORDERS[name])
    names = set(root.xpath("//@id"))
    inside = [link[1:] for link in root.xpath("//a/@href") if link.startswith("#")]
    assert set(inside) <= names
    assert {one for one in names if one.startswith("mark-")} <= set(inside)


def test_links_outside_go_to_pages_and_addresses_alone() -> None:
    root = page(ORDERS["kuala-lumpur"])
    outside = [link for link in root.iter("a") if not link.get("href").startswith("#")]
    assert "https://www.dbkl.gov.my" in [link.get("href") for link in outside]
    assert "mailto:farah.iskandar@example.org" in [link.get("href") for link in outside]
    for link in outside:
        assert re.match("https?://|mailto:", link.get("href"))
        assert link.get("rel") == "noreferrer noopener"


def test_a_page_names_its_languages_and_directions() -> None:
    root = page(ORDERS["garden"])
    assert (root.get("lang"), root.get("dir")) == ("en", "ltr")
    assert {one.get("dir") for one in root.xpath("//div[@class='answer']")} == {"auto"}
    assert (
        page(order(form("{language: ar, sections: [{id: s, items: [{id: a, type: text}]}]}"))).get(
            "dir"
        )
        == "rtl"
    )


def test_boxes_are_told_aloud() -> None:
    root = page(ORDERS["kuala-lumpur"])
    [yes] = root.xpath("//span[@data-item='budget.answer'][@data-choice='yes']")
    [no] = root.xpath("//span[@data-item='budget.answer'][@data-choice='no']")
    assert "".join(yes.itertext()) == "☒Ticked: Yes"
    assert "".join(no.itertext()) == "☐Not ticked: No"


def test_a_form_can_be_filled_and_everything_in_it_has_a_label() -> None:
    root = page(ORDERS["garden-form"])
    for field in root.xpath("//textarea | //input[not(@type='checkbox' or @type='radio')]"):
        assert root.xpath(f"//*[@id='{field.get('aria-labelledby')}']")
    for box in root.xpath("//input[@type='checkbox' or @type='radio']"):
        assert box.getparent().tag == "label"
    assert "dpida@un.org" not in html.written(ORDERS["garden-form"]).decode()
    assert "Please send the filled form to garden@example.org." in "".join(root.itertext())


def test_what_is_not_asked_and_what_is_missing_is_said() -> None:
    questionnaire = form("""
- {id: open, type: yes_no}
- {id: why, type: text, relevant: {open: true}}
- {id: share, type: percentage}
""")
    asked = order(questionnaire, open=False)
    asked.interview.mark_missing("share", "asked-declined")
    text = html.written(asked).decode()
    assert '<p class="open" data-own>Not asked, because of an earlier answer.</p>' in text
    assert 'data-missing="asked-declined">No answer: Asked, but declined to answer</p>' in text


@pytest.mark.parametrize("blank", [False, True])
def test_nothing_that_is_typed_becomes_part_of_the_page(blank: bool) -> None:
    typed = naughty()
    plain = page(order(PAGES, blank, pages=["x"] * len(typed)))
    root = page(order(PAGES, blank, pages=typed))
    assert shape(root) == shape(plain)
    kind = "textarea" if blank else "div"
    assert [one.text for one in root.xpath(f"//{kind}[@data-item]")] == typed


@pytest.mark.parametrize("text", ATTEMPTS)
def test_nor_do_links_and_choices(text: str) -> None:
    plain = page(order(STORY, links=["x"], picks=["x"]))
    assert shape(page(order(STORY, links=[text], picks=[text]))) == shape(plain)


def test_titles_and_subjects_are_text_too() -> None:
    questionnaire = form("""
{title: "</title><script>", subject: [city], sections: [{id: s, items: [{id: city, type: text}]}]}
""")
    root = page(order(questionnaire, city="</style><b>"))
    assert root.findtext(".//title") == "</title><script>: </style><b>"
    assert root.xpath("//b | //script") == []


def test_a_wording_keeps_its_marks() -> None:
    questionnaire = form("""
{footnotes: {n: "A **note**."}, sections: [{id: s, items: [
  {id: a, type: text, label: "Is **it**[^n] [here](https://a.example), or [there](ftp://b.example)?"}]}]}
""")
    text = html.written(order(questionnaire)).decode()
    assert "Is <strong>it</strong><sup><a" in text
    assert '<a href="https://a.example" rel="noreferrer noopener">here</a>, or there?' in text
    assert '<li id="note-1" value="1">A <strong>note</strong>. <a' in text
