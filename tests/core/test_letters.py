"""The numbers under which queries go out: those of the form, each once, and for ever."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lgq_tui.core.interview import Interview
from lgq_tui.core.letters import labels_of, number_of, to_ask
from lgq_tui.core.merge import merged
from lgq_tui.core.queries import SENT
from tests.forms import form, interview

FORM = form("""
- id: cover
  items: [{id: city, type: text}, {id: x, number: x, type: text}]
- id: laws
  number: II
  items:
    - id: law
      number: "3"
      type: group
      items: [{id: answer, type: yes_no}, {id: link, number: a, type: url}]
    - id: areas
      number: "4"
      type: select_multiple
      choices: [{id: roads, label: Roads}, {id: parks, label: Parks}]
      detail: {type: paragraph, label: Details}
    - {id: rest, type: text}
    - {id: odd, number: "5 [b]/2", type: text}
- id: late
  items: [{id: last, number: "7", type: text}]
""")
MONDAY = "2026-11-23T10:12:00Z"


@pytest.mark.parametrize(
    ("item", "number"),
    [
        ("law.answer", "II.3"),
        ("law.link", "II.3.a"),
        ("areas", "II.4"),
        ("areas_details.parks", "II.4"),
        ("rest", "II.rest"),
        ("city", "city"),
        ("odd", "II.5-b-2"),
        ("last", "Q7"),
        ("x", "Qx"),
        ("gone.from.here", "gone.from.here"),
    ],
)
def test_an_item_has_the_number_of_the_form(item: str, number: str) -> None:
    assert number_of(FORM, item) == number


def labels(work: Interview) -> dict[tuple[str, int], str]:
    return dict(labels_of(FORM, work.queries.all()))


def send(work: Interview) -> None:
    known = labels(work)
    waiting = {one.place: known[one.place] for one in to_ask(work.queries.all())}
    work.queries.send_out(waiting, MONDAY, "Ada")


def test_a_second_query_on_a_question_has_a_count_behind_its_number() -> None:
    work = interview(FORM)
    for item in ("law.answer", "areas", "law.answer", "areas_details.roads"):
        work.queries.ask(item, f"What is {item} {len(work.queries.all())}?", MONDAY)
    assert labels(work) == {
        ("law.answer", 1): "II.3",
        ("law.answer", 2): "II.3/2",
        ("areas", 1): "II.4",
        ("areas_details.roads", 1): "II.4/2",
    }


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), st.sampled_from(["city", "law.answer", "law", "areas", "odd"])),
        st.tuples(st.sampled_from(["send", "close", "raise"]), st.integers(0, 9)),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(ACTS)
def test_a_number_that_went_out_is_that_of_its_query_for_ever(
    acts: list[tuple[str, str | int]],
) -> None:
    work, known = interview(FORM), dict[tuple[str, int], str]()
    for count, (act, what) in enumerate(acts):
        every = work.queries.all()
        one = every[int(what) % len(every)] if every and act != "ask" else None
        if act == "ask":
            work.queries.ask(str(what), f"Question {count}?", MONDAY)
        elif act == "send":
            send(work)
        elif one is not None and one.query.is_open == (act == "close"):
            finish = work.queries.close if act == "close" else work.queries.raise_again
            finish(one.item, one.number, MONDAY)
        now = labels(work)
        assert len({label.casefold() for label in now.values()}) == len(now)
        assert known == {place: now[place] for place in known}
        known |= {one.place: one.query.label for one in work.queries.all() if one.query.label}


def test_all_goes_out_in_one_step_and_once_more_as_a_reminder() -> None:
    work = interview(FORM)
    for item in ("city", "law.answer"):
        work.queries.ask(item, "Sure?", MONDAY)
    send(work)
    send(work)
    [query] = work.queries.on("city")
    assert [one.status for one in query.thread] == ["", SENT, SENT]
    work.undo()
    work.undo()
    assert [one.query.label for one in work.queries.all()] == ["", ""]


def test_two_people_who_write_at_once_come_to_have_one_number() -> None:
    base = interview(FORM)
    base.queries.ask("law.answer", "Sure?", MONDAY)
    sides = []
    for before in (0, 1):
        side = Interview(FORM, base.response)
        if before:  # what went out from here first has the plain number
            side.queries.ask("law", "Which law?", MONDAY)
        send(side)
        sides.append(side)
    mine, theirs = sides
    merge = merged(FORM, base.response, mine.response, theirs.response)
    assert not merge.clashes
    mine.merge(theirs.response, merge.changes)
    assert mine.queries.on("law.answer")[0].label == "II.3"
