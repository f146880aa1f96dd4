"""An e-mail as mail programs save it: the text in it, read as what that is."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from typing import NamedTuple

from lgq_tui.core.messages import Message
from lgq_tui.core.text import clean_line
from lgq_tui.imports import html, mail, txt
from lgq_tui.imports.decoding import decoded
from lgq_tui.imports.source import Source

_HTML = "text/html"
_MOST_NAMES = 10
"""Attachments that are named."""


class Body(NamedTuple):
    """The text that somebody wrote, whether it is a page of HTML, or was broken softly into lines;
    and what to say of the rest."""

    text: str
    is_page: bool
    is_flowed: bool
    flaws: tuple[Message, ...]


def read(content: bytes) -> Source:
    """What a mail holds; it may come from anybody."""
    body = body_of(content)
    if body is None:
        return txt.read(content)
    text = body.text.encode()
    if body.is_page:
        source = html.read(text)
    else:
        lines = mail.of_lines(mail.numbered(body.text), body.is_flowed, txt.is_ours)
        source = txt.of_mail(lines, text)
    return source._replace(flaws=(*source.flaws, *body.flaws))


def body_of(content: bytes) -> Body | None:
    """The text of a mail, the plain one where it has both; None where it is none."""
    message = email.message_from_bytes(content, policy=default)
    try:
        part = message.get_body(("plain", "html"))
        if part is None or "from" not in message:
            return None
        told = part.get_payload(decode=True)
        text = decoded(told if isinstance(told, bytes) else b"", part.get_content_charset())
        is_flowed = str(part.get_param("format", "")).casefold() == "flowed"
        return Body(text, part.get_content_type() == _HTML, is_flowed, _attached(message))
    except (LookupError, ValueError, AttributeError, TypeError, AssertionError):
        return None  # what is broken is read as any text


def _attached(message: EmailMessage) -> tuple[Message, ...]:
    names = (clean_line(one.get_filename() or "") for one in message.iter_attachments())
    named = ", ".join(list(filter(None, names))[:_MOST_NAMES])
    return (Message("import.attached", {"names": named}),) if named else ()
