"""What can be asked for on the command line, and what is said of words that are not understood."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from lgq_tui import __version__
from lgq_tui.core.text import visible
from lgq_tui.locales.speech import say

_WORDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "usage: ": ("usage.usage", {}),
    "options": ("usage.options", {}),
    "positional arguments": ("usage.arguments", {}),
    "show this help message and exit": ("usage.help", {}),
    "argument %(argument_name)s: %(message)s": (
        "usage.argument",
        {"name": "%(argument_name)s", "message": "%(message)s"},
    ),
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "usage.choice",
        {"value": "%(value)r", "choices": "%(choices)s"},
    ),
    "the following arguments are required: %s": ("usage.required", {"names": "%s"}),
    "unrecognized arguments: %s": ("usage.unknown", {"words": "%s"}),
    "expected one argument": ("usage.one", {}),
    "expected at least one argument": ("usage.at_least_one", {}),
    "ignored explicit argument %r": ("usage.no_value", {"value": "%r"}),
}
"""By what the library says, what we say instead, and where its own values go in that."""


def _in_our_words(text: str) -> str:
    if text not in _WORDS:
        return text
    key, values = _WORDS[text]
    blank = text[len(text.rstrip()) :]
    return f"{say(key, **values)}{blank}"


vars(argparse)["_"] = _in_our_words


class _Parser(argparse.ArgumentParser):
    def __init__(self, *names: Any, **options: Any) -> None:
        # An option that is cut short may mean another one in the next version.
        super().__init__(*names, **{"allow_abbrev": False, **options})

    def error(self, message: str) -> NoReturn:
        told = say("usage.how", message=message, command=self.prog)
        self.exit(2, f"lgq: {' '.join(visible(told).split())}\n")


def parser() -> argparse.ArgumentParser:
    """What reads the words behind `lgq`; `command` is the one that is asked for."""
    common = _Parser(add_help=False)
    common.add_argument(
        "-q", "--questionnaire", type=Path, default=argparse.SUPPRESS, metavar="PATH",
        help=say("cli.questionnaire"),
    )  # fmt: skip
    parser = _Parser("lgq", description=say("cli.lgq"), parents=[common])
    parser.add_argument(
        "--version", action="version", version=f"lgq {__version__}", help=say("usage.version")
    )
    parser.set_defaults(command="fill", file=None)
    commands = parser.add_subparsers(title=say("cli.commands"), metavar="COMMAND")

    def command(name: str) -> argparse.ArgumentParser:
        text = say(f"cli.{name}")
        made = commands.add_parser(name, help=text, description=text, parents=[common])
        made.set_defaults(command=name)
        return made

    fill = command("fill")
    fill.add_argument("file", type=Path, nargs="?", metavar="FILE", help=say("cli.fill_file"))
    check = command("check")
    check.add_argument("files", type=Path, nargs="+", metavar="FILE")
    check.add_argument("--complete", action="store_true", help=say("cli.complete"))
    check.add_argument("--format", choices=("text", "json"), default="text")
    show = command("show")
    show.add_argument("file", type=Path, metavar="FILE")
    history = command("history")
    history.add_argument("file", type=Path, metavar="FILE")
    history.add_argument("--format", choices=("text", "json"), default="text")
    history.add_argument("--forget", action="store_true", help=say("cli.forget"))
    sign = command("sign")
    sign.add_argument("file", type=Path, metavar="FILE")
    sign.add_argument("--key", type=Path, metavar="KEY", help=say("cli.key"))
    sign.add_argument("--force", action="store_true", help=say("cli.force"))
    verify = command("verify")
    verify.add_argument("file", type=Path, metavar="FILE")
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
    for one in (encrypt, decrypt):
        one.add_argument("-o", "--output", type=Path, metavar="PATH", help=say("cli.output"))
        one.add_argument("--force", action="store_true", help=say("cli.force"))
    schema = command("schema")
    schema.add_argument("-o", "--output", type=Path, metavar="PATH", help=say("cli.output"))
    lint = command("lint")
    lint.add_argument("files", type=Path, nargs="+", metavar="QUESTIONNAIRE")
    return parser
