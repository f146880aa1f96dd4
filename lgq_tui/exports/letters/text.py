"""The letter as plain text, in lines that mail programs leave as they are."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from lgq_tui.exports.letters.making import Letter, Question

WIDTH = 72
_STEP = "  "
_ROOM = 2
"""Empty lines to write on."""


def text_of(letter: Letter) -> str:
    """The whole text; only an address that is longer makes a line of more than `WIDTH` signs."""
    return "\n".join(_lines(letter)) + "\n"


def _lines(letter: Letter) -> Iterator[str]:
    yield from _paragraph(letter.title)
    yield from _paragraph(letter.reference)
    for paragraph in letter.opening:
        yield from ("", *_paragraph(paragraph))
    section = ""
    for question in letter.questions:
        yield ""
        if question.section != section:
            section = question.section
            yield from (*_paragraph(section), "") if section else ()
        yield from _question(question)
        yield from ("", _STEP + letter.reply, *("" for _ in range(_ROOM)))
    thanks, *names = letter.closing
    yield from ("", *_paragraph(thanks), "")
    for name in names:
        yield from _paragraph(name)


def _question(question: Question) -> Iterator[str]:
    first, *others = question.paragraphs
    # The mark of a quotation may stand at the beginning of an answer, never at that of a line.
    yield from _paragraph(f"[{question.label}] {first}", _STEP)
    for paragraph in others:
        for line in paragraph.split("\n"):
            yield from _paragraph(f"{_STEP}{line}", _STEP * 2)


def _paragraph(text: str, then: str = "") -> list[str]:
    """A paragraph as lines; its own blanks at the beginning stay."""
    first = text[: len(text) - len(text.lstrip())]
    lines = wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [part for line in lines for part in _fitting(line, then)]


def _fitting(line: str, then: str) -> list[str]:
    """A line that is too long, as words without blanks are in some scripts, cut to fit."""
    if len(line) <= WIDTH or "://" in line:
        return [line]
    return wrap(line, WIDTH, subsequent_indent=then, drop_whitespace=False)
