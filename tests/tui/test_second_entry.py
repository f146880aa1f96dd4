"""A second entry on the screen: blind, compared with the first, and decided."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.response import Response
from lgq_tui.core.sources import SELF, AnswerSource
from lgq_tui.core.verification import AGREED, FIRST, OTHER, SECOND
from lgq_tui.session import second_entry
from lgq_tui.session.desk.desk import Desk
from lgq_tui.session.settling import Settlement
from lgq_tui.storage import responses
from lgq_tui.storage.lock import Lock
from lgq_tui.tui.app import LgqApp
from lgq_tui.tui.screens.desk import DeskScreen
from lgq_tui.tui.screens.settling import Settling, Why
from tests.tui.person import Person, form, person_at, words
from tests.tui.tour import Noon

FORM = """
subject: [city, country]
sections:
  - id: cover
    title: Cover
    field_list: true
    items:
      - {id: city, type: text, label: City}
      - {id: country, type: country, label: Country}
  - id: money
    number: I
    title: Money
    items:
      - id: budget
        number: "1"
        type: group
        label: Budget
        items:
          - {id: answer, type: yes_no, label: Answer}
          - {id: share, type: percentage, label: Share, relevant: {answer: true}}
          - {id: staff, type: integer, label: Staff}
          - {id: cost, type: decimal, label: Cost}
          - {id: why, type: paragraph, label: Why}
      - {id: links, number: "2", type: url, repeat: true, label: Links}
      - {id: email, number: "3", type: email, label: E-mail}
      - {id: since, number: "4", type: date, label: Since}
      - {id: phone, number: "5", type: phone, label: Phone}
      - id: stage
        number: "6"
        type: select_one
        label: Stage
        choices: [{id: plan, label: Plan}, {id: pilot, label: Pilot}, {id: done, label: Done}]
      - id: goals
        number: "7"
        type: select_multiple
        label: Goals
        choices: [{id: a, label: Air}, {id: b, label: Water}, {id: c, label: Fire}]
"""
FIRST_ENTRY: dict[str, Any] = {
    "city": "Zanzibari Town",
    "country": "MY",
    "budget": {
        "answer": True,
        "share": 16,
        "staff": 4711,
        "cost": 8.15,
        "why": "The **council** has [decided][^1] so.\n[red]Law 5.[/red]",
    },
    "links": ["https://one.example", "https://two.example/"],
    "email": "lee@zanzi.example",
    "since": "2019-03-04",
    "phone": "+60 3 8000 1234",
    "stage": "pilot",
    "goals": ["a", "c"],
}
LEAKS = ("MY", "Malaysia", "4711", "8.15", "one.example", "two.example", "zanzi.example", "2019",
         "8000", "(•) Pilot", "[x]")  # fmt: skip


@pytest.fixture
def questionnaire(tmp_path: Path) -> Questionnaire:
    return form(tmp_path, FORM)


@pytest.fixture
def path(tmp_path: Path, questionnaire: Questionnaire) -> Path:
    """A response that Ana has typed."""
    path = tmp_path / "kl.response.yaml"
    ana = {item: AnswerSource(SELF, by="Ana", at="2026-11-01T09:00:00Z") for item in FIRST_ENTRY}
    new = responses.new(questionnaire, Noon.now())
    responses.write(path, new._replace(answers=FIRST_ENTRY, sources=ana), questionnaire)
    return path


def am(who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else is at the keyboard now."""
    monkeypatch.setenv("LGQ_AUTHOR", who)


def read(path: Path, questionnaire: Questionnaire) -> Response:
    return responses.read(path, questionnaire)


@asynccontextmanager
async def entering(path: Path, questionnaire: Questionnaire) -> AsyncIterator[Person]:
    """A person at the second entry of a response, which is begun where there is none."""
    response = read(path, questionnaire)
    there = second_entry.seconds_of(path, response, questionnaire)
    second = there[0] if there else second_entry.begin(path, questionnaire).path
    async with person_at(path.parent, questionnaire, name=second.name) as person:
        yield person


