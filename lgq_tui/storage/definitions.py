"""Definitions of questionnaires, from their files, with a cache of what was found sound."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import lgq_tui
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.language import RESOLVED_VERSION, digest_of, problems_of, records, resolve
from lgq_tui.core.messages import Message
from lgq_tui.storage import atomic, plain
from lgq_tui.storage.folders import cache_folder

# An author's every edit leaves a file of some 50 KB in the cache; so many are kept.
_MOST_CACHED = 40
_MOST_IN_ENTRY = 4 * plain.MOST_BYTES
_MOST_NODES = 4 * plain.MOST_NODES


class PlacedFault(NamedTuple):
    """One thing wrong in a definition; line and column count from 1, None where unknown."""

    path: Path
    line: int | None
    column: int | None
    message: Message


class UnsoundError(Exception):
    """A definition cannot be used; `faults` says all that is wrong with it, in order of place."""

    def __init__(self, path: Path, faults: tuple[PlacedFault, ...]) -> None:
        super().__init__(path, faults)
        self.path = path
        self.faults = faults
        values = {"path": str(path), "count": len(faults)}
        self.message = Message("definition.unsound", values)


def shipped(name: str = "questionnaire.yaml") -> Path:
    """A file that comes with the program: in the package when installed, else beside it."""
    package = Path(lgq_tui.__file__).parent
    packaged = package / "data" / name
    return packaged if packaged.exists() else package.parent / name


def load(path: Path, language: str | None = None) -> Questionnaire:
    """The questionnaire of a definition file, its texts in one language where it has it.

    UnsoundError where the definition has faults, plain.UnreadableError where it cannot be read.
    """
    content = plain.read_bytes(path)
    cache = _Cache(path, content)
    known = cache.read()
    if known is not None:
        # A cache may hold anything that somebody, or another program, has put there.
        with contextlib.suppress(
            AttributeError, LookupError, TypeError, ValueError, RecursionError
        ):
            return records(known["resolved"], language, known["digest"])
    data = plain.parse(path, content)
    faults = _faults(path, content, data)
    if faults:
        raise UnsoundError(path, faults)
    known = {"digest": digest_of(data.data), "resolved": resolve(data.data)}
    cache.write(known)
    return records(known["resolved"], language, known["digest"])


def lint(path: Path) -> tuple[PlacedFault, ...]:
    """Everything that is wrong with a definition file, in order of place."""
    try:
        content = plain.read_bytes(path)
        return _faults(path, content, plain.parse(path, content))
    except plain.UnreadableError as error:
        return (PlacedFault(path, error.line, error.column, error.message),)


def _faults(path: Path, content: bytes, data: plain.Plain) -> tuple[PlacedFault, ...]:
    faults = problems_of(data.data)
    if faults and not data.marks:
        data = _as_yaml(path, content, data)
    placed = []
    for fault in faults:
        line, column = data.mark(fault.where) or (None, None)
        placed.append(PlacedFault(path, line, column, fault.message))
    return tuple(sorted(placed, key=lambda fault: (fault.line or 0, fault.column or 0)))


def _as_yaml(path: Path, content: bytes, data: plain.Plain) -> plain.Plain:
    """JSON read as YAML, which nearly all JSON is: that reader knows where things stand."""
    with contextlib.suppress(plain.UnreadableError):
        return plain.parse(path.with_suffix(".yaml"), content)
    return data


class _Cache:
    """The resolved form of one definition, in the user's cache folder.

    It is found by the bytes of the file and by what made it: an edit, or another version of the
    program, makes another entry. The bytes stand in the entry, so that no other definition can be
    taken for this one. What is damaged, or cannot be written, costs time and no more.
    """

    def __init__(self, path: Path, content: bytes) -> None:
        maker = f"{path.suffix} {lgq_tui.__version__} {RESOLVED_VERSION}\n"
        self._made_from = maker.encode(errors="surrogateescape") + content
        self._file = cache_folder() / f"{len(content)}-{crc32(self._made_from):08x}.json"

    def read(self) -> Any | None:
        """What was written, None where there is nothing or it has changed since."""
        try:
            content = plain.read_bytes(self._file, _MOST_IN_ENTRY)
            checksum, _, entry = content.partition(b"\n")
            if checksum != _checksum(entry) or not entry.startswith(self._made_from):
                return None
            if sum(map(entry.count, (b",", b"[", b"{"))) > _MOST_NODES:
                return None
            return json.loads(entry[len(self._made_from) :])
        except (plain.UnreadableError, ValueError, RecursionError):
            return None

    def write(self, known: Any) -> None:
        text = json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode()
        folder = self._file.parent
        with contextlib.suppress(OSError, atomic.SaveError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            entry = self._made_from + text
            atomic.write(self._file, _checksum(entry) + b"\n" + entry)
            entries = sorted(folder.glob("*.json"), key=lambda file: file.stat().st_mtime)
            for file in entries[:-_MOST_CACHED]:
                file.unlink()


def _checksum(entry: bytes) -> bytes:
    # hashlib would take longer to import than all of this takes; what it could do more, to tell
    # forgery from damage, is of no use beside the file itself.
    return f"{crc32(entry):08x}".encode()
