"""Saving, other places, other people's changes, and leaving."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lgq_tui.core.merge import NONE, Clash, Merge
from lgq_tui.core.response import COMPLETED
from lgq_tui.exports.changes import altered
from lgq_tui.locales.speech import say
from lgq_tui.prompt.ending import LeaveError
from lgq_tui.session import reports
from lgq_tui.session.naming import path_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lgq_tui.core.steps import Change
    from lgq_tui.prompt.conversation import Conversation
    from lgq_tui.session.packets import Givers


def save(talk: Conversation, rest: str) -> None:
    """Save now, and say whether that was done."""
    session = talk.session
    session.save()
    if session.settle(5):
        talk.tell(say("ask.saved", path=session.path))
    elif session.met is not None:
        both(talk, "")


def elsewhere(talk: Conversation, rest: str) -> None:
    """Go on in another file, which is not there yet."""
    session = talk.session
    if talk.interview.reads_only:
        talk.refuse(say("lock.takes_nothing"))
        return
    offered = str(session.elsewhere())
    name = rest or talk.ask(say("leave.where"), offered) or offered
    path = path_named(name)
    if os.path.lexists(path):
        talk.refuse(say("new.there", path=path))
        return
    if not path.absolute().parent.is_dir():
        talk.refuse(say("new.no_folder", folder=path.parent))
        return
    session.release()
    session.settle(5)
    session.save_to(path)
    session.take_lock()
    if session.settle(5):
        talk.tell(say("ask.saved", path=session.path))
    else:
        talk.stop()  # why, is among the news


def both(talk: Conversation, rest: str) -> None:
    """Put together what somebody else has saved meanwhile with what was done here."""
    session = talk.session
    session.save()
    session.settle(2)
    met = session.met
    if met is None:
        talk.tell(say("ask.no_clash"))
        return
    merge = session.merge(met)
    changes, _ = chosen(talk, merge, say("merge.title", name=met.path.name))
    done = session.reconcile(met, changes)
    talk.tell(reports.of_merge("merge", met.path.name, session.questionnaire, done, met.theirs))
    talk.place.look_again()


def chosen(
    talk: Conversation, merge: Merge, title: str, givers: Givers | None = None
) -> tuple[Sequence[Change], Sequence[Clash]]:
    """The changes to take: all, and those that are chosen where both answered the same; and what
    is left undecided.

    With `givers`, it is told who gave each answer, and one can decide later.
    """
    taken, undecided = [*merge.changes], list[Clash]()
    later = [("later", say("key.decide_later"))] if givers is not None else []
    if merge.clashes:
        clashes = "packet.clashes" if givers is not None else "merge.clashes"
        talk.tell(title, say(clashes, count=len(merge.clashes)))
    if len(merge.clashes) > 1:
        ways = [(way, say(f"ask.clash.{way}")) for way in ("each", "mine", "theirs")]
        way = talk.chosen([*ways, *later], say("ask.number_prompt"))
        if way == "theirs":
            taken += (change for clash in merge.clashes for change in clash.taken)
        if way != "each":
            return taken, merge.clashes if way == "later" else ()
    for clash in merge.clashes:
        changes = (clash.mine, clash.theirs)
        [mine, theirs] = altered(talk.interview.questionnaire, changes, say)
        talk.tell(mine.name)
        sides = (
            say("merge.mine", answer=mine.new or "-"),
            say("merge.theirs", answer=theirs.new or "-"),
        )
        if givers is not None:
            sides = (
                _given("packet.here", mine.new, givers.mine(clash).words),
                _given("packet.there", theirs.new, givers.theirs(clash).words),
            )
        answers = [*zip(("mine", "theirs"), sides, strict=True), *later]
        answer = talk.chosen(answers, say("ask.number_prompt"))
        if answer == "theirs":
            taken += clash.taken
        elif answer == "later":
            undecided.append(clash)
    return taken, undecided


def _given(key: str, answer: str, by: str) -> str:
    """An answer with who gave it."""
    said = say(key, answer=answer or "-")
    return f"{said} {say('packet.given', by=by)}" if by else said


def copy(talk: Conversation, rest: str) -> None:
    """Take what a copy beside the file says."""
    session = talk.session
    if talk.interview.reads_only:
        talk.refuse(say("lock.takes_nothing"))
        return
    copies = session.copies()
    able = [(one, merge) for one in copies if (merge := session.merge_with(one)) != NONE]
    if not able:
        named = copies[0].path.name if copies else ""
        talk.tell(say("copies.same", name=named) if copies else say("copies.none"))
        return
    one, merge = able[0]
    name = one.path.name
    if talk.interview.status == COMPLETED and not talk.agreed(say("reopen.title"), rest):
        return
    changes, _ = chosen(talk, merge, say("copies.title", name=name))
    done = session.take_of(one, changes)
    talk.tell(reports.of_merge("copies", name, session.questionnaire, done, one.response))
    talk.place.look_again()


def leave(talk: Conversation, rest: str) -> None:
    """Save and leave."""
    raise LeaveError
