"""The form as a table: how it names itself, and what stands in its first column.

Each row names what is answered in it: a path (`portals`), a box of a choice (`areas = sdg_11`), or
that it goes on with a text for which a cell was too small (`remarks +`). A row of the form's own
wording has a dash. A list of one line an entry has a row for each under the same path.
"""

from __future__ import annotations

import re
from typing import NamedTuple

FORMAT = "lgq-table/1"
"""How the first cell of the form begins; the id and the version of the questionnaire follow."""
LISTS = "lgq-lists/1"
"""The first cell of the sheet that says what can be chosen where, and by which id: below it a path,
or a dash for missing reasons, then the words, then the id."""
OWN = "-"

PLACE, NUMBER, QUESTION, ANSWER, MISSING, NOTE, HELP = range(7)
"""The columns of the form, from 0."""

_ID = r"[a-z][a-z0-9_]*"
_STEP = rf"{_ID}(?:\[[0-9]{{1,6}}\])?"
_KEY = re.compile(rf"(?P<path>{_STEP}(?:\.{_STEP})*)(?: = (?P<box>{_ID})| (?P<more>\+))?")


class Key(NamedTuple):
    """What a row is about."""

    path: str
    box: str = ""
    more: bool = False

    def __str__(self) -> str:
        if self.box:
            return f"{self.path} = {self.box}"
        return f"{self.path} +" if self.more else self.path


def key_in(text: str) -> Key | None:
    """What a row is about, None where it does not say so."""
    found = _KEY.fullmatch(text.strip())
    return Key(found["path"], found["box"] or "", found["more"] is not None) if found else None


def edition_in(text: str) -> dict[str, str] | None:
    """The questionnaire that the first cell of a form names, None where it is no form of ours."""
    words = text.split(maxsplit=2)
    if len(words) < 3 or words[0] != FORMAT:
        return None
    return {"id": words[1], "version": words[2]}
