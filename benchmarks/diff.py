"""How long it takes to say in what two responses differ, against loading both.

Two complete responses of the LGQ, of which one says in a few answers something else, then in every
long text. All in one process, which has loaded the questionnaire, by turns.

    python benchmarks/diff.py [RUNS]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.merging import answer
from benchmarks.responses import lgq, whole
from benchmarks.terminal import milliseconds, ratio
from lgq_tui.core.definition import Questionnaire
from lgq_tui.session import comparing
from lgq_tui.storage import responses

RUNS = int(sys.argv[1]) if len(sys.argv) == 2 else 101
FEW = 3
"""Answers of one department that was asked again."""


def main() -> None:
    questionnaire = lgq()
    with tempfile.TemporaryDirectory() as there:
        one, few, many = (Path(there) / f"{name}.response.yaml" for name in ("a", "b", "c"))
        for path in (one, few, many):
            whole(path, questionnaire.items[0].id)
        answer(few, questionnaire, "answered there", most=FEW)
        answer(many, questionnaire, "answered there")
        tell(one, few, questionnaire, "target 1.3")
        tell(one, many, questionnaire, "every long text")


def tell(one: Path, other: Path, questionnaire: Questionnaire, what: str) -> None:
    lines = len(diff(one, other, questionnaire))
    loaded, compared = list[float](), list[float]()
    for _ in range(RUNS):
        began = perf_counter()
        for path in (one, other):
            responses.read(path, questionnaire)
        loaded.append(perf_counter() - began)
        began = perf_counter()
        diff(one, other, questionnaire)
        compared.append(perf_counter() - began)
    print(f"two responses loaded: {milliseconds(loaded)}")
    against = f"{ratio(compared, loaded):.2f} times that ({what})"
    print(f"loaded and compared, {lines} differences: {milliseconds(compared)}, {against}")


def diff(one: Path, other: Path, questionnaire: Questionnaire) -> list[str]:
    """The lines that `lgq diff` prints."""
    old, new = (responses.read(path, questionnaire) for path in (one, other))
    return [found.line for found in comparing.differences(questionnaire, old, new)]


if __name__ == "__main__":
    main()
