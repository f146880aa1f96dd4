"""The commands that write documents: of responses, and of the form."""

from __future__ import annotations

from typing import Any

from lgq_tui.commands.report import (
    FAILED,
    FINE,
    PROBLEMS,
    complain,
    must_be_free,
    print_line,
    questionnaire_of,
    unreadable,
)
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.exports import TABLES
from lgq_tui.locales import wished
from lgq_tui.locales.speech import render, say
from lgq_tui.session import exporting


def export(options: Any) -> int:
    """A response as a document, or many as a table."""
    output = options.output
    exporting.must_be_known(output)
    questionnaire = questionnaire_of(options, wished())
    many = len(options.files) > 1 or options.files[0].is_dir()
    chosen = exporting.chosen(options.files, questionnaire, options.public)
    _must_fit(chosen, options)
    must_be_free(output, options, *(path for path, _ in chosen.responses))
    for left in chosen.left:
        _complain_of(left, many)
    if not chosen.responses:
        return FAILED if any(left.error for left in chosen.left) else PROBLEMS
    as_table = many and exporting.is_table(output)
    order = exporting.order_of(questionnaire, chosen.responses, options.public, as_table)
    exporting.export(order, output, private=not options.public)
    key = "export.done_many" if as_table else "export.done"
    print_line(say(key, path=output, count=len(chosen.responses)))
    return PROBLEMS if chosen.left else FINE


def form(options: Any) -> int:
    """The blank form."""
    exporting.must_be_known(options.output, blank=True)
    must_be_free(options.output, options)
    order = exporting.form_of(questionnaire_of(options, wished()))
    exporting.export(order, options.output, private=False)
    print_line(say("export.done", path=options.output))
    return FINE


def _must_fit(chosen: exporting.Chosen, options: Any) -> None:
    """Many responses fit into a table only, and none into nothing."""
    count = len(chosen.responses) + len(chosen.left)
    if not count:
        raise NotDoneError(Message("export.none_in", {"folder": options.files[0]}))
    if count > 1 and not exporting.is_table(options.output):
        endings = ", ".join(sorted(TABLES))
        values = {"path": options.output, "count": count, "endings": endings}
        raise NotDoneError(Message("export.one_only", values))


def _complain_of(left: exporting.Left, many: bool) -> None:
    """Say why a response is left out; of a single one that is damaged, that is all there is."""
    if left.error is None:
        complain(f"{left.path}: {render(left.message)}")
    elif many:
        complain(unreadable(left.error))
    else:
        raise left.error
