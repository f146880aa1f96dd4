"""What the pages show, as data that goes with them, so that answers come back exactly.

Lines on a page end where there is no room, and blanks cannot be counted. So the file
`lgq-answers.json` in the PDF has it all a second time: a list of pieces, in the order of the pages.
Whoever reads it believes only what the pages show as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from lgq_tui.exports.document.records import Document
from lgq_tui.exports.typesetting.blocks import Block, Piece

FORMAT = "lgq-answers/1"


def script(document: Document, blocks: Iterable[Block]) -> str:
    """The data, as JSON: `{"format", "questionnaire": {"id", "version"}, "pieces"}`."""
    data = {
        "format": FORMAT,
        "questionnaire": {"id": document.questionnaire, "version": document.version},
        "pieces": [piece for block in blocks for piece in _pieces(block)],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _pieces(block: Block) -> list[Piece]:
    beside = [piece for one in block.beside for piece in _pieces(one)]
    return [piece for piece in block.pieces if piece[2]] + beside
