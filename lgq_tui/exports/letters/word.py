"""The letter as a Word document, with a field to write in below each question."""

from __future__ import annotations

from collections.abc import Iterator

from lgq_tui.exports.document.records import Document
from lgq_tui.exports.letters.making import Letter, Question, Say
from lgq_tui.exports.word.footnotes import Footnotes
from lgq_tui.exports.word.markup import Element, element, root
from lgq_tui.exports.word.package import Package
from lgq_tui.exports.word.page import footer, page
from lgq_tui.exports.word.properties import properties
from lgq_tui.exports.word.runs import is_rtl, lines
from lgq_tui.exports.word.settings import language, settings


def written(letter: Letter, say: Say) -> bytes:
    """The bytes of the file."""
    package = Package()
    body = element("w:body", *_paragraphs(letter))
    foot = package.footer(footer(letter.title, say))
    body.append(page(foot, is_rtl(letter.title)))
    package.main(root("w:document", body), Footnotes(()).part(lambda spans: ()))
    package.styles(language(letter.language))
    package.settings(settings(letter.language))
    about = Document("", "", (), letter.language, (), modified=letter.modified)
    package.describe(about, letter.title, properties({}))
    return package.content()


def _paragraphs(letter: Letter) -> Iterator[Element]:
    yield _paragraph("Title", letter.title)
    yield _paragraph("FormState", letter.reference)
    yield from (_paragraph("", text) for text in letter.opening)
    section = ""
    for question in letter.questions:
        if question.section and question.section != section:
            yield _paragraph("Heading1", question.section)
        section = question.section
        yield from _question(question)
        yield _paragraph("FormLabel", letter.reply)
        yield _paragraph("FormField", "")
    thanks, *names = letter.closing
    yield _paragraph("FormClosing", thanks)
    yield _paragraph("", "\n".join(names))


def _question(question: Question) -> Iterator[Element]:
    first, *others = question.paragraphs
    yield _paragraph("FormQuestion", f"[{question.label}] {first}")
    yield from (_paragraph("FormAnswer", text) for text in others)


def _paragraph(style: str, text: str) -> Element:
    look = element("w:pPr", *([element("w:pStyle", val=style)] if style else []))
    look.extend([element("w:keepNext")] if style in ("FormQuestion", "FormLabel") else [])
    look.extend([element("w:bidi")] if is_rtl(text) else [])
    return element("w:p", look, *lines(text))
