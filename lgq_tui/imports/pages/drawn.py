"""The signs of a page as the library gives them."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from math import isfinite
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from lgq_tui.core.text import clean
from lgq_tui.imports.pages.boxes import box
from lgq_tui.imports.pages.signs import Sign

MOST_SIGNS = 60_000
"""Of one page that are read: ten times of what a full one has."""
_INVISIBLE = 3
"""The way of drawing in which nothing is drawn."""
_SMALLEST = 2.5
_NEARLY_WHITE = 245
_LONGEST_NAME = 256
_MANY = 60
_BREAKS = "\r\n"


class _Look(NamedTuple):
    """What all signs of one object have in common."""

    font: str
    size: float
    shown: bool


class Drawn:
    """Reads the signs of one page; the page has to stay open meanwhile."""

    def __init__(self, page: Any) -> None:
        self._page, self._text = page, page.get_textpage()
        self._looks: dict[int, _Look] = {}
        self._turned = page.get_rotation()
        self._width, self._height = page.get_mediabox()[2:]

    @property
    def count(self) -> int:
        """How many signs there are, those included that are not read."""
        return int(self._text.count_chars())

    @property
    def is_pictured(self) -> bool:
        """Whether there is a picture on the page, or so much that is drawn that it may be text."""
        count = 0
        for count, one in enumerate(self._page.get_objects(max_depth=2), 1):
            if one.type == raw.FPDF_PAGEOBJ_IMAGE or count > _MANY:
                return True
        return count > _MANY

    def runs(self) -> Iterator[list[Sign]]:
        """Signs beside each other, in the order in which the page has them."""
        run: list[Sign] = []
        for at, text in self._letters():
            if text not in _BREAKS:
                sign = self._sign(text, at)
                if all(map(isfinite, sign[1:7])):
                    run.append(sign)
            if run and (text in _BREAKS or raw.FPDFText_IsHyphen(self._text.raw, at) == 1):
                yield run
                run = []
        if run:
            yield run

    def _letters(self) -> Iterator[tuple[int, str]]:
        """What each sign stands for, by its number on the page."""
        high = 0
        for at in range(min(self.count, MOST_SIGNS)):
            number = raw.FPDFText_GetUnicode(self._text.raw, at)
            if 0xD800 <= number < 0xDC00:
                high = number
                continue
            if 0xDC00 <= number < 0xE000 and high:  # some systems give the halves of a sign
                number = 0x10000 + ((high - 0xD800) << 10) + number - 0xDC00
            high = 0
            if raw.FPDFText_IsHyphen(self._text.raw, at) == 1:
                yield at, "-"
            elif number <= sys.maxunicode:  # else the page is damaged
                text = chr(number) if chr(number) in _BREAKS else clean(chr(number))
                if text:
                    yield at, text.replace("\u00a0", " ")

    def _sign(self, text: str, at: int) -> Sign:
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        raw.FPDFText_GetCharBox(self._text.raw, at, left, right, bottom, top)
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(self._text.raw, at, x, y)
        look = self._look(at)
        made = raw.FPDFText_IsGenerated(self._text.raw, at) == 1
        one, other = self._turn(left.value, bottom.value), self._turn(right.value, top.value)
        return Sign(
            box(text, look.font),
            min(one[0], other[0]),
            min(one[1], other[1]),
            max(one[0], other[0]),
            max(one[1], other[1]),
            self._turn(x.value, y.value)[1],
            look.size,
            look.shown,
            made,
        )

    def _turn(self, x: float, y: float) -> tuple[float, float]:
        if self._turned == 90:
            return y, self._width - x
        if self._turned == 180:
            return self._width - x, self._height - y
        if self._turned == 270:
            return self._height - y, x
        return x, y

    def _look(self, at: int) -> _Look:
        found = raw.FPDFText_GetTextObject(self._text.raw, at)
        if not found:
            return _Look("", float(raw.FPDFText_GetFontSize(self._text.raw, at)), True)
        key = ctypes.addressof(found.contents)
        if key not in self._looks:
            self._looks[key] = self._look_of(found, at)
        return self._looks[key]

    def _look_of(self, found: Any, at: int) -> _Look:
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self._text.raw, at, matrix)
        scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
        size = float(raw.FPDFText_GetFontSize(self._text.raw, at)) * scale
        font = raw.FPDFTextObj_GetFont(found)
        name = ctypes.create_string_buffer(_LONGEST_NAME)
        raw.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
        colour = [ctypes.c_uint() for _ in range(4)]
        known = raw.FPDFPageObj_GetFillColor(found, *colour)
        red, green, blue, alpha = (part.value for part in colour)
        is_seen = not known or (alpha > 0 and min(red, green, blue) < _NEARLY_WHITE)
        is_drawn = raw.FPDFTextObj_GetTextRenderMode(found) != _INVISIBLE
        shown = is_seen and is_drawn and size >= _SMALLEST
        return _Look(name.value.decode("latin-1"), size, shown)
