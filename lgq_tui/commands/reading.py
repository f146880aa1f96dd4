"""The commands that show a response, and what was done to it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lgq_tui.commands.filling import edit
from lgq_tui.commands.report import (
    FINE,
    PROBLEMS,
    complain,
    print_data,
    print_line,
    questionnaire_of,
)
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.text import visible
from lgq_tui.locales import wished
from lgq_tui.locales.speech import render, say

if TYPE_CHECKING:
    from lgq_tui.core.definition import Questionnaire
    from lgq_tui.core.response import Response
    from lgq_tui.storage.journal import Event


def show(options: Any) -> int:
    """A response as a page to read."""
    if options.edit:
        return edit(options)
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from lgq_tui.core.interview import Interview
    from lgq_tui.core.response import IN_PROGRESS
    from lgq_tui.exports import reading
    from lgq_tui.storage import responses, seal

    questionnaire = questionnaire_of(options, wished())
    response = responses.read(options.file, questionnaire)
    styles = {
        reading.TITLE: "bold underline",
        reading.SECTION: "bold",
        reading.LABEL: "dim",
        reading.REMARK: "italic",
    }
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=False)
    apart = (reading.SECTION, reading.QUESTION)
    with console.capture() as drawn:
        for line in reading.lines_of(Interview(questionnaire, response), say):
            text = Text(visible(line.text), styles.get(line.kind, ""))
            console.print(Padding(text, (line.kind in apart, 0, 0, 2 * line.indent)))
        if response.status != IN_PROGRESS:
            code = seal.code_of(seal.digest_of(response))
            console.print(Padding(say("show.code", code=code), (1, 0, 0, 0)))
    # Rich fills every line with blanks.
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in drawn.get().split("\n")[:-1])
    return FINE


def history(options: Any) -> int:
    """What was answered when, and by whom."""
    from lgq_tui.storage import folders, journal, recovery, responses
    from lgq_tui.storage.found import journal_of

    questionnaire = questionnaire_of(options, wished())
    path, last = folders.target(options.file), None
    if options.answers:
        return _print_givers(path, questionnaire, options.format)
    if recovery.is_journal(path):
        if options.forget:
            raise NotDoneError(Message("forget.journal", {"path": path}))
    else:
        response = responses.read(path, questionnaire)
        if options.forget:
            return _forget(path, response, questionnaire)
        path, last = journal_of(path), response.seal.get("event")
        _name_all("history.beside", recovery.put_by(path))
    reading = journal.read(path)
    flaw = journal.flaw(reading, last)
    if flaw is not None:
        complain(f"{path}: {render(flaw)}")
    _print_history((*reading.events, *reading.beyond), questionnaire, options.format)
    return FINE if flaw is None else PROBLEMS


def _print_givers(path: Path, questionnaire: Questionnaire, form: str) -> int:
    """Each answer that there is now, with who gave it, and when."""
    from lgq_tui.locales.times import local
    from lgq_tui.session.credits import givers
    from lgq_tui.storage import responses

    given = list(givers(path, responses.read(path, questionnaire), questionnaire))
    if form == "json":
        print_data([one._asdict() for one in given])
        return FINE
    for one in given:
        who = [one.by or say("history.nobody"), local(one.at) if one.at else "", one.unit]
        said = [", ".join(filter(None, who)), *filter(None, (one.carried, one.verified))]
        print_line(f"{one.name}: {one.answer}  ({'; '.join(said)})")
    return FINE


def _forget(file: Path, response: Response, questionnaire: Questionnaire) -> int:
    from lgq_tui.storage import journal, recovery
    from lgq_tui.storage.found import journal_of

    path = journal_of(file)
    try:
        count = journal.forget(path, str(response.seal.get("event")))
        complain(say("cli.forgotten", count=count, path=path))
    finally:
        _name_all("forget.others", recovery.others(file, response, questionnaire))
    return FINE


def _name_all(key: str, paths: Sequence[Path]) -> None:
    """A sentence that names files, where there are any."""
    if paths:
        complain(say(key, names=", ".join(map(str, paths))))


def _print_history(events: Iterable[Event], questionnaire: Questionnaire, form: str) -> None:
    entries = [entry for event in events for entry in _told(event, questionnaire)]
    if form == "json":
        print_data(entries)
        return
    from lgq_tui.exports.changes import NOTHING
    from lgq_tui.locales.times import local

    for entry in entries:
        shown = {name: entry[name] or NOTHING for name in ("name", "old", "new")}
        said = say(f"history.{entry['kind']}", **shown)
        print_line(f"{local(entry['at'])}  {entry['by']}  {said}")


def _told(event: Event, questionnaire: Questionnaire) -> Iterator[dict[str, Any]]:
    """An event as plain data, one entry for each answer that it changed."""
    from lgq_tui.core.paths import as_text, from_text
    from lgq_tui.exports.changes import altered, name_of

    head = {"number": event.number, "at": event.at, "by": event.by, "kind": event.kind}
    if event.turn is not None:
        for one in altered(questionnaire, event.turn.step.changes, say):
            item = as_text(one.path)
            yield {**head, "item": item, "name": one.name, "old": one.old, "new": one.new}
    elif event.kind == "base":
        yield {**head, "item": "", "name": "", "old": "", "new": ""}
    else:
        item = event.item
        name = name_of(questionnaire, from_text(item))
        yield {**head, "kind": "forgotten", "item": item, "name": name, "old": "", "new": ""}
