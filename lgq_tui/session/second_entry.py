"""A second entry and the response that it is of, as files: begun, found, compared, decided."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from lgq_tui.core.confirming import is_confirmed
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.part import SECOND_ENTRY, Part, context_of
from lgq_tui.core.paths import from_text, value_at, with_value
from lgq_tui.core.response import COMPLETED, Response
from lgq_tui.core.second_entry import (
    DIFFERENT,
    OPEN,
    OWN,
    REWORDED,
    SAME,
    Decision,
    Pair,
    changes_of,
    compared,
    is_same_person,
    may_decide,
    said_on,
    vouched,
    wanted,
)
from lgq_tui.core.steps import VERIFY
from lgq_tui.core.subject import subject_of
from lgq_tui.core.verification import AGREED
from lgq_tui.session.beginning import alone
from lgq_tui.session.credits import credits_in
from lgq_tui.storage import atomic, folders, names, responses, settings
from lgq_tui.storage.copies import rank
from lgq_tui.storage.plain import UnreadableError
from lgq_tui.storage.swap import ChangedError

_MARK = ".second"
"""What stands before the endings of a second entry's name."""

_MOST_FILES = 300
"""Files of a folder that are looked into."""

_BEGINNING = 16_384
"""Bytes of a file in which it says what it is a part of."""

_ENDINGS = (".yaml", ".yml", ".json")
_STANDING = {"held": "second.held", "completed": "second.completed"}


class Begun(NamedTuple):
    """A second entry that was begun, and how many answers are left out as they are one's own."""

    path: Path
    own: int = 0


