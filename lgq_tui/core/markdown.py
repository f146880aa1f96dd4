"""Text of people in Markdown (CommonMark), and the marks by which it is found again there.

An answer stands between two comments, which nobody sees where Markdown is shown:

    <!-- budget.percentage -->
    16
    <!-- / -->

Behind a box stands the choice that it is of, with a sum of its label, by which words that somebody
added to it are noticed: `- [x] Yes <!-- budget.answer = yes 5c1f -->`. `<!-- . -->` ends what is
neither wording nor answer.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

FORMAT = "lgq-form/1"
END, OWN = "/", "."
ANSWER, NOTE, MISSING, TICK, EDITION = "answer", "note", "missing", "tick", "edition"

_PATH = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*|\[[0-9]{1,6}\])*"
_COMMENT = re.compile(r"(?<!\\)<!--\s(?P<words>[^<>]{1,2000}?)-->")
_WORDS = re.compile(
    rf"(?P<path>{_PATH})(?:\s+(?:(?P<note>note)|missing\s+(?P<missing>[\w-]+)"
    r"|=\s+(?P<choice>\w+)(?:\s+(?P<sum>[0-9a-f]{4}))?))?"
)
_EDITION = re.compile(rf"{FORMAT}\s+(?P<data>\{{.*\}})", re.DOTALL)


class Mark(NamedTuple):
    """A comment of ours, from `start` to `end` of the text. `what` is `END`, `OWN`, or what it
    names."""

    start: int
    end: int
    what: str
    path: str = ""
    word: str = ""
    """The id of a choice, or the code of a missing reason."""
    sum: str = ""
    edition: Mapping[str, str] = {}


def marks(text: str) -> Iterator[Mark]:
    """The comments of ours in a text, in order."""
    for found in _COMMENT.finditer(text):
        mark = _mark(found["words"].strip(), found.start(), found.end())
        if mark is not None:
            yield mark


def _mark(words: str, start: int, end: int) -> Mark | None:
    if words in (END, OWN):
        return Mark(start, end, words)
    if (edition := _EDITION.fullmatch(words)) is not None:
        data = _read(edition["data"])
        return Mark(start, end, EDITION, edition=data) if data else None
    found = _WORDS.fullmatch(words)
    if found is None:
        return None
    if found["choice"] is not None:
        return Mark(start, end, TICK, found["path"], found["choice"], found["sum"] or "")
    if found["missing"] is not None:
        return Mark(start, end, MISSING, found["path"], found["missing"])
    return Mark(start, end, NOTE if found["note"] else ANSWER, found["path"])


def _read(data: str) -> Mapping[str, str]:
    try:
        found: Any = json.loads(" ".join(data.split()))
    except (ValueError, RecursionError):
        return {}
    return {key: value for key, value in found.items() if isinstance(value, str)}


def comment(words: str) -> str:
    """A comment of ours."""
    return f"<!-- {words} -->"


def edition_comment(edition: Mapping[str, str]) -> str:
    """The comment that names which questionnaire a document is of."""
    data = json.dumps(edition, ensure_ascii=False).replace("--", "-\\u002d")
    for sign in "<>":
        data = data.replace(sign, f"\\u{ord(sign):04x}")
    return comment(f"{FORMAT} {data}")


def is_word(text: str) -> bool:
    """Whether a code may stand in a comment."""
    return re.fullmatch(r"[\w-]+", text) is not None and "--" not in text


def label_sum(label: str) -> str:
    """Of the letters and digits of a label, as it is written."""
    letters = "".join(filter(str.isalnum, label))
    return f"{zlib.crc32(letters.encode()) & 0xFFFF:04x}"


# Text ------------------------------------------------------------------------------------------

_NOTHING = "&#8203;"
"""A line without anything at the ends of a text, where Markdown has none."""
_BLANK = "&nbsp;"
_INLINE = re.compile(r"[`*\[<~]|_|\\|&(?=#?\w+;)")
_AT_START = re.compile(r"[|>]|#{1,6}(?=\s|$)|[-+](?=\s|$)|-(?=-)|=(?==*$)|:(?=[\s-])")
"""What begins a quotation, a heading, a list, a rule, or a row of a table."""
_NUMBERED = re.compile(r"[0-9]{1,9}[.)](?=\s|$)")
_WRITTEN = re.compile(r"\\([!-/:-@\[-`{-~])|&nbsp;|&#x([0-9a-f]{1,5});|&#8203;")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@\\:]+@[^\s<>@\\]+)>")
_PLAIN_LINK = re.compile(r"(?!.*&#?\w+;)[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\\]+")
_PLAIN_MAIL = re.compile(r"[A-Za-z0-9.!#$%'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")


def escaped(text: str) -> list[str]:
    """A text as lines of Markdown, which show every line break and every blank of it."""
    return joined([escaped_line(line) for line in text.split("\n")])


def joined(lines: Sequence[str]) -> list[str]:
    """Lines of which each is Markdown, as one text: a blank line between two parts paragraphs, and
    any other break is a backslash at the end."""
    last = len(lines) - 1
    lines = [_NOTHING if not line and at in (0, last) else line for at, line in enumerate(lines)]
    parts = [
        not line and bool(lines[at - 1]) and bool(lines[at + 1]) for at, line in enumerate(lines)
    ]
    return [
        line if at == last or parts[at] or parts[at + 1] else f"{line}\\"
        for at, line in enumerate(lines)
    ]


def escaped_line(line: str) -> str:
    """A line of text, in which nothing is markup."""
    inner = line.strip()
    before, behind = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
    if not inner:
        return _seen(before)
    text = escaped_words(inner)
    return f"{_seen(before)}{text if before else at_start(text)}{_seen(behind)}"


def at_start(words: str) -> str:
    """Words at the start of a line, where they begin no list, heading or the like."""
    if _AT_START.match(words):
        return f"\\{words}"
    number = _NUMBERED.match(words)
    return f"{words[: number.end() - 1]}\\{words[number.end() - 1 :]}" if number else words


def escaped_words(text: str) -> str:
    """Words in a line, in which nothing is markup."""
    text = _INLINE.sub(lambda found: _escaped_sign(found, text), text)
    return text.replace("  ", f" {_BLANK}").replace(f"{_BLANK} ", f"{_BLANK}{_BLANK}")


def _escaped_sign(found: re.Match[str], text: str) -> str:
    sign = found[0]
    before, behind = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    if sign == "\\" and behind.isalnum():
        return sign
    if sign == "_" and before.isalnum() and behind.isalnum():
        return sign
    return f"\\{sign}"


def _seen(blanks: str) -> str:
    return "".join(_BLANK if sign == " " else f"&#x{ord(sign):x};" for sign in blanks)


def link(text: str) -> str:
    """A line that is an address, as a link where Markdown can have it as one."""
    if _PLAIN_LINK.fullmatch(text) or _PLAIN_MAIL.fullmatch(text):
        return f"<{text}>"
    return escaped_line(text)


def unescaped(lines: Sequence[str]) -> str:
    """The text that `escaped` was given; what somebody typed by hand, as it was typed."""
    last = len(lines) - 1
    return "\n".join(
        unescaped_line(line if at == last else _without_break(line))
        for at, line in enumerate(lines)
    )


def unescaped_line(line: str) -> str:
    """A line without the escapes of Markdown."""
    if (found := _AUTOLINK.fullmatch(line.strip())) is not None:
        return found[1]
    return _WRITTEN.sub(_unescaped_sign, line)


def _unescaped_sign(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    if found[2]:
        sign = chr(int(found[2], 16))
        return sign if sign.isspace() else found[0]
    return " " if found[0] == _BLANK else ""


def _without_break(line: str) -> str:
    behind = len(line) - len(line.rstrip("\\"))
    return line[:-1] if behind % 2 else line
