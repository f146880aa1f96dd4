"""Answers as a workbook, as the library reads it, and as LibreOffice does."""

from __future__ import annotations

import csv
import shutil
import subprocess
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from lgq_tui.exports.xlsx import written
from tests.exports.tables import FORMULAS, cells_in, order
from tests.exports.test_csv import ANSWERS, GARDEN
from tests.forms import form, interview

FORM = form("""
introduction: Welcome.
footnotes: {w: To the form.}
sections:
  - id: first
    number: A
    items:
      - {id: ready, type: yes_no, number: "1", label: "Are you ready[^w]?"}
      - {id: size, type: select_one, missing_reasons: [masked], choices: [{id: s, label: Small}, {id: l, label: Large}]}
      - {id: tools, type: select_multiple, choices: [{id: axe, label: Axe}, {id: saw, label: Saw, detail: true}]}
      - {id: pages, type: url, repeat: true}
      - {id: day, type: date}
      - {id: share, type: percentage, hint: Of all.}
      - {id: mail, type: email, personal: true}
""")


def form_rows(content: bytes) -> dict[str, list[Any]]:
    """The rows of a form by what is answered in them; those that go on are left out."""
    rows: dict[str, list[Any]] = {}
    for row in cells_in(content, "Items"):
        rows.setdefault(row[0], row[1:])
    return rows


def test_one_response_has_a_row_for_each_item() -> None:
    answers = {
        "ready": True,
        "size": "l",
        "tools": ["saw"],
        "tools_details": {"saw": "A red one"},
        "pages": ["https://a.example.org", "https://b.example.org"],
        "day": "2026-11-23",
        "share": 12.5,
        "mail": "ana@example.org",
    }
    person = interview(FORM, **answers)
    person.note("share", "About.")
    person.mark_missing("day", "asked-unknown")
    content = written(order(person, code="7K2M-0QXW"))
    assert content == written(order(person, code="7K2M-0QXW"))
    rows = form_rows(content)
    assert list(rows) == [
        *("lgq-table/1 demo 1", "-", "ready", "size", "tools", "tools = axe", "tools = saw"),
        *("tools_details.saw", "pages", "day", "share", "mail"),
    ]
    assert rows["ready"][:3] == ["1", "Are you ready [1]?", "Yes"]
    assert rows["size"][2] == "Large"
    assert (rows["tools = axe"][2], rows["tools = saw"][2]) == (None, "x")
    assert rows["tools_details.saw"][2] == "A red one"
    assert rows["day"][2:4] == [None, "Asked, but not known"]
    assert rows["share"][2:] == [12.5, None, "About.", "Of all.\nA number from 0 to 100."]
    assert rows["mail"][5] == "An e-mail address.\nAbout a person: not for the public."
    wordings = [row[2] for row in cells_in(content, "Items") if row[0] == "-"]
    assert wordings == [
        *("Demo", "Status: In progress", "Last changed: ", "Code: 7K2M-0QXW", "Welcome."),
        *("first", "[1] To the form."),
    ]


def test_the_blank_form_offers_what_can_be_chosen() -> None:
    workbook = load_workbook(BytesIO(written(order(interview(FORM), blank=True))))
    sheet, hidden = workbook["Items"], workbook["lgq"]
    assert hidden.sheet_state == "hidden"
    places = {str(cell.value): cell.row for cell in sheet["A"]}
    offered: dict[str, list[Any]] = {}
    for offer in sheet.data_validations.dataValidation:
        area = offer.formula1.removeprefix("'lgq'!")
        words = [cell.value for (cell,) in hidden[area]]
        for cell in offer.cells.ranges:
            offered |= {f"{column}{row}": words for row, column in _each(cell)}
    assert offered[f"D{places['ready']}"] == ["Yes", "No"]
    assert offered[f"D{places['size']}"] == ["Small", "Large"]
    assert offered[f"D{places['tools = axe']}"] == ["x"]
    assert offered[f"E{places['size']}"] == ["Known, but withheld"]
    assert len(offered[f"E{places['ready']}"]) == 5
    assert [cell.value for cell in sheet["A"]].count("pages") == 3
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == sheet.dimensions


