"""Copies of a response that programs which synchronise folders leave beside it.

Where two computers changed a file at once, such a program keeps both: one under the old name, the
other under a name of its own making. Ours does the same with what could not be put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.merge import differ
from lgq_tui.core.response import Response
from lgq_tui.storage import responses
from lgq_tui.storage.plain import UnreadableError

# Dropbox and Nextcloud write "conflicted copy", Syncthing ".sync-conflict-", Seafile "SFConflict",
# we ".mine-" and ".theirs-"; others put a number or the name of the computer behind.
_SAYS_SO = re.compile(r"conflict|\.(?:mine|theirs)-", re.IGNORECASE)

_MOST = 20
"""Files that are looked into."""


class Copy(NamedTuple):
    """A file that holds the same response, and says something else."""

    path: Path
    response: Response


def says_copy(name: str) -> bool:
    """Whether a file is a copy by its name."""
    return _SAYS_SO.search(name) is not None


def rank(name: str) -> tuple[bool, int, str]:
    """Of files that hold one response, the least is the response itself: no copy by its name."""
    return says_copy(name), len(name), name


def copies_of(path: Path, response: Response, questionnaire: Questionnaire) -> Iterator[Copy]:
    """The copies beside a response file that say anything else than the response.

    Names are hints of where to look first: a copy is what holds the response with the same id.
    """
    begin = path.name.split(".", 1)[0]
    try:
        beside = [one for one in path.parent.iterdir() if one.name != path.name]
    except OSError:
        return
    alike = [one for one in beside if one.name.startswith(begin) and one.suffix == path.suffix]
    alike.sort(key=lambda one: (not says_copy(one.name), one.name))
    for one in alike[:_MOST]:
        try:
            other = responses.read(one, questionnaire)
        except UnreadableError:
            continue
        if other.id == response.id and differ(questionnaire, response, other):
            yield Copy(one, other)
