"""Every text comes back as it was given, from wherever it was put.

The proof makes texts of awkward pieces and puts some hundreds at a time into one response: answers,
keys, notes, authors, reasons, sources, queries, what is kept aside. That goes through the YAML file, the JSON file
and the journal, and every reader must find the very same data; the page that `lgq show` writes must
hold every answer. What may change is only what `core.text.clean` changes, which is shown to change
nothing a second time.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from importlib import import_module
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml12
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from lgq_tui import cli
from lgq_tui.core.interview import Interview
from lgq_tui.core.queries import Query, Remark
from lgq_tui.core.response import Acceptance, Response
from lgq_tui.core.sources import AnswerSource
from lgq_tui.core.steps import ANSWER, DONE, NOTE, QUERY, SOURCE, Change, Step, Turn
from lgq_tui.core.text import clean
from lgq_tui.exports import reading
from lgq_tui.locales.speech import say
from lgq_tui.storage import dialect, journal, plain, responses
from lgq_tui.storage.journal import Entry, Journal
from tests.forms import TODAY, form
from tests.forms import response as response_to
from tests.proofs.conftest import Proof
from tests.proofs.naughty import NAUGHTY, PIECES, text

ITEMS = """
- {id: line, type: text, label: Line}
- {id: lines, type: text, repeat: true, label: Lines}
- {id: pages, type: paragraph, repeat: true, label: Pages}
- id: people
  type: group
  repeat: true
  label: People
  items: [{id: name, type: text, label: Name}, {id: remarks, type: paragraph, label: Remarks}]
