"""What is said beside an answer, in a line of words: where it came from, what is asked back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lgq_tui.core.carried import Carried
from lgq_tui.core.packets import MergedPacket
from lgq_tui.core.queries import OPEN, Query
from lgq_tui.core.sources import DOCUMENT, SELF, WEB_PAGE, AnswerSource
from lgq_tui.core.verification import AGREED, Verification

Say = Callable[..., str]
"""The catalogue's `say`: from a key and values to a sentence."""


def of_source(source: AnswerSource, say: Say, signed: str | None = None) -> str:
    """Where an answer came from: `From kl.pdf, page 3, Ms Lim, typed by Ana, ...: “It is 16%.”`

    `signed` says in fewer words who typed it, and when.
    """
    signed = _signed(source, say) if signed is None else signed
    if source.mode == SELF and not (source.name or source.place or source.words):
        whose = ", ".join(filter(None, (source.unit, signed)))
        return say("source.entered", whose=whose) if whose else mode_of(source, say)
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
    at = _time(source.at)
    if source.by and at:
        return say("source.typed_at", by=source.by, at=at)
    return say("source.typed", by=source.by) if source.by else at


def _time(at: str) -> str:
    """A time without what only machines need."""
    return at.replace("T", " ").removesuffix("Z")


def of_carried(one: Carried, say: Say) -> str:
    """What became of an answer of an earlier round: `confirmed by Ana, 2026-11-24 14:05:00 UTC`."""
    if one.is_open:
        return say("carried.to_confirm")
    return say("carried.confirmed", by=one.by or say("verified.nobody"), at=_time(one.at))


def of_verification(one: Verification, say: Say) -> str:
    """What came of a second entry, and who decided why."""
    values = {"by": one.by or say("verified.nobody"), "at": _time(one.at)}
    if one.outcome == AGREED:
        return say("verified.agreed", **values)
    who = one.decided_by or say("verified.nobody")
    decided = {"who": who, "when": _time(one.decided_at), "why": " ".join(one.why.split())}
    return say(f"verified.{one.outcome}", **values, **decided)


def of_packet(one: MergedPacket, say: Say) -> str:
    """Which packet was merged, by whom, and when."""
    unit, by = one.unit or say("packet.no_unit"), one.by or say("verified.nobody")
    return say("packet.merged", unit=unit, by=by, at=_time(one.at))


def of_query(query: Query, say: Say) -> str:
    """What is asked, how that stands if it is more than asked, and what was said last."""
    asked, reply = " ".join(query.text.split()), " ".join(query.reply.split())
    if query.status == OPEN:
        shown = say("query.shown", text=asked)
    else:
        shown = say("query.shown_status", text=asked, status=say(f"query.{query.status}"))
    return say("query.replied", query=shown, reply=reply) if reply else shown


def of_thread(query: Query, say: Say, when: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Each entry of a thread: when and by whom, with what became of the query, and what was said.

    `when` makes a time of ISO 8601 one that people read.
    """
    for number, one in enumerate(query.thread):
        done = one.status if number else "asked"
        head = [when(one.at), one.by, say(f"query.{done}") if done else ""]
        yield " · ".join(filter(None, head)), one.text
