"""A page of HTML: one of our own forms, or any other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from lgq_tui.core.messages import Message
from lgq_tui.core.proposals import Place
from lgq_tui.core.text import clean
from lgq_tui.imports.boxes import with_boxes
from lgq_tui.imports.decoding import as_written
from lgq_tui.imports.passages import settled, with_addresses
from lgq_tui.imports.source import (
    ANSWER,
    BODY,
    COMMENT,
    DELETED,
    EMPTY,
    FOOTNOTE,
    MISSING,
    NOTE,
    TICK,
    TICKED,
    Bound,
    Link,
    Passage,
    Source,
)

_HEAD = 4096
"""Bytes in which a page may name its encoding."""
_CHARSET = re.compile(rb"<meta[^>]{1,300}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_UNSEEN = re.compile(
    "head|script|style|template|noscript|title|object|embed|iframe|svg|math|canvas|audio|video|datalist"
)
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|caption|center|d[dtl]|details|dialog|dir|div|fieldset|"
    "figcaption|figure|footer|form|h[1-6r]|header|html|legend|li|main|menu|nav|ol|p|pre|section|"
    "summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_STRUCK = frozenset({"del", "s", "strike"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_KEEPS_BLANKS = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_NOTE_NAME = re.compile(
    r"_?(?:fn|ftn|edn|ftnt|footnote|endnote|note|cite_note)[-_:.]?[\w.-]{0,40}", re.IGNORECASE
)
_NOTE_CLASS = re.compile(r"\b(?:footnotes?|endnotes?|MsoFootnoteText|MsoEndnoteText)\b", re.I)
_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote", "doc-endnotes"})
_COMMENT_CLASS = re.compile(r"\bMsoComment(?:Text|Subject|Reference)\b")
_ADDRESS = re.compile(r"(?:https?:|mailto:)", re.IGNORECASE)
_TYPED = frozenset(("", "text", "email", "url", "tel", "number", "date", "search", "month", "time"))
_BREAK = "\0"
"""A break that its writer made, until blanks are put together."""


def read(content: bytes) -> Source:
    """What a page holds; it may come from anybody."""
    root, is_whole = _tree(content)
    if root is None:
        return Source()
    walk = _Walk(_edition(root))
    walk.through(root)
    bound, doubtful = settled(walk.bound)
    flaws = () if is_whole else (Message("import.cut_off"),)
    return Source((*walk.passages, *doubtful), bound, walk.edition, flaws=flaws)


def _tree(content: bytes) -> tuple[Any, bool]:
    """The elements of a page, and whether it was read to its end. Nothing is fetched for it, and
    HTML has no entities of one's own."""
    from lxml import etree

    named = _CHARSET.search(content[:_HEAD])
    text = as_written(content, named[1].decode("ascii") if named else None)
    text = re.sub("[\0\ufeff\ud800-\udfff]", "", text)
    if not text.strip():
        return None, True
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.LxmlError:
        return None, False
    return root, not any("depth" in entry.message for entry in parser.error_log)


def _edition(root: Any) -> dict[str, str] | None:
    """Which questionnaire one of our own forms is of."""
    for meta in root.iter("meta"):
        if meta.get("name") == "lgq-form" and meta.get("content"):
            edition = {"id": meta.get("content"), "version": meta.get("data-version", "")}
            digest = meta.get("data-digest")
            return edition | ({"digest": digest} if digest else {})
    return None


class _Ordered(NamedTuple):
    """A list that counts; what stands before its next entry."""

    number: list[int]
    kind: str


