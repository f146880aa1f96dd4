"""Documents that come in, gone through key by key, and those that go out."""

from __future__ import annotations

import csv
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from lgq_tui.session import exporting, importing, launching
from lgq_tui.storage import responses
from lgq_tui.tui.app import LgqApp
from lgq_tui.tui.screens.asking import Asking, Choosing
from lgq_tui.tui.screens.proposals import Proposals
from tests.tui.person import Person, form, person_at

FORM = """
subject: [city]
withheld: {secret: true}
sections:
  - id: trees
    title: Trees
    items:
      - {id: city, type: text, label: Name of the city}
      - {id: gardener, type: text, label: Name of the head gardener of the whole city, personal: true}
      - id: plan
        number: "1"
        type: group
        label: Is there a plan for the trees of the city?
        items:
          - {id: answer, type: yes_no, label: Answer}
          - {id: explanation, type: paragraph, label: Explanation}
          - {id: links, type: url, repeat: true, label: Links}
      - {id: shade, type: percentage, label: Share of streets that have shade at noon}
      - {id: secret, type: yes_no, label: Shall all of this stay among ourselves}
"""
LETTER = """\
Good morning!
Name of the city: Arborville
Name of the head gardener of the whole city: Ada Park
1. Is there a plan for the trees of the city?
Yes No
It is here: https://trees.example/plan
Share of streets that have shade at noon: over 40%
"""


@asynccontextmanager
async def proposed(folder: Path, letter: str = LETTER) -> AsyncIterator[Person]:
    """A person before the proposals of a letter."""
    questionnaire = form(folder, FORM)
    path = folder / "letter.txt"
    path.write_text(letter, "utf-8")
    app = LgqApp(questionnaire)
    app.begin_with(folder / "r.response.yaml")
    assert app._session is not None
    [found] = importing.read(path, lambda language: questionnaire).forms
    app._session.proposed = (path, found)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        person = Person(pilot, folder)
        await person.settled()
        assert isinstance(person.app.screen, Proposals)
        yield person
        app.save_all()


async def test_all_that_is_certain_is_taken_at_once(tmp_path: Path) -> None:
    async with proposed(tmp_path) as person:
        await person.press("a", "ctrl+d")
        assert person.value("city") == "Arborville"
        assert person.value("plan.links") == ["https://trees.example/plan"]
        assert person.value("shade") is None
        source = person.interview.source_of("city")
        assert source is not None
        assert (source.mode, source.name) == ("document", "letter.txt")
        assert (source.place, source.words) == ("line 2", "Arborville")
    saved = responses.read(tmp_path / "r.response.yaml")
    assert saved.answers["gardener"] == "Ada Park"


async def test_keys_that_come_at_once_are_taken_in_their_order(tmp_path: Path) -> None:
    async with proposed(tmp_path) as person:
        await person.burst("a", "ctrl+d")
        assert person.value("city") == "Arborville"


async def test_what_the_document_does_not_show_is_asked_unless_refused(tmp_path: Path) -> None:
    async with proposed(tmp_path) as person:
        await person.press("a", "ctrl+d")
        [query] = person.interview.queries.open("plan.answer")
        assert "lost their ticks" in query.query.text
    (tmp_path / "r.response.yaml").unlink()
    for left in tmp_path.glob("r.response.yaml.*"):
        left.unlink()
    async with proposed(tmp_path) as person:
        await person.press("down", "down", "x", "a", "ctrl+d")
        assert person.interview.queries.open("plan.answer") == ()


async def test_one_by_one_they_are_accepted_and_refused(tmp_path: Path) -> None:
    async with proposed(tmp_path) as person:
        await person.press("enter", "x", "ctrl+d")
        assert person.value("city") == "Arborville"
        assert person.value("gardener") is None


async def test_a_second_enter_leaves_it_open_again(tmp_path: Path) -> None:
    async with proposed(tmp_path) as person:
        await person.press("enter", "up", "enter", "ctrl+d")
        assert person.value("city") is None


async def test_a_proposal_can_be_changed(tmp_path: Path) -> None:
    async with proposed(tmp_path) as person:
        await person.press("e", "ctrl+u")
        assert isinstance(person.app.screen, Asking)
        await person.type("Arbor City")
        await person.press("enter", "ctrl+d")
        assert person.value("city") == "Arbor City"


async def test_a_thing_that_is_not_shown_can_be_answered(tmp_path: Path) -> None:
    async with proposed(tmp_path) as person:
        await person.press("down", "down", "e")
        assert isinstance(person.app.screen, Choosing)
        await person.press("y", "ctrl+d")
        assert person.value("plan.answer") is True
        assert person.interview.queries.open() == ()


async def test_undo_takes_all_of_it_back(tmp_path: Path) -> None:
    async with proposed(tmp_path) as person:
        await person.press("a", "ctrl+d", "ctrl+z")
        assert person.value("city") is None
        assert person.interview.queries.open() == ()


async def test_nothing_is_lost_by_escape_without_a_question(tmp_path: Path) -> None:
    async with proposed(tmp_path) as person:
        await person.press("enter", "escape")
        assert isinstance(person.app.screen, Choosing)
        await person.press("y")
        assert person.value("city") == "Arborville"
    async with proposed(tmp_path) as person:
        await person.press("escape")
        assert not isinstance(person.app.screen, Proposals | Choosing)


