"""Answering, control by control."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.storage import responses
from lgq_tui.tui.controls import CONTROLS
from lgq_tui.tui.controls.line import Typed
from lgq_tui.tui.screens.interview import InterviewScreen
from tests.tui.person import form, person_at

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def test_every_answer_type_has_a_control() -> None:
    assert CONTROLS.keys() == ANSWER_TYPES.keys()


async def test_what_is_typed_is_an_answer_and_in_the_file(tmp_path: Path) -> None:
    async with person_at(tmp_path, "- {id: name, type: text, label: Name}") as person:
        await person.type("Ada, 아다, آدا")
        await person.press("ctrl+s")
        assert person.value("name") == "Ada, 아다, آدا"
        assert responses.read(person.path).answers == {"name": "Ada, 아다, آدا"}


@pytest.mark.parametrize(
    ("type_", "typed", "value", "shown"),
    [
        ("date", "18/05/2023", "2023-05-18", "2023-05-18"),
        ("percentage", "16.5 %", 16.5, "16.5"),
        ("integer", "1 234", 1234, "1234"),
        ("decimal", "2.50", 2.5, "2.5"),
        ("email", " Ada@Example.org ", "Ada@Example.org", "Ada@Example.org"),
        ("text", "  two  words ", "two  words", "two  words"),
    ],
)
async def test_a_field_shows_what_it_understood_once_it_is_left(
    type_: str, typed: str, value: object, shown: str, tmp_path: Path
) -> None:
    items = f"- {{id: a, type: {type_}, label: A}}\n- {{id: b, type: text, label: B}}"
    sections = f"sections:\n- id: s\n  title: S\n  field_list: true\n  items: [{items[2:]}]"
    sections = sections.replace("\n- {id: b", ", {id: b")
    async with person_at(tmp_path, sections) as person:
        await person.type(typed)
        await person.press("tab")
        assert person.value("a") == value
        control = person.leaf("a").control
        assert isinstance(control, Typed)
        assert control.text == shown


async def test_what_is_wrong_is_kept_said_and_traps_nobody(tmp_path: Path) -> None:
    items = "- {id: mail, type: email, label: Mail}\n- {id: b, type: text, label: B}"
    async with person_at(tmp_path, items) as person:
        await person.type("ada")
        assert person.said("mail") == ""
        await person.press("pagedown")
        assert person.interview.page.key == "b"
        await person.press("pageup")
        assert "has no @" in person.said("mail")
        assert person.value("mail") == "ada"


async def test_a_problem_goes_while_it_is_being_mended(tmp_path: Path) -> None:
    items = "- {id: mail, type: email, label: Mail}\n- {id: b, type: text, label: B}"
    async with person_at(tmp_path, items) as person:
        await person.type("ada")
        await person.press("pagedown", "pageup")
        await person.type("@example.org")
        await person.pilot.pause(0.5)
        assert person.said("mail") == ""


async def test_y_and_n_answer_and_delete_takes_back(tmp_path: Path) -> None:
    async with person_at(tmp_path, "- {id: ok, type: yes_no, label: OK}") as person:
        await person.press("y")
        assert person.value("ok") is True
        await person.press("right", "space")
        assert person.value("ok") is False
        await person.press("delete")
        assert person.value("ok") is None
        await person.click(person.leaf("ok").control, x=1)
        assert person.value("ok") is True
        await person.click(person.leaf("ok").control, x=12)
        assert person.value("ok") is False


CHOICES = """
- id: bird
  type: select_one
  label: Bird
  choices: [{id: owl, label: Owl}, {id: jay, label: Jay}, {id: other, label: Other, detail: {type: text, label: Which}}]
"""


async def test_one_of_several_by_digit_by_cursor_and_by_mouse(tmp_path: Path) -> None:
    async with person_at(tmp_path, CHOICES) as person:
        await person.press("2")
        assert person.value("bird") == "jay"
        await person.press("up", "enter")
        assert person.value("bird") == "owl"
        await person.click(person.leaf("bird").control, x=6, y=2)
        assert person.value("bird") == "other"
        await person.press("tab")
        await person.type("A finch")
        await person.press("pagedown")
        assert person.value("bird_details") == {"other": "A finch"}


MULTIPLE = """
- id: guests
  type: select_multiple
  label: Guests
  choices:
    - {id: slugs, label: Slugs, detail: true}
    - {id: mice, label: Mice, detail: {type: group, label: Mice, items: [{id: many, type: integer, label: How many}]}}
    - {id: none, label: Nobody, exclusive: true}
