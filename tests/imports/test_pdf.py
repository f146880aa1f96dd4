"""What a PDF is read as: our own, with its answers as they were, and those of others."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from lgq_tui.core.interview import Interview
from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.text import clean
from lgq_tui.exports import pdf as exporter
from lgq_tui.exports.document.making import document_of
from lgq_tui.exports.document.records import Field
from lgq_tui.exports.order import Order
from lgq_tui.imports.pages.script import NAME
from lgq_tui.imports.pdf import read
from lgq_tui.imports.source import ANSWER, COMMENT, FOOTNOTE, MISSING, NOTE, TICK, Source
from lgq_tui.locales.speech import say
from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load, shipped
from tests.forms import TODAY, form, response

ROOT = Path(__file__).parents[2]
GARDEN = ROOT / "examples" / "valid" / "community-garden.questionnaire.yaml"

MIXED = form("""
    - {id: name, type: text, label: "What is it called?"}
    - {id: pages, type: url, repeat: true, label: "On which pages is it told about?"}
    - {id: open, type: yes_no, label: "Is it open?"}
    - {id: story, type: paragraph, label: "Tell us more about it."}
    - id: days
      type: select_multiple
      label: "On which days?"
      choices: [{id: mon, label: Monday}, {id: tue, label: Tuesday, detail: {type: text}}]
    - id: visits
      type: group
      repeat: true
      label: "Who came?"
      items: [{id: who, type: text, label: Who}, {id: count, type: integer, label: How many}]
