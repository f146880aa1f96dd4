"""What fields say that name their items, as our own forms have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.messages import Message
from lgq_tui.core.paths import Path, as_text, from_text, with_value
from lgq_tui.core.proposals import Doubt, Place, Proposal, Quote
from lgq_tui.core.text_form.answers import has_boxes, is_line_by_line
from lgq_tui.core.text_form.places import place_of
from lgq_tui.imports.source import ANSWER, MISSING, NOTE, TICK, Bound

_MOST_ENTRIES = 1_000
"""Of one list."""


class _Field:
    """All that is bound to one path."""

    def __init__(self, item: Item, path: Path) -> None:
        self.item, self.path = item, path
        self.answers: list[Bound] = []
        self.ticks: list[Bound] = []
        self.missing: list[Bound] = []
        self.notes: list[Bound] = []

    def add(self, bound: Bound) -> None:
        kinds = {
            ANSWER: self.answers,
            TICK: self.ticks,
            MISSING: self.missing,
            NOTE: self.notes,
        }
        kinds[bound.kind].append(bound)

    @property
    def place(self) -> Place:
        return next((one.place for one in (*self.answers, *self.ticks, *self.missing)), Place())

    @property
    def words(self) -> str:
        ticked = [f"☒ {one.text}" for one in self.ticks if one.on]
        return "\n".join([*ticked, *(one.text for one in (*self.answers, *self.missing))])


def proposals_of(
    bound: Iterable[Bound], questionnaire: Questionnaire
) -> tuple[list[Proposal], list[Doubt], list[Bound], frozenset[str]]:
    """Proposals, doubts, what names no item that there is, and the items that have fields."""
    fields: dict[str, _Field] = {}
    strange: list[Bound] = []
    for one in bound:
        place = place_of(questionnaire, one.path)
        path = from_text(one.path)
        too_far = any(isinstance(step, int) and step >= _MOST_ENTRIES for step in path)
        if place is None or place.general or too_far:
            strange.append(one)
        else:
            fields.setdefault(one.path, _Field(place.item, place.path)).add(one)
    doubts: list[Doubt] = []
    answered: dict[str, list[tuple[_Field, Any]]] = {}
    proposals: list[Proposal] = []
    for field in fields.values():
        value, doubt = _value(field)
        if doubt is not None:
            doubts.append(Doubt(_top(field.path), doubt, Quote(field.words, field.place)))
        elif value is not None:
            answered.setdefault(as_text(_top(field.path)), []).append((field, value))
        proposals += _missing(field, value)
        proposals += _notes(field)
    proposals += [_together(path, found) for path, found in answered.items()]
    order = questionnaire.ordinals
    proposals.sort(key=lambda one: order.get(".".join(map(str, one.path)), 0))
    return proposals, doubts, strange, frozenset(map(_item_key, fields.values()))


def _item_key(field: _Field) -> str:
    return field.item.path


def _top(path: Path) -> Path:
    """The path up to the outermost list, which is proposed as a whole."""
    index = next((end for end, step in enumerate(path) if isinstance(step, int)), len(path))
    return path[:index]


def _together(key: str, found: list[tuple[_Field, Any]]) -> Proposal:
    """The answer at a path, of all the fields in it."""
    path = from_text(key)
    value: Any = None
    for field, one in found:
        value = with_value(value, field.path[len(path) :], one)
    if isinstance(value, list):
        value = [entry for entry in value if entry != {}]
    words = "\n".join(field.words for field, _ in found)
    return Proposal(path, value, Quote(words, found[0][0].place))


def _missing(field: _Field, value: Any) -> Iterator[Proposal]:
    reasons = {one.text for one in field.missing}
    if len(reasons) != 1 or value is not None or _top(field.path) != field.path:
        return
    (reason,) = reasons
    doubt = None
    if reason not in field.item.missing_reasons:
        doubt = Message("import.doubt.reason", {"reason": reason})
    yield Proposal(field.path, None, Quote(field.words, field.place), 1.0, reason, doubt)


def _notes(field: _Field) -> Iterator[Proposal]:
    text = "\n".join(dict.fromkeys(one.text for one in field.notes))
    if text.strip() and _top(field.path) == field.path:
        yield Proposal(field.path, None, Quote(text, field.notes[0].place), note=text)


def _value(field: _Field) -> tuple[Any, Message | None]:
    texts = {_text(field.item, one) for one in field.answers if one.text.strip()}
    if len(texts) > 1:
        return None, Message("import.doubt.several", {"count": len(texts)})
    text = texts.pop() if texts else ""
    if has_boxes(field.item):
        return _ticked(field, text)
    kind = ANSWER_TYPES.get(field.item.type)
    if kind is None or not text:
        return None, None
    if is_line_by_line(field.item) and not isinstance(field.path[-1], int):
        lines = [kind.parse(line, field.item) for line in text.split("\n") if line.strip()]
        return lines or None, None
    return kind.parse(text, field.item), None


def _text(item: Item, one: Bound) -> str:
    """What stands in a field; of a link behind other words, its address."""
    if item.type != "url" or not one.links:
        return one.text
    text = one.text
    for link in reversed(one.links):
        text = text[: link.start] + link.address + text[link.end :]
    return text


def _ticked(field: _Field, text: str) -> tuple[Any, Message | None]:
    item = field.item
    chosen = list(dict.fromkeys(one.text for one in field.ticks if one.on))
    if text.strip():
        value = ANSWER_TYPES[item.type].parse(text, item)
        return (
            (value, None) if not chosen else (None, Message("import.doubt.several", {"count": 2}))
        )
    if not chosen:
        return None, None
    if item.type == "select_multiple":
        order = [choice.id for choice in item.choices]
        return sorted(chosen, key=lambda one: order.index(one) if one in order else 0), None
    if len(chosen) > 1:
        return None, Message("import.doubt.both_ticked")
    return (chosen[0] == "yes" if item.type == "yes_no" else chosen[0]), None
