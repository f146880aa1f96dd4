"""The interview: what a person can do to a response, and what follows from it."""

from __future__ import annotations

import random
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lgq_tui.core.check import check
from lgq_tui.core.definition import Item
from lgq_tui.core.interview import (
    ACCEPT,
    ANSWER,
    MISSING,
    NOTE,
    QUERY,
    SOURCE,
    STATUS,
    Change,
    CompletedError,
    Interview,
    Step,
    Turn,
)
from lgq_tui.core.problems import ERROR, WARNING, Problem
from lgq_tui.core.progress import Progress, State
from lgq_tui.core.relevance import Relevance
from lgq_tui.core.response import AMENDED, COMPLETED, IN_PROGRESS, Acceptance
from lgq_tui.core.schema import response_schema
from lgq_tui.core.sources import AnswerSource
from lgq_tui.core.standing import Standing
from lgq_tui.core.steps import CARRY, VERIFY
from lgq_tui.core.validation import validator
from tests.forms import TODAY, form, interview, response

PORTAL = form("""
introduction: Welcome.
sections:
  - id: city
    field_list: true
    items:
      - {id: name, type: text, required: true}
      - {id: country, type: country}
      - {id: people, type: integer}
  - id: portal
    items:
      - {id: has_portal, type: yes_no, required: true}
      - {id: links, type: url, repeat: true, required: true, relevant: {has_portal: true}}
      - id: languages
        type: select_multiple
        relevant: {links: {minItems: 1}}
        choices: [{id: es, label: Spanish}, {id: other, label: Other, detail: true}]
      - id: officer
        type: group
        items:
          - {id: answer, type: yes_no, required: true}
          - {id: name, type: text, required: true, relevant: {answer: true}}
          - {id: phone, type: phone}
      - {id: remarks, type: paragraph}
""")

SHARES = form("""
- {id: total, type: integer}
- id: part
  type: integer
  warn: [{id: too_large, when: {part: {minimum: 100}}, message: That is a lot.}]
- id: checked
  type: date
  warn: [{id: later, when: {future: checked}, message: That day is yet to come.}]
- id: remark
  type: text
  warn: [{id: odd_sum, when: {sum: {of: [total, part], is: 7}}, message: These make seven.}]
""")


def codes(session: Interview, item: str) -> list[str]:
    return [problem.code for problem in session.problems_of(session.questionnaire.by_path[item])]


def warning(session: Interview, item: str) -> Problem:
    [problem] = session.problems_of(session.questionnaire.by_path[item])
    assert problem.severity == WARNING
    return problem


# Answering


def test_an_answer_is_there_until_it_is_cleared() -> None:
    session = interview(PORTAL)
    session.answer(("officer", "phone"), "+51 1 6321300")
    assert session.value(("officer", "phone")) == "+51 1 6321300"
    assert session.response.answers == {"officer": {"phone": "+51 1 6321300"}}
    session.clear(("officer", "phone"))
    assert session.value(("officer",)) is None
    assert session.response.answers == {}


@pytest.mark.parametrize("nothing", [None, "", [], {}])
def test_an_empty_value_is_no_answer(nothing: Any) -> None:
    session = interview(PORTAL, people=3)
    session.answer(("people",), nothing)
    assert session.response.answers == {}


@pytest.mark.parametrize("value", [0, False])
def test_nought_and_no_are_answers(value: Any) -> None:
    session = interview(PORTAL)
    session.answer(("people",), value)
    assert session.value(("people",)) is value


def test_answers_stand_in_the_order_of_the_form() -> None:
    session = interview(PORTAL, people=1, old_question="kept")
    session.answer(("officer", "phone"), "1")
    session.answer(("officer", "answer"), False)
    session.answer(("name",), "Lima")
    answers = session.response.answers
    assert list(answers) == ["name", "people", "officer", "old_question"]
    assert list(answers["officer"]) == ["answer", "phone"]


