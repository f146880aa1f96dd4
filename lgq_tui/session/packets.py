"""Parts of a response that others have filled: read, judged, and put together with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from lgq_tui.core.belongings import item_of
from lgq_tui.core.credit import NOBODY, Credit, credits_of
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.merge import NONE, Clash, Merge, after
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.packets import MergedPacket
from lgq_tui.core.part import PACKET, SECOND_ENTRY, Part
from lgq_tui.core.paths import around
from lgq_tui.core.rejoining import OPEN, coming, doubted, marks
from lgq_tui.core.response import Response
from lgq_tui.core.splitting import of_part, signed
from lgq_tui.core.steps import ANSWER, DONE, MISSING, Change, Step, Turn
from lgq_tui.core.steps import PACKET as MERGED
from lgq_tui.exports.changes import altered, apart
from lgq_tui.locales.speech import say
from lgq_tui.locales.times import local
from lgq_tui.session.credits import credits_in
from lgq_tui.session.session import Session
from lgq_tui.storage import responses, seal, settings

_ROOM = 120
"""Signs of an answer in a sentence."""

_TO_THE_SECOND = len("2026-11-23T10:12:00")


class Packet(NamedTuple):
    """A packet as it came, `whole`, with the `part` that it is about. `base` is what that was when
    it was split off, None where nobody can rely on it, for the reason in `doubt`."""

    path: Path
    whole: Response
    part: Part
    digest: str
    base: Response | None = None
    doubt: Message | None = None


class Joining(NamedTuple):
    """How a packet comes in: `theirs` is what it says, each answer with whose it is. `told` says
    what is to be known before anything is decided; `is_merged`, that all of it was merged before.
    """

    packet: Packet
    theirs: Response
    merge: Merge = NONE
    told: tuple[Message, ...] = ()
    is_merged: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to be done with it."""
        return self.is_merged or self.is_empty

    @property
    def is_empty(self) -> bool:
        """Whether it is nothing to be recorded: no part of the response, with nothing new in it."""
        return self.packet.base is None and self.merge == NONE


def read(path: Path, file: Path, response: Response, questionnaire: Questionnaire) -> Packet:
    """The packet in a file, for the response in another one.

    `UnreadableError` where it is no response to this edition, `NotDoneError` where it is no packet
    of this response. Not for the interface's thread.
    """
    if os.path.realpath(path) == os.path.realpath(file):
        raise NotDoneError(Message("packet.itself", {"path": path}))
    whole = responses.read(path, questionnaire)
    part, digest = whole.part, seal.digest_of(whole)
    if part is not None and part.kind == SECOND_ENTRY:
        raise NotDoneError(Message("packet.second_entry", {"path": path}))
    if whole.id == response.id:
        everything = Part(PACKET, whole.id, tuple(item.id for item in questionnaire.items))
        return Packet(path, whole, part or everything, digest, doubt=Message("packet.copy"))
    if response.part is not None and response.part.of == whole.id:
        raise NotDoneError(Message("packet.swapped", {"path": path, "file": file}))
    if part is None or part.of != response.id:
        raise NotDoneError(Message("packet.other_response", {"path": path, "file": file}))
    known = part._replace(items=tuple(one for one in part.items if one in questionnaire.by_path))
    return Packet(path, whole, known, digest, *_base_of(whole, known, questionnaire))


def _base_of(
    packet: Response, part: Part, questionnaire: Questionnaire
) -> tuple[Response | None, Message | None]:
    """What a packet began as; None, and why, where that cannot be relied on."""
    if not seal.holds(packet) or "digest" not in packet.seal:
        return None, Message("packet.altered")
    if part.base is None or seal.digest_of_data(part.base) != part.digest:
        return None, Message("packet.no_base")
    if part.at and packet.modified < part.at:
        return None, Message("packet.older")
    empty = Response(packet.id, packet.questionnaire)
    document = {**empty.as_document(), **part.base}
    if next(responses.faults(document, questionnaire), None) is not None:
        return None, Message("packet.no_base")
    return of_part(Response.from_document(document), part), None


def joining(session: Session, packet: Packet) -> Joining:
    """How a packet comes into a response as it is now; not for the interface's thread."""
    now, questionnaire = session.interview.response, session.questionnaire
    merged = now.packets.get(packet.whole.id)
    said = merged.said if merged is not None else {}
    mine, theirs = of_part(now, packet.part), of_part(packet.whole, packet.part)
    theirs = theirs._replace(authors=packet.whole.authors, modified=packet.whole.modified)
    if packet.part.at:  # else nobody has split it off: it is the same people's
        known = packet.base if packet.base is not None else mine
        theirs = signed(questionnaire, known, theirs, packet.part.unit)
    if merged is not None and merged.digest == packet.digest and OPEN not in said.values():
        return Joining(packet, theirs, told=(Message("packet.again"),), is_merged=True)
    if packet.base is None:
        merge = doubted(questionnaire, mine, theirs, said)
        told = () if packet.doubt is None or merge == NONE else (packet.doubt,)
        return Joining(packet, theirs, merge, told)
    explain = _Deeds(session, packet.part.at).explain
    come = coming(questionnaire, packet.base, mine, theirs, said, explain)
    older = (Message("packet.file_older", {"count": come.older}),) if come.older else ()
    return Joining(packet, theirs, come.merge, older)


