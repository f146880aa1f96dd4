"""What stands behind a wording, split into the parts of the item that it asks for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from lgq_tui.core.answer_types import ANSWER_TYPES, Context
from lgq_tui.core.conditions import Matches
from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message
from lgq_tui.core.validation import validator
from lgq_tui.imports.placing.addresses import Address, addresses_in
from lgq_tui.imports.placing.boxes import Boxes, boxes_in
from lgq_tui.imports.placing.findings import Findings
from lgq_tui.imports.placing.flow import Span
from lgq_tui.imports.placing.folding import folded
from lgq_tui.imports.placing.numbers import percentages_in, without_percentages
from lgq_tui.imports.placing.prose import prose, without_bullet
from lgq_tui.imports.placing.words import (
    is_answer,
    is_nothing,
    points_elsewhere,
    reason_for_none,
    yes_or_no,
)

SURE, LIKELY, VAGUE = 1.0, 0.8, 0.5

_BLANKS = re.compile(r"_{3,}|\.{4,}|…{2,}")
"""Lines to write on, which nobody wrote."""
_MAIL_SIGN = r"[^\s@<>()\[\],;:\"]"
_MAIL = re.compile(
    rf"{_MAIL_SIGN}{{1,64}}@{_MAIL_SIGN}{{1,255}}\.{_MAIL_SIGN}{{0,63}}[^\s@<>()\[\],;:\".]"
)
_DECIMAL = re.compile(r"\d{1,3}(?:[.,]\d{1,4})?")
_SAYS = re.compile(r"[\w()]")
"""What is more than a link and its marks: a link in brackets is part of a sentence."""
_LONGEST_AND = 3
LINES = frozenset(
    {"text", "email", "phone", "date", "country", "integer", "decimal", "select_one"}
)
"""Types whose answers are one line."""
_CONTEXT = Context()


class Region(NamedTuple):
    """Where an answer is looked for, and how sure it is (0 to 1) that it is the right place."""

    span: Span
    score: float


class Splitter:
    """Fills the parts of items out of regions."""

    def __init__(self, findings: Findings, words: Collection[str]) -> None:
        self.findings, self._flow, self._words = findings, findings.flow, words

    def fill(self, slots: Sequence[Item], region: Region, whole: Item | None = None) -> None:
        """Find answers to the slots in a region, in which nothing says which part is which.

        `whole` is the group that the slots are all of, if they are.
        """
        lines = self.lines(region.span)
        if not lines or not slots:
            return
        if len(slots) == 1 and slots[0].type != "yes_no":
            self._one(slots[0], Region(_around(lines), region.score))
            return
        _Mixed(self, slots, lines, region.score, whole).fill()

    # --- one part ------------------------------------------------------------------------------

    def _one(self, item: Item, region: Region) -> None:
        if item.is_group:
            return  # a list of them has no text of its own
        text = self.prose(region.span)
        if self.says_none(item, text, region):
            return
        if item.type == "url":
            self.links(item, region, alone=True)
        elif item.type == "paragraph":
            self.findings.propose(item, text, region.span, region.score)
        elif item.type == "percentage":
            self.percentage(item, text, region)
        elif item.type in ("select_one", "select_multiple"):
            self._choice(item, text, region)
        else:
            self._line(item, region)

    def says_none(self, item: Item, text: str, region: Region) -> bool:
        """Take words that stand for no answer, or point elsewhere; whether it was that."""
        reason = reason_for_none(text)
        if reason is not None:
            is_dash = not folded(text)
            fits = reason in item.missing_reasons
            doubt = Message("import.doubt.dash") if is_dash or not fits else None
            if fits:
                self.findings.propose(item, None, region.span, region.score, doubt, reason)
            else:
                self.findings.doubt(item, "says_none", region.span, text=text)
            return True
        if points_elsewhere(text):
            self.findings.doubt(item, "elsewhere", region.span, text=text)
            return True
        return False

    def _line(self, item: Item, region: Region) -> None:
        """An answer of one line: what stands first, up to the end of its passage."""
        lines = self._passages(region.span)
        first = lines[0]
        text = without_bullet(self.prose(first)).strip(" *")
        doubt = Message("import.doubt.more_text") if len(lines) > 1 else None
        if item.type == "email" and (mail := _MAIL.search(text)):
            rest = text.replace(mail[0], "")
            doubt = doubt or (Message("import.doubt.more_text") if folded(rest) else None)
            text = mail[0]
        self.value(item, " ".join(text.split()), Region(first, region.score), doubt)

    def value(self, item: Item, text: str, region: Region, doubt: Message | None = None) -> None:
        """Propose what a text says in answer to an item that takes one."""
        kind = ANSWER_TYPES[item.type]
        value = kind.parse(text, item)
        if value is None:
            return
        if not validator(kind.schema(item)).is_valid(value):
            doubt = doubt or kind.explain(value, item)
            better = kind.suggest(value, item, _CONTEXT)
            if better is not None and doubt.key != "date.ambiguous":
                value = better
        value = [value] if item.repeat else value
        self.findings.propose(item, value, region.span, region.score, doubt)

    def _choice(self, item: Item, text: str, region: Region) -> None:
        kind = ANSWER_TYPES[item.type]
        value = kind.parse(text, item)
        if validator(kind.schema(item)).is_valid(value):
            self.findings.propose(item, value, region.span, region.score)
        else:
            self.findings.doubt(item, "no_choice", region.span, text=text)

    # --- what is found in running text ------------------------------------------------------------

    def links(self, item: Item, region: Region, alone: bool = False) -> Sequence[Address]:
        """The addresses of a region as the answer; `alone`, that nothing else is asked there."""
        found = addresses_in(self._flow, region.span)
        if not found:
            if alone:
                self.value(item, " ".join(self.prose(region.span).split()), region)
            return found
        kind = ANSWER_TYPES[item.type]
        schema = validator(kind.schema(item))
        texts = list(dict.fromkeys(one.text for one in found))
        doubt = None
        for number, text in enumerate(texts):
            if not schema.is_valid(text):
                doubt = Message("import.doubt.mended", {"text": text})
                texts[number] = str(kind.suggest(text, item, _CONTEXT) or text)
        if any(one.mended for one in found):
            mended = next(one.text for one in found if one.mended)
            doubt = Message("import.doubt.mended", {"text": mended})
        elif any(one.is_cut for one in found):
            doubt = Message("import.doubt.cut_link")
        elif alone and self._has_more(region.span, found):
            doubt = doubt or Message("import.doubt.more_text")
        if not item.repeat and len(texts) > 1:
            self.findings.doubt(item, "several", region.span, count=len(texts))
            return found
        span = Span(found[0].span.start, found[-1].span.end) if not alone else region.span
        value = texts if item.repeat else texts[0]
        self.findings.propose(item, value, span, region.score, doubt)
        return found

    def _has_more(self, span: Span, found: Sequence[Address]) -> bool:
        """Whether there is more than addresses, and words such as "and" between them."""
        ends = [span.start, *(one.span.end for one in found)]
        begins = [*(one.span.start for one in found), span.end]
        gaps = (Span(end, max(begin, end)) for end, begin in zip(ends, begins, strict=True))
        return any(len(folded(self._flow.words(gap))) > _LONGEST_AND for gap in gaps)

    def percentage(self, item: Item, text: str, region: Region) -> None:
        """The one percentage of a text; of several, nobody can tell which is meant."""
        found = percentages_in(text)
        kind = ANSWER_TYPES[item.type]
        if not found:
            value = kind.parse(text, item)
            if isinstance(value, int | float):
                # What is so small may be a share of 1.
                doubt = Message("import.doubt.share_of_one") if 0 < value <= 1 else None
                self.findings.propose(item, value, region.span, region.score, doubt)
            else:
                self.findings.doubt(item, "no_number", region.span)
            return
        if len({one.text for one in found}) > 1:
            numbers = ", ".join(f"{one.text}" for one in found)
            self.findings.doubt(item, "several_numbers", region.span, numbers=numbers)
            return
        inexact = Message("import.doubt.inexact") if found[0].is_inexact else None
        self.value(item, found[0].text, region, inexact)

    # --- text ----------------------------------------------------------------------------------

    def prose(self, span: Span) -> str:
        """The text of a span, without lines to write on."""
        return _BLANKS.sub("", prose(self._flow, span, self._words)).strip()

    def lines(self, span: Span) -> list[Span]:
        """The lines of a span that say something."""
        lines: list[Span] = []
        for seen in self._flow.seen(span):
            start = seen.start
            for part in self._flow.text[seen.start : seen.end].split("\n"):
                if _BLANKS.sub("", part).strip():
                    lines.append(Span(start, start + len(part)))
                start += len(part) + 1
        return lines

    def _passages(self, span: Span) -> list[Span]:
        """The same lines, those together that a page alone has broken."""
        joined: list[Span] = []
        for line in self.lines(span):
            end = joined[-1].end if joined else -1
            if self._flow.text[end : line.start] == "\n" and self._flow.breaks_softly(end):
                joined[-1] = Span(joined[-1].start, line.end)
            else:
                joined.append(line)
        return joined


class _Mixed:
    """Several parts in one region: what each of them can be is taken out of it in turn."""

    def __init__(
        self,
        splitter: Splitter,
        slots: Sequence[Item],
        lines: Sequence[Span],
        score: float,
        whole: Item | None,
    ) -> None:
        self._splitter, self._findings = splitter, splitter.findings
        self._flow = splitter.findings.flow
        self._slots, self._lines, self._score, self._whole = slots, list(lines), score, whole
        self._said: bool | None = None

    def fill(self) -> None:
        yes_no, paragraph = self._slot("yes_no"), self._slot("paragraph")
        said = self._yes_or_no(yes_no) if yes_no is not None else 0
        if not self._lines:
            return
        rest = self._rest(said)
        if self._stands_for_none(rest):
            return
        percentage = self._slot("percentage")
        if percentage is not None and not self._is_settled(percentage):
            self._splitter.percentage(percentage, self._splitter.prose(rest.span), self._near(rest))
        links = self._slot("url")
        found = self._splitter.links(links, rest) if links is not None else ()
        if paragraph is not None:
            self._explanation(paragraph, rest, found)
        elif (text := self._only_text()) is not None:
            self._splitter.fill([text], rest)

    def _only_text(self) -> Item | None:
        """The part that is a line of text; of several lines nobody knows which a text is."""
        lines = [item for item in self._slots if item.type in LINES]
        return lines[0] if len(lines) == 1 and lines[0].type == "text" else None

    def _is_settled(self, percentage: Item) -> bool:
        """Whether nothing has to be asked: it is there, or not asked for after a no."""
        if self._findings.has(percentage):
            return True
        asker = self._slot("yes_no")
        is_asked = asker is None or percentage.relevant != Matches(asker.path, {"const": True})
        named = any(percentages_in(self._flow.words(line)) for line in self._lines)
        return not is_asked and self._said is False and not named

    def _slot(self, kind: str) -> Item | None:
        return next((item for item in self._slots if item.type == kind), None)

    def _rest(self, said: int) -> Region:
        """What is left, without a yes or no that stands alone at its beginning."""
        span = _around(self._lines)
        return Region(Span(span.start + said, span.end), self._score)

    def _near(self, rest: Region) -> Region:
        """The line of a percentage, where there is one."""
        for line in self._lines:
            if percentages_in(self._flow.words(line)):
                return Region(line, rest.score)
        return rest

    # --- yes or no -----------------------------------------------------------------------------

    def _yes_or_no(self, item: Item) -> int:
        """Find the answer in boxes, or at the beginning of the text; how much of that is no more
        than yes or no."""
        boxes, spans = self._boxes()
        first = self._flow.words(self._lines[0]) if self._lines else ""
        said = None if self._says_none() else yes_or_no(first)
        is_all = said is not None and not folded(first[said.length :])
        if boxes is not None:
            if is_all:
                spans.append(self._lines.pop(0))
            self._of_boxes(item, boxes, _around(spans), said.value if said else None)
            return 0
        if said is None:
            if not self._says_none():
                self._findings.doubt(item, "neither", _around(self._lines))
            return 0
        line = self._lines[0]
        self._said = said.value
        self._findings.propose(item, said.value, line, self._score)
        if is_all:
            self._lines.pop(0)
        return said.length if said.alone and not is_all else 0

    def _boxes(self) -> tuple[Boxes | None, list[Span]]:
        """The lines of boxes at the beginning, which are taken out of the region."""
        boxes: Boxes | None = None
        spans: list[Span] = []
        while self._lines:
            found = boxes_in(self._flow.words(self._lines[0]))
            is_form = found is not None and (found.has_ticks or len(found.there) > 1)
            if found is None or not is_form:
                break
            boxes = found if boxes is None else boxes.and_also(found)
            spans.append(self._lines.pop(0))
        return boxes, spans

    def _of_boxes(self, item: Item, boxes: Boxes, span: Span, said: bool | None) -> None:
        if len(boxes.ticked) == 1:
            (value,) = boxes.ticked
            differs = said is not None and said != value
            doubt = Message("import.doubt.contradicts") if differs else None
            self._said = value
            self._findings.propose(item, value, span, self._score, doubt)
        elif boxes.ticked:
            self._findings.doubt(item, "both_ticked", span)
        elif said is not None:
            doubt = Message("import.doubt.said_in_text")
            self._said = said
            whole = _around([span, *self._lines[:1]])
            self._findings.propose(item, said, whole, VAGUE, doubt)
        else:
            self._findings.doubt(item, "none_ticked" if boxes.has_ticks else "lost_tick", span)

    # --- no answer -----------------------------------------------------------------------------

    def _says_none(self) -> bool:
        if not self._lines:
            return False
        text = self._splitter.prose(_around(self._lines))
        if is_answer(text):
            return False
        return reason_for_none(text) is not None or points_elsewhere(text)

    def _stands_for_none(self, rest: Region) -> bool:
        text = self._splitter.prose(rest.span)
        if reason_for_none(text) is None and not points_elsewhere(text):
            return False
        open_slots = [item for item in self._slots if not self._findings.has(item)]
        if not open_slots:
            return False
        asker = self._slot("yes_no")
        if asker in open_slots and asker is not None and is_nothing(text):
            doubt = Message("import.doubt.none_said", {"text": text})
            self._findings.propose(asker, False, rest.span, VAGUE, doubt)
            return True
        is_all = self._whole is not None and len(open_slots) == len(self._slots)
        item = self._whole if is_all and self._whole else open_slots[0]
        return self._splitter.says_none(item, text, rest)

    # --- text ----------------------------------------------------------------------------------

    def _explanation(self, item: Item, rest: Region, found: Sequence[Address]) -> None:
        """The text, without lines at its ends that are links and nothing else."""
        start = rest.span.start
        lines = [Span(max(one.start, start), one.end) for one in self._lines if one.end > start]
        if len(lines) > 1 and self._is_percentage(self._flow.words(lines[0]).strip()):
            lines.pop(0)
        links = [self._is_link(line, found) for line in lines]
        # An address that begins in a line of text ends in it.
        for one in found:
            parts = [n for n, line in enumerate(lines) if _overlap(one.span, line)]
            if not all(links[n] for n in parts):
                links = [is_link and n not in parts for n, is_link in enumerate(links)]
        while lines and links[0]:
            lines, links = lines[1:], links[1:]
        while lines and links[-1]:
            lines, links = lines[:-1], links[:-1]
        if not lines:
            return
        span = _around(lines)
        text = self._splitter.prose(span)
        if folded(text) and not self._is_percentage(text) and not self._is_all(span, found):
            self._findings.propose(item, text, span, rest.score)

    def _is_percentage(self, text: str) -> bool:
        """Whether a text is the percentage that was taken, and nothing else."""
        is_one = len(percentages_in(text)) == 1 and not folded(without_percentages(text))
        return self._slot("percentage") is not None and (is_one or _DECIMAL.fullmatch(text) is not None)

    def _is_all(self, span: Span, found: Sequence[Address]) -> bool:
        """Whether a text is yes or no, with addresses, and nothing else."""
        text = list(self._flow.text[span.start : span.end])
        for one in found:
            start, end = max(one.span.start, span.start), min(one.span.end, span.end)
            text[start - span.start : max(end - span.start, 0)] = " " * max(end - start, 0)
        rest = "".join(text)
        said = yes_or_no(rest)
        return bool(found) and said is not None and not folded(rest[said.length :])

    def _is_link(self, line: Span, found: Sequence[Address]) -> bool:
        text = list(self._flow.text[line.start : line.end])
        inside = [one for one in found if one.span.start < line.end and line.start < one.span.end]
        for one in inside:
            start, end = max(one.span.start, line.start), min(one.span.end, line.end)
            text[start - line.start : end - line.start] = " " * (end - start)
        return bool(inside) and not _SAYS.search("".join(text))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _around(spans: Sequence[Span]) -> Span:
    """From the first to the last of several spans."""
    return Span(spans[0].start, spans[-1].end)


def leaves_of(item: Item) -> Iterator[Item]:
    """What is answered in an item, details of choices aside; a list of groups as one."""
    if item.is_group and not item.repeat:
        for part in item.items:
            if part.detail_of is None:
                yield from leaves_of(part)
    else:
        yield item
