"""`lgq import`: what is taken, what is told, and the exit status."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lgq_tui.cli import main
from lgq_tui.storage import responses
from lgq_tui.storage.lock import Lock
from tests.tui.person import form
from tests.tui.test_documents import FORM, LETTER

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    form(tmp_path, FORM)
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")


def lgq(*words: str) -> int:
    return main(["import", "-q", "form.yaml", *words])


def test_what_is_certain_is_taken_and_the_rest_is_told(capsys: Output) -> None:
    assert lgq("letter.txt", "-o", "r.yaml", "--accept", "certain") == 1
    told = capsys.readouterr().out
    assert "Plan (Answer) (line 5): question for the respondent: Yes or no?" in told
    assert "Shade (line 7): to be looked at: 40 – The document names a bound" in told
    assert "line 1: Left over, fits nowhere: Good morning!" in told
    assert "4 taken, 1 to be looked at, 1 questions for the respondent, 1 left over." in told
    saved = responses.read(Path("r.yaml"))
    assert saved.answers["city"] == "Arborville"
    assert "shade" not in saved.answers
    assert set(saved.queries) == {"plan.answer"}
    assert saved.sources["city"].place == "line 2"


def test_without_a_response_nothing_is_written(capsys: Output, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    assert lgq("letter.txt") == 1
    assert "city" not in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


def test_the_report_can_be_read_by_programs(capsys: Output) -> None:
    lgq("letter.txt", "-o", "r.yaml", "--accept", "certain", "--format", "json")
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert [one["item"] for one in told["taken"]][:2] == ["city", "gardener"]
    assert told["taken"][0] | {"words": "Arborville", "line": 2} == told["taken"][0]
    assert [one["item"] for one in told["queries"]] == ["plan.answer"]
    assert [one["words"] for one in told["left"]] == ["Good morning!"]
    assert 0.5 < told["share"] < 1


def test_what_is_answered_already_is_never_replaced_at_once(capsys: Output) -> None:
    lgq("letter.txt", "-o", "r.yaml", "--accept", "certain")
    Path("letter.txt").write_text(LETTER.replace("Arborville", "Boscotown"), "utf-8")
    capsys.readouterr()
    assert lgq("letter.txt", "-o", "r.yaml", "--accept", "certain") == 1
    assert "There is an answer already: “Arborville”" in capsys.readouterr().out
    assert responses.read(Path("r.yaml")).answers["city"] == "Arborville"


def test_all_is_well_where_nothing_is_open(capsys: Output) -> None:
    Path("letter.txt").write_text("Name of the city: Arborville\n", "utf-8")
    assert lgq("letter.txt", "-o", "r.yaml", "--accept", "certain") == 0
    assert "1 taken" in capsys.readouterr().out


def test_a_response_file_is_taken_as_a_whole(capsys: Output) -> None:
    lgq("letter.txt", "-o", "r.yaml", "--accept", "certain")
    assert lgq("r.yaml", "-o", "s.json", "--accept", "certain") == 0
    assert responses.read(Path("s.json")).answers == responses.read(Path("r.yaml")).answers


def test_one_of_several_forms_has_to_be_named(capsys: Output) -> None:
    Path("letters.txt").write_text(LETTER + LETTER.replace("Arbor", "Bosco"), "utf-8")
    assert lgq("letters.txt", "-o", "r.yaml", "--accept", "certain") == 2
    assert "letters.txt holds 2 forms" in capsys.readouterr().err
    assert lgq("letters.txt", "-o", "r.yaml", "--accept", "certain", "--form", "2") == 1
    assert responses.read(Path("r.yaml")).answers["city"] == "Boscoville"
    assert lgq("letters.txt", "-o", "r.yaml", "--accept", "certain", "--form", "3") == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("no.docx", b"PK\x03\x04 no"),
        ("no.pdf", b"%PDF-1.7 no"),
        ("no.xlsx", b""),
        ("no.txt", b""),
        ("no.rtf", b"{}"),
        ("no.html", b"<p></p>"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(name: str, content: bytes, capsys: Output) -> None:
    Path(name).write_bytes(content)
    assert lgq(name, "-o", "r.yaml", "--accept", "certain") == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"lgq: {name}: ")
    assert told.err.count("\n") == 1
    assert not os.path.exists("r.yaml")


def test_a_completed_response_takes_nothing(capsys: Output) -> None:
    lgq("letter.txt", "-o", "r.yaml", "--accept", "certain")
    path = Path("r.yaml")
    before = path.read_text("utf-8").replace("status: in-progress", "status: completed")
    path.write_text(before, "utf-8")
    Path("letter.txt").write_text("Shall all of this stay among ourselves: no\n", "utf-8")
    capsys.readouterr()
    assert lgq("letter.txt", "-o", "r.yaml", "--accept", "certain") == 2
    assert "r.yaml is completed" in capsys.readouterr().err
    assert path.read_text("utf-8") == before


def test_a_response_that_somebody_has_open_takes_nothing(capsys: Output) -> None:
    lgq("letter.txt", "-o", "r.yaml", "--accept", "certain")
    before = Path("r.yaml").read_bytes()
    lock = Lock(Path("r.yaml"))
    lock.take("Ada Park", datetime(2026, 11, 23, tzinfo=UTC))
    Path("letter.txt").write_text("Shall all of this stay among ourselves: no\n", "utf-8")
    capsys.readouterr()
    try:
        assert lgq("letter.txt", "-o", "r.yaml", "--accept", "certain") == 2
    finally:
        lock.release()
    told = capsys.readouterr().err
    assert told.startswith("lgq: Ada Park has this response open")
    assert told.endswith("import again when it is free.\n")
    assert Path("r.yaml").read_bytes() == before


def test_a_text_without_a_question_of_the_form_is_told_of(capsys: Output) -> None:
    Path("letter.txt").write_text("Dear all,\nthank you.\n", "utf-8")
    assert lgq("letter.txt") == 1
    assert "No question of the form" in capsys.readouterr().err


def test_what_is_to_be_taken_needs_a_response(capsys: Output) -> None:
    assert lgq("letter.txt", "--accept", "certain") == 2
    assert "with -o" in capsys.readouterr().err


def test_a_person_has_to_say_what_to_take(capsys: Output) -> None:
    assert lgq("letter.txt", "-o", "r.yaml") == 2
    assert "--accept certain" in capsys.readouterr().err


def test_the_form_of_another_questionnaire_is_refused(capsys: Output) -> None:
    assert main(["form", "-o", "lgq.md"]) == 0
    assert lgq("lgq.md", "-o", "r.yaml", "--accept", "certain") == 2
    assert "a form of the questionnaire un_lgq, and not of form" in capsys.readouterr().err
