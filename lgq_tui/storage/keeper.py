"""Saving behind the person's back: to the journal, then to the file, in a thread of its own."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from threading import Condition, Thread
from typing import Any, NamedTuple

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.merge import differ
from lgq_tui.core.messages import Message
from lgq_tui.core.response import Response
from lgq_tui.core.steps import DONE, Step, Turn
from lgq_tui.storage import atomic, fallback, folders, journal, recovery, responses, seal
from lgq_tui.storage.found import Found, journal_of
from lgq_tui.storage.journal import AlteredError, Entry, Journal
from lgq_tui.storage.plain import UnreadableError
from lgq_tui.storage.swap import ChangedError


class Saved(NamedTuple):
    """What was done is on the disk, since `at` (UTC): in the journal of the file at `path`, or in
    the file itself.

    `beside` is the file that it was to go to, where somebody else has changed that in the meantime:
    their file is as they left it, and this one stands next to it.
    """

    path: Path
    at: datetime
    beside: Path | None = None


class Met(NamedTuple):
    """Somebody else has changed the file at `path` since it was read or written here.

    `base` is what both began with, `theirs` what the file says now, `content` its bytes. The file
    is as they left it, and what was done here is in the journal, until `Keeper.reconcile`.
    """

    path: Path
    base: Response
    theirs: Response
    content: bytes


Heard = Saved | Met | atomic.SaveError
Outcome = Callable[[Heard], None]


class _MetError(Exception):
    """Writing has to wait until what two people did is put together."""

    def __init__(self, met: Met) -> None:
        super().__init__(met.path)
        self.met = met


class _Try(NamedTuple):
    """What came of trying to save: how many entries are in the journal, and if the file is new."""

    outcome: Heard
    entries: int = 0
    written: bool = False


def _now() -> datetime:
    return datetime.now(UTC)


class Keeper:
    """Keeps one response file and its journal up to date.

    What is done goes to the journal first, and is saved from then on; the file follows as soon as
    there is nothing else to do. `base` is the response as it was before. `outcome` is told of every
    save, in the thread that did it; it should hand on what it hears and wait for nobody, as the
    next save waits for it.

    The thread lives only while there is something to write; it never keeps the program alive.
    """

    def __init__(
        self,
        path: Path,
        questionnaire: Questionnaire,
        outcome: Outcome,
        base: Response,
        found: Found | None = None,
        by: Callable[[], str] = str,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._path = path
        self._questionnaire = questionnaire
        self._outcome = outcome
        self._base = base
        found = found or Found()
        self._known = found.content
        self._shared = base
        """What the bytes that are known say."""
        self._perhaps: bytes | None = None
        """What the last save that failed may have written nevertheless."""
        self._by = by
        self._clock = clock
        self._journal = Journal(journal_of(path), by, found.last)
        self._hangs_together: bool | None = None
        self._beside: Path | None = None
        self._kept: Path | None = None
        self._settled = Condition()
        self._newest: Response | None = None  # until it is in the file
        self._entries: list[Entry] = []  # until they are in the journal
        self._failed = False
        self._failure: atomic.SaveError | None = None
        self._met: Met | None = None
        self._leaves_theirs = False
        """Whether another file is written rather than anybody asked."""
        self._alive = False
        self._closed = False

    @property
    def path(self) -> Path:
        """The file that is being written; another one once somebody else has changed the first."""
        return self._path

    @property
    def beside(self) -> Path | None:
        """The file that was to be written, where that is left as somebody else has made it."""
        return self._beside

    @property
    def saved(self) -> bool:
        """Whether all that was given is in the file."""
        with self._settled:
            return self._newest is None

    @property
    def is_noted(self) -> bool:
        """Whether all that was done is in the journal."""
        with self._settled:
            return not self._entries and bool(self._hangs_together)

    @property
    def failed(self) -> atomic.SaveError | None:
        """What hindered the last save, None where it was done."""
        return self._failure

    @property
    def met(self) -> Met | None:
        """What somebody else made of the file, as long as that is not put together with ours."""
        return self._met

    def reconcile(self, met: Met) -> None:
        """What they did is in the response from now on, as far as it is wanted: their file may be
        replaced, and is when the next response is given."""
        with self._settled:
            self._known, self._shared, self._met = met.content, met.theirs, None

    def save(self, response: Response, entries: Iterable[Entry] = ()) -> None:
        """Have what was done written down, and the response that came of it, in a while.

        A response that still waits is passed over; no entry is.
        """
        with self._settled:
            if self._closed:
                raise ValueError("closed")
            self._newest = response
            self._entries += entries
            self._start()

    def flush(self, timeout: float | None = None) -> bool:
        """Wait until all that was given is written; what failed before is tried once more.

        False where it fails again, or where `timeout` seconds were not enough. `outcome` may hear
        of it a moment later.
        """
        with self._settled:
            self._start()
            self._settled.wait_for(lambda: self._newest is None or self._failed, timeout)
            return self._newest is None

    def close(self, timeout: float | None = None) -> bool:
        """Flush, and take no more; what could not be put together goes to a file of its own."""
        done = self.flush(timeout)
        if self._met is not None:
            self._leaves_theirs = True
            done = self.flush(timeout)
        with self._settled:
            self._closed = True
        return done

    def abandon(self) -> None:
        """Take no more, and try no more to write what could not be written: it goes elsewhere."""
        with self._settled:
            self._closed, self._newest = True, None

    def begin_anew(self) -> None:
        """Do without the journal that was found; another one begins when there is more to say."""
        with self._settled:
            self._journal = Journal(journal_of(self._path), self._by)
            self._hangs_together = False

    @property
    def kept(self) -> Path | None:
        """Where the response is kept while it cannot be saved."""
        return self._kept

    def keeps(self, kept: Path) -> None:
        """What was kept elsewhere is in the response now, and goes once that is in its file."""
        self._kept = kept

    def _start(self) -> None:
        self._failed = False
        if self._newest is not None and not self._alive:
            Thread(target=self._work, name="lgq-keeper").start()
            self._alive = True

    # In the thread ---------------------------------------------------------------------------

    def _work(self) -> None:
        while (task := self._next()) is not None:
            response, entries = task
            tried = self._try(response, entries)
            with self._settled:
                del self._entries[: tried.entries]
                if tried.entries:
                    self._base = response
                elif tried.written and not entries:
                    self._base = self._shared  # else it is what comes before the entries that wait
                if self._newest is response:
                    self._failed = not isinstance(tried.outcome, Saved)
                    self._newest = None if tried.written else response
                self._told_of(tried.outcome)
                self._settled.notify_all()
            # Who is told may be gone already; what is to be saved is saved nevertheless.
            with contextlib.suppress(Exception):
                self._outcome(tried.outcome)

    def _told_of(self, outcome: Heard) -> None:
        self._failure = outcome if isinstance(outcome, atomic.SaveError) else None
        self._met = outcome if isinstance(outcome, Met) else self._met
        if self._newest is None:
            self._met = None

    def _next(self) -> tuple[Response, tuple[Entry, ...]] | None:
        """What to write now; None, and an end, where there is nothing or it has just failed."""
        with self._settled:
            if self._newest is None or self._failed:
                self._alive = False
                return None
            return self._newest, tuple(self._entries)

    def _try(self, response: Response, entries: tuple[Entry, ...]) -> _Try:
        try:
            if self._hangs_together is None:
                self._hangs_together = self._is_of_journal(self._base)
            if entries and self._write_down(response, entries):
                return _Try(self._saved(), len(entries))
            self._write(response)
            self._drop_kept(response)
            self._turn_over(response)
            return _Try(self._saved(), written=True)
        except _MetError as error:
            return _Try(error.met)
        except atomic.SaveError as error:
            failure = error
        except Exception as error:
            # Whatever it is: a person must hear that nothing is being saved.
            values = {"path": str(self._path), "reason": f"{type(error).__name__}: {error}"}
            failure = atomic.SaveError(self._path, Message("save.failed", values))
            failure.__cause__ = error
        failure.kept = self._kept = fallback.keep(response, self._questionnaire)
        return _Try(failure)

    def _drop_kept(self, response: Response) -> None:
        if self._kept is not None:
            fallback.drop(response.id)
            self._kept = None

    def _saved(self) -> Saved:
        return Saved(self._path, self._clock(), self._beside)

    def _write_down(self, response: Response, entries: tuple[Entry, ...]) -> bool:
        """Whether the journal has it now; where it cannot, the file may."""
        try:
            try:
                self._append(entries)
            except AlteredError:
                self._follow_others()
                self._append(entries)
        except atomic.SaveError:
            return False
        except AlteredError:
            self._step_aside()
            self._begin_journal(response)
        return True

    def _append(self, entries: tuple[Entry, ...]) -> None:
        if not self._hangs_together:
            entries = (self._as_base(self._base), *entries)
        self._journal.append(entries)
        self._hangs_together = True

    def _follow_others(self) -> None:
        """Somebody else wrote to the journal: ours goes on behind that, with a base of its own.

        AlteredError where theirs is no journal that ours could follow.
        """
        path, self._hangs_together = self._journal.path, False
        if not os.path.lexists(path):
            self._journal = Journal(path, self._by)
            return
        try:
            reading = journal.read(path)
        except UnreadableError as error:
            raise AlteredError(path) from error
        if reading.line is not None:
            raise AlteredError(path)
        self._journal = Journal(path, self._by, reading.last)

    def _is_of_journal(self, response: Response) -> bool:
        """Whether the journal ends with the response, so that what comes may follow it."""
        last = self._journal.last
        place = {"seq": last.number, "event": last.sum} if last is not None else {}
        return bool(place) and seal.holds(response) and place.items() <= response.seal.items()

    def _turn_over(self, response: Response) -> None:
        """Put a journal away that has grown long, and begin another one with what is in the file.

        It is turned as one turns a page: before it is so long that it could not be read again.
        """
        if not self._journal.is_full:
            return
        with contextlib.suppress(atomic.SaveError):  # all is in the file; the next save tries again
            if recovery.put_away(self._journal.path, "older", self._clock()) is not None:
                self._begin_journal(self._shared)
                self._write(response)

    def _begin_journal(self, response: Response) -> None:
        """A journal of its own from now on, which begins with how things are."""
        self._base, self._hangs_together = response, False
        self._journal = Journal(journal_of(self._path), self._by)
        self._journal.append([self._as_base(response)])
        self._hangs_together = True

    def _as_base(self, response: Response) -> Entry:
        if response is not self._shared:
            response = response._replace(seal={})  # that is of a file which says something else
        return Entry(
            journal.stamp(self._clock()), response.position or "", document=response.as_document()
        )

    def _write(self, response: Response) -> None:
        try:
            self._replace(response)
        except ChangedError as error:
            if self._leaves_theirs and not differ(self._questionnaire, self._shared, response):
                return  # there is nothing of ours that theirs could lack
            self._meet(response, error.content)
            self._replace(response)

    def _replace(self, response: Response) -> None:
        """Write the file, which has to be the one that is known; ChangedError where it is not."""
        sealed = self._sealed(response)
        content = responses.text_of(self._path, sealed, self._questionnaire)
        if content != self._known or not _holds(self._path, content):
            try:
                atomic.write_over(self._path, content, self._known)
            except atomic.SaveError:
                self._perhaps = content
                raise
        self._known, self._shared = content, sealed

    def _meet(self, response: Response, content: bytes) -> None:
        """Somebody else has changed the file: have it put together with ours, or go on in another
        file, where theirs cannot be understood."""
        if content == self._perhaps:
            self._known = content  # it was ours
            return
        try:
            theirs = responses.parse(self._path, content, self._questionnaire)
        except UnreadableError:
            theirs = None
        if theirs is None or theirs.id != self._shared.id:
            self._step_aside()
            self._begin_journal(response)
        elif self._leaves_theirs:
            self._leave_journal(theirs)
            self._step_aside()
            self._begin_journal(response)
        elif differ(self._questionnaire, self._shared, theirs):
            raise _MetError(Met(self._path, self._shared, theirs, content))
        else:
            self._known = content

    def _leave_journal(self, theirs: Response) -> None:
        """Have the journal go on with the file as it is: what was done here goes elsewhere, so that
        their file does not lack it. Another entry is behind it, as a base alone may be torn off."""
        time, place = journal.stamp(self._clock()), theirs.position or ""
        entries = (
            Entry(time, place, document=theirs.as_document()),
            Entry(time, place, Turn(DONE, Step((), ()))),
        )
        with contextlib.suppress(atomic.SaveError, AlteredError):
            try:
                self._journal.append(entries)
            except AlteredError:
                self._follow_others()
                self._journal.append(entries)

    def _step_aside(self) -> None:
        """Somebody else is at work on the file: go on under a name beside it."""
        self._beside = self._beside or self._path
        self._path = folders.beside(self._path, "mine", self._clock())
        self._known = None

    def _sealed(self, response: Response) -> Response:
        """The response of the file, which names the last event of the journal that is in it.

        Where the journal could not be written, events up to the number may be in it that nobody
        knows of; the file has what they say.
        """
        last, reached = self._journal.last, self._journal.reached
        place: dict[str, Any] = {"seq": reached} if reached >= 0 else {}
        if last is not None:
            place["event"] = last.sum
        return seal.sealed(response, place)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        raise atomic.failure(path, error) from error
