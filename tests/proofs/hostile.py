"""Another program at the same file: it does not ask, and it does not wait for a good moment."""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

Writer = Callable[[Path, bytes], None]


def replacing(path: Path, content: bytes) -> None:
    """As most editors do."""
    other = path.with_name("theirs.tmp")
    other.write_bytes(content)
    other.replace(path)


def rewriting(path: Path, content: bytes) -> None:
    """As editors do that keep the file: it is empty for a moment."""
    with path.open("wb") as file:
        time.sleep(random.choice([0, 0, 0.0002]))
        file.write(content)


def changing(path: Path, content: bytes) -> None:
    """Within the file, which was opened before."""
    try:
        with path.open("r+b") as file:
            time.sleep(random.choice([0, 0, 0.0002]))
            file.write(content)
            file.truncate()
    except FileNotFoundError:
        rewriting(path, content)


def removing(path: Path, content: bytes) -> None:
    """The old one goes, then there is a new one."""
    path.unlink(missing_ok=True)
    path.write_bytes(content)


WRITERS: tuple[Writer, ...] = (replacing, rewriting, changing, removing)


def main(path: Path, seen: Path, count: int) -> None:
    """Write version after version, each once the last was seen, at any moment after that."""
    for number in range(count):
        time.sleep(random.uniform(0, 0.002))
        random.choice(WRITERS)(path, b"theirs %d\n" % number)
        while int(seen.read_bytes() or b"-1") < number:
            if os.getppid() == 1:
                return
            time.sleep(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
