"""The command that compares two responses."""

from __future__ import annotations

from typing import Any

from lgq_tui.commands.report import (
    FINE,
    PROBLEMS,
    complain,
    print_data,
    print_line,
    questionnaire_of,
)
from lgq_tui.locales import wished
from lgq_tui.locales.speech import say


def diff(options: Any) -> int:
    """In what two responses differ, one thing a line."""
    from lgq_tui.core.messages import Message, NotDoneError
    from lgq_tui.core.part import SECOND_ENTRY
    from lgq_tui.session import comparing
    from lgq_tui.storage import responses

    questionnaire = questionnaire_of(options, wished())
    one, other = (responses.read(path, questionnaire) for path in (options.one, options.other))
    entries = [read.part is not None and read.part.kind == SECOND_ENTRY for read in (one, other)]
    if entries[0] != entries[1]:
        path = options.one if entries[0] else options.other
        raise NotDoneError(Message("diff.second_entry", {"path": path}))
    if comparing.are_rounds(one, other):
        complain(say("diff.rounds", one=options.one, other=options.other))
    elif not comparing.are_of_one(one, other):
        complain(say("diff.other", one=options.one, other=options.other))
    found = list(comparing.differences(questionnaire, one, other))
    if options.format == "json":
        print_data([entry._asdict() for entry in found])
    else:
        for entry in found:
            print_line(entry.line)
    return PROBLEMS if found else FINE
