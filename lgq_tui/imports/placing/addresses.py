"""Web addresses in running text, those too that a line break or a blank has broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lgq_tui.imports.placing.flow import Flow, Span
from lgq_tui.imports.source import Link

_BEGIN = re.compile(r"(?:https?:[ \t]?/[ \t]?/[ \t]*|www\.)", re.IGNORECASE)
_BODY = re.compile(r"[^\s<>\"“”«»|{}\\^`]+")
_ENDS_OPEN = re.compile(r"[/\-_=&?%#.]$")
_GOES_ON = re.compile(r"[/\-_=&?.%#]|^[0-9]+$")
_INSIDE = re.compile(r"\w/\w|\.html?\b|\.php\b|\.pdf\b")
"""What stands in an address and hardly in a word."""
_LONGEST = 2_000
"""Signs of an address."""
_BEGINS_ANEW = re.compile(r"https?:|www\.|[-•*(\[]", re.IGNORECASE)
_CLOSING = ".,;:!?'\"”’»*"
_PAIRS = {")": "(", "]": "["}


class Address(NamedTuple):
    """An address and the span that it stands in; `mended`, that its parts were put together;
    `is_cut`, that it ends where a line of the page does, and may go on in the next; `is_behind`,
    that other words stand there."""

    text: str
    span: Span
    mended: bool = False
    is_cut: bool = False
    is_behind: bool = False


def addresses_in(flow: Flow, span: Span) -> list[Address]:
    """The addresses in a span, in order, each place once; those behind words count as well."""
    behind = [
        Address(link.address, Span(link.start, link.end), is_behind=_is_words(flow, link))
        for link in flow.links
        if span.start <= link.start < span.end
        and link.address.lower().startswith(("http://", "https://"))
        and flow.text[link.start : link.end] != link.address
        and not flow.is_hidden(link.start)
    ]
    found = list(behind)
    found += [
        one
        for one in _written(flow, span)
        if not any(_overlap(one.span, known.span) for known in behind)
    ]
    return sorted(found, key=lambda one: one.span.start)


def _is_words(flow: Flow, link: Link) -> bool:
    return _BEGIN.match(flow.text, link.start, link.end) is None


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _written(flow: Flow, span: Span) -> Iterator[Address]:
    end = 0
    for begin in _BEGIN.finditer(flow.text, span.start, span.end):
        if begin.start() < end or flow.is_hidden(begin.start()):
            continue
        one = _whole(flow, begin, span.end)
        if one is not None:
            end = one.span.end
            yield one


def _whole(flow: Flow, begin: re.Match[str], limit: int) -> Address | None:
    text = flow.text
    scheme = re.sub(r"\s", "", begin[0])
    body = _BODY.match(text, begin.end(), limit)
    if body is None or len(body[0]) > _LONGEST:
        return None
    address, end, mended = scheme + body[0], body.end(), False
    while (more := _more(flow, address, end, limit)) is not None:
        address, end, mended = address + more[0], more.end(), True
    whole = _trimmed(address)
    is_cut = whole == address and _may_go_on(flow, end, limit)
    return Address(whole, Span(begin.start(), end - (len(address) - len(whole))), mended, is_cut)


def _may_go_on(flow: Flow, end: int, limit: int) -> bool:
    """Whether a page has broken a line right behind an address, and goes on as one could."""
    if end >= limit or flow.text[end] != "\n" or not flow.breaks_softly(end):
        return False
    body = _BODY.match(flow.text, end + 1, limit)
    return body is not None and not _BEGINS_ANEW.match(body[0]) and body[0][:1].isalnum()


def _more(flow: Flow, address: str, end: int, limit: int) -> re.Match[str] | None:
    """What goes on in the next line of an address that the end of a line has cut."""
    text = flow.text
    if end >= limit or text[end] != "\n" or (not flow.breaks_softly(end) and flow.soft):
        return None
    body = _BODY.match(text, end + 1, limit)
    if body is None or _BEGINS_ANEW.match(body[0]):
        return None
    # Only what cannot be a word of its own: the address breaks off, the line is one of its kind.
    stop = text.find("\n", body.end())
    is_alone = not text[body.end() : stop if stop >= 0 else limit].strip()
    is_kind = _GOES_ON.search(body[0]) is not None
    is_open = _ENDS_OPEN.search(address) is not None or _INSIDE.search(body[0]) is not None
    is_short = len(address) + len(body[0]) <= _LONGEST
    return body if is_open and is_kind and (is_alone or flow.soft) and is_short else None


def _trimmed(address: str) -> str:
    while address:
        last = address[-1]
        is_pair = last in _PAIRS and address.count(last) > address.count(_PAIRS[last])
        if last not in _CLOSING and not is_pair:
            break
        address = address[:-1]
    return address
