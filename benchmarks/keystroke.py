"""How long a typed letter takes to show on the LGQ's fullest page, against a lone Textual Input.

Both programs run at the same time and take turns of ten letters, 60 ms apart. After its turn a
program has time to make an answer of what was typed, to judge it and to save it; then the field is
cleared. The time runs from sending a letter to the chunk of bytes that makes it show.

With `--assisted` behind the number of keys, ours is in assisted entry, in a field where what is
known is offered, beside 193 other responses.
"""

from __future__ import annotations

import shutil
import sys

from benchmarks import responses, terminal
from benchmarks.terminal import (
    CLEAR_FIELD,
    TAB,
    Terminal,
    floor,
    lgq,
    milliseconds,
    ninety_ninth,
    ratio,
    words,
)

KEYS = int(sys.argv[1]) if len(sys.argv) > 1 else 200
ASSISTED = sys.argv[2:3] == ["--assisted"]
OTHERS = 193
BETWEEN = 0.06
TYPED = "abcdefghij"
SETTLE = 4.0


def main() -> None:
    terminal.need_pseudo_terminal()
    with terminal.workplace() as (folder, environment):
        file = folder / "typing.response.yaml"
        environment["LGQ_AUTHOR"] = "Ana Baker"
        responses.whole(file, position="chief_information_officer")
        for number in range(OTHERS if ASSISTED else 0):
            shutil.copy(file, folder / f"{number}.response.yaml")
        options = ["--assisted"] if ASSISTED else []
        with (
            Terminal(floor("input"), environment) as lone,
            Terminal(lgq("fill", *options, file), environment) as ours,
        ):
            times: dict[Terminal, list[float]] = {lone: [], ours: []}
            for program in times:
                program.settle(SETTLE)
            there = TAB * (3 if ASSISTED else 1)  # from yes and no to the organization, or the name
            ours.press("\x1b" if ASSISTED else "", 0.8)  # of where answers come from
            ours.replay(ours.press(there + CLEAR_FIELD, 0.8)[1])
            while len(times[ours]) < KEYS:
                for program in times:
                    times[program] += typed(program)
    for name, taken in (("lone Input", times[lone]), ("LGQ's fullest page", times[ours])):
        print(f"{name:20} {milliseconds(taken)}")
    print(f"ratio of the medians: {ratio(times[ours], times[lone]):.2f} (target 1)")
    worst = ninety_ninth(times[ours]) / ninety_ninth(times[lone])
    print(f"ratio of the 99th of 100: {worst:.2f}")


def typed(program: Terminal) -> list[float]:
    """Seconds that each letter of one turn took."""
    taken = []
    for length, letter in enumerate(TYPED, 1):
        at, chunks = program.press(letter, BETWEEN)
        shown = program.replay(chunks, words(TYPED[:length]))
        if shown is None:
            raise SystemExit(f"{letter} does not show on\n{program.text()}")
        taken.append(shown - at)
    # What was typed becomes an answer, is judged and saved.
    program.settle(0.8)
    program.replay(program.press(CLEAR_FIELD, 0.5)[1])
    return taken


if __name__ == "__main__":
    main()
