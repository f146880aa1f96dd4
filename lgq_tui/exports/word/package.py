"""The file around the parts of a document."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package as Parts
from lxml import etree

from lgq_tui.exports.document.records import Document
from lgq_tui.exports.word.markup import Element, content

_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_NAME = "LGQ"
_UNIX = 3
"""The system that archives say they are from, whichever it is."""


class _Part(Part):
    """A part whose bytes may be known later."""

    content: bytes = b""

    @property
    def blob(self) -> bytes:
        return self.content


class Package:
    """One document, part by part."""

    def __init__(self) -> None:
        self._package = Parts()
        self._main = self._part("word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN)
        self._package.relate_to(self._main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        self._notes = self._part("word/footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES)
        self._main.relate_to(self._notes, RELATIONSHIP_TYPE.FOOTNOTES)

    def link(self, address: str, in_notes: bool = False) -> str:
        """The id of a relation that leads out of the document."""
        part = self._notes if in_notes else self._main
        return part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def styles(self, language: Element) -> None:
        """How it looks, and the language of what has none of its own."""
        made = etree.fromstring((files(__package__) / "styles.xml").read_bytes())
        defaults = made.find("{*}docDefaults/{*}rPrDefault/{*}rPr")
        assert defaults is not None
        defaults.append(language)
        self._beside("styles", CONTENT_TYPE.WML_STYLES, made)

    def settings(self, made: Element) -> None:
        """What holds for all of it."""
        self._beside("settings", CONTENT_TYPE.WML_SETTINGS, made)

    def footer(self, made: Element) -> str:
        """What stands at the foot of pages, by the id of the relation to it."""
        return self._beside("footer", CONTENT_TYPE.WML_FOOTER, made)

    def main(self, body: Element, notes: Element) -> None:
        """The text itself, with its footnotes."""
        self._main.content, self._notes.content = content(body), content(notes)

    def describe(self, document: Document, title: str, custom: bytes) -> None:
        """What the document says of itself beside its text."""
        core = self._package.core_properties
        changed = _time(document.modified)
        core.title, core.language, core.author = title, document.language, ""
        core.created, core.modified = changed, changed
        core.last_modified_by, core.revision = _NAME, 1
        part = self._part("docProps/custom.xml", _CUSTOM_TYPE)
        part.content = custom
        self._package.relate_to(part, _CUSTOM)

    def content(self) -> bytes:
        """The bytes of the file, the same for the same parts: without a time."""
        stream, made = BytesIO(), BytesIO()
        self._package.save(stream)
        with ZipFile(stream) as parts, ZipFile(made, "w", ZIP_DEFLATED) as archive:
            for name in parts.namelist():
                entry = ZipInfo(name)
                entry.create_system = _UNIX
                archive.writestr(entry, parts.read(name), ZIP_DEFLATED)
        return made.getvalue()

    def _beside(self, name: str, kind: str, made: Element) -> str:
        part = self._part(f"word/{name}.xml", kind)
        part.content = content(made)
        return self._main.relate_to(part, getattr(RELATIONSHIP_TYPE, name.upper()))

    def _part(self, name: str, kind: str) -> _Part:
        return _Part(PackURI(f"/{name}"), kind, package=self._package)


def _time(text: str) -> datetime:
    """A time as core properties have it: in UTC, without saying so."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)
    except ValueError:
        return datetime(1980, 1, 1)  # noqa: DTZ001 - as above