- {id: picks, type: select_multiple, label: Picks, choices: [{id: known_one, label: "A: #1"}]}
"""
FORM = form(ITEMS)
AT = "2026-11-23T10:12:00.000Z"

yaml: Any = import_module("yaml")  # PyYAML, which comes without types

BATCH = 500
"""Texts in one response."""

# Where texts go --------------------------------------------------------------------------------


def filled(texts: list[str]) -> Response:
    """A response with texts in all places that can hold one, each of them in one place."""
    left = iter(texts)

    def some(count: int) -> list[str]:
        return list(islice(left, count))

    strays = [one[: plain.MOST_IN_KEY] for one in some(30)]
    return response_to(
        FORM,
        position=next(left, "line"),
        authors=tuple(some(10)),
        notes={f"line.n{n}": one for n, one in enumerate(some(30))},
        missing={f"line.m{n}": one for n, one in enumerate(some(10))},
        accepted={"line": tuple(Acceptance(one, one) for one in some(10))},
        sources={f"line.s{n}": _source(one) for n, one in enumerate(some(10))},
        queries={f"line.q{n}": (_query(one),) for n, one in enumerate(some(10))},
        aside={"people[7].name": next(left, ""), "old": {"a": [some(10)]}},
        answers={
            "line": next(left, ""),
            "people": [{"name": one, "remarks": next(left, one)} for one in some(60)],
            "picks": some(10),
            "stray": {key: [key, {key: key}] for key in strays},
            "pages": some(120),
            "lines": list(left),
        },
    )


def _source(one: str) -> AnswerSource:
    return AnswerSource("document", one, one, one, {"x": {"y": one}})


def _query(one: str) -> Query:
    thread = (
        Remark(one, one, f"{one}?"),
        Remark(one, text=one),
        Remark(one, text=f"{one}.", status="closed", other={"x": [one]}),
    )
    return Query("closed", thread, {"x": one})


def said(response: Response) -> Any:
    """What a response says; a position of nothing is none."""
    return json.loads(json.dumps(response.as_document()))


# The ways there and back -----------------------------------------------------------------------


def old_yaml(content: str) -> Any:
    reader = YAML(typ="safe")
    reader.version = (1, 1)
    return reader.load(content)


READERS: dict[str, Callable[[str], Any]] = {
    "our own reader": lambda content: plain.parse(Path("a.yaml"), content.encode()).data,
    "ruamel.yaml": lambda content: YAML(typ="safe").load(content),
    "ruamel.yaml as YAML 1.1": old_yaml,
    "py-yaml12": yaml12.parse_yaml,
    "PyYAML, of YAML 1.1": lambda content: yaml.load(
        content, getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    ),
}


def assert_comes_back(texts: list[str], folder: Path) -> None:
    """Clean texts are the same after every way there and back."""
    response = filled(texts)
    document = said(response)
    content = responses.text_of(Path("a.yaml"), response, FORM)
    for name, read in READERS.items():
        assert read(content.decode()) == document, name
    quickly = dialect.read(content)
    assert quickly is None or quickly == document, "our quick reader"
    content = responses.text_of(Path("a.json"), response, FORM)
    assert json.loads(content) == document, "JSON"
    assert plain.parse(Path("a.json"), content).data == document, "our own reader of JSON"
    assert_in_journal(texts, response, folder / "a.journal")
    assert_on_page(response)


def assert_in_journal(texts: list[str], response: Response, path: Path) -> None:
    """A journal gives back what was done, and the response that it began with."""
    path.unlink(missing_ok=True)
    changes = tuple(
        Change(NOTE, (f"people.n{number}",), None, one)
        if number % 9 == 0
        else Change(ANSWER, ("lines", number), None, one)
        for number, one in enumerate(texts)
    )
    remarks = tuple(
        change
        for one in texts[:10]
        for change in (
            Change(SOURCE, ("line",), None, _source(one)),
            Change(QUERY, ("line",), (_query(one),), (_query(one), _query(one))),
        )
    )
    turn = Turn(DONE, Step(("lines",), changes + remarks))
    entries = [Entry(AT, "line", document=response.as_document()), Entry(AT, "line", turn)]
    Journal(path, lambda: "me").append(entries)
    base, done = journal.read(path).events
    assert base.body is not None
    assert base.body["document"] == said(response), "the base of a journal"
    assert done.turn == turn, "the journal"


def assert_on_page(response: Response) -> None:
    """The lines to be read hold every answer of the questionnaire, to the letter."""
    shown = [
        line.text
        for line in reading.lines_of(Interview(FORM, response, TODAY), say)
        if line.kind == reading.ANSWER
    ]
    answers = response.answers
    people = [part for one in answers["people"] for part in (one["name"], one["remarks"])]
    picks = [f"- {one}" for one in answers["picks"]]
    expected = [answers["line"], *answers["lines"], *answers["pages"], *people, *picks]
    assert shown == expected, "the page to read"


def assert_dirt_goes(raw: list[str]) -> None:
    """Files of others, with texts as they came, are read as if their texts had been clean."""
    raw = json.loads(json.dumps(raw))  # two halves of a pair that come together are one sign
    response = response_to(FORM, answers={"lines": raw}, notes={"line": raw[-1]})
    cleaned = [clean(one) for one in raw]
    escaped = json.dumps(response.as_document()).encode()
    assert plain.parse(Path("a.json"), escaped).data["answers"]["lines"] == cleaned, "JSON"
    # Half of a surrogate pair cannot be written as it is; what is put in its place stays.
    cleaned = [clean(one.encode("utf-8", "replace").decode()) for one in raw]
    for name in ("a.json", "a.yaml"):
        content = responses.text_of(Path(name), response, FORM)
        assert plain.parse(Path(name), content).data["answers"]["lines"] == cleaned, name


# The proof -------------------------------------------------------------------------------------


def batches(amount: int) -> Iterator[list[str]]:
    """Texts as people and programs may leave them; first the whole list of naughty ones."""
    random = Random(7)
    yield NAUGHTY
    for _ in range(max(1, -(-(amount - len(NAUGHTY)) // BATCH))):
        yield [text(random) for _ in range(BATCH)]


def culprit(texts: list[str], folder: Path) -> str:
    """The first text that does not come back alone, as that is easier to look at."""
    for one in texts:
        try:
            assert_comes_back([one] * 300, folder)
        except Exception as error:
            return f"{one!r}: {error}"[:2000]
    return "only together"


def test_every_text_comes_back(proof: Proof, tmp_path: Path) -> None:
    tried = 0
    for raw in batches(proof.amount(8_000, 1_000_000)):
        texts = [clean(one) for one in raw]
        assert [clean(one) for one in texts] == texts
        try:
            assert_comes_back(texts, tmp_path)
        except Exception as error:
            pytest.fail(f"{error}\n{culprit(texts, tmp_path)}")
        tried += len(raw)
    ways = "YAML by 6 readers, JSON by 2, journal, page"
    proof.tell(f"{tried:,} texts through {ways}: all the same")


def test_every_text_is_cleaned_where_it_is_read(proof: Proof) -> None:
    tried = 0
    for raw in batches(proof.amount(4_000, 100_000)):
        assert_dirt_goes(raw)
        tried += len(raw)
    proof.tell(f"{tried:,} texts that nobody had cleaned: read as if they were")


@given(st.lists(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)), min_size=1))
def test_texts_that_are_made_smaller_where_they_fail(raw: list[str]) -> None:
    response = filled([clean(one) for one in raw])
    content = responses.text_of(Path("a.yaml"), response, FORM).decode()
    for read in READERS.values():
        assert read(content) == said(response)


def test_the_page_on_the_terminal_holds_every_text(proof: Proof, tmp_path: Path) -> None:
    """Lines are broken where the terminal ends; nothing else is lost or added."""
    definition = tmp_path / "form.yaml"
    definition.write_text(
        'id: demo\nversion: "1"\ntitle: Demo\nlanguage: en\nsections:\n'
        f"- id: first\n  title: first\n  items:{ITEMS.replace(chr(10), chr(10) + '  ')}",
        "utf-8",
    )
    path, tried = tmp_path / "a.response.yaml", 0
    for raw in batches(proof.amount(2_000, 100_000)):
        response = filled([clean(one) for one in raw])
        responses.write(path, response, FORM)
        with redirect_stdout(io.StringIO()) as page:
            assert cli.main(["-q", str(definition), "show", str(path)]) == 0
        written = "".join(page.getvalue().split())
        for line in reading.lines_of(Interview(FORM, response, TODAY), say):
            words = "".join(line.text.split())
            place = written.find(words)
            assert place >= 0, line.text
            written = written[place + len(words) :]
        tried += len(raw)
    proof.tell(f"{tried:,} texts on the page of `lgq show`: all there")