""")


# --- our own -------------------------------------------------------------------------------------


def order(questionnaire: Any, **parts: Any) -> Order:
    made = Interview(questionnaire, response(questionnaire, **parts), TODAY)
    return Order((made,), say, "7K2M-0QXW")


def of_file(questionnaire: Path, file: Path) -> Order:
    loaded = load(questionnaire)
    return Order((Interview(loaded, responses.read(file, loaded)),), say, "7K2M-0QXW")


def said(order: Order) -> list[tuple[str, str, str, bool]]:
    """All that a document says in answer to its questions, in order."""
    return [
        one
        for section in document_of(order).sections
        for field in section.fields
        for one in _said(field)
    ]


def _said(field: Field) -> Iterator[tuple[str, str, str, bool]]:
    for box in field.boxes:
        yield (TICK, field.path, box.id, box.ticked)
        for detail in box.fields:
            yield from _said(detail)
    for part in field.parts:
        yield from _said(part)
    if field.text:
        yield (ANSWER, field.path, field.text, True)
    if field.missing:
        yield (MISSING, field.path, field.missing, True)
    if field.note:
        yield (NOTE, field.path, field.note, True)


def bound(source: Source) -> list[tuple[str, str, str, bool]]:
    return [(one.kind, one.path, one.text, one.on) for one in source.bound]


def words(source: Source) -> str:
    return "\n".join(one.text for one in source.passages)


FILES = {
    "kuala lumpur": (shipped("questionnaire.yaml"), ROOT / "examples/kuala-lumpur.response.yaml"),
    "garden": (GARDEN, GARDEN.with_name("community-garden.response.yaml")),
}


@pytest.mark.parametrize("files", FILES.values(), ids=FILES)
def test_our_own_comes_back_as_it_was(files: tuple[Path, Path]) -> None:
    made = of_file(*files)
    source = read(exporter.written(made))
    assert bound(source) == said(made)
    assert source.edition == {
        "id": made.interview.questionnaire.id,
        "version": made.interview.questionnaire.version,
    }
    assert source.flaws == ()


def test_what_is_bound_is_not_among_the_passages_and_the_rest_is() -> None:
    made = of_file(*FILES["kuala lumpur"])
    source = read(exporter.written(made))
    text = words(source)
    assert "Does your city/municipality have a Chief Information Officer (CIO) to manage" in text
    assert "Aisyah Rahman" not in text
    assert "No answer" not in text
    assert "☐" not in text
    assert "Page 1 of" not in text


def test_places_go_down_the_pages() -> None:
    source = read(exporter.written(of_file(*FILES["kuala lumpur"])))
    places = [(one.place.page or 0, one.place.line or 0) for one in source.bound]
    assert places == sorted(places)
    assert places[-1][0] > 5


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Co", "Cn", "Cc"], exclude_characters="⟨")
    | st.sampled_from(" \n  abc#*$\\"),
    max_size=60,
).map(clean)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_any_text_comes_back_or_is_among_the_passages(text: str) -> None:
    """Most is bound, byte for byte; what a page shows otherwise than it was typed is not."""
    made = order(MIXED, answers={"story": text, "name": "what stands before", "open": True})
    found = {one.path: one.text for one in read(exporter.written(made)).bound if one.kind == ANSWER}
    assert found["name"] == "what stands before"
    assert found.get("story", text) == text


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        st.sampled_from("abc XYZ éöñ ßæø 019 .,;:!?#*$_`\\@<>[](){}=+-/&%~'\" Ωж北京의あ\n  "),
        max_size=200,
    ).map(clean)
)
def test_letters_blanks_and_breaks_come_back_byte_for_byte(text: str) -> None:
    made = order(MIXED, answers={"story": text, "name": " ".join(text.split()) or "-"})
    seen = [one for one in said(made) if one[0] != ANSWER or one[2].strip()]
    assert bound(read(exporter.written(made))) == seen


@pytest.mark.parametrize(
    "text",
    [
        "مدينة الرياض 2023، الأمانة (شبكة) ١٢٣ abc نص",
        "עיריית תל אביב-יפו 12.5% (מרכז) שָׁלוֹם",
        "رٌاجع:\nhttps://example.org/a?b=1\n\nثم",
        "กรุงเทพมหานคร น้ำที่นี่ ผู้ใหญ่",
        "រាជធានីភ្នំពេញ ស្រុក កោះ",
        "ရန်ကုန်မြို့တော် စည်ပင် ကြေး",
        "नई दिल्ली नगर निगम क्षत्रिय",
        "කොළඹ මහ නගර සභාව ශ්‍රී",
        "މާލެ ސިޓީ ކައުންސިލް",
        "Nguyễn Đặng x\u0301\u0323y",
        "👩🏽\u200d🌾 🇲🇾 ⚠\ufe0f",
        "𠮷野家",
    ],
)
def test_scripts_that_pages_have_in_another_order_come_back(text: str) -> None:
    made = order(MIXED, answers={"name": clean(text), "story": clean(f"{text}\n  {text}")})
    assert bound(read(exporter.written(made))) == said(made)


ARABIC = form("""
    title: استبيان الحكومة المحلية
    language: ar
    sections:
      - id: one
        number: I
        title: الإطار المؤسسي
        items:
          - {id: city, type: text, number: "1", label: ما هو اسم المدينة؟}
          - {id: open, type: yes_no, number: "2", label: هل توجد استراتيجية **رقمية**؟}
          - id: days
            type: select_multiple
            number: "3"
            label: ما الأيام التي تعملون فيها؟
            choices: [{id: mon, label: الاثنين}, {id: tue, label: الثلاثاء, detail: {type: text}}]
          - id: officer
            type: group
            number: "4"
            label: مسؤول المعلومات
            items: [{id: who, type: text, label: الاسم}, {id: mail, type: email, label: البريد}]
