"""What is wrong with answers: errors, which block completion, and warnings, which can be accepted.

The rules of a value are those of the JSON Schema of its answer type, judged by the same validator
that judges whole response files; the sentence for a person comes from the answer type.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from lgq_tui.core.answer_types import ANSWER_TYPES, Context
from lgq_tui.core.carried import Carried
from lgq_tui.core.definition import NOT_APPLICABLE, Item, Questionnaire
from lgq_tui.core.messages import Message
from lgq_tui.core.paths import Path, as_text, value_at
from lgq_tui.core.relevance import Relevance
from lgq_tui.core.validation import fragment_validator, validator

ERROR = "error"
WARNING = "warning"

JUMP = "problem.jump"
TO_CONFIRM = "problem.to_confirm"
LACKING = frozenset(
    {"problem.required", "problem.required_in_list", "problem.empty_element", TO_CONFIRM}
)
INVALID = "invalid"

REMOVED = "removed"
"""What becomes of an answer that says there is none, where no missing reason takes its place."""

_ABSENT = object()
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Problem(NamedTuple):
    """One finding about one answer.

    `code` names it among the findings on its path, `sentence` is the definition's own wording where
    it has one (else `message`), `suggestion` a value to take instead, `accepted` the reason why a
    person let a warning stand, `refs` the items whose change makes that acceptance void. Of an
    answer which says that there is none, `instead` is the missing reason to give, or `REMOVED`.
    """

    path: Path
    severity: str
    code: str
    message: Message
    sentence: str | None = None
    suggestion: Any = None
    accepted: str | None = None
    refs: frozenset[str] = frozenset()
    instead: str | None = None

    @property
    def offers(self) -> bool:
        """Whether there is a correction to take."""
        return self.suggestion is not None or self.instead is not None

    @property
    def lacking(self) -> bool:
        """Whether this only says that something is not there yet, which a draft may do."""
        return self.code in LACKING

    @property
    def is_to_confirm(self) -> bool:
        """Whether this says that nobody has confirmed yet what an earlier round said."""
        return self.code == TO_CONFIRM

    @property
    def open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.accepted is None


class Judge:
    """Finds the problems of the items under one top-level item, given the relevant answers."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        relevance: Relevance,
        missing: Mapping[str, str],
        context: Context,
        carried: Mapping[str, Carried] = _NOTHING,
        before: Mapping[str, Any] = _NOTHING,
    ) -> None:
        """`carried` and `before` are what became of the answers of an earlier round, and these."""
        self._questionnaire = questionnaire
        self._relevance = relevance
        self._missing = missing
        self._context = context
        self._carried = carried
        self._before = before

    def problems(self, item: Item) -> Iterator[Problem]:
        """Every problem of a top-level item and all in it, in the order of the form."""
        value = self._relevance.answers.get(item.id, _ABSENT)
        yield from self._item(item, (item.id,), value, excused=False)

    def _item(self, item: Item, path: Path, value: Any, excused: bool) -> Iterator[Problem]:
        if not self._relevance.holds(path):
            return
        if self._carried and as_text(path) in self._carried and self._carried[item.path].is_open:
            yield _error(path, Message(TO_CONFIRM))
        if value is None:
            yield _error(path, Message("problem.null"))
            return
        excused = excused or item.path in self._missing
        if value is _ABSENT:
            if item.required and not excused:
                listed = item.path in self._questionnaire.listed
                key = "problem.required_in_list" if listed else "problem.required"
                yield _error(path, Message(key))
            if item.is_group and not item.repeat:
                yield from self._group(item, path, {}, excused)
            return
        found = list(self._given(item, path, value, excused))
        yield from found
        if not _is_wrong(item, path, found):
            yield from self._warnings(item, path)
            yield from self._jump(item, path, value)

    def _given(self, item: Item, path: Path, value: Any, excused: bool) -> Iterator[Problem]:
        if item.is_group and not item.repeat:
            yield from self._group(item, path, value, excused)
            yield from self._constraint(item, path, value)
            return
        if item.path in self._missing:
            yield _warning(item, path, Message("problem.missing_and_answered"))
        if item.repeat:
            yield from self._list(item, path, value)
        else:
            yield from self._value(item, path, value)

    def _list(self, item: Item, path: Path, value: Any) -> Iterator[Problem]:
        if not isinstance(value, list) or not value:
            yield _error(path, Message("problem.not_a_list"))
        elif item.is_group:
            yield from self._groups(item, path, value)
        else:
            yield from self._values(item, path, value)

    def _groups(self, item: Item, path: Path, value: list[Any]) -> Iterator[Problem]:
        for index, element in enumerate(value):
            place = (*path, index)
            if self._is_blank(item, place, element):
                yield _error(place, Message("problem.empty_element"))
            if element != {}:
                # A part in a list's element has no missing reason: required means required.
                yield from self._group(item, place, element, excused=False)
            yield from self._constraint(item, place, element)

    def _values(self, item: Item, path: Path, values: list[Any]) -> Iterator[Problem]:
        wrong = set[Path]()
        for index, value in enumerate(values):
            for problem in self._value(item, (*path, index), value):
                yield problem
                if problem.severity == ERROR:
                    wrong.add(problem.path)
        yield from (one for one in _duplicates(item, path, values) if one.path not in wrong)

    def _is_blank(self, item: Item, path: Path, value: Any) -> bool:
        """Whether nothing stays of a group once what is not asked has gone."""
        if not isinstance(value, Mapping):
            return False
        children = {child.id: child for child in item.items}
        return all(
            key in children and self._goes(children[key], (*path, key), part)
            for key, part in value.items()
        )

    def _goes(self, item: Item, path: Path, value: Any) -> bool:
        if not self._relevance.holds(path):
            return True
        single = item.is_group and not item.repeat
        return single and value != {} and self._is_blank(item, path, value)

    def _group(self, item: Item, path: Path, value: Any, excused: bool) -> Iterator[Problem]:
        if not isinstance(value, Mapping):
            yield _error(path, Message("problem.not_a_group"))
            return
        for child in item.items:
            yield from self._item(child, (*path, child.id), value.get(child.id, _ABSENT), excused)
        known = {child.id for child in item.items}
        for key in value:
            if key not in known:
                message = Message("problem.unknown_item", {"item": str(key)})
                yield _error((*path, str(key)), message)

    def _value(self, item: Item, path: Path, value: Any) -> Iterator[Problem]:
        answer_type = ANSWER_TYPES[item.type]
        suggestion = answer_type.suggest(value, item, self._context)
        if not _type_validator(item).is_valid(value):
            instead = self._instead(item, path) if answer_type.says_none(value) else None
            message = answer_type.explain(value, item)
            if instead == REMOVED:
                message = Message("problem.says_none", {"text": answer_type.format(value, item)})
            yield Problem(path, ERROR, INVALID, message, suggestion=suggestion, instead=instead)
            return
        yield from self._constraint(item, path, value)
        for remark in answer_type.remarks(value, item, self._context):
            yield _warning(item, path, remark.message)._replace(suggestion=suggestion)

    def _instead(self, item: Item, path: Path) -> str | None:
        """What takes the place of an answer which says that there is none.

        The reason is for the item, a list as a whole; among other elements one only goes.
        """
        in_list = isinstance(path[-1], int)
        if in_list and len(value_at(self._relevance.answers, path[:-1])) > 1:
            return REMOVED
        takes_reason = item.path not in self._questionnaire.listed
        if takes_reason and NOT_APPLICABLE in item.missing_reasons:
            return NOT_APPLICABLE
        return None if item.required else REMOVED

    def _constraint(self, item: Item, path: Path, value: Any) -> Iterator[Problem]:
        if item.constraint is None:
            return
        if item.is_group:
            value = self._relevance.asked(item, path, value)
        if not _constraint_validator(item).is_valid(value):
            problem = _error(path, Message("problem.constraint"))
            yield problem._replace(sentence=item.constraint_message)

    def _warnings(self, item: Item, path: Path) -> Iterator[Problem]:
        for check in item.warnings:
            holds = check.when.holds(
                lambda ref: self._relevance.lookup(ref, path), self._context.today
            )
            if holds and all(self._is_readable(ref, path) for ref in check.when.refs()):
                yield Problem(
                    path,
                    WARNING,
                    check.id,
                    Message("problem.warning"),
                    sentence=check.message,
                    refs=check.when.refs() | {item.path},
                )

    def _jump(self, item: Item, path: Path, value: Any) -> Iterator[Problem]:
        """A warning on a number that is quite another one than in the earlier round."""
        before = self._before.get(as_text(path)) if self._before else None
        if before is None:
            return
        from lgq_tui.core.jumps import is_jump  # few responses need it

        if is_jump(item.type, before, value):
            words = ANSWER_TYPES[item.type].format
            values = {"before": words(before, item), "now": words(value, item)}
            yield _warning(item, path, Message(JUMP, values))

    def _is_readable(self, ref: str, at: Path) -> bool:
        """Whether an answer that a warning looks at is one that its type takes, or not there."""
        item = self._questionnaire.by_path[ref]
        value = self._relevance.lookup(ref, at)
        if value is None or item.is_group:
            return True
        values = value if item.repeat else [value]
        return isinstance(values, list) and all(map(_type_validator(item).is_valid, values))


