"""How often first and second entries agree, over the responses of a folder."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.paths import from_text
from lgq_tui.core.response import Response
from lgq_tui.core.text import visible
from lgq_tui.core.verification import AGREED, OUTCOMES, Verification
from lgq_tui.exports.changes import name_of
from lgq_tui.exports.csv import guarded
from lgq_tui.locales.speech import say
from lgq_tui.storage import responses
from lgq_tui.storage.copies import rank
from lgq_tui.storage.desk.files import walk
from lgq_tui.storage.plain import UnreadableError

ITEM, ENTERED_FIRST, ENTERED_AGAIN = "item", "first_by", "by"


class Count(NamedTuple):
    """How many answers were compared, and what came of that; of an item, or of what a person
    entered first or again (`kind`)."""

    kind: str
    name: str
    outcomes: Mapping[str, int]

    @property
    def compared(self) -> int:
        """How many there were."""
        return sum(self.outcomes.values())

    @property
    def agreed(self) -> int:
        """How many of them were the same."""
        return self.outcomes[AGREED]

    @property
    def percent(self) -> int:
        """The share of those, rounded; 100 only if all are the same, and 0 only if none is."""
        share = round(100 * self.agreed / self.compared)
        if 0 < self.agreed < self.compared:
            return min(max(share, 1), 99)
        return share


class Found(NamedTuple):
    """The counts of a folder, in the order of the form and of names; how many responses there are,
    and how many of them without a second entry; what could not be read or looked at."""

    counts: tuple[Count, ...] = ()
    responses: int = 0
    without: int = 0
    unreadable: tuple[UnreadableError, ...] = ()
    notices: tuple[Message, ...] = ()


def found_in(folder: Path, questionnaire: Questionnaire) -> Found:
    """What the responses of a folder, and of the folders in it, say of second entries.

    `NotDoneError` where it cannot be looked into.
    """
    if not folder.is_dir():
        raise NotDoneError(Message("desk.not_there", {"folder": folder}))
    try:
        walked = walk(folder)
    except OSError as error:
        values = {"folder": folder, "reason": error.strerror or str(error)}
        raise NotDoneError(Message("desk.no_folder", values)) from error
    read, unreadable = dict[str, tuple[str, Response]](), list[UnreadableError]()
    for file in walked.files:
        try:
            response = responses.read(folder / file.name, questionnaire)
        except UnreadableError as error:
            if file.is_named:
                unreadable.append(error)
            continue
        known = read.get(response.id)
        if response.part is None and (known is None or rank(file.name) < rank(known[0])):
            read[response.id] = file.name, response
    kept = [response for _, response in read.values()]
    without = sum(not one.verified for one in kept)
    counts = tuple(_counts(questionnaire, kept))
    return Found(counts, len(kept), without, tuple(unreadable), walked.notices)


def _counts(questionnaire: Questionnaire, kept: Iterable[Response]) -> Iterator[Count]:
    known = [(item, one) for response in kept for item, one in response.verified.items()]
    last = len(questionnaire.ordinals)
    items = {item for item, _ in known}
    order = sorted(items, key=lambda item: (questionnaire.ordinals.get(item, last), item))
    for item in order:
        yield _count(ITEM, item, (one for name, one in known if name == item))
    for kind in (ENTERED_FIRST, ENTERED_AGAIN):
        names = {getattr(one, kind) for _, one in known}
        for name in sorted(names, key=str.casefold):
            yield _count(kind, name, (one for _, one in known if getattr(one, kind) == name))


def _count(kind: str, name: str, known: Iterable[Verification]) -> Count:
    outcomes = dict.fromkeys(OUTCOMES, 0)
    for one in known:
        outcomes[one.outcome] += 1
    return Count(kind, name, outcomes)


# In words ----------------------------------------------------------------------------------------


def lines(found: Found, questionnaire: Questionnaire) -> Iterator[str]:
    """The report as lines to read."""
    yield say("agreement.responses", count=found.responses, without=found.without)
    if not found.counts:
        return
    yield say("agreement.no_ranking")
    kind = ""
    for one in found.counts:
        if one.kind != kind:
            kind = one.kind
            yield ""
            yield say(f"agreement.{kind}")
        yield f"{_name(one, questionnaire)}: {_said(one)}"


def _said(one: Count) -> str:
    values = {"agreed": one.agreed, "count": one.compared, "percent": one.percent}
    decided = [
        say(f"agreement.decided.{outcome}", count=count)
        for outcome, count in one.outcomes.items()
        if outcome != AGREED and count
    ]
    return "; ".join([say("agreement.share", **values), *decided])


def _name(one: Count, questionnaire: Questionnaire) -> str:
    if one.kind == ITEM:
        return name_of(questionnaire, from_text(one.name))
    return one.name or say("verified.nobody")


# For programs ------------------------------------------------------------------------------------


def data(found: Found, questionnaire: Questionnaire) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "responses": found.responses,
        "without_second_entry": found.without,
        "unreadable": [str(error.path) for error in found.unreadable],
        "counts": [_row(one, questionnaire) for one in found.counts],
    }


def table(found: Found, questionnaire: Questionnaire) -> Iterator[str]:
    """The counts as the lines of a table in CSV, the names of its columns first."""
    rows = [_row(one, questionnaire) for one in found.counts]
    names = _row(Count(ITEM, "", {**dict.fromkeys(OUTCOMES, 0), AGREED: 1}), questionnaire)
    yield _csv_line(names)
    for row in rows:
        cells = (guarded(visible(cell)) if isinstance(cell, str) else cell for cell in row.values())
        yield _csv_line(cells)


def _row(one: Count, questionnaire: Questionnaire) -> dict[str, Any]:
    return {
        "about": one.kind,
        "name": one.name,
        "called": _name(one, questionnaire) if one.name else "",
        "compared": one.compared,
        **one.outcomes,
        "percent": one.percent,
    }


def _csv_line(cells: Iterable[Any]) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()
