"""The first screen: recent responses, new, open."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from lgq_tui.core.response import Response
from lgq_tui.storage import recent, responses
from lgq_tui.storage.definitions import load, shipped
from lgq_tui.tui.app import LgqApp
from lgq_tui.tui.screens.interview import InterviewScreen
from lgq_tui.tui.screens.opening import OpenFile
from lgq_tui.tui.screens.welcome import Welcome
from tests.tui.person import Person, words


@asynccontextmanager
async def welcomed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Person]:
    monkeypatch.chdir(folder)
    app = LgqApp(load(shipped("questionnaire.yaml")))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        person = Person(pilot, folder)
        await person.settled()
        yield person
        app.save_all()


async def test_a_new_response_is_named_and_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with welcomed(tmp_path, monkeypatch) as person:
        await person.press("n")
        assert "un_lgq.response.yaml" in person.shown()
        await person.press("ctrl+u")
        await person.burst(*"my city", "enter")
        assert isinstance(person.app.screen, InterviewScreen)
        await person.press("pagedown")
        await person.type("Kuala Lumpur")
        await person.press("ctrl+q")
        assert isinstance(person.app.screen, Welcome)
        assert "Kuala Lumpur" in person.shown()
    made = responses.read(tmp_path / "my city.response.yaml")
    assert made.answers == {"city": "Kuala Lumpur"}


async def test_a_file_that_is_there_is_not_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.response.yaml").write_text("mine", "utf-8")
    async with welcomed(tmp_path, monkeypatch) as person:
        await person.press("n")
        await person.press("ctrl+u")
        await person.burst(*"a", "enter")
        assert "exists already" in person.shown()
        await person.press("escape")
    assert (tmp_path / "a.response.yaml").read_text("utf-8") == "mine"


def begun(path: Path) -> Response:
    from datetime import UTC, datetime

    questionnaire = load(shipped("questionnaire.yaml"))
    response = responses.new(questionnaire, datetime(2026, 11, 23, tzinfo=UTC))
    responses.write(path, response, questionnaire)
    return response


async def test_a_file_is_found_by_typing_and_by_choosing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inside").mkdir()
    begun(tmp_path / "inside" / "b.response.yaml")
    async with welcomed(tmp_path, monkeypatch) as person:
        await person.press("o")
        assert "Enter Open" in person.shown()
        await person.type("ins")
        await person.press("enter")
        assert "b.response.yaml" in person.shown()
        await person.press("enter")
        assert isinstance(person.app.screen, InterviewScreen)


async def test_a_file_that_is_no_response_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b.yaml").write_text("answers: [", "utf-8")
    async with welcomed(tmp_path, monkeypatch) as person:
        await person.press("o")
        await person.burst(*"b.yaml")
        await person.press("enter")
        assert isinstance(person.app.screen, OpenFile)
        # Read off the widget: where the screen wraps it depends on how long the folder's name is.
        assert "b.yaml:1: " in words(person.app.screen.query_one("#complaint"))
        await person.press("escape")
        assert isinstance(person.app.screen, Welcome)
    assert (tmp_path / "b.yaml").read_text("utf-8") == "answers: ["


async def test_recent_responses_are_opened_and_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        begun(tmp_path / f"{name}.response.yaml")
        path = tmp_path / f"{name}.response.yaml"
        recent.remember(recent.Recent(path, name.title(), "2026-11-23T10:00:00Z", "in-progress"))
    async with welcomed(tmp_path, monkeypatch) as person:
        assert person.shown().index("Two") < person.shown().index("One")
        await person.press("delete")
        assert "Two" not in person.shown()
        await person.press("enter")
        assert isinstance(person.app.screen, InterviewScreen)
        assert person.screen.session.path.name == "one.response.yaml"
