"""The controls: one for each answer type, found by its name."""

from __future__ import annotations

from collections.abc import Mapping

from lgq_tui.tui.controls.choices import SelectMultiple, SelectOne, YesNo
from lgq_tui.tui.controls.control import Control
from lgq_tui.tui.controls.country import Country
from lgq_tui.tui.controls.line import Date, Email, Line, Percentage, Phone, Url
from lgq_tui.tui.controls.listing import Listed
from lgq_tui.tui.controls.paragraph import Paragraph

CONTROLS: Mapping[str, type[Control]] = {
    "text": Line,
    "paragraph": Paragraph,
    "url": Url,
    "email": Email,
    "phone": Phone,
    "date": Date,
    "integer": Line,
    "decimal": Line,
    "percentage": Percentage,
    "yes_no": YesNo,
    "select_one": SelectOne,
    "select_multiple": SelectMultiple,
    "country": Country,
}

__all__ = ["CONTROLS", "Control", "Listed"]
