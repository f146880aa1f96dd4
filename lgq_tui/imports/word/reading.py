"""The text of a document, paragraph by paragraph in reading order, with what is bound in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lgq_tui.core.bindings import Binding, code_of
from lgq_tui.core.proposals import Place
from lgq_tui.core.text import clean
from lgq_tui.imports.source import BODY, COMMENT, DELETED, FOOTNOTE
from lgq_tui.imports.word import signs
from lgq_tui.imports.word.bindings import Said, bindings
from lgq_tui.imports.word.fields import Field, address_of
from lgq_tui.imports.word.findings import Findings, choices_of
from lgq_tui.imports.word.markup import Element, every, first, is_on, name, text_of, value
from lgq_tui.imports.word.parts import Parts
from lgq_tui.imports.word.sinks import Sink

_AROUND = frozenset({"sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_MOST_OPEN = 20
"""Stretches of text that may overlap, which ours never do."""
_MOST_COLUMNS = 3
"""Digits of a number of columns that a cell may span."""


class Reading:
    """Reads one document into findings; `long` are the texts behind the codes of bindings."""

    def __init__(self, parts: Parts, findings: Findings, long: Mapping[str, str]) -> None:
        self.parts, self.findings, self.long = parts, findings, long
        self._seen: set[tuple[str, str]] = set()

    def read(self) -> None:
        """The body, and each note where it is referred to."""
        parts = self.parts
        _Reader(self, parts.document, parts.links, BODY).read()
        # A remark may stand beside nothing.
        for number in parts.comments:
            self.note("comments", number, Place())

    def note(self, kind: str, number: str, place: Place) -> None:
        """A note, once: it might refer to itself."""
        notes: Mapping[str, Element] = getattr(self.parts, kind)
        if number in notes and (kind, number) not in self._seen:
            self._seen.add((kind, number))
            what = COMMENT if kind == "comments" else FOOTNOTE
            _Reader(self, notes[number], self.parts.links_of(kind), what, place).read()


class _Reader:
    """Reads the body, or a note whose place is `fixed`. Text goes to the innermost sink: that of
    the paragraph, or of what is bound around it."""

    def __init__(
        self,
        reading: Reading,
        root: Element,
        links: Mapping[str, str],
        kind: str,
        fixed: Place | None = None,
    ) -> None:
        self._reading, self._root, self._links, self._kind = reading, root, links, kind
        self._bindings = bindings(root, reading.long)
        self._fixed = fixed
        has_pages = next(every(root, "lastRenderedPageBreak"), None) is not None
        self._page = 1 if has_pages else None
        self._line = 0
        self._cell: str | None = None
        self._sinks = [Sink()]
        self._deleted = Sink()
        self._deleting = self._hiding = 0
        self._is_joined = False
        self._font = ""
        self._fields: list[Field] = []
        self._notes: list[tuple[str, str]] = []
        self._boxes: list[Element] = []

    def read(self) -> None:
        """Read all of it."""
        self._inside(self._root)
        while len(self._sinks) > 1:
            self._close()
        self._flush()

    def _inside(self, element: Element) -> None:
        for one in element:
            kind = name(one)
            handler = _HANDLERS.get(kind)
            if handler is not None:
                handler(self, one)
            elif kind not in _LEFT_OUT:
                self._inside(one)

    # --- what was read -------------------------------------------------------------------------

    @property
    def _place(self) -> Place:
        if self._fixed is not None:
            return self._fixed
        return Place(self._page, self._line if self._page is None else None, self._cell)

    def _add(self, text: str) -> None:
        if text and not self._hiding and not (self._fields and self._fields[-1].is_shown):
            sink = self._deleted if self._deleting else self._sinks[-1]
            sink.add(text, self._place)

    def _flush(self) -> None:
        """A paragraph is over."""
        sink, self._sinks[0] = self._sinks[0], Sink()
        deleted, self._deleted = self._deleted, Sink()
        self._reading.findings.passage(sink, self._kind, self._place)
        self._reading.findings.passage(deleted, DELETED, self._place)
        notes, self._notes = self._notes, []
        for kind, number in notes:
            self._reading.note(kind, number, sink.place or self._place)
        while self._boxes:
            self._inside(self._boxes.pop(0))

    def _open(self, said: Said, ends: str | None = None) -> None:
        self._sinks.append(Sink(said, ends))

    def _close(self, choices: Mapping[str, str] | None = None) -> None:
        """The innermost of what is bound is over, and what ended within it."""
        sink = self._sinks.pop()
        if isinstance(sink.said, Binding):
            self._reading.findings.bind(sink.said, sink, self._place, choices or {})
        elif sink.said is not None and code_of(clean(sink.text)) != sink.said.code:
            self._sinks[-1].take(sink, self._place)  # somebody typed in it
        if self._sinks[-1].is_over:
            self._close()

    # --- paragraphs and tables -----------------------------------------------------------------

    def paragraph(self, element: Element) -> None:
        self._line += 1
        sink = self._sinks[-1]
        if sink.paragraphs and not self._is_joined and sink.said is not None:
            self._add("\n")
        sink.paragraphs += 1
        self._inside(element)
        for sink in self._sinks[1:]:
            sink.paragraphs = max(sink.paragraphs, 1)
        # Such a field is within a paragraph, whatever is said.
        self._fields = [field for field in self._fields if field.shows is None]
        # Where the end of a paragraph was deleted, the next one goes on in it.
        self._is_joined = first(element, "pPr", "rPr", "del") is not None
        if not self._is_joined:
            self._flush()

    def table(self, element: Element) -> None:
        self._reading.findings.tables += 1
        table, outer = self._reading.findings.tables, self._cell
        for number, row in enumerate(_of(element, "tr"), 1):
            is_deleted = first(row, "trPr", "del") is not None
            self._deleting += is_deleted
            column = 1
            for around, cell in _cells(row):
                self._cell = f"{table}:{number}:{column}"
                self._one(around)
                if self._sinks[0].length:
                    self._flush()
                span = value(first(cell, "tcPr", "gridSpan")) or ""
                is_number = span.isdecimal() and len(span) <= _MOST_COLUMNS
                column += int(span) if is_number else 1
            self._deleting -= is_deleted
        self._cell = outer

    def _one(self, around: Element) -> None:
        if name(around) == "sdt":
            self.control(around)
        else:
            self._inside(around)

    # --- runs ----------------------------------------------------------------------------------

    def run(self, element: Element) -> None:
        look = first(element, "rPr")
        vanish = first(look, "vanish")
        style = value(first(look, "rStyle"))
        hides = is_on(vanish) if vanish is not None else style in self._reading.parts.hidden
        marks = first(element, "footnoteReference"), first(element, "endnoteReference")
        # A mark of its own for a note is no text.
        hides = hides or any(value(mark, "customMarkFollows") for mark in marks)
        fonts = first(look, "rFonts")
        outer, self._font = self._font, value(fonts, "ascii") or value(fonts, "hAnsi") or ""
        self._hiding += hides
        self._inside(element)
        self._hiding -= hides
        self._font = outer

    def text(self, element: Element) -> None:
        text = text_of(element).replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
        self._add(signs.in_signs(text, self._font))

    def deleted(self, element: Element) -> None:
        self._deleting += 1
        if name(element) == "delText":
            self.text(element)
        else:
            self._inside(element)
        self._deleting -= 1

    def blank(self, element: Element) -> None:
        self._add(" ")

    def line_break(self, element: Element) -> None:
        if value(element, "type") in (None, "textWrapping"):
            self._add("\n")

    def hyphen(self, element: Element) -> None:
        self._add("\u2011" if name(element) == "noBreakHyphen" else "\u00ad")

    def symbol(self, element: Element) -> None:
        self._add(signs.symbol(element))

    def page_break(self, element: Element) -> None:
        if self._page is not None:
            self._page += 1

    def note(self, element: Element) -> None:
        kind = name(element).removesuffix("Reference") + "s"
        self._notes.append((kind, value(element, "id") or ""))

    def text_box(self, element: Element) -> None:
        self._boxes.append(element)

    def alternatives(self, element: Element) -> None:
        """The same several times, for newer and for older programs."""
        ways = [one for one in element if name(one) in ("Choice", "Fallback")]
        if ways:
            self._inside(ways[0])

    # --- links and fields ----------------------------------------------------------------------

    def link(self, element: Element) -> None:
        address = self._links.get(value(element, "id") or "", "")
        self._linked(element, address)

    def simple_field(self, element: Element) -> None:
        self._linked(element, address_of(value(element, "instr") or ""))

    def _linked(self, element: Element, address: str) -> None:
        sink, start = self._sinks[-1], self._sinks[-1].length
        self._inside(element)
        if sink is self._sinks[-1]:
            sink.link(start, address)

    def field_step(self, element: Element) -> None:
        step = value(element, "fldCharType")
        if step == "begin":
            field = Field(first(element, "ffData"))
            self._add(field.shows or "")
            self._fields.append(field)
        elif self._fields and step == "separate":
            self._fields[-1].begin_result(self._sinks[-1])
        elif self._fields and step == "end":
            self._fields.pop().end(self._sinks[-1])

    def field_code(self, element: Element) -> None:
        if self._fields:
            self._fields[-1].code.append(element.text or "")

    # --- what is bound -------------------------------------------------------------------------

    def control(self, element: Element) -> None:
        said = None if self._deleting else self._bindings.controls.get(element)
        look, inside = first(element, "sdtPr"), first(element, "sdtContent")
        box = first(look, "checkbox")
        if said is not None:
            self._open(said)
        sink = self._sinks[-1]
        if box is not None:
            self._add(signs.box(is_on(first(box, "checked"))))
        elif inside is not None and not is_on(first(look, "showingPlcHdr")):
            self._inside(inside)
        if said is not None:
            while self._sinks[-1] is not sink:
                self._close()
            self._close(choices_of(look))

    def bookmark_start(self, element: Element) -> None:
        said = self._bindings.stretches.get(element)
        if said is not None and not self._deleting and len(self._sinks) < _MOST_OPEN:
            self._open(said, value(element, "id"))

    def bookmark_end(self, element: Element) -> None:
        ended = value(element, "id")
        for sink in self._sinks[1:]:
            sink.is_over = sink.is_over or (sink.ends is not None and sink.ends == ended)
        if self._sinks[-1].is_over:
            self._close()


_HANDLERS: Mapping[str, Callable[[_Reader, Element], None]] = {
    "AlternateContent": _Reader.alternatives,
    "bookmarkEnd": _Reader.bookmark_end,
    "bookmarkStart": _Reader.bookmark_start,
    "br": _Reader.line_break,
    "commentReference": _Reader.note,
    "cr": _Reader.line_break,
    "del": _Reader.deleted,
    "delText": _Reader.deleted,
    "endnoteReference": _Reader.note,
    "fldChar": _Reader.field_step,
    "fldSimple": _Reader.simple_field,
    "footnoteReference": _Reader.note,
    "hyperlink": _Reader.link,
    "instrText": _Reader.field_code,
    "lastRenderedPageBreak": _Reader.page_break,
    "noBreakHyphen": _Reader.hyphen,
    "p": _Reader.paragraph,
    "ptab": _Reader.blank,
    "r": _Reader.run,
    "sdt": _Reader.control,
    "softHyphen": _Reader.hyphen,
    "sym": _Reader.symbol,
    "t": _Reader.text,
    "tab": _Reader.blank,
    "tbl": _Reader.table,
    "txbxContent": _Reader.text_box,
}
_LEFT_OUT = frozenset(
    {
        "altChunk",
        "delInstrText",
        "ffData",
        "moveFrom",
        "pPr",
        "rPr",
        "rt",
        "sectPr",
        "subDoc",
        "tblGrid",
        "tblPr",
        "tcPr",
        "trPr",
    }
)
"""What is about the text, was moved elsewhere, or is another document."""


def _of(element: Element, kind: str) -> Iterator[Element]:
    """What is in an element, whatever is put around it there."""
    for one in element:
        if name(one) == kind:
            yield one
        elif name(one) in _AROUND or name(one) == "sdt":
            yield from _of(one, kind)


def _cells(row: Element) -> Iterator[tuple[Element, Element]]:
    """The cells of a row; the first of two is a control around it, where there is one."""
    for one in row:
        cells = [one] if name(one) == "tc" else list(_of(one, "tc"))
        if name(one) == "sdt" and len(cells) == 1:
            yield one, cells[0]
        elif name(one) in ("tc", "sdt") or name(one) in _AROUND:
            yield from ((cell, cell) for cell in cells)
