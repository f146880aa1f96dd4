"""What was found elsewhere, taken and saved; and what two people asked the respondent at once."""

from __future__ import annotations

from pathlib import Path

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.queries import Query
from lgq_tui.core.response import Response
from lgq_tui.core.sources import AnswerSource
from lgq_tui.core.steps import ANSWER, MISSING, QUERY, SOURCE, Change
from lgq_tui.session.beginning import opened
from lgq_tui.session.session import Session
from lgq_tui.storage import responses
from lgq_tui.storage.found import journal_of
from tests.tui.person import form

FORM = """
- {id: city, type: text, label: City}
- {id: share, type: percentage, label: Share}
"""

FOUND = (
    Change(SOURCE, ("share",), None, AnswerSource("document", "a.pdf", "page 3", "16%")),
    Change(ANSWER, ("share",), None, 16),
    Change(MISSING, ("city",), None, "asked-unknown"),
    Change(QUERY, ("city",), None, (Query.asked("Which?", "2026-11-23T10:12:00Z", "Ada"),)),
)


def session(folder: Path, questionnaire: Questionnaire) -> Session:
    return opened(folder / "r.response.yaml", questionnaire, lambda outcome: None)


def said(response: Response) -> dict[str, object]:
    parts = ("answers", "missing", "sources", "queries")
    return {part: response.as_document().get(part) for part in parts}


def test_it_is_saved_and_undo_takes_it_back_after_the_next_start(tmp_path: Path) -> None:
    questionnaire = form(tmp_path, FORM)
    first = session(tmp_path, questionnaire)
    first.interview.answer(("share",), 15)
    done = first.take(FOUND)
    assert {change.operation for change in done} == {ANSWER, MISSING, QUERY, SOURCE}
    first.close()
    taken = responses.read(first.path, questionnaire)
    assert said(taken) == said(first.interview.response)

    second = session(tmp_path, questionnaire)
    past = second.past()
    assert not isinstance(past, Path)
    second.interview.remember(past)
    second.interview.undo()
    assert said(second.interview.response) == {
        "answers": {"share": 15}, "missing": None, "sources": None, "queries": None,
    }  # fmt: skip
    second.interview.redo()
    assert said(second.interview.response) == said(taken)
    second.release()


def test_it_comes_back_from_the_journal_where_the_file_lacks_it(tmp_path: Path) -> None:
    questionnaire = form(tmp_path, FORM)
    first = session(tmp_path, questionnaire)
    first.interview.answer(("city",), "Lima")
    first.save()
    assert first.settle(5)
    before = first.path.read_bytes()
    first.take(FOUND)
    first.close()
    first.path.write_bytes(before)
    assert journal_of(first.path).exists()

    again = session(tmp_path, questionnaire)
    told = {(one.name, one.new) for one in again.differences()}
    assert ("Share", "16 (from a.pdf, page 3)") in told
    assert ("City", "Question for the respondent: Which?") in told
    again.recover()
    assert said(again.interview.response) == said(first.interview.response)
    again.release()


def test_what_two_people_ask_at_once_is_asked(tmp_path: Path) -> None:
    questionnaire = form(tmp_path, FORM)
    mine = session(tmp_path, questionnaire)
    mine.interview.queries.ask("city", "Which?", "2026-11-23T10:12:00Z", "Ada")
    mine.save()
    assert mine.settle(5)
    theirs = session(tmp_path, questionnaire)
    theirs.interview.queries.reply("city", 1, "The old one.", "2026-11-24T10:12:00Z", "Bo")
    theirs.interview.queries.ask("city", "Since when?", "2026-11-24T10:12:00Z", "Bo")
    theirs.save()
    theirs.close()
    mine.interview.queries.ask("city", "Is it large?", "2026-11-25T10:12:00Z", "Ada")
    mine.save()
    mine.settle(5)
    assert mine.met is not None
    merge = mine.merge(mine.met)
    assert merge.clashes == ()
    mine.reconcile(mine.met, merge.changes)
    mine.close()
    queries = responses.read(mine.path, questionnaire).queries["city"]
    assert [(one.status, one.text, one.reply) for one in queries] == [
        ("answered", "Which?", "The old one."),
        ("open", "Since when?", ""),
        ("open", "Is it large?", ""),
    ]
