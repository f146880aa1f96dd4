"""Questions for the respondent: raised, listed, and closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lgq_tui.core.paths import from_text, top_of
from lgq_tui.core.queries import Asked
from lgq_tui.exports.changes import name_of
from lgq_tui.exports.remarks import of_query
from lgq_tui.locales.speech import say

if TYPE_CHECKING:
    from lgq_tui.prompt.conversation import Conversation


def raise_query(talk: Conversation, rest: str) -> None:
    """Ask the respondent something about what is asked here."""
    item = talk.place.item
    if item is None:
        talk.refuse(say("ask.no_question"))
        return

    def take(typed: str) -> None:
        is_raised = False

        def ask() -> None:
            nonlocal is_raised
            is_raised = talk.session.ask(item, typed)

        if talk.answers.change(ask):
            talk.tell(say("ask.queried" if is_raised else "query.is_there"))

    rest = rest or talk.ask(say("ask.query_prompt"), "", take)
    if rest:
        take(rest)


def list_queries(talk: Conversation, rest: str) -> None:
    """All queries that are open, with numbers to close them by, or to go there."""
    _list(talk, talk.interview.queries.open())
    if not talk.queries:
        talk.tell(say("ask.no_queries"))


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
    # Of that list as it was told: closing one must not make another one of the next number.
    listed = talk.queries = talk.queries or talk.interview.queries.open()
    if not listed:
        talk.refuse(say("ask.no_queries"))
    elif not (number.isdecimal() and 0 < int(number) <= len(listed)):
        talk.refuse(say("ask.no_number", most=len(listed)))
    else:
        _close(talk, listed[int(number) - 1])


def _close(talk: Conversation, asked: Asked) -> None:
    known = [(one.number, one.query.text) for one in talk.interview.queries.open(asked.item)]
    if (asked.number, asked.query.text) not in known:
        talk.refuse(say("ask.is_closed"))
    elif talk.answers.change(lambda: talk.session.close_query(asked.item, asked.number)):
        talk.tell(say("ask.closed", query=asked.query.text))
