"""Which controls, and which stretches of text, are bound to which items.

The tag of a control says so. Where a program has lost it, the name around it does, and where the
control is gone too, that name alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import NamedTuple

from lgq_tui.core.bindings import Binding, Own, of_name, of_tag
from lgq_tui.imports.word.markup import Element, every, first, name, value

_BETWEEN = frozenset({"bookmarkStart", "bookmarkEnd", "proofErr"})
_NEAR = 10
"""How many elements a control is behind the start of its bookmark, at most."""

Said = Binding | Own


class Bindings(NamedTuple):
    """Of one document: by controls, and by the starts of bookmarks without one."""

    controls: Mapping[Element, Said]
    stretches: Mapping[Element, Said]


def bindings(root: Element, long: Mapping[str, str]) -> Bindings:
    """What is bound in a document; `long` are the texts behind codes."""
    controls: dict[Element, Said] = {}
    for control in every(root, "sdt"):
        said = of_tag(value(first(control, "sdtPr", "tag")) or "", long)
        if said is not None:
            controls[control] = said
    tagged = set(controls.values())
    ended = {value(end, "id") for end in every(root, "bookmarkEnd")}
    stretches: dict[Element, Said] = {}
    for start in every(root, "bookmarkStart"):
        said = of_name(value(start, "name") or "", long)
        if said is None or said in tagged:
            continue
        inner = _control_at(start)
        if inner is not None and inner not in controls:
            controls[inner] = said
        elif value(start, "id") in ended:
            stretches[start] = said
    return Bindings(controls, stretches)


def _control_at(start: Element) -> Element | None:
    """The control around which a bookmark stands, or in which."""
    around: Element | None = None
    for outer in start.iterancestors():
        if name(outer) == "p":
            break
        # LibreOffice may put a control in another.
        around = outer if name(outer) == "sdt" else around
    if around is not None:
        return around
    for after in islice(start.itersiblings(), _NEAR):
        if name(after) not in _BETWEEN:
            return after if name(after) == "sdt" else None
    return None
