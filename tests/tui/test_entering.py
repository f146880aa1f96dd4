"""Assisted entry: a form is typed without looking, all keys at once, and lands where it should."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from benchmarks.strokes import OnlyEnter
from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.known import Known
from lgq_tui.core.response import Response
from lgq_tui.session.known import Offers
from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load, shipped
from lgq_tui.tui.screens.review import Review
from tests.tui.person import Person, form, person_at

EVERY_TYPE = """
introduction: Welcome.
sections:
  - id: first
    title: First
    field_list: true
    items:
      - {id: name, type: text, label: Name}
      - {id: land, type: country, label: Country}
      - {id: more, type: paragraph, label: More}
      - {id: site, type: url, repeat: true, label: Sites}
      - {id: mail, type: email, label: Mail}
      - {id: ring, type: phone, label: Phone}
  - id: second
    title: Second
    items:
      - id: cio
        type: group
        label: Officer
        items:
          - {id: answer, type: yes_no, label: Answer}
          - {id: since, type: date, label: Since, relevant: {answer: true}}
          - {id: many, type: integer, label: Many, relevant: {answer: true}}
      - {id: part, type: percentage, label: Part}
      - id: areas
        type: select_multiple
        label: Areas
        choices:
          - {id: a, label: A, detail: {type: group, items: [{id: text, type: paragraph, label: T}, {id: links, type: url, repeat: true, label: L}]}}
          - {id: b, label: B}
          - {id: c, label: C, detail: {type: text}}
          - {id: d, label: D}
          - {id: e, label: E}
          - {id: f, label: F}
          - {id: g, label: G}
          - {id: h, label: H}
          - {id: i, label: I}
          - {id: j, label: J}
          - {id: k, label: K, detail: {type: text}}
      - id: beds
        type: group
        repeat: true
        label: Beds
        items:
          - {id: area, type: decimal, label: Area}
          - {id: crops, type: text, repeat: true, label: Crops}
          - {id: wet, type: yes_no, label: Wet}
      - {id: kind, type: select_one, label: Kind, choices: [{id: one, label: One}, {id: two, label: Two}]}
      - {id: last, type: text, label: Last}
"""


@pytest.fixture(autouse=True)
def ana(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LGQ_AUTHOR", "Ana Baker")


@asynccontextmanager
async def staff_at(
    folder: Path, sections: str | Questionnaire, name: str = "r.response.yaml"
) -> AsyncIterator[Person]:
    """A sitting of staff, begun with what comes on paper."""
    async with person_at(folder, sections, name=name, assisted=True) as person:
        await person.burst("3", "enter")
        yield person


ENTER = "enter"
FILLED = Path(__file__).parents[2] / "examples" / "kuala-lumpur.response.yaml"


def keys(*parts: str) -> list[str]:
    """Keys from parts: those in angle brackets by name, others letter by letter."""
    typed: list[str] = []
    for part in parts:
        typed += [part[1:-1]] if part.startswith("<") else [*part]
        typed += [ENTER]
    return typed


BLIND = [
    ENTER,
    *keys("Ada City"),
    *keys("malay"),
    *[*"One line", "ctrl+j", *"and two", ENTER],
    *keys("https://a.example", "https://b.example", ""),
    *keys("a@a.example", "+60 3-2617 0000"),
    *keys("y", "18/05/2023", "12"),
    *keys("16.5"),
    *keys("010311"),
    *keys("On A", "https://c.example", ""),
    *keys("On C", "On K"),
    *keys("2.5", "leek", "kale", "", "y"),
    "space",
    *keys("3", "", "n"),
    ENTER,
    *keys("2", "End"),
]

ANSWERS = {
    "name": "Ada City",
    "land": "MY",
    "more": "One line\nand two",
    "site": ["https://a.example", "https://b.example"],
    "mail": "a@a.example",
    "ring": "+60 3-2617 0000",
    "cio": {"answer": True, "since": "2023-05-18", "many": 12},
    "part": 16.5,
    "areas": ["a", "c", "k"],
    "areas_details": {
        "a": {"text": "On A", "links": ["https://c.example"]},
        "c": "On C",
        "k": "On K",
    },
    "beds": [{"area": 2.5, "crops": ["leek", "kale"], "wet": True}, {"area": 3, "wet": False}],
    "kind": "two",
    "last": "End",
}


def answers_of(person: Any) -> dict[str, Any]:
    return dict(person.interview.response.answers)


async def test_every_type_of_answer_is_typed_blind_in_one_burst(tmp_path: Path) -> None:
    questionnaire = form(tmp_path, EVERY_TYPE)
    assert {item.type for item in questionnaire.by_path.values()} - {"group"} == {*ANSWER_TYPES}
    async with staff_at(tmp_path, questionnaire) as person:
        await person.burst(*BLIND)
        assert answers_of(person) == ANSWERS
        assert isinstance(person.app.screen, Review)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["Korea"], "Korea"),
        (["Korea", "down"], "KR"),
        (["republic of kor"], "KR"),
        (["Niger"], "NE"),
        (["ambiqu"], "MZ"),
        (["mal"], "mal"),
    ],
)
async def test_of_several_countries_none_is_taken_blind(
    tmp_path: Path, typed: list[str], said: str
) -> None:
    form = "- {id: land, type: country, label: Country}\n- {id: last, type: text, label: Last}\n"
    async with staff_at(tmp_path, form) as person:
        await person.burst(*typed[0], *typed[1:], *keys("", "On"))
        assert (person.value("land"), person.value("last")) == (said, "On")


SMALL = """
- id: cio
  type: group
  label: Officer
  items:
    - {id: answer, type: yes_no, label: Answer}
    - {id: firm, type: text, label: Organization}
    - {id: site, type: url, label: Site, missing_reasons: [asked-unknown]}
    - {id: links, type: url, repeat: true, label: Links}
