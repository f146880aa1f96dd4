"""A second entry beside the first: what is asked again, what says the same, who decides what."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgq_tui.core.carried import CONFIRMED, TO_CONFIRM, Carried
from lgq_tui.core.confirming import text_of, units_of
from lgq_tui.core.credit import NOBODY, Credit
from lgq_tui.core.interview import Interview
from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.part import SECOND_ENTRY, Part
from lgq_tui.core.response import Response
from lgq_tui.core.second_entry import (
    DIFFERENT,
    OPEN,
    OWN,
    REWORDED,
    SAME,
    Decision,
    Pair,
    alike,
    changes_of,
    compared,
    is_same_person,
    may_decide,
    named_in,
    vouched,
    wanted,
)
from lgq_tui.core.sources import SELF, AnswerSource
from lgq_tui.core.verification import AGREED, FIRST, OTHER, SECOND, Verification
from tests.forms import form, response

FORM = form("""
- id: cover
  items:
    - {id: city, type: text, label: City}
- id: money
  number: I
  items:
    - id: budget
      number: "1"
      type: group
      label: Budget
      items:
        - {id: answer, type: yes_no, required: true}
        - {id: percentage, type: percentage, relevant: {answer: true}}
        - {id: why, type: paragraph}
    - {id: links, number: "2", type: url, repeat: true}
    - {id: email, number: "3", type: email}
    - {id: phone, number: "4", type: phone}
    - id: goals
      number: "5"
      type: select_multiple
      choices: [{id: a, label: A, detail: {type: integer, label: Page}}, {id: b, label: B}]
    - id: partners
      number: "6"
      type: group
      repeat: true
      items:
        - {id: name, type: text}
        - {id: year, type: integer}
