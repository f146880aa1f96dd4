"""`lgq letter`: what goes out to the respondent, and what comes back, in whichever way."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from lgq_tui.cli import main
from lgq_tui.core.letters import code_of
from lgq_tui.core.response import Response
from lgq_tui.session.beginning import alone
from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load
from lgq_tui.storage.lock import Lock
from tests.tui.person import form

Output = pytest.CaptureFixture[str]

FORM = """
subject: [city]
sections:
  - id: cover
    title: About the city
    items: [{id: city, type: text, label: City}]
  - id: plans
    number: II
    title: Plans
    items:
      - id: plan
        number: "1"
        type: group
        label: Is there a **plan** for [trees](https://example.org)?
        items:
          - {id: answer, type: yes_no, label: Answer}
          - {id: link, number: a, type: url, label: Link}
          - {id: details, type: paragraph, label: Details}
      - {id: shade, number: "2", type: percentage, label: "How much of the city is in the shade?"}
      - {id: since, number: "3", type: integer, label: "Since when?"}
      - {id: people, number: "4", type: group, repeat: true, label: "Who?",
         items: [{id: name, type: text, label: Name}]}
"""
ASKED = (
    ("plan.answer", "Yes or no?"),
    ("plan.link", "Where can it be read?"),
    ("plan.details", "Who wrote it? See [II.2] too."),
    ("shade", "Of the whole city?"),
    ("since", "Of which year is it?"),
    ("people.name", "All of them?"),
)
REPLIES = {
    "II.1": "Yes",
    "II.1.a": "https://trees.example.org/plan",
    "II.1/2": "The department of parks\nwrote all of it.",
    "II.2": "40 %",
    "II.3": "Not known",
    "II.4": "Yes, all.",
}
SETTLED = ("II.1", "II.1.a", "II.3")
"""Of which the answer is taken: there is nothing left to do about them."""
KEPT = {
    label: ("closed" if label in SETTLED else "answered", words) for label, words in REPLIES.items()
}
STANDING = {"held": "letter.held", "completed": "letter.completed"}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LGQ_AUTHOR", "Ada Park")
    form(tmp_path, FORM)
    with alone(Path("r.yaml"), load(Path("form.yaml")), STANDING) as session:
        session.interview.answer(("city",), "Arborville")
        session.interview.answer(("shade",), 40)
        for item, text in ASKED:
            assert session.ask(item, text)


def lgq(*words: str) -> int:
    return main(["letter", "-q", "form.yaml", *words])


def saved() -> Response:
    return responses.read(Path("r.yaml"))


def stands(response: Response) -> dict[str, tuple[str, str]]:
    """By the label of each query: how it stands, and what was said last."""
    return {
        one.label: (one.status, one.reply) for some in response.queries.values() for one in some
    }


def written(path: str = "letter.txt") -> str:
    assert lgq("r.yaml", "-o", path) == 0
    return Path(path).read_text("utf-8") if path.endswith(".txt") else ""


def filled(text: str, replies: Mapping[str, str], quote: str = "") -> str:
    """A letter with replies typed below its questions; it is quoted, the replies are not."""
    lines: list[str] = []
    label = ""
    for line in text.split("\n"):
        label = line[1 : line.index("]")] if line.startswith("[") else label
        lines.append(f"{quote}{line}".rstrip())
        if line.strip() == "Your reply:" and label in replies:
            lines += ["", replies[label], ""]
    return "\n".join(lines)


# Out


def test_the_letter_asks_what_is_open_in_the_order_of_the_form(capsys: Output) -> None:
    assert lgq("r.yaml") == 0
    told = capsys.readouterr()
    assert told.err == "6 questions are marked as sent.\n"
    labels = [line[: line.index("]") + 1] for line in told.out.split("\n") if line[:1] == "["]
    assert labels == ["[II.1]", "[II.1.a]", "[II.1/2]", "[II.2]", "[II.3]", "[II.4]"]
    code = code_of(saved().id)
    for line in (
        f"Reference: form 1 · Arborville · {code}",
        "Dear colleagues in Arborville,",
        "II. Plans",
        "[II.2] How much of the city is in the shade?",
        "  Your answer so far: 40 %",
        "[II.1.a] Is there a plan for trees?",
        "  About: Link",
        "  No answer so far.",
        "  Our question: Who wrote it? See (II.2) too.",
        "Ada Park",
    ):
        assert line in told.out.split("\n"), line
    assert {status for status, _ in stands(saved()).values()} == {"sent"}
    assert saved().queries["shade"][0].thread[-1].by == "Ada Park"


def test_no_line_is_too_long_for_a_mail_whatever_people_write() -> None:
    with alone(Path("r.yaml"), load(Path("form.yaml")), STANDING) as session:
        session.interview.answer(
            ("plan", "details"), "森" * 200 + " [II.3] \x1b[31m> no " + "x" * 900
        )
        session.ask("shade", "مدينة " * 60 + "\u202e")
        session.ask("since", "https://example.org/" + "a" * 90)
    lines = written().split("\n")
    assert all(len(line) <= 72 or "://" in line for line in lines)
    assert not any("\x1b" in line or "\u202e" in line for line in lines)
    assert sum(line.startswith("[II.3") for line in lines) == 2


def test_a_draft_changes_nothing(capsys: Output) -> None:
    before = Path("r.yaml").read_bytes()
    assert lgq("r.yaml", "--draft") == 0
    assert capsys.readouterr().out.count("DRAFT, not to be sent") == 1
    assert lgq("r.yaml", "--draft", "-o", "draft.docx") == 0
    assert Path("r.yaml").read_bytes() == before


def test_a_second_letter_reminds_under_the_same_numbers(capsys: Output) -> None:
    written()
    with alone(Path("r.yaml"), load(Path("form.yaml")), STANDING) as session:
        session.close_query("plan.answer", 1)
        session.ask("plan.answer", "Really?")
    assert lgq("r.yaml") == 0
    told = capsys.readouterr().out
    assert "[II.1/3] Is there a plan for trees?" in told
    assert "[II.1] " not in told
    assert told.count(f"We have asked this before, on {datetime.now(UTC):%Y-%m-%d}.") == 5
    [*_, again] = saved().queries["shade"][0].thread
    assert again.status == "sent"


def test_without_an_open_question_there_is_no_letter(capsys: Output) -> None:
    with alone(Path("s.yaml"), load(Path("form.yaml")), STANDING) as session:
        session.interview.answer(("city",), "Arborville")
    assert lgq("s.yaml", "-o", "l.txt") == 1
    assert capsys.readouterr().err.startswith("There is no open question for the respondent")
    assert not os.path.exists("l.txt")


def test_nothing_is_sent_that_cannot_be_written_or_kept(capsys: Output, tmp_path: Path) -> None:
    before = saved()
    lock = Lock(Path("r.yaml"))
    lock.take("Bo Lind", datetime(2026, 11, 23, tzinfo=UTC))
    try:
        assert lgq("r.yaml", "-o", "l.txt") == 2
    finally:
        lock.release()
    assert capsys.readouterr().err.startswith("lgq: Bo Lind has this response open")
    (tmp_path / "there.txt").write_text("mine", "utf-8")
    for name in ("there.txt", "l.pdf", "no/folder/l.txt", "r.yaml"):
        assert lgq("r.yaml", "-o", name) == 2
        assert capsys.readouterr().err.startswith("lgq: ")
    assert lgq("gone.yaml") == 2
    assert not os.path.exists("gone.yaml")
    assert saved().queries == before.queries
    assert Path("there.txt").read_text("utf-8") == "mine"


def test_a_completed_response_asks_nothing(capsys: Output) -> None:
    path = Path("r.yaml")
    text = path.read_text("utf-8").replace("status: in-progress", "status: completed")
    path.write_text(text, "utf-8")
    assert lgq("r.yaml") == 2
    assert "r.yaml is completed" in capsys.readouterr().err
    assert lgq("r.yaml", "--draft") == 0


@pytest.mark.parametrize(
    "words", [("--accept", "certain"), ("--format", "json"), ("--read", "a.txt", "--draft")]
)
def test_options_that_do_not_go_together_are_told(words: tuple[str, ...], capsys: Output) -> None:
    assert lgq("r.yaml", *words) == 2
    assert capsys.readouterr().err.startswith("lgq: -")


# In


def as_text(letter: str) -> Path:
    head = "Dear Ada,\nhere you are.\n\nOn Wed, 25 Nov 2026 at 10:12, Ada Park\n<ada@example.org> wrote:\n"
    end = "\n\nKind regards,\nLim\n"
    Path("reply.txt").write_text(head + filled(letter, REPLIES, "> ") + end, "utf-8")
    return Path("reply.txt")


def as_mail(letter: str) -> Path:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "lim@city.example", "ada@example.org", "Re: [II.9]"
    mail.set_content(filled(letter, REPLIES, "> "), cte="quoted-printable")
    page = "".join(f"<p>{line}</p>" for line in letter.split("\n"))
    mail.add_alternative(page, subtype="html")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="plan.pdf")
    Path("reply.eml").write_bytes(mail.as_bytes())
    return Path("reply.eml")


def as_page(letter: str) -> Path:
    """As a webmail gives it."""
    lines = filled(letter, REPLIES).replace("<", "&lt;").split("\n")
    mail = EmailMessage()
    mail["From"] = "lim@city.example"
    mail.set_content("".join(f"<div>{line or '<br>'}</div>" for line in lines), subtype="html")
    Path("page.eml").write_bytes(mail.as_bytes())
    return Path("page.eml")


def as_word(letter: str) -> Path:
    document = docx.Document("letter.docx")
    label = ""
    for paragraph in document.paragraphs:
        label = paragraph.text[1:].partition("]")[0] if paragraph.text[:1] == "[" else label
        if paragraph.style is not None and paragraph.style.name == "Form Field":
            paragraph.text = REPLIES.get(label, "")
    made = BytesIO()
    document.save(made)
    Path("reply.docx").write_bytes(made.getvalue())
    return Path("reply.docx")


def as_answers_above(letter: str) -> Path:
    """As a program does that quotes without marks, below a few lines."""
    answers = "\n".join(f"{label}: {words}" for label, words in REPLIES.items() if label != "II.1")
    head = f"Dear Ada,\n\nII.1 Yes\n{answers}\n\nBest regards\nLim Wei\n\n"
    sent = "-----Original Message-----\nFrom: Ada <ada@example.org>\nSent: 25.11.2026\nTo: Lim\n\n"
    # `II.1` may be any of the two queries on that question, so it is named by its bracket here.
    Path("above.txt").write_text(head.replace("II.1 Yes", "[II.1] Yes") + sent + letter, "utf-8")
    return Path("above.txt")


WAYS = (as_text, as_mail, as_page, as_word)


@pytest.mark.parametrize("reply", WAYS, ids=lambda one: one.__name__)
def test_a_reply_finds_back_to_its_questions(reply: Callable[[str], Path], capsys: Output) -> None:
    written("letter.docx")
    path = reply(written())
    capsys.readouterr()
    assert lgq("r.yaml", "--read", str(path), "--accept", "certain", "--format", "json") == 1
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    after = saved()
    assert stands(after) == KEPT
    assert after.answers["plan"] == {"answer": True, "link": "https://trees.example.org/plan"}
    assert after.missing == {"since": "asked-unknown"}
    source = after.sources["plan.answer"]
    mode = "document" if path.suffix == ".docx" else "e-mail"
    assert (source.mode, source.name, source.words) == (mode, path.name, "Yes")
    assert [one["item"] for one in told["open"]] == ["plan.details"], "who wrote it is no plan"
    assert [one["number"] for one in told["replies"]] == [*REPLIES]


def test_what_a_mail_has_with_it_is_told(capsys: Output) -> None:
    path = as_mail(written())
    lgq("r.yaml", "--read", str(path), "--accept", "certain")
    assert "plan.pdf; save them and take them in too" in capsys.readouterr().err


def test_answers_above_the_letter_are_found_by_their_numbers(capsys: Output) -> None:
    path = as_answers_above(written())
    assert lgq("r.yaml", "--read", str(path), "--accept", "certain") == 1
    assert stands(saved()) == KEPT
    assert "Left over, fits nowhere: Best regards Lim Wei" in capsys.readouterr().out


def test_the_same_reply_twice_changes_nothing(capsys: Output) -> None:
    path = as_text(written())
    lgq("r.yaml", "--read", str(path), "--accept", "certain")
    before = saved()
    capsys.readouterr()
    assert lgq("r.yaml", "--read", str(path), "--accept", "certain") == 1
    told = capsys.readouterr()
    assert "II.4 is in its thread already" in told.err
    assert "0 replies kept" in told.out
    assert saved() == before


def test_an_answer_that_was_given_is_never_replaced_at_once(capsys: Output) -> None:
    written()
    Path("a.txt").write_text("[II.2] 45 %\n[II.3] about 1990, perhaps\n", "utf-8")
    lgq("r.yaml", "--read", "a.txt", "--accept", "certain")
    told = capsys.readouterr()
    assert "to be looked at: 45 – There is an answer already: “40”" in told.out
    assert "does not say which letter it belongs to" in told.err
    assert saved().answers["shade"] == 40
    assert "since" not in saved().answers
    assert stands(saved())["II.3"] == ("answered", "about 1990, perhaps")


def test_what_nobody_waits_for_is_told_and_left_over(capsys: Output) -> None:
    written()
    with alone(Path("r.yaml"), load(Path("form.yaml")), STANDING) as session:
        session.close_query("since", 1)
    Path("a.txt").write_text(
        "Good morning!\n\n[II.3] 1990\n\n[II.9] 12 %\n\nII.1: perhaps\n\n[II.2]\n\n"
        "[sic] is no number\n", "utf-8",
    )  # fmt: skip
    assert lgq("r.yaml", "--read", "a.txt", "--accept", "certain") == 1
    told = capsys.readouterr()
    for sentence in (
        "No question with the number [II.9] has gone out",
        "The question [II.3] is closed already",
    ):
        assert sentence in told.err
    for left in ("Good morning!", "[II.3] 1990", "[II.9] 12 %"):
        assert f"Left over, fits nowhere: {left}" in told.out
    assert stands(saved())["II.2"] == ("answered", "[sic] is no number")


def test_a_number_that_may_mean_two_questions_is_not_guessed(capsys: Output) -> None:
    written()
    Path("a.txt").write_text("II.1: yes\nII.1/2: We did.\n", "utf-8")
    lgq("r.yaml", "--read", "a.txt", "--accept", "certain")
    assert "Two questions may be meant by the number II.1" in capsys.readouterr().err
    assert stands(saved())["II.1"] == ("sent", "")
    assert stands(saved())["II.1/2"] == ("answered", "We did.")


def test_a_reply_to_another_response_is_refused(capsys: Output) -> None:
    letter = written()
    other = filled(letter, REPLIES).replace(code_of(saved().id), "0193b7c2")
    Path("a.txt").write_text(other, "utf-8")
    before = saved()
    assert lgq("r.yaml", "--read", "a.txt", "--accept", "certain") == 2
    assert "another response (reference 0193b7c2)" in capsys.readouterr().err
    assert saved() == before


@pytest.mark.parametrize(
    "text",
    [
        "[II.2] " * 20_000,
        "\n".join(["[II.2] 1 %"] * 5_000),
        "> " * 3_000 + "[II.2] 40 %",
        "[II.2]\n" + "x" * 300_000,
        "II.2:" + ":" * 50_000,
        "[" * 10_000 + "II.2" + "]" * 10_000,
        "[II.2] \x1b[31m40 %\x07\u202e\n",
    ],
    ids=["labels", "lines", "quoted", "long", "colons", "brackets", "controls"],
)
def test_no_reply_keeps_anybody_busy_or_does_harm(text: str, capsys: Output) -> None:
    written()
    Path("a.txt").write_text(text, "utf-8")
    assert lgq("r.yaml", "--read", "a.txt", "--accept", "certain") in (0, 1)
    told = capsys.readouterr()
    assert "\x1b" not in told.out + told.err
    assert saved().answers["shade"] == 40


def test_what_is_no_reply_is_one_sentence(capsys: Output, tmp_path: Path) -> None:
    Path("a.txt").write_text("[II.2] 40", "utf-8")
    assert lgq("r.yaml", "--read", "a.txt", "--accept", "certain") == 2
    assert "No letter about this response has gone out" in capsys.readouterr().err
    written()
    capsys.readouterr()
    for name, content in (("no.docx", b"PK"), ("no.rtf", b"{}"), ("no.txt", b"")):
        Path(name).write_bytes(content)
        assert lgq("r.yaml", "--read", name, "--accept", "certain") == 2
        told = capsys.readouterr()
        assert (told.out, told.err.count("\n")) == ("", 1)
    assert lgq("r.yaml", "--read", "a.txt") == 2
    assert "no terminal" in capsys.readouterr().err
