"""What a document says of itself beside its text: of which edition it is, and long bindings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

PREFIX = "lgq."
"""Before the name of each."""

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST = 2
"""The numbers of properties begin with it."""
_LONGEST = 255
"""Signs of a property that Word shows."""


def packed(texts: Iterable[str]) -> list[str]:
    """Texts without blanks, together in as few properties as hold them."""
    made: list[str] = []
    for text in texts:
        if made and len(made[-1]) + 1 + len(text) <= _LONGEST:
            made[-1] += f" {text}"
        else:
            made.append(text)
    return made


def properties(values: Mapping[str, str]) -> bytes:
    """The part of custom properties."""
    made = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={"cp": _CUSTOM, "vt": _TYPES})
    for number, (name, value) in enumerate(values.items(), _FIRST):
        one = etree.SubElement(made, f"{{{_CUSTOM}}}property")
        one.attrib.update({"fmtid": _FORMAT, "pid": str(number), "name": f"{PREFIX}{name}"})
        etree.SubElement(one, f"{{{_TYPES}}}lpwstr").text = value
    return etree.tostring(made, xml_declaration=True, encoding="UTF-8", standalone=True)