"""


async def test_several_with_details_of_those_that_are_ticked(tmp_path: Path) -> None:
    async with person_at(tmp_path, MULTIPLE) as person:
        await person.press("1", "2")
        assert person.value("guests") == ["slugs", "mice"]
        await person.press("tab")
        await person.type("Many\nslugs")
        await person.press("tab")
        await person.type("12")
        await person.press("shift+tab")
        assert person.value("guests_details") == {"slugs": "Many\nslugs", "mice": {"many": 12}}


async def test_a_choice_that_excludes_the_others(tmp_path: Path) -> None:
    async with person_at(tmp_path, MULTIPLE) as person:
        await person.press("1", "2", "3")
        assert person.value("guests") == ["none"]
        await person.press("2")
        assert person.value("guests") == ["mice"]


async def test_details_come_back_with_their_choice(tmp_path: Path) -> None:
    async with person_at(tmp_path, MULTIPLE) as person:
        await person.press("1", "tab")
        await person.type("Many")
        await person.press("shift+tab", "1")
        assert person.value("guests") is None
        assert "guests_details" not in person.interview.response.answers
        await person.press("1")
        assert person.interview.response.answers["guests_details"] == {"slugs": "Many"}


async def test_a_country_by_some_letters(tmp_path: Path) -> None:
    async with person_at(tmp_path, "- {id: country, type: country, label: Country}") as person:
        await person.type("mala")
        await person.press("down", "enter")
        assert person.value("country") == "MY"
        assert "Malaysia" in person.shown()


async def test_a_country_by_mouse(tmp_path: Path) -> None:
    async with person_at(tmp_path, "- {id: country, type: country, label: Country}") as person:
        await person.type("mala")
        await person.click(person.leaf("country").control, x=3, y=2)
        assert person.value("country") == "MY"


LINKS = "- {id: links, type: url, repeat: true, label: Links}"


async def test_a_list_grows_with_enter_and_shrinks_with_backspace(tmp_path: Path) -> None:
    async with person_at(tmp_path, LINKS) as person:
        await person.burst(*"https://a.org", "enter", *"https://b.org", "enter")
        assert len(person.listed("links").entries) == 3
        await person.press("backspace")
        assert len(person.listed("links").entries) == 2
        assert person.value("links") == ["https://a.org", "https://b.org"]


async def test_a_list_is_reordered_and_cut_by_keys(tmp_path: Path) -> None:
    async with person_at(tmp_path, LINKS) as person:
        await person.paste("https://a.org\nhttps://b.org\n\nhttps://c.org\n")
        assert person.value("links") == ["https://a.org", "https://b.org", "https://c.org"]
        await person.press("alt+up")
        assert person.value("links") == ["https://a.org", "https://c.org", "https://b.org"]
        await person.press("alt+delete")
        assert person.value("links") == ["https://a.org", "https://b.org"]


async def test_a_list_is_added_to_reordered_and_cut_by_mouse(tmp_path: Path) -> None:
    async with person_at(tmp_path, LINKS) as person:
        await person.type("https://a.org")
        await person.click(person.listed("links").more)
        await person.type("https://b.org")
        entries = person.listed("links").entries
        await person.click(entries[1], x=entries[1].room + 1)
        assert person.value("links") == ["https://b.org", "https://a.org"]
        await person.click(entries[0], x=entries[0].room + 5)
        assert person.value("links") == ["https://a.org"]


BEDS = """
- id: beds
  type: group
  repeat: true
  label: Beds
  items:
    - {id: name, type: text, label: Name, required: true}
    - {id: crops, type: text, repeat: true, label: Crops}
