"""Somebody else at work on the same response: told by the lock, and put together by what it says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lgq_tui.storage import responses
from lgq_tui.storage.found import journal_of, lock_of
from tests.tui.desk import Desk, desk, form

FORM = """
subject: [city]
sections:
- id: s
  title: S
  items:
  - {id: city, type: text, label: City}
  - {id: mayor, type: text, label: Mayor}
"""

HOLDS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from lgq_tui.storage.lock import Lock
lock = Lock(Path(sys.argv[1]))
print(lock.take("Bo", datetime(2026, 11, 23, 10, 12, tzinfo=UTC)), flush=True)
sys.stdin.read()
"""


@contextmanager
def somebody(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another program that has the lock of a response."""
    command = [sys.executable, "-c", HOLDS, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"None\n"
        yield program
        program.kill()


async def begun(folder: Path) -> Path:
    async with desk(folder, FORM) as person:
        await person.type("Lima")
        await person.press("ctrl+q")
    return person.path


def answers(path: Path) -> dict[str, Any]:
    return dict(responses.read(path).answers)


def change(path: Path, folder: Path, **given: str) -> None:
    """What somebody else saves."""
    response = responses.read(path)
    merged = response._replace(answers={**response.answers, **given})
    responses.write(path, merged, form(folder, FORM))


async def save(person: Desk) -> None:
    await person.press("ctrl+s")
    await person.settled()


# The lock --------------------------------------------------------------------------------------


async def test_nobody_is_asked_about_themselves(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    assert not lock_of(path).exists()
    async with desk(tmp_path, FORM) as person:
        assert lock_of(path).exists()
        assert person.app.screen is person.screen
    assert not lock_of(path).exists()


async def test_the_second_one_only_reads(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    before = path.read_bytes(), journal_of(path).read_bytes()
    with somebody(path):
        async with desk(tmp_path, FORM) as person:
            assert "Bo has this response open" in person.shown()
            await person.press("r")
            assert "only read" in person.shown()
            await person.type("!")
            await save(person)
            assert "You only read this response" in person.shown()
            await person.press("f8", "c", "escape", "ctrl+z", "f3", "1")
            assert person.value("city") == "Lima"
            await person.press("ctrl+q")
        assert lock_of(path).exists()
    assert (path.read_bytes(), journal_of(path).read_bytes()) == before


async def test_the_second_one_goes_on_knowingly(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    with somebody(path):
        async with desk(tmp_path, FORM) as person:
            await person.press("g")
            await person.type("!")
            await person.press("ctrl+q")
    assert answers(path) == {"city": "Lima!"}


async def test_the_second_one_leaves(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    with somebody(path):
        async with desk(tmp_path, FORM) as person:
            await person.press("escape")
            await person.settled()
            assert not person.app.is_running or person.app._exit


async def test_a_program_that_was_killed_has_nothing_any_more(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    with somebody(path) as program:
        program.kill()
        program.wait()
        assert lock_of(path).exists()
        async with desk(tmp_path, FORM) as person:
            assert person.app.screen is person.screen


async def test_another_computer_may_have_left_its_lock(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    said = ' {"by": "\\u001b[2JBo", "host": "else", "since": "2026-11-23T10:12:00+00:00"}'
    lock_of(path).write_text(said, "utf-8")
    async with desk(tmp_path, FORM) as person:
        assert "[2JBo has this response open, on else" in person.shown()
        await person.press("g")
        assert '"host": "else"' not in lock_of(path).read_text("utf-8")
    assert not lock_of(path).exists()


async def test_what_is_no_lock_is_none(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    lock_of(path).write_bytes(b"\xff" * 5000)
    async with desk(tmp_path, FORM) as person:
        assert person.app.screen is person.screen


# The content -----------------------------------------------------------------------------------


async def test_what_both_did_is_put_together(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with desk(tmp_path, FORM) as person:
        change(path, tmp_path, mayor="Ana")
        await person.type("!")
        await save(person)
        assert person.value("mayor") == "Ana"
        assert "Somebody else has changed" in person.shown()
        await person.press("ctrl+q")
    assert answers(path) == {"city": "Lima!", "mayor": "Ana"}
    assert len(list(tmp_path.glob("*.response.yaml"))) == 1


async def test_undo_takes_theirs_back(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with desk(tmp_path, FORM) as person:
        change(path, tmp_path, mayor="Ana")
        await person.type("!")
        await save(person)
        await person.press("ctrl+z", "ctrl+q")
    assert answers(path) == {"city": "Lima!"}


async def clashing(person: Desk, path: Path, folder: Path) -> None:
    change(path, folder, city="Cusco", mayor="Ana")
    await person.type("!")
    await save(person)


async def test_where_both_answered_the_same_it_is_asked(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with desk(tmp_path, FORM) as person:
        await clashing(person, path, tmp_path)
        shown = person.shown()
        assert "(•) yours: Lima!" in shown
        assert "( ) theirs: Cusco" in shown
        await person.press("down", "enter", "a")
        await person.press("ctrl+q")
    assert answers(path) == {"city": "Cusco", "mayor": "Ana"}


async def test_mine_stays_where_that_is_chosen(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with desk(tmp_path, FORM) as person:
        await clashing(person, path, tmp_path)
        await person.press("t", "m", "a", "ctrl+q")
    assert answers(path) == {"city": "Lima!", "mayor": "Ana"}


async def test_it_may_be_decided_later_and_then_nothing_is_lost(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with desk(tmp_path, FORM) as person:
        await clashing(person, path, tmp_path)
        await person.press("escape")
        assert "CHANGED BY TWO" in person.shown()
        await person.type("?")
        assert person.app.screen is person.screen
        await person.press("ctrl+q")
        assert "theirs: Cusco" in person.shown()
        await person.press("escape")
        await person.settled()
    assert answers(path) == {"city": "Cusco", "mayor": "Ana"}
    [beside] = tmp_path.glob("r.mine-*.response.yaml")
    assert answers(beside) == {"city": "Lima!?"}


async def test_who_did_nothing_leaves_no_copy(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with desk(tmp_path, FORM) as person:
        change(path, tmp_path, city="Cusco")
        person.interview.next()
        person.app.save_all()
    assert answers(path) == {"city": "Cusco"}
    assert [one.name for one in tmp_path.glob("*.yaml")].count("r.response.yaml") == 1
    assert not list(tmp_path.glob("*.mine-*"))


# Copies ----------------------------------------------------------------------------------------


async def test_a_copy_that_a_synchroniser_left_is_told_of_and_brought_in(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    copy = tmp_path / "r.response.sync-conflict-20261123-101112-ABCDEFG.yaml"
    copy.write_bytes(path.read_bytes())
    change(copy, tmp_path, mayor="Ana")
    async with desk(tmp_path, FORM) as person:
        assert "another copy of this response" in person.shown()
        await person.screen.run_action("copy")
        await person.settled()
        assert person.value("mayor") == "Ana"
        await person.screen.run_action("copy")
        await person.settled()
        assert "Beside this file there is" in person.shown()
        await person.press("ctrl+q")
    assert answers(path) == {"city": "Lima", "mayor": "Ana"}


async def test_a_copy_that_says_otherwise_is_asked_about(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    copy = tmp_path / "r.response (Bo's conflicted copy 2026-11-23).yaml"
    copy.write_bytes(path.read_bytes())
    change(copy, tmp_path, city="Cusco")
    async with desk(tmp_path, FORM) as person:
        await person.screen.run_action("copy")
        await person.settled()
        assert "theirs: Cusco" in person.shown()
        await person.press("t", "a")
        assert person.value("city") == "Cusco"


async def test_other_responses_and_older_twins_are_no_copies(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    (tmp_path / "r.response (1).yaml").write_bytes(path.read_bytes())
    other = responses.read(path)._replace(id="another", answers={"city": "Quito"})
    responses.write(tmp_path / "r2.response.yaml", other, form(tmp_path, FORM))
    (tmp_path / "r.conflict.yaml").write_text("answers: [", "utf-8")
    async with desk(tmp_path, FORM) as person:
        assert "another copy" not in person.shown()
