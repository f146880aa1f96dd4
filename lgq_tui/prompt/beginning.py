"""Before the first question: which file, who else has it, and what it lacks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.text import visible
from lgq_tui.core.wording import plain
from lgq_tui.exports.changes import NOTHING
from lgq_tui.locales.speech import say
from lgq_tui.locales.times import local
from lgq_tui.prompt import asking
from lgq_tui.prompt.ending import LeaveError
from lgq_tui.prompt.line import CutError, GarbledError, TooLongError
from lgq_tui.prompt.news import quarantined
from lgq_tui.session import reports
from lgq_tui.session.naming import path_named

if TYPE_CHECKING:
    from lgq_tui.prompt.conversation import Conversation
    from lgq_tui.prompt.line import Line
    from lgq_tui.prompt.news import News
    from lgq_tui.prompt.output import Output

_LEAVE = ("/quit", "/q")
_MOST = 200
"""Signs of an answer."""


def file_named(questionnaire: Questionnaire, line: Line, output: Output) -> Path:
    """The file to fill, where the command line names none: a recent one, or one that is typed."""
    if not line.is_answered:
        raise NotDoneError(Message("ask.no_file"))
    from lgq_tui.storage.recent import recent

    entries = [one for one in recent() if one.questionnaire in ("", questionnaire.id)]
    output.write(say("welcome.title"))
    for number, one in enumerate(entries, 1):
        progress = say("progress.answered", count=one.answered, total=one.total)
        names = ", ".join(filter(None, (one.title, one.path.name, str(one.path.parent))))
        status = say(f"status.{one.status}".replace("-", "_"))
        output.write(f"{number}. {visible(names)}: {status}, {progress}")
    output.write(say("ask.file" if entries else "ask.new_file"))
    while True:
        name = _line_of(line, output)
        if name in _LEAVE:
            raise LeaveError
        if name.isdecimal() and 0 < int(name) <= len(entries):
            return entries[int(name) - 1].path
        if name:
            there = Path(name).expanduser()
            return there if there.exists() else path_named(name)


def _line_of(line: Line, output: Output) -> str:
    """A line that can be used; nothing where it cannot, which is told."""
    try:
        return line.read(f"{say('ask.file_prompt')}: ").strip()
    except GarbledError:
        output.write(say("ask.garbled"))
    except (TooLongError, CutError):
        output.write(say("ask.cut"))
    return ""


def check(path: Path, questionnaire: Questionnaire) -> None:
    """`plain.UnreadableError` where a script would fill what is no sound response: it is not for a
    script to put that away and go on without it."""
    from lgq_tui.storage import responses

    if path.exists():
        responses.read(path, questionnaire)


def begin(talk: Conversation, news: News) -> None:
    """Decide what is to be decided before anything is asked; `LeaveError` for not now."""
    _decide_on_company(talk, news)
    session = talk.session
    if session.damaged is not None:
        talk.tell(say("recovery.damaged", name=session.damaged.name))
    elif session.quarantined is not None:
        talk.tell(quarantined(session, session.quarantined))
    while session.lacking:
        if session.differences():
            _decide_on_lacking(talk)
        else:
            session.recover()
    questionnaire = session.questionnaire
    names = filter(None, (plain(questionnaire.title), session.subject_at_once))
    talk.tell(f"{', '.join(names)}. {asking.state_of_response(session.interview)}")
    if session.told_first:
        talk.tell(session.told_first)
    talk.tell(say("ask.welcome"))
    if talk.can_be_called:
        talk.tell(say("ask.up"))
    if session.interview.reads_only:
        talk.tell(say("ask.reads_only"))


def _decide_on_company(talk: Conversation, news: News) -> None:
    session = talk.session
    if session.holder is None:
        return
    said = reports.of_holder("lock.title", session.holder)
    if not talk.is_answered:
        raise NotDoneError(Message("ask.is_open", {"said": said}))
    talk.tell(said)
    answers = [
        ("read", say("lock.read")),
        ("go", say("lock.go_on")),
        ("leave", say("lock.leave")),
    ]
    answer = talk.chosen(answers, say("ask.number_prompt"))
    if answer == "leave":
        raise LeaveError
    news.is_company_known = True
    if answer == "read":
        session.only_read()
    else:
        session.go_on()


def _decide_on_lacking(talk: Conversation) -> None:
    session = talk.session
    if not talk.is_answered:
        raise NotDoneError(Message("ask.lacks_something", {"path": session.path}))
    lacking, altered = session.lacking[0], session.differences()
    text = say(
        "recovery.kept_text" if lacking.kept else "recovery.text",
        count=len(altered),
        since=local(lacking.since),
        until=local(lacking.until),
        path=lacking.path,
    )
    talk.tell(f"{say('recovery.title')}. {text}")
    if lacking.broken:
        key = "recovery.newer_part" if lacking.newer else "recovery.broken"
        talk.tell(say(key, name=lacking.path.name))
    there = "recovery.there" if lacking.kept else "recovery.journal"
    for one in altered:
        talk.tell(one.name)
        talk.tell(say("recovery.file", answer=_short(one.old)), indent=2)
        talk.tell(say(there, answer=_short(one.new)), indent=2)
    answers = [
        ("apply", say("ask.apply")),
        ("aside", say("ask.aside")),
        ("leave", say("lock.leave")),
    ]
    answer = talk.chosen(answers, say("ask.number_prompt"))
    if answer == "leave":
        raise LeaveError
    if answer == "apply":
        session.recover()
    else:
        talk.tell(say("recovery.kept", name=session.set_aside()))


def _short(words: str) -> str:
    words = words or NOTHING
    return words if len(words) <= _MOST else f"{words[:_MOST]} ..."
