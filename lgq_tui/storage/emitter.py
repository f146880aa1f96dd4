"""The text of a response file: a small YAML writer that always writes the same data the same way.

Every text of a person's stands in double quotes, or in a `|` block where no reader or editor can
change it there. Each question stands above its answer, as a comment. What is written means the
same to readers of YAML 1.1 and 1.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from json.encoder import encode_basestring  # JSON's quotes, which are YAML's too
from typing import Any

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.paths import value_at
from lgq_tui.core.subject import subject_of
from lgq_tui.core.text import clean_line
from lgq_tui.core.wording import plain
from lgq_tui.storage import dialect

_STEP = " " * dialect.STEP

_ESCAPED = re.compile(dialect.SPECIAL)
_NOT_IN_BLOCK = re.compile(f"{dialect.CONTROL}|{dialect.SPECIAL}")
_PLAIN_KEY = re.compile(dialect.KEY)
_PLAIN_WORD = re.compile(dialect.WORD)
_OTHERWISE_READ = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})

_PLAIN = frozenset({"format", "status", "language"})
_IN_A_LINE = frozenset({"questionnaire", "seal"})
_WORDS = {
    "part": frozenset({"kind"}),
    "sources": frozenset({"mode"}),
    "queries": frozenset({"status"}),
    "carried": frozenset({"status"}),
    "verified": frozenset({"outcome"}),
}
"""What in such entries is a word of the format's own."""
_NO_WORDS: frozenset[str] = frozenset()


def dump(document: Mapping[str, Any], questionnaire: Questionnaire) -> str:
    """The text of a response file, given the plain data of it in its order."""
    return "\n".join(_document(document, questionnaire)) + "\n"


def _document(document: Mapping[str, Any], questionnaire: Questionnaire) -> Iterator[str]:
    answers = document.get("answers")
    about = subject_of(questionnaire, lambda path: value_at(answers, path))
    yield _comment(questionnaire.title, clean_line(about))
    for key, value in document.items():
        if key == "answers" and isinstance(value, Mapping) and value:
            yield "answers:"
            yield from _answers(value, questionnaire)
        elif key in _IN_A_LINE and isinstance(value, Mapping) and all(map(_is_plain, value)):
            yield f"{key}: {_flow(value)}"
        elif key == "missing" and isinstance(value, Mapping) and value:
            yield "missing:"
            for path, reason in value.items():
                yield f"{_STEP}{_key(path, _STEP)} {_word(reason)}"
        elif key in _PLAIN:
            yield f"{key}: {_word(value)}"
        else:
            yield from _entry("", key, value, _WORDS.get(key, _NO_WORDS))


# Answers, with what was asked ------------------------------------------------------------------


def _answers(answers: Mapping[str, Any], questionnaire: Questionnaire) -> Iterator[str]:
    known: set[str] = set()
    for section in questionnaire.sections:
        given = [item for item in section.items if item.id in answers]
        if not given:
            continue
        if known:
            yield ""
        yield _STEP + _comment(_numbered(section.number or "", section.title))
        known.update(item.id for item in given)
        for item in given:
            yield from _answer(item, answers[item.id], _STEP, questionnaire)
    for key, value in answers.items():
        if key not in known:
            yield from _entry(_STEP, key, value)


def _answer(item: Item, value: Any, indent: str, questionnaire: Questionnaire) -> Iterator[str]:
    comment = _asked(item, questionnaire)
    if comment:
        yield indent + comment
    key = indent + _key(item.id, indent)
    if not item.repeat:
        yield from _value(item, value, key, indent, questionnaire)
    elif isinstance(value, list) and value:
        yield key
        inner = indent + _STEP
        for element in value:
            yield from _value(item, element, f"{inner}-", inner, questionnaire)
    else:
        yield from _under(key, indent, value)


def _value(
    item: Item, value: Any, head: str, indent: str, questionnaire: Questionnaire
) -> Iterator[str]:
    """One value of an item; `head` is what stands before it, a key or the dash of a list."""
    if item.is_group and isinstance(value, Mapping) and value:
        lines = _group(item, value, indent + _STEP, questionnaire)
        yield from _after_dash(head, indent, lines) if head.endswith("-") else (head, *lines)
    elif item.type == "select_multiple" and isinstance(value, list) and value:
        inner = indent + _STEP
        lines = (line for one in value for line in _labelled(item, one, f"{inner}-", inner))
        yield from _after_dash(head, indent, lines) if head.endswith("-") else (head, *lines)
    elif item.choices or item.type == "country":
        yield from _labelled(item, value, head, indent)
    else:
        yield from _under(head, indent, value)


def _group(
    group: Item, value: Mapping[str, Any], indent: str, questionnaire: Questionnaire
) -> Iterator[str]:
    """The entries of a group: as the form has them, then what the form does not know."""
    known = set()
    for item in group.items:
        if item.id in value:
            known.add(item.id)
            yield from _answer(item, value[item.id], indent, questionnaire)
    for key, entry in value.items():
        if key not in known:
            yield from _entry(indent, key, entry)


def _labelled(item: Item, value: Any, head: str, indent: str) -> Iterator[str]:
    """A value that is a code, with what it stands for behind it."""
    if not isinstance(value, str):
        yield from _under(head, indent, value)
        return
    label = _label(item, value)
    yield f"{head} {_quoted(value)}" + (f"  # {label}" if label else "")


