"""A response in a line, and the region of a country."""

from __future__ import annotations

import json
from datetime import date

import pytest

from lgq_tui.core.answer_types.countries import countries
from lgq_tui.core.answer_types.regions import REGIONS, region_of
from lgq_tui.core.carried import CONFIRMED, TO_CONFIRM, Carried
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.known import known_from, texts_of
from lgq_tui.core.queries import Query
from lgq_tui.core.response import COMPLETED
from lgq_tui.core.sources import AnswerSource
from lgq_tui.core.summary import Summary, summary_of
from tests.storage.forms import form, response

FORM = form()
LIMA = response(
    authors=("Ada",),
    answers={"city": "Lima", "country": "PE", "portals": ["https://lima.example"]},
)


def test_every_country_is_in_a_region() -> None:
    assert {region_of(code) for code, _ in countries()} == set(REGIONS)
    regions = [region_of(code) for code in ("KE", "PE", "MY", "RU", "FJ", "CY", "Lima", "")]
    assert regions == ["africa", "americas", "asia", "europe", "oceania", "asia", "", ""]


def test_it_says_how_a_response_stands() -> None:
    asked = (Query.asked("Which?", "2026-11-23T10:12:00Z"),)
    call, paper = AnswerSource("call"), AnswerSource("paper")
    sources = {"city": paper, "country": call, "portals": call}
    told = LIMA._replace(sources=sources, queries={"portals": asked})
    summary = summary_of(FORM, told, digest="sha256:1")
    assert (summary.subject, summary.name) == (("Lima", "Peru"), "Lima, Peru")
    assert (summary.country, summary.region) == ("PE", "americas")
    assert (summary.answered, summary.total, summary.share) == (3, 3, 1.0)
    assert (summary.modes, summary.queries, summary.authors) == (("call", "paper"), 1, ("Ada",))
    assert Summary.from_json(json.loads(json.dumps(summary.as_json()))) == summary


def test_what_a_draft_lacks_is_no_error_and_what_stands_aside_is_none() -> None:
    needed = form(
        "- {id: a, type: integer, label: A, required: true}\n- {id: b, type: date, label: B}"
    )
    draft = LIMA._replace(answers={"b": "nonsense"}, aside={"a": "x"})
    assert summary_of(needed, draft).errors == 1
    assert summary_of(needed, draft._replace(status=COMPLETED)).errors == 2


def test_a_country_that_is_none_is_in_no_region() -> None:
    summary = summary_of(FORM, LIMA._replace(answers={"city": "Lima", "country": "Nowhere"}))
    assert (summary.subject, summary.country, summary.region) == (("Lima", "Nowhere"), "", "")


@pytest.mark.parametrize(
    "data", [None, [], ["a"], ["a", ["b"], 3, *[""] * 10], ["a", [1], *[""] * 11]]
)
def test_what_is_no_summary_is_none(data: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        Summary.from_json(data)


def test_a_day_is_past_or_not() -> None:
    later = form(
        "- {id: day, type: date, label: Day, warn: [{id: later, when: {future: day}, message: Not yet.}]}"
    )
    told = LIMA._replace(answers={"day": "2026-11-25"})
    counts = [summary_of(later, told, date(2026, 11, day)).warnings for day in (24, 25)]
    assert counts == [1, 0]


def test_short_texts_are_known_by_item_and_by_type_but_nothing_personal() -> None:
    items = """
- {id: city, type: text, label: City}
- {id: office, type: text, label: Office}
- {id: chief, type: text, label: Chief, personal: true}
- {id: bodies, type: group, repeat: true, label: Bodies, items: [{id: name, type: text, label: Name}]}
- {id: site, type: url, label: Site}
"""
    known_form = Questionnaire(*form(items)._replace(subject=("city",)))
    one = {
        "city": "Lima",
        "office": "City Hall",
        "chief": "Ana",
        "site": "https://www.lima.example",
    }
    two = {"office": "City Hall", "bodies": [{"name": "Water Board"}], "site": "x" * 300}
    found = [
        text for said in (one, two) for text in texts_of(known_form, LIMA._replace(answers=said))
    ]
    known = known_from(known_form, found)
    office, site = known_form.by_path["office"], known_form.by_path["site"]
    assert known.texts(office) == ("City Hall", "Water Board")
    assert known.texts(office, "wat") == ("Water Board",)
    assert known.texts(office, "board") == ("Water Board",)
    assert known.texts(site, "lima") == ("https://www.lima.example",)
    assert known.texts(office, "ater") == ()


def test_what_is_to_be_confirmed_is_counted() -> None:
    carried = {"city": Carried(TO_CONFIRM), "country": Carried(CONFIRMED, "Ada")}
    summary = summary_of(FORM, LIMA._replace(carried=carried))
    assert (summary.to_confirm, summary.answered) == (1, 2)
