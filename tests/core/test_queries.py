"""Questions for the respondent: raised, sent, answered, closed; and where answers came from."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lgq_tui.core.interview import CompletedError, Interview, ReadOnlyError, Turn
from lgq_tui.core.queries import ANSWERED, CLOSED, FOLLOWING, OPEN, SENT, STATUSES, Query, Remark
from lgq_tui.core.sources import AnswerSource
from lgq_tui.core.steps import ANSWER, MISSING, NOTE, QUERY, SOURCE, STATUS, Change
from tests.forms import TODAY, form, interview

FORM = form("""
- {id: city, type: text}
- {id: share, type: percentage, warn: [{id: high, when: {share: {minimum: 90}}, message: High.}]}
- {id: law, type: group, items: [{id: national, type: yes_no}, {id: link, type: url}]}
- {id: people, type: group, repeat: true, items: [{id: name, type: text}]}
""")

MONDAY, TUESDAY, FRIDAY = (f"2026-11-{day}T10:12:00Z" for day in (23, 24, 27))
PAGE_3 = AnswerSource("document", "kl.pdf", "page 3", "It is about 16%")


def told(work: Interview, item: str) -> list[tuple[str, list[str]]]:
    """Each query on an item: its status, and the texts of its thread."""
    return [(one.status, [said.text for said in one.thread]) for one in work.queries.on(item)]


# Queries


def test_a_query_goes_out_comes_back_and_is_closed() -> None:
    work = interview(FORM)
    assert work.queries.ask("share", "Of the ICT budget?", MONDAY, "Ada")
    work.queries.send("share", 1, TUESDAY, "Ada")
    work.queries.reply("share", 1, "Of the whole.", FRIDAY)
    work.queries.close("share", 1, FRIDAY, "Bo")
    [query] = work.queries.on("share")
    assert query.status == CLOSED
    assert query.thread == (
        Remark(MONDAY, "Ada", "Of the ICT budget?"),
        Remark(TUESDAY, "Ada", status=SENT),
        Remark(FRIDAY, text="Of the whole.", status=ANSWERED),
        Remark(FRIDAY, "Bo", status=CLOSED),
    )
    assert (query.text, query.reply) == ("Of the ICT budget?", "Of the whole.")
    assert work.queries.open() == ()


def test_the_same_is_not_asked_twice_while_it_is_open() -> None:
    work = interview(FORM)
    assert work.queries.ask("share", "Of what?", MONDAY)
    assert not work.queries.ask("share", " Of what? ", TUESDAY, "Bo")
    assert work.queries.ask("city", "Of what?", MONDAY)
    assert work.queries.ask("share", "Since when?", MONDAY)
    work.queries.close("share", 1, TUESDAY)
    assert work.queries.ask("share", "Of what?", FRIDAY)
    assert told(work, "share") == [
        (CLOSED, ["Of what?", ""]),
        (OPEN, ["Since when?"]),
        (OPEN, ["Of what?"]),
    ]


def test_nothing_is_no_question() -> None:
    work = interview(FORM)
    assert not work.queries.ask("share", " \n\x1b ", MONDAY)
    assert not work.can_undo


def test_a_query_is_text_without_control_characters() -> None:
    work = interview(FORM)
    work.queries.ask("share", " Really\x1b[31m?\r\nSure? ", MONDAY)
    work.queries.reply("share", 1, "\x07Yes", TUESDAY)
    assert told(work, "share") == [(ANSWERED, ["Really[31m?\nSure?", "Yes"])]


@pytest.mark.parametrize("before", STATUSES)
@pytest.mark.parametrize("after", STATUSES)
def test_what_follows_on_what(before: str, after: str) -> None:
    query = Query(before, (Remark(MONDAY, text="Sure?"),))
    if after in (before, *FOLLOWING[before]):
        assert query.followed(Remark(FRIDAY, status=after)).status == after
    else:
        with pytest.raises(ValueError, match=before):
            query.followed(Remark(FRIDAY, status=after))


def test_all_but_what_is_closed_can_be_closed() -> None:
    assert [one for one in STATUSES if CLOSED in FOLLOWING[one]] == [OPEN, SENT, ANSWERED]


@pytest.mark.parametrize("number", [0, 2, -1])
def test_there_is_no_other_query(number: int) -> None:
    work = interview(FORM)
    work.queries.ask("share", "Of what?", MONDAY)
    with pytest.raises(ValueError, match="share"):
        work.queries.close("share", number, TUESDAY)


def test_open_ones_come_in_the_order_of_the_form_with_their_numbers() -> None:
    work = interview(FORM)
    for item, text in (
        ("law", "Which?"),
        ("city", "Which?"),
        ("city", "Sure?"),
        ("gone", "Where?"),
    ):
        work.queries.ask(item, text, MONDAY)
    work.queries.close("city", 1, TUESDAY)
    found = [(one.item, one.number, one.query.text) for one in work.queries.open()]
    assert found == [("city", 2, "Sure?"), ("law", 1, "Which?"), ("gone", 1, "Where?")]
    assert work.queries.open("law.link") == ()
    assert [one.number for one in work.queries.open("city")] == [2]


def test_of_a_list_those_on_the_parts_of_its_entries_are_too() -> None:
    work = interview(FORM)
    work.queries.ask("people.name", "All of them?", MONDAY)
    work.queries.ask("law.link", "Which?", MONDAY)
    assert [one.item for one in work.queries.open("people")] == ["people.name"]
    assert work.queries.open("law") == ()


# Sources


def test_a_source_is_of_an_answer_and_falls_away_with_it() -> None:
    work = interview(FORM, share=16, law={"national": True, "link": "https://a.org"})
    for item in ("share", "law", "law.link", "law.national"):
        work.set_source(item, PAGE_3)
    work.answer(("share",), 17)
    assert work.source_of("share") is None
    work.answer(("law", "link"), "https://b.org")
    assert [*work.response.sources] == ["law", "law.national"], (
        "the rest of the group came from there"
    )
    work.answer(("law",), None)
    assert work.response.sources == {}
    for _ in range(3):
        work.undo()
    assert (work.value(("share",)), work.source_of("share")) == (16, PAGE_3)
    assert [*work.response.sources] == ["share", "law", "law.national", "law.link"]


def test_a_reason_in_place_of_an_answer_came_from_elsewhere() -> None:
    work = interview(FORM, share=16)
    work.set_source("share", PAGE_3)
    work.mark_missing("share", "asked-unknown")
    assert work.source_of("share") is None
    work.set_source("share", AnswerSource("call", "Ms Lim"))
    assert work.missing("share") == "asked-unknown"


def test_a_source_is_text_without_control_characters() -> None:
    work = interview(FORM)
    odd = AnswerSource("document", "kl\x1b.pdf\n", "page\t3", " 16\x07 \r\n17 ", {"sheet": 2})
    work.set_source("share", odd)
    assert work.source_of("share") == AnswerSource(
        "document", "kl.pdf", "page 3", "16 \n17", {"sheet": 2}
    )


# Steps


ACTS: list[Callable[[Interview], object]] = [
    lambda work: work.set_source("share", PAGE_3),
    lambda work: work.set_source("share", PAGE_3._replace(place="page 4")),
    lambda work: work.queries.ask("share", "Of what?", MONDAY, "Ada"),
    lambda work: work.queries.ask("share", "Since when?", MONDAY, "Ada"),
    lambda work: work.queries.reply("share", 1, "Of the whole.", TUESDAY),
    lambda work: work.queries.close("share", 2, TUESDAY, "Bo"),
    lambda work: work.set_source("share", None),
]


def test_each_is_a_step_of_its_own_that_can_be_undone_and_redone() -> None:
    turns: list[Turn] = []
    work = Interview(FORM, interview(FORM, share=16).response, TODAY, turns.append)
    states = [work.response]
    for act in ACTS:
        act(work)
        states.append(work.response)
    assert len(turns) == len(ACTS)
    for state in reversed(states[:-1]):
        work.undo()
        assert work.response == state
    for state in states[1:]:
        work.redo()
        assert work.response == state
    again = interview(FORM, share=16)
    again.recover(turns)
    assert again.response == work.response


@pytest.mark.parametrize("act", ACTS[:3])
def test_nothing_is_said_of_what_takes_no_changes(act: Callable[[Interview], object]) -> None:
    work = interview(FORM)
    work.complete()
    with pytest.raises(CompletedError):
        act(work)
    work.reopen()
    work.reads_only = True
    with pytest.raises(ReadOnlyError):
        act(work)


def test_what_it_was_before_can_be_had_again() -> None:
    work = interview(FORM, share=16)
    work.set_source("share", PAGE_3)
    work.queries.ask("share", "Of what?", MONDAY)
    work.restore(Change(SOURCE, ("share",), None, None))
    work.restore(Change(QUERY, ("share",), None, None))
    assert (work.source_of("share"), work.queries.on("share")) == (None, ())


# What was found elsewhere


def found() -> list[Change]:
    """As an import may find it, in any order."""
    return [
        Change(SOURCE, ("share",), None, PAGE_3),
        Change(ANSWER, ("share",), None, 16),
        Change(ANSWER, ("law", "link"), None, "https://a.org"),
        Change(MISSING, ("city",), None, "not-applicable"),
        Change(SOURCE, ("city",), None, PAGE_3._replace(words="City: none")),
        Change(QUERY, ("law.national",), None, (Query.asked("Yes or no?", TUESDAY, "Ada"),)),
        Change(NOTE, ("people",), None, "On a sheet of its own."),
    ]


def test_what_was_found_elsewhere_is_taken_as_one_step() -> None:
    work = interview(FORM, city="Lima", share=95)
    work.mark_missing("law", "temp-unknown")
    [warning] = work.problems_of(FORM.by_path["share"])
    work.accept(warning, "It is so.")
    work.set_source("share", AnswerSource("call"))
    work.queries.ask("law.national", "Which law?", MONDAY)
    before, turns = work.response, list[Turn]()
    work.listener = turns.append

    done = work.take(found())
    assert [*turns[0].step.changes] == [*done]
    assert len(turns) == 1
    after = work.response
    assert after.answers == {"share": 16, "law": {"link": "https://a.org"}}
    assert after.missing == {"city": "not-applicable"}, "an answer takes the place of a reason"
    assert after.accepted == {}, "and what was said of the one before is past"
    assert after.sources == {"city": PAGE_3._replace(words="City: none"), "share": PAGE_3}
    assert told(work, "law.national") == [(OPEN, ["Which law?"]), (OPEN, ["Yes or no?"])]
    assert work.note_on("people") == "On a sheet of its own."

    work.undo()
    assert work.response == before, "what was there is there again"
    work.redo()
    assert work.response == after


def test_what_is_there_already_is_nothing_to_take() -> None:
    work = interview(FORM)
    work.take(found())
    state = work.response
    assert work.take(found()) == ()
    assert work.response == state
    work.undo()
    assert not work.can_undo


def test_nothing_is_taken_that_would_not_be_done_by_hand() -> None:
    work = interview(FORM)
    work.complete()
    with pytest.raises(CompletedError):
        work.take(found())
    work.reopen()
    with pytest.raises(ValueError, match="status"):
        work.take([*found(), Change(STATUS, (), None, "completed")])
    work.reads_only = True
    with pytest.raises(ReadOnlyError):
        work.take(found())
    assert work.response.answers == {}