def _label(item: Item, value: str) -> str:
    if item.choices:
        return next((_words(choice.label) for choice in item.choices if choice.id == value), "")
    label = clean_line(ANSWER_TYPES[item.type].format(value, item))
    return "" if label == value else label


def _asked(item: Item, questionnaire: Questionnaire) -> str:
    """The comment above an answer: the question, "" where the id says the same."""
    if item.detail_of is not None:
        return ""
    parent = questionnaire.by_path.get(item.path.rpartition(".")[0])
    if parent is not None and parent.detail_of is not None:
        select = questionnaire.by_path[parent.detail_of]
        chosen = next((choice.label for choice in select.choices if choice.id == item.id), "")
        return _comment(_words(chosen), _words(item.label) if item.label != chosen else "")
    words = _words(item.label)
    if item.number is None and _letters(words) == _letters(item.id):
        return ""
    return _comment(_numbered(item.number or "", item.label))


def _numbered(number: str, label: str) -> str:
    words = _words(label)
    return f"{number}. {words}" if number else words


@lru_cache(maxsize=4096)
def _words(wording: str) -> str:
    return clean_line(plain(wording))


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _comment(*texts: str) -> str:
    return "# " + ": ".join(filter(None, map(clean_line, texts)))


# Plain data ------------------------------------------------------------------------------------


def _entry(indent: str, key: str, value: Any, words: frozenset[str] = _NO_WORDS) -> Iterator[str]:
    if key in words and isinstance(value, str):
        return iter([f"{indent}{_key(key, indent)} {_word(value)}"])
    return _under(indent + _key(key, indent), indent, value, words)


def _under(head: str, indent: str, value: Any, words: frozenset[str] = _NO_WORDS) -> Iterator[str]:
    """Any plain value behind or under its head; that of a key in `words` is a word of ours."""
    if isinstance(value, str):
        yield from _text(head, indent, value)
        return
    inner = indent + _STEP
    lines: Iterator[str]
    if isinstance(value, Mapping) and value:
        lines = (line for key, one in value.items() for line in _entry(inner, key, one, words))
    elif isinstance(value, (list, tuple)) and value:
        lines = (line for one in value for line in _under(f"{inner}-", inner, one, words))
    else:
        yield f"{head} {_scalar(value)}"
        return
    yield from _after_dash(head, indent, lines) if head.endswith("-") else (head, *lines)


def _after_dash(head: str, indent: str, lines: Iterator[str]) -> Iterator[str]:
    """What is in an element of a list begins on the line of its dash, unless with a comment."""
    first = next(lines)
    if first.lstrip().startswith("#"):
        yield head
        yield first
    else:
        yield f"{head} {first[len(indent) + len(_STEP) :]}"
    yield from lines


def _text(head: str, indent: str, text: str) -> Iterator[str]:
    if not _fits_block(text):
        yield f"{head} {_quoted(text)}"
        return
    yield f"{head} |" if text.endswith("\n") else f"{head} |-"
    for line in text.removesuffix("\n").split("\n"):
        yield f"{indent}{_STEP}{line}" if line else ""


def _fits_block(text: str) -> bool:
    """Whether a text of several lines comes through a `|` block, and through careless editors."""
    if "\n" not in text or text[0].isspace() or _NOT_IN_BLOCK.search(text):
        return False
    lines = text.removesuffix("\n").split("\n")
    return bool(lines[-1]) and len(lines) > 1 and all(line == line.rstrip() for line in lines)


def _scalar(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            # Readers of YAML 1.1 take a number with an exponent for one only if it has a point.
            mantissa, exponent, power = repr(value).partition("e")
            return mantissa + (".0" if exponent and "." not in mantissa else "") + exponent + power
        case Mapping():
            return "{}"
        case list() | tuple():
            return "[]"
        case _:
            return _quoted(str(value))


def _quoted(text: str) -> str:
    return _ESCAPED.sub(_escape, encode_basestring(text))


def _escape(found: re.Match[str]) -> str:
    """Half of a surrogate pair is no text: a file that named one could not be read any more."""
    sign = found[0]
    return "?" if "\ud800" <= sign <= "\udfff" else f"\\u{ord(sign):04x}"


def _word(value: Any) -> str:
    """A word of the format's own; quoted if somebody has put something else in its place."""
    if isinstance(value, str) and _PLAIN_WORD.fullmatch(value) and value not in _OTHERWISE_READ:
        return value
    return _quoted(value) if isinstance(value, str) else _flow(value)


def _is_plain(key: Any) -> bool:
    text = str(key)
    fits = _PLAIN_KEY.fullmatch(text) and len(text) <= dialect.LONGEST_KEY
    return bool(fits) and text not in _OTHERWISE_READ


def _key(key: Any, indent: str) -> str:
    """A key and its colon; a very long one needs a line of its own."""
    if _is_plain(key):
        return f"{key}:"
    quoted = _quoted(str(key))
    return f"{quoted}:" if len(quoted) <= dialect.LONGEST_KEY else f"? {quoted}\n{indent}:"


def _flow(value: Any) -> str:
    """Plain data within a line; words of the format's own without quotes."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key, '')} {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _word(value) if isinstance(value, str) else _scalar(value)
