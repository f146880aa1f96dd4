"""Stretches of text in a paragraph: their look, their links and the direction they are read in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from lgq_tui.core.text import clean
from lgq_tui.exports.word.markup import Element, element, named, words

_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def is_rtl(text: str) -> bool:
    """Whether a text begins from the right: the first sign that has a direction says so."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction == "L" or direction in _RIGHT_TO_LEFT:
            return direction != "L"
    return False


def run(text: str, style: str = "", strong: bool = False) -> Element:
    """One line of text."""
    made = element("w:r")
    look = [element("w:rStyle", val=style)] if style else []
    look += [element("w:b"), element("w:bCs")] if strong else []
    look += [element("w:rtl")] if is_rtl(text) else []
    if look:
        made.append(element("w:rPr", *look))
    made.append(words(clean(text)))
    return made


def line_break() -> Element:
    """Where a line ends within a paragraph."""
    return element("w:r", element("w:br"))


def tab() -> Element:
    """To the next stop."""
    return element("w:r", element("w:tab"))


def link(relation: str, *runs: Element) -> Element:
    """Runs that lead somewhere, by the id of the relation that says where."""
    made = element("w:hyperlink", *runs, history=1)
    made.set(named("r:id"), relation)
    return made


def lines(text: str, style: str = "", relations: Sequence[str | None] = ()) -> Iterator[Element]:
    """The runs of a text of several lines; behind each may stand a link."""
    for number, line in enumerate(clean(text).split("\n")):
        if number:
            yield line_break()
        relation = relations[number] if number < len(relations) else None
        if relation is not None and line:
            yield link(relation, run(line, "Hyperlink"))
        elif line:
            yield run(line, style)
