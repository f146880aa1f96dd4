"""Encryption to the public keys of those who are to read a file, in the format of age.

The work is done by pyrage, which is not installed with everybody's lgq.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.text import clean_line
from lgq_tui.storage import plain

ENDING = ".age"

_MOST_BYTES = 1_000_000
"""Of a file of keys."""

_BEGINNINGS = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")
_PUBLIC = re.compile(r"age1|(?:ssh|ecdsa|sk)-\S+ ")
_SECRET = re.compile(r"AGE-SECRET-KEY-|AGE-PLUGIN-|-----BEGIN .*PRIVATE KEY")
_MOST_SHOWN = 40

_OTHER_KEY = "No matching keys found"
"""What pyrage says where a file is not for a key; all else it says of what cannot be read."""


def encrypt(path: Path, to: Iterable[str]) -> bytes:
    """What a file holds, for the recipients alone: public keys, or files that list some."""
    pyrage = _pyrage()
    recipients = [recipient for named in to for recipient in _recipients(pyrage, named)]
    content = plain.read_bytes(path)
    try:
        encrypted: bytes = pyrage.encrypt(content, recipients)
    except pyrage.EncryptError as error:
        raise NotDoneError(Message("encrypt.failed", {"path": path, "reason": error})) from error
    if len(encrypted) > plain.MOST_BYTES:  # nobody could decrypt it again
        values = {"megabytes": plain.MOST_BYTES // 10**6}
        raise plain.UnreadableError(path, Message("file.too_large", values))
    return encrypted


def decrypt(path: Path, identity: Path) -> bytes:
    """What was encrypted to the public key of an identity, which is a file of secret keys."""
    pyrage = _pyrage()
    identities = list(_identities(pyrage, identity))
    content = plain.read_bytes(path)
    if not content.startswith(_BEGINNINGS):
        raise plain.UnreadableError(path, Message("decrypt.not_encrypted"))
    try:
        decrypted: bytes = pyrage.decrypt(content, identities)
    except pyrage.DecryptError as error:
        key = "decrypt.other_key" if str(error) == _OTHER_KEY else "decrypt.changed"
        values = {"path": path, "identity": identity, "reason": error}
        raise NotDoneError(Message(key, values)) from error
    return decrypted


def _recipients(pyrage: Any, named: str) -> Iterator[Any]:
    """The recipients that a public key, or a file of such, stands for."""
    if _PUBLIC.match(named) or _SECRET.match(named):
        recipient, message = _recipient(pyrage, named)
        if message:
            raise NotDoneError(message)
        yield recipient
        return
    path = Path(named)
    lines = list(_lines(path))
    if not lines:
        raise plain.UnreadableError(path, Message("encrypt.no_recipient"))
    for number, line in lines:
        recipient, message = _recipient(pyrage, line)
        if message:
            raise plain.UnreadableError(path, message, number)
        yield recipient


def _recipient(pyrage: Any, text: str) -> tuple[Any, Message | None]:
    """The recipient of one public key, or what is wrong with it."""
    if _SECRET.match(text):
        return None, Message("encrypt.secret_key")
    kind = pyrage.x25519 if text.startswith("age1") else pyrage.ssh
    try:
        return kind.Recipient.from_str(text), None
    except pyrage.RecipientError:
        shown = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}..."
        return None, Message("encrypt.not_a_recipient", {"text": clean_line(shown)})


def _identities(pyrage: Any, path: Path) -> Iterator[Any]:
    """The secret keys in a file: one of OpenSSH's, or those that age-keygen wrote."""
    content = plain.read_bytes(path, _MOST_BYTES)
    try:
        if content.lstrip().startswith(b"-----BEGIN"):
            yield pyrage.ssh.Identity.from_buffer(content)
            return
        lines = list(_lines(path))
        for _, line in lines:
            yield pyrage.x25519.Identity.from_str(line)
    except pyrage.IdentityError as error:
        raise plain.UnreadableError(path, Message("decrypt.no_identity")) from error
    if not lines:
        raise plain.UnreadableError(path, Message("decrypt.no_identity"))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file of keys that say something, with their numbers."""
    text = plain.read_bytes(path, _MOST_BYTES).decode("utf-8-sig", "replace")
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.strip()


def _pyrage() -> Any:
    try:
        import pyrage

        return pyrage
    except ImportError:
        raise NotDoneError(Message("encrypt.no_pyrage")) from None
