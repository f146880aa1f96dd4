"""How long it takes from the command to the first question, against an empty Textual application.

Both start in a pseudo-terminal, in turns, with all caches warm. The empty application is there when
its first frame fills the screen; lgq when moreover the words of the question stand on it. Then the
same with questionnaires of 10,000 questions, against the LGQ.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import large, responses, terminal
from benchmarks.terminal import Shows, Terminal, floor, lgq, milliseconds, painted, ratio, words
from lgq_tui.storage.definitions import load

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 15

Case = tuple[list[str | Path], Shows]


def main() -> None:
    terminal.need_pseudo_terminal()
    with terminal.workplace() as (folder, environment):
        cases = cases_in(folder)
        times: dict[str, list[float]] = {name: [] for name in cases}
        for run in range(RUNS + 1):
            for name, (command, shows) in cases.items():
                time = start(command, shows, environment)
                if run:  # the first one warms the caches
                    times[name].append(time)
    for name, taken in times.items():
        print(f"{name:34} {milliseconds(taken)}")
    empty, ours = times["empty application"], times["lgq fill, LGQ half filled"]
    print(f"lgq fill against the empty application: {ratio(ours, empty):.2f} (target 1.20)")
    welcome = times["lgq, welcome"]
    print(f"lgq (welcome) against the empty application: {ratio(welcome, empty):.2f}")
    for name, taken in times.items():
        if "10,000" in name:
            print(f"{name} against the LGQ: {ratio(taken, ours):.2f} (target 2)")


def cases_in(folder: Path) -> dict[str, Case]:
    """The commands to compare, with files made for them, and what each has to show."""
    half = folder / "half.response.yaml"
    question = responses.half_filled(half)
    cases: dict[str, Case] = {
        "empty application": (floor("empty"), painted),
        "lgq fill, LGQ half filled": (lgq("fill", half), words(question)),
        "lgq, welcome": (lgq(), words("Local Government")),
    }
    for name, per_section in (("100 sections", 100), ("1 section", large.QUESTIONS)):
        definition = large.write(folder / f"large-{per_section}.yaml", per_section)
        questionnaire = load(definition)
        for answered in (0, large.QUESTIONS // 2):
            answers = {large.question_id(8 * n): "An answer" for n in range(answered // 8)}
            file = folder / f"large-{per_section}-{answered}.response.yaml"
            position = large.question_id(large.QUESTIONS // 2)
            question = responses.blank(file, questionnaire, position, **answers)
            filled = f", {len(answers)} answers" if answers else ""
            command = lgq("fill", "-q", definition, file)
            cases[f"10,000 in {name}{filled}"] = (command, words(question))
    return cases


def start(command: list[str | Path], shows: Shows, environment: dict[str, str]) -> float:
    """Seconds until a program shows what is waited for."""
    with Terminal(command, environment) as program:
        # Nothing is replayed while the program works: that would take a processor from it.
        at = None
        while at is None and program.alive:
            at = program.replay(program.read(quiet=0.3), shows)
        if at is None:
            raise SystemExit(f"{command} showed:\n{program.text()}")
        return at - program.started


if __name__ == "__main__":
    main()
