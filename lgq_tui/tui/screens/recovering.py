"""What the journal has and the file lacks: shown before anything is done with it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from lgq_tui.exports.changes import NOTHING, Altered
from lgq_tui.locales.speech import say
from lgq_tui.locales.times import local
from lgq_tui.storage.recovery import Lacking
from lgq_tui.tui.contents import BOLD, joined
from lgq_tui.tui.screens.window import Window
from lgq_tui.tui.widgets.bars import Key, KeyBar

APPLY = "apply"
ASIDE = "aside"
LEAVE = "leave"

_MOST = 200
"""Characters of an answer."""


class Recovering(Window[str]):
    """Gives `APPLY`, `ASIDE` or `LEAVE`: no way out loses anything."""

    BINDINGS = [
        Binding("enter,a", "decide('apply')", show=False),
        Binding("s", "decide('aside')", show=False),
        Binding("escape,q", "decide('leave')", show=False),
    ]

    def __init__(self, lacking: Lacking, altered: Sequence[Altered]) -> None:
        super().__init__()
        self._lacking = lacking
        self._altered = altered

    def compose(self) -> ComposeResult:
        with Vertical(classes="window wide"):
            yield Static(say("recovery.title"), markup=False, classes="title")
            with VerticalScroll(classes="reading"):
                yield Static(self._text(), markup=False)
            yield KeyBar(
                [
                    Key("a", say("key.apply"), "decide('apply')"),
                    Key("s", say("key.set_aside"), "decide('aside')"),
                    Key("Esc", say("key.decide_later"), "decide('leave')"),
                ]
            )

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_decide(self, answer: str) -> None:
        self.dismiss(answer)

    def action_close(self) -> None:
        self.dismiss(LEAVE)

    def _text(self) -> Content:
        lacking = self._lacking
        pieces: list[str | Content | tuple[str, object]] = [
            say(
                "recovery.kept_text" if lacking.kept else "recovery.text",
                count=len(self._altered),
                since=local(lacking.since),
                until=local(lacking.until),
                path=lacking.path,
            ),
            "\n",
        ]
        if lacking.broken:
            key = "recovery.newer_part" if lacking.newer else "recovery.broken"
            pieces += [say(key, name=lacking.path.name), "\n"]
        for one in self._altered:
            pieces += ["\n", (one.name, BOLD), "\n"]
            pieces += [f"  {say('recovery.file', answer=_short(one.old))}\n"]
            there = "recovery.there" if lacking.kept else "recovery.journal"
            pieces += [f"  {say(there, answer=_short(one.new))}\n"]
        return joined(*pieces)  # type: ignore[arg-type]


def _short(words: str) -> str:
    words = words or NOTHING
    return words if len(words) <= _MOST else f"{words[:_MOST]} …"
