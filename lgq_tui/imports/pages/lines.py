"""From runs of signs to lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lgq_tui.imports.pages import boxes
from lgq_tui.imports.pages.directions import (
    as_read,
    from_left,
    has_right_to_left,
    is_mostly_from_right,
    is_turned,
)
from lgq_tui.imports.pages.signs import Line, Sign
from lgq_tui.imports.source import EMPTY, TICKED

_GAP = 1.5
"""How wide a gap is between what belongs to different columns, in sizes of the font."""
_NEAR = 0.8
"""How wide one is at most in a line that the page has in pieces."""
_WORD_GAP = 0.15
_SAME = 0.2
_LEAD = re.compile(rf"[{TICKED}{EMPTY}•·●▪◦–-]|\(?(?:\d{{1,3}}|[a-zA-Z]|[ivxIVX]{{1,5}})[.):]?")
"""A tick, a point or a number, which keep together with what follows, however far it is."""
_RAISED = 0.2
"""How far above the line a small figure is raised, in sizes of the font."""
_SMALL = 0.66
_UNIT = re.compile(r"(?:^|[\d\s])(?:[kcm]?m|ft|mi)$")
_POWERS = {"2": "²", "3": "³"}


def lines(runs: Iterable[list[Sign]], page: int) -> Iterator[Line]:
    """The lines of a page; one that several columns share comes in parts."""
    number = 0
    whole = list(_whole(runs))
    from_right = is_mostly_from_right(whole)
    for signs in whole:
        turned = is_turned(signs)
        parts = list(_parts(from_left(signs) if turned else signs))
        for part in parts[::-1] if turned and from_right else parts:
            read = as_read(part) if turned else part
            made = _with_boxes(_without_marks(_trimmed(read)))
            if made:
                number += 1
                yield Line(tuple(made), page, number)


def _whole(runs: Iterable[list[Sign]]) -> Iterator[list[Sign]]:
    """Runs, put together where the page has one line in pieces: behind a raised figure, say."""
    last: list[Sign] = []
    for run in runs:
        gap = _gap_between(last, run)
        if gap is None:
            if last:
                yield last
            last = list(run)
            continue
        size = run[0].size
        blank = [run[0]._replace(text=" ", right=run[0].left, made=True)]
        last += [*(blank if gap > _WORD_GAP * size else []), *run]
    if last:
        yield last


def _gap_between(last: list[Sign], run: list[Sign]) -> float | None:
    """How far a run stands behind another on the same line; None if it does not."""
    if not last or not run:
        return None
    before, first = last[-1], run[0]
    size = max(before.size, first.size)
    same = any(abs(first.base - sign.base) <= _SAME * size for sign in last)
    if same and (has_right_to_left(last) or has_right_to_left(run)):
        return 0.0  # whatever the order, they are put in another one
    raised = len(run) <= 2 and _RAISED * size < first.bottom - before.base < size
    gap = first.left - before.right
    return gap if (same or raised) and -0.1 * size <= gap <= _NEAR * size else None


def _parts(signs: list[Sign]) -> Iterator[list[Sign]]:
    part: list[Sign] = []
    before: Sign | None = None
    for sign in signs:
        if before is not None and not sign.text.isspace():
            gap = max(sign.left - before.right, before.left - sign.right)
            words = "".join(one.text for one in part).strip()
            if gap > _GAP * max(sign.size, before.size) and not _LEAD.fullmatch(words):
                yield part
                part = []
        part.append(sign)
        if not sign.text.isspace():
            before = sign
    if part:
        yield part


def _trimmed(signs: list[Sign]) -> list[Sign]:
    full = [at for at, sign in enumerate(signs) if not sign.text.isspace()]
    return signs[full[0] : full[-1] + 1] if full else []


def _without_marks(signs: list[Sign]) -> list[Sign]:
    """A line without the marks of footnotes, which are glued to its words."""
    if not signs:
        return signs
    bases, sizes = sorted(one.base for one in signs), sorted(one.size for one in signs)
    base, size = bases[len(bases) // 2], sizes[len(sizes) // 2]
    kept: list[Sign] = []
    for sign in signs:
        is_mark = (
            kept
            and sign.text.isascii()
            and sign.text.isdigit()
            and sign.bottom - base > _RAISED * size
            and sign.top - sign.bottom < _SMALL * size
            and not kept[-1].text.isspace()
        )
        if not is_mark:
            kept.append(sign)
        elif sign.text in _POWERS and _UNIT.search("".join(one.text for one in kept[-4:])):
            kept.append(sign._replace(text=_POWERS[sign.text]))
    return kept


def _with_boxes(signs: list[Sign]) -> list[Sign]:
    """A line that begins with `[x]`, with a sign for it."""
    text = "".join(sign.text for sign in signs)
    made = boxes.typed(text)
    if made == text or len(text) != len(signs):
        return signs
    at = min(made.find(sign) for sign in (TICKED, EMPTY) if sign in made)
    after = len(text) - len(made) + at + 1
    whole = signs[at]._replace(text=made[at], right=signs[after - 1].right)
    return [*signs[:at], whole, *signs[after:]]
