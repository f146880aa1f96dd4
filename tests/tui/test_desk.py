"""The desk on the screen: what staff see of a folder of responses, and what their keys do."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from openpyxl import load_workbook

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.letters import code_of
from lgq_tui.core.summary import Summary
from lgq_tui.session.beginning import alone
from lgq_tui.session.desk.board import Naming, entries_of
from lgq_tui.session.desk.desk import Desk
from lgq_tui.session.desk.row import APPROVED, Row
from lgq_tui.storage import responses
from lgq_tui.storage.desk import reading
from lgq_tui.storage.desk.files import File
from lgq_tui.storage.desk.reading import Reading
from lgq_tui.storage.lock import Lock
from lgq_tui.tui.app import LgqApp
from lgq_tui.tui.screens import board as board_module
from lgq_tui.tui.screens.desk import DeskScreen
from lgq_tui.tui.screens.interview import InterviewScreen
from lgq_tui.tui.screens.proposals import Proposals
from tests.tui.person import Person, form
from tests.tui.test_remarks import command

INVITED: dict[str, dict[str, Any]] = {
    "lima": {"city": "Lima", "country": "PE"},
    "nairobi": {"city": "Nairobi", "country": "KE", "budget": 12},
    "quito": {"city": "Quito", "country": "EC", "budget": 200},
    "sao-tome": {"city": "São Tomé", "country": "ST", "portals": "https://st.example"},
}
FORM = """
subject: [city, country]
sections:
  - id: only
    title: Only
    items:
      - {id: city, number: "1", type: text, label: City, required: true}
      - {id: country, number: "2", type: country, label: Country, required: true}
      - {id: budget, number: "3", type: percentage, label: Share of the budget, required: true}
      - {id: portals, number: "4", type: url, label: Portal of the city, required: true}
