"""How long the next question takes, and how many bytes it sends to the terminal.

The time runs from sending Page Down (or Page Up on the way back) to the last byte of the repaint;
whatever comes within 60 ms of another byte counts. A person reads for a moment before each press,
or, in the second row of each, presses again as soon as the screen is quiet. The floor is a Textual
application with one text, which the key changes.
"""

from __future__ import annotations

import statistics
import sys
from contextlib import ExitStack
from pathlib import Path

from benchmarks import large, responses, terminal
from benchmarks.terminal import (
    PAGE_DOWN,
    PAGE_UP,
    Terminal,
    floor,
    lgq,
    milliseconds,
    ninety_ninth,
    ratio,
)
from lgq_tui.storage.definitions import load

PRESSES = int(sys.argv[1]) if len(sys.argv) > 1 else 100
QUIET = 0.06
READING = 0.3
TURN = 10
"""Presses in one direction, and in one program before it is the other's turn."""


QUESTION = 2
"""The line of the screen, counted from 0, where the number of the question stands."""


class Turns:
    """A program, what pressing a key in it took, and what it wrote."""

    def __init__(self, program: Terminal) -> None:
        self.program = program
        self.program.settle(4)
        self.times: dict[float, list[float]] = {READING: [], 0: []}
        self.bytes: list[int] = []
        self._down = True

    def press(self, pause: float) -> None:
        """Press the key some times in one direction, and come back at the next call."""
        for _ in range(TURN):
            before = self.program.screen.display[QUESTION]
            at, chunks = self.program.press(PAGE_DOWN if self._down else PAGE_UP, QUIET)
            self.program.replay(chunks)
            while self.program.screen.display[QUESTION] == before:
                # Something of the page before came late.
                more = self.program.read(QUIET, first=3)
                if not more:
                    raise SystemExit(f"The key changed nothing on\n{self.program.text()}")
                self.program.replay(more)
                chunks += more
            self.times[pause].append(chunks[-1].at - at)
            self.bytes.append(sum(len(chunk.data) for chunk in chunks))
            self.program.settle(pause)
        self._down = not self._down


def main() -> None:
    terminal.need_pseudo_terminal()
    with ExitStack() as stack:
        folder, environment = stack.enter_context(terminal.workplace())
        commands = {
            "one text": floor("text"),
            "LGQ": lgq_in(folder),
            "10,000 in 100 sections": large_in(folder, 100),
            "10,000 in 1 section": large_in(folder, large.QUESTIONS),
        }
        turns = {
            name: Turns(stack.enter_context(Terminal(command, environment)))
            for name, command in commands.items()
        }
        for pause in (READING, 0):
            for _ in range(max(PRESSES // TURN, 2)):
                for each in turns.values():
                    each.press(pause)
    report(turns)


def report(turns: dict[str, Turns]) -> None:
    for name, each in turns.items():
        print(f"{name:24} after reading {milliseconds(each.times[READING])}")
        print(f"{name:24} in a row      {milliseconds(each.times[0])}")
        print(
            f"{name:24} bytes         median {statistics.median(each.bytes):7.0f}      "
            f"99th of 100 {ninety_ninth(each.bytes):7.0f}      most {max(each.bytes)} (target 4096)"
        )
    lone, ours = turns["one text"].times[READING], turns["LGQ"].times[READING]
    print(f"LGQ against one text: {ratio(ours, lone):.2f} (target 16 ms, 99th of 100 50 ms)")
    for name, each in turns.items():
        if "10,000" in name:
            print(f"{name} against the LGQ: {ratio(each.times[READING], ours):.2f}")


def lgq_in(folder: Path) -> list[str | Path]:
    file = folder / "next.response.yaml"
    responses.half_filled(file, position="portals")
    return lgq("fill", file)


def large_in(folder: Path, per_section: int) -> list[str | Path]:
    definition = large.write(folder / f"large-{per_section}.yaml", per_section)
    file = folder / f"large-{per_section}.response.yaml"
    # Ten questions on, another section begins.
    responses.blank(file, load(definition), large.question_id(large.QUESTIONS // 2 - 5))
    return lgq("fill", "-q", definition, file)


if __name__ == "__main__":
    main()
