"""What is read of plain text: of our own, as people send it back, and of any other."""

from __future__ import annotations

import pytest
from hypothesis import given

from lgq_tui.core.proposals import Place
from lgq_tui.exports import txt as exported
from lgq_tui.imports import txt
from lgq_tui.imports.source import (
    ANSWER,
    BODY,
    COMMENT,
    FOOTNOTE,
    MISSING,
    NOTE,
    TICK,
    Bound,
    Source,
)
from tests.documents import (
    PAGES,
    STORY,
    TEXTS,
    examples,
    naughty,
    one,
    order,
    read,
    texts,
    told,
)
from tests.forms import form
from tests.imports.mails import broken, quoted

ORDERS = dict(examples())
FILLED = [name for name, one in ORDERS.items() if not one.blank]
FORM = exported.written(ORDERS["garden-form"]).decode()
LGQ = exported.written(ORDERS["lgq-form"]).decode()


def parsed(text: str) -> Source:
    return txt.read(text.encode())


def typed(form: str, answers: dict[str, str]) -> str:
    """A form with answers below their names."""
    for path, answer in answers.items():
        form = form.replace(f"[{path}]\n", f"[{path}]\n{answer}\n", 1)
    return form


# A document that we filled


@pytest.mark.parametrize("name", FILLED)
def test_every_answer_comes_back(name: str) -> None:
    source = txt.read(exported.written(ORDERS[name]))
    assert read(source) == told(ORDERS[name])
    assert source.edition is not None
    assert source.edition["digest"].startswith("sha256:")


@given(TEXTS.filter(bool))
def test_any_answer_comes_back(text: str) -> None:
    asked = order(STORY, story=text, links=["https://a.example/_x_", "b*"], picks=["b", "c"])
    asked.interview.note("links", text)
    assert read(txt.read(exported.written(asked))) == told(asked)


def test_attempts_come_back() -> None:
    asked = order(PAGES, pages=naughty())
    assert read(txt.read(exported.written(asked))) == told(asked)


def test_only_the_wording_of_the_form_is_left() -> None:
    left = texts(txt.read(exported.written(ORDERS["half-filled"])))
    assert "No answer." not in "".join(left)
    assert "Code" not in "".join(left)
    assert left[0] == "Local Government Questionnaire (LGQ)"
    assert any(one.startswith("If yes, is the city/municipality CIO linked") for one in left)


def test_a_document_that_a_mail_quotes() -> None:
    text = exported.written(ORDERS["garden"]).decode()
    assert read(parsed(f"Hello\n\n{quoted(text)}")) == told(ORDERS["garden"])


def test_an_answer_whose_lines_were_broken_is_left() -> None:
    text = exported.written(ORDERS["kuala-lumpur"]).decode()
    source = parsed(broken(text))
    wanted = told(ORDERS["kuala-lumpur"])
    assert read(source) < wanted
    paths = {path for path, *_ in wanted - read(source)}
    assert "strategy.explanation" in paths
    assert "city" not in paths
    left = " ".join(" ".join(texts(source)).split())
    for path, text, *_ in wanted - read(source):
        assert path in paths
        assert " ".join(text.split()) in left


# A form that was filled by hand


def test_a_form_that_was_filled_in_an_editor() -> None:
    text = typed(FORM, {"garden_name": "Rose Hill", "best_day": "One\n\n  two\n\\# three"})
    text = text.replace("[composting]\n[ ] yes", "[composting]\n[x] yes")
    text = text.replace("[ ] Slugs", "[x] Slugs").replace("[ ] Raccoons", "[X] Raccoons")
    source = parsed(text.replace("[plots]\n\n", "[plots]\n23\n").replace("\n", "\r\n"))
    assert one(source, "garden_name").text == "Rose Hill"
    assert one(source, "best_day").text == "One\n\n  two\n# three"
    assert one(source, "plots").text == "23"
    assert one(source, "visitors").text == "Slugs\nRaccoons"
    assert [(box.text, box.on) for box in source.bound if box.path == "composting"] == [
        ("yes", True),
        ("no", False),
    ]
    assert source.edition == {
        "id": "community_garden",
        "version": "2026",
        "digest": ORDERS["garden-form"].interview.questionnaire.digest,
    }
    assert texts(source, FOOTNOTE) == [
        "A visitor is whoever eats without having dug. Hedgehogs are guests, not\nvisitors."
    ]
    left = texts(source, BODY)
    assert "A. The garden" in left
    assert not any("Needs an answer" in one or "1987" in one for one in left)


def test_what_is_said_about_answers() -> None:
    source = parsed(
        '# A\n[a]\n@missing masked\n@note One\n@note two\n\n# B\n[b]\n@value {"x": 1}\n\n# C\n[c] here\n@accept why\n@missing gone away'
    )
    assert [(one.path, one.kind, one.text) for one in source.bound] == [
        ("a", MISSING, "masked"), ("a", NOTE, "One\ntwo"), ("b", ANSWER, '{"x": 1}'), ("c", MISSING, "gone away"), ("c", ANSWER, "here"),
    ]  # fmt: skip
    assert texts(source) == ["@accept why", "@missing gone away"]


