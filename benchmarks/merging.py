"""How long it takes to merge three parts that came back into a complete response of the LGQ,
against reading the four files and nothing else.

Each part has answers of its own and one that clashes with the response. Both in one process, which
has loaded the questionnaire and what judges answers, by turns.

    python benchmarks/merging.py [RUNS]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.responses import lgq, whole
from benchmarks.terminal import milliseconds, ratio
from lgq_tui.core.definition import Questionnaire
from lgq_tui.session import packets, splitting
from lgq_tui.session.beginning import alone, opened
from lgq_tui.storage import dialect, responses
from lgq_tui.storage.found import journal_of

RUNS = int(sys.argv[1]) if len(sys.argv) == 2 else 21
PARTS = ("I,II,III", "IV,V", "VI,VII,VIII")
_STANDING = {"held": "packet.held", "completed": "packet.completed"}


def main() -> None:
    questionnaire = lgq()
    with tempfile.TemporaryDirectory() as there:
        folder = Path(there)
        files = made(folder, questionnaire)
        floor, merged = list[float](), list[float]()
        for run in range(RUNS):
            work = folder / str(run)
            work.mkdir()
            copies = [Path(shutil.copy(file, work)) for file in files]
            began = perf_counter()
            for copy in copies:
                assert dialect.read(copy.read_bytes()) is not None
            floor.append(perf_counter() - began)
            began = perf_counter()
            assert merge(copies[0], copies[1:], questionnaire)
            merged.append(perf_counter() - began)
    print(f"four files read and nothing else: {milliseconds(floor)}")
    against = f"{ratio(merged, floor):.1f} times the floor"
    print(f"three parts merged and saved (target 500 ms): {milliseconds(merged)}, {against}")


def made(folder: Path, questionnaire: Questionnaire) -> list[Path]:
    """A response, and the three parts of it as they came back."""
    file = folder / "kl.response.yaml"
    whole(file, questionnaire.items[0].id)
    files = [file]
    for number, sections in enumerate(PARTS):
        response = responses.read(file, questionnaire)
        chosen = splitting.sections_named(questionnaire, sections)
        packet = splitting.packet_of(questionnaire, response, chosen, f"Department {number}")
        path = folder / f"part-{number}.response.yaml"
        splitting.write(path, packet, questionnaire)
        answer(path, questionnaire, "answered there")
        files.append(path)
    answer(file, questionnaire, "answered here", most=1)
    journal_of(file).unlink()
    return files


def answer(path: Path, questionnaire: Questionnaire, text: str, most: int = 1000) -> None:
    """Give another answer to the texts that have one, to so many at most."""
    session = opened(path, questionnaire, lambda outcome: None)
    for item in session.interview.questionnaire.by_path.values():
        place = tuple(item.path.split("."))
        if item.type == "paragraph" and session.interview.value(place):
            session.interview.answer(place, text)
            most -= 1
            if not most:
                break
    session.save()
    session.close()


def merge(file: Path, parts: list[Path], questionnaire: Questionnaire) -> int:
    """Merge parts, and take of theirs all that clashes; how many answers are changed."""
    count = 0
    response = responses.read(file, questionnaire)
    found = [packets.read(part, file, response, questionnaire) for part in parts]
    with alone(file, questionnaire, _STANDING) as session:
        for packet in found:
            one = packets.joining(session, packet)
            clashing = [change for clash in one.merge.clashes for change in clash.taken]
            count += len(packets.take(session, one, [*one.merge.changes, *clashing]))
    return count


if __name__ == "__main__":
    main()
