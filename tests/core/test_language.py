"""The definition language: what it means, and what is said of each mistake."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from lgq_tui import locales
from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.conditions import AllOf, Always, AnyOf, Condition, Future, Matches, Not, Sum
from lgq_tui.core.definition import GROUP, Questionnaire
from lgq_tui.core.language import (
    DefinitionError,
    build,
    digest_of,
    problems_of,
    records,
    resolve,
)
from lgq_tui.core.language.form import language_schema
from lgq_tui.core.messages import Message
from lgq_tui.core.relevance import Relevance

SENTENCES = json.loads((Path(locales.__file__).parent / "en.json").read_bytes())


def definition(items: str, more: str = "") -> Any:
    """A questionnaire with these items in its only section."""
    data = YAML(typ="safe").load("{id: demo, version: '1', title: Demo, language: en}")
    data["sections"] = [{"id": "first", "title": "First", "items": YAML(typ="safe").load(items)}]
    data.update(YAML(typ="safe").load(more) or {})
    return data


def faults(items: str, more: str = "") -> list[tuple[str, dict[str, Any]]]:
    found = problems_of(definition(items, more))
    assert [lacking for fault in found if (lacking := unsaid(fault.message))] == []
    return [
        (fault.message.key.removeprefix("definition."), dict(fault.message.values))
        for fault in found
    ]


def unsaid(message: Message) -> set[str]:
    """What the sentence of a message speaks of and the message does not hold."""
    return (
        set(re.findall(r"\{(.*?)\}", str(SENTENCES[message.key]["text"]))) - message.values.keys()
    )


def keys(items: str, more: str = "") -> list[str]:
    return [key for key, _ in faults(items, more)]


def built(items: str, more: str = "", language: str | None = None) -> Questionnaire:
    data = definition(items, more)
    assert problems_of(data) == ()
    return build(data, language)


def described(condition: Condition) -> Any:
    """A condition as nested tuples, to compare it."""
    match condition:
        case Always():
            return "always"
        case Matches(path, fragment):
            return (path, fragment)
        case AllOf(parts):
            return ("all", *map(described, parts))
        case AnyOf(parts):
            return ("any", *map(described, parts))
        case Not(part):
            return ("not", described(part))
        case Sum(paths, fragment):
            return ("sum", paths, fragment)
        case Future(path):
            return ("future", path)
    raise AssertionError(condition)


def relevant(questionnaire: Questionnaire, path: str) -> Any:
    return described(questionnaire.by_path[path].relevant)


# --- what a definition means ---------------------------------------------------------------------


def test_everything_that_can_be_said_of_an_item_is_in_its_record() -> None:
    [item] = built("""
      - id: staff
        type: integer
        label: " Staff "
        number: "3"
        hint: Full-time
        required: true
        repeat: true
        personal: true
        since: "1"
        constraint: {minimum: 1}
        constraint_message: At least one.
        missing_reasons: [asked-unknown]
    """).items
    assert (item.path, item.type, item.label, item.number) == ("staff", "integer", "Staff", "3")
    assert (item.hint, item.since) == ("Full-time", "1")
    assert (item.required, item.repeat, item.personal) == (True, True, True)
    assert (item.constraint, item.constraint_message) == ({"minimum": 1}, "At least one.")
    assert item.missing_reasons == ("asked-unknown",)
    assert item.relevant == Always()


def test_what_is_said_of_the_whole_is_in_its_record() -> None:
    questionnaire = built(
        "[{id: city, type: text, label: 'City[^c]'}]",
        "{contact: a@b.org, subject: [city], introduction: Hello, closing: Bye, footnotes: {c: C}}",
    )
    assert (questionnaire.id, questionnaire.version, questionnaire.title) == ("demo", "1", "Demo")
    assert (questionnaire.contact, questionnaire.subject) == ("a@b.org", ("city",))
    assert (questionnaire.introduction, questionnaire.closing) == ("Hello", "Bye")
    assert questionnaire.footnotes == {"c": "C"}
    assert [section.id for section in questionnaire.sections] == ["first"]


CHIEF = """
  - id: chief
    type: group
    label: Chief
    items:
      - {id: answer, type: yes_no, label: Is there one}
      - {id: name, type: text, label: Name, relevant: %s}
  - {id: answer, type: text, label: Another answer}
  - {id: areas, type: select_multiple, label: As, choices: [{id: a, label: A}, {id: b, label: B}]}
  - {id: links, type: url, label: Links, repeat: true}
