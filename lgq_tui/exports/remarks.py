"""What is said beside an answer, in a line of words: where it came from, what is asked back."""

from __future__ import annotations

from collections.abc import Callable

from lgq_tui.core.queries import OPEN, Query
from lgq_tui.core.sources import DOCUMENT, WEB_PAGE, AnswerSource

Say = Callable[..., str]
"""The catalogue's `say`: from a key and values to a sentence."""


def of_source(source: AnswerSource, say: Say, signed: str | None = None) -> str:
    """Where an answer came from: `From kl.pdf, page 3, Ms Lim, typed by Ana, ...: “It is 16%.”`

    `signed` says in fewer words who typed it, and when.
    """
    signed = _signed(source, say) if signed is None else signed
    origin = ", ".join(filter(None, (origin_of(source, say), signed)))
    if not source.words:
        return say("source.shown", origin=origin)
    return say("source.shown_words", origin=origin, words=" ".join(source.words.split()))


def origin_of(source: AnswerSource, say: Say) -> str:
    """Where it came from, and who answered there: `a call, Ms Lim`, `kl.pdf, page 3`."""
    origin = mode_of(source, say)
    if source.name and source.mode in (DOCUMENT, WEB_PAGE):
        origin = source.name
    elif source.name:
        origin = say("source.named", mode=origin, name=source.name)
    return ", ".join(filter(None, (origin, source.place, source.unit)))


def mode_of(source: AnswerSource, say: Say) -> str:
    """How it came: `a call`, `an e-mail`."""
    return say(f"source.{source.mode}".replace("-", "_"))


def _signed(source: AnswerSource, say: Say) -> str:
    """Who typed it, and when."""
    at = source.at.replace("T", " ").removesuffix("Z")
    if source.by and at:
        return say("source.typed_at", by=source.by, at=at)
    return say("source.typed", by=source.by) if source.by else at


def of_query(query: Query, say: Say) -> str:
    """What is asked, how that stands if it is more than asked, and what was said last."""
    asked, reply = " ".join(query.text.split()), " ".join(query.reply.split())
    if query.status == OPEN:
        shown = say("query.shown", text=asked)
    else:
        shown = say("query.shown_status", text=asked, status=say(f"query.{query.status}"))
    return say("query.replied", query=shown, reply=reply) if reply else shown
