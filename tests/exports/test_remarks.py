"""What is said beside an answer, in words."""

from __future__ import annotations

import pytest

from lgq_tui.core.interview import Interview, Turn
from lgq_tui.core.queries import Query, Remark
from lgq_tui.core.sources import AnswerSource
from lgq_tui.core.steps import QUERY, SOURCE, Change
from lgq_tui.exports import changes, reading
from lgq_tui.exports.remarks import of_query, of_source
from lgq_tui.locales.speech import say
from tests.forms import form, interview

FORM = form("""
- {id: city, type: text, label: City}
- id: law
  type: group
  label: Law
  items: [{id: national, type: yes_no, label: National}, {id: link, type: url, label: Link}]
""")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (
            AnswerSource("document", "kl.pdf", "page 3", "It is\n16%"),
            "From kl.pdf, page 3: “It is 16%”",
        ),
        (AnswerSource("web-page", "dbkl.gov.my"), "From dbkl.gov.my"),
        (AnswerSource("call", "Ms Lim", "23 November"), "From a call (Ms Lim), 23 November"),
        (AnswerSource("e-mail", words="Yes."), "From an e-mail: “Yes.”"),
        (AnswerSource("paper"), "From paper"),
        (AnswerSource("document", place="page 3"), "From a document, page 3"),
        (AnswerSource("web-page"), "From a web page"),
        (
            AnswerSource("call", words="16.", unit="Ms Lim", by="Ana", at="2026-11-24T14:05:00Z"),
            "From a call, Ms Lim, typed by Ana 2026-11-24 14:05:00 UTC: “16.”",
        ),
        (AnswerSource("paper", place="page 2", by="Ana"), "From paper, page 2, typed by Ana"),
    ],
)
def test_where_an_answer_came_from(source: AnswerSource, words: str) -> None:
    assert of_source(source, say) == words


ASKED = Query("open", (Remark("1", "Ada", "Is there\na law?"),))


@pytest.mark.parametrize(
    ("remarks", "words"),
    [
        ((), "Question for the respondent: Is there a law?"),
        ((Remark("2", status="sent"),), "Question for the respondent, sent: Is there a law?"),
        (
            (Remark("2", status="sent"), Remark("3", "", "Yes,\nsince May.", "answered")),
            "Question for the respondent, answered: Is there a law? – Yes, since May.",
        ),
        ((Remark("2", status="closed"),), "Question for the respondent, closed: Is there a law?"),
        (
            (Remark("2", "Bo", "Asked on the phone."),),
            "Question for the respondent: Is there a law? – Asked on the phone.",
        ),
    ],
)
def test_how_a_question_stands(remarks: tuple[Remark, ...], words: str) -> None:
    query = ASKED
    for remark in remarks:
        query = query.followed(remark)
    assert of_query(query, say) == words


def test_a_change_tells_what_is_different() -> None:
    other = Query.asked("Which?", "1")
    closed = ASKED.followed(Remark("2", status="closed"))
    told = changes.altered(
        FORM,
        [
            Change(SOURCE, ("law.link",), AnswerSource("call"), AnswerSource("paper")),
            Change(QUERY, ("city",), None, (other,)),
            Change(QUERY, ("city",), (other, ASKED), (other, closed)),
            Change(QUERY, ("city",), (other, ASKED), (ASKED,)),
        ],
        say,
    )
    assert [(one.name, one.old, one.new) for one in told] == [
        ("Law (Link)", "From a call", "From paper"),
        ("City", "", of_query(other, say)),
        ("City", of_query(ASKED, say), of_query(closed, say)),
        ("City", of_query(other, say), ""),
    ]


def test_where_an_answer_came_from_is_told_with_it() -> None:
    work = interview(FORM, law={"national": True, "link": "a.org"})
    work.set_source("law.link", AnswerSource("paper"))
    turns: list[Turn] = []
    work.listener = turns.append
    work.giving = lambda: AnswerSource("call", unit="Ms Lim", by="Ana", at="2026-11-24T14:05:00Z")
    work.answer(("city",), "Lima")
    work.mark_missing("law", "asked-unknown")
    told = [one for turn in turns for one in changes.altered(FORM, turn.step.changes, say)]
    assert [(one.name, one.old, one.new) for one in told] == [
        ("City", "", "Lima (from a call, Ms Lim)"),
        ("Law", "", "— Asked, but not known (from a call, Ms Lim)"),
        ("Law", "National: yes, Link: a.org", ""),
    ]


def page(work: Interview) -> list[str]:
    return ["  " * line.indent + line.text for line in reading.lines_of(work, say)]


def test_the_page_has_both_below_what_was_asked() -> None:
    work = interview(FORM, city="Lima")
    work.set_source("city", AnswerSource("document", "lima.pdf", words="City: Lima"))
    work.queries.ask("city", "The old one?", "1")
    work.queries.ask("law.national", "Is there a law?", "1")
    assert page(work)[2:] == [
        "City",
        "  From lima.pdf: “City: Lima”",
        "  Question for the respondent: The old one?",
        "  Lima",
        "Law",
        "  National",
        "    Question for the respondent: Is there a law?",
    ]
    work.queries.close("city", 1, "2")
    assert "The old one?" not in str(page(work))


def test_the_detail_of_a_choice_is_called_after_it() -> None:
    asked = form("""
    - id: media
      type: select_multiple
      detail: {type: integer, label: How many}
      choices: [{id: books, label: Books}, {id: games, label: Games, detail: true}]
    """)
    assert changes.name_of(asked, ("media_details", "books")) == "Media (Books › How many)"
    assert changes.name_of(asked, ("media_details", "games")) == "Media (Games)"