"""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{answer: true}", ("chief.answer", {"const": True})),
        ("{chief.answer: true}", ("chief.answer", {"const": True})),
        ("{areas: a}", ("areas", {"type": "array", "contains": {"const": "a"}})),
        (
            "{links: 'http://a.org'}",
            ("links", {"type": "array", "contains": {"const": "http://a.org"}}),
        ),
        ("{areas: {minItems: 2}}", ("areas", {"minItems": 2})),
        (
            "{answer: true, areas: b}",
            (
                "all",
                ("chief.answer", {"const": True}),
                ("areas", {"type": "array", "contains": {"const": "b"}}),
            ),
        ),
        (
            "{any_of: [{answer: true}, {not: {areas: b}}]}",
            (
                "any",
                ("chief.answer", {"const": True}),
                ("not", ("areas", {"type": "array", "contains": {"const": "b"}})),
            ),
        ),
        ("{all_of: [{answer: true}]}", ("chief.answer", {"const": True})),
    ],
)
def test_a_condition_holds_full_paths_and_fragments(written: str, meant: Any) -> None:
    assert relevant(built(CHIEF % written), "chief.name") == meant


def test_the_name_of_an_item_in_its_own_condition_means_one_further_out() -> None:
    questionnaire = built("""
      - {id: name, type: yes_no, label: Is there a name}
      - id: chief
        type: group
        label: Chief
        items: [{id: name, type: text, label: Name, relevant: {name: true}}]
    """)
    assert relevant(questionnaire, "chief.name") == ("name", {"const": True})


def test_a_warning_may_look_at_its_own_item_at_sums_and_at_dates() -> None:
    questionnaire = built("""
      - {id: online, type: percentage, label: Online}
      - id: mobile
        type: percentage
        label: Mobile
        warn:
          - {id: whole, when: {sum: {of: [online, mobile], is: 100}}, message: 'Of one total?'}
          - {when: {mobile: {minimum: 90}}, message: 'So many?'}
      - {id: day, type: date, label: Day, warn: [{when: {future: day}, message: Not yet.}]}
    """)
    checks = [check for item in questionnaire.items for check in item.warnings]
    assert [(check.id, described(check.when), check.message) for check in checks] == [
        ("whole", ("sum", ("online", "mobile"), {"const": 100}), "Of one total?"),
        ("warning_2", ("mobile", {"minimum": 90}), "So many?"),
        ("warning_1", ("future", "day"), "Not yet."),
    ]


def test_details_are_a_group_beside_the_question() -> None:
    questionnaire = built("""
      - id: areas
        type: select_multiple
        label: Areas
        detail: {type: group, label: More, items: [{id: links, type: url, label: L, repeat: true}]}
        choices:
          - {id: sdg, label: SDG}
          - {id: none, label: None, exclusive: true}
          - {id: other, label: Other, detail: {type: text, required: true}}
          - {id: later, label: Later, detail: true}
          - {id: plain, label: Plain, detail: false}
      - {id: last, type: text, label: Last, relevant: {areas_details.other: x}}
    """)
    assert [item.id for item in questionnaire.items] == ["areas", "areas_details", "last"]
    details = questionnaire.by_path["areas_details"]
    assert (details.type, details.detail_of) == (GROUP, "areas")
    assert [(item.id, item.type, item.label, item.required) for item in details.items] == [
        ("sdg", "group", "More", False),
        ("other", "text", "Other", True),
        ("later", "paragraph", "Later", False),
    ]
    assert "areas_details.sdg.links" in questionnaire.by_path
    ticked = ("areas", {"type": "array", "contains": {"const": "other"}})
    assert relevant(questionnaire, "areas_details.other") == ticked


def test_the_detail_of_a_single_choice_and_a_condition_of_its_own() -> None:
    questionnaire = built("""
      - {id: asked, type: yes_no, label: Asked}
      - id: kind
        type: select_one
        label: Kind
        choices:
          - {id: other, label: Other, detail: {type: text, relevant: {asked: true}}}
    """)
    assert relevant(questionnaire, "kind_details.other") == (
        "all",
        ("kind", {"const": "other"}),
        ("asked", {"const": True}),
    )


LANGUAGES = """
  - {id: a, type: text, label: {en: City, pt: Cidade}}
  - {id: b, type: text, label: {en: Name, pt-BR: Nome, ar: الاسم}}
  - {id: c, type: text, label: Plain}
