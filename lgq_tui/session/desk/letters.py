"""Letters to the respondents of many responses, each of which is changed alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.response import COMPLETED
from lgq_tui.session.beginning import alone
from lgq_tui.session.desk.row import Row
from lgq_tui.session.letter import write_letter
from lgq_tui.storage import folders, names
from lgq_tui.storage.atomic import SaveError
from lgq_tui.storage.plain import UnreadableError

_STANDING = {"held": "letters.held", "completed": "letters.completed"}


class Written(NamedTuple):
    """What came of a row: the file of its letter and how many questions it asks, or why there is
    none."""

    row: Row
    path: Path | None = None
    asked: int = 0
    message: Message | None = None


def why_none(row: Row) -> Message | None:
    """Why no letter about a response can be written, as far as its row tells; None if one can."""
    if row.summary is None:
        return row.problem
    if row.copy_of is not None:
        return Message("letters.copy", {"file": row.path.name, "other": row.copy_of.name})
    if not row.summary.queries:
        return Message("letter.nothing_to_ask")
    if row.summary.status == COMPLETED:
        return Message(_STANDING["completed"])
    return None


def name_of(row: Row, suffix: str) -> str:
    """What the file of a letter is called: `lima-peru.letter.txt`."""
    said = row.summary.name if row.summary is not None else ""
    return names.safe(said or row.path.name.partition(".")[0], f".letter{suffix}")


def write_one(row: Row, path: Path, questionnaire: Questionnaire) -> Written:
    """Write the letter about a response into a file, and mark what it asks as sent, unless somebody
    has the response open, or it asks nothing. Not for the interface's thread."""
    message = why_none(row)
    if message is not None:
        return Written(row, message=message)
    try:
        with alone(row.path, questionnaire, _STANDING) as session:
            return Written(row, path, write_letter(session, path))
    except (NotDoneError, SaveError, UnreadableError) as error:
        return Written(row, message=error.message)


def write_all(
    rows: Sequence[Row],
    folder: Path,
    suffix: str,
    questionnaire: Questionnaire,
    progress: Callable[[float], None],
    is_wanted: Callable[[], bool],
) -> list[Written]:
    """Write a letter about each response into a folder, which is made if it is not there; what came
    of each, as far as it was wanted.

    No file is replaced. `NotDoneError` where there can be no such folder.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        values = {"folder": folder, "reason": error.strerror or str(error)}
        raise NotDoneError(Message("letters.no_folder", values)) from error
    made = []
    for number, row in enumerate(rows):
        if not is_wanted():
            break
        progress(number / len(rows))
        ending = f".letter{suffix}"
        path = folders.free(folder, name_of(row, suffix).removesuffix(ending), ending)
        made.append(write_one(row, path, questionnaire))
    return made


def left_out(made: Iterable[Written]) -> list[tuple[Message, list[Row]]]:
    """Those without a letter, together where the reason is the same; last, whoever is asked
    nothing."""
    found: list[tuple[Message, list[Row]]] = []
    for one in made:
        if one.message is None:
            continue
        same = next((rows for message, rows in found if message == one.message), None)
        if same is None:
            found.append((one.message, [one.row]))
        else:
            same.append(one.row)
    return sorted(found, key=lambda one: one[0].key == "letter.nothing_to_ask")