def _each(area: Any) -> list[tuple[int, str]]:
    from openpyxl.utils import get_column_letter

    return [(row, get_column_letter(column)) for row, column in area.cells]


def test_of_many_responses_each_has_a_row_and_its_columns_are_explained() -> None:
    done: list[float] = []
    both = order(
        interview(GARDEN, **ANSWERS),
        interview(GARDEN, name="Weeds"),
        files=("a.yaml", "b.yaml"),
        progress=done.append,
    )
    content = written(both)
    assert content == written(both)
    names, first, second = cells_in(content, "Responses")
    assert names[:6] == ["name", "status", "modified", "file", "missing", "beds"]
    assert first[5] == -5
    assert second[:4] == ["Weeds", "in-progress", None, "b.yaml"]
    _head, *columns = cells_in(content, "Items")
    assert [row[0] for row in columns] == [*names[1:5], "name", *names[5:]]
    explained = {row[0]: row[1:] for row in columns}
    assert explained["beds"] == ["A garden", "1", "How many beds?", None, None]
    assert explained["water"][3] == "tap: Tap\nsky: Sky"
    assert explained["people.name"][2:] == [
        *("people › name", None, "About a person: not for the public.")
    ]
    workbook = load_workbook(BytesIO(content))
    colours = {cell.value: cell.fill.fgColor.rgb for cell in workbook["Responses"][1]}
    assert colours["people.name"] != colours["beds"]
    assert done[:2] == [0.0, 0.5]
    assert done[-1] == 1.0


@pytest.mark.parametrize("payload", FORMULAS)
def test_a_text_is_none_but_a_text(payload: str) -> None:
    one = cells_in(written(order(interview(GARDEN, name=payload))), "Items")
    many = cells_in(written(order(interview(GARDEN, name=payload), files=("a",))), "Responses")
    stored = payload.replace("_x", "_x005F_x")
    assert stored in [row[3] for row in one]
    assert stored in many[1]


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://example.org/a?b=c", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://example.org/" + "a" * 3000, False),
    ],
)
def test_only_a_sound_address_of_a_page_is_a_link(address: str, leads: bool) -> None:
    sheet = load_workbook(BytesIO(written(order(interview(GARDEN, pages=[address])))))["Items"]
    (cell,) = (cell for cell in sheet["D"] if cell.value == address)
    assert (cell.hyperlink is not None) == leads


def test_numbers_of_which_a_program_would_lose_digits_stand_as_text() -> None:
    sums = form("[{id: a, type: decimal}, {id: b, type: decimal}, {id: c, type: decimal}]")
    content = written(order(interview(sums, a=0.1 + 0.2, b=0.25, c=10**15 + 1)))
    rows = form_rows(content)
    assert [rows[name][2] for name in "abc"] == ["0.30000000000000004", 0.25, "1000000000000001"]


def test_a_long_text_goes_on_in_the_next_rows() -> None:
    text = "_x0041_ 🌳\n" * 9_000
    rows = cells_in(written(order(interview(form("[{id: a, type: paragraph}]"), a=text))), "Items")
    parts = [row for row in rows if str(row[0]).startswith("a")]
    assert [row[0] for row in parts] == ["a", *["a +"] * (len(parts) - 1)]
    assert "".join(row[3] for row in parts).replace("_x005F_", "_") == text
    assert all(len(row[3].encode("utf-16-le")) // 2 <= 32_767 for row in parts)


def test_nothing_of_the_day_or_the_computer_is_in_it() -> None:
    content = written(order(interview(GARDEN, **ANSWERS)))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_no_copy_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    written(order(interview(GARDEN, **ANSWERS)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="this system has no LibreOffice")
def test_libreoffice_shows_texts(tmp_path: Path) -> None:
    payloads = [one for one in FORMULAS if "\n" not in one]
    sheet = form("[" + ", ".join(f"{{id: a{n}, type: text}}" for n in range(len(payloads))) + "]")
    answers = {f"a{n}": payload for n, payload in enumerate(payloads)}
    (tmp_path / "a.xlsx").write_bytes(written(order(interview(sheet, **answers))))
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", tmp_path),
            tmp_path / "a.xlsx",
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as table:
        shown = [row[3] for row in csv.reader(table) if row[0].startswith("a")]
    assert shown == payloads
