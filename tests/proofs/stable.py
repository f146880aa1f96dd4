"""Starts the program as often as a proof asks, from a process that has loaded it already.

What runs is `lgq fill` in a terminal of its own, from its first line to its last; only the loading
of modules, some three quarters of the time of a start, is done once. Two things are changed: the
line on top tells, instead of the time, up to which number what was typed is in what was saved; and
the disk is slow, as otherwise few would be killed while they write.
"""

from __future__ import annotations

import os
import random
import re
import signal
import sys
import time
from datetime import datetime
from typing import Any


def typed(number: int) -> str:
    """What is typed for a number: one that was typed in part is not taken for another."""
    return f",{number}."


def numbers_in(answers: Any) -> list[int]:
    """The numbers that were typed in whole, anywhere in the answers."""
    return [int(number) for number in re.findall(r",(\d+)\.", str(answers))]


def ride(terminal: str, *arguments: str) -> None:
    """In a new process: run the program in a terminal."""
    os.setsid()
    descriptor = os.open(terminal, os.O_RDWR)
    for standard, name in enumerate(("stdin", "stdout", "stderr")):
        os.dup2(descriptor, standard)
        file = os.fdopen(standard, "w" if standard else "r", encoding="utf-8", closefd=False)
        setattr(sys, name, file)
        setattr(sys, f"__{name}__", file)
    _tell_numbers()
    _slow_down()
    from lgq_tui.cli import main

    os._exit(main(arguments))


def _tell_numbers() -> None:
    from lgq_tui.storage.keeper import Keeper, Saved
    from lgq_tui.tui.screens import news

    numbers: dict[datetime, int] = {}
    real = Keeper._try

    def tried(keeper: Keeper, response: Any, entries: Any) -> Any:
        result = real(keeper, response, entries)
        if isinstance(result.outcome, Saved):
            numbers[result.outcome.at] = max(numbers_in(dict(response.answers)), default=0)
        return result

    setattr(Keeper, "_try", tried)  # noqa: B010
    setattr(news, "_clock", lambda at: f"[{numbers[at]}]")  # noqa: B010


def _slow_down() -> None:
    from lgq_tui.storage import disk

    random.seed()
    for name, most in (("write", 0.01), ("sync_data", 0.02), ("sync", 0.3), ("sync_folder", 0.02)):
        real = getattr(disk, name)

        def slow(*arguments: Any, real: Any = real, most: float = most) -> None:
            time.sleep(random.uniform(0, most))
            real(*arguments)

        setattr(disk, name, slow)


def main() -> None:
    """Each line that comes names a terminal and arguments; the process is told."""
    import lgq_tui.cli
    import lgq_tui.exports.changes
    import lgq_tui.storage.definitions
    import lgq_tui.storage.fallback
    import lgq_tui.storage.journal
    import lgq_tui.storage.keeper
    import lgq_tui.storage.recovery
    import lgq_tui.tui.app
    import lgq_tui.tui.screens.recovering  # noqa: F401

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            ride(*line.rstrip("\n").split("\t"))
        sys.stdout.write(f"{process}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
