"""Finding a question by words of its text, its number or its name."""

from __future__ import annotations

import unicodedata

from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.wording import plain

_MOST = 200


def matches(questionnaire: Questionnaire, text: str) -> list[Item]:
    """The items whose label, number or name holds all words of a text, whole questions first."""
    words = folded(text).split()
    found: list[Item] = []
    parts: list[Item] = []
    for top in questionnaire.items:
        section = questionnaire.section_of[top.id]
        for item in top.walk():
            if item.detail_of is not None or (not words and item is not top):
                continue
            number = f"{section.number or ''}.{item.number or ''}"
            held = folded(f"{number} {plain(item.label)} {item.name} {section.title}")
            held += "".join(f" {folded(plain(choice.label))}" for choice in item.choices)
            if all(word in held for word in words):
                (found if item is top else parts).append(item)
        if len(found) > _MOST:
            break
    return [*found, *parts][:_MOST]


def folded(text: str) -> str:
    """For comparing: no case and no accents."""
    if text.isascii():
        return text.casefold()
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
