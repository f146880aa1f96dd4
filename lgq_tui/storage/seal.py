"""The seal of a response: a digest of what it says, by which two people can tell a change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from json import dumps
from typing import Any

from lgq_tui.core.messages import Message
from lgq_tui.core.response import IN_PROGRESS, Response

_BESIDE = ("created", "modified", "position", "seal")
"""What may differ in two files that say the same."""

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no two of them are taken for one another on the telephone."""


def digest_of(response: Response) -> str:
    """`sha256:` and the digest of all that a response says.

    It is taken over the document as JSON with sorted keys, no blanks, and UTF-8; without the times
    and the position, which change without anything being said.
    """
    document = response.as_document()
    return digest_of_data({key: value for key, value in document.items() if key not in _BESIDE})


def digest_of_data(data: Mapping[str, Any]) -> str:
    """The same of any plain data."""
    from hashlib import sha256

    content = dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"sha256:{sha256(content.encode()).hexdigest()}"


def sealed(response: Response, place: Mapping[str, Any]) -> Response:
    """A response with its seal, which names its `place` in the journal."""
    digests = {"digest": digest_of(response), "rest": rest_of(response, place)}
    return response._replace(seal={**digests, **place})


def rest_of(response: Response, place: Mapping[str, Any]) -> str:
    """A digest of what the other leaves out: the times, the position, and the `place` in the
    journal."""
    from hashlib import sha256

    said = [response.created, response.modified, response.position, place]
    content = dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return sha256(content.encode()).hexdigest()[:16]


def rest_holds(response: Response) -> bool:
    """Whether that is as it was when it was sealed; True where it never was."""
    seal = {**response.seal}
    sealed = seal.pop("rest", None)
    seal.pop("digest", None)
    return sealed is None or sealed == rest_of(response, seal)


def holds(response: Response) -> bool:
    """Whether the response still says what it said when it was sealed; True where it never was."""
    sealed = response.seal.get("digest")
    return sealed is None or sealed == digest_of(response)


def breach(response: Response) -> Message | None:
    """What to say where a finished response does not say any more what it said when it was sealed,
    or cannot be told to, for it has no seal.

    None where it does, and where it is not finished: then it may change.
    """
    if response.status == IN_PROGRESS:
        return None
    if "digest" not in response.seal:
        return Message("seal.lacks")
    if holds(response):
        return None
    codes = {"then": code_of(str(response.seal["digest"])), "now": code_of(digest_of(response))}
    return Message("seal.changed", codes)


def code_of(digest: str) -> str:
    """A digest in eight signs, to be compared by telephone: `7K2M-0QXW`."""
    begins = re.match("sha256:([0-9a-f]{10})", digest)
    if begins is None:  # somebody has written into the seal
        return "????-????"
    number = int(begins[1], 16)
    signs = "".join(_SIGNS[number >> shift & 31] for shift in range(35, -1, -5))
    return f"{signs[:4]}-{signs[4:]}"
