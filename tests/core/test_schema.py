"""The schema of response files, as any validator from outside reads it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from lgq_tui.core.response import FORMAT
from lgq_tui.core.schema import response_schema
from tests.forms import form

DEMO = form("""
- {id: name, type: text, required: true, label: "What is **it** called?"}
- {id: open, type: yes_no}
- {id: since, type: date, required: true, relevant: {open: true}, missing_reasons: [masked]}
- id: kind
  type: select_one
  choices: [{id: city, label: A city}, {id: town, label: A town}]
- id: partners
  type: group
  repeat: true
  items:
    - {id: name, type: text, required: true}
    - {id: public, type: yes_no}
    - {id: cost, type: integer, required: true, relevant: {open: true, public: true}}
""")

SCHEMA = response_schema(DEMO)


def valid(status: str = "in-progress", **parts: Any) -> bool:
    """Whether a file with these parts is valid; a part that is None is left out."""
    document = {
        "format": FORMAT,
        "id": "r-1",
        "questionnaire": {"id": "demo", "version": "1"},
        "status": status,
        "answers": {},
    } | parts
    document = {key: value for key, value in document.items() if value is not None}
    return bool(Draft202012Validator(SCHEMA).is_valid(document))


def test_it_says_what_it_is() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["$id"] == "urn:lgq:demo:1:response"
    assert SCHEMA["title"] == "Demo: response"


def test_choices_have_their_labels_for_titles() -> None:
    kind = SCHEMA["properties"]["answers"]["properties"]["kind"]
    assert kind["oneOf"][0] == {"const": "city", "title": "A city"}


def test_questions_have_their_labels_for_titles_in_plain_words() -> None:
    assert SCHEMA["properties"]["answers"]["properties"]["name"]["title"] == "What is it called?"


def test_nothing_is_required_of_a_draft() -> None:
    assert valid(answers={})
    assert not valid("completed", answers={})
    assert not valid("amended", answers={})


def test_a_finished_response_has_answers_or_reasons() -> None:
    assert valid("completed", answers={"name": "x"})
    assert valid("completed", missing={"name": "masked"})
    assert not valid("completed", answers={"name": "x", "open": True})
    assert valid("completed", answers={"name": "x", "open": True}, missing={"since": "masked"})
    assert not valid(missing={"since": "asked-unknown"})


def test_a_finished_response_has_nothing_that_is_not_asked() -> None:
    answers = {"name": "x", "open": False, "since": "2020-01-01"}
    assert valid(answers=answers)
    assert not valid("completed", answers=answers)


def test_only_what_is_asked_must_have_its_form() -> None:
    assert valid(answers={"open": False, "since": "soon"})
    assert not valid(answers={"open": True, "since": "soon"})


@pytest.mark.parametrize(
    ("element", "open_", "complete"),
    [
        ({"name": "x"}, True, True),
        ({}, True, False),
        ({"public": False}, True, False),
        ({"name": "x", "public": True}, True, False),
        ({"name": "x", "public": True, "cost": 1}, True, True),
        ({"name": "x", "public": True}, False, True),
        ({"name": "x", "public": True, "cost": 1}, False, False),
    ],
)
def test_in_a_list_each_element_is_judged_by_itself_and_by_what_is_outside(
    element: dict[str, Any], open_: bool, complete: bool
) -> None:
    answers = {"name": "x", "open": open_, "partners": [{"name": "first"}, element]}
    missing = {"since": "masked"} if open_ else {}
    assert valid("completed", answers=answers, missing=missing) is complete
    assert valid(answers=answers)


def test_a_part_of_an_element_has_no_missing_reason() -> None:
    assert valid(missing={"partners": "masked"})
    assert not valid(missing={"partners.name": "masked"})


@pytest.mark.parametrize(
    "parts",
    [
        {"format": "lgq-response/2"},
        {"format": None},
        {"id": ""},
        {"questionnaire": {"id": "other", "version": "1"}},
        {"questionnaire": {"id": "demo", "version": "2"}},
        {"questionnaire": {"id": "demo", "version": "1", "digest": 1}},
        {"status": "done"},
        {"answers": []},
        {"answers": {"colour": "red"}},
        {"authors": "Ada"},
        {"position": 3},
        {"notes": {"name": 1}},
        {"accepted": {"name": {"warning": "w", "reason": "r"}}},
        {"accepted": {"name": [{"warning": "w"}]}},
        {"aside": []},
        {"seal": "x"},
        {"colour": "red"},
    ],
)
def test_the_parts_around_the_answers_have_a_form_too(parts: dict[str, Any]) -> None:
    assert valid()
    assert not valid(**parts)


def test_all_that_a_file_may_hold() -> None:
    assert valid(
        questionnaire={"id": "demo", "version": "1", "digest": "sha256:0"},
        language="en",
        created="2026-11-23T10:12:00Z",
        modified="2026-11-23T10:12:00Z",
        authors=["Ada", {"name": "Grace"}],
        position="partners",
        notes={"name": "?"},
        accepted={"partners[0].name": [{"warning": "w", "reason": "r"}]},
        sources={
            "name": {"mode": "document", "name": "a.pdf", "place": "", "words": "x", "page": 3}
        },
        queries={
            "name": [
                {
                    "status": "closed",
                    "thread": [
                        {"at": "2026-11-23T10:12:00Z", "by": "Ada", "text": "Sure?", "to": "us"},
                        {"at": "2026-11-24T10:12:00Z", "status": "sent"},
                        {"at": "2026-11-25T10:12:00Z", "text": "Yes", "status": "closed"},
                    ],
                    "letter": 3,
                }
            ],
            "kind": [],
        },
        aside={"since": None},
        seal={"seq": 1},
    )


def test_a_group_that_is_looked_at_as_a_whole_holds_only_what_is_asked() -> None:
    half = form("""
      - {id: big, type: yes_no}
      - {id: office, type: group, items: [{id: head, type: text, relevant: {big: true}}]}
      - {id: reason, type: text, relevant: {office: {required: [head]}}}
    """)
    judge = Draft202012Validator(response_schema(half))
    document = {"format": FORMAT, "id": "r-1", "questionnaire": {"id": "demo", "version": "1"}}
    draft = document | {"status": "in-progress"}
    assert judge.is_valid(draft | {"answers": {"big": True, "office": {"head": "Ada"}}})
    assert not judge.is_valid(draft | {"answers": {"big": False, "office": {"head": "Ada"}}})


def test_a_long_chain_of_conditions_makes_no_long_schema() -> None:
    links = [
        f"- {{id: q{n}, type: integer, relevant: {{any_of: [{{q{n - 1}: 1}}, {{q{n - 1}: 2}}]}}}}"
        for n in range(1, 40)
    ]
    schema = response_schema(form("\n".join(["- {id: q0, type: integer}", *links])))
    assert len(json.dumps(schema)) < 40 * 1000
