"""What lies upon a page: links, fields that were filled in, and remarks. Nothing is followed."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from lgq_tui.core.text import clean, clean_code
from lgq_tui.imports.source import EMPTY, TICKED

LINK, FIELD, BOX, REMARK = "link", "field", "box", "remark"

MOST = 5_000
"""On one page."""
_LONGEST = 200_000
"""Bytes of a text."""
_BOXES = (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)
_TEXTS = (
    raw.FPDF_FORMFIELD_TEXTFIELD,
    raw.FPDF_FORMFIELD_COMBOBOX,
    raw.FPDF_FORMFIELD_LISTBOX,
)


class Annotation(NamedTuple):
    """One of them, where it lies; of a link, `text` is the address, of a box the sign for it."""

    kind: str
    text: str
    left: float
    bottom: float
    right: float
    top: float


def laid_upon(page: Any, form: Any) -> Iterator[Annotation]:
    """All of a page; `form` is that of the document, if it has one."""
    for at in range(min(raw.FPDFPage_GetAnnotCount(page.raw), MOST)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, at)
        if not annotation:
            continue
        try:
            kind, text = _content(page, form, annotation)
            places = list(_places(annotation))
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
        if text:
            yield from (Annotation(kind, text, *place) for place in places)


def _places(annotation: Any) -> Iterator[tuple[float, float, float, float]]:
    """Where an annotation lies, from left below to right above; a link may lie on several lines."""
    if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_LINK:
        count = min(raw.FPDFAnnot_CountAttachmentPoints(annotation), MOST)
        for at in range(count):
            quad = raw.FS_QUADPOINTSF()
            raw.FPDFAnnot_GetAttachmentPoints(annotation, at, quad)
            across = (quad.x1, quad.x2, quad.x3, quad.x4)
            up = (quad.y1, quad.y2, quad.y3, quad.y4)
            yield min(across), min(up), max(across), max(up)
        if count:
            return
    place = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, place)
    yield place.left, place.bottom, place.right, place.top


def _content(page: Any, form: Any, annotation: Any) -> tuple[str, str]:
    subtype = raw.FPDFAnnot_GetSubtype(annotation)
    if subtype == raw.FPDF_ANNOT_LINK:
        return LINK, _address(page, annotation)
    if subtype == raw.FPDF_ANNOT_WIDGET and form is not None:
        return _field(form, annotation)
    if subtype == raw.FPDF_ANNOT_FREETEXT:
        return FIELD, _text(raw.FPDFAnnot_GetStringValue, annotation, b"Contents")
    if subtype == raw.FPDF_ANNOT_TEXT:
        return REMARK, _text(raw.FPDFAnnot_GetStringValue, annotation, b"Contents")
    return "", ""


def _address(page: Any, annotation: Any) -> str:
    action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(annotation))
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    length = raw.FPDFAction_GetURIPath(page.pdf.raw, action, None, 0)
    if not 0 < length <= _LONGEST:
        return ""
    found = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(page.pdf.raw, action, found, length)
    return clean_code(found.value.decode("utf-8", "replace"))


def _field(form: Any, annotation: Any) -> tuple[str, str]:
    kind = raw.FPDFAnnot_GetFormFieldType(form.raw, annotation)
    if kind in _BOXES:
        return BOX, TICKED if raw.FPDFAnnot_IsChecked(form.raw, annotation) else EMPTY
    if kind in _TEXTS:
        return FIELD, _text(raw.FPDFAnnot_GetFormFieldValue, form.raw, annotation)
    return "", ""


def _text(get: Any, *arguments: Any) -> str:
    """A text that the library gives in UTF-16, with a zero at its end."""
    length = get(*arguments, None, 0)
    if not 2 < length <= _LONGEST:
        return ""
    found = ctypes.create_string_buffer(length)
    get(*arguments, ctypes.cast(found, ctypes.POINTER(ctypes.c_ushort)), length)
    return clean(found.raw[: length - 2].decode("utf-16-le", "replace")).rstrip("\n")