async def test_what_is_there_already_is_not_proposed(tmp_path: Path) -> None:
    async with proposed(tmp_path) as person:
        await person.press("a", "ctrl+d")
    async with proposed(tmp_path, LETTER.replace("Ada", "Bo")) as person:
        screen = person.app.screen
        assert isinstance(screen, Proposals)
        names = [screen._decisions.key(number) for number in range(3)]
        assert names == ["gardener", "plan.answer", "shade"]
        await person.press("a", "ctrl+d")
        assert person.value("gardener") == "Ada Park"


async def test_everything_can_be_done_by_mouse(tmp_path: Path) -> None:
    async with proposed(tmp_path) as person:
        await person.click_on("All certain")
        await person.click_on("Done")
        assert person.value("city") == "Arborville"


# Out


async def exported(person: Person, *keys: str) -> None:
    await person.screen.run_action("export")
    await person.settled()
    await person.press(*keys)
    await person.app.workers.wait_for_complete()
    await person.settled()


async def test_a_response_is_exported_from_inside(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.type("Arborville")
        await exported(person, "5", "enter")
        assert isinstance(person.app.screen, Choosing)
        await person.press("d")
        [text] = tmp_path.glob("*.txt")
        assert "Arborville" in text.read_text("utf-8")


async def test_an_export_for_the_public_leaves_persons_out(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.type("Arborville")
        await person.press("pagedown")
        await person.type("Ada Park")
        await exported(person, "p", "7", "enter")
        await person.press("d")
        [table] = tmp_path.glob("*.public.csv")
        rows = csv.reader(table.read_text("utf-8-sig").splitlines())
        said = [cell for row in rows for cell in row]
        assert "Arborville" in said
        assert "Ada Park" not in said


async def test_a_file_is_replaced_only_if_that_is_said(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.type("Arborville")
        target = exporting_target(person)
        target.write_text("mine", "utf-8")
        await exported(person, "5", "enter", "n", "escape")
        assert target.read_text("utf-8") == "mine"
        await exported(person, "5", "enter", "y")
        await person.press("d")
        assert "Arborville" in target.read_text("utf-8")


def exporting_target(person: Person) -> Path:
    path = person.screen.session.path
    return path.with_name(f"{path.name.partition('.')[0]}.txt")


async def test_why_it_cannot_be_written_is_said(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.type("Arborville")
        await exported(person, "5", "ctrl+u", *"nowhere/x.txt", "enter")
        assert "nowhere" in " ".join(one.message for one in person.app._notifications)


async def test_it_says_where_the_file_is_if_nothing_can_open_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launching, "_command", lambda: None)
    async with person_at(tmp_path, FORM) as person:
        await exported(person, "5", "enter", "o")
        await person.settled()
        assert "There is no program" in " ".join(one.message for one in person.app._notifications)


async def test_what_takes_long_says_how_far_it_is_and_can_be_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    go_on = threading.Event()
    write = exporting.export

    def slowly(order: object, path: Path, private: bool, progress: object) -> None:
        progress(0.5)  # type: ignore[operator]
        go_on.wait(20)
        write(order, path, private, progress)  # type: ignore[arg-type]

    monkeypatch.setattr(exporting, "export", slowly)
    async with person_at(tmp_path, FORM) as person:
        await person.screen.run_action("export")
        await person.settled()
        await person.press("5")
        await person.pilot.press("enter")  # it is not waited for what this begins
        for _ in range(100):
            await person.pilot.pause(0.05)
            if type(person.app.screen).__name__ == "Working":
                break
        await person.pilot.pause()
        assert "50 %" in person.shown()
        await person.pilot.press("escape")
        go_on.set()
        await person.app.workers.wait_for_complete()
        assert type(person.app.screen).__name__ == "InterviewScreen"


# In, from the interview


async def test_a_document_is_brought_in_from_the_interview(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    async with person_at(tmp_path, FORM) as person:
        await person.screen.run_action("import")
        await person.settled()
        await person.type(str(tmp_path / "letter.txt"))
        await person.press("enter")
        await person.app.workers.wait_for_complete()
        await person.settled()
        assert isinstance(person.app.screen, Proposals)
        await person.press("a", "ctrl+d")
        assert person.value("city") == "Arborville"


async def test_a_document_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"PK no")
    async with person_at(tmp_path, FORM) as person:
        for name in ("letter.docx", "nowhere.docx"):
            await person.screen.run_action("import")
            await person.settled()
            await person.type(str(tmp_path / name))
            await person.press("enter")
            await person.app.workers.wait_for_complete()
            await person.settled()
            assert name in " ".join(one.message for one in person.app._notifications)


async def test_a_completed_response_is_opened_again_first(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    async with person_at(tmp_path, FORM) as person:
        person.interview.complete()
        await person.screen.run_action("import")
        await person.settled()
        await person.type(str(tmp_path / "letter.txt"))
        await person.press("enter")
        await person.settled()
        assert not isinstance(person.app.screen, Proposals)
        assert person.app._notifications


async def test_several_forms_are_asked_about(tmp_path: Path) -> None:
    second = LETTER.replace("Arborville", "Boscotown")
    (tmp_path / "letters.txt").write_text(LETTER + second, "utf-8")
    async with person_at(tmp_path, FORM) as person:
        await person.screen.run_action("import")
        await person.settled()
        await person.type(str(tmp_path / "letters.txt"))
        await person.press("enter")
        await person.app.workers.wait_for_complete()
        await person.settled()
        if isinstance(person.app.screen, Choosing):
            await person.press("2")
        assert isinstance(person.app.screen, Proposals)
        await person.press("a", "ctrl+d")
        assert person.value("city") == "Boscotown"
