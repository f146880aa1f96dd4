"""What commands say, and what they share."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.text import escaped, visible
from lgq_tui.locales.speech import render

if TYPE_CHECKING:
    from lgq_tui.core.definition import Questionnaire
    from lgq_tui.storage.plain import UnreadableError


FINE, PROBLEMS, FAILED = 0, 1, 2
"""Exit statuses: all is well, problems were found, it could not be done."""


def questionnaire_of(options: Any, language: str | None = None) -> Questionnaire:
    """The questionnaire that is asked for, in a language where it has that, else in its own."""
    from lgq_tui.storage.definitions import load, shipped

    return load(getattr(options, "questionnaire", shipped()), language)


def must_be_free(output: Path, options: Any, *read: Path) -> None:
    """Nothing that a person has is replaced without being asked for, and never what is read."""
    if os.path.realpath(output) in map(os.path.realpath, read):
        raise NotDoneError(Message("cli.onto_itself", {"path": output}))
    if os.path.lexists(output) and not options.force:
        raise NotDoneError(Message("cli.is_there", {"path": output}))


def placed(fault: Any) -> str:
    """A fault of a definition, with its place."""
    place = ":".join(str(part) for part in (fault.path, fault.line, fault.column) if part)
    return f"{place}: {render(fault.message)}"


def unreadable(error: UnreadableError) -> str:
    """Why a file could not be read, with its line."""
    from lgq_tui.session import reports

    return reports.of_failure(error)


def complain(sentence: str) -> None:
    """Say what is wrong."""
    print_line(f"lgq: {sentence}", sys.stderr)


def print_line(text: str, file: TextIO | None = None) -> None:
    """Everything that may hold words of others is printed by this, as one line, or as data."""
    print(one_line(text), file=file)


def print_data(data: Any) -> None:
    """Write plain data for programs; with escapes where the output does not take all letters."""
    from json import dumps

    takes_all = (sys.stdout.encoding or "").lower().startswith("utf")
    print(escaped(dumps(data, ensure_ascii=not takes_all, indent=2)))


def one_line(text: str) -> str:
    """A text as one line that does nothing to a terminal."""
    return visible(text).replace("\n", " ").strip()
