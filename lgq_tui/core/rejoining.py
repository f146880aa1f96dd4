"""A part that others have filled comes back: how it is put together with the response.

Both began as the part was when it was split off (`Part.base`), so what only one of the two has
changed is plain. What a packet said when it was merged before, and what became of that, is decided
already, and stays so when the packet comes again with more in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from json import dumps
from typing import Any, NamedTuple

from lgq_tui.core.belongings import belonging, item_of
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.merge import Clash, Merge, after, between, merged, put_together, rank
from lgq_tui.core.paths import Path, as_text, from_text, value_at
from lgq_tui.core.response import Response
from lgq_tui.core.snapshot import unfolded
from lgq_tui.core.steps import (
    ACCEPT,
    ANSWER,
    MISSING,
    NOTE,
    OF_ANSWERS,
    PARTS,
    QUERY,
    Change,
    same,
)

OPEN = "open"
"""The mark of what nobody has decided yet."""

_UNKNOWN = "\0"
"""In a base: what nobody else says, so that it is asked which of the two holds."""

_OF_PERSONS = (ANSWER, MISSING, NOTE, ACCEPT, QUERY)

Explained = Callable[[Change], bool]
"""Whether it is known that the response was changed there since the part was split off."""


class Coming(NamedTuple):
    """How a packet comes in; `older` things in the response are as they were before the part was
    split off, as far as anybody knows."""

    merge: Merge
    older: int = 0


def coming(
    questionnaire: Questionnaire,
    base: Response,
    mine: Response,
    packet: Response,
    said: Mapping[str, str],
    explained: Explained,
) -> Coming:
    """How a packet comes in of which it is known what it began as.

    All three are of the part alone (`core.splitting.of_part`); `said` is of `MergedPacket`. What
    the response says otherwise than the base, and nobody is known to have changed, may be lost
    work: it is asked about.
    """
    settled = _settled(questionnaire, base, mine, packet, said)
    unexplained = [
        change
        for change in between(questionnaire, settled, mine)
        if change.operation in _OF_PERSONS
        and not same(change.old, _UNKNOWN)
        and not explained(change)
    ]
    older = [
        change._replace(new=_UNKNOWN)
        for change in unexplained
        if change.operation != QUERY
        and same(change.old, _value(questionnaire, packet, change.operation, change.path))
    ]
    # Of queries, those of both are kept where nobody knows what there was.
    queries = [one._replace(new=None) for one in unexplained if one.operation == QUERY]
    unknown = (*older, *queries)
    merge = merged(questionnaire, after(questionnaire, unknown, settled), mine, packet)
    return Coming(_without_unknown(merge), len(older))


def doubted(
    questionnaire: Questionnaire, mine: Response, packet: Response, said: Mapping[str, str]
) -> Merge:
    """How a packet comes in of which nobody knows what it began as: nothing does by itself.

    Nobody is asked about what it does not say, nor about what was decided already.
    """
    merge = put_together(questionnaire, mine, packet)
    clashes = [*merge.clashes]
    bound = {_key(one) for clash in clashes for one in clash.taken}
    answers = [one for one in merge.changes if one.operation in (ANSWER, MISSING)]
    for change in answers:
        others = (one for one in belonging(item_of(change), mine, packet) if one.new is not None)
        taken = (change, *(one for one in others if not same(one.old, one.new)))
        clashes.append(Clash(change._replace(new=change.old), change, taken))
        bound |= {_key(one) for one in taken}
    clashes += (
        Clash(change._replace(new=change.old), change, (change,))
        for change in merge.changes
        if _key(change) not in bound and not _is_signature(change)
    )
    asked = [one for one in clashes if said.get(_key(one.theirs)) != mark_of(one.theirs.new)]
    return Merge((), tuple(sorted(asked, key=lambda one: rank(questionnaire, one.theirs))))


def marks(
    questionnaire: Questionnaire,
    base: Response | None,
    packet: Response,
    said: Mapping[str, str],
    merge: Merge,
    undecided: Iterable[Clash],
) -> dict[str, str]:
    """The marks of all that a packet says otherwise than its base, now that it is merged; those of
    before are in `said`. Without a base, of what was asked."""
    found = {key: mark_of(_value(questionnaire, packet, *_place(key))) for key in said}
    changes = [*between(questionnaire, base, packet)] if base is not None else []
    items = {item_of(one) for one in changes if one.operation in (ANSWER, MISSING)}
    for change in changes:
        if change.operation != QUERY and not _goes_with(change, items):
            found[_key(change)] = mark_of(change.new)
    if base is None:
        found |= {_key(clash.theirs): mark_of(clash.theirs.new) for clash in merge.clashes}
    for clash in undecided:
        for change in (clash.theirs, *clash.taken):
            if change is clash.theirs or not _goes_with(change, {item_of(clash.theirs)}):
                found.update(dict.fromkeys(_near(change, found), OPEN))
    return found


def mark_of(value: Any) -> str:
    """A few signs that stand for a value, in which 1, 1.0 and true are three things."""
    from hashlib import sha256

    if hasattr(value, "as_document"):
        value = value.as_document()
    text = dumps(value, ensure_ascii=False, sort_keys=True, default=_plain)
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else repr(value)


def _goes_with(change: Change, items: set[str]) -> bool:
    """Whether it is said of an answer that is changed itself."""
    if change.operation not in OF_ANSWERS:
        return False
    item = item_of(change)
    return any(item == one or item.startswith(f"{one}.") for one in items)


def _is_signature(change: Change) -> bool:
    """Whether two say the same of an answer at different times."""
    both = change.operation in OF_ANSWERS and None not in (change.old, change.new)
    return both and same(change.old.unsigned, change.new.unsigned)


def _key(change: Change) -> str:
    return f"{change.operation} {as_text(change.path)}"


def _place(key: str) -> tuple[str, Path]:
    operation, _, path = key.partition(" ")
    return operation, from_text(path) if operation == ANSWER else (path,)


def _near(change: Change, keys: Iterable[str]) -> Iterator[str]:
    """The key of a change, and those around and within the same place."""
    yield _key(change)
    for key in [*keys]:
        operation, path = _place(key)
        if operation == change.operation:
            end = min(len(path), len(change.path))
            if path[:end] == change.path[:end]:
                yield key


def _settled(
    questionnaire: Questionnaire,
    base: Response,
    mine: Response,
    packet: Response,
    said: Mapping[str, str],
) -> Response:
    """The base as it has to be seen, after what the packet said before was decided on: what it
    still says is part of it, and what it says otherwise now is to be asked about."""
    changes: list[Change] = []
    for key, mark in said.items():
        operation, path = _place(key)
        if not path or operation not in (ANSWER, *PARTS) or operation == QUERY:
            continue
        now = _value(questionnaire, packet, operation, path)
        if mark_of(now) == mark:
            changes.append(Change(operation, path, None, now))
            if operation in (ANSWER, MISSING):
                changes += belonging(item_of(changes[-1]), base, packet)
        elif operation not in OF_ANSWERS:
            changes.append(Change(operation, path, None, _UNKNOWN))
    return after(questionnaire, changes, base)


def _value(questionnaire: Questionnaire, one: Response, operation: str, path: Path) -> Any:
    if operation == ANSWER:
        return value_at(unfolded(questionnaire, one)[0], path)
    return getattr(one, PARTS[operation]).get(str(path[0])) if operation in PARTS else None


def _without_unknown(merge: Merge) -> Merge:
    """A merge in which nothing is told of what nobody knows."""

    def known(change: Change) -> Change:
        return change._replace(old=None) if same(change.old, _UNKNOWN) else change

    changes = tuple(map(known, merge.changes))
    clashes = (
        Clash(known(one.mine), known(one.theirs), tuple(map(known, one.taken)))
        for one in merge.clashes
    )
    return Merge(changes, tuple(clashes))
