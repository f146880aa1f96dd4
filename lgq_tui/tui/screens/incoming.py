"""A document that somebody else filled: asked for, and read."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.proposals import Placement
from lgq_tui.locales.speech import render, say
from lgq_tui.session import importing
from lgq_tui.session.naming import document_named
from lgq_tui.storage.plain import UnreadableError
from lgq_tui.tui.screens.asking import Answer, Asking, Choosing
from lgq_tui.tui.screens.working import Progress, done_in_thread

if TYPE_CHECKING:
    from lgq_tui.session.importing import Imported

Propose = Callable[[Path, Placement], None]
"""Goes on with a document, and what it says."""
Read = Callable[[Path], Coroutine[None, None, None]]
"""Reads a document, and goes on with it."""


class Incoming:
    """Asks in windows over a screen."""

    def __init__(
        self, screen: Screen[None], questionnaire: Questionnaire, propose: Propose
    ) -> None:
        self._screen, self._questionnaire, self._propose = screen, questionnaire, propose

    def ask(self, title: str = "", read: Read | None = None) -> None:
        """Ask for a document, and go on with what it proposes; or have it `read` otherwise."""

        async def take(name: str | None) -> None:
            if name:
                self.start((read or self.read)(document_named(name)))

        self._screen.app.clear_notifications()
        self._screen.app.push_screen(Asking(title or say("import.which")), take)

    def start(self, reading: Coroutine[None, None, None]) -> None:
        """Have something read, in the place of what was to be read before."""
        self._screen.run_worker(reading, group="importing", exclusive=True)

    async def read(self, path: Path) -> None:
        """Read a document, and go on with what it proposes."""

        def work(progress: Progress) -> Imported:
            one = self._questionnaire
            return importing.read(path, lambda language: one, lambda: progress.is_wanted)

        imported = await read_in(self._screen, path, work)
        if imported is not None:
            self._choose_form(imported)

    def _choose_form(self, imported: Imported) -> None:
        if len(imported.forms) == 1:
            self._propose(imported.path, imported.forms[0])
            return

        async def decide(answer: str | None) -> None:
            if answer is not None:
                self._propose(imported.path, imported.forms[int(answer)])

        answers = [
            Answer(str(number + 1), importing.title_of(form, number), str(number))
            for number, form in enumerate(imported.forms)
        ]
        self._screen.app.clear_notifications()
        title = say("import.which_form", name=imported.path.name)
        self._screen.app.push_screen(Choosing(title, answers), decide)


async def read_in(
    screen: Screen[None], path: Path, work: Callable[[Progress], Imported]
) -> Imported | None:
    """What a document says, read in a thread while the screen waits; None where that was given up,
    or cannot be. That is told, as is what could not be read of it."""
    try:
        imported = await done_in_thread(screen, say("import.working", name=path.name), work)
    except NotDoneError as error:
        screen.notify(render(error.message), severity="error", markup=False)
        return None
    except UnreadableError as error:
        sentence = f"{error.path.name}: {render(error.message)}"
        screen.notify(sentence, severity="error", markup=False)
        return None
    for flaw in imported.flaws if imported is not None else ():
        screen.notify(render(flaw), severity="warning", markup=False)
    return imported
