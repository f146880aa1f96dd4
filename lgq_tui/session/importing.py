"""A document that somebody else filled: what it proposes, and what is taken of that."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lgq_tui.core.definition import MISSING_REASONS, Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.part import SECOND_ENTRY
from lgq_tui.core.paths import Path as Steps
from lgq_tui.core.paths import as_text
from lgq_tui.core.proposals import Doubt, Placement, Proposal, Quote, Reply
from lgq_tui.core.proposals import Place as Spot
from lgq_tui.core.queries import ANSWERED, CLOSED, Query, Remark
from lgq_tui.core.response import STATUSES
from lgq_tui.core.sources import DOCUMENT, AnswerSource
from lgq_tui.core.steps import ANSWER, MISSING, NOTE, QUERY, SOURCE, Change, same
from lgq_tui.core.wording import runs
from lgq_tui.exports.changes import name_of
from lgq_tui.locales.speech import render, say, spoken
from lgq_tui.storage import responses
from lgq_tui.storage.plain import UnreadableError
from lgq_tui.storage.settings import author

if TYPE_CHECKING:
    from lgq_tui.core.response import Response
    from lgq_tui.imports.source import Bound
    from lgq_tui.session.session import Session

_RESPONSES = (".json", ".yaml", ".yml")
_LONGEST_WORDS = 300
"""Signs of the document's own words that are kept beside an answer."""

_NOTHING = Placement()

Languages = Callable[[str | None], Questionnaire]
"""From a language to the questionnaire in it."""


class Imported(NamedTuple):
    """What a document says: a placement for each form in it, and what could not be read."""

    path: Path
    forms: tuple[Placement, ...]
    flaws: tuple[Message, ...] = ()


def read(
    path: Path, in_language: Languages, is_wanted: Callable[[], bool] = lambda: True
) -> Imported:
    """What a document proposes; `UnreadableError` where it cannot be read.

    Not for the interface's thread: it is read by another process, which takes a moment, and is
    ended as soon as it is not wanted any more.
    """
    questionnaire = in_language(None)
    others = [in_language(one) for one in questionnaire.languages]
    if path.suffix.lower() in _RESPONSES:
        response = responses.read(path, questionnaire)
        if response.part is not None and response.part.kind == SECOND_ENTRY:
            raise UnreadableError(path, Message("import.second_entry"))
        return Imported(path, (_whole(response, questionnaire),))
    from lgq_tui.imports.placing.placer import place
    from lgq_tui.imports.reading import read as read_document

    try:
        source = read_document(path, is_wanted=is_wanted)
    except NotDoneError as error:
        raise UnreadableError(path, error.message) from error
    if source.edition is not None and source.edition.get("id") != questionnaire.id:
        values = {"id": source.edition.get("id"), "expected": questionnaire.id}
        raise UnreadableError(path, Message("import.other_questionnaire", values))
    if not source.passages and not source.bound:
        raise UnreadableError(path, _nothing(source.flaws))
    forms = [questionnaire, *others]
    known = tuple(_phrases(forms, source.bound)) if source.edition is not None else ()
    placed = place(source, forms, known)
    flaws = source.flaws
    if source.edition is None and not any(one.proposals or one.doubts for one in placed):
        flaws = (*flaws, Message("import.no_question"))
    return Imported(path, placed, flaws)