- {id: name, type: text, label: Name, personal: true}
- {id: last, type: text, label: Last}
"""


async def test_a_key_for_each_missing_reason(tmp_path: Path) -> None:
    async with staff_at(tmp_path, SMALL) as person:
        reasons = ["alt+u", "alt+d", "alt+l", "alt+w", "alt+n"]
        await person.burst(
            *keys("y"), *reasons[:2], ENTER, reasons[0], ENTER, *keys("https://a.example")
        )
        missing = dict(person.interview.response.missing)
        assert missing == {"cio.firm": "asked-declined", "cio.site": "asked-unknown"}
        await person.burst("alt+n")
        assert "There is something in this list" in person.notice()
        await person.burst("shift+tab", "shift+tab", "alt+d")
        assert person.notice() == "“Asked, but declined to answer” cannot be said here."
        await person.burst("f3", "1", ENTER, ENTER, ENTER, *"Ada")
        assert person.interview.response.missing == missing
        await person.burst("alt+n", ENTER, "alt+l", "alt+w")
        await person.settled()
        assert person.interview.response.missing == missing | {
            "name": "not-applicable",
            "last": "masked",
        }
        await person.burst(*"Then it came")
        await person.press("ctrl+s")
        assert person.interview.response.missing == missing | {"name": "not-applicable"}
        assert person.value("last") == "Then it came"


async def test_the_respondent_is_asked_by_one_key_and_what_is_typed_behind_it_goes_on(
    tmp_path: Path,
) -> None:
    for begun in (person_at, staff_at):
        folder = tmp_path / begun.__name__
        folder.mkdir()
        async with begun(folder, SMALL) as person:
            await person.burst(
                "y", "tab", *"City", "f7", *"Which one?", ENTER, *" Hall", "tab", *"x"
            )
            assert person.value("cio") == {"answer": True, "firm": "City Hall", "site": "x"}
            [asked] = person.interview.queries.open()
            assert (asked.item, asked.query.text) == ("cio.firm", "Which one?")


async def typed_before(
    folder: Path, questionnaire: Questionnaire, name: str, *pressed: str
) -> None:
    """A sitting that is over."""
    async with staff_at(folder, questionnaire, name=f"{name}.response.yaml") as person:
        await person.burst(*pressed)
        await person.press("ctrl+q")


OFFICE = """
subject: [city]
sections:
  - id: only
    title: Only
    field_list: true
    items:
      - {id: city, type: text, label: City}
      - {id: firm, type: text, label: Organization}
      - {id: tick, type: select_multiple, label: T, choices: [{id: a, label: A}, {id: b, label: B, detail: {type: text, label: W}}]}
      - {id: who, type: text, label: Who, personal: true}
      - id: site
        type: group
        label: Sites
        items:
          - {id: main, type: url, label: Main}
          - {id: more, type: url, repeat: true, label: More}
      - {id: desk, type: email, label: Desk}
