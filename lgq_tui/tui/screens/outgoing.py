"""A document that is to be written: asked where, and offered to be opened."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from textual.screen import Screen

from lgq_tui.core.messages import NotDoneError
from lgq_tui.locales.speech import render, say
from lgq_tui.session import launching
from lgq_tui.session.naming import document_named
from lgq_tui.storage.atomic import SaveError
from lgq_tui.tui.screens.asking import Answer, Asking, Choosing
from lgq_tui.tui.screens.working import Progress, done_in_thread

Write = Callable[[Path, Progress], str]
"""Writes a file, in a thread, and gives what is to be said of it, "" for nothing; `NotDoneError` or
`SaveError` where that cannot be."""


class Outgoing:
    """Asks in windows over a screen; none of the files that it is `made_of` is written over."""

    def __init__(
        self, screen: Screen[None], made_of: Sequence[Path], suffix: str, write: Write
    ) -> None:
        self._screen, self._made_of = screen, made_of
        self._suffix, self._write = suffix, write

    def ask_where(self, offered: Path, title: str = "") -> None:
        """Ask for a name, and write the file."""

        async def take(name: str | None) -> None:
            if not name:
                return
            path = document_named(name)
            if path.suffix.lower() != self._suffix:
                path = path.with_name(path.name + self._suffix)
            if await asyncio.to_thread(_is_one_of, path, self._made_of):
                self.ask_where(offered, say("cli.onto_itself", path=path))
            elif await asyncio.to_thread(path.exists):
                self._ask_to_replace(path, offered)
            else:
                self._start(path)

        self._ask(Asking(title or say("export.where"), str(offered)), take)

    def _ask_to_replace(self, path: Path, offered: Path) -> None:
        async def decide(answer: str | None) -> None:
            if answer == "yes":
                self._start(path)
            elif answer == "no":
                self.ask_where(offered)

        answers = [
            Answer("y", say("export.replace"), "yes"),
            Answer("n", say("export.other_name"), "no"),
        ]
        self._ask(Choosing(say("export.is_there", name=path.name), answers), decide)

    def _start(self, path: Path) -> None:
        self._screen.run_worker(self._export(path), group="exporting", exclusive=True)

    async def _export(self, path: Path) -> None:
        def work(progress: Progress) -> str:
            return self._write(path, progress)

        try:
            title = say("export.working", name=path.name)
            said = await done_in_thread(self._screen, title, work)
        except (NotDoneError, SaveError) as error:
            self._complain(render(error.message))
            return
        if said is not None:
            self._offer_to_open(path, said)

    def _offer_to_open(self, path: Path, said: str) -> None:
        async def decide(answer: str | None) -> None:
            if answer != "open":
                return
            try:
                await asyncio.to_thread(launching.launch, path)
            except NotDoneError as error:
                self._complain(render(error.message))

        answers = [
            Answer("o", say("export.open"), "open"),
            Answer("d", say("export.close"), "close"),
        ]
        title = "\n".join(filter(None, (say("export.done", path=path), said)))
        self._ask(Choosing(title, answers), decide)

    def _ask(self, window: Any, decide: Callable[[Any], Awaitable[None]]) -> None:
        """Open a window; what is told in the corner would cover it."""
        self._screen.app.clear_notifications()
        self._screen.app.push_screen(window, decide)

    def _complain(self, sentence: str) -> None:
        self._screen.notify(sentence, severity="error", markup=False)


def _is_one_of(path: Path, others: Sequence[Path]) -> bool:
    for other in others:
        try:
            if path.samefile(other):
                return True
        except OSError:
            continue
    return False