def _phrases(forms: Sequence[Questionnaire], bound: Sequence[Bound]) -> Iterator[str]:
    """What our own documents say besides the wording of the form: how to answer, how it stands."""
    from lgq_tui.exports.text_comments import Comments
    from lgq_tui.imports.placing.phrases import ANY

    yield from (say("choice.yes"), say("choice.no"))
    sentences = spoken().wordings.items()
    yield from (
        text
        for key, text in sentences
        if key.startswith("document.") and isinstance(text, str) and "{" not in text
    )
    for status in STATUSES:
        yield say("document.status", status=say(f"status.{status.replace('-', '_')}"))
    yield say("document.code", code=ANY * 8)
    yield from (say("document.entry", number=ANY * digits) for digits in (1, 2, 3))
    yield say("document.modified", time=f"{ANY * 12} UTC")
    for reason in MISSING_REASONS:
        yield say(f"missing.{reason.replace('-', '_')}")
        yield say("document.no_answer", reason=say(f"missing.{reason.replace('-', '_')}"))
    for one in forms:
        yield from (say("document.edition", version=one.version), one.version)
        yield say("document.return_to", contact=one.contact or "")
        texts = (one.introduction, one.closing, *one.footnotes.values())
        yield from (run.url for text in texts for run in runs(text or "") if run.url)
        comments = Comments(one, say)
        for item in one.by_path.values():
            yield from comments.how_and_when(item)
    # Who the form is about stands on top of it as well.
    subject = {path for one in forms for path in one.subject}
    yield from (one.text for one in bound if one.path in subject)


def _nothing(flaws: Sequence[Message]) -> Message:
    return flaws[0] if flaws else Message("import.empty")


def _whole(response: Response, questionnaire: Questionnaire) -> Placement:
    """A response file as a document: each answer that it has is a proposal; one that its previous
    round has given and nobody confirmed is doubtful."""
    interview = Interview(questionnaire, response)
    proposals = []
    unconfirmed = Message("import.doubt.to_confirm")
    for key, item in questionnaire.by_path.items():
        path = tuple(key.split("."))
        reason, note = response.missing.get(key), response.notes.get(key)
        if note is not None:
            proposals.append(Proposal(path, None, Quote(note), note=note))
        if reason is not None:
            words = say(f"missing.{reason.replace('-', '_')}")
            doubt = unconfirmed if interview.earlier.open_on(key) else None
            proposals.append(Proposal(path, None, Quote(words), missing=reason, doubt=doubt))
        is_answer = item.repeat or not item.is_group
        if is_answer and key not in questionnaire.listed and interview.value(path) is not None:
            value = interview.value(path)
            words = in_words(questionnaire, path, value)
            doubt = unconfirmed if interview.earlier.open_on(key) else None
            proposals.append(Proposal(path, value, Quote(words), doubt=doubt))
    signs = sum(len(one.quote.words) for one in proposals)
    return Placement(tuple(proposals), shown=signs, placed=signs)


def in_words(questionnaire: Questionnaire, path: tuple[str | int, ...], value: object) -> str:
    """A value as people read it."""
    from lgq_tui.exports.changes import altered

    [one] = altered(questionnaire, [Change(ANSWER, path, None, value)], say)
    return one.new


# What is to be decided ---------------------------------------------------------------------------


def open_proposals(placement: Placement, interview: Interview) -> tuple[Proposal, ...]:
    """The proposals that would change a response; one that would replace an answer is doubtful."""
    compared = (_beside_answer(one, interview) for one in placement.proposals)
    return tuple(one for one in compared if one is not None)


def _beside_answer(one: Proposal, interview: Interview) -> Proposal | None:
    """A proposal beside what the response has already; None where that is the same."""
    key = as_text(one.path)
    old, reason = interview.value(one.path), interview.missing(key)
    if one.note is not None:
        return _beside_note(one, interview.note_on(key))
    if one.missing is not None and one.missing == reason and old is None:
        return None
    if one.missing is None and same(old, one.value):
        return None
    if old is None and (reason is None or one.missing is None):
        return one
    was = in_words(interview.questionnaire, one.path, old) if old is not None else ""
    return one._replace(doubt=Message("import.doubt.answered", {"old": was}))


def _beside_note(one: Proposal, old: str | None) -> Proposal | None:
    if old is None or old == one.note:
        return one if old is None else None
    return one._replace(doubt=Message("import.doubt.noted", {"old": old}))


