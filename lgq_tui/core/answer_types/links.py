"""Web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lgq_tui.core.answer_types.answer_type import (
    BLANKS,
    END,
    Code,
    Context,
    Remark,
    Schema,
    Value,
    first,
    no_text,
)
from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message
from lgq_tui.core.text import clean_code

# Of ASCII, only letters, digits, `-` and `_` stand in a part of a host.
_LABEL = rf"[^{BLANKS}!-,.-/:-@\[-^`{{-~]+"
_USER = rf"(?:[^{BLANKS}/?#@]*@)?"
_HOST = rf"{_LABEL}(?:\.{_LABEL})+\.?"
_PATTERN = rf"^[Hh][Tt][Tt][Pp][Ss]?://{_USER}{_HOST}(?::[0-9]{{1,5}})?(?:[/?#][^{BLANKS}]*)?{END}"

_NOTHING = (
    r"na|nil|null|tb[acd]|x|no(?:ne|pe|thing|tyet|link|page|portal|site|url|website)?"
    r"|not(?:applicable|available)"
)
# What becomes of `https://` under quick fingers: http//, htpp://, https:/, https;//, http:\\
_SLIPS = r"([htps]{3,7})\s*[:;/\\][:;/\\\s]*"
_SCHEME = rf"(?i){_SLIPS}"
# Another one, and not a host with its port.
_OTHER_SCHEME = rf"(?i)(?!{_SLIPS})[a-z][a-z0-9+\-]*:(?![0-9])"
# A link may hold another one behind `/` or `=`, and Markdown has one in brackets.
_LINK_BEGINS = r"(?i)(?:^|[^/=(<])https?://"
_MARKDOWN = r"\[[^\]]*\]\((.+)\)"
# A host typed without `https://` must look like one: `Dr.Smith` might, `16.5` and `1. a` do not.
_BARE = rf"(?:{_LABEL}\.)+[^\W\d_]{{2,}}(?::[0-9]+)?(?:[/?#].*)?"
_DOTS = str.maketrans("。．｡", "...")
# A line break in a copied link leaves a blank behind one of these, or before a slash.
_BROKEN = r"(?<=[/\-_=&?.])(?<!\s.)\s+|\s+(?=[/?&=])"

_LONGEST_HOST = 253


def is_nothing(text: str) -> bool:
    """Whether somebody wrote in (English) words or with a dash that there is no link."""
    word = re.sub(r"[\W_]+", "", text.casefold())
    return bool(re.fullmatch(_NOTHING, word) if word else text.strip())


class Url(Code):
    """A link to a page: http or https, and a host with a dot in it."""

    name = "url"

    def schema(self, item: Item) -> Schema:
        return {"type": "string", "format": "iri", "pattern": _PATTERN}

    def explain(self, value: Value, item: Item) -> Message:
        if (other := no_text(value)) is not None:
            return other
        text = clean_code(value)
        return first(
            text,
            ("url.none", is_nothing(text)),
            ("url.several", _are_several(text)),
            ("url.email", re.fullmatch(r"(?:mailto:)?[^@\s/]+@[^@\s/]+", text)),
            ("url.space", re.search(rf"[{BLANKS}]", value)),
            ("url.other_scheme", re.match(_OTHER_SCHEME, text)),
            ("url.no_scheme", not re.match(r"(?i)https?://", text)),
            ("url.no_host", True),
        )

    def repairs(self, text: str, item: Item, context: Context) -> Iterator[Value]:
        if re.match(_PATTERN, text):
            yield _trimmed(text)
        elif not is_nothing(text) and not _are_several(text):
            markdown = re.fullmatch(_MARKDOWN, text)
            yield _repaired(_trimmed((markdown[1] if markdown else text).lstrip("<([{\"'“«")))

    def says_none(self, value: Value) -> bool:
        return isinstance(value, str) and is_nothing(clean_code(value))

    def remarks(self, value: Value, item: Item, context: Context) -> tuple[Remark, ...]:
        findings = (
            ("url.trailing", _trimmed(value) != value),
            ("url.user", re.match(r"[^/]*//[^/?#]*@", value)),
            ("url.doubtful", not _plausible(value)),
        )
        return tuple(Remark(Message(key, {"text": value})) for key, holds in findings if holds)


def _are_several(text: str) -> bool:
    return len(re.findall(_LINK_BEGINS, text)) > 1


def _trimmed(text: str) -> str:
    """A link without the punctuation of the sentence that it stood in."""
    closing = ".,;:!>\"'”»" if "(" in text else ".,;:!>\"'”»)"
    return text.rstrip(closing + " ")


def _repaired(text: str) -> str | None:
    scheme = re.match(_SCHEME, text)
    rest = text[scheme.end() :] if scheme else text
    host = re.split("[/?#]", rest, maxsplit=1)[0]
    path = re.sub(r"\s", "%20", re.sub(_BROKEN, "", rest[len(host) :]))
    host = host.translate(_DOTS)
    if scheme or host.casefold().startswith("www."):
        host = re.sub(r"\s+", "", host)
    if "@" in host or (not scheme and not re.fullmatch(_BARE, host + path)):
        return None
    insecure = scheme and "s" not in scheme[1].casefold()
    return f"{'http' if insecure else 'https'}://{host}{path}"


def _plausible(link: str) -> bool:
    """Whether the libraries for addresses and names of hosts have nothing against a link."""
    from ipaddress import IPv4Address
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").removesuffix(".")
        if len(host) > _LONGEST_HOST:
            return False
        if not host.isascii() or "xn--" in host:
            import idna

            host = idna.encode(host, uts46=True).decode()
        if host.rpartition(".")[2].isdecimal():
            IPv4Address(host)
        # Asking for a port beyond 65535 raises.
        return (
            parts.port != 0
            and len(host) <= _LONGEST_HOST
            and all(len(x) < 64 for x in host.split("."))
        )
    except ValueError:
        return False
