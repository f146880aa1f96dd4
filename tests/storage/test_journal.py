"""The journal: what is written down comes back, and nothing changes in it unnoticed."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgq_tui.core.queries import Query, Remark
from lgq_tui.core.sources import AnswerSource
from lgq_tui.core.steps import (
    ANSWER,
    DONE,
    MISSING,
    NOTE,
    QUERY,
    SOURCE,
    UNDONE,
    Change,
    Step,
    Turn,
)
from lgq_tui.core.text import clean
from lgq_tui.storage import atomic, disk, journal
from lgq_tui.storage.found import last_of
from lgq_tui.storage.journal import AlteredError, Entry, Journal
from lgq_tui.storage.plain import UnreadableError

AT = "2026-11-23T10:42:01.250Z"


def ana() -> str:
    return "ana"


def bo() -> str:
    return "bo"


DOCUMENT = {"id": "a", "answers": {"city": "Lima"}}


def base() -> Entry:
    return Entry(AT, "city", document=DOCUMENT)


def typed(new: Any, old: Any = None, kind: str = DONE) -> Entry:
    step = Step(("links", 0, "url"), (Change(ANSWER, ("links", 0, "url"), old, new),), typing=True)
    return Entry(AT, "links", Turn(kind, step))


def begun(path: Path, *texts: str) -> Journal:
    made = Journal(path, ana)
    made.append([base(), *map(typed, texts)])
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kl.response.yaml.journal"


def said(path: Path) -> list[Any]:
    """The texts in the events of a journal."""
    return [event.turn.step.changes[0].new for event in journal.read(path).events if event.turn]


def test_what_was_written_down_comes_back(path: Path) -> None:
    made = begun(path, "a")
    made.append([typed("b", "a"), typed("a", "b", UNDONE)])
    reading = journal.read(path)
    assert [event.turn for event in reading.events] == [
        None,
        typed("a").turn,
        typed("b", "a").turn,
        typed("a", "b", UNDONE).turn,
    ]
    first = reading.events[0]
    assert (first.kind, first.at, first.by, first.position) == ("base", AT, "ana", "city")
    assert first.body is not None
    assert first.body["document"] == DOCUMENT
    assert (reading.beyond, reading.line, reading.torn) == ((), None, False)


def test_sources_and_queries_come_back(path: Path) -> None:
    asked = Query("open", (Remark(AT, "Ada", "Sure?", other={"letter": 3}),))
    sent = asked.followed(Remark(AT, status="sent"))
    source = AnswerSource("document", "a.pdf", "page 3", "16%", {"sheet": [1]})
    changes = (
        Change(SOURCE, ("city",), AnswerSource("call"), source),
        Change(SOURCE, ("budget.share",), source, None),
        Change(MISSING, ("budget.share",), None, "asked-unknown"),
        Change(NOTE, ("budget.share",), None, "Asked twice."),
        Change(QUERY, ("city",), None, (asked,)),
        Change(QUERY, ("links",), (asked, sent), (sent,)),
    )
    begun(path).append([Entry(AT, "city", Turn(DONE, Step(("city",), changes)))])
    [_, event] = journal.read(path).events
    assert event.turn is not None
    assert event.turn.step.changes == changes


class Odd(NamedTuple):
    """What has a shape that only a file of somebody else can have."""

    data: Any

    def as_document(self) -> Any:
        return self.data


@pytest.mark.parametrize(
    ("operation", "value"),
    [
        (SOURCE, Odd({"name": "a.pdf"})),
        (SOURCE, Odd([])),
        (QUERY, [Odd([])]),
        (QUERY, [Odd({"status": "open"})]),
        (QUERY, [Odd(1)]),
    ],
)
def test_what_is_no_source_and_no_query_is_no_event(path: Path, operation: str, value: Any) -> None:
    step = Step((), (Change(operation, ("a",), None, value),))
    begun(path).append([Entry(AT, "", Turn(DONE, step))])
    reading = journal.read(path)
    assert (len(reading.events), reading.torn) == (1, True)


def test_it_is_written_on_where_it_ended(path: Path) -> None:
    begun(path, "a")
    again = Journal(path, bo, last_of(path))
    again.append([typed("b")])
    assert said(path) == ["a", "b"]
    assert [event.by for event in journal.read(path).events] == ["ana", "ana", "bo"]
    assert again.last == last_of(path) == journal.read(path).last


def test_a_new_one_is_for_its_owner_alone(path: Path) -> None:
    begun(path)
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("lost", [2, 40])
def test_a_torn_end_is_said_and_passed_over(path: Path, lost: int) -> None:
    begun(path, "a", "b")
    path.write_bytes(path.read_bytes()[:-lost])
    reading = journal.read(path)
    assert reading.torn
    assert said(path) == ["a"]
    again = Journal(path, ana, reading.last)
    again.append([typed("c")])
    again.append([typed("d")])
    assert said(path) == ["a", "c", "d"]
    assert not journal.read(path).torn


def test_an_event_that_lacks_only_its_break_counts(path: Path) -> None:
    begun(path, "a", "b")
    path.write_bytes(path.read_bytes()[:-1])
    reading = journal.read(path)
    assert not reading.torn
    Journal(path, ana, reading.last).append([typed("c")])
    assert said(path) == ["a", "b", "c"]


def test_an_end_of_zeros_is_passed_over(path: Path) -> None:
    begun(path, "a")
    with path.open("ab") as file:
        file.write(bytes(500))
    reading = journal.read(path)
    assert reading.torn
    Journal(path, ana, reading.last).append([typed("c")])
    assert said(path) == ["a", "c"]


@pytest.mark.parametrize("line", [0, 1, 2])
def test_events_behind_a_break_can_still_be_read(path: Path, line: int) -> None:
    begun(path, "a", "b", "c")
    lines = path.read_bytes().split(b"\n")
    lines[line] = lines[line].replace(b"2026", b"2025")
    path.write_bytes(b"\n".join(lines))
    reading = journal.read(path)
    assert said(path) == ["a", "b", "c"][: max(0, line - 1)]
    beyond = [event.turn.step.changes[0].new for event in reading.beyond if event.turn]
    assert beyond == ["a", "b", "c"][line:]
    assert (reading.line, reading.torn) == (line + 1, False)


def test_an_event_that_is_gone_or_stands_twice_is_a_break(path: Path) -> None:
    begun(path, "a", "b", "c")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], *lines[3:]]))
    assert (said(path), journal.read(path).line) == (["a"], 3)
    path.write_bytes(b"".join([*lines[:2], lines[1], *lines[2:]]))
    assert (said(path), journal.read(path).line) == (["a"], 3)


def test_what_is_forgotten_leaves_the_chain_whole(path: Path) -> None:
    begun(path, "secret", "b")
    events = journal.read(path).events
    path.write_bytes(b"".join(event.forgotten().line for event in events[:2]) + events[2].line)
    reading = journal.read(path)
    assert b"secret" not in path.read_bytes()
    assert [event.sum for event in reading.events] == [event.sum for event in events]
    assert [event.body is None for event in reading.events] == [True, True, False]


def test_nothing_is_written_where_somebody_else_has_written(path: Path) -> None:
    made = begun(path, "a")
    Journal(path, bo, made.last).append([typed("theirs")])
    there = path.read_bytes()
    with pytest.raises(AlteredError):
        made.append([typed("ours")])
    with pytest.raises(AlteredError):
        Journal(path, ana).append([base()])
    assert path.read_bytes() == there


def test_one_that_vanished_is_altered_too(path: Path) -> None:
    made = begun(path, "a")
    path.unlink()
    with pytest.raises(AlteredError):
        made.append([typed("b")])


@pytest.mark.parametrize("content", [b"", b"\n", b"{}\n", b"[1]\n", b"\xff\n", b"[" * 9000 + b"\n"])
def test_what_is_no_journal_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(UnreadableError):
        journal.read(path)


def test_another_format_is_refused(path: Path) -> None:
    begun(path, "a")
    path.write_bytes(path.read_bytes().splitlines()[0].replace(b"lgq-journal/1", b"lgq-journal/2"))
    with pytest.raises(UnreadableError):
        journal.read(path)


def test_a_newer_format_is_told_apart_from_damage(path: Path) -> None:
    begun(path, "a")
    base, first = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(base.replace(b"lgq-journal/1", b"lgq-journal/12"))
    with pytest.raises(UnreadableError) as caught:
        journal.read(path)
    assert caught.value.message == ("journal.newer", {"format": "lgq-journal/12"})
    path.write_bytes(base + first + b'{"format": "lgq-journal/9", "kind": "base"}\n{"what": 1}\n')
    reading = journal.read(path)
    assert said(path) == ["a"]
    assert (reading.line, reading.torn, reading.newer) == (3, False, "lgq-journal/9")
    path.write_bytes(base.replace(b"lgq-journal/1", b"lgq-journal/0") + first)
    reading = journal.read(path)
    assert (reading.line, reading.newer) == (1, None)


def test_nobody_writes_on_behind_a_newer_version(path: Path) -> None:
    begun(path, "a")
    with path.open("ab") as file:
        file.write(b'{"format":"lgq-journal/9"}\n')
    assert journal.flaw(journal.read(path)) is not None
    with pytest.raises(UnreadableError):
        journal.forget(path, journal.read(path).last.sum)


texts = st.text().map(clean)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)


@given(st.lists(values, max_size=4))
def test_any_value_comes_back(tmp_path_factory: pytest.TempPathFactory, given: list[Any]) -> None:
    path = tmp_path_factory.mktemp("journal") / "any.journal"
    made = Journal(path, ana)
    made.append([base(), *map(typed, given)])
    assert said(path) == given
    assert [type(value) for value in said(path)] == [type(value) for value in given]


def flips(content: bytes) -> Iterator[bytes]:
    for place in range(len(content)):
        for bit in (0, 3, 7):
            yield content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :]


def test_no_flipped_bit_passes_unnoticed(path: Path) -> None:
    begun(path, "a", "b")
    whole = journal.read(path)
    for content in flips(path.read_bytes()):
        try:
            reading = journal.parse(path, content)
        except UnreadableError:
            continue
        noticed = reading.torn or reading.line is not None
        assert noticed or reading.events == whole.events, content
        kept = [*reading.events, *reading.beyond]
        assert all(event in whole.events for event in kept)
        assert len(kept) >= len(whole.events) - 2


def test_each_start_begins_a_line_of_its_own(path: Path) -> None:
    begun(path, "a")
    Journal(path, ana, last_of(path)).append([typed("b")])
    before, _, after = path.read_bytes().partition(b"\n\n")
    path.write_bytes(bytes(len(before)) + b"\n" + after)
    assert [event.number for event in journal.read(path).beyond] == [2]


def test_what_could_not_be_written_counts_as_reached(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = begun(path, "a")
    assert made.reached == 1

    def failing(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patched:
        patched.setattr(disk, "sync_data", failing)
        with pytest.raises(atomic.SaveError):
            made.append([typed("b"), typed("c")])
    assert (made.reached, made.last and made.last.number) == (3, 1)
    made.append([typed("b"), typed("c"), typed("d")])
    assert said(path) == ["a", "b", "c", "d"]
    assert made.reached == 4


def test_what_was_appended_is_on_the_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def noted(name: str) -> None:
        really = getattr(disk, name)

        def call(*given: Any) -> Any:
            done.append(name)
            return really(*given)

        monkeypatch.setattr(disk, name, call)

    for name in ("write", "sync_data", "sync_folder"):
        noted(name)
    one = begun(path)
    assert done == ["write", "sync_data", "sync_folder"], "a new file needs a lasting name too"
    done.clear()
    one.append([typed("x")])
    assert done == ["write", "sync_data"]
