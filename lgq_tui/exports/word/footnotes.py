"""Footnotes as Word has them: marks in the text, and the texts in a part of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lgq_tui.exports.document.records import Footnote, Spans
from lgq_tui.exports.word.markup import Element, element, root
from lgq_tui.exports.word.runs import run

_RULES = (("separator", -1), ("continuationSeparator", 0))
"""The lines above the footnotes of a page, by the ids that they have."""


class Footnotes:
    """The footnotes of one document.

    Word counts them itself, as long as that gives the form's own numbers.
    """

    def __init__(self, footnotes: Sequence[Footnote]) -> None:
        self._texts: Mapping[str, Spans] = {str(one.number): one.text for one in footnotes}
        self._used: dict[str, bool] = {}
        """Whether Word counts a mark, by its number."""

    def mark(self, number: str) -> Element:
        """The mark of a footnote; from the second time on, its number alone."""
        if number in self._used or number not in self._texts:
            return run(number, "FootnoteReference")
        counted = int(number) == sum(self._used.values()) + 1
        self._used[number] = counted
        made = run(number, "FootnoteReference")
        if counted:
            made[-1:] = [element("w:footnoteReference", id=number)]
        else:
            made.insert(1, element("w:footnoteReference", id=number, customMarkFollows=1))
        return made

    def part(self, runs: Callable[[Spans], Sequence[Element]]) -> Element:
        """All texts to which there is a mark."""
        made = root("w:footnotes")
        for kind, number in _RULES:
            rule = element("w:r", element(f"w:{kind}"))
            made.append(element("w:footnote", _paragraph("", rule), type=kind, id=number))
        for name, counted in sorted(self._used.items(), key=lambda one: int(one[0])):
            mark = run(name, "FootnoteReference")
            if counted:
                mark[-1:] = [element("w:footnoteRef")]
            text = _paragraph("FootnoteText", mark, run(" "), *runs(self._texts[name]))
            made.append(element("w:footnote", text, id=name))
        return made


def _paragraph(style: str, *runs: Element) -> Element:
    look = element("w:pStyle", val=style) if style else element("w:spacing", after=0)
    return element("w:p", element("w:pPr", look), *runs)
