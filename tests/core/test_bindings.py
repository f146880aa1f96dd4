"""What a field is bound to comes back from its tag, and from the name around it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgq_tui.core.bindings import (
    ANSWER,
    LONGEST_NAME,
    LONGEST_TAG,
    MISSING,
    NOTE,
    TICK,
    Binding,
    Own,
    by_code,
    of_name,
    of_tag,
    own,
)
from lgq_tui.core.paths import as_text

IDS = st.from_regex(r"[a-z][a-z0-9_]{0,25}", fullmatch=True)
PATHS = st.lists(st.tuples(IDS, st.none() | st.integers(0, 99_999)), min_size=1, max_size=6).map(
    lambda steps: as_text(tuple(one for step in steps for one in step if one is not None))
)
BINDINGS = st.builds(
    Binding, PATHS, st.sampled_from([ANSWER, MISSING, NOTE]), st.just("")
) | st.builds(Binding, PATHS, st.just(TICK), IDS)


@given(bound=BINDINGS, number=st.integers(0, 99_999))
def test_a_binding_comes_back(bound: Binding, number: int) -> None:
    long = by_code([bound.text] if bound.is_long else [])
    assert len(bound.tag) <= LONGEST_TAG
    assert len(bound.name_at(number)) <= LONGEST_NAME
    assert re.fullmatch(r"\w+", bound.name_at(number), re.ASCII)
    assert of_tag(bound.tag, long) == bound
    assert of_name(bound.name_at(number), long) == bound


@given(words=st.text(), number=st.integers(0, 99_999))
def test_words_of_the_form_are_known(words: str, number: int) -> None:
    assert of_tag(own(words).tag, {}) == own(words)
    assert of_name(own(words).name_at(number), {}) == own(words)
    assert len(own(words).tag) <= LONGEST_TAG
    assert len(own(words).name_at(number)) <= LONGEST_NAME


def test_they_can_be_read() -> None:
    assert Binding("budget.answer", TICK, "yes").tag == "lgq:budget.answer=yes"
    assert Binding("links[2].name").tag == "lgq:links[2].name"
    assert Binding("budget.answer", TICK, "yes").name_at(1) == "_lgqTbudgetDanswerEyes"


def test_copies_that_libreoffice_makes_are_known() -> None:
    assert of_name("_lgqTbudgetDanswerEyes_Copy_1", {}) == Binding("budget.answer", TICK, "yes")
    assert of_name(f"_lgqW{own('a').code}_3_Copy_12", {}) == Own(own("a").code)


@pytest.mark.parametrize(
    "tag",
    ["", "name", "lgq:", "lgq:Budget", "lgq:a b", "lgq:a=", "lgq:a..b", "lgq:@NOBODY", "lgq:a!b"],
)
def test_other_tags_are_nothing(tag: str) -> None:
    assert of_tag(tag, {}) is None


@pytest.mark.parametrize("name", ["", "_lgq", "_lgqT", "_GoBack", "_lgqAXY", "_lgqTaDDb", "_lgqX"])
def test_other_names_are_nothing(name: str) -> None:
    assert of_name(name, {}) is None
