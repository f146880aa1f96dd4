"""The wording of definitions: bold, links and marks of footnotes, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgq_tui.core.wording import Run, footnotes_in, plain, runs


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        ("", []),
        ("Name", [Run("Name")]),
        ("A **bold** word", [Run("A "), Run("bold", bold=True), Run(" word")]),
        ("A **CIO**[^cio]", [Run("A "), Run("CIO", bold=True), Run("", footnote="cio")]),
        ("See [the page](https://a.org/b).", [
            Run("See "), Run("the page", url="https://a.org/b"), Run("."),
        ]),
        ("**See [it](x:y) now[^a]**", [
            Run("See ", bold=True),
            Run("it", bold=True, url="x:y"),
            Run(" now", bold=True),
            Run("", bold=True, footnote="a"),
        ]),
        ("**two\nlines**", [Run("two\nlines", bold=True)]),
    ],
)  # fmt: skip
def test_the_runs_of_a_wording(wording: str, found: list[Run]) -> None:
    assert list(runs(wording)) == found


@pytest.mark.parametrize(
    "wording",
    [
        "2 * 3 ** 4",
        "*slanted*",
        "_slanted_",
        "`code`",
        "# Title",
        "[b]",
        "[^Big]",
        "[a](b c)",
        "<b>",
    ],
)
def test_what_only_looks_like_a_mark_is_text(wording: str) -> None:
    assert list(runs(wording)) == [Run(wording)]


def test_plain_is_one_line_of_words() -> None:
    assert plain("A **CIO**[^cio]\n or a\tsimilar [official](https://a.org)") == (
        "A CIO or a similar official"
    )


def test_the_footnotes_come_in_order_those_in_bold_too() -> None:
    assert footnotes_in("One[^b] **two[^a]** three[^b]") == ["b", "a", "b"]


marked = st.lists(
    st.sampled_from(["**", "[^a]", "[", "](", ")", "x", " ", "\n", "]", "^", "*", "[x](y)"])
).map("".join)


@given(marked | st.text())
def test_nothing_of_a_text_is_lost_but_marks(wording: str) -> None:
    kept = "".join(run.text for run in runs(wording))
    letters = iter(wording)
    assert all(letter in letters for letter in kept)


@given(marked)
def test_what_is_plain_has_no_marks_left_to_read_as_bold(wording: str) -> None:
    assert all("**" not in run.text.strip("*") or not run.bold for run in runs(wording))


@given(st.text(st.characters(exclude_characters="*[")))
def test_text_without_marks_is_one_run(text: str) -> None:
    assert list(runs(text)) == ([Run(text)] if text else [])
