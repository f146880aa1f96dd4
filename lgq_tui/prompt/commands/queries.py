"""Questions for the respondent: raised, listed, and closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lgq_tui.core.paths import from_text, item_path, top_of
from lgq_tui.core.queries import OPEN, Asked
from lgq_tui.exports.changes import name_of
from lgq_tui.exports.remarks import of_query, of_thread
from lgq_tui.locales.speech import say
from lgq_tui.locales.times import local
from lgq_tui.prompt.commands.remarks import problems_here
from lgq_tui.session.asking import question_about

if TYPE_CHECKING:
    from lgq_tui.prompt.conversation import Conversation

_PROBLEM = "problem"
"""In place of a question: one about the problem that is told here."""


def raise_query(talk: Conversation, rest: str) -> None:
    """Ask the respondent something about what is asked here; `problem`, about that."""
    item, text = talk.place.item, ""
    if item is None:
        talk.refuse(say("ask.no_question"))
        return
    if rest.casefold() == _PROBLEM:
        found = problems_here(talk)
        if not found:
            talk.refuse(say("problem.nothing_to_ask"))
            return
        item, text, rest = item_path(found[0].path), question_about(found[0]), ""
        if talk.is_answered:
            talk.tell(text)
        else:
            rest = text

    def take(typed: str) -> None:
        is_raised = False

        def ask() -> None:
            nonlocal is_raised
            is_raised = talk.session.ask(item, typed)

        if talk.answers.change(ask):
            talk.tell(say("ask.queried" if is_raised else "query.is_there"))

    rest = rest or talk.ask(say("ask.query_prompt"), text, take) or text
    if rest:
        take(rest)


def list_queries(talk: Conversation, rest: str) -> None:
    """All queries that are open, with numbers to close them by, or to go there."""
    _list(talk, talk.interview.queries.open())
    if not talk.queries:
        talk.tell(say("ask.no_queries"))


def threads(talk: Conversation, rest: str) -> None:
    """All that was asked on what is asked here, closed or not, each with its thread."""
    top = top_of(talk.place.item or "")
    found = [one for one in talk.interview.queries.all() if top and top_of(one.item) == top]
    if not found:
        talk.tell(say("query.none_at_all"))
        return
    talk.queries = found
    talk.listed([(one.item, _named(talk, one)) for one in found])
    for number, one in enumerate(found, 1):
        label = f"[{one.query.label}]" if one.query.label else ""
        talk.tell(f"{number}. {label}".rstrip())
        for head, text in of_thread(one.query, say, local):
            talk.tell(f"{head}: {text}" if text else head)
    talk.tell(say("ask.thread_listed"))


def answered(talk: Conversation, rest: str) -> None:
    """Keep what came back to a query of the last list: its number, and the words."""
    number, _, words = rest.partition(" ")
    asked = _of_list(talk, number)
    if asked is None:
        return
    words = words.strip() or talk.ask(say("ask.reply_prompt"))
    if words and talk.answers.change(
        lambda: talk.session.reply_to(asked.item, asked.number, words)
    ):
        talk.tell(say("ask.replied"))


def raise_again(talk: Conversation, rest: str) -> None:
    """Wait for an answer to a query of the last list once more."""
    asked = _of_list(talk, rest)
    if asked is None:
        return
    query = talk.interview.queries.on(asked.item)[asked.number - 1]
    if not query.can_become(OPEN):
        talk.refuse(say("query.is_there"))
    elif talk.answers.change(lambda: talk.session.raise_again(asked.item, asked.number)):
        talk.tell(say("ask.queried"))


def _of_list(talk: Conversation, number: str) -> Asked | None:
    """The query that a number stands for; None, which is told, where it is none."""
    # Of that list as it was told: closing one must not make another one of the next number.
    listed = talk.queries = talk.queries or talk.interview.queries.open()
    if not listed:
        talk.refuse(say("ask.no_queries"))
    elif not (number.isdecimal() and 0 < int(number) <= len(listed)):
        talk.refuse(say("ask.no_number", most=len(listed)))
    else:
        asked = listed[int(number) - 1]
        if asked.number <= len(talk.interview.queries.on(asked.item)):
            return asked
        talk.refuse(say("ask.is_closed"))  # undo has taken it away
    return None


def close(talk: Conversation, rest: str) -> None:
    """Close a query: by its number in the last list, else the one on what is asked here."""
    if rest:
        _close_listed(talk, rest)
        return
    top = top_of(talk.place.item or "")
    here = [one for one in talk.interview.queries.open() if top and top_of(one.item) == top]
    if not here:
        talk.refuse(say("query.none_here"))
    elif len(here) == 1:
        _close(talk, here[0])
    else:
        _list(talk, here)
        _close_listed(talk, talk.ask(say("ask.number_prompt")))


def _list(talk: Conversation, found: tuple[Asked, ...] | list[Asked]) -> None:
    talk.queries = found
    talk.listed([(one.item, _named(talk, one)) for one in found])
    if found:
        talk.tell(say("ask.close_listed"))


def _named(talk: Conversation, asked: Asked) -> str:
    name = name_of(talk.interview.questionnaire, from_text(asked.item))
    return f"{name}: {of_query(asked.query, say)}"


def _close_listed(talk: Conversation, number: str) -> None:
    asked = _of_list(talk, number)
    if asked is not None:
        _close(talk, asked)


def _close(talk: Conversation, asked: Asked) -> None:
    known = [(one.number, one.query.text) for one in talk.interview.queries.open(asked.item)]
    if (asked.number, asked.query.text) not in known:
        talk.refuse(say("ask.is_closed"))
    elif talk.answers.change(lambda: talk.session.close_query(asked.item, asked.number)):
        talk.tell(say("ask.closed", query=asked.query.text))
