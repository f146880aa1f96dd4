"""Somebody who fills a response by keys alone, looking only at where the keys go."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Item
from lgq_tui.core.paths import as_text, value_at
from lgq_tui.core.response import Response
from lgq_tui.tui.app import LgqApp
from lgq_tui.tui.controls.control import Control
from lgq_tui.tui.page.block import Block
from lgq_tui.tui.page.elements import Elements, More
from lgq_tui.tui.page.parts import Leaf
from lgq_tui.tui.screens.interview import InterviewScreen


class Typist:
    """Gives the answers of a response to an app that is in the interview."""

    def __init__(self, pilot: Pilot[None], response: Response) -> None:
        self.pilot = pilot
        self.response = response

    @property
    def app(self) -> LgqApp:
        assert isinstance(self.pilot.app, LgqApp)
        return self.pilot.app

    @property
    def current(self) -> Block | None:
        """What has the keys."""
        screen = self.app.screen
        return screen.page.current if isinstance(screen, InterviewScreen) else None

    async def press(self, *keys: str) -> None:
        """Press keys by their names, and wait until all has been done."""
        for key in keys:
            character = key if len(key) == 1 else None
            self.app.post_message(events.Key(key, character))
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text; a line break is Enter."""
        for start in range(0, len(text), 60):
            keys = text[start : start + 60]
            for letter in keys:
                name = "enter" if letter == "\n" else _character_to_key(letter)
                self.app.post_message(events.Key(name, None if letter == "\n" else letter))
            await self.pilot.pause()

    # --- pages ---------------------------------------------------------------------------------

    async def fill(self) -> None:
        """From the page where the interview is to the last one."""
        while isinstance(self.app.screen, InterviewScreen):
            await self.page()
            await self.press("pagedown")
            await self.pilot.pause()

    async def page(self) -> None:
        """Answer what is on one page, going through it with Tab."""
        been = set[Block]()
        while (block := self.current) is not None and block not in been:
            been.add(block)
            part = block.part
            if isinstance(block, More):
                assert isinstance(part, Elements)
                if len(part.parts()) < len(value_at(self.response.answers, part.path) or []):
                    await self.press("enter")
                    await self.pilot.pause()
                    been.discard(block)
                    continue
            elif isinstance(part, Leaf):
                await self.leaf(part)
                been.update(one for one in part.control.blocks() if isinstance(one, Control))
            await self.press("tab")
            await self.pilot.pause()

    async def leaf(self, part: Leaf) -> None:
        """Answer one part, and say about it what there is to say."""
        value = value_at(self.response.answers, part.path)
        if value is not None:
            await self.answer(part.item, value)
        name = as_text(part.path)
        if name in self.response.missing:
            reasons = part.item.missing_reasons
            await self.press("f3", str(reasons.index(self.response.missing[name]) + 1))
        if name in self.response.notes:
            await self.press("f4")
            await self.pilot.pause()
            await self.type(self.response.notes[name])
            await self.press("escape")
        for acceptance in self.response.accepted.get(name, ()):
            await self.press("f5")
            await self.pilot.pause()
            await self.type(f"{acceptance.reason}\n")
        await self.pilot.pause()

    async def answer(self, item: Item, value: Any) -> None:
        """Answer with the keys that the control takes."""
        if item.repeat:
            for number, one in enumerate(value):
                await (self.press("enter") if number else self.pilot.pause())
                await self.pilot.pause()
                await self.one(item, one)
        else:
            await self.one(item, value)

    async def one(self, item: Item, value: Any) -> None:
        """Answer with one value."""
        if item.type == "yes_no":
            await self.press("y" if value else "n")
        elif item.type == "select_multiple":
            for number, choice in enumerate(item.choices):
                await self.press(*(["down"] if number else []))
                await self.press(*(["space"] if choice.id in value else []))
        elif item.type == "select_one":
            number = [choice.id for choice in item.choices].index(value)
            await self.press(str(number + 1))
        elif item.type == "country":
            await self.type(ANSWER_TYPES["country"].format(value, item))
        else:
            await self.type(ANSWER_TYPES[item.type].format(value, item))
