"""An app over a questionnaire in its author's notation, and the keys and clicks of a person."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual import events
from textual.geometry import Offset
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.paths import from_text
from lgq_tui.storage.definitions import load, shipped
from lgq_tui.tui.app import LgqApp
from lgq_tui.tui.controls.listing import Listed
from lgq_tui.tui.page.block import Block
from lgq_tui.tui.page.parts import Leaf
from lgq_tui.tui.screens.interview import InterviewScreen

_TOP = ("sections:", "subject:", "footnotes:", "introduction:")
HEAD = 'id: form\nversion: "1"\ntitle: A form\nlanguage: en\n'


def form(folder: Path, sections: str) -> Questionnaire:
    """The questionnaire of some YAML: its sections, or the items of the only one."""
    if not sections.lstrip().startswith(_TOP):
        body = "\n".join(f"      {line}" for line in sections.strip("\n").split("\n"))
        sections = f"sections:\n  - id: only\n    title: Only\n    items:\n{body}\n"
    path = folder / "form.yaml"
    path.write_text(HEAD + sections, "utf-8")
    return load(path)


class Person:
    """A person at the keyboard of a running app."""

    def __init__(self, pilot: Pilot[None], path: Path) -> None:
        self.pilot = pilot
        self.path = path

    @property
    def app(self) -> LgqApp:
        assert isinstance(self.pilot.app, LgqApp)
        return self.pilot.app

    @property
    def interview(self) -> Interview:
        return self.screen.interview

    @property
    def screen(self) -> InterviewScreen:
        return next(one for one in self.app.screen_stack if isinstance(one, InterviewScreen))

    def banner(self) -> str:
        """What stands above the page for as long as it is true."""
        shown = self.screen.query("#banner").results(Static)
        return " ".join(str(one.render()) for one in shown if one.display)

    def notice(self) -> str:
        """What is said for a moment."""
        return " ".join(one.message for one in self.app._notifications)

    async def press(self, *keys: str) -> None:
        """Press keys by name, one after the other."""
        for key in keys:
            await self.pilot.press(key)
        await self.settled()

    async def burst(self, *keys: str) -> None:
        """Keys that come all at once, as over a slow line."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            self.app.post_message(events.Key(name, key if len(key) == 1 else None))
        await self.settled()

    async def type(self, text: str) -> None:
        await self.burst(*("enter" if letter == "\n" else letter for letter in text))

    async def paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.settled()

    async def click(self, what: str | Widget | Block, x: int = 1, y: int = 0) -> None:
        """Click on a widget, or on a block of the page."""
        if isinstance(what, Block):
            corner = self.screen.page.sheet.region.offset + self.screen.page.place_of(what)
            await self.pilot.click(offset=corner + Offset(x, y))
        else:
            await self.pilot.click(what, offset=(x, y))
        await self.settled()

    async def click_on(self, text: str) -> None:
        """Click on a text that is shown."""
        lines = self.shown().split("\n")
        y = next(number for number, line in enumerate(lines) if text in line)
        await self.pilot.click(offset=(lines[y].index(text) + 1, y))
        await self.settled()

    async def settled(self) -> None:
        """All that was asked for has been done, in the threads too."""
        await self.app.workers.wait_for_complete()
        for _ in range(2):
            await self.pilot.pause()

    async def until(self, words: str) -> None:
        """Wait for what comes in its own time."""
        for _ in range(400):
            if words in self.shown() or words in self.notice():
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"{words} does not appear on\n{self.shown()}")

    def value(self, text: str) -> Any:
        return self.interview.value(from_text(text))

    def leaf(self, path: str) -> Leaf:
        wanted = from_text(path)
        return next(leaf for leaf in self.screen.page.leaves() if leaf.path == wanted)

    def listed(self, path: str) -> Listed:
        control = self.leaf(path).control
        assert isinstance(control, Listed)
        return control

    def said(self, path: str) -> str:
        """What stands under a part."""
        return self.leaf(path).foot.text

    def shown(self) -> str:
        """The whole screen as text."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def words(widget: Widget) -> str:
    return str(widget.render())


@asynccontextmanager
async def person_at(
    folder: Path,
    sections: str | Questionnaire | None = None,
    size: tuple[int, int] = (80, 24),
    name: str = "r.response.yaml",
    assisted: bool = False,
) -> AsyncIterator[Person]:
    """An interview over a new or existing response in a folder; the LGQ if nothing else is asked."""
    if isinstance(sections, str):
        sections = form(folder, sections)
    app = LgqApp(sections or load(shipped("questionnaire.yaml")))
    path = folder / name
    app.begin_with(path, assisted=assisted)
    async with app.run_test(size=size, notifications=True) as pilot:
        person = Person(pilot, path)
        await person.settled()
        yield person
        app.save_all()
