"""What of a response belongs to a part of it, and what the part was when it was split off."""

from __future__ import annotations

from typing import Any

from lgq_tui.core.belongings import item_of
from lgq_tui.core.credit import credits_of
from lgq_tui.core.definition import Questionnaire, Section
from lgq_tui.core.merge import after, between
from lgq_tui.core.part import Part, is_of
from lgq_tui.core.paths import around, from_text, has_content, value_at, with_value
from lgq_tui.core.response import IN_PROGRESS, Response
from lgq_tui.core.sources import SELF, AnswerSource
from lgq_tui.core.steps import ANSWER, MISSING, same

BESIDE = (
    "missing",
    "notes",
    "accepted",
    "sources",
    "queries",
    "carried",
    "verified",
    "aside",
)
"""What is said beside the answers of a part."""

ENTRIES = ("answers", *BESIDE)


def items_of(questionnaire: Questionnaire, sections: frozenset[str]) -> tuple[str, ...]:
    """The top-level ids of all in sections, by the ids of these."""
    chosen = (one for one in questionnaire.sections if one.id in sections)
    return tuple(item.id for section in chosen for item in section.items)


def section_named(questionnaire: Questionnaire, name: str) -> Section | None:
    """The section with a printed number or an id, in whichever case; None where there is none."""
    wanted = name.strip().casefold()
    for one in questionnaire.sections:
        if wanted and wanted in ((one.number or "").casefold(), one.id.casefold()):
            return one
    return None


def of_part(response: Response, part: Part) -> Response:
    """Of a response only what belongs to a part: of the status, the packets and all else nothing.

    A record that begins as another one does can be compared with it.
    """
    answers: Any = {}
    for item in part.items:
        path = from_text(item)
        value = value_at(response.answers, path)
        if value is not None:
            answers = with_value(answers, path, value)
    chosen = frozenset(part.items)
    said: Any = {
        name: {key: one for key, one in getattr(response, name).items() if is_of(chosen, key)}
        for name in BESIDE
    }
    blank = Response(response.id, response.questionnaire, status=IN_PROGRESS)
    return blank._replace(answers=answers, **said)


def entries_of(response: Response) -> dict[str, Any]:
    """What a response says, as the plain data of `Part.base`."""
    document = response.as_document()
    return {key: document[key] for key in ENTRIES if key in document}


def signed(questionnaire: Questionnaire, base: Response, packet: Response, unit: str) -> Response:
    """A packet in which each answer that is not of the base says whose it is, and when.

    Where nobody has said so, it is the unit's, by the only one who has typed in the packet.
    """
    changes = between(questionnaire, base, packet)
    of_answers = [one for one in changes if one.operation in (ANSWER, MISSING)]
    changed = {item_of(one) for one in of_answers if has_content(one.new)}
    names = [one for one in packet.authors if isinstance(one, str)]
    entered = AnswerSource(SELF, "", unit=unit, by=names[0] if len(names) == 1 else "")
    sources = {**packet.sources}
    for item in credits_of(questionnaire, after(questionnaire, (), packet)):
        told = next((one for one in around(item) if one in packet.sources), "")
        # The source of the answer before this one, where somebody has edited the file by hand.
        is_old = same(packet.sources.get(told), base.sources.get(told))
        within = any(one.startswith(f"{item}.") for one in changed)
        if is_old and (within or not changed.isdisjoint(around(item))):
            sources[item] = entered._replace(at=packet.modified)
    return packet._replace(sources=sources)
