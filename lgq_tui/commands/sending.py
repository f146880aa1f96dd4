"""The commands for sending a response safely."""

from __future__ import annotations

from typing import Any

from lgq_tui.commands.report import FINE, PROBLEMS, must_be_free, print_line
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.locales.speech import render, say
from lgq_tui.storage import plain


def sign(options: Any) -> int:
    """A signature of a finished response."""
    from lgq_tui.core.response import IN_PROGRESS
    from lgq_tui.storage import atomic, responses, seal, signatures
    from lgq_tui.storage.plain import UnreadableError

    # Whatever it answers: nothing is judged here but whether it is finished.
    response, content = responses.read_with_bytes(options.file)
    if response.part is not None:
        raise NotDoneError(Message("sign.part", {"path": options.file}))
    if response.status == IN_PROGRESS:
        raise NotDoneError(Message("sign.not_finished", {"path": options.file}))
    breach = seal.breach(response)
    if breach is not None:
        raise UnreadableError(options.file, breach)
    signature = options.output or signatures.signature_of(options.file)
    must_be_free(signature, options, options.file)
    atomic.write(signature, signatures.sign(content, options.key))
    print_line(say("sign.done", path=options.file, signature=signature))
    return FINE


def verify_signature(options: Any) -> int:
    """Whether a signature fits, and whose it is."""
    from lgq_tui.storage import signatures

    signature = options.signature or signatures.signature_of(options.file)
    content = plain.read_bytes(options.file)
    verdict = signatures.verify(content, signature, options.signers)
    print_line(f"{options.file}: {render(verdict.message)}")
    return FINE if verdict.valid else PROBLEMS


def encrypt(options: Any) -> int:
    """A file that only its recipients can read."""
    from lgq_tui.storage import atomic, encryption

    output = options.output or options.file.with_name(options.file.name + encryption.ENDING)
    must_be_free(output, options, options.file)
    atomic.write(output, encryption.encrypt(options.file, options.to))
    print_line(say("encrypt.done", path=output))
    return FINE


def decrypt(options: Any) -> int:
    """What was encrypted."""
    from lgq_tui.storage import atomic, encryption

    output = options.output or options.file.with_suffix("")
    if options.output is None and options.file.suffix.lower() != encryption.ENDING:
        raise NotDoneError(Message("decrypt.no_name", {"path": options.file}))
    must_be_free(output, options, options.file)
    atomic.write(output, encryption.decrypt(options.file, options.identity))
    print_line(say("decrypt.done", path=output))
    return FINE
