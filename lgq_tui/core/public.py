"""What of a response may be shown to everybody: it without what is about persons, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import MASKED, Item, Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.messages import Message
from lgq_tui.core.paths import around, has_content, item_path
from lgq_tui.core.relevance import Relevance
from lgq_tui.core.response import Response
from lgq_tui.core.snapshot import unfolded
from lgq_tui.core.validation import validator


def withheld(questionnaire: Questionnaire, response: Response) -> Message | None:
    """Why a response is not for the public, None where it may be.

    It is not, either, where an answer that decides it cannot be read.
    """
    if questionnaire.withheld is None:
        return None
    relevance = Relevance(questionnaire, unfolded(questionnaire, response)[0])
    for path in sorted(questionnaire.withheld.refs()):
        item = questionnaire.by_path[path]
        value = relevance.lookup(path, ())
        if value is not None and not _is_readable(item, value):
            return Message("public.unreadable", {"item": item.name})
    if questionnaire.withheld.holds(lambda path: relevance.lookup(path, ())):
        return Message("public.withheld")
    return None


def public_copy(questionnaire: Questionnaire, response: Response) -> Response:
    """A response without what is marked personal, and without all that is said beside answers.

    Without what was asked on the condition of a personal answer, too, since it would tell that one.
    What was answered there is `masked`, where a missing reason may stand.
    """
    whole = Interview(questionnaire, response)
    cut = _Cut(questionnaire)
    answers = cut.group(questionnaire.items, whole.response.answers) or {}
    known = {path: reason for path, reason in response.missing.items() if cut.may_say(path)}
    bare = Response(
        id=response.id,
        questionnaire=response.questionnaire,
        status=response.status,
        language=response.language,
        created=response.created,
        modified=response.modified,
        answers=answers,
        missing=dict.fromkeys(cut.masked, MASKED) | known,
    )
    shown = Interview(questionnaire, bare)
    missing = {
        path: reason
        for path, reason in bare.missing.items()
        if shown.is_relevant(tuple(path.split(".")))
    }
    lacking = {one.path for one in whole.problems() if one.lacking and not one.is_to_confirm}
    for problem in shown.problems():
        path = item_path(problem.path)
        if problem.lacking and problem.path not in lacking and cut.may_mask(path):
            missing[path] = MASKED
    in_order = sorted(missing, key=lambda path: questionnaire.ordinals[path])
    return bare._replace(
        answers=shown.response.answers, missing={path: missing[path] for path in in_order}
    )


class _Cut:
    """Takes out of answers what is not for the public; `masked` are the items that it was in."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.masked: list[str] = []
        self._questionnaire = questionnaire
        self._hidden = _hidden(questionnaire)

    def group(self, items: tuple[Item, ...], values: Any) -> dict[str, Any] | None:
        """What stays of the answers in a group, None for nothing."""
        if not isinstance(values, Mapping):
            return None  # nobody knows what it is
        kept = {item.id: self._item(item, values[item.id]) for item in items if item.id in values}
        return {key: value for key, value in kept.items() if value is not None} or None

    def may_mask(self, path: str) -> bool:
        """Whether the missing reason may stand at an item."""
        return self.may_say(path) and MASKED in self._questionnaire.by_path[path].missing_reasons

    def may_say(self, path: str) -> bool:
        """Whether any missing reason may stand there."""
        return path in self._questionnaire.by_path and path not in self._questionnaire.listed

    def _item(self, item: Item, value: Any) -> Any:
        if item.path in self._hidden:
            kept = None
        elif not item.is_group:
            return value
        elif not item.repeat:
            return self.group(item.items, value)
        else:
            elements = value if isinstance(value, list) else []
            kept = [one for one in (self.group(item.items, each) for each in elements) if one]
        if not kept and has_content(value) and self.may_mask(item.path):
            self.masked.append(item.path)
        return kept or None


def _hidden(questionnaire: Questionnaire) -> frozenset[str]:
    """The items that are personal, and those of which others could be told by being asked."""
    items = questionnaire.by_path.values()
    hidden = {inner.path for item in items if item.personal for inner in item.walk()}
    while True:
        telling = {outer for path in hidden for outer in around(path)}
        new = {
            inner.path
            for item in items
            if item.path not in hidden and not telling.isdisjoint(item.relevant.refs())
            for inner in item.walk()
        }
        if new <= hidden:
            return frozenset(hidden)
        hidden |= new


def _is_readable(item: Item, value: Any) -> bool:
    if item.is_group:
        return isinstance(value, list if item.repeat else Mapping)
    values = value if item.repeat else [value]
    valid = validator(ANSWER_TYPES[item.type].schema(item)).is_valid
    return isinstance(values, list) and all(map(valid, values))
