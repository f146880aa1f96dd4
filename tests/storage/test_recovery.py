"""What a file lacks, by its journal: not more, and not less."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from lgq_tui.session.beginning import opened
from lgq_tui.session.session import Session
from lgq_tui.storage import disk, journal, plain, responses
from lgq_tui.storage.found import journal_of
from tests.storage.forms import form

FORM = form()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kl.response.yaml"


def session_over(path: Path) -> Session:
    """The session over a file, which the next one may have too."""
    session = opened(path, FORM, lambda _: None)
    session.release()
    return session


def answered(session: Session, *cities: str) -> None:
    for city in cities:
        session.interview.answer(("city",), city)
        session.save()
        assert session.settle(20)


def lacking(path: Path) -> list[object]:
    """The values that are offered."""
    session = session_over(path)
    turns = [turn for lacking in session.lacking for turn in lacking.turns]
    return [change.new for turn in turns for change in turn.step.changes]


def failing(*_: object) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_what_the_file_has_is_not_offered_where_the_journal_failed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_over(path)
    answered(session, "a")
    with monkeypatch.context() as patched:
        patched.setattr(disk, "sync_data", failing)
        answered(session, "b", "c")
    remains = journal_of(path).read_bytes()
    assert responses.read(path, FORM).answers["city"] == "c"
    assert b'"b"' in remains
    assert lacking(path) == []
    again = session_over(path)
    before = path.read_bytes()
    answered(again, "d")
    path.write_bytes(before)
    assert lacking(path) == ["d"]


def test_a_base_from_which_the_rest_is_torn_hides_nothing(path: Path) -> None:
    session = session_over(path)
    session.save()
    assert session.settle(20)
    first = path.read_bytes()
    answered(session, "a")
    path.write_bytes(first)
    again = session_over(path)
    again.recover()
    assert again.settle(20)
    path.write_bytes(first)
    lines = journal_of(path).read_bytes().splitlines(keepends=True)
    assert b'"kind":"base"' in lines[-2]
    journal_of(path).write_bytes(b"".join(lines[:-1]))
    assert lacking(path) == ["a"]


def test_what_can_be_read_behind_a_damaged_beginning_is_offered(path: Path) -> None:
    session = session_over(path)
    answered(session, "a")
    first = path.read_bytes()
    answered(session, "b")
    path.write_bytes(first)
    there = journal_of(path)
    there.write_bytes(b"x" + there.read_bytes())
    assert lacking(path) == ["b"]


@pytest.mark.parametrize("hit", [1, 2])
def test_events_before_the_one_that_the_file_names_are_never_offered(path: Path, hit: int) -> None:
    session = session_over(path)
    answered(session, "a", "b")
    second = path.read_bytes()
    answered(session, "c")
    path.write_bytes(second)
    lines = journal_of(path).read_bytes().splitlines(keepends=True)
    lines[hit] = b"x" + lines[hit]
    journal_of(path).write_bytes(b"".join(lines))
    assert lacking(path) == ["c"]
    assert [event.number for event in journal.parse(path, b"".join(lines)).beyond][-1] == 3


def test_two_that_are_lacking_are_saved_once_both_are_decided(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LGQ_STATE_DIR", str(tmp_path / "state"))
    session = session_over(path)
    answered(session, "a")
    first = path.read_bytes()
    answered(session, "b")
    with monkeypatch.context() as patched:
        patched.setattr(disk, "write", _failing_beside(path))
        session.interview.answer(("remarks",), "kept")
        session.save()
        assert not session.settle(20)
    path.write_bytes(first)
    again = session_over(path)
    assert len(again.lacking) == 2
    again.recover()
    assert again.settle(1)
    assert path.read_bytes() == first
    again.recover()
    assert again.settle(20)
    assert responses.read(path, FORM).answers == {"city": "b", "remarks": "kept"}


def _failing_beside(path: Path) -> object:
    """Writing fails in the folder of a file, and nowhere else."""
    real = disk.write

    def write(descriptor: int, content: bytes) -> None:
        for name in path.parent.iterdir():
            if name.is_file() and os.path.samestat(name.stat(), os.fstat(descriptor)):
                failing()
        real(descriptor, content)

    return write


def turned_over(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.glob("*.journal.older-*"))


def test_a_long_journal_is_turned_over_and_nothing_is_lacking(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "FULL_EVENTS", 3)
    session = session_over(path)
    answered(session, *"abcdefghij")
    assert len(turned_over(path.parent)) == 2
    assert len(journal.read(journal_of(path)).events) < 5
    assert lacking(path) == []
    before = path.read_bytes()
    answered(session, "k")
    path.write_bytes(before)
    assert lacking(path) == ["k"]


def test_a_file_from_before_the_turn_gets_what_came_after_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "FULL_EVENTS", 3)
    session = session_over(path)
    answered(session, "a", "b")
    early = path.read_bytes()
    answered(session, "c", "d", "e")
    assert turned_over(path.parent)
    path.write_bytes(early)
    assert lacking(path)[-1] == "e"


@pytest.mark.parametrize("fails", ["sync_data", "replace", "sync_folder"])
def test_a_turn_that_fails_hides_nothing(
    fails: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a turn could not do: the file, or what is offered, has the last answer."""
    monkeypatch.setattr(journal, "FULL_EVENTS", 3)
    session = session_over(path)
    answered(session, "a", "b", "c")
    with monkeypatch.context() as patched:
        patched.setattr(disk, fails, failing)
        session.interview.answer(("city",), "d")
        session.save()
        session.settle(20)
    answered(session, "e")
    file = path.read_bytes()
    session.interview.answer(("city",), "f")
    session.save()
    session.settle(20)
    path.write_bytes(file)
    offered = lacking(path)
    assert offered[-1:] == ["f"]


def test_what_could_not_be_opened_again_is_not_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_over(path)
    answered(session, "a")
    monkeypatch.setattr(plain, "MOST_BYTES", 2_000)
    session.interview.answer(("city",), "b" * 2_000)
    session.save()
    assert not session.settle(20)
    assert session.failed is not None
    assert session.failed.message.key == "save.too_large"
    assert session.failed.kept is None, (
        "nor in another place, which would say that it is safe there"
    )
    assert responses.read(path, FORM).answers["city"] == "a"
    monkeypatch.setattr(plain, "MOST_BYTES", 10_000_000)
    assert lacking(path) == ["b" * 2_000], "the journal has it"


def test_two_names_of_one_file_are_one_response(path: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.response.yaml"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("no symbolic links here")
    answered(session_over(path), "a")
    answered(session_over(link), "b")
    assert link.is_symlink()
    assert responses.read(path, FORM).answers["city"] == "b"
    assert lacking(path) == lacking(link) == []
    first = opened(path, FORM, lambda _: None)
    first.take_lock()
    second = opened(link, FORM, lambda _: None)
    assert second.holder is not None
    first.release()
