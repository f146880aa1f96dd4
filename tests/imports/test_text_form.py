"""What people do to a text, and what is read of it."""

from __future__ import annotations

import time
from collections.abc import Collection

import pytest

from lgq_tui.core.text_form import comments
from lgq_tui.core.text_form.records import Reading
from lgq_tui.imports import text_form
from lgq_tui.locales.speech import render, say_missing
from tests.forms import form

FORM = form("""
- {id: city, type: text, missing_reasons: [masked]}
- {id: story, type: paragraph}
- {id: share, type: percentage}
- {id: links, type: url, repeat: true}
- {id: pages, type: paragraph, repeat: true}
- id: beds
  type: group
  repeat: true
  items: [{id: name, type: text}]
- {id: picks, type: select_multiple, choices: [{id: a, label: Air}, {id: b, label: Bus}]}
- {id: pair, type: group, items: [{id: a, type: text}]}
""")


KNOWN = comments.kept(["#", "# City", "# “Share” of [a[0].b]", "# The end"])


def read(text: str, known: Collection[str] | None = None) -> Reading:
    return text_form.read(text, FORM, say_missing, known)


def complaints(text: str, known: Collection[str] | None = None) -> list[str]:
    return [f"{one.line}: {render(one.message)}" for one in read(text, known).left]


def value(text: str, path: str) -> object:
    reading = read(text)
    assert reading.left == ()
    return reading.entries[path].value


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("[city]\nLima", "city", "Lima"),
        ("[city] Lima", "city", "Lima"),
        ("  [city]  \n\n\n  Lima\t\n\n", "city", "Lima"),
        ("[city]\r\nLima\r\n", "city", "Lima"),
        ("\ufeff[city]\nLima", "city", "Lima"),
        ("[city]\n# a comment\nLima\n#! a mark", "city", "Lima"),
        ("[city]\nSão\nPaulo", "city", "São Paulo"),
        ("[city]\n@dbkl", "city", "@dbkl"),
        ("[city]\n\\@note of it", "city", "@note of it"),
        ("[city]\n\\\\server\\share", "city", "\\\\server\\share"),
        ("[city]", "city", None),
        ("[story]\n\nOne\n\n\n  two\n\n", "story", "One\n\n\n  two"),
        ("[story]\n\\# One\n[b]two[/b]\n\\[sic]", "story", "# One\n[b]two[/b]\n[sic]"),
        ("[share]\n16 %", "share", 16),
        ("[share]\nabout 16", "share", "about 16"),
        ("[links]\nhttps://a.example\n\n  https://b.example", "links", ["https://a.example", "https://b.example"]),
        ("[pages[3]]\nOne", "pages[3]", "One"),
        ("[city]\n\n[city]\nLima", "city", "Lima"),
        ("[city]\nLima\n[city]", "city", "Lima"),
        ("[city]\n@value [1]", "city", [1]),
        ("[city]\n@value [1]\nLima", "city", "Lima"),
    ],
)  # fmt: skip
def test_answers(text: str, path: str, expected: object) -> None:
    assert value(text, path) == expected


@pytest.mark.parametrize("words", ["masked", "Known, but withheld", " MASKED "])
def test_reasons_by_their_names_or_words(words: str) -> None:
    assert read(f"[city]\n@missing {words}").entries["city"].missing == "masked"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Lima\n[city]", "1: This stands above [city], where no answer is read; put it below [city]"),
        ("Lima", "1: These lines belong to no question"),
        ("[city]\nLima\n[citi]\nx", "3: There is no question [citi]; write [city]"),
        ("[city]\n[nonsense]", "2: There is no question [nonsense]; correct the name"),
        ("[beds[0]]\n[links[0]]\nx", "2: The entries of this list have no names of their own"),
        ("[beds[0].name[1]]", "1: [beds[0].name[1]] has a number where none belongs"),
        ("[city]\na\n[share]\n[city]\nb", "4: [city] stands here a second time"),
        ("[city]\n@missing", "2: “” is not a reason that this question takes"),
        ("[city]\n@missing lazy", "2: “lazy” is not a reason"),
        ("[beds[0].name]\n@missing masked", "2: A part of an entry in a list takes no @missing"),
        ("[beds[0].name]\n@note x", "2: A note is about a part in all entries; write it under [beds.name]"),
        ("[beds.name]\nx", "2: [beds.name] is for remarks on all entries"),
        ("[beds]\nx", "2: Each entry of this list has its own place; write the first under [beds[0]]"),
        ("[pair]\n\nx", "3: This question has parts; write each answer under its part, such as [pair.a]"),
        ("[city]\n@accept", "2: There are no words behind @accept"),
        ("[city]\n@value x", "2: What stands behind @value is not JSON"),
        ("[city]\n@value 1\n@value 2", "2: There is more than one @value"),
    ],
)  # fmt: skip
def test_complaints(text: str, complaint: str) -> None:
    [told] = complaints(text)
    assert told.startswith(complaint)


