"""Web addresses."""

from __future__ import annotations

import re

from lgq_tui.core.answer_types.answer_type import (
    END,
    Context,
    Plain,
    Remark,
    Schema,
    Value,
    not_text,
)
from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message

_HOST = r"[^ \t\n\r/?#@\"<>\\]+\.[^ \t\n\r/?#@\".<>\\]+"
_PATTERN = rf"^[Hh][Tt][Tt][Pp][Ss]?://{_HOST}\.?(?::[0-9]{{1,5}})?(?:[/?#][^ \t\n\r]*)?{END}"
_LINK = re.compile(_PATTERN)

_NOTHING = frozenset(
    [
        "none",
        "nil",
        "no",
        "n/a",
        "na",
        "n.a.",
        "n.a",
        "-",
        "--",
        "–",
        "—",
        ".",
        "/",
        "null",
        "nothing",
        "x",
        "tbd",
        "not-applicable",
    ]
    + ["not applicable", "not available"]
)
_SCHEME = re.compile(r"^(?:h?t{1,3}ps?|https?)\s*(?::\s*/{0,3}|/{2,3})\s*", re.IGNORECASE)
_MARKDOWN = re.compile(r"^\[[^\]]*\]\((.+)\)$", re.DOTALL)


def is_nothing(text: str) -> bool:
    """Whether somebody wrote in words that there is no link."""
    return text.strip().casefold() in _NOTHING


class Url(Plain):
    """A link to a page: http or https, and a host with a dot in it."""

    name = "url"

    def schema(self, item: Item) -> Schema:
        return {"type": "string", "format": "iri", "pattern": _PATTERN}

    def explain(self, value: Value, item: Item) -> Message:
        if (other := not_text(value)) is not None:
            return other
        text = value.strip()
        if not text:
            return Message("text.blank")
        if is_nothing(text):
            return Message("url.nothing", {"text": text})
        if re.search(r"\s", text):
            return Message("url.space", {"text": text})
        if not re.match(r"(?i)https?://", text):
            return Message("url.no_scheme", {"text": text})
        return Message("url.no_host", {"text": text})

    def suggest(self, value: Value, item: Item, context: Context) -> Value | None:
        if not isinstance(value, str) or _LINK.match(value) or is_nothing(value):
            return None
        text = value.strip().strip("<>\"'").rstrip(".,;")
        if markdown := _MARKDOWN.match(text):
            text = markdown[1].strip()
        scheme = "http://" if re.match(r"(?i)http\b(?!s)", text) else "https://"
        text = _SCHEME.sub("", text)
        # A line break in a copied link leaves a blank behind a slash, a dot or a hyphen; anywhere
        # else a blank may part two links, or be part of a name.
        text = re.sub(r"(?<=[/.\-_=&?])\s+|\s+(?=[/.\-_=&?])", "", text)
        if " " in text and "/" in text.partition(" ")[0]:
            text = text.replace(" ", "%20") if "://" not in text else text
        found = scheme + text
        return found if _LINK.match(found) else None

    def remarks(self, value: Value, item: Item, context: Context) -> tuple[Remark, ...]:
        from urllib.parse import urlsplit

        try:
            host = urlsplit(value).hostname or ""
            if not host.isascii():
                import idna

                idna.encode(host, uts46=True)
        except ValueError:
            return (Remark(Message("url.doubtful", {"text": value})),)
        return ()
