"""Letters that go out from the desk: the one of a response, or those of many into a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content
from textual.screen import Screen

from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.text import visible
from lgq_tui.locales.speech import render, say
from lgq_tui.session.desk import letters
from lgq_tui.session.desk.board import Entry
from lgq_tui.session.desk.letters import Written
from lgq_tui.session.letter import FORMATS
from lgq_tui.session.naming import document_named
from lgq_tui.tui.contents import hanging, joined
from lgq_tui.tui.screens.asking import Answer, Asking, Choosing
from lgq_tui.tui.screens.outgoing import Outgoing
from lgq_tui.tui.screens.reader import Reader, room
from lgq_tui.tui.screens.working import Progress, done_in_thread

if TYPE_CHECKING:
    from lgq_tui.session.desk.desk import Desk

_FOLDER = "letters"
"""Where many are offered to go, within the desk."""


class Letters:
    """Asks in windows over a screen; `look` has the desk look at its folder, and `tell` says
    something, from any thread."""

    def __init__(
        self,
        screen: Screen[None],
        desk: Desk,
        look: Callable[[], None],
        tell: Callable[[str], None],
    ) -> None:
        self._screen, self._desk, self._look, self._tell = screen, desk, look, tell

    def ask(self, entries: Sequence[Entry]) -> None:
        """Ask as what, and where to, for those that can have a letter."""
        rows = [entry.row for entry in entries]
        reasons = [letters.why_none(row) for row in rows]
        count = reasons.count(None)
        if len(entries) == 1 and reasons[0] is not None:
            self._screen.notify(f"{entries[0].city}: {render(reasons[0])}", markup=False)
            return
        if not count:
            made = [Written(row, message=why) for row, why in zip(rows, reasons, strict=True)]
            self._tell_all(self._desk.folder, made)
            return

        def choose(suffix: str | None) -> None:
            if suffix is not None and len(entries) == 1:
                self._ask_where(entries[0], suffix)
            elif suffix is not None:
                self._ask_folder(entries, suffix, str(self._desk.folder / _FOLDER))

        answers = [
            Answer(str(number), say(f"export.format.{suffix[1:]}"), suffix)
            for number, suffix in enumerate(FORMATS, 1)
        ]
        title = say("letters.which_format", count=count)
        if len(entries) == 1:
            title = say("letters.which_format_one", name=rows[0].name)
        self._screen.app.clear_notifications()
        self._screen.app.push_screen(Choosing(title, answers), choose)

    # --- one -----------------------------------------------------------------------------------

    def _ask_where(self, entry: Entry, suffix: str) -> None:
        def write(path: Path, progress: Progress) -> str:
            one = letters.write_one(entry.row, path, self._desk.questionnaire)
            if one.message is not None:
                raise NotDoneError(one.message)
            return say("letter.sent", count=one.asked)

        outgoing = Outgoing(self._screen, [entry.path], suffix, write)
        outgoing.ask_where(entry.path.with_name(letters.name_of(entry.row, suffix)))

    # --- many ----------------------------------------------------------------------------------

    def _ask_folder(self, entries: Sequence[Entry], suffix: str, offered: str) -> None:
        def take(name: str | None) -> None:
            if name:
                folder = document_named(name)
                self._screen.run_worker(
                    self._write(entries, folder, suffix), group="letters", exclusive=True
                )

        self._screen.app.push_screen(Asking(say("letters.which_folder"), offered), take)

    async def _write(self, entries: Sequence[Entry], folder: Path, suffix: str) -> None:
        rows = [entry.row for entry in entries]

        def work(progress: Progress) -> list[Written]:
            questionnaire = self._desk.questionnaire
            going = progress.tell, lambda: progress.is_wanted
            made = letters.write_all(rows, folder, suffix, questionnaire, *going)
            if not progress.is_wanted:
                self._tell(say("letters.stopped", count=_written(made), folder=str(folder)))
            return made

        try:
            made = await done_in_thread(self._screen, say("letters.working"), work)
        except NotDoneError as error:
            self._screen.notify(render(error.message), severity="error", markup=False, timeout=20)
            return
        self._look()
        if made is not None:
            self._tell_all(folder, made)

    def _tell_all(self, folder: Path, made: Sequence[Written]) -> None:
        """How many there are, and who has none for which reason."""
        sent = sum(one.asked for one in made)
        said = [say("letters.written", count=_written(made))]
        said += [say("letter.sent", count=sent)] if sent else []
        for message, rows in letters.left_out(made):
            names = "; ".join(row.name for row in rows)
            said += ["", say("letters.left", names=names, said=render(message))]
        width = room(self._screen.size.width)
        lines = [line for text in said for line in hanging(Content(text), width, "", 0)]
        text = joined(*(part for line in lines for part in (line, "\n")))
        self._screen.app.push_screen(Reader(visible(folder.name or str(folder)), text))


def _written(made: Sequence[Written]) -> int:
    return sum(one.path is not None for one in made)
