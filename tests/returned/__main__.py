"""Counts how much of each returned form is found: `python -m tests.returned [DOCUMENT KEY]`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from tests.returned.counting import Count, counts, documents

_HEAD = (
    "document",
    "answers",
    "certain",
    "looked at",
    "wrong",
    "queries",
    "raised",
    "left over",
    "text",
)


def main(arguments: list[str]) -> int:
    """Print the table, then what is amiss; 1 where an answer is wrong or a query was not raised."""
    is_long = "-v" in arguments
    paths = [Path(one) for one in arguments if one != "-v"]
    pairs = [(paths[0], paths[1])] if len(paths) == 2 else [(one, None) for one in documents()]
    found = [
        (path, number, one)
        for path, key in pairs
        for number, one in enumerate(counts(path, key), 1)
    ]
    print("| " + " | ".join(_HEAD) + " |")
    print("| --- " * len(_HEAD) + "|")
    for path, number, one in found:
        print(_row(path.name if number == 1 else f"{path.name}, form {number}", one))
    if len(found) > 1:
        print(_row("together", _together([one for _, _, one in found])))
    for path, _, one in found:
        for what, where in (("wrong", one.wrong), ("not asked", one.unasked)):
            for item in where:
                print(f"{path.name}: {what}: {item}", file=sys.stderr)
        for item in one.absent if is_long else ():
            print(f"{path.name}: not found: {item}", file=sys.stderr)
    return int(any(one.wrong or one.unasked for _, _, one in found))


def _row(name: str, one: Count) -> str:
    asked = one.queries - len(one.unasked)
    numbers = (one.answers, one.certain, one.looked_at, len(one.wrong), f"{asked} of {one.queries}")
    cells = (name, *numbers, one.raised, one.left, f"{one.share:.0%}")
    return "| " + " | ".join(map(str, cells)) + " |"


def _together(counted: Sequence[Count]) -> Count:
    return Count(
        sum(one.answers for one in counted),
        sum(one.certain for one in counted),
        sum(one.looked_at for one in counted),
        [item for one in counted for item in one.wrong],
        sum(one.queries for one in counted),
        sum(one.raised for one in counted),
        [item for one in counted for item in one.unasked],
        [item for one in counted for item in one.absent],
        sum(one.left for one in counted),
        sum(one.share for one in counted) / len(counted),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
