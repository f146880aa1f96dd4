"""What the keys do, and whom to ask about the questionnaire."""

from __future__ import annotations

from typing import Any

from textual.content import Content

from lgq_tui.core.definition import Questionnaire
from lgq_tui.locales.speech import say
from lgq_tui.tui.contents import BOLD, hanging, joined
from lgq_tui.tui.signs import HERE, QUERY_SIGN

_KEYS = (
    ("PgDn  PgUp", "help.pages"),
    ("Tab  ↑ ↓", "help.parts"),
    ("Space  Enter  1-9", "help.choices"),
    ("y  n", "help.yes_no"),
    ("Del", "help.clear"),
    ("Enter", "help.lists"),
    ("Alt+↑  Alt+↓", "help.reorder"),
    ("Alt+Del", "help.remove"),
    ("^E", "help.editor"),
    ("F2", "help.footnotes"),
    ("F3 1", "help.missing"),
    ("F4", "help.note"),
    ("F5", "help.deal"),
    ("Shift+F5", "help.ask_about_problem"),
    ("F6", "help.outline"),
    ("^G", "help.goto"),
    ("^R", "help.review"),
    ("F8", "help.complete"),
    ("^Z  ^Y", "help.undo"),
    ("F9", "help.history"),
    ("^S", "help.save"),
    ("^L", "help.draw_anew"),
    ("^P", "help.commands"),
    ("^Q", "help.quit"),
)
_SIGNS = (
    ("✓", "sign.answered"),
    ("◐", "sign.partial"),
    ("!", "sign.problem"),
    ("✗", "sign.error"),
    (QUERY_SIGN, "sign.query"),
    ("-", "sign.not_asked"),
    ("*", "sign.required"),
    (HERE, "sign.here"),
)


def help_text(questionnaire: Questionnaire, room: int) -> Content:
    """The keys, the signs, and the address for questions about what is asked, in lines of so many
    cells."""
    pieces: list[Any] = []
    for key, name in _KEYS:
        pieces += _entry(key, say(name), 18, room)
    pieces += ["\n", (say("help.signs"), BOLD), "\n"]
    for sign, name in _SIGNS:
        pieces += _entry(sign, say(name), 4, room)
    if questionnaire.contact:
        pieces += ["\n", say("help.contact", contact=questionnaire.contact), "\n"]
    return joined(*pieces)


def _entry(key: str, says: str, indent: int, width: int) -> list[Any]:
    """A key with what it does beside it."""
    first = Content.assemble((key.ljust(indent), BOLD))
    return [
        piece for line in hanging(Content(says), width, first, indent) for piece in (line, "\n")
    ]
