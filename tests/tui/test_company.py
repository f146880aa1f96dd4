"""Somebody else at work on the same response: told by the lock, and put together by what it says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lgq_tui.core.check import check
from lgq_tui.core.response import AMENDED, COMPLETED, IN_PROGRESS
from lgq_tui.session import beginning
from lgq_tui.storage import responses
from lgq_tui.storage.found import journal_of, lock_of
from lgq_tui.storage.lock import Lock
from lgq_tui.tui.screens.complete import Complete
from lgq_tui.tui.screens.history import History
from lgq_tui.tui.screens.merging import Merging
from lgq_tui.tui.widgets.rows import RowList
from tests.tui.person import Person, form, person_at

FORM = """
subject: [city]
sections:
- id: s
  title: S
  items:
  - {id: city, type: text, label: City, required: true}
  - {id: mayor, type: text, label: Mayor}
"""

NOW = datetime(2026, 11, 23, 10, 12, tzinfo=UTC)

HOLDS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from lgq_tui.storage.lock import Lock
lock = Lock(Path(sys.argv[1]))
print(lock.take("Bo", datetime(2026, 11, 23, 10, 12, tzinfo=UTC)), flush=True)
sys.stdin.read()
lock.release()
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
    async with person_at(folder, FORM) as person:
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


def complete(path: Path, folder: Path, **given: str) -> None:
    """What somebody else saves who completes it."""
    change(path, folder, **given)
    responses.write(path, responses.read(path)._replace(status=COMPLETED), form(folder, FORM))


async def emptied(person: Person) -> None:
    await person.burst(*["backspace"] * len("Lima"))


def said(person: Person) -> str:
    """What is told in the corner."""
    return " ".join(one.message for one in person.app._notifications)


async def save(person: Person) -> None:
    await person.press("ctrl+s")
    await person.settled()


# The lock --------------------------------------------------------------------------------------


async def test_nobody_is_asked_about_themselves(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    assert not lock_of(path).exists()
    async with person_at(tmp_path, FORM) as person:
        assert lock_of(path).exists()
        assert person.app.screen is person.screen
    assert not lock_of(path).exists()


async def test_the_second_one_only_reads(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    before = path.read_bytes(), journal_of(path).read_bytes()
    with somebody(path):
        async with person_at(tmp_path, FORM) as person:
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
        async with person_at(tmp_path, FORM) as person:
            await person.press("g")
            await person.type("!")
            await person.press("ctrl+q")
    assert answers(path) == {"city": "Lima!"}


async def test_the_second_one_leaves(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    with somebody(path):
        async with person_at(tmp_path, FORM) as person:
            await person.press("escape")
            await person.settled()
            assert not person.app.is_running or person.app._exit


async def test_a_program_that_was_killed_has_nothing_any_more(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    with somebody(path) as program:
        program.kill()
        program.wait()
        assert lock_of(path).exists()
        async with person_at(tmp_path, FORM) as person:
            assert person.app.screen is person.screen


async def test_who_goes_on_has_the_lock_once_it_is_free(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    with somebody(path) as program:
        async with person_at(tmp_path, FORM) as person:
            await person.press("g")
            program.communicate()
            assert not lock_of(path).exists()
            await person.type("!")
            await save(person)
            assert Lock(path).take("Cy", NOW) is not None
        assert not lock_of(path).exists()


async def test_who_is_told_late_is_not_asked_while_they_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = await begun(tmp_path)
    monkeypatch.setattr(beginning, "is_locked", lambda path: False)
    with somebody(path):
        async with person_at(tmp_path, FORM) as person:
            await person.type(" great")
            assert person.app.screen is person.screen
            assert "Bo has this response open as well" in " ".join(person.shown().split())
            await person.press("ctrl+q")
    assert answers(path) == {"city": "Lima great"}


async def test_another_computer_may_have_left_its_lock(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    said = ' {"by": "\\u001b[2JBo", "host": "else", "since": "2026-11-23T10:12:00+00:00"}'
    lock_of(path).write_text(said, "utf-8")
    async with person_at(tmp_path, FORM) as person:
        assert "[2JBo has this response open, on else" in person.shown()
        await person.press("g")
        assert '"host": "else"' not in lock_of(path).read_text("utf-8")
    assert not lock_of(path).exists()


async def test_what_is_no_lock_is_none(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    lock_of(path).write_bytes(b"\xff" * 5000)
    async with person_at(tmp_path, FORM) as person:
        assert person.app.screen is person.screen


# The content -----------------------------------------------------------------------------------


async def test_what_both_did_is_put_together(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        change(path, tmp_path, mayor="Ana")
        await person.type("!")
        await save(person)
        assert person.value("mayor") == "Ana"
        assert "Somebody else has changed" in person.shown()
        await person.press("ctrl+q")
    assert answers(path) == {"city": "Lima!", "mayor": "Ana"}
    assert len(list(tmp_path.glob("*.response.yaml"))) == 1


async def test_it_is_said_on_how_many_questions(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        response = responses.read(path)._replace(missing={"mayor": "masked"}, notes={"mayor": "?"})
        responses.write(path, response, form(tmp_path, FORM))
        await person.type("!")
        await save(person)
        assert "what they did on 1 question is in here now" in said(person)


async def test_undo_takes_theirs_back(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        change(path, tmp_path, mayor="Ana")
        await person.type("!")
        await save(person)
        await person.press("ctrl+z", "ctrl+q")
    assert answers(path) == {"city": "Lima!"}


async def clashing(person: Person, path: Path, folder: Path) -> None:
    change(path, folder, city="Cusco", mayor="Ana")
    await person.type("!")
    await save(person)


async def test_where_both_answered_the_same_it_is_asked(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        await clashing(person, path, tmp_path)
        shown = person.shown()
        assert "(•) yours: Lima!" in shown
        assert "( ) theirs: Cusco" in shown
        await person.press("down", "enter", "ctrl+d")
        await person.press("ctrl+q")
    assert answers(path) == {"city": "Cusco", "mayor": "Ana"}


async def test_mine_stays_where_that_is_chosen(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        await clashing(person, path, tmp_path)
        await person.press("right", "left", "ctrl+d", "ctrl+q")
    assert answers(path) == {"city": "Lima!", "mayor": "Ana"}


async def test_who_keeps_their_own_has_nothing_to_take_back(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        change(path, tmp_path, city="Cusco")
        await person.type("!")
        await save(person)
        await person.press("ctrl+d")
        assert "your answers stand" in said(person)
        assert "^Z" not in said(person)
        await person.press("ctrl+q")
    assert answers(path) == {"city": "Lima!"}


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_no_window_comes_over_somebody_who_types(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = await begun(tmp_path)
    async with person_at(tmp_path, FORM, size=size) as person:
        change(path, tmp_path, city="Cusco")
        await person.type(" I know")
        await person.pilot.pause(0.75)
        await person.settled()
        assert person.app.screen is person.screen
        assert "CHANGED BY TWO" in person.shown()
        assert "in 1 place says something else than you" in said(person)
        await person.type(" that Ben\n")
        assert person.value("city") == "Lima I know that Ben"
        assert person.app.screen is person.screen
        await save(person)
        assert "yours: Lima I know that Ben" in person.shown()
        await person.type("at m")
        assert isinstance(person.app.screen, Merging)
        await person.press("ctrl+d", "ctrl+q")
    assert answers(path) == {"city": "Lima I know that Ben"}


async def test_both_are_shown_by_mouse_alone(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        change(path, tmp_path, city="Cusco")
        await person.type("!")
        await person.pilot.pause(0.5)
        await person.settled()
        await person.click("TopBar", x=75)
        assert isinstance(person.app.screen, Merging)
        lines = person.shown().splitlines()
        for words in ("theirs: Cusco", "^D Done"):
            [y] = [number for number, line in enumerate(lines) if words in line]
            await person.pilot.click(offset=(lines[y].index(words) + 2, y))
            await person.settled()
        await person.press("ctrl+q")
    assert answers(path) == {"city": "Cusco"}


async def test_before_completing_both_are_shown(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        change(path, tmp_path, city="Cusco")
        await person.type("!")
        await person.pilot.pause(0.5)
        await person.settled()
        await person.press("f8")
        assert isinstance(person.app.screen, Merging)
        await person.press("right", "ctrl+d")
        assert isinstance(person.app.screen, Complete)
        await person.press("c", "escape", "ctrl+q")
    assert answers(path) == {"city": "Cusco"}
    assert responses.read(path).status == COMPLETED


async def test_an_answer_meets_a_reason_why_there_is_none(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        await person.press("pagedown")
        response = responses.read(path)._replace(missing={"mayor": "asked-unknown"})
        responses.write(path, response, form(tmp_path, FORM))
        await person.type("Ana")
        await save(person)
        assert "yours: Ana" in person.shown()
        assert "theirs: — Asked, but not known" in person.shown()
        await person.press("right", "ctrl+d", "ctrl+q")
    assert answers(path) == {"city": "Lima"}
    assert responses.read(path).missing == {"mayor": "asked-unknown"}


async def test_long_answers_are_shown_from_where_they_differ(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        change(path, tmp_path, city=f"{'word ' * 100}of hers")
        await person.type(f" {'word ' * 100}of mine")
        await save(person)
        await person.press("escape")
        change(path, tmp_path, city=f"Lima {'word ' * 100}of hers")
        await save(person)
        assert "of mine" in person.shown()
        assert "of hers" in person.shown()


# Completed ------------------------------------------------------------------------------------


async def test_what_both_have_a_part_in_is_not_completed(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        complete(path, tmp_path, mayor="Ana")
        await emptied(person)
        await save(person)
        assert "it is open again" in said(person)
        assert "Amended" in person.shown()
        response = responses.read(path)
        assert (response.status, dict(response.answers)) == (AMENDED, {"mayor": "Ana"})
        assert any(one.lacking for one in check(form(tmp_path, FORM), response))
        await person.press("ctrl+z", "ctrl+q")
    response = responses.read(path)
    assert (response.status, dict(response.answers)) == (IN_PROGRESS, {})


async def test_their_completion_is_taken_where_nothing_else_is_changed(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        complete(path, tmp_path, city="Lima!")
        await person.type("!")
        await save(person)
        assert "They have completed it" in said(person)
        assert "0 questions" not in said(person)
        await person.press("ctrl+q")
    assert responses.read(path).status == COMPLETED


async def test_to_have_been_completed_is_nothing_to_have_back(tmp_path: Path) -> None:
    await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        await person.press("f8", "c", "escape", "f8", "o")
        await emptied(person)
        await person.press("f9", "a")
        rows = person.app.screen.query_one(RowList)
        texts = [rows.row(index).text.plain for index in range(rows.count())]
        rows.move_to(next(at for at, text in enumerate(texts) if "→ Completed" in text) - 1)
        await person.press("enter")
        assert isinstance(person.app.screen, History)
        assert person.interview.status == AMENDED


async def test_what_i_completed_is_open_again_with_theirs_in_it(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        await person.press("f8")
        change(path, tmp_path, mayor="Ana")
        await person.press("c", "escape")
        await person.settled()
        assert "it is open again" in said(person)
        await person.press("ctrl+q")
    assert responses.read(path).status == AMENDED
    assert answers(path) == {"city": "Lima", "mayor": "Ana"}


async def test_what_is_completed_has_theirs_in_it(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        change(path, tmp_path, mayor="Ana")
        await person.burst("f8", "c", "escape")
        await person.press("ctrl+q")
    assert responses.read(path).status == COMPLETED
    assert answers(path) == {"city": "Lima", "mayor": "Ana"}


# Copies ----------------------------------------------------------------------------------------


async def test_nobody_leaves_what_was_opened_again_without_hearing_of_it(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        await person.press("f8", "c", "escape")
        await save(person)
        change(path, tmp_path, mayor="Ana")
        reopened = responses.read(path)._replace(status=AMENDED)
        responses.write(path, reopened, form(tmp_path, FORM))
        await person.press("ctrl+q")
        await person.settled()
        assert person.interview.status == AMENDED
        assert "opened it again" in said(person)
        await person.press("ctrl+q")
    assert person.app.left == path
    assert responses.read(path).status == AMENDED


async def test_what_is_not_in_the_file_is_not_called_completed(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        await person.press("f8")
        change(path, tmp_path, mayor="Ana")
        await person.press("c")
        await person.settled()
        assert person.app.screen is person.screen, "there is no code to be read out"
        assert "open again" in said(person)
    assert responses.read(path).status == AMENDED


async def test_what_went_elsewhere_is_not_lacking(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        change(path, tmp_path, city="Callao")
        await person.type("!")
        await save(person)
        await person.press("escape", "ctrl+q")
        await person.settled()
        assert isinstance(person.app.screen, Merging)
        await person.press("escape")
        await person.settled()
    assert person.app.left_beside == path
    assert answers(person.app.left or path) == {"city": "Lima!"}
    async with person_at(tmp_path, FORM) as person:
        assert "What the file lacks" not in person.shown()
        assert person.value("city") == "Callao"


async def test_no_message_covers_what_is_asked(tmp_path: Path) -> None:
    await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        await person.press("f4")
        person.screen.news.tell("Something else")
        await person.settled()
        assert not said(person)
        await person.press("escape")
        assert said(person) == "! Something else"


async def test_who_is_asked_about_the_lock_is_not_told_of_it_as_well(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    with somebody(path):
        async with person_at(tmp_path, FORM) as person:
            await person.pilot.pause(0.5)
            await person.press("r")
            await person.settled()
            assert not said(person)
            assert person.interview.reads_only


async def test_a_copy_that_a_synchroniser_left_is_told_of_and_brought_in(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    copy = tmp_path / "r.response.sync-conflict-20261123-101112-ABCDEFG.yaml"
    copy.write_bytes(path.read_bytes())
    change(copy, tmp_path, mayor="Ana")
    async with person_at(tmp_path, FORM) as person:
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
    async with person_at(tmp_path, FORM) as person:
        await person.screen.run_action("copy")
        await person.settled()
        assert "theirs: Cusco" in person.shown()
        await person.press("right", "ctrl+d")
        assert person.value("city") == "Cusco"


@pytest.mark.parametrize(("key", "status"), [("y", AMENDED), ("n", COMPLETED)])
async def test_a_copy_changes_what_is_completed_only_once_it_is_opened_again(
    tmp_path: Path, key: str, status: str
) -> None:
    path = await begun(tmp_path)
    copy = tmp_path / "r.response (Bo's conflicted copy 2026-11-23).yaml"
    complete(path, tmp_path)
    copy.write_bytes(path.read_bytes())
    change(copy, tmp_path, mayor="Ana")
    async with person_at(tmp_path, FORM) as person:
        await person.screen.run_action("copy")
        await person.settled()
        assert "Do you want to re-open it" in person.shown()
        assert person.value("mayor") is None
        await person.press(key, "ctrl+q")
    assert responses.read(path).status == status
    assert answers(path).get("mayor") == ("Ana" if key == "y" else None)


async def test_of_a_copy_nothing_may_be_wanted(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    copy = tmp_path / "r.response (Bo's conflicted copy 2026-11-23).yaml"
    copy.write_bytes(path.read_bytes())
    change(copy, tmp_path, city="Cusco")
    async with person_at(tmp_path, FORM) as person:
        await person.screen.run_action("copy")
        await person.settled()
        await person.press("ctrl+d")
        assert "Your answers stand" in said(person)
        assert not person.interview.can_undo or person.value("city") == "Lima"


async def test_other_responses_and_older_twins_are_no_copies(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    (tmp_path / "r.response (1).yaml").write_bytes(path.read_bytes())
    other = responses.read(path)._replace(id="another", answers={"city": "Quito"})
    responses.write(tmp_path / "r2.response.yaml", other, form(tmp_path, FORM))
    (tmp_path / "r.conflict.yaml").write_text("answers: [", "utf-8")
    async with person_at(tmp_path, FORM) as person:
        assert "another copy" not in person.shown()


# Another file in its place -----------------------------------------------------------------------


async def test_another_questionnaire_in_its_place_is_left(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        text = path.read_text("utf-8").replace("id: form", "id: other")
        path.write_text(text, "utf-8")
        await person.type("!")
        await save(person)
        assert "your answers go to r.mine-" in said(person)
        await person.press("ctrl+q")
    assert path.read_text("utf-8") == text
    [beside] = tmp_path.glob("r.mine-*.response.yaml")
    assert answers(beside) == {"city": "Lima!"}


async def test_a_file_that_was_taken_away_is_written_again(tmp_path: Path) -> None:
    path = await begun(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        path.unlink()
        await person.type("!")
        await save(person)
        assert answers(path) == {"city": "Lima!"}
        path.unlink()
        journal_of(path).unlink()
        await person.type("!")
        await person.press("ctrl+q")
    assert answers(path) == {"city": "Lima!!"}