"""


async def test_what_was_answered_in_the_last_sitting_is_one_key_away(tmp_path: Path) -> None:
    questionnaire = form(tmp_path, OFFICE)
    async with staff_at(tmp_path, questionnaire, name="first.yaml") as person:
        await person.burst("alt+s")
        assert person.notice().startswith("There was no last sitting")
    lima = keys("Lima", "City Hall of Lima", "12", "More", "Ada", "https://l.example")
    await typed_before(tmp_path, questionnaire, "lima", *lima, *"https://m.example", "tab", "alt+u")
    async with staff_at(tmp_path, questionnaire, name="cusco.yaml") as person:
        await person.burst(*keys("Cusco"), "alt+s")
        assert person.value("firm") == "City Hall of Lima"
        assert "Lima: City Hall of Lima. ^Z takes it back." in person.notice()
        await person.burst("ctrl+z", ENTER, "f12", "f12", ENTER, ENTER, ENTER)
        assert answers_of(person) == {
            "city": "Cusco",
            "tick": ["a", "b"],
            "tick_details": {"b": "More"},
        }
        await person.burst(*"https://c.example", ENTER, "alt+s")
        assert person.value("site") == {"main": "https://c.example", "more": ["https://m.example"]}
        await person.burst("shift+tab", "alt+s", "tab", "tab", "alt+s", "alt+s")
        assert person.value("site.main") == "https://l.example"
        assert person.interview.missing("desk") == "asked-unknown"
        assert "is as in the last sitting already: Lima" in person.notice()
    (tmp_path / "lima.response.yaml").unlink()
    async with staff_at(tmp_path, questionnaire, name="quito.yaml") as person:
        await person.burst("alt+s")
        assert person.value("city") == "Cusco", "that was the last one"
    (tmp_path / "quito.yaml").unlink()
    async with staff_at(tmp_path, questionnaire, name="cusco.yaml") as person:
        await person.burst("alt+s")
        assert person.notice() == "The file of the last sitting is gone: quito.yaml."


async def test_what_is_known_is_offered_and_taken_with_one_key(tmp_path: Path) -> None:
    questionnaire = form(tmp_path, OFFICE)
    lima = keys("Lima", "City Hall of Lima", "1", "Ada Adams", "https://www.lima.example/open")
    lima = [*lima, ENTER, *"desk@lima.example"]
    await typed_before(tmp_path, questionnaire, "lima", *lima)
    (tmp_path / "torn.response.yaml").write_text("format: lgq", "utf-8")
    async with staff_at(tmp_path, questionnaire, name="b.response.yaml") as person:
        await person.burst(*"Li", "right", ENTER, *"cit")
        assert "cit → City Hall of Lima" in person.shown()
        await person.burst("right", *" B", ENTER, ENTER, *"Ad")
        assert "→" not in person.shown(), "persons are nobody else's"
        await person.burst(ENTER, *"lima", "right", ENTER, *"https://li", "right", ENTER)
        await person.burst(ENTER, *"des", "right")
        await person.press("ctrl+s")
        assert answers_of(person) == {
            "city": "Li",
            "firm": "City Hall of Lima B",
            "who": "Ad",
            "site": {
                "main": "https://www.lima.example/open",
                "more": ["https://www.lima.example/open"],
            },
            "desk": "desk@lima.example",
        }
    async with person_at(tmp_path, questionnaire, name="c.response.yaml") as person:
        await person.burst("tab", *"City")
        assert "→" not in person.shown()


def test_of_many_texts_the_first_that_fits_is_found_without_a_wait() -> None:
    item = Item("a", "a", "text", "A")
    texts = tuple(f"aab {number}" for number in range(20_000))
    offers = Offers(Known({"a": texts}, {"text": ("Zoo ab",)}))
    assert offers.offer(item, "AAB 1999") == "aab 1999"
    assert offers.offer(item, "aab 1999") is None, "that stands there already"
    assert offers.offer(item, "zo") == "Zoo ab"
    assert offers.offer(item, "ab") == "Zoo ab", "a thousand places were enough"
    assert offers.offer(item, "z") is None


def test_what_every_address_begins_with_offers_none() -> None:
    item = Item("a", "a", "url", "A")
    offers = Offers(Known({"a": ("https://www.lima.example",)}))
    assert [offers.offer(item, typed) for typed in ("ht", "https:/", "https://ww")] == [None] * 3
    assert offers.offer(item, "https://www.li") == "https://www.lima.example"


async def test_the_whole_lgq_is_typed_blind_in_one_burst(tmp_path: Path) -> None:
    questionnaire = load(shipped())
    response = shortened(responses.read(FILLED, questionnaire))
    async with staff_at(tmp_path, questionnaire) as person:
        await person.burst(*(one.key for one in OnlyEnter(questionnaire, response).strokes))
        made = person.interview.response
        assert (made.answers, made.missing) == (response.answers, response.missing)


def shortened(response: Response) -> Response:
    """The same with less to type: of texts, their first words and their line breaks."""

    def short(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: short(one) for key, one in value.items()}
        if isinstance(value, list):
            return [short(one) for one in value]
        if isinstance(value, str) and " " in value and not value.startswith("+"):
            return "\n".join(line[:4].strip() for line in value.split("\n"))
        return value[:12] if isinstance(value, str) and "//" in value else value

    return response._replace(answers=short(response.answers))


TWELVE = ", ".join(f"{{id: c{number}, label: Choice {number}}}" for number in range(1, 13))
LETTERED = """
sections:
  - id: only
    title: Only
    items:
      - {id: first, type: text, label: First}
      - id: kind
        type: select_one
        label: Kind
        choices: [{id: one, label: a) One, detail: {type: text, label: W}}, {id: two, label: b) Two}]
      - id: many
        type: select_multiple
        label: Many
        choices: [TWELVE]
      - {id: last, type: paragraph, label: Last}
