"""The pages that were made: a few keep their widgets, so that going back and forth is quick."""

from __future__ import annotations

from textual.containers import Container

from lgq_tui.core.pages import Page
from lgq_tui.tui.widgets.page import QuestionPage
from lgq_tui.tui.widgets.parts import Surroundings

_KEPT = 4
"""Each has up to some dozens of widgets, and all that are mounted cost a little on every key."""


class Pages(Container):
    """Shows one page at a time."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(id="pages")
        self._around = around
        self._made: dict[str, QuestionPage] = {}
        self.shown: QuestionPage | None = None

    async def show(self, page: Page) -> QuestionPage:
        """Show a page, with what the interview holds now."""
        made = await self.make(page)
        if self.shown is not None and self.shown is not made:
            self.shown.display = False
        self.shown = made
        made.display = True
        made.scroll_home(animate=False)
        await made.renew()
        return made

    async def make(self, page: Page) -> QuestionPage:
        """A page ready to be shown; the ones not used for longest go."""
        made = self._made.pop(page.key, None)
        if made is None:
            made = QuestionPage(self._around, page)
            made.display = False
            await self.mount(made)
        self._made[page.key] = made
        for key in list(self._made)[:-_KEPT]:
            if self._made[key] is not self.shown:
                await self._made.pop(key).remove()
        return made
