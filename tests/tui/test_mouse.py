"""What a click on a text does: the mark of a footnote, the label of a field."""

from __future__ import annotations

from pathlib import Path

from lgq_tui.tui.screens.interview import InterviewScreen
from tests.tui.person import person_at

BIRDS = """
footnotes: {song: What birds sing}
sections:
- id: s
  title: S
  items:
  - id: birds
    type: group
    label: "The birds[^song] you know"
    items:
    - {id: name, type: text, label: Name}
    - {id: sings, type: select_one, label: Sings, choices: [{id: well, label: "well[^song]"}]}
  - {id: city, type: text, label: "The city"}
"""


async def test_a_footnote_is_read_by_a_click_on_its_mark(tmp_path: Path) -> None:
    async with person_at(tmp_path, BIRDS) as person:
        for mark in ("[1] you know", "[1]  "):
            await person.click_on(mark)
            assert "What birds sing" in person.shown()
            await person.press("escape")
        assert isinstance(person.app.screen, InterviewScreen)
        assert person.value("birds") is None


async def test_a_click_on_a_label_gives_its_field_the_keys(tmp_path: Path) -> None:
    async with person_at(tmp_path, BIRDS) as person:
        await person.click_on("Sings")
        await person.press("space")
        await person.click_on("Name")
        await person.type("Owl")
        await person.click_on("Sings")
        assert person.value("birds") == {"name": "Owl", "sings": "well"}
        await person.click_on("you know")
        await person.type("s")
        await person.press("pagedown", "f6", "escape")
        assert person.value("birds.name") == "Owls"
        await person.click_on("The city")
        await person.type("Lima")
        await person.press("ctrl+s")
        assert person.value("city") == "Lima"
