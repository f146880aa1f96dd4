"""Responses that are begun for those whom somebody invited: one by one, or a whole list of them."""

from __future__ import annotations

import csv
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.problems import ERROR
from lgq_tui.core.response import Reference, Response
from lgq_tui.core.subject import subject_of
from lgq_tui.core.text import clean_line
from lgq_tui.core.wording import plain as plain_words
from lgq_tui.session.desk.row import Row
from lgq_tui.session.naming import ENDING
from lgq_tui.storage import atomic, folders, names, plain, responses, seal
from lgq_tui.storage.swap import ChangedError

ASSIGNED = "assigned"
"""The column of the person who is to look after a response."""

_MOST_BYTES = 2_000_000
_MOST_LINES = 10_000
_PACKED = b"PK\x03\x04"
"""How workbooks begin (.xlsx, .ods)."""
_SIGNS = (",", ";", "\t")
_SEPARATOR = re.compile(r"sep=([,;\t])\s*")
"""What a spreadsheet program may write on top, to tell itself how the cells are set apart."""


Key = tuple[str, ...]
"""Who a response is about, for comparing."""


class City(NamedTuple):
    """Whom a response is to be begun for: answers by their dotted path, and who is to look after
    it; `line` is where it stands in a list, from 1."""

    answers: Mapping[str, Any]
    assigned: str = ""
    line: int = 0


class Flaw(NamedTuple):
    """What in a list cannot be taken as it is, and in which line."""

    line: int
    message: Message


class CityList(NamedTuple):
    """What a list says."""

    cities: tuple[City, ...]
    flaws: tuple[Flaw, ...] = ()


class Started(NamedTuple):
    """What came of a city: its file and the id of its response, or why none was begun; `carried`,
    how many answers of an earlier round it began with."""

    city: City
    path: Path | None = None
    response: str = ""
    message: Message | None = None
    carried: int = 0


# One ---------------------------------------------------------------------------------------------


def city_of(questionnaire: Questionnaire, texts: Mapping[str, str], line: int = 0) -> City:
    """The city that texts by the paths of their items name; `NotDoneError` where one is no answer
    to its item, or one that is required is blank."""
    given = _Given(questionnaire, line)
    for path in questionnaire.subject:
        message = given.take(questionnaire.by_path[path], texts.get(path, ""))
        if message is not None:
            raise NotDoneError(message)
    return City(given.answers, line=line)


class _Given:
    """The answers that are given for a city, judged as they come."""

    def __init__(self, questionnaire: Questionnaire, line: int) -> None:
        blank = Response("city", Reference(questionnaire.id, questionnaire.version))
        self._interview = Interview(questionnaire, blank)
        self._line = line
        self.answers: dict[str, Any] = {}

    def take(self, item: Item, text: str) -> Message | None:
        """Take a text as the answer to an item; what is wrong with it, if anything is."""
        value = ANSWER_TYPES[item.type].parse(text, item)
        if value in (None, "", []):
            is_needed = item.required and item.path in self._interview.questionnaire.subject
            return Message("cities.blank", {"item": item.name}) if is_needed else None
        path = tuple(item.path.split("."))
        self._interview.answer(path, value)
        top = self._interview.questionnaire.top_level[path[0]]
        for problem in self._interview.problems_of(top):
            if problem.path[: len(path)] == path and _is_wrong(problem):
                self._interview.clear(path)
                return problem.message
        self.answers[item.path] = value
        return None


def _is_wrong(problem: Any) -> bool:
    return problem.severity == ERROR and not problem.lacking