""".replace("TWELVE", TWELVE)


async def test_letters_of_the_form_choose_and_numbers_as_a_whole(tmp_path: Path) -> None:
    async with staff_at(tmp_path, LETTERED) as person:
        await person.burst(
            ENTER, "b", "a", *"1", "2", ENTER, *"0112", "2", "0", "9", "9", "3", ENTER
        )
        assert answers_of(person) == {"kind": "two", "many": ["c1", "c3", "c12"]}
        assert person.interview.page.key == "last"
        await person.burst(
            "shift+tab", "3", "space", *"01", "shift+tab", "delete", "a", *"Why", "up"
        )
        assert person.interview.page.key == "kind"
        await person.burst(
            "shift+tab", "shift+tab", *"x", ENTER, ENTER, ENTER, ENTER, *"y", "alt+enter"
        )
        await person.burst(*"z", "shift+tab")
        assert answers_of(person) == {
            "first": "x",
            "kind": "one",
            "kind_details": {"one": "Why"},
            "many": ["c12"],
            "last": "y\nz",
        }


async def test_without_assisted_entry_keys_are_as_they_were(tmp_path: Path) -> None:
    async with person_at(tmp_path, LETTERED) as person:
        await person.burst(
            "pagedown", "b", "alt+u", "alt+s", "down", ENTER, "pagedown", *"12", "space"
        )
        await person.burst("pagedown", *"y", ENTER, *"z", "ctrl+j")
        await person.press("ctrl+s")
        assert answers_of(person) == {"kind": "two", "many": ["c12"], "last": "y\nz"}
        assert not person.interview.response.missing
