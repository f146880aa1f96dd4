"""What stands behind a wording, split into the parts of the item that it asks for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from lgq_tui.core.answer_types import ANSWER_TYPES, Context
from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message
from lgq_tui.core.validation import validator
from lgq_tui.imports.placing.addresses import Address, addresses_in
from lgq_tui.imports.placing.dates import day_in
from lgq_tui.imports.placing.findings import Findings
from lgq_tui.imports.placing.flow import Span
from lgq_tui.imports.placing.folding import folded
from lgq_tui.imports.placing.mixing import Mixed
from lgq_tui.imports.placing.numbers import percentages_in
from lgq_tui.imports.placing.prose import prose, without_bullet
from lgq_tui.imports.placing.regions import Region, around
from lgq_tui.imports.placing.ticks import ticks_in
from lgq_tui.imports.placing.words import (
    holds_answer,
    is_nothing,
    points_elsewhere,
    reason_for_none,
)

_BLANKS = re.compile(r"_{3,}|\.{4,}|…{2,}")
"""Lines to write on, which nobody wrote."""
_MAIL_SIGN = r"[^\s@<>()\[\],;:\"]"
_MAIL = re.compile(
    rf"{_MAIL_SIGN}{{1,64}}@{_MAIL_SIGN}{{1,255}}\.{_MAIL_SIGN}{{0,63}}[^\s@<>()\[\],;:\".]"
)
_PHONE = re.compile(r"\d[\d ().\-]{5,30}\d")
_LABELLED = re.compile(r"((?:[\w-]{1,20}[ \t]){0,2}[\w-]{1,20})[ \t]?[:：]")
_NUMBERS = frozenset({"percentage", "decimal", "integer"})
_LONGEST_AND = 3
"""Folded signs of what stands between addresses."""
_CONTEXT = Context()


class Splitter:
    """Fills the parts of items out of regions; `labels` are the short ones of the form, folded."""

    def __init__(self, findings: Findings, labels: Collection[str] = ()) -> None:
        self.findings, self._flow, self._labels = findings, findings.flow, labels

    def fill(self, slots: Sequence[Item], region: Region, whole: Item | None = None) -> None:
        """Find answers to the slots in a region, in which nothing says which part is which.

        `whole` is the group that the slots are all of, if they are.
        """
        lines = self.lines(region.span)
        if not lines or not slots:
            return
        if len(slots) == 1 and slots[0].type != "yes_no":
            self._one(slots[0], Region(around(lines), region.score))
            return
        Mixed(self, slots, lines, region.score, whole).fill()

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
            self.text(item, text, region)
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
            if item.type in _NUMBERS and is_nothing(text):
                doubt = doubt or Message("import.doubt.zero", {"text": text})
            if fits:
                self.findings.propose(item, None, region.span, region.score, doubt, reason)
            else:
                self.findings.doubt(item, "says_none", region.span, text=text)
            return True
        if points_elsewhere(text):
            self.findings.doubt(item, "elsewhere", region.span, text=text)
            return True
        return False

    def text(self, item: Item, text: str, region: Region) -> None:
        """Propose running text; boxes, or a question with its answer, may belong elsewhere."""
        is_more = bool(ticks_in(text)) or holds_answer(text)
        doubt = Message("import.doubt.more_text") if is_more else None
        self.findings.propose(item, text, region.span, region.score, doubt)

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
        if item.type == "text" and self._has_label(text):
            doubt = doubt or Message("import.doubt.more_text")
        if item.type == "phone" and len(_PHONE.findall(text)) > 1:
            doubt = doubt or Message("import.doubt.more_text")
        self.value(item, " ".join(text.split()), Region(first, region.score), doubt)

    def _has_label(self, text: str) -> bool:
        """Whether the label of another part stands in a line, with what it asks for behind it."""
        for found in _LABELLED.finditer(text):
            words = found[1].split()
            if any(folded(" ".join(words[at:])) in self._labels for at in range(len(words))):
                return True
        return False

    def value(self, item: Item, text: str, region: Region, doubt: Message | None = None) -> None:
        """Propose what a text says in answer to an item that takes one."""
        kind = ANSWER_TYPES[item.type]
        day = day_in(text) if item.type == "date" else None
        value = kind.parse(day or text, item)
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
                self.value(item, text, region, doubt)
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
        return _BLANKS.sub("", prose(self._flow, span)).strip()

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
