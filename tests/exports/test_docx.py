"""The form as a Word document: how it is made up, and that it comes back as it was."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lgq_tui.core.bindings import LONGEST_NAME, LONGEST_TAG, by_code, of_tag
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.text import clean
from lgq_tui.exports.document.making import document_of
from lgq_tui.exports.document.records import Field
from lgq_tui.exports.docx import written
from lgq_tui.exports.order import Order
from lgq_tui.imports import docx, source
from lgq_tui.locales.speech import say
from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load, shipped
from tests.forms import TODAY, form, interview, response

ROOT = Path(__file__).parents[2]
GARDEN = ROOT / "examples" / "valid" / "community-garden.questionnaire.yaml"
FILLED = {
    ROOT / "examples" / "kuala-lumpur.response.yaml": shipped("questionnaire.yaml"),
    GARDEN.with_name("community-garden.response.yaml"): GARDEN,
}
DEFINITIONS = tuple(FILLED.values())
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def filled(path: Path) -> Order:
    questionnaire = load(FILLED[path])
    return Order((Interview(questionnaire, responses.read(path, questionnaire)),), say, "7K2M-0QXW")


def blank(questionnaire: Questionnaire) -> Order:
    return Order((interview(questionnaire),), say, blank=True)


def of(questionnaire: Questionnaire, **answers: object) -> Order:
    return Order((interview(questionnaire, **answers),), say)


def part(content: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(ZipFile(BytesIO(content)).read(name))


def words_in(element: etree._Element | None) -> str:
    assert element is not None
    return "".join(map(str, element.itertext()))


def shown(content: bytes) -> list[tuple[str, str]]:
    """The paragraphs, each by its style and all that is to be read in it."""
    return [
        (style.get(f"{W}val", "") if style is not None else "", text)
        for one in part(content).iter(f"{W}p")
        for style in [one.find(f"{W}pPr/{W}pStyle")]
        for text in ["".join(_text(one))]
    ]


def _text(paragraph: etree._Element) -> Iterator[str]:
    for one in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"):
        yield one.text or "" if one.tag == f"{W}t" else "\n" if one.tag == f"{W}br" else "\t"


# --- how it is made up -------------------------------------------------------------------------

SMALL = """
id: small
version: "7"
title: A small form
language: en
introduction: "Read [this](https://example.org/first) first."
closing: Thank you.
footnotes: {cio: "A **CIO** leads."}
subject: [city]
sections:
  - id: about
    title: About
    items:
      - {id: city, type: text, label: City}
  - id: rule
    number: I
    title: Rule
    introduction: Of rules.
    items:
      - id: cio
        number: "1"
        type: group
        label: "Is there a **CIO**[^cio]?"
        items:
          - {id: answer, type: yes_no, label: Answer, required: true}
          - {id: name, type: text, label: Name, relevant: {answer: true}, hint: As on the door.}
          - {id: links, type: url, repeat: true, label: Links}
      - id: areas
        number: "2"
        type: select_multiple
        label: Which areas?
        choices:
          - {id: air, label: Air}
          - {id: other, label: Other, detail: {type: text, label: "Which?"}}
      - {id: share, number: "3", type: percentage, label: "How much[^cio]?", required: true}
      - id: years
        number: "4"
        type: group
        repeat: true
        label: Which years?
        items:
          - {id: year, type: integer, label: Year}