def test_an_element_that_is_cleared_leaves_its_list() -> None:
    session = interview(PORTAL, has_portal=True, links=["https://a.pe", "https://b.pe"])
    session.clear(("links", 0))
    assert session.value(("links",)) == ["https://b.pe"]
    session.clear(("links", 0))
    assert session.value(("links",)) is None
    session.undo()
    session.undo()
    assert session.value(("links",)) == ["https://a.pe", "https://b.pe"]


def test_an_emptied_element_keeps_the_place_of_those_behind_it() -> None:
    partners = form("""
      - {id: partners, type: group, repeat: true, items: [{id: name, type: text}]}
    """)
    session = interview(partners, partners=[{"name": "a"}, {"name": "b"}])
    session.clear(("partners", 0, "name"))
    assert session.value(("partners", 1, "name")) == "b"
    assert codes(session, "partners") == ["problem.empty_element"]
    session.clear(("partners", 1, "name"))
    assert session.value(("partners",)) is None
    session.undo()
    assert session.value(("partners",)) == [{}, {"name": "b"}]


def test_the_same_answer_again_is_no_step() -> None:
    session = interview(PORTAL, people=1)
    session.answer(("people",), 1)
    assert not session.can_undo


def test_an_answer_that_a_file_would_hold_otherwise_is_another() -> None:
    session = interview(PORTAL, people=1)
    session.answer(("people",), 1.0)
    session.answer(("people",), True)
    assert session.value(("people",)) is True


# Missing reasons and notes


def test_a_missing_reason_takes_the_place_of_an_answer_and_the_other_way_round() -> None:
    session = interview(PORTAL, people=5)
    session.mark_missing("people", "asked-unknown")
    assert session.value(("people",)) is None
    assert session.missing("people") == "asked-unknown"
    session.answer(("people",), 6)
    assert session.missing("people") is None
    session.undo()
    session.undo()
    assert (session.value(("people",)), session.missing("people")) == (5, None)


def test_a_missing_reason_on_a_group_excuses_all_in_it() -> None:
    session = interview(PORTAL, officer={"phone": "+51 1 6321300"})
    officer = PORTAL.by_path["officer"]
    assert codes(session, "officer") == ["problem.required"]
    session.mark_missing("officer", "asked-declined")
    assert session.value(("officer",)) is None
    assert codes(session, "officer") == []
    assert session.state(officer) is State.ANSWERED
    session.answer(("officer", "answer"), False)
    assert session.missing("officer") is None


def test_a_missing_reason_can_be_taken_back() -> None:
    session = interview(PORTAL)
    session.mark_missing("name", "temp-unknown")
    session.mark_missing("name", None)
    assert session.response.missing == {}
    assert codes(session, "name") == ["problem.required"]


def test_a_note_stands_beside_an_answer() -> None:
    session = interview(PORTAL)
    session.note("officer.phone", "Ask again in May.")
    assert session.note_on("officer.phone") == "Ask again in May."
    assert session.response.notes == {"officer.phone": "Ask again in May."}
    session.note("officer.phone", "  ")
    assert session.response.notes == {}


# Relevance


def test_follow_up_questions_close_as_a_chain_and_come_back_with_their_answers() -> None:
    session = interview(PORTAL)
    session.answer(("has_portal",), True)
    session.answer(("links",), ["https://lima.pe"])
    session.answer(("languages",), ["es", "other"])
    session.answer(("languages_details", "other"), "Quechua")
    session.answer(("has_portal",), False)
    asked = [page.key for page in session.pages if session.page_is_relevant(page)]
    assert asked == [":introduction", "name", "has_portal", "officer", "remarks"]
    assert session.response.answers == {"has_portal": False}
    assert session.response.aside == {
        "links": ["https://lima.pe"],
        "languages": ["es", "other"],
        "languages_details.other": "Quechua",
    }
    session.answer(("has_portal",), True)
    assert session.response.aside == {}
    assert session.response.answers["languages_details"] == {"other": "Quechua"}


