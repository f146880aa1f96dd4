"""The types of answers: to add one is to add a class here, a control and a prompt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from lgq_tui.core.answer_types.answer_type import AnswerType, Context, Remark, Value

_CLASSES = {
    "text": "texts.Text",
    "paragraph": "texts.Paragraph",
    "url": "links.Url",
    "email": "emails.Email",
    "phone": "phones.Phone",
    "date": "dates.Date",
    "integer": "numbers.Integer",
    "decimal": "numbers.Decimal",
    "percentage": "numbers.Percentage",
    "yes_no": "choices.YesNo",
    "select_one": "choices.SelectOne",
    "select_multiple": "choices.SelectMultiple",
    "country": "countries.Country",
}


class _AnswerTypes(Mapping[str, AnswerType]):
    """The types by their names, each imported when it is asked for."""

    def __getitem__(self, name: str) -> AnswerType:
        return _made(_CLASSES[name])

    def __iter__(self) -> Iterator[str]:
        return iter(_CLASSES)

    def __len__(self) -> int:
        return len(_CLASSES)


@cache
def _made(path: str) -> AnswerType:
    module, name = path.split(".")
    made: AnswerType = getattr(import_module(f"{__name__}.{module}"), name)()
    return made


ANSWER_TYPES: Mapping[str, AnswerType] = _AnswerTypes()

__all__ = ["ANSWER_TYPES", "AnswerType", "Context", "Remark", "Value"]