""")
ANA, BEN = Credit("Ana", "2026-11-01T09:00:00Z"), Credit("Ben", "2026-11-02T09:00:00Z")


class Everybody(dict[str, Credit]):
    """One person has given all answers."""

    def __init__(self, who: Credit) -> None:
        super().__init__()
        self._who = who

    def __contains__(self, item: object) -> bool:
        return True

    def __missing__(self, item: str) -> Credit:
        return self._who


def first(answers: dict[str, Any], **parts: Any) -> Interview:
    return Interview(FORM, response(FORM, answers=answers, **parts))


ALL = tuple(unit.path for unit in units_of(FORM.items))


def second(
    answers: dict[str, Any],
    context: dict[str, Any] | None = None,
    missing: dict[str, str] | None = None,
    items: tuple[str, ...] = ALL,
) -> Interview:
    part = Part(SECOND_ENTRY, "r-1", items, context=context or {})
    said = Response("r-2", response(FORM).questionnaire, part=part, answers=answers)
    return Interview(FORM, said._replace(missing=missing or {}))


def standing(
    one: Interview, other: Interview, first_by: Credit = ANA, second_by: Credit = BEN, **how: Any
) -> dict[str, str]:
    pairs = pairs_of(one, other, first_by, second_by, **how)
    return {pair.item.path: pair.standing for pair in pairs if pair.first or pair.second}


def pairs_of(
    one: Interview, other: Interview, first_by: Credit = ANA, second_by: Credit = BEN, **how: Any
) -> tuple[Pair, ...]:
    part = other.response.part
    assert part is not None
    return compared(one, other, part, Everybody(first_by), Everybody(second_by), **how)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ana Lim", "ANA  lim ", True),
        ("Jos\u00e9", "Jose\u0301", True),
        ("Ana", "Anna", False),
        ("", "", False),
        (" ", "", False),
    ],
)
def test_names_are_the_same_however_they_are_typed(one: str, other: str, same: bool) -> None:
    assert is_same_person(one, other) is same


# What says the same


@pytest.mark.parametrize(
    ("item", "one", "other", "agree"),
    [
        ("budget.percentage", 16, 16.0, True),
        ("budget.percentage", 16, 61, False),
        ("budget.percentage", 1, "1", False),
        ("budget.answer", True, True, True),
        ("budget.answer", True, False, False),
        (
            "links",
            ["https://a.example", "https://b.example"],
            ["https://b.example", "https://a.example"],
            True,
        ),
        ("links", ["https://a.example", "https://a.example"], ["https://a.example"], False),
        ("links", ["https://a.example/"], ["https://a.example"], False),
        ("email", "Lee@City.example", "Lee@city.EXAMPLE", True),
        ("email", "lee@city.example", "Lee@city.example", False),
        ("phone", "+60 3-1234 5678", "+60312345678", True),
        ("phone", "+60 3-1234 5678", "+60312345679", False),
        ("goals", ["a", "b"], ["b", "a"], True),
        ("goals", ["a"], ["a", "b"], False),
        ("partners", [{"name": "Lee", "year": 1}], [{"year": 1.0, "name": "Lee "}], True),
        ("partners", [{"name": "Lee"}, {"name": "Bo"}], [{"name": "Bo"}, {"name": "Lee"}], False),
        ("partners", [{"name": "Lee"}], [{"name": "Lee", "year": 1}], False),
    ],
)
def test_two_answers_are_compared_by_what_they_say(
    item: str, one: Any, other: Any, agree: bool
) -> None:
    assert alike(FORM.by_path[item], one, other) is agree
    assert alike(FORM.by_path[item], other, one) is agree


_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "year", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.sampled_from(sorted(FORM.by_path)), _PLAIN)
def test_whatever_a_file_holds_says_what_it_says(item: str, value: Any) -> None:
    assert alike(FORM.by_path[item], value, value)


def test_how_little_differs_is_said_where_it_is_hard_to_see() -> None:
    def likeness(one: Any, other: Any) -> str:
        pair = Pair(FORM.by_path["links"], {"answer": one}, {"answer": other}, DIFFERENT)
        return pair.likeness.key if pair.likeness else ""

    assert likeness(["https://a.example/"], ["https://a.example"]) == "second.slash"
    assert likeness(["https://a.example/A"], ["https://a.example/a"]) == "second.case"
    assert likeness(["https://a.example"], ["https://b.example"]) == ""


# What is asked again


def test_what_is_typed_again_does_not_tell_what_was_answered() -> None:
    chosen = wanted(first({"budget": {"answer": True, "why": "Law 5."}}), Everybody(ANA), "Ben")
    assert chosen.answered == 2
    assert chosen.items == (
        "budget.answer", "budget.percentage", "budget.why", "links", "email", "phone", "goals",
        "goals_details.a", "partners",
    )  # fmt: skip


def test_what_one_has_given_oneself_is_left_out() -> None:
    one = first({"budget": {"answer": True}, "email": "lee@city.example"})
    given_by = {"budget.answer": Credit("  ANA "), "email": Credit("Bo")}
    chosen = wanted(one, given_by, "Ana")
    assert (chosen.answered, chosen.own) == (1, 1)
    assert "budget.answer" not in chosen.items
    assert wanted(one, {}, "Ana").own == 0  # nobody knows who gave it


def test_later_it_is_what_was_answered_since() -> None:
    known = {"email": Verification(AGREED, "Ben", BEN.at)}
    one = first({"email": "lee@city.example", "links": ["https://a.example"]}, verified=known)
    assert wanted(one, {}, "Ben").items == ("links",)
    assert "email" in wanted(one, {}, "Ben", again=True).items
    assert wanted(one, {}, "Ben", named=["email"]).items == ("email",)


def test_items_are_named_as_people_name_them() -> None:
    assert named_in(FORM, ["I.1"]) == {"budget.answer", "budget.percentage", "budget.why"}
    assert named_in(FORM, ["i.5"]) == {"goals", "goals_details.a"}
    assert named_in(FORM, ["partners.year", "cover"]) == {"partners", "city"}
    assert "email" in named_in(FORM, ["I"])
    with pytest.raises(NotDoneError, match=r"second\.no_item"):
        named_in(FORM, ["VII"])
    with pytest.raises(NotDoneError):
        named_in(FORM, [""])


def test_a_text_is_confirmed_in_its_place() -> None:
    text = "**Law** 5[^cio]\nof 2020."
    interview = second({}, {"budget": {"why": text}})
    why = interview.questionnaire.by_path["budget.why"]
    assert (why.type, why.quoted) == ("yes_no", text)
    assert interview.questionnaire.by_path["budget.percentage"].quoted is None


def test_a_list_of_texts_is_confirmed_as_a_whole() -> None:
    part = FORM.by_path["partners"]
    assert (
        text_of(part, [{"name": "Lee", "year": 5}, {"name": "Bo"}])
        == "name: Lee\nyear: 5\n\nname: Bo"
    )


def test_a_condition_on_a_text_sees_the_text() -> None:
    asks = form("""
