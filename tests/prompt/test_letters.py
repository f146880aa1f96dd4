"""Letters and replies, threads, and problems that are put to the respondent, line by line."""

from __future__ import annotations

from pathlib import Path

from tests.prompt.talk import talk
from tests.prompt.test_queries import ASKED, FORM, told


def test_a_letter_goes_out_and_the_reply_is_taken_by_a_script(tmp_path: Path) -> None:
    letter, reply = tmp_path / "l.txt", tmp_path / "reply.txt"
    asked = ASKED.replace("A law?", "Yes or no?")
    done = talk(tmp_path, FORM, f"{asked}/letter {letter}\n")
    assert "4 questions are marked as sent." in done.said
    assert {status for _, status, _ in told(done)} == {"sent"}
    assert "[Q2/2] Share" in letter.read_text("utf-8")
    reply.write_text("[Q2] 16 %\n[Q3] yes\n[Q8] no\n", "utf-8")
    done = talk(tmp_path, FORM, f"/reply {reply}\n")
    assert (done.value("share"), done.value("law.answer")) == (16, True)
    for sentence in (
        "2 answers taken from reply.txt.",
        "2 Share: [Q2] reply kept: 16 %",
        "No question with the number [Q8] has gone out",
    ):
        assert sentence in done.flat
    assert [status for _, status, _ in told(done)] == ["sent", "closed", "sent", "closed"]


def test_a_person_decides_on_answers_and_keeps_every_reply(tmp_path: Path) -> None:
    talk(tmp_path, FORM, f"{ASKED}/letter {tmp_path}/l.txt\n")
    (tmp_path / "reply.txt").write_text("[Q2] 16 %\n", "utf-8")
    done = talk(tmp_path, FORM, f"/reply {tmp_path}/reply.txt\n2\n", person=True)
    assert done.value("share") is None
    assert ("share", "answered", "Of what?") in told(done)


def test_there_is_nothing_to_write_nor_to_read(tmp_path: Path) -> None:
    for line in (f"/letter {tmp_path}/l.txt", f"/reply {tmp_path}/gone.txt", "/answered 1 x"):
        done = talk(tmp_path, FORM, f"{line}\nLima\n")
        assert (done.status, done.value("city")) == (1, None)
    (tmp_path / "l.txt").write_text("mine", "utf-8")
    assert talk(tmp_path, FORM, f"/query Which?\n/letter {tmp_path}/l.txt\n").status == 1


def test_a_thread_is_told_replied_to_and_raised_again(tmp_path: Path) -> None:
    acts = "/query Which?\n/threads\n/answered 1 The old one.\n/close 1\n/raise 1\n/threads\n"
    done = talk(tmp_path, FORM, acts)
    assert told(done) == [("city", "open", "Which?")]
    for words in ("asked: Which?", "answered: The old one.", "closed", "open"):
        assert f"· {words}\n" in done.said
    assert talk(tmp_path, FORM, "/goto share\n/threads\n").said.count("asked nothing here") == 1


def test_a_problem_makes_a_question(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "/goto share\nmany\n/goto share\n/query problem\n")
    [(item, _, text)] = told(done)
    assert item == "share"
    assert text.startswith("“many” cannot be read")
    done = talk(tmp_path, FORM, "/goto law.link\n/query problem\n")
    assert done.status == 1
