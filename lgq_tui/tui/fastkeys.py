"""The keys of assisted entry: which of them there are, and how they are named on the screen."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding

from lgq_tui.locales.speech import say
from lgq_tui.tui.widgets.bars import Key


class ReasonKey(NamedTuple):
    """The letter that, with Alt, says why there is no answer."""

    letter: str
    reason: str

    @property
    def label(self) -> str:
        """How it is written where keys are shown."""
        return f"Alt+{self.letter.upper()}"


REASON_KEYS = (
    ReasonKey("u", "asked-unknown"),
    ReasonKey("d", "asked-declined"),
    ReasonKey("n", "not-applicable"),
    ReasonKey("l", "temp-unknown"),
    ReasonKey("w", "masked"),
)
"""A letter for each missing reason, out of its English name. None of them opens a menu of the
terminal programs that are common."""

BINDINGS = [
    *(
        Binding(f"alt+{one.letter}", f"reason('{one.reason}')", priority=True)
        for one in REASON_KEYS
    ),
    # Not every terminal sends Alt with a letter; F3 with a digit stands in for those above.
    Binding("alt+s,f12", "same", priority=True),
]


def reasons() -> list[Key]:
    """What stands on a line of its own: why there is no answer."""
    return [
        Key(one.label, say(f"fast.{one.reason.replace('-', '_')}"), f"reason('{one.reason}')")
        for one in REASON_KEYS
    ]


def entering() -> list[Key]:
    """What stands on the line of keys, the most needed first."""
    return [
        Key("F1", say("key.help"), "help"),
        Key("Enter", say("key.go_on"), "go_on(1, True)"),
        Key("F7", say("fast.ask"), "ask"),
        Key("Alt+S", say("key.same"), "same"),
        Key("F10", say("key.source"), "source"),
        Key("F4", say("key.note"), "note"),
        Key("^R", say("key.review"), "review"),
        Key("^G", say("key.goto"), "search"),
        Key("PgDn", say("key.next"), "next"),
        Key("PgUp", say("key.back"), "previous"),
        Key("F3", say("key.missing"), "missing"),
        Key("F8", say("key.complete"), "complete"),
        Key("^Z", say("key.undo"), "undo"),
        Key("^P", say("key.commands"), "app.command_palette"),
        Key("^Q", say("key.quit"), "leave"),
    ]
