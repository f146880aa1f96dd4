"""How the screens look. After a change, look at the pictures before you keep them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.pictures import SamePicture, still
from tests.tui.desk import Desk, desk

EXAMPLES = Path(__file__).parents[2] / "examples"
SIZES = {"usual": (80, 24), "small": (60, 20), "large": (200, 60)}

SCREENS: dict[str, tuple[str, ...]] = {
    "fields": ("I.3",),
    "choices": ("III.2",),
    "paragraph": ("III.3", "tab", "tab"),
    "missing": ("III.3", "f3"),
    "search": ("III.3", "ctrl+g", "b", "u", "d"),
    "review": ("III.3", "ctrl+r"),
    "complete": ("III.3", "f8"),
    "footnotes": ("III.3", "f2"),
    "help": ("III.3", "f1"),
}


async def at(person: Desk, place: str) -> None:
    """Go to a question by its number, and forget the time of day."""
    await person.press("ctrl+g")
    await person.burst(*place, "enter")
    await person.press("ctrl+s")
    await forget_time(person)


async def forget_time(person: Desk) -> None:
    person.screen.query_one(TopBar).tell(right="saved 10:42")
    await person.settled()


@pytest.fixture
def half(tmp_path: Path) -> Path:
    shutil.copy(EXAMPLES / "valid" / "half-filled.response.yaml", tmp_path / "r.response.yaml")
    return tmp_path


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen(name: str, half: Path, same_picture: SamePicture) -> None:
    place, *keys = SCREENS[name]
    async with desk(half) as person:
        await at(person, place)
        await person.press(*keys)
        await forget_time(person)
        await still(person.app)
        same_picture(person.app, name)


@pytest.mark.parametrize("size", ["small", "large"])
async def test_another_size(size: str, half: Path, same_picture: SamePicture) -> None:
    async with desk(half, size=SIZES[size]) as person:
        await at(person, "I.3")
        await still(person.app)
        same_picture(person.app, f"fields-{size}")


@pytest.mark.parametrize("theme", ["light", "high-contrast"])
async def test_another_theme(theme: str, half: Path, same_picture: SamePicture) -> None:
    async with desk(half) as person:
        person.app.theme = theme
        await at(person, "III.1")
        await still(person.app)
        same_picture(person.app, f"{theme}")
