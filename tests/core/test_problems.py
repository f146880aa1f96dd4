"""Problems: what is found wrong with answers, where, and how bad it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import lgq_tui
from lgq_tui.core.definition import MISSING_REASONS, Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.paths import as_text
from lgq_tui.core.problems import ERROR, REMOVED, WARNING
from tests.forms import form, interview, response
from tests.locales.wordings import mentioned

GARDEN = form("""
- {id: name, type: text, required: true}
- {id: plots, type: integer, constraint: {minimum: 1}}
- id: height
  type: decimal
  constraint: {maximum: 3}
  constraint_message: Nothing here grows higher than three metres.
- {id: links, type: url, repeat: true}
- id: keeper
  type: group
  constraint: {minProperties: 2}
  items: [{id: name, type: text}, {id: phone, type: phone}, {id: age, type: integer}]
- id: beds
  type: group
  repeat: true
  items:
    - {id: name, type: text, required: true}
    - {id: area, type: decimal, relevant: {name: {minLength: 2}}}
    - {id: crops, type: text, repeat: true, required: true, relevant: {area: {minimum: 10}}}
- id: weeds
  type: select_multiple
  choices: [{id: none, label: None, exclusive: true}, {id: moss, label: Moss}]
  warn:
    - {id: no_weeds, when: {weeds: none}, message: None at all.}
    - {when: {plots: {minimum: 50}, weeds: none}, message: So large a garden.}
""")

NAMED = {"name": "Eden"}


def found(answers: dict[str, Any], questionnaire: Questionnaire = GARDEN) -> list[tuple[str, str]]:
    """Where and what, for a garden that has a name."""
    problems = interview(questionnaire, **NAMED | answers).problems()
    return [(as_text(problem.path), problem.code) for problem in problems]


@pytest.mark.parametrize(
    ("answers", "place", "code"),
    [
        ({"name": None}, "name", "problem.null"),
        ({"plots": "many"}, "plots", "invalid"),
        ({"plots": 0}, "plots", "problem.constraint"),
        ({"links": "https://a.org"}, "links", "problem.not_a_list"),
        ({"links": []}, "links", "problem.not_a_list"),
        ({"links": ["nonsense"]}, "links[0]", "invalid"),
        ({"links": ["https://a.org", "https://a.org"]}, "links[1]", "problem.duplicate"),
        ({"keeper": "Ada"}, "keeper", "problem.not_a_group"),
        ({"keeper": {"name": "Ada"}}, "keeper", "problem.constraint"),
        ({"keeper": {"name": "Ada", "age": 36, "sign": 1}}, "keeper.sign", "problem.unknown_item"),
        ({"beds": [{}]}, "beds[0]", "problem.empty_element"),
        ({"beds": [{"area": 2}]}, "beds[0].name", "problem.required_in_list"),
        ({"beds": ["one"]}, "beds[0]", "problem.not_a_group"),
        ({"beds": [{"name": "A1", "area": 12}]}, "beds[0].crops", "problem.required_in_list"),
        ({"weeds": ["none", "moss"]}, "weeds", "invalid"),
        ({"flowers": 3}, "flowers", "problem.unknown_item"),
    ],
)  # fmt: skip
def test_each_mistake_has_its_place(answers: dict[str, Any], place: str, code: str) -> None:
    assert (place, code) in found(answers)


def test_a_garden_without_mistakes() -> None:
    beds = [{"name": "A1", "area": 12, "crops": ["beans"]}, {"name": "B"}]
    assert found({"plots": 2, "links": ["https://a.org"], "beds": beds, "weeds": ["moss"]}) == []


def test_an_element_in_which_nothing_is_asked_is_empty() -> None:
    assert ("beds[0]", "problem.empty_element") in found({"beds": [{"area": 3}]})


def test_only_what_is_asked_is_judged() -> None:
    assert ("beds[0].area", "invalid") not in found({"beds": [{"name": "A", "area": "?"}]})
    assert ("beds[0].area", "invalid") in found({"beds": [{"name": "A1", "area": "?"}]})


def test_a_rule_of_the_author_is_told_in_the_words_of_the_author() -> None:
    [high] = interview(GARDEN, name="Eden", height=4).problems()
    [low] = interview(GARDEN, name="Eden", plots=0).problems()
    assert high.sentence == "Nothing here grows higher than three metres."
    assert (low.sentence, low.message.key) == (None, "problem.constraint")


def test_a_value_that_breaks_its_type_is_not_measured_by_rules_and_is_put_right_if_it_can_be() -> (
    None
):
    [problem] = interview(GARDEN, name="Eden", plots="12").problems()
    assert (problem.code, problem.suggestion) == ("invalid", 12)


def test_warnings_are_told_in_the_words_of_the_author() -> None:
    session = interview(GARDEN, name="Eden", plots=60, weeds=["none"])
    first, second = session.problems()
    assert (first.code, first.sentence, first.severity) == ("no_weeds", "None at all.", WARNING)
    assert first.refs == {"weeds"}
    assert second.refs == {"plots", "weeds"}


PLANS = form("""
- id: plots
  type: integer
  constraint: {maximum: 900}
  warn: [{id: many, when: {plots: {minimum: 500}}, message: So many.}]
- id: remark
  type: text
  warn: [{id: odd, when: {plots: {minimum: 500}}, message: Odd.}]
- {id: links, type: url, repeat: true, warn: [{id: few, when: {links: {maxItems: 1}}, message: Few.}]}
- id: keeper
  type: group
  items: [{id: name, type: text}, {id: age, type: integer}]
  warn: [{id: named, when: {keeper.name: {minLength: 1}}, message: We know.}]
