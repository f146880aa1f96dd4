"""The parts of a document, from the whole down to a stretch of text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of the form's own wording. With `mark`, the text is the number of a footnote."""

    text: str
    strong: bool = False
    link: str | None = None
    mark: bool = False


Spans = tuple[Span, ...]


class Box(NamedTuple):
    """A box before a choice, and what is asked beside it; `id` is the choice, `yes` or `no`."""

    id: str
    label: Spans
    ticked: bool = False
    fields: tuple[Field, ...] = ()


class Field(NamedTuple):
    """A question, a part of one, or a group of them.

    `path` is as in the response file, `type` an answer type or `group`. `text` is the answer as it
    would be typed, of a list an entry a line; with boxes it is what was answered beside them, which
    no choice has. `links` are the addresses behind the lines of the text. In `parts` are the parts
    of a group, and of a list of groups its entries, each a field of its own.
    `missing` is the code of a missing reason, `reason` the same in words. `asked` is False for
    what is not asked of this respondent. `facts` say in words how it is answered and when.
    `reasons` are the missing reasons that it takes, by their codes; `source` says in words where
    the answer came from, `to_confirm` that the previous round has given it and nobody confirmed it.
    """

    path: str
    type: str
    label: Spans = ()
    number: str | None = None
    hint: Spans = ()
    facts: str = ""
    required: bool = False
    repeat: bool = False
    text: str = ""
    links: tuple[str | None, ...] = ()
    boxes: tuple[Box, ...] = ()
    parts: tuple[Field, ...] = ()
    missing: str | None = None
    reason: str = ""
    note: str = ""
    asked: bool = True
    reasons: tuple[str, ...] = ()
    source: str = ""
    to_confirm: str = ""

    @property
    def origin(self) -> str:
        """Both of these, in a line."""
        return " ".join(filter(None, (self.to_confirm, self.source)))


class Section(NamedTuple):
    """A chapter of the form."""

    id: str
    title: Spans
    fields: tuple[Field, ...]
    number: str | None = None
    introduction: Spans = ()


class Footnote(NamedTuple):
    """A text at the end of the form, by its number."""

    id: str
    number: int
    text: Spans


class Document(NamedTuple):
    """A whole form, filled or `blank`.

    `subject` are the answers that name who it is about (city, country); `status` is in words, and
    `code` the short code of what it says; `unit` is whose part of a response it is, "" where it is
    none; `language` is that of the wording (BCP 47).
    """

    questionnaire: str
    version: str
    title: Spans
    language: str
    sections: tuple[Section, ...]
    subject: tuple[str, ...] = ()
    introduction: Spans = ()
    closing: Spans = ()
    footnotes: tuple[Footnote, ...] = ()
    blank: bool = False
    status: str = ""
    code: str = ""
    modified: str = ""
    unit: str = ""
