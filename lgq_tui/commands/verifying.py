"""The command that verifies: answers, which somebody else enters a second time, or a signature."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING, Any

from lgq_tui.commands.filling import called, is_yes, set_pace
from lgq_tui.commands.report import (
    FINE,
    PROBLEMS,
    complain,
    print_data,
    print_line,
    questionnaire_of,
    unreadable,
)
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.locales import wished
from lgq_tui.locales.speech import by_commands, render, say

if TYPE_CHECKING:
    from pathlib import Path

    from lgq_tui.core.definition import Questionnaire
    from lgq_tui.session.second_entry import Comparison
    from lgq_tui.session.settling import Settlement


def verify(options: Any) -> int:
    """A second entry, a report on what came of them, or whether a signature fits."""
    _must_fit(options)
    if options.report is not None:
        return _report(options)
    if _is_about_signature(options):
        from lgq_tui.commands import sending

        return sending.verify_signature(options)
    return _second_entry(options)


def _must_fit(options: Any) -> None:
    """`NotDoneError` where one option is of no use beside another."""
    if options.report is None and options.file is None:
        raise NotDoneError(Message("usage.lacks", {"prog": "lgq verify", "names": "FILE"}))
    others = {
        "FILE": options.file,
        "--signers": options.signers,
        "--signature": options.signature,
        "--items": options.items,
        "--again": options.again,
        "--plain": options.plain,
    }
    given = [name for name, value in others.items() if value]
    if options.report is not None and given:
        raise NotDoneError(Message("second.not_report", {"option": given[0]}))
    if options.report is None and options.format != "text":
        raise NotDoneError(Message("second.format_alone", {"format": options.format}))
    signs = [name for name in given if name in ("--signers", "--signature")]
    enters = [name for name in given if name in ("--items", "--again", "--plain")]
    if signs and enters:
        raise NotDoneError(Message("second.not_both", {"one": signs[0], "other": enters[0]}))


def _is_about_signature(options: Any) -> bool:
    """Whether a signature is meant: one is named, or lies beside the file and nothing else is."""
    if options.signers is not None or options.signature is not None:
        return True
    if options.items or options.again or options.plain or not options.file.name:
        return False
    from lgq_tui.storage import signatures

    return os.path.lexists(signatures.signature_of(options.file))


# A second entry ----------------------------------------------------------------------------------


def _second_entry(options: Any) -> int:
    from lgq_tui.core.response import COMPLETED
    from lgq_tui.core.second_entry import named_in
    from lgq_tui.session import second_entry

    if options.plain:
        by_commands()
    questionnaire = questionnaire_of(options, wished())
    path = _first(options.file, questionnaire)
    response = second_entry.read_first(path, questionnaire)
    if response.status == COMPLETED:
        _tell_standing(path, questionnaire)
        is_named = options.items or options.again or options.plain
        key = "second.completed_unsigned" if not is_named else "second.completed"
        raise NotDoneError(Message(key, {"path": path, "signature": f"{path.name}.sig"}))
    names = [name for name in (options.items or "").split(",") if name.strip()]
    if options.items is not None and not names:
        raise NotDoneError(Message("second.no_items"))
    if names or options.again:
        named = named_in(questionnaire, names)
        return _begin(options, path, questionnaire, named, options.again)
    made = second_entry.open_one(path, response, questionnaire)
    if made is not None:
        return _go_on(options, made, questionnaire)
    if not response.verified:
        return _begin(options, path, questionnaire)
    _tell_standing(path, questionnaire)
    count = second_entry.unverified(path, response, questionnaire)
    if not count:
        return FINE
    question = say("second.offer", count=count)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        verify = shlex.join([*called("verify", options), str(path)])
        print_line(say("second.since", count=count, verify=verify))
        return FINE
    return _begin(options, path, questionnaire) if is_yes(question) else FINE


def _first(path: Path, questionnaire: Questionnaire) -> Path:
    """The response that is meant: where a second entry is named, that which it is of."""
    from lgq_tui.core.part import SECOND_ENTRY
    from lgq_tui.session import second_entry
    from lgq_tui.storage import responses

    part = responses.read(path, questionnaire).part
    if part is None or part.kind != SECOND_ENTRY:
        return path
    return second_entry.first_of(path, part, questionnaire)


def _begin(
    options: Any,
    path: Path,
    questionnaire: Questionnaire,
    named: frozenset[str] = frozenset(),
    again: bool = False,
) -> int:
    from lgq_tui.session import second_entry

    begun = second_entry.begin(path, questionnaire, named, again)
    if begun.own:
        print_line(say("second.left_out", count=begun.own))
    return _enter(options, path, begun.path, questionnaire)


def _go_on(options: Any, made: Comparison, questionnaire: Questionnaire) -> int:
    """Go on with a second entry: with entering it, or with what was entered differently."""
    from lgq_tui.core.second_entry import DIFFERENT, SAME
    from lgq_tui.session import second_entry
    from lgq_tui.session.settling import Settlement

    if second_entry.is_entering(made):
        return _enter(options, made.first, made.second, questionnaire)
    settlement = Settlement(made, questionnaire)
    if not made.of(DIFFERENT):
        if made.of(SAME):
            settlement.record()
        _tell_standing(made.first, questionnaire)
        if made.lacking:
            values = {"count": len(made.lacking), "who": made.by, "path": made.first}
            print_line(say("second.being_entered", **values))
        return FINE
    second_entry.must_be_open_to(made)
    _settle(options, settlement, questionnaire)
    _tell_standing(made.first, questionnaire)
    return FINE


def _settle(options: Any, settlement: Settlement, questionnaire: Questionnaire) -> None:
    if options.plain:
        from lgq_tui.prompt import settling

        said: str | None = say("second.recorded", count=settling.run(settlement))
    elif _has_screen():
        set_pace()
        from lgq_tui.tui import run_settling

        said = run_settling(questionnaire, settlement)
    else:
        count = len(settlement.pairs)
        settlement.record()
        raise NotDoneError(Message("second.no_screen", {"count": count}))
    if said:
        print_line(said)


def _enter(options: Any, first: Path, second: Path, questionnaire: Questionnaire) -> int:
    """The second entry on the screen; where none can be shown, how it is entered without."""
    if options.plain:
        from lgq_tui.prompt import run

        status = run(questionnaire, second, called("ask", options, "--plain"), plain=True)
        _tell_standing(first, questionnaire)
        return status
    if not _has_screen():
        ask = shlex.join([*called("ask", options), str(second)])
        verify = shlex.join([*called("verify", options), str(first)])
        print_line(say("second.begun", path=second, ask=ask, verify=verify))
        return FINE
    set_pace()
    from lgq_tui.tui import run as show

    status = show(questionnaire, second)
    _tell_standing(first, questionnaire)
    return status


def _has_screen() -> bool:
    from lgq_tui.session.terminal import can_show_screens

    return sys.stdin.isatty() and sys.stderr.isatty() and can_show_screens()


def _tell_standing(path: Path, questionnaire: Questionnaire) -> None:
    from lgq_tui.core.second_entry import DIFFERENT
    from lgq_tui.session import second_entry

    response = second_entry.read_first(path, questionnaire)
    said = [render(one) for one in second_entry.stands(response)]
    made = second_entry.open_one(path, response, questionnaire)
    if made is not None and made.was_made and made.of(DIFFERENT):
        said.append(say("second.stands_undecided", count=len(made.of(DIFFERENT))))
    if said:
        print_line(f"{path}: {' '.join(said)}")


# The report --------------------------------------------------------------------------------------


def _report(options: Any) -> int:
    from lgq_tui.session import agreement

    questionnaire = questionnaire_of(options, wished())
    found = agreement.found_in(options.report, questionnaire)
    if options.format == "json":
        print_data(agreement.data(found, questionnaire))
    elif options.format == "csv":
        # Not as lines of ours, from whose ends blanks are taken: a name may begin with one.
        sys.stdout.writelines(f"{line}\n" for line in agreement.table(found, questionnaire))
    else:
        for line in agreement.lines(found, questionnaire):
            print_line(line)
    for error in found.unreadable:
        complain(unreadable(error))
    for notice in found.notices:
        complain(render(notice))
    return PROBLEMS if found.unreadable else FINE
