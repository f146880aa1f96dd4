"""What the letter itself says, cut out of a stretch of the reply to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from lgq_tui.imports.placing.folding import Folded, fold, folded
from lgq_tui.imports.replies.letters import Outgone, Question
from lgq_tui.imports.replies.lines import Line

_BEFORE, _BEHIND = ' \t"“”«(*_', ' \t.:：!?？…)»”"*_'
"""Marks that programs put around words of the letter."""


_known = lru_cache(maxsize=4096)(folded)
"""Paragraphs of the letter, which are looked for again and again."""


class Cut(NamedTuple):
    """What somebody wrote in a stretch; what stood in the place of a paragraph that may have
    changed; and the lines from where the letter goes on with something else."""

    said: Sequence[Line]
    doubtful: Sequence[Line]
    rest: Sequence[Line]
    is_copy: bool
    """Whether the stretch begins with what the letter has there."""


class _Span(NamedTuple):
    start: int
    end: int


def cut(lines: Sequence[Line], letters: Outgone, question: Question | None = None) -> Cut:
    """Cut a stretch, which belongs to a question or stands above all of them."""
    text = "\n".join(line.text for line in lines)
    signs = fold(text)
    own, is_copy = _own(text, signs, question, letters) if question else ((), False)
    end = _general(text, signs, letters, 0)
    if end is not None and own and own[0].start < end:
        end = _general(text, signs, letters, own[-1].end)
    elif end is not None:
        own = ()  # the letter begins anew before it comes to the question
    gaps = _changed(text, own, question) if question else ()
    said, doubtful, rest = list[Line](), list[Line](), list[Line]()
    start = 0
    for line in lines:
        span = _Span(start, start + len(line.text))
        start = span.end + 1
        if end is not None and span.start >= end:
            rest.append(line)
        elif any(gap.start <= span.start < gap.end for gap in gaps):
            doubtful += _left(line, span, own)
        else:
            said += _left(line, span, own)
    return Cut(said, doubtful, rest, is_copy)


def without_general(lines: Sequence[Line], letters: Outgone) -> list[Line]:
    """Lines without the paragraphs of the letter that are about no question."""
    text = "\n".join(line.text for line in lines)
    signs = fold(text)
    spans = [found for one in letters.sentences for found in _whole(text, signs, one, 0)]
    kept: list[Line] = []
    start = 0
    for line in lines:
        span = _Span(start, start + len(line.text))
        start = span.end + 1
        kept += _left(line, span, spans)
    return kept


def _own(
    text: str, signs: Folded, question: Question, letters: Outgone
) -> tuple[Sequence[_Span], bool]:
    """The paragraphs of a question in the order of the letter, and whether the first is there."""
    found = (_in_order(text, signs, (*one, *letters.prompts)) for one in question.versions)
    best = max(found, key=len, default=[])
    return best, bool(best) and not signs.index_at(best[0].start)


def _in_order(text: str, signs: Folded, paragraphs: Iterable[str]) -> list[_Span]:
    found: list[_Span] = []
    at = 0
    for paragraph in paragraphs:
        wanted = _known(paragraph)
        index = signs.text.find(wanted, at) if wanted else -1
        if index >= 0:
            at = index + len(wanted)
            found.append(_grown(text, _Span(signs.at[index], signs.end(at)), paragraph))
    return found


def _grown(text: str, span: _Span, paragraph: str) -> _Span:
    """A span with the signs around it that folding does not see: those of the letter."""
    start, end = span
    signs = [sign for sign in reversed(paragraph) if not sign.isspace()]
    for sign in reversed([*takewhile(lambda one: not folded(one), signs)]):
        behind = len(text) - len(text[end:].lstrip()) - end
        if not text.startswith(sign, end + behind):
            break
        end += behind + 1
    while end < len(text) and text[end] in _BEHIND:
        end += 1
    while start and text[start - 1] in _BEFORE:
        start -= 1
    return _Span(start if not start or text[start - 1] == "\n" else span.start, end)


def _general(text: str, signs: Folded, letters: Outgone, behind: int) -> int | None:
    """Where the first paragraph behind a place begins that is about no question; None without."""
    index = signs.index_at(behind)
    spans = (one for wanted in letters.sentences for one in _whole(text, signs, wanted, index))
    return min((text.rfind("\n", 0, one.start) + 1 for one in spans), default=None)


def _whole(text: str, signs: Folded, wanted: str, index: int) -> Iterable[_Span]:
    """Where a paragraph fills whole lines."""
    while (index := signs.text.find(wanted, index)) >= 0:
        start, end = signs.at[index], signs.end(index + len(wanted))
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", end)
        last = len(text) if last < 0 else last
        if not folded(text[first:start]) and not folded(text[end:last]):
            yield _Span(first, last)
        index += len(wanted)


def _changed(text: str, own: Sequence[_Span], question: Question) -> Sequence[_Span]:
    """Where the letter had an answer that is another one by now: from its beginning up to what
    comes next in the letter."""
    gaps: list[_Span] = []
    start = 0
    openers = tuple(filter(None, map(_known, question.openers)))
    for line in text.split("\n"):
        begins = folded(line)
        is_own = any(one.start <= start < one.end for one in own)
        following = min((one.start for one in own if one.start > start), default=None)
        if not is_own and following is not None and begins.startswith(openers):
            gaps.append(_Span(start, following))
        start += len(line) + 1
    return gaps


def _left(line: Line, span: _Span, own: Iterable[_Span]) -> list[Line]:
    """What is left of a line outside of spans: itself, a part of it, or nothing."""
    inside = [one for one in own if one.start < span.end and one.end > span.start]
    if not inside:
        return [line]
    kept, at = "", span.start
    for one in sorted(inside):
        kept += line.text[at - span.start : max(one.start - span.start, 0)]
        at = max(at, one.end)
    kept = (kept + line.text[at - span.start :]).strip()
    left = line._replace(text=kept, links=(), begins=True)
    return [left] if left.says else []