"""


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LGQ_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("LGQ_AUTHOR", "Ana")


@pytest.fixture
def folder(tmp_path: Path, questionnaire: Questionnaire) -> Path:
    """A folder with a few responses to a small form."""
    there = tmp_path / "round"
    there.mkdir()
    for name, answers in INVITED.items():
        write(there / f"{name}.response.yaml", questionnaire, **answers)
    return there


@pytest.fixture
def questionnaire(tmp_path: Path) -> Questionnaire:
    return form(tmp_path, FORM)


def write(path: Path, questionnaire: Questionnaire, **answers: object) -> None:
    new = responses.new(questionnaire, datetime(2026, 11, 20, 9, tzinfo=UTC))
    responses.write(path, new._replace(answers=answers), questionnaire)


@asynccontextmanager
async def at_desk(
    folder: Path, questionnaire: Questionnaire, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Person]:
    app = LgqApp(questionnaire)
    app.begin_at(Desk(folder, questionnaire))
    async with app.run_test(size=size, notifications=True) as pilot:
        person = Person(pilot, folder)
        await person.settled()
        yield person
        app.save_all()


def desk(person: Person) -> DeskScreen:
    return next(one for one in person.app.screen_stack if isinstance(one, DeskScreen))


def cities(person: Person) -> list[str]:
    """The first word of each row, from top to bottom, headings with their numbers."""
    rows = desk(person).rows
    lines = [rows.row(index).text.plain[1:] for index in range(rows.count())]
    return [line.partition("  ")[0].strip() for line in lines]


def line_of(person: Person, words: str) -> str:
    return next(line for line in person.shown().split("\n") if words in line)


# --- looking ---------------------------------------------------------------------------------------


async def test_each_response_has_a_row_with_how_it_stands(
    folder: Path, questionnaire: Questionnaire
) -> None:
    async with at_desk(folder, questionnaire) as person:
        assert cities(person) == ["Lima", "Nairobi", "Quito", "São Tomé"]
        assert "4 responses" in person.shown()
        assert " Lima            Peru       not begun     50%" in line_of(person, "Peru")
        # 200 percent is an error.
        assert " Ecuador    in progress   75%   1 " in line_of(person, "Quito")
        assert "not begun   " in line_of(person, "█")
        assert "in progress " in line_of(person, "█")


async def test_letters_look_for_rows_and_escape_shows_all_again(
    folder: Path, questionnaire: Questionnaire
) -> None:
    async with at_desk(folder, questionnaire) as person:
        await person.type("sao t")
        assert cities(person) == ["São Tomé"]
        assert "Looking for: sao t▏" in person.shown()
        assert "1 of 4" in person.shown()
        await person.press("backspace", "backspace", "backspace", "backspace", "backspace")
        await person.type("not begun")
        assert cities(person) == ["Lima"]
        await person.type(" nowhere")
        assert "Nothing here holds “not begun nowhere”" in person.shown()
        await person.press("enter", "f3", "space")  # which are about a row, and none is there
        assert isinstance(person.app.screen, DeskScreen)
        await person.press("escape")
        assert len(cities(person)) == 4


async def test_rows_are_sorted_by_keys_and_by_a_click_and_keep_the_cursor(
    folder: Path, questionnaire: Questionnaire
) -> None:
    async with at_desk(folder, questionnaire) as person:
        await person.press("down")
        await person.burst("f5", "2")
        assert cities(person) == ["Quito", "Nairobi", "Lima", "São Tomé"]
        assert "▸ Nairobi" in person.shown()
        assert "Country▲" in person.shown()
        await person.click_on("Country▲")
        assert cities(person) == ["São Tomé", "Lima", "Nairobi", "Quito"]
        await person.click_on(" ✗ ")
        assert cities(person)[0] == "Quito"


async def test_rows_of_the_same_status_and_region_stand_together(
    folder: Path, questionnaire: Questionnaire
) -> None:
    async with at_desk(folder, questionnaire) as person:
        await person.press("f6")
        assert cities(person) == [
            "not begun (1)", "Lima", "in progress (3)", "Nairobi", "Quito", "São Tomé",
        ]  # fmt: skip
        await person.press("down")
        assert "▸ Nairobi" in person.shown()
        await person.press("f6")
        assert cities(person) == [
            "Africa (2)",
            "Nairobi",
            "São Tomé",
            "Americas (2)",
            "Lima",
            "Quito",
        ]
        assert "▸ Nairobi" in person.shown()


async def test_a_click_goes_to_a_row_and_a_second_one_opens_it(
    folder: Path, questionnaire: Questionnaire
) -> None:
    async with at_desk(folder, questionnaire) as person:
        await person.click_on("Quito")
        assert isinstance(person.app.screen, DeskScreen)
        assert "▸ Quito" in person.shown()
        await person.pilot.click("#desk", offset=(1, 0))
        assert "●Lima" in person.shown()
        await person.click_on("not begun   ")
        assert cities(person) == ["Lima"]
        await person.click_on("Esc shows all")
        assert len(cities(person)) == len(INVITED)
        await person.press("escape")
        assert "●" not in person.shown()
        await person.click_on("São Tomé")
        await person.click_on("São Tomé")
        await person.click_on("Not yet")
        assert isinstance(person.app.screen, InterviewScreen)
        assert person.value("city") == "São Tomé"


# --- doing -----------------------------------------------------------------------------------------


async def test_selected_rows_are_marked_and_assigned_together(
    folder: Path, questionnaire: Questionnaire
) -> None:
    async with at_desk(folder, questionnaire) as person:
        await person.press("space", "space")
        assert "2 selected" in person.shown()
        await person.burst("f3", "a")
        assert " approved " in line_of(person, "Lima")
        assert " approved " in line_of(person, "Nairobi")
        await person.press("f4", "n")
        await person.burst(*"Bo", "enter")
        assert " Bo " in line_of(person, "Nairobi")
        await person.press("escape", "up")
        assert "assigned to Bo  approved, says Ana" in person.shown()
        await person.press("f4")
        assert "• Bo" in person.shown()  # is known from now on
        await person.press("0")
        assert " Bo " not in line_of(person, "Nairobi")
        await person.press("ctrl+d")
        assert "Ana: assigned to nobody" in person.shown()
    rows = {row.name: row for row in Desk(folder, questionnaire).load()}
    assert [rows["Lima, Peru"].assigned, rows["Nairobi, Kenya"].assigned] == ["Bo", ""]
    assert rows["Nairobi, Kenya"].mark is not None
    assert rows["Nairobi, Kenya"].mark.state == APPROVED


async def test_who_marks_is_told_of_selected_rows_that_are_not_shown(
    folder: Path, questionnaire: Questionnaire
) -> None:
    async with at_desk(folder, questionnaire) as person:
        await person.press("space", "space")
        await person.type("nairobi")
        assert "2 selected, 1 not shown   1 of 4" in person.shown()
        await person.press("f3")
        assert "What do you say of 2 responses? 1 of them is not" in person.shown()
        await person.press("escape", "escape", "f3")
        assert "1 of them" not in person.shown()


async def test_a_response_is_opened_filled_and_comes_back_changed(
    folder: Path, questionnaire: Questionnaire
) -> None:
    async with at_desk(folder, questionnaire) as person:
        await person.type("nairobi")
        await person.press("f3", "r", "enter")
        await person.burst("1", "enter")
        assert isinstance(person.app.screen, InterviewScreen)
        assert person.screen.session.is_assisted
        await person.screen.goto("portals")
        await person.type("https://nairobi.example")
        await person.press("ctrl+q")
        assert isinstance(person.app.screen, DeskScreen)
        assert "received~    100%" in line_of(person, "Kenya")
        assert "received, says Ana" in person.shown()
        assert "changed since then" in person.shown()
    read = responses.read(folder / "nairobi.response.yaml", questionnaire)
    assert read.answers["portals"] == "https://nairobi.example"


async def test_what_is_typed_behind_the_key_that_leaves_is_no_answer(
    folder: Path, questionnaire: Questionnaire
) -> None:
    before = responses.read(folder / "quito.response.yaml", questionnaire).answers
    async with at_desk(folder, questionnaire) as person:
        await person.type("quito")
        await person.press("enter")
        await person.burst("1", "enter")
        await person.screen.goto("city")
        await person.burst("ctrl+q", "ctrl+u", *"lima")
        await person.until("Looking for: lima")
        assert cities(person) == ["Lima"]
    assert responses.read(folder / "quito.response.yaml", questionnaire).answers == before


async def test_ctrl_q_closes_the_review_and_the_proposals_and_the_interview_goes_on(
    folder: Path, questionnaire: Questionnaire
) -> None:
    document = folder / "answers.txt"
    document.write_text("4. Portal of the city\nhttps://quito.example\n", "utf-8")
    async with at_desk(folder, questionnaire) as person:
        await person.type("quito")
        await person.press("enter")
        await person.burst("1", "enter")
        await person.press("ctrl+r", "ctrl+q")
        assert isinstance(person.app.screen, InterviewScreen)
        await person.screen.goto("budget")
        await person.press("ctrl+u")
        await person.type("20")
        await command(person, "Import a document")
        await person.press("ctrl+u")
        await person.burst(*str(document), "enter")
        await person.until("proposal")
        assert isinstance(person.app.screen, Proposals)
        await person.press("ctrl+q")
        assert isinstance(person.app.screen, InterviewScreen)
        await person.press("ctrl+q")
        assert isinstance(person.app.screen, DeskScreen)
    assert responses.read(folder / "quito.response.yaml", questionnaire).answers["budget"] == 20


async def test_who_has_it_open_is_shown_and_asked_about(
    folder: Path, questionnaire: Questionnaire
) -> None:
    lock = Lock(folder / "quito.response.yaml")
    assert lock.take("Bo", datetime.now(UTC)) is None
    async with at_desk(folder, questionnaire) as person:
        assert "@Bo" in line_of(person, "Quito")
        await person.type("quito")
        await person.press("enter")
        assert "Bo has this response open" in person.shown()
        await person.press("q")
        assert isinstance(person.app.screen, DeskScreen)
        lock.release()
        desk(person).look()
        await person.settled()
        assert "@" not in line_of(person, "Quito")


async def test_one_response_is_started_and_no_city_twice(
    folder: Path, questionnaire: Questionnaire
) -> None:
    async with at_desk(folder, questionnaire) as person:
        await person.press("f2", "1")
        await person.burst(*"Lima", "enter", *"peru", "enter")
        assert "Lima, Peru is on the desk already" in " ".join(
            line.strip(" │") for line in person.shown().split("\n")
        )
        await person.press("ctrl+u")
        await person.burst(*"Cusco", "enter", "enter")
        await person.press("escape")
        assert isinstance(person.app.screen, InterviewScreen)
        assert person.interview.value(("country",)) == "PE"
        await person.press("ctrl+q")
        assert "▸ Cusco" in person.shown()
    assert (folder / "cusco-peru.response.yaml").exists()


async def test_a_list_is_started_and_each_line_that_is_not_is_told(
    folder: Path, questionnaire: Questionnaire, tmp_path: Path
) -> None:
    cities_of = tmp_path / "cities.csv"
    cities_of.write_text(
        "city;country;assigned\nAccra;Ghana;Bo\nLima;Peru;\nAccra;GH;\nOslo;Atlantis;\n", "utf-8"
    )
    async with at_desk(folder, questionnaire) as person:
        await person.press("f2", "2")
        await person.burst(*str(cities_of), "enter")
        await person.until("1 response is started.")
        shown = person.shown()
        assert "Line 3: Lima, Peru is on the desk already" in shown
        assert "Line 4: Accra, Ghana stands in line 2 already" in shown
        assert "Line 5: " in shown
        await person.press("escape")
        assert " Bo " in line_of(person, "Accra")
        await person.press("f2", "2")
        await person.burst(*str(tmp_path / "none.csv"), "enter")
        await person.until("none.csv: ")


async def test_a_list_is_started_with_the_responses_of_the_previous_round(
    folder: Path, questionnaire: Questionnaire, tmp_path: Path
) -> None:
    earlier, cities_of = tmp_path / "earlier", tmp_path / "cities.csv"
    earlier.mkdir()
    last = responses.new(questionnaire, datetime.now(UTC))
    said = {"city": "ACCRA", "country": "GH", "budget": 12}
    responses.write(earlier / "a.response.yaml", last._replace(answers=said), questionnaire)
    (earlier / "b.response.yaml").write_text("no response", "utf-8")
    cities_of.write_text("city;country\nAccra;Ghana\nOslo;Norway\n", "utf-8")
    async with at_desk(folder, questionnaire) as person:
        await person.press("f2", "3")
        await person.burst(*str(cities_of), "enter", *str(earlier), "enter")
        await person.until("2 responses are started.")
        shown = " ".join(person.shown().replace("│", " ").split())
        assert "1 begins with its response of the previous round" in shown
        assert "b.response.yaml: " in shown
        await person.press("escape", *"accra")
        await person.until("2 answers of the previous round are to be confirmed.")
    begun = responses.read(folder / "accra-ghana.response.yaml", questionnaire)
    assert begun.answers["budget"] == 12
    assert begun.carried["budget"].is_open
    assert not responses.read(folder / "oslo-norway.response.yaml", questionnaire).carried


LETTER = """\
1. City
Quito
2. Country
Ecuador
3. Share of the budget
14%
4. Portal of the city
https://quito.example
"""


async def test_a_document_goes_to_the_response_that_it_names(
    folder: Path, questionnaire: Questionnaire, tmp_path: Path
) -> None:
    document = tmp_path / "letter.txt"
    document.write_text(LETTER, "utf-8")
    async with at_desk(folder, questionnaire) as person:
        await person.burst("f7", *str(document), "enter")
        await person.until("letter.txt names Quito, Ecuador.")
        assert "1    Quito, Ecuador, as the document says" in person.shown()
        assert "2    Lima, Peru, where the cursor is" in person.shown()
        await person.press("1", "enter")
        assert isinstance(person.app.screen, Proposals)
        await person.press("a", "n", "enter", "ctrl+d", "ctrl+q")
        assert isinstance(person.app.screen, DeskScreen)
        assert "▸ Quito" in person.shown()
        assert "100%" in line_of(person, "Quito")
        document.write_text(LETTER.replace("Quito", "Loja"), "utf-8")
        await person.burst("f7", *str(document), "enter")
        await person.until("n    A new response: Loja, Ecuador")
        await person.burst("n")
        await person.burst("enter", "enter")
        await person.press("enter")
        assert isinstance(person.app.screen, Proposals)
    assert responses.read(folder / "quito.response.yaml").answers["budget"] == 14
    assert (folder / "loja-ecuador.response.yaml").exists()


async def test_all_rows_are_exported_as_a_table_and_one_as_a_document(
    folder: Path, questionnaire: Questionnaire
) -> None:
    (folder / "torn.response.yaml").write_text("answers: [", "utf-8")
    async with at_desk(folder, questionnaire) as person:
        await person.press("down", "f8")
        assert "All 4 responses: Excel workbook" in person.shown()
        await person.press("3", "enter")
        await person.until("responses.xlsx is written")
        await person.press("d", "f8")
        await person.press("2", "enter")
        await person.until("responses.json is written")
        await person.press("d", "f8")
        assert "Nairobi: Plain text" in person.shown()
        await person.press("8", "enter")
        await person.until("nairobi.txt is written")
        await person.press("d")
    assert len(json.loads((folder / "responses.json").read_text("utf-8"))) == len(INVITED)
    sheet = load_workbook(folder / "responses.xlsx").worksheets[0]
    assert "Quito" in {cell.value for row in sheet.iter_rows() for cell in row}
    assert "Nairobi" in (folder / "nairobi.txt").read_text("utf-8")


async def test_a_table_counts_each_city_once_and_tells_what_it_leaves_out(
    folder: Path, questionnaire: Questionnaire
) -> None:
    (folder / "torn.response.yaml").write_text("answers: [", "utf-8")
    lima = (folder / "lima.response.yaml").read_bytes()
    (folder / "lima.response (conflicted copy).yaml").write_bytes(lima)
    async with at_desk(folder, questionnaire) as person:
        await person.press("ctrl+a", "f8")
        assert "All 4 responses: Data" in person.shown()
        await person.press("2", "enter")
        await person.until("responses.json is written")
        assert "2 files are left out, as they cannot be read, or are" in person.shown()
        await person.press("d", "escape")
        await person.type("torn")
        await person.press("f8")
        await person.until("torn.response.yaml is left out")
        assert isinstance(person.app.screen, DeskScreen)
    names = [one["answers"]["city"] for one in json.loads((folder / "responses.json").read_text())]
    assert names == ["Lima", "Nairobi", "Quito", "São Tomé"]


# --- letters ---------------------------------------------------------------------------------------


def ask(path: Path, questionnaire: Questionnaire, text: str) -> None:
    """Raise a question for the respondent on the share of the budget, and save it."""
    with alone(path, questionnaire, {}) as session:
        session.ask("budget", text)


def queries_of(folder: Path, name: str) -> list[tuple[str, str]]:
    """How each question for the respondent stands, and what came back."""
    read = responses.read(folder / f"{name}.response.yaml")
    return [(one.status, one.reply) for some in read.queries.values() for one in some]


async def test_the_letter_to_the_city_under_the_cursor_is_written(
    folder: Path, questionnaire: Questionnaire
) -> None:
    ask(folder / "nairobi.response.yaml", questionnaire, "Of which year?")
    async with at_desk(folder, questionnaire) as person:
        await person.press("f9")
        assert "Lima: There is no open question for the respondent" in person.notice()
        await person.click_on("Nairobi")
        await person.click_on("F9 Letter")
        assert "The letter to Nairobi, Kenya. As what?" in person.shown()
        await person.press("1", "enter")
        await person.until("1 question is marked as sent.")
        await person.press("d")
    letter = (folder / "nairobi-kenya.letter.txt").read_text("utf-8")
    assert "Our question: Of which year?" in letter
    assert queries_of(folder, "nairobi") == [("sent", "")]


async def test_letters_to_many_cities_go_into_a_folder_and_who_gets_none_is_told(
    folder: Path, questionnaire: Questionnaire
) -> None:
    for name in ("lima", "nairobi", "quito"):
        ask(folder / f"{name}.response.yaml", questionnaire, f"Is {name} right?")
    (folder / "torn.response.yaml").write_text("answers: [", "utf-8")
    (folder / "out").mkdir()
    (folder / "out" / "lima-peru.letter.docx").write_bytes(b"an older one")
    lock = Lock(folder / "quito.response.yaml")
    assert lock.take("Bo", datetime.now(UTC)) is None
    async with at_desk(folder, questionnaire) as person:
        await person.press("ctrl+a", "f9")
        assert "The letters to 3 cities. As what?" in person.shown()
        await person.press("2", "ctrl+u")
        await person.burst(*str(folder / "out"), "enter")
        await person.until("2 letters are written.")
        said = " ".join(line.strip(" │") for line in person.shown().split("\n"))
        assert "Quito, Ecuador: Bo has it open, on" in said
        assert "São Tomé, Sao Tome and Principe: There is no open question" in said
        assert "torn.response.yaml: " in said
        await person.press("escape")
        await command(person, "write letters")
        await person.press("1", "ctrl+u")
        await person.burst(*str(folder / "torn.response.yaml"), "enter")
        assert "cannot take letters" in person.notice()  # it is no folder
    lock.release()
    made = sorted(one.name for one in (folder / "out").iterdir())
    assert made == [
        "lima-peru-2.letter.docx", "lima-peru.letter.docx", "nairobi-kenya.letter.docx",
    ]  # fmt: skip
    names = ("lima", "nairobi", "quito")
    assert [queries_of(folder, name)[0][0] for name in names] == ["sent", "sent", "open"]


async def test_a_reply_goes_to_the_response_whose_letter_it_quotes(
    folder: Path, questionnaire: Questionnaire, tmp_path: Path
) -> None:
    ask(folder / "nairobi.response.yaml", questionnaire, "Of which year?")
    async with at_desk(folder, questionnaire) as person:
        await person.type("nairobi")
        await person.burst("f9", "1", "enter")
        await person.until("1 question is marked as sent.")
        await person.press("d", "escape")
        letter = (folder / "nairobi-kenya.letter.txt").read_text("utf-8")
        reply = tmp_path / "re.txt"
        quoted = "".join(f"> {line}\n" for line in letter.splitlines())
        reply.write_text(f"Q3: 14 %\n\nOn 24 Nov 2026, Ana wrote:\n{quoted}", "utf-8")
        await person.press("home")
        await person.burst("f7", *str(reply), "enter")
        await person.until("1    A reply to the letter to Nairobi, Kenya")
        await person.press("enter")
        await person.until("• E-mail")
        assert "re.txt" in person.shown()
        await person.press("enter")
        assert isinstance(person.app.screen, Proposals)
        assert "1 reply is kept in any case" in person.shown()
        await person.press("enter", "ctrl+d", "ctrl+q")
        assert "▸ Nairobi" in person.shown()
        reply.write_text(reply.read_text("utf-8").replace(code(folder, "nairobi"), "0123abcd"))
        await person.burst("f7", *str(reply), "enter")
        await person.until("replies to a letter about")
        assert "0123abcd" in person.shown()
        await person.press("enter")
        await person.until("Nairobi, Kenya, as the document says")
    read = responses.read(folder / "nairobi.response.yaml", questionnaire)
    assert (read.answers["budget"], read.sources["budget"].mode) == (14, "e-mail")
    assert queries_of(folder, "nairobi") == [("closed", "14 %")]


def code(folder: Path, name: str) -> str:
    return code_of(responses.read(folder / f"{name}.response.yaml").id)


# --- what happens underneath ----------------------------------------------------------------------


async def test_what_changes_underneath_appears_and_the_cursor_stays(
    folder: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_module, "_LOOK", 0.02)
    monkeypatch.setattr(board_module, "_REST", 0)
    async with at_desk(folder, questionnaire) as person:
        await person.press("down", "space", "up")
        write(folder / "accra.response.yaml", questionnaire, city="Accra", country="GH")
        await person.until("Accra")
        assert "▸●Nairobi" in person.shown()
        (folder / "accra.response.yaml").write_bytes(b"")
        await person.until("damaged")
        assert "accra.response… damaged      The file is empty" in line_of(person, "accra.resp")
        (folder / "nairobi.response.yaml").unlink()
        await person.until("4 responses")
        assert "selected" not in person.shown()
        folder.rename(folder.with_name("gone"))
        await person.until("cannot be looked into")
        assert "Quito" in person.shown()  # as it was seen last
        assert "NOT UP TO DATE" in person.shown()
        folder.with_name("gone").rename(folder)
        write(folder / "oslo.response.yaml", questionnaire, city="Oslo", country="NO")
        await person.until("Oslo")
        assert "NOT UP TO DATE" not in person.shown()


async def test_rows_come_as_they_are_read_and_nobody_waits_for_the_others(
    folder: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_module, "_MORE", 0)
    monkeypatch.setattr(board_module, "_GROWTH", 10**9)
    reached, goes_on, read = Event(), Event(), reading.read

    def slow(folder: Path, file: File, *others: Any) -> Reading:
        if file.name.startswith("quito"):
            reached.set()
            assert goes_on.wait(20)
        return read(folder, file, *others)

    monkeypatch.setattr(reading, "read", slow)
    app = LgqApp(questionnaire)
    app.begin_at(Desk(folder, questionnaire))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        person = Person(pilot, folder)
        try:
            await asyncio.to_thread(reached.wait, 20)
            await person.until("Nairobi")
            assert cities(person) == ["Lima", "Nairobi"]
            assert "reading 50 %" in person.shown()
            await pilot.press("f3", "a")
            await person.until("approved, says Ana")
            await pilot.press("f2", "1")
            await person.until("Whom is the response about?")
            for key in (*"Quito", "enter", *"ecuador", "enter"):
                await pilot.press(key)
            await person.until("Looking whether the city is on the desk already")
            await pilot.press("escape", "enter")
            await person.until("Where do the answers that you type now come from?")
            await pilot.press("escape", "ctrl+q")
            await person.until("reading 50 %")
        finally:
            goes_on.set()
        await person.until("4 responses")
        assert " approved " in line_of(person, "Lima")
        await person.settled()
        app.save_all()
    assert len([*folder.glob("*.response.yaml")]) == len(INVITED)
    assert len(Desk(folder, questionnaire).remembered()) == len(INVITED)


async def test_a_damaged_file_is_a_row_with_its_problem(
    folder: Path, questionnaire: Questionnaire
) -> None:
    (folder / "torn.response.yaml").write_text("answers: [", "utf-8")
    async with at_desk(folder, questionnaire) as person:
        await person.press("end")
        assert "damaged" in line_of(person, "torn.response")
        await person.press("enter")
        assert isinstance(person.app.screen, DeskScreen)
        await person.until("torn.response.yaml:1: ")
        await person.press("f3", "r")
        await person.until("so nothing is said of it")


async def test_why_a_file_is_damaged_is_said_in_the_same_words_when_it_is_opened(
    folder: Path, questionnaire: Questionnaire
) -> None:
    (folder / "zeros.response.yaml").write_bytes(bytes(300))
    async with at_desk(folder, questionnaire) as person:
        await person.press("end", "enter")
        await person.until("zeros.response.yaml: The file")
        assert "YAML" not in person.shown()


async def test_ctrl_q_leads_out_of_the_commands_to_the_desk(
    folder: Path, questionnaire: Questionnaire
) -> None:
    async with at_desk(folder, questionnaire) as person:
        await person.press("ctrl+p")
        assert not isinstance(person.app.screen, DeskScreen)
        await person.press("ctrl+q")
        assert isinstance(person.app.screen, DeskScreen)


async def test_a_command_without_a_row_says_why_there_is_none(
    folder: Path, questionnaire: Questionnaire
) -> None:
    async with at_desk(folder, questionnaire) as person:
        await person.type("atlantis")
        for key in ("f3", "f4", "f8", "f9", "enter", "ctrl+d"):
            person.app.clear_notifications()
            await person.press(key)
            [told] = person.app._notifications
            assert told.message == "Nothing here holds “atlantis”; Esc shows all again."


async def test_an_empty_folder_says_what_to_do(
    tmp_path: Path, questionnaire: Questionnaire
) -> None:
    async with at_desk(tmp_path / "state", questionnaire) as person:
        assert "F2 starts one" not in person.shown()  # there is no such folder
        await person.until("cannot be looked into")
        (tmp_path / "state").mkdir(exist_ok=True)
        desk(person).look()
        await person.settled()
        assert "No response yet: F2 starts one" in person.shown()
        await person.press("down", "space", "f8", "enter", "ctrl+d")
        assert isinstance(person.app.screen, DeskScreen)


async def test_names_are_shown_as_text_in_their_cells(
    folder: Path, questionnaire: Questionnaire
) -> None:
    for number, name in enumerate(
        ["[b]Bold[/b] [/]", "東京都庁舎特別区連合会", "القاهرة الكبرى", "e\u0301\u0300" * 9]
    ):
        write(folder / f"n{number}.response.yaml", questionnaire, city=name, country="JP")
    async with at_desk(folder, questionnaire) as person:
        from rich.cells import cell_len

        shown = [line for line in person.shown().split("\n") if "Japan" in line]
        assert len(shown) == 4
        # The columns behind a name stand where they do behind any other.
        assert {cell_len(line.partition("Japan")[0]) for line in shown} == {18}
        await person.type("[b]")
        await person.press("ctrl+d")
        assert "[b]Bold[/b] [/]" in person.shown()


async def test_the_desk_is_reached_from_the_welcome_and_left_to_it(
    folder: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    app = LgqApp(questionnaire)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        person = Person(pilot, folder)
        await person.settled()
        await person.press("d", "ctrl+u")
        await person.burst(*"nowhere", "enter")
        assert "nowhere" in person.shown()
        assert not isinstance(person.app.screen, DeskScreen)
        await person.press("ctrl+u")
        await person.burst(*"round", "enter")
        assert cities(person) == ["Lima", "Nairobi", "Quito", "São Tomé"]
        await person.press("enter", "escape", "ctrl+q", "ctrl+q")
        assert "What would you like to fill?" in person.shown()


# --- the board -------------------------------------------------------------------------------------


def test_what_has_nothing_to_sort_by_comes_last_in_both_directions() -> None:
    from lgq_tui.session.desk.board import Board

    rows = [
        Row(Path("a.yaml"), Summary("a", ("Oslo", ""), queries=2)),
        Row(Path("b.yaml"), Summary("b", ("Lima", ""), queries=7)),
        Row(Path("c.yaml")),
    ]
    board = Board(lambda row: "")
    board.put(entries_of(rows, Naming((0,), (1,))))
    orders = []
    for _ in range(2):
        board.sort("queries")
        orders.append([entry.city for entry in board.shown])
    assert orders == [["Lima", "Oslo", "c.yaml"], ["Oslo", "Lima", "c.yaml"]]
