"""The letter that asks the respondent what is open, and the reply to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.letters import code_of, labels_of, number_of, to_ask
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.paths import from_text
from lgq_tui.core.proposals import Placement, Proposal, Quote, Reply
from lgq_tui.core.queries import Asked
from lgq_tui.core.response import Response
from lgq_tui.core.sources import DOCUMENT, E_MAIL
from lgq_tui.core.steps import same
from lgq_tui.core.text import MOST_TYPED, clean
from lgq_tui.exports.letters.making import Letter, letter_of
from lgq_tui.exports.letters.text import text_of
from lgq_tui.imports.replies.letters import Outgone, Question
from lgq_tui.locales.speech import say
from lgq_tui.session.importing import Imported, Languages
from lgq_tui.session.session import Session
from lgq_tui.storage import atomic, responses
from lgq_tui.storage.atomic import SaveError
from lgq_tui.storage.plain import UnreadableError
from lgq_tui.storage.settings import author

if TYPE_CHECKING:
    from lgq_tui.exports.letters import making
    from lgq_tui.imports.replies.sorting import Sorted
    from lgq_tui.imports.source import Source

FORMATS = (".txt", ".docx")
_MAILS = (".txt", ".md", ".eml", ".html", ".htm")
"""Formats of what came as an e-mail."""
_WAIT = 10.0
_LONGEST_ANSWER = 20_000
"""Signs of a reply in which an answer is looked for."""


class Order(NamedTuple):
    """A letter that is to go out: what stands in it, and the labels of what it asks."""

    letter: Letter
    labels: dict[tuple[str, int], str]


# Out -------------------------------------------------------------------------------------------


def order_of(interview: Interview, draft: bool = False) -> Order:
    """The letter with all queries to which an answer is waited for; `NotDoneError` without any."""
    queries = interview.queries.all()
    asked = to_ask(queries)
    if not asked:
        raise NotDoneError(Message("letter.nothing_to_ask"))
    labels = labels_of(interview.questionnaire, queries)
    writers = filter(None, [author()])
    letter = letter_of(interview, asked, labels, say, writers, draft)
    return Order(letter, {one.place: labels[one.place] for one in asked})


def content_of(letter: Letter, path: Path) -> bytes:
    """A letter in the format that the name of a file says; `NotDoneError` where that is none."""
    suffix = path.suffix.lower()
    if suffix == ".docx":
        from lgq_tui.exports.letters.word import written

        return written(letter, say)
    if suffix != ".txt":
        values = {"path": path, "endings": ", ".join(FORMATS)}
        raise NotDoneError(Message("letter.no_format", values))
    return text_of(letter).encode()


def send_out(session: Session, order: Order) -> None:
    """Say of the queries in a letter that they are on their way, as one step, and save it."""
    now = responses.stamp(datetime.now(UTC))
    session.interview.queries.send_out(order.labels, now, author())
    session.save()


def write_letter(session: Session, path: Path, draft: bool = False) -> int:
    """Write the letter into a file, and mark what it asks as sent; how many queries it asks.

    `NotDoneError` where there is nothing to ask or the name says no format, `SaveError` where the
    file cannot be written: then nothing is marked. Not for the interface's thread.
    """
    order = order_of(session.interview, draft)
    content = content_of(order.letter, path)
    if draft:
        atomic.write(path, content)
        return len(order.labels)
    send_out(session, order)
    try:
        must_be_saved(session)
        atomic.write(path, content)
    except SaveError:
        take_back(session)
        session.settle(_WAIT)
        raise
    return len(order.labels)


def take_back(session: Session) -> None:
    """Have what was just sent out not be sent, as the letter could not be written."""
    session.interview.undo()
    session.save()


def must_be_saved(session: Session) -> None:
    """`SaveError` where what was done cannot be written now."""
    if not session.settle(_WAIT) and session.failed is not None:
        raise session.failed


# In --------------------------------------------------------------------------------------------


def source_of(path: Path, is_wanted: Callable[[], bool] = lambda: True) -> Source:
    """What a file holds that may be a reply; `UnreadableError` where it cannot be read. Not for the
    interface's thread."""
    from lgq_tui.imports import REPLIES
    from lgq_tui.imports.reading import read

    try:
        return read(path, is_wanted=is_wanted, readers=REPLIES)
    except NotDoneError as error:
        raise UnreadableError(path, error.message) from error


def replied_to(source: Source, questionnaire: Questionnaire) -> frozenset[str]:
    """The codes of the responses (`letters.code_of`) to whose letters this refers; none where it is
    no reply."""
    from lgq_tui.imports.replies.references import codes_in

    return codes_in(source, questionnaire.id)