"""


def test_a_filled_form() -> None:
    questionnaire = form(SMALL)
    answers = {
        "city": "Amina",
        "cio": {"answer": True, "links": ["https://a.example.org", "https://b.example.org"]},
        "areas": ["other"],
        "areas_details": {"other": "Noise"},
        "years": [{"year": 2020}],
    }
    filled = response(
        questionnaire,
        answers=answers,
        missing={"share": "asked-unknown"},
        notes={"city": "By phone."},
    )
    order = Order((Interview(questionnaire, filled, TODAY),), say, "7K2M-0QXW")
    assert shown(written(order)) == [
        ("Title", "A small form"),
        ("Subtitle", "Amina"),
        ("FormState", shown(written(order))[2][1]),
        ("", "Read this first."),
        ("Heading1", "About"),
        ("FormAnswer", "City:\xa0Amina"),
        ("FormNote", "Note: By phone."),
        ("Heading1", "I. Rule"),
        ("", "Of rules."),
        ("Heading2", "1.\tIs there a CIO?"),
        ("FormAnswer", "Answer:\xa0☒\xa0Yes\u2003☐\xa0No"),
        ("FormAnswer", "Name:\xa0No answer."),
        ("FormLabel", "Links"),
        ("FormAnswer", "https://a.example.org\nhttps://b.example.org"),
        ("Heading2", "2.\tWhich areas?"),
        ("FormChoice", "☐\tAir"),
        ("FormChoice", "☒\tOther"),
        ("FormAnswer", "Which?\xa0Noise"),
        ("Heading2", "3.\tHow much1?"),
        ("FormAnswer", "–\u2003No answer: Asked, but not known"),
        ("Heading2", "4.\tWhich years?"),
        ("FormEntry", "Entry 1"),
        ("FormAnswer", "Year:\xa02020"),
        ("FormClosing", "Thank you."),
    ]
    state = shown(written(order))[2][1]
    for words in ("Edition 7", "Status: In progress", "Code: 7K2M-0QXW"):
        assert words in state


def test_a_form_to_be_filled() -> None:
    made = shown(written(blank(form(SMALL))))
    assert made[:2] == [("Title", "A small form"), ("FormState", "Edition 7")]
    lines = [text for style, text in made]
    assert (
        "Answer:\xa0☐\xa0Yes\u2003☐\xa0No\u2003Needs an answer. Yes or no.\u2003No answer? Say why"
        in lines
    )
    assert "Name:\xa0Click or tap to answer\u2003As on the door. Only if “Answer” is yes." in lines
    assert ("FormField", "Click or tap to answer, one a line\n\n") in made
    assert [text for style, text in made if style == "FormEntry"] == [
        "Entry 1",
        "Entry 2",
        "Entry 3",
    ]
    assert not any("Status" in line or "Last changed" in line for line in lines)


def test_what_was_not_asked_says_so() -> None:
    made = shown(written(of(form(SMALL), cio={"answer": False})))
    assert ("FormAnswer", "Name:\xa0Not asked, because of an earlier answer.") in made


def test_a_reason_for_a_whole_group_stands_for_its_parts() -> None:
    questionnaire = form(SMALL)
    given = response(questionnaire, missing={"cio": "temp-unknown"})
    made = shown(written(Order((Interview(questionnaire, given, TODAY),), say)))
    at = made.index(("Heading2", "1.\tIs there a CIO?"))
    assert made[at + 1] == ("FormAnswer", "No answer: Not known yet, will follow")
    assert made[at + 2][0] == "Heading2"


def test_word_reads_it_and_knows_its_headings() -> None:
    content = written(filled(next(iter(FILLED))))
    read = Document(BytesIO(content))
    styles = Counter(one.style.name for one in read.paragraphs if one.style is not None)
    assert styles["Title"] == 1
    assert styles["Heading 1"] == 10
    assert styles["Heading 2"] == 24
    assert (
        read.core_properties.title == "Local Government Questionnaire (LGQ): Kuala Lumpur, Malaysia"
    )
    assert read.core_properties.language == "en"
    section = read.sections[0]
    assert section.page_width is not None
    assert round(section.page_width.mm) == 210
    assert "PAGE" in etree.tostring(section.footer._element).decode()


def test_the_language_is_told() -> None:
    content = written(
        of(
            form(
                '{id: a, version: "1", title: T, language: ar, sections: [{id: s, items: [{id: x, type: text}]}]}'
            )
        )
    )
    lang = next(part(content, "word/styles.xml").iter(f"{W}lang"))
    assert (lang.get(f"{W}val"), lang.get(f"{W}bidi")) == ("ar-SA", "ar-SA")


def test_footnotes_are_footnotes() -> None:
    content = written(of(form(SMALL)))
    marks = list(part(content).iter(f"{W}footnoteReference"))
    assert [mark.get(f"{W}id") for mark in marks] == ["1"]  # the second time, its number is enough
    notes = part(content, "word/footnotes.xml")
    assert [words_in(one) for one in notes if one.get(f"{W}type") is None] == [" A CIO leads."]


def test_the_numbers_of_footnotes_are_those_of_the_form() -> None:
    """One that only a hint has is not in a filled form; the others keep their numbers."""
    questionnaire = form("""
footnotes: {first: One., second: Two.}
sections:
  - id: s
    items:
      - {id: a, type: text, label: A, hint: "With[^first]."}
      - {id: b, type: text, label: "B[^second]"}
