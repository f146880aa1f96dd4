"""A response as a PDF: what it shows, to whom, and in which letters."""

from __future__ import annotations

import io
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from lgq_tui.core.interview import Interview
from lgq_tui.exports import pdf
from lgq_tui.exports.order import Order
from lgq_tui.exports.typesetting.letters import FONTS, is_there, printable
from lgq_tui.imports import pdf as reader
from lgq_tui.locales.speech import say
from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load, shipped
from tests.forms import form, interview

ROOT = Path(__file__).parents[2]

SCRIPTS = {
    "Arabic": "مدينة الرياض 2023، الأمانة (شبكة) ١٢٣",
    "Persian": "شهرداری تهران می‌خواهم",
    "Urdu": "اسلام آباد کا شہر ہے",
    "Hebrew": "עיריית תל אביב-יפו (מרכז) שָׁלוֹם",
    "Chinese": "北京市人民政府，臺北市政府",
    "Japanese": "東京都庁のホームページ「デジタル」",
    "Korean": "서울특별시 전자정부",
    "Thai": "กรุงเทพมหานคร น้ำที่นี่ ผู้ใหญ่",
    "Amharic": "አዲስ አበባ ከተማ አስተዳደር",
    "Devanagari": "नई दिल्ली नगर निगम क्षत्रिय",
    "Bengali": "ঢাকা সিটি কর্পোরেশন",
    "Tamil": "சென்னை மாநகராட்சி ஸ்ரீ",
    "Telugu": "హైదరాబాదు మహానగర",
    "Kannada": "ಬೆಂಗಳೂರು ಮಹಾನಗರ",
    "Malayalam": "തിരുവനന്തപുരം നഗരസഭ",
    "Gujarati": "અમદાવાદ મહાનગર",
    "Gurmukhi": "ਚੰਡੀਗੜ੍ਹ ਨਗਰ ਨਿਗਮ",
    "Odia": "ଭୁବନେଶ୍ୱର ମହାନଗର",
    "Georgian": "თბილისის მერია",
    "Armenian": "Երևանի քաղաքապետարան",
    "Khmer": "រាជធានីភ្នំពេញ ស្រុក",
    "Lao": "ນະຄອນຫຼວງວຽງຈັນ ນ້ຳ",
    "Myanmar": "ရန်ကုန်မြို့တော် စည်ပင်",
    "Sinhala": "කොළඹ මහ නගර සභාව ශ්‍රී",
    "Tibetan": "ཐིམ་ཕུག་ཁྲོམ་སྡེ",
    "Thaana": "މާލެ ސިޓީ",
    "Tifinagh": "ⵜⴰⵎⴰⵏⴰⵖⵜ",
    "Greek": "Δήμος Αθηναίων",
    "Cyrillic": "Мэрия Москвы ёлка Київ",
    "Vietnamese": "Thành phố Hồ Chí Minh Nguyễn Đặng",
}
PAYLOADS = (
    "#panic()",
    '#import "@preview/x:1.0.0": y',
    "$x^2$ *b* _i_ `c`",
    "<script>alert(1)</script> @ref <label>",
    "https://example.org/a_b?c=#d&x=%20",
    "= heading\n- list\n+ enum\n/ term: x",
    "// comment /* x */",
    "\\ \\u{41} #{1+1} ~ -- --- ... 'q' \"q\"",
    '=SUM(A1) {"json": [1,"\\""]}',
)


def written(questionnaire: Any, blank: bool = False, **answers: Any) -> bytes:
    return pdf.written(Order((interview(questionnaire, **answers),), say, blank=blank))


def example(name: str = "kuala-lumpur.response.yaml", blank: bool = False) -> Order:
    questionnaire = load(shipped())
    response = responses.read(ROOT / "examples" / name, questionnaire)
    return Order((Interview(questionnaire, response),), say, "7K2M-0QXW", blank)


def blank_form() -> Order:
    questionnaire = load(shipped())
    response = responses.new(questionnaire, datetime(2026, 1, 1, tzinfo=UTC))
    return Order((Interview(questionnaire, response),), say, blank=True)


def font(path: Path) -> TTFont:
    return TTFont(io.BytesIO(path.read_bytes()))


