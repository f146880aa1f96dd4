"""The law of the text: what is written is read again as the very same, whatever was answered."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lgq_tui.core.definition import MISSING_REASONS, Item
from lgq_tui.core.interview import Interview
from lgq_tui.core.paths import Path, as_text
from lgq_tui.core.response import Acceptance, Response
from lgq_tui.core.snapshot import unfolded
from lgq_tui.core.steps import DONE, Step, Turn
from lgq_tui.core.text import clean
from lgq_tui.core.text_form import acceptances, answers, comments, marks
from lgq_tui.core.text_form.changes import taken
from lgq_tui.core.text_form.places import place_of
from lgq_tui.core.text_form.records import Left, Reading
from lgq_tui.exports import text_form as exported
from lgq_tui.imports import text_form as imported
from lgq_tui.locales.speech import render, say, say_missing
from tests.forms import TODAY, form, response

FORM = form("""
- {id: line, type: text, required: true, missing_reasons: [masked]}
- {id: page, type: paragraph, hint: At length.}
- {id: place, type: country}
- {id: link, type: url}
- {id: mail, type: email}
- {id: tel, type: phone}
- {id: day, type: date, warn: [{id: later, when: {future: day}, message: Later.}]}
- {id: count, type: integer, warn: [{id: many, when: {count: {minimum: 5}}, message: Many.}]}
- {id: size, type: decimal}
- {id: share, type: percentage}
- {id: open, type: yes_no}
- {id: x, type: yes_no, relevant: {open: true}}
- id: kind
  type: select_one
  choices: [{id: one, label: "The first, or so"}, {id: two, label: "#2"}, {id: x, label: "[x] no"}]
- id: picks
  type: select_multiple
  detail: true
  choices: [{id: a, label: "A; a"}, {id: b, label: B}, {id: c, label: "2"}]
- {id: lines, type: text, repeat: true}
- {id: pages, type: paragraph, repeat: true}
- {id: days, type: date, repeat: true}
- {id: flags, type: yes_no, repeat: true}
- {id: kinds, type: select_one, repeat: true, choices: [{id: one, label: "1, 2"}, {id: two, label: "@note"}]}
- {id: sets, type: select_multiple, repeat: true, choices: [{id: one, label: One}, {id: two, label: Two}]}
- id: group
  type: group
  relevant: {open: true}
  items:
    - {id: name, type: text}
    - {id: inner, type: group, items: [{id: page, type: paragraph}, {id: links, type: url, repeat: true}]}
- id: beds
  type: group
  repeat: true
  items:
    - {id: name, type: text, relevant: {open: true}}
    - id: crops
      type: group
      repeat: true
      items: [{id: plant, type: text}, {id: days, type: date, repeat: true}, {id: notes, type: paragraph, repeat: true}]
