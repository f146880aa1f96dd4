"""What is read from Word documents: those that a city returns, whoever wrote them and how."""

from __future__ import annotations

import pytest

from lgq_tui.core.proposals import Place
from lgq_tui.imports import source
from lgq_tui.imports.docx import read
from lgq_tui.imports.source import BODY, COMMENT, DELETED, FOOTNOTE, Bound, Link, Passage, Source
from tests.imports.words import NAMES, p, packed, r, word


def texts(body: str, kind: str | None = None, **parts: str) -> list[str]:
    """The passages of a document with this body, perhaps of one kind only."""
    found = read(word(body, parts=parts)).passages
    return [one.text for one in found if kind is None or one.kind == kind]


def text(*runs: str) -> str:
    """The one passage of a document of one paragraph."""
    (one,) = texts(p(*runs))
    return one


# --- paragraphs --------------------------------------------------------------------------------


def test_every_paragraph_is_a_passage_with_its_number() -> None:
    found = read(word(p("1. Is there a portal?") + p() + p("   ") + p("Yes,", " there is.")))
    assert found.passages == (
        Passage("1. Is there a portal?", Place(line=1)),
        Passage("Yes, there is.", Place(line=4)),
    )
    assert found.flaws == ()


def test_a_document_that_was_paged_gives_pages() -> None:
    later = p("<w:r><w:lastRenderedPageBreak/><w:t>two</w:t></w:r>") + p("still two")
    assert [one.place for one in read(word(p("one") + later)).passages] == [
        Place(page=1),
        Place(page=2),
        Place(page=2),
    ]


def test_breaks_tabs_and_hyphens() -> None:
    run = "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:cr/><w:noBreakHyphen/></w:r>"
    assert text(run) == "a\nb c\n\u2011"
    assert text('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>') == "ab"


def test_blanks_count_where_the_document_says_so() -> None:
    kept, loose = '<w:t xml:space="preserve">  a  </w:t>', "<w:t>\n   b\n   </w:t>"
    assert text(f"<w:r>{kept}{loose}</w:r>", "c") == "  a  bc"


def test_hidden_text_is_none() -> None:
    assert text("a", r("b", "<w:vanish/>"), r("c", '<w:vanish w:val="0"/>')) == "ac"
    hidden = '<w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = p("a", r("b", '<w:rStyle w:val="H"/>'))
    assert texts(body, styles=hidden) == ["a"]


def test_control_characters_do_not_come_in() -> None:
    assert text("a\u202eb\u0085c\u200bd") == "ab\ncd"


# --- tables and boxes --------------------------------------------------------------------------


def table(*rows: list[str]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def cell(*content: str, span: int = 1) -> str:
    look = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>'
    return f"<w:tc>{look}{''.join(content) or p()}</w:tc>"


def test_cells_have_their_places() -> None:
    inner = table([cell(p("inner"))])
    body = table(
        [cell(p("wide"), span=2), cell(p("last"))],
        [cell(), cell(p("one"), p("two")), cell(inner, p("after"))],
    )
    found = read(word(p("before") + body + p("behind"))).passages
    assert [(one.text, one.place.cell) for one in found] == [
        ("before", None),
        ("wide", "1:1:1"),
        ("last", "1:1:3"),
        ("one", "1:2:2"),
        ("two", "1:2:2"),
        ("inner", "2:1:1"),
        ("after", "1:2:3"),
        ("behind", None),
    ]


def test_a_control_may_stand_around_a_cell() -> None:
    box = f"<w:sdt><w:sdtPr>{checkbox(1)}</w:sdtPr><w:sdtContent>{cell(p('☑'))}</w:sdtContent></w:sdt>"
    assert texts(table([box, cell(p("Yes"))])) == ["☒", "Yes"]


def test_text_boxes_come_behind_their_paragraph_once() -> None:
    shown = f"<w:txbxContent>{p('in the box')}</w:txbxContent>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{shown}</w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict>{shown}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(p("around", both, " it") + p("below")) == ["around it", "in the box", "below"]


# --- changes, remarks and notes ----------------------------------------------------------------


def test_tracked_changes() -> None:
    deleted = "<w:del><w:r><w:delText>12%</w:delText></w:r></w:del>"
    inserted = f"<w:ins>{r('16%')}</w:ins>"
    assert read(word(p("It is ", deleted, inserted, "."))).passages == (
        Passage("It is 16%.", Place(line=1)),
        Passage("12%", Place(line=1), kind=DELETED),
    )


def test_what_was_moved_is_where_it_is_now() -> None:
    gone, here = f"<w:moveFrom>{r('moved')}</w:moveFrom>", f"<w:moveTo>{r('moved')}</w:moveTo>"
    assert texts(p("a", gone) + p("b ", here)) == ["a", "b moved"]


def test_paragraphs_whose_end_was_deleted_are_one() -> None:
    joined = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('one ')}</w:p>"
    assert texts(joined + p("two") + p("three")) == ["one two", "three"]


