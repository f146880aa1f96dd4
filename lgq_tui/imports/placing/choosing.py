"""Choices that were found in a document: which of them are ticked, and what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message
from lgq_tui.imports.placing.finding import Found
from lgq_tui.imports.placing.findings import Findings
from lgq_tui.imports.placing.flow import Flow, Span
from lgq_tui.imports.placing.folding import folded
from lgq_tui.imports.placing.regions import Region, leaves_of
from lgq_tui.imports.placing.splitting import Splitter
from lgq_tui.imports.placing.ticks import is_marked, ticks_in, without_ticks

_MOST = 0.6
"""From this share of the choices on, the document shows them all, and not those that apply."""


class Chosen(NamedTuple):
    """A choice where it was found, what follows it up to the next, and whether it is ticked."""

    id: str
    found: Found
    after: Span
    ticked: bool | None = None


def choose(
    splitter: Splitter, item: Item, details: Item | None, choices: Sequence[Chosen], before: Span
) -> Span | None:
    """Propose the ticked choices of an item, and what is said beside each.

    `details` is the group that asks for that; `before` is what stands before the first choice. What
    follows the last one is not always about it: it is returned where it was not used.
    """
    findings = splitter.findings
    ticked = _ticked(findings.flow, choices, before)
    _answer(findings, item, ticked)
    return None if _takes_details(splitter, details, ticked) else ticked[-1].after


def _answer(findings: Findings, item: Item, choices: Sequence[Chosen]) -> None:
    whole = Span(choices[0].found.span.start, choices[-1].found.span.end)
    score = min(one.found.score for one in choices) / 100
    ids = [one.id for one in choices if one.ticked]
    if all(one.ticked is None for one in choices):
        if len(choices) >= _MOST * len(item.choices):
            findings.doubt(item, "lost_ticks", whole)
            return
        ids = [one.id for one in choices]
        doubt = Message("import.doubt.only_these")
        _propose(findings, item, ids, whole, score, doubt)
    elif not ids:
        findings.doubt(item, "nothing_ticked", whole)
    else:
        chosen = [one.found.span for one in choices if one.ticked]
        _propose(findings, item, ids, Span(chosen[0].start, chosen[-1].end), score, None)


def _propose(
    findings: Findings, item: Item, ids: list[str], span: Span, score: float, doubt: Message | None
) -> None:
    if item.type == "select_multiple":
        order = [choice.id for choice in item.choices]
        findings.propose(item, sorted(ids, key=order.index), span, score, doubt)
    elif len(ids) == 1:
        findings.propose(item, ids[0], span, score, doubt)
    else:
        findings.doubt(item, "several", span, count=len(ids))


# Ticks ------------------------------------------------------------------------------------------


def _ticked(flow: Flow, choices: Sequence[Chosen], before: Span) -> list[Chosen]:
    """The choices with their ticks, which stand before, in, or behind their lines."""
    own = [_own_tick(flow.words(one.found.span)) for one in choices]
    if any(tick is not None for tick in own):
        return _with(choices, own)
    gaps = [before, *(one.after for one in choices)]
    if _lone_tick(flow, before, last=True) is not None:
        lone = [_lone_tick(flow, gap, last=True) for gap in gaps[:-1]]
    else:
        lone = [_lone_tick(flow, gap, last=False) for gap in gaps[1:]]
        pairs = zip(choices, lone, strict=True)
        choices = [one if tick is None else _without_tick(flow, one) for one, tick in pairs]
    return _with(choices, lone)


def _without_tick(flow: Flow, one: Chosen) -> Chosen:
    """A choice without the line of its tick in what follows it."""
    line = next(line for line in flow.lines(one.after) if flow.words(line).strip())
    return one._replace(after=Span(line.end, one.after.end))


def _with(choices: Sequence[Chosen], ticks: Sequence[bool | None]) -> list[Chosen]:
    """The choices with their ticks; where any has one, what has none is not ticked."""
    shown = [False if tick is None and any(ticks) else tick for tick in ticks]
    return [one._replace(ticked=tick) for one, tick in zip(choices, shown, strict=True)]


def _own_tick(line: str) -> bool | None:
    return True if is_marked(line) else _last(ticks_in(line))


def _lone_tick(flow: Flow, span: Span, last: bool) -> bool | None:
    """The box that stands alone on the last, or the first, line of a gap."""
    lines = [line for line in flow.words(span).split("\n") if line.strip()]
    if not lines:
        return None
    line = lines[-1 if last else 0]
    if is_marked(line) and len(folded(line)) == 1:
        return True
    return _last(ticks_in(line)) if not folded(without_ticks(line)) else None


def _last(ticks: Sequence[bool]) -> bool | None:
    return ticks[-1] if ticks else None


# What stands beside them --------------------------------------------------------------------------


def _takes_details(splitter: Splitter, details: Item | None, choices: Sequence[Chosen]) -> bool:
    """Take what follows each choice as its details; whether that holds for the last one too.

    Where no other choice has any, what follows the last may be about all of them.
    """
    flow = splitter.findings.flow
    beside = {one.id: one for one in details.items} if details is not None else {}
    said = [one for one in choices if folded(without_ticks(flow.words(one.after)))]
    is_last_alone = bool(said) and said[0] is choices[-1]
    last_takes_text = choices[-1].id in beside and not beside[choices[-1].id].is_group
    takes_last = not is_last_alone or last_takes_text
    for one in choices if takes_last else choices[:-1]:
        if one.id not in beside:
            continue
        _detail(splitter, beside[one.id], one)
    return takes_last


def _detail(splitter: Splitter, item: Item, choice: Chosen) -> None:
    findings = splitter.findings
    if not folded(without_ticks(findings.flow.words(choice.after))):
        return
    if choice.ticked or choice.ticked is None:
        splitter.fill(list(leaves_of(item)), Region(choice.after, choice.found.score / 100))
    else:
        findings.doubt(next(leaves_of(item)), "not_ticked", choice.after)
