"""One response as rows of a table: what is asked, and where it is answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lgq_tui.core.conditions import is_number
from lgq_tui.core.interview import Interview
from lgq_tui.core.paths import from_text, item_path
from lgq_tui.exports.document.making import document_of
from lgq_tui.exports.document.records import Box, Document, Field, Spans
from lgq_tui.exports.order import Order

WORDS, TITLE, SECTION, HEAD, ANSWER, BOX = "words", "title", "section", "head", "answer", "box"
"""What a row holds: wording of the form; its title; that of a section; an item that has no answer
of its own; an answer; a box to tick."""

_NUMBERS = frozenset({"integer", "decimal", "percentage"})
_ONE_OF = frozenset({"yes_no", "select_one"})
_BLANK_LINES = 3
"""Of a list in a form to be filled."""


class Row(NamedTuple):
    """A row. `options` are what one of can be chosen, by their ids; `box` is the id of a choice.

    `path` is as in the response file, or names a list whose entries stand one a row. `text` is the
    answer in words, `value` the same as a number where it is one, `link` an address behind it.
    """

    kind: str
    question: str
    path: str = ""
    number: str = ""
    depth: int = 0
    type: str = ""
    text: str = ""
    value: int | float | None = None
    link: str | None = None
    options: tuple[tuple[str, str], ...] = ()
    box: str = ""
    ticked: bool = False
    asked: bool = True
    personal: bool = False
    missing: str = ""
    note: str = ""
    help: str = ""


def rows_of(order: Order) -> Iterator[Row]:
    """The rows of the one response of an order."""
    document = document_of(order)
    yield Row(TITLE, " – ".join((words(document.title), *document.subject)))
    for text in _facts(order, document):
        yield Row(WORDS, text)
    for section in document.sections:
        yield Row(SECTION, words(section.title), number=section.number or "")
        if section.introduction:
            yield Row(WORDS, words(section.introduction))
        for field in section.fields:
            yield from _Field(order, field, 0).rows()
    if document.closing:
        yield Row(WORDS, words(document.closing))
    for note in document.footnotes:
        yield Row(WORDS, f"[{note.number}] {words(note.text)}")


def words(spans: Spans) -> str:
    """A wording as plain text: footnotes by their numbers, links written out."""
    texts = []
    for span in spans:
        if span.mark:
            texts.append(f" [{span.text}]")
        else:
            texts.append(f"{span.text} ({span.link})" if span.link else span.text)
    return "".join(texts).strip()


def number_of(interview: Interview, field: Field) -> int | float | None:
    """The answer of a field, if it is a number."""
    value = interview.value(from_text(field.path)) if field.type in _NUMBERS else None
    return value if is_number(value) else None


def _facts(order: Order, document: Document) -> Iterator[str]:
    """What is said above the first section."""
    say = order.say
    if order.blank:
        yield say("table.how")
    else:
        if document.unit:
            yield say("document.part", unit=document.unit)
        yield say("document.status", status=document.status)
        yield say("document.modified", time=document.modified)
        if document.code:
            yield say("document.code", code=document.code)
    if document.introduction:
        yield words(document.introduction)


class _Field:
    """Makes the rows of one field, and of those in it."""

    def __init__(self, order: Order, field: Field, depth: int, label: str = "") -> None:
        self._order, self._field, self._depth = order, field, depth
        item = order.interview.questionnaire.by_path[item_path(from_text(field.path))]
        self._row = Row(
            ANSWER,
            label or words(field.label),
            field.path,
            field.number or "",
            depth,
            field.type,
            asked=field.asked,
            personal=item.personal,
            missing=field.missing or "",
            note=field.note,
            help=self._help(),
        )

    def rows(self) -> Iterator[Row]:
        """The row of the field, then those of what is in it."""
        field, row = self._field, self._row
        if field.parts or field.type == "group":
            yield row._replace(kind=HEAD, text=field.text)
            yield from self._parts()
        elif field.repeat:
            yield from self._lines()
        elif field.boxes and field.type in _ONE_OF:
            options = dict(_options(field.boxes))
            chosen = [options[box.id] for box in field.boxes if box.ticked]
            text = chosen[0] if chosen else field.text
            yield row._replace(text=text, options=tuple(options.items()))
            yield from self._details()
        elif field.boxes:
            yield row._replace(kind=HEAD, text=field.text)
            yield from self._choices()
        else:
            number = number_of(self._order.interview, field)
            link = field.links[0] if field.links else None
            yield row._replace(text=field.text, value=number, link=link)

    def _help(self) -> str:
        field = self._field
        told = "" if field.asked else self._order.say("document.not_asked")
        return "\n".join(filter(None, (told, field.to_confirm, words(field.hint), field.facts)))

    def _parts(self) -> Iterator[Row]:
        for number, part in enumerate(self._field.parts, 1):
            is_entry = part.path.endswith("]")
            label = self._order.say("document.entry", number=number) if is_entry else ""
            yield from _Field(self._order, part, self._depth + 1, label).rows()

    def _lines(self) -> Iterator[Row]:
        """An entry of a list a row; what is asked stands in the first of them."""
        field, row = self._field, self._row
        texts = field.text.split("\n") if field.text else []
        links = dict(enumerate(field.links))
        values = self._order.interview.value(from_text(field.path))
        numbers = dict(enumerate(values)) if isinstance(values, list) else {}
        count = max(len(texts), _BLANK_LINES if self._order.blank else 1)
        for index, text in enumerate([*texts, *[""] * (count - len(texts))]):
            number = numbers.get(index) if field.type in _NUMBERS else None
            yield row._replace(
                text=text, link=links.get(index), value=number if is_number(number) else None
            )
            row = Row(ANSWER, "", field.path, depth=self._depth, type=field.type, asked=field.asked)

    def _choices(self) -> Iterator[Row]:
        for box in self._field.boxes:
            yield Row(
                BOX,
                words(box.label),
                self._field.path,
                depth=self._depth + 1,
                box=box.id,
                ticked=box.ticked,
                asked=self._field.asked,
            )
            yield from self._inside(box, self._depth + 2)

    def _details(self) -> Iterator[Row]:
        for box in self._field.boxes:
            yield from self._inside(box, self._depth + 1)

    def _inside(self, box: Box, depth: int) -> Iterator[Row]:
        """What is asked about a choice; a heading that only says it again is left out."""
        for field in box.fields:
            again = field.label == box.label
            label = self._order.say("choice.details") if again else ""
            rows = _Field(self._order, field, depth, label).rows()
            if again and field.type == "group" and not (field.note or field.missing or field.text):
                next(rows)
            yield from rows


def _options(boxes: tuple[Box, ...]) -> Iterator[tuple[str, str]]:
    """Ids and words of what can be chosen; the id stands behind words that come twice."""
    labels = [words(box.label) for box in boxes]
    for box, label in zip(boxes, labels, strict=True):
        yield box.id, label if labels.count(label) == 1 else f"{label} ({box.id})"
