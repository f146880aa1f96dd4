"""What is read of Markdown: of our own, as people send it back, and of any other."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from lgq_tui.core.proposals import Place
from lgq_tui.exports import md as exported
from lgq_tui.imports import md
from lgq_tui.imports.source import (
    ANSWER,
    BODY,
    COMMENT,
    DELETED,
    FOOTNOTE,
    MISSING,
    NOTE,
    TICK,
    Bound,
    Link,
    Source,
)
from tests.documents import PAGES, STORY, TEXTS, examples, naughty, one, order, read, texts, told
from tests.imports.mails import broken, quoted

ORDERS = dict(examples())
FORM = exported.written(ORDERS["garden-form"]).decode()


def parsed(text: str) -> Source:
    return md.read(text.encode())


def typed(form: str, answers: dict[str, str]) -> str:
    """A form with answers below their comments."""
    for path, answer in answers.items():
        form = form.replace(f"<!-- {path} -->\n", f"<!-- {path} -->\n{answer}", 1)
    return form


# Our own


@pytest.mark.parametrize("name", ORDERS)
def test_every_answer_comes_back(name: str) -> None:
    source = md.read(exported.written(ORDERS[name]))
    assert read(source) == told(ORDERS[name])
    assert source.edition is not None
    assert source.edition["digest"].startswith("sha256:")


@given(TEXTS.filter(bool))
def test_any_answer_comes_back(text: str) -> None:
    asked = order(STORY, story=text, links=["https://a.example/_x_", "b*"], picks=["b", "c"])
    asked.interview.note("links", text)
    assert read(md.read(exported.written(asked))) == told(asked)


def test_attempts_come_back() -> None:
    asked = order(PAGES, pages=naughty())
    assert read(md.read(exported.written(asked))) == told(asked)


def test_only_the_wording_of_the_form_is_left() -> None:
    left = texts(md.read(exported.written(ORDERS["half-filled"])), BODY)
    assert "No answer." not in "".join(left)
    assert left[0] == "Local Government Questionnaire (LGQ)"
    assert (
        "3. Does your city/municipality have a Chief Information Officer (CIO) to manage its e-Government programs/strategies?"
        in left
    )
    hints = texts(md.read(exported.written(ORDERS["lgq-form"])))
    assert not any("Needs an answer" in one or "put an x" in one for one in hints)


ANSWERS = {
    "garden_name": "Rose *Hill*",
    "best_day": "One line, with AT&T and C:\\new,\nand <b>another</b>.\n\n  - and a list\n",
    "founded": "\n\n  1987  ",
}


def test_a_form_that_was_filled_in_an_editor() -> None:
    text = (
        typed(FORM, ANSWERS)
        .replace("- [ ] Slugs", "- [x] Slugs")
        .replace("[ ] Other", "[ X ] Other", 1)
    )
    source = parsed(text.replace("\n", "\r\n"))
    assert one(source, "garden_name").text == "Rose *Hill*"
    assert (
        one(source, "best_day").text
        == "One line, with AT&T and C:\\new,\nand <b>another</b>.\n\n  - and a list"
    )
    assert one(source, "founded").text == "  1987"
    ticked = {(box.path, box.text) for box in source.bound if box.kind == TICK and box.on}
    assert ticked == {("visitors", "slugs"), ("watering", "other")}


def test_a_form_that_was_answered_in_a_mail_that_quotes_it() -> None:
    text = quoted(FORM).replace("> - [ ] Slugs", "> - [x] Slugs")
    for path, answer in {"garden_name": "Rose Hill", "founded": "1987"}.items():
        text = text.replace(f"> <!-- {path} -->\n", f"> <!-- {path} -->\n{answer}\n", 1)
    head = "From: A <a@example.org>\nSubject: Re: form\n\nDear all,\n\nOn Monday, B wrote:\n"
    source = parsed(f"{head}{text}\n-- \nA. Person\nCity Hall\n")
    assert one(source, "garden_name").text == "Rose Hill"
    assert one(source, "founded").text == "1987"
    assert Bound("visitors", "slugs", TICK) in [box._replace(place=Place()) for box in source.bound]
    assert texts(source)[:2] == ["Dear all,", "On Monday, B wrote:"]
    assert texts(source, COMMENT) == ["A. Person", "City Hall"]
    assert "a@example.org" not in "".join(texts(source))


def test_a_form_whose_lines_a_mail_program_broke() -> None:
    lgq = exported.written(ORDERS["lgq-form"]).decode()
    path = "strategy_coverage.areas_details.implementation_plan.explanation"
    text = typed(lgq, {path: "A plan."}).replace(
        "- [ ] makes specific reference to SDG 11", "- [x] makes specific reference to SDG 11"
    )
    for sent in (broken(text), quoted(broken(text)), broken(quoted(text))):
        source = parsed(sent)
        assert one(source, path).text == "A plan."
        ticks = {(box.path, box.text, box.on) for box in source.bound if box.kind == TICK}
        assert ("strategy_coverage.areas", "sdg_11", True) in ticks
        assert ("strategy_coverage.areas", "sendai_framework", False) in ticks
        assert source.edition is not None
        assert not any("Needs an answer" in left for left in texts(source))


def test_what_is_typed_beside_the_places_is_left() -> None:
    text = FORM.replace(
        "### 1. What is the garden called?", "### 1. What is the garden called? Rose Hill"
    )
    text = text.replace("- [ ] Slugs <", "- [x] Slugs, by night <").replace(
        "<!-- founded -->\n\n<!-- / -->", "<!-- founded -->\n1987\n"
    )
    source = parsed(text)
    left = texts(source)
    assert "1. What is the garden called? Rose Hill" in left
    assert "☒ Slugs, by night" in left
    assert "1987" in left
    assert [box.on for box in source.bound if box.text == "slugs"] == [True]


def test_two_answers_in_one_place_are_nobodys() -> None:
    source = parsed(
        "<!-- a -->\nOne\n<!-- / -->\n<!-- a -->\nTwo\n<!-- / -->\n<!-- b -->\nB\n<!-- / -->\n<!-- b -->\nB\n<!-- / -->"
    )
    assert source.bound == (Bound("b", "B", place=Place(line=8)),)
    assert texts(source) == ["One", "Two"]


def test_what_nobody_can_tell_is_left() -> None:
    source = parsed(
        "- [?] Yes <!-- a = yes 7349 -->\n\n<!-- b missing masked -->\n<!-- c note -->\nC\n<!-- / -->\n<!-- d? -->"
    )
    assert [(one.path, one.kind, one.text) for one in source.bound] == [
        ("b", MISSING, "masked"),
        ("c", NOTE, "C"),
    ]
    assert texts(source) == ["- [?] Yes"]


def test_lines_are_counted() -> None:
    source = parsed("One\n\n<!-- a -->\nTwo\n<!-- / -->\n\nThree")
    assert one(source, "a") == Bound("a", "Two", ANSWER, place=Place(line=4))
    assert [passage.place.line for passage in source.passages] == [1, 7]


# Any other


def test_markup_is_taken_off() -> None:
    source = parsed(
        "# A **title** #\n\n- [x] *Yes*, `now`\n- [ ] No\n* [X] snake_case and _this_\n(x) Round\n\n"
        "See [our page](https://a.example/x_(y) \"t\") and <https://b.example>, \\_so\\_ &amp; on[^1].\n\n"
        "| a | b \\| c |\n|---|---|\n| d | e |\n\n~~gone~~ here\n\n---\n\n[^1]: A *note*.\n    More.\n"
    )  # fmt: skip
    assert texts(source, BODY) == [
        "A title", "☒ Yes, now", "☐ No", "☒ snake_case and this", "☒ Round",
        "See our page and https://b.example, _so_ & on.", "a", "b | c", "d", "e", "here",
    ]  # fmt: skip
    assert texts(source, FOOTNOTE) == ["A note.", "More."]
    assert texts(source, DELETED) == ["gone"]
    [linked] = [passage for passage in source.passages if passage.links]
    assert [(linked.text[link.start : link.end], link.address) for link in linked.links] == [
        ("our page", "https://a.example/x_(y)"),
        ("https://b.example", "https://b.example"),
    ]


def test_addresses_in_the_open_are_links() -> None:
    [passage] = parsed("See (https://a.example/x).").passages
    assert passage.links == (Link(5, 24, "https://a.example/x"),)


def test_lines_of_one_paragraph_are_together() -> None:
    text = "The first line of this paragraph is as long as lines are, and so it\ngoes on with the second one, which ends.\nThe third stands for itself.\n"
    assert texts(parsed(text)) == [text.rpartition("\nThe")[0], "The third stands for itself."]


@given(TEXTS)
def test_nothing_that_is_written_is_lost(text: str) -> None:
    source = parsed(text)
    signs = re.sub(
        r"[^\w]",
        "",
        "".join([*texts(source), *(link.address for one in source.passages for link in one.links)]),
    )
    for word in re.findall(r"[^\W_]{2,}", re.sub(r"<[^>]*>?|&#?\w*;?|\[\^|\[[^\]]*\]", " ", text)):
        assert word in signs
