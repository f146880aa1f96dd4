"""What goes out of an interview, and what comes in: documents, letters, parts, copies."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lgq_tui.tui.screens.remarking import RemarkingScreen

if TYPE_CHECKING:
    from lgq_tui.tui.screens.documents import Documents
    from lgq_tui.tui.screens.entering_again import EnteringAgain
    from lgq_tui.tui.screens.letters import Letters
    from lgq_tui.tui.screens.packets import Packets


class ExchangingScreen(RemarkingScreen):
    """Has what others get, and what comes from them, dealt with."""

    # --- documents and letters -----------------------------------------------------------------

    @cached_property
    def documents(self) -> Documents:
        """What goes out as a document, and what comes in."""
        from lgq_tui.tui.screens.documents import Documents

        return Documents(self, self.session, self._try)

    async def action_export(self) -> None:
        await self._commit()
        self.documents.export()

    async def action_import(self) -> None:
        await self._commit()
        if self.interview.reads_only:
            self.say_takes_nothing()
        else:
            self.documents.bring_in()

    @cached_property
    def letters(self) -> Letters:
        """What goes out to the respondent, and what comes back."""
        from lgq_tui.tui.screens.letters import Letters

        return Letters(self, self.session, self._try, self.documents.propose)

    async def action_letter(self) -> None:
        await self._commit()
        self.letters.write()

    async def action_reply(self) -> None:
        await self._commit()
        self.letters.take_reply()

    # --- parts, second entries and copies --------------------------------------------------------

    @cached_property
    def packets(self) -> Packets:
        """Parts that go out to departments, and those that come back."""
        from lgq_tui.tui.screens.packets import Packets

        return Packets(self, self.session, self._commit, self._renew)

    async def action_split(self) -> None:
        await self._commit()
        self.session.save()
        self.packets.split()

    async def action_merge(self) -> None:
        await self._commit()
        if self.interview.reads_only:
            self.say_takes_nothing()
        else:
            self.packets.ask()

    @cached_property
    def again(self) -> EnteringAgain:
        """What is entered a second time."""
        from lgq_tui.tui.screens.entering_again import EnteringAgain

        return EnteringAgain(self, self.session)

    async def action_copy(self) -> None:
        await self._commit()
        if self.interview.reads_only:
            self.say_takes_nothing()
        else:
            await self.company.bring_in()
