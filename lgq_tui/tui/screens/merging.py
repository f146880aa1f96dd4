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
from lgq_tui.exports.changes import altered, apart
from lgq_tui.locales.speech import say
from lgq_tui.session.packets import Givers
from lgq_tui.tui.contents import BOLD, hanging, joined
from lgq_tui.tui.screens.asking import Ordered
from lgq_tui.tui.widgets.bars import Key, KeyBar
from lgq_tui.tui.widgets.rows import OrderedListing, Row, RowList

_WIDTH = 70
"""Cells of a line of the list."""

_MOST = 3
"""Lines of one answer."""


class _Sides(OrderedListing):
    """Rows of which those below the one with the cursor belong to it: they are seen with it."""

    def see(self, index: int, below: int = 0) -> None:
        following = range(index + 1, min(self.count(), index + max(self.size.height, 1)))
        ends = (at for at in following if self.row(at).can_choose)
        super().see(index, max(below, next(ends, following.stop) - index - 1))


class Merging(Ordered[Sequence[Change] | None]):
    """Gives the changes to take of theirs; None where it is to be decided later.

    No letter decides anything: somebody may be in the middle of a word when it comes.
    """

    BINDINGS = [
        Binding("escape", "close", show=False),
        Binding("ctrl+d", "take", show=False),
        Binding("f2", "read", show=False),
        Binding("left", "all(False)", priority=True, show=False),
        Binding("right", "all(True)", priority=True, show=False),
    ]

    def __init__(
        self,
        questionnaire: Questionnaire,
        merge: Merge,
        title: str,
        givers: Givers | None = None,
        told: Sequence[str] = (),
    ) -> None:
        """With `givers`, who gave each answer is shown; what is `told` stands above the list."""
        super().__init__()
        self._givers = givers
        self._told = told
        self._questionnaire = questionnaire
        self._merge = merge
        self._title = title
        self._theirs = [False] * len(merge.clashes)
        """Of which clashes theirs is taken."""
        self._lines: list[tuple[int, bool]] = []
        """Which clash each row belongs to, and whether it is their side of it."""
        self._listing = _Sides("clashes")

    def compose(self) -> ComposeResult:
        count = questions(self._questionnaire, self._merge.changes)
        with Vertical(classes="window wide"):
            yield Static(self._title, markup=False, classes="title")
            for sentence in self._told:
                yield Static(sentence, markup=False)
            if count:
                yield Static(say("merge.taken", count=count), markup=False)
            clashes = "packet.clashes" if self._givers is not None else "merge.clashes"
            yield Static(say(clashes, count=len(self._theirs)), markup=False)
            yield self._listing
            yield KeyBar(
                [
                    Key("Enter", say("key.choose"), "choose"),
                    Key("←", say("key.all_mine"), "all(False)"),
                    Key("→", say("key.all_theirs"), "all(True)"),
                    Key("F2", say("key.read"), "read"),
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
        for side, answer in enumerate(apart(mine.new, theirs.new, room)):
            said = self._said(side, answer)
            mark = "(•)" if self._theirs[index] == side else "( )"
            lines = hanging(Content(said), width, f"{mark} ", 4)[:_MOST]
            if self._givers is not None and (by := self._givers[side](clash).words):
                given = say("packet.given", by=by)
                lines += hanging(Content(given), width, "    ", 4)[:1]
            rows += [Row(line, can_choose=not number) for number, line in enumerate(lines)]
            self._lines += [(index, bool(side))] * len(lines)
        return rows

    def _said(self, side: int, answer: str) -> str:
        of_packet = self._givers is not None
        keys = ("packet.here", "packet.there") if of_packet else ("merge.mine", "merge.theirs")
        return say(keys[side], answer=answer or "–")

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        index, side = self._lines[event.index]
        self._theirs[index] = side
        self._fill(event.index)

    def action_choose(self) -> None:
        self._listing.action_choose()

    def action_read(self) -> None:
        """Show both answers of the clash with the cursor in full."""
        from lgq_tui.tui.screens.reader import Reader

        clash = self._merge.clashes[self._lines[self._listing.cursor][0]]
        both = [*altered(self._questionnaire, (clash.mine, clash.theirs), say)]
        said = [self._said(side, one.new) for side, one in enumerate(both)]
        self.app.push_screen(Reader(both[0].name, Content("\n\n".join(said))))

    def action_all(self, side: bool) -> None:
        self._theirs = [side] * len(self._theirs)
        self._fill(self._listing.cursor)

    def action_take(self) -> None:
        clashes = zip(self._merge.clashes, self._theirs, strict=True)
        taken = [change for clash, side in clashes if side for change in clash.taken]
        self.dismiss((*self._merge.changes, *taken))

    def action_close(self) -> None:
        self.dismiss(None)
