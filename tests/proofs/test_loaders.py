"""Whatever is in a file, its loader gives data or says in its one way that it cannot.

The proof spoils files by the million: examples, and small ones that say all that can be said; by
bytes, and by sense so that the form stays whole and only what it says is odd. A definition, a
response and a journal may be refused with one kind of error; the list of recent responses, the
settings and the cache never fail. Nothing may take longer than a second of the processor or more
than 200 MB, and what is taken can be judged, shown and told of.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from zlib import crc32

import pytest

from lgq_tui import __version__
from lgq_tui.core.carried import Carried
from lgq_tui.core.check import check
from lgq_tui.core.interview import Interview
from lgq_tui.core.language import RESOLVED_VERSION, resolve
from lgq_tui.core.packets import MergedPacket
from lgq_tui.core.queries import Query, Remark
from lgq_tui.core.rounds import Kept, Round
from lgq_tui.core.schema import response_schema
from lgq_tui.core.sources import MODES, AnswerSource
from lgq_tui.core.steps import (
    ACCEPT,
    ANSWER,
    CARRY,
    DONE,
    MISSING,
    NOTE,
    PACKET,
    QUERY,
    SOURCE,
    STATUS,
    VERIFY,
    Change,
    Step,
    Turn,
)
from lgq_tui.core.verification import Verification
from lgq_tui.exports.changes import altered
from lgq_tui.exports.reading import lines_of
from lgq_tui.locales.speech import say
from lgq_tui.storage import (
    definitions,
    emitter,
    journal,
    lock,
    plain,
    recent,
    responses,
    settings,
    sittings,
)
from lgq_tui.storage.definitions import UnsoundError
from lgq_tui.storage.found import last_of
from lgq_tui.storage.journal import Entry, Journal
from lgq_tui.storage.plain import UnreadableError
from tests.forms import TODAY
from tests.proofs.conftest import Proof
from tests.proofs.spoiled import HARD, by_bytes, by_sense
from tests.storage.forms import NOW, form, response

resource = pytest.importorskip("resource", reason="Windows does not tell how much was used")

EXAMPLES = Path("examples")
MOST_SECONDS = 1.0
MOST_MEGABYTES = 200

FORM = form()
FULL = response(
    answers={
        "city": "Kuala Lumpur",
        "country": "MY",
        "portals": ["https://a.my", "https://b.my"],
        "areas": ["water", "other"],
        "areas_details": {"other": {"text": "One\n\n # Two\n", "links": ["https://b.my"]}},
        "extent": "partly",
        "partners": [
            {"agreed": True, "share": 12.5, "people": [{"remarks": "a\nb"}, {"name": "c"}]},
            {"name": "x", "kinds": ["a"]},
        ],
    },
    authors=("Ada",),
    position="partners",
    missing={"remarks": "asked-unknown"},
    notes={"city": "12:30"},
    sources={"city": AnswerSource("document", "a.pdf", "page 3", "Kuala\nLumpur", {"sheet": [1]})},
    queries={
        "country": (
            Query("sent", (Remark("2026", "Ada", "Sure?"), Remark("2027", "", "", "sent"))),
        )
    },
    carried={"city": Carried("confirmed", "Ada", "2026"), "country": Carried("to-confirm")},
    verified={
        "city": Verification("agreed", "Ben", "2026", "Ada"),
        "extent": Verification(
            "second", "Ben", "2026", "Ada", "Cleo", "2027", "Page\n3", {}, {"answer": ["a", {}]}
        ),
    },
    packets={"p-1": MergedPacket("sha256:00", "IT", "Ada", "2026", {"city": "0a"})},
    previous=Round(
        "r-0",
        "demo",
        "0",
        "2025",
        {"city": "Lima", "portals": ["https://a.my"]},
        {"remarks": "masked"},
        {
            "fax[1].no": Kept("gone", [1, {"a": None}], note="n"),
            "b": Kept("split", 1, to=("city",)),
        },
    ),
    aside={"extent_details.partly": "so", "a[0].b": [[1, [None, {}], []], {"a": {}, "b": 1}]},
    seal={"digest": "sha256:00", "seq": 4, "event": "0"},
)
DEFINITION = """\
id: demo
version: "1"
title: {en: Demo, pt: Demonstração}
language: en
subject: [city]
introduction: "See[^f] **this** [page](https://a.org)"
footnotes: {f: A foot.}
sections:
- id: first
  number: I
  title: First
  items:
  - {id: city, type: text, label: City, required: true, constraint: {minLength: 2}, constraint_message: Short.}
  - {id: many, type: integer, label: "How[^f]?", relevant: {city: {minLength: 3}}, missing_reasons: [masked]}
  - id: areas
    type: select_multiple
    label: Areas
    choices: [{id: a, label: A, detail: true}, {id: b, label: B, exclusive: true}]
  - id: people
    type: group
    repeat: true
    label: People
    items:
    - {id: name, type: text, label: Name}
    - {id: age, type: decimal, label: Age, relevant: {any_of: [{name: A}, {not: {name: B}}, {all_of: [{name: {minLength: 2}}]}]}}
  - {id: old, type: integer, label: Old, warn: [{id: very, when: {old: {minimum: 99}}, message: "Really?"}]}
