"""A text that may have come in an e-mail, without what mail programs put around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from lgq_tui.imports.decoding import decoded
from lgq_tui.imports.text_blocks import Line

_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60}):(?: (.*)|$)")
_TELLING = frozenset(
    ("from", "to", "cc", "date", "sent", "subject", "reply-to", "message-id", "mime-version")
)
"""Names at the head of a mail; two of them make it one."""
_LEAST_TELLING = 2
_MOST_HEAD = 400
"""Lines of a head."""
_CODED = re.compile(
    rb"^content-transfer-encoding:\s*(?:base64|quoted-printable)|^content-type:\s*multipart/",
    re.IGNORECASE | re.MULTILINE,
)
_FLOWED = re.compile(
    r"^content-type:.*(?:\n[ \t].*)*format=\"?flowed", re.IGNORECASE | re.MULTILINE
)
_LEVEL = re.compile(r" ?> ?")
_SIGNATURE = "-- "
_MOST_SIGNED = 15
"""Lines of a signature."""
_LEAST_QUOTED, _SHARE_QUOTED = 3, 0.15


class Mail(NamedTuple):
    """The lines that somebody wrote, and those of the signature below, counted from 1."""

    lines: Sequence[Line]
    signature: Sequence[Line] = ()


def read(content: bytes, is_ours: Callable[[str], bool]) -> Mail:
    """The lines of a text. `is_ours` tells lines that one of our own forms has: as deep as those
    are quoted, what stands among them is."""
    return of_lines(*_lines(_body(content)), is_ours)


def of_lines(
    lines: Sequence[Line], flowed: bool, is_ours: Callable[[str], bool] | None = None
) -> Mail:
    """The same of lines, which a program may have broken softly; without `is_ours`, each stands
    there with the marks by which it is quoted."""
    written, signature = _without_signature(lines)
    bared = written if is_ours is None else _unquoted(written, _depth(written, is_ours))
    return Mail(_flowing(bared) if flowed else bared, signature)


def quoting(content: bytes) -> Mail:
    """The lines of a text, each with the marks by which it is quoted."""
    return of_lines(*_lines(_body(content)))


def numbered(text: str) -> list[Line]:
    """The lines of a text, counted from 1."""
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]


def _lines(text: str) -> tuple[list[Line], bool]:
    """The lines below the head of a mail, and whether a program may have broken them softly."""
    lines = numbered(text)
    end = _end_of_head(lines)
    head = "\n".join(line.text for line in lines[:end])
    return lines[end:], _FLOWED.search(head) is not None


def _body(content: bytes) -> str:
    """The text of a mail that came whole, with its parts or in a code; any other as it is."""
    end = re.search(rb"\r?\n\r?\n", content)
    head = content[: end.start()] if end else b""
    if len(head) > 50_000 or not _CODED.search(head) or b":" not in head.split(b"\n", 1)[0]:
        return decoded(content)
    import email
    from email.policy import default

    try:
        body = email.message_from_bytes(content, policy=default).get_body(("plain",))
        found = body.get_payload(decode=True) if body is not None else None
        charset = body.get_content_charset() if body is not None else None
    except (LookupError, ValueError, AttributeError, TypeError):
        return decoded(content)  # what is broken is shown as it came
    return decoded(found, charset) if isinstance(found, bytes) else decoded(content)


def _end_of_head(lines: Sequence[Line]) -> int:
    """How many lines at the top are the head of a mail."""
    names: set[str] = set()
    for at, line in enumerate(lines[:_MOST_HEAD]):
        if not line.text.strip():
            is_head = len(names & _TELLING) >= _LEAST_TELLING and "from" in names
            return at + 1 if is_head else 0
        field = _FIELD.match(line.text)
        if field is not None:
            names.add(field[1].lower())
        elif not (at and line.text[0] == " "):
            return 0
    return 0


# Quotations ------------------------------------------------------------------------------------


def levels(text: str) -> int:
    """How often a line is quoted."""
    depth, at = 0, 0
    while (found := _LEVEL.match(text, at)) is not None:
        depth, at = depth + 1, found.end()
    return depth


def bare(text: str, depth: int | None = None) -> str:
    """A line without its marks of quotation, or without so many of them."""
    at = 0
    while depth != 0 and (found := _LEVEL.match(text, at)) is not None:
        at, depth = found.end(), None if depth is None else depth - 1
    return text[at:]


def _depth(lines: Sequence[Line], is_ours: Callable[[str], bool]) -> int | None:
    """How many marks of quotation are to be taken off; None for all."""
    ours = Counter(levels(line.text) for line in lines if is_ours(bare(line.text)))
    if ours:
        return ours.most_common(1)[0][0]
    full = [line for line in lines if line.text.strip()]
    quoted = sum(levels(line.text) > 0 for line in full)
    return None if quoted >= max(_LEAST_QUOTED, len(full) * _SHARE_QUOTED) else 0


def _unquoted(lines: Sequence[Line], depth: int | None) -> list[Line]:
    return [Line(line.number, bare(line.text, depth)) for line in lines]


def _flowing(lines: Sequence[Line]) -> list[Line]:
    """Lines as they were before a mail program broke them softly, with a blank (RFC 3676)."""
    found: list[Line] = []
    goes_on, depth = False, 0
    for line in lines:
        text = line.text.removeprefix(" ")
        before, depth = depth, levels(text)
        if goes_on and text.strip() and depth == before:
            found[-1] = Line(found[-1].number, found[-1].text + bare(text))
        else:
            found.append(Line(line.number, text))
        goes_on = text.endswith(" ") and text != _SIGNATURE
    return found


def _without_signature(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines, and the signature at their end or above what is quoted."""
    for at, line in enumerate(lines):
        if line.text != _SIGNATURE:
            continue
        quoted = (end for end in range(at, len(lines)) if levels(lines[end].text))
        end = next(quoted, len(lines))
        if end - at <= _MOST_SIGNED:
            return [*lines[:at], *lines[end:]], lines[at + 1 : end]
    return lines, ()
