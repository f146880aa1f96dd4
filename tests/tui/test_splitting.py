"""Parts for departments, from the screen: split off, filled, merged."""

from __future__ import annotations

from pathlib import Path

import pytest

from lgq_tui.core.response import AMENDED, IN_PROGRESS
from lgq_tui.core.sources import SELF
from lgq_tui.session import packets
from lgq_tui.session.beginning import opened
from lgq_tui.storage import responses, seal
from lgq_tui.tui.screens.complete import Complete
from lgq_tui.tui.screens.merging import Merging
from lgq_tui.tui.screens.splitting import Splitting
from tests.tui.person import Person, form, person_at

FORM = """
subject: [city]
sections:
- id: about
  title: About
  items:
  - {id: city, type: text, label: City}
- id: plans
  number: I
  title: Plans
  items:
  - {id: plan, type: text, label: Plan}
  - {id: chief, type: text, label: Chief, required: true}
"""
PACKET = "r-planning.response.yaml"


@pytest.fixture(autouse=True)
def ana(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LGQ_AUTHOR", "Ana Baker")


async def run(person: Person, action: str) -> None:
    await person.screen.run_action(action)
    await person.settled()


async def split(person: Person) -> None:
    """Split off the second section for Planning, by keys alone."""
    await run(person, "split")
    assert isinstance(person.app.screen, Splitting)
    await person.burst("down", "space", "tab", *"Planning", "enter")
    await person.settled()


def fill(folder: Path, monkeypatch: pytest.MonkeyPatch, **given: str) -> None:
    """What Ben answers in the packet."""
    with monkeypatch.context() as patch:
        patch.setenv("LGQ_AUTHOR", "Ben")
        session = opened(folder / PACKET, form(folder, FORM), lambda outcome: None)
        for item, text in given.items():
            session.interview.answer((item,), text)
        session.save()
        session.close()


async def merge(person: Person) -> None:
    await run(person, "merge")
    await person.type(str(person.path.with_name(PACKET)))
    await person.press("enter")


async def test_a_part_goes_out_and_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.type("Lima")
        await split(person)
        assert f"{PACKET} is written, with I" in person.notice()
        fill(tmp_path, monkeypatch, plan="A plan")
        await merge(person)
        assert "What r-planning.response.yaml says on 1 question is in here now" in person.notice()
        assert person.value("plan") == "A plan"
        source = person.interview.source_of("plan")
        assert source is not None
        assert (source.mode, source.unit, source.by) == (SELF, "Planning", "Ben")
        await person.press("ctrl+z")
        assert person.value("plan") is None
        assert not person.interview.response.packets
        await person.press("ctrl+q")


async def test_by_the_mouse_alone(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await run(person, "split")
        await person.click_on("I. Plans")
        await person.click_on("^D")
        assert f"{tmp_path.name}" in person.notice() or "r-i.response.yaml" in person.notice()
        assert (tmp_path / "r-i.response.yaml").is_file()


async def test_what_is_not_said_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "r-planning.response.yaml").write_text("mine", "utf-8")
    async with person_at(tmp_path, FORM) as person:
        await run(person, "split")
        await person.press("ctrl+d")
        assert "Choose at least one section" in person.shown()
        await person.burst("down", "space", "tab", *"Planning", "enter")
        assert "is there already" in person.shown()
        assert (tmp_path / "r-planning.response.yaml").read_text("utf-8") == "mine"
        await person.press("escape")
        assert person.app.screen is person.screen


async def test_what_clashes_is_decided_with_who_gave_it_before_the_eyes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with person_at(tmp_path, FORM) as person:
        await split(person)
        fill(tmp_path, monkeypatch, plan="Theirs", chief="Bo")
        await person.press("pagedown")
        await person.type("Mine")
        await merge(person)
        assert isinstance(person.app.screen, Merging)
        shown = person.shown()
        assert "here: Mine" in shown
        assert "(Ana Baker, 20" in shown
        assert "in the part: Theirs" in shown
        assert "(Planning, Ben, 20" in shown
        await person.press("escape")
        assert "on 1 question is in here now." in person.notice(), "what does not clash is taken"
        assert "1 thing in it is open still; merge r-planning" in person.notice()
        assert (person.value("plan"), person.value("chief")) == ("Mine", "Bo")
        await merge(person)
        await person.burst("down", "enter", "ctrl+d")
        await person.settled()
        assert (person.value("plan"), person.value("chief")) == ("Theirs", "Bo")
        await merge(person)
        assert "was merged before" in person.notice()
        await person.press("ctrl+q")


async def test_long_texts_that_clash_are_read_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = "The city has begun with a plan for all of its services. " * 8
    async with person_at(tmp_path, FORM) as person:
        await split(person)
        fill(tmp_path, monkeypatch, plan=f"{shared} It ended.")
        person.interview.answer(("plan",), f"{shared} It goes on.")
        await merge(person)
        assert "here: … " in person.shown()
        assert "F2 Read" in person.shown()
        await person.press("f2")
        shown = " ".join(person.shown().replace("│", " ").split())
        assert "here: The city has begun" in shown
        assert "It goes on." in shown
        await person.press("end")
        assert "It ended." in person.shown()
        await person.press("escape")
        assert isinstance(person.app.screen, Merging)
        await person.burst("down", "enter", "ctrl+d")
        await person.settled()
        assert str(person.value("plan")).endswith("It ended.")


async def test_who_gave_an_answer_is_seen_with_it_in_a_small_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with person_at(tmp_path, FORM, size=(60, 20)) as person:
        await split(person)
        fill(tmp_path, monkeypatch, plan="Theirs, and long. " * 6, chief="Bo")
        await person.press("pagedown")
        await person.burst(*"Mine", "pagedown", *"Cem", "enter")
        await merge(person)
        assert "In 2 places" in person.shown()
        await person.burst("down", "down", "down")
        await person.settled()
        assert "in the part: Bo" in person.shown()
        assert "(Planning, Ben, 20" in person.shown().partition("in the part: Bo")[2]
        await person.burst("escape", "ctrl+q")


async def test_packets_wait_for_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with person_at(tmp_path, FORM) as person:
        await split(person)
        await person.press("pagedown")
        await person.type("Mine")
        await person.press("ctrl+q")
    fill(tmp_path, monkeypatch, plan="Theirs")
    second = tmp_path / "second.response.yaml"
    one = responses.read(tmp_path / PACKET)
    other = one._replace(id="another", answers={"plan": "Also theirs", "chief": "Cem"})
    responses.write(second, seal.sealed(other, {}), form(tmp_path, FORM))
    async with person_at(tmp_path, FORM) as person:
        session = person.screen.session
        here = session.interview.response
        paths = (tmp_path / PACKET, second)
        session.waiting = [
            packets.read(path, person.path, here, session.questionnaire) for path in paths
        ]
        assert person.screen.asks_first()
        await person.settled()
        assert PACKET in person.shown()
        await person.press("escape")
        await person.settled()
        assert "second.response.yaml has come back" in person.shown()
        await person.press("ctrl+d")
        await person.settled()
        assert (person.value("plan"), person.value("chief")) == ("Mine", "Cem")
        await person.press("ctrl+q")


async def test_what_is_completed_is_opened_again_only_if_one_agrees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with person_at(tmp_path, FORM) as person:
        person.interview.answer(("chief",), "Ana")
        await split(person)
        fill(tmp_path, monkeypatch, plan="A plan")
        person.interview.complete()
        await merge(person)
        assert "Do you want to re-open it" in person.shown()
        await person.press("y")
        await person.settled()
        assert person.interview.status == AMENDED
        assert person.value("plan") == "A plan"
        await person.press("ctrl+q")


async def test_what_is_no_packet_is_told(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        for name in ("nowhere", "form.yaml"):
            await run(person, "merge")
            await person.type(str(tmp_path / name))
            await person.press("enter")
            assert person.notice().startswith("✗")
            assert person.app.screen is person.screen


async def test_a_part_says_whose_it_is_and_is_sent_back(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.type("Lima")
        await split(person)
    async with person_at(tmp_path, FORM, name=PACKET) as person:
        assert "Lima   Planning" in person.shown().split("\n")[0]
        await person.press("f8")
        assert isinstance(person.app.screen, Complete)
        assert "Chief" in person.shown(), "what lacks is listed as always"
        await person.press("escape")
        person.interview.answer(("chief",), "Bo")
        await person.press("f8")
        assert "This part is complete. Send" in person.shown()
        await person.press("c", "escape")
        assert person.interview.status == IN_PROGRESS
        await run(person, "split")
        assert "itself a part" in person.notice()
        await person.press("ctrl+q")
    assert responses.read(tmp_path / PACKET).status == IN_PROGRESS
