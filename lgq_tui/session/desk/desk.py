"""The desk over a folder: a row for each response, and what is done with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from threading import RLock
from types import MappingProxyType
from typing import TYPE_CHECKING

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.known import Known, known_from
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.search import folded
from lgq_tui.session.desk.row import Mark, Row
from lgq_tui.storage import copies
from lgq_tui.storage.desk import files, reading
from lgq_tui.storage.desk.files import File
from lgq_tui.storage.desk.index import Index
from lgq_tui.storage.desk.marks import ASSIGNED, MARK, Act, Marks, Said
from lgq_tui.storage.desk.reading import Reading
from lgq_tui.storage.lock import Holder, holder_of
from lgq_tui.storage.settings import author

if TYPE_CHECKING:
    from lgq_tui.core.response import Response
    from lgq_tui.session.desk.cities import City, Key, Started

Progress = Callable[[float], None]
"""Told how much is done, from 0 to 1."""


def _now() -> datetime:
    return datetime.now(UTC)


class Desk:
    """The responses to a questionnaire in a folder and in the folders within it.

    Nothing here is for the interface's thread, except `rows` and `notices`, which are of the last
    look. `NotDoneError` where the folder cannot be looked into.
    """

    def __init__(
        self, folder: Path, questionnaire: Questionnaire, clock: Callable[[], datetime] = _now
    ) -> None:
        self.folder = folder
        self.questionnaire = questionnaire
        self.rows: tuple[Row, ...] = ()
        self.notices: tuple[Message, ...] = ()
        """What to say of that which could not be looked at."""
        self._clock = clock
        self._index = Index(folder, questionnaire)
        self._marks = Marks(folder)
        self._files: tuple[File, ...] = ()
        self._readings: dict[str, Reading] = {}
        self._holders: dict[str, Holder] = {}
        self._given: tuple[object, ...] = ()
        """Of what the rows were made."""
        self._paths: dict[str, Path] = {}
        self._of_several: tuple[object, tuple[Message, ...]] = None, ()
        """What was found in readings (`_several`), and in which."""
        self._is_unwritten = False
        self._looking = RLock()
        """Held by whoever looks at the folder, which may take a while; taken before the other."""
        self._one_at_a_time = RLock()
        """Held for a moment by whoever takes or changes what is known."""

    def must_be_there(self) -> None:
        """`NotDoneError` where there is no such folder."""
        if not self.folder.is_dir():
            raise NotDoneError(Message("desk.not_there", {"folder": self.folder}))

    # --- looking -------------------------------------------------------------------------------

    def remembered(self) -> tuple[Row, ...]:
        """The rows as they were when somebody last looked, at once, however slow the folder is."""
        with self._one_at_a_time:
            self._readings = self._readings or self._index.readings()
            known = sorted(self._readings.items())
            self._files = tuple(File(name, one.stamp) for name, one in known)
            self._marks.read()
            return self._renewed()

    def load(self, progress: Progress | None = None) -> tuple[Row, ...]:
        """A row for each response, by the names of their files.

        What `progress` raises ends it; what was read until then is remembered.
        """
        with self._looking:
            with self._one_at_a_time:
                self._readings = self._readings or self._index.readings()
            try:
                self.refresh(progress)
            finally:
                self.close()
            return self.rows

    def refresh(self, progress: Progress | None = None) -> tuple[Row, ...] | None:
        """The rows, None where nothing has changed since they were given last."""
        with self._looking:
            self._look(progress)
            with self._one_at_a_time:
                seen = (self._files, self._readings, self._holders, self._marks.acts)
                if seen == self._given:
                    return None
                self._given = seen
                before = self.rows
                return rows if (rows := self._renewed()) != before else None

    def so_far(self) -> tuple[Row, ...]:
        """The rows of all that has been read, while somebody reads, with all that was said here."""
        with self._one_at_a_time:
            return self._renewed()

    def _renewed(self) -> tuple[Row, ...]:
        self.rows = self._made_rows()
        return self.rows

    def _look(self, progress: Progress | None = None) -> None:
        """Read what is other than it was. Whoever marks or assigns meanwhile does not wait."""
        try:
            walked = files.walk(self.folder)
        except OSError as error:
            values = {"folder": self.folder, "reason": error.strerror or str(error)}
            raise NotDoneError(Message("desk.no_folder", values)) from error
        holders = self._found_holders(walked.files)
        with self._one_at_a_time:
            self._files, self._holders = walked.files, holders
            self._marks.read()
        self._read(_today(), progress or (lambda share: None))
        closed = sum(map(reading.is_closed, self._readings.values()))
        told = [Message("desk.closed_files", {"count": closed})] if closed else []
        if self._of_several[0] is not self._readings:
            self._of_several = self._readings, (*_several(self._readings),)
        self.notices = (*walked.notices, *told, *self._marks.notices, *self._of_several[1])

    def _read(self, today: date, progress: Progress) -> None:
        known = self._readings
        for number, file in enumerate(self._files):
            there = known.get(file.name)
            if there is not None and reading.is_current(there, file, today):
                continue
            progress(number / len(self._files))
            found = reading.read(self.folder, file, self.questionnaire, today, there)
            if found != there:
                self._keep_in_mind(known, file.name, found)
        if len(self._readings) > len(self._files):
            here = {file.name for file in self._files}
            kept = {name: one for name, one in self._readings.items() if name in here}
            with self._one_at_a_time:
                self._readings, self._is_unwritten = kept, True

    def _keep_in_mind(self, known: dict[str, Reading], name: str, found: Reading) -> None:
        """Add to what is known, in a copy of what was `known` before the look."""
        with self._one_at_a_time:
            if self._readings is known:
                self._readings = dict(known)
            self._readings[name] = found
            self._is_unwritten = True

    def _found_holders(self, there: Iterable[File]) -> dict[str, Holder]:
        """Who has which file."""
        locked = (file.name for file in there if file.is_locked)
        holders = ((name, holder_of(self._path(name))) for name in locked)
        return {name: holder for name, holder in holders if holder is not None}

    def _made_rows(self) -> tuple[Row, ...]:
        first = self._first_files()
        made = []
        for file in self._files:
            there = self._readings.get(file.name)
            if there is None or not there.is_shown:
                continue
            path = self._path(file.name)
            made.append(self._row(path, there, self._holders.get(file.name), first))
        return tuple(made)

    def _row(self, path: Path, there: Reading, holder: Holder | None, first: dict[str, str]) -> Row:
        if there.summary is None:
            return Row(path, problem=there.problem, holder=holder)
        id_ = there.summary.id
        main = self._path(first[id_])
        return Row(
            path,
            there.summary,
            mark=_mark(self._marks.acts.latest(id_, MARK)),
            assigned=_value(self._marks.acts.latest(id_, ASSIGNED)),
            holder=holder,
            copy_of=main if main != path else None,
        )

    def _first_files(self) -> dict[str, str]:
        """For each response its file, where several hold it: that which is no copy by its name."""
        first: dict[str, str] = {}
        for file in self._files:
            there = self._readings.get(file.name)
            summary = there.summary if there is not None else None
            if summary is None:
                continue
            other = first.setdefault(summary.id, file.name)
            if other != file.name:
                first[summary.id] = min(other, file.name, key=copies.rank)
        return first

    def _path(self, name: str) -> Path:
        known = self._paths.get(name)
        if known is None:
            known = self._paths[name] = self.folder / name
        return known

    def close(self) -> None:
        """Remember what was seen, for a quick start the next time."""
        with self._one_at_a_time:
            if self._is_unwritten:
                self._index.write(self._readings)
                self._is_unwritten = False

    # --- doing ---------------------------------------------------------------------------------

    def mark(self, rows: Iterable[Row], state: str | None) -> tuple[Row, ...]:
        """Say of responses that they are received, have issues, are approved (`row.MARKS`), or
        nothing any more; the rows of which nothing can be said, as their files are damaged.

        `atomic.SaveError` where the folder takes no changes.
        """
        return self._say(rows, MARK, state or "")

    def assign(self, rows: Iterable[Row], name: str) -> tuple[Row, ...]:
        """Give responses to a person, "" for nobody; otherwise as `mark`."""
        return self._say(rows, ASSIGNED, name)

    def _say(self, rows: Iterable[Row], kind: str, value: str) -> tuple[Row, ...]:
        rows = tuple(rows)
        # Of a response and its copy, what the response says is what the mark is about.
        copies_first = sorted(rows, key=lambda row: row.copy_of is None)
        known = {one.summary.id: one.summary.digest for one in copies_first if one.summary}
        with self._one_at_a_time:
            said = (Said(id_, kind, value, digest) for id_, digest in known.items())
            self._marks.add(said, author(), self._clock())
        return tuple(row for row in rows if row.summary is None)

    def start(
        self,
        cities: Sequence[City],
        progress: Progress | None = None,
        earlier: Mapping[Key, Response] = MappingProxyType({}),
    ) -> tuple[Started, ...]:
        """Start a response for each city that is not on the desk, with that of an `earlier` round
        if there is one; what came of each, in order.

        `atomic.SaveError` where the folder takes no changes: what was started until then is there,
        and assigned.
        """
        from lgq_tui.session.desk.cities import Started, start

        with self._looking:
            with self._one_at_a_time:
                self._readings = self._readings or self._index.readings()
            self._look()
            with self._one_at_a_time:
                rows, begun = self._made_rows(), list[Started]()
            try:
                there = (self.folder, self.questionnaire, rows, cities, self._clock, earlier)
                for one in start(*there):
                    begun.append(one)
                    if progress is not None:
                        progress(len(begun) / len(cities))
            finally:
                # Started again, the list says of these that they are there already.
                said = [
                    Said(one.response, ASSIGNED, one.city.assigned)
                    for one in begun
                    if one.path is not None and one.city.assigned
                ]
                with self._one_at_a_time:
                    self._marks.add(said, author(), self._clock())
            return tuple(begun)

    # --- knowing -------------------------------------------------------------------------------

    def people(self) -> tuple[str, ...]:
        """The names that are known here, whoever has most to do with responses first."""
        with self._one_at_a_time:
            names = Counter(row.assigned for row in self.rows)
            names.update(act.by for act in self._marks.acts)
            for row in self.rows:
                names.update(row.summary.authors if row.summary is not None else ())
            names[author()] += 1
            return tuple(name for name, _ in names.most_common() if name)

    def history_of(self, row: Row) -> tuple[Act, ...]:
        """All that staff said of a response, the oldest first."""
        with self._one_at_a_time:
            return self._marks.acts.of(row.summary.id) if row.summary is not None else ()

    def known(self) -> Known:
        """What the responses say in short texts: organisations, titles, sites."""
        with self._one_at_a_time:
            kept = self._index.texts()
            texts = (
                text
                for name, there in self._readings.items()
                for text in (kept.get(name, ()) if there.texts is None else there.texts)
            )
            return known_from(self.questionnaire, texts)


def _several(readings: Mapping[str, Reading]) -> Iterator[Message]:
    """What to say where several responses are about the same: two people may have begun them, on
    folders that were not synchronised yet, and a program kept both."""
    files: dict[tuple[str, ...], dict[str, str]] = {}
    for file, there in sorted(readings.items()):
        if there.summary is not None and there.summary.name:
            subject = tuple(map(folded, there.summary.subject))
            files.setdefault(subject, {}).setdefault(there.summary.id, file)
    found = [[*of_ids.values()] for of_ids in files.values() if len(of_ids) > 1]
    if found:
        first, second, *_ = min(found)
        values = {"count": len(found), "file": first, "other": second}
        yield Message("desk.several", values)


def _mark(act: Act | None) -> Mark | None:
    return Mark(act.value, act.by, act.at, act.digest) if act is not None and act.value else None


def _value(act: Act | None) -> str:
    return act.value if act is not None else ""


def _today() -> date:
    return datetime.now().astimezone().date()
