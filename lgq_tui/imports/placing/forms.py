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
            starts.append(_begin(one, last, titles, found))
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


def _begin(first: Found, last: int, titles: Sequence[Span], found: Sequence[Found]) -> int:
    """Where a form begins whose first sure wording is known: with its title, if it has one, else
    with what comes before that in the form."""
    start = first.span.start
    between = [title.start for title in titles if last <= title.start < start]
    if between:
        return between[0]
    earlier = [
        one.span.start
        for one in found
        if one.wording.kind in _LEAST
        and one.score >= _STRONG
        and one.wording.order < first.wording.order
        and last <= one.span.start < start
    ]
    return min(earlier, default=start)
