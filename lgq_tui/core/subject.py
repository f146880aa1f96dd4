"""Who a response is about, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.paths import Path


def subject_of(questionnaire: Questionnaire, value: Callable[[Path], Any], but: str = "") -> str:
    """The answers that name who a response is about, except those of one type."""
    named = []
    for path in questionnaire.subject:
        item = questionnaire.by_path[path]
        answer = value(tuple(path.split(".")))
        if answer is not None and item.type != but:
            named.append(ANSWER_TYPES[item.type].format(answer, item))
    return ", ".join(named)


def country_of(questionnaire: Questionnaire, value: Callable[[Path], Any]) -> str | None:
    """The country that a response is about (ISO 3166-1), None where nobody asks or has said."""
    for path in questionnaire.subject:
        answer = value(tuple(path.split(".")))
        if questionnaire.by_path[path].type == "country" and isinstance(answer, str):
            return answer
    return None
