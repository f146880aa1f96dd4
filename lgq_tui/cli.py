"""The command line: it reads what is asked for, and hands it on."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from lgq_tui import __version__
from lgq_tui.commands.report import FAILED, complain, placed, unreadable
from lgq_tui.core.messages import NotDoneError
from lgq_tui.locales.speech import render, say

if TYPE_CHECKING:
    import argparse

_COMMANDS = {
    "fill": "filling",
    "ask": "filling",
    "check": "judging",
    "show": "reading",
    "history": "reading",
    "import": "importing",
    "letter": "letter",
    "sign": "sending",
    "verify": "verifying",
    "encrypt": "sending",
    "decrypt": "sending",
    "desk": "desk",
    "export": "exporting",
    "form": "exporting",
    "split": "splitting",
    "merge": "splitting",
    "diff": "comparing",
    "merge-driver": "driving",
    "schema": "judging",
    "lint": "judging",
}
"""The module of each command in `commands/`, where a function has its name."""

_NAMES = {"import": "import_", "merge-driver": "merge_driver"}
"""Of functions that cannot have it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0 fine, 1 problems found, 2 not done."""
    # Nothing that is made before the first screen becomes garbage worth looking for.
    gc.disable()
    if sys.stdout is None:  # closed by whoever called
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    # A pipe on Windows may have few letters; what it does not have goes through as its number.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    from lgq_tui.storage.atomic import SaveError
    from lgq_tui.storage.definitions import UnsoundError
    from lgq_tui.storage.plain import UnreadableError

    try:
        options = _options(sys.argv[1:] if arguments is None else list(arguments))
        status = _run(options.command, options)
        sys.stdout.flush()
        return status
    except UnreadableError as error:
        complain(unreadable(error))
    except UnsoundError as error:
        for fault in error.faults:
            complain(placed(fault))
    except (NotDoneError, SaveError) as error:
        complain(render(error.message))
    except BrokenPipeError:
        # Whoever read our output has seen enough; a second complaint at exit helps nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        complain(say("cli.no_output", reason=error.strerror or error))
    except KeyboardInterrupt:
        complain(say("cli.interrupted"))
    return FAILED


def _run(command: str, options: Any) -> int:
    """Run a command, which is loaded only then."""
    run: Callable[[Any], int] = getattr(
        import_module(f"lgq_tui.commands.{_COMMANDS[command]}"), _NAMES.get(command, command)
    )
    return run(options)


def _options(arguments: list[str]) -> Any:
    """What is asked for, as attributes."""
    match arguments:
        # What people type every day; the library says the same, but 8 ms later.
        case []:
            return SimpleNamespace(command="fill", file=None, assisted=False, previous=None)
        case ["fill", file] if file and not file.startswith("-"):
            return SimpleNamespace(command="fill", file=Path(file), assisted=False, previous=None)
        case ["ask", file] if file and not file.startswith("-"):
            return SimpleNamespace(
                command="ask", file=Path(file), plain=False, assisted=False, previous=None
            )
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
    parser.set_defaults(command="fill", file=None, assisted=False, previous=None)
    commands = parser.add_subparsers(title=say("cli.commands"), metavar="COMMAND")

    def command(name: str) -> argparse.ArgumentParser:
        text = say(f"cli.{name.replace('-', '_')}")
        made = about_one(commands.add_parser(name, help=text, description=text))
        made.set_defaults(command=name)
        return made

    fill = command("fill")
    fill.add_argument("file", type=Path, nargs="?", metavar="FILE", help=say("cli.fill_file"))
    fill.add_argument("--assisted", action="store_true", help=say("cli.assisted"))
    ask = command("ask")
    ask.add_argument("file", type=Path, nargs="?", metavar="FILE", help=say("cli.ask_file"))
    ask.add_argument("--plain", action="store_true", help=say("cli.plain"))
    ask.add_argument("--assisted", action="store_true", help=say("cli.assisted"))
    for one in (fill, ask):
        one.add_argument("--previous", type=Path, metavar="OLD", help=say("cli.previous"))
    check = command("check")
    check.add_argument("files", type=Path, nargs="+", metavar="FILE")
    check.add_argument("--complete", action="store_true", help=say("cli.complete"))
    check.add_argument("--format", choices=("text", "json"), default="text")
    show = command("show")
    show.add_argument("file", type=Path, metavar="FILE")
    show.add_argument("--edit", action="store_true", help=say("cli.edit"))
    history = command("history")
    history.add_argument("file", type=Path, metavar="FILE")
    history.add_argument("--format", choices=("text", "json"), default="text")
    told = history.add_mutually_exclusive_group()
    told.add_argument("--forget", action="store_true", help=say("cli.forget"))
    told.add_argument("--answers", action="store_true", help=say("cli.answers"))
    sign = command("sign")
    sign.add_argument("file", type=Path, metavar="FILE")
    sign.add_argument("--key", type=Path, metavar="KEY", help=say("cli.key"))
    verify = command("verify")
    verify.add_argument("file", type=Path, nargs="?", metavar="FILE")
    verify.add_argument("--items", metavar="ITEMS", help=say("cli.second_items"))
    verify.add_argument("--again", action="store_true", help=say("cli.second_again"))
    verify.add_argument("--plain", action="store_true", help=say("cli.second_plain"))
    verify.add_argument("--report", type=Path, metavar="FOLDER", help=say("cli.second_report"))
    verify.add_argument("--format", choices=("text", "json", "csv"), default="text")
    verify.add_argument("--signers", type=Path, metavar="SIGNERS", help=say("cli.signers"))
    verify.add_argument("--signature", type=Path, metavar="SIG", help=say("cli.signature"))
    encrypt = command("encrypt")
    encrypt.add_argument("file", type=Path, metavar="FILE")
    encrypt.add_argument(
        "--to", action="append", required=True, metavar="RECIPIENT", help=say("cli.to")
    )
    decrypt = command("decrypt")
    decrypt.add_argument("file", type=Path, metavar="FILE")
    decrypt.add_argument(
        "--identity", type=Path, required=True, metavar="KEY", help=say("cli.identity")
    )
    export = command("export")
    export.add_argument(
        "files", type=Path, nargs="+", metavar="RESPONSE", help=say("cli.export_files")
    )
    export.add_argument("--public", action="store_true", help=say("cli.public"))
    form = command("form")
    for one in (sign, encrypt, decrypt):
        one.add_argument("-o", "--output", type=Path, metavar="PATH", help=say("cli.output"))
    for one in (export, form):
        one.add_argument(
            "-o", "--output", type=Path, required=True, metavar="OUT", help=say("cli.document")
        )
    for one in (sign, encrypt, decrypt, export, form):
        one.add_argument("--force", action="store_true", help=say("cli.force"))
    take = command("import")
    take.add_argument("document", type=Path, metavar="DOC", help=say("cli.import_document"))
    take.add_argument("-o", "--output", type=Path, metavar="FILE", help=say("cli.import_output"))
    take.add_argument("--accept", choices=("certain",), help=say("cli.accept"))
    take.add_argument("--form", type=int, metavar="NUMBER", help=say("cli.form_number"))
    take.add_argument("--format", choices=("text", "json"), default="text")
    desk = command("desk")
    desk.add_argument("folder", type=Path, metavar="FOLDER", help=say("cli.desk_folder"))
    desk.add_argument("--list", action="store_true", help=say("cli.desk_list"))
    desk.add_argument("--format", choices=("text", "json", "csv"), default="text")
    desk.add_argument("--start", type=Path, metavar="CITIES", help=say("cli.desk_start"))
    desk.add_argument("--previous", type=Path, metavar="OLDFOLDER", help=say("cli.desk_previous"))
    letter = command("letter")
    letter.add_argument("file", type=Path, metavar="FILE")
    letter.add_argument("-o", "--output", type=Path, metavar="OUT", help=say("cli.letter_output"))
    letter.add_argument("--draft", action="store_true", help=say("cli.draft"))
    letter.add_argument("--force", action="store_true", help=say("cli.force"))
    letter.add_argument("--read", type=Path, metavar="REPLY", help=say("cli.read"))
    letter.add_argument("--accept", choices=("certain",), help=say("cli.letter_accept"))
    letter.add_argument("--format", choices=("text", "json"), default="text")
    split = command("split")
    split.add_argument("file", type=Path, metavar="FILE")
    split.add_argument("--sections", required=True, metavar="I,IV", help=say("cli.sections"))
    split.add_argument("--to", metavar="DEPARTMENT", help=say("cli.split_to"))
    split.add_argument(
        "-o", "--output", type=Path, required=True, metavar="PACKET", help=say("cli.split_output")
    )
    split.add_argument("--force", action="store_true", help=say("cli.force"))
    merge = command("merge")
    merge.add_argument("file", type=Path, metavar="FILE")
    merge.add_argument("packets", type=Path, nargs="+", metavar="PACKET", help=say("cli.packets"))
    merge.add_argument("--format", choices=("text", "json"), default="text")
    diff = command("diff")
    diff.add_argument("one", type=Path, metavar="A")
    diff.add_argument("other", type=Path, metavar="B")
    diff.add_argument("--format", choices=("text", "json"), default="text")
    driver = command("merge-driver")
    for side in ("base", "ours", "theirs"):
        driver.add_argument(side, type=Path, metavar=side.upper())
    driver.add_argument("name", type=Path, nargs="?", metavar="NAME", help=say("cli.driver_name"))
    schema = command("schema")
    schema.add_argument("-o", "--output", type=Path, metavar="PATH", help=say("cli.output"))
    lint = command("lint")
    lint.add_argument("files", type=Path, nargs="+", metavar="QUESTIONNAIRE")
    return parser
