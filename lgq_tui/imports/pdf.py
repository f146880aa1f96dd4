"""What a PDF shows: its lines, its links, what was filled in, and our own answers.

Nothing in it acts: no script, no link, no file within it but the one with our own answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.imports.source import COMMENT, Passage, Source

if TYPE_CHECKING:
    from lgq_tui.imports.pages.script import Script
    from lgq_tui.imports.pages.signs import Page

MOST_PAGES = 400
"""That are read of one document."""
_MOST_FILES = 1_000


def read(content: bytes) -> Source:
    """The text of a PDF, a passage for each paragraph or line; `flaws` tell what it hides."""
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            return Source(flaws=(Message("import.locked"),))
        raise NotDoneError(Message("import.damaged")) from error
    try:
        return _source(document)
    finally:
        document.close()


def _source(document: Any) -> Source:
    from lgq_tui.imports.pages.furniture import without_furniture
    from lgq_tui.imports.pages.paragraphs import passages
    from lgq_tui.imports.pages.script import believed

    document.init_forms()
    pages = [_page_or_none(document, at) for at in range(min(len(document), MOST_PAGES))]
    flaws = tuple(_flaws(document, pages))
    bare = without_furniture(pages)
    found = _script(document)
    bound, bare = believed(found, bare) if found else ([], bare)
    text = (one for page, whole in zip(bare, pages, strict=True) for one in passages(page, whole))
    comments = tuple(Passage(one, kind=COMMENT) for page in pages for one in page.comments)
    edition = found.edition if found and bound else None
    return Source((*text, *comments), tuple(bound), edition, flaws=flaws, soft=True)


def _page_or_none(document: Any, at: int) -> Page:
    """A page; one that is damaged has no text, and says so."""
    from pypdfium2 import PdfiumError

    from lgq_tui.imports.pages.signs import Page

    try:
        return _page(document, at)
    except PdfiumError:
        return Page(at + 1, 1.0, 1.0, (), pictured=True)


def _page(document: Any, at: int) -> Page:
    from lgq_tui.imports.pages.annotations import REMARK, laid_upon
    from lgq_tui.imports.pages.drawn import Drawn
    from lgq_tui.imports.pages.fields import with_fields
    from lgq_tui.imports.pages.lines import lines
    from lgq_tui.imports.pages.signs import Page

    page = document[at]
    try:
        width, height = (max(1.0, size) for size in page.get_size())
        drawn = Drawn(page)
        upon = list(laid_upon(page, document.formenv))
        found = with_fields(list(lines(drawn.runs(), at + 1)), upon, at + 1)
        remarks = tuple(one.text for one in upon if one.kind == REMARK)
        is_pictured = not found and drawn.is_pictured
        return Page(at + 1, width, height, tuple(found), remarks, is_pictured)
    finally:
        page.close()


def _flaws(document: Any, pages: list[Page]) -> Iterator[Message]:
    without = [str(page.number) for page in pages if page.pictured]
    if without:
        yield Message("import.no_text", {"pages": ", ".join(without)})
    if len(document) > MOST_PAGES:
        yield Message("import.too_long", {"pages": MOST_PAGES})


def _script(document: Any) -> Script | None:
    """Our own answers, if this document carries them; no other file in it is opened."""
    from pypdfium2 import PdfiumError

    from lgq_tui.imports.pages.script import MOST_BYTES, NAME, script

    for at in range(min(document.count_attachments(), _MOST_FILES)):
        with suppress(PdfiumError):  # it is empty, or damaged
            attached = document.get_attachment(at)
            if attached.get_name() == NAME:
                content = bytes(attached.get_data())
                return script(content) if len(content) <= MOST_BYTES else None
    return None
