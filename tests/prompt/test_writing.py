"""How answers and commands are told apart on a line, and how any text can be typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgq_tui.prompt.writing import Command, ended, goes_on, meant, typed
from tests.prompt.dictation import typed_in_lines

TEXTS = st.text(st.sampled_from("ab /\\\né") | st.characters(exclude_categories=["Cs", "Cc"]))


@pytest.mark.parametrize(
    ("line", "means"),
    [
        ("Kuala Lumpur", "Kuala Lumpur"),
        ("/back", Command("back")),
        ("/BACK", Command("back")),
        ("/goto III.3 ", Command("goto", "III.3")),
        ("//srv/www", "/srv/www"),
        (" /back", " /back"),
        ("", ""),
    ],
)
def test_what_a_line_means(line: str, means: object) -> None:
    assert meant(line) == means


@pytest.mark.parametrize(
    ("line", "goes", "end"),
    [
        ("a\\", True, "a"),
        ("a\\\\", False, "a\\"),
        ("a\\\\\\", True, "a\\"),
        ("C:\\x", False, "C:\\x"),
    ],
)
def test_a_backslash_at_the_end(line: str, goes: bool, end: str) -> None:
    assert (goes_on(line), ended(line)) == (goes, end)


@given(TEXTS)
def test_any_text_can_be_typed_in_lines(text: str) -> None:
    lines = typed_in_lines(text)
    assert [goes_on(line) for line in lines] == [*(True for _ in lines[:-1]), False]
    assert meant("\n".join(map(ended, lines))) == text


@given(TEXTS)
def test_any_text_can_be_typed_where_lines_may_be_broken(text: str) -> None:
    *others, last = typed(text).split("\n")
    assert not goes_on(last)
    assert meant("\n".join((*others, ended(last)))) == text
