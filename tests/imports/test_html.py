"""What is read of pages: of our own, and of any other."""

from __future__ import annotations

import pytest
from hypothesis import given

from lgq_tui.core.proposals import Place
from lgq_tui.exports import html as exported
from lgq_tui.imports import html
from lgq_tui.imports.source import (
    BODY,
    COMMENT,
    DELETED,
    FOOTNOTE,
    TICK,
    Bound,
    Link,
    Passage,
    Source,
)
from tests.documents import PAGES, STORY, TEXTS, examples, naughty, one, order, read, texts, told

ORDERS = dict(examples())


def parsed(text: str) -> Source:
    return html.read(text.encode())


def body(text: str) -> list[str]:
    return texts(parsed(f"<!DOCTYPE html><title>x</title><body>{text}"), BODY)


# Our own


@pytest.mark.parametrize("name", ORDERS)
def test_every_answer_comes_back(name: str) -> None:
    source = html.read(exported.written(ORDERS[name]))
    assert read(source) == told(ORDERS[name])
    assert source.edition is not None
    assert source.edition["digest"].startswith("sha256:")
    assert source.flaws == ()


@given(TEXTS.filter(bool))
def test_any_answer_comes_back(text: str) -> None:
    asked = order(STORY, story=text, links=["https://a.example/_x_", "b*"], picks=["b", "c"])
    asked.interview.note("links", text)
    assert read(html.read(exported.written(asked))) == told(asked)


def test_attempts_come_back() -> None:
    asked = order(PAGES, pages=naughty())
    assert read(html.read(exported.written(asked))) == told(asked)


def test_only_the_wording_of_the_form_is_left() -> None:
    for name in ("half-filled", "lgq-form"):
        left = texts(html.read(exported.written(ORDERS[name])))
        assert left[0] == "Local Government Questionnaire (LGQ)"
        assert (
            "3. Does your city/municipality have a Chief Information Officer (CIO) to manage its e-Government programs/strategies?"
            in left
        )
        furniture = ("No answer.", "Needs an answer", "Status:", "Not asked", "7K2M", "Yes")
        assert [one for one in left if one.startswith(furniture)] == []


def test_a_form_that_was_filled_in_the_page() -> None:
    text = exported.written(ORDERS["garden-form"]).decode()
    for old, new in {
        'data-item="garden_name" name="garden_name" type="text" dir="auto" value=""': 'data-item="garden_name" value="Rose Hill"',
        'value="slugs" data-item="visitors" data-choice="slugs"': 'checked data-item="visitors" data-choice="slugs"',
        'rows="4" aria-labelledby="label-best_day">': ">One\n  two",
    }.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    source = parsed(text)
    assert one(source, "garden_name").text == "Rose Hill"
    assert one(source, "best_day").text == "One\n  two"
    assert [box.text for box in source.bound if box.kind == TICK and box.on] == ["slugs"]


def test_what_an_editor_makes_of_an_answer() -> None:
    page = '<meta name="lgq-form" content="demo" data-version="1"><div data-item="a">One<br>two<div>three</div><p>four</p></div>'
    source = parsed(page)
    assert source.edition == {"id": "demo", "version": "1"}
    assert source.bound == (Bound("a", "One\ntwo\nthree\nfour", place=Place(line=1)),)


def test_nothing_is_bound_in_pages_of_others() -> None:
    source = parsed(
        '<p data-item="a">Words</p><p data-own>More</p><input type=checkbox data-item=a data-choice=b checked>'
    )
    assert (source.edition, source.bound) == (None, ())
    assert texts(source) == ["Words", "More", "☒"]


# Any other


def test_words_are_together_as_they_are_on_the_page() -> None:
    assert body("<p>One <b>and</b>\n  two</p>three<br>four<div>five<p>six</div><ul><li>seven<li>eight</ul>") == [
        "One and two", "three\nfour", "five", "six", "seven", "eight",
    ]  # fmt: skip
    assert body("<pre>a\n  b</pre><p style='white-space: pre-line'>c\nd</p>") == ["a\nb", "c\nd"]
    assert body("<table><tr><th>Q</th><td>A<br>B</td></tr><tr><td>C</table>") == ["Q", "A\nB", "C"]
    assert body("<ol start=3><li>c<li value=7>g</ol><ol type=a><li>x<li>y</ol>") == [
        "3. c",
        "7. g",
        "a. x",
        "b. y",
    ]


