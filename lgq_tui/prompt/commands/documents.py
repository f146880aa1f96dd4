"""Documents that go out, and those that come in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.proposals import Proposal
from lgq_tui.locales.speech import render, say
from lgq_tui.session import exporting, importing, reports
from lgq_tui.session.deciding import ACCEPTED, REFUSED, Decisions
from lgq_tui.session.naming import document_named
from lgq_tui.storage.atomic import SaveError
from lgq_tui.storage.plain import UnreadableError

if TYPE_CHECKING:
    from lgq_tui.core.proposals import Placement
    from lgq_tui.prompt.conversation import Conversation
    from lgq_tui.session.importing import Imported

_PUBLIC = "--public"
_STOP, _CERTAIN = "stop", "certain"


def export(talk: Conversation, rest: str) -> None:
    """Write the response as a document; its name says in which format."""
    session = talk.session
    public = rest.startswith(_PUBLIC)
    name = rest.removeprefix(_PUBLIC).strip() or talk.ask(say("export.where"))
    if not name:
        return
    path = document_named(name)
    response = session.interview.response
    if os.path.lexists(path):
        talk.refuse(say("new.there", path=path))
        return
    try:
        if public:
            exporting.must_be_public(session.questionnaire, response)
        exporting.must_be_known(path)
        found = [(session.path, response)]
        exporting.export(exporting.order_of(session.questionnaire, found, public), path, not public)
    except (NotDoneError, SaveError) as error:
        talk.refuse(render(error.message))
        return
    talk.tell(say("export.done", path=path))


def bring_in(talk: Conversation, rest: str) -> None:
    """Go through what a document proposes; of a script, what is certain is taken."""
    if talk.interview.reads_only:
        talk.refuse(say("lock.takes_nothing"))
        return
    name = rest or talk.ask(say("import.which"))
    if not name:
        return
    path = document_named(name)
    one = talk.session.questionnaire
    try:
        imported = importing.read(path, lambda language: one)
    except (NotDoneError, UnreadableError) as error:
        talk.refuse(reports.of_failure(error))
        return
    talk.tell(*map(render, imported.flaws))
    form = _form(talk, imported)
    if form is not None:
        decide(talk, Decisions(path, form, talk.interview))


def _form(talk: Conversation, imported: Imported) -> Placement | None:
    """The one form of a document that is meant."""
    if len(imported.forms) == 1:
        return imported.forms[0]
    if not talk.is_answered:
        values = {"path": imported.path, "count": len(imported.forms)}
        talk.refuse(say("import.several_forms", **values))
        return None
    titles = [importing.title_of(form, number) for number, form in enumerate(imported.forms)]
    answers = [(str(number), title) for number, title in enumerate(titles)]
    return imported.forms[int(talk.chosen(answers, say("ask.number_prompt")))]


def decide(talk: Conversation, decisions: Decisions) -> None:
    """Have what a document proposes be decided on, and take it; the rest is told."""
    if talk.is_answered:
        _ask_one_by_one(talk, decisions)
    else:
        decisions.accept_certain()
    accepted, asked = decisions.accepted, decisions.asked

    def take() -> None:
        importing.take(talk.session, decisions.document, accepted, asked, decisions.form)

    form = decisions.form
    talk.tell(*map(render, form.told))
    if talk.answers.change(take):
        talk.tell(say("import.taken", count=len(accepted), name=decisions.document.name))
        for one in form.replies:
            name = importing.named(decisions.questionnaire, one)
            words = " ".join(one.quote.words.split())
            talk.tell(f"{name}: {say('letter.report.kept', label=one.label, words=words)}")
    for doubt in asked:
        name = importing.named(decisions.questionnaire, doubt)
        talk.tell(f"{name}: {say('import.report.query', doubt=render(doubt.message))}")
    for left in decisions.left:
        words = " ".join(left.quote.words.split())
        talk.tell(say(f"import.report.left.{left.why}", words=words))
    talk.place.look_again()


def _ask_one_by_one(talk: Conversation, decisions: Decisions) -> None:
    """Ask about each proposal, until there is none, or enough."""
    index = decisions.next_open(-1)
    while index is not None:
        one = decisions.entries[index]
        assert isinstance(one, Proposal)
        _tell(talk, decisions, index, one)
        ways = [(ACCEPTED, say("key.accept")), (REFUSED, say("key.refuse"))]
        ways += [(_CERTAIN, say("key.all_certain")), (_STOP, say("key.done"))]
        way = talk.chosen(ways, say("ask.number_prompt"))
        if way == _STOP:
            return
        if way == _CERTAIN:
            decisions.accept_certain()
        else:
            decisions.decide(index, way)
        index = decisions.next_open(index)


def _tell(talk: Conversation, decisions: Decisions, index: int, one: Proposal) -> None:
    answer = importing.answer_of(decisions.questionnaire, one)
    place = importing.spoken_place(one.quote.place)
    where = say("import.in_document", place=place) if place else say("import.in_document_somewhere")
    talk.tell(f"{decisions.name(index)}: {answer}", f"{where} {one.quote.words}")
    if one.doubt is not None:
        talk.tell(render(one.doubt))
