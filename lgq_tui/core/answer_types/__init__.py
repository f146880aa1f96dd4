"""The types of answers: to add one is to add a class here, a control and a prompt."""

from __future__ import annotations

from collections.abc import Mapping

from lgq_tui.core.answer_types.answer_type import AnswerType, Context, Remark, Value
from lgq_tui.core.answer_types.choices import SelectMultiple, SelectOne, YesNo
from lgq_tui.core.answer_types.countries import Country
from lgq_tui.core.answer_types.dates import Date
from lgq_tui.core.answer_types.emails import Email
from lgq_tui.core.answer_types.links import Url
from lgq_tui.core.answer_types.numbers import Decimal, Integer, Percentage
from lgq_tui.core.answer_types.phones import Phone
from lgq_tui.core.answer_types.texts import Paragraph, Text

_ALL: tuple[AnswerType, ...] = (
    Text(),
    Paragraph(),
    Url(),
    Email(),
    Phone(),
    Date(),
    Integer(),
    Decimal(),
    Percentage(),
    YesNo(),
    SelectOne(),
    SelectMultiple(),
    Country(),
)

ANSWER_TYPES: Mapping[str, AnswerType] = {answer_type.name: answer_type for answer_type in _ALL}

__all__ = ["ANSWER_TYPES", "AnswerType", "Context", "Remark", "Value"]
