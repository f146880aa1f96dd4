"""Tables that cities make of the form."""

from __future__ import annotations

import pytest

from lgq_tui.core.proposals import Place
from lgq_tui.imports.source import Passage, Source
from tests.imports.placing.returned import answers, doubts, left, placed

HEAD = ("No.", "Question", "Yes", "No", "Details")
TREES = "Does your city have a plan for trees? Please explain and provide links."
SHADE = "What is the percentage of streets that have shade at noon?"
FIRST, SECOND = "watering young trees in summer", "planting hedges and flower beds"


def table(*rows: tuple[str, ...], sheet: bool = False) -> list[Passage]:
    """The cells of a table that have something in them."""
    return [
        Passage(
            text,
            Place(cell=f"Sheet!{'ABCDEFG'[column]}{row}" if sheet else f"1:{row}:{column + 1}"),
        )
        for row, cells in enumerate(rows, 1)
        for column, text in enumerate(cells)
        if text
    ]


@pytest.mark.parametrize("sheet", [False, True])
@pytest.mark.parametrize(
    ("yes", "no", "value"),
    [("X", "", True), ("", "x", False), ("✓", "", True), ("☐", "☒", False)],
)
def test_a_mark_below_yes_or_no_is_an_answer(yes: str, no: str, value: bool, sheet: bool) -> None:
    form = placed(Source(tuple(table(HEAD, ("1", TREES, yes, no, "Oaks"), sheet=sheet))))
    assert answers(form) == {"tree_plan.answer": value, "tree_plan.explanation": "Oaks"}


def test_marks_in_both_columns_or_in_none_are_asked_about() -> None:
    rows = (HEAD, ("1", TREES, "X", "X", ""), ("2", SHADE, "", "", "40%"))
    assert doubts(placed(Source(tuple(table(*rows))))) == {"tree_plan.answer": "both_ticked"}
    rows = (HEAD, ("1", TREES, "", "", "Oaks"), ("2", SHADE, "X", "", "40%"))
    assert doubts(placed(Source(tuple(table(*rows))))) == {"tree_plan.answer": "neither"}


def test_yes_and_no_without_a_mark_are_no_heading() -> None:
    form = placed(Source(tuple(table(("1", TREES, "Yes", "No")))))
    assert doubts(form) == {"tree_plan.answer": "lost_tick"}


def test_a_cross_beside_ticks_says_nothing_sure() -> None:
    rows = (HEAD, ("1", TREES, "✗", "✓", ""))
    assert answers(placed(Source(tuple(table(*rows))))).get("tree_plan.answer") is not True


def test_the_heading_is_left_over_once() -> None:
    rows = (HEAD, ("1", TREES, "X", "", ""), HEAD, ("2", SHADE, "X", "", "40%"))
    assert left(placed(Source(tuple(table(*rows))))) == ["No.", "Question", "Yes", "Details"]


@pytest.mark.parametrize(
    "rows",
    [
        ((FIRST, "X"), (SECOND, "")),
        (("X", FIRST), ("", SECOND)),
        ((FIRST, "Yes"), (SECOND, "No")),
        ((FIRST, "✓"), (SECOND, "✗")),
    ],
)
def test_a_mark_beside_a_choice_is_its_tick(rows: tuple[tuple[str, ...], ...]) -> None:
    question = Passage("2. Which of these tasks are done by volunteers?")
    assert answers(placed(Source((question, *table(*rows))))) == {"tasks": ["watering"]}


def test_choices_in_a_table_that_has_no_marks_have_lost_them() -> None:
    question = Passage("2. Which of these tasks are done by volunteers?")
    form = placed(Source((question, *table((FIRST, ""), (SECOND, ""), ("Other", "")))))
    assert doubts(form) == {"tasks": "lost_ticks"}


def test_labels_and_answers_may_stand_side_by_side() -> None:
    question = Passage("1. Is there a head gardener of the city?")
    rows = table(("Name", "Ada Park"), ("E-mail", "ada@example.org"))
    assert answers(placed(Source((question, *rows)))) == {
        "head.answer": True,
        "head.name": "Ada Park",
        "head.email": "ada@example.org",
    }
