"""E-mail addresses, of any script."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator

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

_NEVER = rf"{BLANKS}@<>,;:()\[\]\\\u0022"
_PATTERN = rf"^[^{_NEVER}]+@[^{_NEVER}.]+(?:\.[^{_NEVER}.]+)+{END}"

_AT = r"(?i)\s*(?:[(\[{]\s*at\s*[)\]}]|＠|@)\s*|\s+at\s+"
_DOT = r"(?i)\s*(?:[(\[{]\s*dot\s*[)\]}]|[。．｡])\s*|\s+dot\s+"

# Names kept for examples and tests (RFC 2606, RFC 6761): nobody means to write there.
_RESERVED = frozenset({"example", "invalid", "test"})

_LONGEST = 254
"""Letters of an address (RFC 5321)."""


class Email(Code):
    """An address as it is written; that it works cannot be known without a network."""

    name = "email"

    def schema(self, item: Item) -> Schema:
        return {"type": "string", "format": "idn-email", "pattern": _PATTERN}

    def explain(self, value: Value, item: Item) -> Message:
        if (other := no_text(value)) is not None:
            return other
        text = clean_code(value)
        name, at, place = text.partition("@")
        return first(
            text,
            ("email.no_at", not at),
            ("email.several", "@" in place),
            ("email.no_name", not name.strip()),
            ("email.no_place", not place.strip()),
            ("email.space", re.search(rf"[{BLANKS}]", value)),
            ("email.no_dot", "." not in place.strip(".")),
            ("email.sign", True),
        )

    def repairs(self, text: str, item: Item, context: Context) -> Iterator[Value]:
        text = re.sub(r"^mailto:\s*([^?]*).*", r"\1", text, flags=re.IGNORECASE)
        if inside := re.fullmatch(r"[^<>]*<([^<>]+)>[.,;]?", text):
            text = inside[1]
        text = re.sub(_DOT, ".", re.sub(_AT, "@", text)).strip("<>()[] .,;:\"'“”")
        name, _, place = text.partition("@")
        place = re.sub(r"\s*\.\s*", ".", place)
        yield f"{name}@{place if place.isascii() else place.lower()}"

    def remarks(self, value: Value, item: Item, context: Context) -> tuple[Remark, ...]:
        if value.rpartition(".")[2].lower() in _RESERVED:
            return ()
        doubt = (Remark(Message("email.doubtful", {"text": value})),)
        if len(value) > _LONGEST:
            return doubt
        from email_validator import EmailNotValidError, validate_email

        try:
            validate_email(value, check_deliverability=False, allow_smtputf8=True)
        except EmailNotValidError:
            return doubt
        return ()

    def essence(self, value: Value) -> Hashable:
        if not isinstance(value, str):
            return super().essence(value)
        name, at, place = value.strip().rpartition("@")
        return f"{name}{at}{place.casefold()}"
