"""What a reply's words are as an answer: certain only where nothing else can be meant."""

from __future__ import annotations

import pytest

from lgq_tui.imports import written
from lgq_tui.imports.replies.lines import lines_of
from lgq_tui.imports.replies.values import value_of
from tests.forms import form

QUESTIONNAIRE = form(
    """
- {id: law, type: yes_no}
- {id: share, type: percentage}
- {id: trees, type: integer}
- {id: size, type: decimal}
- {id: day, type: date}
- {id: mail, type: email}
- {id: phone, type: phone}
- {id: land, type: country}
- {id: site, type: url}
- id: uses
  type: select_multiple
  choices: [{id: parks, label: Parks}, {id: roads, label: "Roads, and paths"}]
"""
)


def certain(item: str, words: str, query: str = "") -> object:
    """The value, or missing reason, that words are taken for at once; None where they are not."""
    lines = lines_of(written.read(f"{words}\n".encode()))
    found = value_of(QUESTIONNAIRE.by_path[item], lines, True, query).proposal
    return (found.missing or found.value) if found is not None and found.is_certain else None


@pytest.mark.parametrize(
    ("item", "words", "value"),
    [
        ("law", "Oui.", True),
        ("share", "16,5 %", 16.5),
        ("trees", "12,000", 12000),
        ("trees", "1.000.000", 1000000),
        ("size", "1 234,5", 1234.5),
        ("day", "25 novembre 2026", "2026-11-25"),
        ("mail", "lim@city.example", "lim@city.example"),
        ("phone", "+60 3 2617 9000", "+60 3 2617 9000"),
        ("land", "Norway", "NO"),
        ("site", "None", "not-applicable"),
        ("site", "https://city.example/?a=1", "https://city.example/?a=1"),
        ("uses", "Parks; Roads, and paths", ["parks", "roads"]),
        ("share", "not known", "asked-unknown"),
    ],
)
def test_what_is_the_answer_and_nothing_else_is_certain(
    item: str, words: str, value: object
) -> None:
    assert certain(item, words) == value


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("land", "No"),
        ("land", "in"),
        ("land", "Norway?"),
        ("share", "none"),
        ("share", "nil"),
        ("share", "+16 %"),
        ("trees", "12.000"),
        ("size", "12.345"),
        ("day", "25.11.2569"),
        ("mail", "lim@city.example?"),
        ("phone", "2019"),
        ("uses", "2"),
        ("uses", "none"),
        ("law", "Yes…?"),
    ],
)
def test_what_may_mean_something_else_is_looked_at(item: str, words: str) -> None:
    assert certain(item, words) is None


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("Please answer this.", True),
        ("Yes or no? Neither of the boxes is ticked.", True),
        ("¿Sí o no?", True),
        ("Is there really none?", None),
        ("Δεν υπάρχει;", None),
    ],
)
def test_a_yes_answers_what_was_asked(query: str, value: object) -> None:
    assert certain("law", "Yes", query) is value
