"""A response of an earlier round is confirmed on the screen, answer by answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from lgq_tui.core.check import check
from lgq_tui.core.response import COMPLETED
from lgq_tui.core.schema import response_schema
from lgq_tui.session.rounds import begin_from
from lgq_tui.storage import plain, responses
from lgq_tui.tui.app import LgqApp
from lgq_tui.tui.screens.interview import InterviewScreen
from tests.rounds import SECOND, earlier, edition
from tests.tui.person import Person, person_at


@asynccontextmanager
async def begun(folder: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Person]:
    """The interview over a new response that begins with an earlier one, or goes on with that."""
    questionnaire, path = edition(folder, SECOND), folder / "r.response.yaml"
    if not path.exists():
        begin_from(earlier(folder), path, questionnaire)
    async with person_at(folder, questionnaire, size) as person:
        await person.press("pagedown") if person.interview.page.section is None else None
        yield person


def waiting(person: Person) -> list[str]:
    return person.interview.earlier.to_confirm()


async def test_what_is_to_be_confirmed_says_so_and_counts_as_not_done(tmp_path: Path) -> None:
    async with begun(tmp_path) as person:
        assert waiting(person) == ["city", "mobile", "print", "staff"]
        assert "« This is from the previous round" in person.shown()
        assert "« City" in person.shown()
        assert "0 of 4 answered" in person.shown()


async def test_f5_confirms_and_goes_on_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LGQ_AUTHOR", "Ben")
    async with begun(tmp_path) as person:
        await person.press("f5")
        assert person.interview.page.key == "mobile"
        assert waiting(person) == ["mobile", "print", "staff"]
        await person.press("f5", "f5", "f5")
        assert "All that came from the previous round is confirmed" in person.notice()
        await person.press("ctrl+z")
        assert waiting(person) == ["staff"]
    carried = responses.read(tmp_path / "r.response.yaml").carried
    assert [one.by for one in carried.values()] == ["Ben", "Ben", "Ben", ""]


async def test_a_click_does_the_same(tmp_path: Path) -> None:
    async with begun(tmp_path) as person:
        await person.click_on("[F5: confirm]")
        assert waiting(person) == ["mobile", "print", "staff"]


async def test_nothing_is_confirmed_that_is_not_seen(tmp_path: Path) -> None:
    async with begun(tmp_path) as person:
        await person.screen.goto("cloud")
        await person.press("f5")
        assert person.interview.page.key == "city"
        assert len(waiting(person)) == 4


async def test_a_list_is_confirmed_once_its_end_was_seen(tmp_path: Path) -> None:
    links = "- id: links\n  title: L\n  items:\n  - {id: links, type: url, label: Links, repeat: true}\n"
    text = f'id: survey\nversion: "2"\ntitle: S\nlanguage: en\nsections:\n{links}'
    questionnaire, old = edition(tmp_path, text), tmp_path / "old.response.yaml"
    several = [f"https://city.example/{number}" for number in range(40)]
    made = responses.new(questionnaire, datetime(2025, 1, 1, tzinfo=UTC))
    responses.write(old, made._replace(answers={"links": several}), questionnaire)
    begin_from(old, tmp_path / "r.response.yaml", questionnaire)
    async with person_at(tmp_path, questionnaire, (80, 24)) as person:
        await person.screen.goto("links")
        await person.press("f5")
        assert "It goes on below." in person.notice()
        for _ in range(40):
            if "city.example/39" in person.shown():
                break
            assert waiting(person) == ["links"]
            await person.press("f5")
        assert waiting(person) == ["links"]
        await person.press("f5")
        assert waiting(person) == []


async def test_all_the_way_to_the_end(tmp_path: Path) -> None:
    async with begun(tmp_path) as person:
        await person.press("f5")  # City
        # Changed, by a lot: a warning, which may stand for a reason.
        await person.press("end", "backspace", "backspace")
        await person.type("7")
        await person.press("tab")
        await person.screen.goto("mobile")
        await person.settled()
        assert "Last time 79, now 7: is that so?" in person.said("mobile")
        await person.press("f5")
        await person.type("The app was closed.")
        await person.press("enter")
        assert waiting(person) == ["print", "staff"]
        # Cleared.
        await person.screen.goto("print")
        await person.press("end", "backspace", "backspace", "tab")
        await person.settled()
        assert "~ Last time: 21" in person.said("print")
        # In the way.
        await person.press("f8")
        assert "Staff: This is from the previous round" in " ".join(person.shown().split())
        await person.press("enter")
        assert person.interview.page.key == "staff"
        await person.press("f5", "f8", "c")
        assert person.interview.status == COMPLETED
    path = tmp_path / "r.response.yaml"
    questionnaire = edition(tmp_path, SECOND)
    response = responses.read(path, questionnaire)
    assert [one for one in check(questionnaire, response) if one.open] == []
    document = plain.parse(path, path.read_bytes()).data
    assert list(Draft202012Validator(response_schema(questionnaire)).iter_errors(document)) == []
    async with begun(tmp_path) as person:
        await person.press("ctrl+r")
        shown = " ".join(person.shown().split())
        assert "~ Last time: 79" in shown
        await person.press("end")
        shown = " ".join(person.shown().split())
        assert "From the previous round, without a place here" in shown
        assert "Budget: 5000 (was split; it may belong to: Local, National)" in shown
        assert "Fax: None since 2019 (not asked any more)" in shown


async def test_what_was_split_is_told_where_it_may_belong(tmp_path: Path) -> None:
    async with begun(tmp_path) as person:
        await person.screen.goto("local")
        assert "From before, perhaps for here (Budget): 5000" in person.said("local")
        await person.type("4000")
        await person.press("tab")
        assert "From last time" not in person.said("local")


async def test_the_palette_shows_all_of_it(tmp_path: Path) -> None:
    async with begun(tmp_path) as person:
        await person.press("ctrl+p")
        await person.type("previous round")
        await person.press("enter")
        shown = " ".join(person.shown().split())
        assert "Altamira 2030" in shown
        assert "Answered otherwise now" not in shown


async def test_of_a_new_response_there_is_nothing_to_tell(tmp_path: Path) -> None:
    async with person_at(tmp_path, edition(tmp_path, SECOND)) as person:
        await person.press("ctrl+p")
        await person.type("previous round")
        await person.press("enter")
        assert "not begun with one of an earlier round" in person.notice()


async def test_the_welcome_screen_begins_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    earlier(tmp_path)
    (tmp_path / "bad.response.yaml").write_text("format: lgq-response/1\n", "utf-8")
    async with LgqApp(edition(tmp_path, SECOND)).run_test(notifications=True) as pilot:
        person = Person(pilot, tmp_path)
        await person.press("p")
        await person.type("bad")
        await person.press("enter")
        assert "lacks" in person.shown() or "has no" in person.shown()
        await person.press("backspace", "backspace", "backspace")
        await person.type("old")
        await person.press("enter", "ctrl+u")
        await person.type("new")
        await person.press("enter")
        assert isinstance(person.app.screen, InterviewScreen)
        assert "4 answers came from old.response.yaml" in person.notice()
        assert "3 have no place here" in person.notice()
        person.app.save_all()
    assert responses.read(tmp_path / "new.response.yaml").answers["print"] == 21
