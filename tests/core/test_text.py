from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgq_tui.core.text import ascii_signs, clean, clean_code, clean_line, escaped, visible

ANY_TEXT = st.text(st.characters(codec=None) | st.sampled_from("\u200b\u202e\ufeff\r\n\t\u0301a "))


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("one\u2028two\u2029three\x85four\x0bfive\x0csix", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("a\tb", "a b"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("bell\x07 del\x7f csi\x9b null\x00", "bell del csi null"),
        ("\u202eevil\u202c \u2066isolated\u2069", "evil isolated"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("lone\ud800 surrogate\udfff", "lone surrogate"),
        ("not a character: \ufdd0\ufffe\U0001ffff\U0010fffe.", "not a character: ."),
        ("Cafe\u0301", "Caf\u00e9"),
    ],
)
def test_text_is_made_harmless(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian, with a non-joiner
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",  # a family, joined
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # a flag
        "\u05d0 (1)\u200f \u05d1",  # Hebrew, with a mark of direction
        "  blanks  stay \n\n so do lines ",
    ],
)
def test_what_scripts_and_people_need_stays(text: str) -> None:
    assert clean(text) == text


def test_a_line_is_one_line() -> None:
    assert clean_line("  one\r\ntwo\t") == "one two"


def test_a_code_has_nothing_that_nobody_sees() -> None:
    assert clean_code("\u200ehttps://a.gov/\u00adb\u2060 ") == "https://a.gov/b"
    assert (
        clean_code("https://\u0645\u06cc\u200c\u062e.ir/") == "https://\u0645\u06cc\u200c\u062e.ir/"
    )


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("\u0663\u0664\u06f5", "345"),
        ("\uff0b\uff16\uff10\uff08\uff13\uff09", "+60(3)"),
        ("2617\u20119310", "2617-9310"),
        ("\u22125\u00a0000\u202f000", "-5 000 000"),
        ("16\u00b2", "16\u00b2"),
    ],
)
def test_digits_dashes_and_blanks_of_any_script(text: str, signs: str) -> None:
    assert ascii_signs(text) == signs


@given(ANY_TEXT)
def test_cleaning_again_changes_nothing(text: str) -> None:
    for cleaned in (clean, clean_line, clean_code, ascii_signs):
        once = cleaned(text)
        assert cleaned(once) == once
        assert unicodedata.is_normalized("NFC", once)
        once.encode()


@given(ANY_TEXT)
def test_nothing_reaches_the_terminal_that_controls_it(text: str) -> None:
    assert not [x for x in clean(text) if unicodedata.category(x) in ("Cc", "Cs") and x != "\n"]
    assert "\n" not in clean_line(text)


@pytest.mark.parametrize("mark", ["\u0301", "\u0323\u0301", "\u0301\u0323", "\u0344", "\U0001d165"])
def test_marks_are_not_piled_up_without_end(mark: str) -> None:
    """To put a hundred thousand of them in order would take minutes."""
    text = clean(f"e{mark * 50_000} \u0e01\u0e34{mark}")
    assert len(text) < 40
    assert clean(text) == text


def test_as_many_marks_as_any_script_has_stay() -> None:
    piled = "Z\u0351\u036b\u0343\u0365" + "\u0301" * 26
    assert clean(piled) == unicodedata.normalize("NFC", piled)


# --- what is shown -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain ünï 漢\nnext", "plain ünï 漢\nnext"),
        ("\x1b[31m", "␛[31m"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("a\0b\tc\rd\x7fe", "a␀b␉c␍d␡e"),
        ("\x9b31m", "<U+009B>31m"),
        ("a\u202egnp.exe", "a<U+202E>gnp.exe"),
        ("\u2066a\u2069", "<U+2066>a<U+2069>"),
        ("\u200b\ufeff\u2028", "<U+200B><U+FEFF><U+2028>"),
        ("\udc80", "<U+DC80>"),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
    ],
)
def test_what_would_act_on_a_terminal_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_nothing_that_is_shown_is_alive(text: str) -> None:
    shown = visible(text)
    assert visible(shown) == shown
    assert clean(shown) == unicodedata.normalize("NFC", shown)
    shown.encode()


@given(st.text())
def test_text_that_was_cleaned_is_shown_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert visible(cleaned) == cleaned


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_escapes_in_json_change_nothing_that_it_says(data: Any) -> None:
    text = escaped(json.dumps(data, ensure_ascii=False, indent=1))
    assert json.loads(text) == data
    assert visible(text) == text


@pytest.mark.parametrize("marks", ["\u0301\u0323", "\u0344", "\u0f73", "\u0308\u0345\u05b0"])
def test_marks_without_end_take_no_long_time(marks: str) -> None:
    # To put a hundred thousand marks in their order would take minutes.
    text = clean("a" + marks * 50_000 + "b")
    assert unicodedata.normalize("NFD", text)[0] == "a"
    assert text[-1] == "b"
    assert len(text) < 100
    assert clean(text) == text


@given(st.text(st.sampled_from("aé\u0301\u0323\u0344\u0f73\u05b0क़ᄀ"), min_size=31, max_size=200))
def test_marks_are_counted_once_and_for_all(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned


def test_words_of_languages_keep_all_their_marks() -> None:
    for text in ("שָׁלוֹם עֲלֵיכֶם " * 20, "Tiếng Việt " * 20, "नई दिल्ली ज़िला " * 20, "ภาษาไทยที่ดี" * 20):
        assert clean(text) == unicodedata.normalize("NFC", text)
