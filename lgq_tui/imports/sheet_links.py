"""The addresses behind the cells of a sheet, which are parts of a workbook of their own."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any
from zipfile import ZipFile

_LARGEST = 20_000_000
"""Bytes of a part that is looked through."""
_MOST = 10_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def links_in(archive: ZipFile, sheet: str) -> Mapping[str, str]:
    """By their names, the cells of a sheet that lead to a page, and where; `sheet` is its part."""
    sheet = sheet.lstrip("/")
    folder, name = posixpath.split(sheet)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return {}
    addresses = {
        one.get("Id"): one.get("Target", "") for one in _each(archive, relations, "Relationship")
    }
    found: dict[str, str] = {}
    for one in _each(archive, sheet, "hyperlink"):
        address = addresses.get(one.get(_RELATION), "")
        if address.lower().startswith(("http://", "https://")) and len(found) < _MOST:
            found[one.get("ref", "").partition(":")[0]] = address
    return found


def _each(archive: ZipFile, part: str, name: str) -> Iterator[Any]:
    """The elements of a name in a part, where it is sound and not too large."""
    from defusedxml.ElementTree import ParseError, iterparse

    if archive.getinfo(part).file_size > _LARGEST:
        return
    try:
        with archive.open(part) as stream:
            for _, element in iterparse(stream):
                if element.tag.rpartition("}")[2] == name:
                    yield element
                elif name == "hyperlink":
                    element.clear()
    except (ParseError, ValueError, KeyError):
        return
