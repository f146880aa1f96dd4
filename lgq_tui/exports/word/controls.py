"""Content controls: what is filled in, each bound to its item.

Controls for text are the general kind, which may hold links too. LibreOffice 7.4 puts the lines of
the plain kind out of order, and loses all tags; hence the bookmark around each control.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lgq_tui.core.bindings import Binding, Own, own
from lgq_tui.core.text import clean, clean_line
from lgq_tui.exports.word.markup import Element, element
from lgq_tui.exports.word.runs import lines, run

_LONGEST_TITLE = 60
_TICKED, _EMPTY = "2612", "2610"
_FONT = "MS Gothic"
"""Word's own for its boxes; other programs take another that has them."""


class Controls:
    """The controls of one document.

    `long` are the bindings that stand there under a code, `placeholders` what empty ones show,
    and `reasons` what has been chosen from, from codes to words.
    """

    def __init__(self) -> None:
        self.long: list[str] = []
        self.placeholders: dict[str, None] = {}
        self.reasons: dict[str, str] = {}
        self._count = 0

    def text(
        self, bound: Binding, title: str, text: str, relations: Sequence[str | None] = ()
    ) -> list[Element]:
        """A field with a text of any number of lines, each perhaps with a link."""
        return self._control(bound, title, [], *lines(text, relations=relations))

    def empty(self, bound: Binding, title: str, placeholder: str, style: str) -> list[Element]:
        """A field for a text; until there is one, the placeholder shows."""
        self.placeholders[placeholder.strip()] = None
        shown = lines(placeholder, style)
        return self._control(bound, title, [element("w:showingPlcHdr")], *shown)

    def box(self, bound: Binding, title: str, ticked: bool) -> list[Element]:
        """A box to tick."""
        states = (
            element("w14:checked", val=int(ticked)),
            element("w14:checkedState", val=_TICKED, font=_FONT),
            element("w14:uncheckedState", val=_EMPTY, font=_FONT),
        )
        sign = run(chr(int(_TICKED if ticked else _EMPTY, 16)))
        fonts = element("w:rFonts", ascii=_FONT, hAnsi=_FONT, eastAsia=_FONT, cs=_FONT)
        sign.insert(0, element("w:rPr", fonts))
        return self._control(bound, title, [element("w14:checkbox", *states)], sign)

    def choice(
        self, bound: Binding, title: str, choices: Mapping[str, str], chosen: str
    ) -> list[Element]:
        """A list from which one is chosen, named by its title until then.

        `choices` are the words of each, by its code.
        """
        items = [
            element("w:listItem", displayText=words, value=code) for code, words in choices.items()
        ]
        self.reasons.update(choices)
        kind = element("w:dropDownList", *items)
        if chosen:
            shown = run(choices.get(chosen, chosen), "FormNone")
            return self._control(bound, title, [kind], shown)
        self.placeholders[title] = None
        shown = run(title, "FormHint")
        return self._control(bound, title, [element("w:showingPlcHdr"), kind], shown)

    def own(self, text: str, style: str) -> list[Element]:
        """Words of the form itself, which cannot be changed, and are known by that."""
        text = clean(text)
        appearance = element("w15:appearance", val="hidden")
        lock = element("w:lock", val="sdtContentLocked")
        return self._made(own(text), "", [lock, appearance], run(text, style))

    def _control(
        self, bound: Binding, title: str, kind: list[Element], *inside: Element
    ) -> list[Element]:
        if bound.is_long:
            self.long.append(bound.text)
        lock = element("w:lock", val="sdtLocked")
        return self._made(bound, clean_line(title)[:_LONGEST_TITLE], [lock, *kind], *inside)

    def _made(
        self, bound: Binding | Own, title: str, kind: list[Element], *inside: Element
    ) -> list[Element]:
        self._count += 1
        properties = element("w:sdtPr")
        properties.extend([element("w:alias", val=title)] if title else [])
        properties.append(element("w:tag", val=bound.tag))
        properties.append(element("w:id", val=self._count))
        properties.extend(kind)
        return [
            element("w:bookmarkStart", id=self._count, name=bound.name_at(self._count)),
            element("w:sdt", properties, element("w:sdtContent", *inside)),
            element("w:bookmarkEnd", id=self._count),
        ]