def test_what_was_kept_aside_in_a_file_is_there_again_when_it_is_asked() -> None:
    before = interview(PORTAL, has_portal=False, links=["https://lima.pe"])
    session = Interview(PORTAL, before.response)
    assert session.response == before.response
    session.answer(("has_portal",), True)
    assert session.response.answers["links"] == ["https://lima.pe"]


def test_what_is_aside_in_an_element_finds_its_element_again() -> None:
    partners = form("""
      - id: partners
        type: group
        repeat: true
        items: [{id: kind, type: text}, {id: since, type: date, relevant: {kind: old}}]
    """)
    old = {"kind": "old", "since": "2001-01-01"}
    session = interview(partners, partners=[old, {"kind": "new"}])
    session.clear(("partners", 0, "kind"))
    kept = session.response
    assert kept.answers == {"partners": [{}, {"kind": "new"}]}
    assert kept.aside == {"partners[0].since": "2001-01-01"}
    session = Interview(partners, kept)
    session.answer(("partners", 0, "kind"), "old")
    assert session.response.answers == {"partners": [old, {"kind": "new"}]}


def test_what_is_aside_without_a_place_stays_there() -> None:
    stray = {"no_such_item": 1, "links[3]": "x", "": 2}
    session = Interview(PORTAL, response(PORTAL, aside=stray))
    assert session.response.aside == stray
    assert session.response.answers == {}


def test_an_answer_in_its_place_is_newer_than_one_aside() -> None:
    both = response(PORTAL, answers={"people": 2}, aside={"people": 1})
    assert Interview(PORTAL, both).value(("people",)) == 2


# Problems


def test_problems_come_in_the_order_of_the_form_those_of_the_keys_last() -> None:
    session = Interview(
        PORTAL, response(PORTAL, answers={"people": "x"}, missing={"lost": "masked"})
    )
    assert [(problem.path, problem.lacking) for problem in session.problems()] == [
        (("name",), True),
        (("people",), False),
        (("has_portal",), True),
        (("officer", "answer"), True),
        (("lost",), False),
    ]


def test_the_problems_of_an_item_are_found_once_and_again_when_they_may_differ() -> None:
    session = interview(PORTAL, has_portal=True)
    links, officer = PORTAL.by_path["links"], PORTAL.by_path["officer"]
    before = session.problems_of(links), session.problems_of(officer)
    assert codes(session, "links") == ["problem.required"]
    session.answer(("has_portal",), False)
    assert session.problems_of(links) == ()
    assert session.problems_of(officer) is before[1]


def test_the_country_of_the_response_is_the_one_its_phone_numbers_are_read_for() -> None:
    subject = form("""
      subject: [country]
      sections:
        - {id: first, items: [{id: country, type: country}, {id: phone, type: phone}]}
    """)
    session = interview(subject, phone="01 6321300")
    phone = subject.by_path["phone"]
    assert {problem.suggestion for problem in session.problems_of(phone)} <= {None}
    session.answer(("country",), "PE")
    assert {problem.suggestion for problem in session.problems_of(phone)} == {"+51 1 6321300"}


# Accepting warnings


def test_a_warning_can_be_let_stand_for_a_reason() -> None:
    session = interview(SHARES, part=200)
    session.accept(warning(session, "part"), "It is so.")
    assert warning(session, "part").accepted == "It is so."
    assert not warning(session, "part").open
    assert session.response.accepted == {"part": (Acceptance("too_large", "It is so."),)}
    assert session.judged_state(SHARES.by_path["part"]) is State.ANSWERED
    session.accept(warning(session, "part"), None)
    assert warning(session, "part").open
    assert session.response.accepted == {}


def test_an_acceptance_falls_with_the_answer_it_was_given_for() -> None:
    session = interview(SHARES, part=200)
    session.accept(warning(session, "part"), "It is so.")
    session.answer(("part",), 300)
    assert warning(session, "part").open
    session.undo()
    assert warning(session, "part").accepted == "It is so."


