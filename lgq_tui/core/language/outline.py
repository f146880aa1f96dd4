"""The items of a definition as their author wrote them, each with its path and place.

Nothing here trusts the form of the data: what has the wrong form is passed over, so that the rest
can be judged all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from json import dumps
from typing import Any

from lgq_tui.core.definition import GROUP
from lgq_tui.core.language.faults import Fault, Place, fault

DETAILS = "_details"

MOST_ITEMS = 100_000
_MOST_WRITTEN_OUT = 10_000_000
"""Letters of the details of choices: what stands once is meant for each of them."""

SELECT_MULTIPLE = "select_multiple"


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An authored item, or the group of details that stands beside a select item.

    `choice` is the id of the choice that a detail belongs to, `select` the item that offers it.
    """

    id: str
    path: str
    data: Mapping[str, Any]
    where: Place
    parts: list[Entry] = field(default_factory=list)
    detail_of: Entry | None = None
    choice: str | None = None
    select: Entry | None = None

    @property
    def type(self) -> str:
        kind = self.data.get("type")
        return kind if isinstance(kind, str) else ""

    @property
    def repeat(self) -> bool:
        return self.data.get("repeat") is True

    @property
    def lists(self) -> int:
        """How many lists are in each other in the answer: 2 where several are chosen repeatedly."""
        return self.repeat + (self.type == SELECT_MULTIPLE)


class Outline:
    """The tree of entries, a list of tops for each section, and every entry by its path."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.faults: list[Fault] = []
        self.by_path: dict[str, Entry] = {}
        self._written_out = 0
        self._was_too_much = False
        self.sections = [
            (section, ("sections", number), self._entries(section, "", ("sections", number)))
            for number, section in mappings(data, "sections")
        ]

    def _entries(self, data: Mapping[str, Any], prefix: str, where: Place) -> list[Entry]:
        entries: list[Entry] = []
        for number, item in mappings(data, "items"):
            # An item without an id is named by its number, which no reference can be.
            name = _text(item.get("id")) or f"#{number + 1}"
            entry = Entry(name, prefix + name, item, (*where, "items", number))
            self._add(entry, entries)
        return entries

    def _add(self, entry: Entry, siblings: list[Entry]) -> None:
        if self._is_too_much(len(self.by_path) >= MOST_ITEMS):
            return
        self._name(entry)
        siblings.append(entry)
        if "items" in entry.data:
            entry.parts.extend(self._entries(entry.data, f"{entry.path}.", entry.where))
        if "choices" in entry.data:
            self._add_details(entry, siblings)

    def _add_details(self, select: Entry, siblings: list[Entry]) -> None:
        """What is asked about the choices of a select item, as a group of entries beside it."""
        group: Entry | None = None
        for choice, detail, where in _details(select):
            if group is None:
                path = f"{select.path}{DETAILS}"
                label = {"type": GROUP, "label": select.data.get("label")}
                group = Entry(f"{select.id}{DETAILS}", path, label, select.where, detail_of=select)
                self._name(group)
                siblings.append(group)
            labelled = {"label": choice.get("label"), **detail}
            self._written_out += len(dumps(labelled, default=str))
            if self._is_too_much(self._written_out > _MOST_WRITTEN_OUT):
                return
            path = f"{group.path}.{choice['id']}"
            entry = Entry(choice["id"], path, labelled, where, choice=choice["id"], select=select)
            self._add(entry, group.parts)

    def _is_too_much(self, it_is: bool) -> bool:
        """Say so once, where a few lines mean so much that it could not be held."""
        if it_is and not self._was_too_much:
            self._was_too_much = True
            self.faults.append(fault((), "too_many_items", most=MOST_ITEMS))
        return it_is

    def _name(self, entry: Entry) -> None:
        """Let an entry be found by its path, unless it has the path of another."""
        other = self.by_path.setdefault(entry.path, entry)
        if other is entry:
            return
        authored = other if entry.detail_of else entry
        select = entry.detail_of or other.detail_of
        if select is not None:
            where = (*authored.where, "id")
            self.faults.append(fault(where, "details_clash", id=authored.id, select=select.id))
        elif entry.choice is None:
            self.faults.append(fault((*entry.where, "id"), "duplicate_id", id=entry.id))


def mappings(data: Mapping[str, Any], key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The mappings in the list under a key, with their numbers."""
    entries = data.get(key)
    if isinstance(entries, list):
        for number, entry in enumerate(entries):
            if isinstance(entry, Mapping):
                yield number, entry


def _details(select: Entry) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any], Place]]:
    """The choices that ask for a detail, each with the item it asks and its place."""
    common = select.data.get("detail", False)
    for number, choice in mappings(select.data, "choices"):
        if not _text(choice.get("id")):
            continue
        where: Place = (*select.where, "detail")
        detail = False if choice.get("exclusive") is True else common
        if "detail" in choice:
            where = (*select.where, "choices", number, "detail")
            detail = choice["detail"]
        if detail is True:
            yield choice, {"type": "paragraph"}, where
        elif isinstance(detail, Mapping):
            yield choice, detail, where


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
