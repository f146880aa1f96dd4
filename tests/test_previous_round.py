"""`lgq fill --previous` and `lgq ask --previous`: what comes from an earlier round, and what not."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest

from lgq_tui.cli import main
from lgq_tui.core.carried import CONFIRMED, TO_CONFIRM
from lgq_tui.core.response import Reference, Response
from lgq_tui.storage import responses
from tests.rounds import FIRST, SECOND, earlier, edition

NEW = "new.response.yaml"


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    edition(tmp_path, SECOND)
    return earlier(tmp_path)


def ask(monkeypatch: pytest.MonkeyPatch, typed: str, *more: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    return main(["ask", "-q", "second.questionnaire.yaml", *more])


def test_a_new_file_begins_with_the_old_one(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = old.read_bytes()
    assert ask(monkeypatch, "/quit\n", NEW, "--previous", str(old)) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "4 answers came from old.response.yaml and are to be confirmed." in said
    assert "3 have no place here and are kept" in said
    new = responses.read(Path(NEW))
    assert new.answers == {"city": "Altamira", "mobile": 79, "print": 21, "staff": 12}
    assert new.notes == {"print": "Counted."}
    assert {one.by for one in new.sources.values()} == {"Ana"}
    assert {one.status for one in new.carried.values()} == {TO_CONFIRM}
    assert old.read_bytes() == content


def test_the_same_edition_again(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("/quit\n"))
    words = ["ask", "-q", "first.questionnaire.yaml", NEW, "--previous", str(old)]
    assert main(words) == 0
    new = responses.read(Path(NEW))
    assert new.previous is not None
    assert (new.answers, new.previous.kept) == (responses.read(old).answers, {})


def test_two_rounds_are_compared_in_their_answers(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("/c\n80\n/quit\n"))
    first = ["-q", "first.questionnaire.yaml"]
    main(["ask", *first, NEW, "--previous", str(old)])
    capsys.readouterr()
    assert main(["diff", *first, old.name, NEW]) == 1
    out, err = capsys.readouterr()
    assert out == "Mobile: 79 → 80\n"
    assert "are of two rounds" in err


def test_each_is_confirmed_changed_or_cleared(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = "/confirm\n7\n/back\n/accept Closed.\n\n/c\n\n\n\n/clear\n/complete yes\n"
    ask(monkeypatch, typed, NEW, "--previous", str(old))
    said = " ".join(capsys.readouterr().out.split())
    assert "From the previous round: /confirm says that it is so still" in said
    assert "Confirmed. 3 more to confirm." in said
    assert "Last time 79, now 7: is that so?" in said
    assert "From before, perhaps for here (Budget): 5000" in said
    new = responses.read(Path(NEW))
    assert new.status == "completed"
    assert {item: one.status for item, one in new.carried.items()} == {
        "city": CONFIRMED,
        "print": CONFIRMED,
    }
    assert "staff" not in new.answers


def test_a_confirmation_is_not_had_back_for_another_answer(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = "/c\n/back\nNova\n/back\n/history\n"
    ask(monkeypatch, typed, NEW, "--previous", str(old))
    lines = capsys.readouterr().out.splitlines()
    number = next(one for one in lines if "confirmed by" in one).partition(".")[0]
    assert ask(monkeypatch, f"/history\n/restore {number}\n", NEW) == 1
    assert "cannot be had again by itself" in " ".join(capsys.readouterr().out.split())
    assert "city" not in responses.read(Path(NEW)).carried


def test_enter_confirms_nothing(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(monkeypatch, "\n\n/complete yes\n", NEW, "--previous", str(old))
    said = " ".join(capsys.readouterr().out.split())
    assert "4 things stand in the way of completing." in said


def test_a_list_is_shown_whole_before_it_is_confirmed_whole(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lists = """\
      - {id: sites, type: url, label: Sites, repeat: true}
      - id: partners
        type: group
        repeat: true
        label: Partners
        items: [{id: name, type: text, label: Name}, {id: year, type: integer, label: Year}]
