"""Saving behind the person's back: the newest response goes to its file, in a thread of its own."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Condition, Thread
from typing import NamedTuple

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.messages import Message
from lgq_tui.core.response import Response
from lgq_tui.storage import atomic, responses


class Saved(NamedTuple):
    """A response is in the file at `path`, since `at` (UTC).

    `beside` is the file that it was to go to, where somebody else has changed that in the meantime:
    their file is as they left it, and this one stands next to it.
    """

    path: Path
    at: datetime
    beside: Path | None = None


Outcome = Callable[[Saved | atomic.SaveError], None]


def _now() -> datetime:
    return datetime.now(UTC)


class Keeper:
    """Keeps one response file up to date.

    `known` are the bytes of the file when it was read (`responses.read_with_bytes`), None for a
    response that has no file yet. `outcome` is told of every save, in the thread that did it; it
    should hand on what it hears and wait for nobody, as the next save waits for it.

    The thread lives only while there is something to write; it never keeps the program alive.
    """

    def __init__(
        self,
        path: Path,
        questionnaire: Questionnaire,
        outcome: Outcome,
        known: bytes | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._path = path
        self._questionnaire = questionnaire
        self._outcome = outcome
        self._known = known
        self._clock = clock
        self._beside: Path | None = None
        self._settled = Condition()
        self._newest: Response | None = None  # until it is in the file
        self._failed = False
        self._alive = False
        self._closed = False

    @property
    def path(self) -> Path:
        """The file that is being written; another one once somebody else has changed the first."""
        return self._path

    @property
    def saved(self) -> bool:
        """Whether all that was given is in the file."""
        with self._settled:
            return self._newest is None

    def save(self, response: Response) -> None:
        """Have a response written, in a while; one that still waits is passed over."""
        with self._settled:
            if self._closed:
                raise ValueError("closed")
            self._newest = response
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
        """Flush, and take no more."""
        done = self.flush(timeout)
        with self._settled:
            self._closed = True
        return done

    def _start(self) -> None:
        self._failed = False
        if self._newest is not None and not self._alive:
            Thread(target=self._work, name="lgq-keeper").start()
            self._alive = True

    # In the thread ---------------------------------------------------------------------------

    def _work(self) -> None:
        while (response := self._next()) is not None:
            outcome = self._save(response)
            with self._settled:
                if self._newest is response:
                    self._failed = isinstance(outcome, atomic.SaveError)
                    self._newest = response if self._failed else None
                self._settled.notify_all()
            # Who is told may be gone already; what is to be saved is saved nevertheless.
            with contextlib.suppress(Exception):
                self._outcome(outcome)

    def _next(self) -> Response | None:
        """What to write now; None, and an end, where there is nothing or it has just failed."""
        with self._settled:
            if self._newest is None or self._failed:
                self._alive = False
                return None
            return self._newest

    def _save(self, response: Response) -> Saved | atomic.SaveError:
        try:
            return self._saved(response)
        except atomic.SaveError as error:
            return error
        except Exception as error:
            # Whatever it is: a person must hear that nothing is being saved.
            values = {"path": str(self._path), "reason": f"{type(error).__name__}: {error}"}
            failure = atomic.SaveError(self._path, Message("save.failed", values))
            failure.__cause__ = error
            return failure

    def _saved(self, response: Response) -> Saved:
        content = responses.text_of(self._path, response, self._questionnaire)
        there = _bytes_there(self._path, max(len(content), len(self._known or b"")))
        path, beside = self._path, self._beside
        if there not in (content, self._known, None):
            path, beside = _name_beside(path, self._clock()), beside or path
            there = None
        if there != content:
            atomic.write(path, content)
        self._path, self._beside, self._known = path, beside, content
        return Saved(path, self._clock(), beside)


def _bytes_there(path: Path, most: int) -> bytes | None:
    """The bytes of a file, and no more of them than show that there are more than `most`."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise atomic.failure(path, error) from error


def _name_beside(path: Path, now: datetime) -> Path:
    """`kl.response.yaml` as `kl.mine-20261123T114012.response.yaml`; never a file that is there."""
    ending = "".join(path.suffixes[-2:]) if path.stem.endswith(".response") else path.suffix
    stem = f"{path.name.removesuffix(ending)}.mine-{now.astimezone(UTC):%Y%m%dT%H%M%S}"
    counts = ("", *(f"-{number}" for number in range(2, 100)))
    names = (path.with_name(f"{stem}{count}{ending}") for count in counts)
    return next(name for name in names if not os.path.lexists(name))
