"""Nothing is told by colour alone, nor by bold, reverse or underlined: signs and words are enough.

That where the keys are has a sign on every screen is seen on the tours (`test_looks.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from lgq_tui.core.progress import State
from lgq_tui.tui.controls import choices
from lgq_tui.tui.signs import ACCEPTED_SIGN, ERROR_SIGN, HERE, PLACE, SIGNS, WARNING_SIGN
from lgq_tui.tui.widgets.outline import Outline
from lgq_tui.tui.widgets.rows import RowList
from tests.cells import Cell, cells, parts, text_of
from tests.tui.person import Person, person_at
from tests.tui.signs import untold
from tests.tui.tour import at_rest

YES_NO = "- {id: a, type: yes_no, label: A}"
ONE = "- {id: a, type: select_one, label: A, choices: [{id: x, label: X}, {id: y, label: Y}]}"
SEVERAL = ONE.replace("select_one", "select_multiple")
DETAILED = """
- id: a
  type: select_multiple
  label: A
  choices:
  - {id: x, label: X, detail: {type: group, items: [{id: why, type: text, label: Why}]}}
"""
TEXTS = """
sections:
- id: s
  title: S
  field_list: true
  items:
  - {id: a, type: text, label: A}
  - {id: b, type: paragraph, label: B}
  - {id: c, type: text, label: C}
"""
GROUPS = "- {id: a, type: group, repeat: true, label: A, items: [{id: b, type: text, label: B}]}"
NUMBER = """
- id: a
  type: integer
  label: A
  warn: [{id: many, when: {a: {minimum: 9}}, message: That is a lot.}]
"""
EMAIL = "- {id: a, type: email, label: A}"

ONES_AND_OTHERS: dict[str, tuple[str, str, str]] = {
    # What differs: the form, the keys that make it so, and those that make it otherwise.
    "chosen, of yes and no": (YES_NO, "", "y"),
    "at yes, at no": (YES_NO, "", "right"),
    "chosen, of several": (ONE, "", "1"),
    "at one, at the other": (ONE, "", "down"),
    "ticked": (SEVERAL, "", "1"),
    "at one box, at the other": (SEVERAL, "", "down"),
    "in a field": (TEXTS, "", "tab"),
    "in an editor": (TEXTS, "tab", "tab"),
    "at a line that adds": (GROUPS, "x", "tab"),
    "in a country, at another": ("- {id: a, type: country, label: A}", "m a", "down"),
    "a problem": (NUMBER, "1", "x tab"),
    "a warning": (NUMBER, "1", "0 tab"),
    "a warning let stand": (NUMBER, "1 0 tab", "f5 y enter"),
    "an error, a warning": (NUMBER, "1 0 tab", "x tab"),
    "no answer, and why": (NUMBER, "", "f3 1"),
    "noted": (NUMBER, "", "f4 x escape"),
    "an example, an answer": (EMAIL, "", "n a m e @ p l a c e full_stop o r g"),
    "asked for details": (DETAILED, "", "1"),
}


def signs(rows: Iterable[Iterable[Cell]]) -> str:
    return text_of([list(row) for row in rows])


def on_the_page(person: Person) -> str:
    """The signs of the page, without those beside it that count and time."""
    region = person.screen.page.region
    return signs(row[region.x : region.right] for row in cells(person.app)[region.y :])


@pytest.mark.parametrize("name", ONES_AND_OTHERS)
async def test_states_have_signs(name: str, tmp_path: Path) -> None:
    form, first, then = ONES_AND_OTHERS[name]
    async with person_at(tmp_path, form) as person:
        await at_rest(person)
        await person.press(*first.split())
        await at_rest(person)
        before = on_the_page(person)
        await person.press(*then.split())
        await at_rest(person)
        assert on_the_page(person) != before


async def test_an_example_is_not_taken_for_an_answer(tmp_path: Path) -> None:
    async with person_at(tmp_path, EMAIL) as person:
        assert "e.g. name@place.org" in on_the_page(person)
        await person.type("name@place.org")
        assert "e.g." not in on_the_page(person)


def test_every_state_has_a_sign_of_its_own() -> None:
    assert len({*SIGNS.values()}) == len(State)
    assert len({ERROR_SIGN, WARNING_SIGN, ACCEPTED_SIGN}) == 3
    assert HERE != PLACE


async def test_the_outline_tells_the_cursor_from_the_page_that_is_shown(tmp_path: Path) -> None:
    items = "".join(f"- {{id: n{number}, type: text, label: N}}\n" for number in range(3))
    async with person_at(tmp_path, items) as person:
        outline = person.screen.query_one(Outline)

        def before_rows() -> str:
            rows = cells(person.app)[outline.region.y :][: outline.count()]
            return "".join(row[outline.region.x].sign for row in rows)

        assert before_rows() == f" {HERE}  "
        await person.press("f6")
        assert before_rows() == f" {HERE}  "
        await person.press("down")
        assert before_rows() == f" {PLACE}{HERE} "
        await person.press("enter")
        assert before_rows() == f"  {HERE} "


async def test_what_is_told_in_the_corner_has_the_sign_of_its_weight(tmp_path: Path) -> None:
    async with person_at(tmp_path, YES_NO) as person:
        for severity, said in (("information", ""), ("warning", "! "), ("error", "✗ ")):
            person.app.notify("Well.", severity=severity, markup=False)
            await person.settled()
            assert f"▌ {said}Well." in signs(cells(person.app))


async def test_what_has_no_sign_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with person_at(tmp_path, YES_NO) as person:
        assert [*untold(person.app)] == []
        await person.press("f3")
        assert [*untold(person.app)] == []
        monkeypatch.setattr(RowList, "sign", lambda *_: " ")
        await person.press("down")
        assert [*untold(person.app)] != []
        await person.press("escape")
        monkeypatch.setattr(choices, "HERE", " ")
        await person.press("right")
        assert [*untold(person.app)] != []


# Where NO_COLOR is set ---------------------------------------------------------------------------


@pytest.fixture
def _no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


def marked(person: Person, attribute: str) -> str:
    """What is drawn with an attribute."""
    rows = cells(person.app)
    return "".join(cell.sign for row in rows for cell in row if attribute in cell.attributes)


def is_grey(code: str) -> bool:
    return len({*parts(code)}) == 1


@pytest.mark.usefixtures("_no_color")
async def test_where_no_colours_are_wanted_there_are_none(tmp_path: Path) -> None:
    async with person_at(tmp_path) as person:
        for keys in ((), ("pagedown",), ("f1",), ("escape", "ctrl+r"), ("escape", "ctrl+p")):
            await person.press(*keys)
            shown = [cell for row in cells(person.app) for cell in row]
            assert all(is_grey(cell.front) and is_grey(cell.behind) for cell in shown)


@pytest.mark.usefixtures("_no_color")
async def test_what_has_the_keys_is_reversed_as_well(tmp_path: Path) -> None:
    async with person_at(tmp_path, YES_NO) as person:
        assert marked(person, "r") == f"( ){HERE}Yes "
        await person.press("f3", "down")
        assert f"{HERE}2    Asked, but declined" in marked(person, "r")
        assert "not known" not in marked(person, "r")


@pytest.mark.usefixtures("_no_color")
async def test_the_cursor_and_what_is_selected_are_seen(tmp_path: Path) -> None:
    async with person_at(tmp_path, EMAIL) as person:
        await person.type("abc")
        assert marked(person, "r") == " "
        await person.press("left")
        assert marked(person, "r") == "c"
        await person.press("shift+home")
        assert marked(person, "u") == "ab"