class Comparison(NamedTuple):
    """What a second entry and the response that it is of say, by their files; who began it."""

    first: Path
    second: Path
    pairs: tuple[Pair, ...]
    by: str = ""
    was_made: bool = False
    """Whether the two were compared before, and anything was settled by that."""

    def of(self, standing: str) -> Sequence[Pair]:
        """Those that stand so."""
        return [pair for pair in self.pairs if pair.standing == standing]

    @property
    def lacking(self) -> Sequence[Pair]:
        """What the first says, and the second is asked and has not entered yet."""
        return [pair for pair in self.of(OPEN) if pair.first and pair.is_asked]

    @property
    def blank(self) -> int:
        """How much is asked in the second, and not entered yet, whatever the first says."""
        return sum(pair.is_asked for pair in self.of(OPEN))

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be entered, decided or recorded."""
        return not (self.lacking or self.of(DIFFERENT) or self.of(SAME))


# Files -------------------------------------------------------------------------------------------


def read_first(path: Path, questionnaire: Questionnaire) -> Response:
    """The response in a file, of which a second entry can be made; `NotDoneError` where not."""
    response = responses.read(path, questionnaire)
    if response.part is not None:
        raise NotDoneError(Message("second.is_part", {"path": path}))
    return response


def seconds_of(path: Path, response: Response, questionnaire: Questionnaire) -> list[Path]:
    """The second entries of a response beside its file, the one that was begun first first."""
    found = []
    for one in _beside(path):
        part = _part_in(one, questionnaire) if _may_be_second(one) else None
        if part is not None and part.kind == SECOND_ENTRY and part.of == response.id:
            found.append((part.at, len(one.name), one))
    return [one for _, _, one in sorted(found)]


def first_of(path: Path, part: Part, questionnaire: Questionnaire) -> Path:
    """The file of the response that a second entry is of; `NotDoneError` where it is not beside."""
    begin = path.name.partition(_MARK)[0]
    beside = sorted(_beside(path), key=lambda one: (not one.name.startswith(begin), rank(one.name)))
    for one in beside:
        try:
            response = responses.read(one, questionnaire)
        except UnreadableError:
            continue
        if response.id == part.of and response.part is None:
            return one
    raise NotDoneError(Message("second.no_first", {"path": path}))


def _beside(path: Path) -> list[Path]:
    """The files in the folder of a file that may be responses."""
    try:
        entries = sorted(path.absolute().parent.iterdir())
    except OSError:
        return []
    files = (one for one in entries if one.suffix.lower() in _ENDINGS and one.is_file())
    named = [path.parent / one.name for one in files if one.name != path.name]
    begin = path.name.partition(".")[0]
    return sorted(named, key=lambda one: not one.name.startswith(begin))[:_MOST_FILES]


def _may_be_second(path: Path) -> bool:
    """Whether a file may hold a second entry, by its name, or by what it begins with where it has
    another one now."""
    if _MARK in path.name:
        return True
    try:
        with path.open("rb") as file:
            return SECOND_ENTRY.encode() in file.read(_BEGINNING)
    except OSError:
        return False


def _part_in(path: Path, questionnaire: Questionnaire) -> Part | None:
    try:
        return responses.read(path, questionnaire).part
    except UnreadableError:
        return None


# Beginning ---------------------------------------------------------------------------------------


def begin(
    path: Path, questionnaire: Questionnaire, named: Collection[str] = (), again: bool = False
) -> Begun:
    """Begin a second entry of the response in a file, by whoever is at the keyboard.

    `named` are dotted ids; without them it is of all that is not verified, or of all `again`.
    Of the same items that are `named` the one that was begun before is gone on with.
    `NotDoneError` where there is nothing, or where all of it was given by the same person.
    """
    response = read_first(path, questionnaire)
    if response.status == COMPLETED:
        raise NotDoneError(Message("second.completed", {"path": path}))
    by, now = settings.author(), datetime.now(UTC)
    interview = Interview(questionnaire, response)
    given = vouched(credits_in(path, response, questionnaire), response)
    chosen = wanted(interview, given, by, named, again)
    if not chosen.answered:
        key = "all_own" if chosen.own else "nothing_new" if chosen.known else "nothing"
        values = {"path": path, "who": by, "count": chosen.own or chosen.known}
        raise NotDoneError(Message(f"second.{key}", values))
    there = _begun_already(path, interview, chosen.items, by) if named else None
    if there is not None:
        return Begun(there, chosen.own)
    if not (named or again):
        _must_be_readable(path, questionnaire)
    part = _part_of(interview, chosen.items, by, responses.stamp(now))
    second = responses.new(questionnaire, now)._replace(part=part, language=response.language)
    place = _free(path)
    try:
        if os.path.lexists(place):
            raise ChangedError(place, b"")
        content = responses.text_of(place, second, questionnaire)
        atomic.write_over(place, content, None)
    except ChangedError as error:
        raise NotDoneError(Message("second.is_there", {"path": place})) from error
    return Begun(place, chosen.own)


def _begun_already(
    path: Path, interview: Interview, items: tuple[str, ...], by: str
) -> Path | None:
    """The second entry of the same items by the same person that is not compared yet."""
    questionnaire = interview.questionnaire
    for one in seconds_of(path, interview.response, questionnaire):
        part = _part_in(one, questionnaire)
        if part is not None and part.items == items and is_same_person(part.by, by):
            made = comparison(path, one, questionnaire)
            if not made.was_made and made.blank:
                return one
    return None


def _must_be_readable(path: Path, questionnaire: Questionnaire) -> None:
    """`UnreadableError` where a second entry lies beside a response that cannot be read: another
    one beside it would be begun for nothing."""
    begin = f"{_stem(path)}{_MARK}"
    for one in _beside(path):
        if one.name.startswith(begin):
            responses.read(one, questionnaire)


def _part_of(interview: Interview, items: tuple[str, ...], by: str, at: str) -> Part:
    questionnaire, response = interview.questionnaire, interview.response
    context = context_of(questionnaire, items, response.answers)
    for item in items:
        if is_confirmed(questionnaire.by_path[item]):
            steps = from_text(item)
            context = with_value(context, steps, value_at(response.answers, steps))
    # Who it is about stands on the screen all the time: not what is to be typed again.
    typed = [one for one in items if not is_confirmed(questionnaire.by_path[one])]
    shown = tuple(one for one in questionnaire.subject if one not in typed)
    asked = Questionnaire(**{**questionnaire._asdict(), "subject": shown})
    named = Interview(asked, response)
    subject, country = subject_of(asked, named.value), named.country or ""
    return Part(SECOND_ENTRY, response.id, items, subject, "", by, at, country, context=context)


def _free(path: Path) -> Path:
    """`kl.second.response.yaml` for `kl.response.yaml`; a name that no file has."""
    ending = ".response.json" if path.suffix.lower() == ".json" else ".response.yaml"
    stem = names.shortened(_stem(path), _MARK + ending)
    return folders.free(path.parent, f"{stem}{_MARK}", ending)


def _stem(path: Path) -> str:
    return path.name.removesuffix(path.suffix).removesuffix(".response")


# Comparing ---------------------------------------------------------------------------------------


def comparison(
    first: Path, second: Path, questionnaire: Questionnaire, is_whole: bool = False
) -> Comparison:
    """A second entry beside what the response says now; not for the interface's thread."""
    responses_ = [read_first(first, questionnaire), responses.read(second, questionnaire)]
    one, other = (Interview(questionnaire, response) for response in responses_)
    given = [
        credits_in(path, response, interview.questionnaire)
        for path, response, interview in zip((first, second), responses_, (one, other), strict=True)
    ]
    part = responses_[1].part
    assert part is not None
    entered = {known.at for known in responses_[0].verified.values() if known.at >= part.at}
    of_first = vouched(given[0], responses_[0])
    pairs = compared(one, other, part, of_first, given[1], is_whole)
    return Comparison(first, second, pairs, part.by, bool(entered))


