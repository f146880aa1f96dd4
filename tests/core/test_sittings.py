"""In an assisted interview each answer keeps who typed it, when, and where it came from."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lgq_tui.core.interview import Change, Interview, Turn
from lgq_tui.core.paths import Path, from_text, has_content, item_about, value_at
from lgq_tui.core.person import Person, initials_of
from lgq_tui.core.snapshot import unfolded
from lgq_tui.core.sources import MODES, AnswerSource
from lgq_tui.core.steps import ANSWER, SOURCE
from tests.forms import TODAY, form, interview

FORM = form("""
- {id: city, type: text}
- {id: links, type: url, repeat: true}
- id: budget
  type: group
  items:
    - {id: answer, type: yes_no}
    - {id: share, type: percentage, relevant: {answer: true}}
- id: partners
  type: group
  repeat: true
  items: [{id: name, type: text}, {id: sites, type: url, repeat: true}]
""")
CALL = AnswerSource("call", unit="Ms Lim")
PAPER = AnswerSource("paper", place="page 2", words="as typed")


def assisted(source: AnswerSource | None = CALL, **answers: object) -> Interview:
    """An interview in which what is answered comes from a source, a minute after the other."""
    work = interview(FORM, **answers)
    minutes = iter(range(60 * 24))

    def giving() -> AnswerSource | None:
        time = "2026-11-24T{:02}:{:02}:00Z".format(*divmod(next(minutes), 60))
        return source and source.signed("Ana", time)

    work.giving = giving
    return work


def told(work: Interview) -> dict[str, str]:
    """By item: how its answer came, and when."""
    return {
        item: f"{one.mode} {one.by} {one.at[11:16]}" for item, one in work.response.sources.items()
    }


def test_an_answer_keeps_where_it_came_from_in_the_same_step() -> None:
    turns: list[Turn] = []
    work = assisted()
    work.listener = turns.append
    work.answer(("city",), "Lima")
    assert work.source_of("city") == AnswerSource(
        "call", unit="Ms Lim", by="Ana", at="2026-11-24T00:00:00Z"
    )
    assert [change.operation for change in turns[0].step.changes] == [ANSWER, SOURCE]
    work.undo()
    assert (work.value(("city",)), told(work)) == (None, {})
    work.redo()
    assert (work.value(("city",)), told(work)) == ("Lima", {"city": "call Ana 00:00"})


def test_typing_is_still_one_step_with_the_time_of_its_end() -> None:
    work = assisted()
    for text in ("L", "Li", "Lima"):
        work.answer(("city",), text, typing=True)
    assert told(work) == {"city": "call Ana 00:02"}
    work.undo()
    assert (work.value(("city",)), told(work), work.can_undo) == (None, {}, False)


def test_the_source_of_a_list_is_of_all_of_it_and_goes_with_its_last_entry() -> None:
    work = assisted()
    work.answer(("partners", 0, "sites", 0), "https://a.pe")
    work.answer(("partners", 1, "name"), "B")
    assert told(work) == {"partners": "call Ana 00:01"}
    work.clear(("partners", 0))
    assert told(work) == {"partners": "call Ana 00:02"}, "what is left was told in this sitting"
    work.clear(("partners", 0, "name"))
    assert (work.value(("partners",)), told(work)) == (None, {})


def test_a_reason_comes_from_somewhere_too() -> None:
    work = assisted(budget={"answer": True, "share": 3})
    work.mark_missing("budget", "asked-unknown")
    assert told(work) == {"budget": "call Ana 00:00"}
    work.answer(("budget", "answer"), False)
    assert told(work) == {"budget.answer": "call Ana 00:01"}, "that of the reason goes with it"
    work.mark_missing("city", "asked-declined")
    work.mark_missing("city", None)
    assert told(work) == {"budget.answer": "call Ana 00:01"}


def test_what_is_given_again_in_another_sitting_comes_from_there() -> None:
    work = assisted(city="Lima")
    assert told(work) == {}
    work.clear(("city",))
    work.answer(("city",), "Lima")
    assert told(work) == {"city": "call Ana 00:00"}
    work.giving = lambda: PAPER.signed("Bo", "2026-11-25T09:00:00Z")
    work.answer(("city",), "Lima")
    assert told(work) == {"city": "call Ana 00:00"}, "nothing was answered"
    work.answer(("city",), "Callao")
    assert told(work) == {"city": "paper Bo 09:00"}


@pytest.mark.parametrize("source", [None, CALL])
def test_while_nobody_has_said_where_it_comes_from_it_is_only_forgotten(
    source: AnswerSource | None,
) -> None:
    work = assisted(None, city="Lima") if source else interview(FORM, city="Lima")
    work.set_source("city", PAPER)
    work.answer(("city",), "Callao")
    assert told(work) == {}


def test_what_is_found_in_a_document_keeps_the_source_that_it_came_with() -> None:
    work = assisted()
    found = AnswerSource("document", "kl.pdf", by="Bo", at="2026-11-20T08:00:00Z")
    work.take([Change(ANSWER, ("city",), None, "Lima"), Change(SOURCE, ("city",), None, found)])
    assert work.source_of("city") == found


# The law -------------------------------------------------------------------------------------------

PLACES = [
    from_text(one)
    for one in [
        "city",
        "links",
        "links[0]",
        "links[1]",
        "budget.answer",
        "budget.share",
        "budget",
        "partners",
        "partners[0]",
        "partners[0].name",
        "partners[1].sites[0]",
    ]
]
VALUES = ["a", "b", None]
REASONS = ["asked-unknown", "temp-unknown", None]


def an_act(work: Interview, chance: random.Random) -> None:
    place = chance.choice(PLACES)
    if chance.random() < 0.2:
        work.mark_missing(item_about(place), chance.choice(REASONS))
    elif has_content(work.value(place)) and chance.random() < 0.4:
        work.clear(place)
    elif place[-1] in ("city", "name", "answer", "share") or place[-2:-1] in (
        ("links",),
        ("sites",),
    ):
        work.answer(place, chance.choice(VALUES), typing=chance.random() < 0.5)


def said(work: Interview) -> Iterator[str]:
    """The items of which something is said: an answer, or why there is none."""
    answers, _ = unfolded(FORM, work.response)
    for key, item in FORM.by_path.items():
        is_one = item.repeat or not item.is_group
        path: Path = from_text(key)
        if key not in FORM.listed and is_one and has_content(value_at(answers, path)):
            yield key
    yield from work.response.missing


@settings(max_examples=60)
@given(st.randoms(use_true_random=False))
def test_each_answer_has_the_source_of_the_sitting_in_which_it_was_given(
    chance: random.Random,
) -> None:
    work = Interview(FORM, interview(FORM).response, TODAY)
    states = [work.response]
    expected: dict[str, AnswerSource | None] = {}
    number = 0
    for sitting in range(3):
        source = AnswerSource(chance.choice(MODES), f"sitting {sitting}")
        for _ in range(6):
            number += 1
            given_now = source.signed("Ana", f"2026-11-24T{number:02}:00:00Z")
            work.giving = lambda given_now=given_now: given_now  # type: ignore[misc]
            before = {item: what(work, item) for item in FORM.by_path}
            an_act(work, chance)
            changed = {item for item, told in before.items() if what(work, item) != told}
            expected |= dict.fromkeys(changed, given_now)
            assert work.response.sources == {item: expected[item] for item in said(work)}
        states.append(work.response)
    while work.undo():
        pass
    assert work.response.sources == {}
    assert work.response.answers == {}
    while work.redo():
        pass
    assert work.response.sources == states[-1].sources
    assert work.response.answers == states[-1].answers


def what(work: Interview, item: str) -> object:
    """What is said at an item."""
    answers, _ = unfolded(FORM, work.response)
    return repr(value_at(answers, from_text(item))), work.missing(item)


# Who it is -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ana Baker", "AB"),
        ("Ana", "AN"),
        ("ana.baker", "AB"),
        ("Jean-Luc de la Tour", "JLDL"),
        ("E\u0301lodie Zo\u0308e", "ÉZ"),
        ("李小龙", "李小"),
        ("रवि शर्मा", "रश"),
        (" \x1b[1m ", "[1"),
        ("", ""),
    ],
)
def test_initials(name: str, initials: str) -> None:
    assert initials_of(name) == initials
    assert Person(name).cleaned().initials == initials


def test_initials_that_were_chosen_stay() -> None:
    assert Person(" Ana\nBaker ", "a b r\x1b").cleaned() == Person("Ana Baker", "ABR")


def test_what_leaves_a_completed_response_takes_its_source_along() -> None:
    work = assisted()
    for path, value in ((("budget", "answer"), True), (("budget", "share"), 16)):
        work.answer(path, value)
    work.answer(("budget", "answer"), False)
    assert "budget.share" in told(work), "it is kept aside, and may be asked again"
    assert work.complete() == ()
    assert [*told(work)] == ["budget.answer"]
    work.undo()
    assert [*told(work)] == ["budget.answer", "budget.share"]
