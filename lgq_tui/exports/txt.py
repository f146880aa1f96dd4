"""A document as plain text; a form to be filled is the text that `lgq show --edit` has too."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from lgq_tui.core import markdown, plain_form
from lgq_tui.core.messages import Message
from lgq_tui.core.text import visible
from lgq_tui.exports import text_form
from lgq_tui.exports.document import showing
from lgq_tui.exports.document.making import document_of
from lgq_tui.exports.document.records import Box, Document, Field, Spans
from lgq_tui.exports.order import Order
from lgq_tui.exports.text_comments import Comments

_WIDTH = 78
_LEAST = 24
"""Signs of where an answer came from; fewer say nothing."""
_STEP = "   "
_BETWEEN = "  "
"""At least, before what stands at the right margin."""


def written(order: Order) -> bytes:
    """The document of an order's one response, in UTF-8."""
    if order.blank:
        return _form(order).encode()
    text = "\n".join(_Text(order, document_of(order)).lines())
    return f"{text}\n".encode()


def _form(order: Order) -> str:
    def render(message: Message, sentence: str | None) -> str:
        return visible(sentence) if sentence else order.say(message.key, **message.values)

    origin = " ".join(plain_form.edition_lines(showing.edition_of(order)))
    text = text_form.text_of(order.interview, order.say, render, origin).text
    comments = Comments(order.interview.questionnaire, order.say)
    head, how = ("\n".join(lines) for lines in (comments.how(), comments.how_to_answer()))
    return text.replace(head, how, 1)


class _Text:
    def __init__(self, order: Order, document: Document) -> None:
        self._say, self._document, self._order = order.say, document, order

    def lines(self) -> Iterator[str]:
        document = self._document
        yield from _wrapped(_words(document.title))
        subject = ", ".join(" ".join(one.split()) for one in document.subject)
        yield from (subject,) if subject else ()
        yield from _paragraph(document.introduction)
        for section in document.sections:
            number = f"{section.number}. " if section.number else ""
            # No line of signs below it: a screen reader would say them one by one.
            yield from ("", "", *_wrapped(f"{number}{_words(section.title)}"))
            yield from _paragraph(section.introduction)
            for field in section.fields:
                yield from self._field(field, "")
        yield from ("", *_paragraph(document.closing))
        yield from ("",) if document.footnotes else ()
        for note in document.footnotes:
            number = f"[{note.number}] "
            yield from _wrapped(_words(note.text), number, " " * len(number))
        standing = showing.head(document, self._order)
        yield from ("", *standing, *plain_form.edition_lines(showing.edition_of(self._order)))

    def _field(self, field: Field, indent: str, beside: Box | None = None) -> Iterator[str]:
        number = f"{field.number}. " if field.number else ""
        is_named = beside is not None and showing.is_named(field, beside)
        label = "" if is_named else _words(field.label)
        inner = f"{indent}{' ' * len(number) or ('' if indent else _STEP)}"
        heading = _wrapped(label, f"{indent}{number}", f"{indent}{' ' * len(number)}")
        yield from ("",) if label else ()
        if showing.is_passed_over(field):
            words = self._say("document.not_asked")
            yield from (*heading, *_margin(words, inner, f"{field.path}:{plain_form.NOT_ASKED}"))
            return
        if field.boxes or field.text:
            yield from _with_margin(heading, field.path)
        else:
            yield from heading
        yield from self._boxes(field, inner)
        if field.text:
            yield from _with_margin([], field.path) if field.boxes else ()
            yield from (f"{inner}{line}" for line in plain_form.barred(field.text))
        yield from self._said(field, inner)
        for at, part in enumerate(field.parts, 1):
            if not part.label:
                words = self._say("document.entry", number=at)
                yield from ("", *_margin(words, inner, f"{part.path}:{plain_form.ENTRY}"))
            yield from self._field(part, inner if part.label else f"{inner}{_STEP}")

    def _said(self, field: Field, inner: str) -> Iterator[str]:
        is_place = field.type != "group" and not field.parts and not field.boxes
        if field.missing:
            words = self._say("document.no_answer", reason=field.reason)
            known = markdown.is_word(field.missing)
            mark = f"{plain_form.MISSING}:{field.missing}" if known else plain_form.EMPTY
            yield from _margin(words, inner, f"{field.path}:{mark}")
        elif is_place and not field.text:
            words = self._say("document.empty")
            yield from _margin(words, inner, f"{field.path}:{plain_form.EMPTY}")
        if field.note:
            words = self._say("document.note")
            yield from _margin(words, inner, f"{field.path}:{plain_form.NOTE}")
            yield from (f"{inner}{line}" for line in plain_form.barred(field.note))
        if field.origin:
            yield from _source(field, inner)

    def _boxes(self, field: Field, indent: str) -> Iterator[str]:
        path = ""
        for box in field.boxes:
            sign = f"{indent}[{'x' if box.ticked else ' '}] "
            mark, path = f"{path}{box.id}", ""
            lines = _wrapped(_words(box.label), sign, " " * len(sign), room=_room(mark))
            yield from _with_margin(lines, mark)
            for inner in showing.fields_beside(box, blank=False):
                path = f"{field.path}="
                yield from self._field(inner, " " * len(sign), box)


def _wrapped(text: str, first: str = "", then: str = "", room: int = 0) -> list[str]:
    """A paragraph as lines."""
    return wrap(
        " ".join(text.split()),
        _WIDTH - room,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _paragraph(spans: Spans) -> Iterator[str]:
    yield from ("", *_wrapped(_words(spans))) if spans else ()


def _room(name: str) -> int:
    return min(len(name) + len("[]") + len(_BETWEEN), _WIDTH // 3)


def _with_margin(lines: list[str], words: str) -> Iterator[str]:
    """Lines, the last of them with what stands at the right margin, if there is room."""
    mark = f"[{words}]"
    *before, last = lines or [""]
    if last and len(last) + len(_BETWEEN) + len(mark) <= _WIDTH:
        yield from (*before, f"{last}{mark:>{_WIDTH - len(last)}}")
    else:
        yield from (*lines, f"{mark:>{_WIDTH}}")


def _margin(words: str, indent: str, mark: str) -> Iterator[str]:
    yield from _with_margin([f"{indent}{' '.join(words.split())}"], mark)


def _source(field: Field, indent: str) -> Iterator[str]:
    """Where an answer came from, as far as it has room before what stands at the margin: on lines
    of its own, it would be taken for more of the answer."""
    mark = f"{field.path}:{plain_form.SOURCE}"
    room = _WIDTH - len(indent) - len(f"{_BETWEEN}[{mark}]")
    words = " ".join(field.origin.split())
    short = words if len(words) <= room else f"{words[: max(room - 2, 0)].rstrip()} …"
    if room >= _LEAST and len(short) <= room:
        yield from _margin(short, indent, mark)


def _words(spans: Spans) -> str:
    """A wording without markup, with the numbers of footnotes, and links written out."""
    text = ""
    for span in spans:
        if span.mark:
            text += f" [{span.text}]"
        else:
            text += f"{span.text} ({span.link})" if span.link else span.text
    return text