""")


@pytest.mark.parametrize(
    ("answers", "codes"),
    [
        ({"plots": 600}, ["many"]),
        ({"plots": "5oo"}, ["invalid"]),
        ({"plots": 1000}, ["problem.constraint"]),
        ({"plots": "5oo", "remark": "x"}, ["invalid"]),
        ({"plots": 1000, "remark": "x"}, ["problem.constraint", "odd"]),
        ({"links": ["see there"]}, ["invalid"]),
        ({"links": ["see", "see"]}, ["invalid", "invalid"]),
        ({"keeper": {"name": "Ada", "age": "old"}}, ["invalid", "named"]),
    ],
)
def test_nothing_is_warned_of_that_is_an_error_itself_or_cannot_be_read(
    answers: dict[str, Any], codes: list[str]
) -> None:
    assert [problem.code for problem in interview(PLANS, **answers).problems()] == codes


def test_an_answer_beside_a_missing_reason_is_told_gently() -> None:
    twice = response(GARDEN, answers={"name": "Eden", "plots": 3}, missing={"plots": "masked"})
    [problem] = Interview(GARDEN, twice).problems()
    assert (problem.code, problem.severity) == ("problem.missing_and_answered", WARNING)


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ({"plot": "masked"}, "problem.unknown_item"),
        ({"plots": "forgotten"}, "problem.missing_not_allowed"),
        ({"beds.name": "masked"}, "problem.missing_in_list"),
    ],
)
def test_a_missing_reason_must_be_known_and_in_its_place(
    missing: dict[str, str], code: str
) -> None:
    [problem] = Interview(GARDEN, response(GARDEN, answers=NAMED, missing=missing)).problems()
    assert (problem.code, problem.severity) == (code, ERROR)


def test_the_missing_reasons_that_are_allowed_are_named() -> None:
    lost = response(NONE, missing={"site": "lost", "map": "asked-unknown"})
    reasons = [
        problem.message.values["reasons"]
        for problem in Interview(NONE, lost).problems()
        if problem.code == "problem.missing_not_allowed"
    ]
    assert reasons == [", ".join(MISSING_REASONS), "masked"]


def test_lacking_is_what_a_draft_may_be() -> None:
    session = interview(GARDEN, beds=[{"area": 2}, {}], plots=0)
    assert {(as_text(p.path), p.lacking) for p in session.problems() if p.severity == ERROR} == {
        ("name", True),
        ("plots", False),
        ("beds[0]", True),
        ("beds[0].name", True),
        ("beds[1]", True),
    }


def test_every_problem_has_a_sentence() -> None:
    code = Path(lgq_tui.__file__).parent
    keys = {key for key in mentioned(code)[0] if key.startswith("problem.")}
    sentences = json.loads((code / "locales/en.json").read_bytes())
    assert "problem.required" in keys
    assert keys <= sentences.keys()


NONE = form("""
- {id: site, type: url, required: true}
- {id: map, type: url, missing_reasons: [masked]}
- {id: film, type: url, required: true, missing_reasons: [masked]}
- {id: links, type: url, repeat: true, required: true}
- id: friends
  type: group
  repeat: true
  items: [{id: name, type: text}, {id: page, type: url}, {id: pages, type: url, repeat: true}]
""")
GOOD = "https://a.org"


@pytest.mark.parametrize(
    ("answers", "instead"),
    [
        ({"site": "None"}, "not-applicable"),
        ({"site": "n/a"}, "not-applicable"),
        ({"site": "our site"}, None),
        ({"map": "-"}, REMOVED),
        ({"film": "nil"}, None),
        ({"links": ["no"]}, "not-applicable"),
        ({"links": [GOOD, "None"]}, REMOVED),
        ({"friends": [{"name": "A", "page": "None"}]}, REMOVED),
        ({"friends": [{"name": "A", "pages": ["None"]}]}, REMOVED),
    ],
)
def test_a_word_for_no_link_can_be_replaced_by_what_says_so(
    answers: dict[str, Any], instead: str | None
) -> None:
    [problem] = (one for one in interview(NONE, **answers).problems() if not one.lacking)
    assert (problem.code, problem.instead) == ("invalid", instead)
    assert (problem.message.key == "problem.says_none") is (instead == REMOVED)
    assert problem.offers is (instead is not None)


@pytest.mark.parametrize(
    ("answers", "missing", "left"),
    [
        ({"site": "None"}, {"site": "not-applicable"}, {}),
        ({"links": ["None"]}, {"links": "not-applicable"}, {}),
        ({"links": ["None", GOOD]}, {}, {"links": [GOOD]}),
        ({"friends": [{"name": "A", "page": "None"}]}, {}, {"friends": [{"name": "A"}]}),
    ],
)
def test_what_says_that_there_is_none_is_mended_in_one_step(
    answers: dict[str, Any], missing: dict[str, str], left: dict[str, Any]
) -> None:
    session = interview(NONE, **answers)
    [problem] = (one for one in session.problems() if not one.lacking)
    session.mend(problem)
    assert (session.response.missing, session.response.answers) == (missing, left)
    session.undo()
    assert (session.response.missing, session.response.answers) == ({}, answers)


def test_a_reason_that_is_there_already_stays_alone() -> None:
    both = response(NONE, answers={"site": "None"}, missing={"site": "not-applicable"})
    session = Interview(NONE, both)
    [problem] = (one for one in session.problems() if one.offers)
    session.mend(problem)
    assert session.response.missing == {"site": "not-applicable"}
    assert session.response.answers == {}


def test_a_suggestion_is_mended_too() -> None:
    session = interview(GARDEN, name="Eden", plots="12")
    session.mend(session.problems()[0])
    assert session.value(("plots",)) == 12
