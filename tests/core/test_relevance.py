"""Relevance: which items are asked, given the answers."""

from __future__ import annotations

from typing import Any

from lgq_tui.core.conditions import Matches
from lgq_tui.core.definition import Item, Questionnaire, Section
from lgq_tui.core.paths import from_text
from lgq_tui.core.relevance import Relevance, in_whole_groups
from tests.forms import form

CHAIN = form("""
- {id: first, type: yes_no}
- {id: second, type: yes_no, relevant: {first: true}}
- {id: third, type: yes_no, relevant: {second: true}}
- {id: otherwise, type: text, relevant: {not: {third: true}}}
""")

LISTS = form("""
- {id: open, type: yes_no}
- id: partners
  type: group
  repeat: true
  relevant: {open: true}
  items:
    - {id: kind, type: text}
    - {id: since, type: date, relevant: {kind: old}}
    - id: projects
      type: group
      repeat: true
      items:
        - {id: title, type: text}
        - {id: cost, type: integer, relevant: {title: big, partners.kind: old}}
- {id: why, type: text, relevant: {partners: {minItems: 2}}}
""")


def asked(questionnaire: Questionnaire, path: str, answers: dict[str, Any]) -> bool:
    return Relevance(questionnaire, answers).holds(from_text(path))


def test_an_item_without_a_condition_is_asked() -> None:
    assert asked(CHAIN, "first", {})


def test_an_answer_that_is_not_asked_for_opens_nothing() -> None:
    given = {"second": True, "third": True}
    assert not asked(CHAIN, "third", given)
    assert asked(CHAIN, "third", given | {"first": True})
    assert asked(CHAIN, "otherwise", given)
    assert not asked(CHAIN, "otherwise", given | {"first": True})


def test_what_is_in_a_group_is_asked_as_the_group_is() -> None:
    partners = {"partners": [{"kind": "old"}]}
    assert not asked(LISTS, "partners[0].kind", partners)
    assert asked(LISTS, "partners[0].kind", partners | {"open": True})
    assert asked(LISTS, "partners[0]", partners | {"open": True})


def test_a_condition_in_a_list_looks_at_its_own_element() -> None:
    given = {"open": True, "partners": [{"kind": "new"}, {"kind": "old"}]}
    assert not asked(LISTS, "partners[0].since", given)
    assert asked(LISTS, "partners[1].since", given)


def test_in_a_list_in_a_list_both_elements_are_its_own() -> None:
    projects = {"projects": [{"title": "small"}, {"title": "big"}]}
    partners = [{"kind": "new"} | projects, {"kind": "old"} | projects]
    relevance = Relevance(LISTS, {"open": True, "partners": partners})
    found = {
        (outer, inner)
        for outer in (0, 1)
        for inner in (0, 1)
        if relevance.holds(("partners", outer, "projects", inner, "cost"))
    }
    assert found == {(1, 1)}


def test_a_list_as_a_whole_can_be_looked_at() -> None:
    assert not asked(LISTS, "why", {"open": True, "partners": [{"kind": "x"}]})
    assert asked(LISTS, "why", {"open": True, "partners": [{"kind": "x"}] * 2})
    assert not asked(LISTS, "why", {"open": False, "partners": [{"kind": "x"}] * 2})


def test_a_group_is_looked_at_without_what_is_not_asked_in_it() -> None:
    office = form("""
      - {id: big, type: yes_no}
      - {id: office, type: group, items: [{id: head, type: text, relevant: {big: true}}]}
      - {id: reason, type: text, relevant: {office: {required: [head]}}}
    """)
    assert asked(office, "reason", {"big": True, "office": {"head": "Ada"}})
    assert not asked(office, "reason", {"big": False, "office": {"head": "Ada"}})
    assert in_whole_groups(office) == {"office.head"}


def test_answers_are_divided_into_what_is_asked_and_what_is_not() -> None:
    partners = [{"since": "2001-01-01", "kind": "new"}, {"since": "2002-01-01", "kind": "old"}]
    relevance = Relevance(LISTS, {"open": True, "partners": partners})
    aside: dict[Any, Any] = {}
    kept = relevance.asked(LISTS.by_path["partners"], ("partners",), partners, aside)
    assert kept == [{"kind": "new"}, {"kind": "old", "since": "2002-01-01"}]
    assert aside == {("partners", 0, "since"): "2001-01-01"}


def test_what_was_worked_out_is_forgotten_where_answers_change() -> None:
    relevance = Relevance(CHAIN, {"first": True, "second": True})
    assert relevance.holds(("third",))
    relevance.change({"first": False, "second": True}, frozenset({"first", "second", "third"}))
    assert not relevance.holds(("third",))


def test_a_chain_may_be_long() -> None:
    length = 3000
    items = [
        Item(f"q{n}", f"q{n}", "yes_no", "Q", relevant=Matches(f"q{n - 1}", {"const": True}))
        for n in range(1, length)
    ]
    section = Section("first", "First", (Item("q0", "q0", "yes_no", "Q"), *items))
    chain = Questionnaire("demo", "1", "Demo", "en", (section,))
    answers = {f"q{n}": True for n in range(length)}
    assert Relevance(chain, answers).holds((f"q{length - 1}",))
    assert not Relevance(chain, answers | {"q0": False}).holds((f"q{length - 1}",))


def test_what_is_asked_in_a_group_may_hang_on_what_looks_at_the_group() -> None:
    round_about = form("""
      - {id: office, type: group, items: [
          {id: name, type: text}, {id: head, type: text, relevant: {large: true}}]}
      - {id: large, type: yes_no, relevant: {office: {required: [name]}}}
    """)
    relevance = Relevance(round_about, {"office": {"name": "x", "head": "y"}, "large": True})
    assert relevance.holds(("large",))
    assert relevance.holds(("office", "head"))
