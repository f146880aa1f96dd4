"""How much can be typed and pasted: more than anybody needs, and less than makes a file unreadable."""

from __future__ import annotations

from pathlib import Path

import pytest

from lgq_tui.core.text import MOST_TYPED
from lgq_tui.storage import plain, responses
from tests.tui.person import Person, person_at

LONG = "a" * (MOST_TYPED + 5)
FORM = """
- {id: name, type: text, label: Name}
- {id: text, type: paragraph, label: Text}
- {id: links, type: url, repeat: true, label: Links}
"""


def told(person: Person) -> str:
    return " ".join(one.message for one in person.app._notifications)


async def test_as_much_as_there_is_room_for_is_pasted(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.paste("a" * MOST_TYPED)
        await person.press("pagedown")
        await person.paste("b" * MOST_TYPED)
        await person.press("ctrl+s")
        assert not told(person)
    answers = responses.read(person.path).answers
    assert (len(answers["name"]), len(answers["text"])) == (MOST_TYPED, MOST_TYPED)


async def test_too_much_is_told_and_leaves_what_is_there(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        for question in ("name", "text"):
            await person.type("abc")
            await person.paste("x" * MOST_TYPED)
            assert "100,003 signs, and a text takes up to 100,000" in told(person)
            person.app.clear_notifications()
            await person.type("d")
            await person.press("pagedown")
            assert person.value(question) == "abcd"
        assert not told(person)


async def test_what_is_too_much_for_a_file_is_told_and_comes_back_from_the_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("ctrl+s")
        monkeypatch.setattr(plain, "MOST_BYTES", 3_000)
        await person.paste("a" * 3_000)
        await person.press("ctrl+s")
        assert "would be larger than what can be opened again" in " ".join(person.banner().split())
        await person.press("ctrl+q")
        assert "they come back the next time" in person.shown()
        await person.press("3")
    monkeypatch.undo()
    async with person_at(tmp_path, FORM) as person:
        assert "What the file lacks" in person.shown()
        await person.press("a")
        assert person.value("name") == "a" * 3_000


async def test_many_lines_are_too_many_for_a_list(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("pagedown", "pagedown")
        await person.paste("www.city.gov\n" * 1_001)
        assert "1,001 lines" in told(person)
        assert person.value("links") is None


async def test_a_longer_text_of_a_file_can_become_shorter(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("ctrl+s")
    text = person.path.read_text("utf-8")
    person.path.write_text(text.replace("answers: {}", f"answers:\n  name: {LONG}"), "utf-8")
    async with person_at(tmp_path, FORM) as person:
        assert person.value("name") == LONG
        await person.press("end", "backspace")
        await person.type("b")
        assert person.value("name") == LONG[:-1]
