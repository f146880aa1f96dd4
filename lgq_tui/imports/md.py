"""A document in Markdown: one of our own forms, or any other."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from lgq_tui.core import markdown
from lgq_tui.core.markdown import Mark
from lgq_tui.core.proposals import Place
from lgq_tui.core.text_form.marks import tick
from lgq_tui.imports import mail
from lgq_tui.imports.passages import joined, settled, signed, with_addresses
from lgq_tui.imports.source import (
    ANSWER,
    BODY,
    DELETED,
    EMPTY,
    FOOTNOTE,
    MISSING,
    NOTE,
    TICK,
    TICKED,
    Bound,
    Link,
    Passage,
    Source,
)
from lgq_tui.imports.text_blocks import Line

_KINDS = {markdown.ANSWER: ANSWER, markdown.NOTE: NOTE}
_OURS = re.compile(r"<!-- (?:[/.]|lgq-form|[a-z][\w.\[\]]*(?: | -->))")
_BOX = re.compile(r"(?:^|\n)[^\S\n]*(?:[-*+][^\S\n]+)?(?P<box>\[[^\[\]\n]{0,3}\])", re.MULTILINE)


def read(content: bytes) -> Source:
    """What a document holds; it may come from anybody, and in an e-mail."""
    letter = mail.read(content, lambda line: _OURS.match(line.lstrip(" -*+")) is not None)
    cutter = _Cutter(letter.lines)
    cutter.cut()
    bound, doubtful = settled(cutter.bound)
    passages = [*joined(_passages(cutter.rest)), *doubtful, *signed(letter.signature)]
    return Source(tuple(passages), bound, cutter.edition, soft=True)


class _Cutter:
    """Takes what is bound out of a text, and leaves the rest as lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.bound: list[Bound] = []
        self.rest: list[Line] = []
        self.edition: dict[str, str] | None = None
        self._text = "\n".join(line.text for line in lines)
        self._numbers = [line.number for line in lines] or [1]
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line.text) + 1)

    def cut(self) -> None:
        """Go through the text once."""
        found = list(markdown.marks(self._text))
        at, start = 0, 0
        while at < len(found):
            mark = found[at]
            following = found[at + 1] if at + 1 < len(found) else None
            is_zone = mark.what in _KINDS and following is not None
            if is_zone and following is not None and following.what == markdown.END:
                self._leave(start, mark.start)
                self._answer(mark, following)
                at, start = at + 2, following.end
            else:
                self._leave(start, self._end_before(mark, start))
                at, start = at + 1, mark.end
        self._leave(start, len(self._text))

    def _place(self, position: int) -> Place:
        return Place(line=self._number(position))

    def _number(self, position: int) -> int:
        at = bisect_right(self._starts, position) - 1
        return self._numbers[min(at, len(self._numbers) - 1)]

    def _leave(self, start: int, end: int) -> None:
        """Lines that are nothing of ours."""
        number = self._number(start)
        for text in self._text[start:end].split("\n"):
            number = self._number(start)
            self.rest.append(Line(number, text))
            start += len(text) + 1

    def _answer(self, mark: Mark, end: Mark) -> None:
        lines = [line.rstrip() for line in self._text[mark.end : end.start].split("\n")]
        full = [at for at, line in enumerate(lines) if line]
        if full:
            text = markdown.unescaped(lines[full[0] : full[-1] + 1])
            place = self._place(mark.end + (full[0] > 0))
            self.bound.append(Bound(mark.path, text, _KINDS[mark.what], place=place))

    def _end_before(self, mark: Mark, start: int) -> int:
        """Take what a mark says about the text before it; where the rest of that ends."""
        if mark.what == markdown.EDITION:
            self.edition = self.edition or dict(mark.edition)
        elif mark.what == markdown.TICK:
            return self._tick(mark, start)
        elif mark.what in (markdown.MISSING, markdown.OWN):
            if mark.what == markdown.MISSING:
                place = self._place(mark.start)
                self.bound.append(Bound(mark.path, mark.word, MISSING, place=place))
            return self._begin_of_own(start, mark.start)
        return mark.start

    def _begin_of_own(self, start: int, end: int) -> int:
        """Where a sentence of ours begins, which is set in italics or bold."""
        found = self._text.rfind("\n*", start, end)
        if found < 0 and self._text.startswith("*", start):
            return start
        return found if found >= 0 else end

    def _tick(self, mark: Mark, start: int) -> int:
        boxes = list(_BOX.finditer(self._text, start, mark.start))
        box = tick(boxes[-1]["box"]) if boxes else None
        if box is None or box.on is None:
            return mark.start
        found = boxes[-1]
        place = self._place(found.start("box"))
        self.bound.append(Bound(mark.path, mark.word, TICK, box.on, place))
        label = self._text[found.end("box") : mark.start]
        if mark.sum and markdown.label_sum(label) != mark.sum:
            words = " ".join(label.split())
            self.rest.append(Line(place.line or 0, f"[{'x' if box.on else ' '}] {words}"))
        return found.start()


