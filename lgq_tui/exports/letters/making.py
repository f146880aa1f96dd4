"""What stands in a letter to the respondent, before it has a format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from lgq_tui.core.interview import Interview
from lgq_tui.core.letters import code_of
from lgq_tui.core.paths import around, from_text, item_path, top_of
from lgq_tui.core.queries import SENT, Asked
from lgq_tui.core.subject import subject_of
from lgq_tui.core.text import clean, clean_line
from lgq_tui.core.wording import plain
from lgq_tui.exports.changes import within, words_of

Say = Callable[..., str]
"""The catalogue's `say`: from a key and values to a sentence."""

_LONGEST = 600
"""Signs of an answer that are shown; who gave it has it whole."""
_BRACKETED = re.compile(r"\[([^\[\]\n]*)\]")
_POINT = "·"


class Question(NamedTuple):
    """A query as it stands in the letter, each paragraph a text, "" where there is none.

    `head` is what is asked in the form, behind the label; `part` names the part of it.
    """

    asked: Asked
    label: str
    section: str
    head: str
    part: str
    answer: str
    query: str
    reminder: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """All that stands behind the label, up to the place for the reply."""
        texts = (self.head, self.part, self.answer, self.reminder, self.query)
        return tuple(filter(None, texts))


class Letter(NamedTuple):
    """A whole letter; `reply` stands before each place to write."""

    title: str
    reference: str
    opening: tuple[str, ...]
    questions: tuple[Question, ...]
    reply: str
    closing: tuple[str, ...]
    language: str
    modified: str


def letter_of(
    interview: Interview,
    asked: Sequence[Asked],
    labels: Mapping[tuple[str, int], str],
    say: Say,
    writers: Iterable[str] = (),
    draft: bool = False,
) -> Letter:
    """The letter that asks these queries; `writers` are those who sign it."""
    questionnaire, response = interview.questionnaire, interview.response
    subject = _one_line(subject_of(questionnaire, interview.value))
    title = _one_line(plain(questionnaire.title))
    reply = say("letter.reply")
    edition = clean_line(f"{questionnaire.id} {questionnaire.version}")
    parts = (edition, subject.replace(_POINT, "-"), code_of(response.id))
    reference = say("letter.reference", parts=f" {_POINT} ".join(filter(None, parts)))
    greeting = say("letter.greeting", subject=subject) if subject else say("letter.greeting_all")
    about = say("letter.about", title=title, version=clean_line(questionnaire.version))
    return Letter(
        say("letter.title", subject=subject or title),
        reference,
        (
            *((say("letter.draft"),) if draft else ()),
            greeting,
            about,
            say("letter.how", reply=reply),
        ),
        tuple(_question(interview, one, labels[one.place], say) for one in asked),
        reply,
        (
            say("letter.thanks"),
            say("letter.regards"),
            *map(_one_line, writers),
            *((_one_line(questionnaire.contact),) if questionnaire.contact else ()),
        ),
        questionnaire.language,
        response.modified,
    )


def _question(interview: Interview, asked: Asked, label: str, say: Say) -> Question:
    questionnaire, path = interview.questionnaire, from_text(asked.item)
    top = questionnaire.top_level.get(top_of(asked.item))
    item = questionnaire.by_path.get(item_path(path))
    if top is None or item is None:
        part = say("letter.part", part=_one_line(asked.item))
        query = say("letter.query", text=_harmless(asked.query.text))
        return Question(asked, label, "", "", part, "", query, "")
    section = questionnaire.section_of[top.id]
    number = f"{section.number}. " if section.number else ""
    # A detail is asked beside a choice of another question.
    outer = questionnaire.top_level[top_of(top.detail_of)] if top.detail_of else top
    inside = within(questionnaire, path)
    return Question(
        asked,
        label,
        _one_line(f"{number}{plain(section.title)}"),
        _one_line(plain(outer.label)),
        say("letter.part", part=_one_line(inside)) if inside else "",
        answer_of(interview, asked.item, say),
        say("letter.query", text=_harmless(asked.query.text)),
        _reminder(asked, say),
    )


def answer_of(interview: Interview, item: str, say: Say) -> str:
    """What there is in answer to an item, as the letter has it."""
    found = interview.questionnaire.by_path[item]
    is_one = item not in interview.questionnaire.listed
    value = interview.value(from_text(item)) if is_one else None
    reasons = (interview.missing(one) for one in around(item))
    reason = next((one for one in reasons if one is not None), None)
    if value is not None:
        sign = " %" if found.type == "percentage" else ""
        words = _one_line(words_of(found, value))
        short = words if len(words) <= _LONGEST else f"{words[:_LONGEST]} …"
        return say("letter.answer", answer=f"{short}{sign}")
    if reason is not None:
        return say("letter.missing", reason=say(f"missing.{reason.replace('-', '_')}"))
    return say("letter.no_answer") if is_one else ""


def _reminder(asked: Asked, say: Say) -> str:
    """That it was asked before, and when."""
    times = [one.at for one in asked.query.thread if one.status == SENT]
    return say("letter.reminder", day=_one_line(times[0][:10])) if times else ""


def _one_line(text: str) -> str:
    return " ".join(_harmless(text).split())


def _harmless(text: str) -> str:
    """A text in which nothing looks like the number of a question."""
    return _BRACKETED.sub(r"(\1)", clean(text)).strip()
