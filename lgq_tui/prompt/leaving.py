"""The end of a conversation: all is saved, and what to do next is said."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lgq_tui.core.problems import ERROR
from lgq_tui.core.response import COMPLETED
from lgq_tui.locales.speech import say
from lgq_tui.prompt import asking
from lgq_tui.prompt.commands import keeping
from lgq_tui.prompt.conversation import InsteadError
from lgq_tui.prompt.ending import LeaveError
from lgq_tui.session.session import sentence

if TYPE_CHECKING:
    from lgq_tui.prompt.conversation import Conversation


def stays(talk: Conversation) -> bool:
    """Save all; whether the person would rather stay, as something could not be saved."""
    try:
        return _stays(talk)
    except LeaveError:  # once more: whatever is not decided is kept, and comes back
        return False
    except InsteadError:
        return True


def _stays(talk: Conversation) -> bool:
    session = talk.session
    session.save()
    status = session.interview.status
    if session.settle(10):
        return False
    if session.met is not None:
        keeping.both(talk, "")
        session.settle(10)
        return session.interview.status != status
    if session.failed is None:
        return False
    kept = session.kept
    comes_back = kept is not None or session.is_noted
    talk.tell(sentence(session.failed))
    answers = [
        ("elsewhere", say("leave.elsewhere")),
        ("stay", say("leave.stay")),
        ("leave", say("leave.later" if comes_back else "leave.unsaved")),
    ]
    answer = talk.chosen(answers, say("ask.number_prompt"))
    if answer == "elsewhere":
        keeping.elsewhere(talk, "")
        return not session.saved
    return answer == "stay"


def close(talk: Conversation) -> None:
    """Write what is to be written; no question can be asked any more."""
    talk.session.save()
    talk.session.close()


def farewell(talk: Conversation, command: Sequence[str]) -> None:
    """Say where the answers are and by which command to go on, or why they could not be saved."""
    session = talk.session
    if session.interview.reads_only:
        talk.tell(say("ask.left_read", path=session.path))
        return
    if not session.saved:
        failed = session.failed
        talk.tell(sentence(failed) if failed else say("ask.not_saved", path=session.path))
        return
    state = asking.state_of_response(talk.interview)
    if session.interview.status == COMPLETED:
        talk.tell(say("ask.left_completed", path=session.path, state=state))
    else:
        again = shlex.join([*command, str(session.path)])
        talk.tell(say("ask.left", path=session.path, state=state, command=again))
    if session.beside is not None:
        talk.tell(say("leave.apart", name=session.path.name, other=session.beside.name))


def status(talk: Conversation) -> int:
    """The exit status: 2 where something is not saved, 1 where a script was not followed in all."""
    if not talk.session.saved:
        return 2
    if talk.is_answered:
        return 0
    errors = (one for one in talk.interview.problems() if one.severity == ERROR and not one.lacking)
    return int(talk.is_refused or any(errors))