def pages_of(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def folded(text: str) -> str:
    """A text without what a page cannot show."""
    seen = (one for one in text if not one.isspace() and unicodedata.category(one) != "Cf")
    return "".join("-" if one == "\ufffe" else one for one in seen)


def shown(content: bytes) -> str:
    return folded("".join(pages_of(content)))


@pytest.fixture(scope="module")
def kuala_lumpur() -> bytes:
    return pdf.written(example())


# --- what it shows -------------------------------------------------------------------------------


def test_all_of_the_response_is_shown(kuala_lumpur: bytes) -> None:
    order = example()
    text = shown(kuala_lumpur)
    for item in order.interview.questionnaire.by_path.values():
        value = order.interview.value(tuple(item.path.split(".")))
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str) and not item.choices and item.type != "country":
                assert folded(one) in text, item.path
    for words in ("Status: Completed", "Code: 7K2M-0QXW", "Last changed: 2026-11-23 11:40 UTC"):
        assert folded(words) in text
    assert folded("Kuala Lumpur Malaysia") in text
    assert folded("No answer: Not known yet, will follow") in text
    assert folded("Thank you for taking the time") in text


def test_pages_are_counted_at_their_foot(kuala_lumpur: bytes) -> None:
    pages = pages_of(kuala_lumpur)
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text


def test_a_footnote_stands_on_the_page_of_its_mark(kuala_lumpur: bytes) -> None:
    first, second, *_ = pages_of(kuala_lumpur)
    assert "A specific portal where you can see" in first
    assert "CIO or a similar senior official" in second


def test_every_choice_has_its_box() -> None:
    questionnaire = form("""
        - id: day
          type: select_one
          choices: [{id: mon, label: Monday}, {id: tue, label: Tuesday}]
        - {id: open, type: yes_no}
    """)
    assert "☐Monday☒Tuesday" in shown(written(questionnaire, day="tue"))
    assert "☒Yes☐No" in shown(written(questionnaire, open=True))
    assert "☐Yes☒No" in shown(written(questionnaire, open=False))


def test_what_is_not_asked_says_so_once() -> None:
    questionnaire = form("""
        - {id: has, type: yes_no}
        - id: about
          type: group
          relevant: {has: true}
          items: [{id: name, type: text}, {id: size, type: integer}]
    """)
    text = shown(written(questionnaire, has=False))
    assert text.count(folded(say("document.not_asked"))) == 1
    assert folded(say("document.not_asked")) not in shown(written(questionnaire, has=True))


def test_links_are_alive() -> None:
    questionnaire = form("""
        - {id: page, type: url}
        - {id: mail, type: email}
        - {id: about, type: text, label: "See [our page](https://example.org/about)"}
    """)
    content = written(questionnaire, page="https://example.org/a?b=1#c", mail="a@example.org")
    with pikepdf.open(io.BytesIO(content)) as document:
        notes = [note for page in document.pages for note in page.get("/Annots", [])]
        addresses = {str(note.A.URI) for note in notes}
    assert addresses == {
        "https://example.org/a?b=1#c",
        "mailto:a@example.org",
        "https://example.org/about",
    }


def test_a_form_to_be_filled_has_hints_and_nothing_filled() -> None:
    text = shown(pdf.written(blank_form()))
    assert "☒" not in text
    assert text.count("☐") > 60
    assert folded("One link per field.") in text
    assert folded("Status:") not in text


# --- for whom ------------------------------------------------------------------------------------


def test_the_same_response_gives_the_same_bytes(kuala_lumpur: bytes) -> None:
    assert pdf.written(example()) == kuala_lumpur


@pytest.mark.parametrize("order", [example(), blank_form()], ids=["filled", "blank"])
def test_it_is_tagged_and_says_its_language_and_title(order: Order) -> None:
    content = pdf.written(order)
    with pikepdf.open(io.BytesIO(content)) as document:
        assert document.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in document.Root
        assert document.Root.Lang == "en"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        metadata = document.open_metadata()
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata.pdfa_status == "3A"
        assert metadata["dc:title"].startswith("Local Government Questionnaire (LGQ)")
        sizes = {tuple(round(float(one)) for one in page.mediabox) for page in document.pages}
    assert sizes == {(0, 0, 595, 842)}


# --- in which letters ----------------------------------------------------------------------------


@pytest.mark.parametrize("sample", SCRIPTS.values(), ids=SCRIPTS)
def test_every_script_has_its_letters(sample: str) -> None:
    content = written(form("[{id: name, type: text}]"), name=sample)
    assert all(map(is_there, sample))
    # The standard takes no sign without a shape, and what does not keep to it does not say so.
    assert b"pdfuaid" in content
    document = pypdfium2.PdfDocument(content)
    for page in document:
        assert "⟨" not in page.get_textpage().get_text_range()
    document.close()


