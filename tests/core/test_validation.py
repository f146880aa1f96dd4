"""The validator on values and fragments of anybody's making."""

from __future__ import annotations

import builtins
import socket
import time
import urllib.request
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing.exceptions import Unresolvable

from lgq_tui.core.conditions import matches
from lgq_tui.core.validation import fragment_validator, validator

OUTSIDE = [
    "http://127.0.0.1:9/schema.json",
    "https://json-schema.org/draft/2020-12/schema",
    "file:///etc/passwd",
    "other.json",
    "/etc/passwd",
    "urn:lgq:definition:1",
    "#/$defs/a",
]


@pytest.fixture
def _no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a socket nor a file can be opened."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("a way out")

    # What is loaded only when it is used first.
    validator({"type": "string", "oneOf": [{"$ref": "#"}]}).is_valid(1)
    fragment_validator({"$ref": "#"}).is_valid(1)
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    monkeypatch.setattr(builtins, "open", refuse)


@pytest.mark.usefixtures("_no_way_out")
@pytest.mark.parametrize("where", OUTSIDE)
@pytest.mark.parametrize("keyword", ["$ref", "$dynamicRef", "$schema", "$id"])
def test_a_fragment_leads_nowhere(keyword: str, where: str) -> None:
    for fragment in (
        {keyword: where},
        {"allOf": [{keyword: where}]},
        {"properties": {"a": {keyword: where}}},
        {"$id": where, "$ref": "#"},
    ):
        assert not fragment_validator(fragment).is_valid({"a": 1})
        assert not matches({"a": 1}, fragment)


@pytest.mark.usefixtures("_no_way_out")
@pytest.mark.parametrize(
    "where", [one for one in OUTSIDE if not one.startswith("https://json-schema")]
)
def test_not_even_a_schema_that_asks_for_it_is_fetched(where: str) -> None:
    with pytest.raises(Exception, match=r".") as caught:
        validator({"$ref": where}).is_valid(1)
    assert isinstance(caught.value, Unresolvable) or "Unresolvable" in type(caught.value).__name__


def test_a_name_is_no_reference() -> None:
    fragment = {"properties": {"$ref": {"const": 1}, "pattern": {"const": "("}}, "$comment": "("}
    assert fragment_validator(fragment).is_valid({"$ref": 1, "pattern": "("})
    assert fragment_validator({"const": {"$ref": "x"}}).is_valid({"$ref": "x"})


@pytest.mark.parametrize(
    "fragment",
    [
        {"pattern": "^(a+)+$"},
        {"not": {"not": {"pattern": "^(a|a)*$"}}},
        {"anyOf": [{"pattern": r"(a)\1"}, {"pattern": "^a"}]},
        {"patternProperties": {"^(a+)+$": {}}},
        {"unevaluatedProperties": False},
        {"allOf": [{"unevaluatedItems": {}}]},
    ],
)
def test_what_lint_would_refuse_is_never_met(fragment: dict[str, Any]) -> None:
    started = time.perf_counter()
    assert not matches("a" * 40 + "!", fragment)
    assert not matches({"a" * 40 + "!": 1}, fragment)
    assert time.perf_counter() - started < 1


plain_values = st.recursive(
    st.sampled_from([None, True, False, 0, 1, 1.0, "", "a", "1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner),
    max_leaves=6,
)


@given(st.lists(plain_values, max_size=5))
def test_twice_means_what_the_library_says(value: list[Any]) -> None:
    schema = {"uniqueItems": True}
    assert validator(schema).is_valid(value) is Draft202012Validator(schema).is_valid(value)


options = st.lists(
    st.one_of(
        st.sampled_from([{"const": "a"}, {"const": "b", "title": "B"}, {"const": 1}]),
        st.sampled_from([True, {"type": "string"}, {"title": "anything"}]),
    ),
    min_size=1,
    max_size=4,
)


@given(options, plain_values)
def test_one_of_means_what_the_library_says(options: list[Any], value: Any) -> None:
    schema = {"oneOf": options}
    assert validator(schema).is_valid(value) is Draft202012Validator(schema).is_valid(value)


def test_long_lists_take_no_long_time() -> None:
    mixed = [one for number in range(30_000) for one in (number, str(number), {"a": number})]
    started = time.perf_counter()
    assert validator({"uniqueItems": True}).is_valid(mixed)
    choices = {"items": {"oneOf": [{"const": f"c{number}"} for number in range(300)]}}
    assert validator(choices).is_valid([f"c{number % 300}" for number in range(5_000)])
    assert time.perf_counter() - started < 5


def test_an_answer_is_never_taken_for_a_pattern() -> None:
    assert validator({"format": "regex"}).is_valid("(" * 5_000)
