"""How long a typed letter takes to show while an answer is being saved, and while nothing is.

One program, in turns: Tab leaves a field that was changed, so that its answer goes to the journal
and the whole response to its file, or one that was not; five letters follow, 20 ms apart. The time
runs from sending a letter to the chunk of bytes that makes it show.
"""

from __future__ import annotations

import sys

from benchmarks import responses, terminal
from benchmarks.terminal import (
    CLEAR_FIELD,
    TAB,
    Terminal,
    lgq,
    milliseconds,
    ninety_ninth,
    ratio,
    words,
)

TURNS = int(sys.argv[1]) if len(sys.argv) > 1 else 40
BACK_TAB = "\x1b[Z"
BETWEEN = 0.02
TYPED = "abcde"


def main() -> None:
    terminal.need_pseudo_terminal()
    with terminal.workplace() as (folder, environment):
        file = folder / "saving.response.yaml"
        responses.whole(file, position="chief_information_officer")
        with Terminal(lgq("fill", file), environment) as program:
            program.settle(4)
            program.replay(program.press(TAB, 0.8)[1])  # from yes and no to the name
            times: dict[bool, list[float]] = {True: [], False: []}
            for turn in range(2 * TURNS):
                saves = turn % 2 == 0
                times[saves] += typed(program, f"Ada {turn}" if saves else "")
    print(f"letters while nothing is saved {milliseconds(times[False])}")
    print(f"letters while saving           {milliseconds(times[True])}")
    print(f"ratio of the medians: {ratio(times[True], times[False]):.2f} (target 1.1)")
    worst = ninety_ninth(times[True]) / ninety_ninth(times[False])
    print(f"ratio of the 99th of 100: {worst:.2f}")


def typed(program: Terminal, name: str) -> list[float]:
    """Seconds that each letter took, typed in the field behind that of a name."""
    if name:
        # At once, so that it is no answer before the field is left.
        program.replay(program.press(CLEAR_FIELD + name, 0.1)[1])
    program.replay(program.press(TAB, BETWEEN)[1])
    program.replay(program.press(CLEAR_FIELD, BETWEEN)[1])
    taken = []
    for length, letter in enumerate(TYPED, 1):
        at, chunks = program.press(letter, BETWEEN)
        shown = program.replay(chunks, words(TYPED[:length]))
        if shown is None:
            raise SystemExit(f"{letter} does not show on\n{program.text()}")
        taken.append(shown - at)
    program.settle(0.8)
    program.replay(program.press(BACK_TAB, 0.8)[1])
    return taken


if __name__ == "__main__":
    main()
