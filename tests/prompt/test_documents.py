"""Documents that go out and come in line by line."""

from __future__ import annotations

from pathlib import Path

from tests.prompt.talk import talk
from tests.tui.test_documents import FORM, LETTER


def letter(folder: Path) -> Path:
    path = folder / "letter.txt"
    path.write_text(LETTER, "utf-8")
    return path


def test_a_response_is_exported_by_its_name(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, f"Arborville\nAda Park\n/export {tmp_path}/out.txt\n")
    assert "out.txt is written." in done.flat
    assert "Ada Park" in (tmp_path / "out.txt").read_text("utf-8")


def test_for_the_public_it_is_without_persons(tmp_path: Path) -> None:
    talk(tmp_path, FORM, f"Arborville\nAda Park\n/export --public {tmp_path}/out.txt\n")
    text = (tmp_path / "out.txt").read_text("utf-8")
    assert "Arborville" in text
    assert "Ada Park" not in text


def test_a_file_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("mine", "utf-8")
    done = talk(tmp_path, FORM, f"Arborville\n/export {tmp_path}/out.txt\n")
    assert done.status
    assert (tmp_path / "out.txt").read_text("utf-8") == "mine"


def test_a_script_takes_what_is_certain(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, f"/import {letter(tmp_path)}\n")
    assert done.value("city") == "Arborville"
    assert done.value("shade") is None
    assert "question for the respondent" in done.flat
    assert "Left over, fits nowhere: Good morning!" in done.flat
    [asked] = done.interview.queries.open()
    assert asked.item == "plan.answer"


def test_a_person_goes_through_it_one_by_one(tmp_path: Path) -> None:
    typed = f"/import {letter(tmp_path)}\n1\n2\n3\n1\n"
    done = talk(tmp_path, FORM, typed, person=True)
    assert "In the document, line 2: Arborville" in done.flat
    assert done.value("city") == "Arborville"
    assert done.value("gardener") is None
    assert done.value("plan.links") == ["https://trees.example/plan"]
    assert done.value("shade") == 40


def test_a_document_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, f"/import {tmp_path}/nowhere.docx\n")
    assert "nowhere.docx" in done.flat
    assert done.status