def changes_of(
    document: Path,
    proposals: Iterable[Proposal],
    doubts: Iterable[Doubt],
    now: datetime,
    mode: str = DOCUMENT,
) -> Iterator[Change]:
    """What is to be made of proposals that were accepted, and of what has to be asked."""
    at = responses.stamp(now)
    for one in proposals:
        key = as_text(one.path)
        if one.note is not None:
            yield Change(NOTE, (key,), None, one.note)
            continue
        if one.missing is not None:
            yield Change(MISSING, (key,), None, one.missing)
        else:
            yield Change(ANSWER, one.path, None, one.value)
        words, place = one.quote.words, spoken_place(one.quote.place)
        short = words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS]} …"
        yield Change(
            SOURCE,
            (key,),
            None,
            AnswerSource(mode, document.name, place, short).signed(author(), at),
        )
    for doubt in doubts:
        text = say("import.query", name=document.name, doubt=render(doubt.message))
        query = Query.asked(text, at, author())
        yield Change(QUERY, (as_text(doubt.path),), None, (query,))


def take(
    session: Session,
    document: Path,
    proposals: Sequence[Proposal],
    doubts: Sequence[Doubt],
    form: Placement = _NOTHING,
) -> Sequence[Change]:
    """Take what was accepted as one step, and have it saved; all that is changed by that.

    Of the form it came from, the replies to queries are taken, whatever was accepted; where that is
    the answer, the query is settled by it.
    """
    now = datetime.now(UTC)
    interview = session.interview
    open_doubts = [one for one in doubts if not is_settled(one, interview)]
    changes = changes_of(document, proposals, open_doubts, now, form.mode)
    settled = {one.path for one in proposals}
    return session.take([*changes, *answered(interview, form.replies, settled, now)])


def answered(
    interview: Interview, replies: Iterable[Reply], settled: Container[Steps], now: datetime
) -> Iterator[Change]:
    """The threads of queries, each with what came back to it; closed are those on the answers that
    were `settled` by that."""
    for one in replies:
        item = as_text(one.path)
        query = interview.queries.on(item)[one.number - 1]
        # Somebody else may have closed it meanwhile; what was said belongs there all the same.
        status = ANSWERED if query.is_open else ""
        remark = Remark(responses.stamp(now), author(), one.quote.words, status)
        query = query.followed(remark)
        if query.is_open and one.path in settled:
            query = query.followed(Remark(remark.at, remark.by, status=CLOSED))
        yield Change(QUERY, (item,), None, (query,))


def is_settled(doubt: Doubt, interview: Interview) -> bool:
    """Whether there is an answer already to what a document does not show."""
    key = as_text(doubt.path)
    return interview.value(doubt.path) is not None or interview.missing(key) is not None


# In words ----------------------------------------------------------------------------------------


def spoken_place(place: Spot) -> str:
    """Where in a document something stands, in words; "" where nobody knows."""
    if place.cell:
        return say("import.place.cell", cell=place.cell)
    if place.page and place.line:
        return say("import.place.page_line", page=place.page, line=place.line)
    if place.page:
        return say("import.place.page", page=place.page)
    return say("import.place.line", line=place.line) if place.line else ""


def title_of(form: Placement, number: int) -> str:
    """What one of several forms in a document is called: by its number, and its first answer."""
    first = next((one.quote.words for one in form.proposals), "")
    return say("import.form_title", number=number + 1, words=" ".join(first.split())[:40])


def named(questionnaire: Questionnaire, one: Proposal | Doubt | Reply) -> str:
    """What a proposal, or a doubt, is about."""
    return name_of(questionnaire, one.path)


def answer_of(questionnaire: Questionnaire, one: Proposal) -> str:
    """What is proposed."""
    if one.note is not None:
        return say("note.shown", note=one.note)
    if one.missing is not None:
        return f"– {say('missing.' + one.missing.replace('-', '_'))}"
    return in_words(questionnaire, one.path, one.value)
