"""Rows of the desk as documents: many in a table, or one in any format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen

from lgq_tui.core.messages import NotDoneError
from lgq_tui.exports import TABLES
from lgq_tui.locales.speech import render, say
from lgq_tui.session import exporting
from lgq_tui.session.desk.board import Entry
from lgq_tui.tui.screens.asking import Answer, Choosing
from lgq_tui.tui.screens.documents import FORMATS
from lgq_tui.tui.screens.outgoing import Outgoing
from lgq_tui.tui.screens.working import Progress

if TYPE_CHECKING:
    from lgq_tui.session.desk.desk import Desk

_PUBLIC = "public"
_KEYS = "123456789abcdefghijklmno"
_STEM = "responses"
"""Of a table that nobody has named yet."""
_NAMED = 3
"""So many files that are left out are named."""


class Tables:
    """Asks in windows over a screen."""

    def __init__(self, screen: Screen[None], desk: Desk) -> None:
        self._screen, self._desk = screen, desk

    def ask(self, meant: Sequence[Entry], one: Entry | None, public: bool = False) -> None:
        """Ask what becomes of those that are `meant` together, or of `one` alone, then where to.

        What cannot be read is left out of a table, and so are copies: each city counts once.
        """
        many = [entry for entry in meant if _counts(entry)]
        left = [entry for entry in meant if not _counts(entry)]
        one = one if one is not None and one.row.summary is not None else None
        if not many and one is None:
            self._screen.notify(_left_out(left), markup=False, severity="warning")
            return

        def choose(answer: str | None) -> None:
            if answer == _PUBLIC:
                self.ask(meant, one, not public)
            elif answer is not None:
                kind, _, suffix = answer.partition(" ")
                if kind == "one" and one is not None:
                    self._ask_where([one.path], suffix, public)
                else:
                    self._ask_where([entry.path for entry in many], suffix, public, True, left)

        together = say("board.export.many", count=len(many))
        wanted = [(together, f"many {end}") for end in sorted(TABLES) if many]
        if one is not None:
            wanted += [(one.city, f"one {suffix}") for suffix in FORMATS]
        answers = [
            Answer(key, f"{name}: {_format(value.partition(' ')[2])}", value)
            for key, (name, value) in zip(_KEYS, wanted, strict=False)
        ]
        toggle = say("export.everything" if public else "export.only_public")
        title = say("export.title_public" if public else "export.title")
        self._screen.app.clear_notifications()
        self._screen.app.push_screen(
            Choosing(title, [*answers, Answer("p", toggle, _PUBLIC)]), choose
        )

    def _ask_where(
        self,
        paths: Sequence[Path],
        suffix: str,
        public: bool,
        many: bool = False,
        left: Sequence[Entry] = (),
    ) -> None:
        questionnaire = self._desk.questionnaire

        def write(path: Path, progress: Progress) -> str:
            chosen = exporting.chosen(paths, questionnaire, public)
            if not chosen.responses:
                raise NotDoneError(chosen.left[0].message)
            order = exporting.order_of(questionnaire, chosen.responses, public, many)
            exporting.export(order, path, not public, progress.tell)
            said = [f"{one.path.name}: {render(one.message)}" for one in chosen.left]
            return "\n".join([*said, *([_left_out(left)] if left else [])])

        stem = _STEM if many else paths[0].name.partition(".")[0]
        name = f"{stem}.public{suffix}" if public else f"{stem}{suffix}"
        folder = self._desk.folder if many else paths[0].parent
        Outgoing(self._screen, paths, suffix, write).ask_where(folder / name)


def _counts(entry: Entry) -> bool:
    return entry.row.summary is not None and entry.row.copy_of is None


def _left_out(entries: Sequence[Entry]) -> str:
    names = "; ".join(entry.path.name for entry in entries[:_NAMED])
    names += "; …" if len(entries) > _NAMED else ""
    return say("board.export.left", count=len(entries), names=names)


def _format(suffix: str) -> str:
    return say(f"export.format.{suffix[1:]}")
