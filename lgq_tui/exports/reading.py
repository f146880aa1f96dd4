"""A response as lines to read, from top to bottom as on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.carried import TO_CONFIRM, Carried
from lgq_tui.core.definition import Item
from lgq_tui.core.interview import Interview
from lgq_tui.core.paths import Path
from lgq_tui.core.wording import plain
from lgq_tui.exports.remarks import of_carried, of_query, of_source
from lgq_tui.exports.rounds import homeless, last_time

Say = Callable[..., str]
"""The catalogue's `say`: from a key and values to a sentence."""

TITLE = "title"
SECTION = "section"
QUESTION = "question"
LABEL = "label"
ANSWER = "answer"
REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of one kind, moved in by `indent` steps."""

    kind: str
    text: str
    indent: int = 0


def lines_of(interview: Interview, say: Say) -> Iterator[Line]:
    """Everything that was asked and answered; questions that are not asked are left out."""
    questionnaire = interview.questionnaire
    yield Line(TITLE, plain(questionnaire.title))
    for section in questionnaire.sections:
        number = f"{section.number}. " if section.number else ""
        yield Line(SECTION, f"{number}{plain(section.title)}")
        for item in section.items:
            if interview.is_relevant((item.id,)):
                yield from _item(interview, item, (item.id,), 0, say)
    earlier = interview.earlier.round
    if earlier is not None and earlier.kept:
        yield Line(SECTION, say("round.homeless"))
        for one in homeless(questionnaire, earlier, say):
            yield Line(LABEL, f"{one.name} ({one.why})", 1)
            yield Line(ANSWER, one.said, 2)


def _item(interview: Interview, item: Item, path: Path, indent: int, say: Say) -> Iterator[Line]:
    value = interview.value(path)
    if item.detail_of is None:
        number = f"{item.number}. " if item.number else ""
        kind = LABEL if indent else QUESTION
        yield Line(kind, f"{number}{plain(item.label)}", indent)
    elif value is None:
        return
    yield from _remarks(interview, item, path, indent, say)
    if item.repeat:
        yield from _list(interview, item, path, value, indent, say)
    elif item.is_group:
        yield from _inside(interview, item, path, indent, say)
    elif value is not None:
        yield from _answer(item, value, indent)


def _inside(interview: Interview, item: Item, path: Path, indent: int, say: Say) -> Iterator[Line]:
    for child in item.items:
        inner = (*path, child.id)
        answered = interview.value(inner) is not None or child.required
        said = (
            interview.missing(child.path) is not None
            or interview.queries.open(child.path)
            or interview.earlier.differs(child.path) is not None
        )
        if interview.is_relevant(inner) and (answered or said):
            yield from _item(interview, child, inner, indent + 1, say)


def _list(
    interview: Interview, item: Item, path: Path, value: Any, indent: int, say: Say
) -> Iterator[Line]:
    for index, element in enumerate(value if isinstance(value, list) else []):
        if item.is_group:
            yield Line(LABEL, f"({index + 1})", indent + 1)
            yield from _inside(interview, item, (*path, index), indent + 1, say)
        else:
            yield from _answer(item, element, indent)


def _answer(item: Item, value: Any, indent: int) -> Iterator[Line]:
    if item.type == "select_multiple" and isinstance(value, list):
        for one in value:
            yield Line(ANSWER, f"- {ANSWER_TYPES['select_one'].format(one, item)}", indent + 1)
    else:
        yield Line(ANSWER, ANSWER_TYPES[item.type].format(value, item), indent + 1)


def _remarks(interview: Interview, item: Item, path: Path, indent: int, say: Say) -> Iterator[Line]:
    if any(isinstance(step, int) for step in path):
        return
    reason = interview.missing(item.path)
    if reason is not None:
        name = reason.replace("-", "_")
        yield Line(REMARK, say(f"missing.{name}"), indent + 1)
    note = interview.note_on(item.path)
    if note is not None:
        yield Line(REMARK, say("note.shown", note=note), indent + 1)
    if interview.earlier.open_on(item.path) == item.path:
        yield Line(REMARK, of_carried(Carried(TO_CONFIRM), say), indent + 1)
    last = interview.earlier.differs(item.path)
    if last is not None:
        yield Line(REMARK, last_time(item, last, say), indent + 1)
    source = interview.source_of(item.path)
    if source is not None:
        yield Line(REMARK, of_source(source, say), indent + 1)
    for asked in interview.queries.open(item.path):
        yield Line(REMARK, of_query(asked.query, say), indent + 1)
