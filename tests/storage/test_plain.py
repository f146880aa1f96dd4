"""Plain data out of files that anybody may have written: what is read, and what is refused."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from lgq_tui.core.text import clean
from lgq_tui.storage import plain
from lgq_tui.storage.plain import Plain, UnreadableError


def slow_events(text: str) -> Iterator[Any]:
    """The events of the parser that is used where the compiled one is not installed."""
    return iter(YAML(typ="safe", pure=True).parse(text))


@pytest.fixture(params=["compiled", "slow"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "slow":
        monkeypatch.setattr(plain, "_events", slow_events)
    return str(request.param)


def parsed(content: str | bytes, name: str = "a.yaml") -> Plain:
    return plain.parse(Path(name), content.encode() if isinstance(content, str) else content)


def data(content: str | bytes, name: str = "a.yaml") -> Any:
    return parsed(content, name).data


def refusal(content: str | bytes, name: str = "a.yaml") -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        parsed(content, name)
    return caught.value


def refused(content: str | bytes, name: str = "a.yaml") -> str:
    return refusal(content, name).message.key.removeprefix("file.")


# --- what cannot be opened -----------------------------------------------------------------------


def test_bytes_and_data_are_read_together(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: 1\n")
    content = plain.read_bytes(file)
    read = plain.parse(file, content)
    assert (content, read.data) == (b"a: 1\n", {"a": 1})


@pytest.mark.parametrize(
    ("name", "key"),
    [("nowhere.yaml", "not_there"), ("", "is_folder"), ("\0", "not_readable")],
)
def test_what_cannot_be_opened(tmp_path: Path, name: str, key: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        plain.read_bytes(tmp_path / name)
    assert caught.value.message.key == f"file.{key}"
    assert caught.value.path == tmp_path / name


def test_a_file_may_be_so_large_and_no_larger(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: 12345")
    assert plain.read_bytes(file, most_bytes=8) == b"a: 12345"
    with pytest.raises(UnreadableError) as caught:
        plain.read_bytes(file, most_bytes=7)
    assert caught.value.message.key == "file.too_large"


# --- what is text --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_a_mark_of_byte_order_is_passed_over(name: str) -> None:
    assert data(b'\xef\xbb\xbf{"a": 1}', name) == {"a": 1}


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
@pytest.mark.parametrize("content", ["", " \n\t\r\n", "\ufeff"])
def test_an_empty_file(content: str, name: str) -> None:
    assert refused(content, name) == "empty"


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_what_is_not_utf_8_is_refused_with_its_line(name: str) -> None:
    found = refusal("a: 1\nb: café\n".encode("latin-1"), name)
    assert (found.message.key, found.line) == ("file.not_utf8", 2)
    assert refused("a: 1".encode("utf-16"), name) == "not_utf8"


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_text_is_made_harmless_and_regular(name: str) -> None:
    written = '{"e\\u0301": ["e\\u0301", "a\\u202eb", "c\\r\\nd"]}'
    assert data(written, name) == {"é": ["é", "ab", "c\nd"]}


# --- what plain words read as --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("y", "y"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("none", "none"),
        ("12", 12),
        ("-0", 0),
        ("+7", 7),
        ("0.50", 0.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1_000", "1_000"),
        ("1,000", "1,000"),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("12:30", "12:30"),
        ("2022-05-01", "2022-05-01"),
        ("2022-05-01T10:00:00Z", "2022-05-01T10:00:00Z"),
        ("1.2.3", "1.2.3"),
        ("+52 55 1234", "+52 55 1234"),
        ("=", "="),
        ("9" * 31, "9" * 31),
    ],
)
def test_a_plain_word_is_text_unless_it_is_json_s(written: str, read: Any, parser: str) -> None:
    found = data(f"a: {written}\n")["a"]
    assert (found, type(found)) == (read, type(read))


@pytest.mark.parametrize("word", ["true", "12", "~", "2022-05-01", ""])
@pytest.mark.parametrize("quoted", ['"{}"', "'{}'", "|-\n  {}", ">-\n  {}"])
def test_what_is_quoted_is_text(word: str, quoted: str, parser: str) -> None:
    assert data(f"a: {quoted.format(word)}\n") == {"a": word}


@pytest.mark.parametrize("key", ["no", "12", "true", "2022-05-01", "~", '"a b"'])
def test_a_key_is_text(key: str, parser: str) -> None:
    assert data(f"{key}: x") == {key.strip('"'): "x"}


def test_a_file_of_comments_holds_nothing() -> None:
    assert data("# nothing\n") is None


# --- what has no place in a file of ours ---------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "key", "place"),
    [
        ("a: &x 1", "anchor", (1, 4)),
        ("a: &x {b: 1}", "anchor", (1, 4)),
        ("a: &x [1]", "anchor", (1, 4)),
        ("b: 1\na: *x", "anchor", (2, 4)),
        ("a: !!str 1", "tag", (1, 4)),
        ("a: !!python/object/apply:os.system [x]", "tag", (1, 4)),
        ("--- !mine\na: 1", "tag", (1, 5)),
        ("!!str a: 1", "tag", (1, 1)),
        ("a: 1\n<<: {b: 2}", "merge", (2, 1)),
        ("a: 1\nb: 2\na: 3", "duplicate_key", (3, 1)),
        ("{a: 1, 'a': 2}", "duplicate_key", (1, 8)),
        ("- x: {b: 1, b: 1}", "duplicate_key", (1, 13)),
        ('"é": 1\n"e\\u0301": 2', "duplicate_key", (2, 1)),
        ("--- a\n--- b\n", "several_documents", (2, 1)),
        ("{[a]: b}", "key_not_text", (1, 2)),
        ("{a: b}: c", "key_not_text", (1, 1)),
        ("a: .nan", "not_finite", (1, 4)),
        ("a: -.INF", "not_finite", (1, 4)),
        ("a: 1e999", "not_finite", (1, 4)),
    ],
)
def test_what_yaml_can_do_and_we_refuse(
    content: str, key: str, place: tuple[int, int], parser: str
) -> None:
    found = refusal(content)
    assert found.message.key == f"file.{key}"
    assert (found.line, found.column) == place


@pytest.mark.parametrize(
    ("content", "values"),
    [
        ("b: 1\nb: 2", {"key": "b"}),
        ("a: !red 1", {"tag": "!red"}),
        ("a: .inf", {"value": ".inf"}),
    ],
)
def test_a_refusal_says_what_it_is_about(content: str, values: Any, parser: str) -> None:
    assert refusal(content).message.values == values


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ('{"a": 1, "a": 2}', "duplicate_key"),
        ('[{"é": 1, "e\\u0301": 2}]', "duplicate_key"),
        ('{"a": NaN}', "not_finite"),
        ('{"a": -Infinity}', "not_finite"),
        ('{"a": 1e999}', "not_finite"),
        (f'{{"a": {"9" * 31}}}', "long_number"),
        (f'{{"a": {"9" * 5000}}}', "long_number"),
    ],
)
def test_what_python_reads_as_json_and_we_refuse(content: str, key: str) -> None:
    assert refused(content, "a.json") == key


def test_the_suffix_tells_json_from_yaml() -> None:
    assert data('{"a": [1, 2.5, true, null, "no"]}', "a.JSON") == {"a": [1, 2.5, True, None, "no"]}
    assert refused("a: 1", "a.json") == "not_json"
    assert data("a: 1", "a.txt") == {"a": 1}


# --- mistakes of writing -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "key", "place"),
    [
        ("a:\n\tb: 1", "tab", (2, 1)),
        ("label: City: its name", "colon", (1, 12)),
        ("a: 1\n  b: 2", "colon", (2, 4)),
        ("a: @b", "reserved_sign", (1, 4)),
        ("a: `b`", "reserved_sign", (1, 4)),
        ("é: [%]", "reserved_sign", (1, 5)),
        ("a: 'b", "not_yaml", (1, 6)),
        ("a: 'b'c", "not_yaml", (1, 7)),
        ("- a\nb: 1", "not_yaml", (2, 1)),
        ("%YAML 2.0\n--- a", "not_yaml", (1, 1)),
        ("é: 1\nb: \x07", "not_yaml", (2, 4)),
    ],
)
def test_a_mistake_in_yaml_is_told_with_its_place(
    content: str, key: str, place: tuple[int, int], parser: str
) -> None:
    found = refusal(content)
    assert found.message.key == f"file.{key}"
    assert (found.line, found.column) == place
    assert key != "not_yaml" or found.message.values["reason"]


def test_a_question_in_braces_wants_quotes() -> None:
    """The slower parser is kinder here than the compiled one, and than YAML 1.1."""
    found = refusal("a: {label: Is it?, b: c}")
    assert (found.message.key, found.line, found.column) == ("file.question_mark", 1, 17)
    assert data('a: {label: "Is it?", b: c}') == {"a": {"label": "Is it?", "b": "c"}}


def test_a_mistake_in_json_is_told_with_its_place() -> None:
    found = refusal('{"a": 1,\n "b" 2}', "a.json")
    assert (found.message.key, found.line, found.column) == ("file.not_json", 2, 6)
    assert found.message.values["reason"]


# --- bounds --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_depth_is_bounded(name: str) -> None:
    most = plain.MOST_DEPTH
    assert data("[" * (most - 1) + "1" + "]" * (most - 1), name)
    assert refused("[" * (most + 1) + "]" * (most + 1), name) == "too_deep"
    assert refused("[" * 100_000, name) == "too_deep"


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_the_number_of_nodes_is_bounded(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "MOST_NODES", 5)
    assert data('{"a": [1, 2, 3]}', name) == {"a": [1, 2, 3]}
    assert refused('{"a": [1, 2, 3, 4]}', name) == "too_many"


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_a_key_is_bounded_as_it_is_once_it_is_cleaned(name: str) -> None:
    """One that is read must be read again after it was written."""
    most = plain.MOST_IN_KEY

    def keyed(key: str) -> str:
        # In YAML, a key of more than 1,024 letters is marked as one.
        return f'{{? "{key}" : 1}}' if name == "a.yaml" else f'{{"{key}": 1}}'

    assert data(keyed("k" * most), name) == {"k" * most: 1}
    assert refused(keyed("k" * (most + 1)), name) == "long_key"
    assert refused(keyed("\ufb2c" * (most // 2)), name) == "long_key"


# --- where things stand --------------------------------------------------------------------------


def test_every_node_has_its_place(parser: str) -> None:
    read = parsed("# first\na: 1\nb:\n  - c: x\n    d: [1,\n      2]\n")
    assert read.marks == {
        (): (2, 1),
        ("a",): (2, 1),
        ("b",): (3, 1),
        ("b", 0): (4, 5),
        ("b", 0, "c"): (4, 5),
        ("b", 0, "d"): (5, 5),
        ("b", 0, "d", 0): (5, 9),
        ("b", 0, "d", 1): (6, 7),
    }


@pytest.mark.parametrize(
    ("place", "mark"),
    [((), (1, 1)), (("a", "b"), (2, 3)), (("a", "b", 3, "c"), (2, 3)), (("z",), (1, 1))],
)
def test_what_is_not_there_is_at_the_nearest_around_it(place: Any, mark: Any) -> None:
    assert parsed("a:\n  b: 1").mark(place) == mark


def test_nothing_is_known_of_places_in_json() -> None:
    assert parsed('{"a": 1}', "a.json").mark(("a",)) is None


# --- whatever comes ------------------------------------------------------------------------------

SIGNS = st.sampled_from([*"ab1 \n\t:-?,[]{}#&*!|>'\"%@`.~<\\é\x00\ufeff\x85", "- ", ": ", "\n  "])
FILES = st.binary() | st.lists(SIGNS, max_size=25).map(lambda signs: "".join(signs).encode())


@given(FILES, st.sampled_from(["a.yaml", "a.json"]), st.booleans())
@example(b"%TAG ! ! \n---\n!", "a.yaml", True)
@example(b'"\\ud800"', "a.json", True)
@example(b'"\\ud800"', "a.yaml", True)
def test_bytes_are_plain_data_or_refused(content: bytes, name: str, slow: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if slow:
            patch.setattr(plain, "_events", slow_events)
        with contextlib.suppress(UnreadableError):
            read = plain.parse(Path(name), content).data
            assert json.loads(json.dumps(read, allow_nan=False)) == read


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.text().map(clean),
    lambda inner: st.lists(inner) | st.dictionaries(st.text().map(clean), inner),
    max_leaves=12,
)


@given(VALUES)
def test_json_is_read_as_it_is_meant(value: Any) -> None:
    assert data(json.dumps(value), "a.json") == value
