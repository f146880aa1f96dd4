"""A desk's rows as they are looked at: sorted, filtered, grouped and counted.

Ten thousand rows are sorted, or filtered, between two pictures on the screen: what is compared is
worked out once for each row (`entries_of`, in the thread that has read it).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.response import AMENDED, COMPLETED, IN_PROGRESS
from lgq_tui.core.search import folded
from lgq_tui.core.text import visible
from lgq_tui.locales.speech import say
from lgq_tui.session.desk.row import MARKS, Row

NOT_BEGUN, COPY, DAMAGED = "not-begun", "copy", "damaged"
STATUSES = (
    NOT_BEGUN,
    IN_PROGRESS,
    COMPLETED,
    AMENDED,
    *MARKS,
    COPY,
    DAMAGED,
)
"""In the order of the work."""

CITY, COUNTRY, STATUS, SHARE = "city", "country", "status", "share"
ERRORS, WARNINGS, QUERIES = "errors", "warnings", "queries"
WHO, CHANGED, MODE = "who", "changed", "mode"
COLUMNS = (CITY, COUNTRY, STATUS, SHARE, ERRORS, WARNINGS, QUERIES, WHO, CHANGED, MODE)
MOST_FIRST = frozenset({SHARE, ERRORS, WARNINGS, QUERIES, CHANGED})
"""What somebody who sorts by it looks for: the most, or the latest."""

GROUPS = ("", STATUS, "region")
"""By what rows can stand together; "" for nothing."""


class Entry(NamedTuple):
    """A row with what is shown of it, and with what is compared: `text` is searched, and `keys` are
    the values of `COLUMNS` to sort by, None where there is none."""

    row: Row
    city: str
    country: str
    status: str
    text: str
    keys: tuple[Any, ...]

    @property
    def path(self) -> Path:
        """The file."""
        return self.row.path


class Heading(NamedTuple):
    """What stands above a group: its status or its region in words, and how many are in it."""

    words: str
    number: int


def status_of(row: Row) -> str:
    """One of `STATUSES`: what staff say of it, else how it stands."""
    if row.copy_of is not None:
        return COPY
    if row.mark is not None and row.mark.state in MARKS:
        return row.mark.state
    if row.summary is None:
        return DAMAGED
    if row.summary.status in (COMPLETED, AMENDED):
        return row.summary.status
    # Whoever begins a response for a city has named it.
    is_begun = row.summary.answered > sum(map(bool, row.summary.subject))
    return IN_PROGRESS if is_begun else NOT_BEGUN


def word_of(status: str) -> str:
    """A status in words."""
    return say(f"board.status.{status.replace('-', '_')}")


def mode_of(row: Row) -> str:
    """How most of its answers came in, in a word, with a sign where others came otherwise."""
    modes = row.summary.modes if row.summary is not None else ()
    if not modes:
        return ""
    return say(f"board.mode.{modes[0].replace('-', '_')}") + "+" * (len(modes) > 1)


class Naming(NamedTuple):
    """Which of the answers that name a response say the city, and which the country."""

    city: tuple[int, ...]
    country: tuple[int, ...]

    @classmethod
    def of_questionnaire(cls, questionnaire: Questionnaire) -> Naming:
        """The answers that are no country say the city, or whatever a response is about."""
        types = [questionnaire.by_path[path].type for path in questionnaire.subject]
        countries = tuple(index for index, name in enumerate(types) if name == "country")
        return cls(tuple(index for index in range(len(types)) if index not in countries), countries)

    def of(self, row: Row) -> tuple[str, str]:
        """City and country, the name of the file where no city is told."""
        said = row.summary.subject if row.summary is not None else ()
        city, country = (
            ", ".join(said[index] for index in indices if index < len(said) and said[index])
            for indices in self
        )
        return visible(city or row.path.name).replace("\n", "␊"), country


def entries_of(rows: Iterable[Row], naming: Naming, before: Iterable[Entry] = ()) -> list[Entry]:
    """Rows with what is compared, by the name of the city; those that are as `before` are kept.

    Not for the interface's thread, where they are many.
    """
    known = {entry.path: entry for entry in before}
    entries = [
        entry if (entry := known.get(row.path)) and entry.row == row else _entry(row, naming)
        for row in rows
    ]
    entries.sort(key=lambda entry: (entry.keys[0], entry.row.path))
    return entries


def _entry(row: Row, naming: Naming) -> Entry:
    (city, country), status, mode, one = naming.of(row), status_of(row), mode_of(row), row.summary
    holder = row.holder.by if row.holder is not None else ""
    who = row.assigned or holder
    said = (city, country, word_of(status), row.assigned, holder, mode, row.path.name)
    counts = (one.share, one.errors, one.warnings, one.queries) if one else (None,) * 4
    keys = (
        folded(city),
        folded(country) or None,
        STATUSES.index(status),
        *counts,
        folded(who) or None,
        (one.modified if one else "") or None,
        mode or None,
    )
    return Entry(row, city, country, status, folded(" ".join(said)), keys)


class Board:
    """What is seen of the entries; `lines` are those, with headings above groups."""

    def __init__(self, region_of: Callable[[Row], str]) -> None:
        self._region_of = region_of
        self._entries: Sequence[Entry] = ()
        self._ordered: dict[tuple[str, bool], Sequence[Entry]] = {}
        self.column, self.is_reversed = CITY, False
        self.typed = ""
        """What is looked for."""
        self._kept: tuple[str, Sequence[Entry]] = "", ()
        """The same folded, and what holds it."""
        self.group = GROUPS[0]
        self.lines: Sequence[Entry | Heading] = ()

    # --- what is asked of it -------------------------------------------------------------------

    def put(self, entries: Sequence[Entry]) -> None:
        """Look at others, as `entries_of` gives them."""
        self._entries = entries
        self._ordered.clear()
        self._arrange()

    def sort(self, column: str) -> None:
        """Sort by a column; a second time, the other way round."""
        self.is_reversed = column == self.column and not self.is_reversed
        self.column = column
        self._arrange()

    @property
    def is_down(self) -> bool:
        """Whether the most, or the last, come first."""
        return (self.column in MOST_FIRST) != self.is_reversed

    def find(self, typed: str) -> None:
        """Keep those that hold all words of what was typed."""
        self.typed = typed
        self._filter()

    def group_by(self, group: str) -> None:
        """Have those of the same status or region stand together, one of `GROUPS`."""
        self.group = group
        self._stand()

    # --- what there is -------------------------------------------------------------------------

    def __len__(self) -> int:
        """How many there are, seen or not."""
        return len(self._entries)

    @property
    def entries(self) -> Sequence[Entry]:
        """All, seen or not, by the name of the city."""
        return self._entries

    @property
    def shown(self) -> Sequence[Entry]:
        """Those that are kept, as they are sorted."""
        return self._kept[1]

    def place_of(self, path: Path) -> int | None:
        """The line of a file, if it is seen."""
        for place, line in enumerate(self.lines):
            if isinstance(line, Entry) and line.row.path == path:
                return place
        return None

    def totals(self) -> dict[str, int]:
        """How many there are of each status, seen or not, in the order of the work."""
        totals = dict.fromkeys(STATUSES, 0)
        for entry in self._entries:
            totals[entry.status] += 1
        return {status: count for status, count in totals.items() if count}

    # --- arranging -----------------------------------------------------------------------------

    def _arrange(self) -> None:
        self._kept = "", self._sorted()
        self._filter()

    def _sorted(self) -> Sequence[Entry]:
        """All, as they are sorted; what has nothing to sort by comes last in both directions."""
        by = self.column, self.is_reversed
        if by not in self._ordered:
            at = COLUMNS.index(self.column)
            known = [entry for entry in self._entries if entry.keys[at] is not None]
            others = [entry for entry in self._entries if entry.keys[at] is None]
            known.sort(key=lambda entry: entry.keys[at], reverse=self.is_down)
            self._ordered[by] = known + others
        return self._ordered[by]

    def _filter(self) -> None:
        wanted = folded(self.typed)
        before, kept = self._kept
        # More letters leave fewer.
        kept = kept if wanted.startswith(before) else self._sorted()
        for word in wanted.split():
            kept = [entry for entry in kept if word in entry.text]
        self._kept = wanted, kept
        self._stand()

    def _stand(self) -> None:
        kept = self.shown
        if not self.group:
            self.lines = kept
            return
        groups: dict[str, list[Entry]] = {}
        if self.group == STATUS:
            groups = {status: [] for status in STATUSES}
            for entry in kept:
                groups[entry.status].append(entry)
            named = [(word_of(status), group) for status, group in groups.items()]
        else:
            for entry in kept:
                groups.setdefault(self._region_of(entry.row), []).append(entry)
            by_name = sorted(groups.items(), key=lambda one: (not one[0], one[0]))
            named = [(name or say("board.no_region"), group) for name, group in by_name]
        lines: list[Entry | Heading] = []
        for words, group in named:
            if group:
                lines.append(Heading(words, len(group)))
                lines += group
        self.lines = lines