"""


async def test_a_list_of_groups(tmp_path: Path) -> None:
    async with person_at(tmp_path, BEDS) as person:
        await person.burst(*"North", "enter", *"beans", "enter", *"peas", "tab", "enter")
        await person.type("South")
        await person.press("ctrl+s")
        north, south = {"name": "North", "crops": ["beans", "peas"]}, {"name": "South"}
        assert person.value("beds") == [north, south]
        await person.press("alt+up")
        assert person.value("beds") == [south, north]
        beds = person.screen.page.parts()[0]
        head = beds.parts()[0].head
        assert head is not None
        await person.click(head, x=7)
        assert person.value("beds") == [north]


async def test_a_pasted_page(tmp_path: Path) -> None:
    page = "\n".join(f"Line {number} of a page, with [b]brackets[/b]" for number in range(60))
    async with person_at(tmp_path, "- {id: text, type: paragraph, label: Text}") as person:
        await person.paste(page.replace("\n", "\r\n") + "\x1b[2J\x07")
        await person.press("ctrl+s")
        assert person.value("text") == page + "[2J"


async def test_a_paste_into_a_line_becomes_one_line(tmp_path: Path) -> None:
    async with person_at(tmp_path, "- {id: name, type: text, label: Name}") as person:
        await person.paste("Kuala\r\nLumpur\x1b\x00")
        await person.press("ctrl+s")
        assert person.value("name") == "Kuala Lumpur"


async def test_tab_does_not_endanger_an_answer(tmp_path: Path) -> None:
    items = "- {id: g, type: group, label: G, items: [{id: a, type: text, label: A}, {id: b, type: text, label: B}]}"
    async with person_at(tmp_path, items) as person:
        await person.type("Ada")
        await person.press("tab", "shift+tab")
        await person.type("x")
        await person.press("ctrl+s")
        assert person.value("g.a") == "Adax"


async def test_keys_in_a_burst_go_where_they_were_meant(tmp_path: Path) -> None:
    items = """
- {id: g, type: group, label: G, items: [{id: a, type: text, label: A}, {id: b, type: email, label: B}]}
- {id: c, type: yes_no, label: C}
- {id: d, type: text, label: D}
"""
    async with person_at(tmp_path, items) as person:
        keys = [*"Ada", "tab", *"ada@x.org", "enter", "y", "pagedown", *"end", "ctrl+s"]
        await person.burst(*keys)
        assert person.value("g") == {"a": "Ada", "b": "ada@x.org"}
        assert person.value("c") is True
        assert person.value("d") == "end"


async def test_persian_and_emoji_keep_their_joiners(tmp_path: Path) -> None:
    text = "می‌خواهم 👩🏽‍🌾"
    items = "- {id: a, type: text, label: A}\n- {id: b, type: paragraph, label: B}"
    async with person_at(tmp_path, items) as person:
        await person.type(text)
        await person.press("pagedown")
        await person.type(text)
        await person.press("ctrl+s")
        assert person.value("a") == person.value("b") == text


async def test_an_answer_of_another_shape_is_left_alone_until_it_is_changed(tmp_path: Path) -> None:
    items = "- {id: a, type: text, label: A}\n- {id: b, type: text, label: B}"
    questionnaire = form(tmp_path, items)
    odd = responses.new(questionnaire, NOW)._replace(answers={"a": 12, "b": ["x", {"y": 1}]})
    responses.write(tmp_path / "r.response.yaml", odd, questionnaire)
    async with person_at(tmp_path, questionnaire) as person:
        await person.press("pagedown", "pageup", "pagedown", "ctrl+s")
        assert person.value("a") == 12
        assert person.value("b") == ["x", {"y": 1}]


async def test_nobody_is_told_of_a_word_in_the_middle_however_fast_they_type(
    tmp_path: Path,
) -> None:
    items = "- {id: g, type: group, label: G, items: [{id: a, type: text, label: A}, {id: b, type: email, label: B}]}"
    async with person_at(tmp_path, items) as person:
        await person.burst(*"Ada", "tab", *"ada@x")
        await person.pilot.pause(0.6)
        assert person.said("g.b") == ""
        await person.press("tab")
        assert "no dot" in person.said("g.b")


async def test_elements_that_are_moved_take_what_stands_in_them_along(tmp_path: Path) -> None:
    items = BEDS.replace("{id: crops, type: text, repeat: true", "{id: crops, type: paragraph")
    async with person_at(tmp_path, items) as person:
        await person.burst(*"North", "tab", *"beans", "tab", "enter", *"South")
        await person.press("alt+up")
        assert person.shown().index("South") < person.shown().index("North")
        await person.type("!")
        await person.press("ctrl+s")
        north, south = {"name": "North", "crops": "beans"}, {"name": "South"}
        assert person.value("beds") in (
            [south, north | {"name": "North!"}],
            [south | {"name": "South!"}, north],
        )
        await person.press("ctrl+z", "ctrl+z")
        assert person.value("beds") == [north, south]
        assert person.shown().index("North") < person.shown().index("South")


async def test_a_completed_response_asks_once_whether_to_open_it(tmp_path: Path) -> None:
    items = "- {id: ok, type: yes_no, label: OK}\n- {id: name, type: text, label: Name}"
    questionnaire = form(tmp_path, items)
    done = responses.new(questionnaire, NOW)._replace(answers={"ok": True}, status="completed")
    responses.write(tmp_path / "r.response.yaml", done, questionnaire)
    async with person_at(tmp_path, questionnaire) as person:
        await person.press("n")
        assert not isinstance(person.app.screen, InterviewScreen)
        await person.press("n")
        assert isinstance(person.app.screen, InterviewScreen)
        assert person.value("ok") is True
        await person.press("pagedown")
        await person.type("ab")
        await person.pilot.pause(0.6)
        await person.press("y")
        assert isinstance(person.app.screen, InterviewScreen)
        assert person.interview.status == "amended"
        assert person.value("name") == "ab"


async def test_a_text_that_grows_stays_in_sight(tmp_path: Path) -> None:
    items = """
