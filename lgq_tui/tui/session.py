"""One response being filled: its interview, its file, and when each was changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview, Turn
from lgq_tui.core.messages import Message
from lgq_tui.core.response import COMPLETED, Response
from lgq_tui.core.subject import subject_of
from lgq_tui.locales.speech import render, say
from lgq_tui.storage import atomic, fallback, folders, names, responses
from lgq_tui.storage.found import Found, journal_of, last_of
from lgq_tui.storage.plain import UnreadableError

if TYPE_CHECKING:
    from lgq_tui.exports.changes import Altered
    from lgq_tui.storage.journal import Entry, Event
    from lgq_tui.storage.keeper import Keeper, Saved
    from lgq_tui.storage.recovery import Examined

    Outcome = Saved | atomic.SaveError


class Session:
    """Keeps the file of an interview up to date.

    `outcome` is told of every save, in the thread that did it.
    """

    def __init__(
        self,
        path: Path,
        questionnaire: Questionnaire,
        response: Response,
        outcome: Callable[[Outcome], None],
        found: Found,
        examined: Examined | None = None,
    ) -> None:
        self.questionnaire = questionnaire
        self.interview = Interview(
            questionnaire, response, today=datetime.now().astimezone().date(), listener=self._heard
        )
        self._outcome = outcome
        self._place, self._opened, self._found = path, response, found
        self._entries: list[Entry] = []
        self._modified = response.modified
        self.lacking = list(examined.lacking) if examined else []
        self.quarantined = examined.quarantined if examined else None
        self._changed = False

    @cached_property
    def _keeper(self) -> Keeper:
        # Not needed, and not imported, before the first screen stands.
        return self._keeper_of(self._place, self._opened, self._found)

    def _keeper_of(self, path: Path, base: Response, found: Found) -> Keeper:
        from lgq_tui.storage.keeper import Keeper
        from lgq_tui.storage.settings import author

        return Keeper(path, self.questionnaire, self._outcome, base, found, author)

    def make_ready(self) -> None:
        """Get ready to write, once the first screen stands."""
        self._keeper  # noqa: B018

    @property
    def path(self) -> Path:
        """The file that is being written."""
        return self._keeper.path

    @property
    def saved(self) -> bool:
        """Whether all that was answered is in the file."""
        return self._keeper.saved

    @property
    def failed(self) -> atomic.SaveError | None:
        """What hindered the last save."""
        return self._keeper.failed

    def save(self) -> None:
        """Have the response as it is now written, in a while.

        The position is part of it; but who only reads a completed one leaves its file alone.
        """
        if self.interview.status == COMPLETED and not self._changed:
            return
        entries, self._entries = self._entries, []
        self._keeper.save(self._response, entries)

    def save_to(self, path: Path) -> None:
        """From now on write another file; one that is there is not overwritten."""
        self._keeper.close(0)
        self._keeper = self._keeper_of(path, self._response, Found())
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
        kept = recovery.put_away(there, "broken", datetime.now(UTC))
        self._keeper.begin_anew()
        return kept or there

    def events(self) -> Sequence[Event]:
        """All that the journal tells, not for the interface's thread; nothing where there is none.

        What was just done is in it.
        """
        from lgq_tui.storage import journal

        self._keeper.flush(2)
        try:
            reading = journal.read(journal_of(self.path))
        except UnreadableError:
            return ()
        return (*reading.events, *reading.beyond)

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
        self.save()

    def set_aside(self) -> Path:
        """Do without the first of that which the file lacks; where it is kept."""
        from lgq_tui.storage import recovery

        lacking = self.lacking.pop(0)
        kept = recovery.set_aside(lacking, datetime.now(UTC))
        if not lacking.kept:
            self._keeper.begin_anew()
        return kept

    @property
    def _response(self) -> Response:
        return self.interview.response._replace(modified=self._modified)

    def settle(self, seconds: float) -> bool:
        """Wait until all is written; False if it could not be."""
        return self._keeper.flush(seconds)

    def close(self) -> None:
        """Write what is to be written, and remember the file among the recent ones."""
        from lgq_tui.storage import recent

        self._keeper.close(10)
        progress = self.interview.progress()
        recent.remember(
            recent.Recent(
                self.path,
                self.subject,
                responses.stamp(datetime.now(UTC)),
                self.interview.status,
                progress.answered,
                progress.total,
            )
        )

    @property
    def elsewhere(self) -> Path:
        """A name to offer where the file cannot be written: who the response is about says it."""
        if not self.subject:
            return self.path
        ending = ".json" if self.path.suffix.lower() == ".json" else ".response.yaml"
        return folders.free(self.path.parent, names.safe(self.subject), ending)

    @property
    def subject(self) -> str:
        """Who the response is about, "" while nobody has said."""
        return subject_of(self.questionnaire, self.interview.value)

    @property
    def subject_at_once(self) -> str:
        """The same without names of countries, which take a moment to load."""
        return subject_of(self.questionnaire, self.interview.value, but="country")

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


def opened(path: Path, questionnaire: Questionnaire, outcome: Callable[[Outcome], None]) -> Session:
    """The session over a response file; one that does not exist is started.

    `plain.UnreadableError` where there is something that is no response to this questionnaire.
    """
    response, content = None, None
    if path.exists():
        response, content = responses.read_with_bytes(path, questionnaire)
    elif not path.absolute().parent.is_dir():
        raise UnreadableError(path, Message("file.no_folder", {"folder": str(path.parent)}))
    last = last_of(journal_of(path))
    seen = response.seal.get("event") if response is not None else None
    is_ahead = os.path.lexists(journal_of(path)) and (last is None or last.sum != seen)
    is_kept = response is not None and fallback.path_of(response.id).exists()
    if is_ahead or is_kept:
        return _recovered(path, questionnaire, outcome, response, content)
    response = response or responses.new(questionnaire, datetime.now(UTC))
    return Session(path, questionnaire, response, outcome, Found(content, last))


def _recovered(
    path: Path,
    questionnaire: Questionnaire,
    outcome: Callable[[Outcome], None],
    response: Response | None,
    content: bytes | None,
) -> Session:
    """The session over a response that lacks what its journal or another place has."""
    from lgq_tui.storage import recovery

    now = datetime.now(UTC)
    response = response or recovery.begun(path, questionnaire) or responses.new(questionnaire, now)
    examined = recovery.examined(path, response, questionnaire, now)
    found = Found(content, examined.last)
    return Session(path, questionnaire, response, outcome, found, examined)
