"""E-mail addresses, of any script."""

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

_PART = r"[^ \t\n\r@<>,;:()\[\]\\\"]"
_PATTERN = rf"^{_PART}+@(?:{_PART[:-1]}.]+\.)+{_PART[:-1]}.]+{END}"
_ADDRESS = re.compile(_PATTERN)
_AT = re.compile(r"\s*(?:\(at\)|\[at\]|\{at\}|＠)\s*|\s+at\s+", re.IGNORECASE)
_DOT = re.compile(r"\s*(?:\(dot\)|\[dot\])\s*", re.IGNORECASE)


class Email(Plain):
    """An address as it is written; that it works cannot be known without a network."""

    name = "email"

    def schema(self, item: Item) -> Schema:
        return {"type": "string", "format": "idn-email", "pattern": _PATTERN}

    def explain(self, value: Value, item: Item) -> Message:
        if (other := not_text(value)) is not None:
            return other
        text = value.strip()
        name, at, place = text.partition("@")
        if not text:
            return Message("text.blank")
        findings = {
            "email.no_at": not at,
            "email.two_ats": "@" in place,
            "email.space": bool(re.search(r"\s", text)),
            "email.no_name": not name,
            "email.no_place": not place,
            "email.no_dot": "." not in place.strip("."),
        }
        key = next((key for key, found in findings.items() if found), "email.wrong")
        return Message(key, {"text": text})

    def suggest(self, value: Value, item: Item, context: Context) -> Value | None:
        if not isinstance(value, str) or _ADDRESS.match(value):
            return None
        text = re.sub(r"(?i)^\s*mailto:", "", value.strip())
        if inside := re.search(r"<([^<>]+@[^<>]+)>", text):
            text = inside[1]
        text = _DOT.sub(".", _AT.sub("@", text)).strip("<> .,;\"'")
        text = re.sub(r"\s*@\s*", "@", text).replace(" .", ".").replace(". ", ".")
        return text if _ADDRESS.match(text) else None

    def remarks(self, value: Value, item: Item, context: Context) -> tuple[Remark, ...]:
        from email_validator import EmailNotValidError, validate_email

        try:
            # Names such as example.org or .test are fine here: nothing is going to be sent.
            validate_email(value, check_deliverability=False, test_environment=True)
        except EmailNotValidError as error:
            if "special-use" in str(error):
                return ()
            return (Remark(Message("email.doubtful", {"text": value})),)
        return ()
