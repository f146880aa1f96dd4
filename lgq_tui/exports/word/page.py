"""The page: its size, and what stands at its foot."""

from __future__ import annotations

import re

from lgq_tui.exports.order import Say
from lgq_tui.exports.word.markup import Element, element, named, root, words
from lgq_tui.exports.word.runs import is_rtl, run, tab

_WIDTH, _HEIGHT, _MARGIN = 11906, 16838, 1134
"""A4 with two centimetres around, in twentieths of a point."""
_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}


def page(foot: str, rtl: bool) -> Element:
    """The page, with its foot by the id of the relation to it."""
    reference = element("w:footerReference", type="default")
    reference.set(named("r:id"), foot)
    made = element(
        "w:sectPr",
        reference,
        element("w:pgSz", w=_WIDTH, h=_HEIGHT),
        element(
            "w:pgMar",
            top=_MARGIN,
            right=_MARGIN,
            bottom=_MARGIN,
            left=_MARGIN,
            header=567,
            footer=567,
            gutter=0,
        ),
    )
    made.extend([element("w:bidi")] if rtl else [])
    return made


def footer(title: str, say: Say) -> Element:
    """The foot of every page: what the document is, and the number of the page."""
    look = element("w:pPr", element("w:pStyle", val="Footer"))
    look.extend([element("w:bidi")] if is_rtl(title) else [])
    made = element("w:p", look, run(title), tab())
    said = say("document.page", page="{page}", pages="{pages}")
    for part in re.split(r"(\{pages?\})", said):
        name = part.strip("{}")
        if name in _FIELDS:
            made.extend(_field(_FIELDS[name]))
        elif part:
            made.append(run(part))
    return root("w:ftr", made)


def _field(code: str) -> list[Element]:
    steps = [element("w:r", element("w:fldChar", fldCharType="begin"))]
    steps.append(element("w:r", words(f" {code} ", "w:instrText")))
    steps.append(element("w:r", element("w:fldChar", fldCharType="separate")))
    steps.append(run("1"))
    return [*steps, element("w:r", element("w:fldChar", fldCharType="end"))]
