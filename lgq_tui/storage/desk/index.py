"""What is remembered of the files of a folder, in the user's cache folder, where it may go."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import lgq_tui
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.known import Text
from lgq_tui.storage import atomic, plain
from lgq_tui.storage.desk.reading import Reading
from lgq_tui.storage.folders import cache_folder

_MOST_BYTES = 60_000_000
_MOST_NODES = 3_000_000
_MOST_KEPT = 40
"""Files of such kind; a desk has two."""
_MOST_TEXTS = 100_000

_FORM = 3
"""Of what is written; another one is written anew."""


class Index:
    """What the files of one folder were, by their names.

    It is made from the definition and by the version of the program that it names; any other is
    none. What is damaged, or cannot be written, costs time and no more.
    """

    def __init__(self, folder: Path, questionnaire: Questionnaire) -> None:
        self._folder = os.path.realpath(folder)
        self._made_from = [
            _FORM,
            lgq_tui.__version__,
            questionnaire.digest,
            questionnaire.language,
            self._folder,
        ]

    @property
    def is_there(self) -> bool:
        """Whether anything is remembered."""
        return self._file("files").exists()

    def readings(self) -> dict[str, Reading]:
        """What was remembered of the files, without their texts."""
        with contextlib.suppress(TypeError, ValueError, LookupError, AttributeError):
            entries = self._read("files").items()
            return {name: Reading.from_json(data) for name, data in entries}
        return {}

    def texts(self) -> dict[str, tuple[Text, ...]]:
        """The short texts of the files that were remembered."""
        with contextlib.suppress(TypeError, ValueError, LookupError, AttributeError):
            return {
                name: tuple((str(path), str(text)) for path, text in texts)
                for name, texts in self._read("texts").items()
            }
        return {}

    def write(self, readings: Mapping[str, Reading]) -> None:
        """Remember what the files are; of those that have no texts here, the old ones are kept."""
        kept = {name: one for name, one in readings.items() if one.is_kept}
        self._write("files", {name: one.as_json() for name, one in kept.items()})
        found = {name: one.texts for name, one in kept.items() if one.texts is not None}
        if not found:
            return
        old = self.texts()
        texts = {
            name: found.get(name, old.get(name, ()))
            for name, one in kept.items()
            if one.summary is not None
        }
        self._write("texts", _bounded(texts))

    def _read(self, kind: str) -> Any:
        content = b""
        with contextlib.suppress(plain.UnreadableError):
            content = plain.read_bytes(self._file(kind), _MOST_BYTES)
        checksum, _, text = content.partition(b"\n")
        if checksum != _checksum(text) or sum(map(text.count, (b",", b"[", b"{"))) > _MOST_NODES:
            return {}
        try:
            made_from, entries = json.loads(text)
        except RecursionError:
            return {}
        return entries if made_from == self._made_from else {}

    def _write(self, kind: str, entries: Mapping[str, Any]) -> None:
        # Names of files that are no text are kept by their escapes.
        text = json.dumps([self._made_from, entries], separators=(",", ":")).encode()
        if len(text) > _MOST_BYTES // 2:
            return
        file = self._file(kind)
        with contextlib.suppress(OSError, atomic.SaveError):
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            atomic.write(file, _checksum(text) + b"\n" + text)
            there = sorted(file.parent.glob("*.json"), key=lambda one: one.stat().st_mtime)
            for old in there[:-_MOST_KEPT]:
                old.unlink()

    def _file(self, kind: str) -> Path:
        made_from = json.dumps(self._made_from).encode()
        return cache_folder() / "desks" / f"{crc32(made_from):08x}-{kind}.json"


def _bounded(texts: Mapping[str, Iterable[Text]]) -> dict[str, list[Text]]:
    left, kept = _MOST_TEXTS, {}
    for name, several in texts.items():
        kept[name] = [*several][:left]
        left -= len(kept[name])
    return kept


def _checksum(text: bytes) -> bytes:
    return f"{crc32(text):08x}".encode()
