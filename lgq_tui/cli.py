"""The command line: it reads what is asked for, and hands it on."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TextIO

from lgq_tui import __version__
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.text import escaped, visible
from lgq_tui.locales import wished
from lgq_tui.locales.speech import render, say

if TYPE_CHECKING:
    import argparse

    from lgq_tui.core.definition import Questionnaire
    from lgq_tui.core.problems import Problem
    from lgq_tui.core.response import Response
    from lgq_tui.storage.journal import Event
    from lgq_tui.storage.plain import UnreadableError

FINE, PROBLEMS, FAILED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0 fine, 1 problems found, 2 not done."""
    # Nothing that is made before the first screen becomes garbage worth looking for.
    gc.disable()
    if sys.stdout is None:  # closed by whoever called
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    from lgq_tui.storage.atomic import SaveError
    from lgq_tui.storage.definitions import UnsoundError
    from lgq_tui.storage.plain import UnreadableError

    try:
        options = _options(sys.argv[1:] if arguments is None else list(arguments))
        status: int = options.run(options)
        sys.stdout.flush()
        return status
    except UnreadableError as error:
        _complain(_unreadable(error))
    except UnsoundError as error:
        for fault in error.faults:
            _complain(_placed(fault))
    except (NotDoneError, SaveError) as error:
        _complain(render(error.message))
    except BrokenPipeError:
        # Whoever read our output has seen enough; a second complaint at exit helps nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _complain(say("cli.no_output", reason=error.strerror or error))
    except KeyboardInterrupt:
        _complain(say("cli.interrupted"))
    return FAILED


def _options(arguments: list[str]) -> Any:
    """What is asked for, as attributes."""
    match arguments:
        # What people type every day; the library says the same, but 8 ms later.
        case []:
            return SimpleNamespace(run=_fill, file=None)
        case ["fill", file] if file and not file.startswith("-"):
            return SimpleNamespace(run=_fill, file=Path(file))
        case ["ask", file] if file and not file.startswith("-"):
            return SimpleNamespace(run=_ask, file=Path(file), plain=False)
    return _parser().parse_args(arguments)


