"""Key strokes beyond the answers themselves, for one whole response: Kuala Lumpur's, by every way.

A letter of an answer and a line break in it, a digit that ticks, y and n, and the key of a missing
reason are the answer. All else is beyond it: what leads to the next field, to the next entry of a
list or to the next page, or opens a window. Each way is played through the real
program in a pseudo-terminal, as fast as that takes keys; what is in its file then has to be what
was to be entered. What opens, saves and leaves is not counted in any of them: in assisted entry,
two keys say where the answers of the sitting come from.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import responses, terminal
from benchmarks.strokes import Assisted, Editing, Filling, OnlyEnter, Plan, Stroke
from benchmarks.terminal import Terminal, lgq
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.response import Response
from lgq_tui.storage.responses import read

_NAMED = {
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
    "space": " ",
    "pagedown": terminal.PAGE_DOWN,
    "down": "\x1b[B",
    "right": "\x1b[C",
    "delete": "\x1b[3~",
    "backspace": "\x7f",
    "ctrl+j": "\n",
    "ctrl+o": "\x0f",
    "f3": "\x1bOR",
}
_PATIENCE = 120.0
_AT_ONCE = 200
"""Keys that are sent in one piece."""

ASSISTED = "lgq fill --assisted"


def main() -> None:
    terminal.need_pseudo_terminal()
    questionnaire = responses.lgq()
    response = read(responses.FILLED, questionnaire)
    places = Assisted(questionnaire, response).places
    fields = [
        len(places),
        sum(one.entries for one in places),
        sum(one.is_answered for one in places),
    ]
    print(f"fields that are asked: {fields[0]}; with each entry of a list as one: {fields[1]};")
    print(f"that have an answer: {fields[2]}\n")
    print(f"{'keys beyond the answers':34} {'':6}   a field an entry answered  what is in the file")
    counted: dict[str, int] = {}
    with terminal.workplace() as (folder, environment):
        environment["LGQ_AUTHOR"] = "Ana Baker"
        typist = Typist(folder, environment, questionnaire, response)
        for name, play in typist.ways().items():
            strokes, verdict = play()
            counted[name] = beyond = sum(stroke.beyond for stroke in strokes)
            shares = " ".join(f"{beyond / count:8.2f}" for count in fields)
            print(f"{name:34} {beyond:6} {shares}  {verdict}", flush=True)
    print()
    for name, count in counted.items():
        if name != ASSISTED:
            print(f"assisted, against {name.strip()}: {counted[ASSISTED] / count:.2f}")


Played = tuple[Sequence[Stroke], str]
"""What was pressed, and whether the answers in the file are those that were to be entered."""


class Typist:
    """Enters one response by every way there is."""

    def __init__(
        self,
        folder: Path,
        environment: dict[str, str],
        questionnaire: Questionnaire,
        response: Response,
    ) -> None:
        self._folder, self._environment = folder, environment
        self._questionnaire, self._response = questionnaire, response

    def ways(self) -> dict[str, Callable[[], Played]]:
        """The ways by their names."""
        found: dict[str, Callable[[], Played]] = {
            "lgq fill": lambda: self._filled(Filling),
            ASSISTED: lambda: self._filled(Assisted, "--assisted"),
            "  the same, by Enter alone": lambda: self._filled(OnlyEnter, "--assisted"),
        }
        if shutil.which("vim"):
            found["a text editor, with a blank form"] = self._edited
        return found

    def _filled(self, kind: type[Plan], *options: str) -> Played:
        plan = kind(self._questionnaire, self._response)
        file = self._folder / f"{kind.__name__}.response.yaml"
        strokes = [*map(Stroke, plan.opens), *plan.strokes]
        self._play(strokes, lgq("fill", *options, file), "lacking", "\x1b", "\x11")
        return plan.strokes, self._verdict(file)

    def _edited(self) -> Played:
        """In vim as it is found, over the form that `lgq show --edit` makes."""
        file, copy = self._folder / "edited.response.yaml", self._folder / "form.txt"
        copying = self._folder / "copying"
        copying.write_text(f'#!/bin/sh\ncp "$1" "{copy}"\n')
        copying.chmod(0o755)
        settings = self._folder / "settings.vim"
        settings.write_text("set backspace=indent,eol,start\n")  # as every newer vim has it
        command = lgq("show", "--edit", file)
        environment = self._environment | {"VISUAL": str(copying)}
        subprocess.run(list(map(str, command)), env=environment, capture_output=True, check=True)
        editing = Editing(self._questionnaire, self._response, copy.read_text("utf-8"))
        self._environment["VISUAL"] = f"vim -N -n -i NONE -u {settings}"
        # A warning is marked in the text, and to open that again is offered.
        self._play(editing.strokes, command, "", "\x1b", ":wq\r", "n\r")
        return editing.strokes, self._verdict(file)

    def _play(
        self, strokes: Sequence[Stroke], command: Sequence[str | Path], end: str, *last: str
    ) -> None:
        """Run a program, type everything as fast as the terminal takes it, and leave once `end` is
        shown, or at once where that is nothing."""
        with Terminal(command, self._environment) as program:
            program.read(3.0, 3.0)
            for start in range(0, len(strokes), _AT_ONCE):
                program.send(sent(strokes[start : start + _AT_ONCE]))
                chunks = program.read(0.02, 0.1)
                if end:
                    program.replay(chunks)
            stop = time.monotonic() + _PATIENCE
            while end not in program.text():
                if time.monotonic() > stop:
                    sys.exit(f"{end!r} does not show on\n{program.text()}")
                program.settle(0.5)
            for keys in last:
                program.press(keys, 1.0)
            while program.alive and time.monotonic() < stop:
                program.read(0.2, 0.2)

    def _verdict(self, file: Path) -> str:
        made = read(file, self._questionnaire)
        same = (made.answers, made.missing) == (self._response.answers, self._response.missing)
        return "the same answers" if same else "OTHER ANSWERS"


def sent(strokes: Sequence[Stroke]) -> str:
    """What a terminal sends for them."""
    return "".join(_sent(stroke.key) for stroke in strokes)


def _sent(key: str) -> str:
    return f"\x1b{key[-1]}" if key.startswith("alt+") else _NAMED.get(key, key)


if __name__ == "__main__":
    main()
