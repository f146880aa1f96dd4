"""The letter that goes out to the respondent, and the reply that comes in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.response import COMPLETED
from lgq_tui.locales.speech import render, say
from lgq_tui.prompt.commands.documents import decide
from lgq_tui.session.deciding import Decisions
from lgq_tui.session.naming import document_named
from lgq_tui.storage.atomic import SaveError
from lgq_tui.storage.plain import UnreadableError

if TYPE_CHECKING:
    from lgq_tui.prompt.conversation import Conversation


def letter(talk: Conversation, rest: str) -> None:
    """Write the letter with all open queries; its name says in which format."""
    from lgq_tui.session import letter as letters

    if not _takes_changes(talk):
        return
    name = rest or talk.ask(say("export.where"))
    if not name:
        return
    path = document_named(name)
    if os.path.lexists(path):
        talk.refuse(say("new.there", path=path))
        return
    try:
        count = letters.write_letter(talk.session, path)
    except (NotDoneError, SaveError) as error:
        talk.refuse(render(error.message))
        return
    talk.tell(say("letter.written", path=path), say("letter.sent", count=count))


def reply(talk: Conversation, rest: str) -> None:
    """Go through what a reply says; of a script, what is certain is taken."""
    from lgq_tui.session import letter as letters

    if not _takes_changes(talk):
        return
    name = rest or talk.ask(say("letter.which_reply"))
    if not name:
        return
    path, one = document_named(name), talk.session.questionnaire
    try:
        imported = letters.read_reply(path, talk.interview.response, lambda language: one)
    except NotDoneError as error:
        talk.refuse(render(error.message))
        return
    except UnreadableError as error:
        talk.refuse(f"{path}: {render(error.message)}")
        return
    talk.tell(*map(render, imported.flaws))
    decide(talk, Decisions(path, imported.forms[0], talk.interview))


def _takes_changes(talk: Conversation) -> bool:
    """Whether anything may be said here; where not, that is told."""
    if talk.interview.reads_only:
        talk.refuse(say("lock.takes_nothing"))
        return False
    if talk.interview.status == COMPLETED:
        talk.refuse(say("reopen.first"))
        return False
    return True
