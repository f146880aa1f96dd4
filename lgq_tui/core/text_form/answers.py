"""An answer as lines of text, and back.

Lines are for people. Where reading them would not give the very same answer again, as with one of
another type that came with a file, the answer stands as JSON behind `@value` instead.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message
from lgq_tui.core.steps import same
from lgq_tui.core.text import MOST_TYPED, clean, clean_line
from lgq_tui.core.text_form.marks import VALUE, Tick, escaped, tick, unescaped
from lgq_tui.core.text_form.places import by_element

_BOXES = frozenset({"yes_no", "select_one", "select_multiple"})
_MOST_DATA = 1_000_000
"""Signs of JSON that are read."""


class Flaw(NamedTuple):
    """What is wrong with one of several lines, counted from 0."""

    number: int
    message: Message


class Answer(NamedTuple):
    """What lines say; None for nothing."""

    value: Any
    flaws: tuple[Flaw, ...] = ()


def has_boxes(item: Item) -> bool:
    """Whether an answer is given by ticks."""
    return item.type in _BOXES and (by_element(item) or not item.repeat)


def is_line_by_line(item: Item) -> bool:
    """Whether each line is an entry of a list."""
    return item.repeat and not by_element(item)


# Reading ---------------------------------------------------------------------------------------


def read(item: Item, lines: Sequence[str]) -> Answer:
    """The answer that lines give to an item, or to an entry of a list of them."""
    if has_boxes(item):
        return _ticked(item, lines)
    texts = [unescaped(line) for line in lines]
    if is_line_by_line(item):
        return Answer([_parsed(item, text) for text in texts if text.strip()] or None)
    return Answer(_parsed(item, "\n".join(_without_blank_ends(texts))))


def _parsed(item: Item, text: str) -> Any:
    if len(text) > MOST_TYPED and item.type != "paragraph":
        return clean_line(text)  # too long for any of them, and for their patterns
    return ANSWER_TYPES[item.type].parse(text, item)


def _without_blank_ends(texts: list[str]) -> list[str]:
    full = [number for number, text in enumerate(texts) if text.strip()]
    return texts[full[0] : full[-1] + 1] if full else []


def _ticked(item: Item, lines: Sequence[str]) -> Answer:
    words: list[str] = []
    flaws: list[Flaw] = []
    for number, line in enumerate(lines):
        box = tick(line)
        if box is None:
            words += filter(None, [unescaped(line).strip()])
        elif box.on and box.label:
            words.append(box.label)
        elif (message := _flaw(item, box, line)) is not None:
            flaws.append(Flaw(number, message))
    return Answer(_chosen(item, words), tuple(flaws))


def _flaw(item: Item, box: Tick, line: str) -> Message | None:
    if box.on is None:
        return Message("text_form.no_tick", {"line": line.strip()})
    if box.on is False and (not box.label or _is_choice(item, box.label)):
        return None
    return Message("text_form.no_choice", {"text": box.label or line.strip()})


def _chosen(item: Item, words: list[str]) -> Any:
    kind = ANSWER_TYPES[item.type]
    if sum(map(len, words)) > MOST_TYPED:
        return clean_line("; ".join(words))
    if item.type == "select_multiple" and words:
        chosen = kind.parse("\n".join(words), item)
        return chosen if isinstance(chosen, list) else kind.parse("; ".join(words), item)
    found = [kind.parse(word, item) for word in dict.fromkeys(words)]
    if len(set(map(repr, found))) > 1:
        return clean_line("; ".join(words))
    return found[0] if found else None


def _is_choice(item: Item, label: str) -> bool:
    if item.type == "yes_no":
        return isinstance(ANSWER_TYPES["yes_no"].parse(label, item), bool)
    return ANSWER_TYPES["select_one"].parse(label, item) in {choice.id for choice in item.choices}


def read_data(text: str) -> Any:
    """What stands behind `@value`; ValueError where that is nothing that can be read."""
    if len(text) > _MOST_DATA:
        raise ValueError(len(text))
    try:
        return _cleaned(json.loads(text))
    except RecursionError as error:
        raise ValueError(text[:80]) from error


def _cleaned(data: Any) -> Any:
    if isinstance(data, str):
        return clean(data)
    if isinstance(data, dict):
        return {clean(key): _cleaned(value) for key, value in data.items()}
    return [_cleaned(value) for value in data] if isinstance(data, list) else data


# Writing ---------------------------------------------------------------------------------------


def written(item: Item, value: Any, lists: bool = False) -> list[str]:
    """The lines of an answer, so that `read` gives it again.

    With `lists`, the value is a whole list of which each entry is a line.
    """
    boxes = list(_boxes(item, value)) if has_boxes(item) else []
    if value is None:
        return boxes
    for lines in _in_words(item, value, lists, boxes):
        if same(read(item, lines).value, value):
            return lines
    return [f"@{VALUE} {data(value)}", *_boxes(item, None)]


def _in_words(item: Item, value: Any, lists: bool, boxes: list[str]) -> Iterator[list[str]]:
    kind = ANSWER_TYPES[item.type]
    if has_boxes(item):
        yield boxes
        if isinstance(value, str):
            yield [*_boxes(item, None), escaped(value)]
    elif lists:
        if isinstance(value, list) and value:
            yield [escaped(kind.format(one, item)) for one in value if one is not None]
    else:
        yield [escaped(line) for line in kind.format(value, item).split("\n")]


def _boxes(item: Item, value: Any) -> Iterator[str]:
    """A line for each choice, ticked where it is chosen."""
    if not has_boxes(item):
        return
    if item.type == "yes_no":
        choices: list[tuple[Any, str]] = [(True, "yes"), (False, "no")]
    else:
        kind = ANSWER_TYPES["select_one"]
        choices = [(choice.id, kind.format(choice.id, item)) for choice in item.choices]
    chosen = value if isinstance(value, list) else [value]
    for one, label in choices:
        yield f"[{'x' if any(same(one, other) for other in chosen) else ' '}] {label}"


def data(value: Any) -> str:
    """A value as JSON in one line; what a reader would clean away is written by its number."""
    text = json.dumps(value, ensure_ascii=False)
    return text if clean(text) == text else json.dumps(value)
