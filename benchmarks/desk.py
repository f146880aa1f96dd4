"""How long a desk takes to know its responses, against reading them and nothing else.

193 complete responses, as the program writes them: all rows from the files, then from the index in
a new process, and a look whether anything has changed. The floor reads the bytes of the same files
and their data, and judges nothing. Then many more, of which the index is all that counts. Each in a
process of its own, which has loaded the questionnaire, as the screen has by then.

    python benchmarks/desk.py [RUNS] [MANY]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.responses import lgq
from benchmarks.terminal import milliseconds, ratio
from tests.cities import INVITED, fill

RUNS = int(sys.argv[1]) if sys.argv[1:2] and sys.argv[1].isdigit() else 7
MANY = int(sys.argv[2]) if len(sys.argv) == 3 else 10_000

_ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    with tempfile.TemporaryDirectory() as there:
        folder = Path(there)
        tell_invited(folder)
        tell_many(folder)


def tell_invited(folder: Path) -> None:
    desk = made(folder / "invited", INVITED)
    taken: dict[str, list[float]] = {"floor": [], "cold": [], "index": [], "look": []}
    for _ in range(RUNS):
        taken["floor"] += timed("floor", desk, folder / "cache")
        taken["cold"] += timed("load", desk, Path(tempfile.mkdtemp(dir=folder)))[:1]
        index, look = timed("load", desk, folder / "cache")
        taken["index"].append(index)
        taken["look"].append(look)
    del taken["index"][0], taken["look"][0]  # which made the index
    floor = taken.pop("floor")
    print(f"{INVITED} complete responses, read and nothing else: {milliseconds(floor)}")
    names = {
        "cold": "all rows from the files (target 2 s)",
        "index": "all rows from the index (target 0.3 s)",
        "look": "a look whether anything has changed",
    }
    for name, seconds in taken.items():
        against = f"{ratio(seconds, floor):.2f} times the floor"
        print(f"  {names[name]}: {milliseconds(seconds)}, {against}")


def tell_many(folder: Path) -> None:
    desk = made(folder / "many", MANY)
    began = perf_counter()
    timed("load", desk, folder / "cache")
    cold = perf_counter() - began
    runs = [timed("load", desk, folder / "cache") for _ in range(RUNS)]
    floor = [timed("floor", desk, folder / "cache")[0]]
    indexed, looks = [run[0] for run in runs], [run[1] for run in runs]
    print(f"{MANY} responses, read and nothing else: {median(floor):.1f} s")
    print(f"  all rows from the files: {cold:.1f} s, {cold / median(floor):.2f} times the floor")
    against = f"{ratio(indexed, floor):.3f} times the floor"
    print(f"  all rows from the index: {milliseconds(indexed)}, {against}")
    print(f"  a look whether anything has changed: {milliseconds(looks)}")


def made(folder: Path, count: int) -> Path:
    """A folder of so many complete responses, whose files have been there for a while."""
    folder.mkdir()
    for path in fill(folder, lgq(), count, complete=True):
        os.utime(path, (path.stat().st_atime - 60, path.stat().st_mtime - 60))
    return folder


def timed(what: str, folder: Path, cache: Path) -> list[float]:
    """The seconds that a process of its own counts."""
    variables = {"LGQ_CACHE_DIR": str(cache), "LGQ_STATE_DIR": str(cache), "PYTHONPATH": str(_ROOT)}
    run = subprocess.run(
        [sys.executable, __file__, "--within", what, str(folder)],
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=True,
    )
    return [float(seconds) for seconds in run.stdout.split()]


def within(what: str, folder: Path) -> None:
    questionnaire = lgq()
    if what == "floor":
        from lgq_tui.storage import dialect

        began = perf_counter()
        for path in sorted(folder.iterdir()):
            assert dialect.read(path.read_bytes()) is not None
        print(perf_counter() - began)
        return
    began = perf_counter()
    from lgq_tui.session.desk.desk import Desk

    desk = Desk(folder, questionnaire)
    desk.load()
    loaded = perf_counter()
    assert desk.refresh() is None
    print(loaded - began, perf_counter() - loaded)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--within"]:
        within(sys.argv[2], Path(sys.argv[3]))
    else:
        main()