def _parser() -> argparse.ArgumentParser:
    import argparse

    from lgq_tui.usage import Parser

    def about_one(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
        parser.add_argument(
            "-q", "--questionnaire", type=Path, default=argparse.SUPPRESS, metavar="PATH",
            help=say("cli.questionnaire"),
        )  # fmt: skip
        return parser

    parser = about_one(Parser("lgq", description=say("cli.lgq")))
    parser.add_argument(
        "--version", action="version", version=f"lgq {__version__}", help=say("usage.version")
    )
    parser.set_defaults(run=_fill, file=None)
    commands = parser.add_subparsers(title=say("cli.commands"), metavar="COMMAND")

    def command(name: str, run: Callable[[Any], int]) -> argparse.ArgumentParser:
        text = say(f"cli.{name}")
        made = about_one(commands.add_parser(name, help=text, description=text))
        made.set_defaults(run=run)
        return made

    fill = command("fill", _fill)
    fill.add_argument("file", type=Path, nargs="?", metavar="FILE", help=say("cli.fill_file"))
    ask = command("ask", _ask)
    ask.add_argument("file", type=Path, nargs="?", metavar="FILE", help=say("cli.ask_file"))
    ask.add_argument("--plain", action="store_true", help=say("cli.plain"))
    check = command("check", _check)
    check.add_argument("files", type=Path, nargs="+", metavar="FILE")
    check.add_argument("--complete", action="store_true", help=say("cli.complete"))
    check.add_argument("--format", choices=("text", "json"), default="text")
    show = command("show", _show)
    show.add_argument("file", type=Path, metavar="FILE")
    show.add_argument("--edit", action="store_true", help=say("cli.edit"))
    history = command("history", _history)
    history.add_argument("file", type=Path, metavar="FILE")
    history.add_argument("--format", choices=("text", "json"), default="text")
    history.add_argument("--forget", action="store_true", help=say("cli.forget"))
    sign = command("sign", _sign)
    sign.add_argument("file", type=Path, metavar="FILE")
    sign.add_argument("--key", type=Path, metavar="KEY", help=say("cli.key"))
    verify = command("verify", _verify)
    verify.add_argument("file", type=Path, metavar="FILE")
    verify.add_argument("--signers", type=Path, metavar="SIGNERS", help=say("cli.signers"))
    verify.add_argument("--signature", type=Path, metavar="SIG", help=say("cli.signature"))
    encrypt = command("encrypt", _encrypt)
    encrypt.add_argument("file", type=Path, metavar="FILE")
    encrypt.add_argument(
        "--to", action="append", required=True, metavar="RECIPIENT", help=say("cli.to")
    )
    decrypt = command("decrypt", _decrypt)
    decrypt.add_argument("file", type=Path, metavar="FILE")
    decrypt.add_argument(
        "--identity", type=Path, required=True, metavar="KEY", help=say("cli.identity")
    )
    for one in (sign, encrypt, decrypt):
        one.add_argument("-o", "--output", type=Path, metavar="PATH", help=say("cli.output"))
        one.add_argument("--force", action="store_true", help=say("cli.force"))
    schema = command("schema", _schema)
    schema.add_argument("-o", "--output", type=Path, metavar="PATH", help=say("cli.output"))
    lint = command("lint", _lint)
    lint.add_argument("files", type=Path, nargs="+", metavar="QUESTIONNAIRE")
    return parser


# The commands ----------------------------------------------------------------------------------


def _fill(options: Any) -> int:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        _complain(say("cli.no_terminal"))
        return FAILED
    from lgq_tui.session.terminal import can_show_screens

    if not can_show_screens():
        _complain(say("cli.no_screen"))
        options.plain = False
        return _ask(options)
    questionnaire = _questionnaire(options, wished())
    # Both are read when Textual is imported. Nothing moves by itself here, and keys show sooner.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    from lgq_tui.tui import run

    return run(questionnaire, options.file)


def _ask(options: Any) -> int:
    from lgq_tui.locales.speech import by_commands
    from lgq_tui.prompt import run

    by_commands()
    command = ["lgq", "ask"]
    if hasattr(options, "questionnaire"):
        command += ["-q", str(options.questionnaire)]
    if options.plain:
        command.append("--plain")
    plain = options.plain or bool(os.environ.get("LGQ_PLAIN"))
    return run(_questionnaire(options, wished()), options.file, command, plain)


def _check(options: Any) -> int:
    from datetime import datetime

    from lgq_tui.core.check import check
    from lgq_tui.core.problems import ERROR
    from lgq_tui.storage import responses
    from lgq_tui.storage.plain import UnreadableError

    questionnaire = _questionnaire(options, wished())
    today = datetime.now().astimezone().date()
    found: list[tuple[Path, Problem]] = []
    status = FINE
    for path in options.files:
        try:
            response = responses.read(path, questionnaire)
        except UnreadableError as error:
            _complain(_unreadable(error))
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


def _show(options: Any) -> int:
    if options.edit:
        return _edit(options)
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from lgq_tui.core.interview import Interview
    from lgq_tui.core.response import IN_PROGRESS
    from lgq_tui.exports import reading
    from lgq_tui.storage import responses, seal

    questionnaire = _questionnaire(options, wished())
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


def _edit(options: Any) -> int:
    from lgq_tui.session import text_form

    ask = _is_yes if sys.stdin is not None and sys.stdin.isatty() else None
    return text_form.edit(options.file, _questionnaire(options, wished()), _print, ask)


def _history(options: Any) -> int:
    from lgq_tui.storage import folders, journal, recovery, responses
    from lgq_tui.storage.found import journal_of

    questionnaire = _questionnaire(options, wished())
    path, last = folders.target(options.file), None
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
        _complain(f"{path}: {render(flaw)}")
    _print_history((*reading.events, *reading.beyond), questionnaire, options.format)
    return FINE if flaw is None else PROBLEMS


def _forget(file: Path, response: Response, questionnaire: Questionnaire) -> int:
    from lgq_tui.storage import journal, recovery
    from lgq_tui.storage.found import journal_of

    path = journal_of(file)
    try:
        count = journal.forget(path, str(response.seal.get("event")))
        _complain(say("cli.forgotten", count=count, path=path))
    finally:
        _name_all("forget.others", recovery.others(file, response, questionnaire))
    return FINE


def _name_all(key: str, paths: Sequence[Path]) -> None:
    """A sentence that names files, where there are any."""
    if paths:
        _complain(say(key, names=", ".join(map(str, paths))))


def _sign(options: Any) -> int:
    from lgq_tui.core.response import IN_PROGRESS
    from lgq_tui.storage import atomic, responses, seal, signatures
    from lgq_tui.storage.plain import UnreadableError

    # Whatever it answers: nothing is judged here but whether it is finished.
    response, content = responses.read_with_bytes(options.file)
    if response.status == IN_PROGRESS:
        raise NotDoneError(Message("sign.not_finished", {"path": options.file}))
    breach = seal.breach(response)
    if breach is not None:
        raise UnreadableError(options.file, breach)
    signature = options.output or signatures.signature_of(options.file)
    _must_be_free(signature, options)
    atomic.write(signature, signatures.sign(content, options.key))
    _print(say("sign.done", path=options.file, signature=signature))
    return FINE


def _verify(options: Any) -> int:
    from lgq_tui.storage import plain, signatures

    signature = options.signature or signatures.signature_of(options.file)
    content = plain.read_bytes(options.file)
    verdict = signatures.verify(content, signature, options.signers)
    _print(f"{options.file}: {render(verdict.message)}")
    return FINE if verdict.valid else PROBLEMS


def _encrypt(options: Any) -> int:
    from lgq_tui.storage import atomic, encryption

    output = options.output or options.file.with_name(options.file.name + encryption.ENDING)
    _must_be_free(output, options)
    atomic.write(output, encryption.encrypt(options.file, options.to))
    _print(say("encrypt.done", path=output))
    return FINE


def _decrypt(options: Any) -> int:
    from lgq_tui.storage import atomic, encryption

    output = options.output or options.file.with_suffix("")
    if options.output is None and options.file.suffix.lower() != encryption.ENDING:
        raise NotDoneError(Message("decrypt.no_name", {"path": options.file}))
    _must_be_free(output, options)
    atomic.write(output, encryption.decrypt(options.file, options.identity))
    _print(say("decrypt.done", path=output))
    return FINE


def _schema(options: Any) -> int:
    from json import dumps

    from lgq_tui.core.schema import response_schema
    from lgq_tui.storage import atomic

    schema = response_schema(_questionnaire(options))
    text = dumps(schema, ensure_ascii=False, indent=2) + "\n"
    if options.output is None:
        sys.stdout.write(escaped(text))
    else:
        atomic.write(options.output, text.encode(), private=False)
    return FINE


def _lint(options: Any) -> int:
    from lgq_tui.storage.definitions import lint

    status = FINE
    for path in options.files:
        for fault in lint(path):
            unreadable = fault.message.key.startswith("file.")
            _print(_placed(fault), sys.stderr if unreadable else sys.stdout)
            status = max(status, FAILED if unreadable else PROBLEMS)
    return status


# What they share -------------------------------------------------------------------------------


def _questionnaire(options: Any, language: str | None = None) -> Questionnaire:
    """The questionnaire that is asked for, in a language where it has that, else in its own."""
    from lgq_tui.storage.definitions import load, shipped

    return load(getattr(options, "questionnaire", shipped()), language)


def _must_be_free(output: Path, options: Any) -> None:
    """Nothing that a person has is replaced without being asked for, and never what is read."""
    if os.path.realpath(output) == os.path.realpath(options.file):
        raise NotDoneError(Message("cli.onto_itself", {"path": output}))
    if os.path.lexists(output) and not options.force:
        raise NotDoneError(Message("cli.is_there", {"path": output}))


def _placed(fault: Any) -> str:
    place = ":".join(str(part) for part in (fault.path, fault.line, fault.column) if part)
    return f"{place}: {render(fault.message)}"


def _unreadable(error: UnreadableError) -> str:
    line = f":{error.line}" if error.line else ""
    return f"{error.path}{line}: {render(error.message)}"


def _print_lines(found: list[tuple[Path, Problem]]) -> None:
    from lgq_tui.core.paths import as_text
    from lgq_tui.core.problems import ERROR

    for path, problem in found:
        if problem.open:
            sentence = render(problem.message, problem.sentence)
            kind = "" if problem.severity == ERROR else f"{say('cli.warning')} "
            _print(f"{path}: {as_text(problem.path)}: {kind}{sentence}")


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
    _print_data(entries)


def _is_yes(question: str) -> bool:
    """Whether somebody at the terminal says yes, or nothing; the end of the input is a no. What is
    neither is asked about again."""
    while True:
        said = _line_of_answer(question)
        word = _one_line(said).casefold()
        if word in say("text_form.yes_words").split(", ") or (said and not word):
            return True
        if not said or word in say("text_form.no_words").split(", "):
            return False
        question = say("text_form.yes_or_no")


def _line_of_answer(question: str) -> str:
    """The line that somebody types behind a question; nothing at the end of the input."""
    print(_one_line(question), end=" ", file=sys.stderr, flush=True)
    try:
        said = sys.stdin.readline()
    except KeyboardInterrupt:
        said = ""
    if not said.endswith("\n"):
        print(file=sys.stderr)
    return said


def _complain(sentence: str) -> None:
    _print(f"lgq: {sentence}", sys.stderr)


def _print(text: str, file: TextIO | None = None) -> None:
    """Everything that may hold words of others is printed by this, as one line, or as data."""
    print(_one_line(text), file=file)


def _print_data(data: Any) -> None:
    from json import dumps

    print(escaped(dumps(data, ensure_ascii=False, indent=2)))


def _one_line(text: str) -> str:
    return visible(text).replace("\n", " ").strip()


def _print_history(events: Iterable[Event], questionnaire: Questionnaire, form: str) -> None:
    entries = [entry for event in events for entry in _told(event, questionnaire)]
    if form == "json":
        _print_data(entries)
        return
    from lgq_tui.exports.changes import NOTHING
    from lgq_tui.locales.times import local

    for entry in entries:
        shown = {name: entry[name] or NOTHING for name in ("name", "old", "new")}
        said = say(f"history.{entry['kind']}", **shown)
        _print(f"{local(entry['at'])}  {entry['by']}  {said}")


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
