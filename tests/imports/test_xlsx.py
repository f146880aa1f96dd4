"""Workbooks read again: our own form exactly, any other cell by cell, hostile ones within bounds."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.paths import from_text, item_path
from lgq_tui.core.text import clean
from lgq_tui.core.validation import validator
from lgq_tui.exports.xlsx import written
from lgq_tui.imports import xlsx
from lgq_tui.imports.source import ANSWER, MISSING, NOTE, TICK, Bound, Link, Source
from tests.exports.tables import order
from tests.exports.test_xlsx import FORM
from tests.forms import form, interview
from tests.imports.workbooks import LAUGHS, MAIN, strings, workbook


def read_form(content: bytes) -> list[tuple[str, str, str, bool]]:
    return [one[:4] for one in xlsx.read(content).bound]


# Our own form


def test_the_blank_form_has_empty_boxes_and_nothing_else() -> None:
    source = xlsx.read(written(order(interview(FORM), blank=True)))
    assert source == Source(
        bound=(
            Bound("tools", "axe", TICK, False, source.bound[0].place),
            Bound("tools", "saw", TICK, False, source.bound[1].place),
        ),
        edition={"id": "demo", "version": "1"},
    )


def filled(cells: dict[str, Any]) -> bytes:
    """The blank form with these texts in it, saved by another program: by what is answered there,
    and its column."""
    workbook = load_workbook(BytesIO(written(order(interview(FORM), blank=True))))
    sheet = workbook["Items"]
    rows: dict[str, int] = {}
    for cell in sheet["A"]:
        rows[f"{cell.value} again" if cell.value in rows else str(cell.value)] = cell.row
    for place, value in cells.items():
        column, _, name = place.partition(" ")
        row = rows[name] if name in rows else int(name)
        sheet[f"{column}{row}"].value = value
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def test_what_is_written_into_the_form_is_bound_to_its_items() -> None:
    content = filled(
        {
            "D ready": "yes",
            "D size": "Large",
            "D tools = saw": "X",
            "D pages": "https://a.example.org\nhttps://b.example.org",
            "D share": 40,
            "E day": "Not applicable",
            "F day": "There is none.",
        }
    )
    assert read_form(content) == [
        ("ready", "yes", TICK, True),
        ("ready", "no", TICK, False),
        ("size", "s", TICK, False),
        ("size", "l", TICK, True),
        ("pages", "https://a.example.org\nhttps://b.example.org", ANSWER, True),
        ("day", "There is none.", NOTE, True),
        ("day", "not-applicable", MISSING, True),
        ("share", "40", ANSWER, True),
        ("tools", "axe", TICK, False),
        ("tools", "saw", TICK, True),
    ]


def test_an_entry_a_row_makes_a_list() -> None:
    content = filled({"D pages": "https://a.example.org", "D pages again": "https://b.example.org"})
    assert read_form(content)[0] == (
        "pages", "https://a.example.org\nhttps://b.example.org", ANSWER, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("D tools = axe", "perhaps"),
        ("E day", "Nobody knows"),
        ("H day", "beside"),
        ("D -", "above"),
        ("F tools = axe", "a note on a choice"),
        ("C 40", "below"),
    ],
)
def test_what_stands_where_nothing_is_asked_is_kept(place: str, text: str) -> None:
    source = xlsx.read(filled({place: text}))
    assert [one.text for one in source.passages] == [text]
    assert str(source.passages[0].place.cell).startswith("Items!")


def test_what_no_choice_has_is_an_answer_in_words() -> None:
    assert read_form(filled({"D size": "In between"}))[0] == ("size", "In between", ANSWER, True)


def test_a_second_form_in_the_workbook_is_told() -> None:
    workbook = load_workbook(BytesIO(filled({"D share": 40})))
    workbook.copy_worksheet(workbook["Items"])
    content = BytesIO()
    workbook.save(content)
    source = xlsx.read(content.getvalue())
    assert [flaw.key for flaw in source.flaws] == ["import.second_form"]
    assert [one.text for one in source.bound if one.path == "share"] == ["40"]
    assert "40" in [one.text for one in source.passages]


TYPES = form("""
- {id: text, type: text}
- {id: paragraph, type: paragraph}
- {id: url, type: url}
- {id: email, type: email}
- {id: phone, type: phone}
- {id: date, type: date}
- {id: integer, type: integer}
- {id: decimal, type: decimal}
- {id: percentage, type: percentage}
- {id: yes_no, type: yes_no}
- {id: select_one, type: select_one, choices: [{id: a, label: "1"}, {id: b, label: A}, {id: c, label: "1"}]}
- {id: select_multiple, type: select_multiple, choices: [{id: x, label: X}, {id: y, label: "=1"}]}
- {id: country, type: country}
- {id: texts, type: text, repeat: true}
- {id: numbers, type: decimal, repeat: true}
- id: people
  type: group
  repeat: true
  items: [{id: name, type: text}, {id: remarks, type: paragraph}, {id: mails, type: email, repeat: true}]
