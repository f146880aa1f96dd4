"""How the command line is read: by argparse, whose own words are said in ours.

All of them are replaced here. What it complains of is known by its English sentences, which Python
does not translate; one that is not known is repeated in a sentence of ours.
"""

from __future__ import annotations

import argparse
import re
from typing import Any, NoReturn

from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.locales.speech import say

_CHOICE = r"invalid choice: (?P<text>.*?)(?:, maybe you meant .*)? \(choose from (?P<choices>.*)\)"
_COMPLAINTS = {
    rf"argument COMMAND: {_CHOICE}": "usage.no_command",
    rf"argument (?P<option>.*?): {_CHOICE}": "usage.no_choice",
    r"the following arguments are required: (?P<names>.*)": "usage.lacks",
    r"unrecognized arguments: (?P<text>.*)": "usage.unknown",
    r"argument (?P<option>.*?): expected .*": "usage.lacks_value",
    r"argument (?P<option>.*?): ignored explicit argument (?P<text>.*)": "usage.takes_no_value",
    r"ambiguous option: (?P<text>.*) could match (?P<choices>.*)": "usage.ambiguous",
}
_QUOTES = "'\""


class Parser(argparse.ArgumentParser):
    """A parser that says in the interface's language what it takes, and what it does not.

    `NotDoneError` where the command line cannot be understood.
    """

    def __init__(self, prog: str | None = None, **more: Any) -> None:
        super().__init__(prog, add_help=False, formatter_class=_Formatter, **more)
        self._positionals.title = say("usage.arguments")
        self._optionals.title = say("usage.options")
        self.add_argument(
            "-h", "--help", action="help", default=argparse.SUPPRESS, help=say("usage.help")
        )

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong with the command line."""
        raise NotDoneError(_complaint(self.prog, message))


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        prefix = f"{say('usage.prefix')} " if prefix is None else prefix
        super().add_usage(usage, actions, groups, prefix)


def _complaint(prog: str, message: str) -> Message:
    for pattern, key in _COMPLAINTS.items():
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            values = {name: value.strip(_QUOTES) for name, value in found.groupdict().items()}
            values |= {"choices": values.get("choices", "").replace("'", "")}
            return Message(key, {"prog": prog, **values})
    return Message("usage.other", {"prog": prog, "reason": message})
