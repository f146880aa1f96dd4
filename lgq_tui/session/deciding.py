"""What becomes of each proposal of a document, as somebody goes through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lgq_tui.core.definition import Item
from lgq_tui.core.interview import Interview
from lgq_tui.core.messages import Message
from lgq_tui.core.paths import as_text, item_path
from lgq_tui.core.proposals import Doubt, Left, Placement, Proposal, Reply
from lgq_tui.session import importing, retyping

ACCEPTED, REFUSED, UNDECIDED = "accepted", "refused", "undecided"

Entry = Proposal | Doubt | Reply | Left | Message
_ABOUT = (Proposal, Doubt, Reply)
"""What is about an item."""


class Decisions:
    """The proposals of one form that would change a response, what is asked, what was replied, what
    has to be told, and what is left over.

    A doubt counts as accepted from the beginning: unless it is refused, the respondent is asked. A
    reply is taken whatever is decided; where an answer is proposed by it, it has no entry besides.
    """

    def __init__(self, document: Path, form: Placement, interview: Interview) -> None:
        self.document, self.form = document, form
        self.questionnaire = interview.questionnaire
        self.share = form.share
        doubts = [one for one in form.doubts if not importing.is_settled(one, interview)]
        order = self.questionnaire.ordinals
        proposals = importing.open_proposals(form, interview)
        proposed = {one.path for one in proposals}
        replies = [one for one in form.replies if one.path not in proposed]
        about: list[Proposal | Doubt | Reply] = [*proposals, *doubts, *replies]
        about.sort(key=lambda one: order.get(item_path(one.path), 0))
        self.entries: list[Entry] = [*about, *form.told, *form.left]
        self._decided = [
            UNDECIDED if isinstance(one, Proposal) else ACCEPTED for one in self.entries
        ]

    def of(self, index: int) -> str:
        """What was decided on an entry."""
        return self._decided[index]

    def decide(self, index: int, what: str) -> None:
        """Accept or refuse an entry, or leave it open again."""
        if isinstance(self.entries[index], Proposal | Doubt):
            self._decided[index] = what

    def accept_certain(self) -> None:
        """Accept all that are certain and not decided."""
        for index, one in enumerate(self.entries):
            if isinstance(one, Proposal) and one.is_certain and self.of(index) == UNDECIDED:
                self.decide(index, ACCEPTED)

    def change(self, index: int, value: Any) -> None:
        """Put another value in the place of a proposed one, or an answer in that of a doubt; it is
        accepted by that."""
        one = self.entries[index]
        assert isinstance(one, _ABOUT)
        if isinstance(one, Proposal) and one.note is not None:
            self.entries[index] = Proposal(one.path, None, one.quote, note=value)
        else:
            self.entries[index] = Proposal(one.path, value, one.quote)
        self.decide(index, ACCEPTED)

    def next_open(self, index: int) -> int | None:
        """The next entry that is not decided, from the beginning again at the end."""
        count = len(self.entries)
        order = [*range(index + 1, count), *range(index + 1)]
        return next((one for one in order if self._is_open(one)), None)

    @property
    def open(self) -> int:
        """How many are not decided."""
        return sum(map(self._is_open, range(len(self.entries))))

    @property
    def is_begun(self) -> bool:
        """Whether anything was decided that would be lost."""
        return any(
            isinstance(one, Proposal) and self.of(index) != UNDECIDED
            for index, one in enumerate(self.entries)
        )

    def _is_open(self, index: int) -> bool:
        return isinstance(self.entries[index], Proposal) and self.of(index) == UNDECIDED

    @property
    def accepted(self) -> Sequence[Proposal]:
        return [one for one in self._accepted() if isinstance(one, Proposal)]

    @property
    def asked(self) -> Sequence[Doubt]:
        """The doubts that become queries."""
        return [one for one in self._accepted() if isinstance(one, Doubt)]

    @property
    def left(self) -> Sequence[Left]:
        """What fits nowhere."""
        return [one for one in self.entries if isinstance(one, Left)]

    def _accepted(self) -> Iterator[Entry]:
        pairs = zip(self.entries, self._decided, strict=True)
        return (one for one, decided in pairs if decided == ACCEPTED)

    # --- changing ------------------------------------------------------------------------------

    def has_item(self, index: int) -> bool:
        """Whether an entry is about an item that the questionnaire has."""
        one = self.entries[index]
        return isinstance(one, _ABOUT) and item_path(one.path) in self.questionnaire.by_path

    def item(self, index: int) -> Item:
        """The item that an entry is about."""
        one = self.entries[index]
        assert isinstance(one, _ABOUT)
        return self.questionnaire.by_path[item_path(one.path)]

    def typed(self, index: int) -> str | None:
        """An entry as it would be typed, of a list an entry a line; None where that cannot be."""
        item, one = self.item(index), self.entries[index]
        if isinstance(one, Proposal) and one.note is not None:
            return one.note
        if not retyping.can_be_typed(item):
            return None
        if isinstance(one, Reply) and item.path in self.questionnaire.listed:
            return None
        return retyping.typed(item, one.value if isinstance(one, Proposal) else None)

    def is_note(self, index: int) -> bool:
        """Whether it is a note, which has no answer's form."""
        one = self.entries[index]
        return isinstance(one, Proposal) and one.note is not None

    def parsed(self, index: int, text: str) -> Any:
        """The value of what was typed instead; None for nothing."""
        item = self.item(index)
        if self.is_note(index):
            return text or None
        return retyping.parsed(item, text)

    def name(self, index: int) -> str:
        """What an entry is about, "" for what is about no item."""
        one = self.entries[index]
        return importing.named(self.questionnaire, one) if isinstance(one, _ABOUT) else ""

    def key(self, index: int) -> str:
        """The path of its item as text."""
        one = self.entries[index]
        return as_text(one.path) if isinstance(one, _ABOUT) else ""

    def is_reply(self, one: Entry) -> bool:
        """Whether words of an entry go into the thread of a query in any case."""
        replied = {reply.path for reply in self.form.replies}
        return isinstance(one, _ABOUT) and one.path in replied
