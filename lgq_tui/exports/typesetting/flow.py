"""From a document to what stands on its pages."""

from __future__ import annotations

from collections.abc import Iterator

from lgq_tui.exports.document.records import Box, Document, Field, Span, Spans
from lgq_tui.exports.order import Say
from lgq_tui.exports.typesetting.blocks import Block, Line, Piece, plain, words
from lgq_tui.exports.typesetting.letters import is_right_to_left

_SHORT_LABEL = 44
"""Signs of a label that stands to the left of its answer."""
_SHORT_CHOICES = 24
"""Signs of all choices of a question that stand in one row."""
_UNIT = "%"
_ROOM = {"paragraph": 5, "group": 0}
"""Lines to write on in a form to be filled; for other types one."""
_ROOM_FOR_SEVERAL = 3
_SEPARATOR = "\u2002·\u2002"


def flow(document: Document, say: Say) -> Iterator[Block]:
    """All blocks of a document, in order."""
    return _Flow(document, say).whole()


class _Flow:
    def __init__(self, document: Document, say: Say) -> None:
        self._document, self._say = document, say
        self._turned = is_right_to_left(plain(document.title))

    def whole(self) -> Iterator[Block]:
        document = self._document
        yield _worded("title", document.title)
        for subject in document.subject:
            yield _typed("subject", subject, ())
        state = _SEPARATOR.join(self._state())
        if state:
            yield _worded("state", (Span(state),))
        if document.introduction:
            yield _worded("prose", document.introduction)
        for section in document.sections:
            yield _worded("section", section.title, number=_dotted(section.number))
            if section.introduction:
                yield _worded("prose", section.introduction)
            for field in section.fields:
                yield from self._field(field, 0)
        if document.closing:
            yield _worded("closing", document.closing)

    def _state(self) -> Iterator[str]:
        document = self._document
        if document.unit:
            yield self._say("document.part", unit=document.unit)
        if document.status:
            yield self._say("document.status", status=document.status)
        if document.code:
            yield self._say("document.code", code=document.code)
        if document.modified and not document.blank:
            time = f"{document.modified[:10]} {document.modified[11:16]} UTC"
            yield self._say("document.modified", time=time)

    # --- a question ----------------------------------------------------------------------------

    def _field(self, field: Field, depth: int) -> Iterator[Block]:
        below = tuple(self._below(field, depth + 1))
        if depth == 0:
            yield _worded("question", field.label, number=_dotted(field.number))
            yield from below
            return
        number = _dotted(field.number)
        label = _worded("part", field.label, depth, number)
        if not field.label:
            yield from below
        elif _fits_beside(field):
            beside = tuple(block._replace(depth=0) for block in below)
            yield label._replace(kind="row", beside=beside)
        else:
            yield label
            yield from below

    def _below(self, field: Field, depth: int) -> Iterator[Block]:
        """What stands below the wording of a question, or of a part of one."""
        if self._document.blank:
            between = (Span(" "),) if field.hint and field.facts else ()
            facts = (Span(field.facts),) if field.facts else ()
            if field.hint or facts:
                yield _worded("hint", (*field.hint, *between, *facts), depth)
        if not field.asked:
            yield _worded("absent", (Span(self._say("document.not_asked")),), depth)
        if field.asked or _has_content(field):
            yield from self._answer(field, depth)
        yield from self._remarks(field, depth)

    def _answer(self, field: Field, depth: int) -> Iterator[Block]:
        if field.boxes:
            yield from self._boxes(field, depth)
        for number, part in enumerate(field.parts, 1):
            if part.label:
                yield from self._field(part, depth)
                continue
            entry = self._say("document.entry", number=number)
            yield _worded("entry", (Span(entry),), depth)
            yield from self._below(part, depth + 1)
        if field.text:
            block = _typed("answer", field.text, field.links, depth, ("answer", field.path))
            yield _with_unit(block, field) if field.type == "percentage" else block
        elif not field.boxes and not field.parts and not field.missing:
            yield self._nothing(field, depth)

    def _nothing(self, field: Field, depth: int) -> Block:
        if not self._document.blank:
            return Block("answer", depth, lines=(Line(""),))
        room = _ROOM.get(field.type, _ROOM_FOR_SEVERAL if field.repeat else 1)
        return Block("room", depth, room=room)

    def _boxes(self, field: Field, depth: int) -> Iterator[Block]:
        if not self._turned and _in_a_row(field.boxes):
            pieces = tuple(piece for box in field.boxes for piece in _ticked(field, box))
            yield Block("choices", depth, boxes=field.boxes, pieces=pieces)
            return
        for box in field.boxes:
            asked = [one for one in box.fields if one.asked or _has_content(one)]
            pieces = _ticked(field, box)
            yield Block("choices", depth, boxes=(box,), keep=bool(asked), pieces=pieces)
            for detail in asked:
                yield from self._detail(detail, box, depth + 1)

    def _detail(self, detail: Field, box: Box, depth: int) -> Iterator[Block]:
        if detail.label == box.label:
            detail = detail._replace(label=())
        yield from self._field(detail, depth)

    def _remarks(self, field: Field, depth: int) -> Iterator[Block]:
        if field.missing:
            reason = self._say("document.no_answer", reason=field.reason)
            pieces = (
                words(f"{reason}(", field.path),
                ("missing", field.path, field.missing, True),
                words(")", field.path),
            )
            spans = (Span(f"{reason} "), Span(f"({field.missing})"))
            yield Block("missing", depth, spans=spans, pieces=pieces)
        if field.note:
            before, after = self._say("note.shown", note="\n").split("\n")
            pieces = (
                words(before, field.path),
                ("note", field.path, field.note, True),
                words(after, field.path),
            )
            lines = _lines(f"{before}{field.note}{after}")
            yield Block("note", depth, lines=lines, pieces=pieces)
        if field.to_confirm:
            yield Block(
                "absent",
                depth,
                spans=(Span(field.to_confirm),),
                pieces=(words(field.to_confirm, field.path),),
            )