@asynccontextmanager
async def deciding(path: Path, questionnaire: Questionnaire) -> AsyncIterator[Person]:
    """A person at what is different between a response and its second entry."""
    response = read(path, questionnaire)
    made = second_entry.open_one(path, response, questionnaire)
    assert made is not None
    app = LgqApp(questionnaire)
    app.begin_settling(Settlement(made, questionnaire))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        person = Person(pilot, path)
        await person.settled()
        yield person


async def typed_with_ten_differences(person: Person) -> None:
    """City and why confirmed or not, and the rest typed: ten answers are others, three the same."""
    await person.press("y", "tab")
    await person.type("Singapore")
    await person.press("pagedown", "y", "tab")
    await person.type("61")
    await person.press("tab")
    await person.type("4712")
    await person.press("tab")
    await person.type("8.16")
    await person.press("tab", "n", "pagedown")
    await person.type("https://two.example")
    await person.press("enter")
    await person.type("https://one.example")
    await person.press("pagedown")
    await person.type("lee@zanzibar.example")
    await person.press("pagedown")
    await person.type("2019-04-03")
    await person.press("pagedown")
    await person.type("+60380001234")
    await person.press("pagedown", "1", "pagedown", "1")


def is_back(person: Person) -> bool:
    """Whether no window stands over the interview any more."""
    return person.app.screen is person.screen


async def why(person: Person, reason: str) -> None:
    assert isinstance(person.app.screen, Why)
    await person.press("ctrl+u")
    await person.type(reason)
    await person.press("enter")


