"""What an assisted session keeps: in the file, in the journal, and after the next start."""

from __future__ import annotations

from pathlib import Path

import pytest

from lgq_tui.core.sources import AnswerSource
from lgq_tui.session.beginning import opened
from lgq_tui.session.session import Session
from lgq_tui.storage import responses
from lgq_tui.storage.found import journal_of
from tests.tui.person import form


@pytest.fixture(autouse=True)
def ana(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LGQ_AUTHOR", "Ana Baker")


FORM = """
- {id: city, type: text, label: City}
- {id: boss, type: group, label: Boss, items: [{id: name, type: text, label: Name}]}
"""


def a_session(folder: Path, assisted: bool = True) -> Session:
    questionnaire = form(folder, FORM)
    session = opened(folder / "lima.response.yaml", questionnaire, lambda outcome: None)
    session.is_assisted = assisted
    return session


def test_the_file_says_who_typed_what_when_and_where_it_came_from(tmp_path: Path) -> None:
    session = a_session(tmp_path)
    session.sitting.begin(AnswerSource("call", unit="Ms Lim\n"))
    session.interview.answer(("city",), "Lima")
    session.save()
    session.close()
    response = responses.read(tmp_path / "lima.response.yaml", session.questionnaire)
    source = response.sources["city"]
    assert source == AnswerSource("call", unit="Ms Lim", by="Ana Baker", at=source.at)
    assert source.at == response.modified
    assert response.authors == ("Ana Baker",)
    assert '"unit":"Ms Lim","by":"Ana Baker"' in journal_of(session.path).read_text("utf-8")


def test_after_the_next_start_one_undo_takes_back_both(tmp_path: Path) -> None:
    session = a_session(tmp_path)
    session.sitting.begin(AnswerSource("paper"))
    for text in ("L", "Li", "Lima"):
        session.interview.answer(("city",), text, typing=True)
        session.save()
    session.close()
    again = a_session(tmp_path, assisted=False)
    past = again.past()
    assert not isinstance(past, Path)
    again.interview.remember(past)
    again.interview.undo()
    assert (again.interview.value(("city",)), again.interview.source_of("city")) == (None, None)
    again.interview.redo()
    source = again.interview.source_of("city")
    assert (again.interview.value(("city",)), source and source.mode) == ("Lima", "paper")
    again.release()


def test_a_reason_on_a_part_and_where_it_came_from_come_back_from_the_journal(
    tmp_path: Path,
) -> None:
    session = a_session(tmp_path)
    session.sitting.begin(AnswerSource("call"))
    session.interview.answer(("city",), "Lima")
    session.save()
    assert session.settle(5)
    before = session.path.read_bytes()
    session.interview.mark_missing("boss.name", "asked-unknown")
    session.interview.note("boss.name", "Asked twice.")
    session.save()
    session.close()
    session.path.write_bytes(before)

    again = a_session(tmp_path)
    again.recover()
    response = again.interview.response
    assert response.missing == {"boss.name": "asked-unknown"}
    assert response.notes == {"boss.name": "Asked twice."}
    assert [*response.sources] == ["city", "boss.name"]
    again.release()


def test_the_next_sitting_is_offered_what_this_one_began_with(tmp_path: Path) -> None:
    session = a_session(tmp_path)
    assert session.sitting.last() is None
    session.sitting.begin(AnswerSource("web-page", "lima.example"))
    session.sitting.remember()
    assert session.sitting.last() == AnswerSource("web-page", "lima.example")
