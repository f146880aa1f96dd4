"""What is sent to the terminal: little, and always enough."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.style import Style
from textual.screen import Screen
from textual.strip import Strip

from lgq_tui.tui.app import LgqApp
from lgq_tui.tui.painting import Picture
from tests.tui.person import Person, person_at

WIDTH, HEIGHT = 24, 3
CONSOLE = Console(force_terminal=True, color_system="truecolor", width=WIDTH)
STYLES = [
    Style(),
    Style(bold=True),
    Style(bgcolor="red"),
    Style(color="bright_green", bgcolor="#102030"),
    Style(color="color(200)", bgcolor="#102030"),
    Style(color="#405060", bgcolor="bright_red", bold=True),
    Style(color="green", underline=True),
]

segments = st.lists(
    st.builds(Segment, st.text("ab é中🙂▸", max_size=7), st.sampled_from(STYLES), st.none()),
    max_size=5,
)
lines = segments.map(lambda parts: Strip(parts).adjust_cell_length(WIDTH, Style()))
screens = st.dictionaries(st.integers(0, HEIGHT - 1), lines, min_size=1)


def terminal() -> tuple[pyte.Screen, pyte.Stream]:
    screen = pyte.Screen(WIDTH, HEIGHT)
    return screen, pyte.Stream(screen)


def cells(screen: pyte.Screen) -> list[tuple[object, ...]]:
    return [tuple(screen.buffer[y][x]) for y in range(HEIGHT) for x in range(WIDTH)]


@given(st.lists(screens, min_size=1, max_size=6))
def test_differences_add_up_to_the_whole(frames: list[dict[int, Strip]]) -> None:
    shown, stream = terminal()
    picture = Picture()
    whole: dict[int, Strip] = {}
    for frame in frames:
        stream.feed(picture.sent({y: [(0, strip)] for y, strip in frame.items()}, CONSOLE))
        whole |= frame
    expected, anew = terminal()
    for y, strip in whole.items():
        anew.feed(f"\x1b[{y + 1};1H{strip.render(CONSOLE)}")
    assert cells(shown) == cells(expected)


@given(screens)
def test_the_same_again_sends_nothing(frame: dict[int, Strip]) -> None:
    picture = Picture()
    drawn = {y: [(0, strip)] for y, strip in frame.items()}
    assert picture.sent(drawn, CONSOLE)
    assert picture.sent(drawn, CONSOLE) == ""
    picture.forget()
    assert picture.sent(drawn, CONSOLE)


@given(lines, st.integers(0, WIDTH - 1), st.text("xy", min_size=1, max_size=8))
def test_a_piece_of_a_line(line: Strip, x: int, text: str) -> None:
    """What is left of a wide sign that was cut is a blank, and all else stays where it was."""
    shown, stream = terminal()
    picture = Picture()
    stream.feed(picture.sent({0: [(0, line)]}, CONSOLE))
    text = text[: WIDTH - x]
    stream.feed(picture.sent({0: [(x, Strip([Segment(text, Style())]))]}, CONSOLE))
    assert "".join(shown.buffer[0][at].data for at in range(x, x + len(text))) == text
    assert picture.text.rstrip() == shown.display[0].rstrip()


FORM = """
subject: [name]
introduction: Please answer.
sections:
- id: s
  title: S
  items:
  - {id: name, type: text, label: Name, required: true}
  - id: beds
    type: group
    repeat: true
    label: Beds
    items: [{id: crop, type: text, label: Crop}, {id: text, type: paragraph, label: Text}]
  - id: guests
    type: select_multiple
    label: "Guests, a long list of them: which do you have, and which would you like to have?"
    choices:
    - {id: slugs, label: Slugs, detail: true}
    - {id: mice, label: Mice, detail: {type: group, label: M, items: [{id: n, type: integer, label: N}]}}
    - {id: cats, label: 猫}
  - {id: home, type: country, label: Home}
  - {id: mails, type: email, repeat: true, label: Mails}
"""


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_nothing_of_what_was_there_before_stays(
    size: tuple[int, int], tmp_path: Path
) -> None:
    walk = (
        *("pagedown", "pagedown", "a", "tab", "b", "enter", "tab", "tab", "enter", "c"),
        *("alt+up", "pagedown", "1", "2", "tab", "x", "tab", "enter", "7", "pageup", "pageup"),
        *("pagedown", "pagedown", "shift+tab", "pagedown", "m", "down", "enter", "pagedown", "z"),
        *("enter", "q", "f3", "escape", "f1", "escape", "ctrl+r", "escape", "f6", "up", "escape"),
        *("ctrl+z", "ctrl+z", "ctrl+y", "pageup", "pageup", "pageup", "pageup", "pageup"),
    )
    async with person_at(tmp_path, FORM, size=size) as person:
        for key in walk:
            await person.press(key)
            assert_as_drawn_anew(person)


def assert_as_drawn_anew(person: Person) -> None:
    assert person.app.picture.text == person.shown()


async def test_what_is_typed_in_covers_no_question_on_its_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames: list[str] = []
    display = LgqApp._display

    def watched(app: LgqApp, screen: Screen[Any], renderable: RenderableType | None) -> None:
        display(app, screen, renderable)
        frames.append(re.sub("(?m)^.*▕", "", app.picture.text))

    monkeypatch.setattr(LgqApp, "_display", watched)
    questions = """
- {id: name, type: text, label: "What is your name?", required: true}
- {id: beds, type: paragraph, label: "What is in your beds?"}
- {id: home, type: country, label: "Where is it?"}
"""
    async with person_at(tmp_path, questions) as person:
        assert frames
        assert all("What is your name?" in frame for frame in frames)
        for before, question in (("name?", "in your beds?"), ("beds?", "Where is it?")):
            frames.clear()
            await person.press("pagedown")
            turned = [frame for frame in frames if before not in frame]
            assert turned
            assert all(question in frame for frame in turned)


async def test_a_picture_may_come_before_the_layout_of_what_has_changed(tmp_path: Path) -> None:
    async with person_at(tmp_path, "- {id: land, type: country, label: Country}") as person:
        await person.type("Korea")
        assert "Republic of Korea" in person.shown()
        person.leaf("land").control.end()  # what is offered goes at once, the room for it later
        sheet = person.screen.page.sheet
        drawn = [sheet.render_line(y).text for y in range(sheet.size.height)]
        assert any("Country" in line for line in drawn)
        assert not any("Republic of Korea" in line for line in drawn)


@given(st.lists(st.text(st.characters() | st.sampled_from("\x1b\x9b\t\n\u202e\u200b"), max_size=9)))
def test_no_text_is_obeyed_by_a_terminal(texts: list[str]) -> None:
    """Whatever has come as far as here, it takes the room that was reckoned for it and no more."""
    line = Strip([Segment(text, Style()) for text in texts])
    picture = Picture()
    sent = picture.sent({0: [(0, line)]}, CONSOLE)
    alive = "[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff]"
    assert re.search(alive, sent.replace("\x1b[1;1H", "").replace("\x1b[0m", "")) is None
    assert len("".join(picture.text.split())) <= sum(map(len, texts))
