"""Plain data out of YAML and JSON files that anybody may have written.

What is read is bounded before it is built up: size, depth, number of nodes. Anchors, aliases, tags
and merge keys are refused, as are keys that stand twice. All that can go wrong is one exception.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lgq_tui.core.messages import Message
from lgq_tui.core.text import clean

MOST_BYTES = 10_000_000
MOST_NODES = 200_000
MOST_DEPTH = 60
MOST_DIGITS = 30
MOST_IN_KEY = 4_000
"""Far from what anybody writes; what is read within these takes about a second and 150 MB."""

Place = tuple[str | int, ...]
Mark = tuple[int, int]
"""Line and column, counted from 1."""

_RESERVED = frozenset("@`%")
"""Signs with which YAML lets no plain text begin."""

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_INTEGER = r"[-+]?[0-9]{1,30}"
_FLOAT = r"[-+]?(?:\.[0-9]{1,30}|[0-9]{1,30}(?:\.[0-9]{0,30})?)(?:[eE][-+]?[0-9]{1,3})?"
_IN_QUOTES = r'"[^"\\]*+(?:\\[\s\S][^"\\]*+)*+"?'
"""A text in JSON; one that does not end reaches to the end of the file."""
_NOT_FINITE = r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"


class UnreadableError(Exception):
    """A file cannot be read; `message` says why, `line` and `column` where, if that is known."""

    def __init__(
        self, path: Path, message: Message, line: int | None = None, column: int | None = None
    ) -> None:
        super().__init__(path, message, line, column)
        self.path = path
        self.message = message
        self.line = line
        self.column = column


class Plain:
    """Plain data and where each of its nodes stands in the file (nowhere, for JSON)."""

    def __init__(self, data: Any) -> None:
        self.data = data
        self.marks: dict[Place, Mark] = {}

    def mark(self, place: Place) -> Mark | None:
        """Where a node stands, or the nearest one around it."""
        for end in range(len(place), -1, -1):
            if place[:end] in self.marks:
                return self.marks[place[:end]]
        return None


def read_bytes(path: Path, most_bytes: int = MOST_BYTES) -> bytes:
    """The bytes of a file that is not larger than it may be."""
    try:
        if path.is_dir():
            raise UnreadableError(path, Message("file.is_folder"))
        if path.exists() and not path.is_file():
            # A pipe that nobody writes into would be waited for, for ever.
            raise UnreadableError(path, Message("file.no_file"))
        with path.open("rb") as file:
            content = file.read(most_bytes + 1)
    except FileNotFoundError:
        raise UnreadableError(path, Message("file.not_there")) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(path, Message("file.not_readable", {"reason": reason})) from None
    if len(content) > most_bytes:
        raise UnreadableError(path, Message("file.too_large", {"megabytes": most_bytes // 10**6}))
    return content


def parse(path: Path, content: bytes) -> Plain:
    """The plain data in the bytes of a file; the path, named in errors, tells JSON from YAML."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableError(path, Message("file.not_utf8"), line) from None
    if not text.strip():
        raise UnreadableError(path, Message("file.empty"))
    if path.suffix.lower() == ".json":
        return Plain(_parse_json(path, text))
    return _Reader(path).read(text)


def _parse_json(path: Path, text: str) -> Any:
    try:
        return harmless(path, json_of(path, text))
    except json.JSONDecodeError as error:
        message = Message("file.not_json", {"reason": error.msg})
        raise UnreadableError(path, message, error.lineno, error.colno) from None


