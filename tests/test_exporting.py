"""Documents and tables by the command line: what is written, what is refused, and the exit status."""

from __future__ import annotations

import csv
import json
import os
import shutil
import stat
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lgq_tui.cli import main
from lgq_tui.storage import responses, seal
from lgq_tui.storage.definitions import load, shipped

ROOT = Path(__file__).parents[1]
KUALA_LUMPUR = ROOT / "examples" / "kuala-lumpur.response.yaml"
GARDEN = ROOT / "examples" / "valid" / "community-garden.questionnaire.yaml"
LGQ = load(shipped())
PERSONAL = ("Aisyah", "aisyah.rahman@example.org", "2617")

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(KUALA_LUMPUR, tmp_path / "kl.response.yaml")
    return tmp_path


def sentence(capsys: Captured) -> str:
    """The one sentence of an error, to which nothing was printed."""
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("lgq: ")
    assert err.count("\n") == 1
    return err.removeprefix("lgq: ").rstrip("\n")


def withheld(name: str) -> Path:
    """A response whose respondent does not want it to be published."""
    response = responses.read(KUALA_LUMPUR, LGQ)
    answers = {**response.answers, "withhold_publication": True}
    path = Path(name)
    responses.write(path, response._replace(answers=answers), LGQ)
    return path


def another(name: str, id_: str) -> None:
    """The response of another city, which says the same."""
    path = Path(name)
    responses.write(path, responses.read(KUALA_LUMPUR)._replace(id=id_), LGQ)


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("output", ["out.json", "out.CSV", "out.xlsx"])
def test_a_response_is_written_in_the_format_of_the_name(
    output: str, folder: Path, capsys: Captured
) -> None:
    assert main(["export", "kl.response.yaml", "-o", output]) == 0
    assert capsys.readouterr() == (f"{output} is written.\n", "")
    written = Path(output).read_bytes()
    assert main(["export", "kl.response.yaml", "-o", output, "--force"]) == 0
    assert Path(output).read_bytes() == written
    assert files_in(folder) == {"kl.response.yaml", output}


@pytest.mark.skipif(os.name == "nt", reason="this system has no such modes")
def test_only_what_is_public_can_be_read_by_others() -> None:
    os.umask(0o022)
    assert main(["export", "kl.response.yaml", "-o", "private.csv"]) == 0
    assert main(["export", "kl.response.yaml", "-o", "public.csv", "--public"]) == 0
    assert stat.S_IMODE(Path("private.csv").stat().st_mode) == 0o600
    assert stat.S_IMODE(Path("public.csv").stat().st_mode) == 0o644


def test_the_code_of_a_response_stands_in_its_document() -> None:
    assert main(["export", "kl.response.yaml", "-o", "kl.xlsx"]) == 0
    cells = [cell.value for cell in load_workbook("kl.xlsx")["Items"]["C"]]
    response = responses.read(KUALA_LUMPUR, LGQ)
    assert f"Code: {seal.code_of(seal.digest_of(response))}" in cells


def test_what_is_there_is_not_replaced(capsys: Captured) -> None:
    Path("out.csv").write_text("mine")
    assert main(["export", "kl.response.yaml", "-o", "out.csv"]) == 2
    assert sentence(capsys).startswith("out.csv is there already")
    assert main(["form", "-o", "out.csv"]) == 2
    assert Path("out.csv").read_text() == "mine"


@pytest.mark.parametrize("read", ["kl.response.json", "."])
def test_what_is_read_is_never_replaced(read: str, capsys: Captured) -> None:
    assert main(["export", "kl.response.yaml", "-o", "kl.response.json"]) == 0
    Path("kl.response.yaml").unlink()
    before = Path("kl.response.json").read_bytes()
    capsys.readouterr()
    assert main(["export", read, "-o", "kl.response.json", "--force"]) == 2
    assert "is the file to be read" in sentence(capsys)
    assert Path("kl.response.json").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("export kl.response.yaml -o out.exe", "Nothing is known of how to write out.exe; "),
        ("export kl.response.yaml -o out", "Nothing is known of how to write out; "),
        ("export . kl2.yaml -o out.pdf", "A file such as out.pdf holds one response, and here are"),
        ("export gone.yaml -o out.csv", "gone.yaml: There is no such file"),
        ("export empty -o out.csv", "There is no response file in the folder empty."),
        ("export kl.response.yaml -o no/out.csv", "no/out.csv could not be saved because its"),
        ("export kl.response.yaml", "`lgq export` needs -o/--output as well; "),
        ("form -o out.json", "A form to be filled is none of what out.json can be; "),
        ("form -o out.doc", "Nothing is known of how to write out.doc; "),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    words: str, told: str, folder: Path, capsys: Captured
) -> None:
    (folder / "empty").mkdir()
    shutil.copy(KUALA_LUMPUR, "kl2.yaml")
    before = files_in(folder)
    assert main(words.split()) == 2
    assert sentence(capsys).startswith(told)
    assert files_in(folder) == before


# Many