# Any Markdown ----------------------------------------------------------------------------------

_HEADING = re.compile(r"\s{0,3}#{1,6}(?=\s)")
_RULE = re.compile(r"\s*(?:(?:[-*_]\s*){3,}|=+|\|?\s*:?-{3,}:?\s*(?:\|\s*:?-+:?\s*)*\|?)\s*")
_LONGEST_RULE = 300
_LIST_BOX = re.compile(r"(\s*)(?:[-*+]\s+)?\[\s*([^\[\]\s]?)\s*\](?=\s|$)")
_ROUND_BOX = re.compile(r"(\s*)(?:[-*+]\s+)?\(\s*([xX✓✔])?\s*\)(?=\s)")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:\s*")
_ROW = re.compile(r"\s*\|(.*)\|\s*")
_INLINE = re.compile(
    r"\\(?P<sign>[!-/:-@\[-`{-~])"
    r"|<(?P<auto>(?:https?://|mailto:)[^\s<>]+|[^\s<>@\\:]+@[^\s<>@\\]+\.[^\s<>@\\]+)>"
    r"|!?\[(?P<text>(?:[^\[\]\\]|\\.)*)\]\(\s*<?(?P<url>[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?"
    r"(?:\s+[\"'(][^\"')]*[\"')])?\s*\)"
    r"|(?P<ref>\[\^[^\]\s]+\])"
    r"|(?P<comment><!--[^<>]{0,2000}-->|</?[A-Za-z][^<>]{0,300}>)"
    r"|~~(?P<struck>[^~]+)~~"
    r"|(?P<entity>&#?\w{1,31};)"
    r"|(?P<marks>\*{1,3}|`+|(?<![^\W_])_{1,3}(?=[^\W_])|(?<=[^\W_])_{1,3}(?![^\W_]))"
)


def _passages(lines: Sequence[Line]) -> Iterator[Passage]:
    kind = BODY
    for line in lines:
        text = line.text
        if not text.strip():
            continue
        definition = _FOOTNOTE.match(text)
        if definition is not None:
            kind, text = FOOTNOTE, text[definition.end() :]
        elif not text.startswith(("  ", "\t")):
            kind = BODY
        if definition is None and len(text) <= _LONGEST_RULE and _RULE.fullmatch(text):
            continue
        if (heading := _HEADING.match(text)) is not None:
            text = text[heading.end() :].rstrip().rstrip("#")
        row = _ROW.fullmatch(text)
        for cell in re.split(r"(?<!\\)\|", row[1]) if row else (text,):
            yield from _inline(_boxed(cell), line.number, kind)


def _boxed(text: str) -> str:
    for pattern in (_LIST_BOX, _ROUND_BOX):
        found = pattern.match(text)
        if found is not None:
            box = tick(f"[{found[2] or ''}]")
            if box is not None and box.on is not None:
                return f"{found[1]}{TICKED if box.on else EMPTY}{text[found.end() :]}"
    return text


def _inline(text: str, number: int, kind: str) -> Iterator[Passage]:
    """The words of a line, with its links; what is struck out stands for itself."""
    words, end = "", 0
    links: list[Link] = []
    struck: list[str] = []
    for found in _INLINE.finditer(text):
        words += text[end : found.start()]
        end, start = found.end(), len(words)
        address = found["auto"] or found["url"]
        words += _shown(found)
        if address and not found[0].startswith("!"):
            links.append(Link(start, len(words), address))
        struck += [found["struck"]] if found["struck"] else []
    words += text[end:]
    lead = len(words) - len(words.lstrip())
    place = Place(line=number)
    moved = (Link(one.start - lead, one.end - lead, one.address) for one in links)
    if words.strip():
        yield with_addresses(Passage(words.strip(), place, tuple(moved), kind))
    for one in struck:
        yield Passage(one.strip(), place, (), DELETED)


def _shown(found: re.Match[str]) -> str:
    """What a piece of markup shows."""
    if found["sign"] or found["auto"]:
        return found["sign"] or found["auto"]
    if found["text"] is not None:
        return _plain(found["text"])
    if found["entity"]:
        return html.unescape(found["entity"])
    return "\n" if re.match(r"<br\b", found[0], re.IGNORECASE) else ""


def _plain(text: str) -> str:
    """Words inside a link, without the marks of emphasis."""
    return re.sub(r"\\([!-/:-@\[-`{-~])|[*`]", r"\1", text)
