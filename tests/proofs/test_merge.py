"""Two people's changes to one response come together by law, whatever each of them did.

The proof makes triples at random: a response as it was, and two that two people made of it, over a
small questionnaire with groups, lists, and choices with details; a few of their values have a shape
that the questionnaire does not expect, as a file may. For each triple:

- who changed nothing brings nothing, and who changed nothing gets all of the other's work;
- it does not matter whose response comes first;
- every change of either is in the outcome, or is named as one of a clash;
- of queries, each that either raised is in the outcome, with all that either added to its thread;
- what belongs to an answer (where it came from, whether it was confirmed, what came of a second entry)
  goes with it, and of two who said the same of it the first is named;
- a part that is split off, filled and merged comes in by the same laws, with all that was done in both
  meanwhile; merged once more, it changes nothing, whatever was done to the response since; and of a part
  on which nobody can rely, nothing comes in by itself;
- however a clash is decided, no item has an answer and a reason why it has none, unless one of the
  two people had left both there;
- the status says completed only where the outcome says what one of the two had completed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from random import Random
from typing import Any, cast

from lgq_tui.core.belongings import item_of
from lgq_tui.core.carried import Carried
from lgq_tui.core.merge import Merge, between, merged, with_status
from lgq_tui.core.packets import MergedPacket
from lgq_tui.core.part import Part, is_of
from lgq_tui.core.paths import around, as_text, has_content, value_at, with_value
from lgq_tui.core.queries import STATUSES as QUERY_STATUSES
from lgq_tui.core.queries import Query, Remark
from lgq_tui.core.rejoining import coming, doubted, marks
from lgq_tui.core.response import COMPLETED, STATUSES, Acceptance, Response
from lgq_tui.core.snapshot import unfolded
from lgq_tui.core.sources import SELF, AnswerSource
from lgq_tui.core.splitting import of_part
from lgq_tui.core.steps import (
    ANSWER,
    MISSING,
    NOTE,
    OF_ANSWERS,
    PACKET,
    PARTS,
    QUERY,
    STATUS,
    Change,
    applied,
)
from lgq_tui.core.verification import Verification
from tests.forms import form, response
from tests.proofs.conftest import Proof

FORM = form("""
- {id: city, type: text}
- {id: many, type: integer}
- {id: chief, type: group, items: [
    {id: there, type: yes_no}, {id: name, type: text, relevant: {there: true}},
    {id: office, type: group, items: [{id: room, type: text}, {id: floor, type: integer}]}]}
- {id: links, type: url, repeat: true}
- {id: people, type: group, repeat: true, items: [{id: name, type: text}, {id: age, type: integer}]}
- id: areas
  type: select_multiple
  choices:
  - {id: a, label: A}
  - {id: b, label: B, detail: true}
  - {id: c, label: C, detail: {type: group, items: [{id: x, type: text, label: X}]}}
