"""Finding the item that a reference in a condition means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lgq_tui.core.language.faults import Fault, Place, fault, fault_with_near
from lgq_tui.core.language.outline import Entry

# To compare a name with thousands of others takes a tenth of a second; some are enough to learn by.
_MOST_SUGGESTIONS = 50


class References:
    """Looks references up: among neighbours first, then further out, last from the top."""

    def __init__(self, by_path: Mapping[str, Entry]) -> None:
        self._by_path = by_path
        self._suggestions = 0

    def find(self, ref: str, at: Entry, where: Place, in_warning: bool) -> Entry | Fault:
        """The entry that `ref` means in a condition of the entry `at`, or why there is none.

        A warning may look at the item that it belongs to. In the condition under which an item is
        asked, its own name means another one, further out, if there is one.
        """
        for prefix in _around(at.path):
            found = self._by_path.get(prefix + ref)
            if found is not None and (found is not at or in_warning):
                return self._within_reach(found, ref, at, where)
        if at.id == ref:
            return fault(where, "looks_at_itself", item=at.path)
        return fault_with_near(where, "unknown_item", ref, self._names(at), ref=ref)

    def _within_reach(self, found: Entry, ref: str, at: Entry, where: Place) -> Entry | Fault:
        """The entry found, unless it is in a list that `at` is not in."""
        steps = found.path.split(".")
        for depth in range(1, len(steps)):
            outer = ".".join(steps[:depth])
            group = self._by_path.get(outer)
            if group is not None and group.repeat and not at.path.startswith(f"{outer}."):
                return fault(where, "into_list", ref=ref, list=outer)
        return found

    def _names(self, at: Entry) -> list[str]:
        """What could be written at an entry, to name any item."""
        self._suggestions += 1
        if self._suggestions > _MOST_SUGGESTIONS:
            return []
        around = list(_around(at.path))
        names = dict.fromkeys(self._by_path)
        for path in self._by_path:
            names.update({path.removeprefix(prefix): None for prefix in around})
        names.pop(at.id, None)
        return list(names)


def _around(path: str) -> Iterator[str]:
    """The prefixes of what is beside an item and beside each group around it, innermost first."""
    while path:
        path, dot, _ = path.rpartition(".")
        yield path + dot
