"""The LGQ as shipped: its ids are a contract with responses, translations and later editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from lgq_tui.core.definition import MISSING_REASONS, Item, Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.response import Reference, Response
from lgq_tui.core.wording import footnotes_in
from lgq_tui.storage.definitions import lint, load, shipped

EXPLAINED = {"answer": "yes_no q", "explanation": "paragraph", "links": "url[]"}

# Each item with its type; `[]` says that it is repeated, `q` that it is required. A mapping stands
# for a group. What is asked about a single choice is further down.
CONTRACT: Mapping[str, Mapping[str, Any]] = {
    "cover": {"city": "text q", "country": "country q"},
    "institutional_framework I": {
        "portals 1": "url[] q",
        "service_portals 2": {
            "e_services a": "url q",
            "e_participation b": "url q",
            "open_government_data c": "url q",
            "public_procurement d": "url q",
            "other_portals e": "url[]",
        },
        "chief_information_officer 3": {
            "answer": "yes_no q",
            "name": "text q",
            "title": "text",
            "organization": "text",
            "email": "email q",
            "phone": "phone",
            "national_link": "yes_no q",
            "national_link_explanation": "paragraph",
            "links": "url[]",
        },
    },
    "legal_framework II": {
        "legislation 1": {
            "national": "yes_no q",
            "local": "yes_no q",
            "adoption": "paragraph",
            "links": "url[]",
        },
    },
    "strategy_and_implementation III": {
        "strategy 1": EXPLAINED,
        "strategy_coverage 2": {"areas": "select_multiple q", "explanation": "paragraph"},
        "budget 3": {
            "answer": "yes_no q",
            "percentage": "percentage q",
            "explanation": "paragraph",
        },
        "budget_publication 4": EXPLAINED,
        "sustainability_initiatives 5": EXPLAINED,
        "transport_initiatives 6": EXPLAINED,
        "housing_initiatives 7": EXPLAINED,
        "public_space_initiatives 8": EXPLAINED,
        "partnerships 9": EXPLAINED,
    },
    "online_services IV": {
        "online_share 1": {
            "percentage": "percentage q",
            "explanation": "paragraph",
            "links": "url[]",
        },
        "mobile_share 2": {
            "percentage": "percentage q",
            "explanation": "paragraph",
            "links": "url[]",
        },
        "usage_statistics 3": {"answer": "yes_no q"},
        "usage_statistics_publication 4": EXPLAINED,
    },
    "user_satisfaction V": {
        "satisfaction_measured 1": {"answer": "yes_no q"},
        "satisfaction_publication 2": EXPLAINED,
        "satisfied_share 3": {"percentage": "percentage q", "explanation": "paragraph"},
    },
    "social_media VI": {"social_media_use 1": EXPLAINED},
    "crisis_response VII": {"crisis_portal 1": EXPLAINED},
    "smart_city VIII": {"technology_strategy 1": EXPLAINED, "big_data_and_ai 2": EXPLAINED},
    "contact_and_additional_information IX": {
        "contact": {
            "name": "text q",
            "title": "text",
            "email": "email q",
            "organization": "text q",
        },
        "submission_date": "date q",
        "authorization": "select_multiple q",
        "withhold_publication": "yes_no",
    },
}

AREAS = [
    "implementation_plan",
    "national_development_strategy",
    "sdgs",
    "national_digital_strategy",
    "shared_platforms",
    "sdg_11 (New)",
    "sendai_framework (New)",
    "e_participation",
    "co_creation",
    "social_media",
    "digital_id",
    "new_technologies",
    "vulnerable_groups",
    "ict_training",
    "cyber_security",
    "mobile_government",
]

FOOTNOTES = {
    "e_government": "portals",
    "e_services": "service_portals.e_services",
    "e_participation": "service_portals.e_participation",
    "open_government_data": "service_portals.open_government_data",
    "cio": "chief_information_officer",
    "vulnerable_groups": "strategy_coverage.areas: vulnerable_groups",
    "satisfaction": "satisfied_share",
}


@pytest.fixture
def lgq() -> Questionnaire:
    return load(shipped())


def outline(items: tuple[Item, ...]) -> dict[str, Any]:
    """The items, details of choices left out, as the contract writes them."""
    return {
        f"{item.id} {item.number}" if item.number else item.id: described(item)
        for item in items
        if item.detail_of is None
    }


def described(item: Item) -> Any:
    if item.is_group:
        return outline(item.items)
    return item.type + "[]" * item.repeat + " q" * item.required


def interview(lgq: Questionnaire, answers: Mapping[str, Any]) -> Interview:
    reference = Reference(lgq.id, lgq.version, lgq.digest)
    response = Response("one", reference, answers=answers)
    return Interview(lgq, response, today=date(2022, 3, 1))


def warnings(lgq: Questionnaire, answers: Mapping[str, Any]) -> list[str]:
    """`place: warning` of everything that is not lacking."""
    return [
        f"{'.'.join(map(str, problem.path))}: {problem.code}"
        for problem in interview(lgq, answers).problems()
        if not problem.lacking
    ]


def lacking(lgq: Questionnaire, answers: Mapping[str, Any], top: str) -> list[str]:
    """The parts of a question whose answers are lacking."""
    problems = interview(lgq, answers).problems_of(lgq.by_path[top])
    return [".".join(map(str, problem.path[1:])) for problem in problems if problem.lacking]


def test_the_definition_is_sound() -> None:
    assert lint(shipped()) == ()


def test_the_head_is_that_of_the_form(lgq: Questionnaire) -> None:
    assert (lgq.id, lgq.version, lgq.language) == ("un_lgq", "2022", "en")
    assert lgq.title == "Local Government Questionnaire (LGQ)"
    assert lgq.subject == ("city", "country")
    assert lgq.contact == "dpida@un.org"


def test_ids_numbers_types_and_order_are_the_contract(lgq: Questionnaire) -> None:
    found = {
        f"{section.id} {section.number}" if section.number else section.id: outline(section.items)
        for section in lgq.sections
    }
    assert found == CONTRACT
    # Mappings are equal in any order; the form has one.
    assert repr(found) == repr(CONTRACT)


def test_the_cover_alone_stands_on_one_page(lgq: Questionnaire) -> None:
    assert [section.id for section in lgq.sections if section.field_list] == ["cover"]


def test_the_areas_stand_in_the_order_of_the_form(lgq: Questionnaire) -> None:
    choices = lgq.by_path["strategy_coverage.areas"].choices
    assert [choice.id + " (New)" * (choice.since == "2022") for choice in choices] == AREAS


def test_new_is_data_and_not_in_the_labels(lgq: Questionnaire) -> None:
    labels = [label for _, label in labels_of(lgq)]
    assert not [label for label in labels if "(New)" in label]


def test_each_area_takes_details_and_links_of_which_none_is_required(lgq: Questionnaire) -> None:
    details = lgq.by_path["strategy_coverage.areas_details"]
    assert [detail.id for detail in details.items] == [area.split()[0] for area in AREAS]
    for detail in details.items:
        assert described(detail) == {"explanation": "paragraph", "links": "url[]"}


def test_authorization_has_four_choices_and_other_asks_for_a_text(lgq: Questionnaire) -> None:
    item = lgq.by_path["authorization"]
    ids = [choice.id for choice in item.choices]
    assert ids == ["authorized", "incomplete_information", "own_opinion", "other"]
    assert outline(lgq.by_path["authorization_details"].items) == {"other": "text q"}


def labels_of(lgq: Questionnaire) -> Iterator[tuple[str, str]]:
    """Every authored label and where it stands, those of choices included."""
    for item in lgq.by_path.values():
        if item.detail_of or "_details." in item.path:
            continue
        yield item.path, item.label
        yield from ((f"{item.path}: {choice.id}", choice.label) for choice in item.choices)


def test_each_footnote_is_referred_to_where_the_form_does(lgq: Questionnaire) -> None:
    found = [(name, where) for where, label in labels_of(lgq) for name in footnotes_in(label)]
    assert found == list(FOOTNOTES.items())
    assert list(lgq.footnotes) == list(FOOTNOTES)


def test_what_names_or_reaches_a_person_is_personal(lgq: Questionnaire) -> None:
    assert {item.path for item in lgq.by_path.values() if item.personal} == {
        "chief_information_officer.name",
        "chief_information_officer.email",
        "chief_information_officer.phone",
        "contact.name",
        "contact.email",
    }


def test_every_missing_reason_may_be_given_everywhere(lgq: Questionnaire) -> None:
    assert {item.missing_reasons for item in lgq.by_path.values()} == {MISSING_REASONS}


@pytest.mark.parametrize(
    ("top", "answers", "parts"),
    [
        ("chief_information_officer", {"answer": False}, []),
        ("chief_information_officer", {"answer": True}, ["name", "email", "national_link"]),
        ("strategy", {"answer": True}, []),
        ("budget", {"answer": False}, []),
        ("budget", {"answer": True}, ["percentage"]),
        ("big_data_and_ai", {"answer": True}, []),
        ("service_portals", {"e_services": "https://city.example.org"}, [
            "e_participation", "open_government_data", "public_procurement",
        ]),
    ],
)  # fmt: skip
def test_what_is_lacking(
    lgq: Questionnaire, top: str, answers: Mapping[str, Any], parts: list[str]
) -> None:
    assert lacking(lgq, {top: answers}, top) == parts


@pytest.mark.parametrize(
    ("answers", "path", "asked"),
    [
        ({"legislation": {"national": False, "local": False}}, "legislation.adoption", False),
        ({"legislation": {"national": False, "local": True}}, "legislation.adoption", True),
        ({"legislation": {"national": True}}, "legislation.links", True),
        ({"usage_statistics": {"answer": True}}, "usage_statistics_publication", True),
        ({"usage_statistics": {"answer": False}}, "usage_statistics_publication.answer", False),
        ({"satisfaction_measured": {"answer": True}}, "satisfaction_publication", True),
        ({"satisfaction_measured": {"answer": False}}, "satisfaction_publication", False),
        ({"satisfaction_measured": {"answer": False}}, "satisfied_share.percentage", True),
        ({"strategy": {"answer": False}}, "strategy.explanation", True),
        ({"budget": {"answer": False}}, "budget.explanation", True),
        ({"big_data_and_ai": {"answer": False}}, "big_data_and_ai.explanation", False),
        ({"chief_information_officer": {"answer": True}}, "chief_information_officer.phone", True),
        (
            {"strategy_coverage": {"areas": ["sdgs"]}},
            "strategy_coverage.areas_details.sdgs.links",
            True,
        ),
        (
            {"strategy_coverage": {"areas": ["sdgs"]}},
            "strategy_coverage.areas_details.sdg_11.links",
            False,
        ),
    ],
)
def test_what_is_asked(
    lgq: Questionnaire, answers: Mapping[str, Any], path: str, asked: bool
) -> None:
    assert interview(lgq, answers).is_relevant(tuple(path.split("."))) is asked


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (
            {"online_share": {"percentage": 79}, "mobile_share": {"percentage": 21}},
            ["mobile_share.percentage: shares_make_100"],
        ),
        ({"online_share": {"percentage": 79}, "mobile_share": {"percentage": 40}}, []),
        ({"mobile_share": {"percentage": 100}}, []),
        (
            {"authorization": ["authorized", "incomplete_information"]},
            ["authorization: authorized_without_full_information"],
        ),
        (
            {"authorization": ["authorized", "own_opinion"]},
            ["authorization: authorized_with_own_opinion"],
        ),
        ({"authorization": ["incomplete_information", "own_opinion"]}, []),
        ({"submission_date": "2022-03-02"}, ["submission_date: submitted_in_future"]),
        ({"submission_date": "2022-03-01"}, []),
        (
            {"portals": ["https://city.example.org", "https://city.example.org"]},
            ["portals.1: problem.duplicate"],
        ),
    ],
)
def test_what_is_warned_of(
    lgq: Questionnaire, answers: Mapping[str, Any], expected: list[str]
) -> None:
    assert warnings(lgq, answers) == expected


def test_an_accepted_warning_comes_back_when_one_of_the_shares_changes(lgq: Questionnaire) -> None:
    session = interview(lgq, {"online_share": {"percentage": 79}})
    session.answer(("mobile_share", "percentage"), 21)
    (warning,) = (one for one in session.problems() if one.code == "shares_make_100")
    session.accept(warning, "One total, by the city's own account.")
    assert not [one for one in session.problems() if one.open and not one.lacking]
    session.answer(("online_share", "percentage"), 80)
    session.answer(("mobile_share", "percentage"), 20)
    assert [one.code for one in session.problems() if one.open and not one.lacking] == [
        "shares_make_100"
    ]


def test_a_missing_reason_on_every_question_completes_a_response(lgq: Questionnaire) -> None:
    session = interview(lgq, {})
    assert session.complete()
    for item in lgq.items:
        session.mark_missing(item.id, "asked-unknown")
    assert session.complete() == ()
    assert session.status == "completed"
