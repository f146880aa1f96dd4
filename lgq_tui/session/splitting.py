"""A part of a response as a file of its own, for others to fill."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from lgq_tui.core.definition import Questionnaire, Section
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.part import PACKET, Part, context_of
from lgq_tui.core.paths import value_at
from lgq_tui.core.response import Response
from lgq_tui.core.snapshot import unfolded
from lgq_tui.core.splitting import entries_of, items_of, of_part, section_named
from lgq_tui.core.subject import country_of, subject_of
from lgq_tui.core.text import clean_line
from lgq_tui.core.wording import plain
from lgq_tui.storage import atomic, names, responses, seal, settings


def sections_named(questionnaire: Questionnaire, named: str) -> list[Section]:
    """The sections that somebody names by their printed numbers or ids: `I, IV`."""
    texts = [text.strip() for text in named.split(",") if text.strip()]
    known = ", ".join(label_of(one) for one in questionnaire.sections)
    if not texts:
        raise NotDoneError(Message("split.no_section", {"known": known}))
    found = dict.fromkeys(section_named(questionnaire, text) for text in texts)
    for text in texts:
        if section_named(questionnaire, text) is None:
            values = {"section": text, "known": known}
            raise NotDoneError(Message("split.unknown_section", values))
    return [one for one in found if one is not None]


def label_of(section: Section) -> str:
    """What to call a section where somebody names it: its number, or its id where it has none."""
    return section.number or section.id


def words_of(sections: Iterable[Section]) -> str:
    """Sections in a sentence: their numbers, and the titles of those that have none."""
    return ", ".join(one.number or plain(one.title) for one in sections)


def packet_of(
    questionnaire: Questionnaire, response: Response, sections: Iterable[Section], unit: str = ""
) -> Response:
    """A packet of a response as it is now; `NotDoneError` where it is a part itself.

    `questionnaire` is that of the whole response.
    """
    if response.part is not None:
        raise NotDoneError(Message("split.is_part"))
    now = datetime.now(UTC)
    blank = responses.new(questionnaire, now)
    items = items_of(questionnaire, frozenset(one.id for one in sections))
    given = unfolded(questionnaire, response)[0]
    part = Part(
        PACKET,
        response.id,
        items,
        unit=clean_line(unit),
        by=settings.author(),
        at=blank.created,
        subject=subject_of(questionnaire, lambda path: value_at(given, path)),
        country=country_of(questionnaire, lambda path: value_at(given, path)) or "",
        context=context_of(questionnaire, items, given),
    )
    said = of_part(response, part)
    base = entries_of(said)
    return said._replace(
        id=blank.id,
        questionnaire=response.questionnaire,
        language=response.language,
        created=blank.created,
        modified=blank.modified,
        part=part._replace(base=base, digest=seal.digest_of_data(base)),
    )


def write(path: Path, packet: Response, questionnaire: Questionnaire) -> None:
    """Write a packet, sealed; `atomic.SaveError` where it cannot be written."""
    atomic.write(path, responses.text_of(path, seal.sealed(packet, {}), questionnaire))


def name_of(file: Path, unit: str, sections: Iterable[Section]) -> Path:
    """A name to offer for a packet: that of the response, with whose part it is."""
    stem = file.name.partition(".")[0]
    whose = unit.strip() or "-".join(label_of(one) for one in sections)
    return file.with_name(names.safe(f"{stem} {whose}", ".response.yaml"))
