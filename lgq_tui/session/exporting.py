"""Responses as documents and tables: which ones, of what, and into which file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.public import public_copy, withheld
from lgq_tui.core.response import IN_PROGRESS, Reference, Response
from lgq_tui.exports import EXPORTERS, TABLES, exporter
from lgq_tui.exports.order import Order
from lgq_tui.locales.speech import say
from lgq_tui.session.naming import ENDINGS
from lgq_tui.storage import atomic, plain, responses, seal
from lgq_tui.storage.copies import rank

FORMS = tuple(ending for ending in EXPORTERS if ending != ".json")
"""The formats of a form to be filled; a response file without answers is begun by the interview."""

_NO_RESPONSE = ("response.not_a_response", "response.no_format")
"""What is said of other files that may be in a folder of responses."""

Progress = Callable[[float], None]
"""Told how much is done, from 0 to 1."""


class Left(NamedTuple):
    """A response that is not exported, and why; `error` says it where its file is damaged."""

    path: Path
    message: Message
    error: plain.UnreadableError | None = None


class Chosen(NamedTuple):
    """The responses to be exported, by their files, and those that are not."""

    responses: tuple[tuple[Path, Response], ...]
    left: tuple[Left, ...] = ()


def chosen(paths: Sequence[Path], questionnaire: Questionnaire, public: bool = False) -> Chosen:
    """The responses in files, and those in folders; copies in these are left out."""
    found, left = list[tuple[Path, Response]](), list[Left]()
    seen, named = set[str](), set[Path]()
    for path, is_named in _files(paths):
        real = os.path.realpath(path)
        if real in seen:
            continue
        seen.add(real)
        if is_named:
            named.add(path)
        one = _read(path, questionnaire, public, is_named, len(paths) == 1)
        if isinstance(one, Left):
            left.append(one)
        elif one is not None:
            found.append((path, one))
    originals = dict[str, Path]()
    for path, response in found:
        other = originals.setdefault(response.id, path)
        originals[response.id] = min(other, path, key=lambda one: rank(one.name))
    kept = list[tuple[Path, Response]]()
    for path, response in found:
        original = originals[response.id]
        if path == original or path in named:
            kept.append((path, response))
        else:
            left.append(Left(path, Message("export.copy", {"name": original.name})))
    return Chosen(tuple(kept), tuple(left))


def _read(
    path: Path, questionnaire: Questionnaire, public: bool, is_named: bool, is_alone: bool
) -> Response | Left | None:
    """The response in a file, or why it is left out; None for what nobody has asked for."""
    try:
        response = responses.read(path, questionnaire)
        message = withheld(questionnaire, response) if public else None
    except plain.UnreadableError as error:
        is_meant = is_named or error.message.key not in _NO_RESPONSE
        return Left(path, error.message, error) if is_meant else None
    if response.part is not None and not (is_named and is_alone):
        # A part has questions of its own, which are no row of a table of whole responses.
        return Left(path, Message("export.part")) if is_named else None
    return response if message is None else Left(path, message)


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    """The files that are meant, and whether they are named themselves."""
    for path in paths:
        if not path.is_dir():
            yield path, True
            continue
        try:
            entries = sorted(path.iterdir())
        except OSError as error:
            reason = error.strerror or str(error)
            message = Message("file.not_readable", {"reason": reason})
            raise plain.UnreadableError(path, message) from error
        files = [one for one in entries if one.suffix.lower() in ENDINGS and one.is_file()]
        shown = [one for one in files if not one.name.startswith(".")]
        if not shown:
            raise NotDoneError(Message("export.none_in", {"folder": path}))
        yield from ((one, False) for one in shown)


def order_of(
    questionnaire: Questionnaire,
    found: Sequence[tuple[Path, Response]],
    public: bool = False,
    many: bool = False,
) -> Order:
    """What is to be exported of responses; as a table of `many`, even if there is one."""
    shown = [public_of(questionnaire, one) if public else one for _, one in found]
    interviews = tuple(Interview(questionnaire, one) for one in shown)
    if many:
        return Order(interviews, say, files=tuple(path.name for path, _ in found))
    return Order(interviews, say, code=seal.code_of(seal.digest_of(shown[0])))


def public_of(questionnaire: Questionnaire, response: Response) -> Response:
    """The copy for the public, sealed anew: it says less than what was sealed, and a finished one
    is to show nevertheless that nobody changed it."""
    copy = public_copy(questionnaire, response)
    if copy.status == IN_PROGRESS:
        return copy
    return copy._replace(seal={"digest": seal.digest_of(copy)})


def form_of(questionnaire: Questionnaire) -> Order:
    """The blank form; nothing in it is of this day or of this computer."""
    edition = Reference(questionnaire.id, questionnaire.version, questionnaire.digest)
    blank = Response("form", edition, language=questionnaire.language)
    return Order((Interview(questionnaire, blank),), say, blank=True)


def must_be_public(questionnaire: Questionnaire, response: Response) -> None:
    """`NotDoneError` where a response is not for the public."""
    message = withheld(questionnaire, response)
    if message is not None:
        raise NotDoneError(message)


def is_table(path: Path) -> bool:
    """Whether a file of such a name holds many responses."""
    return path.suffix.lower() in TABLES


def must_be_known(path: Path, blank: bool = False) -> None:
    """`NotDoneError` where nothing is known of how such a file is written."""
    suffix = path.suffix.lower()
    if suffix not in EXPORTERS:
        endings = ", ".join(FORMS if blank else EXPORTERS)
        raise NotDoneError(Message("export.no_format", {"path": path, "endings": endings}))
    if blank and suffix not in FORMS:
        values = {"path": path, "endings": ", ".join(FORMS)}
        raise NotDoneError(Message("export.no_form", values))


def export(
    order: Order, path: Path, private: bool = True, progress: Progress | None = None
) -> None:
    """Write a document or a table; what is `private` can be read by its owner only.

    `NotDoneError` where its name says nothing, `atomic.SaveError` where it cannot be written.
    """
    must_be_known(path, order.blank)
    if progress is not None:
        order = order._replace(progress=progress)
    content = exporter(path.suffix.lower())(order)
    order.progress(1.0)
    atomic.write(path, content, private)