""")

PIECES = (
    "#", "#!", "# of: ", "[", "]", "[line]", "[beds[0].name]", "[x] ", "[ ]", "[x]", "\\", "\\\\", "@", "@note ",
    "@missing asked-unknown", "@missing", "@accept ", "@value 5", "\n", "\n\n", " ", "  ", "a", "é", "ü", "1", "2",
    "one", "B", ";", ",", '"', "(", ")", "(many) ", "no", "yes", "2026-11-23", "https://a.example", "- ", "\u200e", "漢",
)  # fmt: skip

texts = st.one_of(st.lists(st.sampled_from(PIECES), max_size=6).map("".join), st.text(max_size=9))
clean_texts = texts.map(clean)
odd = st.recursive(
    st.one_of(clean_texts, st.booleans(), st.integers(-9, 10**20), st.sampled_from([0.5, 2.0])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(clean_texts, inner, max_size=2)
    ),
    max_leaves=4,
)

FITTING: dict[str, st.SearchStrategy[Any]] = {
    "country": st.sampled_from(["FR", "KP", "CD", "TW"]),
    "url": st.sampled_from(["https://example.org", "www.example.org"]),
    "date": st.sampled_from(["2026-01-31", "2031-12-01", "3/4/2026"]),
    "integer": st.integers(0, 9),
    "decimal": st.floats(-(10**6), 10**6),
    "percentage": st.sampled_from([0, 12.5, 100]),
    "yes_no": st.booleans(),
}


def single(item: Item) -> st.SearchStrategy[Any]:
    if item.is_group:
        return st.fixed_dictionaries({}, optional={part.id: value(part) for part in item.items})
    ids = [choice.id for choice in item.choices]
    if item.type == "select_one":
        return st.one_of(st.sampled_from(ids), odd)
    if item.type == "select_multiple":
        return st.one_of(st.lists(st.sampled_from(ids), min_size=1, max_size=3), odd)
    return st.one_of(FITTING.get(item.type, clean_texts), clean_texts, odd)


def value(item: Item) -> st.SearchStrategy[Any]:
    one = single(item)
    return st.one_of(st.lists(one, max_size=3), odd) if item.repeat else one


def is_known(item: Item, given: Any) -> bool:
    """Whether a value has no part that the questionnaire does not know."""
    if item.repeat and isinstance(given, list):
        return all(is_known(_once(item), one) for one in given)
    if not item.is_group or not isinstance(given, dict):
        return True
    parts = {part.id: part for part in item.items}
    return all(key in parts and is_known(parts[key], one) for key, one in given.items())


def _once(item: Item) -> Item:
    return Item(*item._replace(repeat=False))


def places(item: Item, path: Path, given: Any) -> list[Path]:
    """The places at which something is answered."""
    found = [path]
    if item.repeat and isinstance(given, list) and not isinstance(path[-1], int):
        for index, one in enumerate(given):
            found += places(item, (*path, index), one)
    elif item.is_group and isinstance(given, dict):
        for part in item.items:
            if part.id in given:
                found += places(part, (*path, part.id), given[part.id])
    return found


@st.composite
def filled(draw: st.DrawFn) -> Response:
    """Any response that a file can hold, to the items that there are."""
    optional = {item.id: value(item) for item in FORM.items}
    given = draw(st.fixed_dictionaries({}, optional=optional))
    given = {key: one for key, one in given.items() if is_known(FORM.top_level[key], one)}
    there = [
        as_text(path)
        for key, one in given.items()
        for path in places(FORM.top_level[key], (key,), one)
    ]
    paths = st.sampled_from(list(FORM.by_path))
    acceptance = st.builds(
        Acceptance,
        st.one_of(st.sampled_from(["many", "problem.duplicate"]), clean_texts),
        clean_texts,
    )
    entries = st.lists(acceptance, min_size=1, max_size=3).map(tuple)
    return response(
        FORM,
        answers=given,
        missing=draw(st.dictionaries(paths, st.sampled_from(MISSING_REASONS), max_size=4)),
        notes=draw(st.dictionaries(paths, clean_texts, max_size=4)),
        accepted=draw(st.dictionaries(st.sampled_from(there), entries, max_size=4))
        if there
        else {},
    )


def written(one: Response) -> exported.Written:
    return exported.text_of(Interview(FORM, one, TODAY), say, render)


def text_of(one: Response) -> str:
    return written(one).text


def read(text: str, known: Collection[str] | None = None) -> Reading:
    return imported.read(text, FORM, say_missing, known)


def without_nothing(given: Any) -> Any:
    """Answers without groups that say nothing, between which and none no change is told."""
    if isinstance(given, list):
        return [without_nothing(one) for one in given]
    if not isinstance(given, dict):
        return given
    parts = {key: without_nothing(one) for key, one in given.items()}
    return {key: one for key, one in parts.items() if one != {}}


def said(one: Response) -> str:
    """All that a response says, to be compared; 1 and 1.0 and true differ."""
    parts = (
        without_nothing(unfolded(FORM, one)[0]),
        one.missing,
        {key: note for key, note in one.notes.items() if note.strip()},
    )
    accepted = {key: [tuple(entry) for entry in entries] for key, entries in one.accepted.items()}
    return json.dumps((*parts, accepted), sort_keys=True)


def anew(text: str) -> Response:
    """A response that nobody has answered, after a text was taken."""
    interview = Interview(FORM, response(FORM), TODAY)
    changes = taken(interview, read(text), today=TODAY).changes
    interview.recover([Turn(DONE, Step((), changes))])
    return interview.response


def is_in_parts(one: Response, key: str) -> bool:
    """Whether a reason is given for a group that has answers, which a text does not take."""
    item = FORM.by_path[key]
    return item.is_group and not item.repeat


@settings(max_examples=100)
@given(filled())
def test_what_is_written_is_read_as_the_same(one: Response) -> None:
    missing = {key: reason for key, reason in one.missing.items() if not is_in_parts(one, key)}
    one = one._replace(missing=missing)
    text = written(one)
    reading = read(text.text, text.comments)
    assert reading == read(text.text)
    assert reading.left == ()
    assert said(anew(text_of(one))) == said(one)


@settings(max_examples=80)
@given(filled())
def test_who_edits_nothing_changes_nothing(one: Response) -> None:
    interview = Interview(FORM, one, TODAY)
    reading = read(text_of(one))
    found = taken(interview, reading, reading, TODAY)
    assert found == ((), ())


def blocks(text: str) -> list[str]:
    """A text, cut before each `[path]`."""
    found: list[str] = [""]
    for line in text.split("\n"):
        box = marks.anchor(line)
        if box is not None and not box.rest and place_of(FORM, box.path):
            found.append("")
        found[-1] += f"{line}\n"
    return found


MANGLED: dict[str, Callable[[str, Any], str]] = {
    "line ends of Windows": lambda text, chance: text.replace("\n", "\r\n"),
    "line ends of old": lambda text, chance: text.replace("\n", "\r"),
    "no blanks at the ends of lines": lambda text, chance: "\n".join(
        line.rstrip() for line in text.split("\n")
    ),
    "blanks at the ends of lines": lambda text, chance: text.replace("\n", "  \n"),
    "a mark of the order of bytes": lambda text, chance: f"\ufeff{text}",
    "some of it taken out": lambda text, chance: "".join(
        chance.sample(found := blocks(text)[1:], chance.randint(0, len(found)))
    ),
    "other order": lambda text, chance: "".join(
        chance.sample(found := blocks(text)[1:], len(found))
    ),
    "no comments": lambda text, chance: "\n".join(
        line for line in text.split("\n") if not line.startswith("#")
    ),
    "nothing at all": lambda text, chance: "",
}


@pytest.mark.parametrize("how", MANGLED)
@settings(max_examples=25)
@given(filled(), st.randoms(use_true_random=False))
def test_what_editors_do_to_a_text_changes_nothing(how: str, one: Response, chance: Any) -> None:
    interview = Interview(FORM, one, TODAY)
    text = written(one)
    mangled = read(MANGLED[how](text.text, chance), text.comments)
    assert taken(interview, mangled, read(text.text), TODAY) == ((), ())


@settings(max_examples=80)
@given(filled(), st.lists(texts, max_size=8), st.randoms(use_true_random=False))
def test_what_could_not_be_taken_stays(one: Response, more: list[str], chance: Any) -> None:
    """Whatever is typed anywhere, all of it is taken, or stays with the same complaint."""
    interview = Interview(FORM, one, TODAY)
    text = written(one)
    lines = text.text.split("\n")
    for line in more:
        lines.insert(chance.randint(0, len(lines)), clean(line))
    now = read("\n".join(lines), text.comments)
    found = taken(interview, now, read(text.text), TODAY)
    interview.recover([Turn(DONE, Step((), found.changes))])
    again = exported.text_of(interview, say, render, left=found.left)
    assert len(again.marks) >= len(found.left)
    before = read(exported.text_of(interview, say, render).text)
    twice = taken(interview, read(again.text, again.comments), before, TODAY)
    assert twice.changes == ()
    assert typed(twice.left) == typed(found.left)


@settings(max_examples=80)
@given(
    filled(),
    st.lists(st.tuples(clean_texts, st.booleans()), max_size=6),
    st.randoms(use_true_random=False),
)
def test_no_comment_that_was_typed_is_lost(
    one: Response, more: list[tuple[str, bool]], chance: Any
) -> None:
    """What looks like a comment, and what stands above a name, is left with all of its signs."""
    text = written(one)
    lines = text.text.split("\n")
    above = [
        number
        for number, line in enumerate(lines)
        if (found := marks.anchor(line)) and place_of(FORM, found.path) and not found.rest
        if comments.is_wording(lines[number - 1])
    ]
    added = []
    for words, is_comment in more:
        line = ("# " if is_comment else "so ") + words.replace("\n", " ").strip()
        at = chance.choice(above) if not is_comment else chance.randint(0, len(lines))
        lines.insert(at, line)
        above = [number + (number >= at) for number in above]
        added.append(line)
    left = Counter(line for one in read("\n".join(lines), text.comments).left for line in one.lines)
    known = text.comments
    assert not Counter(line for line in added if comments.plain(line) not in known) - left


def typed(left: Sequence[Left]) -> list[str]:
    """All lines that were left; those that are one thing may be left as one."""
    return sorted(line for one in left for line in one.lines if line.strip())


@given(texts.map(clean))
def test_a_line_of_an_answer_is_no_mark(text: str) -> None:
    for line in text.split("\n"):
        safe = marks.escaped(line)
        assert marks.unescaped(safe) == line
        assert not marks.is_comment(safe)
        assert marks.said(safe) is None
        assert marks.anchor(safe) is None


@given(
    st.one_of(clean_texts, st.just("many"), st.just("url.user")),
    clean_texts,
    st.none() | st.integers(1, 9),
)
def test_why_a_warning_may_stand(warning: str, reason: str, number: int | None) -> None:
    words = acceptances.Words(reason, warning, number)
    item = FORM.by_path["count"]
    line = acceptances.written(words, item)
    assert "\n" not in line
    assert acceptances.read(line, item) == words


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("@dbkl", None),
        ("@notes on it", None),
        ("@note", ("note", "")),
        ("@note  x", ("note", " x")),
        ("  @missing masked", ("missing", "masked")),
        ("@Missing masked", None),
    ],
)
def test_words_behind_the_sign(line: str, meant: tuple[str, str] | None) -> None:
    assert marks.said(line) == meant


@pytest.mark.parametrize(
    ("line", "on"),
    [("[x] a", True), ("[X]a", True), ("[ ✓ ] a", True), ("[*] a", True), ("[ ] a", False), ("[] a", False),
     ("[-] a", False), ("[?] a", None)],
)  # fmt: skip
def test_boxes(line: str, on: bool | None) -> None:
    assert marks.tick(line) == (on, "a")


@pytest.mark.parametrize("line", ["a [x]", "[xy] a", "[see annex]", "[[x]] a"])
def test_no_boxes(line: str) -> None:
    assert marks.tick(line) is None


@pytest.mark.parametrize(
    ("lines", "meant"),
    [
        ([], None),
        (["yes"], True),
        (["[x] yes", "[ ] no"], True),
        (["[ ] yes", "[ ] no"], None),
        (["[ ] yes", "[ ] no", "NO"], False),
        (["[x] yes", "[x] no"], "yes; no"),
        (["[x] yes", "yes"], True),
    ],
)
def test_yes_and_no(lines: list[str], meant: Any) -> None:
    assert answers.read(FORM.by_path["open"], lines).value == meant


@pytest.mark.parametrize(
    ("lines", "meant"),
    [
        (["[x] A; a", "[ ] B", "[x] 2"], ["a", "c"]),
        (["[ ] A; a", "[ ] B", "[ ] 2", "b, a"], ["a", "b"]),
        (["1"], ["a"]),
        (["[x] B", "a"], ["a", "b"]),
        (["[x] B", "[x] nothing of these"], "B; nothing of these"),
    ],
)
def test_several_choices(lines: list[str], meant: Any) -> None:
    assert answers.read(FORM.by_path["picks"], lines).value == meant


@pytest.mark.parametrize(
    "path", ["", "nothing", "line[0]", "beds[0]name", "beds[00].name", "beds[0][1]", "lines[0]", "group.name.x",
             "beds.crops[0].plant", "beds[0].crops.plant", "pages[0][0]", "line.line"],
)  # fmt: skip
def test_no_place(path: str) -> None:
    found = place_of(FORM, path)
    assert found is None or (found.general and "[0]" in path)


@pytest.mark.parametrize(
    ("path", "one", "general"),
    [
        ("line", True, False),
        ("beds", False, False),
        ("beds[2]", False, False),
        ("beds[2].name", True, False),
        ("beds.name", False, True),
        ("pages[0]", True, False),
        ("pages", False, False),
        ("sets[1]", True, False),
        ("lines", True, False),
        ("beds[0].crops[1].days", True, False),
    ],
)
def test_places(path: str, one: bool, general: bool) -> None:
    found = place_of(FORM, path)
    assert found is not None
    assert (found.is_one_answer, found.general, found.key) == (one, general, path)
