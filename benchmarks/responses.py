"""Response files for the benchmarks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.response import IN_PROGRESS, Response
from lgq_tui.core.wording import plain
from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load, shipped

FILLED = Path(__file__).resolve().parent.parent / "examples" / "kuala-lumpur.response.yaml"


def lgq() -> Questionnaire:
    """The questionnaire that comes with the program."""
    return load(shipped())


def half_filled(path: Path, position: str | None = None) -> str:
    """Write an LGQ whose first half is answered; the beginning of the question where it stands."""
    questionnaire = lgq()
    filled = responses.read(FILLED, questionnaire)
    questions = [item.id for item in questionnaire.items if item.detail_of is None]
    position = position or questions[len(questions) // 2]
    before = [item.id for item in questionnaire.items]
    before = before[: before.index(questions[len(questions) // 2])]
    answers = {name: value for name, value in filled.answers.items() if name in before}
    half = filled._replace(
        status=IN_PROGRESS, position=position, answers=answers, missing={}, accepted={}
    )
    responses.write(path, half, questionnaire)
    return beginning(questionnaire, position)


def whole(path: Path, position: str) -> str:
    """Write an LGQ with all answers, still in progress; the beginning of the question."""
    questionnaire = lgq()
    filled = responses.read(FILLED, questionnaire)._replace(status=IN_PROGRESS, position=position)
    responses.write(path, filled, questionnaire)
    return beginning(questionnaire, position)


def blank(path: Path, questionnaire: Questionnaire, position: str, **answers: Any) -> str:
    """Write a response that stands at a question; the beginning of that."""
    new = responses.new(questionnaire, datetime.now(UTC))
    response: Response = new._replace(position=position, answers=answers)
    responses.write(path, response, questionnaire)
    return beginning(questionnaire, position)


def beginning(questionnaire: Questionnaire, position: str) -> str:
    """The first words of a question as its page shows them."""
    item = questionnaire.by_path[position]
    number = f"{item.number}. " if item.number else ""
    return f"{number}{plain(item.label)}"[:24].rstrip()
