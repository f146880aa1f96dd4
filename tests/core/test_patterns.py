"""Patterns in definitions: which are taken, and that none of those takes long on any text."""

from __future__ import annotations

import re
import time
from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Item
from lgq_tui.core.patterns import LONG, SLOW, UNKNOWN, flaw
from lgq_tui.core.patterns.flaws import FlawError
from lgq_tui.core.patterns.places import START, Places
from lgq_tui.core.patterns.tree import Reader


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "^$",
        r"\S",
        "^https:",
        r"\.org$",
        "gov|edu",
        "[A-Z]{3}",
        "^[A-Z]{3}$",
        "^[A-Z]{2}[0-9]{2,10}$",
        "^.{0,400}$",
        r"^[^@\s]+@[^@\s]+$",
        r"^\d+(\.\d+)?$",
        "^[a-z]+(-[a-z]+)*$",
        r"^.+\.gov(\.[a-z]{2})?$",
        "^(one|two|three)$",
        r"^(?:\+|00)[0-9 ]{6,20}$",
        r"^(20|19)[0-9]{2}-(0[1-9]|1[0-2])$",
        r"^[\u0600-\u06ff]+(?![\s\S])",
        r"\bpark\b",
    ],
)
def test_what_authors_write_is_taken(pattern: str) -> None:
    assert flaw(pattern) is None
    assert re.compile(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "^(a+)+$",
        "^(a|a)*$",
        "(a*)*",
        "(a|aa)+$",
        "[0-9]+$",
        r"^\S+@\S+$",
        r"^(\w+\s?)*$",
        "^(.*,){10}",
        "^.*.*$",
        "^(a?){30}a{30}$",
        "(()?){30}b",
        "(|a|)*b",
        r"^(\w|\d)+$",
        "^(é|[^a])+$",
    ],
)
def test_what_could_take_for_ever_is_refused(pattern: str) -> None:
    found = flaw(pattern)
    assert found is not None
    assert found.kind == SLOW


@pytest.mark.parametrize(
    ("pattern", "sign"),
    [
        ("a(?=b)", 3),
        ("(?<=a)b", 2),
        (r"(a)\1", 4),
        ("(?i)a", 2),
        ("(?P<x>a)", 2),
        ("a++", 2),
        ("(?>a)", 2),
        (r"\Z", 1),
        (r"\p{L}", 1),
        ("[[:alpha:]]", 1),
        ("[a&&b]", 2),
        ("[", 1),
        (")", 0),
        ("(", 1),
        ("^*", 2),
        ("a{2,1}", 6),
        ("a{99999999999}", 1),
        (r"[a-\d]", 5),
        ("[]", 2),
        ("(" * 900, 41),
    ],
)
def test_what_not_every_engine_reads_alike_is_refused(pattern: str, sign: int) -> None:
    found = flaw(pattern)
    assert found is not None
    assert (found.kind, found.sign) == (UNKNOWN, sign)


def test_counting_has_an_end() -> None:
    for pattern in ("^a{9000}", "^(a{100}){100}$", "a" * 5000):
        found = flaw(pattern)
        assert found is not None
        assert found.kind == LONG


@pytest.mark.parametrize("name", ["date", "email", "url"])
def test_our_own_are_among_those_that_are_taken(name: str) -> None:
    schema = ANSWER_TYPES[name].schema(Item("a", "a", name, label=""))
    assert flaw(schema["pattern"]) is None


# What any pattern may be made of.
signs = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\w", r"\d", "é", "^", "$"])
patterns = st.recursive(
    signs,
    lambda inner: st.one_of(
        st.builds("{}{}".format, inner, inner),
        st.builds("({}|{})".format, inner, inner),
        st.builds(
            "(?:{}){}".format, inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{2,}"])
        ),
    ),
    max_leaves=8,
)
texts = st.text(st.sampled_from("ab1é \n"), max_size=12)


@given(patterns)
def test_what_is_taken_takes_no_long_time(pattern: str) -> None:
    assume(flaw(pattern) is None)
    for begin in ("a", "ab", "b", "1", "é", "ba1é"):
        text = begin * (20_000 // len(begin))
        started = time.perf_counter()
        re.search(pattern, text + "\n")
        # It takes milliseconds; a reading too many at every sign would take half a minute.
        assert time.perf_counter() - started < 2


@given(patterns, texts)
def test_every_reading_of_an_engine_is_counted(pattern: str, text: str) -> None:
    """What Python finds from the beginning, the places find too: nothing is overlooked."""
    try:
        tree = Reader(pattern).read()
        places = Places(tree)
    except FlawError:
        assume(False)
    found = re.match(f"(?:{pattern})", text)
    if found is None:
        return
    alive = Counter({START: 1})
    for sign in found[0]:
        after = Counter[int]()
        for place, count in alive.items():
            for following, ways in places.after[place].items():
                kind = places.signs[following]
                number = ord(sign)
                if (number < 128 and kind.ascii >> number & 1) or any(
                    low <= number <= high for low, high in kind.beyond
                ):
                    after[following] += count * ways
        alive = after
    assert alive.total() > 0
