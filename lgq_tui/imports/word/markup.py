"""XML from anybody: elements by their local names, as Word has two namespaces for the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from lgq_tui.core.messages import Message, NotDoneError

Element: TypeAlias = etree._Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = " \t\r\n"
_OFF = frozenset({"0", "false", "off"})


def parsed(content: bytes) -> Element:
    """The root of a part. Nothing beside it is looked at; what declares entities is refused."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotDoneError(Message("import.damaged")) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotDoneError(Message("import.damaged"))
    return root


def name(element: Element) -> str:
    """The local name of an element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Element | None, attribute: str = "val") -> str | None:
    """An attribute by its local name, None where it is not there."""
    if element is None:
        return None
    for key, found in element.attrib.items():
        if str(key).rpartition("}")[2] == attribute:
            return str(found)
    return None


def first(element: Element | None, *names: str) -> Element | None:
    """What is found by going down by these names, each the first of its kind."""
    for step in names:
        if element is None:
            return None
        element = next((one for one in element if name(one) == step), None)
    return element


def is_on(element: Element | None) -> bool:
    """Whether a property is there that can be switched off."""
    return element is not None and (value(element) or "1").casefold() not in _OFF


def every(root: Element, *names: str) -> Iterator[Element]:
    """All elements of these names, in the order of the document."""
    return root.iter(*(f"{{*}}{one}" for one in names))


def text_of(element: Element) -> str:
    """The text in an element, in which blanks at the ends count only where it is said so."""
    text = element.text or ""
    return text if element.get(_SPACE) == "preserve" else text.strip(_BLANKS)