""")
    (mark,) = part(written(of(questionnaire))).iter(f"{W}footnoteReference")
    assert mark.get(f"{W}customMarkFollows") == "1"
    assert words_in(mark.getparent()) == "2"
    both = list(part(written(blank(questionnaire))).iter(f"{W}footnoteReference"))
    assert [one.get(f"{W}customMarkFollows") for one in both] == ["1"]


@pytest.mark.parametrize("path", FILLED, ids=lambda path: path.name)
@pytest.mark.parametrize("is_blank", [False, True])
def test_nothing_stands_empty_and_nothing_twice(path: Path, is_blank: bool) -> None:
    order = filled(path)
    content = written(blank(order.interview.questionnaire) if is_blank else order)
    assert all(text.strip() for style, text in shown(content))
    document = part(content)
    tags = [one.get(f"{W}val", "") for one in document.iter(f"{W}tag")]
    assert max(map(len, tags)) <= LONGEST_TAG
    names = [one.get(f"{W}name", "") for one in document.iter(f"{W}bookmarkStart")]
    assert len(names) == len(tags)
    assert max(map(len, names)) <= LONGEST_NAME
    ids = [one.get(f"{W}val") for one in document.iter(f"{W}id")]
    assert len(set(names)) == len(names)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda path: path.name)
def test_everything_that_can_be_asked_can_be_filled_in(path: Path) -> None:
    questionnaire = load(path)
    content = written(blank(questionnaire))
    said = docx.read(content)
    assert said.edition is not None
    properties = part(content, "docProps/custom.xml")
    long = by_code(word for one in properties for word in words_in(one).split())
    tags = (one.get(f"{W}val", "") for one in part(content).iter(f"{W}tag"))
    paths = {getattr(bound, "path", "") for tag in tags for bound in [of_tag(tag, long)]}
    for key, item in questionnaire.by_path.items():
        if not item.is_group and key not in questionnaire.listed:
            assert key in paths


# --- text of people ----------------------------------------------------------------------------

PAYLOADS = (
    "=cmd|' /C calc'!A0",
    "<w:p/></w:t><script>&amp; ]]>",
    '{ HYPERLINK "https://evil.example.org" }',
    "a\u202eb\x00\x07\x1b[31m",
    "[b]bold[/b] **not** _so_",
)


@pytest.mark.parametrize("text", PAYLOADS)
def test_text_is_only_ever_text(text: str) -> None:
    questionnaire = form(SMALL)
    content = written(
        of(questionnaire, city=text, cio={"answer": True, "name": text, "links": [text]})
    )
    assert ("FormAnswer", f"Name:\xa0{clean(text)}") in shown(content)
    names = ZipFile(BytesIO(content)).namelist()
    codes = [
        one.text
        for name in names
        if name.endswith(".xml")
        for one in part(content, name).iter(f"{W}instrText")
    ]
    assert codes == [" PAGE ", " NUMPAGES "]
    assert b"evil" not in ZipFile(BytesIO(content)).read("word/_rels/document.xml.rels")


def test_links_lead_somewhere_if_they_are_any() -> None:
    questionnaire = form("[{id: links, type: url, repeat: true}, {id: mail, type: email}]")
    links = [
        "https://правительство.example.org/über?q=a b",
        "https://правительство.example.org/über",
        "none yet",
        "javascript:alert(1)",
    ]
    content = written(of(questionnaire, links=links, mail="clé@example.org"))
    relations = part(content, "word/_rels/document.xml.rels")
    targets = [one.get("Target") for one in relations if one.get("TargetMode") == "External"]
    assert targets == [
        "https://xn--80aealotwbjpid2k.example.org/%C3%BCber",
        "mailto:cl%C3%A9@example.org",
    ]
    assert ("FormAnswer", "\n".join(links)) in shown(content)


def test_text_from_the_right_is_set_from_the_right() -> None:
    questionnaire = form("[{id: story, type: paragraph, number: '1'}]")
    document = part(written(of(questionnaire, story="نعم\nyes")))
    (answer,) = (one for one in document.iter(f"{W}p") if "نعم" in "".join(_text(one)))
    assert answer.find(f"{W}pPr/{W}bidi") is not None
    runs = {
        "".join(_text(run)): run.find(f"{W}rPr/{W}rtl") is not None for run in answer.iter(f"{W}r")
    }
    assert runs == {"نعم": True, "\n": False, "yes": False}


# --- back again --------------------------------------------------------------------------------


def said(document_fields: Iterator[Field]) -> list[tuple[str, str, str, bool]]:
    """What a document says, as it is bound."""
    found: list[tuple[str, str, str, bool]] = []
    for field in document_fields:
        if field.asked:
            found += ((field.path, box.id, source.TICK, box.ticked) for box in field.boxes)
            text = clean(field.text)
            found += [(field.path, text, source.ANSWER, True)] if text.strip() else []
            found += [(field.path, field.missing, source.MISSING, True)] if field.missing else []
        note = clean(field.note)
        found += [(field.path, note, source.NOTE, True)] if note.strip() else []
        found += said(inner for box in field.boxes if box.ticked for inner in box.fields)
        found += said(iter(field.parts)) if field.asked else []
    return found


def expected(order: Order) -> Any:
    sections = document_of(order).sections
    return sorted(said(field for section in sections for field in section.fields))


def read_back(content: bytes) -> Any:
    found = docx.read(content)
    assert found.flaws == ()
    return sorted((one.path, one.text, one.kind, one.on) for one in found.bound)


@pytest.mark.parametrize("path", FILLED, ids=lambda path: path.name)
def test_a_filled_form_comes_back(path: Path) -> None:
    order = filled(path)
    content = written(order)
    assert read_back(content) == expected(order)
    questionnaire = order.interview.questionnaire
    assert docx.read(content).edition == {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "digest": questionnaire.digest,
    }


ANY = form("""
- {id: text, type: text}
- {id: story, type: paragraph, required: true}
- {id: links, type: url, repeat: true}
- {id: years, type: integer, repeat: true}
- {id: there, type: yes_no}
- {id: one, type: select_one, choices: [{id: a, label: A}, {id: other, label: Other, detail: {type: text, label: Which}}]}
- id: a_group_with_a_name_that_is_long
  type: group
  items:
    - id: some_that_are_true_of_it
      type: select_multiple
      choices: [{id: a_choice_with_a_long_name, label: A}, {id: b, label: B}]
      detail: true
    - {id: a_share_of_all_of_it, type: percentage}
