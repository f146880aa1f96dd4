"""Our own documents come back: exported ones as they were, forms as somebody filled them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.sources import AnswerSource
from lgq_tui.session import exporting, importing
from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load, shipped

EXAMPLES = Path(__file__).parent.parent / "examples"
GARDEN = EXAMPLES / "valid" / "community-garden"
FORMATS = (".docx", ".pdf", ".html", ".md", ".txt", ".xlsx")


CALL = AnswerSource(
    "call",
    words="3. *Does* it? [x] Yes <b>\n| 16 per cent",
    unit="Ms Lim",
    by="Ana Baker",
    at="2026-11-24T14:05:00Z",
)


def questionnaire_of(name: str) -> Questionnaire:
    return load(shipped() if name == "lgq" else GARDEN.with_suffix(".questionnaire.yaml"))


def taken(path: Path, questionnaire: Questionnaire) -> Interview:
    """A new response with all that a document proposes, of which nothing is doubtful or open."""
    [form] = importing.read(path, lambda _: questionnaire).forms
    assert [one for one in form.proposals if not one.is_certain] == []
    assert list(form.doubts) == []
    assert "Ms Lim" not in str(form.left)
    blank = responses.new(questionnaire, datetime(2026, 1, 1, tzinfo=UTC))
    interview = Interview(questionnaire, blank)
    interview.take(importing.changes_of(path, form.proposals, (), datetime(2026, 1, 1, tzinfo=UTC)))
    return interview


@pytest.mark.parametrize("suffix", [*FORMATS, ".json"])
@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("lgq", EXAMPLES / "kuala-lumpur.response.yaml"),
        ("garden", GARDEN.with_suffix(".response.yaml")),
    ],
)
def test_an_exported_response_comes_back_as_it_was(
    name: str, file: Path, suffix: str, tmp_path: Path
) -> None:
    questionnaire = questionnaire_of(name)
    response = responses.read(file, questionnaire)
    told = dict.fromkeys(questionnaire.by_path, CALL)
    response = response._replace(sources=told)
    path = tmp_path / f"document{suffix}"
    exporting.export(exporting.order_of(questionnaire, [(file, response)]), path)
    back = taken(path, questionnaire).response
    assert back.answers == response.answers
    assert dict(back.missing) == dict(response.missing)
    assert dict(back.notes) == dict(response.notes)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", ["lgq", "garden"])
def test_a_blank_form_says_nothing(name: str, suffix: str, tmp_path: Path) -> None:
    questionnaire = questionnaire_of(name)
    path = tmp_path / f"form{suffix}"
    exporting.export(exporting.form_of(questionnaire), path)
    [form] = importing.read(path, lambda _: questionnaire).forms
    assert (form.proposals, form.doubts, form.left) == ((), (), ())


# Forms that somebody filled

TEXTS = {
    "city": "Rivermouth",
    "country": "New Zealand",
    "portals": "https://www.rivermouth.example.org\nhttps://my.rivermouth.example.org",
    "strategy.explanation": "Adopted in 2020.\n\nGoals:\n- forms online\n- data for all",
    "budget.percentage": "4.5",
    "contact.name": "Tama Aldridge =1+1 <b>",
    "submission_date": "2023-06-05",
}
TICKS = {
    "chief_information_officer.answer": ["no"],
    "strategy_coverage.areas": ["sdgs", "cyber_security"],
}
SAID = {
    "city": "Rivermouth",
    "country": "NZ",
    "portals": ["https://www.rivermouth.example.org", "https://my.rivermouth.example.org"],
    "strategy.explanation": "Adopted in 2020.\n\nGoals:\n- forms online\n- data for all",
    "budget.percentage": 4.5,
    "contact.name": "Tama Aldridge =1+1 <b>",
    "submission_date": "2023-06-05",
    "chief_information_officer.answer": False,
    "strategy_coverage.areas": ["sdgs", "cyber_security"],
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHECKED = "{http://schemas.microsoft.com/office/word/2010/wordml}checked"
WORD_14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def in_word(content: bytes) -> bytes:
    """Texts typed into controls, and boxes clicked, as Word has them then."""
    from lxml import etree

    parts = {one.filename: one for one in ZipFile(BytesIO(content)).infolist()}
    archive = ZipFile(BytesIO(content))
    root = etree.fromstring(archive.read("word/document.xml"))
    for control in root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        named = (tag.get(f"{W}val") if tag is not None else None) or ""
        path, _, choice = named[4:].partition("=")
        if choice in TICKS.get(path, ()):
            state = control.find(f".//{CHECKED}")
            assert state is not None
            state.set(f"{WORD_14}val", "1")
            for text in control.iter(f"{W}t"):
                text.text = "☒"
        elif path in TEXTS and not choice:
            _type(control, TEXTS[path])
    out = BytesIO()
    with ZipFile(out, "w") as written:
        for name in parts:
            is_text = name == "word/document.xml"
            written.writestr(name, etree.tostring(root) if is_text else archive.read(name))
    return out.getvalue()


def _type(control: Any, text: str) -> None:
    from lxml import etree

    properties = control.find(f"{W}sdtPr")
    for one in properties.findall(f"{W}showingPlcHdr"):
        properties.remove(one)
    holder = control.find(f"{W}sdtContent")
    paragraph = holder.find(f"{W}p")
    inside = paragraph if paragraph is not None else holder
    for run in inside.findall(f"{W}r"):
        inside.remove(run)
    run = etree.SubElement(inside, f"{W}r")
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{W}br")
        etree.SubElement(run, f"{W}t").text = line


def in_excel(content: bytes) -> bytes:
    workbook = load_workbook(BytesIO(content))
    sheet = workbook.worksheets[0]
    rest = {path: text.split("\n") if path == "portals" else [text] for path, text in TEXTS.items()}
    for row in sheet.iter_rows():
        path, _, choice = str(row[0].value or "").partition(" = ")
        if choice and choice in TICKS.get(path, ()):
            row[3].value = "x"
        elif not choice and rest.get(path):
            row[3].value = rest[path].pop(0)
        elif TICKS.get(path) == ["no"]:
            row[3].value = "No"
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def in_markdown(content: bytes) -> bytes:
    text = content.decode()
    for path, answer in TEXTS.items():
        text = text.replace(f"<!-- {path} -->\n", f"<!-- {path} -->\n{answer}\n", 1)
    for path, choices in TICKS.items():
        for choice in choices:
            text = re.sub(rf"\[ \]([^\n]*<!-- {re.escape(path)} = {choice} )", r"[x]\1", text)
    return text.encode()


def in_text(content: bytes) -> bytes:
    text = content.decode()
    for path, answer in TEXTS.items():
        text = text.replace(f"\n[{path}]\n", f"\n[{path}]\n{answer}\n", 1)
    head, mark, rest = text.partition("\n[chief_information_officer.answer]\n")
    text = head + mark + rest.replace("[ ] no", "[x] no", 1)
    for words in ("is aligned with the sustainable", "makes specific reference to cyber"):
        text = text.replace(f"\n[ ] {words}", f"\n[x] {words}", 1)
    return text.encode()


def in_a_browser(content: bytes) -> bytes:
    """A page with what was typed, as a browser saves it."""
    from lxml import html

    root = html.fromstring(content.decode())
    for field in root.iter("input", "textarea"):
        path, choice = field.get("data-item") or "", field.get("data-choice")
        if choice is not None and choice in TICKS.get(path, ()):
            field.set("checked", "")
        elif choice is None and path in TEXTS and field.tag == "textarea":
            field.text = TEXTS[path]
        elif choice is None and path in TEXTS:
            field.set("value", TEXTS[path])
    saved: bytes = html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")
    return saved


WAYS: Mapping[str, Callable[[bytes], bytes]] = {
    ".docx": in_word,
    ".xlsx": in_excel,
    ".md": in_markdown,
    ".txt": in_text,
    ".html": in_a_browser,
}


@pytest.mark.parametrize("suffix", WAYS)
def test_a_form_comes_back_as_it_was_filled(suffix: str, tmp_path: Path) -> None:
    questionnaire = questionnaire_of("lgq")
    path = tmp_path / f"form{suffix}"
    exporting.export(exporting.form_of(questionnaire), path)
    path.write_bytes(WAYS[suffix](path.read_bytes()))
    back = taken(path, questionnaire)
    found = {
        key: back.value(tuple(key.split(".")))
        for key, item in questionnaire.by_path.items()
        if not item.is_group and back.value(tuple(key.split("."))) is not None
    }
    assert found == SAID
