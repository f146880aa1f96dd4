"""What cities send back: nothing is proposed as certain that somebody who read it finds otherwise.

Every document of this folder with a `.expected.yaml` beside it is a test; `python -m tests.returned`
counts, and docs/documents.md has the table.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from lgq_tui.imports.reading import read as source_of
from tests.returned.counting import (
    HERE,
    count,
    counts,
    documents,
    dropped,
    expected,
    key_of,
    words_of,
)
from tests.returned.counting import read as imported_of

TABLE = HERE.parent.parent / "docs" / "documents.md"
REAL = os.environ.get("LGQ_RETURNED_FORM")
KEY = HERE / "kuala-lumpur-2022.key.yaml"

_BROKEN = re.compile(r"[-\u00ad]\n")
_MARKED = re.compile(r"(?<!\w)\d(?=[^\W\d])")
"""The mark of a footnote, glued to its text."""

every_document = pytest.mark.parametrize("document", documents(), ids=lambda one: one.name)


@every_document
def test_each_form_is_told_apart(document: Path) -> None:
    assert len(imported_of(document).forms) == len(expected(key_of(document)))


@every_document
def test_nothing_certain_is_wrong_and_what_is_not_shown_is_asked(document: Path) -> None:
    for one in counts(document):
        assert list(one.wrong) == []
        assert list(one.unasked) == []


@every_document
def test_no_word_that_a_city_wrote_is_dropped(document: Path) -> None:
    texts = (_BROKEN.sub("", one.text) for one in source_of(document).passages)
    words = [word for text in texts for word in words_of(_MARKED.sub("", text))]
    wording = [word for form in expected(key_of(document)) for word in form.wording]
    assert dropped(imported_of(document), words, wording) == set()


@every_document
def test_as_much_is_placed_as_the_docs_say(document: Path) -> None:
    told = _told()
    for number, one in enumerate(counts(document), 1):
        name = document.name if number == 1 else f"{document.name}, form {number}"
        answers, certain, looked_at = told[name]
        assert one.answers == answers
        assert one.certain >= certain
        assert one.placed >= certain + looked_at


def _told() -> dict[str, tuple[int, int, int]]:
    """The first numbers of each row of the table in the docs."""
    rows = (
        line.strip("| \n").split(" | ") for line in TABLE.read_text(encoding="utf-8").split("\n")
    )
    found = {row[0]: row[1:4] for row in rows if len(row) > 4 and row[1].isdecimal()}
    return {name: (int(one), int(two), int(three)) for name, (one, two, three) in found.items()}


@pytest.mark.skipif(REAL is None, reason="LGQ_RETURNED_FORM names the real form, which is not here")
def test_of_the_real_form_95_of_100_answers_are_placed() -> None:
    assert REAL is not None
    [one] = counts(Path(REAL), KEY)
    assert list(one.wrong) == []
    assert list(one.unasked) == []
    assert one.placed >= 0.95 * one.answers


def test_a_wrong_value_a_silent_one_and_a_dropped_word_are_noticed() -> None:
    document = HERE / "altamira.txt"
    form = expected(key_of(document))[0]
    imported = imported_of(document)
    other = form._replace(answers={**form.answers, "city": "0" * 16}, queries=["country"])
    found = count(other, imported.forms[0])
    assert list(found.wrong) == ["city"]
    assert list(found.unasked) == ["country"]
    assert dropped(imported, ["llama"], []) == {"llama"}
