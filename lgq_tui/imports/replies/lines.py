"""The lines of a reply: how deep each is quoted, where it stands, and what mail programs and good
manners put around what somebody says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lgq_tui.core.proposals import COMMENT, DELETED, UNPLACED, Left, Place, Quote
from lgq_tui.imports import source as sources
from lgq_tui.imports.mail import bare, levels
from lgq_tui.imports.placing.folding import folded
from lgq_tui.imports.placing.words import is_farewell
from lgq_tui.imports.source import Link, Passage, Source

_FIELD = re.compile(r"\W{0,4}[^\W\d][^:：@]{0,25}[:：]")
_RULE = re.compile(r"\s*(?:[-_=*]{3,}.{0,60}[-_=*]{3,}|[-_=*]{5,})\s*")
_SENT = re.compile(r"@|\d{1,2}[:.h]\d{2}|\b(?:19|20)\d{2}\b")
_CLOCK = re.compile(r"@|\d{1,2}[:.h]\d{2}")
_FILLER = re.compile(r"[\s_.…=*~#|>•·–—-]*")
_LEAST_FIELDS = 3
_MOST_SIGNED, _LONGEST_SIGNED = 8, 60
"""Lines, and signs of each, below a farewell."""
_KINDS = {sources.COMMENT: COMMENT, sources.DELETED: DELETED, sources.FOOTNOTE: UNPLACED}


class Line(NamedTuple):
    """A line without its marks of quotation, of which there were `depth`.

    `begins` where a passage does: a break before any other line may be one of the page.
    """

    text: str
    depth: int = 0
    place: Place = Place()
    links: tuple[Link, ...] = ()
    begins: bool = True

    @property
    def says(self) -> bool:
        """Whether there is more than a rule, or blanks to write on."""
        return bool(folded(self.text)) or (
            _FILLER.fullmatch(self.text) is None or self.text.strip() in ("-", "–", "—")
        )


def lines_of(source: Source) -> list[Line]:
    """The lines of the text itself."""
    found: list[Line] = []
    for passage in source.passages:
        if passage.kind == sources.BODY:
            found += _of_passage(passage)
    return found


def _of_passage(passage: Passage) -> Iterator[Line]:
    start = 0
    for number, text in enumerate(passage.text.split("\n")):
        unquoted = bare(text)
        cut = len(text) - len(unquoted)
        end = start + len(text)
        links = tuple(
            Link(one.start - start - cut, one.end - start - cut, one.address)
            for one in passage.links
            if start + cut <= one.start and one.end <= end
        )
        place = passage.place
        if number and place.line is not None:
            place = place._replace(line=place.line + number)
        yield Line(unquoted, levels(text), place, links, begins=number == 0)
        start = end + 1


def beside(source: Source) -> Iterator[Left]:
    """What stands beside the text: remarks, what was struck out, signatures."""
    for passage in source.passages:
        if passage.kind in _KINDS and passage.text.strip():
            yield Left(Quote(passage.text.strip(), passage.place), _KINDS[passage.kind])


def left_of(lines: Iterable[Line]) -> Iterator[Left]:
    """Lines as what is left over, those that stand together as one."""
    together: list[Line] = []
    for line in (*lines, Line("")):
        if line.text.strip():
            together.append(line)
        elif any(one.says for one in together):
            text = "\n".join(one.text.strip() for one in together)
            yield Left(Quote(text, together[0].place))
            together = []
        else:
            together = []


def without_blank_ends(lines: Sequence[Line]) -> Sequence[Line]:
    """Lines from the first to the last that says anything."""
    start, end = 0, len(lines)
    while start < end and not lines[start].says:
        start += 1
    while end > start and not lines[end - 1].says:
        end -= 1
    return lines[start:end]


def without_attribution(lines: Sequence[Line]) -> Sequence[Line]:
    """Lines without those at their end by which a mail program says what it quotes below."""
    end = len(without_blank_ends(lines)) + _blanks_before(lines)
    first = end
    while first and _FIELD.match(lines[first - 1].text):
        first -= 1
    if end - first >= _LEAST_FIELDS and any(_SENT.search(one.text) for one in lines[first:end]):
        end = first
    elif end and lines[end - 1].text.rstrip().endswith((":", "：")):
        whole = " ".join(one.text for one in lines[max(end - 2, 0) : end])
        if _SENT.search(lines[end - 1].text):
            end -= 1
            end -= end > 0 and _CLOCK.search(lines[end - 1].text) is not None
        elif _CLOCK.search(whole):
            end -= 2
    while end and (not lines[end - 1].says or _RULE.fullmatch(lines[end - 1].text)):
        end -= 1
    return lines[:end]


def _blanks_before(lines: Sequence[Line]) -> int:
    return next((n for n, line in enumerate(lines) if line.says), len(lines))


def without_farewell(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """Lines, and those at their end by which somebody says good-bye and signs."""
    said = [number for number, line in enumerate(lines) if line.says]
    for number in said[-_MOST_SIGNED:]:
        below = lines[number + 1 :]
        is_short = all(len(line.text.strip()) <= _LONGEST_SIGNED for line in below)
        if is_short and is_farewell(lines[number].text):
            return lines[:number], lines[number:]
    return lines, ()


def words_of(lines: Sequence[Line]) -> str:
    """What lines say, without the blanks around them."""
    texts = [line.text.strip() for line in without_blank_ends(lines)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(texts))


def passages_of(lines: Sequence[Line]) -> list[Passage]:
    """Lines as the passages that they were; a line of blanks is none."""
    found: list[Passage] = []
    for line in lines:
        if line.begins or not found:
            found.append(Passage(line.text, line.place, line.links))
        else:
            at = len(found[-1].text) + 1
            links = tuple(Link(one.start + at, one.end + at, one.address) for one in line.links)
            text, before = f"{found[-1].text}\n{line.text}", found[-1].links
            found[-1] = found[-1]._replace(text=text, links=(*before, *links))
    return [one for one in found if one.text.strip()]
