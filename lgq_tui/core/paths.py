"""Where an answer is: item ids from the top, with the index behind a list (`links`, 1).

The path of an item has ids only and is written with dots (`partnerships.links`); the path of an
answer is a tuple in which whole numbers count the elements of lists, and is written
`partnerships[0].links[1]`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Path = tuple[str | int, ...]

_STEP = re.compile(r"([^.\[\]]+)|\[(\d{1,6})\]")


def as_text(path: Path) -> str:
    """`("partnerships", 0, "name")` as `partnerships[0].name`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def from_text(text: str) -> Path:
    """The path that `as_text` wrote."""
    return tuple(
        int(index) if index else name for name, index in (m.groups() for m in _STEP.finditer(text))
    )


def in_steps(path: Path) -> Path:
    """A path that may name all of its place in one piece, as what is said of an item does."""
    return from_text(str(path[0])) if len(path) == 1 else path


def last_index(path: Path) -> int:
    """How much of a path leads to the innermost element of a list; 0 where it is in none."""
    return max((end for end, step in enumerate(path, 1) if isinstance(step, int)), default=0)


def item_path(path: Path) -> str:
    """The dotted path of the item that an answer belongs to."""
    return ".".join([step for step in path if isinstance(step, str)])


def item_about(path: Path) -> str:
    """The item that a remark on an answer is about: in a list, the list as a whole."""
    steps: list[str] = []
    for step in path:
        if isinstance(step, int):
            break
        steps.append(step)
    return ".".join(steps)


def instance(item: str, at: Path) -> Path:
    """The answer to `item` that is nearest to the answer at `at`: in the same list elements.

    Seen from `partnerships[1].name`, the item `partnerships.kind` is at `partnerships[1].kind`.
    """
    ids = item.split(".")
    found: list[str | int] = []
    shared = 0
    for depth, name in enumerate(ids):
        found.append(name)
        if shared >= len(at) or at[shared] != name:
            shared = len(at)
            continue
        shared += 1
        if shared < len(at) and isinstance(at[shared], int) and depth < len(ids) - 1:
            found.append(at[shared])
            shared += 1
    return tuple(found)


def around(item: str) -> list[str]:
    """The dotted path of an item and those of the groups around it, innermost first."""
    ids = item.split(".")
    return [".".join(ids[:depth]) for depth in range(len(ids), 0, -1)]


def top_of(path: str) -> str:
    """The top-level item of a path as text, dotted or with indexes."""
    return path.partition(".")[0].partition("[")[0]


def value_at(answers: Any, path: Path) -> Any:
    """The value at a path, None where there is none or the data has another shape."""
    value = answers
    for step in path:
        if isinstance(step, int):
            if not isinstance(value, list) or step >= len(value):
                return None
            value = value[step]
        else:
            if not isinstance(value, Mapping):
                return None
            value = value.get(step)
    return value


def has_content(value: Any) -> bool:
    """Whether a value says anything: it is not None, nor a group or list of such."""
    if isinstance(value, Mapping):
        return any(map(has_content, value.values()))
    if isinstance(value, list):
        return any(map(has_content, value))
    return value is not None


def with_value(answers: Any, path: Path, value: Any) -> Any:
    """A copy of `answers` with the value at `path` set, or taken out where it is None.

    Only what lies on the path is copied. A group or list that has lost its last answer goes too;
    any other element of a list stays, empty, so that the elements behind it keep their places.
    """
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        elements = list(answers) if isinstance(answers, list) else []
        elements += [{}] * (step + 1 - len(elements))
        changed = with_value(elements[step], rest, value)
        elements[step] = {} if changed is None else changed
        return elements if any(element != {} for element in elements) else None
    group = dict(answers) if isinstance(answers, Mapping) else {}
    changed = with_value(group.get(step), rest, value)
    if changed is None:
        group.pop(step, None)
    else:
        group[step] = changed
    return group or None


def without(elements: Any, index: int) -> Any:
    """What is left of a list without one element, None for nothing; other data as it is."""
    if not isinstance(elements, list):
        return elements
    return elements[:index] + elements[index + 1 :] or None