def start(
    folder: Path,
    questionnaire: Questionnaire,
    rows: Iterable[Row],
    cities: Sequence[City],
    clock: Callable[[], datetime],
    earlier: Mapping[Key, Response] = MappingProxyType({}),
) -> Iterator[Started]:
    """Begin a response for each city that none of the rows is about, in a file named after it; with
    one of an `earlier` round, where there is one about the same city.

    No file is ever replaced. `atomic.SaveError` where one cannot be written.
    """
    known = {_key(row.summary.subject): row.path for row in rows if row.summary is not None}
    for city in cities:
        new = responses.new(questionnaire, clock())
        there = earlier.get(key_of(questionnaire, city))
        if there is not None:
            new = there._replace(id=new.id, created=new.created, modified=new.modified)
        one = _started(folder, questionnaire, known, city, new)
        if one.path is not None:
            known[key_of(questionnaire, city)] = one.path
        yield one


def _started(
    folder: Path,
    questionnaire: Questionnaire,
    known: Mapping[Key, Path],
    city: City,
    new: Response,
) -> Started:
    interview = Interview(questionnaire, new)
    for item, value in city.answers.items():
        interview.answer(tuple(item.split(".")), value)
    name = subject_of(questionnaire, interview.value)
    there = known.get(key_of(questionnaire, city))
    if there is not None:
        return Started(city, message=Message("cities.on_desk", {"name": name, "file": there.name}))
    path = folder / names.safe(name, ENDING)
    if path in known.values():  # of another city, whose name makes the same name of a file
        path = folders.free(folder, names.safe(name), ENDING)
    response = interview.response
    response = response._replace(seal={"digest": seal.digest_of(response)})
    try:
        if os.path.lexists(path):
            raise ChangedError(path, b"")
        atomic.write_over(path, responses.text_of(path, response, questionnaire), None)
    except ChangedError:
        values = {"name": name, "file": path.name}
        return Started(city, message=Message("cities.file_there", values))
    return Started(city, path, response.id, carried=len(response.carried))


def key_of(questionnaire: Questionnaire, city: City) -> Key:
    """Who a city is, for comparing."""
    return _key(_subject(questionnaire, city))


def _subject(questionnaire: Questionnaire, city: City) -> tuple[str, ...]:
    """What names a city, in words."""
    items = map(questionnaire.by_path.__getitem__, questionnaire.subject)
    answers = ((item, city.answers.get(item.path)) for item in items)
    return tuple(
        "" if answer is None else ANSWER_TYPES[item.type].format(answer, item)
        for item, answer in answers
    )


def _key(subject: Iterable[str]) -> Key:
    return tuple(map(_folded, subject))


def _folded(text: str) -> str:
    """For comparing: small letters without accents, single blanks."""
    letters = unicodedata.normalize("NFKD", clean_line(text).casefold())
    return " ".join("".join(one for one in letters if not unicodedata.combining(one)).split())


# A list ------------------------------------------------------------------------------------------


def read_list(path: Path, questionnaire: Questionnaire) -> CityList:
    """The cities in a file of values that are set apart by commas, semicolons or tabs.

    The first line names the columns: the items that name a city, by id or label; `assigned`; and
    the ids of other items. `plain.UnreadableError` or `NotDoneError` where it is no such list;
    what is wrong with a line leaves the others as they are.
    """
    from lgq_tui.imports.decoding import as_written

    content = plain.read_bytes(path, _MOST_BYTES)
    if content.startswith(_PACKED):
        raise plain.UnreadableError(path, Message("cities.workbook"))
    lines = _lines(as_written(content), questionnaire)
    first = next(lines, None)
    if first is None:
        raise plain.UnreadableError(path, Message("file.empty"))
    reading = _List(questionnaire, *first)
    for number, cells in lines:
        if number > _MOST_LINES:
            reading.flaw(number, Message("cities.too_many", {"most": f"{_MOST_LINES:,}"}))
            break
        reading.take(number, cells)
    return CityList(tuple(reading.cities), tuple(sorted(reading.flaws, key=lambda one: one.line)))


