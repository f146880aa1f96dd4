"""A plain text: one of our own forms, filled by lgq or by hand, or any other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lgq_tui.core import plain_form
from lgq_tui.core.proposals import Place
from lgq_tui.core.text_form import marks
from lgq_tui.imports import mail, md
from lgq_tui.imports.boxes import with_boxes
from lgq_tui.imports.passages import joined, passage, settled, signed, with_addresses
from lgq_tui.imports.plain_form import Filled
from lgq_tui.imports.source import BODY, FOOTNOTE, Bound, Passage, Source
from lgq_tui.imports.text_blocks import Line
from lgq_tui.imports.typed_form import Typed

_LONG = 50
"""Signs of a line that goes on in the next."""
_MARKUP = re.compile(r"\[[^\[\]\n]{1,200}\]\([^()\s]{0,500}\)|\*\*[^\s*][^*\n]{0,200}\*\*")
_LEAST_MARKUP = 5
"""Links and bold words that nobody writes so in a letter."""
_FOOTNOTE = re.compile(r"\s*(?:\[\d{1,2}\]|[¹²³⁴-⁹]{1,2})\s*(?=\S)")


def read(content: bytes) -> Source:
    """What a text holds; it may come from anybody, and in an e-mail."""
    return of_mail(mail.read(content, is_ours), content)


def of_mail(letter: mail.Mail, content: bytes) -> Source:
    """What the lines of a text hold, which is `content` as a whole."""
    lines, edition = _without_edition(letter.lines)
    found, rest = _bound(lines)
    if not found and edition is None and _has_markup(lines):
        return md.read(content)
    bound, doubtful = settled(found)
    passages = [*joined(_passages(rest)), *doubtful, *signed(letter.signature)]
    return Source(tuple(passages), bound, edition, soft=True)


def _has_markup(lines: Sequence[Line]) -> bool:
    """Whether a text is Markdown, as programs make of documents, whatever its name says."""
    found = (one for line in lines for one in _MARKUP.finditer(line.text))
    return next(islice(found, _LEAST_MARKUP - 1, None), None) is not None


def is_ours(line: str) -> bool:
    """Whether a line is one that our own forms have."""
    return marks.anchor(line) is not None or plain_form.anchor(line) is not None


def _without_edition(lines: Sequence[Line]) -> tuple[list[Line], dict[str, str] | None]:
    """The lines without those that name the edition."""
    text = "\n".join(line.text for line in lines)
    found = plain_form.edition_in(text)
    if found is None:
        return list(lines), None
    start, end, edition = found
    first, last = text.count("\n", 0, start), text.count("\n", 0, end)
    before = text[text.rfind("\n", 0, start) + 1 : start]
    is_comment = marks.is_comment(before)
    # The standing of the response is above, in the same paragraph.
    while not is_comment and first > 0 and lines[first - 1].text.strip():
        first -= 1
    kept = [Line(lines[first].number, marks.COMMENT)] if is_comment else []
    return [*lines[:first], *kept, *lines[last + 1 :]], edition


def _bound(lines: Sequence[Line]) -> tuple[list[Bound], list[Line]]:
    """What is bound in one of our forms, and the lines that are not."""
    if any(plain_form.behind_bar(line.text) is not None for line in lines) and any(
        plain_form.anchor(line.text) for line in lines
    ):
        filled = Filled(lines)
        return filled.bound, filled.rest
    if any(map(_is_anchor_below_comment, lines[1:], lines)):
        typed = Typed(lines)
        return typed.bound, typed.rest
    return [], list(lines)


def _is_anchor_below_comment(line: Line, before: Line) -> bool:
    return marks.is_comment(before.text) and marks.anchor(line.text) is not None


def _passages(lines: Sequence[Line]) -> Iterator[Passage]:
    """The lines, each a passage; a footnote with those that are set in below its mark."""
    last: Passage | None = None
    end = length = 0
    for line in lines:
        made = _passage(line)
        goes_on = line.text[:2].isspace() or length >= _LONG
        is_next = line.number == end + 1 and goes_on and made.kind == BODY
        if last is not None and last.kind == FOOTNOTE and is_next and made.text:
            last = _longer(last, made)
        else:
            if last is not None:
                yield with_addresses(last)
            last = made
        end, length = line.number, len(line.text)
    if last is not None:
        yield with_addresses(last)


def _longer(note: Passage, more: Passage) -> Passage:
    return note._replace(text=f"{note.text}\n{more.text}")


def _passage(line: Line) -> Passage:
    note = _FOOTNOTE.match(line.text)
    kind = BODY if note is None else FOOTNOTE
    words = line.text if note is None else line.text[note.end() :]
    made = passage(Line(line.number, with_boxes(words).strip()), kind)
    return made._replace(place=Place(line=line.number))
