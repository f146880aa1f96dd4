"""Files that were made to do harm: each is refused in a moment, before anything is built of it."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from lgq_tui.core.language import problems_of
from lgq_tui.core.response import Reference, Response
from lgq_tui.storage import definitions, fallback, journal, plain, recent, settings
from lgq_tui.storage.found import last_of
from lgq_tui.storage.plain import UnreadableError

SECONDS = 5
"""Each of them takes a few hundredths; without bounds, minutes or all memory."""


@contextmanager
def in_a_moment() -> Iterator[None]:
    started = time.perf_counter()
    yield
    assert time.perf_counter() - started < SECONDS


def refusal(name: str, content: bytes) -> str:
    with in_a_moment(), pytest.raises(UnreadableError) as caught:
        plain.parse(Path(name), content)
    return caught.value.message.key.removeprefix("file.")


BOMB = b"a: &a [x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (97 + n, 97 + n, b", ".join([b"*%c" % (96 + n)] * 9)) for n in range(1, 10)
)
MERGES = b"a0: &a0 {x: 1}\n" + b"".join(
    b"a%d: &a%d {<<: [*a%d, *a%d]}\n" % (n, n, n - 1, n - 1) for n in range(1, 31)
)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (BOMB, "anchor"),
        (MERGES, "anchor"),
        (b"a: {<<: {b: 1}}", "merge"),
        (b"a: !!python/object/apply:os.system [ls]", "tag"),
        (b"[" * 9_000_000, "too_deep"),
        (b"{a: " * 2_000_000, "too_deep"),
        (b"- " * 4_000_000, "too_deep"),
        (b"- 1\n" * 300_000, "too_many"),
        (b"? " + b"k" * 5_000_000 + b"\n: 1\n", "long_key"),
        (b"a: 1e999", "not_finite"),
    ],
    ids=["aliases", "merges", "merge", "tag", "lists", "maps", "dashes", "many", "key", "exponent"],
)
def test_yaml(content: bytes, key: str) -> None:
    assert refusal("a.yaml", content) == key


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"[" * 9_000_000, "too_many"),
        (b"[" * 100_000, "too_deep"),
        (b"[" * 61 + b"]" * 61, "too_deep"),
        (b'{"a":' * 100_000, "too_deep"),
        (b"[" + b"1," * 4_000_000 + b"1]", "too_many"),
        (b"[" + b"{}," * 2_000_000 + b"1]", "too_many"),
        (b'["' + b'\\"' * 4_000_000, "not_json"),
        (b'{"' + b"k" * 5_000_000 + b'": 1}', "long_key"),
        (b"[" + b"1" * 5_000_000 + b"]", "long_number"),
        (b"[1." + b"1" * 5_000_000 + b"]", "long_number"),
        (b"[1e" + b"9" * 50 + b"]", "not_finite"),
        (b'{"a\x7f": 1, "a": 2}', "duplicate_key"),
    ],
)
def test_json(content: bytes, key: str) -> None:
    assert refusal("a.json", content) == key


@pytest.mark.parametrize("content", ["[" * 100_000, "[" + "1," * 300_000 + "1]"])
def test_json_is_bounded_before_it_is_built(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(*_: Any, **__: Any) -> Any:
        raise AssertionError("built")

    monkeypatch.setattr(json, "loads", build)
    assert refusal("a.json", content.encode()).startswith("too_")


def test_brackets_in_a_text_are_no_depth() -> None:
    text = '[{,\\"' * 100_000
    assert plain.parse(Path("a.json"), json.dumps([text]).encode()).data == [text]


def test_keys_are_cleaned_as_texts_are() -> None:
    assert plain.parse(Path("a.json"), b'{"a\\u202eb": 1}').data == {"ab": 1}
    assert plain.parse(Path("a.yaml"), b'"a\\u202eb": 1').data == {"ab": 1}
    assert plain.harmless(Path(), {"a\x1bb": ["\x07"]}) == {"ab": [""]}


@pytest.mark.skipif(sys.platform != "linux", reason="measured where the unit is known")
def test_a_large_text_takes_a_few_times_its_size() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name in ("a.yaml", "a.json"):
        plain.parse(Path(name), b'{"a": "' + b"x y " * 2_000_000 + b'"}')
    from lgq_tui.storage import dialect

    assert dialect.read(b'a: "' + b"x y " * 2_000_000 + b'"\n') is not None
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


# --- journals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 19_000_000,
        b"[1," * 5_000_000,
        b"{}\n" * 5_000_000,
        b'{"kind":"base","body":' + b"[" * 50_000,
        b'{"kind":["base"],"number":1e999}\n',
        b"\xff\xfe" + "[".encode("utf-16-le") * 100_000,
    ],
    ids=["deep", "many", "lines", "body", "values", "utf-16"],
)
def test_a_journal(content: bytes) -> None:
    with in_a_moment(), pytest.raises(UnreadableError):
        journal.parse(Path("a.journal"), content)


@pytest.mark.parametrize(
    "line",
    [
        b'{"number": 1e999, "sum": "x"}\n',
        b'{"number": NaN, "sum": "x"}\n',
        b'{"number": "1", "sum": 1}\n'.replace(b'"1"', b"9" * 5_000),
        b"[" * 60_000 + b"\n",
        b"[]\n",
    ],
)
def test_the_end_of_a_journal(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "a.journal"
    path.write_bytes(line)
    assert last_of(path) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes with names in folders")
def test_nobody_waits_for_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    os.mkfifo(path)
    with in_a_moment():
        assert last_of(path) is None
        with pytest.raises(UnreadableError):
            journal.read(path)


# --- what the program keeps for itself -----------------------------------------------------------

GARBAGE = [
    b"[" * 5_000,
    b'{"theme": {"a": 1}}',
    b"\xff\xfe",
    b"[]",
    b"1",
    b'{"theme": 1e999}',
    b'[{"path": "a", "title": "", "opened": "", "status": "", "answered": 1e999, "total": 1}]',
    b'[{"path": "a\\u0000b", "title": "", "opened": "", "status": "", "answered": 1, "total": 1}]',
    b"[" + b"1," * 400_000 + b"1]",
]


@pytest.mark.parametrize("content", GARBAGE)
def test_settings_and_recent_files(content: bytes) -> None:
    for file in (settings._file(), recent._file()):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    with in_a_moment():
        assert settings.theme(["first", "second"]) == "first"
        assert recent.recent() == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes with names in folders")
def test_settings_that_are_a_pipe() -> None:
    settings._file().parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(settings._file())
    assert settings.theme(["first"]) == "first"


@pytest.mark.parametrize("said", [b"[" * 50_000, b"[" + b"1," * 900_000 + b"1]", b'{"digest": 1}'])
def test_a_cache_with_something_else_in_it(said: bytes) -> None:
    path = definitions.shipped()
    cache = definitions._Cache(path, path.read_bytes())
    entry = cache._made_from + said
    cache._file.parent.mkdir(parents=True, exist_ok=True)
    cache._file.write_bytes(definitions._checksum(entry) + b"\n" + entry)
    assert definitions.load(path).id == "un_lgq"


def test_what_is_kept_of_another_response_is_not_offered() -> None:
    questionnaire = definitions.load(definitions.shipped())
    reference = Reference(questionnaire.id, questionnaire.version, questionnaire.digest)
    response = Response(id="a/b", questionnaire=reference, language="en", created="", modified="")
    assert fallback.keep(response, questionnaire) is not None
    assert fallback.found("a/b", questionnaire) is not None
    fallback.path_of("a/b").rename(fallback.path_of("a_b"))
    assert fallback.found("a_b", questionnaire) is None


# --- definitions ---------------------------------------------------------------------------------


def definition(items: list[Any], **more: Any) -> dict[str, Any]:
    section = {"id": "s", "title": "S", "items": items}
    return {
        "id": "d",
        "version": "1",
        "title": "D",
        "language": "en",
        "sections": [section],
        **more,
    }


def text(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "type": "text", "label": "L", **more}


CHOICES = [{"id": f"c{number}", "label": "C"} for number in range(2_000)]


@pytest.mark.parametrize(
    ("items", "key"),
    [
        (
            [
                {
                    "id": "a", "type": "select_multiple", "label": "A", "choices": CHOICES,
                    "detail": {"type": "group", "items": [text(f"q{n}") for n in range(200)]},
                }
            ],
            "too_many_items",
        ),
        (
            [
                {
                    "id": "a", "type": "select_multiple", "label": "A", "choices": CHOICES,
                    "detail": {"type": "text", "hint": "long " * 10_000},
                }
            ],
            "too_many_items",
        ),
        ([text(f"q{n}", hint=f"[^n{n}]") for n in range(1_500)], "no_footnote"),
        ([text(f"q{n}", hnt="x") for n in range(1_500)], "unknown_key_near"),
        ([text(f"q{n}", constraint={"pattern": f"^a{n}"}) for n in range(600)], "many_patterns"),
    ],
    ids=["details", "words", "footnotes", "keys", "patterns"],
)  # fmt: skip
def test_a_definition_that_means_too_much(items: list[Any], key: str) -> None:
    footnotes = {f"note_{number}": "N" for number in range(1_500)}
    started = time.perf_counter()
    faults = problems_of(definition(items, footnotes=footnotes))
    assert f"definition.{key}" in {one.message.key for one in faults}
    assert len(faults) <= 4_000
    assert time.perf_counter() - started < 6 * SECONDS


def test_a_circle_of_thousands_is_told_in_a_line() -> None:
    items = [text("q0", relevant={"q2999": "x"})]
    items += [text(f"q{n}", relevant={f"q{n - 1}": "x", "q0": "x"}) for n in range(1, 3_000)]
    faults = problems_of(definition(items))
    circles = [str(one.message.values) for one in faults if one.message.key == "definition.circle"]
    assert 0 < len(circles) <= 100
    assert max(map(len, circles)) < 1_000