def json_of(path: Path, text: str, most_digits: int = MOST_DIGITS) -> Any:
    """What JSON says, to the letter; bounded before any of it is built.

    ValueError where it is no JSON, `UnreadableError` where we read no such thing.
    """
    _bound_text(path, text)

    def pairs(entries: list[tuple[str, Any]]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for written, value in entries:
            key = _key(path, written)
            if key in made:
                raise UnreadableError(path, Message("file.duplicate_key", {"key": key}))
            made[key] = value
        return made

    def constant(name: str) -> Any:
        raise UnreadableError(path, Message("file.not_finite", {"value": name[:80]}))

    def decimal(digits: str) -> float:
        if len(digits) > 3 * most_digits:
            raise UnreadableError(path, Message("file.long_number", {"digits": most_digits}))
        value = float(digits)
        return value if math.isfinite(value) else constant(digits)

    def integer(digits: str) -> int:
        if len(digits.lstrip("-")) > most_digits:
            raise UnreadableError(path, Message("file.long_number", {"digits": most_digits}))
        return int(digits)

    return json.loads(
        text,
        object_pairs_hook=pairs,
        parse_constant=constant,
        parse_float=decimal,
        parse_int=integer,
    )


def _bound_text(path: Path, text: str) -> None:
    """Refuse JSON that is too deep, or surely too much, by its brackets and commas alone.

    The library builds up everything before anybody could look at it.
    """
    opened, commas = text.count("[") + text.count("{"), text.count(",")
    if opened <= MOST_DEPTH and commas < MOST_NODES:
        return  # even if none of them stands in a text
    bare = re.sub(_IN_QUOTES, "", text)
    if max(bare.count("[") + bare.count("{"), bare.count(",") + 1) > MOST_NODES:
        raise UnreadableError(path, Message("file.too_many", {"nodes": MOST_NODES}))
    depth = 0
    for bracket in re.findall(r"[\[{}\]]", bare):
        depth += 1 if bracket in "[{" else -1
        if depth > MOST_DEPTH:
            raise UnreadableError(path, Message("file.too_deep", {"depth": MOST_DEPTH}))


def harmless(path: Path, data: Any) -> Any:
    """Plain data with its text cleaned; `UnreadableError` where it is too deep or too much."""
    bound(path, data)
    return _cleaned(path, data)


def bound(path: Path, data: Any) -> None:
    """`UnreadableError` where plain data is too deep or too much for a file that is read."""
    waiting, nodes = [(data, 1)], 0
    while waiting:
        node, depth = waiting.pop()
        nodes += 1
        if depth > MOST_DEPTH:
            raise UnreadableError(path, Message("file.too_deep", {"depth": MOST_DEPTH}))
        if nodes > MOST_NODES:
            raise UnreadableError(path, Message("file.too_many", {"nodes": MOST_NODES}))
        if isinstance(node, dict):
            waiting += [(child, depth + 1) for child in node.values()]
        elif isinstance(node, list):
            waiting += [(child, depth + 1) for child in node]


def _cleaned(path: Path, data: Any) -> Any:
    if isinstance(data, str):
        return clean(data)
    if isinstance(data, dict):
        return {_key(path, key): _cleaned(path, value) for key, value in data.items()}
    return [_cleaned(path, value) for value in data] if isinstance(data, list) else data


def _key(path: Path, written: str) -> str:
    if len(written) > MOST_IN_KEY or len(key := clean(written)) > MOST_IN_KEY:
        raise UnreadableError(path, Message("file.long_key", {"most": MOST_IN_KEY}))
    return key


class _Reader:
    """Builds plain data from the events of the YAML parser, without recursion."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._plain = Plain(None)
        self._stack: list[_Open] = []
        self._nodes = 0

    def read(self, text: str) -> Plain:
        from ruamel.yaml.error import YAMLError

        try:
            documents = 0
            for event in _events(text):
                name = type(event).__name__
                documents += name == "DocumentStartEvent"
                if documents > 1:
                    raise self._error("file.several_documents", event)
                self._take(name, event)
        except YAMLError as error:
            raise _broken(self._path, text, error) from None
        except (ValueError, RecursionError) as error:
            message = Message("file.not_yaml", {"reason": type(error).__name__})
            raise UnreadableError(self._path, message) from None
        return self._plain

    def _take(self, name: str, event: Any) -> None:
        if name == "AliasEvent" or getattr(event, "anchor", None):
            raise self._error("file.anchor", event)
        if name in ("MappingStartEvent", "SequenceStartEvent"):
            self._check_tag(event)
            self._open({} if name == "MappingStartEvent" else [], event)
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            self._stack.pop()
        elif name == "ScalarEvent":
            self._check_tag(event)
            self._scalar(event)

    def _check_tag(self, event: Any) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None and str(tag) not in ("", "!"):
            raise self._error("file.tag", event, tag=clean(str(tag)))

    def _open(self, container: Any, event: Any) -> None:
        if len(self._stack) >= MOST_DEPTH:
            raise self._error("file.too_deep", event, depth=MOST_DEPTH)
        place = self._put(container, event)
        self._stack.append(_Open(container, place))

    def _scalar(self, event: Any) -> None:
        top = self._stack[-1] if self._stack else None
        is_plain = event.style is None or event.style == ""
        if top is not None and isinstance(top.container, dict) and top.key is None:
            # Cleaned, it may be longer; and what is read has to be read again once it is written.
            if len(event.value) > MOST_IN_KEY or len(key := clean(event.value)) > MOST_IN_KEY:
                raise self._error("file.long_key", event, most=MOST_IN_KEY)
            if is_plain and key == "<<":
                raise self._error("file.merge", event)
            if key in top.container:
                raise self._error("file.duplicate_key", event, key=key)
            top.key = key
            self._plain.marks[(*top.place, key)] = _mark(event)
            return
        self._put(self._value(event) if is_plain else clean(event.value), event)

    def _value(self, event: Any) -> Any:
        text = event.value
        if text in _NULL:
            return None
        if text in _BOOLEANS:
            return _BOOLEANS[text]
        if re.fullmatch(_INTEGER, text):
            return int(text)
        if re.fullmatch(_FLOAT, text):
            number = float(text)
            if math.isfinite(number):
                return number
        elif not re.fullmatch(_NOT_FINITE, text):
            return clean(text)
        raise self._error("file.not_finite", event, value=text)

    def _put(self, value: Any, event: Any) -> Place:
        """Put a value where it belongs, and return its place."""
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise self._error("file.too_many", event, nodes=MOST_NODES)
        if not self._stack:
            self._plain.data = value
            self._plain.marks[()] = _mark(event)
            return ()
        top = self._stack[-1]
        if isinstance(top.container, list):
            top.container.append(value)
            place = (*top.place, len(top.container) - 1)
            self._plain.marks[place] = _mark(event)
            return place
        if top.key is None:
            raise self._error("file.key_not_text", event)
        place = (*top.place, top.key)
        top.container[top.key] = value
        top.key = None
        return place

    def _error(self, key: str, event: Any, /, **values: object) -> UnreadableError:
        line, column = _mark(event)
        return UnreadableError(self._path, Message(key, values), line, column)


def _broken(path: Path, text: str, error: Any) -> UnreadableError:
    """What the parser refuses; the mistakes that people make most in sentences of their own."""
    mark = getattr(error, "problem_mark", None)
    # Where no mark is given, it is a character that may stand nowhere: its first is the one.
    index = mark.index if mark else text.find(chr(getattr(error, "character", 0)))
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    reason = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    sign = text[index : index + 1]
    if sign == "\t":
        message = Message("file.tab")
    elif sign == ":":
        message = Message("file.colon")
    elif sign == "?":
        message = Message("file.question_mark")
    elif sign in _RESERVED and "start any token" in reason:
        message = Message("file.reserved_sign", {"sign": sign})
    else:
        message = Message("file.not_yaml", {"reason": clean(reason).partition("\n")[0]})
    return UnreadableError(path, message, line, column)


class _Open:
    """A mapping or list that is being read; `key` waits for its value."""

    def __init__(self, container: Any, place: Place) -> None:
        self.container = container
        self.place = place
        self.key: str | None = None


def _mark(event: Any) -> Mark:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _events(text: str) -> Iterator[Any]:
    """The parser's events: the compiled parser's where it is installed, else the slower one's."""
    from ruamel.yaml import YAML

    return iter(YAML(typ="safe").parse(text))
