"""Nothing moves by itself, and at rest nothing is sent."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from tests.tui.person import person_at
from tests.tui.terminal import Terminal
from tests.tui.tour import EXAMPLES

AT_REST = 2.0
"""Seconds; a cursor that blinks does so every half."""

PLACES = {
    # The keys that lead there, and what is to be seen then.
    "the interview": ("", "dedicated"),
    "a paragraph": ("\t\t", "counted as digital"),
    "the review": ("\x12", "answers lacking"),
    "a window": ("\x1bOR", "Asked, but not known"),
    "a note": ("\x1bOS", "Keep and close"),
    "the palette": ("\x10", "Complete or re-open"),
}


def sent_in(seconds: float, terminals: Mapping[str, Terminal]) -> dict[str, bytes]:
    """What each sends in a time; what one sends while others are read waits for its turn."""
    share = seconds / len(terminals)
    return {place: terminal.read(share) for place, terminal in terminals.items()}


def test_at_rest_nothing_is_sent(tmp_path: Path) -> None:
    with ExitStack() as stack:
        terminals: dict[str, Terminal] = {}
        for number, place in enumerate(PLACES):
            path = tmp_path / str(number) / "r.response.yaml"
            path.parent.mkdir()
            shutil.copy(EXAMPLES / "half-filled.response.yaml", path)
            terminals[place] = stack.enter_context(Terminal("fill", str(path)))
        for place, terminal in terminals.items():
            keys, shown = PLACES[place]
            terminal.wait_for("dedicated")
            terminal.type(keys)
            terminal.wait_for(shown)
        for _ in range(20):
            if not any(sent_in(1, terminals).values()):
                break
        assert sent_in(AT_REST, terminals) == dict.fromkeys(PLACES, b"")


def test_who_wants_animations_can_work_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "r.response.yaml"
    shutil.copy(EXAMPLES / "half-filled.response.yaml", path)
    with Terminal("fill", str(path), TEXTUAL_ANIMATIONS="full") as terminal:
        terminal.wait_for("dedicated")
        terminal.type("\x1bOP")
        terminal.wait_for("previous question")
        for _ in range(4):
            terminal.press("pagedown")
        terminal.wait_for("dpida@un.org")
        terminal.press("escape")
        terminal.wait_until_gone("dpida@un.org")
        terminal.press("pagedown")
        terminal.wait_for("publish the city")
        terminal.press("ctrl+q")
        assert terminal.end() == 0


async def test_nothing_is_animated(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "half-filled.response.yaml", tmp_path / "r.response.yaml")
    async with person_at(tmp_path) as person:
        person.app.animation_level = "none"  # as the command line has it
        for opening in ("f1", "ctrl+r", "ctrl+p"):
            await person.press(opening)
            for key in ("down", "pagedown", "end"):
                await person.pilot.press(key)
                assert not person.app.animator._animations
            await person.press("escape")


async def test_no_clock_goes_on_for_ever(tmp_path: Path) -> None:
    """Such as one by which a cursor would blink, or an indicator would turn."""
    shutil.copy(EXAMPLES / "half-filled.response.yaml", tmp_path / "r.response.yaml")
    async with person_at(tmp_path) as person:
        for keys in ((), ("tab", "tab"), ("f4",), ("escape", "ctrl+g"), ("escape", "ctrl+p")):
            await person.press(*keys)
            await person.pilot.pause(0.2)
            screen = person.app.screen
            for widget in (screen, *screen.walk_children()):
                going = [one for one in widget._timers if one._active.is_set()]
                assert [one for one in going if one._repeat is None] == []
