"""The form of a definition: what its JSON Schema refuses, in our words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lgq_tui.core.language.faults import Fault, Place, fault, fault_with_near, listed, shown
from lgq_tui.core.messages import Message

_TYPES: Mapping[tuple[str, ...], str] = {
    ("array",): "definition.not_a_list",
    ("boolean",): "definition.not_a_flag",
    ("boolean", "object"): "definition.not_a_detail",
    ("number", "object"): "definition.not_a_number_or_fragment",
    ("object",): "definition.not_a_mapping",
    ("string",): "definition.not_a_string",
    ("string", "object"): "definition.not_a_text",
    ("string", "number", "boolean", "object"): "definition.not_an_answer",
}
_CONDITIONS = ("relevant", "withheld", "when", "not", "all_of", "any_of")
_ONLY = {
    "choices": "select_one, select_multiple",
    "detail": "select_one, select_multiple",
    "exclusive": "select_multiple",
    "items": "group",
}


@cache
def language_schema() -> Mapping[str, Any]:
    """The JSON Schema of the definition language."""
    # It stands beside the code as plain package data; importlib.resources would cost a start 10 ms.
    path = Path(__file__).parent.parent / "definition.schema.json"
    schema: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def form_faults(data: Any) -> Iterator[Fault]:
    """Everything that the schema of the language refuses."""
    from lgq_tui.core.validation import validator

    for error in validator(language_schema()).iter_errors(data):
        where: Place = tuple(error.absolute_path)
        if "propertyNames" in error.absolute_schema_path:
            where = (*where, error.instance)
        refusal = _Refusal(where, error.instance, error.validator_value, error.schema, data)
        yield from _SENTENCES.get(error.validator, _refused)(refusal)


@dataclass(frozen=True, slots=True)
class _Refusal:
    """What the validator refuses: a value of the `whole`, by what a keyword of a schema says."""

    where: Place
    value: Any
    said: Any
    schema: Mapping[str, Any]
    whole: Any

    @property
    def key(self) -> str:
        """The last key on the way here; the entries of a list are spoken of by its name."""
        return next((step for step in reversed(self.where) if isinstance(step, str)), "")


def _wrong_type(refusal: _Refusal) -> Iterator[Fault]:
    where, key, value = refusal.where, refusal.key, refusal.value
    wanted = (refusal.said,) if isinstance(refusal.said, str) else tuple(refusal.said)
    if not where:
        yield fault(where, "not_a_definition")
    elif value is None:
        yield fault(where, "empty", key=key)
    elif wanted[0] == "string" and "was" in where[-2:] and not isinstance(value, str):
        yield fault(where, "not_a_former_id")
    elif wanted[0] == "string" and isinstance(value, bool | int | float):
        yield fault(where, "needs_quotes", key=key, value=shown(value))
    elif wanted == ("object",) and key in _CONDITIONS:
        yield fault(where, "not_a_condition", key=key, value=shown(value))
    else:
        sentence = _TYPES.get(wanted, "definition.refused")
        yield Fault(where, Message(sentence, {"key": key, "value": shown(value)}))


def _unknown_keys(refusal: _Refusal) -> Iterator[Fault]:
    known = list(refusal.schema["properties"])
    for key in refusal.value:
        if key not in known:
            yield fault_with_near((*refusal.where, key), "unknown_key", key, known, key=key)


def _lacking_keys(refusal: _Refusal) -> Iterator[Fault]:
    for key in refusal.said:
        if key not in refusal.value:
            yield fault(refusal.where, "lacks_key", key=key)


def _message_alone(refusal: _Refusal) -> Iterator[Fault]:
    yield fault((*refusal.where, "constraint_message"), "message_without_constraint")


def _not_among(refusal: _Refusal) -> Iterator[Fault]:
    where, value, known = refusal.where, shown(refusal.value), listed(refusal.said)
    if refusal.key == "type":
        yield fault_with_near(
            where, "unknown_type", refusal.value, refusal.said, value=value, known=known
        )
    else:
        yield fault(where, "not_one_of", value=value, known=known)


def _wrong_string(refusal: _Refusal) -> Iterator[Fault]:
    where, value = refusal.where, refusal.value
    if not value.strip():
        yield fault(where, "empty", key=refusal.key)
    elif refusal.said == language_schema()["$defs"]["language"]["pattern"]:
        yield fault(where, "wrong_language", value=shown(value))
    elif refusal.key == "was":
        yield fault(where, "wrong_former_id", value=shown(value))
    else:
        yield fault(where, "wrong_id", value=shown(value), near=_snake_case(value))


def _not_here(refusal: _Refusal) -> Iterator[Fault]:
    """A word of the language, in a place where it means nothing."""
    where, key = refusal.where, refusal.key
    if refusal.said:
        yield fault(where, "reserved_id", value=refusal.value)
    elif key in ("sum", "future"):
        yield fault(where, "only_in_warnings", key=key)
    elif key == "id":
        yield fault(where, "id_in_detail")
    elif key == "was":
        yield fault(where, "was_in_detail")
    else:
        kind = _type_around(where, refusal.whole)
        yield fault(where, "not_for_type", key=key, type=kind, only=_ONLY[key])


def _twice(refusal: _Refusal) -> Iterator[Fault]:
    yield fault(refusal.where, "twice", key=refusal.key)


def _empty(refusal: _Refusal) -> Iterator[Fault]:
    yield fault(refusal.where, "empty", key=refusal.key)


def _refused(refusal: _Refusal) -> Iterator[Fault]:
    yield fault(refusal.where, "refused", key=refusal.key, value=shown(refusal.value))


_SENTENCES: Mapping[str, Callable[[_Refusal], Iterator[Fault]]] = {
    "additionalProperties": _unknown_keys,
    "dependentRequired": _message_alone,
    "enum": _not_among,
    "minItems": _empty,
    "minProperties": _empty,
    "not": _not_here,
    "pattern": _wrong_string,
    "required": _lacking_keys,
    "type": _wrong_type,
    "uniqueItems": _twice,
}
"""What is said where a keyword of JSON Schema refuses something."""


def _type_around(where: Place, data: Any) -> str:
    """The type of the item that a place is in."""
    found = ""
    for step in where[:-1]:
        data = data[step]
        if isinstance(data, Mapping) and "type" in data:
            found = str(data["type"])
    return found


def _snake_case(text: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
    return words if words and words[0].isalpha() else f"item_{words}".rstrip("_")
