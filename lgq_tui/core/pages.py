"""What is shown at one time: the introduction, one question, or a section that is one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lgq_tui.core.definition import Item, Questionnaire, Section

INTRODUCTION = "introduction"


class Page(NamedTuple):
    """One page; `key` is the path of its first item, or names the introduction."""

    key: str
    section: Section | None
    items: tuple[Item, ...]


def pages_of(questionnaire: Questionnaire) -> tuple[Page, ...]:
    """All pages in the order of the form."""
    pages = []
    if questionnaire.introduction:
        # An item may be called so too; a colon cannot stand in an id.
        pages.append(Page(f":{INTRODUCTION}", None, ()))
    for section in questionnaire.sections:
        if section.field_list:
            pages.append(Page(section.items[0].path, section, section.items))
        else:
            pages.extend(_pages(section))
    return tuple(pages)


def index_of(pages: Sequence[Page]) -> Mapping[str, int]:
    """Where each page is, by its key and by the id of every top-level item on it."""
    index = {page.key: number for number, page in enumerate(pages)}
    return index | {item.id: number for number, page in enumerate(pages) for item in page.items}


def _pages(section: Section) -> Iterator[Page]:
    """A page for each question; the details of its choices stand on it too."""
    for question in section.questions:
        yield Page(question.path, section, (question, *section.details.get(question.path, ())))