class _Walk:
    """Goes through a page once, from its beginning to its end."""

    def __init__(self, edition: dict[str, str] | None) -> None:
        self.edition = edition
        self.passages: list[Passage] = []
        self.bound: list[Bound] = []
        self._words = ""
        self._links: list[Link] = []
        self._open_links: list[tuple[int, str]] = []
        self._struck: list[str] = []
        self._kinds = [BODY]
        self._lists: list[_Ordered] = []
        self._line: int | None = None
        self._skipped = self._struck_depth = self._kept_depth = 0

    def through(self, root: Any) -> None:
        """All of it."""
        from lxml import etree

        for event, element in etree.iterwalk(root, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                self._start(element)
            else:
                self._end(element)
        self._flush()

    # --- elements ------------------------------------------------------------------------------

    def _start(self, element: Any) -> None:
        if self._skipped or self._is_unseen(element) or self._takes(element):
            self._skipped += 1
            return
        tag = element.tag
        if _BLOCK.fullmatch(tag):
            self._flush()
            self._kinds.append(self._kind_of(element))
            self._begin(element)
        self._struck_depth += tag in _STRUCK
        self._kept_depth += _keeps_blanks(element)
        if tag == "br":
            self._add(_BREAK)
        elif tag == "a":
            self._open_links.append((len(self._words), _address(element)))
        self._add_text(element.text, element)

    def _end(self, element: Any) -> None:
        if self._skipped:
            self._skipped -= 1
        else:
            self._leave(element)
        if not self._skipped:
            self._add_text(element.tail, element)

    def _leave(self, element: Any) -> None:
        tag = element.tag
        if tag == "a" and self._open_links:
            start, address = self._open_links.pop()
            if address and start < len(self._words):
                self._links.append(Link(start, len(self._words), address))
        self._struck_depth -= tag in _STRUCK
        self._kept_depth -= _keeps_blanks(element)
        if _BLOCK.fullmatch(tag):
            self._flush()
            self._kinds.pop()
            if tag in ("ol", "ul") and self._lists:
                self._lists.pop()

    def _is_unseen(self, element: Any) -> bool:
        is_reference = element.tag == "sup" and any(
            (link.get("href") or "").startswith("#") for link in element.iter("a")
        )
        return (
            _UNSEEN.fullmatch(element.tag) is not None
            or element.get("hidden") is not None
            or _HIDDEN.search(element.get("style") or "") is not None
            or is_reference
        )

    def _kind_of(self, element: Any) -> str:
        names = f"{element.get('class') or ''}"
        if _COMMENT_CLASS.search(names):
            return COMMENT
        role = element.get("role") or element.get("{http://www.idpf.org/2007/ops}type") or ""
        is_part = element.tag in ("li", "p", "div", "aside", "dd")
        is_note = (is_part and _NOTE_NAME.fullmatch(element.get("id") or "")) or (
            _NOTE_CLASS.search(names) or role in _NOTE_ROLES
        )
        return FOOTNOTE if is_note else self._kinds[-1]

    def _begin(self, element: Any) -> None:
        """What a page shows at the beginning of a block, and does not say."""
        if element.tag in ("ol", "ul"):
            kind = element.get("type") or "1" if element.tag == "ol" else ""
            first = element.get("start") or "1"
            self._lists.append(_Ordered([int(first) if first.isdecimal() else 1], kind))
        elif element.tag == "li" and self._lists and self._lists[-1].kind:
            counted = self._lists[-1]
            value = element.get("value") or ""
            if value.isdecimal() and len(value) < 7:
                counted.number[0] = int(value)
            self._add(f"{_number(counted.number[0], counted.kind)}. ")
            counted.number[0] += 1

    # --- what is bound, and fields -------------------------------------------------------------

    def _takes(self, element: Any) -> bool:
        """Take an element as a whole, where it is one of ours or a field."""
        if self.edition is not None:
            if (path := element.get("data-item")) is not None:
                self._bind(path, element)
                return True
            if (path := element.get("data-note")) is not None:
                self._bind_text(path, _whole(element), NOTE, element)
                return True
            if element.get("data-own") is not None:
                return True
        tag = element.tag
        if tag == "input":
            self._field(element)
        elif tag == "textarea":
            self._add(f" {_text_of(element).replace(chr(10), _BREAK)} ")
        elif tag == "select":
            chosen = (one for one in element.iter("option") if one.get("selected") is not None)
            self._add(f" {' '.join(map(_text_of, chosen))} ")
        return tag in ("input", "textarea", "select")

    def _bind(self, path: str, element: Any) -> None:
        place = Place(line=element.sourceline)
        if (choice := element.get("data-choice")) is not None:
            on = element.get("data-on") == "true" or element.get("checked") is not None
            self.bound.append(Bound(path, choice, TICK, on, place))
        elif (reason := element.get("data-missing")) is not None:
            self.bound.append(Bound(path, reason, MISSING, place=place))
        elif element.tag == "input":
            self._bind_text(path, element.get("value") or "", ANSWER, element)
        else:
            self._bind_text(path, _whole(element), ANSWER, element)

    def _bind_text(self, path: str, text: str, kind: str, element: Any) -> None:
        text = clean(text)
        is_typed = element.tag in ("input", "textarea")
        if text.strip() or (text and not is_typed):
            self.bound.append(Bound(path, text, kind, place=Place(line=element.sourceline)))

    def _field(self, element: Any) -> None:
        kind = (element.get("type") or "").lower()
        if kind in ("checkbox", "radio"):
            self._add(f" {TICKED if element.get('checked') is not None else EMPTY} ")
        elif kind in _TYPED:
            self._add(f" {element.get('value') or ''} ")

    # --- words ---------------------------------------------------------------------------------

    def _add_text(self, text: str | None, element: Any) -> None:
        if not text:
            return
        if self._line is None and text.strip():
            self._line = element.sourceline
        self._add(text.replace("\n", _BREAK) if self._kept_depth else text)

    def _add(self, text: str) -> None:
        if self._struck_depth:
            self._struck.append(text)
        else:
            self._words += text

    def _flush(self) -> None:
        """End a passage."""
        place, kind = Place(line=self._line), self._kinds[-1]
        text, links = _settled(self._words, self._links)
        if text:
            self.passages.append(with_addresses(Passage(with_boxes(text), place, links, kind)))
        struck, _ = _settled(" ".join(self._struck), [])
        if struck:
            self.passages.append(Passage(struck, place, (), DELETED))
        self._words, self._links, self._struck, self._line = "", [], [], None
        self._open_links = [(0, address) for _, address in self._open_links]


def _keeps_blanks(element: Any) -> bool:
    is_pre = element.tag in ("pre", "listing", "xmp")
    return is_pre or _KEEPS_BLANKS.search(element.get("style") or "") is not None


def _address(element: Any) -> str:
    address = clean(element.get("href") or "").strip()
    return address if _ADDRESS.match(address) else ""


def _number(count: int, kind: str) -> str:
    if kind in "aA" and 1 <= count <= 26:
        return chr(ord(kind) + count - 1)
    return str(count)


def _text_of(element: Any) -> str:
    return "".join(element.itertext())


def _whole(element: Any) -> str:
    """All of the text in an element, with the breaks that an editor may have made elements of."""
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    from lxml import etree

    for event, inner in etree.iterwalk(element, events=("start", "end")):
        is_break = inner is not element and _BLOCK.fullmatch(str(inner.tag)) is not None
        if event == "start":
            is_next = is_break and inner.getprevious() is not None
            yield "\n" if inner.tag == "br" or is_next else ""
            yield inner.text or ""
        elif inner is not element:
            yield inner.tail or ""


def _settled(words: str, links: list[Link]) -> tuple[str, tuple[Link, ...]]:
    """Words with single blanks, and where the links are in them then."""
    cuts = sorted({0, len(words), *(at for link in links for at in (link.start, link.end))})
    places: dict[int, int] = {0: 0}
    text = ""
    for start, end in pairwise(cuts):
        piece = re.sub(" ?\0 ?", "\n", re.sub(r"[^\S\0]+", " ", words[start:end]))
        text += piece.lstrip(" ") if not text or text[-1].isspace() else piece
        places[end] = len(text)
    found = [(places[link.start], places[link.end], link.address) for link in links]
    if (cleaned := clean(text)) != text:
        found = [(len(clean(text[:one])), len(clean(text[:two])), link) for one, two, link in found]
        text = cleaned
    lead = len(text) - len(text.lstrip())
    return text.strip(), tuple(_trimmed(text, lead, found))


def _trimmed(text: str, lead: int, found: list[tuple[int, int, str]]) -> Iterator[Link]:
    for begin, end, address in found:
        inner = text[begin:end]
        start = begin + len(inner) - len(inner.lstrip()) - lead
        if inner.strip():
            yield Link(start, start + len(inner.strip()), address)
