"""Replies as mail programs and people make them, divided by the numbers of the letter."""

from __future__ import annotations

import pytest

from lgq_tui.imports import eml, written
from lgq_tui.imports.replies.letters import Outgone, Question
from lgq_tui.imports.replies.sorting import Sorted, sorted_out

TREES = Question("trees", 1, "II.1", True, "All of them?", (("How many trees?", "So far: 12",
    "Our question: All of them?"),), ("So far:",))  # fmt: skip
SHADE = Question(
    "shade", 1, "II.2", True, "Sure?", (("How much shade?", "Our question: Sure?"),), ("So far:",)
)
LETTERS = Outgone(
    (TREES, SHADE),
    ("Dear colleagues,", "Please write below.", "Thank you for your help.", "Ada Park"),
    ("Your reply:",),
    frozenset({"ii.1", "ii.2", "ii.3"}),
)
LETTER = """\
Dear colleagues,

Please write below.

[II.1] How many trees?
  So far: 12
  Our question: All of them?

  Your reply:
{trees}
[II.2] How much shade?
  Our question: Sure?

  Your reply:
{shade}
Thank you for your help.
Ada Park
"""
BOTH = {"II.1": "All.", "II.2": "Quite."}


def read(text: str, letters: Outgone = LETTERS) -> Sorted:
    return sorted_out(written.read(text.encode()), letters)


def said(found: Sorted) -> dict[str, str]:
    return {one.question.label: one.words for one in found.pieces}


def left(found: Sorted) -> list[str]:
    return [one.quote.words for one in found.left]


def quoted(text: str, mark: str = "> ") -> str:
    """A letter in which lines that begin with `=` are the reply's own."""
    lines = text.split("\n")
    return "\n".join(one[1:] if one[:1] == "=" else f"{mark}{one}".rstrip() for one in lines)


INLINE = LETTER.format(trees="=All.\n", shade="=Quite.\n")
EMPTY = LETTER.format(trees="", shade="")


@pytest.mark.parametrize(
    "text",
    [
        INLINE.replace("=", ""),
        quoted(INLINE),
        quoted(INLINE, ">> "),
        "Am 25.11.2026 um 10:12 schrieb Ada Park:\n" + quoted(INLINE),
        quoted(INLINE.replace("\n  ", " ").replace("\n\n", "\n")),
        quoted(LETTER.format(trees="= All.", shade="=Quite.")) + "\n-- \nLim\nCity Hall\n",
        LETTER.format(trees="", shade="").replace("Your reply:\n\n[", "Your reply: All.\n[", 1)
        .replace("Your reply:\n\nT", "Your reply: *Quite.*\nT").replace("*", ""),
        "II.1: All.\nII.2) Quite.\n\nOn 25 Nov 2026 at 10:12 Ada <ada@example.org> wrote:\n"
        + quoted(EMPTY),
        "[II.1] All.\nII.2 - Quite.\n\nRegards\nLim\n\n" + quoted(EMPTY),
        "Question II.1: All.\n(II.2) Quite.\n",
        "Dear colleagues,\nII.1: All.\nII.2: Quite.\n",
        "**[ii.2]** Quite.\n\n**[ii.1]** All.\n",
        "________________________________\nVon: Ada\nGesendet: 25.11.2026 10:12\nAn: Lim\n"
        "Betreff: Re\n\n" + INLINE.replace("=", ""),
    ],
    ids=["bare", "quoted", "twice", "said so", "wrapped", "signed", "beside", "above",
         "above in brackets", "alone", "behind a line of the letter", "bold", "header"],
)  # fmt: skip
def test_the_reply_is_what_the_letter_has_not(text: str) -> None:
    found = read(text)
    assert said(found) == BOTH
    assert found.told == ()
    assert not any("?" in one or "wrote" in one for one in left(found))


def test_what_older_mails_had_is_no_reply() -> None:
    older = "> > On Monday Lim wrote:\n> > II.1: none\n"
    assert said(read(quoted(INLINE) + older + "> older still\n")) == BOTH


def test_an_answer_that_has_changed_since_is_told_apart() -> None:
    found = read(quoted(INLINE.replace("So far: 12", "So far: 13 or\n  so")))
    assert said(found) == BOTH
    assert left(found) == ["So far: 13 or\nso"]


def test_a_question_without_a_reply_is_empty_and_not_lost() -> None:
    found = read(quoted(LETTER.format(trees="=All.\n", shade="")))
    assert (said(found), [one.label for one in found.empty]) == ({"II.1": "All."}, ["II.2"])
    assert read("Hello.\n").told[0].key == "letter.told.none"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[II.3] 5\n", "unknown"),
        ("II.3: 5\n", "unknown"),
        ("[XII.14/2] 5\n", "unknown"),
        ("III.3.1 is a number of ours\n", "none"),
        ("At 10:12 we met, see [1] and e.g.: this\n", "none"),
    ],
)
def test_only_what_looks_like_a_number_of_the_letter_is_one(text: str, key: str) -> None:
    found = read(text)
    assert [one.key for one in found.told] == [f"letter.told.{key}"]
    assert "5" in str(left(found)) or text.strip() in left(found)


def test_of_two_with_one_number_the_words_beside_it_decide() -> None:
    twin = TREES._replace(item="law", query="Which law?", versions=(("Laws", "Which law?"),))
    twins = LETTERS._replace(questions=(TREES, twin))
    assert said(read("[II.1] Laws\nWhich law?\nThe old one.\n", twins)) == {"II.1": "The old one."}
    found = read("[II.1] The old one.\n", twins)
    assert [one.key for one in found.told] == ["letter.told.several"]
    assert left(found) == ["[II.1] The old one."]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Reference: trees 2022 · Lima, Peru · 0193b7c2", {"0193b7c2"}),
        ("> Reference: trees 2022 · Lima,\n> Peru\n> · 0193b7c2\n\nmore", {"0193b7c2"}),
        ("Reference: trees 2022 · 0193b7c2\nand trees 2022 · Quito · 11111111", {"0193b7c2", "11111111"}),
        ("Lim · City Hall · 12345678", set()),
        ("street trees 2022 are 12345678", set()),
    ],
)  # fmt: skip
def test_a_reference_is_what_the_letter_says_and_no_telephone(text: str, codes: set[str]) -> None:
    assert read(text, LETTERS._replace(questionnaire="trees")).codes == codes


def test_soft_breaks_of_a_mail_are_no_breaks() -> None:
    head = b"From: lim@city.example\nContent-Type: text/plain; format=flowed\n\n"
    source = written.read(head + b"[II.1] All of the \ntrees.\n> quoted \n> on\n")
    assert [one.text for one in source.passages][:2] == ["[II.1] All of the trees.", "> quoted on"]


def test_a_mail_is_read_as_what_is_in_it() -> None:
    page = b"From: a@b.example\nContent-Type: text/html; charset=utf-8\n\n<p>Name</p><p>\xc3\x84\n"
    assert [one.text for one in eml.read(page).passages] == ["Name", "Ä"]
    assert [one.text for one in eml.read(b"no mail at all\n").passages] == ["no mail at all"]
