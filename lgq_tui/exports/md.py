"""A document as Markdown, good to read as it is written, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lgq_tui.core import markdown
from lgq_tui.exports.document import showing
from lgq_tui.exports.document.making import document_of
from lgq_tui.exports.document.records import Box, Document, Field, Spans
from lgq_tui.exports.order import Order

_LOWEST_HEADING = 6
_SAFE = ("http://", "https://", "mailto:")
_OWN = markdown.comment(markdown.OWN)
_END = markdown.comment(markdown.END)


def written(order: Order) -> bytes:
    """The document of an order's one response, in UTF-8."""
    text = "\n".join(_Markdown(order, document_of(order)).lines())
    return f"{text}\n".encode()


class _Markdown:
    def __init__(self, order: Order, document: Document) -> None:
        self._say, self._document, self._order = order.say, document, order

    def lines(self) -> Iterator[str]:
        document = self._document
        yield markdown.edition_comment(showing.edition_of(self._order))
        yield from ("", f"# {_wording(document.title)}")
        if document.subject:
            subject = ", ".join(" ".join(one.split()) for one in document.subject)
            yield from ("", f"**{markdown.escaped_words(subject)}** {_OWN}")
        head = " · ".join(showing.head(document, self._order))
        yield from self._own(head) if head else ()
        yield from _paragraph(document.introduction)
        for line in showing.how(self._order, "document.how_md"):
            yield from self._own(line)
        for section in document.sections:
            number = f"{section.number}. " if section.number else ""
            yield from ("", f"## {markdown.escaped_words(number)}{_wording(section.title)}")
            yield from _paragraph(section.introduction)
            for field in section.fields:
                yield from self._field(field, 3)
        yield from _paragraph(document.closing)
        for note in document.footnotes:
            yield from ("", f"[^{note.number}]: {_footnote(note.text)}")

    def _own(self, text: str, mark: str = _OWN) -> Iterator[str]:
        """A sentence that is neither wording nor answer."""
        yield from ("", f"*{markdown.escaped_words(text)}* {mark}")

    def _field(self, field: Field, level: int, beside: Box | None = None) -> Iterator[str]:
        if field.label and not (beside and showing.is_named(field, beside)):
            yield from ("", _label(field, level))
            facts = " ".join(filter(None, (showing.plain(field.hint), field.facts)))
            yield from self._own(facts) if facts and self._document.blank else ()
        if showing.is_passed_over(field):
            yield from self._own(self._say("document.not_asked"))
            return
        if field.boxes:
            yield from self._boxes(field, level)
        for number, part in enumerate(field.parts, 1):
            if not part.label:
                yield from self._own(self._say("document.entry", number=number))
            yield from self._field(part, level + 1)
        yield from self._answer(field)
        if field.note:
            yield from self._own(self._say("document.note"))
            yield from _zone(f"{field.path} note", markdown.escaped(field.note))
        if field.origin:
            yield from self._own(field.origin)

    def _answer(self, field: Field) -> Iterator[str]:
        is_place = field.type != "group" and not field.parts and not field.boxes
        if field.text:
            yield from _zone(field.path, _answer_lines(field))
        elif is_place and self._document.blank:
            yield from _zone(field.path, [""])
        if field.missing:
            mark = f"{field.path} missing {field.missing}"
            known = markdown.is_word(field.missing)
            sentence = self._say("document.no_answer", reason=field.reason)
            yield from self._own(sentence, markdown.comment(mark) if known else _OWN)
        elif is_place and not field.text and not self._document.blank:
            yield from self._own(self._say("document.empty"))

    def _boxes(self, field: Field, level: int) -> Iterator[str]:
        yield ""
        was_beside = False
        for box in field.boxes:
            yield from ("",) if was_beside else ()
            label = _wording(box.label)
            mark = f"{field.path} = {box.id} {markdown.label_sum(label)}"
            yield f"- [{'x' if box.ticked else ' '}] {label} {markdown.comment(mark)}"
            was_beside = False
            for inner in showing.fields_beside(box, self._document.blank):
                was_beside = True
                yield from self._field(inner, level + 1, box)


def _zone(words: str, lines: Sequence[str]) -> Iterator[str]:
    yield from ("", markdown.comment(words), *lines, _END)


def _answer_lines(field: Field) -> list[str]:
    texts = field.text.split("\n")
    links = field.links if len(field.links) == len(texts) else (None,) * len(texts)
    return markdown.joined(
        [
            markdown.link(text) if address and address.lower().startswith(_SAFE)
            else markdown.escaped_line(text)
            for text, address in zip(texts, links, strict=True)
        ]
    )  # fmt: skip


# Wording ---------------------------------------------------------------------------------------


def _paragraph(spans: Spans) -> Iterator[str]:
    yield from ("", markdown.at_start(_wording(spans))) if spans else ()


def _footnote(spans: Spans) -> str:
    words = _wording(spans)
    # One word alone would be the address of a link, where footnotes are not known.
    return words if " " in words else f"{words} &nbsp;"


def _label(field: Field, level: int) -> str:
    number = f"{field.number}. " if field.number else ""
    if level > 3 and not field.parts:
        words = "".join(
            f"[^{span.text}]" if span.mark else markdown.escaped_words(span.text)
            for span in field.label
        )
        return f"**{markdown.escaped_words(number)}{' '.join(words.split())}**"
    heading = "#" * min(level, _LOWEST_HEADING)
    return f"{heading} {markdown.escaped_words(number)}{_wording(field.label)}"


def _wording(spans: Spans) -> str:
    """The form's own words with their markup, on one line."""
    text = ""
    for at, span in enumerate(spans):
        if span.mark:
            text += f"[^{span.text}]"
            continue
        words = markdown.escaped_words(span.text.replace("\n", " "))
        if (
            span.link
            and span.link.lower().startswith(_SAFE)
            and not set(span.link) & set("()<>\\ ")
        ):
            shown = words.replace("]", "\\]")
            words = f"[{shown}]({span.link})"
        if span.strong:
            following = spans[at + 1] if at + 1 < len(spans) else None
            is_letter = following and not following.mark and following.text[:1].isalnum()
            words = _strong(words, text[-1:], bool(is_letter))
        text += words
    return " ".join(text.split())


def _strong(words: str, before: str, is_letter_behind: bool) -> str:
    """Bold, where the signs around it let Markdown see that."""
    inner = words.strip()
    if not inner:
        return words
    start = words.index(inner)
    blank_before, blank_behind = words[:start], words[start + len(inner) :]
    opens = inner[0].isalnum() or bool(blank_before) or not before.isalnum()
    closes = inner[-1].isalnum() or bool(blank_behind) or not is_letter_behind
    return f"{blank_before}**{inner}**{blank_behind}" if opens and closes else words