- {id: extent, type: select_one, choices: [{id: all, label: All}, {id: some, label: Some, detail: true}]}
- {id: later, type: text, relevant: {city: X}}
""")

VALUES: dict[str, list[Any]] = {
    "city": ["X", "Y", "", 7],
    "many": [0, 1, 1.0, True, "one"],
    "chief": [{}, "nobody", {"there": True}, {"office": {"room": "1"}}, {"office": "upstairs"}],
    "chief.there": [True, False, 1],
    "chief.name": ["Ada", "Bo"],
    "chief.office": [{"room": "1"}, {"room": "2", "floor": 1}, [], "none"],
    "chief.office.room": ["1", "2"],
    "chief.office.floor": [0, 0.0, 1],
    "links": [["u"], ["v"], ["u", "v"], "u", {"u": 1}],
    "people": [[{"name": "A"}], [{"name": "A", "age": 1}, {}], [{"age": 1}, {"age": 2}]],
    "areas": [["a"], ["b", "c"], ["c"], "c"],
    "areas_details.b": ["why", "because"],
    "areas_details.c.x": ["x", "y"],
    "areas_details": [{"b": "why"}, {"c": {"x": "x"}}],
    "extent": ["all", "some"],
    "extent_details.some": ["most", "few"],
    "later": ["L", "M"],
    "stray": [1, [1], {"deep": {"er": 1}}],
    "stray.deep": [2, {"er": 2}],
}  # fmt: skip
PLACES = list(VALUES)
REASONS = {
    "missing": ("asked-unknown", "not-applicable"),
    "notes": ("one", "other"),
    "accepted": ((Acceptance("w", "r"),), (Acceptance("w", "s"), Acceptance("v", "r"))),
    "sources": (
        AnswerSource("call"),
        AnswerSource("document", "a", other={"x": 1}),
        *(AnswerSource("call", by=by, at=at) for by in ("A", "B") for at in ("1", "2")),
        *(
            AnswerSource("self", unit=unit, by="A", at=at)
            for unit in ("U", "V")
            for at in ("1", "2")
        ),
    ),
    "carried": (
        Carried("to-confirm"),
        *(Carried("confirmed", by, at) for by in ("A", "B") for at in ("1", "2")),
    ),
    "verified": (
        *(Verification("agreed", by, at) for by in ("A", "B") for at in ("1", "2")),
        *(Verification("first", "B", at, decided_by="C", why="heard") for at in ("1", "2")),
    ),
}
PACKETS = [MergedPacket(digest, "U", "A", at) for digest in ("x", "y") for at in ("1", "2")]
TIMES = ("1", "2", "3")


# Responses at random ---------------------------------------------------------------------------


def varied(random: Random, one: Response) -> Response:
    """What somebody made of a response; it may be what it was."""
    for _ in range(random.choice((0, 1, 1, 2, 3, 5))):
        kind = random.random()
        if kind < 0.6:
            one = with_answer(one, random.choice(PLACES), random)
        elif kind < 0.7:
            one = with_query(one, random)
        elif kind < 0.95:
            part = random.choice(list(REASONS))
            entries = {**getattr(one, part)}
            place = random.choice(PLACES[:6])
            entries.pop(place, None)
            if random.random() < 0.7:
                entries[place] = random.choice(REASONS[part])
            one = one._replace(**cast(Any, {part: entries}))
        elif kind < 0.97:
            packets = {**one.packets, random.choice("pq"): random.choice(PACKETS)}
            one = one._replace(packets=packets)
        else:
            one = one._replace(status=random.choice(STATUSES))
    return one


def with_answer(one: Response, place: str, random: Random) -> Response:
    value = random.choice([*VALUES[place], None])
    if place == "later" and random.random() < 0.5:
        kept = {**one.aside, place: value} if value is not None else {}
        return one._replace(aside=kept)
    answers = with_value(one.answers, tuple(place.split(".")), value) or {}
    return one._replace(answers=answers)


def with_query(one: Response, random: Random) -> Response:
    """A query that is raised, followed, put otherwise or taken back."""
    place = random.choice(PLACES[:3])
    queries = [*one.queries.get(place, ())]
    at = random.randrange(len(queries) + 1)
    said = Remark(random.choice(TIMES), text=random.choice("abc"))
    if any(said in query.thread for query in queries):
        pass  # nobody says the same at the same time twice, though two people may
    elif at == len(queries):
        queries.insert(random.randrange(at + 1), Query("open", (said,)))
    elif random.random() < 0.15:
        del queries[at]
    elif random.random() < 0.15:
        queries[at] = queries[at]._replace(other={"x": random.choice((1, 1.0, True))})
    else:
        status, first, *thread = (random.choice(QUERY_STATUSES), *queries[at].thread)
        thread.insert(random.randrange(len(thread) + 1), said)
        if random.random() < 0.3:
            thread.pop(random.randrange(len(thread)))
        queries[at] = Query(random.choice((status, queries[at].status)), (first, *thread))
    kept = {**one.queries, place: tuple(queries)}
    return one._replace(queries={item: some for item, some in kept.items() if some})


# What is made of a merge -----------------------------------------------------------------------


def after(changes: Iterable[Change], one: Response) -> Response:
    """A response with changes made to it, and nothing kept aside."""
    answers: Any = unfolded(FORM, one)[0]
    one = one._replace(aside={})
    for change in changes:
        if change.operation == ANSWER:
            answers = with_value(answers, change.path, change.new) or {}
        else:
            one = applied(change, one)
    return one._replace(answers=answers)


def is_same(one: Response, other: Response) -> bool:
    """Whether two responses say the same, in which 1, 1.0 and true are three things."""
    return said(one) == said(other)


def said(one: Response) -> str:
    answers = without_nothing(unfolded(FORM, one)[0])
    document = one.as_document()
    parts = [document.get(part) for part in (*REASONS, "queries", "packets")]
    return json.dumps([answers, parts, one.status], sort_keys=True)


def without_nothing(value: Any) -> Any:
    """A group in which nothing is answered is none."""
    if not isinstance(value, Mapping):
        return value
    inner = {key: without_nothing(one) for key, one in value.items()}
    return {key: one for key, one in inner.items() if one not in (None, {})}


def places(changes: Iterable[Change]) -> set[Any]:
    return {(change.operation, change.path) for change in changes}


def is_around(change: Change, other: Change) -> bool:
    """Whether a change is at the place of another one, or around that."""
    return (change.operation, change.path) == (other.operation, other.path[: len(change.path)])


def said_of(changes: Iterable[Change]) -> list[Change]:
    """Those that `merged` has to do with; the status comes after them."""
    return [change for change in changes if change.operation != STATUS]


def in_order(value: Any) -> str:
    return json.dumps(without_nothing(value) if has_content(value) else None, sort_keys=True)


def has(one: Response, change: Change) -> bool:
    """Whether a response has what a change made."""
    answers = unfolded(FORM, one)[0]
    if change.operation == QUERY:
        return has_queries(one.queries.get(str(change.path[0]), ()), change.old, change.new)
    if change.operation in (*OF_ANSWERS, PACKET) and change.new is not None:
        # Of two who said the same, the first is named; of two merges of a packet, the last.
        there = getattr(one, PARTS[change.operation]).get(str(change.path[0]))
        return there is not None and (change.operation == PACKET or is_alike(there, change.new))
    if change.operation != ANSWER:
        return is_same(after([change], one), one)
    found: Any = answers
    for step in change.path:
        found = found.get(step) if isinstance(found, dict) else None
    return in_order(found) == in_order(change.new)


def is_alike(found: Any, new: Any) -> bool:
    """Whether it is the same that is said of an answer, whoever said it first."""
    found, new = found.unsigned, new.unsigned
    if isinstance(new, AnswerSource) and new.mode == SELF:
        found = found._replace(unit=new.unit)
    return bool(found == new)


Queries = tuple[Query, ...] | None


def has_queries(found: Queries, old: Queries, new: Queries) -> bool:
    """Whether queries have what was done to them: those that were raised, with all that came to
    their threads, as they were left; and not those that were taken back."""
    there, before, after = (cells(one) for one in (found, old, new))
    came = [key for key in after if repr(after[key]) != repr(before.get(key))]
    went = [key for key in before if key not in after]
    return all(repr(there.get(key)) == repr(after[key]) for key in came) and not any(
        key in there for key in went
    )


def cells(queries: Queries) -> dict[Any, Any]:
    """All that a person can do to queries by itself: to raise one, to say something, to turn it."""
    found: dict[Any, Any] = {}
    for query in queries or ():
        key = repr(query.thread[0])
        found[key] = True
        found[key, "status"], found[key, "other"] = query.status, query.other
        found.update(((key, repr(remark)), True) for remark in query.thread[1:])
    return found


# The laws --------------------------------------------------------------------------------------


def assert_identity(base: Response, mine: Response) -> None:
    assert merged(FORM, base, mine, base) == Merge((), ())
    assert merged(FORM, base, mine, mine) == Merge((), ())
    all_of_it = merged(FORM, base, base, mine)
    assert all_of_it.clashes == ()
    changes = with_status(FORM, base, base, mine, all_of_it.changes)
    assert is_same(after(changes, base), mine)
    assert with_status(FORM, base, mine, base, ()) == ()


def assert_symmetry(base: Response, mine: Response, theirs: Response) -> bool:
    """Whether both come to the same if each takes what the other did."""
    one, other = merged(FORM, base, mine, theirs), merged(FORM, base, theirs, mine)
    turned = {(clash.theirs, clash.mine) for clash in map(repr_of, other.clashes)}
    assert {(clash.mine, clash.theirs) for clash in map(repr_of, one.clashes)} == turned
    if not one.clashes:
        changes = with_status(FORM, base, mine, theirs, one.changes)
        others = with_status(FORM, base, theirs, mine, other.changes)
        assert is_same(after(changes, mine), after(others, theirs))
    return bool(one.clashes)


def repr_of(clash: Any) -> Any:
    """A clash that can be kept in a set, and in which 1, 1.0 and True differ."""
    return clash._replace(mine=repr(clash.mine), theirs=repr(clash.theirs), taken=())


def assert_nothing_lost(base: Response, mine: Response, theirs: Response) -> None:
    merge = merged(FORM, base, mine, theirs)
    outcome = after(merge.changes, mine)
    clashing = [change for clash in merge.clashes for change in clash.taken]
    for change in said_of(between(FORM, base, mine)):
        assert has(outcome, change), "mine stays, in a clash too"
    for change in said_of(between(FORM, base, theirs)):
        asked = any(is_around(change, one) or is_around(one, change) for one in clashing)
        assert asked or has(outcome, change), "theirs comes, or is asked about"
    untouched = places(between(FORM, mine, outcome)) - places(between(FORM, base, theirs))
    assert not untouched, "nothing changes that nobody changed"


def assert_belonging(base: Response, mine: Response, theirs: Response) -> None:
    """Of an answer that comes from one of the two, nothing is said that the other said of theirs."""
    merge = merged(FORM, base, mine, theirs)
    came = [one for one in merge.changes if one.operation in (ANSWER, MISSING)]
    outcome, touched = after(merge.changes, mine), list(between(FORM, base, mine))
    for change in came:
        item = item_of(change)
        for own in touched:
            if own.operation in OF_ANSWERS and item in around(str(own.path[0])):
                same_answer = same_said(mine, theirs, item)
                assert same_answer, f"{item}: {own} is about another answer"
        for operation in OF_ANSWERS:
            there = getattr(theirs, PARTS[operation]).get(item)
            found = getattr(outcome, PARTS[operation]).get(item)
            assert found == there or same_said(mine, theirs, item)


def same_said(one: Response, other: Response, item: str) -> bool:
    """Whether two say the same in answer to an item."""
    path = tuple(item.split("."))
    answers = [in_order(value_at(unfolded(FORM, side)[0], path)) for side in (one, other)]
    return answers[0] == answers[1] and one.missing.get(item) == other.missing.get(item)


def both(one: Response) -> set[str]:
    """The items that have an answer, and a reason why they have none."""
    answers = unfolded(FORM, one)[0]
    return {item for item in one.missing if has_content(value_at(answers, tuple(item.split("."))))}


def assert_decided(random: Random, base: Response, mine: Response, theirs: Response) -> None:
    merge = merged(FORM, base, mine, theirs)
    choice = random.choice(([False], [True], [False, True]))
    taken = [clash for clash in merge.clashes if random.choice(choice)]
    coming = [*merge.changes, *(change for clash in taken for change in clash.taken)]
    outcome = after(with_status(FORM, base, mine, theirs, coming), mine)
    if choice == [True]:
        assert all(has(outcome, clash.theirs) for clash in taken), "theirs comes where it is taken"
    assert both(outcome) <= both(mine) | both(theirs), "an answer, or why there is none"
    completed = [one for one in (mine, theirs) if one.status == COMPLETED]
    same_again = any(is_same(one, outcome) for one in completed)
    assert same_again or outcome.status != COMPLETED, "completed is what somebody completed"


# Parts -----------------------------------------------------------------------------------------

ITEMS = [item.id for item in FORM.items]


def part_of(random: Random) -> Part:
    """Some of what is asked, as it is split off."""
    items = tuple(one for one in ITEMS if random.random() < 0.5) or (ITEMS[0],)
    return Part("packet", "r-1", items, unit="U", at="0")


def assert_parts(random: Random, base: Response, mine: Response, filled: Response) -> bool:
    """Whether a packet came in without a clash."""
    part = part_of(random)
    began, here, packet = (of_part(one, part) for one in (base, mine, filled))
    come = coming(FORM, began, here, packet, {}, lambda change: True)
    assert come.older == 0
    chosen = frozenset(part.items)
    assert all(is_of(chosen, as_text(one.path)) for one in come.merge.changes)
    assert come.merge == merged(FORM, began, here, packet), "by the same laws"
    undecided = [one for one in come.merge.clashes if random.random() < 0.5]
    taken = [one for one in come.merge.clashes if one not in undecided and random.random() < 0.5]
    coming_in = [*come.merge.changes, *(change for one in taken for change in one.taken)]
    whole = after(coming_in, mine)
    rest = [one for one in ITEMS if one not in part.items]
    if rest:
        others = part._replace(items=tuple(rest))
        assert is_same(of_part(whole, others), of_part(after((), mine), others)), "only the part"
    said_by = marks(FORM, began, packet, {}, come.merge, undecided)
    assert_again(random, part, (began, whole, packet), said_by, bool(undecided))
    assert_older(part, began, packet)
    assert_doubted(here, packet)
    return not come.merge.clashes


def assert_again(
    random: Random, part: Part, sides: tuple[Response, ...], said_by: Any, is_open: bool
) -> None:
    """A packet that comes once more brings nothing back, whatever was done here since."""
    began, whole, packet = sides
    for now in (whole, varied(random, whole)):
        here = of_part(now, part)
        again = coming(FORM, began, here, packet, said_by, lambda change: True).merge
        assert not [one for one in again.changes if one.operation in (ANSWER, MISSING, NOTE)]
        answers = [one for one in again.clashes if one.theirs.operation in (ANSWER, MISSING, NOTE)]
        assert is_open or not answers, "what was decided is not asked about again"


def assert_older(part: Part, began: Response, packet: Response) -> None:
    """A response that lacks what a part began with, and nobody knows why, gets it or is asked."""
    empty = of_part(response(FORM), part)
    merge = coming(FORM, began, empty, packet, {}, lambda change: False).merge
    outcome = after([*merge.changes, *(c for one in merge.clashes for c in one.taken)], empty)
    for operation in (ANSWER, MISSING, NOTE, QUERY):
        for change in between(FORM, empty, packet):
            assert change.operation != operation or has(outcome, change), "nothing is lost"


def assert_doubted(here: Response, packet: Response) -> None:
    merge = doubted(FORM, here, packet, {})
    assert merge.changes == (), "nothing comes by itself"
    asked = [change for one in merge.clashes for change in one.taken]
    outcome = after(asked, here)
    for change in between(FORM, response(FORM), packet):
        assert has(outcome, change) or any(is_around(one, change) for one in asked)
    for change in between(FORM, response(FORM), here):
        clashing = any(is_around(one, change) or is_around(change, one) for one in asked)
        assert clashing or has(outcome, change), "what only the response has stays"


def test_merging_holds_to_its_laws(proof: Proof) -> None:
    random, clashes, clean = Random(7), 0, 0
    amount = proof.amount(2_000, 200_000)
    for _ in range(amount):
        base = varied(random, varied(random, varied(random, response(FORM))))
        mine, theirs = varied(random, base), varied(random, base)
        try:
            assert_identity(base, mine)
            clashes += assert_symmetry(base, mine, theirs)
            assert_nothing_lost(base, mine, theirs)
            assert_decided(random, base, mine, theirs)
            assert_belonging(base, mine, theirs)
            clean += assert_parts(random, base, mine, theirs)
        except AssertionError as error:
            raise AssertionError(f"\nbase   {base}\nmine   {mine}\ntheirs {theirs}") from error
    assert clashes > amount / 50
    assert clean > amount / 50
    proof.tell(f"{amount:,} triples, {clashes:,} of them with a clash: no law broken")
