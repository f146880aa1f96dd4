"""Parts for departments, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lgq_tui.storage import responses
from tests.prompt.talk import talk

FORM = """
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
      - {id: chief, type: text, label: Chief}
"""
PACKET = "plans.response.yaml"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LGQ_AUTHOR", "Ana")


def fill(folder: Path, lines: str) -> str:
    """What is said to who types lines into the packet."""
    (folder / "there").mkdir(exist_ok=True)
    there = folder / "there" / "r.response.yaml"
    (folder / PACKET).replace(there)
    said = talk(folder / "there", FORM, lines).said
    there.replace(folder / PACKET)
    return said


def test_a_part_goes_out_and_comes_back(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, f"/split i {PACKET} Planning Department\n")
    assert f"{PACKET} is written, with I" in done.said
    packet = responses.read(tmp_path / PACKET)
    assert packet.part is not None
    assert packet.part.unit == "Planning Department"
    fill(tmp_path, "A plan\n")
    done = talk(tmp_path, FORM, f"/merge {PACKET}\n")
    assert f"What {PACKET} says on 1 question is in here now. /undo" in done.said
    assert done.value("plan") == "A plan"
    assert "merged before" in talk(tmp_path, FORM, f"/merge {PACKET}\n").said


def test_sections_and_names_with_blanks(tmp_path: Path) -> None:
    done = talk(
        tmp_path, FORM, '/split about, I  "the plans.response.yaml"  Planning Department \n'
    )
    assert "the plans.response.yaml is written, with About, I" in done.said
    packet = responses.read(tmp_path / "the plans.response.yaml")
    assert packet.part is not None
    assert packet.part.items == ("city", "plan", "chief")
    assert packet.part.unit == "Planning Department"
    assert (
        "the plans.response.yaml is merged"
        in talk(tmp_path, FORM, '/merge "the plans.response.yaml"\n').said
    )


def test_what_clashes_is_chosen(tmp_path: Path) -> None:
    talk(tmp_path, FORM, f"/split I {PACKET} Planning\n")
    fill(tmp_path, "Theirs\n")
    done = talk(tmp_path, FORM, f"/goto plan\nMine\n/merge {PACKET}\n2\n", person=True)
    assert "1. here: Mine (Ana, 20" in done.said
    assert "2. in the part: Theirs (Planning, Ana, 20" in done.said
    assert done.value("plan") == "Theirs"


def test_what_clashes_can_be_decided_later(tmp_path: Path) -> None:
    talk(tmp_path, FORM, f"/split I {PACKET} Planning\n")
    fill(tmp_path, "Theirs\nAlso theirs\n")
    begin = f"/goto plan\nMine\nMine too\n/merge {PACKET}\n"
    later = talk(tmp_path, FORM, f"{begin}4\n", person=True)
    assert "4. Decide later" in later.said
    assert f"2 things in it are open still; merge {PACKET} again" in later.said
    done = talk(tmp_path, FORM, f"/merge {PACKET}\n1\n2\n3\n", person=True)
    assert "1 thing in it is open still" in done.said
    assert (done.value("plan"), done.value("chief")) == ("Theirs", "Mine too")
    done = talk(tmp_path, FORM, f"/merge {PACKET}\n2\n", person=True)
    assert (done.value("plan"), done.value("chief")) == ("Theirs", "Also theirs")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/split III x.yaml\n", "no section III; there are about, I."),
        ("/split\n", "Name at least one section; there are about, I."),
        ("/merge nowhere.yaml\n", "There is no such file"),
        ("/merge r.response.yaml\n", "the response itself"),
    ],
)
def test_what_cannot_be_done_is_told(tmp_path: Path, typed: str, said: str) -> None:
    talk(tmp_path, FORM, "Lima\n")
    assert said in talk(tmp_path, FORM, typed).said


def test_the_part_is_sent_back_once_it_is_complete(tmp_path: Path) -> None:
    talk(tmp_path, FORM, f"/split I {PACKET}\n")
    said = fill(tmp_path, "A plan\nAna\n/complete yes\n")
    assert "This part is complete. Send" in said
    assert responses.read(tmp_path / PACKET).status == "in-progress"
