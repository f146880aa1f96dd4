"""`lgq diff`: in what two responses differ, by items and in words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lgq_tui.core.part import SECOND_ENTRY, Part
from lgq_tui.core.queries import Query
from lgq_tui.core.response import COMPLETED, Response
from lgq_tui.core.sources import AnswerSource
from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load
from tests.test_packets import Lgq, answer, begun, lgq, said

__all__ = ["begun", "lgq"]


def written(path: str, **parts: Any) -> None:
    """A response file that says this."""
    form = load(Path("form.yaml"))
    reference = {"id": "form", "version": "1"}
    blank = Response.from_document({"id": "r-1", "questionnaire": reference})
    Path(path).write_bytes(responses.text_of(Path(path), blank._replace(**parts), form))


@pytest.fixture
def diff(lgq: Lgq, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(old: dict[str, Any], new: dict[str, Any], status: int = 1) -> list[str]:
        written("a.yaml", **old)
        written("b.yaml", **new)
        assert lgq("diff", "a.yaml", "b.yaml") == status
        told = capsys.readouterr()
        assert not told.err
        return told.out.splitlines()

    return run


def test_the_same_is_nothing(diff: Any) -> None:
    assert diff({"answers": {"city": "Lima"}}, {"answers": {"city": "Lima"}}, status=0) == []


def test_one_line_an_item_in_the_order_of_the_form(diff: Any) -> None:
    old = {"answers": {"online": 3, "city": "Lima", "budget": {"there": True, "share": 4}}}
    new = {"answers": {"city": "Lima!", "budget": {"there": False}, "links": ["https://a.example"]}}
    assert diff(old, new) == [
        "City: Lima → Lima!",
        "I.1 Budget (There): yes → no",
        "I.1 Budget (Share): 4 → –",
        "II.1 Online: 3 → –",
        "II.2 Links: – → https://a.example",
    ]


def test_details_of_a_choice_have_the_number_of_their_question(diff: Any) -> None:
    form = Path("form.yaml")
    choices = "choices: [{id: bus, label: Bus, detail: {type: text, label: Which}}]"
    item = f'  - {{id: ways, number: "4", type: select_multiple, label: Ways, {choices}}}\n'
    form.write_text(form.read_text("utf-8") + item, "utf-8")
    old = {"answers": {"ways": ["bus"], "ways_details": {"bus": "Line 4"}}}
    new = {"answers": {"ways": ["bus"], "ways_details": {"bus": "Line 5"}}}
    assert diff(old, new) == ["II.4 Ways (Bus › Which): Line 4 → Line 5"]


def test_a_reason_in_the_place_of_an_answer_is_one_thing(diff: Any) -> None:
    old, new = {"answers": {"online": 3}}, {"missing": {"online": "asked-unknown"}}
    assert diff(old, new) == ["II.1 Online: 3 → — Asked, but not known"]


def test_of_long_texts_what_differs(diff: Any) -> None:
    text = "word " * 100
    [line] = diff({"answers": {"plan": f"{text}old"}}, {"answers": {"plan": f"{text}new"}})
    assert line.startswith("I.2 Plan: … word")
    assert "old → … word" in line
    assert len(line) < 120


def test_what_is_said_beside_answers(diff: Any) -> None:
    query = Query.asked("Since when?", "2026-11-23T10:12:00Z", "Ana")
    new = {
        "notes": {"plan": "as told"},
        "sources": {"plan": AnswerSource("call", "Ms Lim")},
        "queries": {"plan": (query,)},
        "status": COMPLETED,
    }
    assert diff({"answers": {"plan": "P"}}, {"answers": {"plan": "P"}, **new}) == [
        "I.2 Plan: – → Note: as told",
        "I.2 Plan: – → From a call (Ms Lim)",
        "I.2 Plan: – → Question for the respondent: Since when?",
        "The response: In progress → Completed",
    ]


def test_for_programs(lgq: Lgq, capsys: pytest.CaptureFixture[str]) -> None:
    written("a.yaml", answers={"online": 3})
    written("b.yaml", answers={"online": 4})
    assert lgq("diff", "a.yaml", "b.yaml", "--format", "json") == 1
    assert json.loads(capsys.readouterr().out) == [
        {"item": "online", "what": "answer", "name": "II.1 Online", "old": "3", "new": "4"}
    ]


def test_a_part_is_compared_in_what_it_is_about(
    begun: Lgq, capsys: pytest.CaptureFixture[str]
) -> None:
    answer("r.response.yaml", city="Cusco", online=5)
    answer("plans.response.yaml", "Ben", plan="A plan")
    begun("split", "r.response.yaml", "--sections", "I,II", "-o", "more.response.yaml")
    capsys.readouterr()
    for one in ("r.response.yaml", "more.response.yaml"):
        assert begun("diff", one, "plans.response.yaml") == 1
        told = capsys.readouterr()
        assert not told.err
        [line] = told.out.splitlines()
        assert line.startswith("I.2 Plan: – → A plan (entered directly, Planning")
    assert said("r.response.yaml").answers["city"] == "Cusco"


def test_other_responses_may_be_compared(lgq: Lgq, capsys: pytest.CaptureFixture[str]) -> None:
    written("a.yaml", answers={"online": 3})
    written("b.yaml", answers={"online": 3}, id="r-2")
    assert lgq("diff", "a.yaml", "b.yaml") == 0
    assert "not about the same response" in capsys.readouterr().err


def test_a_second_entry_is_compared_by_lgq_verify(
    lgq: Lgq, capsys: pytest.CaptureFixture[str]
) -> None:
    written("a.yaml", answers={"city": "Lima"})
    written("b.yaml", answers={"city": True}, part=Part(SECOND_ENTRY, "r-1", ("city",)))
    for files in (("a.yaml", "b.yaml"), ("b.yaml", "a.yaml")):
        assert lgq("diff", *files) == 2
        out, err = capsys.readouterr()
        assert not out
        assert "b.yaml is a second entry" in err


def test_what_is_no_response_cannot_be_compared(lgq: Lgq) -> None:
    written("a.yaml")
    assert lgq("diff", "a.yaml", "form.yaml") == 2
    assert lgq("diff", "a.yaml", "nowhere.yaml") == 2
