"""Questions for the respondent, line by line; and where answers came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from lgq_tui.core.sources import AnswerSource
from lgq_tui.storage import responses
from tests.prompt.talk import Talk, talk
from tests.tui.person import form

FORM = """
- {id: city, type: text, label: City, number: "1"}
- {id: share, type: percentage, label: Share, number: "2"}
- id: law
  number: "3"
  type: group
  label: Is there a law?
  items: [{id: answer, type: yes_no, label: Answer}, {id: link, type: url, label: Link}]
"""


def told(done: Talk) -> list[tuple[str, str, str]]:
    """Each query: its item, its status, and what is asked."""
    queries = done.interview.response.queries.items()
    return [(item, one.status, one.text) for item, some in queries for one in some]


def test_a_question_is_kept_and_told_wherever_its_item_is_asked(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "/query Which city?\\\nThe old one?\n/again\n")
    assert "The question for the respondent is kept." in done.said
    assert "Question for the respondent: Which city? The old one?" in done.flat
    assert told(done) == [("city", "open", "Which city?\nThe old one?")]
    assert "Question for the respondent: Which city?" in talk(tmp_path, FORM, "/review\n").said


def test_who_asked_and_when_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LGQ_AUTHOR", "Ada")
    talk(tmp_path, FORM, "/query Which?\n/close\n")
    response = responses.read(tmp_path / "r.response.yaml")
    [asked, closed] = response.queries["city"][0].thread
    assert (asked.by, asked.text, asked.status) == ("Ada", "Which?", "")
    assert (closed.by, closed.text, closed.status) == ("Ada", "", "closed")
    assert response.created <= asked.at <= closed.at <= response.modified


def test_the_same_is_kept_once(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "/query Which?\n/query Which?\nLima\n")
    assert "This question is open here already." in done.said
    assert (told(done), done.value("city")) == ([("city", "open", "Which?")], "Lima")


def test_a_person_is_asked_for_it(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "/query\nWhich?\n/query\n\n", person=True)
    assert told(done) == [("city", "open", "Which?")]
    assert done.said.count("Question: ") == 2


@pytest.mark.parametrize("line", ["/query", "/close", "/close 1", "/close x", "/queries\n/close 1"])
def test_a_script_ends_where_there_is_nothing_to_ask_or_to_close(line: str, tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, f"{line}\nLima\n")
    assert (done.status, done.value("city"), told(done)) == (1, None, [])


ASKED = "/query Which?\n\n/query Of what?\n/query Since when?\n\n/query A law?\n"


def test_all_are_listed_with_numbers_to_go_to(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, f"{ASKED}/queries\n/goto 3\n/back\nLima\n")
    for line in (
        "1. 1 City: Question for the respondent: Which?",
        "3. 2 Share: Question for the respondent: Since when?",
        "4. 3 Law (Answer): Question for the respondent: A law?",
        "/close and a number closes one of them",
    ):
        assert line in done.flat
    assert done.value("city") == "Lima"


def test_numbers_stay_those_of_the_list_while_they_are_closed(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, f"{ASKED}/queries\n/close 1\n/close 3\n/queries\n/close 2\n")
    assert [(text, status) for _, status, text in told(done)] == [
        ("Which?", "closed"),
        ("Of what?", "open"),
        ("Since when?", "closed"),
        ("A law?", "closed"),
    ]
    assert "Closed: Since when?" in done.said


def test_none_is_closed_twice(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, f"{ASKED}/queries\n/close 1\n/close 1\n")
    assert "not open any more" in done.said
    assert done.status == 1


def test_on_the_present_question_the_only_one_is_closed(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, f"{ASKED}/close\n")
    assert told(done)[-1] == ("law.answer", "closed", "A law?")
    assert (
        "There are no open questions"
        in talk(tmp_path, FORM, "/close 1\n/close 2\n/close 3\n/queries\n").said
    )


def test_of_several_a_person_chooses_and_a_script_does_not(tmp_path: Path) -> None:
    at = f"{ASKED}/goto share\n/close\n"
    done = talk(tmp_path, FORM, f"{at}2\n", person=True)
    assert [status for _, status, _ in told(done)] == ["open", "open", "closed", "open"]
    again = tmp_path / "again"
    again.mkdir()
    done = talk(again, FORM, f"{at}2\n")
    assert {status for _, status, _ in told(done)} == {"open"}
    assert (done.status, done.value("share")) == (1, None)


def test_undo_opens_it_again(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "/query Which?\n/close\n/undo\n")
    assert (
        "from Question for the respondent, closed: Which? to Question for the respondent: Which?"
        in done.flat
    )
    assert told(done) == [("city", "open", "Which?")]
    assert told(talk(tmp_path, FORM, "/undo\n")) == []


def test_nothing_is_asked_in_a_completed_response(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "/complete yes\n/goto city\n/query Which?\n")
    assert "re-open it" in done.flat
    assert told(done) == []


def test_where_an_answer_came_from_is_told_with_it(tmp_path: Path) -> None:
    questionnaire = form(tmp_path, FORM)
    path = tmp_path / "r.response.yaml"
    talk(tmp_path, questionnaire, "Lima\n16\n")
    response = responses.read(path, questionnaire)
    sources = {
        "city": AnswerSource("document", "lima.pdf", "page 3", "City:\nLima"),
        "share": AnswerSource("e-mail", "Ms Quispe"),
    }
    responses.write(path, response._replace(sources=sources, seal={}), questionnaire)
    done = talk(tmp_path, questionnaire, "/goto city\n\n17\n/back\n")
    assert "From lima.pdf, page 3: “City: Lima”" in done.flat
    assert done.flat.count("From an e-mail (Ms Quispe)") == 1, "17 did not come from there"
