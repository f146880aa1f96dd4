"""A document that comes to the desk: whose response it is for, and what it proposes to that."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen

from lgq_tui.core.paths import as_text
from lgq_tui.core.proposals import Placement
from lgq_tui.core.search import folded
from lgq_tui.locales.speech import say
from lgq_tui.session import importing
from lgq_tui.session.desk.board import Board, Entry
from lgq_tui.tui.desk.replies import Open, Replies
from lgq_tui.tui.desk.starting import Starting
from lgq_tui.tui.screens.asking import Answer, Choosing
from lgq_tui.tui.screens.incoming import Incoming

if TYPE_CHECKING:
    from lgq_tui.session.desk.desk import Desk

_MOST = 5
"""Responses that are offered since the document seems to be about them."""
_NEW = "new"


class Bringing:
    """Asks in windows over a screen."""

    def __init__(
        self, screen: Screen[None], desk: Desk, board: Board, starting: Starting, open_: Open
    ) -> None:
        self._screen, self._desk, self._board = screen, desk, board
        self._starting, self._open = starting, open_
        self._replies = Replies(screen, desk, board, open_)

    def ask(self, here: Entry | None) -> None:
        """Ask for a document, then whose it is: one that it names, the one `here`, a new one.

        A reply to a letter is first offered to the response that the letter was about.
        """

        def place(document: Path, form: Placement) -> None:
            self._ask_whose(document, form, here)

        incoming = Incoming(self._screen, self._desk.questionnaire, place)

        async def read(document: Path) -> None:
            reply = await self._replies.found_in(document)
            if reply is None:
                return
            if not reply.codes:
                await incoming.read(document)
            else:
                self._replies.offer(reply, lambda: incoming.start(incoming.read(document)))

        incoming.ask(read=read)

    def _ask_whose(self, document: Path, form: Placement, here: Entry | None) -> None:
        said = self._subject(form)
        named = matching(self._board.entries, said)[:_MOST]
        offered = [*named, *([here] if here is not None and here not in named else [])]
        offered = [entry for entry in offered if entry.row.summary is not None]

        async def decide(answer: str | None) -> None:
            if answer == _NEW:
                self._starting.one(go_on, said)
            elif answer is not None:
                await go_on(offered[int(answer)].path)

        async def go_on(path: Path) -> None:
            await self._open(path, (document, form))

        answers = [
            Answer(str(number + 1), _named(entry, entry in named), str(number))
            for number, entry in enumerate(offered)
        ]
        whom = ", ".join(filter(None, said))
        new = say("board.import.new_named", name=whom) if whom else say("board.import.new")
        answers.append(Answer("n", new, _NEW))
        key = "board.import.whose_named" if whom else "board.import.whose"
        title = say(key, document=document.name, name=whom)
        self._screen.app.push_screen(Choosing(title, answers), decide)

    def _subject(self, form: Placement) -> tuple[str, ...]:
        """What the document answers to the items that name whom a response is about."""
        questionnaire = self._desk.questionnaire
        said = {
            as_text(one.path): importing.in_words(questionnaire, one.path, one.value)
            for one in form.proposals
            if as_text(one.path) in questionnaire.subject and one.value is not None
        }
        return tuple(said.get(path, "") for path in questionnaire.subject)


def matching(entries: Sequence[Entry], said: Sequence[str]) -> list[Entry]:
    """The responses that a subject names: those that it is, before those that have a part of it in
    common."""
    wanted = [folded(text) for text in said]
    if not any(wanted):
        return []
    ranked: list[tuple[int, int, Entry]] = []
    for entry in entries:
        there = entry.row.summary.subject if entry.row.summary is not None else ()
        pairs = [(want, folded(text)) for want, text in zip(wanted, there, strict=False) if want]
        if pairs and all(text and (want in text or text in want) for want, text in pairs):
            ranked.append((sum(want != text for want, text in pairs), len(ranked), entry))
    return [entry for _, _, entry in sorted(ranked, key=lambda one: one[:2])]


def _named(entry: Entry, is_named: bool) -> str:
    name = ", ".join(filter(None, (entry.city, entry.country)))
    return say("board.import.named" if is_named else "board.import.here", name=name)