""")


def says(text: str) -> bool:
    """Whether anything in a text can be seen: else it is no answer."""
    return any(sign.isprintable() and not sign.isspace() for sign in text)


LINES = st.text().map(lambda text: clean(text).replace("\n", " ").strip()).filter(says)
PARAGRAPHS = st.text().map(lambda text: clean(text).strip()).filter(says)
NUMBERS = st.floats(-(10**15), 10**15) | st.integers(-(10**15), 10**15)
MAILS = st.sampled_from(["ana@example.org", "ben@example.org"])
PEOPLE = st.fixed_dictionaries(
    {"name": LINES},
    optional={"remarks": PARAGRAPHS, "mails": st.lists(MAILS, min_size=1, max_size=2)},
)
ANSWERS: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {},
    optional={
        "text": LINES,
        "paragraph": PARAGRAPHS,
        "url": st.sampled_from(["https://example.org/", "https://example.org/_x0041_?a=é#b"]),
        "email": MAILS,
        "phone": st.just("+60 3-2617 0000"),
        "date": st.dates().map(lambda day: day.isoformat()),
        "integer": st.integers(-(10**15), 10**15),
        "decimal": NUMBERS,
        "percentage": st.floats(0, 100) | st.integers(0, 100),
        "yes_no": st.booleans(),
        "select_one": st.sampled_from("abc"),
        "select_multiple": st.sampled_from([["x"], ["y"], ["x", "y"]]),
        "country": st.sampled_from(["MY", "CI"]),
        "texts": st.lists(LINES, min_size=1, max_size=3),
        "numbers": st.lists(NUMBERS, min_size=1, max_size=3),
        "people": st.lists(PEOPLE, min_size=1, max_size=2),
    },
)


def answers_in(bound: tuple[Bound, ...]) -> dict[str, Any]:
    """What is bound, as answers: boxes by their ids, the rest as it would be typed."""
    person = interview(TYPES)
    for one in bound:
        path, item = from_text(one.path), TYPES.by_path[item_path(from_text(one.path))]
        kind = ANSWER_TYPES[item.type]
        if one.kind == TICK and one.on:
            several = [*(person.value(path) or []), one.text]
            known = {"yes": True, "no": False}
            many = item.type == "select_multiple"
            person.answer(path, several if many else known.get(one.text, one.text))
        elif one.kind == ANSWER and item.repeat:
            person.answer(path, [kind.parse(line, item) for line in one.text.split("\n")])
        elif one.kind == ANSWER:
            person.answer(path, kind.parse(one.text, item))
    return dict(person.response.answers)


def are_same(one: Any, other: Any) -> bool:
    """Whether numbers are equal, and all else is the same to the letter."""
    if isinstance(one, bool | str) or isinstance(other, bool | str):
        return one is other or (isinstance(one, str) and one == other)
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(are_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(are_same, one, other))
    return bool(one == other)


@settings(max_examples=60, deadline=None)
@given(ANSWERS)
def test_every_answer_comes_back(answers: Any) -> None:
    for name, value in answers.items():
        item = TYPES.by_path[name]
        if not (item.is_group or item.repeat):
            assert validator(ANSWER_TYPES[item.type].schema(item)).is_valid(value)
    source = xlsx.read(written(order(interview(TYPES, **answers))))
    assert are_same(answers_in(source.bound), answers)
    assert source.passages == ()


def test_a_long_answer_comes_back() -> None:
    text = "_x0041_ 🌳 e\u0301\n".replace("e\u0301", "é") * 9_000 + "."
    source = xlsx.read(written(order(interview(TYPES, paragraph=text, people=[{"remarks": text}]))))
    assert [one.text for one in source.bound if one.kind == ANSWER] == [text, text]


# Any other workbook


def test_any_other_workbook_is_read_cell_by_cell() -> None:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Städte"
    for row in (["City", None, "Ada"], [None], ["_x000D_", True, 2.50, "=1+1"]):
        sheet.append(row)
    made.create_sheet("Two")["B7"] = "last"
    content = BytesIO()
    made.save(content)
    source = xlsx.read(content.getvalue())
    assert [(one.text, one.place.cell) for one in source.passages] == [
        ("City", "Städte!A1"),
        ("Ada", "Städte!C1"),
        ("TRUE", "Städte!B3"),
        ("2.5", "Städte!C3"),
        ("last", "Two!B7"),
    ]
    assert (source.bound, source.edition, source.flaws) == ((), None, ())


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<c r="A1" s="1"><v>45000</v></c>', "2023-03-15"),
        ('<c r="A1" s="1"><v>45000.5</v></c>', "2023-03-15 12:00:00"),
        ('<c r="A1" s="2"><v>0.16</v></c>', "16%"),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', "2"),
        ('<c r="A1" t="str"><f>A2</f><v>cached</v></c>', "cached"),
        ('<c r="A1" t="s"><v>0</v></c>', "shared"),
        ('<c r="A1" t="e"><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c r="A1"><v>1E+20</v></c>', "1" + "0" * 20),
    ],
)
def test_a_cell_is_what_it_shows(cell: str, shown: str) -> None:
    source = xlsx.read(workbook(f'<row r="1">{cell}</row>'))
    assert [one.text for one in source.passages] == [shown]


# Hostile ones


LATE = '<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="A{row}"><v>2</v></c></row>'


@pytest.mark.parametrize("dimension", ["A1:XFD1048576", "A1:A1", "B5:C7", "A1:ZZZZZZ99999999"])
def test_what_a_sheet_says_of_its_size_is_not_believed(dimension: str) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row>'
    try:
        source = xlsx.read(workbook(rows, dimension=dimension))
    except ValueError:
        return  # refused, which the process that reads it tells
    assert [one.text for one in source.passages] == ["1", "3"]


@pytest.mark.parametrize("row", [1_048_576, 10**15])
def test_rows_that_are_far_below_are_not_waited_for(row: int) -> None:
    source = xlsx.read(workbook(LATE.replace("{row}", str(row))))
    assert [one.text for one in source.passages] == ["1"]
    assert [flaw.key for flaw in source.flaws] == ["import.cut_off"]


def test_a_row_of_very_many_cells_is_cut_off() -> None:
    cells = "".join("<c><v>1</v></c>" for _ in range(20_000))
    source = xlsx.read(workbook(f'<row r="1">{cells}</row>'))
    assert len(source.passages) == xlsx.MOST_COLUMNS
    assert [flaw.key for flaw in source.flaws] == ["import.cut_off"]


def test_more_text_than_a_form_holds_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_SIGNS", 100)
    rows = "".join(f'<row r="{n}"><c t="s"><v>0</v></c></row>' for n in range(1, 30))
    source = xlsx.read(workbook(rows, strings("ten signs.")))
    assert len(source.passages) == 10
    assert [flaw.key for flaw in source.flaws] == ["import.cut_off"]


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_no_entity_is_followed(part: str) -> None:
    parts = {part: f'{LAUGHS}<sst xmlns="{MAIN}"><si><t>&a9;</t></si></sst>'}
    with pytest.raises((ValueError, SyntaxError), match=r"Unable to read|Entit|entity"):
        xlsx.read(workbook('<row r="1"><c t="s"><v>0</v></c></row>', parts))


def test_no_entity_of_another_file_is_followed() -> None:
    outer = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    parts = {"xl/sharedStrings.xml": f'{outer}<sst xmlns="{MAIN}"><si><t>&x;</t></si></sst>'}
    with pytest.raises((ValueError, SyntaxError), match=r"Unable to read|Entit|entity"):
        xlsx.read(workbook("", parts))


def test_what_unpacks_to_far_more_is_refused() -> None:
    with pytest.raises(NotDoneError) as caught:
        xlsx.read(workbook("", strings("a" * 20_000_000)))
    assert caught.value.message.key == "import.too_large"


def test_parts_in_parts_are_no_trouble() -> None:
    deep = "<c>" * 100_000 + "</c>" * 100_000
    source = xlsx.read(workbook(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2">{deep}</row>'))
    assert [one.text for one in source.passages] == ["1"]


def test_an_address_behind_a_cell_is_kept() -> None:
    book = Workbook()
    for place, text, address in (
        ("B2", "Storm page", "https://www.example.org/storms"),
        ("B3", "Local file", "file:///etc/passwd"),
    ):
        book.worksheets[0][place] = text
        book.worksheets[0][place].hyperlink = address
    out = BytesIO()
    book.save(out)
    assert [(one.text, one.links) for one in xlsx.read(out.getvalue()).passages] == [
        ("Storm page", (Link(0, 10, "https://www.example.org/storms"),)),
        ("Local file", ()),
    ]
