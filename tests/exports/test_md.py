"""The Markdown of a response, raw and as it is rendered."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from lgq_tui.core.markdown import escaped, escaped_line, link
from lgq_tui.exports import md
from lgq_tui.exports.order import Order
from tests.documents import PAGES, TEXTS, examples, naughty, order
from tests.forms import form

ORDERS = dict(examples())
RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def written(order: Order) -> str:
    return md.written(order).decode()


def shown(markdown: str) -> str:
    """What Markdown shows, if it is paragraphs of text and nothing else."""
    page = RENDERER.render(markdown).removesuffix("\n")
    page = page.removeprefix("<p>").removesuffix("</p>").replace("</p>\n<p>", "\n\n")
    page = page.replace("<br />\n", "\0").replace("<br />", "\0")
    assert not re.search("<[^>]*>", page), page
    return html.unescape(page).replace("\0", "\n").replace("\u200b", "")


def even(text: str) -> str:
    """Blanks that do not break look like blanks."""
    return text.replace("\u00a0", " ")


@given(TEXTS.filter(bool))
def test_all_that_is_typed_is_shown_and_nothing_of_it_is_markup(text: str) -> None:
    assert even(shown("\n".join(escaped(text)))) == even(text)


def test_attempts_are_text() -> None:
    for text in naughty():
        assert even(shown("\n".join(escaped(text)))) == even(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16", "16"),
        ("snake_case and 2*3 = 6", "snake_case and 2\\*3 = 6"),
        ("- one\n- two", "\\- one\\\n\\- two"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("one\n\n\ntwo", "one\\\n\\\n\\\ntwo"),
        ("-5 or +5", "-5 or +5"),
        ("1. first\n2.5", "1\\. first\\\n2.5"),
        ("#1 and AT&T &amp; C:\\new\\", "#1 and AT&T \\&amp; C:\\new\\\\"),
        ("  in", "&nbsp;&nbsp;in"),
    ],
)
def test_no_more_signs_than_it_takes(text: str, expected: str) -> None:
    assert "\n".join(escaped(text)) == expected


def test_addresses_are_links_where_they_can_be() -> None:
    assert link("https://a.example/x_y?a=1&b=2") == "<https://a.example/x_y?a=1&b=2>"
    assert link("a+b@a.example") == "<a+b@a.example>"
    assert link("https://a.example/&copy;") == "https://a.example/\\&copy;"
    assert link("https://a.example/<b>") == "https://a.example/\\<b>"
    assert escaped_line("<https://a.example>") == "\\<https://a.example>"


def test_a_question_with_all_that_belongs_to_it() -> None:
    questionnaire = form("""
{title: The *form*, footnotes: {n: Alone}, introduction: "1. **Begin**.", sections: [{id: s, number: I, title: First, items: [
  {id: open, number: "1", type: yes_no, label: "Is **it (now)**[^n] on?"},
  {id: pair, number: "2", type: group, label: Both, items: [
    {id: one, type: url, label: One, repeat: true}, {id: two, type: text, label: Two, relevant: {open: true}}]}]}]}
""")
    asked = order(questionnaire, open=False, pair={"one": ["https://a.example", "b_"]})
    asked.interview.note("pair.one", "*Really*.")
    assert (
        written(asked)
        == """\
<!-- lgq-form/1 {"id": "demo", "version": "1"} -->

# The \\*form\\*

*Status: In progress · Code: 7K2M-0QXW* <!-- . -->

1\\. **Begin**.

## I. First

### 1. Is **it (now)**[^1] on?

- [ ] Yes <!-- open = yes 7349 -->
- [x] No <!-- open = no 0cbd -->

### 2. Both

**One**

<!-- pair.one -->
<https://a.example>\\
b\\_
<!-- / -->

*Note:* <!-- . -->

<!-- pair.one note -->
\\*Really\\*.
<!-- / -->

**Two**

*Not asked, because of an earlier answer.* <!-- . -->

[^1]: Alone &nbsp;
"""
    )


def test_a_form_has_a_line_for_each_answer() -> None:
    text = written(ORDERS["garden-form"])
    assert "\n\n<!-- garden_name -->\n\n<!-- / -->\n" in text
    assert "\n- [ ] Raccoons (New) <!-- visitors = raccoons " in text
    assert "\n<!-- beds[2].crops[0].plant -->\n\n<!-- / -->\n" in text


@pytest.mark.parametrize("name", ORDERS)
def test_the_whole_renders_as_it_is_meant(name: str) -> None:
    page = RENDERER.render(written(ORDERS[name]))
    assert page.count("<h1>") == 1
    visible = re.sub("<!--.*?-->", "", page)
    assert not re.search("<(?!/?(?:h[1-5]|p|strong|em|ul|li|a|br)[ >])", visible)
    assert "**" not in visible
    assert "&lt;!--" not in visible


@pytest.mark.parametrize("name", ORDERS)
def test_it_is_the_same_every_time(name: str) -> None:
    assert md.written(ORDERS[name]) == md.written(ORDERS[name])


def test_marks_of_ours_cannot_be_typed() -> None:
    typed = naughty()
    marks = "(?<!\\\\)<!--.*?-->"
    plain = re.findall(marks, written(order(PAGES, pages=["x"] * len(typed))))
    assert re.findall(marks, written(order(PAGES, pages=typed))) == plain
