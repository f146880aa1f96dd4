"""The responses of an earlier round in a folder, with which new ones begin."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.response import Response
from lgq_tui.session.desk.cities import City, Key, key_of
from lgq_tui.session.rounds import carried_over, earlier_response
from lgq_tui.storage import responses
from lgq_tui.storage.desk import files
from lgq_tui.storage.plain import UnreadableError


class EarlierFolder(NamedTuple):
    """What begins a new response, by who that is about; and of which files nothing could be made,
    and why."""

    by_subject: Mapping[Key, Response]
    refused: tuple[tuple[Path, Message], ...] = ()


NO_FOLDER = EarlierFolder({})
"""Of who begins without any."""


def earlier_in(folder: Path, questionnaire: Questionnaire) -> EarlierFolder:
    """The responses of an earlier round in a folder and in those within it; they are read only.

    `NotDoneError` where there is no such folder. Where several are about one city, none is taken.
    """
    if not folder.is_dir():
        raise NotDoneError(Message("desk.not_there", {"folder": folder}))
    found: dict[Key, list[tuple[Path, Response]]] = {}
    refused: list[tuple[Path, Message]] = []
    for file in files.walk(folder).files:
        if not file.is_named:
            continue
        path = folder / file.name
        try:
            new = _carried(path, questionnaire)
        except (NotDoneError, UnreadableError) as error:
            refused.append((path, error.message))
            continue
        found.setdefault(_key(questionnaire, new), []).append((path, new))
    by_subject: dict[Key, Response] = {}
    for key, those in found.items():
        if len(those) == 1:
            by_subject[key] = those[0][1]
        else:
            names = ", ".join(path.name for path, _ in those)
            refused += [(path, Message("round.several", {"names": names})) for path, _ in those]
    return EarlierFolder(by_subject, tuple(refused))


def _carried(path: Path, questionnaire: Questionnaire) -> Response:
    blank = responses.new(questionnaire, datetime.now(UTC))
    return carried_over(path, earlier_response(path, questionnaire), blank, questionnaire)


def _key(questionnaire: Questionnaire, new: Response) -> Key:
    said = new.previous.answers if new.previous is not None else {}
    return key_of(questionnaire, City(said))
