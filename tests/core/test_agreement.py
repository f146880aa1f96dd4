"""The law of the house: any validator with our schema, and our own check, say the same of a file.

Responses are made at random, leaning towards what is nearly right, so that both verdicts are met
often; each is judged by both.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.check import check
from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.problems import ERROR
from lgq_tui.core.relevance import Relevance
from lgq_tui.core.response import AMENDED, COMPLETED, FORMAT, IN_PROGRESS, STATUSES, Response
from lgq_tui.core.schema import response_schema
from lgq_tui.core.validation import validator
from lgq_tui.locales import load as catalogue_of
from lgq_tui.storage.definitions import load
from tests.forms import TODAY, form

ROOT = Path(__file__).parents[2]

RICH = form("""
- id: about
  field_list: true
  items:
    - {id: city, type: text, required: true, constraint: {maxLength: 12}}
    - {id: country, type: country}
    - {id: story, type: paragraph}
    - {id: homepage, type: url, required: true, missing_reasons: [asked-unknown, not-applicable]}
    - {id: mail, type: email}
    - {id: tel, type: phone}
    - {id: since, type: date, warn: [{when: {future: since}, message: Later than today.}]}
- id: numbers
  items:
    - {id: people, type: integer, constraint: {minimum: 1}}
    - {id: size, type: decimal, relevant: {people: {minimum: 100}}}
    - {id: share, type: percentage, required: true, relevant: {size: {exclusiveMinimum: 0}}}
    - {id: links, type: url, repeat: true, constraint: {pattern: "^https"}}
    - {id: months, type: integer, repeat: true, required: true, relevant: {links: {minItems: 1}}}
    - {id: summer, type: yes_no, required: true, relevant: {months: 7}}
- id: choices
  items:
    - {id: open, type: yes_no, required: true}
    - id: kind
      type: select_one
      relevant: {open: true}
      required: true
      choices:
        - {id: small, label: Small}
        - {id: large, label: Large}
        - {id: other, label: Other, detail: {type: text, label: Which, required: true}}
    - id: areas
      type: select_multiple
      relevant: {not: {open: false}}
      detail: {type: group, label: More, items: [{id: text, type: text, label: T},
        {id: links, type: url, label: L, repeat: true}]}
      choices:
        - {id: none, label: None, exclusive: true}
        - {id: food, label: Food}
        - {id: water, label: Water}
    - {id: why, type: text, required: true,
       relevant: {any_of: [{kind: other}, {areas: food, people: {minimum: 100}}]}}
- id: lists
  items:
    - id: officer
      type: group
      required: true
      constraint: {minProperties: 2}
      items:
        - {id: answer, type: yes_no, required: true}
        - {id: name, type: text, required: true, relevant: {answer: true}}
        - {id: mail, type: email, relevant: {answer: true, name: {minLength: 3}}}
        - id: deputy
          type: group
          relevant: {not: {name: {const: nobody}}, open: true}
          items:
            - {id: name, type: text}
            - {id: age, type: integer, required: true, relevant: {name: {minLength: 1}}}
    - {id: rank, type: integer, relevant: {officer: {required: [name]}}}
    - id: partners
      type: group
      repeat: true
      items:
        - {id: name, type: text, required: true}
        - {id: public, type: yes_no, relevant: {open: true}}
        - {id: budget, type: integer, required: true,
           relevant: {any_of: [{public: true}, {kind: large}]}}
        - id: projects
          type: group
          repeat: true
          relevant: {public: true}
          items:
            - {id: title, type: text, required: true}
            - {id: pages, type: url, repeat: true}
            - {id: cost, type: decimal, required: true,
               relevant: {title: {minLength: 1}, partners.budget: {minimum: 5}, people: 250}}
            - id: place
              type: group
              items:
                - {id: town, type: text, relevant: {title: far}}
    - {id: rating, type: integer, required: true, relevant: {partners: {minItems: 2}}}
