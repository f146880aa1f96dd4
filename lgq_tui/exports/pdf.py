"""A response as a PDF: tagged for screen readers, with its fonts, and with its answers as data."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.exports.document.making import document_of
from lgq_tui.exports.order import Order
from lgq_tui.exports.typesetting.data import data
from lgq_tui.exports.typesetting.flow import flow
from lgq_tui.exports.typesetting.letters import FONTS
from lgq_tui.exports.typesetting.script import script

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard

_FORM = Path(__file__).parent / "typesetting" / "form.typ"
_STANDARDS: list[PDFStandard] = ["a-3a", "ua-1"]
"""To be kept for decades, with data in it; and to be read by everybody."""
_FIRST = "Noto Sans"
_LAST = ("Noto Sans Symbols2", "Noto Sans Symbols", "Noto Sans Math", "Noto Emoji")
"""Families for the signs that no script has for itself."""


def written(order: Order) -> bytes:
    """The document of the one response, as the bytes of a file. Where the library is not to be had
    (Windows on ARM), `NotDoneError`."""
    try:
        import typst
    except ImportError as error:
        raise NotDoneError(Message("export.no_pdf")) from error
    document = document_of(order)
    blocks = tuple(flow(document, order.say))
    fonts, families = _fonts()
    inputs = {
        "form": data(document, blocks, families, order.say),
        "answers": script(document, blocks),
    }
    source = _FORM.read_bytes()
    order.progress(0.5)

    def made(standards: list[PDFStandard]) -> bytes:
        return typst.compile(
            source,
            font_paths=fonts,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=standards,
            timestamp=_timestamp(document.modified),
        )

    try:
        return made(_STANDARDS)
    except typst.TypstError:
        # A standard wants a shape for every sign, and some stand together as no font has them.
        return made([])
    finally:
        order.progress(1.0)


def _timestamp(modified: str) -> int:
    """When the response was changed last, in seconds since 1970; the clock is not asked."""
    try:
        time = datetime.fromisoformat(modified)
    except ValueError:
        return 0
    return max(0, int((time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()))


@cache
def _fonts() -> tuple[Fonts, list[str]]:
    """The fonts that come with us, and the names of their families in the order in which they are
    asked for a sign."""
    from typst import Fonts

    fonts = Fonts(False, False, [FONTS])
    rest = sorted({*fonts.families()} - {_FIRST, *_LAST})
    return fonts, [_FIRST, *rest, *_LAST]
