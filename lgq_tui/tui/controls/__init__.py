"""The controls: one for each answer type, found by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from lgq_tui.tui.controls.control import Control

_CLASSES = {
    "text": "line.Line",
    "paragraph": "paragraph.Paragraph",
    "url": "line.Url",
    "email": "line.Email",
    "phone": "line.Phone",
    "date": "line.Date",
    "integer": "line.Line",
    "decimal": "line.Line",
    "percentage": "line.Percentage",
    "yes_no": "choices.YesNo",
    "select_one": "choices.SelectOne",
    "select_multiple": "choices.SelectMultiple",
    "country": "country.Country",
}


class _Controls(Mapping[str, type[Control]]):
    """The controls by the names of their types, each imported when it is asked for."""

    def __getitem__(self, name: str) -> type[Control]:
        module, _, control = _CLASSES[name].partition(".")
        found: type[Control] = getattr(import_module(f"{__name__}.{module}"), control)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(_CLASSES)

    def __len__(self) -> int:
        return len(_CLASSES)


CONTROLS: Mapping[str, type[Control]] = _Controls()

__all__ = ["CONTROLS", "Control"]
