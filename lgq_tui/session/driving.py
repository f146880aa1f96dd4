"""Two versions of a response file put together for git, which has taken them from two branches."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.merge import Clash, merged, nothing_of, with_status
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.part import PACKET, Part, reduced
from lgq_tui.core.response import Response
from lgq_tui.core.splitting import entries_of, of_part
from lgq_tui.core.steps import DONE, Step, Turn
from lgq_tui.storage import atomic, folders, names, plain, responses, seal


class Versions(NamedTuple):
    """A response in three versions; `name` tells how files of it are written."""

    name: Path
    base: Response
    ours: Response
    theirs: Response


class Outcome(NamedTuple):
    """What came of it: `whole` has theirs where only they changed anything, and ours else."""

    whole: Response
    clashes: tuple[Clash, ...]


def read(
    base: Path, ours: Path, theirs: Path, name: Path | None, questionnaire: Questionnaire
) -> Versions:
    """The versions in three files, whatever they are called; a base may be empty.

    `UnreadableError` where one of them is no response to this edition, `NotDoneError` where ours
    and theirs are not the same response.
    """
    contents = [plain.read_bytes(path) for path in (base, ours, theirs)]
    is_json = contents[1].lstrip().startswith(b"{")
    name = name or Path(ours.name + (".json" if is_json else ".response.yaml"))
    mine, other = (
        _parsed(path, content, name, questionnaire)
        for path, content in zip((ours, theirs), contents[1:], strict=True)
    )
    if mine.id != other.id:
        raise NotDoneError(Message("driver.other"))
    if (mine.part is None) != (other.part is None) or _items(mine) != _items(other):
        raise NotDoneError(Message("driver.parts"))
    before = nothing_of(mine)
    if contents[0].strip():
        found = _parsed(base, contents[0], name, questionnaire)
        before = found if found.id == mine.id else before
    return Versions(name, before, mine, other)


def _items(one: Response) -> tuple[str, ...]:
    return one.part.items if one.part is not None else ()


def _parsed(path: Path, content: bytes, name: Path, questionnaire: Questionnaire) -> Response:
    """The response in one of git's files, which have no ending; told of under its own name."""
    try:
        return responses.parse(name, content, questionnaire)
    except plain.UnreadableError as error:
        error.path = path
        raise


def merge(questionnaire: Questionnaire, one: Versions) -> Outcome:
    """Both put together, and what clashes."""
    form = reduced(questionnaire, one.ours.part)
    merge = merged(form, one.base, one.ours, one.theirs)
    changes = with_status(form, one.base, one.ours, one.theirs, merge.changes)
    interview = Interview(questionnaire, one.ours)
    interview.recover([Turn(DONE, Step((), tuple(changes)))])
    authors = (*one.ours.authors, *(by for by in one.theirs.authors if by not in one.ours.authors))
    whole = interview.response._replace(
        authors=authors,
        position=one.ours.position,
        modified=max(one.ours.modified, one.theirs.modified),
        previous=one.ours.previous or one.theirs.previous,
    )
    return Outcome(whole, merge.clashes)


def content_of(one: Versions, outcome: Outcome, questionnaire: Questionnaire) -> bytes:
    """The file with what came of it, sealed.

    It names the last event of a journal that is in ours, but no number: what follows in that
    journal begins with the response as it is now.
    """
    event = one.ours.seal.get("event")
    whole = seal.sealed(outcome.whole, {"event": event} if event else {})
    return responses.text_of(one.name, whole, questionnaire)


def write_theirs(one: Versions, beside: Path, questionnaire: Questionnaire, now: datetime) -> Path:
    """Write theirs as a packet, with what both began with, beside a file; where it is now."""
    if one.ours.part is not None:
        items = one.ours.part.items
    else:
        items = tuple(item.id for item in questionnaire.items)
    part = Part(PACKET, one.ours.id, items)
    base = entries_of(of_part(one.base, part))
    blank = responses.new(questionnaire, now)
    packet = of_part(one.theirs, part)._replace(
        id=blank.id,
        language=one.theirs.language,
        created=blank.created,
        modified=one.theirs.modified,
        authors=one.theirs.authors,
        part=part._replace(base=base, digest=seal.digest_of_data(base)),
    )
    ending = one.name.suffix
    whole = beside.name.removesuffix(ending).removesuffix(".response")
    stem = names.shortened(whole, f".theirs.response{ending}") + ".theirs"
    path = folders.free(beside.parent, stem, f".response{ending}")
    atomic.write(path, responses.text_of(path, seal.sealed(packet, {}), questionnaire))
    return path
