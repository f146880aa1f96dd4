"""Sizes, colours, scripts, and texts that would like to be more than text."""

from __future__ import annotations

from pathlib import Path

import pytest

from lgq_tui.storage import settings
from lgq_tui.tui.themes import THEMES
from tests.tui.person import person_at

ITEM = "- {id: name, type: text, label: Name}\n- {id: b, type: text, label: B}"


async def test_too_small_a_window_says_so_and_loses_nothing(tmp_path: Path) -> None:
    async with person_at(tmp_path, ITEM, size=(59, 20)) as person:
        assert "59 columns and 20 rows" in person.shown()
        await person.pilot.resize_terminal(60, 20)
        await person.settled()
        await person.type("Ada")
        assert "Ada" in person.shown()
        await person.pilot.resize_terminal(40, 8)
        await person.settled()
        assert "40 columns" in person.shown()
        await person.pilot.resize_terminal(80, 24)
        await person.settled()
        assert "Ada" in person.shown()
        assert person.value("name") in (None, "Ada")


async def test_in_a_narrow_window_the_outline_comes_when_it_is_asked_for(tmp_path: Path) -> None:
    async with person_at(tmp_path, ITEM, size=(60, 20)) as person:
        assert not person.screen.query_one("#outline").is_on_screen
        await person.press("f6")
        assert person.screen.query_one("#outline").is_on_screen
        await person.press("down", "enter")
        assert not person.screen.query_one("#outline").is_on_screen
        assert person.interview.page.key in ("name", "b")


async def test_a_wide_window_is_used(tmp_path: Path) -> None:
    async with person_at(tmp_path, ITEM, size=(200, 60)) as person:
        assert person.leaf("name").control.width > 150
        assert person.screen.query_one("#outline").size.width >= 39
        await person.pilot.resize_terminal(119, 30)
        await person.settled()
        assert person.screen.query_one("#outline").size.width < 30


async def test_too_small_a_window_has_nothing_to_scroll(tmp_path: Path) -> None:
    async with person_at(tmp_path, ITEM, size=(59, 19)) as person:
        assert "59 columns and 19 rows" in person.shown()
        assert not person.screen.show_vertical_scrollbar
        assert not person.screen.scrollbars_enabled[0]


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_the_line_beside_the_outline_is_seen(theme: str, tmp_path: Path) -> None:
    async with person_at(tmp_path, ITEM) as person:
        person.app.theme = theme
        await person.settled()
        outline = person.screen.query_one("#outline")
        ground = outline.background_colors[1]
        line = ground + outline.styles.border_right[1]
        assert abs(line.brightness - ground.brightness) > 0.2


async def test_in_a_narrow_window_the_keys_are_told(tmp_path: Path) -> None:
    async with person_at(tmp_path, ITEM, size=(60, 20)) as person:
        assert "F3 No answer" in person.shown()
        assert "^Q Quit" in person.shown()
        await person.press("ctrl+r")
        for key in ("Enter Go there", "p Problems only", "F8 Complete", "Esc Back"):
            assert key in person.shown()
        await person.press("escape", "f9")
        for key in ("Enter Have it back", "a All questions or this one", "Esc Close"):
            assert key in person.shown()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_a_list_in_a_window_has_the_room_there_is(
    size: tuple[int, int], tmp_path: Path
) -> None:
    items = "\n".join(
        f"- {{id: n{number}, type: text, label: N, required: true}}" for number in range(40)
    )
    async with person_at(tmp_path, items, size=size) as person:
        await person.press("f8")
        listing = person.app.screen.query_one("#inway")
        assert listing.size.height >= size[1] * 0.95 - 12
        assert "Esc Back" in person.shown()


@pytest.mark.parametrize("type_", ["text", "paragraph", "yes_no"])
async def test_it_is_told_how_to_leave(type_: str, tmp_path: Path) -> None:
    async with person_at(tmp_path, f"- {{id: a, type: {type_}, label: A}}") as person:
        await person.press("ctrl+c")
        assert "^Q leaves" in person.shown()


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_a_theme_is_chosen_and_remembered(theme: str, tmp_path: Path) -> None:
    async with person_at(tmp_path, ITEM) as person:
        person.app.theme = "textual-dark"
        commands = {one.title: one for one in person.app.get_system_commands(person.screen)}
        name = {"high-contrast": "high contrast"}.get(theme, theme)
        commands[f"Theme: {name}"].callback()
        await person.settled()
        assert person.app.theme == theme
    assert settings.theme([one.name for one in THEMES]) == theme


NASTY = [
    "[/]",
    "[/b][bold]",
    "[link=http://x]y",
    "[@click=app.quit]z[/]",
    "[true, false] :smile:",
    "{braces} $t %s \\",
    "Llanfair­pwll",
    "مدينة الكويت",
    "ירושלים",
    "กรุงเทพมหานคร",
    "北京市 東京都 서울",
    "🇲🇾 👩🏽‍🌾 é",
]


@pytest.mark.parametrize("text", NASTY)
async def test_text_of_people_is_text_everywhere(text: str, tmp_path: Path) -> None:
    quoted = text.replace("\\", "\\\\")
    sections = f"""
subject: [name]
introduction: "{quoted}"
closing: "{quoted}"
sections:
  - id: s
    title: "{quoted}"
    items:
      - {{id: name, type: text, label: "{quoted}", hint: "{quoted}"}}
      - {{id: one, type: select_one, label: X, choices: [{{id: a, label: "{quoted}", detail: true}}]}}
      - {{id: para, type: paragraph, label: P}}
      - {{id: links, type: url, repeat: true, label: L}}
"""
    async with person_at(tmp_path, sections) as person:
        await person.press("pagedown")
        await person.paste(text)
        await person.press("f4")
        await person.paste(text)
        await person.press("escape", "f3", "escape", "pagedown", "1", "tab")
        await person.paste(text)
        await person.press("pagedown")
        await person.paste(text)
        await person.press("pagedown")
        await person.paste(text)
        await person.press("tab", "ctrl+r", "escape", "f8", "escape", "ctrl+g")
        await person.paste(text)
        await person.press("escape", "f1", "escape", "f2", "escape")
        assert person.value("name") == text
        assert person.value("para") == text
        assert "\x1b" not in person.shown()
    async with person_at(tmp_path, sections) as person:
        assert person.value("name") == text


async def test_control_characters_never_get_in(tmp_path: Path) -> None:
    async with person_at(tmp_path, ITEM) as person:
        await person.paste("a\x1b[31mb\x9bc\u202ed\u2066e\x00\x7f")
        await person.press("ctrl+s")
        assert person.value("name") == "a[31mbcde"
