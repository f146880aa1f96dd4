"""The queries on one item, where two people changed them: put together entry by entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from lgq_tui.core.queries import Query, Remark
from lgq_tui.core.steps import same

Queries = tuple[Query, ...]

_Key = tuple[Any, ...]
"""What tells a query, or an entry of a thread, from others; two that are the same are counted."""


class Together(NamedTuple):
    """All queries of both; the two differ where one of them has to be chosen: mine, or theirs."""

    mine: Queries
    theirs: Queries


def together(base: Queries, mine: Queries, theirs: Queries) -> Together:
    """How queries come together that began as `base`.

    What one of the two added is in both outcomes, a query and a reply alike. A query that both
    changed otherwise is in each as its own side has it.
    """
    found = [_by_key(one, _of_query) for one in (base, mine, theirs)]
    pairs = [_one(*(side.get(key) for side in found)) for key in _order(*found)]
    chosen = [tuple(filter(None, side)) for side in zip(*pairs, strict=True)] or [(), ()]
    return Together(*chosen)


def _one(
    base: Query | None, mine: Query | None, theirs: Query | None
) -> tuple[Query | None, Query | None]:
    """A query as it is with mine chosen, and with theirs; None where it is gone then."""
    if same(mine, base) or same(theirs, base):
        kept = theirs if same(mine, base) else mine
        return kept, kept
    if mine is None or theirs is None:
        return mine, theirs
    thread = (
        mine.thread[0],
        *_thread(*(one.thread[1:] if one else () for one in (base, mine, theirs))),
    )
    status = _part("status", base, mine, theirs)
    other = _part("other", base, mine, theirs)
    label = _label(base, mine, theirs)
    first, second = (
        mine._replace(status=state, thread=thread, other=rest, label=label)
        for state, rest in zip(status, other, strict=True)
    )
    return first, second


def _part(name: str, base: Query | None, mine: Query, theirs: Query) -> tuple[Any, Any]:
    before, ours, other = (getattr(one, name, None) for one in (base, mine, theirs))
    if same(ours, before) or same(other, before):
        kept = other if same(ours, before) else ours
        return kept, kept
    return ours, other


def _label(base: Query | None, mine: Query, theirs: Query) -> str:
    """Its label for ever; of two that went out at once, both sides come to keep the same one."""
    before = base.label if base is not None else ""
    return before or min(filter(None, (mine.label, theirs.label)), default="")


def _thread(
    base: tuple[Remark, ...], mine: tuple[Remark, ...], theirs: tuple[Remark, ...]
) -> Iterable[Remark]:
    """The entries of both; one that either took out is gone."""
    before, *sides = (_by_key(one, _of_remark) for one in (base, mine, theirs))
    for key in _order(before, *sides):
        if key not in before or all(key in side for side in sides):
            yield next(one[key] for one in sides if key in one)


def _order(base: Mapping[_Key, Any], *sides: Mapping[_Key, Any]) -> list[_Key]:
    """All keys: as they were, then the new ones by time, whoever added them."""
    new = {key for side in sides for key in side if key not in base}
    return [*base, *sorted(new)]


def _by_key(entries: Iterable[Any], key_of: Any) -> dict[_Key, Any]:
    found: dict[_Key, Any] = {}
    for entry in entries:
        key, count = key_of(entry), 0
        while (*key, count) in found:
            count += 1
        found[*key, count] = entry
    return found


def _of_query(query: Query) -> _Key:
    return _of_remark(query.thread[0])


def _of_remark(remark: Remark) -> _Key:
    return (remark.at, remark.by, remark.text, remark.status, repr(remark.other))
