"""A part of a response: what is asked in it, and what it hangs on elsewhere."""

from typing import Any

from lgq_tui.core.interview import Interview
from lgq_tui.core.part import PACKET, Part, context_of, reduced
from lgq_tui.core.response import Reference, Response
from lgq_tui.core.sources import SELF, AnswerSource
from tests.forms import form

FORM = """
id: form
version: "1"
title: Form
language: en
subject: [city]
sections:
  - id: about
    title: About
    items:
      - {id: city, type: text, label: City, required: true}
  - id: money
    number: I
    title: Money
    items:
      - {id: budget, type: yes_no, label: Budget}
      - id: plan
        type: group
        label: Plan
        constraint: {required: [name]}
        items:
          - {id: name, type: text, label: Name}
          - {id: year, type: integer, label: Year, relevant: {name: {const: long}}}
  - id: use
    number: II
    title: Use
    items:
      - {id: share, type: percentage, label: Share, relevant: {budget: true}, required: true}
      - {id: why, type: text, label: Why, relevant: {all_of: [{budget: true}, {share: {minimum: 5}}]}}
"""


def interview(
    items: tuple[str, ...], answers: dict[str, Any], context: dict[str, Any]
) -> Interview:
    part = Part(PACKET, "r1", items, context=context)
    response = Response("p1", Reference("form", "1"), part=part, answers=answers)
    return Interview(form(FORM), response)


def test_only_the_part_is_asked() -> None:
    one = interview(("share", "why"), {}, {"budget": True})
    assert [page.key for page in one.pages] == ["share", "why"]
    assert [p.path for p in one.problems()] == [("share",)]


def test_what_it_hangs_on_elsewhere_is_as_it_was() -> None:
    assert interview(("share",), {}, {"budget": True}).is_relevant(("share",))
    assert not interview(("share",), {}, {"budget": False}).is_relevant(("share",))
    assert not interview(("share",), {}, {}).is_relevant(("share",))


def test_what_it_hangs_on_within_goes_on() -> None:
    one = interview(("share", "why"), {"share": 4}, {"budget": True})
    assert not one.is_relevant(("why",))
    one.answer(("share",), 5)
    assert one.is_relevant(("why",))


def test_a_rule_on_a_group_is_for_the_whole_group() -> None:
    assert reduced(form(FORM), None).by_path["plan"].constraint
    cut = interview(("plan.year",), {}, {"plan": {"name": "long"}})
    assert cut.questionnaire.by_path["plan"].constraint is None
    assert [child.id for child in cut.questionnaire.by_path["plan"].items] == ["year"]
    assert cut.is_relevant(("plan", "year"))


def test_the_context_is_what_conditions_look_at_elsewhere() -> None:
    answers = {"city": "Cardiff", "budget": True, "share": 7, "plan": {"name": "long"}}
    assert context_of(form(FORM), ["share", "why"], answers) == {"budget": True}
    assert context_of(form(FORM), ["plan.year"], answers) == {"plan": {"name": "long"}}
    assert context_of(form(FORM), ["city", "budget", "share"], answers) == {}


def test_what_the_people_of_a_part_enter_is_theirs_anyhow() -> None:
    part = Part(PACKET, "r1", ("budget", "share"), unit="Planning")
    ana, ben = AnswerSource(SELF, by="Ana"), AnswerSource(SELF, unit="Planning", by="Ben")
    response = Response("p1", Reference("form", "1"), part=part)
    one = Interview(form(FORM), response._replace(sources={"budget": ana, "share": ben}))
    assert one.source_told("budget") == ana
    assert one.source_told("share") is None
    assert one.source_of("share") == ben


def test_it_is_cut_once() -> None:
    one = interview(("share",), {}, {"budget": True})
    assert Interview(one.questionnaire, one.response).questionnaire is one.questionnaire