def take(
    session: Session, one: Joining, changes: Iterable[Change], undecided: Sequence[Clash] = ()
) -> Sequence[Change]:
    """Take of a packet what is wanted, as one step with the record of it, and save; all that is
    changed of what it is about."""
    packet, before = one.packet, session.interview.response.packets.get(one.packet.whole.id)
    earlier = before.said if before is not None else {}
    said = marks(session.questionnaire, packet.base, one.theirs, earlier, one.merge, undecided)
    at = responses.stamp(datetime.now(UTC))
    record = MergedPacket(packet.digest, packet.part.unit, settings.author(), at, said)
    changes = [*changes]
    if not changes and before is not None and before.unsigned == record.unsigned:
        return ()  # what was open is open still
    merged = Change(MERGED, (packet.whole.id,), before, record)
    turn = Turn(DONE, Step((), (*changes, merged)))
    done = [change for change in session.interview.come_of([turn]) if change.operation != MERGED]
    session.interview.recover([turn])
    session.save()
    return done


class _Deeds:
    """What was done in a response since a part of it was split off, read when it is asked for."""

    def __init__(self, session: Session, since: str) -> None:
        self._session, self._since = session, since[:_TO_THE_SECOND]

    def explain(self, change: Change) -> bool:
        """Whether a change is known to have been made since then; of a packet that nobody has
        split off at a known time, all are."""
        if not self._since:
            return True
        if change.operation in (ANSWER, MISSING):
            sources = self._session.interview.response.sources
            told = filter(None, map(sources.get, around(item_of(change))))
            if any(one.at[:_TO_THE_SECOND] >= self._since for one in told):
                return True
        return any(_meet(change, one) for one in self._done)

    @cached_property
    def _done(self) -> list[Change]:
        events = [
            one for one in self._session.told().events if one.at[:_TO_THE_SECOND] >= self._since
        ]
        return [one for event in events if event.turn for one in event.turn.step.changes]


def _meet(one: Change, other: Change) -> bool:
    end = min(len(one.path), len(other.path))
    return one.operation == other.operation and one.path[:end] == other.path[:end]


def in_words(questionnaire: Questionnaire, clash: Clash) -> tuple[str, str, str]:
    """What a clash is about, what is said of it here, and what in the packet; where they are long,
    from where they differ on."""
    mine, theirs = altered(questionnaire, (clash.mine, clash.theirs), say)
    return (mine.name, *apart(mine.new, theirs.new, _ROOM))


# Who gave what ---------------------------------------------------------------------------------


class Giver(NamedTuple):
    """Who gave an answer, in whose unit, and when (ISO 8601, UTC); each "" where nobody knows."""

    unit: str = ""
    by: str = ""
    at: str = ""

    @property
    def words(self) -> str:
        """`Planning Department, Ana, 2026-11-24 10:05:12`, "" where nobody knows anything."""
        return ", ".join(filter(None, (self.unit, self.by, local(self.at) if self.at else "")))


class Givers(NamedTuple):
    """Who gave what clashes, here and in the packet."""

    mine: Callable[[Clash], Giver]
    theirs: Callable[[Clash], Giver]


def givers(session: Session, one: Joining) -> Givers:
    """Who gave the answers that clash; not for the interface's thread."""
    questionnaire, here = session.questionnaire, session.interview.response
    session.settle(2)
    # What is not asked at present was given by somebody, too.
    mine = credits_in(session.path, after(questionnaire, (), here), questionnaire)
    theirs = credits_of(questionnaire, after(questionnaire, (), one.theirs))
    unit, authors = one.packet.part.unit, one.theirs.authors
    # Nobody signs a note; in a part, it is the only one's who has typed there.
    noted = Giver(unit, str(authors[0]) if len(authors) == 1 else "")
    return Givers(
        lambda clash: _giver(clash.mine, mine, here, Giver()),
        lambda clash: _giver(clash.theirs, theirs, one.theirs, noted),
    )


def _giver(
    change: Change,
    given: Mapping[str, Credit],
    side: Response,
    noted: Giver,
) -> Giver:
    """Who gave an answer, or one within the place, or has confirmed it since an earlier round; of
    what is said beside it, what is `noted`."""
    if change.operation not in (ANSWER, MISSING):
        return noted
    if change.new is None:
        return Giver(noted.unit)
    item = item_of(change)
    credit = next((given[one] for one in around(item) if one in given), None)
    inner = [one for key, one in given.items() if key.startswith(f"{item}.")]
    credit = credit or max(inner, key=lambda one: one.at, default=NOBODY)
    source = next(filter(None, map(side.sources.get, around(item))), None)
    confirmed = next((one for one in map(side.carried.get, around(item)) if one is not None), None)
    if confirmed is not None and not confirmed.is_open:
        credit = Credit(confirmed.by, confirmed.at)
    unit = (source.unit if source is not None else "") or noted.unit
    return Giver(unit, credit.by, credit.at)
