"""What the other responses of a folder say in short texts, to be offered to who types."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.known import TYPES, Known, Text, known_from, texts_of
from lgq_tui.storage import responses
from lgq_tui.storage.desk.files import File, walk
from lgq_tui.storage.desk.index import Index
from lgq_tui.storage.plain import UnreadableError

_MOST_ENTRIES = 5_000
"""Names in a folder that are looked at."""
_MOST_FILES = 300
"""Files that are read, the newest; of others, what a desk has read of them is enough."""
_MOST_BYTES = 1_000_000
"""Of a file that is read."""
_LEAST = 2
"""Letters that have to be there before anything is offered."""
_MOST_TRIED = 1_000
"""Places of the same letters that are looked at."""
_BEFORE = ("https://", "http://", "www.")
"""What stands before the name of a site, and tells nothing of it."""


def known_beside(path: Path, questionnaire: Questionnaire) -> Known:
    """What the responses in the folder of a file say; not for the interface's thread."""
    index = Index(path.parent, questionnaire)
    readings, texts = index.readings(), index.texts()
    try:
        found = walk(path.parent, _MOST_ENTRIES, 0).files
    except OSError:
        found = ()
    unread = [
        file
        for file in found
        if file.is_named
        and 0 < file.stamp[0] <= _MOST_BYTES
        and file.name != path.name
        and (file.name not in readings or readings[file.name].stamp != file.stamp)
    ]
    unread.sort(key=lambda file: file.stamp[1], reverse=True)
    for file in unread[:_MOST_FILES]:
        texts[file.name] = _texts_in(path.parent, file, questionnaire)
    texts.pop(path.name, None)
    return known_from(questionnaire, (text for several in texts.values() for text in several))


def _texts_in(folder: Path, file: File, questionnaire: Questionnaire) -> tuple[Text, ...]:
    try:
        response = responses.read(folder / file.name, questionnaire)
    except UnreadableError:
        return ()
    # What is entered a second time is not to be known to who entered it first.
    return texts_of(questionnaire, response) if response.part is None else ()


class Offers:
    """What a text that is being typed may become: by its first letters, or those of a word in it,
    or of the name of a site."""

    def __init__(self, known: Known) -> None:
        self._by_item = {path: _Texts(texts) for path, texts in known.by_item.items()}
        self._by_type = {name: _Texts(texts) for name, texts in known.by_type.items()}

    def offer(self, item: Item, typed: str) -> str | None:
        """What was answered there elsewhere, else to another item of the type; None for nothing."""
        wanted = typed.casefold()
        for begin in _BEFORE:
            wanted = wanted.removeprefix(begin)
        is_begun = any(begin.startswith(wanted) for begin in _BEFORE)
        if len(wanted) < _LEAST or is_begun or item.type not in TYPES or item.personal:
            return None
        for texts in (self._by_item.get(item.path), self._by_type.get(item.type)):
            found = texts.beginning(wanted) if texts is not None else None
            if found is not None:
                return found if found != typed else None
        return None


class _Texts:
    """Texts in which letters are found quickly: as one long text, and where each begins in it."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        folded = [f"\n{text.casefold()}" for text in texts]
        self._folded = "".join(folded)
        self._starts = [0, *accumulate(map(len, folded))]

    def beginning(self, wanted: str) -> str | None:
        """The first text in which a word begins so."""
        at = self._folded.find(wanted)
        for _ in range(_MOST_TRIED):
            if at < 0:
                break
            if not self._folded[at - 1].isalnum():
                return self._texts[bisect_right(self._starts, at) - 1]
            at = self._folded.find(wanted, at + 1)
        return None