def test_an_acceptance_falls_with_any_answer_that_the_warning_looks_at() -> None:
    session = interview(SHARES, total=4, part=3, remark="seven")
    session.accept(warning(session, "remark"), "By chance.")
    session.answer(("checked",), "2026-01-01")
    assert not warning(session, "remark").open
    session.answer(("total",), 5)
    assert session.response.accepted == {}


def test_an_error_cannot_be_let_stand() -> None:
    session = interview(SHARES, total="many")
    [error] = session.problems_of(SHARES.by_path["total"])
    with pytest.raises(ValueError, match=error.code):
        session.accept(error, "Please.")


def test_dates_are_judged_by_the_day_of_the_interview() -> None:
    later = {"checked": "2026-11-24"}
    assert codes(interview(SHARES, **later), "checked") == ["later"]
    assert codes(Interview(SHARES, response(SHARES, answers=later)), "checked") == []


# Undo


def test_undo_goes_back_step_by_step_and_redo_forth_again() -> None:
    session = interview(PORTAL)
    session.answer(("people",), 1)
    session.answer(("people",), 2)
    session.note("people", "About.")
    for people, note in [(2, None), (1, None), (None, None)]:
        assert session.undo() is not None
        assert (session.value(("people",)), session.note_on("people")) == (people, note)
    assert session.undo() is None
    for people, note in [(1, None), (2, None), (2, "About.")]:
        assert session.redo() is not None
        assert (session.value(("people",)), session.note_on("people")) == (people, note)
    assert session.redo() is None


def test_a_new_answer_ends_what_could_be_redone() -> None:
    session = interview(PORTAL)
    session.answer(("people",), 1)
    session.undo()
    session.answer(("people",), 2)
    assert not session.can_redo


def test_typing_in_one_place_is_one_step() -> None:
    session = interview(PORTAL, name="old")
    session.mark_missing("remarks", "masked")
    for text in ("L", "Li", "Lim", "Lima"):
        session.answer(("name",), text, typing=True)
    for text in ("A", "Al"):
        session.answer(("remarks",), text, typing=True)
    session.undo()
    assert (session.value(("remarks",)), session.missing("remarks")) == (None, "masked")
    assert session.value(("name",)) == "Lima"
    session.undo()
    assert session.value(("name",)) == "old"
    session.redo()
    assert session.value(("name",)) == "Lima"


def test_typing_after_an_undo_is_a_step_of_its_own() -> None:
    session = interview(PORTAL)
    session.answer(("name",), "Lima", typing=True)
    session.answer(("people",), 1)
    session.undo()
    session.answer(("name",), "Lima.", typing=True)
    session.undo()
    assert session.value(("name",)) == "Lima"


def test_typing_that_comes_back_to_what_stood_there_is_nothing_to_undo() -> None:
    session = interview(PORTAL, name="Lima")
    for text in ("Lima!", "Lima"):
        session.answer(("name",), text, typing=True)
    assert not session.can_undo


def test_typing_a_note_does_not_join_the_answer_beside_it() -> None:
    session = interview(PORTAL)
    session.answer(("name",), "Lima", typing=True)
    session.note("name", "Sure?", typing=True)
    session.undo()
    assert (session.value(("name",)), session.note_on("name")) == ("Lima", None)


BEDS = form("""
- id: beds
  type: group
  repeat: true
  items: [{id: crop, type: text}, {id: row, type: integer}]
""")


def test_undo_takes_a_new_element_with_what_was_typed_in_it() -> None:
    session = interview(BEDS)
    session.answer(("beds", 0, "crop"), "One")
    for text in ("T", "Two"):
        session.answer(("beds", 1, "crop"), text, typing=True)
    session.answer(("beds", 1, "row"), 2)
    session.undo()
    assert session.value(("beds",)) == [{"crop": "One"}, {"crop": "Two"}]
    session.undo()
    assert session.value(("beds",)) == [{"crop": "One"}]
    session.redo()
    session.redo()
    assert session.value(("beds",)) == [{"crop": "One"}, {"crop": "Two", "row": 2}]