def test_what_nobody_sees_is_left_out() -> None:
    hidden = "<script>1</script><style>2</style><template>3</template><p hidden>4<p style='DISPLAY : none'>5</p><!-- 6 --><noscript>7</noscript><svg><text>8</text></svg><span style='mso-hide:all'>9</span>"
    assert body(f"<p>a</p>{hidden}<p>b</p>") == ["a", "b"]


def test_boxes_and_fields() -> None:
    assert body("<input type=checkbox checked>Yes <input type='radio'>No ☑ X □ Y") == [
        "☒ Yes ☐ No ☒ X ☐ Y"
    ]
    assert body(
        "<p>Name <input value='Ada'> <input type=hidden value=h><input type=password value=p></p>"
    ) == ["Name Ada"]
    assert body("<textarea>One\ntwo</textarea><select><option>a<option selected>b</select>") == [
        "One\ntwo b"
    ]


def test_links_are_where_their_words_are() -> None:
    source = parsed(
        "<p>  See   <a href='https://a.example/?a=1&amp;b=2'> our\n page </a>, <a href='mailto:x@a.example'>mail</a> <a href='#x'>up</a> <a href='javascript:x'>run</a></p>"
    )
    assert source.passages == (
        Passage("See our page , mail up run", Place(line=1), (
            Link(4, 12, "https://a.example/?a=1&b=2"), Link(15, 19, "mailto:x@a.example"),
        )),
    )  # fmt: skip


def test_a_link_over_letters_that_are_put_together() -> None:
    [passage] = parsed("<p>e\u0301 <a href='https://a.example'>o\u0308x</a></p>").passages
    [link] = passage.links
    assert passage.text[link.start : link.end] == "öx"


def test_what_was_struck_out_footnotes_and_remarks() -> None:
    source = parsed(
        "<p>Now <del>was</del><ins>is</ins> so<sup><a href='#fn1'>1</a></sup>.</p>"
        "<div id=fn1><p>A note.</p></div><section role=doc-endnotes><ol><li>More</ol></section>"
        "<p class=MsoFootnoteText>Word's</p><div class=MsoCommentText>Said beside</div>"
    )  # fmt: skip
    assert texts(source, BODY) == ["Now is so."]
    assert texts(source, DELETED) == ["was"]
    assert texts(source, FOOTNOTE) == ["A note.", "1. More", "Word's"]
    assert texts(source, COMMENT) == ["Said beside"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "cp1252", "iso-8859-1", "koi8-r", "shift_jis"]
)
def test_any_encoding(encoding: str) -> None:
    word = {"koi8-r": "Город", "shift_jis": "都市"}.get(encoding, "Ciudad: Málaga")
    page = f"<meta charset='{encoding}'><p>{word}</p>"
    assert texts(html.read(page.encode(encoding))) == [word]


@pytest.mark.parametrize(
    "name", ["zlib", "utf-7", "unicode_escape", "nothing", "utf-16", "iso-8859-12"]
)
def test_an_encoding_that_is_none(name: str) -> None:
    page = f"<meta charset='{name}'><p>Málaga +ADw-</p>"
    assert texts(html.read(page.encode("cp1252"))) == ["Málaga +ADw-"]


def test_entities_of_ones_own_are_none() -> None:
    page = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><p>&a;&b;</p>'
    assert "root:" not in "".join(texts(parsed(page)))


def test_a_page_that_is_built_deep() -> None:
    source = parsed("<p>first</p>" + "<div>" * 300 + "deep" + "</div>" * 300 + "<p>last</p>")
    assert texts(source) == ["first", "deep", "last"]
    source = parsed("<p>first</p>" + "<div>" * 50_000 + "deep")
    assert source.flaws
    assert source.passages[0].text == "first"


def test_many_links() -> None:
    page = "<p>" + "<a href='https://a.example/x'>word </a>" * 20_000
    [passage] = parsed(page).passages
    assert len(passage.links) == 20_000


@pytest.mark.parametrize(
    "content", [b"", b" \n", b"\0\0\0", b"\xff\xfe", b"<", b"<!--", b"<p", b"&", b"<html></html>"]
)
def test_next_to_nothing(content: bytes) -> None:
    assert html.read(content).bound == ()


@given(TEXTS)
def test_no_text_stops_it(text: str) -> None:
    parsed(text)
