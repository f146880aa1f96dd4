"""What can be typed besides answers: each command is a function of the conversation and of what
stands behind its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from lgq_tui.prompt.commands import (
    documents,
    keeping,
    letters,
    moving,
    packets,
    queries,
    remarks,
    reviewing,
    rounds,
    sourcing,
)

if TYPE_CHECKING:
    from lgq_tui.prompt.conversation import Conversation

COMMANDS: Mapping[str, Callable[[Conversation, str], None]] = {
    "help": reviewing.tell_commands,
    "back": moving.back,
    "next": moving.next_question,
    "previous": moving.previous_question,
    "goto": moving.goto,
    "sections": moving.sections,
    "again": moving.again,
    "footnotes": reviewing.footnotes,
    "clear": remarks.clear,
    "missing": remarks.missing,
    "note": remarks.note,
    "query": queries.raise_query,
    "queries": queries.list_queries,
    "threads": queries.threads,
    "answered": queries.answered,
    "raise": queries.raise_again,
    "close": queries.close,
    "source": sourcing.source,
    "sitting": sourcing.sitting,
    "person": sourcing.person,
    "confirm": rounds.confirm,
    "earlier": rounds.earlier,
    "take": remarks.take,
    "accept": remarks.accept,
    "editor": remarks.edit,
    "remove": remarks.remove,
    "move": remarks.move,
    "undo": remarks.undo,
    "redo": remarks.redo,
    "history": reviewing.history,
    "restore": reviewing.restore,
    "problems": reviewing.problems,
    "review": reviewing.review,
    "complete": reviewing.complete,
    "reopen": reviewing.reopen,
    "export": documents.export,
    "import": documents.bring_in,
    "letter": letters.letter,
    "reply": letters.reply,
    "split": packets.split,
    "merge": packets.merge,
    "save": keeping.save,
    "elsewhere": keeping.elsewhere,
    "both": keeping.both,
    "copy": keeping.copy,
    "quit": keeping.leave,
}
SHORT = {
    "?": "help",
    "h": "help",
    "b": "back",
    "c": "confirm",
    "n": "next",
    "p": "previous",
    "g": "goto",
    "f": "footnotes",
    "m": "missing",
    "r": "review",
    "u": "undo",
    "q": "quit",
}
"""Names that are typed often; of the others, so many letters as tell them apart will do."""


def named(name: str) -> list[str]:
    """The commands that a name, or the beginning of one, may mean."""
    if name in COMMANDS or name in SHORT:
        return [SHORT.get(name, name)]
    return [one for one in COMMANDS if name and one.startswith(name)]
