"""A reply to a letter, as plain text or as an e-mail: line by line, each as it is quoted."""

from __future__ import annotations

from lgq_tui.imports import html, mail
from lgq_tui.imports.eml import body_of
from lgq_tui.imports.passages import passage, signed, with_addresses
from lgq_tui.imports.source import Source


def read(content: bytes) -> Source:
    """What somebody wrote, and what they quote, marks and all; it may come from anybody."""
    body = body_of(content)
    if body is not None and body.is_page:
        source = html.read(body.text.encode())
        return source._replace(flaws=(*source.flaws, *body.flaws))
    if body is None:
        written = mail.quoting(content)
    else:
        written = mail.of_lines(mail.numbered(body.text), body.is_flowed)
    flaws = body.flaws if body is not None else ()
    lines = (with_addresses(passage(line)) for line in written.lines)
    return Source((*lines, *signed(written.signature)), flaws=flaws)
