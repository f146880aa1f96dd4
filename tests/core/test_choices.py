from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from lgq_tui.core.answer_types import ANSWER_TYPES, Context
from lgq_tui.core.definition import Choice, Item

YES_NO, ONE, SEVERAL = (ANSWER_TYPES[name] for name in ("yes_no", "select_one", "select_multiple"))
AREAS = Item(
    "areas",
    "areas",
    "select_multiple",
    "Areas",
    choices=(
        Choice("sdgs", "The **SDGs**[^sdgs]"),
        Choice("plan", "A plan, in force; or a draft"),
        Choice("training", "Training"),
        Choice("none", "None of these", exclusive=True),
    ),
)


def is_valid(value: Any) -> bool:
    return Draft202012Validator(SEVERAL.schema(AREAS)).is_valid(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((text, True) for text in ("y", "YES", "true", "1", " Yes\n")),
        *((text, False) for text in ("n", "No", "FALSE", "0")),
        ("partly", "partly"),
    ],
)
def test_yes_and_no(text: str, value: bool | str) -> None:
    assert YES_NO.parse(text, AREAS) is value or YES_NO.parse(text, AREAS) == value


def test_what_is_neither_yes_nor_no() -> None:
    message = YES_NO.explain("partly", AREAS)
    assert (message.key, message.values) == ("yes_no.unread", {"text": "partly"})


@pytest.mark.parametrize(("text", "value"), [("yes", True), ("No", False)])
def test_a_word_in_a_file_is_to_be_true_or_false(text: str, value: bool) -> None:
    message = YES_NO.explain(text, AREAS)
    assert (message.key, message.values["value"]) == ("yes_no.in_file", str(value).lower())
    assert YES_NO.suggest(text, AREAS, Context()) is value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sdgs", "sdgs"),
        ("the sdgs", "sdgs"),
        ("1", "sdgs"),
        ("\u0662", "plan"),
        ("a plan, in force; or a draft", "plan"),
        ("5", "5"),
        ("0", "0"),
        ("something else", "something else"),
    ],
)
def test_a_choice_is_named_by_id_label_or_number(text: str, value: str) -> None:
    assert ONE.parse(text, AREAS) == value


def test_an_id_goes_before_a_label_and_a_label_before_a_number() -> None:
    years = (Choice("a", "2"), Choice("b", "A"), Choice("c", "C"))
    item = Item("year", "year", "select_one", "Year", choices=years)
    assert [ONE.parse(text, item) for text in ("a", "2", "3")] == ["a", "a", "c"]
    assert [ONE.format(value, item) for value in ("a", "b", "c")] == ["2", "b", "C"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("training, sdgs", ["sdgs", "training"]),
        ("3\n1\n1", ["sdgs", "training"]),
        ("Training; the SDGs", ["sdgs", "training"]),
        ("A plan, in force; or a draft", ["plan"]),
        ("A plan, in force; or a draft\nTraining", ["plan", "training"]),
        ("training, space travel", "training, space travel"),
        (" ; ,", None),
    ],
)
def test_several_choices(text: str, value: list[str] | str | None) -> None:
    assert SEVERAL.parse(text, AREAS) == value


def test_choices_are_shown_by_their_labels_where_these_can_be_told_apart() -> None:
    assert SEVERAL.format(["sdgs", "training"], AREAS) == "The SDGs; Training"
    assert SEVERAL.format(["sdgs", "plan"], AREAS) == "sdgs, plan"
    assert ONE.format("plan", AREAS) == "A plan, in force; or a draft"


@pytest.mark.parametrize(
    ("value", "key", "named"),
    [
        (["space"], "select.unknown", "space"),
        ([16], "select.unknown", "16"),
        (["sdgs", "sdgs"], "select.twice", "The SDGs"),
        (["sdgs", "none"], "select.exclusive", "None of these"),
        ("space", "select.not_a_list", "space"),
        ({"sdgs": True}, "select.not_a_list", '{"sdgs": true}'),
        ([], "select.empty", None),
    ],
)
def test_what_is_refused_is_named(value: Any, key: str, named: str | None) -> None:
    assert not is_valid(value)
    message = SEVERAL.explain(value, AREAS)
    assert message.key == key
    assert list(message.values.values()) == ([named] if named else [])


def test_an_exclusive_choice_may_stand_alone() -> None:
    assert is_valid(["none"])
    assert is_valid(["training", "sdgs"])


def test_choices_in_a_text_are_offered_as_a_list() -> None:
    assert SEVERAL.suggest("training, sdgs", AREAS, Context()) == ["sdgs", "training"]
    assert SEVERAL.suggest("none, sdgs", AREAS, Context()) is None
