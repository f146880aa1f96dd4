"""What is wrong with a response as it lies in a file."""

from __future__ import annotations

from datetime import date

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.messages import Message
from lgq_tui.core.paths import from_text, item_path
from lgq_tui.core.problems import ERROR, TO_CONFIRM, Problem
from lgq_tui.core.relevance import in_whole_groups
from lgq_tui.core.response import IN_PROGRESS, Response

NOT_ASKED = Message("problem.not_asked")


def check(
    questionnaire: Questionnaire,
    response: Response,
    today: date | None = None,
    complete: bool = False,
) -> tuple[Problem, ...]:
    """Every problem of a response, in the order of the form; accepted warnings are among them.

    Completeness is asked for once the status says that the response is finished, or with
    `complete`. It agrees with the schema: no errors exactly where the schema finds the file valid.
    """
    return problems_of(in_file(questionnaire, response, today), complete)


def in_file(
    questionnaire: Questionnaire, response: Response, today: date | None = None
) -> Interview:
    """The interview over a response as it lies in a file: what stands aside is no part of that."""
    return Interview(questionnaire, response._replace(aside={}), today)


def problems_of(interview: Interview, complete: bool = False) -> tuple[Problem, ...]:
    """The same of a response that is looked at already (`in_file`)."""
    finished = interview.status != IN_PROGRESS
    problems = interview.problems()
    if not (finished or complete):
        problems = tuple(problem for problem in problems if not problem.lacking)
    judged = None if finished else in_whole_groups(interview.questionnaire)
    stray = (
        Problem(path, ERROR, NOT_ASKED.key, NOT_ASKED)
        for path in interview.irrelevant_answers()
        if judged is None or item_path(path) in judged
    )
    hidden = interview.earlier.not_asked() if finished else ()
    unconfirmed = (
        Problem(from_text(item), ERROR, TO_CONFIRM, Message(TO_CONFIRM)) for item in hidden
    )
    return (*problems, *stray, *unconfirmed)