class _List:
    """A list that is being read, line by line."""

    def __init__(self, questionnaire: Questionnaire, line: int, head: Sequence[str]) -> None:
        self._questionnaire = questionnaire
        self._columns: list[str | None] = []
        self._lines: dict[tuple[str, ...], int] = {}
        self.cities: list[City] = []
        self.flaws: list[Flaw] = []
        for cell in head:
            named = _column(questionnaire, cell)
            if named is None and cell:
                self.flaw(line, Message("cities.no_column", {"column": cell}))
            elif named is not None and named in self._columns:
                raise NotDoneError(Message("cities.column_twice", {"column": cell}))
            self._columns.append(named)
        for path in questionnaire.subject:
            if path not in self._columns and questionnaire.by_path[path].required:
                columns = ", ".join(questionnaire.subject)
                raise NotDoneError(Message("cities.lacks", {"column": path, "columns": columns}))

    def flaw(self, line: int, message: Message) -> None:
        """Have something said of a line."""
        self.flaws.append(Flaw(line, message))

    def take(self, line: int, cells: Sequence[str]) -> None:
        """Take a line, if it names a city that no line before did."""
        if not any(cells):
            return
        if any(cells[len(self._columns) :]):
            values = {"cells": len(cells), "columns": len(self._columns)}
            self.flaw(line, Message("cities.long_line", values))
            return
        given = dict(zip(self._columns, cells, strict=False))
        texts = {column: text for column, text in given.items() if column is not None}
        try:
            city = city_of(self._questionnaire, texts, line)
        except NotDoneError as error:
            self.flaw(line, error.message)
            return
        subject = _subject(self._questionnaire, city)
        before = self._lines.setdefault(_key(subject), line)
        if before != line:
            name = ", ".join(filter(None, subject))
            self.flaw(line, Message("cities.twice", {"name": name, "line": before}))
            return
        assigned = texts.pop(ASSIGNED, "")
        answers = {**city.answers, **self._others(line, texts)}
        self.cities.append(City(answers, assigned, line))

    def _others(self, line: int, texts: Mapping[str, str]) -> dict[str, Any]:
        """The answers to items that do not name the city; what is none is said, and left out."""
        given = _Given(self._questionnaire, line)
        for path, text in texts.items():
            if path in self._questionnaire.subject:
                continue
            message = given.take(self._questionnaire.by_path[path], text)
            if message is not None:
                self.flaw(line, message)
        return given.answers


def _column(questionnaire: Questionnaire, head: str) -> str | None:
    """What a column holds by its head: the path of an item, or `ASSIGNED`; None for nothing."""
    wanted = _folded(head)
    if wanted == ASSIGNED:
        return ASSIGNED
    for path in questionnaire.subject:
        item = questionnaire.by_path[path]
        if wanted in map(_folded, (path, plain_words(item.label), item.name)):
            return path
    named = questionnaire.by_path.get(wanted)
    is_plain = named is not None and not named.is_group and not named.repeat
    return wanted if is_plain and wanted not in questionnaire.listed else None


def _lines(text: str, questionnaire: Questionnaire) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that has any, and the number of the line, from 1."""
    before = 0
    text = text.removeprefix("\ufeff")
    named = _SEPARATOR.fullmatch(text.partition("\n")[0])
    if named is not None:
        before, text = 1, text.partition("\n")[2]
    sign = named[1] if named is not None else _sign(text, questionnaire)
    # Where a quotation mark is not closed, all behind it would be one cell, and nobody be told.
    reader = csv.reader(
        StringIO(text, newline=""), delimiter=sign, skipinitialspace=True, strict=True
    )
    number = before + 1
    try:
        for cells in reader:
            if cells:
                yield number, [clean_line(cell) for cell in cells]
            number = before + reader.line_num + 1
    except csv.Error as error:
        values = {"line": number, "reason": str(error)}
        raise NotDoneError(Message("cities.no_table", values)) from error


def _sign(text: str, questionnaire: Questionnaire) -> str:
    """What sets the cells apart: that by which the first line names most columns."""
    head = next((line for line in text.splitlines() if line.strip()), "")

    def known(sign: str) -> tuple[int, int]:
        cells = head.replace('"', "").split(sign)
        return sum(_column(questionnaire, cell) is not None for cell in cells), len(cells)

    return max(_SIGNS, key=known)
