"""The quick reader of our own files says what the reader of all YAML says, or nothing."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgq_tui.core.text import clean
from lgq_tui.storage import dialect, emitter, plain
from lgq_tui.storage.plain import UnreadableError
from tests.storage.forms import form, response
from tests.storage.test_emitter import texts, values

FORM = form()
FILES = [
    emitter.dump(
        response(
            answers={
                "city": "Kuala Lumpur",
                "country": "MY",
                "portals": ["https://a.my", "https://b.my"],
                "areas": ["water", "other"],
                "areas_details": {"other": {"text": "One\n\n # Two\n", "links": ["https://b.my"]}},
                "partners": [
                    {"agreed": True, "share": 12.5, "people": [{"remarks": "a\nb"}, {"name": "c"}]},
                    {"name": "x", "kinds": ["a"]},
                ],
            },
            missing={"remarks": "asked-unknown"},
            aside={"a[0].b": [[1, [None, {}], []], {"a": {}, "b": {"c": "d"}}]},
            seal={"digest": "sha256:00", "seq": 4},
        ).as_document(),
        FORM,
    ),
    *(file.read_text("utf-8") for file in sorted(Path("examples/valid").glob("*.response.yaml"))),
]


def whole(text: str) -> Any:
    """What the reader of all YAML finds, None where it finds a mistake."""
    try:
        return plain.parse(Path("a.yaml"), text.encode()).data
    except UnreadableError:
        return None


@pytest.mark.parametrize("text", FILES)
def test_our_own_files_are_read(text: str) -> None:
    assert dialect.read(text.encode()) == whole(text) is not None


@given(st.fixed_dictionaries({}, optional={item.id: values() for item in FORM.items}), values())
def test_whatever_was_answered_is_read(answers: Any, other: Any) -> None:
    made = response(answers={**answers, "stray": other}, aside={"a[0].b": other})
    found = dialect.read(emitter.dump(made.as_document(), FORM).encode())
    # Numbers that nobody types, and keys of a line of their own, are left to the other reader.
    if found is not None:
        assert found == made.as_document()


@given(texts(), texts())
def test_every_text_is_read(text: str, key: str) -> None:
    answers = {"city": text, "partners": [{"people": [{"remarks": text}]}], "stray": {key: text}}
    found = dialect.read(emitter.dump(response(answers=answers).as_document(), FORM).encode())
    assert found is not None or len(key) > 40
    assert found is None or found["answers"] == answers


@st.composite
def edited(draw: st.DrawFn) -> str:
    """One of our files after some careless, or cunning, editing."""
    text = draw(st.sampled_from(FILES))
    for _ in range(draw(st.integers(1, 4))):
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(("twice", "gone", "moved", "in", "in", "out"))):
            case "twice":
                lines.insert(draw(st.integers(0, len(lines))), lines[at])
            case "gone":
                del lines[at]
            case "moved":
                lines[at] = draw(st.sampled_from(("", " ", "  ", "    ", "- "))) + lines[at].strip()
            case "in":
                place = draw(st.integers(0, len(lines[at])))
                sign = draw(SIGNS)
                lines[at] = lines[at][:place] + sign + lines[at][place:]
            case "out":
                place = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:place] + lines[at][place + 1 :]
        text = "\n".join(lines) or "\n"
    return text


SIGNS = st.sampled_from(
    [*" #:-?|>'\"\\{}[],&*!%@`~=\n\t\r.019ae+", "  ", "\n\n", ": ", " # ", "- ", "&a ", "*a", "!!str ",
     "<<: ", "---\n", "...", "|-", "|2", ">-", "{}", "[]", "null", "0x1", "1_0", "\\x41", "\\ud83d",
     "\u0085", "\u2028", "\ufeff", "e\u0301", "\u200b", "😀"]
)  # fmt: skip


@given(edited())
def test_what_is_read_is_what_yaml_means(text: str) -> None:
    found = dialect.read(text.encode())
    assert found is None or repr(found) == repr(whole(text))


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        '"e\u0301": 1\n"\u00e9": 2\n',
        "a: &x 1\nb: *x\n",
        "a: !!str 1\n",
        "<<: {a: 1}\n",
        "a: {b: 1, b: 2}\n",
        "a: 'x'\n",
        "a: x y\n",
        "a:\n- 1\n",
        "a: 1\n b: 2\n",
        "a: word\n  goes on\n",
        "a: |2\n    x\n",
        "a: |\n  x",
        "a: 1",
        f"a: {{{'k' * 2000}: 1}}\n",
        "a: {" + ", ".join(f"k{n}: 1" for n in range(2000)) + "}\n",
        "a: |-\n\n  x\n",
        "a: |-\n    x\n  y\n",
        "a: |-\n  x\n \n",
        "a: 2026-11-23\n",
        "a: 0x10\n",
        "a: .inf\n",
        "a:\t1\n",
        "a: 1\r\nb: 2\r\n",
        "a: [1, 2]\n",
        "-1\n",
        "--- \na: 1\n",
        "a: 1\n...\n",
        "",
        "# nothing\n",
        f"{'k' * 2000}: 1\n",
        "".join(f"{'  ' * depth}a:\n" for depth in range(80)) + "  " * 80 + "a: 1\n",
    ],
)
def test_what_is_left_to_the_reader_of_all_yaml(text: str) -> None:
    assert dialect.read(text.encode()) is None


def test_bytes_that_are_no_text_are_left_to_it_too() -> None:
    assert dialect.read(b'a: "\xff"\n') is None


def test_texts_are_made_harmless_as_everywhere() -> None:
    text = 'a: "e\\u0301\\u0007\\u200b"\n'
    assert dialect.read(text.encode()) == {"a": clean("e\u0301\u0007\u200b")} == {"a": "\u00e9"}


def test_elements_of_lists_begin_on_the_line_of_their_dash_or_under_it() -> None:
    text = dedent("""\
        a:
          - b: 1
            c: |-
              d
                e

              f
          -
            # g
            b: "h # i"  # j
          - - 2
            - {}
          - |
            k
        """)
    expected = [{"b": 1, "c": "d\n  e\n\nf"}, {"b": "h # i"}, [2, {}], "k\n"]
    assert dialect.read(text.encode()) == whole(text) == {"a": expected}
