"""What other responses of the desk say, to be offered while one is filled."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.known import Known, Text, known_from, texts_of
from lgq_tui.storage import responses
from lgq_tui.storage.desk import files
from lgq_tui.storage.desk.index import Index
from lgq_tui.storage.plain import UnreadableError

_UP = 3
"""Folders around that of a response in which a desk may have been opened."""
_MOST_FILES = 300
_MOST_ENTRIES = 2_000


def known_of(folder: Path, questionnaire: Questionnaire) -> Known:
    """The organisations, titles and sites that the responses around a folder name.

    They are as a desk has seen them last, over the folder or one around it; where there never was
    one, the responses in the folder are read. Not for the interface's thread.
    """
    here = folder.absolute()
    for place in (here, *here.parents[:_UP]):
        index = Index(place, questionnaire)
        if index.is_there:
            texts = index.texts().values()
            return known_from(questionnaire, (text for several in texts for text in several))
    return known_from(questionnaire, _read(here, questionnaire))


def _read(folder: Path, questionnaire: Questionnaire) -> Iterator[Text]:
    try:
        walked = files.walk(folder, _MOST_ENTRIES, most_depth=0)
    except OSError:
        return
    named = (file.name for file in walked.files if file.is_named)
    for name in islice(named, _MOST_FILES):
        try:
            response = responses.read(folder / name, questionnaire)
        except UnreadableError:
            continue
        yield from texts_of(questionnaire, response)
