"""What is said beside answers: missing reasons, notes, warnings that may stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from lgq_tui.core.paths import from_text
from lgq_tui.core.sources import AnswerSource
from lgq_tui.storage import responses
from lgq_tui.tui.screens.review import Review
from tests.tui.person import Person, person_at

FORM = """
- id: boss
  type: group
  label: Who is the boss?
  items:
    - {id: name, type: text, label: Name, required: true}
    - {id: site, type: url, label: Site}
- {id: share, type: percentage, label: Share, missing_reasons: [masked]}
- id: rest
  type: percentage
  label: Rest
  warn: [{id: whole, when: {sum: {of: [share, rest], is: 100}}, message: Together they are 100.}]
"""


async def test_a_missing_reason_in_two_keys(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.type("Ada")
        await person.press("f3", "2")
        assert person.interview.missing("boss.name") == "asked-declined"
        assert person.value("boss.name") is None
        assert "declined to answer" in person.said("boss.name")
        await person.press("f3", "0")
        assert person.interview.missing("boss.name") is None


def told(person: Person) -> str:
    """What is said in notices."""
    return " ".join(notification.message for notification in person.app._notifications)


async def test_it_is_told_that_an_answer_makes_way_for_a_reason(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("f3", "1")
        assert told(person) == ""
        await person.press("tab")
        await person.type("city.gov")
        await person.press("f3", "3")
        assert "^Z brings it back" in told(person)
        assert person.value("boss.site") is None
        await person.press("ctrl+z")
        assert person.value("boss.site") == "city.gov"


async def test_what_a_reason_is_about_is_named(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("f3")
        assert "Why is there no answer? Boss (Name)" in person.shown()
        await person.press("w")
        assert "Why is there no answer? Who is the boss?" in person.shown()
        await person.press("escape", "f4")
        assert "Note on: Boss (Name)" in person.shown()


@pytest.mark.parametrize("key", ["f3", "f4"])
async def test_there_is_nothing_to_answer_on_the_introduction(key: str, tmp_path: Path) -> None:
    sections = "introduction: Welcome\nsections: [{id: s, title: S, items: [{id: a, type: text, label: A}]}]"
    async with person_at(tmp_path, sections) as person:
        await person.press(key)
        assert "nothing to answer" in told(person)


async def test_an_answer_takes_the_place_of_a_missing_reason(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("f3", "1")
        await person.type("Ada")
        await person.press("tab")
        assert person.interview.missing("boss.name") is None
        assert person.said("boss.name") == ""


async def test_a_reason_for_the_whole_question(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("f3", "w", "3")
        assert person.interview.missing("boss") == "not-applicable"


async def test_only_the_reasons_that_are_allowed(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("pagedown", "f3", "1")
        assert person.interview.missing("share") == "masked"


async def test_a_note_is_kept_however_its_window_is_left(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("f4")
        await person.burst(*"By phone", "escape")
        assert person.interview.note_on("boss.name") == "By phone"
        assert "By phone" in person.said("boss.name")
        await person.press("f4")
        await person.burst(*", twice", "ctrl+q")
        assert person.interview.note_on("boss.name") == "By phone, twice"


async def test_a_note_is_saved_while_it_is_written(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("f4")
        await person.type("By phone")
        await person.pilot.pause(0.6)
        assert person.screen.session.settle(5)
        assert responses.read(person.path).notes == {"boss.name": "By phone"}
        await person.type(", twice")
        await person.pilot.pause(0.6)
        await person.press("escape")
        assert person.interview.note_on("boss.name") == "By phone, twice"
        await person.press("ctrl+z")
        assert person.interview.note_on("boss.name") is None, "it was one step"


async def test_nothing_is_written_that_a_completed_response_would_not_take(tmp_path: Path) -> None:
    async with person_at(tmp_path, "- {id: name, type: text, label: Name}") as person:
        await person.press("f8", "c", "escape")
        await person.press("f4")
        assert person.app.screen is person.screen
        assert "open" in told(person)


async def test_a_correction_is_taken_with_one_key(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("tab")
        await person.type("www.city.gov")
        await person.press("tab", "shift+tab")
        assert "[F5: take https://www.city.gov]" in " ".join(person.said("boss.site").split())
        await person.press("f5")
        assert person.value("boss.site") == "https://www.city.gov"
        assert person.said("boss.site") == ""


async def test_a_warning_stands_for_a_reason_until_the_answer_changes(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("pagedown")
        await person.type("79")
        await person.press("pagedown")
        await person.type("21")
        await person.press("tab", "f5")
        await person.burst(*"They are", "enter")
        assert "let stand: They are" in person.said("rest")
        await person.press("backspace", "tab")
        assert person.value("rest") == 2
        await person.type("1")
        await person.press("tab")
        assert "let stand" not in person.said("rest")
        assert "Together they are 100." in person.said("rest")


async def test_a_warning_needs_a_reason_which_can_be_taken_back(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("pagedown")
        await person.type("79")
        await person.press("pagedown")
        await person.type("21")
        await person.press("tab", "f5", "enter")
        assert "Write why it may stand" in person.shown()
        await person.burst(*"Yes", "enter")
        assert "let stand: Yes" in person.said("rest")
        assert person.value("rest") == 21
        await person.press("f5")
        assert "With an empty line" in person.shown()
        await person.press("ctrl+u", "enter")
        assert "let stand" not in person.said("rest")
        await person.press("f5", "enter", "escape")
        assert "let stand" not in person.said("rest")


async def test_a_correction_is_taken_from_the_next_field_too(tmp_path: Path) -> None:
    items = "- {id: g, type: group, label: G, items: [{id: a, type: url, label: A}, {id: b, type: text, label: B}]}"
    async with person_at(tmp_path, items) as person:
        await person.type("part.gov.my")
        await person.press("tab", "f5")
        assert person.value("g") == {"a": "https://part.gov.my"}


async def test_none_where_a_link_belongs_becomes_a_missing_reason(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("tab")
        await person.type("None")
        await person.press("tab", "shift+tab")
        said = " ".join(person.said("boss.site").split())
        assert "[F5: mark as missing: Not applicable]" in said
        await person.press("f5")
        assert person.value("boss.site") is None
        assert person.interview.missing("boss.site") == "not-applicable"
        await person.press("ctrl+z")
        assert person.value("boss.site") == "None"
        assert person.interview.missing("boss.site") is None


async def test_none_beside_other_links_goes(tmp_path: Path) -> None:
    items = "- {id: links, type: url, label: Links, repeat: true}"
    async with person_at(tmp_path, items) as person:
        await person.type("https://a.org")
        await person.press("tab", "enter")
        await person.type("n/a")
        await person.press("tab")
        assert person.value("links") == ["https://a.org", "n/a"]
        assert "[F5: take it out]" in " ".join(person.shown().split())
        await person.press("f5")
        assert person.value("links") == ["https://a.org"]


async def test_none_alone_in_a_list_means_the_list_and_a_click_says_so(tmp_path: Path) -> None:
    items = "- {id: links, type: url, label: Links, repeat: true}"
    async with person_at(tmp_path, items) as person:
        await person.type("none")
        await person.press("tab")
        await person.click(person.leaf("links").foot)
        assert person.value("links") is None
        assert person.interview.missing("links") == "not-applicable"


async def test_a_choice_with_details_says_that_they_are_below(tmp_path: Path) -> None:
    items = """
