"""The commands that fill a response: on a screen, line by line, and in an editor."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from lgq_tui.commands.report import FAILED, complain, one_line, print_line, questionnaire_of
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.locales import wished
from lgq_tui.locales.speech import say

if TYPE_CHECKING:
    from lgq_tui.core.definition import Questionnaire


def fill(options: Any) -> int:
    """The interview on a screen; line by line where no screen can be shown."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        complain(say("cli.no_terminal"))
        return FAILED
    from lgq_tui.session.terminal import can_show_screens

    if not can_show_screens():
        complain(say("cli.no_screen"))
        options.plain = False
        return ask(options)
    questionnaire = questionnaire_of(options, wished())
    told = _begun(options, questionnaire)
    set_pace()
    from lgq_tui.tui import run

    return run(questionnaire, options.file, assisted=options.assisted, told=told)


def _begun(options: Any, questionnaire: Questionnaire) -> str:
    """What came of an earlier round, where the response is to begin with one; else nothing."""
    if options.previous is None:
        return ""
    if options.file is None:
        raise NotDoneError(Message("round.no_file"))
    from lgq_tui.session.rounds import begin_from

    return begin_from(options.previous, options.file, questionnaire).told()


def set_pace() -> None:
    """Have nothing move by itself on the screen, and keys show sooner: read once Textual is
    imported."""
    os.environ.setdefault("TEXTUAL_FPS", "120")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")


def ask(options: Any) -> int:
    """The interview line by line."""
    from lgq_tui.locales.speech import by_commands
    from lgq_tui.prompt import run

    by_commands()
    command = called("ask", options, "--plain" * options.plain, "--assisted" * options.assisted)
    plain = options.plain or bool(os.environ.get("LGQ_PLAIN"))
    form = questionnaire_of(options, wished())
    told = _begun(options, form)
    return run(form, options.file, command, plain, options.assisted, told)


def called(name: str, options: Any, *switches: str) -> list[str]:
    """How a command on the same questionnaire is called, but for the file."""
    named = ["-q", str(options.questionnaire)] if hasattr(options, "questionnaire") else []
    return ["lgq", name, *named, *filter(None, switches)]


def edit(options: Any) -> int:
    """A response as a text in the person's own editor."""
    from lgq_tui.session import text_form

    ask = is_yes if sys.stdin is not None and sys.stdin.isatty() else None
    return text_form.edit(options.file, questionnaire_of(options, wished()), print_line, ask)


def is_yes(question: str) -> bool:
    """Whether somebody at the terminal says yes, or nothing; the end of the input is a no. What is
    neither is asked about again."""
    while True:
        said = _line_of_answer(question)
        word = one_line(said).casefold()
        if word in say("text_form.yes_words").split(", ") or (said and not word):
            return True
        if not said or word in say("text_form.no_words").split(", "):
            return False
        question = say("text_form.yes_or_no")


def _line_of_answer(question: str) -> str:
    """The line that somebody types behind a question; nothing at the end of the input."""
    sys.stderr.write(f"{one_line(question)} ")
    sys.stderr.flush()
    try:
        said = sys.stdin.readline()
    except KeyboardInterrupt:
        said = ""
    if not said.endswith("\n"):
        sys.stderr.write("\n")
    return said
