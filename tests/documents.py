"""Responses as documents, what stands in them, and texts that people could have typed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.text import clean
from lgq_tui.exports.document import showing
from lgq_tui.exports.document.making import document_of
from lgq_tui.exports.document.records import Field
from lgq_tui.exports.order import Order
from lgq_tui.imports.source import ANSWER, MISSING, NOTE, TICK, Bound, Source
from lgq_tui.locales.speech import say
from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load, shipped
from tests.forms import form, interview

ROOT = Path(__file__).parents[1]
GARDEN = ROOT / "examples" / "valid" / "community-garden.questionnaire.yaml"

STORY = form("""
- {id: story, type: paragraph}
- {id: links, type: url, repeat: true}
- {id: picks, type: select_multiple, choices: [{id: a, label: Air}, {id: b, label: "*Bus* [x] <b>"}]}
""")

PAGES = form("[{id: pages, type: paragraph, repeat: true}]")
"""Takes as many texts as there are."""

_SIGNS = "\\`*_{}[]<>()#+-.!|&~=:;\"' \n\n\u00a0\u3000\u0338axX1/@é年م"
TEXTS = st.one_of(st.text(), st.text(alphabet=_SIGNS), st.text(alphabet=" \n>#-[x]a")).map(clean)
"""Whatever may be an answer in a file."""


def naughty() -> list[str]:
    """Texts that have broken programs, and attempts on pages (`tests/corpora`)."""
    known = json.loads((ROOT / "tests" / "corpora" / "blns.json").read_bytes())
    return [clean(text) for text in (*known, *ATTEMPTS) if clean(text)]


ATTEMPTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "\"><script>alert(1)</script>",
    "' onmouseover='alert(1)",
    "</div></main></body><h1>x</h1>",
    "</textarea><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<!-- --><b>x</b>",
    "<!-- / -->",
    "<!-- story -->\nother\n<!-- / -->",
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "[x]: https://evil.example",
    "<https://evil.example>",
    "&lt;b&gt; &#60; &nbsp; &copy; &amp;lt;",
    "{{ 7 * 7 }} {% raw %} ${7*7} <%= 7 %>",
    "# One\n## Two\n---\n===\n- a\n* b\n+ c\n1. d\n2) e\n> f\n```\ng\n~~~",
    "| a | b |\n|---|---|\n| c | d |",
    "   three\n    four\n\tfive",
    "\n\nabove and below\n\n",
    "ends with \\",
    "ends with \\\n\\\nand \\goes on",
    "C:\\new\\*.txt",
    "[story]\nother\n[links]",
    "[x] a\n[ ] b",
    "@note x\n@missing masked\n@value 1",
    "| bar\n|bar",
    "> quoted\n>> twice\n-- \nsigned",
    "two  blanks   and more    ",
    "[^1] [^1]: note",
)  # fmt: skip


def order(questionnaire: Questionnaire, blank: bool = False, **answers: Any) -> Order:
    """An order of one response with these answers."""
    return Order((interview(questionnaire, **answers),), say, code="7K2M-0QXW", blank=blank)


def examples() -> Iterator[tuple[str, Order]]:
    """The orders of what `examples/` has, and of empty forms."""
    lgq, garden = load(shipped()), load(GARDEN)
    filled = {
        "kuala-lumpur": (lgq, ROOT / "examples" / "kuala-lumpur.response.yaml"),
        "garden": (garden, GARDEN.with_name("community-garden.response.yaml")),
        "half-filled": (lgq, GARDEN.with_name("half-filled.response.yaml")),
    }
    for name, (questionnaire, path) in filled.items():
        response = responses.read(path, questionnaire)
        yield name, Order((Interview(questionnaire, response),), say, code="7K2M-0QXW")
    for name, questionnaire in {"lgq-form": lgq, "garden-form": garden}.items():
        response = responses.new(questionnaire, datetime(2026, 1, 1, tzinfo=UTC))
        yield name, Order((Interview(questionnaire, response),), say, blank=True)


def told(order: Order) -> set[tuple[str, str, str, bool]]:
    """What a document has to give back: path, text, kind, and whether a box is ticked."""
    fields = (one for section in document_of(order).sections for one in section.fields)
    return {one for field in fields for one in _told(field)}


def _told(field: Field) -> Iterator[tuple[str, str, str, bool]]:
    if showing.is_passed_over(field):
        return
    for box in field.boxes:
        yield (field.path, box.id, TICK, box.ticked)
        for inner in box.fields:
            yield from _told(inner)
    said = ((field.text, ANSWER), (field.missing, MISSING), (field.note, NOTE))
    yield from ((field.path, text, kind, True) for text, kind in said if text)
    for part in field.parts:
        yield from _told(part)


def read(source: Source) -> set[tuple[str, str, str, bool]]:
    """What was given back."""
    return {(one.path, one.text, one.kind, one.on) for one in source.bound}


def one(source: Source, path: str) -> Bound:
    """What is bound to a path, where that is one thing."""
    (found,) = (bound for bound in source.bound if bound.path == path)
    return found


def texts(source: Source, *kinds: str) -> list[str]:
    """The words of the passages, all or of some kinds."""
    return [one.text for one in source.passages if not kinds or one.kind in kinds]
