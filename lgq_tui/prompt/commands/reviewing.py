"""Seeing the whole: problems, all answers, what was there before; and completing it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lgq_tui.core.definition import Item
from lgq_tui.core.paths import as_text, from_text, top_of
from lgq_tui.core.problems import ERROR, Problem
from lgq_tui.core.response import AMENDED, COMPLETED
from lgq_tui.core.steps import HAD_BACK, STATUS, Change
from lgq_tui.core.wording import footnotes_in, plain
from lgq_tui.exports.answers import answers_of, named
from lgq_tui.exports.changes import altered, name_of, with_sources, within
from lgq_tui.locales.speech import render, say, say_missing
from lgq_tui.locales.times import local
from lgq_tui.prompt import asking
from lgq_tui.prompt.commands.rounds import without_a_place
from lgq_tui.prompt.wordings import worded
from lgq_tui.session.session import sentence

if TYPE_CHECKING:
    from lgq_tui.prompt.conversation import Conversation

_ALL = "all"
_MOST = 30
"""Changes that are listed."""


def tell_commands(talk: Conversation, rest: str) -> None:
    """What can be typed."""
    from lgq_tui.prompt.commands import COMMANDS

    talk.tell(say("ask.help.answers"), "", say("ask.help.title"))
    for name in COMMANDS:
        talk.tell(f"/{name}: {say(f'ask.help.{name}')}")
    contact = talk.interview.questionnaire.contact
    if contact:
        talk.tell("", say("help.contact", contact=contact))


def footnotes(talk: Conversation, rest: str) -> None:
    """The footnotes of this question, or all, or one by its number."""
    questionnaire = talk.interview.questionnaire
    names = [*questionnaire.footnotes]
    items = [one for item in talk.place.page.items for one in item.walk()]
    texts = [text for item in items for text in (item.label, *(c.label for c in item.choices))]
    here = list(dict.fromkeys(note for text in texts for note in footnotes_in(text)))
    if rest and not (rest.isdecimal() and 0 < int(rest) <= len(names)):
        talk.refuse(say("ask.no_number", most=len(names)) if names else say("footnotes.none"))
        return
    if rest:
        here = [names[int(rest) - 1]]
    for name in here or names:
        talk.tell(f"[{names.index(name) + 1}] {worded(questionnaire.footnotes[name], names)}")
    if not names:
        talk.refuse(say("footnotes.none"))


def problems(talk: Conversation, rest: str) -> None:
    """All problems that are open; each can be gone to by its number."""
    found = [one for one in talk.interview.problems() if one.open]
    _list(talk, found)
    if not found:
        talk.tell(say("review.clean"))


def _list(talk: Conversation, found: list[Problem]) -> None:
    entries = [(as_text(one.path), asking.named(talk.interview, one)) for one in found]
    talk.listed(entries)
    if entries:
        talk.tell(say("ask.goto_listed"))


def review(talk: Conversation, rest: str) -> None:
    """All questions with their answers and problems."""
    interview = talk.interview
    by_question: dict[str, list[Problem]] = {}
    for one in interview.problems():
        by_question.setdefault(str(one.path[0]), []).append(one)
    for section in interview.questionnaire.sections:
        progress = interview.progress(section)
        number = f"{section.number}. " if section.number else ""
        count = say("ask.section", count=progress.answered, total=progress.total)
        talk.tell("", f"{number}{plain(section.title)}. {count}")
        for item in section.items:
            if item.detail_of is None and interview.is_relevant((item.id,)):
                name = name_of(interview.questionnaire, (item.id,))
                talk.tell(f"{name}: {plain(item.label)}")
            for _, words in answers_of(item, interview, say_missing):
                talk.tell(words, indent=2)
            talk.tell(*_remarks(talk, item), indent=2)
            for one in by_question.pop(item.id, []):
                talk.tell(asking.named(interview, one), indent=2)
    for rest_of in by_question.values():
        talk.tell(*(asking.named(interview, one) for one in rest_of))
    if interview.earlier.round is not None and interview.earlier.round.kept:
        talk.tell("", *without_a_place(interview))
    talk.tell("", _counts(interview.problems()), asking.state_of_response(interview))


def _remarks(talk: Conversation, item: Item) -> Iterator[str]:
    """What is said about a question and its parts, besides why there is no answer."""
    for inner in item.walk():
        name = within(talk.interview.questionnaire, from_text(inner.path))
        for said in asking.said_lines(talk.interview, inner.path):
            yield f"{named(name)} {said}" if name else said


def _counts(found: tuple[Problem, ...]) -> str:
    to_confirm = sum(one.is_to_confirm for one in found)
    lacking = sum(one.lacking for one in found) - to_confirm
    errors = sum(one.severity == ERROR and not one.lacking for one in found)
    warnings = sum(one.severity != ERROR and one.open for one in found)
    counts = {"to_confirm": to_confirm} if to_confirm else {}
    counts |= {"lacking": lacking, "errors": errors, "warnings": warnings}
    return ", ".join(say(f"review.{name}", count=count) for name, count in counts.items()) + "."


# What it was before ------------------------------------------------------------------------------


def history(talk: Conversation, rest: str) -> None:
    """What the answers to this question were before, the newest first; those to all with `all`."""
    entries = list(_changes(talk, rest))[:_MOST]
    talk.changes = [change for _, change in entries]
    talk.tell(*(f"{number}. {said}" for number, (said, _) in enumerate(entries, 1)))
    talk.tell(say("ask.restore" if entries else "history.nothing"))


def _changes(talk: Conversation, which: str = "") -> Iterator[tuple[str, Change]]:
    told = talk.session.told()
    if told.flaw is not None:
        talk.tell(render(told.flaw))
    here = {item.id for item in talk.place.page.items} if which.casefold() != _ALL else set()
    for event in reversed(told.events):
        for change, source in with_sources(event.turn.step.changes if event.turn else ()):
            if here and (not change.path or top_of(str(change.path[0])) not in here):
                continue
            if change.operation == STATUS:
                continue  # what was completed then is not completed by saying so now
            changes = [change] if source is None else [change, source]
            [one] = altered(talk.interview.questionnaire, changes, say)
            said = say(f"ask.{_KINDS[event.kind]}", **asking.change_in_words(one))
            yield f"{local(event.at)}, {event.by}: {said}", change


_KINDS = {"done": "was", "undone": "undo", "redone": "redo"}


def restore(talk: Conversation, rest: str) -> None:
    """Have an answer again as a change in the history, by its number, made it."""
    if not talk.changes:
        talk.refuse(say("ask.history_first"))
        return
    if not (rest.isdecimal() and 0 < int(rest) <= len(talk.changes)):
        talk.refuse(say("ask.no_number", most=len(talk.changes)))
        return
    change = talk.changes[int(rest) - 1]
    if change.operation not in HAD_BACK:
        talk.refuse(say("history.not_alone"))
        return
    gone = False

    def make() -> None:
        nonlocal gone
        gone = not talk.interview.restore(change)

    if not talk.answers.change(make):
        return
    if gone:
        talk.tell(say("history.gone"))
        return
    [one] = altered(talk.interview.questionnaire, [change], say)
    talk.tell(say("ask.restored", **asking.change_in_words(one)))
    talk.place.look_again()


# Completing --------------------------------------------------------------------------------------


def complete(talk: Conversation, rest: str) -> None:
    """Complete the response, once nothing stands in the way; `yes` behind it answers at once."""
    session, interview = talk.session, talk.interview
    session.save()
    session.settle(1)
    if session.is_second_entry:
        talk.refuse(say("second.compare_outside"))
        return
    from lgq_tui.prompt.commands.keeping import both

    if session.met is not None:
        both(talk, "")
    if interview.status == COMPLETED:
        talk.tell(say("complete.done"), say("complete.code", code=session.code), say("ask.reopen"))
        return
    found = [one for one in interview.problems() if one.open]
    errors = [one for one in found if one.severity == ERROR]
    if errors:
        talk.tell(say("ask.in_the_way", count=len(errors)))
        _list(talk, errors)
        talk.stop()
        return
    if found:
        _list(talk, found)
        talk.tell(say("complete.warnings", count=len(found)))
    if interview.is_part:
        talk.tell(say("complete.part", path=session.path))
        return
    talk.tell(say("complete.ready"), *_statements(talk))
    if interview.reads_only:
        talk.refuse(say("lock.takes_nothing"))
    elif talk.agreed(say("ask.complete_prompt"), rest):
        _complete(talk)


def _statements(talk: Conversation) -> Iterator[str]:
    """What is declared by completing: the answers of the last section."""
    for item in talk.interview.questionnaire.sections[-1].items:
        said = [words for _, words in answers_of(item, talk.interview, say_missing)]
        if said:
            yield f"{named(plain(item.label))} {'; '.join(said)}"


def _complete(talk: Conversation) -> None:
    session, interview = talk.session, talk.interview
    if interview.complete():
        return
    session.save()
    session.settle(5)
    if session.met is not None:
        return  # what somebody else did comes first, and may open it again
    if interview.status == AMENDED:
        talk.tell(say("complete.amended"), say("ask.amended_open"))
    else:
        talk.tell(say("complete.done"))
    if interview.questionnaire.closing:
        talk.tell(worded(interview.questionnaire.closing))
    failed = session.failed
    talk.tell(sentence(failed) if failed else say("complete.file", path=session.path))
    talk.tell(say("complete.code", code=session.code))


def reopen(talk: Conversation, rest: str) -> None:
    """Open a completed response again, as amended."""
    if talk.interview.reads_only:
        talk.refuse(say("lock.takes_nothing"))
    elif talk.interview.status != COMPLETED:
        talk.refuse(say("ask.not_completed"))
    elif talk.agreed(say("reopen.title"), rest):
        talk.interview.reopen()
        talk.session.save()
        talk.tell(say("ask.reopened"))
