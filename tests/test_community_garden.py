"""The community garden: a questionnaire that uses every answer type can be filled to the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.check import check
from lgq_tui.core.conditions import Future, Matches, Sum
from lgq_tui.core.definition import GROUP, MISSING_REASONS, Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.paths import from_text
from lgq_tui.core.problems import ERROR, Problem
from lgq_tui.core.response import COMPLETED, IN_PROGRESS, Reference, Response
from lgq_tui.core.wording import footnotes_in, plain
from lgq_tui.storage.definitions import lint, load

FILE = Path(__file__).parent.parent / "examples/valid/community-garden.questionnaire.yaml"
TODAY = date(2026, 10, 5)

# What is answered at each question, in the order of the form.
ANSWERS: Mapping[str, Mapping[str, Any]] = {
    "garden_name": {"garden_name": "حديقة الجيران 🌻"},
    "country": {"country": "FR"},
    "website": {"website": "https://jardin.example.org/7?vue=été"},
    "founded": {"founded": 1987},
    "gate_sign": {"gate_sign": "[/] [b]Please[/b] shut me {name}"},
    "plots": {"plots": 23},
    "land_use": {"land_use.vegetables": 62.5, "land_use.flowers": 27.5, "land_use.wild": 10},
    "beds": {
        "beds[0].name": "蔬菜床",
        "beds[0].area": 7.5,
        "beds[0].crops[0].plant": "大根",
        "beds[0].crops[0].harvests": ["2026-06-30", "2026-07-14"],
        "beds[1].name": "👩🏽‍🌾 Corner: 12:30",
    },
    "watering": {"watering": "barrel"},
    "watering_details": {"watering_details.barrel": 3},
    "visitors": {"visitors": ["slugs", "other"]},
    "visitors_details": {"visitors_details.other": "Ein Igel 🦔"},
    "composting": {"composting": True},
    "compost": {"compost.heaps": 2, "compost.secret": "Patience.\n忍耐。"},
    "best_day": {"best_day": "The hose broke.\nكان الجميع مبللين."},
    "keeper": {
        "keeper.name": "Rosemary Thyme",
        "keeper.email": "keeper@example.org",
        "keeper.phone": "+33 1 99 00 12 34",
    },
    "counted_on": {"counted_on": "2026-10-04"},
}


@pytest.fixture
def garden() -> Questionnaire:
    return load(FILE)


@pytest.fixture
def interview(garden: Questionnaire) -> Interview:
    reference = Reference(garden.id, garden.version, garden.digest)
    return Interview(garden, Response("one", reference), TODAY)


def codes(problems: Iterable[Problem]) -> list[str]:
    return [problem.code for problem in problems if problem.open and not problem.lacking]


def test_the_definition_is_sound() -> None:
    assert lint(FILE) == ()


def test_it_uses_every_answer_type(garden: Questionnaire) -> None:
    assert {item.type for item in garden.by_path.values()} == {*ANSWER_TYPES, GROUP}


def test_it_is_a_tour_of_the_language(garden: Questionnaire) -> None:
    items = garden.by_path.values()
    repeated = {item.path for item in items if item.repeat}
    assert repeated == {"beds", "beds.crops", "beds.crops.harvests"}
    assert {type(check.when) for item in items for check in item.warnings} == {Matches, Sum, Future}
    assert [choice.id for item in items for choice in item.choices if choice.exclusive] == ["none"]
    assert [item.path for item in items if item.missing_reasons != MISSING_REASONS] == ["website"]
    assert {name for item in items for name in footnotes_in(item.label)} == set(garden.footnotes)
    assert [section.id for section in garden.sections if section.field_list] == ["garden"]
    assert all(any(getattr(item, key) for item in items) for key in ("hint", "personal", "since"))


def test_it_stands_in_two_languages() -> None:
    french = load(FILE, "fr")
    assert french.languages == ("en", "fr")
    assert french.title == "Une année au jardin partagé"
    assert french.by_path["composting"].label == "Faites-vous du compost ?"
    assert french.by_path["best_day"].label == "Tell us about the best day of the year."


def test_what_looks_like_markup_of_other_tools_is_text(garden: Questionnaire) -> None:
    label = plain(garden.by_path["gate_sign"].label)
    assert '"[/] [b]Please[/b] shut me 🥕"' in label


def test_it_can_be_filled_step_by_step(interview: Interview) -> None:
    met = ["introduction"]
    while interview.next():
        for item in interview.page.items:
            for path, value in ANSWERS[item.id].items():
                interview.answer(from_text(path), value)
                assert codes(interview.problems()) == []
            met.append(item.id)
    assert met == ["introduction", *ANSWERS]
    assert interview.progress().answered == interview.progress().total
    assert interview.complete() == ()
    assert interview.status == COMPLETED
    assert check(interview.questionnaire, interview.response, TODAY) == ()


def test_compost_is_asked_about_where_it_is_made(interview: Interview) -> None:
    interview.answer(("composting",), True)
    interview.answer(("compost", "heaps"), 2)
    assert interview.is_relevant(("compost", "secret"))
    interview.answer(("composting",), False)
    assert not interview.is_relevant(("compost",))
    assert interview.response.aside == {"compost": {"heaps": 2}}


def test_other_needs_its_text(interview: Interview) -> None:
    interview.answer(("watering",), "other")
    interview.answer(("visitors",), ["other", "slugs"])
    lacking = {problem.path for problem in interview.problems() if problem.lacking}
    assert {("watering_details", "other"), ("visitors_details", "other")} <= lacking
    assert ("visitors_details", "slugs") not in lacking


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (("plots",), 0, ["problem.constraint"]),
        (("plots",), 500, ["many_plots"]),
        (("founded",), 87, ["problem.constraint"]),
        (("visitors",), ["none", "slugs"], ["invalid"]),
        (("land_use",), {"vegetables": 50, "flowers": 50, "wild": 0}, []),
        (("land_use",), {"vegetables": 50, "flowers": 50, "wild": 0.5}, ["more_than_all"]),
        (("counted_on",), "2026-10-05", []),
        (("counted_on",), "2026-10-06", ["counted_in_future"]),
    ],
)
def test_what_is_found_in_an_answer(
    interview: Interview, path: tuple[str, ...], value: object, expected: list[str]
) -> None:
    interview.answer(path, value)
    assert codes(interview.problems()) == expected


def test_a_constraint_speaks_in_its_own_words(interview: Interview) -> None:
    interview.answer(("beds", 0, "area"), 0)
    (problem,) = (one for one in interview.problems() if one.code == "problem.constraint")
    assert problem.severity == ERROR
    assert problem.sentence == "A bed has some area; write it in square metres, such as 7.5."


def test_only_two_reasons_excuse_a_garden_without_a_page(interview: Interview) -> None:
    response = interview.response._replace(status=IN_PROGRESS, missing={"website": "masked"})
    assert codes(check(interview.questionnaire, response)) == ["problem.missing_not_allowed"]