def settle(
    made: Comparison, decisions: Mapping[str, Decision], questionnaire: Questionnaire
) -> int:
    """Record in the response what agrees, and what was decided, as one step; how much that is.

    What somebody has changed there since is left for the next comparison. `NotDoneError`, and
    nothing is changed, where the response takes no changes; `atomic.SaveError` where it could not
    be saved. Not for the interface's thread.
    """
    by, at = settings.author(), responses.stamp(datetime.now(UTC))
    for pair in made.pairs:
        if pair.item.path in decisions and not may_decide(pair, by):
            raise NotDoneError(Message("second.own_decision", {"who": by}))
    if not (made.of(SAME) or decisions):
        return 0
    with alone(made.first, questionnaire, _STANDING) as session:
        pairs = [
            one for one in made.pairs if said_on(session.interview, one.item.path) == one.first
        ]
        carried = session.interview.response.carried
        changes = list(changes_of(pairs, decisions, by, at, carried))
        session.take(changes)
    return len({str(one.path[0]) for one in changes if one.operation == VERIFY})


def left_out(made: Comparison) -> Iterator[Message]:
    """What is not compared, and why, in sentences."""
    for standing, key in ((OWN, "second.left_own"), (REWORDED, "second.left_reworded")):
        count = len(made.of(standing))
        if count:
            yield Message(key, {"count": count})


# How it stands -----------------------------------------------------------------------------------


def open_one(path: Path, response: Response, questionnaire: Questionnaire) -> Comparison | None:
    """The comparison with the second entry that is not over, None where there is none: one's own
    before others."""
    me = settings.author()
    made = [
        comparison(path, one, questionnaire) for one in seconds_of(path, response, questionnaire)
    ]
    left = [one for one in made if not one.is_over]
    left.sort(key=lambda one: not is_same_person(one.by, me))
    return next(iter(left), None)


def is_entering(made: Comparison) -> bool:
    """Whether the person at the keyboard goes on entering it, before anything is compared."""
    if not is_same_person(made.by, settings.author()) and made.by:
        return False
    return bool(made.lacking and not made.of(DIFFERENT) if made.was_made else made.blank)


def next_of(path: Path, questionnaire: Questionnaire) -> Begun | Comparison:
    """What the person at the keyboard does next about a response: enter the second entry in a file,
    which is begun where there is none, or decide what is different.

    `NotDoneError` where they can do neither.
    """
    response = read_first(path, questionnaire)
    made = open_one(path, response, questionnaire)
    if made is None:
        return begin(path, questionnaire)
    if is_entering(made):
        return Begun(made.second)
    must_be_open_to(made)
    if not (made.of(DIFFERENT) or made.of(SAME)):
        values = {"count": len(made.lacking), "who": made.by, "path": path}
        raise NotDoneError(Message("second.being_entered", values))
    return made


def must_be_open_to(made: Comparison) -> None:
    """`NotDoneError` where something differs, and who is at the keyboard may decide none of it."""
    me, differing = settings.author(), made.of(DIFFERENT)
    if differing and not any(may_decide(pair, me) for pair in differing):
        values = {"count": len(differing), "who": me}
        raise NotDoneError(Message("second.own_decisions", values))


def unverified(path: Path, response: Response, questionnaire: Questionnaire) -> int:
    """How many answers nobody has entered a second time, and this person could."""
    interview = Interview(questionnaire, response)
    given = vouched(credits_in(path, response, questionnaire), response)
    return wanted(interview, given, settings.author()).answered


def stands(response: Response) -> Iterator[Message]:
    """What came of second entries, in sentences: how many agreed, and who decided the others."""
    known = response.verified.values()
    agreed = sum(one.outcome == AGREED for one in known)
    if agreed:
        yield Message("second.stands_agreed", {"count": agreed})
    decided = Counter(one.decided_by for one in known if one.outcome != AGREED)
    for who, count in decided.items():
        yield Message("second.stands_decided", {"count": count, "who": who})
