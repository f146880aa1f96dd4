"""Laws that every answer type keeps; what each of them understands is told in its own test."""

from __future__ import annotations

from typing import Any

import pytest
import regress
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lgq_tui.core.answer_types import ANSWER_TYPES, Context
from lgq_tui.core.definition import Choice, Item
from lgq_tui.core.messages import Message
from lgq_tui.core.text import clean

CHOICES = (
    Choice("sdg_11", "**SDG 11**[^sdg]: cities, towns; villages"),
    Choice("plan", "Plan, in force"),
    Choice("two", "2"),
    Choice("none", "None of these", exclusive=True),
)
ITEMS = {name: Item("it", "it", name, "It", choices=CHOICES) for name in ANSWER_TYPES}
CONTEXTS = st.builds(Context, country=st.sampled_from([None, "MY", "US", "XX", "Malaysia"]))

SAMPLES = [
    *("Kuala Lumpur", "two\nlines", " ", "\u00a0", "\u2028", "None", "2", "plan, two", "none; two"),
    *("https://www.dbkl.gov.my/", "www.city.gov", "http//city.gov/a b", "https://a.gov\n"),
    *("jos\u00e9@m\u00fcnchen.de", "<a@b.org>", "a b@c.org", "a@b.org\n", "a@b"),
    *("+603-26179310", "03-2617 9310", "Tel. 12", "2023-05-18", "2023-02-30", "18/05/2023", "16%"),
    *("16,5", "1,234", "nan", "yes", "MY", "Malaysia", "United", "2023-05-18\n", "16\u00b2"),
]
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.sampled_from([*SAMPLES, *(choice.id for choice in CHOICES)]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)
TYPED = (
    st.text() | st.sampled_from(SAMPLES) | st.from_regex(r"[0-9 .,/%+@:a-z-]{1,20}", fullmatch=True)
)

each_type = pytest.mark.parametrize("name", list(ANSWER_TYPES))


def is_valid(value: Any, name: str) -> bool:
    """By the validator that everybody has; formats are checked."""
    schema = ANSWER_TYPES[name].schema(ITEMS[name])
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return validator.is_valid(value)


@each_type
def test_the_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(ANSWER_TYPES[name].schema(ITEMS[name]))


@each_type
@given(value=PLAIN)
def test_whatever_the_schema_refuses_is_explained(name: str, value: Any) -> None:
    if not is_valid(value, name):
        message = ANSWER_TYPES[name].explain(value, ITEMS[name])
        assert isinstance(message, Message)
        assert "." in message.key


@each_type
@given(value=PLAIN, context=CONTEXTS)
def test_what_is_suggested_is_valid_and_something_else(
    name: str, value: Any, context: Context
) -> None:
    found = ANSWER_TYPES[name].suggest(value, ITEMS[name], context)
    assert found is None or (is_valid(found, name) and found != value)


@each_type
@given(value=PLAIN, context=CONTEXTS)
def test_remarks_are_made_about_any_valid_value(name: str, value: Any, context: Context) -> None:
    if is_valid(value, name):
        for remark in ANSWER_TYPES[name].remarks(value, ITEMS[name], context):
            assert isinstance(remark.message, Message)


@each_type
@given(text=TYPED)
def test_typed_text_is_a_value_or_kept(name: str, text: str) -> None:
    answer_type, item = ANSWER_TYPES[name], ITEMS[name]
    value = answer_type.parse(text, item)
    if value is None:
        assert not answer_type.parse(f"{text}\u00a0", item)
    elif isinstance(value, str):
        assert value.strip()
        assert clean(value) == value
    elif not is_valid(value, name):
        # Understood and not allowed: a number out of its range, choices that exclude each other.
        assert name in ("integer", "decimal", "percentage", "select_multiple")


@each_type
@given(text=TYPED)
def test_a_value_survives_its_field(name: str, text: str) -> None:
    answer_type, item = ANSWER_TYPES[name], ITEMS[name]
    value = answer_type.parse(text, item)
    if value is not None and is_valid(value, name):
        assert answer_type.parse(answer_type.format(value, item), item) == value


@each_type
@given(value=PLAIN)
def test_any_plain_value_can_be_shown(name: str, value: Any) -> None:
    assert isinstance(ANSWER_TYPES[name].format(value, ITEMS[name]), str)


@each_type
def test_nothing_typed_is_no_answer(name: str) -> None:
    for blank in ("", "  ", "\n", "\t\r\n", "\u00a0", "\u200b"):
        assert ANSWER_TYPES[name].parse(blank, ITEMS[name]) is None


@each_type
@given(text=st.text() | st.sampled_from(SAMPLES))
def test_patterns_mean_the_same_in_javascript(name: str, text: str) -> None:
    schema = ANSWER_TYPES[name].schema(ITEMS[name])
    if "pattern" in schema:
        ours = Draft202012Validator({"pattern": schema["pattern"]}).is_valid(text)
        assert (regress.Regex(schema["pattern"], "u").find(text) is not None) is ours


@each_type
@pytest.mark.parametrize(
    "text", ["a" * 30000 + "\n", "1 " * 15000 + "z", "a@" * 15000, "https://" * 4000, "a. " * 9000]
)
def test_long_texts_take_no_long_time(name: str, text: str) -> None:
    # A pattern that went back over such a text again and again would run for minutes.
    answer_type, item = ANSWER_TYPES[name], ITEMS[name]
    assert answer_type.parse(text, item)
    if not is_valid(text, name):
        answer_type.explain(text, item)
    answer_type.suggest(text, item, Context())


@pytest.mark.parametrize("name", ["text", "paragraph"])
def test_text_may_be_anything_but_blank(name: str) -> None:
    assert is_valid("None", name)
    assert not is_valid(" \t\u00a0\u2028\ufeff", name)
    assert ANSWER_TYPES[name].explain(" ", ITEMS[name]).key == "answer.blank"
    assert ANSWER_TYPES[name].explain(16, ITEMS[name]) == Message("answer.not_text", {"text": "16"})


def test_lines_are_for_paragraphs() -> None:
    text, paragraph = ANSWER_TYPES["text"], ANSWER_TYPES["paragraph"]
    assert paragraph.parse("\r\none\r\ntwo\r\n", ITEMS["paragraph"]) == "one\ntwo"
    assert is_valid("one\ntwo", "paragraph")
    assert not is_valid("one\n", "text")
    assert text.explain("one\ntwo", ITEMS["text"]).key == "text.lines"
    assert text.suggest("one\ntwo", ITEMS["text"], Context()) == "one two"


@each_type
def test_a_type_has_the_name_that_it_is_found_under(name: str) -> None:
    assert ANSWER_TYPES[name].name == name
