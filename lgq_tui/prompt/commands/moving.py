"""Going back, on, and to any question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lgq_tui.core.definition import Item
from lgq_tui.core.paths import from_text, item_path
from lgq_tui.core.progress import State
from lgq_tui.core.search import folded, matches
from lgq_tui.core.wording import plain
from lgq_tui.locales.speech import say

if TYPE_CHECKING:
    from lgq_tui.prompt.conversation import Conversation

_MOST = 12
"""Questions that are listed to choose from."""
_STATES = {
    State.NOT_ASKED: "sign.not_asked",
    State.EMPTY: "ask.empty",
    State.PARTIAL: "sign.partial",
    State.ANSWERED: "sign.answered",
    State.TO_CONFIRM: "carried.to_confirm",
    State.PROBLEM: "ask.with_problem",
}


def back(talk: Conversation, rest: str) -> None:
    """To what was asked before."""
    if not talk.place.back():
        talk.refuse(say("ask.at_beginning"))


def next_question(talk: Conversation, rest: str) -> None:
    """To the next question, whatever else this one asks."""
    talk.turn()


def previous_question(talk: Conversation, rest: str) -> None:
    """To the question before."""
    if not talk.place.turn_back():
        talk.refuse(say("ask.at_beginning"))


def again(talk: Conversation, rest: str) -> None:
    """The question once more."""
    talk.again()


def goto(talk: Conversation, rest: str) -> None:
    """To a question by its number, its id, words of it, or a number of what was listed last."""
    rest = rest or talk.ask(say("ask.goto_prompt"))
    path = talk.path_of(rest) or _entry(talk, rest)
    if path is not None:
        _go(talk, path)
        return
    found = _found(talk, rest)
    if not found and rest.isdecimal() and talk.count_listed:
        talk.refuse(say("ask.no_number", most=talk.count_listed))
    elif not found:
        talk.refuse(say("search.nothing"))
    elif len(found) == 1:
        _go(talk, found[0].path)
    else:
        talk.listed([(item.path, _said_of(talk, item)) for item in found[:_MOST]])
        talk.tell(say("ask.goto_several", count=len(found), shown=min(len(found), _MOST)))
        talk.stop()


def _entry(talk: Conversation, text: str) -> str | None:
    """A path into a list, as problems and texts have it; None for anything else."""
    is_one = item_path(from_text(text)) in talk.interview.questionnaire.by_path
    return text if "[" in text and is_one else None


def _go(talk: Conversation, path: str) -> None:
    if not talk.place.goto(path):
        talk.refuse(say("ask.no_such_entry" if "[" in path else "goto.not_asked"))


def sections(talk: Conversation, rest: str) -> None:
    """All sections and questions with how they stand."""
    questionnaire = talk.interview.questionnaire
    questions = [one for section in questionnaire.sections for one in section.questions]
    talk.listed([(question.path, _said_of(talk, question)) for question in questions])
    talk.tell(say("ask.goto_listed"))


def _said_of(talk: Conversation, item: Item) -> str:
    questionnaire = talk.interview.questionnaire
    question = questionnaire.top_level[item.path.partition(".")[0]]
    section = questionnaire.section_of[question.id]
    number = ".".join(filter(None, (section.number, question.number)))
    name = question.name if item is question else f"{question.name}, {plain(item.label)}"
    state = say(_STATES[talk.interview.judged_state(question)])
    return " ".join(filter(None, (number, f"{name}: {state}")))


def _found(talk: Conversation, text: str) -> list[Item]:
    """The items that a text means: by id or number exactly, else by words."""
    questionnaire = talk.interview.questionnaire
    if text in questionnaire.by_path:
        return [questionnaire.by_path[text]]
    wanted = folded(text).rstrip(".")
    for section in questionnaire.sections:
        for question in section.questions:
            number = ".".join(filter(None, (section.number, question.number)))
            if number and folded(number) == wanted:
                return [question]
        if section.number and folded(section.number) == wanted:
            return [section.questions[0]]
    return matches(questionnaire, text) if wanted else []