- {id: name, type: text}
- {id: year, type: integer, relevant: {name: {const: Lee}}}
""")
    part = Part(SECOND_ENTRY, "r-1", ("name", "year"), context={"name": "Lee"})
    interview = Interview(asks, response(asks, part=part, answers={"name": False}))
    assert interview.is_relevant(("year",))


# Comparing


def test_each_answer_is_compared() -> None:
    one = first({"budget": {"answer": True, "percentage": 16}, "email": "lee@city.example"})
    other = second({"budget": {"answer": True, "percentage": 61}})
    assert standing(one, other) == {
        "budget.answer": SAME,
        "budget.percentage": DIFFERENT,
        "email": OPEN,
    }


def test_what_is_left_empty_is_open_until_somebody_says_that_it_is_all() -> None:
    one, other = first({"email": "lee@city.example"}), second({})
    assert standing(one, other) == {"email": OPEN}
    assert standing(one, other, is_whole=True) == {"email": DIFFERENT}


def test_what_the_first_has_left_empty_differs() -> None:
    assert standing(first({}), second({"email": "a@b.example"})) == {"email": DIFFERENT}


def test_a_missing_reason_is_compared_too() -> None:
    one = first({}, missing={"email": "asked-unknown"})
    same = second({}, missing={"email": "asked-unknown"})
    assert standing(one, same) == {"email": SAME}
    assert standing(one, second({}, missing={"email": "masked"})) == {"email": DIFFERENT}
    assert standing(one, second({"email": "a@b.example"})) == {"email": DIFFERENT}


def test_a_text_agrees_where_it_is_confirmed_and_still_says_that() -> None:
    one, context = first({"city": "Cardiff"}), {"city": "Cardiff"}
    assert standing(one, second({"city": True}, context)) == {"city": SAME}
    assert standing(one, second({"city": False}, context)) == {"city": DIFFERENT}
    assert standing(one, second({"city": True}, {"city": "Cardif"})) == {"city": REWORDED}
    assert standing(one, second({"city": False}, {"city": "Cardif"})) == {"city": REWORDED}


def test_who_has_confirmed_an_answer_of_the_previous_round_stands_for_it() -> None:
    carried = {"email": Carried(CONFIRMED, "Ben", BEN.at), "links": Carried(TO_CONFIRM)}
    said = response(FORM, carried=carried)
    assert vouched({"email": ANA, "links": ANA}, said) == {"email": BEN, "links": ANA}


def test_nobody_verifies_an_answer_of_their_own() -> None:
    one, other = first({"email": "a@b.example"}), second({"email": "a@b.example"})
    assert standing(one, other, ANA, Credit("ana ", "2026-11-02T09:00:00Z")) == {"email": OWN}
    assert standing(one, other, NOBODY, BEN) == {"email": SAME}


def test_what_hangs_on_a_difference_comes_once_that_is_decided() -> None:
    other = second({"budget": {"answer": True, "percentage": 16}})
    no = first({"budget": {"answer": False}})
    assert standing(no, other) == {"budget.answer": DIFFERENT}
    yes = first({"budget": {"answer": True}})
    assert standing(yes, other) == {"budget.answer": SAME, "budget.percentage": DIFFERENT}


def test_what_is_settled_is_not_compared_again() -> None:
    known = {"email": Verification(AGREED, "Ben", BEN.at)}
    one = first({"email": "a@b.example"}, verified=known)
    assert standing(one, second({"email": "other@b.example"})) == {}


# Deciding


def decided(pairs: tuple[Pair, ...], **decisions: Decision) -> Interview:
    one = first({"email": "a@b.example", "phone": "+60 3 1234"})
    one.take(changes_of(pairs, decisions, "Cy", "2026-11-03T09:00:00Z"))
    return one


def test_a_decision_is_one_step_that_undo_takes_back() -> None:
    one = first({"email": "a@b.example", "phone": "+60 3 1234"})
    pairs = pairs_of(one, second({"email": "a@c.example", "phone": "+6031234"}))
    new = decided(pairs, email=Decision(SECOND, "page 3", {"answer": "a@c.example"}))
    assert new.value(("email",)) == "a@c.example"
    assert new.source_of("email") == AnswerSource(SELF, by="Cy", at="2026-11-03T09:00:00Z")
    assert new.verified("email") == Verification(
        SECOND, "Ben", BEN.at, "Ana", "Cy", "2026-11-03T09:00:00Z", "page 3",
        {"answer": "a@b.example"}, {"answer": "a@c.example"},
    )  # fmt: skip
    assert new.verified("phone") == Verification(AGREED, "Ben", BEN.at, "Ana")
    new.undo()
    assert new.value(("email",)) == "a@b.example"
    assert (new.verified("email"), new.verified("phone")) == (None, None)
    assert not new.can_undo


def test_the_first_stays_as_it_is_where_it_is_right() -> None:
    one = first({"email": "a@b.example"})
    [pair] = pairs_of(one, second({"email": "x@c.example"}), is_whole=True)
    new = decided((pair,), email=Decision(FIRST, "page 3", pair.first))
    assert new.value(("email",)) == "a@b.example"
    assert new.source_of("email") is None
    known = new.verified("email")
    assert known is not None
    assert known.outcome == FIRST


def test_another_answer_or_none_can_be_taken() -> None:
    one = first({"email": "a@b.example"})
    [pair] = pairs_of(one, second({}), is_whole=True)
    nothing = decided((pair,), email=Decision(SECOND, "not there", {}))
    assert nothing.value(("email",)) is None
    other = decided((pair,), email=Decision(OTHER, "page 4", {"answer": "z@b.example"}))
    assert other.value(("email",)) == "z@b.example"


def test_an_answer_that_changes_is_verified_no_more() -> None:
    one = first({"email": "a@b.example"})
    one.take(changes_of(pairs_of(one, second({"email": "a@b.example"})), {}, "Cy", ""))
    assert one.verified("email") is not None
    one.answer(("email",), "b@b.example")
    assert one.verified("email") is None


def test_who_gave_the_first_does_not_decide() -> None:
    [pair] = pairs_of(
        first({"email": "a@b.example"}), second({"email": "x@c.example"}), is_whole=True
    )
    assert not may_decide(pair, "ANA")
    assert may_decide(pair, "Ben")
    assert may_decide(pair, "Cy")


@pytest.mark.parametrize("outcome", [SECOND, OTHER])
def test_what_the_source_says_still_is_confirmed_with_it(outcome: str) -> None:
    waits = dict.fromkeys(("email", "phone", "links"), Carried(TO_CONFIRM))
    answers = {"email": "a@b.example", "phone": "+60 3 1234", "links": ["https://a.example"]}
    one = first(answers, carried=waits)
    pairs = pairs_of(one, second({"email": "a@c.example", "phone": "+6031234"}))
    at = "2026-11-03T09:00:00Z"
    right = {"email": Decision(FIRST, "page 3", {"answer": "a@b.example"})}
    one.take(changes_of(pairs, right, "Cy", at, waits))
    assert one.response.carried == {
        "email": Carried(CONFIRMED, "Cy", at),
        "phone": Carried(CONFIRMED, "Ben", BEN.at),
        "links": Carried(TO_CONFIRM),
    }
    one.undo()
    assert one.response.carried == waits
    other = {"email": Decision(outcome, "page 3", {"answer": "z@c.example"})}
    one.take(changes_of(pairs, other, "Cy", at, waits))
    assert "email" not in one.response.carried