"""


@pytest.mark.parametrize(
    ("language", "labels", "used"),
    [
        (None, ["City", "Name", "Plain"], "en"),
        ("pt", ["Cidade", "Name", "Plain"], "pt"),
        ("pt-BR", ["Cidade", "Nome", "Plain"], "pt-BR"),
        ("pt-PT", ["Cidade", "Name", "Plain"], "pt"),
        ("fr", ["City", "Name", "Plain"], "en"),
    ],
)
def test_texts_are_in_one_language(language: str | None, labels: list[str], used: str) -> None:
    questionnaire = built(LANGUAGES, language=language)
    assert [item.label for item in questionnaire.items] == labels
    assert questionnaire.language == used
    assert questionnaire.languages == ("en", "ar", "pt", "pt-BR")


def test_a_resolved_definition_survives_json() -> None:
    data = definition(CHIEF % "{any_of: [{answer: true}, {areas: a}]}")
    again = records(json.loads(json.dumps(resolve(data))))
    assert relevant(again, "chief.name") == relevant(build(data), "chief.name")
    assert list(again.by_path) == list(build(data).by_path)


def test_the_digest_is_of_what_is_said_not_of_how_it_is_laid_out() -> None:
    assert digest_of({"a": "ü", "b": [1]}) == digest_of({"b": [1], "a": "ü"})
    assert digest_of({"a": "x"}) != digest_of({"a": "y"})
    assert digest_of({}).startswith("sha256:")


def test_what_cannot_be_resolved_is_not_built() -> None:
    with pytest.raises(DefinitionError) as caught:
        build(definition("[{id: a, type: text, label: A, relevant: {b: 1}, hnt: x}]"))
    found = {fault.message.key for fault in caught.value.faults}
    assert found == {"definition.unknown_item", "definition.unknown_key_near"}


# --- mistakes of form ----------------------------------------------------------------------------

YES = "{id: yes, type: yes_no, label: L}"
NAME = "{id: name, type: text, label: L}"
SECTION = "id: second, title: S"
B = "{id: b, label: B}"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("{id: a, type: text, labl: L}", ["lacks_key", "unknown_key_near"]),
        ("{id: a, type: text, label: L, zzz: 1}", ["unknown_key"]),
        ("{type: text, label: L}", ["lacks_key"]),
        ("{id: a, label: L}", ["lacks_key"]),
        ("{id: a, type: emial, label: L}", ["unknown_type_near"]),
        ("{id: a, type: 7, label: L}", ["unknown_type"]),
        ("{id: Big City, type: text, label: L}", ["wrong_id"]),
        ("{id: any_of, type: text, label: L}", ["reserved_id"]),
        ("{id: 12, type: text, label: L}", ["needs_quotes"]),
        ("{id: a, type: text, label: ' '}", ["empty"]),
        ("{id: a, type: text, label: null}", ["empty"]),
        ("{id: a, type: text, label: [L]}", ["not_a_text"]),
        ("{id: a, type: text, label: {english!: L, en: L}}", ["wrong_language"]),
        ("{id: a, type: text, label: {pt: L}}", ["no_default_text"]),
        ("{id: a, type: text, label: L, number: 3}", ["needs_quotes"]),
        ("{id: a, type: text, label: L, required: 'yes'}", ["not_a_flag"]),
        ("{id: a, type: text, label: L, relevant: true}", ["not_a_condition"]),
        ("{id: a, type: text, label: L, relevant: {}}", ["empty"]),
        ("{id: a, type: text, label: L, relevant: {any_of: []}}", ["empty"]),
        ("{id: a, type: text, label: L, relevant: {yes: [1]}}", ["not_an_answer"]),
        (
            "{id: a, type: text, label: L, relevant: {sum: {of: [yes], is: 1}}}",
            ["only_in_warnings"],
        ),
        ("{id: a, type: text, label: L, relevant: {future: yes}}", ["only_in_warnings"]),
        ("{id: a, type: text, label: L, warn: [{when: {a: x}}]}", ["lacks_key"]),
        (
            "{id: a, type: integer, label: L, warn: [{when: {sum: {of: [a], is: x}}, message: M}]}",
            ["not_a_number_or_fragment"],
        ),
        ("{id: a, type: text, label: L, constraint_message: m}", ["message_without_constraint"]),
        ("{id: a, type: text, label: L, choices: [{id: b, label: B}]}", ["not_for_type"]),
        ("{id: a, type: text, label: L, items: [{id: b, type: text, label: B}]}", ["not_for_type"]),
        ("{id: a, type: text, label: L, missing_reasons: [lost]}", ["not_one_of"]),
        ("{id: a, type: text, label: L, missing_reasons: [masked, masked]}", ["twice"]),
        ("{id: a, type: group, label: L}", ["lacks_key"]),
        ("{id: a, type: group, label: L, items: []}", ["empty"]),
        ("{id: a, type: select_one, label: L}", ["lacks_key"]),
        ("{id: a, type: select_one, label: L, choices: []}", ["empty"]),
        ("{id: a, type: select_one, label: L, choices: [b]}", ["not_a_mapping"]),
        (
            "{id: a, type: select_one, label: L, choices: [{id: b, label: B, exclusive: true}]}",
            ["not_for_type"],
        ),
        (
            "{id: a, type: select_one, label: L, choices: [{id: b, label: B, detail: 1}]}",
            ["not_a_detail"],
        ),
        (
            f"{{id: a, type: select_one, label: L, detail: {{id: b, type: text}}, choices: [{B}]}}",
            ["id_in_detail"],
        ),
        (
            "{id: a, type: select_one, label: L, choices: [{id: b.c, label: B, detail: true}]}",
            ["wrong_id"],
        ),
        ("just words", ["not_a_mapping"]),
    ],
)
def test_a_mistake_of_form(item: str, expected: list[str]) -> None:
    assert sorted(keys(f"[{YES}, {item}]")) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("{version: 2022}", ["needs_quotes"]),
        ("{sections: []}", ["empty"]),
        ("{sections: {}}", ["not_a_list"]),
        ("{language: English language}", ["wrong_language"]),
        ("{footnotes: {Big: x}}", ["wrong_id"]),
        ("{titel: x}", ["unknown_key_near"]),
        ("{contact: [a@b.org]}", ["not_a_string"]),
        (
            f"{{sections: [{{{SECTION}, items: [{YES}]}}, {{{SECTION}, items: [{NAME}]}}]}}",
            ["duplicate_section"],
        ),
    ],
)
def test_a_mistake_of_form_at_the_top(more: str, expected: list[str]) -> None:
    assert keys(f"[{YES}]", more) == expected


@pytest.mark.parametrize("data", [None, [], "text", 3, True])
def test_what_is_no_mapping_is_no_definition(data: Any) -> None:
    [fault] = problems_of(data)
    assert fault.message.key == "definition.not_a_definition"


def test_a_sentence_has_what_the_remedy_needs() -> None:
    assert faults("[{id: Big City, type: emial, label: L, requird: true}]") == [
        ("unknown_key_near", {"key": "requird", "near": "required"}),
        ("wrong_id", {"value": "Big City", "near": "big_city"}),
        (
            "unknown_type_near",
            {"value": "emial", "near": "email", "known": ", ".join([*ANSWER_TYPES, GROUP])},
        ),
    ]


def test_unknown_keys_are_told_in_the_order_of_the_file() -> None:
    words = ["qqq", "zzz", "jjj", "vvv"]
    told = faults(f"[{{id: a, type: text, label: L, {': 1, '.join(words)}: 1}}]")
    assert [values["key"] for _, values in told] == words


@pytest.mark.parametrize("language", [[], {}, 3, None])
def test_a_language_of_the_wrong_form_is_one_fault(language: Any) -> None:
    data = definition("[{id: a, type: text, label: {en: A, pt: B}}]") | {"language": language}
    [fault] = problems_of(data)
    assert fault.where == ("language",)


# --- mistakes of sense ---------------------------------------------------------------------------

DETAILS = "{id: a_details, type: text, label: L}"
GROUPED = "id: g, type: group, label: G, items: [{id: a, type: text, label: A}]"
WARNING = "{id: w, when: {a: x}, message: M}"


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (f"[{YES}, {YES}]", ["duplicate_id"]),
        (f"[{{id: a, type: select_one, label: L, choices: [{B}, {B}]}}]", ["duplicate_choice"]),
        (
            f"[{{id: a, type: select_one, label: L, detail: true, choices: [{B}]}}, {DETAILS}]",
            ["details_clash"],
        ),
        (f"[{YES}, {{id: yes_details, type: text, label: L}}]", []),
        (
            f"[{YES}, {{id: a, type: text, label: L, relevant: {{yess: true}}}}]",
            ["unknown_item_near"],
        ),
        (f"[{YES}, {{id: a, type: text, label: L, relevant: {{zzz: true}}}}]", ["unknown_item"]),
        ("[{id: a, type: text, label: L, relevant: {a: x}}]", ["looks_at_itself"]),
        ("[{id: a, type: text, label: 'See [^nte]'}]", ["no_footnote_near"]),
        ("[{id: a, type: text, label: 'See [^zzz]'}]", ["no_footnote"]),
        ("[{id: a, type: text, label: 'See [^Note 1]'}]", ["broken_footnote"]),
        (
            f"[{{{GROUPED}, repeat: true}}, {{id: b, type: text, label: B, relevant: {{g.a: x}}}}]",
            ["into_list"],
        ),
        (
            f"[{{{GROUPED}}}, {{id: b, type: text, label: B, relevant: {{g: x}}}}]",
            ["group_needs_fragment"],
        ),
        (
            f"[{{{GROUPED}, repeat: true}}, {{id: b, type: text, label: B, relevant: {{g: x}}}}]",
            ["list_needs_fragment"],
        ),
        (
            "[{id: a, type: text, label: A, warn: [{when: {future: a}, message: m}]}]",
            ["not_a_date"],
        ),
        (
            "[{id: a, type: text, label: A, warn: [{when: {sum: {of: [a], is: 1}}, message: m}]}]",
            ["not_a_number"],
        ),
        (
            f"[{{id: a, type: text, label: A, warn: [{WARNING}, {WARNING}]}}]",
            ["duplicate_warning"],
        ),
    ],
)
def test_a_mistake_of_reference(items: str, expected: list[str]) -> None:
    assert keys(items, "{footnotes: {note: N}}") == expected


def test_a_reference_among_the_elements_of_its_own_list_is_fine() -> None:
    questionnaire = built("""
      - id: partners
        type: group
        repeat: true
        label: Partners
        items:
          - {id: kind, type: text, label: Kind}
          - {id: name, type: text, label: Name, relevant: {kind: x}}
    """)
    assert relevant(questionnaire, "partners.name") == ("partners.kind", {"const": "x"})


@pytest.mark.parametrize("subject", ["nowhere", "group.part", "group", "many"])
def test_the_subject_is_one_answer_at_the_top(subject: str) -> None:
    [key] = keys(
        "[{id: group, type: group, label: G, items: [{id: part, type: text, label: P}]},"
        " {id: many, type: text, label: M, repeat: true}]",
        f"{{subject: [{subject}]}}",
    )
    assert key == ("unknown_item" if subject == "nowhere" else "wrong_subject")


KINDS = """
  - {id: yes, type: yes_no, label: L}
  - {id: one, type: select_one, label: L, choices: [{id: red, label: R}, {id: blue, label: B}]}
  - {id: some, type: select_multiple, label: L, choices: [{id: red, label: R}]}
  - {id: share, type: percentage, label: L, constraint: {maximum: 50}}
  - {id: day, type: date, label: L}
  - {id: links, type: url, label: L, repeat: true}
  - {id: land, type: country, label: L}
  - {id: last, type: text, label: L, relevant: %s}