def test_deleted_rows_are_deleted() -> None:
    body = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell(p('old'))}</w:tr></w:tbl>"
    assert texts(body, DELETED) == ["old"]
    assert texts(body, BODY) == []


def test_remarks_are_their_words_alone() -> None:
    remark = f'<w:comment w:id="7" w:author="Somebody" w:date="2026-01-01">{p("Is that so?")}</w:comment>'
    lost = f'<w:comment w:id="8" w:author="Somebody">{p("And this?")}</w:comment>'
    body = p("Yes", '<w:r><w:commentReference w:id="7"/></w:r>', ".") + p("next")
    assert read(word(body, parts={"comments": remark + lost})).passages == (
        Passage("Yes.", Place(line=1)),
        Passage("Is that so?", Place(line=1), kind=COMMENT),
        Passage("next", Place(line=2)),
        Passage("And this?", Place(), kind=COMMENT),
    )


NOTES = (
    '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>'
    f'<w:footnote w:id="1">{p("<w:r><w:footnoteRef/></w:r>", "A senior official.")}</w:footnote>'
)


def test_footnotes_in_the_middle_leave_no_mark() -> None:
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    body = p("A CIO", mark, " leads") + p("another", own, " time")
    assert [
        (one.text, one.kind) for one in read(word(body, parts={"footnotes": NOTES})).passages
    ] == [
        ("A CIO leads", BODY),
        ("A senior official.", FOOTNOTE),
        ("another time", BODY),
    ]


def test_a_footnote_that_refers_to_itself_ends() -> None:
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    note = f'<w:footnote w:id="1">{p("round", mark)}</w:footnote>'
    assert texts(p(mark), footnotes=note) == ["round"]


def test_endnotes_are_notes_too() -> None:
    note = f'<w:endnote w:id="3">{p("at the end")}</w:endnote>'
    mark = '<w:r><w:endnoteReference w:id="3"/></w:r>'
    assert texts(p("a", mark), FOOTNOTE, endnotes=note) == ["at the end"]


# --- links and fields --------------------------------------------------------------------------


