"""The command that opens a desk over a folder of responses, or prints what is on it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from lgq_tui.commands.filling import set_pace
from lgq_tui.commands.report import (
    FAILED,
    FINE,
    PROBLEMS,
    complain,
    print_data,
    print_line,
    questionnaire_of,
)
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.locales import wished
from lgq_tui.locales.speech import render, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lgq_tui.core.definition import Questionnaire
    from lgq_tui.core.response import Response
    from lgq_tui.session.desk.cities import Key
    from lgq_tui.session.desk.desk import Desk


def desk(options: Any) -> int:
    """The board of all responses in a folder; on a screen, or as a list."""
    questionnaire = questionnaire_of(options, wished())
    if options.format != "text" and not options.list:
        raise NotDoneError(Message("desk.format_alone", {"format": options.format}))
    if options.previous is not None and options.start is None:
        raise NotDoneError(Message("round.start_alone"))
    if options.start is not None:
        status = _start(options, questionnaire)
        return max(status, _list(options, questionnaire)) if options.list else status
    if options.list:
        return _list(options, questionnaire)
    return _screen(options, questionnaire)


def _screen(options: Any, questionnaire: Questionnaire) -> int:
    from lgq_tui.session.terminal import can_show_screens

    if not (sys.stdin.isatty() and sys.stderr.isatty() and can_show_screens()):
        complain(say("desk.no_screen"))
        return FAILED
    _opened(options, questionnaire)  # what is no folder is told before the screen is taken
    set_pace()
    from lgq_tui.tui import run_desk

    return run_desk(questionnaire, options.folder)


def _opened(options: Any, questionnaire: Questionnaire) -> Desk:
    from lgq_tui.session.desk.desk import Desk

    desk = Desk(options.folder, questionnaire)
    desk.must_be_there()
    return desk


def _list(options: Any, questionnaire: Questionnaire) -> int:
    from lgq_tui.session.desk import listing

    desk = _opened(options, questionnaire)
    rows = desk.load()
    if options.format == "json":
        print_data([listing.entry(row, desk.folder) for row in rows])
    elif options.format == "csv":
        # Not as lines of ours, from whose ends blanks are taken: a name may begin with one.
        sys.stdout.writelines(f"{line}\n" for line in listing.table(rows, desk.folder))
    else:
        from shutil import get_terminal_size

        for line in listing.lines(rows, get_terminal_size().columns):
            print_line(line)
    for notice in desk.notices:
        complain(render(notice))
    return PROBLEMS if any(row.problem or row.copy_of for row in rows) else FINE


def _start(options: Any, questionnaire: Questionnaire) -> int:
    from lgq_tui.session.desk.cities import read_list
    from lgq_tui.session.desk.earlier import earlier_in

    desk = _opened(options, questionnaire)
    there = read_list(options.start, questionnaire)
    for flaw in there.flaws:
        complain(f"{options.start}:{flaw.line}: {render(flaw.message)}")
    status = PROBLEMS if there.flaws else FINE
    earlier: Mapping[Key, Response] = {}
    if options.previous is not None:
        found = earlier_in(options.previous, questionnaire)
        earlier = found.by_subject
        for path, message in found.refused:
            complain(f"{path}: {render(message)}")
            status = PROBLEMS
    for one in desk.start(there.cities, earlier=earlier):
        if one.message is not None:
            complain(f"{options.start}:{one.city.line}: {render(one.message)}")
            status = PROBLEMS
        else:
            # What is printed with --list is for programs, or a page of its own.
            said = say("cities.started", file=one.path)
            if one.carried:
                said += f" {say('round.to_confirm', count=one.carried)}"
            print_line(said, sys.stderr if options.list else None)
    desk.close()
    return status
