"""How long `lgq ask` takes to its first prompt, and from Enter to each following one.

The floor is a bare prompt of questionary in a process of its own; both start in a pseudo-terminal,
in turns, with all caches warm. A prompt is there when its words stand where one types. In the
second part Enter keeps each answer of a whole LGQ, and a new answer is given to every third thing;
a person reads for a moment before each.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

from benchmarks import responses, terminal
from benchmarks.terminal import (
    HERE,
    Chunk,
    Terminal,
    lgq,
    milliseconds,
    ninety_ninth,
    ratio,
)

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 25
PROMPTS = 100
READING = 0.05
_BEGUN, _ENDED = b"\x1b[?2004h", b"\x1b[?2004l"
"""Written where a line is asked for, and once it has been entered."""

BARE: list[str | Path] = [sys.executable, HERE / "bare.py"]


def main() -> None:
    terminal.need_pseudo_terminal()
    with ExitStack() as stack:
        folder, environment = stack.enter_context(terminal.workplace())
        times = starts(folder, environment)
        bare, ours = turns(folder, environment)
    for name, taken in times.items():
        print(f"{name:34} {milliseconds(taken)}")
    for name in list(times)[1:]:
        print(f"{name} against a bare prompt: {ratio(times[name], times['bare prompt']):.2f}")
    print(f"{'the same bare prompt again':34} {milliseconds(bare)}")
    print(f"{'the next thing asked':34} {milliseconds(ours)}")
    print(f"the next thing asked, 99th of 100: {ninety_ninth(ours) * 1000:.1f} ms (target 10)")


def starts(folder: Path, environment: dict[str, str]) -> dict[str, list[float]]:
    """Seconds to the first prompt."""
    half, whole = folder / "half.response.yaml", folder / "whole.response.yaml"
    responses.half_filled(half)
    responses.whole(whole, "budget")
    cases = {
        "bare prompt": BARE,
        "lgq ask, LGQ half filled": lgq("ask", half),
        "lgq ask, at an answer": lgq("ask", whole),
        "lgq ask, new": lgq("ask", folder / "new.response.yaml"),
    }
    times: dict[str, list[float]] = {name: [] for name in cases}
    for run in range(RUNS + 1):
        for name, command in cases.items():
            with Terminal(command, environment) as program:
                at = prompted(program, program.read(0.06, first=5))
            if run:  # the first one warms the caches
                times[name].append(at - program.started)
    return times


def turns(folder: Path, environment: dict[str, str]) -> tuple[list[float], list[float]]:
    """Seconds from Enter to the next prompt: of the bare one, and of ours."""
    path = folder / "turns.response.yaml"
    responses.whole(path, "portals")
    taken: tuple[list[float], list[float]] = ([], [])
    # What the bare one asks the terminal for, this one does not answer, and it would wait for that.
    quiet = environment | {"PROMPT_TOOLKIT_NO_CPR": "1"}
    with Terminal(BARE, quiet) as bare, Terminal(lgq("ask", path), environment) as ours:
        for program in (bare, ours):
            prompted(program, program.read(0.06, first=5))
            program.settle(2)
        for turn in range(PROMPTS):
            for program, times in zip((bare, ours), taken, strict=True):
                if turn % 3 == 0:
                    program.press(" more", 0.06)
                at, chunks = program.press("\r", 0.06)
                times.append(prompted(program, chunks) - at)
                program.settle(READING)
    return taken


def prompted(program: Terminal, chunks: list[Chunk]) -> float:
    """When the last byte came of what begins with some bytes and ends with a prompt."""
    written, at = b"", 0.0
    while chunks:
        program.replay(chunks)
        for chunk in chunks:
            written, at = written + chunk.data, chunk.at
        if written.rfind(_BEGUN) > written.rfind(_ENDED):
            return at
        chunks = program.read(0.06, first=3)
    raise SystemExit(f"no prompt was seen:\n{program.text()}")


if __name__ == "__main__":
    main()
