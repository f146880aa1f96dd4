"""Two people answered the same: both values are shown, and one of each is taken."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.merge import Clash, Merge, questions
from lgq_tui.core.steps import Change
from lgq_tui.exports.changes import altered
from lgq_tui.locales.speech import say
from lgq_tui.tui.contents import BOLD, hanging, joined
from lgq_tui.tui.screens.window import Window
from lgq_tui.tui.widgets.bars import Key, KeyBar
from lgq_tui.tui.widgets.rows import Listing, Row, RowList

_WIDTH = 70
"""Cells of a line of the list."""

_MOST = 3
"""Lines of one answer."""

_BEFORE = 20
"""Signs of a long answer that are shown before those that differ."""


class Merging(Window[Sequence[Change] | None]):
    """Gives the changes to take of theirs; None where it is to be decided later.

    No letter decides anything: somebody may be in the middle of a word when it comes.
    """

    BINDINGS = [
        Binding("escape", "close", show=False),
        Binding("ctrl+d", "take", show=False),
        Binding("left", "all(False)", priority=True, show=False),
        Binding("right", "all(True)", priority=True, show=False),
    ]

    def __init__(self, questionnaire: Questionnaire, merge: Merge, title: str) -> None:
        super().__init__()
        self._questionnaire = questionnaire
        self._merge = merge
        self._title = title
        self._theirs = [False] * len(merge.clashes)
        """Of which clashes theirs is taken."""
        self._lines: list[tuple[int, bool]] = []
        """Which clash each row belongs to, and whether it is their side of it."""
        self._listing = Listing("clashes")

    def compose(self) -> ComposeResult:
        count = questions(self._questionnaire, self._merge.changes)
        with Vertical(classes="window wide"):
            yield Static(self._title, markup=False, classes="title")
            if count:
                yield Static(say("merge.taken", count=count), markup=False)
            yield Static(say("merge.clashes", count=len(self._theirs)), markup=False)
            yield self._listing
            yield KeyBar(
                [
                    Key("Enter", say("key.choose"), "choose"),
                    Key("←", say("key.all_mine"), "all(False)"),
                    Key("→", say("key.all_theirs"), "all(True)"),
                    Key("^D", say("key.done"), "take"),
                    Key("Esc", say("key.decide_later"), "close"),
                ]
            )

    def on_mount(self) -> None:
        self._fill(1)
        self._listing.focus()

    def _fill(self, cursor: int) -> None:
        self._lines = []
        rows = [row for index, clash in enumerate(self._merge.clashes) for row in self._of(index)]
        self._listing.fill(rows, cursor)

    def _of(self, index: int) -> list[Row]:
        clash: Clash = self._merge.clashes[index]
        [mine, theirs] = altered(self._questionnaire, (clash.mine, clash.theirs), say)
        width = min(_WIDTH, self.size.width - 9)
        rows = [Row(joined((mine.name, BOLD)), can_choose=False)]
        self._lines.append((index, False))
        room = (_MOST - 1) * (width - 4)
        for side, answer in enumerate(_apart(mine.new, theirs.new, room)):
            said = say("merge.theirs" if side else "merge.mine", answer=answer or "–")
            mark = "(•)" if self._theirs[index] == side else "( )"
            lines = hanging(Content(said), width, f"{mark} ", 4)[:_MOST]
            rows += [Row(line, can_choose=not number) for number, line in enumerate(lines)]
            self._lines += [(index, bool(side))] * len(lines)
        return rows

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        index, side = self._lines[event.index]
        self._theirs[index] = side
        self._fill(event.index)

    def action_choose(self) -> None:
        self._listing.action_choose()

    def action_all(self, side: bool) -> None:
        self._theirs = [side] * len(self._theirs)
        self._fill(self._listing.cursor)

    def action_take(self) -> None:
        clashes = zip(self._merge.clashes, self._theirs, strict=True)
        taken = [change for clash, side in clashes if side for change in clash.taken]
        self.dismiss((*self._merge.changes, *taken))

    def action_close(self) -> None:
        self.dismiss(None)


def _apart(mine: str, theirs: str, room: int) -> tuple[str, str]:
    """Two answers as far as there is room, which begin where they differ if they are too long."""
    if max(len(mine), len(theirs)) <= room:
        return mine, theirs
    shortest = min(len(mine), len(theirs))
    shared = next((at for at in range(shortest) if mine[at] != theirs[at]), shortest)
    start = mine.rfind(" ", 0, max(shared - _BEFORE, 0)) + 1
    return _cut(mine, start, room), _cut(theirs, start, room)


def _cut(text: str, start: int, room: int) -> str:
    before, after = "… " if start else "", " …" if len(text) - start > room else ""
    return f"{before}{text[start : start + room].rstrip()}{after}"
