"""Elements of WordprocessingML."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def named(name: str) -> str:
    """`w:p` as lxml has it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def element(name: str, /, *children: Element, **attributes: object) -> Element:
    """An element; its attributes are of the namespace that it is of."""
    made = etree.Element(named(name), nsmap=NAMESPACES)
    prefix = name.partition(":")[0]
    for key, value in attributes.items():
        made.set(named(f"{prefix}:{key}"), str(value))
    made.extend(children)
    return made


def words(text: str, name: str = "w:t") -> Element:
    """A stretch of text in which every blank counts."""
    made = element(name)
    made.text = text
    made.set(_SPACE, "preserve")
    return made


def root(name: str, *children: Element) -> Element:
    """The element that a part of the document is; older readers may pass over what is newer."""
    made = element(name, *children)
    made.set(named("mc:Ignorable"), "w14 w15")
    return made


def content(made: Element) -> bytes:
    """A part as it is stored."""
    etree.cleanup_namespaces(made, keep_ns_prefixes=list(NAMESPACES))
    return etree.tostring(made, xml_declaration=True, encoding="UTF-8", standalone=True)