def test_what_is_had_back_takes_the_place_of_what_stands_there() -> None:
    session = interview(PORTAL)
    session.mark_missing("name", "not-applicable")
    session.answer(("name",), "Lima")
    session.restore(Change(MISSING, ("name",), None, "not-applicable"))
    assert (session.value(("name",)), session.missing("name")) == (None, "not-applicable")
    session.restore(Change(ANSWER, ("name",), None, "Lima"))
    assert (session.value(("name",)), session.missing("name")) == ("Lima", None)


@pytest.mark.parametrize("operation", [CARRY, VERIFY, STATUS])
def test_what_was_confirmed_or_verified_is_not_had_back_by_itself(operation: str) -> None:
    session = interview(PORTAL, name="Lima")
    with pytest.raises(ValueError, match=operation):
        session.restore(Change(operation, ("name",), None, None))


def test_a_listener_is_told_every_turn() -> None:
    heard: list[Turn] = []
    session = Interview(PORTAL, response(PORTAL), listener=heard.append)
    session.mark_missing("people", "masked")
    session.answer(("people",), 7)
    session.undo()
    there = (Change(ANSWER, ("people",), None, 7), Change(MISSING, ("people",), "masked", None))
    back = (Change(MISSING, ("people",), None, "masked"), Change(ANSWER, ("people",), 7, None))
    assert heard[1:] == [
        Turn("done", Step(("people",), there)),
        Turn("undone", Step(("people",), back)),
    ]


def test_undo_goes_on_behind_what_was_done_before_the_start() -> None:
    turns: list[Turn] = []
    first = Interview(PORTAL, response(PORTAL), listener=turns.append)
    first.answer(("name",), "Lima")
    first.answer(("people",), 7)
    first.undo()
    second = Interview(PORTAL, first.response)
    second.remember(turns)
    assert (second.can_undo, second.can_redo) == (True, True)
    second.redo()
    assert second.value(("people",)) == 7
    second.undo()
    second.undo()
    assert (second.value(("name",)), second.can_undo) == (None, False)


def test_what_was_done_before_is_remembered_behind_what_is_done_already() -> None:
    turns: list[Turn] = []
    first = Interview(PORTAL, response(PORTAL), listener=turns.append)
    first.answer(("name",), "Lima")
    first.answer(("people",), 7)
    first.undo()
    second = Interview(PORTAL, first.response)
    second.answer(("people",), 8)
    second.remember(turns)
    assert not second.can_redo
    second.undo()
    second.undo()
    assert (second.value(("people",)), second.value(("name",))) == (None, None)


# Position


def test_the_interview_begins_with_the_introduction_and_goes_page_by_page() -> None:
    session = interview(PORTAL)
    seen = [session.page.key]
    while session.next():
        seen.append(session.page.key)
    assert seen == [":introduction", "name", "has_portal", "officer", "remarks"]
    assert not session.next()
    assert session.previous()
    assert session.page.key == "officer"


def test_going_to_an_item_finds_its_page_unless_it_is_not_asked() -> None:
    session = interview(PORTAL)
    assert session.goto("officer.phone")
    assert (session.page.key, session.focus) == ("officer", "officer.phone")
    assert session.goto("people")
    assert session.page.key == "name"
    assert not session.goto("links")
    assert not session.goto("nowhere")
    assert session.page.key == "name"


def test_the_position_is_part_of_the_response() -> None:
    session = interview(PORTAL)
    session.goto("officer.phone")
    again = Interview(PORTAL, session.response)
    assert (again.page.key, again.focus) == ("officer", "officer.phone")


# Progress


