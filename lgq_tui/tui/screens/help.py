"""What the keys do, and whom to ask about the questionnaire."""

from __future__ import annotations

from typing import Any

from textual.content import Content

from lgq_tui.core.definition import Questionnaire
from lgq_tui.locales.speech import say
from lgq_tui.tui.contents import BOLD, joined

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
    ("-", "sign.not_asked"),
    ("*", "sign.required"),
    ("▸", "sign.here"),
)


def help_text(questionnaire: Questionnaire) -> Content:
    """The keys, the signs, and the address for questions about what is asked."""
    pieces: list[Any] = []
    for key, name in _KEYS:
        pieces += [(f"{key:<18}", BOLD), say(name), "\n"]
    pieces += ["\n", (say("help.signs"), BOLD), "\n"]
    for sign, name in _SIGNS:
        pieces += [(f"{sign:<4}", BOLD), say(name), "\n"]
    if questionnaire.contact:
        pieces += ["\n", say("help.contact", contact=questionnaire.contact), "\n"]
    return joined(*pieces)