- id: guests
  type: select_multiple
  label: Guests
  choices: [{id: slugs, label: Slugs, hint: Of any kind, detail: true}, {id: mice, label: Mice}]
"""
    async with person_at(tmp_path, items) as person:
        assert "Of any kind" in person.shown()
        assert "(details below)" not in person.shown()
        await person.press("1", "2")
        assert person.shown().count("(details below)") == 1


async def test_details_that_are_folded_open_for_who_goes_on_there(tmp_path: Path) -> None:
    items = """
- id: guests
  type: select_multiple
  label: Guests
  choices:
  - {id: mice, label: Mice, detail: {type: group, label: M, items: [{id: n, type: text, label: N}]}}
"""
    async with person_at(tmp_path, items) as person:
        await person.press("1", "tab")
        await person.type("ma")
        await person.press("ctrl+q")
    async with person_at(tmp_path, items) as person:
        await person.type("ny")
        await person.press("ctrl+s")
        assert person.value("guests_details") == {"mice": {"n": "many"}}


# Questions for the respondent


async def command(person: Person, letters: str) -> None:
    """Have a command done by some letters of its name, as with ^P."""
    await person.press("ctrl+p")
    await person.type(letters)
    await person.pilot.pause(0.3)
    await person.press("down", "enter")


async def act(person: Person, action: str) -> None:
    await person.screen.run_action(action)
    await person.settled()


async def test_the_respondent_is_asked_and_the_question_closed(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await command(person, "ask the resp")
        assert "Question for the respondent on: Boss (Name)" in person.shown()
        await person.burst(*"Who [b]signs?", "enter")
        assert person.said("boss.name") == "? Question for the respondent: Who [b]signs?"
        await person.press("ctrl+s")
        assert person.screen.session.settle(5)
        [query] = responses.read(person.path).queries["boss.name"]
        assert (query.status, query.thread[0].text) == ("open", "Who [b]signs?")
        await person.press("tab")
        await command(person, "close a q")
        assert "▸1    Who [b]signs?" in person.shown()
        await person.press("1")
        assert person.said("boss.name") == ""
        await person.press("ctrl+z")
        assert person.said("boss.name") == "? Question for the respondent: Who [b]signs?"


async def test_a_question_that_is_not_written_is_not_asked(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        for keys in (("enter",), ("x", "escape")):
            await act(person, "ask")
            await person.press(*keys)
        await act(person, "ask")
        await person.burst(" ", "enter")
        assert person.interview.response.queries == {}
        assert told(person) == ""


async def test_nothing_is_asked_twice_nor_closed_where_nothing_is_open(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        for _ in range(2):
            await act(person, "ask")
            await person.burst(*"Who?", "enter")
        assert "open here already" in told(person)
        assert len(person.interview.queries.on("boss.name")) == 1
        await person.press("pagedown")
        await act(person, "close_query")
        assert person.app.screen is person.screen
        assert "no open question" in told(person)


async def test_of_several_the_one_is_closed_that_is_chosen(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        for text in ("Who?", "Since when?"):
            await act(person, "ask")
            await person.burst(*text, "enter")
        await act(person, "close_query")
        await person.press("2")
        assert [one.query.text for one in person.interview.queries.open()] == ["Who?"]


async def test_on_a_list_it_is_about_all_of_it(tmp_path: Path) -> None:
    items = """