@pytest.mark.parametrize(
    "sent", [quoted, broken, lambda text: broken(quoted(text)), lambda text: quoted(broken(text))]
)
def test_a_form_that_was_answered_in_a_mail(sent: object) -> None:
    assert callable(sent)
    text = sent(LGQ)
    mark = "> " if text.startswith(">") else ""
    path = "strategy_coverage.areas_details.implementation_plan.explanation"
    for name, answer in {path: "A plan,\nof ours.", "country": "Peru"}.items():
        text = text.replace(f"{mark}[{name}]\n", f"{mark}[{name}]\n{answer}\n", 1)
    source = parsed(
        text.replace("[budget.answer]\n" + mark + "[ ] yes", "[budget.answer]\n" + mark + "[x] yes")
    )
    assert one(source, path).text == "A plan,\nof ours."
    assert one(source, "country").text == "Peru"
    assert [(box.text, box.on) for box in source.bound if box.path == "budget.answer"] == [
        ("yes", True),
        ("no", False),
    ]
    assert {bound.path for bound in source.bound if bound.kind == ANSWER} == {path, "country"}
    assert source.edition is not None
    assert len(source.edition["digest"]) == 71


def test_what_may_be_part_of_an_answer_is_left_with_it() -> None:
    source = parsed(
        "# A\n[a]\n16\n# this too\nand this\n\n# B\n[b]\nB\n\n# and\n\nthat\n\n# C\n[c]\n"
    )
    assert source.bound == (Bound("b", "B", place=Place(line=9)),)
    assert texts(source) == ["16", "# this too", "and this", "and", "that"]


def test_words_in_brackets_are_no_name() -> None:
    source = parsed("# A\n[a]\nHe said\n[sic]\nso.\n\n# B\n[b]\n")
    assert one(source, "a").text == "He said\n[sic]\nso."


def test_boxes_that_say_more_than_their_label() -> None:
    source = parsed(
        "# A\n[a]\n[x] yes\n[ ] no\nsince May\n\n# B\n[b]\n[x] yes, mostly\n[ ] no\n\n# C\n[c]\n[?] yes\n[ ] no\n\n# D\n[d]\n[ ] yes\n[ ] no\nyes"
    )
    assert [(box.path, box.kind, box.text) for box in source.bound if box.on] == [
        ("a", TICK, "yes"),
        ("b", ANSWER, "yes, mostly"),
    ]
    assert texts(source) == ["since May", "[?] yes", "☐ no", "yes"]


# Any other text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_any_encoding(encoding: str) -> None:
    source = txt.read("Café “São Paulo” – 5 €\r\n\r\nthe end".encode(encoding))
    assert texts(source) == ["Café “São Paulo” – 5 €", "the end"]


def test_a_text_with_a_few_broken_letters() -> None:
    source = txt.read("日本語のテキスト、長いもの。".encode() * 3 + b"\xff")
    assert texts(source) == ["日本語のテキスト、長いもの。" * 3 + "\ufffd"]


def test_a_mail_without_what_is_around_it() -> None:
    mail = "From: A <a@a.example>\nTo: b@b.example,\n c@c.example\nSubject: Form\n\n> 1. What is it called?\nRose Hill\n> 2. Where?\n> In:\nPeru\n\n-- \nA. Person\n"
    source = parsed(mail)
    assert texts(source, BODY) == ["1. What is it called?", "Rose Hill", "2. Where?", "In:", "Peru"]
    assert texts(source, COMMENT) == ["A. Person"]
    assert source.passages[1].place == Place(line=7)


def test_a_mail_in_a_code_of_mails() -> None:
    head = "From: a@a.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8; format=flowed\nContent-Transfer-Encoding: quoted-printable\n\n"
    source = parsed(head + "S=C3=A3o Paulo=\n is it.\n")
    assert texts(source) == ["São Paulo is it."]


def test_lines_that_flow() -> None:
    head = "From: a@a.example\nSubject: x\nContent-Type: text/plain; format=flowed\n\n"
    source = parsed(head + "One line that \ngoes on.\n Two\n-- \nA")
    assert texts(source, BODY) == ["One line that goes on.", "Two"]


def test_boxes_footnotes_and_links() -> None:
    source = parsed(
        "[x] Yes [ ] No\n\n(X) One\n( ) Two\n☑ Three □ Four\nf(x) [a]\n\n¹ A note.\n[2] Another.\n\nSee https://a.example/b."
    )
    assert texts(source, BODY) == [
        "☒ Yes ☐ No",
        "☒ One",
        "☐ Two",
        "☒ Three ☐ Four",
        "f(x) [a]",
        "See https://a.example/b.",
    ]
    assert texts(source, FOOTNOTE) == ["A note.", "Another."]
    assert source.passages[-1].links[0].address == "https://a.example/b"


def test_only_lines_that_a_program_broke_are_put_together() -> None:
    wrapped = "This is a paragraph that some program has broken at a width of seventy\nsigns, and that goes on here,\nwhile this line was meant to be one.\n"
    assert texts(parsed(wrapped)) == [
        wrapped.rpartition("\nwhile")[0],
        "while this line was meant to be one.",
    ]
    assert len(texts(parsed("word " * 60 + "\nnext\n"))) == 2


@given(TEXTS)
def test_no_word_is_lost(text: str) -> None:
    left = "".join(texts(parsed(text)))
    for sign in filter(str.isalpha, text):
        assert sign in left or sign in "xX"


def test_a_form_of_other_words_is_read_as_any_text() -> None:
    questionnaire = form("[{id: a, type: text}]")
    text = exported.written(order(questionnaire, True)).decode().replace("[a]", "")
    assert parsed(text).bound == ()
