"""The pages that are made: a few stay, one above the other, and one of them is scrolled to.

Scrolling draws a page that is laid out already; to show and hide would lay out all of it again.
"""

from __future__ import annotations

import asyncio

from textual.app import ComposeResult
from textual.containers import Container

from lgq_tui.core.pages import Page
from lgq_tui.tui.widgets.page import QuestionPage
from lgq_tui.tui.widgets.parts import Surroundings

_SLOTS = 4
"""Each holds up to some dozens of widgets, and all that are mounted cost a little on every key."""


class Slot(Container):
    """A place for a page, as high as what is seen."""

    can_focus_children = False
    page: QuestionPage | None = None


class Pages(Container):
    """Shows one page at a time."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(id="pages")
        self._around = around
        self._slots = [Slot() for _ in range(_SLOTS)]
        self._recent = [*self._slots]
        """The slots, that which is seen at the end, before it those that are used next."""
        self._making = asyncio.Lock()

    def compose(self) -> ComposeResult:
        yield from self._slots

    @property
    def shown(self) -> QuestionPage | None:
        """The page that is seen."""
        return self._recent[-1].page

    async def show(self, page: Page) -> QuestionPage:
        """Show a page, with what the interview holds now."""
        slot = await self._made(page)
        for other in self._slots:
            other.can_focus_children = other is slot
        self._recent.remove(slot)
        self._recent.append(slot)
        made = slot.page
        assert made is not None
        if made.scroll_y:
            made.scroll_home(animate=False, force=True)
        await made.renew()
        self._scroll()
        return made

    def has(self, page: Page | None) -> bool:
        """Whether a page is made."""
        return page is not None and self._slot_of(page) is not None

    async def look_ahead(self, page: Page) -> None:
        """Have a page made and laid out where nobody sees it."""
        slot = await self._made(page)
        if slot is not self._recent[-1] and slot.page is not None:
            # Problems and notes take room; they are to have it before the page is seen.
            await slot.page.renew(values=False)

    def on_resize(self) -> None:
        self._scroll()
        # The slots have their new height only after this layout.
        self.call_after_refresh(self._scroll)

    def _slot_of(self, page: Page) -> Slot | None:
        for slot in self._slots:
            if slot.page is not None and slot.page.page is page:
                return slot
        return None

    async def _made(self, page: Page) -> Slot:
        """The slot of a page, which takes the one not used for longest if it has none yet."""
        # A key may ask for a page while another one is being made ready.
        async with self._making:
            slot = self._slot_of(page)
            if slot is None:
                slot = self._recent[0]
                if slot.page is not None:
                    await slot.page.remove()
                slot.page = QuestionPage(self._around, page)
                await slot.mount(slot.page)
            if slot is not self._recent[-1]:
                # It is needed next: all others go before it, but for the one that is seen.
                self._recent.remove(slot)
                self._recent.insert(len(self._recent) - 1, slot)
            return slot

    def _scroll(self) -> None:
        self.scroll_y = self._slots.index(self._recent[-1]) * self.size.height
