"""Assisted entry: who types, and where from, asked once and kept with every answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from lgq_tui.core.sources import AnswerSource
from lgq_tui.storage import responses, settings
from lgq_tui.tui.screens.interview import InterviewScreen
from lgq_tui.tui.screens.origin import Origin
from lgq_tui.tui.screens.person import WhoAreYou
from tests.tui.person import Person, person_at

FORM = """
- {id: city, type: text, label: City}
- {id: mayor, type: text, label: Mayor}
- {id: links, type: text, repeat: true, label: Links}
"""


@pytest.fixture(autouse=True)
def ana(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LGQ_AUTHOR", "Ana Baker")


def source(person: Person, item: str) -> tuple[str, ...] | None:
    """Where an answer came from, and by whom it was typed."""
    one = person.interview.source_of(item)
    return one and (one.mode, *(getattr(one, name) for name in ("unit", "name", "place", "by")))


async def test_a_sitting_begins_with_its_source_and_its_answers_keep_it(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM, assisted=True) as person:
        assert isinstance(person.app.screen, Origin)
        await person.burst(*"1Ms Lim", "enter", *"Lima", "pagedown", "pagedown", *"a.pe", "ctrl+s")
        assert person.value("city") == "Lima", "nothing is lost of what is typed ahead"
        assert source(person, "city") == ("call", "Ms Lim", "", "", "Ana Baker")
        assert source(person, "links") == ("call", "Ms Lim", "", "", "Ana Baker")
        assert "AB · a call, Ms Lim" in person.shown()
        await person.press("pageup", "f3", "1")
        assert source(person, "mayor") == ("call", "Ms Lim", "", "", "Ana Baker")
        await person.press("ctrl+z")
        assert source(person, "mayor") is None
        await person.press("pageup")
        assert "From a call, Ms Lim, AB " in person.said("city")
        await person.press("ctrl+s")
    response = responses.read(person.path)
    assert response.authors == ("Ana Baker",)
    assert sorted(response.sources) == ["city", "links"]


async def test_where_nobody_assists_nothing_is_asked_nor_kept(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.type("Lima")
        await person.press("tab")
        assert source(person, "city") is None
        await person.press("f10")
        assert isinstance(person.app.screen, Origin), "of one answer it can be said all the same"
        await person.burst("2", "enter")
        assert source(person, "city") == ("e-mail", "", "", "", "Ana Baker")
        await person.press("pagedown", "f10")
        assert isinstance(person.app.screen, InterviewScreen)


async def test_who_it_is_is_asked_once_and_may_be_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LGQ_AUTHOR")
    monkeypatch.setenv("LOGNAME", "abaker")
    async with person_at(tmp_path, FORM, assisted=True) as person:
        assert isinstance(person.app.screen, WhoAreYou)
        await person.press("enter")
        assert "Write your name" in person.shown()
        await person.burst(
            *"Cy Dee", "tab", "end", "backspace", *"x", "enter", "3", "enter", *"Lima"
        )
        await person.press("ctrl+s")
        assert source(person, "city") == ("paper", "", "", "", "Cy Dee")
        assert "CX · paper" in person.shown()
        await person.press("pagedown")
        await person.app.run_action("person")
        await person.settled()
        assert "CX" in person.shown()
        await person.burst("ctrl+u", *"Di", "enter", *"Eve", "pageup")
        assert source(person, "mayor") == ("paper", "", "", "", "Di")
        assert source(person, "city") == ("paper", "", "", "", "Cy Dee")
        assert "DI · paper" in person.shown()
    settings._known.clear()
    assert settings.person() == ("Di", "DI")
    async with person_at(tmp_path, FORM, assisted=True) as person:
        assert isinstance(person.app.screen, Origin), "it is known now"


async def test_the_next_sitting_takes_what_the_last_one_had_by_one_key(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM, assisted=True) as person:
        await person.burst("4", "tab", *"kl.pdf", "tab", *"page 3", "enter", *"Lima", "pagedown")
        assert source(person, "city") == ("document", "", "kl.pdf", "page 3", "Ana Baker")
    async with person_at(tmp_path, FORM, name="other.response.yaml", assisted=True) as person:
        assert "0    As in your last sitting: kl.pdf, page 3" in person.shown()
        await person.burst("0", *"Callao", "pagedown")
        assert source(person, "city") == ("document", "", "kl.pdf", "page 3", "Ana Baker")


async def test_without_a_source_answers_keep_none_until_it_is_told(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM, assisted=True) as person:
        await person.burst("enter")
        assert "Choose how it came" not in person.shown(), "Enter on a line chooses it"
        await person.press("escape")
        assert "AB · ! no source yet" in person.shown()
        await person.burst(*"Lima", "pagedown")
        assert (person.value("city"), source(person, "city")) == ("Lima", None)
        await person.press("f10")
        await person.burst("5", "enter", *"Ada", "pageup")
        assert source(person, "mayor") == ("web-page", "", "", "", "Ana Baker")
        assert source(person, "city") is None


async def test_where_it_differs_it_is_changed_for_one_answer_or_from_now_on(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM, assisted=True) as person:
        await person.burst("3", "tab", "tab", *"page 1", "enter", *"Lima", "f10")
        assert "Where does this answer come from? City" in person.shown()
        await person.burst("tab", "tab", "tab", "backspace", *"2", "enter", "pagedown")
        await person.burst(*"Ada", "f10", "tab", "tab", "tab", "backspace", *"3", "f10")
        await person.burst("pagedown", *"a.pe", "ctrl+s")
        assert [source(person, item) for item in ("city", "mayor", "links")] == [
            ("paper", "", "", "page 2", "Ana Baker"),
            ("paper", "", "", "page 1", "Ana Baker"),
            ("paper", "", "", "page 3", "Ana Baker"),
        ]
        await person.burst("f10", *"p12", "f10", "pageup", "f10", "0")
        assert source(person, "mayor") == ("paper", "", "", "page 12", "Ana Baker")
        await person.press("f10", "minus")
        assert source(person, "mayor") is None
        assert person.value("mayor") == "Ada"


async def test_all_of_it_by_mouse_alone(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM, assisted=True) as person:
        await person.click_on("Paper")
        await person.click_on("From now on")
        await person.type("Lima")
        await person.click_on("AB · paper")
        await person.click_on("Telephone call")
        await person.click_on("page 3")
        await person.type("line 2")
        await person.click_on("This answer")
        assert source(person, "city") == ("call", "", "", "line 2", "Ana Baker")
        await person.click_on("F10")
        await person.click_on("Cancel")


async def test_a_completed_response_is_not_asked_about(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        person.interview.complete()
        person.screen.session.save()
    async with person_at(tmp_path, FORM, assisted=True) as person:
        assert isinstance(person.app.screen, InterviewScreen)
        await person.press("f10")
        assert isinstance(person.app.screen, InterviewScreen)
        await person.burst(*"Lima", "enter")
        assert person.value("city") is None, "what is typed without looking opens nothing"
        await person.press("pageup")
        await person.burst(*"Lima", "ctrl+s")
        await person.press("y", "1", "enter")
        assert person.value("city") == "Lima"
        assert source(person, "city") == ("call", "", "", "", "Ana Baker")


async def test_the_source_of_an_answer_is_cut_to_a_line_and_its_words_last(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM, size=(60, 20), assisted=True) as person:
        await person.press("escape")
        await person.burst(*"Lima", "ctrl+s")
        long = AnswerSource(
            "call", unit="Ms Lim", by="Bo", at="2026-11-20T14:05:00Z", words="w" * 90
        )
        person.interview.set_source("city", long)
        await person.screen._renew()
        [line] = [one for one in person.shown().split("\n") if "Ms Lim" in one]
        assert line.startswith(" From a call, Ms Lim, BO 2026-11-20 1")
        assert line.rstrip().endswith("…")


async def test_what_is_typed_behind_the_key_that_ends_a_window_is_not_lost(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM, assisted=True) as person:
        await person.burst("escape", *"Lima", "f10", "4", "escape", "pagedown")
        await person.burst("f10", "3", "f10", *"Ada", "f7", *"Who?", "escape", "f3", "escape")
        await person.burst("pageup")
        assert (person.value("city"), person.value("mayor")) == ("Lima", "Ada")
        assert source(person, "mayor") == ("paper", "", "", "", "Ana Baker")
        assert person.interview.focus == "city"
