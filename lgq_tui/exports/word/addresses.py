"""Addresses of links as a relation holds them: in ASCII, or Word refuses the whole document."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

_KEPT = "%!#$&'()*+,/:;=?@[]~"
"""What has a meaning in addresses, or an escape in it already."""
_HOST = "%:@[]"


def address(text: str) -> str | None:
    """The address of a link, None where there is no way to write it."""
    try:
        parts = urlsplit(text)
        host = _host(parts.hostname or "")
    except ValueError:
        return None
    if parts.hostname and host != parts.hostname:
        netloc = parts.netloc.casefold().replace(parts.hostname, host)
        parts = parts._replace(netloc=netloc)
    return quote(parts.geturl(), safe=_KEPT)


def _host(name: str) -> str:
    """A host of any script as the network knows it; what is not allowed as it is."""
    if name.isascii():
        return name
    import idna

    try:
        return idna.encode(name, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        return quote(name, safe=_HOST)