def test_what_is_left_is_all_that_was_typed() -> None:
    text = "[city]\nLima\n[nonsense] x\n[other]\n\na\n\n# made anew\nb\n\n"
    reading = read(text)
    assert reading.entries["city"].value == "Lima [nonsense] x"
    assert [one.lines for one in reading.left] == [("[other]", "", "a", "", "b")]


ABOVE = "This stands above [share]"
TYPED = "A line that begins with # is not read"


@pytest.mark.parametrize(
    ("text", "city", "left"),
    [
        ("[city]\nLima\n# “Share” of [a[0].b]\n16\n[share]", "Lima", [(4, ABOVE, ("16",))]),
        ("[city]\nLima\n# “Share” of [a[0].b] \n#! a mark\n\n16\n\n17\n\n[share]", "Lima", [(6, ABOVE, ("16", "", "17"))]),
        ("[city]\nLima\n# “Share” of [a[0].b]\n16\n[nope]\nx\n# “Share” of [a[0].b]\n17\n[share]", "Lima",
         [(4, ABOVE, ("16", "17")), (5, "There is no question [nope]", ("[nope]", "x"))]),
        ("[city]\nLima\n# “Share” of [a[0].b]\n@note x\n# y\n[share]", "Lima", [(4, ABOVE, ("@note x", "# y"))]),
        ("[city]\nLima\n# “Share” of [a[0].b]\n# y\n[share]", "Lima", [(4, TYPED, ("# y",))]),
        ("[city]\nLima\n16\n[share]", "Lima 16", []),
        ("[city]\nLima\n#! a mark\n16\n[share]", "Lima 16", []),
        ("[city]\nLima\n# The end\nx", "Lima", [(4, "These lines belong to no question", ("x",))]),
        ("# x\n[city]\nLima", "Lima", [(1, TYPED, ("# x",))]),
        ("[city]\nSão\n# x\nPaulo\n\n", "São Paulo", [(3, TYPED, ("São", "# x", "Paulo"))]),
        ("[city]\n# ---\n# 漢\n# Citys", None, [(2, TYPED, ("# ---", "# 漢", "# Citys"))]),
        ("[city]\n#x", None, [(2, TYPED, ("#x",))]),
        ("[city]\n@value 5\n# x", 5, [(3, TYPED, ("@value 5", "# x"))]),
        ("[city]\n@value {\n# x", None, [(2, "What stands behind @value", ("@value {",)), (3, TYPED, ("# x",))]),
        ("[pair]\nx\n# y", None, [(2, "This question has parts", ("x",)), (3, TYPED, ("# y",))]),
        ("[nope]\n# x\ny", None, [(1, "There is no question [nope]", ("[nope]", "# x", "y"))]),
        ("[city]\nLima\n[city]\n# x", "Lima", [(3, "[city] stands here a second time", ("[city]", "# x"))]),
        ("# City\n[city] # 1\n# City", "# 1", []),
    ],
)  # fmt: skip
def test_what_a_text_had_tells_what_was_typed(
    text: str, city: object, left: list[tuple[int, str, tuple[str, ...]]]
) -> None:
    reading = read(text, KNOWN)
    entry = reading.entries.get("city")
    assert (entry.value if entry else None) == city
    assert [(one.line, one.lines) for one in reading.left] == [
        (line, lines) for line, _, lines in left
    ]
    for one, (_, words, _) in zip(reading.left, left, strict=True):
        assert render(one.message).startswith(words)


def test_each_comment_that_was_typed_has_its_mark() -> None:
    [left] = read("[story]\n# a\n# b\nc\n# d", KNOWN).left
    assert (left.lines, left.at) == (("# a", "# b", "c", "# d"), (0, 3))


HOSTILE = {
    "comments": "[story]\n" + "# x\ny\n" * 100_000,
    "comments above": "# City\n" + "# x\ny\n" * 100_000 + "[city]",
    "brackets": "[" * 1_000_000,
    "a long name": f"[{'a' * 1_000_000}]",
    "a long name with numbers": f"[{'a[0]' * 200_000}]",
    "many names": "\n".join(f"[city{number}]" for number in range(50_000)),
    "far entries": "\n".join(f"[beds[{number}].name]\nx" for number in range(0, 999_999, 40)),
    "a deep value": f"[city]\n@value {'[' * 1_000_000}",
    "a wide value": f"[city]\n@value [{'[],' * 400_000}1]",
    "backslashes": f"[story]\n{chr(92) * 1_000_000}",
    "marks": f"[story]\n{'@note ' * 200_000}",
    "boxes": "[city]\n" + "[ ] x\n" * 100_000,
    "ticks": "[picks]\n" + "[x] Air\n[ ] Bus\n" * 100_000,
    "words": "[picks]\n" + "a;b,c\n" * 200_000,
    "a number": f"[share]\n{'1' * 1_000_000}",
    "a link": f"[links]\n{'https://' * 100_000}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_takes_for_ever(text: str) -> None:
    began = time.monotonic()
    read(text, KNOWN)
    assert time.monotonic() - began < 10
