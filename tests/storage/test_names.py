"""Names of files made of what people wrote: laws that hold for any text."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lgq_tui.core.text import clean
from lgq_tui.storage import fallback, names

ENDING = ".response.yaml"
DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10)),
}

odd = st.text() | st.text(
    st.sampled_from('aZ é漢क्ا\u0301\u200d\u202e\x1b\x07\0/\\:*?"<>|.-_ ¹\ud800CONLPT1\U0001f600'),
    max_size=400,
)


@given(odd)
@example("CON")
@example("lpt1")
@example("LPT¹")
@example("nul.txt")
@example("-" * 300)
@example("../../etc/passwd")
@example("漢" * 300)
@example("\u0301")
def test_a_name_is_safe_everywhere(text: str) -> None:
    name = names.safe(text, ENDING)
    stem = name.removesuffix(ENDING)
    assert name == stem + ENDING
    assert stem
    assert len(f"{name}.journal.broken-20261123T114012".encode()) <= 255
    assert stem.partition(".")[0].upper() not in DEVICES
    assert stem[0] not in "-._ "
    assert stem[-1] not in "-. "
    assert not set('/\\:*?"<>|.\0 ') & set(stem)
    assert {unicodedata.category(letter)[0] for letter in stem} <= set("LMNP")
    assert clean(name) == name
    assert Path(name).name == name


@given(odd)
def test_a_name_of_a_name_is_the_same(text: str) -> None:
    name = names.safe(text)
    assert names.safe(name) in (name, name.removesuffix("_"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kuala Lumpur, Malaysia", "kuala-lumpur-malaysia"),
        ("São Tomé", "são-tomé"),
        ("مدينة الكويت", "مدينة-الكويت"),
        ("東京", "東京"),
        ("नई दिल्ली", "नई-दिल्ली"),
        ("St. John's", "st-john-s"),
        ("Con", "con_"),
        ("...", "response"),
        ("", "response"),
        ("a\u202egnp.exe", "agnp-exe"),
    ],
)
def test_a_city_is_recognised(text: str, name: str) -> None:
    assert names.safe(text) == name


@given(st.text(), st.text())
def test_kept_answers_of_two_responses_do_not_meet(left: str, right: str) -> None:
    assert (fallback.path_of(left) == fallback.path_of(right)) is (left == right)


def test_a_long_name_is_cut_and_none_is_lengthened() -> None:
    assert names.shortened("short", ENDING) == "short"
    assert len(names.shortened("é" * 500, ENDING).encode()) <= 255 - len(ENDING)
