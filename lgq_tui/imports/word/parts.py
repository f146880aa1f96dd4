"""The parts of a document's archive, found by their relations to each other."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Mapping
from functools import cached_property
from zipfile import BadZipFile, ZipFile

from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.imports.word.markup import Element, every, first, is_on, name, parsed, value

_LONGEST = 60_000_000
"""Bytes of one part of XML."""
_PREFIX = "lgq."
_TEXTS = (None, "normal")
"""The types of notes that are text; others are the lines above them."""


class Parts:
    """One document. Whatever is asked for and cannot be read is a `NotDoneError`."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._names = frozenset(archive.namelist())
        self._main = self._related("", "officeDocument") or "word/document.xml"
        self.document = self._root(self._main)
        if name(self.document) != "document":
            raise NotDoneError(Message("import.damaged"))
        self.links = self._links(self._main)

    @cached_property
    def footnotes(self) -> Mapping[str, Element]:
        """The footnotes by their ids."""
        return self._notes("footnotes", "footnote")

    @cached_property
    def endnotes(self) -> Mapping[str, Element]:
        """The endnotes by their ids."""
        return self._notes("endnotes", "endnote")

    @cached_property
    def comments(self) -> Mapping[str, Element]:
        """The comments by their ids."""
        return self._notes("comments", "comment")

    @cached_property
    def properties(self) -> Mapping[str, str]:
        """What one of our own forms says of itself, without what stands before the names."""
        part = self._related("", "custom-properties")
        if part is None:
            return {}
        found = {
            value(one, "name") or "": "".join(map(str, one.itertext()))
            for one in every(self._root(part), "property")
        }
        return {
            key.removeprefix(_PREFIX): text
            for key, text in found.items()
            if key.startswith(_PREFIX)
        }

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The styles of text that is not shown, by their ids."""
        part = self._related(self._main, "styles")
        if part is None:
            return frozenset()
        styles = every(self._root(part), "style")
        return frozenset(
            value(one, "styleId") or "" for one in styles if is_on(first(one, "rPr", "vanish"))
        )

    def links_of(self, kind: str) -> Mapping[str, str]:
        """The addresses of links in the notes of a kind, by the ids of their relations."""
        part = self._related(self._main, kind)
        return self._links(part) if part is not None else {}

    def _notes(self, kind: str, each: str) -> Mapping[str, Element]:
        part = self._related(self._main, kind)
        if part is None:
            return {}
        notes = (one for one in self._root(part) if name(one) == each)
        return {value(one, "id") or "": one for one in notes if value(one, "type") in _TEXTS}

    def _related(self, part: str, kind: str) -> str | None:
        for relation in self._relations(part):
            is_inside = value(relation, "TargetMode") != "External"
            if (value(relation, "Type") or "").endswith(f"/{kind}") and is_inside:
                target = value(relation, "Target") or ""
                found = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target))
                if found.lstrip("/") in self._names:
                    return found.lstrip("/")
        return None

    def _links(self, part: str) -> dict[str, str]:
        return {
            value(one, "Id") or "": value(one, "Target") or ""
            for one in self._relations(part)
            if value(one, "TargetMode") == "External"
        }

    def _relations(self, part: str) -> list[Element]:
        folder, file = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        return list(self._root(path)) if path in self._names else []

    def _root(self, part: str) -> Element:
        if part not in self._names:
            raise NotDoneError(Message("import.damaged"))
        if self._archive.getinfo(part).file_size > _LONGEST:
            raise NotDoneError(Message("import.too_large"))
        try:
            return parsed(self._archive.read(part))
        except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
            raise NotDoneError(Message("import.damaged")) from error