""")

VALID: Mapping[str, tuple[Any, ...]] = {
    "text": ("Lima", "far", "nobody"),
    "paragraph": ("Two\nlines", "One"),
    "url": ("https://example.org", "https://example.org/a?b=c"),
    "email": ("ada@example.org",),
    "phone": ("+51 1 6321300",),
    "date": ("2026-01-31", "2031-12-01"),
    "integer": (1, 7, 250, 1987),
    "decimal": (0, 2.5, 100),
    "percentage": (0, 12.5, 100),
    "yes_no": (True, False),
    "country": ("PE", "FR"),
}
ODD: tuple[Any, ...] = (
    None,
    "",
    "  ",
    "x" * 13,
    "\x07",
    0,
    -1,
    7.0,
    1e30,
    True,
    [],
    {},
    [[]],
    ["a", "a"],
    {"name": 1},
    "http://example.org",
)


class Responses:
    """Makes documents of response files; `slips` is the share of answers that go wrong."""

    def __init__(self, questionnaire: Questionnaire, chance: random.Random) -> None:
        self._form = questionnaire
        self._chance = chance

    def one(self) -> dict[str, Any]:
        """A document: mostly as a person would fill it, with a slip or two in most of them."""
        chance = self._chance
        self._slips = chance.choice((0, 0, 0, 1, 4)) / len(self._form.by_path)
        self._gaps = chance.choice((0, 0.1, 0.5))
        answers: Any = self._group(self._form.items, ())
        if chance.random() < 0.8:
            answers = self._asked(answers)
        if self._slip():
            answers[chance.choice(("unknown", "open.x", "Städte"))] = 1
        status = chance.choice(STATUSES)
        document = {
            "format": FORMAT,
            "id": "r-1",
            "questionnaire": {"id": self._form.id, "version": self._form.version},
            "status": status,
            "answers": answers,
            "missing": self._missing(answers, status),
        }
        if chance.random() < 0.2:
            document |= {
                "notes": {"open": "?"},
                "position": "open",
                "accepted": {"open": [{"warning": "w", "reason": "r"}]},
                "aside": {"open": [None]},
            }
        return document

    def _slip(self) -> bool:
        return self._chance.random() < self._slips

    def _group(self, items: tuple[Item, ...], path: tuple[str, ...]) -> dict[str, Any]:
        return {
            item.id: self._value(item, (*path, item.id))
            for item in items
            if self._chance.random() > self._gaps or self._must(item)
        }

    def _must(self, item: Item) -> bool:
        # No reason is taken in place of these.
        return item.required and item.path in self._form.listed and not self._slip()

    def _value(self, item: Item, path: tuple[str, ...]) -> Any:
        if self._slip():
            return self._chance.choice(ODD)
        if not item.repeat:
            return self._single(item, path)
        return [self._single(item, path) for _ in range(self._chance.choice((1, 1, 2, 3)))]

    def _single(self, item: Item, path: tuple[str, ...]) -> Any:
        if self._slip():
            return self._chance.choice(ODD)
        if item.is_group:
            group = self._group(item.items, path)
            return group | ({"stray": 1} if self._slip() else {})
        ids = [choice.id for choice in item.choices]
        if item.type == "select_multiple":
            alone = [[choice.id] for choice in item.choices if choice.exclusive]
            others = [choice.id for choice in item.choices if not choice.exclusive]
            return self._chance.choice((*alone, others, others[:1], others[-1:]))
        judge = validator(item.constraint or {})
        allowed = list(filter(judge.is_valid, ids or VALID[item.type]))
        return self._chance.choice(allowed or VALID[item.type])

    def _asked(self, answers: Any) -> Any:
        """The answers without those to items that are not asked."""
        while True:
            relevance = Relevance(self._form, answers)
            kept = _kept(self._form.items, (), answers, relevance)
            if kept == answers:
                return kept
            answers = kept

    def _missing(self, answers: Mapping[str, Any], status: str) -> dict[str, Any]:
        chance = self._chance
        missing = {}
        if chance.random() < 0.8 and status != IN_PROGRESS:
            relevance = Relevance(self._form, answers)
            missing = {
                item.path: chance.choice(item.missing_reasons)
                for item in _lacking(self._form.items, (), answers, relevance)
                if not self._slip()
            }
        if self._slip():
            path = chance.choice((*self._form.by_path, "nowhere"))
            missing[path] = chance.choice(("asked-unknown", "masked", "lazy"))
        return missing


def _kept(
    items: tuple[Item, ...], path: tuple[str | int, ...], values: Any, relevance: Relevance
) -> Any:
    if not isinstance(values, dict):
        return values
    by_id = {item.id: item for item in items}
    return {
        key: _inside(by_id[key], (*path, key), value, relevance) if key in by_id else value
        for key, value in values.items()
        if key not in by_id or relevance.holds((*path, key))
    }


def _inside(item: Item, path: tuple[str | int, ...], value: Any, relevance: Relevance) -> Any:
    if item.is_group and item.repeat and isinstance(value, list):
        elements = enumerate(value)
        return [_kept(item.items, (*path, index), one, relevance) for index, one in elements]
    return _kept(item.items, path, value, relevance) if item.is_group else value


def _lacking(
    items: tuple[Item, ...], path: tuple[str, ...], values: Any, relevance: Relevance
) -> Iterator[Item]:
    for item in items:
        place = (*path, item.id)
        value = values.get(item.id) if isinstance(values, dict) else None
        if not relevance.holds(place):
            continue
        if item.required and value is None:
            yield item
        elif item.is_group and not item.repeat:
            yield from _lacking(item.items, place, value, relevance)


class Both:
    """The two who judge."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._form = questionnaire
        self._validator = validator(response_schema(questionnaire))

    def agree(self, document: Mapping[str, Any]) -> bool:
        """Whether the document is valid, once both have said the same."""
        valid = bool(self._validator.is_valid(document))
        problems = check(self._form, Response.from_document(document), TODAY)
        errors = [problem for problem in problems if problem.severity == ERROR]
        if valid == bool(errors):
            found = [error.message for error in self._validator.iter_errors(document)]
            pytest.fail(f"schema: {found}\ncheck: {errors}\n{document}")
        return valid


