"""The text of a response file, and that every reader finds in it what was written."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml12
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from lgq_tui.core.text import clean
from lgq_tui.storage import emitter, plain, responses
from tests.storage.forms import form, response

FORM = form()


def written(answers: Any, **parts: Any) -> str:
    return emitter.dump(response(answers=answers, **parts).as_document(), FORM)


def answers_part(answers: Any) -> str:
    text = written(answers)
    return text[text.index("\nanswers:") + 1 :]


def read_by_all(text: str) -> list[Any]:
    """What three readers, one of them of YAML 1.1, find in a text."""
    old = YAML(typ="safe")
    old.version = (1, 1)
    return [
        plain.parse(Path("a.yaml"), text.encode()).data,
        YAML(typ="safe").load(io.StringIO(text)),
        old.load(io.StringIO(text)),
        yaml12.parse_yaml(text),
    ]


# How it looks


def test_a_whole_file() -> None:
    text = written(
        {
            "city": "Kuala Lumpur",
            "country": "MY",
            "portals": ["https://a.my"],
            "areas": ["water", "other"],
            "areas_details": {"other": {"text": "One\nTwo", "links": ["https://b.my"]}},
            "partners": [{"name": "no", "agreed": True, "share": 12.5, "kinds": ["a"]}],
        },
        authors=("Ada",),
        position="partners",
        missing={"remarks": "asked-unknown"},
        notes={"city": "12:30"},
        seal={"digest": "sha256:00", "seq": 4},
    )
    assert text == dedent("""\
        # Demo: Kuala Lumpur, Malaysia
        format: lgq-response/1
        id: "0193b7c2-0000-7000-8000-000000000000"
        questionnaire: {id: demo, version: "1", digest: "sha256:d1"}
        status: in-progress
        language: en
        created: "2026-11-23T10:12:00Z"
        modified: "2026-11-23T10:12:00Z"
        authors:
          - "Ada"
        position: "partners"
        answers:
          # I. First
          city: "Kuala Lumpur"
          # 1. Which country?
          country: "MY"  # Malaysia
          # 2. Portals of the city
          portals:
            - "https://a.my"
          areas:
            - "water"  # Water: clean
            - "other"  # Other
          areas_details:
            # Other
            other:
              # What?
              text: |-
                One
                Two
              # L
              links:
                - "https://b.my"
          # 3. Partners
          partners:
            - name: "no"
              # Is it agreed?
              agreed: true
              share: 12.5
              kinds:
                - "a"  # A kind
        missing:
          remarks: asked-unknown
        notes:
          city: "12:30"
        seal: {digest: "sha256:00", seq: 4}
        """)


def test_without_answers() -> None:
    assert written({}).startswith("# Demo\nformat:")
    assert written({}).endswith("authors: []\nanswers: {}\n")


def test_sections_stand_apart() -> None:
    [section] = FORM.sections
    two = FORM._replace(
        sections=(
            section._replace(items=section.items[:1]),
            section._replace(number=None, title="Second\x1b[2J", items=section.items[1:]),
        ),
    )
    document = {"answers": {"city": "K", "remarks": "R"}}
    assert emitter.dump(document, two) == dedent("""\
        # Demo: K
        answers:
          # I. First
          city: "K"

          # Second[2J
          remarks: "R"
        """)


def test_what_the_questionnaire_does_not_know_is_written_last() -> None:
    answers = {"stray": {"a": [1, None]}, "city": "K", "partners": [{"x": "y", "name": "N"}]}
    assert answers_part(answers) == dedent("""\
        answers:
          # I. First
          city: "K"
          # 3. Partners
          partners:
            - name: "N"
              x: "y"
          stray:
            a:
              - 1
              - null
        """)


def test_an_element_that_begins_with_a_question() -> None:
    answers = {"partners": [{"agreed": False}]}
    assert all(data["answers"] == answers for data in read_by_all(written(answers)))
    assert answers_part(answers) == dedent("""\
        answers:
          # I. First
          # 3. Partners
          partners:
            -
              # Is it agreed?
              agreed: false
        """)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", '""'),
        ("yes", '"yes"'),
        ('say "a\\b"', r'"say \"a\\b\""'),
        ("a\nb", "|-\n    a\n    b"),
        ("a\n\nb\n", "|\n    a\n\n    b"),
        ("a\nb\n\n", r'"a\nb\n\n"'),
        ("a \nb", r'"a \nb"'),
        ("a\u00a0\nb", '"a\u00a0\\nb"'),
        (" a\nb", r'" a\nb"'),
        ("a\n b", "|-\n    a\n     b"),
        ("\na", r'"\na"'),
        ("a\n", r'"a\n"'),
        ("\n\n", r'"\n\n"'),
        ("# a\n---\n- b: c", "|-\n    # a\n    ---\n    - b: c"),
        ("a\tb\nc", r'"a\tb\nc"'),
        ("\x00\x7f\x85\u2028\ufeff\udc80", r'"\u0000\u007f\u0085\u2028\ufeff?"'),
        ("😀 é \u200fש", '"😀 é \u200fש"'),
    ],
)
def test_a_text(text: str, expected: str) -> None:
    assert answers_part({"remarks": text}) == f"answers:\n  # I. First\n  remarks: {expected}\n"


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "1"), (-3, "-3"), (0.1, "0.1"), (1e22, "1.0e+22"), (1.5e-7, "1.5e-07"), (True, "true")],
)
def test_a_number(number: Any, expected: str) -> None:
    text = written({"remarks": number})
    assert f"  remarks: {expected}\n" in text
    for data in read_by_all(text):
        found = data["answers"]["remarks"]
        assert found == number
        assert type(found) is type(number)


@pytest.mark.parametrize("key", ["no", "y", "null", "a b", "a[0].b", "", "1", "é", "k" * 3000])
def test_a_key(key: str) -> None:
    assert f"  {emitter._key('a.b_1', '')} " == "  a.b_1: "
    for answers in ({key: "x"}, {"z": [{key: {key: "x"}, "b": 1}]}, {"z": {"d": {key: ["x\ny"]}}}):
        for data in read_by_all(written(answers, seal={key: 1})):
            assert data["answers"] == answers
            assert data["seal"] == {key: 1}


# What comes back


def texts() -> st.SearchStrategy[str]:
    """Whatever people may type, above all what is hard to write down."""
    awkward = st.sampled_from(
        [*" \n#:-?|>'\"\\{}[],&*!%@`~=", "\n\n", " \n", "\n ", "no", "null", "12:30", "+52", "0x1",
         "1e3", "- ", ": ", " #", "---", "...", "<<", "%YAML", "\u00a0", "\u3000", "\u200d", "😀"]
    )  # fmt: skip
    pieces = st.lists(st.one_of(awkward, st.characters(), st.just("word")), max_size=12)
    return st.one_of(st.text(), pieces.map("".join)).map(clean)


def values() -> st.SearchStrategy[Any]:
    # Readers of YAML 1.1 differ on whole numbers of a hundred digits; none is an answer.
    numbers = st.integers(-(10**15), 10**15) | st.floats(allow_nan=False, allow_infinity=False)
    leaves = st.none() | st.booleans() | numbers | texts()
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts(), inner, max_size=3),
        max_leaves=8,
    )


@given(texts())
def test_texts_come_back_in_every_reader(text: str) -> None:
    answers = {
        "city": text,
        "portals": [text, text],
        "areas": [text],
        "extent": text,
        "partners": [{"people": [{"name": "", "remarks": text}, {"remarks": text}]}],
    }
    for data in read_by_all(written(answers, notes={"city": text})):
        assert data["answers"] == answers
        assert data["notes"] == {"city": text}


@given(st.fixed_dictionaries({}, optional={item.id: values() for item in FORM.items}), values())
def test_answers_of_any_shape_come_back(answers: Any, other: Any) -> None:
    expected = {**answers, "stray": other}
    whole = response(answers=expected, aside={"a[0].b": other}, authors=(other,))
    for data in read_by_all(emitter.dump(whole.as_document(), FORM)):
        assert data == whole.as_document()
    for name in ("a.json", "a.yaml"):
        content = responses.text_of(Path(name), whole, FORM)
        assert plain.parse(Path(name), content).data == whole.as_document()


@given(st.text(st.characters()))
def test_any_text_at_all_can_be_written(text: str) -> None:
    """Even what `clean` would not have let in does no more than lose what `clean` takes out."""
    whole = response(answers={"remarks": text})
    for name in ("a.json", "a.yaml"):
        content = responses.text_of(Path(name), whole, FORM)
        found = plain.parse(Path(name), content).data["answers"]["remarks"]
        if all(not 0xD800 <= ord(letter) <= 0xDFFF for letter in text):
            assert found == clean(text)


def test_json_is_for_people_too() -> None:
    content = responses.text_of(Path("A.JSON"), response(answers={"city": "Córdoba"}), FORM)
    assert '\n    "city": "Córdoba"\n' in content.decode()
    assert list(json.loads(content)) == list(response().as_document())


def test_the_same_data_are_the_same_text() -> None:
    answers = {"partners": [{"name": "a", "kinds": ["a"]}], "city": "x"}
    assert written(answers) == written(dict(reversed(answers.items()))) == written(answers)


def test_deep_data_are_written() -> None:
    value: Any = "x"
    for _ in range(plain.MOST_DEPTH - 5):
        value = [value]
    assert sys.getrecursionlimit() >= 1000
    assert plain.parse(Path("a.yaml"), written({"z": value}).encode()).data["answers"]["z"] == value
