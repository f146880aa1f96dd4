"""Choosing among many, and saying more about what is chosen, with keys alone."""

from __future__ import annotations

from pathlib import Path

from lgq_tui.tui.controls.choices import Choices
from tests.tui.person import Person, person_at

MANY = """
- id: birds
  type: select_multiple
  label: Birds
  choices: [{}]
""".format(", ".join(f"{{id: b{number}, label: Bird {number}}}" for number in range(1, 31)))

BIRDS = """
- id: birds
  type: select_multiple
  label: Birds
  choices:
  - {id: owl, label: Owl}
  - {id: jay, label: Jay, detail: {type: group, label: J, items: [
      {id: seen, type: yes_no, label: Seen}, {id: text, type: paragraph, label: How}]}}
  - {id: rook, label: Rook, detail: {type: group, label: R, items: [
      {id: text, type: paragraph, label: How}, {id: links, type: url, repeat: true, label: L}]}}
  - {id: other, label: Other, detail: {type: text, label: Which}}
"""


def marked(person: Person) -> str:
    """The choice with the cursor."""
    control = person.leaf("birds").control
    assert isinstance(control, Choices)
    return control._options[control._cursor].label.plain


async def test_end_and_home_move_to_the_last_choice_and_the_first(tmp_path: Path) -> None:
    async with person_at(tmp_path, MANY) as person:
        await person.press("end")
        assert "Bird 30" in person.shown()
        await person.press("space")
        assert person.value("birds") == ["b30"]
        await person.press("home", "space")
        assert "Bird 1 " in person.shown()
        assert person.value("birds") == ["b1", "b30"]
        await person.burst(*["down"] * 24)
        assert "Bird 25" in person.shown()


async def test_digits_go_to_one_of_more_than_nine_choices(tmp_path: Path) -> None:
    async with person_at(tmp_path, MANY) as person:
        await person.press("1")
        assert marked(person) == "Bird 1"
        await person.press("7")
        assert marked(person) == "Bird 17"
        await person.press("9")
        assert marked(person) == "Bird 9"
        await person.press("down", "2", "4", "space")
        assert person.value("birds") == ["b24"]


async def test_what_is_typed_on_a_ticked_choice_is_what_it_asks_for(tmp_path: Path) -> None:
    async with person_at(tmp_path, BIRDS) as person:
        await person.burst("end", "space", *"A yellow finch 2")
        await person.press("ctrl+s")
        assert person.value("birds") == ["other"]
        assert person.value("birds_details") == {"other": "A yellow finch 2"}


async def test_a_long_text_behind_a_tick_is_not_lost_either(tmp_path: Path) -> None:
    async with person_at(tmp_path, BIRDS) as person:
        await person.burst("3", *"In the park")
        await person.press("ctrl+s")
        assert person.value("birds_details") == {"rook": {"text": "In the park"}}
        await person.press("f6", "escape")


async def test_enter_on_a_ticked_choice_goes_to_its_details_and_space_takes_it_back(
    tmp_path: Path,
) -> None:
    async with person_at(tmp_path, BIRDS) as person:
        await person.burst("end", "enter", "enter", *"Wren")
        await person.press("ctrl+s")
        assert person.value("birds_details") == {"other": "Wren"}
        await person.press("shift+tab", "space")
        assert person.value("birds") is None
        await person.press("home", "enter", "enter")
        assert person.value("birds") is None, "without details, Enter takes it back as well"


async def test_letters_answer_nothing_that_is_not_typed_in(tmp_path: Path) -> None:
    async with person_at(tmp_path, BIRDS) as person:
        await person.press("2", "y")
        assert person.value("birds") == ["jay"]
        assert person.value("birds_details") is None
        await person.press("enter", "y")
        assert person.value("birds_details") == {"jay": {"seen": True}}


async def test_what_is_pasted_on_a_ticked_choice_is_what_it_asks_for(tmp_path: Path) -> None:
    async with person_at(tmp_path, BIRDS) as person:
        await person.press("4")
        await person.paste("A finch")
        await person.press("ctrl+s")
        assert person.value("birds_details") == {"other": "A finch"}
