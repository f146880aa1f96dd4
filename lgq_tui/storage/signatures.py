"""Signatures: made and verified by OpenSSH, which is there on most computers; we hold no keys."""

from __future__ import annotations

import codecs
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.text import clean_line
from lgq_tui.storage import plain

NAMESPACE = "lgq-response"
"""For what a signature counts: one made for another purpose is none of a response."""

_MOST_BYTES = 1_000_000
"""Of a signature, and of a list of signers."""

_KEYS = ("id_ed25519", "id_ecdsa", "id_rsa")
_FIRST_LINE = b"-----BEGIN SSH SIGNATURE-----"
_FINGERPRINT = re.compile(rb"SHA256:[A-Za-z0-9+/]+")
_KEY = re.compile(rb"PRIVATE KEY-----|^(?:ssh|ecdsa|sk)-\S+ ", re.MULTILINE)
"""What is in a file of a key: of a secret one, or of a public one whose secret one an agent has."""

_SECONDS = 30
_MOST_REASON = 300


class Verdict(NamedTuple):
    """Whether a signature is valid, and the sentence about it."""

    valid: bool
    message: Message


def signature_of(path: Path) -> Path:
    """Where the signature of a file is: beside it, under its whole name and an ending."""
    return path.with_name(f"{path.name}.sig")


def usual_key() -> Path:
    """The first key of the person's that OpenSSH would take."""
    folder = Path(os.path.expanduser("~"), ".ssh")
    for key in (folder / name for name in _KEYS):
        if os.path.isfile(key):
            return key
    raise NotDoneError(Message("sign.no_key", {"folder": folder}))


def sign(content: bytes, key: Path | None = None) -> bytes:
    """The signature of what a file holds; ssh-keygen asks for the key's passphrase by itself.

    It takes a copy in a folder of our own, since it would ask before it replaced a signature, and
    what it reads on its input it would take for the passphrase.
    """
    _program()
    key = key or usual_key()
    held = plain.read_bytes(key, _MOST_BYTES)  # what is no file is told in our words
    try:
        with tempfile.TemporaryDirectory(prefix="lgq-") as folder:
            copy = Path(folder, "response")
            copy.write_bytes(content)
            words = ("-f", str(key.absolute()), "-n", NAMESPACE, str(copy))
            done = _run("sign", *words, may_ask=True)
            if done.returncode == 0:
                return signature_of(copy).read_bytes()
    except OSError as error:
        raise _failed(error.strerror or str(error)) from error
    raise NotDoneError(_refusal(key, held, done.stderr))


def _refusal(key: Path, held: bytes, told: bytes) -> Message:
    """Why nothing was signed with a key; ssh-keygen's words where we have no better ones."""
    if not _KEY.search(held):
        return Message("sign.not_a_key", {"key": key})
    if b"passphrase" in told:
        return Message("sign.locked", {"key": key})
    if b"load public key" in told:
        return Message(
            "sign.no_public_key", {"key": key, "public": key.with_name(f"{key.name}.pub")}
        )
    return Message("sign.refused", {"key": key, "reason": _reason(told)})


def verify(content: bytes, signature: Path, signers: Path | None = None) -> Verdict:
    """What a signature says of what a file holds; `signers` is a list of who may sign with what."""
    _program()
    signed = plain.read_bytes(signature, _MOST_BYTES)
    if _FIRST_LINE not in signed:
        raise plain.UnreadableError(signature, Message("verify.no_signature"))
    allowed = plain.read_bytes(signers, _MOST_BYTES) if signers else b""
    try:
        with tempfile.TemporaryDirectory(prefix="lgq-") as folder:
            copies = Path(folder, "signature"), Path(folder, "signers")
            copies[0].write_bytes(signed)
            copies[1].write_bytes(allowed.removeprefix(codecs.BOM_UTF8))
            return _verdict(content, *copies, signers)
    except OSError as error:
        raise _failed(error.strerror or str(error)) from error


def _verdict(content: bytes, signature: Path, allowed: Path, signers: Path | None) -> Verdict:
    about = ("-n", NAMESPACE, "-s", str(signature))
    fits = _run("check-novalidate", *about, given=content)
    if fits.returncode != 0:
        return Verdict(False, Message("verify.does_not_fit"))
    found = _FINGERPRINT.search(fits.stdout)
    key = found[0].decode() if found else "?"
    if signers is None:
        return Verdict(True, Message("verify.nobody_vouches", {"key": key}))
    for signer in _named(signature, allowed):
        words = ("-f", str(allowed), "-I", signer, *about)
        if _run("verify", *words, given=content).returncode == 0:
            return Verdict(True, Message("verify.valid", {"signer": signer, "key": key}))
    return Verdict(False, Message("verify.other_signer", {"signers": signers, "key": key}))


def _named(signature: Path, allowed: Path) -> Iterator[str]:
    """Who has the key of a signature in a list of signers; whether they may use it, is not said."""
    found = _run("find-principals", "-s", str(signature), "-f", str(allowed))
    if found.returncode == 0:
        yield from map(os.fsdecode, found.stdout.splitlines())


# ssh-keygen ------------------------------------------------------------------------------------


def _program() -> str:
    found = shutil.which("ssh-keygen")
    if found is None:
        raise NotDoneError(Message("signature.no_openssh"))
    return found


def _run(
    operation: str, *words: str, given: bytes = b"", may_ask: bool = False
) -> subprocess.CompletedProcess[bytes]:
    """Run ssh-keygen; one that may ask has our terminal, and the time that a person takes."""
    command = [_program(), "-Y", operation, *words]
    try:
        if may_ask:
            done = subprocess.run(command, capture_output=True, check=False)
        else:
            done = subprocess.run(
                command, input=given, capture_output=True, timeout=_SECONDS, check=False
            )
    except subprocess.TimeoutExpired as error:
        raise NotDoneError(Message("signature.too_slow", {"seconds": _SECONDS})) from error
    if re.search(rb"^usage:", done.stderr, re.MULTILINE):
        raise NotDoneError(Message("signature.too_old"))
    if done.returncode < 0:
        raise _failed(_reason(done.stderr) or f"signal {-done.returncode}")
    return done


def _failed(reason: str) -> NotDoneError:
    return NotDoneError(Message("signature.failed", {"reason": reason}))


def _reason(told: bytes) -> str:
    """What ssh-keygen says, in one harmless line; it frames a warning in @."""
    lines = (line for line in told.decode("utf-8", "replace").splitlines() if line[:1] != "@")
    return clean_line(" ".join(lines))[:_MOST_REASON]
