"""Paths of answers: how they are written, and what can be done with them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgq_tui.core.paths import (
    Path,
    around,
    as_text,
    from_text,
    has_content,
    instance,
    item_path,
    top_of,
    value_at,
    with_value,
    without,
)

ids = st.from_regex(r"[a-c][a-z0-9_]{0,2}", fullmatch=True)
indexes = st.integers(0, 3)
paths = st.tuples(ids, st.lists(ids | indexes, max_size=4)).map(lambda made: (made[0], *made[1]))
values = st.integers() | st.text() | st.booleans()
trees = st.recursive(
    values,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ids, inner, max_size=3),
    max_leaves=8,
)
answers = st.dictionaries(ids, trees, max_size=4)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("city",), "city"),
        (("officer", "name"), "officer.name"),
        (("links", 0), "links[0]"),
        (("partners", 1, "projects", 12, "name"), "partners[1].projects[12].name"),
    ],
)
def test_a_path_is_written_with_dots_and_indexes(path: Path, text: str) -> None:
    assert as_text(path) == text
    assert from_text(text) == path


@given(paths)
def test_what_is_written_is_read_again(path: Path) -> None:
    assert from_text(as_text(path)) == path
    assert top_of(as_text(path)) == path[0]


@given(st.text(max_size=20))
def test_any_text_is_read_as_some_path(text: str) -> None:
    assert all(isinstance(step, str | int) for step in from_text(text))


def test_the_path_of_the_item_has_no_indexes() -> None:
    assert item_path(("partners", 1, "projects", 0)) == "partners.projects"


def test_the_groups_around_an_item() -> None:
    assert around("a.b.c") == ["a.b.c", "a.b", "a"]


@pytest.mark.parametrize(
    ("item", "at", "found"),
    [
        ("open", ("partners", 1, "name"), ("open",)),
        ("partners.kind", ("partners", 1, "name"), ("partners", 1, "kind")),
        ("partners", ("partners", 1, "name"), ("partners",)),
        ("partners.links", ("partners", 1, "links", 0), ("partners", 1, "links")),
        ("a.b.c", ("a", 2, "b", 3, "d"), ("a", 2, "b", 3, "c")),
        ("a.x.b", ("a", 2, "b", 3, "d"), ("a", 2, "x", "b")),
        ("officer.name", ("officer", "answer"), ("officer", "name")),
    ],
)
def test_an_item_is_looked_up_in_the_same_element(item: str, at: Path, found: Path) -> None:
    assert instance(item, at) == found


@given(answers, paths, values)
def test_a_value_is_found_where_it_was_put(tree: Any, path: Path, value: Any) -> None:
    assert value_at(with_value(tree, path, value), path) == value


@given(answers, paths)
def test_a_value_that_was_taken_out_says_nothing_any_more(tree: Any, path: Path) -> None:
    assert not has_content(value_at(with_value(tree, path, None), path))


@given(answers, paths, values)
def test_what_was_there_stays_as_it_was(tree: Any, path: Path, value: Any) -> None:
    before = deepcopy(tree)
    changed = with_value(tree, path, value)
    assert tree == before
    others = tree.keys() - {path[0]}
    assert {key: changed[key] for key in others} == {key: tree[key] for key in others}


@given(answers, paths)
def test_any_path_into_any_data_leads_somewhere_or_nowhere(tree: Any, path: Path) -> None:
    value_at(tree, path)


def test_a_group_goes_with_its_last_answer_and_an_element_stays() -> None:
    assert with_value({"officer": {"name": "Ada"}}, ("officer", "name"), None) is None
    partners = {"partners": [{"name": "a"}, {"name": "b"}]}
    assert with_value(partners, ("partners", 0, "name"), None) == {"partners": [{}, {"name": "b"}]}


def test_a_list_goes_with_its_last_answer() -> None:
    assert with_value({"a": [{}, {"b": 1}]}, ("a", 1, "b"), None) is None


def test_an_element_is_put_in_its_place_though_those_before_it_have_gone() -> None:
    assert with_value({}, ("a", 1, "b"), 1) == {"a": [{}, {"b": 1}]}


@pytest.mark.parametrize("empty", [None, [], {}, [{}, {}], {"a": [{"b": None}]}])
def test_what_says_nothing(empty: Any) -> None:
    assert not has_content(empty)


@pytest.mark.parametrize("value", [0, False, "", [0], {"a": [{"b": False}]}])
def test_what_says_something(value: Any) -> None:
    assert has_content(value)


def test_a_list_without_one_of_its_elements() -> None:
    assert without(["a", "b", "c"], 1) == ["a", "c"]
    assert without(["a"], 0) is None
    assert without(["a"], 7) == ["a"]
    assert without("no list", 0) == "no list"