"""


class Loader(NamedTuple):
    """What makes files, and what reads one; `refusals` are the errors that say it cannot."""

    inputs: Callable[[Random], tuple[str, bytes]]
    read: Callable[[Path], None]
    refusals: tuple[type[Exception], ...] = ()
    begin: Callable[[Path], None] = lambda folder: None


# Definitions and what is made of them ----------------------------------------------------------


def texts_of(pattern: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(EXAMPLES.glob(pattern))]


def data_of(content: bytes) -> Any:
    with contextlib.suppress(UnreadableError):
        return plain.parse(Path("a.yaml"), content).data
    return {}


SMALL = [*[DEFINITION.encode()] * 40, *texts_of("invalid/*.questionnaire.yaml")]
LARGE = texts_of("valid/*.questionnaire.yaml")


def definition(random: Random) -> tuple[str, bytes]:
    one = random.choice(LARGE if random.random() < 0.01 else SMALL)
    if random.random() < 0.5:
        spoiled = by_sense(data_of(one), random)
        return random.choice(("a.yaml", "a.json")), json.dumps(spoiled).encode()
    return "a.yaml", by_bytes(one, random, SMALL)


def read_definition(path: Path) -> None:
    questionnaire = definitions.load(path)
    Interview(questionnaire, responses.new(questionnaire, NOW), TODAY).problems()
    response_schema(questionnaire)


def cached(random: Random) -> tuple[str, bytes]:
    """An entry of the cache; its checksum is right, so that what it says is looked at."""
    known = {"digest": "sha256:0", "resolved": RESOLVED}
    if random.random() < 0.7:
        entry = json.dumps(by_sense(known, random)).encode()
    else:
        entry = by_bytes(json.dumps(known).encode(), random, SMALL)
    return "entry", entry


def read_cached(path: Path) -> None:
    """The definition is sound, so it is read, whatever the cache says."""
    [place] = path.parent.glob("cache/*.json")
    made_from = f".yaml {__version__} {RESOLVED_VERSION}\n".encode()
    entry = made_from + DEFINITION.encode() + path.read_bytes()
    place.write_bytes(f"{crc32(entry):08x}\n".encode() + entry)
    definitions.load(path.with_name("demo.yaml"))


def begin_cache(folder: Path) -> None:
    (folder / "demo.yaml").write_text(DEFINITION, "utf-8")
    definitions.load(folder / "demo.yaml")


RESOLVED = resolve(data_of(DEFINITION.encode()))


# Responses -------------------------------------------------------------------------------------

DOCUMENT = FULL.as_document()
IN_YAML = emitter.dump(DOCUMENT, FORM).encode()
IN_JSON = responses.text_of(Path("a.json"), FULL, FORM)
OTHERS = [IN_YAML, IN_JSON, *texts_of("invalid/*.response.yaml")]


def response_in_yaml(random: Random) -> tuple[str, bytes]:
    kind = random.random()
    if kind < 0.3:
        spoiled = by_sense(DOCUMENT, random)
        if kind < 0.2 and isinstance(spoiled, dict):
            with contextlib.suppress(RecursionError):
                return "a.yaml", emitter.dump(spoiled, FORM).encode()
        return "a.yaml", json.dumps(spoiled).encode()
    return "a.yaml", by_bytes(IN_YAML if kind < 0.9 else random.choice(OTHERS), random, OTHERS)


def response_in_json(random: Random) -> tuple[str, bytes]:
    if random.random() < 0.5:
        return "a.json", json.dumps(by_sense(DOCUMENT, random)).encode()
    return "a.json", by_bytes(IN_JSON, random, OTHERS)


def read_response(path: Path) -> None:
    taken = responses.read(path, FORM)
    check(FORM, taken, TODAY)
    for line in lines_of(Interview(FORM, taken, TODAY), say):
        assert isinstance(line.text, str)
    assert responses.text_of(path, taken, FORM)


# Journals --------------------------------------------------------------------------------------


def journal_of(folder: Path) -> bytes:
    path = folder / "whole.journal"
    changes = (
        Change(ANSWER, ("city",), None, "Lima"),
        Change(ANSWER, ("partners", 0, "share"), 12.5, 13),
        Change(MISSING, ("remarks",), "asked-unknown", None),
        Change(NOTE, ("city",), "12:30", "13:00"),
        Change(ACCEPT, ("city",), None, [["w", "r"]]),
        Change(SOURCE, ("city",), None, FULL.sources["city"]),
        Change(QUERY, ("country",), None, FULL.queries["country"]),
        Change(CARRY, ("country",), None, FULL.carried["country"]),
        Change(VERIFY, ("extent",), None, FULL.verified["extent"]),
        Change(PACKET, ("p-1",), None, FULL.packets["p-1"]),
        Change(STATUS, (), "in-progress", "completed"),
    )
    turns = [Turn(DONE, Step(one.path, (one,), typing=True)) for one in changes]
    entries = [Entry("2026-11-23T10:12:00.000Z", "city", turn) for turn in turns]
    Journal(path, lambda: "me").append([Entry("", "", document=DOCUMENT), *entries])
    return path.read_bytes()


class Journals:
    """Journals whose sums are right although what they say was spoiled, and others."""

    def __init__(self, whole: bytes) -> None:
        self.lines = whole.splitlines(keepends=True)
        self.whole = whole

    def spoiled(self, random: Random) -> tuple[str, bytes]:
        if random.random() < 0.5:
            return "a.journal", by_bytes(self.whole, random, [self.whole, *OTHERS])
        lines, at = [*self.lines], random.randrange(len(self.lines))
        said = json.loads(lines[at])
        spoiled = by_sense(said, random)
        if random.random() < 0.7 and isinstance(spoiled, dict):
            spoiled = by_sense({"body": said["body"]}, random)
            spoiled = said | (spoiled if isinstance(spoiled, dict) else {})
        lines[at] = self.sealed(spoiled) + b"\n"
        return "a.journal", b"".join(lines[: random.choice((at + 1, len(lines)))])

    def sealed(self, said: Any) -> bytes:
        with contextlib.suppress(AttributeError, LookupError, TypeError, ValueError):
            head = {name: said[name] for name in journal._HEAD}
            digest = journal._digest(journal._bytes(said["body"]))
            event = journal.Event(**head, body=None, digest=digest, prev=said["prev"], sum="")
            said = said | {"sum": event.summed()}
        return json.dumps(said).encode()


def read_journal(path: Path) -> None:
    last_of(path)
    for event in journal.read(path).events:
        if event.turn is not None:
            for one in altered(FORM, event.turn.step.changes, say):
                assert isinstance(one.name + one.old + one.new, str)


# What is remembered ----------------------------------------------------------------------------

RECENT = [
    {
        "path": f"/a/{n}.yaml",
        "title": "T",
        "opened": "",
        "status": "amended",
        "answered": n,
        "total": 9,
    }
    for n in range(3)
]


def json_file(name: str, data: Any) -> Callable[[Random], tuple[str, bytes]]:
    whole = json.dumps(data).encode()

    def spoiled(random: Random) -> tuple[str, bytes]:
        if random.random() < 0.5:
            return name, json.dumps(by_sense(data, random)).encode()
        return name, by_bytes(whole, random, OTHERS)

    return spoiled


def read_recent(path: Path) -> None:
    assert len(recent.recent()) <= recent.MOST


def read_settings(path: Path) -> None:
    settings._known.clear()  # as after a start
    assert settings.theme(["dark", "light"]) in ("dark", "light")
    assert settings.author()


SITTING = {"mode": "document", "name": "kl.pdf", "unit": "Ms Lim"}
SITTINGS = [{"by": "Ada", "response": f"r-{n}", "source": SITTING} for n in range(3)]


def read_sittings(path: Path) -> None:
    source = sittings.last("Ada", "r-1")
    assert source is None or source.mode in MODES


LOCK = {"by": "Ada", "host": "desk", "since": "2026-11-23T10:12:00Z"}


def read_lock(path: Path) -> None:
    holder = lock._holder(path)
    assert holder is None or all(isinstance(one, str) for one in holder)


LOADERS = {
    "definitions": Loader(definition, read_definition, (UnreadableError, UnsoundError)),
    "responses in YAML": Loader(response_in_yaml, read_response, (UnreadableError,)),
    "responses in JSON": Loader(response_in_json, read_response, (UnreadableError,)),
    "recent": Loader(json_file("recent.json", RECENT), read_recent),
    "settings": Loader(
        json_file(
            "settings.json", {"theme": "light", "person": {"name": "Ada B", "initials": "AB"}}
        ),
        read_settings,
    ),
    "sittings": Loader(json_file("sittings.json", SITTINGS), read_sittings),
    "locks": Loader(json_file("a.lock", LOCK), read_lock),
    "cache": Loader(cached, read_cached, begin=begin_cache),
}

AMOUNTS = {
    "definitions": (600, 150_000),
    "responses in YAML": (1_200, 200_000),
    "responses in JSON": (1_000, 200_000),
    "journals": (1_000, 200_000),
    "recent": (1_000, 90_000),
    "locks": (1_000, 20_000),
    "settings": (1_000, 100_000),
    "sittings": (500, 100_000),
    "cache": (300, 40_000),
}


# The proof -------------------------------------------------------------------------------------


@pytest.fixture
def loader(request: pytest.FixtureRequest, tmp_path: Path) -> Loader:
    if request.param == "journals":
        made = Journals(journal_of(tmp_path))
        return Loader(made.spoiled, read_journal, (UnreadableError,))
    return LOADERS[request.param]


def inputs(name: str, amount: int, loader: Loader) -> Iterator[tuple[int, str, bytes]]:
    """The same ones each time; each can be had by its number alone."""
    file, _ = loader.inputs(Random(0))
    for number, content in enumerate(HARD):
        yield number, file, content
    for number in range(len(HARD), amount):
        file, content = loader.inputs(Random(f"{name} {number}"))
        yield number, file, content


@pytest.mark.parametrize(("name", "loader"), [(one, one) for one in AMOUNTS], indirect=["loader"])
def test_a_spoiled_file_is_read_or_refused(
    name: str, loader: Loader, proof: Proof, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LGQ_STATE_DIR", str(tmp_path))
    # Where there can be no folder, nothing is kept: each file is read, not remembered.
    cache = tmp_path / ("cache" if name == "cache" else "no-folder/cache")
    (tmp_path / "no-folder").write_bytes(b"")
    monkeypatch.setenv("LGQ_CACHE_DIR", str(cache))
    loader.begin(tmp_path)
    amount, refused, slowest, memory = proof.amount(*AMOUNTS[name]), 0, 0.0, None
    for number, file, content in inputs(name, amount, loader):
        path = tmp_path / file
        path.write_bytes(content)
        began = time.thread_time()
        try:
            loader.read(path)
        except loader.refusals:
            refused += 1
        except BaseException as error:
            pytest.fail(f"input {number}: {type(error).__name__}: {error}\n{content[:3000]!r}")
        took = time.thread_time() - began
        assert took < MOST_SECONDS, f"input {number} took {took:.2f} s: {content[:3000]!r}"
        slowest = max(slowest, took)
        memory = megabytes() if memory is None else memory  # all that is needed is loaded by now
    grown = megabytes() - (memory or 0)
    assert grown < MOST_MEGABYTES
    answered = f"{refused:,} refused" if loader.refusals else "none fails"
    proof.tell(f"{amount:,} {name}: {answered}; slowest {1000 * slowest:.0f} ms, {grown:.0f} MB")


def megabytes() -> float:
    """The most memory that was ever used at a time."""
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024