async def test_ten_differences_are_found_decided_and_recorded(
    path: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    am("Ben", monkeypatch)
    async with entering(path, questionnaire) as person:
        await typed_with_ten_differences(person)
        await person.press("f8")
        assert isinstance(person.app.screen, Settling)
        assert "10 differences to decide" in person.shown()
        await person.press("1")
        await why(person, "Page 1")
        assert "9 differences to decide" in person.shown()
        for number in range(2, 10):
            await person.press("2" if number != 5 else "3")
            if number == 5:  # of the text, Ben has said only that the source does not say it
                await person.type(" Law 6.")
                await person.press("escape")
            await why(person, f"Page {number}")
        await person.press("2")
        await why(person, "Page 10")
        assert "0 differences to decide" in person.shown()
        await person.press("ctrl+d")
        assert is_back(person)
        assert "13 answers are recorded as verified" in person.notice()
    said = read(path, questionnaire)
    outcomes = {item: known.outcome for item, known in said.verified.items()}
    assert outcomes == {
        "city": AGREED,
        "country": FIRST,
        "budget.answer": AGREED,
        "budget.share": SECOND,
        "budget.staff": SECOND,
        "budget.cost": SECOND,
        "budget.why": OTHER,
        "links": SECOND,
        "email": SECOND,
        "since": SECOND,
        "phone": AGREED,
        "stage": SECOND,
        "goals": SECOND,
    }
    assert said.answers["country"] == "MY"
    assert said.answers["budget"]["share"] == 61
    assert said.answers["budget"]["why"].endswith(" Law 6.")
    assert said.answers["links"] == ["https://two.example", "https://one.example"]
    known = said.verified["email"]
    assert (known.by, known.first_by, known.decided_by) == ("Ben", "Ana", "Ben")
    assert known.first == {"answer": "lee@zanzi.example"}
    assert known.second == {"answer": "lee@zanzibar.example"}
    assert said.sources["email"].by == "Ben"


async def test_nothing_of_the_first_is_on_the_screen_or_in_the_file(
    path: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    am("Ben", monkeypatch)
    async with entering(path, questionnaire) as person:
        shown = [person.shown()]
        for _ in person.interview.pages:
            await person.press("pagedown")
            shown.append(person.shown())
        await person.press("f9")
        shown.append(person.shown())
        leaks = [(leak, one) for leak in LEAKS for one in shown if leak in one]
        assert leaks == []
        assert any("│ The **council** has [decided][^1] so." in one for one in shown)
        assert any("│ [red]Law 5.[/red]" in one for one in shown)
        assert all("SECOND ENTRY" in one for one in shown[:3])
        second = person.path.read_text("utf-8")
    for leak in LEAKS[1:]:
        assert leak not in second
    assert "Zanzibari Town" in second


async def test_what_is_typed_is_there_after_closing(
    path: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    am("Ben", monkeypatch)
    async with entering(path, questionnaire) as person:
        await person.press("y", "tab")
        await person.type("Malay")
        await person.press("pagedown", "n", "ctrl+q")
    async with entering(path, questionnaire) as person:
        assert person.value("city") is True
        assert person.value("budget.answer") is False
        assert person.interview.page.key == "budget"


async def test_what_is_not_entered_can_be_nothing_or_be_left(
    path: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    am("Ben", monkeypatch)
    async with entering(path, questionnaire) as person:
        await person.press("y", "f8")
        assert "answers are not entered. What is to be compared?" in person.shown()
        await person.press("1")
        assert "1 answer is the same in both entries" in person.notice()
        await person.press("f8", "2")
        assert isinstance(person.app.screen, Settling)
        assert "–" in person.shown()
        await person.press("escape")
    assert [*read(path, questionnaire).verified] == ["city"]


async def test_where_one_of_the_two_is_not_there_any_more_it_is_told(
    path: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    am("Ben", monkeypatch)
    async with entering(path, questionnaire) as person:
        await person.press("y", "f8")
        away = path.rename(path.with_suffix(".away"))
        await person.press("2")
        assert "is not beside it; put both into one folder" in person.notice()
        away.rename(path)
        await person.press("f8", "2")
        assert isinstance(person.app.screen, Settling)
        path.write_text("status: [", "utf-8")
        await person.press("ctrl+d")
        assert "kl.response.yaml:" in person.notice()
        assert isinstance(person.app.screen, Settling)


async def test_a_third_person_decides_what_was_left_and_the_first_does_not(
    path: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    am("Ben", monkeypatch)
    async with entering(path, questionnaire) as person:
        await typed_with_ten_differences(person)
        await person.press("f8", "1")
        await why(person, "Page 1")
        await person.press("ctrl+d")
    assert len(read(path, questionnaire).verified) == 4
    am("Ana", monkeypatch)
    async with deciding(path, questionnaire) as person:
        assert "9 differences to decide" in person.shown()
        await person.press("1")
        assert "somebody else has to decide" in person.notice()
        assert isinstance(person.app.screen, Settling)
    am("Cy", monkeypatch)
    async with deciding(path, questionnaire) as person:
        await person.press("2")
        await why(person, "Page 2, at the top")
        await person.press("2")
        assert "Page 2, at the top" in person.shown()  # the last reason is offered
        await person.press("enter", "f8")
        assert person.app._exit
    known = read(path, questionnaire).verified["budget.share"]
    assert (known.decided_by, known.why, known.by) == ("Cy", "Page 2, at the top", "Ben")


async def test_a_decision_needs_its_reason_and_can_be_taken_back(
    path: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    am("Ben", monkeypatch)
    async with entering(path, questionnaire) as person:
        await typed_with_ten_differences(person)
        await person.press("f8", "enter", "2", "enter")
        assert isinstance(person.app.screen, Why)
        assert "A decision needs its reason." in person.shown()
        await why(person, "Page 1")
        assert "9 differences to decide" in person.shown()
        await person.press("up", "x")
        assert "10 differences to decide" in person.shown()


async def test_decisions_stay_while_they_cannot_be_recorded(
    path: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    am("Ben", monkeypatch)
    bos = Lock(path)
    async with entering(path, questionnaire) as person:
        await typed_with_ten_differences(person)
        await person.press("f8", "1")
        await why(person, "Page 1")
        bos.take("Bo", Noon.now())
        await person.press("ctrl+d")
        assert "Bo has this response open" in person.notice()
        assert isinstance(person.app.screen, Settling)
        assert read(path, questionnaire).verified == {}
        bos.release()
        await person.press("escape", "y")
        assert is_back(person)
    assert read(path, questionnaire).verified["country"].why == "Page 1"


async def test_undo_in_the_response_brings_the_first_back(
    path: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    am("Ben", monkeypatch)
    async with entering(path, questionnaire) as person:
        await typed_with_ten_differences(person)
        await person.press("f8", "down", "2")
        await why(person, "Page 1")
        await person.press("ctrl+d")
    async with person_at(path.parent, questionnaire, name=path.name) as person:
        assert person.value("budget.share") == 61
        await person.screen.goto("budget.share")
        await person.settled()
        assert "= entered a second time by Ben" in person.said("budget.share")
        assert "Page 1" in person.said("budget.share")
        await person.press("f9", "end", "enter")  # what was verified is only told there
        assert "entered a second time" in person.shown()
        await person.press("escape", "ctrl+z")
        assert person.value("budget.share") == 16
        assert person.said("budget.share") == ""
        assert person.interview.response.verified == {}


async def test_an_answer_that_was_changed_meanwhile_is_compared_as_it_is_now(
    path: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    am("Ben", monkeypatch)
    async with entering(path, questionnaire) as person:
        await typed_with_ten_differences(person)
    am("Ana", monkeypatch)
    async with person_at(path.parent, questionnaire, name=path.name) as person:
        await person.screen.goto("city")
        await person.settled()
        await person.type("x")
        await person.screen.goto("stage")
        await person.settled()
        await person.press("1")
    am("Ben", monkeypatch)
    async with entering(path, questionnaire) as person:
        await person.press("f8")
        assert "9 differences to decide" in person.shown()
        await person.press("escape")
        assert "1 text was looked up in the source and says something else since" in person.notice()
    assert {*read(path, questionnaire).verified} == {"budget.answer", "phone", "stage"}


async def test_it_is_begun_from_the_first_by_somebody_else(
    path: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    am("Ana", monkeypatch)
    async with person_at(path.parent, questionnaire, name=path.name) as person:
        await person.screen.run_action("second")
        await person.settled()
        assert "Ana has given all 13 answers" in person.notice()
        am("Ben", monkeypatch)
        await person.screen.run_action("second")
        await person.settled()
        assert "SECOND ENTRY" in person.shown()
        assert person.interview.response.part is not None
        await person.press("y")
    assert read(path.with_name("kl.second.response.yaml"), questionnaire).answers == {"city": True}


async def test_a_long_text_is_read_with_the_keys_before_it_is_confirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    am("Ben", monkeypatch)
    asks = form(tmp_path, "- {id: why, type: paragraph, label: Why}")
    path = tmp_path / "kl.response.yaml"
    text = "\n".join(f"Line {number} of the law." for number in range(1, 61))
    new = responses.new(asks, Noon.now())._replace(answers={"why": text}, authors=("Ana",))
    responses.write(path, new, asks)
    async with entering(path, asks) as person:
        assert "│ Line 1 of the law." in person.shown()
        assert "Does the source say this?" not in person.shown()
        seen = person.shown()
        for _ in range(8):
            await person.press("down")
            seen += person.shown()
        assert all(f"Line {number} of" in seen for number in range(1, 61))
        assert "Does the source say this?" in person.shown()
        await person.press("y")
        assert person.value("why") is True


async def test_the_line_of_keys_and_the_help_say_what_f8_does(
    path: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    am("Ben", monkeypatch)
    async with entering(path, questionnaire) as person:
        await person.press("f1")
        assert "complete the response" not in words(person.app.screen.query("Static").first())
        await person.press("escape")
        await typed_with_ten_differences(person)
        await person.press("f8", "f1")
        assert "take the first or the second answer" in person.shown()


def test_a_second_entry_is_not_the_response(path: Path, questionnaire: Questionnaire) -> None:
    begun = second_entry.begin(path, questionnaire)
    with pytest.raises(Exception, match="is_part"):
        second_entry.read_first(begun.path, questionnaire)
    interview = Interview(questionnaire, read(begun.path, questionnaire))
    assert interview.progress().answered == 0


async def test_the_desk_goes_to_the_second_entry_and_to_what_differs(
    path: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    am("Ben", monkeypatch)
    app = LgqApp(questionnaire)
    app.begin_at(Desk(path.parent, questionnaire))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        person = Person(pilot, path)
        await person.settled()
        await app.screen.run_action("second")
        await person.settled()
        assert "SECOND ENTRY" in person.shown()
        assert not person.screen.session.is_assisted
        await typed_with_ten_differences(person)
        await person.press("ctrl+q")
        am("Cy", monkeypatch)
        await app.screen.run_action("second")
        await person.settled()
        assert "10 differences to decide" in person.shown()
        await person.press("2")
        await why(person, "Page 1")
        await person.press("ctrl+d")
        assert isinstance(app.screen, DeskScreen)
        assert "4 answers are recorded as verified." in person.notice()
        am("Ana", monkeypatch)
        await app.screen.run_action("second")
        await person.settled()
        assert "9 answers differ, and Ana has given the first" in person.notice()
        app.save_all()
    assert len(read(path, questionnaire).verified) == 4


async def test_what_differs_is_decided_in_the_place_of_the_response(
    path: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    am("Ben", monkeypatch)
    async with entering(path, questionnaire) as person:
        await typed_with_ten_differences(person)
    am("Cy", monkeypatch)
    async with person_at(path.parent, questionnaire, name=path.name) as person:
        await person.screen.run_action("second")
        await person.settled()
        assert isinstance(person.app.screen, Settling)
        await person.press("2")
        await why(person, "Page 1")
        await person.press("ctrl+d")
    assert read(path, questionnaire).answers["country"] == "SG"


async def test_it_is_compared_from_the_review(
    path: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    am("Ben", monkeypatch)
    async with entering(path, questionnaire) as person:
        await typed_with_ten_differences(person)
        await person.press("ctrl+r", "f8")
        assert isinstance(person.app.screen, Settling)


async def test_what_is_asked_only_now_is_decided_then(
    path: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = read(path, questionnaire)
    answers = {**FIRST_ENTRY, "budget": {"answer": False}}
    responses.write(path, response._replace(answers=answers), questionnaire)
    am("Ben", monkeypatch)
    async with entering(path, questionnaire) as person:
        await person.screen.goto("budget")
        await person.settled()
        await person.press("y", "tab")
        await person.type("61")
        await person.press("f8", "1")
        assert "1 difference to decide" in person.shown()
        await person.press("2")
        await why(person, "Page 1")
        await person.press("ctrl+d")
        assert "1 difference to decide" in person.shown()
        assert "(Share)" in person.shown()
        assert "1 more difference is to be decided" in person.notice()
        await person.press("2", "enter", "ctrl+d")
    assert read(path, questionnaire).answers["budget"] == {"answer": True, "share": 61}


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_it_is_decided_with_the_mouse_alone(
    size: tuple[int, int], path: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    am("Ben", monkeypatch)
    begun = second_entry.begin(path, questionnaire)
    source = AnswerSource(SELF, by="Ben", at="2999-01-01T00:00:00Z")
    second = read(begun.path, questionnaire)._replace(
        answers={"country": "SG"}, sources={"country": source}
    )
    responses.write(begun.path, second, questionnaire)
    async with person_at(path.parent, questionnaire, size=size, name=begun.path.name) as person:
        await person.screen.run_action("complete")
        await person.settled()
        await person.click_on("What is entered")
        await person.click_on("Malaysia | Singapore")
        await person.click_on("The first: Malaysia")
        await person.type("Page 1")
        await person.click_on("Enter Take")
        assert "0 differences to decide" in person.shown()
        await person.click_on("^D Done")
        assert is_back(person)
    assert read(path, questionnaire).verified["country"].outcome == FIRST