FILES = (ROOT / "questionnaire.yaml", *sorted(ROOT.glob("examples/valid/*.questionnaire.yaml")))

each = pytest.mark.parametrize(
    "path", [None, *FILES], ids=lambda path: path.name if path else "rich"
)


@each
def test_the_schema_and_the_check_say_the_same(path: Path | None) -> None:
    questionnaire = load(path) if path else RICH
    both, count = Both(questionnaire), 1200 if questionnaire is RICH else 300
    responses = Responses(questionnaire, random.Random(f"{questionnaire.id} 1"))
    verdicts = []
    for _ in range(count):
        document = responses.one()
        verdicts.append((document["status"], both.agree(document)))
    for finished in (False, True):
        found = [valid for status, valid in verdicts if (status != IN_PROGRESS) is finished]
        # A law that is never tried on one side is no law.
        assert 0.1 < sum(found) / len(found) < 0.9


JUDGES = Both(RICH)


@settings(max_examples=150)
@given(st.randoms(use_true_random=False))
def test_the_law_holds_for_whatever_chance_brings(chance: random.Random) -> None:
    JUDGES.agree(Responses(RICH, chance).one())


plain = st.recursive(
    st.sampled_from([None, True, False, 0, 7, 2.5, "far", "food", "other", "", "2026-01-31"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "answer", "title", "food", "text"]), inner)
    ),
    max_leaves=6,
)


@settings(max_examples=150)
@given(
    st.dictionaries(st.sampled_from([*RICH.top_level, "unknown"]), plain, max_size=8),
    st.dictionaries(
        st.sampled_from([*RICH.by_path, "unknown"]),
        st.sampled_from(["asked-unknown", "masked", "lazy", ""]),
        max_size=3,
    ),
    st.sampled_from(STATUSES),
)
def test_the_law_holds_for_answers_of_any_shape(
    answers: dict[str, Any], missing: dict[str, str], status: str
) -> None:
    document = {
        "format": FORMAT,
        "id": "r-1",
        "questionnaire": {"id": RICH.id, "version": RICH.version},
        "status": status,
        "answers": answers,
        "missing": missing,
    }
    JUDGES.agree(document)


@each
def test_the_schema_is_a_schema(path: Path | None) -> None:
    Draft202012Validator.check_schema(response_schema(load(path) if path else RICH))


def test_every_type_of_answer_is_tried() -> None:
    assert {item.type for item in RICH.by_path.values()} == {*ANSWER_TYPES, "group"}


def test_every_sentence_is_whole() -> None:
    catalogue = catalogue_of("en")
    responses = Responses(RICH, random.Random(2))
    keys = set()
    for _ in range(400):
        for problem in check(RICH, Response.from_document(responses.one()), TODAY, complete=True):
            sentence = problem.sentence or catalogue.render(problem.message)
            assert sentence != problem.message.key
            assert not [name for name in problem.message.values if f"{{{name}}}" in sentence]
            keys.add(problem.message.key)
    assert {"problem.required", "problem.constraint", "problem.unknown_item"} <= keys


@pytest.mark.parametrize("status", [COMPLETED, AMENDED])
def test_an_amended_response_is_judged_as_a_completed_one(status: str) -> None:
    document = Responses(RICH, random.Random(3)).one() | {"status": status, "answers": {}}
    document["missing"] = {}
    assert not JUDGES.agree(document)
