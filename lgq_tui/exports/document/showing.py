"""What of a document is shown, whatever the format."""

from __future__ import annotations

from collections.abc import Iterator

from lgq_tui.exports.document.records import Box, Document, Field, Spans
from lgq_tui.exports.order import Order

FORMAT = "lgq-form/1"
"""Before the edition, in a document that can be read again."""


def edition_of(order: Order) -> dict[str, str]:
    """Which questionnaire a document is of: its id, its version, and its digest if it has one."""
    questionnaire = order.interview.questionnaire
    edition = {"id": questionnaire.id, "version": questionnaire.version}
    return edition | ({"digest": questionnaire.digest} if questionnaire.digest else {})


def plain(spans: Spans) -> str:
    """The words alone, on one line, without the marks of footnotes."""
    return " ".join("".join(span.text for span in spans if not span.mark).split())


def is_named(field: Field, box: Box) -> bool:
    """Whether the label of a choice is that of what is asked beside it as well."""
    return plain(box.label).startswith(plain(field.label))


def says_anything(field: Field) -> bool:
    """Whether a field holds more than the form has itself."""
    if field.text or field.missing or field.note:
        return True
    if any(box.ticked or any(map(says_anything, box.fields)) for box in field.boxes):
        return True
    return any(map(says_anything, field.parts))


def is_passed_over(field: Field) -> bool:
    """Whether there is nothing to show but that it was not asked."""
    return not field.asked and not says_anything(field)


def is_open(field: Field) -> bool:
    """Whether an answer could stand here, and none does."""
    return field.asked and not says_anything(field)


def fields_beside(box: Box, blank: bool) -> Iterator[Field]:
    """What is asked beside a choice, where it is to be shown."""
    for field in box.fields:
        if blank or says_anything(field):
            yield field


def head(document: Document, order: Order) -> Iterator[str]:
    """The lines that say how a document stands."""
    if document.unit:
        yield order.say("document.part", unit=document.unit)
    if document.status:
        yield order.say("document.status", status=document.status)
    if document.code:
        yield order.say("document.code", code=document.code)
    if document.modified and not document.blank:
        day, _, time = document.modified.partition("T")
        yield order.say("document.modified", time=f"{day} {time[:5]} UTC" if time else day)


def how(order: Order, key: str) -> Iterator[str]:
    """How a form is filled and returned."""
    if order.blank:
        yield order.say(key)
        contact = order.interview.questionnaire.contact
        if contact:
            yield order.say("document.return_to", contact=contact)
