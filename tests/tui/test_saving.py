"""Saving while one answers, and what happens when it cannot be done."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual import events

from lgq_tui.storage import recent, responses, seal
from lgq_tui.tui.widgets.bars import TopBar
from tests.tui.person import Person, person_at, words

ITEMS = "- {id: name, type: text, label: Name}\n- {id: ok, type: yes_no, label: OK}"


def top(person: Person) -> str:
    return words(person.screen.query_one(TopBar))


async def test_an_answer_is_in_the_file_without_any_key_for_it(tmp_path: Path) -> None:
    async with person_at(tmp_path, ITEMS) as person:
        await person.type("Ada")
        await person.pilot.pause(0.6)
        assert person.screen.session.settle(5)
        assert responses.read(person.path).answers == {"name": "Ada"}
        await person.settled()
        assert "saved" in top(person)


async def test_leaving_writes_what_was_typed_last_and_remembers_the_file(tmp_path: Path) -> None:
    async with person_at(tmp_path, ITEMS) as person:
        await person.burst(*"Ada", "ctrl+q")
    assert responses.read(tmp_path / "r.response.yaml").answers == {"name": "Ada"}
    entry = recent.recent()[0]
    assert (entry.path.name, entry.status) == ("r.response.yaml", "in-progress")


async def test_a_json_file_stays_one(tmp_path: Path) -> None:
    async with person_at(tmp_path, ITEMS, name="r.response.json") as person:
        await person.burst(*"Ada", "ctrl+q")
    assert (tmp_path / "r.response.json").read_text("utf-8").startswith("{")


async def test_looking_at_a_completed_response_leaves_its_file_alone(tmp_path: Path) -> None:
    async with person_at(tmp_path, ITEMS) as person:
        await person.burst(*"Ada")
        await person.press("f8", "c", "escape", "ctrl+q")
    path = tmp_path / "r.response.yaml"
    before = path.read_bytes()
    async with person_at(tmp_path, ITEMS) as person:
        await person.press("pagedown", "pageup", "pagedown", "ctrl+r", "escape")
    assert path.read_bytes() == before


async def test_a_completed_response_shows_the_code_of_its_file(tmp_path: Path) -> None:
    async with person_at(tmp_path, ITEMS) as person:
        await person.burst(*"Ada")
        await person.press("f8", "c")
        shown = person.shown()
        await person.press("escape", "f8")
        shown_again = person.shown()
        await person.press("escape", "ctrl+q")
    response = responses.read(tmp_path / "r.response.yaml")
    code = seal.code_of(response.seal["digest"])
    assert seal.holds(response)
    assert code in shown
    assert code in shown_again


async def test_while_saving_fails_answers_stay_and_the_reason_stands_above_them(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    async with person_at(folder, ITEMS) as person:
        await person.press("ctrl+s")
        folder.rename(tmp_path / "gone")
        await person.type("Ada")
        await person.press("ctrl+s")
        assert "NOT SAVED" in top(person)
        assert person.screen.has_class("unsaved")
        assert person.value("name") == "Ada"
        await person.press("pagedown", "y", "ctrl+s")
        assert "could not be saved because its folder does not exist" in person.banner()
        assert str(tmp_path) in person.banner()
        await person.press("ctrl+q")
        assert "could not be saved" in person.shown()
        assert "they are kept in" in person.shown()
        assert not person.app._notifications, "nothing stands before the window"
        await person.press("2")
        folder.mkdir()
        await person.press("ctrl+s")
        assert "NOT SAVED" not in top(person)
        assert not person.banner()
    assert responses.read(folder / "r.response.yaml").answers == {"name": "Ada", "ok": True}


async def test_another_place_is_taken(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    async with person_at(folder, ITEMS) as person:
        folder.rename(tmp_path / "gone")
        await person.burst(*"Ada", "ctrl+q")
        await person.press("1")
        assert str(folder) not in person.shown(), "another folder is offered"
        await person.press("ctrl+u")
        await person.burst(*str(tmp_path / "other.response.yaml"), "enter")
        await person.settled()
    assert responses.read(tmp_path / "other.response.yaml").answers == {"name": "Ada"}


async def test_a_file_that_somebody_else_changed_is_not_overwritten(tmp_path: Path) -> None:
    async with person_at(tmp_path, ITEMS) as person:
        await person.press("ctrl+s")
        person.path.write_text("theirs", "utf-8")
        await person.type("Ada")
        await person.press("ctrl+s")
        assert person.path.read_text("utf-8") == "theirs"
        beside = person.screen.session.path
        assert ".mine-" in beside.name
        assert responses.read(beside).answers == {"name": "Ada"}
        told = [notification.message for notification in person.app._notifications]
        assert any(beside.name in message for message in told)


async def test_one_goes_on_in_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with person_at(tmp_path, ITEMS) as person:
        await person.burst(*"Ada")
        await person.press("ctrl+s")
        await person.screen.run_action("elsewhere")
        await person.press("ctrl+u")
        await person.burst(*"other", "enter")
        await person.type("!")
        await person.press("ctrl+q")
    assert responses.read(tmp_path / "r.response.yaml").answers == {"name": "Ada"}
    assert responses.read(tmp_path / "other.response.yaml").answers == {"name": "Ada!"}
    assert not list(tmp_path.glob("*.lock"))


async def test_who_types_without_a_pause_is_saved_too(tmp_path: Path) -> None:
    async with person_at(tmp_path, ITEMS) as person:
        for _ in range(25):
            person.app.post_message(events.Key("a", "a"))
            await asyncio.sleep(0.1)
        assert str(person.interview.value(("name",))).startswith("aaaaa")


async def test_what_was_kept_elsewhere_is_not_offered_once_it_is_saved_in_another_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LGQ_STATE_DIR", str(tmp_path / "state"))
    folder = tmp_path / "work"
    folder.mkdir()
    async with person_at(folder, ITEMS) as person:
        await person.press("ctrl+s")
        folder.rename(tmp_path / "gone")
        await person.type("Ada")
        await person.press("ctrl+s")
        assert list((tmp_path / "state" / "kept").iterdir())
        await person.screen.run_action("elsewhere")
        await person.press("ctrl+u")
        await person.burst(*str(tmp_path / "r.response.yaml"), "enter")
        await person.type("!")
        await person.press("ctrl+q")
    async with person_at(tmp_path, ITEMS) as person:
        assert "What the file lacks" not in person.shown()
        assert person.value("name") == "Ada!"


async def test_another_place_is_no_file_that_is_there(tmp_path: Path) -> None:
    older = tmp_path / "yesterday.response.yaml"
    async with person_at(tmp_path, ITEMS) as person:
        await person.type("Ada")
        await person.press("ctrl+s")
        older.write_bytes(person.path.read_bytes())
        before = older.read_bytes()
        await person.type("!")
        await person.screen.run_action("elsewhere")
        await person.press("ctrl+u")
        await person.burst(*str(older), "enter")
        await person.settled()
        assert "is there already" in person.shown()
        await person.press("escape")
        assert person.value("name") == "Ada!"
    assert older.read_bytes() == before
    assert responses.read(person.path).answers == {"name": "Ada!"}