"""


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{yes: 'yes'}", "not_yes_or_no"),
        ("{yes: 1}", "not_yes_or_no"),
        ("{one: reed}", "unknown_choice_near"),
        ("{one: zzz}", "unknown_choice"),
        ("{one: {enum: [red, blu]}}", "unknown_choice_near"),
        ("{not: {one: zzz}}", "unknown_choice"),
        ("{one: {not: {const: zzz}}}", "unknown_choice"),
        ("{one: {contains: {const: red}}}", "idle_keyword"),
        ("{some: zzz}", "unknown_choice"),
        ("{some: {const: red}}", "impossible_value"),
        ("{some: {minimum: 1}}", "idle_keyword"),
        ("{share: 101}", "impossible_value"),
        ("{share: true}", "impossible_value"),
        ("{share: {minLength: 1}}", "idle_keyword"),
        ("{day: tomorrow}", "impossible_value"),
        ("{links: not a link}", "impossible_value"),
        ("{links: {minLength: 3}}", "idle_keyword"),
        ("{land: XX}", "unknown_choice"),
        ("{share: {minimum: many}}", "wrong_fragment"),
        ("{share: {minimun: 1}}", "unknown_keyword_near"),
        ("{share: {$ref: '#/a'}}", "unknown_keyword"),
        ("{share: {anyOf: [{$ref: '#/a'}]}}", "unknown_keyword"),
        ("{links: {contains: {pattern: '('}}}", "pattern_unknown"),
        ("{links: {contains: {pattern: '(a+)+'}}}", "pattern_slow"),
        ("{share: {unevaluatedProperties: false}}", "unknown_keyword_near"),
    ],
)
def test_a_condition_that_could_never_come_true(condition: str, expected: str) -> None:
    assert keys(KINDS % condition) == [expected]


@pytest.mark.parametrize(
    "condition",
    [
        "{yes: false}",
        "{one: red}",
        "{one: {enum: [red, blue]}}",
        "{one: {not: {const: red}}}",
        "{some: red}",
        "{some: {const: [red]}}",
        "{share: 7.5}",
        "{share: {exclusiveMinimum: 0, maximum: 10}}",
        "{day: '2022-05-01'}",
        "{links: {minItems: 2}}",
        "{links: {contains: {pattern: '^https:'}}}",
        "{land: MY}",
    ],
)
def test_a_condition_that_can_come_true(condition: str) -> None:
    assert keys(KINDS % condition) == []


@pytest.mark.parametrize(
    ("type_and_constraint", "expected"),
    [
        ("type: integer, constraint: {minimum: few}", ["wrong_fragment"]),
        ("type: integer, constraint: {maxLength: 3}", ["idle_keyword"]),
        ("type: text, constraint: {maxLenght: 3}", ["unknown_keyword_near"]),
        ("type: text, constraint: {pattern: '['}", ["pattern_unknown"]),
        ("type: text, constraint: {pattern: '^(a+)+$'}", ["pattern_slow"]),
        ("type: text, constraint: {pattern: '^[0-9]{9000}'}", ["pattern_long"]),
        ("type: text, constraint: {format: regex}", ["unknown_format"]),
        ("type: text, constraint: {format: ip4}", ["unknown_format_near"]),
        ("type: url, repeat: true, constraint: {minItems: 2}", ["idle_keyword"]),
        ("type: url, repeat: true, constraint: {maxLength: 200}", []),
        ("type: integer, constraint: {minimum: 1, not: {const: 13}}", []),
        ("type: integer, constraint: many", ["not_a_mapping"]),
    ],
)
def test_a_constraint_is_a_fragment_on_one_value(
    type_and_constraint: str, expected: list[str]
) -> None:
    assert keys(f"[{{id: a, label: L, {type_and_constraint}}}]") == expected


def test_a_group_may_be_constrained_as_a_whole() -> None:
    group = "type: group, label: G, items: [{id: a, type: text, label: A}]"
    assert keys(f"[{{id: g, {group}, constraint: {{minProperties: 1}}}}]") == []


# --- items that cannot be reached ----------------------------------------------------------------


def circle_of(items: str) -> str:
    [(key, values)] = faults(items)
    assert key in ("circle", "looks_at_itself")
    return str(values.get("items") or values["item"])


def test_conditions_that_hang_on_each_other() -> None:
    assert (
        circle_of("""
      - {id: a, type: yes_no, label: A, relevant: {b: true}}
      - {id: b, type: yes_no, label: B, relevant: {c: true}}
      - {id: c, type: yes_no, label: C, relevant: {a: true}}
    """)
        == "a → b → c → a"
    )


def test_a_group_that_hangs_on_what_is_in_it() -> None:
    assert (
        circle_of("""
      - id: g
        type: group
        label: G
        relevant: {g.a: true}
        items: [{id: a, type: yes_no, label: A}]
    """)
        == "g → g.a → g"
    )


def test_an_item_that_hangs_on_the_group_it_is_in() -> None:
    assert (
        circle_of("""
      - id: g
        type: group
        label: G
        items: [{id: a, type: yes_no, label: A, relevant: {g: {minProperties: 1}}}]
    """)
        == "g.a"
    )


@pytest.mark.parametrize(
    "condition",
    [
        "{yes: true, all_of: [{yes: false}]}",
        "{yes: true, not: {yes: true}}",
        "{not: {any_of: [{yes: true}, {one: red}]}, one: red}",
        "{any_of: [{yes: true}, {one: red}], all_of: [{yes: false}, {one: blue}]}",
        "{one: {enum: [red]}, all_of: [{one: blue}]}",
        "{one: {enum: [red, blue]}, not: {any_of: [{one: red}, {one: blue}]}}",
    ],
)
def test_a_condition_that_contradicts_itself(condition: str) -> None:
    assert keys(KINDS % condition) == ["never_asked"]


@pytest.mark.parametrize(
    "condition",
    [
        "{not: {yes: true}, all_of: [{not: {yes: false}}]}",
        "{any_of: [{yes: true}, {yes: false}]}",
        "{one: red, not: {one: blue}}",
        "{any_of: [{all_of: [{yes: true}, {not: {yes: true}}]}, {one: red}]}",
        "{links: 'http://a.org', all_of: [{links: 'http://b.org'}]}",
    ],
)
def test_a_condition_that_only_looks_contradictory(condition: str) -> None:
    assert keys(KINDS % condition) == []


def test_an_item_that_is_excluded_by_what_it_looks_at() -> None:
    [(key, values)] = faults("""
      - {id: yes, type: yes_no, label: L}
      - {id: name, type: text, label: L, relevant: {yes: true}}
      - {id: excuse, type: text, label: L, relevant: {yes: false, name: {minLength: 1}}}
      - {id: follows, type: text, label: L, relevant: {excuse: x}}
    """)
    assert (key, values) == ("never_asked", {"item": "excuse"})


def test_an_item_that_is_excluded_by_its_group() -> None:
    [(key, values)] = faults("""
      - {id: yes, type: yes_no, label: L}
      - id: g
        type: group
        label: G
        relevant: {yes: true}
        items: [{id: a, type: text, label: A, relevant: {yes: false}}]
    """)
    assert (key, values) == ("never_asked", {"item": "g.a"})


CONDITIONS = st.recursive(
    st.builds(lambda ref, value: {ref: value}, st.sampled_from("abcd"), st.booleans()),
    lambda inner: st.one_of(
        st.builds(lambda part: {"not": part}, inner),
        st.builds(lambda parts: {"all_of": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any_of": parts}, st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.tuples(CONDITIONS, CONDITIONS, CONDITIONS))
def test_what_is_said_to_be_never_asked_is_asked_for_no_answers(conditions: Any) -> None:
    items: list[Any] = [{"id": name, "type": "yes_no", "label": "L"} for name in "abcd"]
    for item, condition in zip(items[1:], conditions, strict=True):
        item["relevant"] = condition
    data = definition("[]")
    data["sections"][0]["items"] = items
    found = problems_of(data)
    if any(fault.message.key != "definition.never_asked" for fault in found):
        return
    lost = {fault.message.values["item"] for fault in found}
    questionnaire = build(data)
    for values in product((None, True, False), repeat=4):
        given_ = {k: v for k, v in zip("abcd", values, strict=True) if v is not None}
        relevance = Relevance(questionnaire, given_)
        assert not any(relevance.holds((str(path),)) for path in lost)


# --- all at once, whatever comes -----------------------------------------------------------------


def test_all_mistakes_are_reported_at_once() -> None:
    found = keys(
        """
      - {id: a, type: txt, label: L}
      - {id: b, type: text, label: L, hnt: h, relevant: {nowhere: 1}}
      - {id: b, type: integer, label: 'L[^x]', constraint: {minimum: a}}
      - {type: text, label: {fr: L}, relevant: {a: 1, not: {a: 1}}}
    """,
        "{version: 1}",
    )
    assert sorted(found) == sorted(
        [
            "unknown_type_near", "unknown_key_near", "unknown_item", "duplicate_id", "no_footnote",
            "wrong_fragment", "lacks_key", "no_default_text", "needs_quotes", "never_asked",
        ]
    )  # fmt: skip


def test_what_is_written_once_for_all_choices_is_reported_once() -> None:
    assert keys("""
      - id: a
        type: select_one
        label: L
        detail: {type: text, label: 'L[^none]'}
        choices: [{id: b, label: B}, {id: c, label: C}]
    """) == ["no_footnote"]


VOCABULARY = """
    id type label items choices relevant warn when message sections detail any_of not sum of is
    text group select_one footnotes subject language a b
