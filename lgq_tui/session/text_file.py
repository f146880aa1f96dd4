"""The text of a response while it is edited: a file beside the response, that outlives the editor.

It begins with what it was written from. So one that was left behind can be told: it is gone on
with, or, where the response has changed since, put away.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from lgq_tui.core.interview import Interview
from lgq_tui.core.messages import Message
from lgq_tui.core.text_form import comments
from lgq_tui.storage import atomic, disk, folders, names, plain, recovery, seal
from lgq_tui.storage.found import text_of

_BEGINNING = 4_000
"""Signs in which it is looked for what a text was written from."""


class Found(NamedTuple):
    """A text that was there: when it was written last, and where it was put, if it was."""

    time: str
    kept: Path | None


class TextFile:
    """The text beside one response file."""

    def __init__(self, response: Path) -> None:
        self.path = text_of(response)
        self._response = response

    def found(self, origin: str, is_taken: Callable[[str], bool]) -> Found | None:
        """The text that is there; one that was written from something else is put away, or done
        away with where all that it says is in the response."""
        if not os.path.lexists(self.path):
            return None
        now = datetime.now(UTC)
        with contextlib.suppress(OSError):
            now = datetime.fromtimestamp(self.path.lstat().st_mtime, UTC)
        if self._origin() == origin:
            return Found(now.isoformat(), None)
        with contextlib.suppress(plain.UnreadableError):
            if is_taken(self.read()):
                self.remove()
                return None
        kept = folders.beside(self.path, recovery.EARLIER, now)
        try:
            disk.replace(self.path, kept)
        except OSError as error:
            raise atomic.failure(self.path, error) from error
        return Found(now.isoformat(), kept)

    def write(self, text: str) -> bytes:
        """Put a text in the place of the one that is there; only its owner can read a new one."""
        content = text.encode("utf-8", "replace")
        if len(content) > plain.MOST_BYTES:
            raise atomic.SaveError(
                self.path, Message("text_form.too_large", {"path": self._response})
            )
        atomic.write(self.path, content)
        return content

    def read(self) -> str:
        """What is in it now; `plain.UnreadableError` where that cannot be read."""
        content = plain.read_bytes(self.path)
        wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
        try:
            text = content.decode("utf-16" if wide else "utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            message = Message("text_form.not_utf8")
            raise plain.UnreadableError(self.path, message, line) from None
        if text.count("\n[") + text.count("\n@") > plain.MOST_NODES:
            message = Message("file.too_many", {"nodes": plain.MOST_NODES})
            raise plain.UnreadableError(self.path, message)
        return text

    def remove(self) -> None:
        """Do away with it: all that it says is in the response."""
        with contextlib.suppress(OSError):
            self.path.unlink()

    def _origin(self) -> str | None:
        try:
            with self.path.open("rb") if self.path.is_file() else open(os.devnull, "rb") as file:
                beginning = file.read(_BEGINNING).decode("utf-8", "replace")
        except OSError:
            return None
        return comments.origin_in(beginning)


def origin_of(interview: Interview, text: str, is_new: bool) -> str:
    """What a text is written from, in one line: a response as it is, or one that has no file, and
    the wording of the questions, which another language or edition has otherwise."""
    wording = comments.checksum(text)
    if is_new:
        questionnaire = interview.questionnaire
        return f"{questionnaire.id} {questionnaire.version}, new {wording}"
    response = interview.response
    digest = seal.digest_of(response).removeprefix("sha256:")[:16]
    return f"{names.safe(response.id)} {digest} {wording}"
