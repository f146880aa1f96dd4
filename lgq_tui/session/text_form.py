"""Answering a whole questionnaire as one text, in the person's own editor."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import FrameType

from lgq_tui.core.check import check
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.paths import as_text
from lgq_tui.core.problems import ERROR, Problem
from lgq_tui.core.response import COMPLETED
from lgq_tui.core.steps import DONE, Change, Step, Turn
from lgq_tui.core.text_form import comments
from lgq_tui.core.text_form.changes import Taken, taken
from lgq_tui.core.text_form.records import Left, Reading
from lgq_tui.exports import text_form as exported
from lgq_tui.imports import text_form as imported
from lgq_tui.locales.speech import render, say, say_missing
from lgq_tui.locales.times import local
from lgq_tui.session import beginning, editor, reports
from lgq_tui.session.session import Session, sentence
from lgq_tui.session.text_file import TextFile, origin_of
from lgq_tui.storage import plain
from lgq_tui.storage.plain import UnreadableError

Tell = Callable[[str], None]
Ask = Callable[[str], bool]
"""Asks somebody a question, and says whether the answer is yes."""

FINE, PROBLEMS = 0, 1

_PATIENCE = 20.0
"""Seconds that saving may take."""
_ALL = None
"""That nothing of the text could be read."""
_AT_ONCE = 1.0
"""Seconds within which nobody has edited anything."""


def edit(path: Path, questionnaire: Questionnaire, tell: Tell, ask: Ask | None) -> int:
    """Have a response edited as a text, and take what was written; the exit status.

    Without `ask`, nobody is there to be asked whether to go on where something is wrong.
    `NotDoneError`, `UnreadableError` or `SaveError` where that cannot be done, or be saved.
    """
    if editor.command() is None:
        raise editor.EditorError(Message("editor.none"))
    session = _opened(path, questionnaire)
    try:
        return _Editing(session, tell, ask).run()
    finally:
        session.release()


def _opened(path: Path, questionnaire: Questionnaire) -> Session:
    """The session over a response that may be edited here and now."""
    session = beginning.opened(path, questionnaire, lambda outcome: None)
    refusal = _refusal(session)
    if refusal is not None:
        session.release()
        raise NotDoneError(refusal)
    return session


def _refusal(session: Session) -> Message | None:
    holder = session.holder or session.take_lock()
    path = session.path
    if holder is not None:
        values = {"who": holder.by or say("lock.somebody"), "host": holder.host or "?"}
        since = local(holder.since) if holder.since else "?"
        return Message("text_form.locked", {**values, "since": since})
    if _is_to_be_decided(session):
        return Message("text_form.lacks", {"path": path})
    if session.interview.status == COMPLETED:
        return Message("text_form.completed", {"path": path})
    if path.exists() and not os.access(path, os.W_OK):
        return Message("save.not_allowed", {"path": path})
    return None


def _is_to_be_decided(session: Session) -> bool:
    """Whether the file lacks anything that a person has to see; what changes nothing is taken."""
    took_over = False
    while session.lacking and not session.differences():
        session.recover()
        took_over = True
    if took_over:
        session.settle(_PATIENCE)
    return bool(session.lacking)


class _Editing:
    """One response between its file, its text and the editor."""

    def __init__(self, session: Session, tell: Tell, ask: Ask | None) -> None:
        self._session, self._tell, self._ask = session, tell, ask
        self._text = TextFile(session.path)
        self._changed: set[str] = set()
        self._marks: tuple[exported.Mark, ...] = ()
        self._comments: frozenset[str] = frozenset()
        """What the text said that is not read, when it was written."""
        self._left: int | None = 0
        """How much of the text could not be taken."""
        self._seconds = 0.0
        self._today = datetime.now().astimezone().date()

    @property
    def _interview(self) -> Interview:
        return self._session.interview

    def run(self) -> int:
        """Edit until all is taken, or until the person has had enough; the exit status."""
        self._tell_news()
        self._begin()
        try:
            marked = self._round()
            while marked and self._ask is not None and self._is_wished(marked):
                marked = self._round()
        finally:
            if self._changed:
                self._session.close()
        return self._end()

    def _round(self) -> int:
        """Have the text edited, and take what it says; how much is marked in it then."""
        self._have_edited()
        try:
            return self._take(self._text.read())
        except UnreadableError as error:
            if error.message.key != "text_form.not_utf8":
                raise
            mark = exported.Mark(error.line or 1, render(error.message))
        self._marks, self._left = (mark,), _ALL
        return 1

    def _is_wished(self, marked: int) -> bool:
        if self._left is _ALL:
            self._tell_marks()
        else:
            self._tell(say("text_form.marked", count=marked))
        return self._ask is not None and self._ask(say("text_form.again"))

    # --- the beginning, and the editor ---------------------------------------------------------

    def _tell_news(self) -> None:
        away, damaged = self._session.quarantined, self._session.damaged
        if damaged is not None:
            self._tell(say("recovery.damaged", name=damaged.name))
        if away is not None:
            key = "recovery.newer" if self._session.is_newer else "recovery.quarantined"
            self._tell(say(key, name=away.name))
        for news in self._session.news():
            self._tell(news)

    def _begin(self) -> None:
        found = self._text.found(self._origin, self._is_taken)
        if found is not None and found.kept is None:
            self._comments = self._written().comments
            self._tell(say("text_form.resumed", time=local(found.time), text=self._text.path))
            return
        if found is not None:
            kept = found.kept.name if found.kept else ""
            self._tell(say("text_form.put_away", time=local(found.time), kept=kept))
        self._put(self._written())

    def _put(self, written: exported.Written) -> None:
        self._text.write(written.text)
        self._comments = written.comments

    @property
    def _origin(self) -> str:
        text = exported.text_of(self._interview, say, render).text
        return origin_of(self._interview, text, is_new=not self._session.path.exists())

    def _is_taken(self, text: str) -> bool:
        """Whether a text that was there says nothing that the response does not say already, as
        after an end between saving and doing away with the text."""
        found = self._found(self._read(text))
        no_news = not found.changes and not found.left
        return no_news and comments.are_ours(text, self._written().comments)

    def _written(self, left: tuple[Left, ...] = ()) -> exported.Written:
        return exported.text_of(self._interview, say, render, self._origin, left)

    def _have_edited(self) -> None:
        began, before = time.monotonic(), plain.read_bytes(self._text.path)
        try:
            with _interrupts_are_of_the_editor():
                editor.edit(self._text.path)
        except editor.EditorError as error:
            is_blank = before == self._written().text.encode("utf-8", "replace")
            if is_blank and plain.read_bytes(self._text.path) == before:
                self._text.remove()
                raise
            values = {"reason": render(error.message), "text": self._text.path}
            raise NotDoneError(Message("text_form.stays", values)) from error
        self._seconds = time.monotonic() - began

    # --- taking what was written ---------------------------------------------------------------

    def _take(self, text: str) -> int:
        """Take what the text says, and mark in it what is wrong."""
        interview = self._interview
        found = self._found(self._read(text, self._comments))
        if found.changes:
            self._changed |= set(map(_place, found.changes))
            interview.recover([Turn(DONE, Step(found.changes[0].path, found.changes))])
            self._save()
        written = self._written(found.left)
        self._marks, self._left = written.marks, len(found.left)
        if written.marks:
            self._put(written)
        return len(written.marks)

    def _read(self, text: str, known: frozenset[str] | None = None) -> Reading:
        return imported.read(text, self._session.questionnaire, say_missing, known)

    def _found(self, now: Reading) -> Taken:
        """What a text changes, and what of it cannot be taken."""
        before = self._read(self._written().text)
        return taken(self._interview, now, before, self._today)

    def _save(self) -> None:
        session = self._session
        session.save()
        session.settle(_PATIENCE)
        met = session.met
        if met is not None:
            merge = session.merge(met)
            if not merge.clashes:
                done = session.reconcile(met, merge.changes)
                session.settle(_PATIENCE)
                name, form = session.path.name, session.questionnaire
                self._tell(reports.of_merge("text_merge", name, form, done, met.theirs))
        if session.failed is not None:
            values = {"reason": sentence(session.failed), "text": self._text.path}
            raise NotDoneError(Message("text_form.not_saved", values))

    # --- the end -------------------------------------------------------------------------------

    def _end(self) -> int:
        """Do away with the text if all of it was taken, and say what came of it."""
        session = self._session
        errors = self._tell_problems()
        if self._left is _ALL:
            self._tell(say("text_form.all_left", text=self._text.path))
        elif self._left:
            self._tell(say("text_form.left", count=self._left, text=self._text.path))
        else:
            self._text.remove()
        if session.beside is not None:
            names = {"name": session.path.name, "other": session.beside.name}
            self._tell(say("saved.beside", **names))
        if self._changed:
            self._tell(say("text_form.done", count=len(self._changed), path=session.path))
        elif self._left == 0:
            at_once = self._seconds < _AT_ONCE
            self._tell(say("text_form.at_once" if at_once else "text_form.unchanged"))
        return PROBLEMS if errors or self._left != 0 else FINE

    def _tell_marks(self) -> None:
        for mark in self._marks:
            self._tell(f"{self._text.path}:{mark.line}: {mark.sentence}")

    def _tell_problems(self) -> bool:
        """Say where each problem is, in the text if that stays; whether there is any error."""
        problems = check(self._session.questionnaire, self._interview.response, self._today)
        if self._left != 0:
            self._tell_marks()
        else:
            for one in filter(_is_open, problems):
                kind = "" if one.severity == ERROR else f"{say('cli.warning')} "
                words = render(one.message, one.sentence)
                self._tell(f"{self._session.path}: {as_text(one.path)}: {kind}{words}")
        return any(one.severity == ERROR for one in problems)


def _is_open(problem: Problem) -> bool:
    return problem.open


def _place(change: Change) -> str:
    """What a change is about: the answer, or what is said of it."""
    return as_text(change.path)


@contextmanager
def _interrupts_are_of_the_editor() -> Iterator[None]:
    """Ctrl-C is for whoever has the keys: ended by it, this program would end the editor as well,
    with all that is not saved in there."""

    def ignore(number: int, frame: FrameType | None) -> None:
        pass  # a function, as children begin without it; what is ignored they would ignore too

    old = signal.signal(signal.SIGINT, ignore)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, old)