def test_progress_counts_the_questions_that_are_asked() -> None:
    session = interview(PORTAL)
    city, portal = PORTAL.sections
    assert session.progress() == Progress(0, 3)
    session.answer(("name",), "Lima")
    session.answer(("people",), 9_000_000)
    assert (session.progress(city), session.progress(portal)) == (Progress(2, 2), Progress(0, 2))
    session.answer(("has_portal",), True)
    assert session.progress(portal) == Progress(1, 3)
    session.answer(("links",), ["https://lima.pe"])
    session.mark_missing("officer", "masked")
    assert session.progress() == Progress(5, 5)
    session.undo()
    assert session.progress() == Progress(4, 5)


@pytest.mark.parametrize(
    ("answers", "item", "state"),
    [
        ({}, "links", State.NOT_ASKED),
        ({"has_portal": True}, "links", State.EMPTY),
        ({"has_portal": True, "links": ["https://a.pe"]}, "links", State.ANSWERED),
        ({"has_portal": True, "links": ["nonsense"]}, "links", State.PROBLEM),
        ({"officer": {"phone": "+51 1 6321300"}}, "officer", State.PARTIAL),
        ({"officer": {"answer": True}}, "officer", State.PARTIAL),
        ({"officer": {"answer": False}}, "officer", State.ANSWERED),
        ({}, "remarks", State.EMPTY),
        ({"remarks": "None."}, "remarks", State.ANSWERED),
    ],
)
def test_how_a_question_stands(answers: dict[str, Any], item: str, state: State) -> None:
    assert interview(PORTAL, **answers).judged_state(PORTAL.by_path[item]) is state


