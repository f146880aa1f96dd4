"""One response being filled: its interview, its file, and when each was changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview, Step
from lgq_tui.core.messages import Message
from lgq_tui.core.response import COMPLETED, Response
from lgq_tui.core.subject import subject_of
from lgq_tui.storage import atomic, responses
from lgq_tui.storage.keeper import Keeper, Saved
from lgq_tui.storage.plain import UnreadableError

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
        known: bytes | None,
        outcome: Callable[[Outcome], None],
    ) -> None:
        self.questionnaire = questionnaire
        self.interview = Interview(
            questionnaire, response, today=datetime.now().astimezone().date(), listener=self._heard
        )
        self._outcome = outcome
        self._keeper = Keeper(path, questionnaire, outcome, known)
        self._modified = response.modified
        self._changed = False

    @property
    def path(self) -> Path:
        """The file that is being written."""
        return self._keeper.path

    @property
    def saved(self) -> bool:
        """Whether all that was answered is in the file."""
        return self._keeper.saved

    def save(self) -> None:
        """Have the response as it is now written, in a while.

        The position is part of it; but who only reads a completed one leaves its file alone.
        """
        if self.interview.status == COMPLETED and not self._changed:
            return
        self._keeper.save(self.interview.response._replace(modified=self._modified))

    def save_to(self, path: Path) -> None:
        """From now on write another file; one that is there is not overwritten."""
        self._keeper.close(0)
        self._keeper = Keeper(path, self.questionnaire, self._outcome)
        self.save()

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
    def subject(self) -> str:
        """Who the response is about, "" while nobody has said."""
        return subject_of(self.questionnaire, self.interview.value)

    @property
    def subject_at_once(self) -> str:
        """The same without names of countries, which take a moment to load."""
        return subject_of(self.questionnaire, self.interview.value, but="country")

    def _heard(self, step: Step) -> None:
        self._changed = True
        self._modified = responses.stamp(datetime.now(UTC))


def opened(path: Path, questionnaire: Questionnaire, outcome: Callable[[Outcome], None]) -> Session:
    """The session over a response file; one that does not exist is started.

    `plain.UnreadableError` where there is something that is no response to this questionnaire.
    """
    if path.exists():
        response, known = responses.read_with_bytes(path, questionnaire)
    elif not path.absolute().parent.is_dir():
        raise UnreadableError(path, Message("file.no_folder", {"folder": str(path.parent)}))
    else:
        response, known = responses.new(questionnaire, datetime.now(UTC)), None
    return Session(path, questionnaire, response, known, outcome)