- id: beds
  type: group
  repeat: true
  label: Beds
  items: [{id: name, type: text, label: Name}]
"""
    async with person_at(tmp_path, items) as person:
        await person.press("enter")
        await person.type("Roses")
        await act(person, "ask")
        await person.burst(*"All?", "enter")
        assert [*person.interview.response.queries] == ["beds"]
        person.interview.queries.ask("beds.name", "Latin?", "2026-11-23T10:12:00Z")
        await person.screen._renew()
        assert person.shown().count("? Question for the respondent: ") == 2


async def test_the_review_shows_what_is_asked_and_leads_there(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("tab")
        await act(person, "ask")
        await person.burst(*"Which site?", "enter")
        await person.press("pagedown", "ctrl+r")
        assert isinstance(person.app.screen, Review)
        assert "1 question for the respondent" in person.shown()
        assert "? Site: Question for the respondent: Which site?" in " ".join(
            person.shown().split()
        )
        await person.press("p")
        shown = " ".join(person.shown().split())
        assert "Boss (Site): Question for the respondent: Which site?" in shown
        assert "Share" not in person.shown()
        await person.press("home", "n", "enter")
        assert person.interview.page.key == "boss"
        assert person.screen.page.part is person.leaf("boss.site")


async def test_where_an_answer_came_from_takes_one_line(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.type("Ada")
        await person.press("tab", "shift+tab")
        words = "[b]The\nmayor,[/b] " * 20
        source = AnswerSource("document", "kl.pdf", "page 3", words)
        person.interview.set_source("boss.name", source)
        await person.screen._renew()
        [line] = [line for line in person.shown().split("\n") if "From kl.pdf" in line]
        assert "From kl.pdf, page 3: “[b]The mayor,[/b] [b]The" in line
        assert line.rstrip().endswith("…")
        assert person.leaf("boss.name").foot.lines(50)[1:] == []
        await person.type(" B.")
        await person.press("tab")
        assert person.said("boss.name") == "", "this was typed"


async def test_who_types_is_not_told_of_problems_though_something_else_is_said(
    tmp_path: Path,
) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("tab", "f4")
        await person.burst(*"By phone", "escape")
        await person.type("www")
        await person.pilot.pause(0.6)
        assert person.interview.value(from_text("boss.site")) == "www"
        assert person.said("boss.site") == "Note: By phone"
        await person.press("tab")
        assert person.said("boss.site") != "Note: By phone"