"""
WORDS = st.sampled_from(VOCABULARY.split())
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=6),
    max_leaves=25,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(WORDS, ANYTHING))
def test_nothing_that_comes_in_is_more_than_a_fault(data: Any) -> None:
    assert problems_of(data)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.dictionaries(WORDS, ANYTHING), min_size=1, max_size=3))
def test_no_items_that_come_in_are_more_than_a_fault(items: Any) -> None:
    data = definition("[]")
    data["sections"][0]["items"] = items
    for fault in problems_of(data):
        assert fault.where[0] == "sections"


@pytest.mark.parametrize("depth", [20, 1000])
def test_depth_is_no_danger(depth: int) -> None:
    item: Any = {"id": "a", "type": "text", "label": "A"}
    for _ in range(depth):
        item = {"id": "a", "type": "group", "label": "G", "items": [item]}
    data = definition("[]")
    data["sections"][0]["items"] = [item]
    expected = [] if depth == 20 else ["definition.too_deep"]
    assert [fault.message.key for fault in problems_of(data)] == expected


# --- the schema of the language, and the way to records ------------------------------------------


def test_the_schema_of_the_language_is_a_schema() -> None:
    Draft202012Validator.check_schema(language_schema())


def test_the_schema_of_the_language_explains_every_key() -> None:
    def keys_without_words(schema: Any, defs: Any) -> list[str]:
        return [
            key
            for key, value in schema.get("properties", {}).items()
            if value != {"not": {}}
            and "description" not in value
            and "description" not in defs.get(value.get("$ref", "").removeprefix("#/$defs/"), {})
        ]

    schema = language_schema()
    places = [schema, *schema["$defs"].values()]
    assert [key for place in places for key in keys_without_words(place, schema["$defs"])] == []


def test_the_schema_of_the_language_knows_every_answer_type() -> None:
    asked = language_schema()["$defs"]["asked"]
    assert set(asked["properties"]["type"]["enum"]) == {*ANSWER_TYPES, GROUP}
    cases = [case["if"]["properties"]["type"]["enum"] for case in asked["allOf"][1::3]]
    assert set(cases[0]) == {*ANSWER_TYPES, GROUP} - {"select_one", "select_multiple"}
    assert set(cases[1]) == set(ANSWER_TYPES)


def test_records_are_made_without_the_validator() -> None:
    data = definition(CHIEF % "{answer: true}")
    program = f"""
import sys
from lgq_tui.core.language import build
build({data!r})
heavy = {{"jsonschema", "referencing", "ruamel", "difflib", "phonenumbers", "pycountry", "textual"}}
print(sorted(heavy & sys.modules.keys()))
"""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=root, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_short_name_is_a_text_like_others() -> None:
    data = definition("""
- {id: long_one, type: text, label: L, short: {en: "**Short**", fr: Bref}}
- {id: plain_one, type: text, label: L}
""")
    english, french = (records(resolve(data), language) for language in ("en", "fr"))
    assert [item.name for item in english.items] == ["Short", "Plain one"]
    assert english.items[0].short == "**Short**"
    assert french.items[0].name == "Bref"
