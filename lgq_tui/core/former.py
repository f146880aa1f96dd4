"""What the items of a questionnaire were called in earlier editions: from an id of then to those of
now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lgq_tui.core.definition import Item, Questionnaire


def homes_of(questionnaire: Questionnaire) -> Mapping[str, tuple[str, ...]]:
    """By each dotted id, of now or of an earlier edition: the items that it is now. Several: it was
    split."""
    found: dict[str, list[str]] = {}
    for path, names in _Names(questionnaire).all.items():
        for name in names:
            found.setdefault(name, []).append(path)
    return {name: tuple(paths) for name, paths in found.items()}


def choices_of(item: Item) -> Mapping[str, tuple[str, ...]]:
    """The same of the choices of an item."""
    found: dict[str, list[str]] = {}
    for choice in item.choices:
        for name in dict.fromkeys((choice.id, *choice.was)):
            found.setdefault(name, []).append(choice.id)
    return {name: tuple(ids) for name, ids in found.items()}


class _Names:
    """All ids by which each item may have been known, its own first."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._items = questionnaire.by_path
        self.all: dict[str, tuple[str, ...]] = {}
        for item in self._items.values():
            if item.detail_of is None:
                self._name(item)
        # Details are called after their question, and after its choices.
        for item in self._items.values():
            if item.detail_of is not None:
                for inner in item.walk():
                    self._name(inner)

    def _name(self, item: Item) -> None:
        # What says itself what it was called was called nothing else.
        others = item.was or self._inherited(item)
        self.all[item.path] = tuple(dict.fromkeys((item.path, *others)))

    def _inherited(self, item: Item) -> Iterator[str]:
        if item.detail_of is not None:
            ending = item.path.removeprefix(item.detail_of)
            yield from (f"{name}{ending}" for name in self.all[item.detail_of])
            return
        outer = item.path.rpartition(".")[0]
        if not outer:
            return
        group = self._items[outer]
        ids = [item.id]
        if group.detail_of is not None:
            choices = self._items[group.detail_of].choices
            ids += [was for choice in choices if choice.id == item.id for was in choice.was]
        for name in self.all.get(outer, ()):
            yield from (f"{name}.{one}" for one in ids)