"""
    questionnaire = edition(tmp_path, SECOND + lists)
    sites = ["https://one.example", "https://two.example"]
    partners = [{"name": "One", "year": 2019}, {"name": "Two"}]
    reference = Reference("survey", "2", questionnaire.digest)
    given = {"sites": sites, "partners": partners}
    responses.write(old, Response("r-old", reference, answers=given), questionnaire)
    typed = "/goto sites\n/c\n/goto partners\n/c\n/quit\n"
    ask(monkeypatch, typed, NEW, "--previous", str(old))
    said = " ".join(capsys.readouterr().out.split())
    assert "All of it: https://one.example; https://two.example From the previous round" in said
    assert "All of it: Name: One, Year: 2019; Name: Two From the previous round" in said
    assert {one.status for one in responses.read(Path(NEW)).carried.values()} == {CONFIRMED}


def test_what_has_no_place_is_listed(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(monkeypatch, "/earlier\n/review\n", NEW, "--previous", str(old))
    main(["show", "-q", "second.questionnaire.yaml", NEW])
    said = " ".join(capsys.readouterr().out.split())
    assert said.count("From the previous round, without a place here") == 3
    assert said.count("Strategy: Altamira 2030 (does not answer what is asked now: Strategy)") == 2
    assert "Fax (not asked any more) None since 2019" in said
    assert "4 to confirm, 0 answers lacking" in said


def test_to_confirm_nothing_is_said(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(monkeypatch, "/confirm\n", "other.response.yaml") == 1
    assert "no answer of the previous round here" in " ".join(capsys.readouterr().out.split())
    assert ask(monkeypatch, "/earlier\n", "other.response.yaml") == 1


def test_check_asks_for_it_once_it_is_to_be_complete(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(monkeypatch, "/quit\n", NEW, "--previous", str(old))
    check = ["check", "-q", "second.questionnaire.yaml", NEW]
    assert main(check) == 0
    capsys.readouterr()
    assert main([*check, "--complete"]) == 1
    lines = capsys.readouterr().out.splitlines()
    sentence = "This is from the previous round; confirm it, change it or clear it."
    assert lines == [f"{NEW}: {item}: {sentence}" for item in ("city", "mobile", "print", "staff")]


def test_an_edited_text_keeps_what_is_to_be_confirmed(
    old: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ask(monkeypatch, "/quit\n", NEW, "--previous", str(old))
    script = tmp_path / "edit.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\n"
        "path = Path(sys.argv[1])\n"
        "text = path.read_text('utf-8')\n"
        "assert 'from the previous round' in text\n"
        "path.write_text(text.replace('\\n12\\n', '\\n13\\n'), 'utf-8')\n",
        "utf-8",
    )
    monkeypatch.setenv("VISUAL", f'"{sys.executable}" "{script}"')
    main(["show", "--edit", "-q", "second.questionnaire.yaml", NEW])
    new = responses.read(Path(NEW))
    assert new.answers["staff"] == 13
    assert [*new.carried] == ["city", "mobile", "print"]


def words_in(path: Path) -> str:
    """All words of a document."""
    content = path.read_bytes()
    if path.suffix == ".pdf":
        import pypdfium2

        pages = pypdfium2.PdfDocument(content)
        return " ".join(page.get_textpage().get_text_bounded() for page in pages)
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as package:
            return " ".join(
                package.read(name).decode("utf-8", "replace") for name in package.namelist()
            )
    return content.decode("utf-8")


@pytest.mark.parametrize("ending", ["docx", "pdf", "html", "md", "txt", "xlsx", "csv", "json"])
def test_what_is_to_confirm_does_not_look_confirmed_in_a_document(
    old: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ending: str
) -> None:
    ask(monkeypatch, "/confirm\n/quit\n", NEW, "--previous", str(old))
    before, document = responses.read(Path(NEW)), tmp_path / f"out.{ending}"
    assert main(["export", "-q", "second.questionnaire.yaml", NEW, "-o", str(document)]) == 0
    mark = (
        "to-confirm" if ending in ("csv", "json") else "From the previous round, to be confirmed."
    )
    assert words_in(document).count(mark) == 3
    if ending != "csv":  # which is not read back
        back = ["import", "-q", "second.questionnaire.yaml", str(document), "-o", NEW]
        assert main([*back, "--accept", "certain"]) == 0
    assert responses.read(Path(NEW)).carried == before.carried


def test_what_is_to_confirm_is_not_taken_for_certain_from_a_response_file(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(monkeypatch, "/confirm\n/quit\n", NEW, "--previous", str(old))
    other = ["import", "-q", "second.questionnaire.yaml", NEW, "-o", "other.response.yaml"]
    assert main([*other, "--accept", "certain"]) in (0, 1)
    assert "nobody has confirmed it" in " ".join(capsys.readouterr().out.split())
    assert responses.read(Path("other.response.yaml")).answers == {"city": "Altamira"}


# What is refused ----------------------------------------------------------------------------------


def refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str
) -> str:
    assert ask(monkeypatch, "", *words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    [sentence] = told.err.splitlines()
    return sentence


def test_files_that_do_not_do(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(*words: str) -> str:
        return refused(monkeypatch, capsys, *words)

    Path("there.response.yaml").write_text("mine", "utf-8")
    assert "is there already" in said("there.response.yaml", "--previous", str(old))
    assert Path("there.response.yaml").read_text("utf-8") == "mine"
    assert "cannot begin with itself" in said(str(old), "--previous", str(old))
    assert "Name the new file as well" in said("--previous", str(old))
    assert "no folder" in said("nowhere/new.yaml", "--previous", str(old)).lower()
    assert "there.response.yaml" in said(NEW, "--previous", "there.response.yaml")
    assert "gone.yaml" in said(NEW, "--previous", "gone.yaml")
    Path(f"{NEW}.journal").write_text("", "utf-8")
    assert "a journal of that name" in said(NEW, "--previous", str(old))
    assert not Path(NEW).exists()


def test_responses_that_do_not_do(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(**parts: object) -> str:
        text = old.read_text("utf-8")
        for key, value in parts.items():
            text = f"{key}: {value}\n{text}"
        Path("x.response.yaml").write_text(text, "utf-8")
        return refused(monkeypatch, capsys, NEW, "--previous", "x.response.yaml")

    assert "is a part of a response" in said(part='{kind: packet, of: "r", items: []}')
    other = edition(old.parent, FIRST.replace("id: survey", "id: another"))
    responses.write(old, Response("r", Reference("another", "1", other.digest)), other)
    assert "answers the questionnaire another, not survey" in said()
    assert not Path(NEW).exists()
