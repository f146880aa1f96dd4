"""One response being filled: its interview, its file, and when each was changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview, Step, Turn
from lgq_tui.core.messages import Message
from lgq_tui.core.part import SECOND_ENTRY
from lgq_tui.core.queries import ANSWERED, CLOSED
from lgq_tui.core.response import COMPLETED, IN_PROGRESS, Response
from lgq_tui.core.steps import DONE
from lgq_tui.core.subject import subject_of
from lgq_tui.locales.speech import render, say
from lgq_tui.session.sitting import Sitting
from lgq_tui.storage import atomic, folders, responses, settings
from lgq_tui.storage.found import Found, journal_of
from lgq_tui.storage.plain import UnreadableError

if TYPE_CHECKING:
    from lgq_tui.core.merge import Merge
    from lgq_tui.core.proposals import Placement
    from lgq_tui.core.steps import Change
    from lgq_tui.exports.changes import Altered
    from lgq_tui.session.packets import Packet
    from lgq_tui.storage.copies import Copy
    from lgq_tui.storage.journal import Entry, Event
    from lgq_tui.storage.keeper import Heard, Keeper, Met
    from lgq_tui.storage.lock import Holder, Lock
    from lgq_tui.storage.recent import Recent
    from lgq_tui.storage.recovery import Lacking


Proposed = tuple[Path, "Placement"]
"""A document, and what it says."""


class Told(NamedTuple):
    """What a journal tells, and what to say where it is not whole."""

    events: Sequence[Event] = ()
    flaw: Message | None = None


class Session:
    """Keeps the file of an interview up to date.

    `outcome` is told of every save, in the thread that did it.
    """

    def __init__(
        self,
        path: Path,
        questionnaire: Questionnaire,
        response: Response,
        outcome: Callable[[Heard], None],
        found: Found,
    ) -> None:
        self.interview = Interview(
            questionnaire, response, today=datetime.now().astimezone().date(), listener=self._heard
        )
        self.questionnaire = self.interview.questionnaire
        self._outcome = outcome
        self._place, self._opened, self._found = path, response, found
        self._entries: list[Entry] = []
        self._modified = response.modified
        self.lacking: list[Lacking] = []
        """What the file lacks and another place has."""
        self.quarantined: Path | None = None
        """Where a journal was put that cannot be used."""
        self.is_newer = False
        """Whether that is so because a newer version of the program wrote it."""
        self.damaged: Path | None = None
        """Where the file was put that could not be read."""
        self.proposed: Proposed | None = None
        """What is to be gone through before anything else."""
        self.told_first = ""
        """What is said to begin with."""
        self.waiting: list[Packet] = []
        """Parts of it that came back, likewise."""
        self.is_assisted = False
        """Whether staff type what somebody else has told."""
        self.sitting = Sitting(self.interview, response)
        """Where that comes from."""
        self._theirs: Path | None = None
        self._is_torn = False
        self._changed = False
        self.holder: Holder | None = None
        """Who else is at work on the file, until it is decided what to do about that."""

    @property
    def is_second_entry(self) -> bool:
        """Whether answers are entered a second time, by somebody who does not see the first."""
        part = self._opened.part
        return part is not None and part.kind == SECOND_ENTRY

    # --- somebody else -------------------------------------------------------------------------

    @cached_property
    def _lock(self) -> Lock:
        from lgq_tui.storage.lock import Lock

        return Lock(self._place)

    def take_lock(self) -> Holder | None:
        """Tell others that somebody is at work here; who is already, None for nobody.

        Not for the interface's thread.
        """
        from lgq_tui.storage import swap

        now = datetime.now(UTC)
        self.holder = self._lock.take(settings.author(), now)
        if self.holder is None:
            self._theirs = swap.left_over(self._place, now) or self._theirs
        return self.holder

    def release(self) -> None:
        """Let the next one have the file; not for the interface's thread."""
        self._lock.release()
        vars(self).pop("_lock", None)

    def only_read(self) -> None:
        """Leave the file to whoever has it."""
        self.holder = None
        self.interview.reads_only = True

    def share(self) -> None:
        """Work on the file beside somebody else; not for the interface's thread."""
        self.holder = None
        self._lock.insist(settings.author(), datetime.now(UTC))

    def go_on(self) -> None:
        """The same, for who has been asked before anything was done."""
        self.share()
        if not self._changed:
            self.examine(datetime.now(UTC))

    @property
    def met(self) -> Met | None:
        """What somebody else made of the file, until it is put together with ours."""
        keeper: Keeper | None = vars(self).get("_keeper")
        return keeper.met if keeper is not None else None

    def merge(self, met: Met) -> Merge:
        """What of theirs is to be taken, and where the two clash."""
        from lgq_tui.core.merge import merged

        return merged(self.questionnaire, met.base, self.interview.response, met.theirs)

    def reconcile(self, met: Met, changes: Sequence[Change]) -> Sequence[Change]:
        """Take of theirs what is wanted, and save both as one; all that is changed here by that."""
        from lgq_tui.core.merge import with_status

        mine, theirs = self.interview.response, met.theirs
        done = with_status(self.questionnaire, met.base, mine, theirs, changes)
        self.interview.merge(theirs, done)
        self._keeper.reconcile(met)
        self._changed = True
        self.save()
        return done

    def copies(self) -> Sequence[Copy]:
        """Other files beside it that hold this response; not for the interface's thread."""
        from lgq_tui.storage.copies import copies_of

        return tuple(copies_of(self.path, self.interview.response, self.questionnaire))

    def merge_with(self, copy: Copy) -> Merge:
        """What of a copy is to be taken, and where the two clash."""
        from lgq_tui.core.merge import put_together

        return put_together(self.questionnaire, self.interview.response, copy.response)

    def take_of(self, copy: Copy, changes: Sequence[Change]) -> Sequence[Change]:
        """Take of a copy what is wanted; all that is changed here by that.

        What is completed here is open again then, whatever the copy says that it is.
        """
        from lgq_tui.core.merge import nothing_of, with_status

        mine, theirs = self.interview.response, copy.response
        if mine.status == COMPLETED:
            theirs = theirs._replace(status=IN_PROGRESS)
        done = with_status(self.questionnaire, nothing_of(mine), mine, theirs, changes)
        self.interview.recover([Turn(DONE, Step((), tuple(done)))])
        self.save()
        return done

    # --- what is said beside answers -----------------------------------------------------------

    def ask(self, item: str, text: str) -> bool:
        """Raise a query on an item, now and by whoever types; False where it is open already."""
        return self.interview.queries.ask(item, text, *self._now_and_who())

    def close_query(self, item: str, number: int) -> None:
        """Have done with a query, by its number on the item."""
        self.interview.queries.close(item, number, *self._now_and_who())

    def raise_again(self, item: str, number: int) -> None:
        """Wait for an answer to a query once more."""
        self.interview.queries.raise_again(item, number, *self._now_and_who())

    def reply_to(self, item: str, number: int, text: str) -> None:
        """Add to the thread of a query what came back, and somebody types; one that is closed stays
        so."""
        query = self.interview.queries.on(item)[number - 1]
        status = query.status if query.status == CLOSED else ANSWERED
        at, by = self._now_and_who()
        self.interview.queries.reply(item, number, text, at, by, status)

    def confirm(self, item: str) -> None:
        """Say that what an earlier round said to an item is so still."""
        at, by = self._now_and_who()
        self.interview.earlier.confirm(item, by, at)

    def _now_and_who(self) -> tuple[str, str]:
        return responses.stamp(datetime.now(UTC)), settings.author()

    def take(self, changes: Iterable[Change]) -> Sequence[Change]:
        """Take, as one step, what was found elsewhere, and save; all that is changed by that."""
        done = self.interview.take(changes)
        self.save()
        return done

    # --- the file ------------------------------------------------------------------------------

    def examine(self, now: datetime) -> None:
        """Find what the file lacks, before anything is done to it."""
        from lgq_tui.storage import recovery

        examined = recovery.examined(self._place, self._opened, self.questionnaire, now)
        self._found = self._found._replace(last=examined.last)
        self.lacking, self.quarantined = list(examined.lacking), examined.quarantined
        self._is_torn, self.is_newer = examined.torn, examined.newer
        vars(self).pop("_keeper", None)

    @cached_property
    def _keeper(self) -> Keeper:
        # Not needed, and not imported, before the first screen stands.
        return self._keeper_of(self._place, self._opened, self._found)

    def _keeper_of(self, path: Path, base: Response, found: Found) -> Keeper:
        from lgq_tui.storage.keeper import Keeper

        return Keeper(path, self.questionnaire, self._told_of_save, base, found, settings.author)

    def _told_of_save(self, outcome: Heard) -> None:
        """In the thread that saves: a good moment to see if the lock has become free."""
        self._outcome(outcome)
        lock: Lock | None = vars(self).get("_lock")
        if lock is not None:
            lock.try_again()

    def make_ready(self) -> None:
        """Get ready to write, once the first screen stands."""
        self._keeper  # noqa: B018

    def rehearse(self) -> None:
        """Judge all answers as they were opened, in a thread: what is judged again takes a part of
        the time, as the rules of a question are made ready, and countries' numbers loaded, once."""
        today = datetime.now().astimezone().date()
        Interview(self.questionnaire, self._opened, today).problems()

    @property
    def path(self) -> Path:
        """The file that is being written."""
        return self._keeper.path

    @property
    def beside(self) -> Path | None:
        """The file that was to be written, where somebody else has changed that."""
        return self._keeper.beside

    @property
    def saved(self) -> bool:
        """Whether all that was answered is in the file."""
        return self._keeper.saved

    @property
    def failed(self) -> atomic.SaveError | None:
        """What hindered the last save."""
        return self._keeper.failed

    @property
    def kept(self) -> Path | None:
        """Where the answers are while they cannot be saved in the file, if that could be done."""
        return self.failed.kept if self.failed is not None else None

    @property
    def is_noted(self) -> bool:
        """Whether all that was done is in the journal, from which it comes back."""
        return self._keeper.is_noted

    def save(self) -> None:
        """Have the response as it is now written, in a while.

        The position is part of it; but who only reads a completed one leaves its file alone.
        """
        if self.interview.reads_only or (self.interview.status == COMPLETED and not self._changed):
            return
        entries, self._entries = self._entries, []
        self._keeper.save(self._response, entries)

    def save_to(self, path: Path) -> None:
        """From now on write another file; one that is there is not overwritten.

        Who waited until all is settled knows that nothing more is kept for the first one.
        """
        self._keeper.abandon()
        self._place, kept = path, self._keeper.kept
        self._keeper = self._keeper_of(path, self._response, Found())
        if kept is not None:
            self._keeper.keeps(kept)
        self.save()

    def past(self) -> Sequence[Turn] | Path:
        """The turns, oldest first, that led to the response as it was opened.

        Read from the journal, so not for the interface's thread. Where that turns out to be
        damaged, it is put away and another one begun; the path is where it is kept.
        """
        from lgq_tui.storage import recovery

        last = self._found.last
        turns = recovery.past(self.path, self._opened, last) if last is not None else ()
        if turns is not None:
            return turns
        there = journal_of(self.path)
        why = recovery.why_unusable(there)
        self.is_newer = why == recovery.NEWER
        kept = recovery.put_away(there, why, datetime.now(UTC))
        self._keeper.begin_anew()
        return kept or there

    def news(self) -> list[str]:
        """What the person should hear of the file as it was found, not for the interface's thread.

        Whether it is as it was saved, and whether an end in the middle of a save has left anything.
        """
        from lgq_tui.storage import seal

        found = []
        if self._theirs is not None:
            found += [say("recovery.theirs", name=self._place.name, kept=self._theirs.name)]
        if self._is_torn:
            found += [say("recovery.torn")]
        if self._found.content is not None:
            if not seal.holds(self._opened):
                found += [self._altered()]
            elif not seal.rest_holds(self._opened):
                found += [say("recovery.altered_rest", name=self._place.name)]
        return found

    def _altered(self) -> str:
        """The sentence that says what in the file is not as it was saved."""
        from lgq_tui.core.merge import between
        from lgq_tui.exports.changes import altered
        from lgq_tui.storage import recovery

        was = recovery.as_sealed(self._place, self._opened, self.questionnaire)
        changes = between(self.questionnaire, was, self._opened) if was is not None else ()
        names = list(dict.fromkeys(one.name for one in altered(self.questionnaire, changes, say)))
        if not names:
            return say("recovery.altered_somewhere", name=self._place.name)
        answers = "; ".join([*names[:3], *("…" for _ in names[3:4])])
        return say("recovery.altered", name=self._place.name, answers=answers)

    def told(self) -> Told:
        """All that the journal tells, not for the interface's thread; nothing where there is none.

        What was just done is in it.
        """
        from lgq_tui.storage import journal

        self._keeper.flush(2)
        there = journal_of(self.path)
        if not os.path.lexists(there):
            return Told()
        try:
            reading = journal.read(there)
        except UnreadableError as error:
            return Told(flaw=error.message)
        return Told((*reading.events, *reading.beyond), journal.flaw(reading))

    def differences(self) -> list[Altered]:
        """What the first of that which the file lacks would change, in words."""
        from lgq_tui.exports.changes import altered

        changes = self.interview.come_of(self.lacking[0].turns) if self.lacking else ()
        return list(altered(self.questionnaire, changes, say))

    def recover(self) -> None:
        """Take the first of that which the file lacks."""
        lacking = self.lacking.pop(0)
        self.interview.recover(lacking.turns)
        self.interview.goto(lacking.position)
        if lacking.kept:
            self._keeper.keeps(lacking.path)
        if not self.lacking:  # what is not decided is offered again after an end in between
            self.save()

    def set_aside(self) -> Path:
        """Do without the first of that which the file lacks; where it is kept."""
        from lgq_tui.storage import recovery

        lacking = self.lacking.pop(0)
        kept = recovery.set_aside(lacking, datetime.now(UTC))
        if not lacking.kept:
            self._keeper.begin_anew()
        if not self.lacking and self._entries:
            self.save()
        return kept

    @property
    def _response(self) -> Response:
        response = self.interview.response
        named = settings.author() if self.is_assisted else settings.named_outside()
        authors = response.authors
        if self._changed and named and named not in authors:
            authors = (*authors, named)
        return response._replace(modified=self._modified, authors=authors)

    def settle(self, seconds: float) -> bool:
        """Wait until all is written; False if it could not be."""
        return self._keeper.flush(seconds)

    def close(self) -> None:
        """Write what is to be written, and remember the file among the recent ones."""
        from lgq_tui.storage import recent

        self._keeper.close(10)
        self.release()
        recent.remember(self.as_recent(self.subject))

    def as_recent(self, subject: str) -> Recent:
        """What the list of recent files says of it."""
        from lgq_tui.storage.recent import Recent

        progress = self.interview.progress()
        return Recent(
            self.path,
            subject,
            responses.stamp(datetime.now(UTC)),
            self.interview.status,
            progress.answered,
            progress.total,
            self.questionnaire.id,
            self.is_assisted,
        )

    def elsewhere(self) -> Path:
        """A name to offer for another file: who the response is about says it.

        Where the file cannot be written, it is in another folder. Not for the interface's thread.
        """
        from lgq_tui.storage import names

        folder = self.path.parent
        if self.failed is not None:
            folder = folders.other_than(folder)
        ending = ".json" if self.path.suffix.lower() == ".json" else ".response.yaml"
        stem = names.safe(self.subject) if self.subject else self.path.name.partition(".")[0]
        return folders.free(folder, stem or self.questionnaire.id, ending)

    @property
    def subject(self) -> str:
        """Who the response is about, "" while nobody has said."""
        return self._part_of or subject_of(self.questionnaire, self.interview.value)

    @property
    def _part_of(self) -> str:
        """Who the response is about of which this is a part, "" where it is none."""
        part = self._opened.part
        return part.subject if part is not None else ""

    @property
    def unit(self) -> str:
        """Whose part of a response this is, "" where it is none, or nobody has said."""
        part = self._opened.part
        return part.unit if part is not None else ""

    @property
    def subject_at_once(self) -> str:
        """The same without names of countries, which take a moment to load."""
        there = self.interview.value
        return self._part_of or subject_of(self.questionnaire, there, but="country")

    @property
    def code(self) -> str:
        """A few signs that stand for all that the response says."""
        from lgq_tui.storage import seal

        return seal.code_of(seal.digest_of(self.interview.response))

    def _heard(self, turn: Turn) -> None:
        from lgq_tui.storage import journal

        now = datetime.now(UTC)
        self._changed = True
        self._modified = responses.stamp(now)
        self._entries.append(journal.Entry(journal.stamp(now), self.interview.focus, turn))


def sentence(failure: atomic.SaveError) -> str:
    """What to say of a save that failed: why, and where the answers are instead."""
    reason = render(failure.message)
    if failure.kept is None:
        return reason
    return say("saved.kept", reason=reason, path=failure.kept)
