"""What can be done to a response line by line besides answering."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lgq_tui.prompt.commands import COMMANDS, SHORT, named
from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load
from tests.prompt.talk import talk

FORM = """
subject: [city]
sections:
  - id: a
    number: I
    title: First
    items:
      - {id: city, type: text, label: City, required: true}
      - id: budget
        number: "1"
        type: group
        label: Is there a budget?
        items:
          - {id: answer, type: yes_no, label: Answer, required: true}
          - id: share
            type: percentage
            label: Share
            required: true
            relevant: {answer: true}
            warn: [{id: high, when: {share: {minimum: 90}}, message: Nearly all of it.}]
          - {id: link, type: url, label: Link}
  - id: b
    number: II
    title: Last
    items:
      - {id: signed, type: yes_no, label: I am allowed to answer, required: true}
closing: Thank you.
"""


def test_every_command_has_a_sentence(tmp_path: Path) -> None:
    said = talk(tmp_path, FORM, "/help\n").said
    for name in COMMANDS:
        assert f"/{name}: " in said
        assert f"ask.help.{name}" not in said


@pytest.mark.parametrize(
    ("typed", "found"), [("b", "back"), ("rev", "review"), ("?", "help"), ("QUIT", "")]
)
def test_the_beginning_of_a_name_will_do(typed: str, found: str) -> None:
    assert named(typed) == ([found] if found else [])


def test_short_names_mean_commands() -> None:
    assert set(SHORT.values()) <= set(COMMANDS)


def test_back_goes_to_what_was_asked_before_over_pages_too(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "Oslo\nno\n/back\n/back\nBergen\n")
    assert done.value("city") == "Bergen"
    assert done.status == 0


def test_next_and_previous_go_by_questions(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "/next\n/next\nyes\n/previous\n/previous\nno\n")
    assert (done.value("signed"), done.value("budget.answer")) == (True, False)


@pytest.mark.parametrize(
    "there", ["II", "signed", "allowed to", "I.1", "budget.answer", "is there a"]
)
def test_going_anywhere(there: str, tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, f"/goto {there}\nyes\n")
    assert (
        done.value("signed" if there in ("II", "signed", "allowed to") else "budget.answer") is True
    )


def test_several_questions_that_may_be_meant_are_listed(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "/goto a\n/goto 1\nno\n", person=True)
    assert "questions have these words" in done.flat
    assert done.value("budget.answer") is False


def test_where_a_number_leads_after_a_list_of_sections(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "/sections\n/goto 3\nyes\n")
    assert "2. I.1 Budget: not answered" in done.said
    assert done.value("signed") is True


def test_a_missing_reason_by_number_name_or_words(tmp_path: Path) -> None:
    done = talk(
        tmp_path,
        FORM,
        "/missing 1\n/missing not-applicable\n/goto signed\n/missing Not applicable\n",
    )
    missing = [done.interview.missing(one) for one in ("city", "budget.answer", "signed")]
    assert missing == ["asked-unknown", "not-applicable", "not-applicable"]


def test_a_missing_reason_for_the_whole_question(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "Oslo\n/missing whole 2\nyes\n")
    assert done.interview.missing("budget") == "asked-declined"
    assert done.value("signed") is True


def test_a_missing_reason_that_is_asked_for(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "/missing\n4\n/back\n/missing\n0\n", person=True)
    assert "4. Not known yet, will follow" in done.said
    assert "There is no answer: Not known yet, will follow." in done.said
    assert done.interview.missing("city") is None


def test_a_missing_reason_takes_the_answer_away_and_undo_brings_it_back(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "Oslo\n/back\n/missing 1\n/undo\n")
    assert "/undo brings it back" in done.said
    assert (done.value("city"), done.interview.missing("city")) == ("Oslo", None)


def test_notes(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "/note As on the seal.\\\nAsk Ana.\nOslo\n/back\n")
    assert done.interview.note_on("city") == "As on the seal.\nAsk Ana."
    assert "Note: As on the seal." in done.said
    assert talk(tmp_path, FORM, "/goto city\n/note -\n").interview.note_on("city") is None


def test_a_warning_stands_for_a_reason(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "Oslo\nyes\n95\n/back\n/accept We checked.\n/problems\n")
    assert "Warning: Nearly all of it." in done.said
    assert "/accept and a reason lets it stand." in done.said
    [kept] = done.interview.response.accepted["budget.share"]
    assert kept.reason == "We checked."
    again = talk(tmp_path, FORM, "/goto budget.share\n/accept -\n")
    assert not again.interview.response.accepted


def test_a_correction_is_taken(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "Oslo\nno\nwww.oslo.example\n/back\n/take\n")
    assert "/take takes https://www.oslo.example instead." in done.said
    assert done.value("budget.link") == "https://www.oslo.example"


def test_undo_reaches_behind_the_last_start_and_redo_does_it_again(tmp_path: Path) -> None:
    talk(tmp_path, FORM, "Oslo\n")
    done = talk(tmp_path, FORM, "/undo\n")
    assert "Taken back: I City, from Oslo to nothing." in done.said
    assert done.value("city") is None
    assert talk(tmp_path, FORM, "/redo\n").value("city") == "Oslo"


def test_what_an_answer_was_before_can_be_had_again(tmp_path: Path) -> None:
    talk(tmp_path, FORM, "Oslo\n/back\nBergen\n/back\n")
    done = talk(tmp_path, FORM, "/history\n/restore 2\n")
    assert "1. " in done.said
    assert "City, from Oslo to Bergen." in done.said
    assert done.value("city") == "Oslo"


def test_what_any_answer_was_before(tmp_path: Path) -> None:
    talk(tmp_path, FORM, "Oslo\n/back\nBergen\nyes\n")
    done = talk(tmp_path, FORM, "/history all\n/restore 3\n")
    assert "2. " in done.said
    assert done.value("city") == "Oslo"


def test_completing_says_first_what_stands_in_the_way(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "Oslo\n/complete\n")
    assert "2 things stand in the way of completing." in done.said
    assert "1. I.1 Budget (Answer): This question needs an answer" in done.said
    assert (done.interview.status, done.status) == ("in-progress", 1)


def test_completing_and_opening_again(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "Oslo\nno\n\nyes\n/complete yes\n/goto city\nBergen\n")
    assert "I am allowed to answer: yes" in done.said
    assert "Thank you." in done.said
    assert done.talk.session.code in done.said
    assert "re-open it (/reopen) before you change anything" in done.said
    assert (done.interview.status, done.value("city")) == ("completed", "Oslo")
    again = talk(tmp_path, FORM, "/reopen yes\n/goto city\nBergen\n")
    assert (again.interview.status, again.value("city")) == ("amended", "Bergen")


def test_a_person_is_asked_whether_to_open_it_again(tmp_path: Path) -> None:
    talk(tmp_path, FORM, "Oslo\nno\n\nyes\n/complete yes\n")
    done = talk(tmp_path, FORM, "/goto city\nBergen\nyes\n", person=True)
    assert (done.interview.status, done.value("city")) == ("amended", "Bergen")


def test_the_review_reads_all_answers(tmp_path: Path) -> None:
    said = talk(tmp_path, FORM, "Oslo\nyes\n95\n/missing 3\n/review\n").said
    for text in (
        "I City: City\n  Oslo\n",
        "  Answer: yes\n  Share: 95\n",
        "Link: — Not applicable",
    ):
        assert text in said, said
    assert "1 answer lacking, 0 errors, 1 warning." in said


def test_a_long_text_in_the_persons_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "From the editor." > "$1"\n', "utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    assert talk(tmp_path, FORM, "/editor\n").value("city") == "From the editor."


def test_going_on_in_another_file(tmp_path: Path) -> None:
    other = tmp_path / "other.response.yaml"
    done = talk(tmp_path, FORM, f"Oslo\n/elsewhere {other}\nno\n")
    assert done.talk.session.path == other
    assert "answer: false" in other.read_text("utf-8")
    assert "answer: false" not in (tmp_path / "r.response.yaml").read_text("utf-8")


def test_a_copy_beside_the_file_is_put_together_with_it(tmp_path: Path) -> None:
    talk(tmp_path, FORM, "Oslo\n")
    content = (tmp_path / "r.response.yaml").read_bytes()
    copy = tmp_path / "r (conflicted copy).response.yaml"
    copy.write_bytes(content.replace(b'city: "Oslo"', b'city: "Oslo"\n  signed: true'))
    done = talk(tmp_path, FORM, "/copy\n")
    assert "/copy puts both together" in done.said
    assert done.value("signed") is True


def another(folder: Path, city: str) -> Callable[[], None]:
    """Somebody else who gives an answer, and leaves."""

    def change() -> None:
        path = folder / "r.response.yaml"
        questionnaire = load(folder / "form.yaml")
        response = responses.read(path, questionnaire)
        answers = {**response.answers, "city": city, "signed": True}
        responses.write(path, response._replace(answers=answers, seal={}), questionnaire)

    return change


@pytest.mark.parametrize(("choice", "city"), [("1", "Tromsø"), ("2", "Bergen")])
def test_what_two_people_answered_is_chosen(choice: str, city: str, tmp_path: Path) -> None:
    talk(tmp_path, FORM, "Oslo\n")
    script = f"/goto city\nTromsø\n/save\n{choice}\n"
    meanwhile = {1: another(tmp_path, "Bergen")}
    done = talk(tmp_path, FORM, script, person=True, meanwhile=meanwhile)
    assert "1. yours: Tromsø\n2. theirs: Bergen" in done.said
    assert (done.value("city"), done.value("signed")) == (city, True)
    assert (tmp_path / "r.response.yaml").read_text("utf-8").count(city) == 2  # its head too


def test_what_somebody_else_answered_comes_in(tmp_path: Path) -> None:
    talk(tmp_path, FORM, "Oslo\n")
    done = talk(tmp_path, FORM, "no\n/save\n/back\n", meanwhile={0: another(tmp_path, "Oslo")})
    assert "what they did on 1 question is in here now. /undo takes that back." in done.flat
    assert (done.value("signed"), done.value("budget.answer")) == (True, False)


# What once went wrong --------------------------------------------------------------------------


def test_undo_takes_back_what_was_done_before_at_once(tmp_path: Path) -> None:
    talk(tmp_path, FORM, "Oslo\n")
    assert talk(tmp_path, FORM, "/undo\n", person=True).value("city") is None


def test_numbers_of_the_history_mean_what_was_listed(tmp_path: Path) -> None:
    talk(tmp_path, FORM, "A1\n/back\nA2\n/back\nA3\n/back\n")
    done = talk(tmp_path, FORM, "/goto city\n/history\nB\n/restore 2\n")
    assert "It is again: I City, A2." in done.said
    assert done.value("city") == "A2"


def test_nothing_is_restored_before_anything_is_listed(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "/restore 1\n", person=True)
    assert "Nothing is listed; /history lists what the answers were before." in done.said


def test_what_is_taken_elsewhere_is_named(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "Oslo\nno\nNone\n/back\n/back\n/take\n")
    assert "Taken: I.1 Budget (Link), Not applicable" in done.said
    assert done.interview.missing("budget.link") == "not-applicable"


def test_the_warning_here_comes_before_others(tmp_path: Path) -> None:
    talk(tmp_path, FORM, "Oslo\nyes\n95\n/back\n/accept Checked.\n")
    done = talk(tmp_path, FORM, "/goto budget.share\n/accept -\n")
    assert "The warning is open again: I.1 Budget (Share)" in done.said


def test_a_text_emptied_in_the_editor_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\n: > "$1"\n', "utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    assert talk(tmp_path, FORM, "Oslo\n/back\n/editor\n").value("city") is None


def test_a_footnote_that_is_not_there(tmp_path: Path) -> None:
    assert talk(tmp_path, FORM, "/footnotes 99\n").status == 1


def test_a_note_that_was_not_entered_is_kept(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "/note\nAsk Ana\\", person=True)
    assert done.interview.note_on("city") == "Ask Ana"


def test_several_clashes_are_decided_at_once(tmp_path: Path) -> None:
    talk(tmp_path, FORM, "Oslo\nno\n\nno\n")
    script = "/goto city\nTromsø\n/goto signed\n/missing 1\n/save\n3\n"
    meanwhile = {1: another(tmp_path, "Bergen")}
    done = talk(tmp_path, FORM, script, person=True, meanwhile=meanwhile)
    assert "3. Take theirs everywhere" in done.said
    assert (done.value("city"), done.value("signed")) == ("Bergen", True)


def test_a_command_where_a_number_is_asked_for(tmp_path: Path) -> None:
    talk(tmp_path, FORM, "Oslo\n")
    meanwhile = {1: another(tmp_path, "Bergen")}
    script = "/goto city\nTromsø\n/save\n/help\n/quit\n"
    done = talk(tmp_path, FORM, script, person=True, meanwhile=meanwhile)
    assert "Type a number from 1 to 2." in done.said
    assert done.talk.session.saved


def test_a_script_does_not_go_on_where_several_places_may_be_meant(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "/goto a\nno\n")
    assert (done.value("city"), done.status) == (None, 1)


@pytest.mark.parametrize("command", ["/note", "/elsewhere", "/goto", "/missing", "/complete"])
def test_a_script_is_asked_nothing(command: str, tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, f"Oslo\nno\n\nyes\n/previous\n{command}\nyes\n")
    assert "needs more behind its name" in done.said
    assert (done.status, list(tmp_path.glob("yes*"))) == (1, [])


def test_another_place_that_is_not_there(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, f"Oslo\n/elsewhere {tmp_path}/nowhere/x.yaml\nno\n", person=True)
    assert done.talk.session.path == tmp_path / "r.response.yaml"
    assert done.value("budget.answer") is False


def test_the_review_has_the_notes(tmp_path: Path) -> None:
    said = talk(tmp_path, FORM, "/goto budget.answer\n/note Ask Ana.\n/review\n").said
    assert "Answer: Note: Ask Ana." in said
