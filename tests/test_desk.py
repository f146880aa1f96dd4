"""The desk by the command line: what is on it, and a list of cities that is started."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from lgq_tui.cli import main
from lgq_tui.session.desk.desk import Desk
from lgq_tui.session.desk.row import APPROVED
from lgq_tui.storage.definitions import load, shipped
from tests.cities import fill
from tests.storage.forms import NOW

LGQ = load(shipped())

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder beside which we are, with three responses in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LGQ_AUTHOR", "Ada")
    made = tmp_path / "desk"
    made.mkdir()
    fill(made, LGQ, 3)
    return made


def marked(folder: Path) -> None:
    desk = Desk(folder, LGQ, clock=lambda: NOW)
    rows = desk.load()
    desk.mark(rows[2:], APPROVED)
    desk.assign(rows[1:2], "Benjamin")


def test_the_responses_are_listed(folder: Path, capsys: Captured) -> None:
    marked(folder)
    assert main(["desk", "desk", "--list"]) == 0
    assert capsys.readouterr() == (
        """\
Response              Status      Done Err Warn Ask Mark     Who      Changed
Alanda, Afghanistan   Completed   100%            1                   2026-11-02
Alborough, Åland Isl… In progress  18%                       Benjamin 2026-11-03
Aleira, Albania       Completed   100%              approved          2026-11-04
3 responses: 2 completed, 1 in progress
""",
        "",
    )


def test_a_damaged_file_is_a_line_and_the_status_says_so(folder: Path, capsys: Captured) -> None:
    (folder / "zeros.response.yaml").write_bytes(bytes(10))
    shutil.copy(folder / "alanda.response.yaml", folder / "alanda.response (copy).yaml")
    assert main(["desk", "desk", "--list"]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines()[-3:] == [
        "zeros.response.yaml: The file holds nothing but zeros, as one does that has not come over whole; wait until the folder is synchronised, or fetch the file again.",
        "alanda.response (copy).yaml: This file holds the same response as alanda.response.yaml; open that one to put them together.",
        "4 responses: 2 completed, 1 in progress, 1 that cannot be read",
    ]


def test_programs_are_given_every_column(folder: Path, capsys: Captured) -> None:
    marked(folder)
    (folder / "zeros.response.yaml").write_bytes(bytes(10))
    assert main(["desk", "desk", "--list", "--format", "json"]) == 1
    first, second, third, damaged = json.loads(capsys.readouterr().out)
    assert (first["subject"], first["country"]) == (["Alanda", "Afghanistan"], "AF")
    assert (first["region"], first["status"], first["queries"]) == ("asia", "completed", 1)
    assert (second["assigned"], second["mark"]) == ("Benjamin", None)
    assert (third["mark"], third["marked_by"], third["changed_since"]) == ("approved", "Ada", False)
    assert damaged["file"] == "zeros.response.yaml"
    assert damaged["problem"].startswith("The file holds nothing but zeros")
    assert damaged["status"] is None

    assert main(["desk", "desk", "--list", "--format", "csv"]) == 1
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(rows[0]) == list(first)
    assert [row["assigned"] for row in rows] == ["", "Benjamin", "", ""]
    assert rows[0]["subject"] == "Alanda; Afghanistan"


def test_a_list_of_cities_is_started(folder: Path, capsys: Captured) -> None:
    Path("cities.csv").write_text(
        "city;country;assigned\nLima;Peru;Ben\nQuito;Nowhere;\nAlanda;Afghanistan;\n"
    )
    assert main(["desk", "desk", "--start", "cities.csv"]) == 1
    out, err = capsys.readouterr()
    assert out == f"{Path('desk') / 'lima-peru.response.yaml'} is started.\n"
    assert err.splitlines() == [
        "lgq: cities.csv:3: “Nowhere” is not a country that is known here; write its name in English, or its code of two letters.",
        "lgq: cities.csv:4: Alanda, Afghanistan is on the desk already, in alanda.response.yaml; nothing was started.",
    ]
    assert main(["check", "desk/lima-peru.response.yaml"]) == 0
    Path("cities.csv").write_text("city;country\nQuito;Ecuador\n")
    assert main(["desk", "desk", "--start", "cities.csv", "--list", "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 5


def test_names_of_files_are_told_apart_in_a_table(folder: Path, capsys: Captured) -> None:
    whole = (folder / "alanda.response.yaml").read_bytes()
    for number, name in enumerate((" a", "a", "=a")):
        id_ = f'id: "01a19b7c-0000-7000-8000-{number:012}"'.encode()
        other = [id_ if line.startswith(b"id:") else line for line in whole.split(b"\n")]
        (folder / f"{name}.response.yaml").write_bytes(b"\n".join(other))
    assert main(["desk", "desk", "--list", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    names = [row["file"].removesuffix(".response.yaml") for row in rows]
    assert names == [" a", "'=a", "a", "alanda", "alborough", "aleira"]


def test_an_output_that_has_few_letters_is_given_their_numbers(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a pipe on Windows."""
    for form, told in (("csv", "\\u0141\\xf3d\\u017a"), ("json", "\\u0141\\u00f3d\\u017a")):
        path = folder / "alanda.response.yaml"
        path.write_text(path.read_text("utf-8").replace("Alanda", "Łódź"), "utf-8")
        written = io.BytesIO()
        monkeypatch.setattr("sys.stdout", io.TextIOWrapper(written, "ascii"))
        assert main(["desk", "desk", "--list", "--format", form]) == 0
        assert told in written.getvalue().decode("ascii")


