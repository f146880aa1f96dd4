"""How long an answer takes until it is on the disk, and what a long journal costs at the start.

An answer is given to the Keeper, which calls back from its thread once the event is on the disk;
the floor is a bare append and fdatasync of as many bytes to a file of its own, in turns. Then the
LGQ is opened with a journal of 2,000 events and without one, in turns.
"""

from __future__ import annotations

import os
import statistics
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from benchmarks import responses, terminal
from benchmarks.terminal import Terminal, lgq, milliseconds, ratio, words
from lgq_tui.core.interview import Interview, Turn
from lgq_tui.core.response import Response
from lgq_tui.session.starting import let_nobody_wait
from lgq_tui.storage.found import Found, journal_of, last_of
from lgq_tui.storage.journal import Entry, stamp
from lgq_tui.storage.keeper import Keeper
from lgq_tui.storage.responses import read_with_bytes

WRITES = int(sys.argv[1]) if len(sys.argv) > 1 else 200
RUNS = max(WRITES // 10, 2)
EVENTS = 2000
PLACE = ("contact", "name")


class Answering:
    """An interview over a response file whose every answer is kept."""

    def __init__(self, path: Path) -> None:
        response, content = read_with_bytes(path, responses.lgq())
        self._heard = threading.Event()
        self._entries: list[Entry] = []
        self.interview = Interview(responses.lgq(), response, listener=self._listen)
        found = Found(content, last_of(journal_of(path)))
        self._said = 0.0
        self.keeper = Keeper(path, responses.lgq(), self._hear, response, found, lambda: "Ada")

    def _hear(self, _: object) -> None:
        if not self._heard.is_set():
            self._said = perf_counter()
            self._heard.set()

    def _listen(self, turn: Turn) -> None:
        self._entries.append(Entry(stamp(datetime.now(UTC)), "contact.name", turn))

    def answer(self, text: str) -> Response:
        self.interview.answer(PLACE, text)
        return self.interview.response

    def acknowledged(self, text: str) -> float:
        """Seconds from giving an answer to the Keeper until it says that it is on the disk."""
        response, self._entries = self.answer(text), self._entries
        entries, self._entries = self._entries, []
        self._heard.clear()
        at = perf_counter()
        self.keeper.save(response, entries)
        self._heard.wait()
        self.keeper.flush()
        return self._said - at

    def many(self, count: int) -> None:
        """Answer many times, and save it as one."""
        for number in range(count):
            response = self.answer(f"Ada {number}")
        self.keeper.save(response, self._entries)
        self.keeper.close()


def bare(path: Path, content: bytes) -> float:
    """Seconds that appending and fdatasync take."""
    at = perf_counter()
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(descriptor, content)
    getattr(os, "fdatasync", os.fsync)(descriptor)
    os.close(descriptor)
    return perf_counter() - at


def writes(folder: Path) -> None:
    file = folder / "writes.response.yaml"
    responses.whole(file, position="contact")
    answering = Answering(file)
    answering.acknowledged("first")
    ours: list[float] = []
    floor: list[float] = []
    for number in range(WRITES):
        size = journal_of(file).stat().st_size
        ours.append(answering.acknowledged(f"Ada {number}"))
        line = journal_of(file).read_bytes()[size:]
        floor.append(bare(folder / "bare", line))
    answering.keeper.close()
    print(f"append and fdatasync           {milliseconds(floor)}")
    print(f"answer until it is on the disk {milliseconds(ours)}")
    print(f"ratio of the medians: {ratio(ours, floor):.2f} (target 1 ms)")


def reopening(folder: Path, environment: dict[str, str]) -> None:
    times: dict[str, list[float]] = {}
    commands = {}
    for name, count in (("without a journal", 0), (f"with {EVENTS} events", EVENTS)):
        file = folder / f"events-{count}.response.yaml"
        question = responses.whole(file, position="contact")
        if count:
            Answering(file).many(count)
        commands[name] = lgq("fill", file)
        times[name] = []
    for run in range(RUNS + 1):
        for name, command in commands.items():
            with Terminal(command, environment) as program:
                at = None
                while at is None and program.alive:
                    at = program.replay(program.read(quiet=0.3), words(question))
                if at is None:
                    raise SystemExit(f"{command} showed:\n{program.text()}")
                if run:  # the first one warms the caches
                    times[name].append(at - program.started)
    for name, taken in times.items():
        print(f"opened {name:23} {milliseconds(taken)}")
    without, events = map(statistics.median, times.values())
    print(f"more with {EVENTS} events: {(events - without) * 1000:.1f} ms (target 50 ms)")


def main() -> None:
    terminal.need_pseudo_terminal()
    let_nobody_wait()
    with terminal.workplace() as (folder, environment):
        writes(folder)
        reopening(folder, environment)


if __name__ == "__main__":
    main()