def test_an_answer_costs_what_hangs_on_it_however_large_the_form(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    items = [f"- {{id: q{n}, type: text, required: true}}" for n in range(500)]
    large = form("\n".join([*items, "- {id: last, type: text, relevant: {q7: more}}"]))
    session = interview(large)
    before = session.progress(), session.response
    looked: list[str] = []
    for owner, name in ((Standing, "_work_out"), (Relevance, "asked")):
        whole = getattr(owner, name)

        def noted(self: Any, item: Item, *rest: Any, whole: Any = whole) -> Any:
            looked.append(item.id)
            return whole(self, item, *rest)

        monkeypatch.setattr(owner, name, noted)
    session.answer(("q7",), "more")
    assert session.progress() == before[0].plus(Progress(1, 0))
    assert session.response.answers == {"q7": "more"}
    assert set(looked) == {"q7", "last"}


# Completion

FILLED: dict[str, Any] = {"name": "Lima", "has_portal": False, "officer": {"answer": False}}


def test_errors_stand_in_the_way_of_completion() -> None:
    session = interview(PORTAL, **FILLED | {"people": "many"})
    assert [problem.path for problem in session.complete()] == [("people",)]
    assert session.status == IN_PROGRESS


def test_a_completed_response_takes_no_answers() -> None:
    session = interview(PORTAL, **FILLED)
    assert session.complete() == ()
    assert session.status == COMPLETED
    with pytest.raises(CompletedError):
        session.answer(("people",), 1)
    with pytest.raises(CompletedError):
        session.mark_missing("people", "masked")
    with pytest.raises(CompletedError):
        session.note("people", "How many")
    assert session.value(("people",)) is None


def test_completion_leaves_out_what_is_not_asked_and_undo_brings_it_back() -> None:
    session = interview(PORTAL, **FILLED, links=["https://lima.pe"])
    session.mark_missing("languages", "asked-unknown")
    assert session.complete() == ()
    assert (session.response.aside, session.response.missing) == ({}, {})
    session.undo()
    assert session.status == IN_PROGRESS
    assert session.response.aside == {"links": ["https://lima.pe"]}
    assert session.response.missing == {"languages": "asked-unknown"}


def test_what_was_completed_and_is_opened_again_is_amended_for_ever() -> None:
    session = interview(PORTAL, **FILLED)
    session.reopen()
    assert session.status == IN_PROGRESS
    session.complete()
    session.reopen()
    session.answer(("people",), 1)
    assert session.complete() == ()
    assert session.status == AMENDED
    session.answer(("people",), 2)
    assert session.status == AMENDED


# Laws

WHOLE = form("""
- {id: big, type: yes_no, required: true}
- id: office
  type: group
  constraint: {maxProperties: 2}
  items:
    - {id: name, type: text, required: true}
    - {id: head, type: text, relevant: {big: true}}
    - {id: staff, type: integer, relevant: {head: {minLength: 1}}}
- {id: reason, type: text, required: true, relevant: {not: {office: {required: [head]}}}}
- id: units
  type: group
  repeat: true
  items:
    - {id: kind, type: select_one, choices: [{id: a, label: A}, {id: b, label: B, detail: true}]}
    - {id: size, type: integer, required: true, relevant: {kind: a, big: true}}
- {id: enough, type: yes_no, required: true, relevant: {units: {minItems: 2}}}
""")

JUDGE = validator(response_schema(WHOLE))

VALUES: dict[tuple[Any, ...], tuple[Any, ...]] = {
    ("big",): (True, False, None, "?"),
    ("office", "name"): ("x", "y", None),
    ("office", "head"): ("x", "y", None),
    ("office", "staff"): (1, None, "many"),
    ("reason",): ("z", None),
    ("units", 0, "kind"): ("a", "b", None),
    ("units", 0, "size"): (1, None),
    ("units", 1, "kind"): ("a", "b", None),
    ("units", 1, "kind_details", "b"): ("text", None),
    ("units", 1): (None,),
    ("enough",): (True, None),
}


def act(session: Interview, chance: random.Random) -> None:
    """Something that a person may do."""
    path = chance.choice(list(VALUES))
    match chance.randrange(14):
        case 0:
            session.undo()
        case 1:
            session.redo()
        case 2:
            session.mark_missing(
                chance.choice(["office", "big", "reason", "units"]), chance.choice(["masked", None])
            )
        case 3:
            session.complete()
            session.reopen()
        case 4:
            session.queries.ask(chance.choice(["big", "office.name"]), chance.choice("ab"), "2026")
        case 5:
            source = AnswerSource(chance.choice(["call", "paper"]))
            session.set_source(chance.choice(["office", "office.name", "units"]), source)
        case _:
            session.answer(path, chance.choice(VALUES[path]), typing=chance.random() < 0.3)


@settings(max_examples=100)
@given(st.randoms(use_true_random=False))
def test_whatever_a_person_does(chance: random.Random) -> None:
    begun = response(WHOLE, position="big")
    session = Interview(WHOLE, begun, TODAY)
    for _ in range(chance.randrange(40)):
        # Who takes back that a response was re-opened has a completed one again.
        with suppress(CompletedError):
            act(session, chance)
    kept = session.response

    # What is written is read again, and stands as it stood.
    again = Interview(WHOLE, kept, TODAY)
    assert again.response == kept
    assert again.problems() == session.problems()
    assert again.progress() == session.progress()
    states = [session.state(item) for item in WHOLE.items]
    assert states == [again.state(item) for item in WHOLE.items]

    # What can be completed is complete to everybody.
    finished = not again.complete()
    written = again.response.as_document()
    assert finished is (again.status != IN_PROGRESS) or kept.status == AMENDED
    if finished:
        assert [p for p in check(WHOLE, again.response, TODAY) if p.severity == ERROR] == []
        assert JUDGE.is_valid(written)

    # All of it can be taken back.
    while session.undo():
        pass
    assert session.response == begun


def test_the_operations_have_names_that_files_may_hold() -> None:
    assert (ANSWER, MISSING, NOTE, ACCEPT, SOURCE, QUERY, STATUS) == (
        "answer",
        "missing",
        "note",
        "accept",
        "source",
        "query",
        "status",
    )
