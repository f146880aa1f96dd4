"""From a response to its document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.answer_types.answer_type import shown
from lgq_tui.core.definition import Item, Section
from lgq_tui.core.interview import Interview
from lgq_tui.core.paths import Path, as_text, last_index
from lgq_tui.core.text_form.answers import has_boxes
from lgq_tui.core.text_form.places import by_element
from lgq_tui.core.wording import runs
from lgq_tui.exports.document import records
from lgq_tui.exports.document.records import Box, Document, Field, Footnote, Span, Spans
from lgq_tui.exports.document.showing import says_anything
from lgq_tui.exports.order import Order
from lgq_tui.exports.remarks import of_source
from lgq_tui.exports.text_comments import Comments

_BLANK_ENTRIES = 3
"""Of a list of groups, in a form to be filled: paper cannot be asked for more."""
_ADDRESSES = {"url": "", "email": "mailto:"}


def document_of(order: Order) -> Document:
    """The document of the one response of an order."""
    return _Making(order).whole()


class _Making:
    def __init__(self, order: Order) -> None:
        self._order, self._say = order, order.say
        self._interview: Interview = order.interview
        self._questionnaire = order.interview.questionnaire
        self._comments = Comments(self._questionnaire, order.say)
        items = self._questionnaire.by_path.values()
        self._details = {item.detail_of: item for item in items if item.detail_of is not None}

    def whole(self) -> Document:
        questionnaire, response = self._questionnaire, self._interview.response
        return Document(
            questionnaire=questionnaire.id,
            version=questionnaire.version,
            title=self._spans(questionnaire.title),
            language=questionnaire.language,
            sections=tuple(map(self._section, questionnaire.sections)),
            subject=tuple(self._subject()),
            introduction=self._spans(questionnaire.introduction),
            closing=self._spans(questionnaire.closing),
            footnotes=tuple(self._footnotes()),
            blank=self._order.blank,
            status="" if self._order.blank else self._say(f"status.{_key(response.status)}"),
            code=self._order.code,
            modified=response.modified,
            unit=response.part.unit if response.part is not None else "",
        )

    def _subject(self) -> Iterator[str]:
        part = self._interview.response.part
        if part is not None and part.subject:
            yield part.subject  # what names who it is about may be in another part
            return
        for path in self._questionnaire.subject:
            one = self._questionnaire.by_path[path]
            value = self._interview.value(tuple(path.split(".")))
            if value is not None:
                yield ANSWER_TYPES[one.type].format(value, one)

    def _footnotes(self) -> Iterator[Footnote]:
        for name, number in self._comments.numbers.items():
            text = self._questionnaire.footnotes.get(name, "")
            yield Footnote(name, number, self._spans(text))

    def _spans(self, wording: str | None) -> Spans:
        return tuple(self._runs(wording)) if wording else ()

    def _runs(self, wording: str) -> Iterator[Span]:
        numbers = self._comments.numbers
        for run in runs(wording):
            if run.footnote is None:
                yield Span(run.text, run.bold, run.url)
            elif run.footnote in numbers:
                yield Span(str(numbers[run.footnote]), run.bold, mark=True)

    def _section(self, section: Section) -> records.Section:
        return records.Section(
            section.id,
            self._spans(section.title),
            tuple(self._field(item, (item.id,)) for item in section.questions),
            section.number,
            self._spans(section.introduction),
        )

    # --- a question ----------------------------------------------------------------------------

    def _field(self, item: Item, path: Path) -> Field:
        made = self._filled(item, path)
        # In a list it is of all of it; and where nothing is said, nothing came from anywhere.
        if last_index(path) or self._order.blank or not says_anything(made):
            return made
        source = self._interview.source_of(item.path)
        is_open = self._interview.earlier.open_on(item.path) == item.path
        return made._replace(
            source=of_source(source, self._say) if source is not None else "",
            to_confirm=self._say("document.to_confirm") if is_open else "",
        )

    def _filled(self, item: Item, path: Path) -> Field:
        value = self._interview.value(path)
        is_entry = isinstance(path[-1], int)
        reason = None if is_entry else self._interview.missing(item.path)
        made = Field(
            path=as_text(path),
            type=item.type,
            label=() if is_entry else self._label(item),
            number=None if is_entry else item.number,
            hint=() if is_entry else self._spans(item.hint),
            facts="" if is_entry else " ".join(self._comments.how_and_when(item)),
            required=item.required,
            repeat=item.repeat and not is_entry,
            missing=reason,
            reason=self._say(f"missing.{_key(reason)}") if reason else "",
            note="" if is_entry else self._interview.note_on(item.path) or "",
            asked=self._order.blank or self._interview.is_relevant(path),
            # Within a list's entries there are none.
            reasons=() if last_index(path) else item.missing_reasons,
        )
        if by_element(item) and not is_entry:
            return made._replace(parts=tuple(self._entries(item, path, value)))
        if item.is_group:
            asked = (part for part in item.items if part.detail_of is None)
            parts = (self._field(part, (*path, part.id)) for part in asked)
            return made._replace(parts=tuple(parts), text=_odd(value, dict))
        return self._answered(made, item, path, value)

    def _label(self, item: Item) -> Spans:
        return (*self._spans(item.label), *self._new(item.since))

    def _new(self, since: str | None) -> Spans:
        is_new = self._comments.is_new(since)
        return (Span(f" {self._say('question.new')}"),) if is_new else ()

    def _entries(self, item: Item, path: Path, value: Any) -> Iterator[Field]:
        count = len(value) if isinstance(value, list) else 0
        if self._order.blank:
            count = max(count, _BLANK_ENTRIES if item.is_group else 1)
        for index in range(count):
            yield self._field(item, (*path, index))

    def _answered(self, made: Field, item: Item, path: Path, value: Any) -> Field:
        if has_boxes(item):
            boxes = tuple(self._boxes(item, path, value))
            known = {box.id for box in boxes}
            return made._replace(boxes=boxes, text=_beside(item, value, known))
        kind = ANSWER_TYPES[item.type]
        values = value if made.repeat and isinstance(value, list) else [value]
        texts = [kind.format(one, item) for one in values if one is not None]
        links = tuple(_address(item, one) for one in texts)
        return made._replace(text="\n".join(texts), links=links if any(links) else ())

    def _boxes(self, item: Item, path: Path, value: Any) -> Iterator[Box]:
        if item.type == "yes_no":
            for answer in (True, False):
                label = (Span(self._say(f"choice.{'yes' if answer else 'no'}")),)
                yield Box("yes" if answer else "no", label, value is answer)
            return
        chosen = value if isinstance(value, list) else [value]
        details = self._details.get(item.path)
        beside = {one.id: one for one in details.items} if details else {}
        for choice in item.choices:
            choice_label = (*self._spans(choice.label), *self._new(choice.since))
            fields: tuple[Field, ...] = ()
            if details and choice.id in beside:
                place = (*path[:-1], details.id, choice.id)
                fields = (self._field(beside[choice.id], place),)
            yield Box(choice.id, choice_label, choice.id in chosen, fields)


def _address(item: Item, text: str) -> str | None:
    """Where a link or a mail goes; None for what is no address."""
    from lgq_tui.core.validation import validator

    before = _ADDRESSES.get(item.type)
    if before is None:
        return None
    schema = ANSWER_TYPES[item.type].schema(item)
    return f"{before}{text}" if validator(schema).is_valid(text) else None


def _beside(item: Item, value: Any, known: set[str]) -> str:
    """What was answered and is none of the boxes."""
    if value is None or isinstance(value, bool):
        return ""
    values = value if isinstance(value, list) else [value]
    kind = ANSWER_TYPES["select_one" if item.choices else item.type]
    return "\n".join(kind.format(one, item) for one in values if one not in known)


def _odd(value: Any, expected: type) -> str:
    """What stands where a group belongs, and is none."""
    if value is None or isinstance(value, expected):
        return ""
    return shown(value)


def _key(name: str) -> str:
    return name.replace("-", "_")