def _worded(kind: str, spans: Spans, depth: int = 0, number: str = "") -> Block:
    return Block(kind, depth, number, spans, pieces=(words(f"{number}{plain(spans)}"),))


def _with_unit(block: Block, field: Field) -> Block:
    """A percentage with its sign, which is none of what was typed."""
    lines = tuple(line._replace(text=f"{line.text} {_UNIT}") for line in block.lines)
    return block._replace(lines=lines, pieces=(*block.pieces, words(_UNIT, field.path)))


def _typed(
    kind: str,
    text: str,
    links: tuple[str | None, ...],
    depth: int = 0,
    what: tuple[str, str] = ("words", ""),
) -> Block:
    return Block(kind, depth, lines=_lines(text, links), pieces=((*what, text, True),))


def _lines(text: str, links: tuple[str | None, ...] = ()) -> tuple[Line, ...]:
    lines = text.split("\n")
    addresses = (*links, *(None for _ in lines))
    return tuple(Line(line, link) for line, link in zip(lines, addresses, strict=False))


def _ticked(field: Field, box: Box) -> tuple[Piece, ...]:
    return (("tick", field.path, box.id, box.ticked), words(plain(box.label), field.path))


def _in_a_row(boxes: tuple[Box, ...]) -> bool:
    signs = sum(len(span.text) for box in boxes for span in box.label)
    return signs <= _SHORT_CHOICES and not any(box.fields for box in boxes)


def _fits_beside(field: Field) -> bool:
    signs = sum(len(span.text) for span in field.label)
    is_simple = not field.parts and (not field.boxes or _in_a_row(field.boxes))
    return signs <= _SHORT_LABEL and is_simple and field.type != "paragraph"


def _has_content(field: Field) -> bool:
    ticked = any(box.ticked or any(map(_has_content, box.fields)) for box in field.boxes)
    beside = field.text or field.missing or field.note
    return bool(beside) or ticked or any(map(_has_content, field.parts))


def _dotted(number: str | None) -> str:
    return f"{number}." if number else ""
