"""Documents that go out of an interview, and those that come in."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.proposals import Placement
from lgq_tui.core.response import COMPLETED
from lgq_tui.locales.speech import render, say
from lgq_tui.session import exporting, importing, launching
from lgq_tui.session.deciding import Decisions
from lgq_tui.session.naming import document_named
from lgq_tui.session.session import Session
from lgq_tui.storage.atomic import SaveError
from lgq_tui.storage.plain import UnreadableError
from lgq_tui.tui.screens.asking import Answer, Asking, Choosing
from lgq_tui.tui.screens.working import Progress, done_in_thread

if TYPE_CHECKING:
    from lgq_tui.session.importing import Imported

_FORMATS = (".docx", ".pdf", ".html", ".md", ".txt", ".json", ".csv", ".xlsx")
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
            for number, suffix in enumerate(_FORMATS, 1)
        ]
        toggle = say("export.everything" if public else "export.only_public")
        title = say("export.title_public" if public else "export.title")
        self._ask(Choosing(title, [*answers, Answer("p", toggle, _PUBLIC)]), choose)

    def _ask_where(self, suffix: str, public: bool, title: str = "") -> None:
        stem = self._session.path.name.partition(".")[0]
        name = f"{stem}.public{suffix}" if public else f"{stem}{suffix}"
        offered = self._session.path.with_name(name)

        async def take(name: str | None) -> None:
            if not name:
                return
            path = document_named(name)
            if path.suffix.lower() != suffix:
                path = path.with_name(path.name + suffix)
            if await asyncio.to_thread(_is_same, path, self._session.path):
                self._ask_where(suffix, public, say("cli.onto_itself", path=path))
            elif await asyncio.to_thread(path.exists):
                self._ask_to_replace(path, suffix, public)
            else:
                self._start(path, public)

        self._ask(Asking(title or say("export.where"), str(offered)), take)

    def _ask_to_replace(self, path: Path, suffix: str, public: bool) -> None:
        async def decide(answer: str | None) -> None:
            if answer == "yes":
                self._start(path, public)
            elif answer == "no":
                self._ask_where(suffix, public)

        answers = [
            Answer("y", say("export.replace"), "yes"),
            Answer("n", say("export.other_name"), "no"),
        ]
        self._ask(Choosing(say("export.is_there", name=path.name), answers), decide)

    def _start(self, path: Path, public: bool) -> None:
        self._screen.run_worker(self._export(path, public), group="exporting", exclusive=True)

    async def _export(self, path: Path, public: bool) -> None:
        session = self._session
        response = session.interview.response

        def work(progress: Progress) -> bool:
            found = [(session.path, response)]
            order = exporting.order_of(session.questionnaire, found, public)
            exporting.export(order, path, not public, progress.tell)
            return True

        try:
            if public:
                exporting.must_be_public(session.questionnaire, response)
            title = say("export.working", name=path.name)
            if not await done_in_thread(self._screen, title, work):
                return
        except (NotDoneError, SaveError) as error:
            self._complain(render(error.message))
            return
        self._offer_to_open(path)

    def _offer_to_open(self, path: Path) -> None:
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
        self._ask(Choosing(say("export.done", path=path), answers), decide)

    # --- in ------------------------------------------------------------------------------------

    def bring_in(self, title: str = "") -> None:
        """Ask for a document, and go through what it proposes."""

        async def take(name: str | None) -> None:
            if name:
                path = document_named(name)
                self._screen.run_worker(self._read(path), group="importing", exclusive=True)

        self._ask(Asking(title or say("import.which")), take)

    async def _read(self, path: Path) -> None:
        def work(progress: Progress) -> Imported:
            one = self._session.questionnaire
            return importing.read(path, lambda language: one, lambda: progress.is_wanted)

        try:
            title = say("import.working", name=path.name)
            imported = await done_in_thread(self._screen, title, work)
        except NotDoneError as error:
            self._complain(render(error.message))
            return
        except UnreadableError as error:
            self._complain(f"{error.path.name}: {render(error.message)}")
            return
        if imported is not None:
            for flaw in imported.flaws:
                self._screen.notify(render(flaw), severity="warning", markup=False)
            self._choose_form(imported)

    def _choose_form(self, imported: Imported) -> None:
        if len(imported.forms) == 1:
            self.propose(imported.path, imported.forms[0])
            return

        async def decide(answer: str | None) -> None:
            if answer is not None:
                self.propose(imported.path, imported.forms[int(answer)])

        answers = [
            Answer(str(number + 1), importing.title_of(form, number), str(number))
            for number, form in enumerate(imported.forms)
        ]
        self._ask(Choosing(say("import.which_form", name=imported.path.name), answers), decide)

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

    # --- asking --------------------------------------------------------------------------------

    def _ask(self, window: Any, decide: Callable[[Any], Awaitable[None]]) -> None:
        """Open a window; what is told in the corner would cover it."""
        self._screen.app.clear_notifications()
        self._screen.app.push_screen(window, decide)

    def _complain(self, sentence: str) -> None:
        self._screen.notify(sentence, severity="error", markup=False)


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False