def field(code: str, result: str, data: str = "") -> str:
    """A field in its steps."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_links_however_they_are_made() -> None:
    found = read(
        word(
            p(
                "see ",
                f'<w:hyperlink r:id="a">{r("our portal")}</w:hyperlink>',
                ", ",
                field(' HYPERLINK "https://b.example.org/x" \\t "_blank" ', "that"),
                " and ",
                f"<w:fldSimple w:instr='HYPERLINK https://c.example.org'>{r('this')}</w:fldSimple>",
                f'<w:hyperlink w:anchor="here">{r(" not")}</w:hyperlink>',
            ),
            links={"a": "https://a.example.org/"},
        )
    ).passages[0]
    assert found.text == "see our portal, that and this not"
    assert found.links == (
        Link(4, 14, "https://a.example.org/"),
        Link(16, 20, "https://b.example.org/x"),
        Link(25, 29, "https://c.example.org"),
    )


# --- ticks -------------------------------------------------------------------------------------


def checkbox(checked: int) -> str:
    return f'<w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox>'


def control(look: str, *content: str) -> str:
    return (
        f"<w:sdt><w:sdtPr>{look}</w:sdtPr><w:sdtContent>{''.join(content)}</w:sdtContent></w:sdt>"
    )


@pytest.mark.parametrize("glyph", ["☒", "☑", "✓", "■", ""])
def test_boxes_of_word(glyph: str) -> None:
    assert text(control(checkbox(1), r(glyph)), " Yes ", control(checkbox(0), r("☐")), " No") == (
        "☒ Yes ☐ No"
    )


@pytest.mark.parametrize(
    ("state", "sign"),
    [
        ('<w:default w:val="0"/><w:checked/>', "☒"),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', "☐"),
        ('<w:default w:val="1"/>', "☒"),
        ("", "☐"),
    ],
)
def test_boxes_of_old_forms(state: str, sign: str) -> None:
    data = f"<w:ffData><w:checkBox><w:sizeAuto/>{state}</w:checkBox></w:ffData>"
    assert text(field(" FORMCHECKBOX ", "", data), " Yes") == f"{sign} Yes"
    assert text(field(" FORMCHECKBOX ", "what it shows", data), " Yes") == f"{sign} Yes"


def test_an_old_box_without_an_end_takes_nothing_with_it() -> None:
    data = "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"
    whole = field(" FORMCHECKBOX ", "", data)
    cut = whole[: whole.rindex("<w:r><w:fldChar")]
    assert texts(p(cut) + p("next")) == ["☒", "next"]


def test_lists_and_texts_of_old_forms() -> None:
    entries = "".join(f'<w:listEntry w:val="{one}"/>' for one in ("Choose", "Yes", "No"))
    data = f'<w:ffData><w:ddList><w:result w:val="2"/>{entries}</w:ddList></w:ffData>'
    assert text("a: ", field(" FORMDROPDOWN ", "", data)) == "a: No"
    typed = "<w:ffData><w:textInput/></w:ffData>"
    assert text("b: ", field(" FORMTEXT ", "typed", typed)) == "b: typed"


@pytest.mark.parametrize(
    ("font", "number", "sign"),
    [
        ("Wingdings", "F0FE", "☒"),
        ("Wingdings", "F0FD", "☒"),
        ("Wingdings", "F0A8", "☐"),
        ("Wingdings", "F06F", "☐"),
        ("Wingdings 2", "F052", "☒"),
        ("Wingdings 2", "F0A3", "☐"),
        ("Wingdings", "F0FC", "✓"),
        ("Webdings", "0063", "☐"),
        ("MS Gothic", "2612", "☒"),
        ("Wingdings", "F04A", ""),
        ("Wingdings", "nothing", ""),
        ("", "110000", ""),
    ],
)
def test_signs_of_fonts(font: str, number: str, sign: str) -> None:
    assert text("x", f'<w:r><w:sym w:font="{font}" w:char="{number}"/></w:r>') == f"x{sign}"


def test_letters_in_fonts_of_signs() -> None:
    look = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    assert text(r("þ", look), " Yes ", r("\uf0a8", look), " No") == "☒ Yes ☐ No"


# --- what is bound -----------------------------------------------------------------------------


def test_controls_that_are_not_ours_are_text() -> None:
    foreign = control('<w:tag w:val="name"/>', r("Amina"))
    empty = control("<w:showingPlcHdr/>", r("Click here to enter text."))
    assert read(word(p("Name: ", foreign, empty))) == Source(
        (Passage("Name: Amina", Place(line=1)),)
    )


def test_what_is_bound_is_no_passage() -> None:
    body = p(
        "Portal: ",
        control('<w:tag w:val="lgq:portal"/>', r("https://a.example.org")),
        control('<w:tag w:val="lgq:there=yes"/>' + checkbox(1), r("☒")),
        control('<w:tag w:val="lgq:there=no"/>' + checkbox(0), r("☐")),
        control('<w:tag w:val="lgq:budget"/><w:showingPlcHdr/>', r("Click to answer")),
        control('<w:tag w:val="lgq:share"/>', r("  ")),
    )
    assert read(word(body)) == Source(
        (Passage("Portal: ", Place(line=1)),),
        (
            Bound("portal", "https://a.example.org", place=Place(line=1)),
            Bound("there", "yes", source.TICK, True, Place(line=1)),
            Bound("there", "no", source.TICK, False, Place(line=1)),
        ),
    )


def test_paragraphs_typed_into_a_control_are_lines() -> None:
    body = control('<w:tag w:val="lgq:story"/>', p("one"), p(), p("three ", r("four", "<w:b/>")))
    (found,) = read(word(p("above") + body + p("below"))).bound
    assert (found.path, found.text) == ("story", "one\n\nthree four")
    assert texts(p("above") + body + p("below")) == ["above", "below"]


def test_changes_in_a_control_count() -> None:
    deleted = "<w:del><w:r><w:delText>12</w:delText></w:r></w:del>"
    body = p(control('<w:tag w:val="lgq:share"/>', deleted, f"<w:ins>{r('16')}</w:ins>"))
    found = read(word(body))
    assert [one.text for one in found.bound] == ["16"]
    assert found.passages == (Passage("12", Place(line=1), kind=DELETED),)


def test_a_control_that_was_deleted_says_nothing() -> None:
    tick = control('<w:tag w:val="lgq:there=yes"/>' + checkbox(1), r("☒"))
    found = read(word(p("a", f"<w:del>{tick}</w:del>")))
    assert found.bound == ()
    assert [(one.text, one.kind) for one in found.passages] == [("a", BODY), ("☒", DELETED)]


def test_a_control_that_was_copied_comes_twice() -> None:
    tag = '<w:tag w:val="lgq:links"/>'
    body = p(control(tag, r("a"))) + p(control(tag, r("b")))
    assert [(one.path, one.text) for one in read(word(body)).bound] == [
        ("links", "a"),
        ("links", "b"),
    ]


def test_a_reason_comes_by_its_code() -> None:
    items = '<w:listItem w:displayText="No answer: Not known" w:value="asked-unknown"/>'
    tag = f'<w:tag w:val="lgq:share!"/><w:dropDownList>{items}</w:dropDownList>'
    (found,) = read(word(p(control(tag, r("No answer: Not known"))))).bound
    assert (found.kind, found.text) == (source.MISSING, "asked-unknown")


def test_a_link_behind_other_words_is_kept() -> None:
    inside = f'<w:hyperlink r:id="a">{r("our portal")}</w:hyperlink>'
    body = p(control('<w:tag w:val="lgq:portal"/>', inside))
    (found,) = read(word(body, links={"a": "https://a.example.org/"})).bound
    assert found.links == (Link(0, 10, "https://a.example.org/"),)


def test_long_paths_stand_in_the_properties() -> None:
    from lgq_tui.core.bindings import Binding

    bound = Binding("a_long_group.another_long_group.and_a_list[12].with_a_part.of_it", "=", "yes")
    assert len(bound.tag) <= 64
    body = p(control(f'<w:tag w:val="{bound.tag}"/>{checkbox(1)}', r("☒")))
    (found,) = read(word(body, properties={"lgq.long.1": f"other {bound.text}"})).bound
    assert (found.path, found.text, found.on) == (bound.path, "yes", True)


def stretch(name: str, *content: str) -> str:
    return f'<w:bookmarkStart w:id="1" w:name="{name}"/>{"".join(content)}<w:bookmarkEnd w:id="1"/>'


def test_without_tags_the_names_of_stretches_count() -> None:
    body = p("Name: ", stretch("_lgqTcontactDname", control("", r("Amina"))))
    body += p(
        control("", stretch("_lgqTthereEyes", r("☒"))).replace(
            "<w:sdtPr>", f"<w:sdtPr>{checkbox(1)}"
        )
    )
    assert [(one.path, one.text) for one in read(word(body)).bound] == [
        ("contact.name", "Amina"),
        ("there", "yes"),
    ]


def test_without_controls_too() -> None:
    several = '<w:p><w:bookmarkStart w:id="1" w:name="_lgqTstory"/><w:r><w:t>one</w:t></w:r></w:p>'
    several += (
        '<w:p><w:r><w:t>two</w:t></w:r><w:bookmarkEnd w:id="1"/><w:r><w:t>after</w:t></w:r></w:p>'
    )
    found = read(
        word(
            several + p(stretch("_lgqTshare", r("No answer"))),
            properties={"lgq.empty.1": "No answer"},
        )
    )
    assert [(one.path, one.text) for one in found.bound] == [("story", "one\ntwo")]
    assert [one.text for one in found.passages] == ["after"]


def test_stretches_without_number_take_no_time_and_no_text() -> None:
    numbers = range(2_000)
    starts = (f'<w:bookmarkStart w:id="{one}" w:name="_lgqTa{one}"/>' for one in numbers)
    ends = (f'<w:bookmarkEnd w:id="{one}"/>' for one in numbers)
    found = read(word(p(*starts, "a", *ends)))
    assert [one.text for one in found.bound] == ["a"]


def test_a_stretch_without_an_end_is_none() -> None:
    body = p('<w:bookmarkStart w:id="9" w:name="_lgqTstory"/>', "a") + p("b")
    assert texts(body) == ["a", "b"]


def test_words_of_the_form_are_left_out_while_they_are_as_they_were() -> None:
    from lgq_tui.core.bindings import own

    tag = f'<w:tag w:val="{own("Needs an answer.").tag}"/>'
    assert texts(p("Name ", control(tag, r("Needs an answer.")))) == ["Name "]
    assert texts(p("Name ", control(tag, r("Needs an answer. Ours is Amina.")))) == [
        "Name Needs an answer. Ours is Amina."
    ]


def test_the_edition() -> None:
    said = {"lgq.id": "un_lgq", "lgq.version": "2022", "other": "x"}
    assert read(word(p("a"), properties=said)).edition == {"id": "un_lgq", "version": "2022"}
    assert read(word(p("a"))).edition is None


# --- what is refused ---------------------------------------------------------------------------


def flaws(content: bytes) -> list[str]:
    found = read(content)
    assert not found.passages
    assert not found.bound
    return [flaw.key for flaw in found.flaws]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "import.damaged"),
        (b"{\\rtf1 text}", "import.damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "import.old_format"),
        (packed({"[Content_Types].xml": b"<Types/>"}), "import.damaged"),
        (packed({"word/document.xml": b"<workbook/>"}), "import.damaged"),
        (packed({"word/document.xml": b"<w:document"}), "import.damaged"),
        (word(p()), "import.no_text"),
    ],
)
def test_what_cannot_be_read_says_so(content: bytes, key: str) -> None:
    assert flaws(content) == [key]


def test_entities_are_refused() -> None:
    laughs = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    document = f"{laughs}<w:document {NAMES}><w:body>{p('&b;')}</w:body></w:document>"
    assert flaws(packed({"word/document.xml": document.encode()})) == ["import.damaged"]


def test_what_is_nested_without_end_is_refused() -> None:
    deep = "<w:ins>" * 10_000 + r("x") + "</w:ins>" * 10_000
    assert flaws(word(p(deep))) == ["import.damaged"]


def test_a_part_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lgq_tui.imports.word.parts._LONGEST", 100)
    assert flaws(word(p("x" * 100))) == ["import.too_large"]


def test_other_documents_inside_are_not_looked_at() -> None:
    body = (
        p("a") + '<w:altChunk r:id="x"/>' + p("<w:r><w:object><w:OLEObject/></w:object></w:r>", "b")
    )
    assert texts(body) == ["a", "b"]


def test_the_strict_dialect_is_read_as_well() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = f'<d:document xmlns:d="{strict}"><d:body><d:p><d:r><d:t>a</d:t></d:r></d:p></d:body></d:document>'
    assert [
        one.text for one in read(packed({"word/document.xml": document.encode()})).passages
    ] == ["a"]
