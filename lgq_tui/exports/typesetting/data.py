"""The blocks of a document as plain data for `form.typ`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from lgq_tui.exports.document.records import Box, Document, Span, Spans
from lgq_tui.exports.order import Say
from lgq_tui.exports.typesetting.blocks import Block, Line, plain
from lgq_tui.exports.typesetting.letters import is_right_to_left, printable, typed

_LONGEST_LINK = 2000
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Z]{2}))?")
_PLACES = re.compile("(\ue000|\ue001)")


def data(document: Document, blocks: Iterable[Block], fonts: list[str], say: Say) -> str:
    """All that `form.typ` is given, as JSON."""
    title = plain(document.title)
    made = _Data()
    whole = {
        "title": " – ".join((title, *document.subject)),
        "foot": printable(" · ".join((title, *document.subject))),
        "language": _language(document.language),
        "rtl": is_right_to_left(title),
        "fonts": fonts,
        "page": _page(say),
        "attached": say("document.attached"),
        "notes": {str(note.number): made.spans(note.text) for note in document.footnotes},
        "blocks": [made.block(block) for block in blocks],
    }
    return json.dumps(whole, ensure_ascii=False)


class _Data:
    def __init__(self) -> None:
        self._marks: set[str] = set()
        """Of the footnotes that were named already; each has its text once."""

    def block(self, block: Block) -> dict[str, Any]:
        return {
            "kind": block.kind,
            "depth": block.depth,
            "number": printable(block.number),
            "spans": self.spans(block.spans),
            "lines": list(map(_line, block.lines)),
            "boxes": list(map(self._box, block.boxes)),
            "room": block.room,
            "keep": block.keep,
            "beside": list(map(self.block, block.beside)),
        }

    def _box(self, box: Box) -> dict[str, Any]:
        rtl = is_right_to_left(plain(box.label))
        return {"on": box.ticked, "rtl": rtl, "spans": self.spans(box.label)}

    def spans(self, spans: Spans) -> list[dict[str, Any]]:
        return list(map(self._span, spans))

    def _span(self, span: Span) -> dict[str, Any]:
        first = span.mark and span.text not in self._marks
        if first:
            self._marks.add(span.text)
        return {
            "text": printable(" ".join(f"_{span.text}_".split())[1:-1]),
            "strong": span.strong,
            "link": _link(span.link),
            "mark": span.mark,
            "first": first,
        }


def _line(line: Line) -> dict[str, Any]:
    text = typed(line.text)
    return {
        "text": text,
        "rtl": is_right_to_left(text),
        "link": _link(line.link),
    }


def _link(address: str | None) -> str | None:
    return address if address and len(address) <= _LONGEST_LINK else None


def _language(language: str) -> dict[str, str | None]:
    found = _LANGUAGE.match(language)
    return {"lang": found[1] if found else "en", "region": found[2] if found else None}


def _page(say: Say) -> list[str]:
    """The words at the foot of a page, cut where its number and the number of pages stand."""
    names = {"\ue000": "page", "\ue001": "pages"}
    parts = _PLACES.split(say("document.page", page="\ue000", pages="\ue001"))
    return [names.get(part, part) for part in parts]