- {id: stories, type: paragraph, repeat: true}
- id: beds
  type: group
  repeat: true
  items:
    - {id: name, type: text}
    - {id: crops, type: group, repeat: true, items: [{id: plant, type: text}]}
""")
TEXTS = (
    st.text(max_size=30)
    | st.text("a \n\t\u00a0\u2003ن\u0301☒é", max_size=30)
    | st.sampled_from(PAYLOADS)
)
LISTS = st.lists(TEXTS, max_size=3)
LONG = "a_group_with_a_name_that_is_long"
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "text": TEXTS,
        "story": TEXTS,
        "links": LISTS,
        "years": st.lists(st.integers() | TEXTS, max_size=3),
        "there": st.booleans() | TEXTS,
        "one": st.sampled_from(["a", "other"]) | TEXTS,
        "one_details": st.fixed_dictionaries({"other": TEXTS}),
        LONG: st.fixed_dictionaries(
            {},
            optional={
                "some_that_are_true_of_it": st.lists(
                    st.sampled_from(["a_choice_with_a_long_name", "b"]), unique=True
                ),
                "some_that_are_true_of_it_details": st.fixed_dictionaries(
                    {"a_choice_with_a_long_name": TEXTS}
                ),
                "a_share_of_all_of_it": st.integers()
                | st.floats(allow_nan=False, allow_infinity=False)
                | TEXTS,
            },
        ),
        "stories": LISTS,
        "beds": st.lists(
            st.fixed_dictionaries(
                {
                    "name": TEXTS,
                    "crops": st.lists(st.fixed_dictionaries({"plant": TEXTS}), max_size=2),
                }
            ),
            max_size=3,
        ),
    },
)


@settings(max_examples=100, deadline=None)
@given(answers=ANSWERS, note=TEXTS, reason=st.sampled_from(["asked-unknown", "masked"]))
def test_any_answer_comes_back_as_it_was(answers: dict[str, Any], note: str, reason: str) -> None:
    missing = {} if answers.get("story") else {"story": reason}
    given = response(ANY, answers=answers, notes={"text": note} if note else {}, missing=missing)
    order = Order((Interview(ANY, given, TODAY),), say)
    content = written(order)
    assert read_back(content) == expected(order)
    assert written(order) == content


def test_an_empty_form_says_nothing() -> None:
    for path in DEFINITIONS:
        ticks = [
            one for one in docx.read(written(blank(load(path)))).bound if one.kind == source.TICK
        ]
        assert docx.read(written(blank(load(path)))).bound == tuple(ticks)
        assert not any(one.on for one in ticks)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_it_comes_back_from_libreoffice(tmp_path: Path) -> None:
    """Written by it as a text of its own, and as Word's again; older ones lose all tags."""
    order = filled(next(iter(FILLED)))
    (tmp_path / "form.docx").write_bytes(written(order))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for begin, end in (("form.docx", "odt"), ("form.odt", "docx")):
        command = ["soffice", profile, "--headless", "--convert-to", end, "--outdir", "back", begin]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
        (tmp_path / "back" / f"form.{end}").rename(tmp_path / f"form.{end}")
    assert read_back((tmp_path / "form.docx").read_bytes()) == expected(order)
