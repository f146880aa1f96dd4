"""What is shown at one time: the introduction, one question, or a section that is one page."""

from __future__ import annotations

from dataclasses import dataclass

from lgq_tui.core.definition import Item, Questionnaire, Section

INTRODUCTION = "introduction"


@dataclass(frozen=True, slots=True, eq=False)
class Page:
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
            pages.extend(Page(item.path, section, (item,)) for item in section.items)
    return tuple(pages)
