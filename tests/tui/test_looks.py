"""How every screen looks: its pictures at three sizes, and whether it can be read in every theme.

After a change, look at the pictures before you keep them. `--contrasts` prints what was measured.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from rich.style import Style
from textual.screen import Screen, SystemModalScreen
from textual.theme import Theme

from lgq_tui.tui import screens
from lgq_tui.tui.themes import THEMES
from lgq_tui.tui.widgets.bars import TopBar
from tests.cells import cells, of, text_of
from tests.contrast import NEEDED, contrast, faint, least, pairs
from tests.pictures import SamePicture
from tests.tui.person import Person, person_at
from tests.tui.signs import untold
from tests.tui.tour import TOURS, at_rest, touring

SIZES = {"60x20": (60, 20), "80x24": (80, 24), "120x40": (120, 40)}
PLACES = [
    (name, size) for name in TOURS for size in (["59x19"] if name == "corner" else reversed(SIZES))
]

WORDS = {
    "only-read": "only read",
    "unsaved": "NOT SAVED",
    "waits": "CHANGED BY TWO",
    "merged": "saved 12:00",
    "completed": "This response is completed",
    "cards": "Amended",
}
"""What holds for a response as a whole is said in words."""

Record = Callable[[str, object], None]


@pytest.mark.parametrize(("name", "size"), PLACES)
async def test_every_screen_is_as_its_picture_and_can_be_read(
    name: str,
    size: str,
    tmp_path: Path,
    same_picture: SamePicture,
    record_property: Record,
) -> None:
    folder = tmp_path / "home"
    folder.mkdir()
    tour = TOURS[name]
    wrong: list[str] = []
    seen: dict[str, str] = {}
    async with touring(tour, SIZES.get(size, (59, 19)), folder) as person:
        async for stop in tour.go(person):
            await at_rest(person)
            seen[stop] = type(person.app.screen).__name__
            wrong += [f"{stop}: {fault}" for fault in untold(person.app)]
            if WORDS.get(stop, "") not in text_of(cells(person.app)):
                wrong.append(f"{stop}: {WORDS[stop]!r} is not said")
            try:
                same_picture(person.app, f"{stop}-{size}")
            except pytest.fail.Exception as fault:
                wrong.append(str(fault))
            if size == "120x40":
                continue  # in the same colours as the others
            async for theme in in_all_themes(person):
                rows = cells(person.app)
                wrong += [f"{stop}, {theme}: {pair}" for pair in faint(rows, theme)]
                record_property("contrast", (theme, stop, size, *least(pairs(rows))))
    assert seen == dict(tour.stops)
    assert not wrong, "\n".join(wrong)


async def in_all_themes(person: Person) -> AsyncIterator[str]:
    """One theme after the other, and in the end the one that was there before."""
    app = person.app
    before = app.theme
    for theme in (*(name for name in NEEDED if name != before), before):
        app.theme = theme
        await person.pilot.pause()
        if isinstance(app.screen, SystemModalScreen):
            # The palette closes when a theme is chosen, so Textual gives it no other colours.
            app.stylesheet.update(app.screen)
            await person.pilot.pause()
        yield theme


def screen_classes() -> Iterator[type[Screen[object]]]:
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        for one in vars(importlib.import_module(module.name)).values():
            if isinstance(one, type) and issubclass(one, Screen) and one.__module__ == module.name:
                yield one


def test_every_screen_is_on_a_tour() -> None:
    seen = {screen for tour in TOURS.values() for screen in tour.stops.values()}
    # What others are made of is seen in those.
    unseen = [one.__name__ for one in [*screen_classes()] if not one.__subclasses__()]
    assert {*unseen} - seen == set()


def test_every_picture_is_of_a_stop() -> None:
    stops = {f"{stop}-{size}" for name, size in PLACES for stop in TOURS[name].stops}
    pictures = {path.stem for path in (Path(__file__).parent / "pictures").glob("*.svg")}
    assert {name for name in pictures if not name.endswith(".new")} == stops


# The measure ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#595959", "#ffffff", 7.00),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.00),
        ("#123456", "#123456", 1),
    ],
)
def test_contrast_is_reckoned_as_others_do(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize(
    ("style", "front"),
    [
        ("#777777 on #ffffff", "#777777"),
        ("#ffffff on #777777", "#ffffff"),
        ("#ffffff on #777777 reverse", "#777777"),
        ("dim #000000 on #ffffff", "#808080"),
    ],
)
def test_a_colour_that_is_too_faint_is_found(style: str, front: str) -> None:
    drawn = [[*of("well", Style.parse("#000000 on #ffffff")), *of("faint", Style.parse(style))]]
    [found] = faint(drawn, "light")
    assert (found.front, found.signs) == (front, "faint")
    assert "'faint'" in str(found)


def test_lines_need_less_and_blanks_nothing() -> None:
    style = Style.parse("#777777 on #ffffff")
    assert not faint([of("╭─▏", style)], "high-contrast")
    assert faint([of("╭─▏", Style.parse("#aaaaaa on #ffffff"))], "light")
    assert faint([of("a─", style)], "light")
    assert not faint([of("   ", style)], "light")
    assert faint([of("   ", style + Style(underline=True))], "light")


async def test_a_planted_colour_is_found(tmp_path: Path) -> None:
    async with person_at(tmp_path, "- {id: name, type: text, label: Name}") as person:
        assert not faint(cells(person.app), "dark")
        person.screen.query_one(TopBar).styles.color = "#3a3f4b"
        await person.settled()
        assert any("Aform" in pair.signs for pair in faint(cells(person.app), "dark"))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_thumb_of_a_scrollbar_is_told_from_its_track(theme: Theme) -> None:
    # Blanks in a colour each, which no sign shows.
    thumb, track = theme.variables["scrollbar"], theme.variables["scrollbar-background"]
    assert contrast(thumb, track) >= 3
    assert contrast(thumb, str(theme.background)) >= 3
