"""What the respondent is asked about a problem, in words to begin with."""

from __future__ import annotations

from lgq_tui.core.problems import Problem
from lgq_tui.locales.speech import render, say


def question_about(problem: Problem) -> str:
    """A question for the respondent, made of what a problem says."""
    if problem.lacking:
        return say("query.of_lacking")
    return say("query.of_problem", sentence=render(problem.message, problem.sentence))