def read_reply(
    path: Path,
    response: Response,
    in_language: Languages,
    is_wanted: Callable[[], bool] = lambda: True,
    source: Source | None = None,
) -> Imported:
    """What a reply says to the letters of a response, as the one form of a document; `source` is
    what it holds, where that is known.

    `UnreadableError` where it cannot be read, `NotDoneError` where it answers another response's
    letter, or no letter has gone out. Not for the interface's thread.
    """
    from lgq_tui.imports.replies.sorting import sorted_out

    questionnaire = in_language(None)
    interview = Interview(questionnaire, response)
    forms = [questionnaire, *(in_language(one) for one in questionnaire.languages)]
    outgone = _outgone(response, forms)
    if not outgone.questions:
        raise NotDoneError(Message("letter.none_out"))
    source = source or source_of(path, is_wanted)
    if not source.passages:
        raise UnreadableError(path, Message("import.empty"))
    found = sorted_out(source, outgone)
    own = code_of(response.id)
    if found.codes and own not in found.codes:
        values = {"path": path, "code": ", ".join(sorted(found.codes)), "own": own}
        raise NotDoneError(Message("letter.other_response", values))
    told = [*found.told]
    if not found.codes:
        told.append(Message("letter.no_reference"))
    if found.empty:
        labels = ", ".join(one.label for one in found.empty)
        told.append(Message("letter.told.empty", {"labels": labels}))
    form = _placed(interview, found, source.soft or path.suffix.lower() in _MAILS)
    mode = E_MAIL if path.suffix.lower() in _MAILS else DOCUMENT
    form = form._replace(mode=mode, told=(*told, *form.told))
    return Imported(path, (form,), source.flaws)


def _placed(interview: Interview, found: Sorted, soft: bool) -> Placement:
    """What a reply says, and proposes; where it says nothing new, that is told."""
    from lgq_tui.imports.replies.values import value_of

    replies: list[Reply] = []
    proposals: list[Proposal] = []
    known: list[str] = []
    told: list[Message] = []
    for piece in found.pieces:
        asked, words = piece.question, clean(piece.words).strip()
        query = interview.queries.on(asked.item)[asked.number - 1]
        if words in {one.text for one in query.thread[1:]}:
            known.append(asked.label)
            continue
        if len(words) > MOST_TYPED:
            told.append(Message("letter.told.too_long", {"label": asked.label}))
            continue
        path = from_text(asked.item)
        item = interview.questionnaire.by_path.get(asked.item)
        is_one = item is not None and asked.item not in interview.questionnaire.listed
        is_short = len(words) <= _LONGEST_ANSWER
        value = None
        if item is not None and is_one and is_short:
            value = value_of(item, piece.lines, soft, asked.query)
        why_not = value.why_not if value is not None else Message("letter.several_parts")
        replies.append(Reply(path, asked.number, asked.label, Quote(words, piece.place), why_not))
        if value is not None and value.proposal is not None:
            proposals.append(value.proposal)
    if known:
        told.append(Message("letter.told.known", {"labels": ", ".join(known)}))
    signs = sum(len(one.quote.words) for one in replies)
    left = sum(len(one.quote.words) for one in found.left)
    return Placement(
        tuple(_apart(proposals)),
        left=found.left,
        shown=signs + left,
        placed=signs,
        replies=tuple(replies),
        told=tuple(told),
    )


def _apart(proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    """Proposals, each once; different ones for the same item are looked at."""
    for number, one in enumerate(proposals):
        others = [two for two in proposals if two.path == one.path]
        if any(_is_same(one, two) for two in proposals[:number]):
            continue
        differs = not all(_is_same(one, two) for two in others)
        yield one._replace(doubt=Message("letter.doubt.differ")) if differs else one


def _is_same(one: Proposal, two: Proposal) -> bool:
    is_value = same(one.value, two.value) and one.missing == two.missing
    return one.path == two.path and is_value


def _outgone(response: Response, forms: Sequence[Questionnaire]) -> Outgone:
    """All that has gone out to the respondent of a response, in each language of the form."""
    questions: list[Question] = []
    general: list[str] = []
    prompts: list[str] = []
    for form in forms:
        interview = Interview(form, response)
        queries = interview.queries.all()
        writers = _names(queries)
        letter = letter_of(interview, queries, labels_of(form, queries), say, writers)
        questions += [_question(one) for one in letter.questions if one.asked.query.label]
        general += [letter.title, letter.reference, *letter.opening, *letter.closing]
        general += [one.section for one in letter.questions]
        prompts.append(letter.reply)
    numbers = (number_of(forms[0], path) for path in forms[0].by_path)
    return Outgone(
        tuple(_once(questions)),
        tuple(dict.fromkeys(filter(None, general))),
        tuple(dict.fromkeys(prompts)),
        frozenset(one.casefold() for one in numbers),
        forms[0].id,
    )


def _names(queries: Iterable[Asked]) -> list[str]:
    """Who may have signed a letter."""
    names = [author(), *(one.by for asked in queries for one in asked.query.thread)]
    return list(dict.fromkeys(filter(None, names)))


def _question(one: making.Question) -> Question:
    openers = (say("letter.answer", answer=""), say("letter.no_answer"))
    return Question(
        one.asked.item,
        one.asked.number,
        one.label,
        one.asked.query.is_open,
        one.asked.query.text,
        # Where there was no answer yet, there may be one by now.
        (one.paragraphs, _before(one)),
        openers,
    )


def _before(one: making.Question) -> tuple[str, ...]:
    """What stood behind a label while there was no answer."""
    return tuple(say("letter.no_answer") if it == one.answer else it for it in one.paragraphs)


def _once(questions: Iterable[Question]) -> Iterator[Question]:
    """Each question once, with what stands behind it in every language."""
    found: dict[tuple[str, int], Question] = {}
    for one in questions:
        known = found.setdefault((one.item, one.number), one)
        if known is not one:
            more = (*known.versions, *one.versions)
            found[one.item, one.number] = known._replace(versions=more)
    return iter(found.values())
