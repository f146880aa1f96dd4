"""What happens to the file meanwhile: told before the next thing is asked."""

from __future__ import annotations

from pathlib import PurePath
from queue import Empty, SimpleQueue
from threading import Timer
from typing import TYPE_CHECKING

from lgq_tui.core.response import COMPLETED
from lgq_tui.locales.speech import say
from lgq_tui.session import reports
from lgq_tui.session.judges import load_judges
from lgq_tui.session.session import Session, sentence
from lgq_tui.session.starting import collect_garbage_again
from lgq_tui.storage.atomic import SaveError

if TYPE_CHECKING:
    from collections.abc import Callable

    from lgq_tui.prompt.conversation import Conversation
    from lgq_tui.storage.keeper import Heard

    Telling = Callable[[Conversation], None]


_REST = 0.05
"""Seconds in which the first prompt is written, and nothing else wants a processor."""


class News:
    """Collects what threads find out; it is told in the one that asks."""

    def __init__(self) -> None:
        self._untold: SimpleQueue[Telling] = SimpleQueue()
        self._last = ""
        self._told_of_clash = False
        self.is_company_known = False
        """Whether it is decided already what to do about somebody who has the file."""

    # In any thread -----------------------------------------------------------------------------

    def heard(self, outcome: Heard) -> None:
        """A save succeeded, did not, or waits for something."""
        from lgq_tui.storage.keeper import Met, Saved

        if isinstance(outcome, SaveError):
            self._tell_once(f"{sentence(outcome)} {say('saved.again')}")
        elif isinstance(outcome, Met):
            self._untold.put(self._meet)
        elif isinstance(outcome, Saved):
            beside = outcome.beside
            names = {"name": outcome.path.name, "other": beside.name if beside else ""}
            self._tell_once(say("saved.beside", **names) if beside is not None else "")

    def _tell_once(self, text: str) -> None:
        """Say something that may be so again and again, and once that it is so."""
        if text and text != self._last:
            self._untold.put(lambda talk: talk.tell(text))
        self._last = text

    def look_soon(self, talk: Conversation) -> None:
        """Look in a thread, once the first thing has been asked."""
        timer = Timer(_REST, self.look, (talk,))
        timer.daemon = True
        timer.start()

    def look(self, talk: Conversation) -> None:
        """Look for what else there is to know of the file, and load what judges answers."""
        session = talk.session
        session.make_ready()
        load_judges()
        talk.can_judge()
        session.rehearse()
        from lgq_tui.prompt import commands

        del commands  # there when the first one is typed
        collect_garbage_again()
        holder = None if self.is_company_known else session.take_lock()
        if holder is not None:
            session.share()
            self._say(reports.of_holder("lock.late", holder))
        past = session.past()
        if isinstance(past, PurePath):
            self._say(quarantined(session, past))
        else:
            turns = past
            self._untold.put(lambda talk: talk.interview.remember(turns))
        for text in session.news():
            self._say(text)
        for copy in session.copies()[:1]:
            self._say(say("copies.found", name=copy.path.name))

    def _say(self, text: str) -> None:
        self._untold.put(lambda talk: talk.tell(text))

    # In the thread that asks -------------------------------------------------------------------

    def tell(self, talk: Conversation) -> None:
        """Tell all that has been found out."""
        while True:
            try:
                telling = self._untold.get_nowait()
            except Empty:
                return
            telling(talk)

    def _meet(self, talk: Conversation) -> None:
        """Somebody else has saved: what both did is put together, or told where it clashes."""
        session = talk.session
        met = session.met
        if met is None:
            return
        merge = session.merge(met)
        if merge.clashes:
            if not self._told_of_clash:
                talk.tell(say("ask.clashes", name=met.path.name, count=len(merge.clashes)))
            self._told_of_clash = True
            return
        was = session.interview.status
        done = session.reconcile(met, merge.changes)
        talk.tell(reports.of_merge("merge", met.path.name, session.questionnaire, done, met.theirs))
        if was == COMPLETED or done:
            talk.place.look_again()


def quarantined(session: Session, kept: PurePath) -> str:
    """The sentence that a journal which cannot be used was put away."""
    return say("recovery.newer" if session.is_newer else "recovery.quarantined", name=kept.name)
