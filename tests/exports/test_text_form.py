"""The text of a response: what it says about each question, and where it marks what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.text_form.places import by_element
from lgq_tui.exports import text_form
from lgq_tui.exports.text_form import Written
from lgq_tui.locales.speech import render, say
from lgq_tui.storage.definitions import load, shipped
from tests.forms import form, interview

ROOT = Path(__file__).parents[2]
FILES = (
    shipped("questionnaire.yaml"),
    ROOT / "examples" / "valid" / "community-garden.questionnaire.yaml",
)


def text_of(questionnaire: Questionnaire, **answers: object) -> Written:
    return text_form.text_of(interview(questionnaire, **answers), say, render, "here")


def block(text: str, path: str) -> str:
    """What stands before a `[path]`, and what stands below it, up to the next blank line."""
    return next(one for one in text.split("\n\n") if f"\n[{path}]\n" in f"\n{one}\n")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_everything_that_can_be_asked_stands_in_the_text(path: Path) -> None:
    questionnaire = load(path)
    lines = text_of(questionnaire).text.split("\n")
    for key, item in questionnaire.by_path.items():
        if item.detail_of is None and key not in questionnaire.listed:
            assert lines.count(f"[{key}]") == 1
            if by_element(item):
                assert f"[{key}[0].{item.items[0].id}]" in lines
    assert "[beds[0].crops[0].plant]" in lines or questionnaire.id == "un_lgq"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_comments_are_narrow(path: Path) -> None:
    for line in text_of(load(path)).text.split("\n"):
        assert not line.startswith("#") or len(line) <= 78 or "http" in line
        assert line == line.rstrip() or line.startswith("[ ] ")


def test_a_question_is_told_with_all_that_belongs_to_it() -> None:
    questionnaire = form("""
id: demo
version: "2"
footnotes: {cio: "A **CIO** leads.", un: "The [UN](https://un.org)."}
introduction: To **begin** with.
sections:
  - id: first
    number: I
    title: The first
    introduction: Here[^un] it goes.
    items:
      - id: open
        number: "1"
        type: yes_no
        label: "Is there a **CIO**[^cio]?"
        hint: Or one of the [same](https://a.example) rank.
        since: "2"
        required: true
      - id: shares
        type: percentage
        repeat: true
        label: Shares
        relevant: {open: true}
        missing_reasons: [masked]
      - id: areas
        type: select_multiple
        label: Areas
        choices:
          - {id: a, label: Air, hint: Clean.}
          - {id: none, label: None, exclusive: true, detail: {type: text, label: Why}}
      - {id: why, type: text, label: Why, relevant: {areas: a}, missing_reasons: []}
      - {id: how, type: text, label: How, relevant: {not: {areas: a}}}
""")
    text = text_of(questionnaire).text
    assert block(text, "open") == (
        "# 1. Is there a CIO [1]? (New)\n"
        "#    Or one of the same (https://a.example) rank.\n"
        "#    Needs an answer. Yes or no.\n"
        "[open]\n[ ] yes\n[ ] no"
    )
    assert block(text, "shares") == (
        "# Shares\n# A number from 0 to 100. Several: one a line. Only if “Is there a CIO?” is\n"
        "# yes. Reasons taken for @missing: masked.\n[shares]"
    )
    assert block(text, "areas") == (
        "# Areas\n# One or several of these. “None” stands alone.\n# Air: Clean.\n"
        "[areas]\n[ ] Air\n[ ] None"
    )
    assert block(text, "areas_details.none") == (
        "#   Why\n#   Only if “None” is ticked.\n[areas_details.none]"
    )
    assert block(text, "why").startswith("# Why\n# Only if “Air” is ticked. Takes no @missing.\n")
    assert block(text, "how").startswith("# How\n# Only in some cases.\n")
    assert "\n# To begin with.\n" in text
    assert "\n# I. The first\n" in text
    assert "\n# [1] A CIO leads.\n" in text
    assert text.startswith("# Demo\n# of: here\n#\n")


def test_problems_stand_above_what_they_are_about() -> None:
    questionnaire = form("""
- {id: links, type: url, repeat: true}
- id: beds
  type: group
  repeat: true
  items: [{id: name, type: text}, {id: size, type: integer}]
- id: pair
  type: group
  constraint: {minProperties: 2}
  constraint_message: Give both.
  items: [{id: a, type: text}, {id: b, type: text}]
""")
    written = text_of(
        questionnaire,
        links=["https://a.example", "b.example", "https://a.example"],
        beds=[{"name": "x", "size": "many"}, 5],
        pair={"a": "A"},
        stray=1,
    )
    lines = written.text.split("\n")
    for mark in written.marks:
        assert lines[mark.line - 1].startswith("#! ")
    below = [
        next(line for line in lines[mark.line :] if not line.startswith("#"))
        for mark in written.marks
    ]
    assert below == ["", "b.example", "https://a.example", "many", "@value 5", ""]
    assert block(written.text, "pair").endswith("[pair]\n#! Give both.")


def test_what_only_lacks_is_not_marked() -> None:
    questionnaire = form("[{id: a, type: text, required: true}]")
    assert text_of(questionnaire).marks == ()


def test_what_is_said_of_an_answer_stands_with_it() -> None:
    questionnaire = form("""
- {id: days, type: date, repeat: true}
- id: beds
  type: group
  repeat: true
  items: [{id: name, type: text}]
""")
    asked = interview(questionnaire, days=["2026-01-01", "2026-01-01"], beds=[{"name": "x"}])
    [twice] = asked.problems()
    asked.accept(twice, "Twice, then.")
    asked.note("days", "One.\n\n\\Two.")
    asked.note("beds.name", "As on the sign.")
    asked = Interview(questionnaire, asked.response)
    text = text_form.text_of(asked, say, render).text
    assert block(text, "days") == (
        "# days\n# A day, such as 2026-11-23. Several: one a line.\n[days]\n2026-01-01\n2026-01-01\n"
        "@accept (problem.duplicate 2) Twice, then.\n@note One.\n@note \n@note \\Two."
    )
    assert block(text, "beds.name").endswith("[beds.name]\n@note As on the sign.")


def test_text_of_files_is_text() -> None:
    questionnaire = form("[{id: a, type: text}]")
    written = text_of(questionnaire, a="x\x1b[31m")
    assert "\x1b" not in written.text