def test_many_responses_make_one_table(folder: Path, capsys: Captured) -> None:
    (folder / "more").mkdir()
    for name in (".hidden.yaml", "notes.yaml", "table.csv"):
        shutil.copy(KUALA_LUMPUR, folder / "more" / name)
    (folder / "more" / "notes.yaml").write_text("a: b\n")
    another("more/a.yaml", "a")
    another("more/b.response.json", "b")
    words = ["export", "kl.response.yaml", "more", "more/a.yaml", "-o", "out.csv"]
    assert main(words) == 0
    assert capsys.readouterr() == ("out.csv is written, with 3 responses.\n", "")
    with open("out.csv", encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [row["file"] for row in rows] == ["kl.response.yaml", "a.yaml", "b.response.json"]
    assert {row["city"] for row in rows} == {"Kuala Lumpur"}


def test_copies_in_a_folder_are_told_and_left_out(folder: Path, capsys: Captured) -> None:
    copies = ("kl (Ana's conflicted copy).response.yaml", "a.yaml", "b.yaml")
    shutil.copy(KUALA_LUMPUR, copies[0])
    another("a.yaml", "a")
    shutil.copy("a.yaml", "b.yaml")
    assert main(["export", ".", "-o", "out.json"]) == 1
    out, err = capsys.readouterr()
    assert out == "out.json is written, with 2 responses.\n"
    assert err.splitlines() == [
        "lgq: b.yaml: it is a copy of a.yaml and left out; to have it in the table too, name both files",
        f"lgq: {copies[0]}: it is a copy of kl.response.yaml and left out; to have it in the table too, name both files",
    ]  # fmt: skip
    assert main(["export", "kl.response.yaml", copies[0], "-o", "both.json"]) == 0
    assert len(json.loads(Path("both.json").read_text("utf-8"))) == 2


def test_a_damaged_one_among_many_is_told_and_the_others_are_written(
    folder: Path, capsys: Captured
) -> None:
    Path("bad.response.yaml").write_text("format: lgq-response/1\na: [")
    assert main(["export", ".", "-o", "out.xlsx"]) == 1
    out, err = capsys.readouterr()
    assert out == "out.xlsx is written, with 1 response.\n"
    assert err.startswith("lgq: bad.response.yaml:2: ")
    assert err.count("\n") == 1
    assert load_workbook("out.xlsx")["Responses"].max_row == 2


def test_where_all_are_damaged_nothing_is_written(folder: Path, capsys: Captured) -> None:
    Path("bad.response.yaml").write_text("format: lgq-response/1\na: [")
    Path("kl.response.yaml").unlink()
    assert main(["export", "bad.response.yaml", ".", "-o", "out.xlsx"]) == 2
    assert sentence(capsys).startswith("bad.response.yaml:2: ")
    assert files_in(folder) == {"bad.response.yaml"}


# For the public


def text_of(path: Path) -> str:
    if path.suffix != ".xlsx":
        return path.read_text("utf-8")
    workbook = load_workbook(path)
    rows = (row for sheet in workbook for row in sheet.iter_rows(values_only=True))
    return "\n".join(str(cell) for row in rows for cell in row)


ONE, MANY = "kl.response.yaml", "."


@pytest.mark.parametrize(
    ("read", "suffix"),
    [(ONE, ".json"), (ONE, ".csv"), (ONE, ".xlsx"), (MANY, ".csv"), (MANY, ".xlsx")],
)
def test_nothing_personal_is_in_what_is_public(read: str, suffix: str) -> None:
    output = Path(f"out{suffix}")
    for options, is_there in (([], True), (["--public", "--force"], False)):
        assert main(["export", read, "-o", str(output), *options]) == 0
        assert [word in text_of(output) for word in PERSONAL] == [is_there] * 3


def test_check_has_nothing_against_what_is_public(capsys: Captured) -> None:
    assert main(["export", "kl.response.yaml", "-o", "out.json", "--public"]) == 0
    capsys.readouterr()
    assert main(["check", "out.json"]) == 0
    assert "seal" not in capsys.readouterr().out
    whole = Path("out.json").read_text("utf-8").replace("Kuala Lumpur", "Another City")
    Path("out.json").write_text(whole, "utf-8")
    assert main(["check", "out.json"]) == 0
    assert "seal: warning: The content has changed" in capsys.readouterr().out


def test_a_withheld_response_is_not_published(folder: Path, capsys: Captured) -> None:
    withheld("secret.yaml")
    before = files_in(folder)
    assert main(["export", "secret.yaml", "-o", "out.json", "--public"]) == 1
    assert sentence(capsys).startswith("secret.yaml: Whoever answered it asks that this response")
    assert files_in(folder) == before
    assert main(["export", "secret.yaml", "-o", "out.json"]) == 0


def test_a_withheld_one_among_many_is_left_out_and_told(folder: Path, capsys: Captured) -> None:
    withheld("secret.yaml")
    assert main(["export", ".", "-o", "out.csv", "--public"]) == 1
    out, err = capsys.readouterr()
    assert out == "out.csv is written, with 1 response.\n"
    assert err.startswith("lgq: secret.yaml: Whoever answered it asks")
    assert err.count("\n") == 1
    assert "secret.yaml" not in Path("out.csv").read_text("utf-8")


# The form


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_blank_form_is_always_the_same(suffix: str, capsys: Captured) -> None:
    contents = []
    for _ in range(2):
        assert main(["form", "-o", f"form{suffix}", "--force"]) == 0
        contents.append(Path(f"form{suffix}").read_bytes())
    assert contents[0] == contents[1]
    assert capsys.readouterr().out == f"form{suffix} is written.\n" * 2


def test_the_form_of_another_questionnaire() -> None:
    assert main(["form", "-q", str(GARDEN), "-o", "form.csv"]) == 0
    with open("form.csv", encoding="utf-8-sig", newline="") as table:
        rows = {row["item"]: row for row in csv.DictReader(table)}
    assert rows["plots"]["question"] == "How many plots are there?"
    assert not any(row["answer"] for row in rows.values())
