"""What belongs to one answer goes with it, where two people changed a response.

That is where it came from, whether an answer of an earlier round was confirmed, and what came of
entering it a second time. None of it holds for another answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lgq_tui.core.paths import item_about
from lgq_tui.core.response import Response
from lgq_tui.core.sources import SELF, AnswerSource, ended
from lgq_tui.core.steps import ANSWER, MISSING, OF_ANSWERS, PACKET, PARTS, Change, same

if TYPE_CHECKING:
    from lgq_tui.core.merge import Clash, Merge


def with_belongings(merge: Merge, mine: Response, theirs: Response) -> Merge:
    """A merge in which what belongs to an answer goes with that answer, where two clash.

    Two who say the same of the same answer, and did so at different times, do not: the one who came
    first is named. Of a packet that both merged, the record of the later merge is kept.
    """
    bound = set[tuple[str, str]]()
    clashes: list[Clash] = []
    for clash in merge.clashes:
        changes: list[Change] = []
        if clash.theirs.operation in (ANSWER, MISSING):
            changes = list(_of_clash(clash, mine, theirs))
            bound |= {_place(one) for one in changes}
        others = (one for one in changes if not same(one.old, one.new))
        clashes.append(clash._replace(taken=(*clash.taken, *others)))
    kept = [one for one in merge.changes if _place(one) not in bound]
    left: list[Clash] = []
    for clash in clashes:
        if clash.theirs.operation not in (*OF_ANSWERS, PACKET):
            left.append(clash)
        elif _place(clash.theirs) not in bound:
            _put_together(clash, kept, left)
    return merge._replace(changes=tuple(kept), clashes=tuple(left))


def belonging(item: str, mine: Response, theirs: Response) -> Iterator[Change]:
    """What would make theirs of mine, in all that belongs to the answer to an item or within it."""
    for operation in OF_ANSWERS:
        here, there = (getattr(one, PARTS[operation]) for one in (mine, theirs))
        if here or there:
            for key in ended(item, {**here, **there}):
                yield Change(operation, (key,), here.get(key), there.get(key))


def item_of(change: Change) -> str:
    """The item that a change of an answer, or of what is said beside it, is about."""
    return item_about(change.path) if change.operation == ANSWER else str(change.path[0])


def _of_clash(clash: Clash, mine: Response, theirs: Response) -> Iterator[Change]:
    for item in {item_of(clash.mine): None, item_of(clash.theirs): None}:
        yield from belonging(item, mine, theirs)


def _place(change: Change) -> tuple[str, str]:
    key = str(change.path[0]) if change.operation in OF_ANSWERS else ""
    return change.operation, key


def _put_together(clash: Clash, changes: list[Change], clashes: list[Clash]) -> None:
    own, other = clash.mine.new, clash.theirs.new
    is_packet = clash.theirs.operation == PACKET
    if own is None or other is None:
        if not is_packet:
            clashes.append(clash)
        elif own is None:
            changes.append(clash.theirs._replace(old=own))
    elif not _is_same(own, other) and not is_packet:
        clashes.append(clash)
    else:
        earlier = _is_same(own, other)
        if (_signed(other) < _signed(own)) == earlier:
            changes.append(clash.theirs._replace(old=own))


def _is_same(one: Any, other: Any) -> bool:
    """Whether two say the same of an answer; to have entered it oneself is the same for each."""
    one, other = one.unsigned, other.unsigned
    if isinstance(one, AnswerSource) and isinstance(other, AnswerSource) and one.mode == SELF:
        other = other._replace(unit=one.unit)
    return same(one, other)


def _signed(one: Any) -> tuple[str, str, str]:
    """When something was said, and by whom; of two at once, always the same one is the first."""
    return one.at, one.by, repr(one)