""")
ARABIC_ANSWERS = {
    "city": "عمّان",
    "open": True,
    "days": ["tue"],
    "days_details": {"tue": "صباحًا 10:30"},
    "officer": {"who": "ليلى", "mail": "layla@example.org"},
}


def test_a_form_from_right_to_left_comes_back() -> None:
    made = order(ARABIC, answers=ARABIC_ANSWERS)
    assert bound(read(exporter.written(made))) == said(made)


def test_lines_from_right_to_left_are_read_as_they_were_written() -> None:
    content = exporter.written(order(ARABIC, answers=ARABIC_ANSWERS))
    found = texts(read(tampered(content, lambda data: None, "other.json")))
    for line in (
        "الإطار المؤسسي",
        "1. ما هو اسم المدينة؟",
        "2. هل توجد استراتيجية رقمية؟",
        "3. ما الأيام التي تعملون فيها؟",
        "☐ الاثنين",
        "☒ الثلاثاء",
        "الاسم",
        "ليلى",
        "layla@example.org",
    ):
        assert line in found
    assert found.index("الاسم") < found.index("ليلى")


def test_lists_details_reasons_and_notes_come_back() -> None:
    made = order(
        MIXED,
        answers={
            "pages": ["https://example.org/1", "https://example.org/" + "long/" * 60],
            "days": ["tue"],
            "days_details": {"tue": "in the  evening"},
            "visits": [{"who": "  A", "count": 3}, {"who": "B"}],
        },
        missing={"story": "asked-declined"},
        notes={"open": "Ask again.\n\nOn Monday"},
    )
    assert bound(read(exporter.written(made))) == said(made)


# --- somebody else's hand in it ------------------------------------------------------------------


def tampered(content: bytes, change: Callable[[Any], None], name: str = NAME) -> bytes:
    """The same pages with other data within."""
    with pikepdf.open(io.BytesIO(content)) as document:
        data = json.loads(document.attachments[NAME].get_file().read_bytes())
        change(data)
        del document.attachments[NAME]
        made = pikepdf.AttachedFileSpec(document, json.dumps(data).encode(), filename=name)
        document.attachments[name] = made
        saved = io.BytesIO()
        document.save(saved)
    return saved.getvalue()


def piece(data: Any, path: str, kind: str = ANSWER) -> list[Any]:
    return next(one for one in data["pieces"] if one[:2] == [kind, path])


SHOWN = exporter.written(
    order(
        MIXED,
        answers={
            "name": "The garden",
            "pages": ["https://example.org/1"],
            "open": True,
            "story": "No wall, no  gate.",
        },
    )
)


def test_the_same_data_in_it_is_believed() -> None:
    assert bound(read(tampered(SHOWN, lambda data: None))) == bound(read(SHOWN))


def test_a_value_that_no_page_shows_is_not_believed() -> None:
    def change(data: Any) -> None:
        piece(data, "name")[2] = "The palace"

    source = read(tampered(SHOWN, change))
    assert "name" not in {one.path for one in source.bound}
    assert "The garden" in [one.text for one in source.passages]
    # What comes behind it is found again by the wording of its question.
    assert (ANSWER, "pages", "https://example.org/1", True) in bound(source)
    assert (TICK, "open", "yes", True) in bound(source)


def test_only_blanks_and_breaks_can_differ() -> None:
    def change(data: Any) -> None:
        piece(data, "story")[2] = "No\nwall, nogate."

    assert (ANSWER, "story", "No\nwall, nogate.", True) in bound(read(tampered(SHOWN, change)))


def test_a_value_that_stands_elsewhere_is_not_believed() -> None:
    def change(data: Any) -> None:
        piece(data, "name")[2] = "https://example.org/1"

    assert "name" not in {one.path for one in read(tampered(SHOWN, change)).bound}


def test_a_tick_that_is_not_shown_is_not_believed() -> None:
    def change(data: Any) -> None:
        piece(data, "open", TICK)[3] = False

    source = read(tampered(SHOWN, change))
    assert "yes" not in {one.text for one in source.bound if one.path == "open"}
    assert "☒ Yes" in words(source)
    assert (ANSWER, "story", "No wall, no  gate.", True) in bound(source)


def test_what_is_added_to_the_data_is_not_believed() -> None:
    def change(data: Any) -> None:
        at = data["pieces"].index(piece(data, "name"))
        data["pieces"].insert(at + 1, [ANSWER, "secret", "withheld", True])

    assert "secret" not in {one.path for one in read(tampered(SHOWN, change)).bound}


def test_data_under_another_name_is_never_opened() -> None:
    source = read(tampered(SHOWN, lambda data: None, "answers.json"))
    assert source.bound == ()
    assert source.edition is None
    assert {"The garden", "No wall, no  gate."} <= {one.text for one in source.passages}
    assert "☒ Yes" in words(source)


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"\xff", b'{"format": "lgq-answers/1"}', b"[" * 100_000, b'{"pieces": [[1, 2]]}'],
)
def test_data_that_is_none_of_ours_is_left_alone(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(SHOWN)) as document:
        del document.attachments[NAME]
        document.attachments[NAME] = pikepdf.AttachedFileSpec(document, data, filename=NAME)
        saved = io.BytesIO()
        document.save(saved)
    source = read(saved.getvalue())
    assert source.bound == ()
    assert "The garden" in [one.text for one in source.passages]


# --- documents of others -------------------------------------------------------------------------

Draw = Callable[[Canvas], None]


def drawn(*pages: Draw, **options: Any) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=True, **options)
    for page in pages:
        canvas.setFont("Helvetica", 11)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def lines(*texts: str, x: float = 72, y: float = 700, size: float = 11, lead: float = 14) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        for at, text in enumerate(texts):
            canvas.drawString(x, y - at * lead, text)

    return draw


def both(*drawers: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for one in drawers:
            one(canvas)

    return draw


def texts(source: Source) -> list[str]:
    return [one.text for one in source.passages]


LONG = "This line of the answer is so long that it ends where the page has no more room"


def test_lines_of_a_paragraph_are_put_together() -> None:
    source = read(
        drawn(
            lines(
                "1. What is the official portal of the city? If more than one exists, please list all",
                "of them.",
                "Short answer.",
                "Another one.",
            )
        )
    )
    assert texts(source) == [
        "1. What is the official portal of the city? If more than one exists, please list all of them.",
        "Short answer.",
        "Another one.",
    ]
    assert [one.place.line for one in source.passages] == [1, 3, 4]
    assert {one.place.page for one in source.passages} == {1}


def test_a_hyphen_at_the_end_of_a_line_keeps_its_break() -> None:
    (only,) = read(drawn(lines(f"{LONG}, muni-", "cipal or not."))).passages
    assert only.text == f"{LONG}, muni-\ncipal or not."


def test_a_link_that_a_line_breaks_keeps_its_break() -> None:
    link = (
        "https://www.example.org/a/very/long/address/that/does/not/fit/into/one/line/of/the/page/"
    )
    (only,) = read(drawn(lines(link, "of/the/city.html and more"))).passages
    assert only.text == f"{link}\nof/the/city.html and more"


def test_heads_feet_and_numbers_of_pages_are_left_out() -> None:
    def page(number: int) -> Draw:
        return both(
            lines("City of Example, Local Government Questionnaire", y=805, size=9),
            lines(f"{number}. A question of page {number}?", f"Answer {number}"),
            lines(f"Page {number} of 3", y=40, size=9),
        )

    assert texts(read(drawn(page(1), page(2), page(3)))) == [
        text
        for number in (1, 2, 3)
        for text in (f"{number}. A question of page {number}?", f"Answer {number}")
    ]


def test_questions_at_the_top_of_pages_are_no_heads() -> None:
    pages = [lines(f"{number}. Do you have plan {number}?", y=790) for number in (7, 2, 5)]
    assert len(texts(read(drawn(*pages)))) == 3


def test_footnotes_are_told_and_their_marks_taken_off() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.textOut("Does it have a CIO")
        text.setFont("Helvetica", 7)
        text.setRise(4)
        text.textOut("5")
        text.setFont("Helvetica", 11)
        text.setRise(0)
        text.textOut(" in 2023 on 12 km")
        text.setFont("Helvetica", 7)
        text.setRise(4)
        text.textOut("2")
        canvas.drawText(text)
        lines("Yes, since 2021.", y=680)(canvas)
        lines("5 CIO or a similar senior official", "with a leadership role", y=90, size=8)(canvas)

    source = read(drawn(draw))
    assert texts(source)[:2] == ["Does it have a CIO in 2023 on 12 km²", "Yes, since 2021."]
    notes = [one.text for one in source.passages if one.kind == FOOTNOTE]
    assert " ".join(notes) == "5 CIO or a similar senior official with a leadership role"


def test_columns_are_read_one_after_the_other() -> None:
    left = lines("Left, first line", "Left, second line", x=72)
    right = lines("Right, first line", "Right, second line", x=320)
    assert texts(read(drawn(both(left, right)))) == [
        "Left, first line",
        "Left, second line",
        "Right, first line",
        "Right, second line",
    ]


def test_what_was_filled_in_stands_beside_its_words() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(90, 700, "has an implementation plan")
        canvas.drawString(90, 680, "is aligned with the goals")
        canvas.drawString(72, 650, "Name:")
        canvas.drawString(72, 620, "What comes after")
        canvas.acroForm.checkbox(name="plan", x=72, y=698, size=12, checked=True)
        canvas.acroForm.checkbox(name="goals", x=72, y=678, size=12, checked=False)
        canvas.acroForm.textfield(name="n", x=120, y=645, width=200, height=18, value="Aisyah R.")

    assert texts(read(drawn(draw))) == [
        "☒ has an implementation plan",
        "☐ is aligned with the goals",
        "Name:",
        "Aisyah R.",
        "What comes after",
    ]


def test_signs_of_fonts_and_letters_are_ticks() -> None:
    def draw(canvas: Canvas) -> None:
        for at, sign in enumerate("✔❏"):
            canvas.setFont("ZapfDingbats", 11)
            canvas.drawString(72, 700 - 20 * at, sign)
            canvas.setFont("Helvetica", 11)
            canvas.drawString(86, 700 - 20 * at, f"choice {at}")
        lines("[x] one", "[ ] other", "[a] neither", y=600, lead=20)(canvas)

    assert texts(read(drawn(draw))) == [
        "☒ choice 0",
        "☐ choice 1",
        "☒ one",
        "☐ other",
        "[a] neither",
    ]


def test_links_come_with_their_place_in_the_text() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "See our portal for more")
        start = 72 + canvas.stringWidth("See our ")
        end = start + canvas.stringWidth("portal")
        canvas.linkURL("https://example.org/portal", (start, 697, end, 711))

    (only,) = read(drawn(draw)).passages
    (link,) = only.links
    assert only.text[link.start : link.end] == "portal"
    assert link.address == "https://example.org/portal"


def test_a_remark_is_a_comment() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "An answer")
        canvas.textAnnotation("To be asked again", Rect=[300, 700, 320, 720])

    source = read(drawn(draw))
    assert [(one.text, one.kind) for one in source.passages][1:] == [("To be asked again", COMMENT)]


def test_pages_that_are_pictures_are_told() -> None:
    def picture(canvas: Canvas) -> None:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(Image.new("RGB", (20, 20))), 72, 400, 400, 400)

    source = read(drawn(lines("Text"), picture, lambda canvas: None, picture))
    (flaw,) = source.flaws
    assert (flaw.key, flaw.values) == ("import.no_text", {"pages": "2, 4"})


def test_a_locked_file_says_so() -> None:
    with pikepdf.open(io.BytesIO(drawn(lines("Text")))) as document:
        saved = io.BytesIO()
        document.save(saved, encryption=pikepdf.Encryption(user="open", owner="sesame"))
    (flaw,) = read(saved.getvalue()).flaws
    assert flaw.key == "import.locked"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"no PDF at all", SHOWN[:400]])
def test_a_damaged_file_says_so(content: bytes) -> None:
    with pytest.raises(NotDoneError) as caught:
        read(content)
    assert caught.value.message.key == "import.damaged"


@given(
    changes=st.lists(st.tuples(st.integers(0, len(SHOWN) - 1), st.integers(0, 255)), max_size=30),
    end=st.integers(len(SHOWN) // 2, len(SHOWN)),
)
@settings(max_examples=40, deadline=None)
def test_no_damage_is_worse_than_a_sentence(changes: list[tuple[int, int]], end: int) -> None:
    content = bytearray(SHOWN)
    for at, byte in changes:
        content[at] = byte
    try:
        source = read(bytes(content[:end]))
    except NotDoneError as error:
        assert error.message.key == "import.damaged"  # noqa: PT017
    else:
        assert all(one.text.strip() for one in source.passages)
