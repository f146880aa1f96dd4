"""What follows of a change of answers for what is said beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lgq_tui.core.acceptances import voided
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.giving import Giving, sources_after
from lgq_tui.core.paths import Path, item_about, item_path, with_value
from lgq_tui.core.response import Response
from lgq_tui.core.steps import ANSWER, CARRY, MISSING, VERIFY, Change, past_with


def following(
    path: Path,
    changes: Sequence[Change],
    questionnaire: Questionnaire,
    answers: Any,
    response: Response,
    giving: Giving,
) -> list[Change]:
    """The changes that follow from those of an answer, or of why there is none, at a path.

    `answers` are those before; `giving` tells where what is answered now comes from.
    """
    follow: list[Change] = []
    for change in changes:
        if change.operation == ANSWER:
            answers = with_value(answers, change.path, change.new)
            follow += voided(item_path(path), response.accepted, questionnaire)
    reasons = {str(one.path[0]): one.new for one in changes if one.operation == MISSING}
    missing = {**response.missing, **reasons}
    follow += sources_after(path, answers, missing, response.sources, giving)
    follow += past_with([item_about(path)], response, (CARRY, VERIFY))
    # What was said of a reason for a group goes with it, as one of its parts is answered.
    of_groups = [one for one, reason in reasons.items() if reason is None]
    past = past_with(of_groups, response, (CARRY, VERIFY), within=False)
    return [*follow, *(one for one in past if one not in follow)]
