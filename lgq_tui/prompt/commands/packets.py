"""Parts of the response that go out to departments, and those that come back."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.response import COMPLETED
from lgq_tui.locales.speech import render, say
from lgq_tui.prompt.commands.keeping import chosen
from lgq_tui.session import packets, reports, splitting
from lgq_tui.session.naming import path_named
from lgq_tui.storage.atomic import SaveError
from lgq_tui.storage.plain import UnreadableError

if TYPE_CHECKING:
    from lgq_tui.prompt.conversation import Conversation
    from lgq_tui.session.packets import Joining

_WANTED = re.compile(r"""\s*([^\s,]+(?:\s*,\s*[^\s,]+)*)(?:\s+("[^"]+"|\S+))?(?:\s+(.*\S))?\s*""")


def split(talk: Conversation, rest: str) -> None:
    """Write sections into a file for a department: `I,IV`, the file, in quotation marks where its
    name has blanks, and whose part it is."""
    session = talk.session
    wanted = _WANTED.fullmatch(rest)
    named, name, unit = wanted.groups("") if wanted is not None else ("", "", "")
    questionnaire = session.questionnaire
    try:
        sections = splitting.sections_named(questionnaire, named)
        packet = splitting.packet_of(questionnaire, session.interview.response, sections, unit)
        path = (
            path_named(name.strip('"')) if name else splitting.name_of(session.path, unit, sections)
        )
        if os.path.lexists(path):
            talk.refuse(say("new.there", path=path))
            return
        splitting.write(path, packet, questionnaire)
    except (NotDoneError, SaveError) as error:
        talk.refuse(render(error.message))
        return
    labels = splitting.words_of(sections)
    talk.tell(say("split.done", path=path, sections=labels))


def merge(talk: Conversation, rest: str) -> None:
    """Merge a part that came back."""
    session = talk.session
    if talk.interview.reads_only:
        talk.refuse(say("lock.takes_nothing"))
        return
    name = rest or talk.ask(say("packet.which"))
    if not name:
        return
    session.save()
    session.settle(2)
    path, here = path_named(name.strip('"')), session.interview.response
    try:
        packet = packets.read(path, session.path, here, session.questionnaire)
    except (NotDoneError, UnreadableError) as error:
        talk.refuse(reports.of_failure(error))
        return
    one = packets.joining(session, packet)
    talk.tell(*map(render, one.told))
    if one.is_settled:
        if not one.told:
            talk.tell(say("packet.nothing_new", path=path))
        return
    if talk.interview.status == COMPLETED:
        if not talk.agreed(say("reopen.title"), ""):
            return
        talk.interview.reopen()
    _take(talk, one)


def _take(talk: Conversation, one: Joining) -> None:
    session, name = talk.session, one.packet.path.name
    givers = packets.givers(session, one) if one.merge.clashes else None
    changes, undecided = chosen(talk, one.merge, say("packet.title", name=name), givers)
    done = packets.take(session, one, changes, undecided)
    talk.tell(reports.of_packet(name, session.questionnaire, done, undecided))
    talk.place.look_again()
