"""Several filled forms in one document: where each begins."""

from __future__ import annotations

from collections.abc import Sequence

from lgq_tui.imports.placing.finding import Found
from lgq_tui.imports.placing.flow import Span
from lgq_tui.imports.placing.wordings import QUESTION, SECTION

_STRONG = 85
_LEAST = {QUESTION: 25, SECTION: 15}
"""Folded signs of a wording that is not found by chance."""
_FEWEST = 3
"""Questions that have to come again before it is another form."""


def forms_of(found: Sequence[Found], titles: Sequence[Span], length: int) -> list[Span]:
    """The spans of the forms in a text of such a length; the first begins with the text.

    `titles` are where the title of the form was found.
    """
    marks = _marks(found)
    starts = [0]
    seen: set[int] = set()
    last = 0
    for number, one in enumerate(marks):
        if one.wording.order in seen and _comes_again(marks, number, seen):
            start = _begin(one.span.start, last, titles)
            starts.append(_first(one, last, start, found))
            seen = set()
        seen.add(one.wording.order)
        last = one.span.end
    ends = [*starts[1:], length]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True)]


def _marks(found: Sequence[Found]) -> list[Found]:
    """The titles and questions that are sure, one a place: questions may be worded alike."""
    best: dict[int, Found] = {}
    for one in found:
        least = _LEAST.get(one.wording.kind)
        if least is not None and one.score >= _STRONG and one.wording.size >= least:
            known = best.get(one.span.start)
            if known is None or one.score > known.score:
                best[one.span.start] = one
    marks: list[Found] = []
    for start in sorted(best):
        if not marks or start >= marks[-1].span.end:
            marks.append(best[start])
    return marks


def _comes_again(marks: Sequence[Found], number: int, seen: set[int]) -> bool:
    """Whether, from here on, the form comes again, and not one wording of it."""
    following = {one.wording.order for one in marks[number : number + 2 * _FEWEST]}
    least = min(_FEWEST, len({one.wording.order for one in marks}))
    return len(following & seen) >= max(least, 2)


def _first(mark: Found, last: int, start: int, found: Sequence[Found]) -> int:
    """The beginning of a form, with the short labels that come before its first mark."""
    before = [
        one.span.start
        for one in found
        if last <= one.span.start < start
        and one.score >= _STRONG
        and one.wording.order < mark.wording.order
    ]
    return min(before, default=start)


def _begin(start: int, last: int, titles: Sequence[Span]) -> int:
    """Where a form begins whose first wording stands at `start`: with its title, if it has one."""
    between = [title.start for title in titles if last <= title.start < start]
    return between[0] if between else start
