"""The form as a Word document: filled, or to be filled, which is read back exactly."""

from __future__ import annotations

from lgq_tui.core.text import clean_line
from lgq_tui.exports.document.making import document_of
from lgq_tui.exports.document.records import Document
from lgq_tui.exports.order import Order

_LONGEST = 200
"""Signs of a title."""


def written(order: Order) -> bytes:
    """The bytes of the file for the one response of an order."""
    from lgq_tui.exports.word.form import Form
    from lgq_tui.exports.word.markup import element, root
    from lgq_tui.exports.word.package import Package
    from lgq_tui.exports.word.page import footer, page
    from lgq_tui.exports.word.properties import packed, properties
    from lgq_tui.exports.word.runs import is_rtl
    from lgq_tui.exports.word.settings import language, settings

    document, package = document_of(order), Package()
    form = Form(order, document, package)
    title = _title(document)
    body = element("w:body", *form.paragraphs())
    foot = package.footer(footer(title, order.say))
    body.append(page(foot, is_rtl(title)))
    package.main(root("w:document", body), form.notes.part(form.footnote))
    package.styles(language(document.language))
    package.settings(settings(document.language))
    edition = {
        "id": document.questionnaire,
        "version": clean_line(document.version),
        "digest": order.interview.questionnaire.digest,
    }
    long = {f"long.{at}": texts for at, texts in enumerate(packed(form.controls.long), 1)}
    reasons = {f"reason.{code}": words for code, words in form.controls.reasons.items()}
    kind = "prompt" if document.blank else "empty"
    empty = {f"{kind}.{at}": text for at, text in enumerate(form.controls.placeholders, 1)}
    package.describe(document, title, properties(edition | long | empty | reasons))
    order.progress(1.0)
    return package.content()


def _title(document: Document) -> str:
    title = "".join(span.text for span in document.title if not span.mark)
    subject = ", ".join(document.subject)
    whole = clean_line(f"{title}: {subject}" if subject else title)
    return whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 1]}…"
