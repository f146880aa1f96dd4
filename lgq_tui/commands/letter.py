"""The command that writes the letter to the respondent, and takes in the reply to it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from lgq_tui.commands.report import FINE, PROBLEMS, must_be_free, print_line, questionnaire_of
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.text import visible
from lgq_tui.locales import wished
from lgq_tui.locales.speech import render, say

if TYPE_CHECKING:
    from lgq_tui.session.importing import Imported

_STANDING = {"held": "letter.held", "completed": "letter.completed"}


def letter(options: Any) -> int:
    """The letter, printed or written; or what is made of a reply."""
    _must_fit(options)
    if options.read is not None:
        return _read(options)
    return _draft(options) if options.draft else _send(options)


def _must_fit(options: Any) -> None:
    """`NotDoneError` where one option is of no use beside another."""
    of_reply = [("--accept", options.accept), ("--format", options.format != "text")]
    of_letter = [("-o", options.output), ("--draft", options.draft), ("--force", options.force)]
    others = of_reply if options.read is None else of_letter
    for name, is_there in others:
        if is_there:
            key = "letter.only_read" if options.read is None else "letter.not_read"
            raise NotDoneError(Message(key, {"option": name}))


# Out -------------------------------------------------------------------------------------------


def _draft(options: Any) -> int:
    from lgq_tui.core.interview import Interview
    from lgq_tui.exports.letters.text import text_of
    from lgq_tui.session import letter as letters
    from lgq_tui.storage import atomic, responses

    questionnaire = questionnaire_of(options, wished())
    interview = Interview(questionnaire, responses.read(options.file, questionnaire))
    try:
        order = letters.order_of(interview, draft=True)
    except NotDoneError as error:
        return _nothing(error)
    if options.output is None:
        _print_letter(text_of(order.letter))
        return FINE
    content = letters.content_of(order.letter, options.output)
    must_be_free(options.output, options, options.file)
    atomic.write(options.output, content)
    print_line(say("letter.written", path=options.output))
    return FINE


def _send(options: Any) -> int:
    from lgq_tui.exports.letters.text import text_of
    from lgq_tui.session import letter as letters
    from lgq_tui.session.beginning import alone
    from lgq_tui.storage.plain import UnreadableError

    if not os.path.lexists(options.file):
        raise UnreadableError(options.file, Message("file.not_there"))
    if options.output is not None:
        must_be_free(options.output, options, options.file)
    with alone(options.file, questionnaire_of(options, wished()), _STANDING) as session:
        try:
            if options.output is not None:
                count = letters.write_letter(session, options.output)
                print_line(say("letter.written", path=options.output))
            else:
                order = letters.order_of(session.interview)
                letters.send_out(session, order)
                letters.must_be_saved(session)
                count = len(order.labels)
                _print_letter(text_of(order.letter))
        except NotDoneError as error:
            if error.message.key != "letter.nothing_to_ask":
                raise
            return _nothing(error)
    print_line(say("letter.sent", count=count), sys.stderr)
    return FINE


def _nothing(error: NotDoneError) -> int:
    """There is no letter to write, which is no failure."""
    print_line(say(error.message.key), sys.stderr)
    return PROBLEMS


def _print_letter(text: str) -> None:
    sys.stdout.write(visible(text))


# In --------------------------------------------------------------------------------------------


def _read(options: Any) -> int:
    from lgq_tui.session import letter as letters
    from lgq_tui.storage import responses

    questionnaire = questionnaire_of(options)
    response = responses.read(options.file, questionnaire)
    imported = letters.read_reply(
        options.read, response, lambda language: questionnaire_of(options, language)
    )
    if options.accept is not None:
        return _take_certain(options, imported)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise NotDoneError(Message("letter.no_terminal"))
    from lgq_tui.tui import run

    for flaw in imported.flaws:
        print_line(render(flaw), sys.stderr)
    proposed = imported.path, imported.forms[0]
    return run(questionnaire_of(options, wished()), options.file, proposed)


def _take_certain(options: Any, imported: Imported) -> int:
    from lgq_tui.commands.importing import Report
    from lgq_tui.session import importing
    from lgq_tui.session.beginning import alone

    form = imported.forms[0]
    questionnaire = questionnaire_of(options)
    with alone(options.file, questionnaire, _STANDING) as session:
        proposals = importing.open_proposals(form, session.interview)
        report = Report(imported, 0, questionnaire, is_reply=True)
        report.taken = tuple(one for one in proposals if one.is_certain)
        report.open = tuple(one for one in proposals if not one.is_certain)
        importing.take(session, imported.path, report.taken, (), form)
    return report.write(options.format)
