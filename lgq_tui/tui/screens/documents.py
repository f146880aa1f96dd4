"""Documents that go out of an interview, and those that come in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from textual.screen import Screen

from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.proposals import Placement
from lgq_tui.core.response import COMPLETED
from lgq_tui.locales.speech import render, say
from lgq_tui.session import exporting, importing
from lgq_tui.session.deciding import Decisions
from lgq_tui.session.session import Session
from lgq_tui.tui.screens.asking import Answer, Choosing
from lgq_tui.tui.screens.incoming import Incoming
from lgq_tui.tui.screens.outgoing import Outgoing
from lgq_tui.tui.screens.working import Progress

FORMATS = (".docx", ".pdf", ".html", ".md", ".txt", ".json", ".csv", ".xlsx")
_PUBLIC = "public"

Try = Callable[[Callable[[], None]], Awaitable[None]]


class Documents:
    """Asks in windows over an interview; `make` makes a change there, and shows it."""

    def __init__(self, screen: Screen[None], session: Session, make: Try) -> None:
        self._screen, self._session, self._make = screen, session, make

    # --- out -----------------------------------------------------------------------------------

    def export(self, public: bool = False) -> None:
        """Ask for a format, then for a name, and write the document."""

        async def choose(answer: str | None) -> None:
            if answer == _PUBLIC:
                self.export(not public)
            elif answer is not None:
                self._ask_where(answer, public)

        answers = [
            Answer(str(number), say(f"export.format.{suffix[1:]}"), suffix)
            for number, suffix in enumerate(FORMATS, 1)
        ]
        toggle = say("export.everything" if public else "export.only_public")
        title = say("export.title_public" if public else "export.title")
        self._screen.app.clear_notifications()
        self._screen.app.push_screen(
            Choosing(title, [*answers, Answer("p", toggle, _PUBLIC)]), choose
        )

    def _ask_where(self, suffix: str, public: bool) -> None:
        session = self._session
        response = session.interview.response

        def write(path: Path, progress: Progress) -> str:
            found = [(session.path, response)]
            order = exporting.order_of(session.questionnaire, found, public)
            exporting.export(order, path, not public, progress.tell)
            return ""

        try:
            if public:
                exporting.must_be_public(session.questionnaire, response)
        except NotDoneError as error:
            self._screen.notify(render(error.message), severity="error", markup=False)
            return
        stem = session.path.name.partition(".")[0]
        name = f"{stem}.public{suffix}" if public else f"{stem}{suffix}"
        outgoing = Outgoing(self._screen, [session.path], suffix, write)
        outgoing.ask_where(session.path.with_name(name))

    # --- in ------------------------------------------------------------------------------------

    def bring_in(self, title: str = "") -> None:
        """Ask for a document, and go through what it proposes."""
        Incoming(self._screen, self._session.questionnaire, self.propose).ask(title)

    def propose(self, document: Path, form: Placement) -> None:
        """Go through what a document proposes, unless nothing of it could be taken."""
        from lgq_tui.tui.screens.proposals import Proposals

        interview = self._session.interview
        if interview.status == COMPLETED or interview.reads_only:
            key = "lock.takes_nothing" if interview.reads_only else "reopen.first"
            self._screen.notify(say(key), markup=False)
            return
        decisions = Decisions(document, form, interview)
        self._screen.app.push_screen(Proposals(decisions), self._take)

    async def _take(self, decisions: Decisions | None) -> None:
        if decisions is None:
            return
        done: list[Any] = []

        def take() -> None:
            name, accepted, asked = decisions.document, decisions.accepted, decisions.asked
            done.extend(importing.take(self._session, name, accepted, asked, decisions.form))

        await self._make(take)
        count, replies = len(decisions.accepted), len(decisions.form.replies)
        if done or not count:
            text = say("import.taken", count=count, name=decisions.document.name)
            kept = say("letter.taken", count=replies) if replies else ""
            self._screen.notify(f"{text} {kept}".rstrip(), markup=False)
