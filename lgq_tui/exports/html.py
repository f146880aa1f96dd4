"""A document as one HTML file: no script, nothing from outside, and whole without its style."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from lgq_tui.exports.document import showing
from lgq_tui.exports.document.making import document_of
from lgq_tui.exports.document.records import Box, Document, Field, Span, Spans
from lgq_tui.exports.order import Order

_FOLDER = Path(__file__).parent
_TEMPLATE, _STYLE = "html.jinja", "html.css"
_SAFE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_FROM_RIGHT = re.compile("(?:ar|ckb|dv|fa|he|ks|ku|nqo|ps|sd|syr|ug|ur|yi)(?![a-z])", re.IGNORECASE)
"""Languages that are written from the right."""
_LOWEST_HEADING = 6
_LONG = frozenset({"paragraph"})
"""What is typed into several lines."""
_INPUTS = {"email": "email", "url": "url", "phone": "tel"}
"""Numbers and dates stay text: what was typed is kept, whatever it is."""


def written(order: Order) -> bytes:
    """The document of an order's one response, in UTF-8."""
    document = document_of(order)
    style = _style(document, order)
    text: str = _template().render(
        document=document,
        order=order,
        show=showing,
        style=style,
        style_sum=_sum(style),
        edition=showing.edition_of(order),
        head=tuple(showing.head(document, order)),
        how=tuple(showing.how(order, "document.how_html")),
        words=_words(order),
        direction=_direction(document.language),
        marks=_Marks(order),
        entry=lambda number: order.say("document.entry", number=number),
        heading=lambda level: f"h{min(level, _LOWEST_HEADING)}",
        runs=_runs,
        lines=_lines,
        name=_name,
        choice_name=_choice_name,
        safe=_is_safe,
        control=_control,
    )
    return text.encode()


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    surroundings = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return surroundings.from_string((_FOLDER / _TEMPLATE).read_text("utf-8"))


def _words(order: Order) -> dict[str, str]:
    return {
        "ticked": order.say("document.ticked"),
        "not_ticked": order.say("document.not_ticked"),
        "empty": order.say("document.empty"),
        "not_asked": order.say("document.not_asked"),
        "note": order.say("document.note"),
        "skip": order.say("document.skip"),
        "back": order.say("document.back"),
        "footnotes": order.say("document.footnotes"),
    }


class _Marks:
    """The marks of footnotes in the text, each with a name of its own to come back to."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self.count: Counter[str] = Counter()

    def next(self, number: str) -> str:
        """The name of one more mark."""
        self.count[number] += 1
        return self.name(number, self.count[number])

    def name(self, number: object, time: int) -> str:
        """The name of the mark of a footnote that stands there for the nth time."""
        return f"mark-{number}" if time == 1 else f"mark-{number}-{time}"

    def words(self, number: str) -> str:
        """What a mark is called aloud."""
        return self._order.say("document.footnote", number=number)

    def reason(self, field: Field) -> str:
        """Why there is no answer, in a sentence."""
        return self._order.say("document.no_answer", reason=field.reason)


def _name(path: str) -> str:
    """A path as the name of a place in the page."""
    return re.sub(r"[\[\].]+", "-", path).strip("-")


def _choice_name(field: Field, box: Box) -> str:
    """The name of a choice in the page: that of what is asked beside it, which it labels."""
    if box.fields:
        return f"choice-{_name(box.fields[0].path)}"
    return f"choice-{_name(field.path)}-is-{box.id}"


def _runs(spans: Spans) -> list[Span]:
    """A wording, with links where they can go anywhere."""
    return [span._replace(link=span.link if _is_safe(span.link) else None) for span in spans]


def _is_safe(address: str | None) -> bool:
    return address is not None and _SAFE.match(address) is not None


class _Line(NamedTuple):
    text: str
    link: str | None
    is_last: bool


def _lines(field: Field) -> list[_Line]:
    """The lines of an answer, each with the address behind it."""
    texts = field.text.split("\n")
    links = field.links if len(field.links) == len(texts) else (None,) * len(texts)
    last = len(texts) - 1
    return [
        _Line(text, link if _is_safe(link) else None, at == last)
        for at, (text, link) in enumerate(zip(texts, links, strict=True))
    ]


def _control(field: Field) -> str:
    """What a field is typed into, in a form to be filled: `textarea`, or the type of an input."""
    if field.type in _LONG or field.repeat:
        return "textarea"
    return _INPUTS.get(field.type, "text")


def _direction(language: str) -> str:
    return "rtl" if _FROM_RIGHT.match(language) else "ltr"


# Style -----------------------------------------------------------------------------------------


def _style(document: Document, order: Order) -> str:
    parts = {"⟨page⟩": "counter(page)", "⟨pages⟩": "counter(pages)"}
    pieces = re.split("(⟨pages?⟩)", order.say("document.page", page="⟨page⟩", pages="⟨pages⟩"))
    numbers = " ".join(parts.get(piece) or _string(piece) for piece in pieces if piece)
    foot = " · ".join(filter(None, (showing.plain(document.title), document.code)))
    style = (_FOLDER / _STYLE).read_text("utf-8")
    return style.replace("var(--page-number)", numbers).replace("var(--page-foot)", _string(foot))


def _string(text: str) -> str:
    """A text in a style sheet: whatever is no letter or digit by its number."""
    signs = (sign if sign.isalnum() else f"\\{ord(sign):x} " for sign in text)
    return f'"{"".join(signs)}"'


def _sum(style: str) -> str:
    """By which the page allows its own style, and no other."""
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