def test_a_format_is_that_of_the_list(capsys: Captured) -> None:
    assert main(["desk", "desk", "--format", "json"]) == 2
    assert "--list" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["none"], ["cities.csv"], ["none", "--start", "cities.csv"]])
@pytest.mark.parametrize("more", [[], ["--list"]])
def test_what_is_no_folder_is_told(arguments: list[str], more: list[str], capsys: Captured) -> None:
    Path("cities.csv").write_text("city,country\n")
    assert main(["desk", *arguments, *more]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)


def test_the_board_needs_a_terminal(capsys: Captured) -> None:
    assert main(["desk", "desk"]) == 2
    assert "--list" in capsys.readouterr().err


def test_cities_begin_with_their_earlier_round(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lgq_tui.storage import responses
    from tests.rounds import SECOND, earlier, edition

    monkeypatch.chdir(tmp_path)
    for name in ("old", "new"):
        Path(name).mkdir()
    edition(tmp_path, SECOND)
    old = earlier(Path("old"))
    Path("old/bad.response.yaml").write_text("format: lgq-response/9\n")
    Path("cities.csv").write_text("city\nALTAMIRA\nQuito\n")
    start = ["desk", "-q", "second.questionnaire.yaml", "new", "--start", "cities.csv"]
    assert main([*start, "--previous", "old"]) == 1
    out, err = capsys.readouterr()
    to_confirm = "3 answers of the previous round are to be confirmed."
    assert out.splitlines() == [
        f"{Path('new') / 'altamira.response.yaml'} is started. {to_confirm}",
        f"{Path('new') / 'quito.response.yaml'} is started.",
    ]
    assert "bad.response.yaml" in err
    begun = responses.read(Path("new/altamira.response.yaml"))
    assert begun.answers == {"city": "ALTAMIRA", "mobile": 79, "print": 21, "staff": 12}
    assert begun.id != responses.read(old).id
    # Two about one city: nobody knows which one is meant.
    Path("old/again.response.yaml").write_bytes(old.read_bytes())
    Path("new/altamira.response.yaml").unlink()
    main([*start, "--previous", "old"])
    assert "Several responses of the previous round are about this city" in capsys.readouterr().err
    assert not responses.read(Path("new/altamira.response.yaml")).carried
    assert main(["desk", "new", "--previous", "old"]) == 2