def test_a_sign_that_no_font_has_stands_as_its_number() -> None:
    content = written(form("[{id: name, type: text}]"), name="𠮷野家")
    assert "⟨U+20BB7⟩野家" in shown(content)


def test_only_our_own_fonts_are_used() -> None:
    families = {font(path)["name"].getDebugName(6) for path in FONTS.glob("*.ttf")}
    questionnaire = form("[{id: name, type: paragraph, label: A **bold** one}]")
    with pikepdf.open(io.BytesIO(written(questionnaire, name="\n".join(SCRIPTS.values())))) as made:
        used = {
            str(one.BaseFont)
            for page in made.pages
            for one in page.Resources.get("/Font", {}).values()
        }
    assert len(used) > 20
    assert {name.split("+")[-1].removesuffix("-Identity-H") for name in used} <= families


def test_the_list_of_signs_is_that_of_the_fonts() -> None:
    there: set[int] = set()
    for path in FONTS.glob("*.ttf"):
        there |= font(path).getBestCmap().keys()
    listed = {
        number
        for start, end in re.findall("(.+)-(.+)\n", (FONTS / "coverage.txt").read_text("ascii"))
        for number in range(int(start, 16), int(end, 16) + 1)
    }
    assert listed == there


def test_fonts_are_small_and_bring_their_licences() -> None:
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 12_000_000
    for path in FONTS.glob("*.ttf"):
        licence = font(path)["name"].getDebugName(13) or ""
        assert "SIL Open Font License" in licence or "Apache License, Version 2.0" in licence
    assert (FONTS / "OFL.txt").is_file()
    assert (FONTS / "Apache-2.0.txt").is_file()


# --- what people type ----------------------------------------------------------------------------


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_looks_like_markup_is_text(payload: str) -> None:
    questionnaire = form("[{id: a, type: paragraph}, {id: b, type: text, repeat: true}]")
    text = shown(written(questionnaire, a=payload, b=[payload.replace("\n", " ")]))
    assert text.count(folded(payload)) == 2


def test_blanks_and_blank_lines_are_kept() -> None:
    questionnaire = form("[{id: a, type: paragraph}]")
    document = pypdfium2.PdfDocument(written(questionnaire, a="alpha\n  two  blanks\n\n\nomega"))
    page = document[0].get_textpage()
    boxes = {word: page.get_charbox(page.search(word).get_next()[0]) for word in ("alpha", "omega")}
    step = boxes["alpha"][1] - boxes["omega"][1]
    two = page.get_charbox(page.search("two").get_next()[0])
    document.close()
    assert step == pytest.approx(4 * (boxes["alpha"][1] - two[1]), rel=0.1)
    assert two[0] > boxes["alpha"][0] + 4


@pytest.mark.parametrize(
    "word",
    [
        "x" * 900,
        "https://example.org/" + "a" * 300,
        "é" * 400,
        "ع" * 400,
        "ж" * 400,
        "漢" * 400,
        "क" * 400,
    ],
    ids=["latin", "link", "accents", "arabic", "cyrillic", "chinese", "devanagari"],
)
def test_a_long_word_stays_on_the_page(word: str) -> None:
    document = pypdfium2.PdfDocument(written(form("[{id: a, type: paragraph}]"), a=word))
    width = document[0].get_width()
    page = document[0].get_textpage()
    boxes = [page.get_charbox(at) for at in range(page.count_chars())]
    document.close()
    assert len(boxes) > len(word)
    assert min(left for left, *_ in boxes) > 50
    assert max(right for _, _, right, _ in boxes) < width - 50


def test_scripts_that_join_their_letters_are_not_cut() -> None:
    for sample in SCRIPTS.values():
        assert "\u200b" not in printable(sample)


def test_a_percentage_has_its_sign_which_is_none_of_the_answer() -> None:
    content = written(form("- {id: share, type: percentage, label: Share}"), share=16)
    document = pypdfium2.PdfDocument(content)
    shown = " ".join(page.get_textpage().get_text_range() for page in document)
    assert "16 %" in " ".join(shown.split())
    [share] = [one for one in reader.read(content).bound if one.path == "share"]
    assert share.text == "16"
