"""A second entry beside the first: where both say the same, where not, and what is taken then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.carried import CONFIRMED, Carried
from lgq_tui.core.confirming import is_confirmed, text_of, units_of
from lgq_tui.core.credit import NOBODY, Credit
from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.part import Part
from lgq_tui.core.paths import around, from_text, has_content, value_at
from lgq_tui.core.response import Response
from lgq_tui.core.sources import SELF, AnswerSource
from lgq_tui.core.steps import ANSWER, CARRY, MISSING, SOURCE, VERIFY, Change
from lgq_tui.core.text import clean
from lgq_tui.core.verification import AGREED, FIRST, OTHER, SECOND, Verification

SAME, DIFFERENT = "same", "different"
OPEN = "open"
"""Not entered a second time, or not asked there."""
OWN = "own"
"""Entered both times by the same person."""
REWORDED = "reworded"
"""A text that the second has confirmed, or not, and that says something else since."""

Said = Mapping[str, Any]
"""What is said on an item: `{"answer": ...}`, `{"missing": reason}`, or `{}` for nothing."""

NOTHING: Said = MappingProxyType({})


class Pair(NamedTuple):
    """What two people entered on one item, and how that stands; who did it, and when."""

    item: Item
    first: Said
    second: Said
    standing: str
    first_by: Credit = NOBODY
    second_by: Credit = NOBODY
    is_asked: bool = True
    """Whether the second is asked it, given what is entered there."""

    @property
    def is_text(self) -> bool:
        """Whether the second has said only whether the source says it."""
        return is_confirmed(self.item) and type(self.second.get("answer")) is bool

    @property
    def is_later(self) -> bool:
        """Whether the first was given after the second."""
        return bool(self.second_by.at) and self.first_by.at > self.second_by.at

    @property
    def likeness(self) -> Message | None:
        """In how little two texts differ, where that is hard to see."""
        one, other = (side.get("answer") for side in (self.first, self.second))
        if isinstance(one, list) and isinstance(other, list) and len(one) == len(other) == 1:
            [one], [other] = one, other
        if not isinstance(one, str) or not isinstance(other, str):
            return None
        if one.rstrip("/") == other.rstrip("/"):
            return Message("second.slash")
        return Message("second.case") if one.casefold() == other.casefold() else None


class Decision(NamedTuple):
    """What was decided where two differ: which of the two, or another answer, and why."""

    outcome: str
    why: str
    said: Said


# What is entered again ---------------------------------------------------------------------------


def said_on(interview: Interview, item: str) -> Said:
    """What an interview holds on an item."""
    reason = next(filter(None, map(interview.missing, around(item))), None)
    if reason is not None:
        return {"missing": reason}
    value = interview.value(from_text(item))
    return {"answer": value} if has_content(value) else NOTHING


def vouched(given: Mapping[str, Credit], response: Response) -> Mapping[str, Credit]:
    """Who stands for each answer of a first entry: who gave it, and of one that an earlier round
    gave, who has confirmed it."""
    confirmed = {item: one for item, one in response.carried.items() if not one.is_open}
    return {**given, **{item: Credit(one.by, one.at) for item, one in confirmed.items()}}


def credit_on(given: Mapping[str, Credit], item: str) -> Credit:
    """Who said that, and when."""
    return next((given[one] for one in around(item) if one in given), NOBODY)


def is_same_person(one: str, other: str) -> bool:
    """Whether two names are of the same person, however they are typed; of nobody, no."""
    one, other = (" ".join(clean(name).split()).casefold() for name in (one, other))
    return bool(one) and one == other


class Wanted(NamedTuple):
    """What is to be entered again, and how many of that are answered; how many are left out as the
    person at the keyboard has given them, and how many as they are verified."""

    items: tuple[str, ...]
    answered: int
    own: int
    known: int


def wanted(
    interview: Interview,
    given: Mapping[str, Credit],
    by: str,
    named: Iterable[str] = (),
    again: bool = False,
) -> Wanted:
    """What somebody enters a second time: all that was answered, or what is `named`.

    What is typed again is asked whether the first answered it or not, so that being asked tells
    nothing; once anything was verified, it is what was answered since, or all of it `again`.
    """
    named = frozenset(named)
    is_all = bool(named) or again or not interview.response.verified
    chosen, own, known, count = list[str](), 0, 0, 0
    for unit in units_of(interview.questionnaire.items):
        if named and unit.path not in named:
            continue
        said = said_on(interview, unit.path) if interview.is_relevant(_at(unit)) else NOTHING
        if said and is_same_person(credit_on(given, unit.path).by, by):
            own += 1
        elif said and not (named or again) and unit.path in interview.response.verified:
            known += 1
        elif "answer" in said or (not is_confirmed(unit) and (said or is_all)):
            chosen.append(unit.path)
            count += bool(said)
    return Wanted(tuple(chosen), count, own, known)


def named_in(questionnaire: Questionnaire, names: Iterable[str]) -> frozenset[str]:
    """The dotted ids of what is meant by dotted ids, numbers of questions and of sections.

    `NotDoneError` where one of them is nothing.
    """
    found = set[str]()
    for name in names:
        items = list(_named(questionnaire, name.strip().rstrip(".")))
        if not items:
            raise NotDoneError(Message("second.no_item", {"name": name.strip()}))
        found.update(unit.path for unit in units_of(items))
    return frozenset(found)


def _named(questionnaire: Questionnaire, name: str) -> Iterator[Item]:
    whole = next((one for one in reversed(around(name)) if _is_list(questionnaire, one)), name)
    if whole in questionnaire.by_path:
        item = questionnaire.by_path[whole]
        yield item
        if whole in questionnaire.top_level:
            yield from questionnaire.details_of(item)
        return
    wanted = name.casefold()
    for section in questionnaire.sections:
        number = (section.number or "").casefold()
        if wanted and wanted in (number, section.id):
            yield from section.items
        for question in section.questions:
            if question.number and wanted == f"{number}.{question.number}".casefold():
                yield question
                yield from section.details.get(question.path, ())


def _is_list(questionnaire: Questionnaire, item: str) -> bool:
    return item in questionnaire.by_path and questionnaire.by_path[item].repeat


# Comparing ---------------------------------------------------------------------------------------


def compared(
    first: Interview,
    second: Interview,
    part: Part,
    first_credits: Mapping[str, Credit],
    second_credits: Mapping[str, Credit],
    is_whole: bool = False,
) -> tuple[Pair, ...]:
    """All that is not settled yet of what two people entered, in the order of the form.

    What is not asked in the first, as it stands, is left for later. Where the second says nothing,
    it is not entered yet; if the entry `is_whole`, the source has nothing there.
    """
    chosen = frozenset(part.items)
    units = [one for one in units_of(first.questionnaire.items) if one.path in chosen]
    made = []
    for unit in units:
        if not first.is_relevant(_at(unit)):
            continue
        is_asked = unit.path in second.questionnaire.by_path and second.is_relevant(_at(unit))
        before = said_on(first, unit.path)
        after = said_on(second, unit.path) if is_asked else NOTHING
        one, other = (credit_on(by, unit.path) for by in (first_credits, second_credits))
        other = Credit(part.by, part.at) if other == NOBODY else other
        known = first.response.verified.get(unit.path)
        if known is not None and known.at >= other.at:
            continue
        ends_so = is_asked and is_whole and not is_confirmed(unit)
        if not after and not (before and ends_so):
            standing = OPEN
        elif is_same_person(one.by, other.by):
            standing = OWN
        else:
            standing = _standing(unit, before, after, part)
        if before or after or (is_asked and not is_whole):
            made.append(Pair(unit, before, after, standing, one, other, is_asked))
    return tuple(made)


def _standing(unit: Item, first: Said, second: Said, part: Part) -> str:
    if is_confirmed(unit) and type(second.get("answer")) is bool:
        shown = text_of(unit, value_at(part.context, _at(unit)))
        if "answer" not in first or text_of(unit, first["answer"]) != shown:
            return REWORDED
        return SAME if second["answer"] else DIFFERENT
    if first.keys() != second.keys() or first.get("missing") != second.get("missing"):
        return DIFFERENT
    return SAME if alike(unit, first.get("answer"), second.get("answer")) else DIFFERENT


def alike(item: Item, one: Any, other: Any) -> bool:
    """Whether two answers say the same: 1 and 1.0, choices and links in another order, an address
    whose domain is written otherwise."""
    return bool(_essence(item, one) == _essence(item, other))


def _essence(item: Item, value: Any, is_entry: bool = False) -> Hashable:
    if item.repeat and not is_entry and isinstance(value, list):
        entries = [_essence(item, one, True) for one in value if has_content(one)]
        # The order of groups is that of a table in the source; that of links tells nothing.
        return tuple(entries) if item.is_group else frozenset(Counter(entries).items())
    if item.is_group and isinstance(value, Mapping):
        known = {child.id: child for child in item.items}
        return frozenset(
            (key, _essence(known[key], one) if key in known else repr(one))
            for key, one in value.items()
            if has_content(one)
        )
    return repr(value) if item.is_group else ANSWER_TYPES[item.type].essence(value)


def _at(unit: Item) -> tuple[str | int, ...]:
    return from_text(unit.path)


# Deciding ----------------------------------------------------------------------------------------


def may_decide(pair: Pair, by: str) -> bool:
    """Whether somebody may decide between two answers: not who has given the first."""
    return not is_same_person(pair.first_by.by, by)


def changes_of(
    pairs: Iterable[Pair],
    decisions: Mapping[str, Decision],
    by: str,
    at: str,
    carried: Mapping[str, Carried] = MappingProxyType({}),
) -> Iterator[Change]:
    """What is to be changed in the first, and said of it: for all that agree, and for what somebody
    has decided at a time.

    Of what was `carried` over, that is to confirm it too: somebody found it in the source of now.
    """
    for pair in pairs:
        item = pair.item.path
        entered = Verification(
            AGREED, by=pair.second_by.by, at=pair.second_by.at or at, first_by=pair.first_by.by
        )
        decision = decisions.get(item)
        if pair.standing == SAME:
            yield Change(VERIFY, (item,), None, entered)
            yield from _confirmed(item, carried, entered.by, entered.at)
        elif pair.standing == DIFFERENT and decision is not None:
            if decision.outcome != FIRST:
                yield from _taken(pair, decision.said, by, at)
            decided = {"outcome": decision.outcome, "decided_by": by, "decided_at": at}
            sides = {"first": dict(pair.first), "second": dict(pair.second)}
            new: Any = {**decided, **sides, "why": decision.why}
            yield Change(VERIFY, (item,), None, entered._replace(**new))
            if decision.outcome == FIRST:
                yield from _confirmed(item, carried, by, at)


def _confirmed(item: str, carried: Mapping[str, Carried], by: str, at: str) -> Iterator[Change]:
    old = carried.get(item)
    if old is not None and old.is_open:
        yield Change(CARRY, (item,), old, Carried(CONFIRMED, by, at))


def _taken(pair: Pair, said: Said, by: str, at: str) -> Iterator[Change]:
    item = pair.item.path
    if "missing" in said:
        yield Change(MISSING, (item,), None, said["missing"])
    elif "answer" not in said and "missing" in pair.first:
        yield Change(MISSING, (item,), pair.first["missing"], None)
    else:
        yield Change(ANSWER, _at(pair.item), None, said.get("answer"))
    if said:
        yield Change(SOURCE, (item,), None, AnswerSource(SELF, by=by, at=at))


def outcome_of(pair: Pair, said: Said) -> str:
    """Which of the two is what somebody has typed as another answer."""
    for outcome, side in ((FIRST, pair.first), (SECOND, pair.second)):
        if not (outcome == SECOND and pair.is_text) and _is_it(pair.item, side, said):
            return outcome
    return OTHER


def _is_it(item: Item, one: Said, other: Said) -> bool:
    return one.keys() == other.keys() and alike(item, one.get("answer"), other.get("answer"))
