"""Answers as a table in text."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgq_tui.core.sources import AnswerSource
from lgq_tui.core.text import clean
from lgq_tui.exports.csv import guarded, written
from tests.exports.tables import FORMULAS, order, rows_in
from tests.forms import form, interview

GARDEN = form("""
subject: [name]
sections:
  - id: garden
    number: A
    items:
      - {id: beds, type: integer, number: "1", label: "How many **beds**?"}
      - {id: name, type: text, number: "2"}
      - {id: water, type: select_multiple, choices: [{id: tap, label: Tap, detail: true}, {id: sky, label: Sky}]}
      - {id: pages, type: url, repeat: true}
      - id: people
        type: group
        repeat: true
        items:
          - {id: name, type: text, personal: true}
          - {id: days, type: date, repeat: true}
""")
ANSWERS = {
    "beds": -5,
    "name": "Rose, and “Thorn”",
    "water": ["tap", "sky"],
    "water_details": {"tap": "Two\nof them"},
    "pages": ["https://a.example.org", "https://b.example.org"],
    "people": [{"name": "Ana"}, {"days": ["2026-05-01", "2026-06-01"]}],
}


def test_one_response_has_a_row_for_each_item() -> None:
    first, *rows = rows_in(written(order(interview(GARDEN, **ANSWERS))))
    names = ["item", "section", "number", "question", "answer", "missing", "note"]
    assert first == [*names, "mode", "name", "place", "words", "unit", "by", "at", "carried"]
    assert [(row[0], row[3], row[4]) for row in rows] == [
        ("beds", "How many beds?", "-5"),
        ("name", "name", "Rose, and “Thorn”"),
        ("water", "water", "Tap; Sky"),
        ("water_details.tap", "Tap", "Two\nof them"),
        ("pages", "pages", "https://a.example.org\nhttps://b.example.org"),
        ("people", "people", ""),
        ("people[0]", "", ""),
        ("people[0].name", "name", "Ana"),
        ("people[0].days", "days", ""),
        ("people[1]", "", ""),
        ("people[1].name", "name", ""),
        ("people[1].days", "days", "2026-05-01\n2026-06-01"),
    ]
    assert rows[0][:3] == ["beds", "garden", "1"]


def test_why_there_is_no_answer_stands_beside_it() -> None:
    person = interview(GARDEN)
    person.mark_missing("beds", "asked-unknown")
    person.note("beds", "Ask again.")
    call = AnswerSource("call", words="=1+1", unit="Ms Lim", by="Ana", at="2026-11-24T14:05:00Z")
    person.set_source("beds", call)
    row = rows_in(written(order(person)))[1]
    assert row[4:7] == ["", "asked-unknown", "Ask again."]
    assert row[7:] == ["call", "", "", "'=1+1", "Ms Lim", "Ana", "2026-11-24T14:05:00Z", ""]


def test_of_many_responses_each_has_a_row_and_each_item_a_column() -> None:
    empty = interview(GARDEN, name="Weeds")
    empty.mark_missing("beds", "temp-unknown")
    both = order(interview(GARDEN, **ANSWERS), empty, files=("a.yaml", "b.yaml"))
    names, first, second = rows_in(written(both))
    assert names == [
        *("name", "status", "modified", "file", "missing", "beds", "water", "water_details.tap"),
        *("pages", "people.name", "people.days"),
    ]
    assert dict(zip(names, first, strict=True)) == {
        "name": "Rose, and “Thorn”",
        "status": "in-progress",
        "modified": "",
        "file": "a.yaml",
        "missing": "",
        "beds": "-5",
        "water": "Tap; Sky",
        "water_details.tap": "Two\nof them",
        "pages": "https://a.example.org\nhttps://b.example.org",
        "people.name": "Ana\n",
        "people.days": "\n2026-05-01; 2026-06-01",
    }
    assert second[:6] == ["Weeds", "in-progress", "", "b.yaml", "beds: temp-unknown", ""]
    assert not any(second[6:])


def test_the_same_responses_make_the_same_bytes() -> None:
    whole = order(interview(GARDEN, **ANSWERS))
    assert written(whole) == written(whole)


@pytest.mark.parametrize("payload", FORMULAS)
def test_no_cell_begins_as_a_formula_does(payload: str) -> None:
    for content in (
        written(order(interview(GARDEN, name=payload))),
        written(order(interview(GARDEN, name=payload), files=(payload,))),
    ):
        said = {cell for row in rows_in(content) for cell in row}
        assert guarded(payload) in said
        text = content.decode("utf-8-sig")
        # Where semicolons part the cells, commas and quotation marks are text.
        for delimiter in ",;\t":
            for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
                assert not [one for one in row if one.strip()[:1] in set("=+@\uff1d\uff0b\uff20")]


def test_numbers_stay_numbers() -> None:
    content = written(order(interview(GARDEN, beds=-5, name="-5"))).decode("utf-8-sig")
    assert ',-5,"",""' in content
    assert ',"\'-5",' in content


@given(st.text())
def test_what_is_guarded_is_the_text_with_apostrophes(text: str) -> None:
    assert guarded(text).replace("'", "") == clean(text).replace("'", "")
    assert guarded(text).lstrip()[:1] not in set("=+-@")
