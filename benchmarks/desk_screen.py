"""How long the desk's screen takes, to show itself and to follow keys and clicks.

First the first picture of a desk of 193 complete responses, and of an empty folder's, in turns; and
when all rows are there. Then, with many responses that nobody has read yet, when the first rows are
there, and all; and a page further, another order, and other letters to look for, from the key or
the click to the last byte of the repaint. The floor is a list of as many rows in a Textual
application that does nothing else: it turns its pages likewise, and shows other rows at a letter
and at a click.

    python benchmarks/desk_screen.py [RUNS] [MANY]
"""

from __future__ import annotations

import re
import sys
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks import terminal
from benchmarks.responses import lgq as questionnaire
from benchmarks.terminal import PAGE_DOWN, PAGE_UP, Shows, Terminal, lgq, milliseconds, ratio, words
from tests.cities import INVITED, fill

RUNS = int(sys.argv[1]) if sys.argv[1:2] and sys.argv[1].isdigit() else 15
MANY = int(sys.argv[2]) if sys.argv[2:3] and sys.argv[2].isdigit() else 10_000
QUIET = 0.06
BETWEEN = 0.15
TARGET = "target 16 ms"


def click(x: int, y: int) -> str:
    """What a terminal sends for a click, counted from 1."""
    return f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m"


HEADS = [click(x, HEAD) for HEAD in (4,) for x in (5, 22, 34, 50, 62)]
"""Clicks on the heads of some columns."""
KEYS = {
    "a page further": [PAGE_DOWN] * 10 + [PAGE_UP] * 10,
    "another order": HEADS * 4,
    "letters looked for": [*"alb", "\x7f", "\x7f", "\x7f", *"com", "\x7f", "\x7f", "\x7f"] * 2,
}


def main() -> None:
    terminal.need_pseudo_terminal()
    with terminal.workplace() as (folder, environment):
        tell_start(folder, environment)
        tell_many(folder, environment)


# The first picture -----------------------------------------------------------------------------


def tell_start(folder: Path, environment: dict[str, str]) -> None:
    invited, empty = folder / "invited", folder / "empty"
    for one in (invited, empty):
        one.mkdir()
    fill(invited, questionnaire(), INVITED, complete=True)
    first: dict[Path, list[float]] = {invited: [], empty: []}
    whole: dict[Path, list[float]] = {invited: [], empty: []}
    count = {invited: f"{INVITED} responses", empty: "0 responses"}
    for run in range(RUNS + 1):
        for one, times in first.items():
            seen = start(one, count[one], environment)
            if run:  # the first one makes the index
                times.append(seen[0])
                whole[one].append(seen[1])
    for name, taken in (("first picture", first), ("all rows", whole)):
        print(f"{name}, {INVITED} responses {milliseconds(taken[invited])}")
        print(f"{name}, an empty folder   {milliseconds(taken[empty])}")
        print(f"  ratio {ratio(taken[invited], taken[empty]):.2f} (target of the first 1.5)")


def start(folder: Path, count: str, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds until the screen stands, and until all rows are there."""
    with Terminal(lgq("desk", folder), environment) as program:
        chunks = []
        # Nothing is replayed while the program works: that would take a processor from it.
        while program.alive:
            chunks += program.read(quiet=0.5)
            if any(chunk.data for chunk in chunks):
                break
        chunks += program.read(quiet=0.5)
        at = program.replay(chunks[:1], words("Desk:"))
        number = 1
        while at is None and number < len(chunks):
            at = program.replay(chunks[number : number + 1], words("Desk:"))
            number += 1
        if at is None:
            raise SystemExit(f"There is no desk on\n{program.text()}")
        end = at if words(count)(program.screen) else program.replay(chunks[number:], words(count))
        if end is None:
            raise SystemExit(f"{count} do not show on\n{program.text()}")
        return at - program.started, end - program.started


# Keys and clicks -------------------------------------------------------------------------------


def tell_many(folder: Path, environment: dict[str, str]) -> None:
    many = folder / "many"
    many.mkdir()
    fill(many, questionnaire(), MANY)
    with ExitStack() as stack:
        pace = {"TEXTUAL_FPS": "120", "TEXTUAL_ANIMATIONS": "none"}  # as ours has
        programs = {
            "floor": stack.enter_context(Terminal(_floor(), environment | pace)),
            "desk": stack.enter_context(Terminal(lgq("desk", many), environment)),
        }
        some, whole = (
            wait(programs["desk"], shows) for shows in (any_rows, words(f"{MANY} responses"))
        )
        print(f"{MANY} responses that nobody has read yet: the first rows after {some:.1f} s,")
        print(f"  all after {whole:.1f} s, ratio {some / whole:.3f}")
        programs["floor"].settle(2)
        programs["desk"].settle(3)
        taken: dict[tuple[str, str], list[float]] = {}
        for _ in range(max(RUNS // 5, 1)):
            for what, keys in KEYS.items():
                for name, program in programs.items():
                    taken.setdefault((what, name), []).extend(pressed(program, keys))
    for what in KEYS:
        ours, floor = taken[what, "desk"], taken[what, "floor"]
        print(f"{MANY} responses, {what}: {milliseconds(ours)} ({TARGET})")
        print(f"  a bare list {milliseconds(floor)}, ratio {ratio(ours, floor):.2f}")


def wait(program: Terminal, shows: Shows) -> float:
    """The seconds from its start until a program shows something, however long it reads."""
    for _ in range(6000):
        program.settle(0.1)
        if shows(program.screen):
            return perf_counter() - program.started
    raise SystemExit(f"What is waited for does not show on\n{program.text()}")


def any_rows(screen: Any) -> bool:
    """Whether a desk says that it has some."""
    return any(re.search(r"\b[1-9]\d* responses?\b", line) for line in screen.display)


def pressed(program: Terminal, keys: list[str]) -> list[float]:
    """Seconds that each key took."""
    taken = []
    for key in keys:
        before = program.text()
        at, chunks = program.press(key, QUIET)
        program.replay(chunks)
        if program.text() == before:
            raise SystemExit(f"{key!r} changed nothing on\n{before}")
        taken.append(chunks[-1].at - at)
        program.settle(BETWEEN)
    return taken


def _floor() -> list[str | Path]:
    return [sys.executable, Path(__file__).resolve(), "--floor", str(MANY)]


def run_floor(many: int) -> None:
    """A list of rows, other ones at each letter and click, in an application of its own."""
    from textual import events
    from textual.app import App, ComposeResult
    from textual.content import Content

    from lgq_tui.tui.widgets.rows import Row, RowList

    class Rows(RowList):
        turns = 0

        def count(self) -> int:
            return many

        def row(self, index: int) -> Row:
            return Row(Content(f"{(index * 7 + self.turns * 31) % many:>8} " * 8))

        def turn(self) -> None:
            self.turns += 1
            self.renew(0)

        def on_key(self, event: events.Key) -> None:
            if event.is_printable or event.key == "backspace":
                self.turn()

        def on_click(self, event: events.Click) -> None:
            event.prevent_default()
            self.turn()

    class Bare(App[None]):
        def compose(self) -> ComposeResult:
            yield Rows()

        def on_mount(self) -> None:
            self.query_one(Rows).focus()

    app: Any = Bare()
    app.run()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--floor"]:
        run_floor(int(sys.argv[2]))
    else:
        main()
