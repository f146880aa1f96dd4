"""What everybody may see of a response, and which response nobody may."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.public import public_copy, withheld
from lgq_tui.core.response import COMPLETED, Acceptance
from lgq_tui.core.schema import response_schema
from tests.forms import form, response

PEOPLE = """
- {id: city, type: text, required: true}
- {id: head, type: text, required: true, personal: true}
- {id: mail, type: email, personal: true, missing_reasons: [temp-unknown]}
- id: office
  type: group
  items:
    - {id: name, type: text, personal: true}
    - {id: room, type: text}
- id: staff
  type: group
  repeat: true
  items:
    - {id: name, type: text, personal: true}
    - {id: task, type: text}
- {id: nicknames, type: text, repeat: true, personal: true}
"""


def copied(questionnaire: Questionnaire, **parts: Any) -> tuple[Any, Any]:
    """What stays of the answers, and the missing reasons."""
    copy = public_copy(questionnaire, response(questionnaire, **parts))
    return copy.answers, copy.missing


@pytest.mark.parametrize(
    ("answers", "shown", "missing"),
    [
        ({"city": "Ada"}, {"city": "Ada"}, {}),
        ({"head": "Ana"}, {}, {"head": "masked"}),
        ({"mail": "ana@example.org"}, {}, {}),
        (
            {"office": {"name": "Ana", "room": "7"}},
            {"office": {"room": "7"}},
            {"office.name": "masked"},
        ),
        ({"office": "Ana, room 7"}, {}, {}),
        (
            {"staff": [{"name": "Ana", "task": "Maps"}, {"task": "Roads"}, {"name": "Ben"}]},
            {"staff": [{"task": "Maps"}, {"task": "Roads"}]},
            {},
        ),
        ({"staff": [{"name": "Ana"}]}, {}, {"staff": "masked"}),
        ({"nicknames": ["A", "B"]}, {}, {"nicknames": "masked"}),
        ({"city": "Ada", "chief": "Ana"}, {"city": "Ada"}, {}),
    ],
)
def test_answers_about_persons_stay_away(answers: Any, shown: Any, missing: Any) -> None:
    assert copied(form(PEOPLE), answers=answers) == (shown, missing)


def test_what_was_missing_is_missing_for_the_same_reason() -> None:
    reasons = {"city": "masked", "head": "asked-declined", "unknown": "masked"}
    assert copied(form(PEOPLE), missing=reasons) == (
        {},
        {"city": "masked", "head": "asked-declined"},
    )


def test_what_is_said_beside_answers_stays_away() -> None:
    questionnaire = form(PEOPLE)
    said = response(
        questionnaire,
        answers={"city": "Ada"},
        authors=("Ana",),
        position="head",
        notes={"city": "Ana said so."},
        accepted={"city": (Acceptance("w", "Ana says so."),)},
        sources={"city": "call with Ana"},
        queries={"city": "Ana?"},
        aside={"gone": "Ana"},
        seal={"digest": "sha256:1"},
    )
    copy = public_copy(questionnaire, said)
    assert "Ana" not in str(copy)
    assert copy == response(questionnaire, answers={"city": "Ada"})


CONDITIONS = """
- {id: ill, type: yes_no, personal: true}
- {id: doctor, type: text, relevant: {ill: true}}
- {id: sport, type: text, required: true, relevant: {not: {ill: true}}}
- id: pets
  type: select_multiple
  personal: true
  choices: [{id: cat, label: Cat, detail: true}, {id: dog, label: Dog}]
- {id: club, type: text, relevant: {pets_details.cat: {minLength: 1}}}
"""


@pytest.mark.parametrize(
    "answers",
    [
        {"ill": True, "doctor": "Dr. Ana"},
        {"ill": False, "sport": "Chess"},
        {"sport": "Chess"},
    ],
)
def test_nothing_tells_a_personal_answer_by_having_been_asked(answers: Any) -> None:
    shown, missing = copied(form(CONDITIONS), answers=answers)
    assert shown == {}
    assert missing.pop("ill", "masked") == "masked"
    assert missing == {"sport": "masked"}


def test_details_of_personal_choices_stay_away() -> None:
    answers = {"pets": ["cat"], "pets_details": {"cat": "Tom"}, "club": "Cats"}
    assert copied(form(CONDITIONS), answers=answers | {"ill": True}) == (
        {},
        {"ill": "masked", "sport": "masked", "pets": "masked"},
    )


TEXTS = st.text("ab", min_size=1, max_size=2)
ANSWERS: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {"head": TEXTS, "city": TEXTS},
    optional={
        "office": st.fixed_dictionaries({}, optional={"name": TEXTS, "room": TEXTS}).filter(bool),
        "staff": st.lists(
            st.fixed_dictionaries({}, optional={"name": TEXTS, "task": TEXTS}).filter(bool),
            min_size=1,
            max_size=3,
        ),
        "nicknames": st.lists(TEXTS, min_size=1, max_size=2),
    },
)
WHOLE = form(PEOPLE)
SCHEMA = Draft202012Validator(response_schema(WHOLE))


@given(ANSWERS)
def test_the_copy_of_a_valid_response_is_valid(answers: Any) -> None:
    whole = response(WHOLE, answers=answers, status=COMPLETED)
    assert SCHEMA.is_valid(whole.as_document())
    copy = public_copy(WHOLE, whole)
    assert [error.message for error in SCHEMA.iter_errors(copy.as_document())] == []
    assert public_copy(WHOLE, copy) == copy


WITHHELD = """
withheld: {private: true}
sections:
  - id: s
    items:
      - {id: public, type: yes_no}
      - {id: private, type: yes_no, relevant: {public: false}}
"""


@pytest.mark.parametrize(
    ("answers", "key"),
    [
        ({}, None),
        ({"public": False, "private": False}, None),
        ({"public": False, "private": True}, "public.withheld"),
        ({"private": True}, None),
        ({"public": False, "private": "yes, please"}, "public.unreadable"),
    ],
)
def test_a_response_is_withheld_while_its_condition_holds(answers: Any, key: str | None) -> None:
    questionnaire = form(WITHHELD)
    found = withheld(questionnaire, response(questionnaire, answers=answers))
    assert (found and found.key) == key


def test_without_a_condition_nothing_is_withheld() -> None:
    questionnaire = form(PEOPLE)
    assert withheld(questionnaire, response(questionnaire, answers={"city": "x"})) is None