def _is_wrong(item: Item, path: Path, found: list[Problem]) -> bool:
    """Whether an answer has an error itself; those in the parts of a group are about the parts."""
    return any(one.severity == ERROR and (not item.is_group or one.path == path) for one in found)


def _duplicates(item: Item, path: Path, values: list[Any]) -> Iterator[Problem]:
    """A warning on each element that has stood in the list before."""
    seen: list[Any] = []
    for index, value in enumerate(values):
        if value in seen:
            message = Message("problem.duplicate", {"first": seen.index(value) + 1})
            yield _warning(item, (*path, index), message)
        seen.append(value)


def _error(path: Path, message: Message) -> Problem:
    return Problem(path, ERROR, message.key, message)


def _warning(item: Item, path: Path, message: Message) -> Problem:
    return Problem(path, WARNING, message.key, message, refs=frozenset({item.path}))


def unplaced(
    questionnaire: Questionnaire,
    answers: Mapping[str, Any],
    missing: Mapping[str, str],
    carried: Mapping[str, Carried],
) -> Iterator[Problem]:
    """Errors in the keys of a response: what is said of items that are not there."""
    for key in answers:
        if key not in questionnaire.top_level:
            yield _error((key,), Message("problem.unknown_item", {"item": key}))
    for key, reason in missing.items():
        path = tuple(key.split("."))
        item = questionnaire.by_path.get(key)
        if item is None:
            yield _error(path, Message("problem.unknown_item", {"item": key}))
        elif key in questionnaire.listed:
            yield _error(path, Message("problem.missing_in_list"))
        elif reason not in item.missing_reasons:
            values = {"reason": reason, "reasons": ", ".join(item.missing_reasons)}
            yield _error(path, Message("problem.missing_not_allowed", values))
    for key, one in carried.items():
        if one.is_open and (key not in questionnaire.by_path or key in questionnaire.listed):
            yield _error(tuple(key.split(".")), Message(TO_CONFIRM))


@lru_cache(maxsize=4096)
def _type_validator(item: Item) -> Any:
    return validator(ANSWER_TYPES[item.type].schema(item))


@lru_cache(maxsize=512)
def _constraint_validator(item: Item) -> Any:
    return fragment_validator(item.constraint or {})
