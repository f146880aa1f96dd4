"""A reply, divided by the numbers of the letter that it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lgq_tui.core.messages import Message
from lgq_tui.core.proposals import Left, Place
from lgq_tui.imports.placing.folding import folded
from lgq_tui.imports.replies.cutting import Cut, cut, without_general
from lgq_tui.imports.replies.letters import Outgone, Question, shape_of
from lgq_tui.imports.replies.lines import (
    Line,
    beside,
    left_of,
    lines_of,
    without_attribution,
    without_blank_ends,
    without_farewell,
    words_of,
)
from lgq_tui.imports.replies.references import codes_in
from lgq_tui.imports.source import Source

_NUMBER = r"[^\W_][\w.-]{0,60}(?:/\d{1,4})?"
_BRACKETED = re.compile(rf"[\s*_#>•·\-–(]{{0,12}}\[\s?(?P<label>{_NUMBER})\s?\][*_]{{0,3}}")
_BARE = re.compile(
    r"[\s*_#•·\-–(]{0,12}(?P<word>[^\W\d]{1,12}\.?[ ])?"
    r"(?P<label>[^\W_][\w.-]{0,60}?(?:/\d{1,4})?)\)?[*_]{0,3}"
    r"(?P<end>\s?[:：=]|\.?\s[-–—]\s|\.?(?=\s)|\)|$)"
)


class Piece(NamedTuple):
    """What was said to one question."""

    question: Question
    lines: Sequence[Line]

    @property
    def words(self) -> str:
        return words_of(self.lines)

    @property
    def place(self) -> Place:
        return self.lines[0].place


class Sorted(NamedTuple):
    """What a reply says to each question; the questions that stand there without a word below;
    what has to be told; what is left over; and the codes of responses that it names."""

    pieces: tuple[Piece, ...] = ()
    empty: tuple[Question, ...] = ()
    told: tuple[Message, ...] = ()
    left: tuple[Left, ...] = ()
    codes: frozenset[str] = frozenset()


def sorted_out(source: Source, letters: Outgone) -> Sorted:
    """What a reply says to the letters of a response."""
    return _Sorting(source, letters).done()


class _Block(NamedTuple):
    """The lines behind one number, without it; whether what follows them is quoted deeper."""

    label: str
    lines: Sequence[Line]
    is_above: bool


class _Sorting:
    def __init__(self, source: Source, letters: Outgone) -> None:
        self._source, self._letters = source, letters
        self._lines = lines_of(source)
        self._codes = codes_in(source, letters.questionnaire)
        self._said: dict[tuple[str, int], tuple[Question, list[Line]]] = {}
        self._shown: dict[tuple[str, int], Question] = {}
        self._told: dict[tuple[str, str], Message] = {}
        self._left: list[Line] = []

    def done(self) -> Sorted:
        above, blocks = self._divided()
        self._above(above, is_all=not blocks)
        for block in blocks:
            self._block(block)
        pieces = tuple(
            Piece(question, [*without_blank_ends(lines)])
            for question, lines in self._said.values()
            if words_of(lines)
        )
        known = {(one.question.item, one.question.number) for one in pieces}
        empty = tuple(one for place, one in self._shown.items() if place not in known)
        if not pieces and not empty and not self._told:
            self._tell("none")
        left = sorted(left_of(self._left), key=_where)
        left += beside(self._source)
        return Sorted(pieces, empty, tuple(self._told.values()), tuple(left), self._codes)

    # --- dividing ------------------------------------------------------------------------------

    def _divided(self) -> tuple[Sequence[Line], list[_Block]]:
        """The lines above the first number in brackets, and those behind each of them."""
        starts = [(at, end) for at, line in enumerate(self._lines) if (end := self._begins(line))]
        blocks = []
        stops = [*(at for at, _ in starts[1:]), len(self._lines)]
        for (at, end), stop in zip(starts, stops, strict=False):
            line, following = self._lines[at], self._lines[stop : stop + 1]
            found = _BRACKETED.match(line.text)
            assert found is not None
            first = line._replace(text=line.text[end:], links=(), begins=True)
            lines = [first, *self._lines[at + 1 : stop]]
            is_above = any(one.depth > line.depth for one in (*lines, *following))
            blocks.append(_Block(found["label"], lines, is_above))
        first_at = starts[0][0] if starts else len(self._lines)
        return self._lines[:first_at], blocks

    def _begins(self, line: Line) -> int:
        """Where what stands behind a number begins; 0 where a line begins with none."""
        found = _BRACKETED.match(line.text)
        if found is None:
            return 0
        is_one = found["label"].casefold() in self._letters.by_label
        return found.end() if is_one or self._looks_like_one(found["label"]) else 0

    def _looks_like_one(self, label: str) -> bool:
        is_number = label.casefold() in self._letters.numbers
        return is_number or shape_of(label.casefold()) in self._letters.shapes

    # --- what stands behind a number -----------------------------------------------------------

    def _block(self, block: _Block) -> None:
        depth = block.lines[0].depth
        lines = [line for line in block.lines if line.depth <= depth]
        question = self._question(block, lines)
        found = cut(lines, self._letters, question)
        is_above = block.is_above or bool(found.rest)
        said = self._trimmed(without_attribution(found.said) if is_above else found.said)
        self._left += [*found.doubtful, Line("")]
        self._after(found, depth)
        if not found.is_copy and said:
            said = [said[0], *self._refer(said[1:])]
        if question is None or not question.is_open:
            self._stray(block.label, question, said)
            return
        place = question.item, question.number
        if found.is_copy:
            self._shown[place] = question
        if words_of(said):
            known = self._said.setdefault(place, (question, []))[1]
            known += [Line(""), *said] if known else said

    def _question(self, block: _Block, lines: Sequence[Line]) -> Question | None:
        """The query that a number means; where two have the same, that whose words stand there."""
        found = self._letters.by_label.get(block.label.casefold(), ())
        if len(found) < 2:
            return found[0] if found else None
        signs = folded("\n".join(line.text for line in lines))
        shown = [one for one in found if folded(one.query) in signs]
        if len(shown) == 1:
            return shown[0]
        self._tell("several", block.label)
        return None

    def _stray(self, label: str, question: Question | None, said: Sequence[Line]) -> None:
        """What was said to a number that nobody waits for."""
        if question is None and ("several", label) not in self._told:
            self._tell("unknown", label)
        elif question is not None and words_of(said):
            self._tell("closed", label)
        if words_of(said):
            first, *others = said
            named = first._replace(text=f"[{label}] {first.text.strip()}")
            self._left += [named, *others, Line("")]

    def _after(self, found: Cut, depth: int) -> None:
        """What stands behind a question of the letter and belongs to none; what is quoted there as
        deep as the letter is older than the reply."""
        self._left += [Line(""), *self._rest(found, depth), Line("")]

    def _rest(self, found: Cut, depth: int) -> list[Line]:
        rest = without_general(found.rest, self._letters)
        return [one for one in rest if one.depth < max(depth, 1)]

    def _trimmed(self, lines: Sequence[Line]) -> Sequence[Line]:
        """Lines without a farewell, which is left over."""
        kept, farewell = without_farewell(without_blank_ends(lines))
        self._left += [Line(""), *farewell, Line("")] if farewell else []
        return without_blank_ends(kept)

    # --- above all numbers ---------------------------------------------------------------------

    def _above(self, lines: Sequence[Line], is_all: bool) -> None:
        """What stands above: answers by numbers without brackets, or a few kind words."""
        found = cut(lines, self._letters)
        depth = min((line.depth for line in found.said if self._bare(line)), default=0)
        said: Sequence[Line] = [line for line in found.said if line.depth <= depth]
        if not is_all or found.rest or len(said) < len(found.said):
            said = without_attribution(said)
        self._left += [*self._refer(said), Line("")]
        # Who writes a mail of its own may begin with what the letter refers to.
        self._left += [*self._refer(self._rest(found, depth)), Line("")]

    def _refer(self, lines: Sequence[Line]) -> Sequence[Line]:
        """Take what stands behind numbers without brackets; the lines above the first of them."""
        refs = [(at, one) for at, line in enumerate(lines) if (one := self._bare(line))]
        stops = [*(at for at, _ in refs[1:]), len(lines)]
        for (at, (label, end)), stop in zip(refs, stops, strict=False):
            line = lines[at]
            begin = line._replace(text=line.text[end:].strip(), links=(), begins=True)
            self._referred(label, [begin, *lines[at + 1 : stop]])
        return lines[: refs[0][0]] if refs else lines

    def _referred(self, label: str, lines: Sequence[Line]) -> None:
        found = self._letters.by_label.get(label.casefold(), ())
        waiting = [one for one in self._of_number(label) if one.is_open]
        if found and len(waiting) > 1:
            self._tell("several", label)
            self._stray(label, None, self._trimmed(lines))
        else:
            self._block(_Block(label, lines, is_above=False))

    def _of_number(self, label: str) -> Iterator[Question]:
        """The queries that a number without brackets may mean: `III.3` is that of `III.3/2` too."""
        begin = f"{label.casefold()}/"
        for known, questions in self._letters.by_label.items():
            if known == label.casefold() or known.startswith(begin):
                yield from questions

    def _bare(self, line: Line) -> tuple[str, int] | None:
        """The number without brackets that a line begins with, and where it ends."""
        found = _BARE.match(line.text)
        if found is None or not found["label"]:
            return None
        label, rest = found["label"].rstrip("."), line.text[found.end() :]
        is_plain = not found["end"].strip(" .")  # only a blank behind it
        is_known = label.casefold() in self._letters.by_label
        is_number = is_known and bool(set("./") & set(label)) and not found["word"]
        if is_plain and (not is_number or self._names_more(rest)):
            return None
        if not is_known and shape_of(label.casefold()) not in self._letters.shapes:
            return None
        return label, found.end()

    def _names_more(self, text: str) -> bool:
        """Whether another number stands in the same line: a sentence, and no answer."""
        words = (word.strip(".,;:()[]").casefold() for word in text.split())
        return any(word in self._letters.by_label for word in words)

    def _tell(self, key: str, label: str = "") -> None:
        self._told.setdefault((key, label), Message(f"letter.told.{key}", {"label": label}))


def _where(left: Left) -> tuple[int, int]:
    return left.quote.place.page or 0, left.quote.place.line or 0
