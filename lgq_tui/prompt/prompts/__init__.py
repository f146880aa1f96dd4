"""How each type of answer is asked on a line."""

from __future__ import annotations

from collections.abc import Mapping

from lgq_tui.prompt.prompts.choices import SelectMultiple, SelectOne, YesNo
from lgq_tui.prompt.prompts.country import Country
from lgq_tui.prompt.prompts.prompt import Prompt

PROMPTS: Mapping[str, Prompt] = {
    "text": Prompt("text"),
    "paragraph": Prompt("paragraph"),
    "url": Prompt("url"),
    "email": Prompt("email"),
    "phone": Prompt("phone"),
    "date": Prompt("date"),
    "integer": Prompt("integer"),
    "decimal": Prompt("decimal"),
    "percentage": Prompt("percentage"),
    "yes_no": YesNo("yes_no"),
    "select_one": SelectOne("select_one"),
    "select_multiple": SelectMultiple("select_multiple"),
    "country": Country("country"),
}

__all__ = ["PROMPTS", "Prompt"]
