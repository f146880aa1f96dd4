"""All that the respondent was asked on one question, each with its thread."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from lgq_tui.core.paths import from_text, top_of
from lgq_tui.core.queries import CLOSED, OPEN, Asked
from lgq_tui.exports.changes import within
from lgq_tui.exports.remarks import of_thread
from lgq_tui.locales.speech import say
from lgq_tui.locales.times import local
from lgq_tui.session.session import Session
from lgq_tui.tui.contents import BOLD, joined
from lgq_tui.tui.screens.asking import Asking
from lgq_tui.tui.screens.window import Window
from lgq_tui.tui.widgets.bars import Key, KeyBar
from lgq_tui.tui.widgets.rows import Row, RowList

Make = Callable[[Callable[[], object]], Awaitable[None]]


class _Queries(RowList):
    """The queries; it tells when another one is looked at."""

    class Moved(Message):
        """The cursor is on another query."""

    def __init__(self, window: Threads) -> None:
        super().__init__("queries")
        self._window = window

    def count(self) -> int:
        return len(self._window.asked)

    def row(self, index: int) -> Row:
        return self._window.row(index)

    def move_to(self, index: int) -> None:
        super().move_to(index)
        self.post_message(self.Moved())


class Threads(Window[None]):
    """Shows each query on a question; `make` makes each change, `ask` asks for one more query."""

    BINDINGS = [
        Binding("r", "reply", show=False),
        Binding("c", "close_query", show=False),
        Binding("o", "raise_again", show=False),
        Binding("n", "ask", show=False),
        Binding("escape,q", "close", show=False),
    ]

    def __init__(
        self, session: Session, question: str, make: Make, ask: Callable[[], object]
    ) -> None:
        super().__init__()
        self._session, self._question, self._make, self._ask = session, question, make, ask
        self.asked: Sequence[Asked] = self._found()
        self._queries = _Queries(self)

    def _found(self) -> Sequence[Asked]:
        queries = self._session.interview.queries.all()
        return [one for one in queries if top_of(one.item) == self._question]

    def row(self, index: int) -> Row:
        """A query in a line: its number in the letter, how it stands, and what it asks."""
        one = self.asked[index]
        label = f"[{one.query.label}] " if one.query.label else ""
        text = " ".join(one.query.text.split())
        inside = within(self._session.questionnaire, from_text(one.item))
        words = f"{inside}: {text}" if inside else text
        looks = ("quiet",) if one.query.status == CLOSED else ()
        return Row(Content(f"{label}{words}"), say(f"query.{one.query.status}"), looks)

    def compose(self) -> ComposeResult:
        with Vertical(classes="window wide"):
            yield Static(say("query.threads_title"), markup=False, classes="title")
            yield self._queries
            with VerticalScroll(classes="reading"):
                yield Static("", id="thread", markup=False)
            yield KeyBar(
                [
                    Key("r", say("key.reply"), "reply"),
                    Key("c", say("key.close_query"), "close_query"),
                    Key("o", say("key.raise_again"), "raise_again"),
                    Key("n", say("key.ask"), "ask"),
                    Key("Esc", say("key.close"), "close"),
                ]
            )

    def on_mount(self) -> None:
        self._queries.focus()
        self._show()

    def _show(self) -> None:
        self.asked = self._found()
        self._queries.styles.height = max(min(len(self.asked), 6), 1)
        self._queries.renew()
        thread = self.query_one("#thread", Static)
        one = self._here
        if one is None:
            thread.update(Content(say("query.none_at_all")))
        else:
            entries = of_thread(one.query, say, local)
            pieces = [
                piece
                for head, text in entries
                for piece in ((head, BOLD), f"\n{text}\n" if text else "\n")
            ]
            thread.update(joined(*pieces))
        self.fit()

    @property
    def _here(self) -> Asked | None:
        at = self._queries.cursor
        return self.asked[at] if at < len(self.asked) else None

    def on__queries_moved(self, event: _Queries.Moved) -> None:
        event.stop()
        self._show()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self._show()  # a click looks at another one

    # --- what can be done ----------------------------------------------------------------------

    def action_reply(self) -> None:
        """Type what came back, in whichever way."""
        one = self._here
        if one is None:
            return

        async def take(text: str | None) -> None:
            if text:
                await self._change(lambda: self._session.reply_to(one.item, one.number, text))

        title = say("query.reply_title", query=" ".join(one.query.text.split()))
        self.app.push_screen(Asking(title), take)

    async def action_close_query(self) -> None:
        one = self._here
        if one is not None and one.query.is_open:
            await self._change(lambda: self._session.close_query(one.item, one.number))

    async def action_raise_again(self) -> None:
        one = self._here
        if one is not None and one.query.can_become(OPEN):
            await self._change(lambda: self._session.raise_again(one.item, one.number))

    async def _change(self, change: Callable[[], object]) -> None:
        await self._make(change)
        self._show()

    def action_ask(self) -> None:
        self.dismiss(None)
        self._ask()

    def action_close(self) -> None:
        self.dismiss(None)
