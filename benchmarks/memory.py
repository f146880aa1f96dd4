"""How much memory lgq holds, against an empty Textual application.

Resident memory of the process some seconds after the first screen, when what judges answers has
been loaded, and again after every page has been seen. Programs run in turns.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from benchmarks import responses, terminal
from benchmarks.terminal import PAGE_DOWN, Terminal, floor, lgq, resident
from lgq_tui.core.pages import pages_of

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 3
SETTLE = 4.0


def main() -> None:
    terminal.need_pseudo_terminal()
    held: dict[str, list[float]] = {"empty application": [], "first screen": [], "all pages": []}
    with terminal.workplace() as (folder, environment):
        for _ in range(RUNS):
            with Terminal(floor("empty"), environment) as empty:
                empty.settle(SETTLE)
                held["empty application"].append(resident(empty.pid))
            first, last = visited(folder, environment)
            held["first screen"].append(first)
            held["all pages"].append(last)
    least = statistics.median(held["empty application"])
    for name, megabytes in held.items():
        middle = statistics.median(megabytes)
        target = "" if name == "empty application" else " (target 1.50)"
        print(f"{name:18} {middle:6.1f} MB  ratio {middle / least:.2f}{target}  n={RUNS}")


def visited(folder: Path, environment: dict[str, str]) -> tuple[float, float]:
    """MB after the first screen of the filled LGQ, and after all its pages."""
    file = folder / "memory.response.yaml"
    pages = pages_of(responses.lgq())
    responses.whole(file, "city")
    with Terminal(lgq("fill", file), environment) as program:
        program.settle(SETTLE)
        first = resident(program.pid)
        for _ in pages[2:]:  # one holds the introduction, and the next is where it begins
            program.replay(program.press(PAGE_DOWN, 0.3)[1])
        return first, resident(program.pid)


if __name__ == "__main__":
    main()
