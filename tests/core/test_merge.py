"""Two people changed one response: what comes together by itself, what is asked, and what it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lgq_tui.core.interview import Interview
from lgq_tui.core.merge import Merge, merged, put_together, questions, with_status
from lgq_tui.core.paths import from_text
from lgq_tui.core.queries import ANSWERED, CLOSED, OPEN, SENT
from lgq_tui.core.response import AMENDED, COMPLETED, IN_PROGRESS, Response
from lgq_tui.core.sources import AnswerSource
from lgq_tui.core.steps import ANSWER, MISSING
from tests.forms import form, response

FORM = form("""
- {id: city, type: text, required: true}
- {id: budget, type: yes_no}
- {id: chief, type: group, items: [{id: there, type: yes_no}, {id: name, type: text}]}
- id: areas
  type: select_multiple
  choices: [{id: a, label: A}, {id: b, label: B, detail: true}]
- {id: links, type: url, repeat: true}
- id: people
  type: group
  repeat: true
  items: [{id: name, type: text}, {id: job, type: text}]
""")

BEGAN = response(FORM, answers={"city": "Lima"})

Act = Callable[[Interview], object]


def made(*acts: Act, of: Response = BEGAN) -> Response:
    """A response after what somebody did to it."""
    work = Interview(FORM, of)
    for act in acts:
        act(work)
    return work.response


def answer(item: str, value: object) -> Act:
    return lambda work: work.answer(from_text(item), value)


def note(item: str, text: str) -> Act:
    return lambda work: work.note(item, text)


def unknown(item: str) -> Act:
    return lambda work: work.mark_missing(item, "asked-unknown")


def ask(text: str, day: int = 1, by: str = "") -> Act:
    return lambda work: work.queries.ask("city", text, f"2026-11-{day:02}T10:00:00Z", by)


def reply(text: str, day: int = 9, number: int = 1) -> Act:
    return lambda work: work.queries.reply("city", number, text, f"2026-11-{day:02}T10:00:00Z")


def close(day: int = 9, number: int = 1) -> Act:
    return lambda work: work.queries.close("city", number, f"2026-11-{day:02}T10:00:00Z")


def send(day: int = 9, number: int = 1) -> Act:
    return lambda work: work.queries.send("city", number, f"2026-11-{day:02}T10:00:00Z")


def asked(one: Response) -> list[tuple[str, list[str]]]:
    """Each query on the city: its status, and what was said in its thread."""
    queries = one.queries.get("city", ())
    return [(query.status, [said.text for said in query.thread if said.text]) for query in queries]


def source(place: str) -> Act:
    return lambda work: work.set_source("city", AnswerSource("document", "a.pdf", place))


def complete(work: Interview) -> None:
    assert work.complete() == ()


def both(mine: Response, theirs: Response, side: bool = False, base: Response = BEGAN) -> Response:
    """What comes of it, with theirs or mine in every clash."""
    merge = merged(FORM, base, mine, theirs)
    taken = [change for clash in merge.clashes if side for change in clash.taken]
    work = Interview(FORM, mine)
    work.merge(theirs, with_status(FORM, base, mine, theirs, [*merge.changes, *taken]))
    return work.response


# An answer, or why there is none


def test_an_answer_and_a_reason_why_there_is_none_are_one_thing() -> None:
    mine, theirs = made(answer("budget", True)), made(unknown("budget"))
    [clash] = merged(FORM, BEGAN, mine, theirs).clashes
    assert (clash.mine.operation, clash.mine.new) == (ANSWER, True)
    assert (clash.theirs.operation, clash.theirs.new) == (MISSING, "asked-unknown")
    kept, taken = both(mine, theirs), both(mine, theirs, side=True)
    assert (kept.answers.get("budget"), dict(kept.missing)) == (True, {})
    assert (taken.answers.get("budget"), dict(taken.missing)) == (
        None,
        {"budget": "asked-unknown"},
    )


def test_a_reason_for_a_group_meets_all_that_was_answered_in_it() -> None:
    mine = made(unknown("chief"))
    theirs = made(answer("chief.there", True), answer("chief.name", "Ada"))
    [clash] = merged(FORM, BEGAN, mine, theirs).clashes
    assert clash.theirs.new == {"there": True, "name": "Ada"}
    kept, taken = both(mine, theirs), both(mine, theirs, side=True)
    assert "chief" not in kept.answers
    assert (taken.answers["chief"], dict(taken.missing)) == ({"there": True, "name": "Ada"}, {})


def test_who_takes_an_answer_away_for_a_reason_takes_the_whole_of_it() -> None:
    base = made(answer("chief.there", True), answer("chief.name", "Ada"))
    mine, theirs = made(answer("chief.name", "Bo"), of=base), made(unknown("chief"), of=base)
    kept = both(mine, theirs, base=base)
    assert (kept.answers["chief"], dict(kept.missing)) == ({"there": True, "name": "Bo"}, {})
    assert "chief" not in both(mine, theirs, side=True, base=base).answers


def test_reasons_and_answers_of_other_items_come_together() -> None:
    mine, theirs = made(unknown("chief.name")), made(answer("chief.there", True))
    assert merged(FORM, BEGAN, mine, theirs).clashes == ()
    assert both(mine, theirs) == both(theirs, mine)


def test_the_same_twice_is_no_clash() -> None:
    one = made(answer("budget", True), unknown("chief"))
    assert merged(FORM, BEGAN, one, one) == Merge((), ())
    assert put_together(FORM, one, one) == Merge((), ())


@pytest.mark.parametrize(
    ("item", "mine", "theirs"),
    [("areas", ["a"], ["a", "b"]), ("links", ["http://a.pe"], ["http://b.pe"])],
)
def test_a_list_is_one_answer(item: str, mine: list[str], theirs: list[str]) -> None:
    ours, other = made(answer(item, mine)), made(answer(item, theirs))
    [clash] = merged(FORM, BEGAN, ours, other).clashes
    assert (clash.mine.new, clash.theirs.new) == (mine, theirs)
    assert both(ours, other, side=True).answers[item] == theirs


def test_a_long_list_of_groups_is_the_same_in_whatever_order_it_was_answered() -> None:
    parts = [(f"people[{index}].{part}", part) for index in range(30) for part in ("name", "job")]
    one, other = (made(*(answer(*part) for part in order)) for order in (parts, parts[::-1]))
    assert merged(FORM, BEGAN, one, other) == Merge((), ())
    [clash] = merged(FORM, BEGAN, one, made(answer("people[29].job", "none"), of=other)).clashes
    assert clash.theirs.new[29] == {"name": "name", "job": "none"}


def test_two_notes_on_one_item_are_asked_about() -> None:
    ours, other = made(note("city", "a")), made(note("city", "b"))
    [clash] = merged(FORM, BEGAN, ours, other).clashes
    assert (clash.mine.new, clash.theirs.new) == ("a", "b")


def test_two_sources_of_one_answer_are_asked_about() -> None:
    ours, other = made(source("page 1")), made(source("page 2"))
    [clash] = merged(FORM, BEGAN, ours, other).clashes
    assert (clash.mine.new.place, clash.theirs.new.place) == ("page 1", "page 2")
    assert both(ours, other, side=True).sources == other.sources


def test_a_source_comes_with_the_answer() -> None:
    theirs = made(
        answer("budget", True), lambda work: work.set_source("budget", AnswerSource("call"))
    )
    taken = both(made(note("city", "a")), theirs)
    assert (taken.answers["budget"], taken.sources) == (True, {"budget": AnswerSource("call")})


def told(one: Response) -> tuple[object, str]:
    """The city, and by whom it was typed."""
    source = one.sources.get("city")
    return one.answers.get("city"), source.by if source is not None else ""


def by(who: str, minute: int = 5, mode: str = "call") -> Act:
    """Somebody says from now on where their answers come from."""
    signed = AnswerSource(mode).signed(who, f"2026-11-24T10:{minute:02}:00Z")

    def begin(work: Interview) -> None:
        work.giving = lambda: signed

    return begin


def test_where_an_answer_came_from_goes_with_it_when_two_answered() -> None:
    ana, bo = made(by("Ana"), answer("city", "Puno")), made(by("Bo"), answer("city", "Callao"))
    assert len(merged(FORM, BEGAN, ana, bo).clashes) == 1, "it is not asked about twice"
    assert told(both(ana, bo)) == ("Puno", "Ana")
    assert told(both(ana, bo, side=True)) == ("Callao", "Bo")
    nobody = made(answer("city", "Cusco"))
    assert told(both(nobody, bo)) == ("Cusco", "")
    assert told(both(ana, nobody, side=True)) == ("Cusco", "")
    unknown_to_bo = made(by("Bo"), unknown("city"))
    assert told(both(ana, unknown_to_bo, side=True)) == (None, "Bo")


def test_of_two_who_were_told_the_same_the_first_is_the_author() -> None:
    ana, bo = (made(by(*who), answer("city", "Puno")) for who in (("Ana", 9), ("Bo", 7)))
    for mine, theirs in ((ana, bo), (bo, ana)):
        assert merged(FORM, BEGAN, mine, theirs).clashes == ()
        assert told(both(mine, theirs)) == ("Puno", "Bo")
    paper = made(by("Bo", 7, "paper"), answer("city", "Puno"))
    [clash] = merged(FORM, BEGAN, ana, paper).clashes
    assert (clash.mine.new.mode, clash.theirs.new.mode) == ("call", "paper")


def test_part_of_a_strange_answer_and_a_reason_are_one_thing_too() -> None:
    base = response(FORM, answers={"chief": {"there": True, "name": "Ada"}})
    mine = made(answer("chief.name", None), of=base)
    theirs = base._replace(answers={"chief": []}, missing={"chief": "asked-unknown"})
    kept = both(mine, theirs, base=base)
    assert (kept.answers["chief"], dict(kept.missing)) == ({"there": True}, {})


# Queries


def test_the_queries_of_both_are_asked_the_earlier_first() -> None:
    mine, theirs = made(ask("Mine?", 5)), made(ask("Theirs?", 3), ask("Theirs too?", 7))
    outcome = both(mine, theirs)
    assert asked(outcome) == [(OPEN, ["Theirs?"]), (OPEN, ["Mine?"]), (OPEN, ["Theirs too?"])]
    assert outcome == both(theirs, mine)


def test_what_both_asked_at_once_is_asked_twice() -> None:
    mine, theirs = made(ask("Sure?", by="Ana")), made(ask("Sure?", by="Bo"))
    assert asked(both(mine, theirs)) == [(OPEN, ["Sure?"]), (OPEN, ["Sure?"])]


def test_what_a_file_has_twice_stays_there_twice() -> None:
    base = made(ask("Sure?"))
    twice = base._replace(queries={"city": base.queries["city"] * 2})
    theirs = made(ask("New?", 3), of=base)
    assert asked(both(twice, theirs, base=base)) == [
        (OPEN, ["Sure?"]),
        (OPEN, ["Sure?"]),
        (OPEN, ["New?"]),
    ]


def test_a_thread_has_what_both_said_in_it() -> None:
    base = made(ask("Sure?"), ask("Since when?"))
    mine = made(reply("Yes.", 5), of=base)
    theirs = made(reply("Of course.", 4), reply("Since 2020.", 4, number=2), of=base)
    assert merged(FORM, base, mine, theirs).clashes == ()
    outcome = both(mine, theirs, base=base)
    assert asked(outcome) == [
        (ANSWERED, ["Sure?", "Of course.", "Yes."]),
        (ANSWERED, ["Since when?", "Since 2020."]),
    ]
    assert outcome == both(theirs, mine, base=base)


def test_a_query_that_one_sent_and_the_other_closed_is_asked_about() -> None:
    base = made(ask("Sure?"), ask("Since when?"))
    mine, theirs = made(close(number=1), of=base), made(send(number=1), ask("New?"), of=base)
    [clash] = merged(FORM, base, mine, theirs).clashes
    assert [one.status for one in clash.mine.new] == [CLOSED, OPEN]
    assert [one.status for one in clash.theirs.new] == [SENT, OPEN, OPEN]
    kept, taken = (both(mine, theirs, side, base) for side in (False, True))
    assert [status for status, _ in asked(kept)] == [CLOSED, OPEN, OPEN]
    assert [status for status, _ in asked(taken)] == [SENT, OPEN, OPEN]
    for one in (kept, taken):
        assert len(one.queries["city"][0].thread) == 3, "in either case it is told what was done"


def test_a_query_that_one_took_back_and_the_other_sent_is_asked_about() -> None:
    base = made(ask("Sure?"))
    mine, theirs = base._replace(queries={}), made(send(), of=base)
    assert len(merged(FORM, base, mine, theirs).clashes) == 1
    assert asked(both(mine, theirs, base=base)) == []
    assert asked(both(mine, theirs, side=True, base=base)) == [(SENT, ["Sure?"])]


def test_a_query_that_one_took_back_is_gone() -> None:
    base = made(ask("Sure?"), ask("Since when?"))
    theirs = made(ask("New?", 3), of=base)
    mine = base._replace(queries={"city": base.queries["city"][:1]})
    assert asked(both(mine, theirs, base=base)) == [(OPEN, ["Sure?"]), (OPEN, ["New?"])]


def test_of_copies_the_queries_are_those_of_both() -> None:
    base = made(ask("Sure?"))
    mine, theirs = made(reply("Yes."), of=base), made(ask("Since when?", 3), of=base)
    [clash] = put_together(FORM, mine, theirs).clashes
    assert [one.status for one in clash.mine.new] == [ANSWERED]
    assert asked(both(mine, mine)) == [(ANSWERED, ["Sure?", "Yes."])]


# Completed


def test_a_completion_is_taken_where_nothing_of_mine_comes_to_it() -> None:
    theirs = made(answer("budget", True), complete)
    assert both(BEGAN, theirs).status == COMPLETED
    assert both(made(answer("budget", True)), theirs).status == COMPLETED


def test_a_completion_with_anything_of_mine_in_it_is_open_again() -> None:
    for mine in (answer("city", None), answer("budget", True), unknown("budget")):
        outcome = both(made(mine), made(complete))
        assert outcome.status == AMENDED
    assert both(made(note("city", "why")), made(complete)).status == AMENDED


def test_mine_is_open_again_with_theirs_in_it() -> None:
    mine = made(complete)
    assert both(mine, made(answer("budget", True))).status == AMENDED
    assert both(mine, BEGAN).status == COMPLETED


def test_of_two_completions_one_may_be_chosen_but_no_mixture() -> None:
    mine = made(answer("city", "Cusco"), complete)
    theirs = made(answer("city", "Quito"), complete)
    assert both(mine, theirs).status == COMPLETED
    assert both(mine, theirs, side=True).status == COMPLETED
    assert both(mine, made(answer("budget", True), complete)).status == AMENDED


def test_what_one_has_opened_again_is_open() -> None:
    base = made(complete)
    assert both(base, made(Interview.reopen, of=base), base=base).status == AMENDED
    assert both(made(Interview.reopen, of=base), base, base=base).status == AMENDED


def test_undo_takes_a_completion_back_with_all_that_came_with_it() -> None:
    theirs = made(answer("budget", True), complete)
    work = Interview(FORM, BEGAN)
    merge = merged(FORM, BEGAN, BEGAN, theirs)
    work.merge(theirs, with_status(FORM, BEGAN, BEGAN, theirs, merge.changes))
    work.undo()
    assert (work.status, dict(work.response.answers)) == (IN_PROGRESS, {"city": "Lima"})
    assert not work.can_undo


# Counting


def test_what_changed_is_counted_by_questions() -> None:
    theirs = made(answer("chief.there", True), answer("chief.name", "Ada"), complete)
    merge = merged(FORM, BEGAN, BEGAN, theirs)
    done = with_status(FORM, BEGAN, BEGAN, theirs, merge.changes)
    assert questions(FORM, done) == 1
    assert len(done) == 3
