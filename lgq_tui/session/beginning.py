"""How a session begins: with the file as it is found, and with what may be wrong with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.response import COMPLETED, Response
from lgq_tui.session.session import Session
from lgq_tui.storage import fallback, folders, responses
from lgq_tui.storage.found import Found, is_locked, journal_of, last_of
from lgq_tui.storage.plain import UnreadableError

if TYPE_CHECKING:
    from lgq_tui.storage.keeper import Heard

_SOMETHING_ELSE = (
    "file.is_folder",
    "file.no_file",
    "file.not_there",
    "file.not_readable",
    "file.too_large",
)
"""What is said of files that are no response cut off, or written over by chance."""


def opened(path: Path, questionnaire: Questionnaire, outcome: Callable[[Heard], None]) -> Session:
    """The session over a response file; one that does not exist is started.

    `plain.UnreadableError` where there is something that is no response to this questionnaire.
    """
    response, content, damaged = None, None, None
    path = folders.target(path)
    if not path.exists():
        _put_back(path)
    if path.exists():
        try:
            response, content = responses.read_with_bytes(path, questionnaire)
        except UnreadableError as error:
            damaged = _put_away(error, questionnaire)
    elif not path.absolute().parent.is_dir():
        raise UnreadableError(path, Message("file.no_folder", {"folder": str(path.parent)}))
    last = last_of(journal_of(path))
    seen = response.seal.get("event") if response is not None else None
    is_ahead = os.path.lexists(journal_of(path)) and (last is None or last.sum != seen)
    is_kept = response is not None and fallback.path_of(response.id).exists()
    if is_ahead or is_kept or is_locked(path):
        session = _opened_with_care(path, questionnaire, outcome, response, content)
        session.damaged = damaged
        return session
    response = response or responses.new(questionnaire, datetime.now(UTC))
    return Session(path, questionnaire, response, outcome, Found(content, last))


@contextmanager
def alone(
    path: Path, questionnaire: Questionnaire, standing: Mapping[str, str]
) -> Iterator[Session]:
    """The session over a response that a command changes by itself, saved and closed at the end.

    `NotDoneError`, and nothing is changed, where somebody else has it open (`held`), it is
    completed, or lacks what its journal has; `standing` has the sentences of the first two.
    `atomic.SaveError` where it cannot be saved.
    """
    session = opened(path, questionnaire, lambda outcome: None)
    holder = session.take_lock() if session.holder is None else session.holder
    if holder is not None:
        from lgq_tui.session import reports

        raise NotDoneError(Message(standing["held"], reports.about(holder)))
    try:
        if session.lacking:
            raise NotDoneError(Message("ask.lacks_something", {"path": path}))
        if session.interview.status == COMPLETED:
            raise NotDoneError(Message(standing["completed"], {"path": path}))
        yield session
    except BaseException:
        session.release()
        raise
    session.save()
    session.close()
    if session.failed is not None:
        raise session.failed


def _put_away(error: UnreadableError, questionnaire: Questionnaire) -> Path:
    """Rename a file that is damaged, where its journal knows what it held; else the error again."""
    from lgq_tui.storage import recovery

    path, key = error.path, error.message.key
    is_damaged = key.startswith("file.") and key not in _SOMETHING_ELSE
    if not (is_damaged or key in ("response.lacks", "response.no_format")):
        raise error
    if is_locked(path) or recovery.begun(path, questionnaire) is None:
        raise error
    kept = recovery.put_away(path, "broken", datetime.now(UTC))
    if kept is None:
        raise error
    return kept


def _put_back(path: Path) -> None:
    """Put a file back that an end in the middle of a save has left under another name."""
    from lgq_tui.storage import swap

    if swap.is_left_over(path):
        swap.left_over(path, datetime.now(UTC))


def _opened_with_care(
    path: Path,
    questionnaire: Questionnaire,
    outcome: Callable[[Heard], None],
    response: Response | None,
    content: bytes | None,
) -> Session:
    """The session over a response that somebody else is at work on, or that lacks what its journal
    or another place has."""
    from lgq_tui.storage import recovery

    now = datetime.now(UTC)
    response = response or recovery.begun(path, questionnaire) or responses.new(questionnaire, now)
    session = Session(path, questionnaire, response, outcome, Found(content))
    if session.take_lock() is None:
        session.examine(now)
    return session
