"""The answers that one of our own documents carries as data, believed where the pages show them.

The data may come from anybody. So it is compared with the pages piece by piece, in order: an answer
counts only if the page shows the same signs right behind what comes before it. Blanks and breaks
are what the page cannot show, and all that the data is needed for.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from lgq_tui.core.proposals import Place
from lgq_tui.core.text import clean
from lgq_tui.imports.pages.boxes import plain
from lgq_tui.imports.pages.signs import Line, Page
from lgq_tui.imports.source import ANSWER, BODY, EMPTY, MISSING, NOTE, TICK, TICKED, Bound

NAME = "lgq-answers.json"
FORMAT = "lgq-answers/1"
MOST_BYTES = 8_000_000
_MOST_PIECES = 100_000
_WORDS = "words"
_FAR, _FAR_LENGTH = 6_000, 8
"""How far ahead words are looked for after a piece that is not shown, if they are so long."""
_CLOSE, _CLOSE_LENGTH = 300, 3
_REPEATED = 10
"""Marks are drawn a second time beside their letter; so many signs back is looked for them."""
_NUMBER = re.compile(r"⟨U\+([0-9A-F]{4,6})⟩")
_LONGEST_BESIDE = 300
"""Signs of a choice, or of the words before a note."""
_BOUND = (ANSWER, TICK, MISSING, NOTE)
_HIDDEN = "\x00"
"""Stands for what is not to be seen; no answer has it."""


Piece = tuple[str, str, str, bool]
"""What it is, the path that it belongs to, its text, and of a box whether it is ticked."""


class Script(NamedTuple):
    """The data: what the pages show, in order."""

    edition: dict[str, str]
    pieces: tuple[Piece, ...]


class Shown(NamedTuple):
    """One sign that a page shows: which line, and which of its signs."""

    sign: str
    line: int
    at: int


def script(content: bytes) -> Script | None:
    """The data of a file, if it is what we write."""
    try:
        data = json.loads(content.decode("utf-8"))
        is_ours = data["format"] == FORMAT
        pieces = tuple(map(_piece, data["pieces"][:_MOST_PIECES]))
        edition = {name: _string(data["questionnaire"][name]) for name in ("id", "version")}
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return Script(edition, pieces) if is_ours else None


def _piece(piece: Any) -> Piece:
    kind, path, text, on = piece
    if not isinstance(on, bool):
        raise TypeError
    return _string(kind), _string(path), clean(_string(text)), on


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def believed(found: Script, pages: Sequence[Page]) -> tuple[list[Bound], list[Page]]:
    """What is bound, and the pages without it."""
    lines = [line for page in pages for line in page.lines]
    reader = _Reader(lines)
    bound = list(reader.read(found.pieces))
    left = iter(reader.left())
    kept = [
        page._replace(lines=tuple(one for one in (next(left) for _ in page.lines) if one.signs))
        for page in pages
    ]
    return bound, kept


class _Reader:
    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._shown = list(_collapsed(_signs(lines)))
        self._text = "".join(one.sign for one in self._shown)
        self._taken: set[tuple[int, int]] = set()
        self._at = 0
        self._is_sure = False
        """Whether all of the page up to here is what the data says."""
        self._before, self._beside = 0, ""
        """Where words begin that only go with what follows, and the path that both have."""
        self._last = ""
        """The path of what was just taken."""

    def read(self, pieces: Sequence[Piece]) -> Iterator[Bound]:
        for kind, path, text, on in pieces:
            folded = _folded((TICKED if on else EMPTY) if kind == TICK else text)
            if not folded:
                continue
            if kind == _WORDS:
                self._pass(folded, path)
                continue
            end = self._end(folded) if self._is_sure else None
            if end is None or kind not in _BOUND:
                self._is_sure, self._beside, self._last = False, "", ""
                continue
            line = self._lines[self._shown[self._at].line]
            self._take(self._before if self._beside == path else self._at, end)
            self._last, self._beside = path, ""
            yield Bound(path, text, kind, on, Place(line.page, line.number))

    def left(self) -> Iterator[Line]:
        """The lines without what was taken."""
        touched = {line for line, _ in self._taken}
        for number, line in enumerate(self._lines):
            yield self._without(line, number) if number in touched else line

    def _without(self, line: Line, number: int) -> Line:
        kept = []
        is_within = False
        for at, sign in enumerate(line.signs):
            if _folded(sign.text):
                is_within = (number, at) in self._taken
            if not is_within:
                kept.append(sign)
        is_blank = not "".join(sign.text for sign in kept).strip()
        return line._replace(signs=() if is_blank else tuple(kept), links=())

    def _pass(self, words: str, path: str) -> None:
        """Words of the form. Those beside an answer go with it: alone they would say nothing."""
        start, end = self._at, self._end(words)
        is_next = end is not None and (self._is_sure or start == 0)
        if end is None:
            end = self._found(words)
        self._is_sure = end is not None
        self._at = self._at if end is None else end
        goes_along = bool(path) and is_next and len(words) <= _LONGEST_BESIDE
        if goes_along and path == self._last:
            self._take(start, self._at)
        elif goes_along:
            self._before, self._beside, self._last = start, path, ""
        else:
            self._beside = self._last = ""

    def _found(self, words: str) -> int | None:
        """Where words end that are not at once there: ours stand between, or something is gone."""
        far = _FAR if len(words) >= _FAR_LENGTH else _CLOSE if len(words) >= _CLOSE_LENGTH else 0
        at = self._text.find(words, self._at, self._at + far + len(words))
        return None if at < 0 else at + len(words)

    def _end(self, folded: str) -> int | None:
        """Where a text ends that begins here."""
        if self._text.startswith(folded, self._at):
            return self._at + len(folded)
        return self._loose_end(folded) if _is_loose(folded) else None

    def _loose_end(self, folded: str) -> int | None:
        """The same for scripts whose signs a page has in another order, or several times; such a
        text ends with a line."""
        end = self._at
        while end < len(self._shown) and end - self._at <= 4 * len(folded) + 20:
            line = self._shown[end].line
            while end < len(self._shown) and self._shown[end].line == line:
                end += 1
            long_enough = end - self._at >= len(folded)
            if long_enough and _is_loosely(folded, self._text[self._at : end]):
                return end
        return None

    def _take(self, start: int, end: int) -> None:
        for one in self._shown[start:end]:
            self._taken.add((one.line, one.at))
        self._at = end


def _signs(lines: Sequence[Line]) -> Iterator[Shown]:
    for number, line in enumerate(lines):
        if line.kind != BODY:
            continue
        for at, sign in enumerate(line.signs):
            for letter in _folded(sign.text) if sign.shown else _HIDDEN:
                yield Shown(letter, number, at)


def _collapsed(shown: Iterator[Shown]) -> Iterator[Shown]:
    """Signs, with one for each that stands there as its number."""
    signs = list(shown)
    text = "".join(one.sign for one in signs)
    done = 0
    for found in _NUMBER.finditer(text):
        yield from signs[done : found.start()]
        first = signs[found.start()]
        for letter in _folded(_letter(found)):
            yield from (
                first._replace(sign=letter),
                *(one._replace(sign="") for one in signs[found.start() + 1 : found.end()]),
            )
        done = found.end()
    yield from signs[done:]


def _letter(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number < 0xE000 else found[0]


def _folded(text: str) -> str:
    """A text without what a page cannot show: blanks, breaks and signs that are never seen."""
    text = plain(_NUMBER.sub(_letter, text))
    letters = unicodedata.normalize("NFKD", text)
    return "".join(one for one in letters if not one.isspace() and not _is_unseen(one))


def _is_unseen(letter: str) -> bool:
    return (
        unicodedata.category(letter) == "Cf"
        or letter in "\u034f\u115f\u1160\u3164"
        or ("\ufe00" <= letter <= "\ufe0f")
    )


def _is_loose(folded: str) -> bool:
    return any(unicodedata.category(one)[0] == "M" or _is_turned(one) for one in folded)


def _is_turned(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL", "AN")


def _is_loosely(folded: str, shown: str) -> bool:
    if any(map(_is_turned, folded)):
        return _has_same_signs(folded, shown)
    return _is_same_but_repeated(folded, shown)


def _has_same_signs(folded: str, shown: str) -> bool:
    """For what is written from the right: the same signs, and Latin words and numbers in order."""
    wanted, there = Counter(folded), Counter(shown)
    if wanted.keys() != there.keys() or any(there[one] < count for one, count in wanted.items()):
        return False
    runs = re.findall(r"[0-9A-Za-z]+", folded)
    return all(run in shown for run in runs)


def _is_same_but_repeated(folded: str, shown: str) -> bool:
    """The same signs in order, where marks may bring their letter once more."""
    at = 0
    for sign in shown:
        if at < len(folded) and folded[at] == sign:
            at += 1
        elif sign not in folded[max(0, at - _REPEATED) : at]:
            return False
    return at == len(folded)
