"""Response files: the same data as YAML, or as JSON when the name ends in `.json`."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.messages import Message
from lgq_tui.core.response import FORMAT, STATUSES, Reference, Response
from lgq_tui.storage import atomic, dialect, plain, remarks
from lgq_tui.storage.remarks import Fault, no_entries, text_faults

_REQUIRED = ("format", "id", "questionnaire", "status", "answers")
_TEXTS = ("id", "status", "language", "created", "modified", "position")
_REMARKS = {
    "sources": remarks.source_faults,
    "queries": remarks.query_faults,
    "carried": remarks.carried_faults,
    "verified": remarks.verification_faults,
    "packets": remarks.packet_faults,
}
"""What is wrong with an entry of each of these."""

_MAPPINGS = ("answers", "missing", "notes", "accepted", *_REMARKS, "aside", "seal")
_KEYS = frozenset({"format", "questionnaire", "authors", "part", "previous", *_TEXTS, *_MAPPINGS})

_FORMAT = re.compile(r"lgq-response/([0-9]{1,9})")

# Reading ---------------------------------------------------------------------------------------


def read(path: Path, questionnaire: Questionnaire | None = None) -> Response:
    """The response in a file; `plain.UnreadableError` if there is none.

    With a questionnaire, a response to another one, or to another version of it, is an error too.
    Answers are taken as they are: to judge them is the business of `core.check`.
    """
    return read_with_bytes(path, questionnaire)[0]


def read_with_bytes(
    path: Path, questionnaire: Questionnaire | None = None
) -> tuple[Response, bytes]:
    """As `read`, and the bytes of the file, by which a `Keeper` knows it again."""
    content = plain.read_bytes(path)
    return parse(path, content, questionnaire), content


def parse(path: Path, content: bytes, questionnaire: Questionnaire | None = None) -> Response:
    """The response in the bytes of a file; the path, named in errors, tells JSON from YAML."""
    document = None if _is_json(path) else dialect.read(content)
    if document is None or any(faults(document, questionnaire)):
        document = _read_whole(path, content, questionnaire)
    if _is_cut_off(content, document):
        line = content.count(b"\n") + 1
        raise plain.UnreadableError(path, Message("file.cut_off"), line)
    return Response.from_document(document)


def _is_cut_off(content: bytes, document: Mapping[str, Any]) -> bool:
    """Whether only the beginning of a file of ours is there, which may well be a response: it has
    the digest that we write on top, not the seal at the end, and its last line has no end."""
    is_ours = "digest" in document["questionnaire"] and not content.startswith(b"{")
    return is_ours and "seal" not in document and not content.endswith((b"\n", b"\r"))


def _read_whole(path: Path, content: bytes, questionnaire: Questionnaire | None) -> Any:
    """The document in the bytes of a file, however it is written, or where it is no response."""
    data = plain.parse(path, content)
    found = next(faults(data.data, questionnaire), None)
    if found is not None:
        place, message = found
        line, column = data.mark(place) or (None, None)
        raise plain.UnreadableError(path, message, line, column)
    return data.data


def faults(data: Any, questionnaire: Questionnaire | None) -> Iterator[Fault]:
    """What keeps a document from being a response, the most telling first."""
    if not isinstance(data, Mapping):
        yield (), Message("response.not_a_response")
        return
    yield from _format_faults(data)
    for key in data:
        if key not in _KEYS:
            yield (key,), Message("response.unknown_key", {"key": key})
    for key in _REQUIRED:
        if key not in data:
            yield (), Message("response.lacks", {"key": key})
    yield from _reference_faults(data["questionnaire"], questionnaire)
    yield from _shape_faults(data)


def _format_faults(data: Mapping[str, Any]) -> Iterator[Fault]:
    if "format" not in data:
        yield (), Message("response.no_format")
    elif data["format"] != FORMAT:
        named = str(data["format"])[:80]
        known = _FORMAT.fullmatch(named)
        newer = known is not None and int(known[1]) > 1
        key = "response.newer_format" if newer else "response.unknown_format"
        yield ("format",), Message(key, {"format": named})


def _reference_faults(data: Any, questionnaire: Questionnaire | None) -> Iterator[Fault]:
    place = ("questionnaire",)
    if not isinstance(data, Mapping):
        yield place, no_entries("questionnaire")
        return
    for key in data:
        if key not in ("id", "version", "digest"):
            name = f"questionnaire.{key}"
            yield (*place, key), Message("response.unknown_key", {"key": name})
    for key in ("id", "version"):
        if key not in data:
            yield place, Message("response.lacks", {"key": f"questionnaire.{key}"})
    yield from text_faults(data, place)
    if questionnaire is None:
        return
    values = {"id": data["id"], "version": data["version"], "expected": questionnaire.version}
    if data["id"] != questionnaire.id:
        values["expected"] = questionnaire.id
        yield (*place, "id"), Message("response.other_questionnaire", values)
    elif data["version"] != questionnaire.version:
        yield (*place, "version"), Message("response.other_version", values)


def _shape_faults(data: Mapping[str, Any]) -> Iterator[Fault]:
    yield from text_faults({key: data[key] for key in _TEXTS if key in data})
    if not data["id"]:
        yield ("id",), Message("response.no_id")
    if data["status"] not in STATUSES:
        yield ("status",), Message("response.unknown_status", {"status": data["status"]})
    if not isinstance(data.get("authors", []), list):
        yield ("authors",), Message("response.not_a_list", {"key": "authors"})
    for key in _MAPPINGS:
        if not isinstance(data.get(key, {}), Mapping):
            yield (key,), no_entries(key)
    for key in ("missing", "notes"):
        yield from text_faults(data.get(key, {}), (key,))
    for path, entries in data.get("accepted", {}).items():
        if not isinstance(entries, list) or not all(map(_is_acceptance, entries)):
            yield ("accepted", path), Message("response.not_acceptances", {"path": path})
    yield from _remark_faults(data)


def _remark_faults(data: Mapping[str, Any]) -> Iterator[Fault]:
    for key, faults_of in _REMARKS.items():
        for name, one in data.get(key, {}).items():
            yield from faults_of(one, (key, name))
    if "part" in data:
        yield from remarks.part_faults(data["part"], ("part",))
    if "previous" in data:
        yield from remarks.previous_faults(data["previous"], ("previous",))


def _is_acceptance(entry: Any) -> bool:
    return (
        isinstance(entry, Mapping)
        and entry.keys() == {"warning", "reason"}
        and all(isinstance(value, str) for value in entry.values())
    )


# Writing ---------------------------------------------------------------------------------------


def text_of(path: Path, response: Response, questionnaire: Questionnaire) -> bytes:
    """The bytes of a response file; the end of the name tells JSON from YAML.

    `atomic.SaveError` where nobody could open such a file again.
    """
    document = response.as_document()
    if _is_json(path):
        text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    else:
        from lgq_tui.storage import emitter

        text = emitter.dump(document, questionnaire)
    # Half of a surrogate pair is no text; nothing lets one in, and none may stop a save.
    content = text.encode("utf-8", "replace")
    _bound(path, document, content)
    return content


def _bound(path: Path, document: Mapping[str, Any], content: bytes) -> None:
    try:
        plain.bound(path, document)
        is_fine = len(content) <= plain.MOST_BYTES
    except plain.UnreadableError:
        is_fine = False
    if not is_fine:
        values = {"megabytes": plain.MOST_BYTES // 10**6, "nodes": f"{plain.MOST_NODES:,}"}
        raise atomic.SaveError(path, Message("save.too_large", {"path": str(path), **values}))


def write(path: Path, response: Response, questionnaire: Questionnaire) -> None:
    """Write a response file in one piece; `atomic.SaveError` if that cannot be done."""
    atomic.write(path, text_of(path, response, questionnaire))


def _is_json(path: Path) -> bool:
    return path.suffix.lower() == ".json"


# Beginning and keeping up ----------------------------------------------------------------------


def new(questionnaire: Questionnaire, now: datetime) -> Response:
    """An empty response to a questionnaire, begun now."""
    time = stamp(now)
    return Response(
        id=_new_id(now),
        questionnaire=Reference(questionnaire.id, questionnaire.version, questionnaire.digest),
        language=questionnaire.language,
        created=time,
        modified=time,
    )


def stamp(now: datetime) -> str:
    """A time as response files have it: ISO 8601, in UTC, to the second."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _new_id(now: datetime) -> str:
    """A UUID of version 7 (RFC 9562): ids sort by the time when they were made."""
    milliseconds = int(now.timestamp() * 1000)
    number = milliseconds << 80 | int.from_bytes(os.urandom(10))
    number = number & ~(0xF << 76) | 0x7 << 76
    digits = f"{number & ~(0x3 << 62) | 0x2 << 62:032x}"
    cuts = ((0, 8), (8, 12), (12, 16), (16, 20), (20, 32))
    return "-".join(digits[start:end] for start, end in cuts)
