"""A second place for answers that cannot be written where they belong: the user's state folder."""

from __future__ import annotations

import contextlib
from pathlib import Path
from zlib import crc32

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.response import Response
from lgq_tui.storage import atomic, names, responses
from lgq_tui.storage.folders import state_folder
from lgq_tui.storage.plain import UnreadableError

_ENDING = ".response.yaml"


def path_of(response_id: str) -> Path:
    """Where the answers of a response would be kept."""
    name = names.safe(response_id)
    if name != response_id:
        # Ids that are not as ours may look alike once they are names.
        name += f"-{crc32(response_id.encode('utf-8', 'surrogatepass')):08x}"
    return state_folder() / "kept" / f"{name}{_ENDING}"


def keep(response: Response, questionnaire: Questionnaire) -> Path | None:
    """Write the response there; None where that cannot be done either."""
    path = path_of(response.id)
    with contextlib.suppress(Exception):  # what hinders it has been told of the first place
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.write(path, responses.text_of(path, response, questionnaire))
        return path
    return None


def found(response_id: str, questionnaire: Questionnaire) -> Response | None:
    """What is kept of a response, None where that is nothing."""
    path = path_of(response_id)
    if not path.exists():
        return None
    try:
        kept = responses.read(path, questionnaire)
    except UnreadableError:
        return None
    return kept if kept.id == response_id else None


def drop(response_id: str) -> None:
    """Do away with what was kept: it is where it belongs now."""
    with contextlib.suppress(OSError):
        path_of(response_id).unlink()
