"""Completing a response, once nothing stands in the way, and opening it again."""

from __future__ import annotations

import asyncio
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from lgq_tui.core.paths import as_text
from lgq_tui.core.problems import ERROR, Problem
from lgq_tui.core.response import AMENDED, COMPLETED
from lgq_tui.core.wording import plain
from lgq_tui.exports.answers import answers_of
from lgq_tui.exports.changes import name_of
from lgq_tui.locales.speech import render, say, say_missing
from lgq_tui.session.session import Session, sentence
from lgq_tui.tui.contents import BOLD, content, hanging, joined
from lgq_tui.tui.page.foot import sign_of
from lgq_tui.tui.screens.window import Window
from lgq_tui.tui.widgets.bars import Key, KeyBar
from lgq_tui.tui.widgets.rows import Listing, Row, RowList

_WIDTH = 70
"""Cells of a line of the list."""


class Complete(Window[str | None]):
    """Shows what is in the way, or what is declared; gives the path to go to, None for none."""

    BINDINGS = [
        Binding("escape", "close", show=False),
        Binding("c", "complete", show=False),
        Binding("o", "reopen", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._interview = session.interview
        self._problems: list[Problem] = []
        self._listing = Listing("inway")

    def compose(self) -> ComposeResult:
        title = "complete.part_title" if self._interview.is_part else "complete.title"
        with Vertical(classes="window wide"):
            yield Static(say(title), markup=False, classes="title")
            with VerticalScroll(classes="reading"):
                yield Static("", id="said", markup=False)
            yield self._listing
            yield KeyBar([Key("Esc", say("key.back"), "close")])

    def on_mount(self) -> None:
        self._listing.display = False
        if self._interview.status == COMPLETED:
            self._say(say("complete.done"), self._code(), self._statements(), self._thanks())
            self._keys(Key("o", say("key.reopen"), "reopen"))
            self.query_one(VerticalScroll).focus()
            return
        self._problems = [one for one in self._interview.problems() if one.open]
        errors = [one for one in self._problems if one.severity == ERROR]
        if errors:
            self._say(say("complete.in_the_way", count=len(errors)))
            self._list(errors)
            return
        if self._interview.is_part:
            self._say(say("complete.part", path=self._session.path))
            if self._problems:
                self._list(self._problems)
            else:
                self.query_one(VerticalScroll).focus()
            return
        if self._problems:
            self._say(say("complete.warnings", count=len(self._problems)), self._statements())
            self._list(self._problems)
        else:
            self._say(say("complete.ready"), self._statements())
            self.query_one(VerticalScroll).focus()
        self._keys(Key("c", say("key.complete_now"), "complete"))

    def _say(self, *pieces: Any) -> None:
        said = [piece for piece in pieces if piece]
        between = ["\n\n"] * (len(said) - 1) + ["\n" if self._listing.display else ""]
        text = joined(*(part for pair in zip(said, between, strict=True) for part in pair))
        self.query_one("#said", Static).update(text)

    def _keys(self, key: Key) -> None:
        self.query_one(KeyBar).tell([key, Key("Esc", say("key.back"), "close")])

    def _list(self, problems: list[Problem]) -> None:
        rows: list[Row] = []
        self._problems = []
        """The problem of each row: a long sentence takes several."""
        for problem in problems:
            sentence = render(problem.message, problem.sentence)
            name = name_of(self._interview.questionnaire, problem.path)
            text = Content(f"{name}: {sentence}")
            width = min(_WIDTH, self.size.width - 9)
            for line in hanging(text, width, f"{sign_of(problem)} ", 2):
                rows.append(Row(line, can_choose=not rows or problem is not self._problems[-1]))
                self._problems.append(problem)
        self._listing.display = True
        self._listing.fill(rows)
        self.fit()
        self._listing.focus()

    def _statements(self) -> Content | None:
        """What the person declares by completing: the answers of the last section."""
        questionnaire = self._interview.questionnaire
        pieces: list[Any] = []
        for item in questionnaire.sections[-1].items:
            said = list(answers_of(item, self._interview, say_missing))
            if said:
                pieces += ["\n", (plain(item.label), BOLD)]
                pieces += [f"\n   {' '.join(words.split())}" for _, words in said]
        return joined(*pieces[1:]) if pieces else None

    def _code(self) -> str:
        """By which two people can tell on the telephone that they have the same before them."""
        return say("complete.code", code=self._session.code)

    def _thanks(self) -> Content | None:
        closing = self._interview.questionnaire.closing
        return content(closing) if closing else None

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.dismiss(as_text(self._problems[event.index].path))

    async def action_complete(self) -> None:
        if self._interview.reads_only:
            self.notify(say("lock.takes_nothing"), markup=False)
            return
        if self._interview.status == COMPLETED or self._interview.complete():
            return
        self._session.save()
        await asyncio.to_thread(self._session.settle, 5)
        if self._session.met is not None:
            self.dismiss(None)  # what somebody else did comes first, and may open it again
            return
        self._listing.display = False
        failed = self._session.failed
        file = sentence(failed) if failed else say("complete.file", path=self._session.path)
        amended = self._interview.status == AMENDED
        done = say("complete.amended" if amended else "complete.done")
        self._say(done, self._thanks(), file, self._code())
        self.query_one(KeyBar).tell([Key("Esc", say("key.back"), "close")])
        self.query_one(VerticalScroll).focus()

    def action_reopen(self) -> None:
        if self._interview.reads_only:
            self.notify(say("lock.takes_nothing"), markup=False)
        elif self._interview.status == COMPLETED:
            self._interview.reopen()
            self._session.save()
            self.dismiss(None)

    def action_close(self) -> None:
        self.dismiss(None)
