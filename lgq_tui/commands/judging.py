"""The commands that judge: responses, and questionnaires for their authors."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lgq_tui.commands.report import (
    FAILED,
    FINE,
    PROBLEMS,
    complain,
    placed,
    print_data,
    print_line,
    questionnaire_of,
    unreadable,
)
from lgq_tui.core.text import escaped
from lgq_tui.locales import wished
from lgq_tui.locales.speech import render, say

if TYPE_CHECKING:
    from lgq_tui.core.problems import Problem
    from lgq_tui.core.response import Response


def check(options: Any) -> int:
    """Every problem of responses."""
    from datetime import datetime

    from lgq_tui.core.check import check
    from lgq_tui.core.problems import ERROR
    from lgq_tui.storage import responses
    from lgq_tui.storage.plain import UnreadableError

    questionnaire = questionnaire_of(options, wished())
    today = datetime.now().astimezone().date()
    found: list[tuple[Path, Problem]] = []
    status = FINE
    for path in options.files:
        try:
            response = responses.read(path, questionnaire)
        except UnreadableError as error:
            complain(unreadable(error))
            status = FAILED
            continue
        problems = check(questionnaire, response, today, options.complete)
        found += [(path, problem) for problem in (*problems, *_broken_seal(response))]
    _print_json(found) if options.format == "json" else _print_lines(found)
    if status == FINE and any(problem.severity == ERROR for _, problem in found):
        return PROBLEMS
    return status


def _broken_seal(response: Response) -> Iterator[Problem]:
    """A warning where nobody can rely on it that a finished response says what was saved.

    No error: the schema does not ask for a seal, and both agree on what is valid.
    """
    from lgq_tui.core.problems import WARNING, Problem
    from lgq_tui.storage import seal

    message = seal.breach(response)
    if message is not None:
        yield Problem(("seal",), WARNING, message.key.removeprefix("seal."), message)


def schema(options: Any) -> int:
    """The JSON Schema of responses."""
    from json import dumps

    from lgq_tui.core.schema import response_schema
    from lgq_tui.storage import atomic

    schema = response_schema(questionnaire_of(options))
    text = dumps(schema, ensure_ascii=False, indent=2) + "\n"
    if options.output is None:
        sys.stdout.write(escaped(text))
    else:
        atomic.write(options.output, text.encode(), private=False)
    return FINE


def lint(options: Any) -> int:
    """Every problem of definitions."""
    from lgq_tui.storage.definitions import lint

    status = FINE
    for path in options.files:
        for fault in lint(path):
            unreadable = fault.message.key.startswith("file.")
            print_line(placed(fault), sys.stderr if unreadable else sys.stdout)
            status = max(status, FAILED if unreadable else PROBLEMS)
    return status


def _print_lines(found: list[tuple[Path, Problem]]) -> None:
    from lgq_tui.core.paths import as_text
    from lgq_tui.core.problems import ERROR

    for path, problem in found:
        if problem.open:
            sentence = render(problem.message, problem.sentence)
            kind = "" if problem.severity == ERROR else f"{say('cli.warning')} "
            print_line(f"{path}: {as_text(problem.path)}: {kind}{sentence}")


def _print_json(found: list[tuple[Path, Problem]]) -> None:
    from lgq_tui.core.paths import as_text

    entries = [
        {
            "file": str(path),
            "item": as_text(problem.path),
            "severity": problem.severity,
            "code": problem.code,
            "sentence": render(problem.message, problem.sentence),
            "suggestion": problem.suggestion,
            "accepted": problem.accepted,
        }
        for path, problem in found
    ]
    print_data(entries)
