"""What the keys do, and whom to ask about the questionnaire."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from textual.content import Content

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.progress import State
from lgq_tui.locales.speech import say, say_missing
from lgq_tui.session.desk.board import CHANGED, MODE, SHARE, WHO
from lgq_tui.tui.contents import BOLD, hanging, joined
from lgq_tui.tui.fastkeys import REASON_KEYS
from lgq_tui.tui.signs import (
    CHANGED_SIGN,
    ERROR_SIGN,
    HELD_SIGN,
    HERE,
    QUERY_SIGN,
    SELECTED_SIGN,
    SIGNS,
    VERIFIED_SIGN,
    WARNING_SIGN,
)

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
    ("F7", "help.ask"),
    ("^G", "help.goto"),
    ("^R", "help.review"),
    ("F8", "help.complete"),
    ("^Z  ^Y", "help.undo"),
    ("F9", "help.history"),
    ("F10", "help.source"),
    ("^S", "help.save"),
    ("^L", "help.draw_anew"),
    ("^P", "help.commands"),
    ("^Q", "help.quit"),
)
_AS_EVER: Mapping[str, str] = MappingProxyType({})
_ELSEWISE = ("help.parts", "help.choices", "help.lists")
"""What keys do otherwise than in assisted entry."""
_ASSISTED = (
    ("Enter", "help.fast_enter"),
    ("Tab  Shift+Tab", "help.fast_tab"),
    ("1-9  01-99  Space", "help.fast_choices"),
    ("^J  Alt+Enter", "help.fast_line"),
    ("→", "help.fast_offer"),
    ("Alt+S  F12", "help.fast_same"),
)
_SIGNS = (
    ("✓", "sign.answered"),
    ("◐", "sign.partial"),
    (SIGNS[State.TO_CONFIRM], "sign.to_confirm"),
    (CHANGED_SIGN, "sign.changed"),
    ("!", "sign.problem"),
    ("✗", "sign.error"),
    (QUERY_SIGN, "sign.query"),
    (VERIFIED_SIGN, "sign.verified"),
    ("-", "sign.not_asked"),
    ("*", "sign.required"),
    (HERE, "sign.here"),
)

_SETTLING_KEYS = (
    ("Enter", "help.settle_choose"),
    ("1  2", "help.settle_side"),
    ("3", "help.settle_other"),
    ("x", "help.settle_leave_open"),
    ("n", "help.settle_next"),
    ("^D", "help.settle_take"),
    ("Esc", "help.settle_later"),
)

_DESK_KEYS = (
    (None, "help.desk_type"),
    ("Esc", "help.desk_escape"),
    ("↑ ↓  PgUp  PgDn", "help.desk_move"),
    ("Enter", "help.desk_open"),
    (" ", "help.desk_select"),
    ("^A", "help.desk_select_all"),
    ("F2", "help.desk_start"),
    ("F3", "help.desk_mark"),
    ("F4", "help.desk_assign"),
    ("F5", "help.desk_sort"),
    ("F6", "help.desk_group"),
    ("F7", "help.desk_import"),
    ("F8", "help.desk_export"),
    ("F9", "help.desk_letters"),
    ("^D", "help.desk_details"),
    ("^P", "help.commands"),
    ("^Q", "help.desk_leave"),
)
_DESK_COLUMNS = (SHARE, WHO, CHANGED, MODE)
"""Those whose names do not say what is in them."""
_DESK_SIGNS = (
    (ERROR_SIGN, "sign.desk_errors"),
    (WARNING_SIGN, "sign.desk_warnings"),
    (QUERY_SIGN, "sign.desk_queries"),
    (HELD_SIGN, "sign.desk_held"),
    (CHANGED_SIGN, "sign.desk_changed"),
    (SELECTED_SIGN, "sign.desk_selected"),
    (HERE, "sign.here"),
)


def desk_help(room: int) -> Content:
    """The keys and the signs of the desk, in lines of so many cells."""
    pieces: list[Any] = []
    for key, name in _DESK_KEYS:
        shown = say("key.letters") if key is None else say("key.space") if key == " " else key
        pieces += _entry(shown, say(name), 18, room)
    pieces += ["\n", (say("help.signs"), BOLD), "\n"]
    for sign, name in _DESK_SIGNS:
        pieces += _entry(sign, say(name), 4, room)
    pieces += ["\n", (say("help.desk_columns"), BOLD), "\n"]
    for column in _DESK_COLUMNS:
        name = say(f"board.column.{column}")
        pieces += _entry(name, say(f"help.desk_column.{column}"), 18, room)
    return joined(*pieces)


def settling_help(room: int) -> Content:
    """The keys where it is decided what two people entered differently."""
    pieces: list[Any] = []
    for key, name in _SETTLING_KEYS:
        pieces += _entry(key, say(name), 18, room)
    return joined(*pieces)


def help_text(
    questionnaire: Questionnaire, room: int, is_assisted: bool = False, is_second: bool = False
) -> Content:
    """The keys, the signs, and the address for questions about what is asked, in lines of so many
    cells; F8 is another one in a second entry."""
    pieces: list[Any] = []
    names = {"help.complete": "help.compare"} if is_second else {}
    for key, words in [*_fast_keys(), *_keys(_ELSEWISE)] if is_assisted else _keys(of=names):
        pieces += _entry(key, words, 18, room)
    pieces += ["\n", (say("help.signs"), BOLD), "\n"]
    for sign, name in _SIGNS:
        pieces += _entry(sign, say(name), 4, room)
    if questionnaire.contact:
        pieces += ["\n", say("help.contact", contact=questionnaire.contact), "\n"]
    return joined(*pieces)


def _keys(but: Container[str] = (), of: Mapping[str, str] = _AS_EVER) -> Iterator[tuple[str, str]]:
    """The keys and what they do; `of` has other names of what that is."""
    return ((key, say(of.get(name, name))) for key, name in _KEYS if name not in but)


def _fast_keys() -> Iterator[tuple[str, str]]:
    """Those of assisted entry."""
    for key, name in _ASSISTED:
        yield key, say(name)
    for one in REASON_KEYS:
        yield one.label, say_missing(one.reason)


def _entry(key: str, says: str, indent: int, width: int) -> list[Any]:
    """A key with what it does beside it."""
    first = Content.assemble((key.ljust(indent), BOLD))
    return [
        piece for line in hanging(Content(says), width, first, indent) for piece in (line, "\n")
    ]
