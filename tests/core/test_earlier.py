"""What came from an earlier round is confirmed, changed or cleared, and then it is complete."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from lgq_tui.core.carried import CONFIRMED, TO_CONFIRM, Carried
from lgq_tui.core.check import check
from lgq_tui.core.earlier import Said
from lgq_tui.core.interview import Interview
from lgq_tui.core.jumps import is_jump
from lgq_tui.core.problems import ERROR
from lgq_tui.core.progress import Progress, State
from lgq_tui.core.public import public_copy
from lgq_tui.core.response import COMPLETED, IN_PROGRESS, Response
from lgq_tui.core.rounds import GONE, Kept, Round
from lgq_tui.core.schema import response_schema
from tests.forms import form, response

FORM = form("""
- {id: share, type: percentage, required: true}
- {id: people, type: integer}
- {id: planned, type: yes_no}
- {id: plan, type: text, relevant: {planned: true}}
- id: officer
  type: group
  items: [{id: name, type: text, personal: true, required: true}, {id: unit, type: text}]
- {id: sites, type: url, repeat: true}
""")
ANSWERS = {
    "share": 79,
    "people": 10,
    "planned": True,
    "plan": "Of 2025",
    "officer": {"name": "Rui"},
    "sites": ["https://a.example"],
}
FLAT = {"officer.name": "Rui", **{key: one for key, one in ANSWERS.items() if key != "officer"}}


def carried(**more: Any) -> Response:
    """A response with all of these answers, none of which anybody has confirmed."""
    said = {
        "answers": ANSWERS,
        "carried": dict.fromkeys(FLAT, Carried(TO_CONFIRM)),
        "previous": Round("r-old", "demo", "1", answers=FLAT, kept={"fax": Kept(GONE, "none")}),
    }
    return response(FORM, **{**said, **more})


def interview(**more: Any) -> Interview:
    return Interview(FORM, carried(**more))


def open_paths(one: Interview) -> list[str]:
    return [".".join(map(str, p.path)) for p in one.problems() if p.is_to_confirm]


def test_each_is_in_the_way_until_it_is_confirmed_changed_or_cleared() -> None:
    one = interview()
    assert open_paths(one) == one.earlier.to_confirm()
    assert one.earlier.to_confirm() == [
        "share",
        "people",
        "planned",
        "plan",
        "officer.name",
        "sites",
    ]
    one.earlier.confirm("share", "Ana", "2026-01-01T00:00:00Z")
    one.answer(("people",), 11)
    one.clear(("officer", "name"))
    one.answer(("sites", 0), "https://b.example")
    one.mark_missing("planned", "asked-unknown")
    assert open_paths(one) == []
    assert one.response.carried == {
        "share": Carried(CONFIRMED, "Ana", "2026-01-01T00:00:00Z"),
        "plan": Carried(TO_CONFIRM),  # which is not asked now
    }
    one.answer(("officer", "name"), "Ada")
    assert one.complete() == ()
    assert [*one.response.carried] == ["share"]


def test_what_is_to_be_confirmed_is_not_done() -> None:
    one = interview()
    assert one.state(FORM.by_path["share"]) is State.TO_CONFIRM
    assert one.progress() == Progress(0, 6, 6)
    one.earlier.confirm("share", "", "")
    assert one.state(FORM.by_path["share"]) is State.ANSWERED
    assert one.progress() == Progress(1, 6, 5)


def test_undo_takes_a_confirmation_back() -> None:
    one = interview()
    one.earlier.confirm("share", "Ana", "")
    one.undo()
    assert one.response.carried["share"] == Carried(TO_CONFIRM)
    one.redo()
    assert not one.response.carried["share"].is_open


def test_the_same_answer_again_confirms_nothing() -> None:
    one = interview()
    one.answer(("share",), 79)
    assert "share" in one.earlier.to_confirm()


def test_a_reason_for_a_group_is_past_once_a_part_is_answered() -> None:
    one = interview(
        answers={},
        missing={"officer": "masked"},
        carried={"officer": Carried(TO_CONFIRM)},
        previous=Round("r", "demo", "1", missing={"officer": "masked"}),
    )
    assert one.earlier.open_on("officer.unit") == "officer"
    assert one.state(FORM.by_path["officer"]) is State.TO_CONFIRM
    one.answer(("officer", "unit"), "CIO")
    assert one.response.carried == {}
    assert one.earlier.differs("officer") == Said(missing="masked")


def test_what_differs_from_last_time_is_known() -> None:
    one = interview()
    assert one.earlier.differs("share") is None
    one.answer(("share",), 80)
    one.clear(("people",))
    assert one.earlier.differs("share") == Said(79)
    assert one.earlier.differs("people") == Said(10)
    assert one.earlier.differs("officer") is None


def test_a_jump_is_a_warning_that_can_be_accepted() -> None:
    one = interview()
    one.answer(("share",), 7)
    [jump] = [p for p in one.problems() if p.code == "problem.jump"]
    assert jump.message.values == {"before": "79", "now": "7"}
    one.accept(jump, "So it is.")
    assert [p.accepted for p in one.problems() if p.code == "problem.jump"] == ["So it is."]
    one.answer(("share",), 8)
    assert [p.accepted for p in one.problems() if p.code == "problem.jump"] == [None]


@pytest.mark.parametrize(
    ("kind", "before", "now", "jump"),
    [
        ("percentage", 79, 54, True),
        ("percentage", 79, 55, False),
        ("percentage", 2, 7, True),
        ("percentage", 2, 6.9, False),
        ("percentage", 0, 24, False),
        ("percentage", 0, 25, True),
        ("integer", 10, 50, True),
        ("integer", 50, 10, True),
        ("integer", 10, 49, False),
        ("integer", 0, 1_000_000, False),
        ("decimal", -1, -5, True),
        ("decimal", -1, 5, False),
        ("yes_no", True, False, False),
        ("text", "1", "9", False),
        ("integer", 10, "many", False),
    ],
)
def test_what_is_a_jump(kind: str, before: Any, now: Any, jump: bool) -> None:
    assert is_jump(kind, before, now) is jump


CONFIRMED_ALL = dict.fromkeys(FLAT, Carried(CONFIRMED, "Ana", "2026-01-01T00:00:00Z"))
NOT_PLANNED = {**ANSWERS, "planned": False}
del NOT_PLANNED["plan"]


@pytest.mark.parametrize("status", [IN_PROGRESS, COMPLETED])
@pytest.mark.parametrize(
    "said",
    [
        {},
        {"carried": CONFIRMED_ALL},
        {"carried": {"share": Carried(TO_CONFIRM)}},
        {"carried": {"plan": Carried(TO_CONFIRM)}, "answers": NOT_PLANNED},
        {"carried": {"nowhere": Carried(TO_CONFIRM)}},
        {"carried": {"nowhere": Carried(CONFIRMED)}},
        {"carried": {}, "previous": None},
    ],
)
def test_any_validator_agrees(status: str, said: dict[str, Any]) -> None:
    one = carried(status=status, **said)
    schema = response_schema(FORM)
    Draft202012Validator.check_schema(schema)
    is_valid = Draft202012Validator(schema).is_valid(one.as_document())
    drafts = [p for p in check(FORM, one) if p.severity == ERROR]
    assert is_valid is (not drafts)


def test_nothing_of_it_is_for_the_public() -> None:
    one = public_copy(FORM, carried())
    assert (one.carried, one.previous) == ({}, None)
    assert one.missing == {"officer.name": "masked"}
    assert "Rui" not in repr(one)
