"""What an earlier round said: confirming it, and seeing what has no place any more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lgq_tui.core.interview import Interview
from lgq_tui.core.paths import from_text, item_about
from lgq_tui.exports.changes import name_of
from lgq_tui.exports.rounds import homeless, last_time
from lgq_tui.locales.speech import say

if TYPE_CHECKING:
    from lgq_tui.prompt.conversation import Conversation


def confirm(talk: Conversation, rest: str) -> None:
    """Say that the answer of the previous round is so still, and go on."""
    part = talk.place.part
    item = talk.interview.earlier.open_on(item_about(part.path)) if part is not None else None
    if part is None or item is None:
        talk.refuse(say("round.nothing_to_confirm"))
        return
    if not talk.answers.change(lambda: talk.session.confirm(item)):
        return
    left = len(talk.interview.earlier.to_confirm())
    talk.tell(say("round.confirmed", count=left))
    talk.advance(part)


def earlier(talk: Conversation, rest: str) -> None:
    """What the previous round said and has no place here, and what is answered otherwise now."""
    if talk.interview.earlier.round is None:
        talk.refuse(say("round.none"))
        return
    talk.tell(*without_a_place(talk.interview))
    questionnaire = talk.interview.questionnaire
    changed = [
        f"{name_of(questionnaire, from_text(item.path))}: {last_time(item, said, say)}"
        for top in questionnaire.items
        for item, said in talk.interview.earlier.changed_in(top)
    ]
    if changed:
        talk.tell("", f"{say('round.changed')}:", *changed)
    waiting = talk.interview.earlier.to_confirm()
    names = [(one, name_of(questionnaire, from_text(one))) for one in waiting]
    if names:
        talk.tell("", say("round.waiting", count=len(names)))
        talk.listed(names)
        talk.tell(say("ask.goto_listed"))


def without_a_place(interview: Interview) -> Iterator[str]:
    """What an earlier round said and is asked nowhere now."""
    there = interview.earlier.round
    if there is not None:
        yield f"{say('round.homeless')}:"
        yield from (one.line for one in homeless(interview.questionnaire, there, say))
        if not there.kept:
            yield say("round.all_placed")
