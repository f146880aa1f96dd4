"""What is said beside an answer: a missing reason, a note, why a warning may stand, a query."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from textual.screen import Screen
from textual.widget import AwaitMount

from lgq_tui.core.definition import Item
from lgq_tui.core.paths import Path, from_text, item_about, top_of
from lgq_tui.core.problems import ERROR, Problem
from lgq_tui.core.wording import plain
from lgq_tui.locales.speech import render, say, say_missing
from lgq_tui.session.asking import question_about
from lgq_tui.session.session import Session

_MOST_LETTERS = 120
_WHOLE = "whole"

Change = Callable[[], object]


class Remarks:
    """Asks for remarks in windows over a screen; `make` makes each change, and shows it.

    Whoever waits for a window that is returned has the next key go there.
    """

    def __init__(
        self, screen: Screen[None], session: Session, make: Callable[[Change], Awaitable[None]]
    ) -> None:
        self._screen = screen
        self._session = session
        self._interview = session.interview
        self._make = make

    def missing(self, path: Path, whole: bool = False) -> AwaitMount:
        """Ask why there is no answer to a part, or to the whole question it belongs to."""
        from lgq_tui.tui.screens.asking import Answer, Choosing

        part = self._about(path)
        question = self._interview.questionnaire.by_path[part.path.partition(".")[0]]
        item = question if whole else part

        async def take(reason: str | None) -> None:
            if reason == _WHOLE:
                self.missing(path, whole=True)
            elif reason is not None:
                await self._mark(item, reason or None)

        current = self._interview.missing(item.path)
        answers = [
            Answer(str(number), say_missing(reason), reason)
            for number, reason in enumerate(item.missing_reasons, 1)
        ]
        if current is not None:
            answers.append(Answer("0", say("missing.none"), ""))
        if item is not question:
            answers.append(Answer("w", say("missing.whole"), _WHOLE))
        title = say("missing.title", label=self._named(item))
        return self._screen.app.push_screen(Choosing(title, answers, current), take)

    async def mark(self, path: Path, reason: str) -> str | None:
        """Say at once why there is no answer to a part; the sentence that says why not.

        A list with something in it is not emptied by that, nor a group whose part it is.
        """
        item = self._about(path)
        if reason not in item.missing_reasons:
            return say("fast.no_reason", reason=say_missing(reason))
        if item.repeat and self._interview.value(from_text(item.path)) is not None:
            return say("fast.has_entries")
        await self._mark(item, reason)
        return None

    async def _mark(self, item: Item, reason: str | None) -> None:
        where = from_text(item.path)
        stood = self._interview.value(where) is not None
        await self._make(lambda: self._interview.mark_missing(item.path, reason))
        if stood and self._interview.value(where) is None:
            self._screen.notify(say("missing.took_away"), markup=False)

    def note(self, path: Path) -> AwaitMount:
        """Ask for a note on a part."""
        from lgq_tui.tui.screens.asking import Writing

        item = self._about(path)

        async def take(text: str | None, typing: bool = False) -> None:
            await self._make(lambda: self._interview.note(item.path, text or None, typing))

        title = say("note.title", label=self._named(item))
        note = self._interview.note_on(item.path) or ""
        return self._screen.app.push_screen(Writing(title, note, partial(take, typing=True)), take)

    def ask(self, path: Path, text: str = "") -> AwaitMount:
        """Ask for a query on a part; `text` stands there to begin with."""
        from lgq_tui.tui.screens.asking import Asking

        item = self._about(path)

        async def take(text: str | None) -> None:
            is_raised = True

            def ask() -> None:
                nonlocal is_raised
                is_raised = self._session.ask(item.path, text or "")

            if text:
                await self._make(ask)
            if not is_raised:
                self._screen.notify(say("query.is_there"), markup=False)

        title = say("query.title", label=self._named(item))
        return self._screen.app.push_screen(Asking(title, text), take)

    def ask_about(self, problem: Problem) -> None:
        """Ask for a query about a problem, which begins with what that says."""
        self.ask(problem.path, question_about(problem))

    def threads(self, path: Path, ask: Callable[[], object]) -> None:
        """Show all that was asked on the question of a part, and what came of it; `ask` asks for
        one more."""
        from lgq_tui.tui.screens.threads import Threads

        top = top_of(str(path[0]))
        self._screen.app.push_screen(Threads(self._session, top, self._make, ask))

    def close_query(self, path: Path) -> None:
        """Ask which query on the question of a part is settled."""
        from lgq_tui.tui.screens.asking import Answer, Choosing

        top = str(path[0])
        found = [one for one in self._interview.queries.open() if top_of(one.item) == top]
        if not found:
            self._screen.notify(say("query.none_here"), markup=False)
            return

        async def take(number: str | None) -> None:
            if number is not None:
                asked = found[int(number)]
                await self._make(lambda: self._session.close_query(asked.item, asked.number))

        texts = [" ".join(one.query.text.split()) for one in found]
        answers = [
            Answer(str(number) if number < 10 else "", text, str(number - 1))
            for number, text in enumerate(texts, 1)
        ]
        self._screen.app.push_screen(Choosing(say("query.close_title"), answers), take)

    async def deal(self, problem: Problem) -> None:
        """Take the correction that a problem offers, or ask why a warning may stand."""
        if problem.offers:
            await self._make(lambda: self._interview.mend(problem))
            return
        if problem.severity == ERROR:
            return
        from lgq_tui.tui.screens.asking import Reason

        async def take(reason: str | None) -> None:
            if window.asks_instead:
                self.ask_about(problem)
            elif reason is not None:
                await self._make(lambda: self._interview.accept(problem, reason or None))

        title = say("accept.title", sentence=render(problem.message, problem.sentence))
        window = Reason(title, problem.accepted or "")
        self._screen.app.push_screen(window, take)

    def _about(self, path: Path) -> Item:
        """The item that a remark on a part is about: in a list, the list as a whole."""
        return self._interview.questionnaire.by_path[item_about(path)]

    def _named(self, item: Item) -> str:
        """A question by its words; a part of it, whose label may say little, with its name."""
        questionnaire = self._interview.questionnaire
        if item.path in questionnaire.top_level:
            return _shortened(plain(item.label))
        from lgq_tui.exports.changes import name_of

        return _shortened(name_of(questionnaire, from_text(item.path)))


def _shortened(words: str) -> str:
    return words if len(words) <= _MOST_LETTERS else f"{words[: _MOST_LETTERS - 3]}..."