- id: g
  type: group
  label: "A long label. A long label. A long label. A long label. A long label. A long label."
  items:
  - {id: a, type: select_one, label: A, choices: [{id: a1, label: A}, {id: a2, label: B}, {id: a3, label: C}, {id: a4, label: D}]}
  - {id: b, type: text, label: B}
  - {id: c, type: paragraph, label: C}
"""
    async with person_at(tmp_path, items, size=(60, 20)) as person:
        await person.press("tab", "tab")
        await person.type("\n".join(f"line {number}" for number in range(1, 13)))
        assert "line 12" in person.shown()
        await person.press("shift+tab", "tab")
        assert "line 12" in person.shown()


async def test_keys_that_change_a_text_keep_their_turn_in_a_burst(tmp_path: Path) -> None:
    async with person_at(tmp_path, "- {id: city, type: text, label: City}") as person:
        await person.burst(*"Limaa", "backspace", *" Per", "home", *"In ", "end", "u")
        assert person.value("city") == "In Lima Peru"
    async with person_at(
        tmp_path, "- {id: more, type: paragraph, label: More}", name="m"
    ) as person:
        await person.burst(*"abd", "backspace", "c", "enter", "d", "home", "x")
        assert person.value("more") == "abc\nxd"


DETAILED = """
- id: guests
  type: select_multiple
  label: Guests
  choices:
  - {id: mice, label: Mice, detail: {type: group, label: M, items: [
      {id: text, type: paragraph, label: How}, {id: links, type: url, repeat: true, label: L}]}}
  - {id: slugs, label: Slugs, detail: {type: group, label: S, items: [
      {id: text, type: paragraph, label: How}]}}
"""


async def test_what_is_typed_behind_a_tick_goes_into_its_details(tmp_path: Path) -> None:
    async with person_at(tmp_path, DETAILED) as person:
        await person.burst("1", "2", "tab", *"Many of them", "tab", *"https://a.org", "tab", *"No")
        await person.press("ctrl+s")
        assert person.value("guests_details") == {
            "mice": {"text": "Many of them", "links": ["https://a.org"]},
            "slugs": {"text": "No"},
        }
        await person.press("shift+tab", "shift+tab")
        await person.paste(", at last")
        await person.press("ctrl+s")
        assert person.value("guests_details.mice.text") == "Many of them, at last"


async def test_a_correction_leaves_the_entry_that_is_begun(tmp_path: Path) -> None:
    async with person_at(
        tmp_path, "- {id: links, type: url, repeat: true, label: Links}"
    ) as person:
        await person.type("www.a.org\n")
        await person.press("f5")
        await person.type("www.b.org")
        await person.press("ctrl+s")
        assert person.value("links") == ["https://www.a.org", "www.b.org"]


async def test_a_date_alone_on_its_page_takes_its_proper_form_too(tmp_path: Path) -> None:
    async with person_at(tmp_path, "- {id: day, type: date, label: Day}") as person:
        await person.type("18/05/2023")
        await person.press("tab")
        assert "2023-05-18" in person.shown()


async def test_a_date_that_could_be_two_waits_for_a_decision(tmp_path: Path) -> None:
    async with person_at(tmp_path, "- {id: day, type: date, label: Day}") as person:
        await person.type("05/06/2023")
        await person.press("tab")
        assert person.value("day") == "05/06/2023"
        said = " ".join(person.said("day").split())
        assert "write 2023-06-05 or 2023-05-06" in said
        assert "[F5: take 2023-06-05]" in said
        await person.press("f5")
        assert person.value("day") == "2023-06-05"
