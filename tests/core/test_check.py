"""The check of a response as it lies in a file."""

from __future__ import annotations

from typing import Any

import pytest

from lgq_tui.core.check import check
from lgq_tui.core.paths import as_text
from lgq_tui.core.response import AMENDED, COMPLETED, IN_PROGRESS, Acceptance
from tests.forms import TODAY, form, response

DEMO = form("""
- {id: name, type: text, required: true}
- {id: open, type: yes_no}
- {id: since, type: date, required: true, relevant: {open: true}}
- id: beds
  type: group
  repeat: true
  items: [{id: name, type: text}, {id: area, type: decimal, relevant: {name: big}}]
- {id: born, type: date, warn: [{id: later, when: {future: born}, message: That is to come.}]}
""")

HALF = form("""
- {id: big, type: yes_no}
- {id: office, type: group, items: [{id: head, type: text, relevant: {big: true}}]}
- {id: reason, type: text, relevant: {office: {required: [head]}}}
""")


def checked(status: str, complete: bool = False, **parts: Any) -> list[tuple[str, str]]:
    found = check(DEMO, response(DEMO, status=status, **parts), TODAY, complete)
    return [(as_text(problem.path), problem.code) for problem in found]


def test_a_draft_may_lack_anything() -> None:
    assert checked(IN_PROGRESS, answers={"open": True, "beds": [{}]}) == []


@pytest.mark.parametrize("status", [COMPLETED, AMENDED])
def test_what_is_finished_may_not(status: str) -> None:
    assert checked(status, answers={"open": True, "beds": [{}]}) == [
        ("name", "problem.required"),
        ("since", "problem.required"),
        ("beds[0]", "problem.empty_element"),
    ]


def test_completeness_can_be_asked_of_a_draft() -> None:
    assert checked(IN_PROGRESS, complete=True) == [("name", "problem.required")]


def test_a_wrong_value_is_wrong_in_any_status() -> None:
    assert checked(IN_PROGRESS, answers={"open": "yes!"}) == [("open", "invalid")]


def test_what_is_not_asked_leaves_a_finished_response() -> None:
    answers = {"name": "x", "since": "2020-01-01", "beds": [{"name": "small", "area": 1}]}
    assert checked(IN_PROGRESS, answers=answers) == []
    assert checked(COMPLETED, answers=answers) == [
        ("since", "problem.not_asked"),
        ("beds[0].area", "problem.not_asked"),
    ]


def test_what_stands_aside_is_not_judged() -> None:
    assert checked(IN_PROGRESS, aside={"since": "nonsense", "no_item": 1}) == []


def test_a_group_that_is_looked_at_as_a_whole_holds_only_what_is_asked() -> None:
    stray = response(HALF, answers={"big": False, "office": {"head": "Ada"}})
    [problem] = check(HALF, stray)
    assert (problem.path, problem.code) == (("office", "head"), "problem.not_asked")


def test_accepted_warnings_are_told_as_such() -> None:
    accepted = {"born": (Acceptance("later", "A plan."),)}
    late = response(DEMO, answers={"born": "2027-01-01"}, accepted=accepted)
    [problem] = check(DEMO, late, TODAY)
    assert (problem.accepted, problem.open) == ("A plan.", False)
    assert check(DEMO, late) == ()
