"""The form of a definition: what its JSON Schema refuses, in our words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lgq_tui.core.language.faults import Fault, Place, fault, fault_with_near, listed, shown

_TYPES = {
    ("array",): "not_a_list",
    ("boolean",): "not_a_flag",
    ("boolean", "object"): "not_a_detail",
    ("number", "object"): "not_a_number_or_fragment",
    ("object",): "not_a_mapping",
    ("string",): "not_a_string",
    ("string", "object"): "not_a_text",
    ("string", "number", "boolean", "object"): "not_an_answer",
}
_EMPTY = ("minItems", "minLength", "minProperties")
_CONDITIONS = ("relevant", "when", "not", "all_of", "any_of")
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
        yield from _translated(error, data)


def _translated(error: Any, data: Any) -> Iterator[Fault]:
    """One error of the validator as faults."""
    where: Place = tuple(error.absolute_path)
    value = error.instance
    if "propertyNames" in error.absolute_schema_path:
        where = (*where, value)
    match error.validator:
        case "type":
            yield _wrong_type(where, value, tuple(_as_list(error.validator_value)))
        case "additionalProperties":
            known = list(error.schema["properties"])
            for key in value.keys() - known:
                yield fault_with_near((*where, key), "unknown_key", key, known, key=key)
        case "required":
            for key in error.validator_value:
                if key not in value:
                    yield fault(where, "lacks_key", key=key)
        case "dependentRequired":
            yield fault((*where, "constraint_message"), "message_without_constraint")
        case "enum" if where[-1] == "type":
            known = error.validator_value
            values = {"value": shown(value), "known": listed(known)}
            yield fault_with_near(where, "unknown_type", value, known, **values)
        case "enum":
            yield fault(
                where, "not_one_of", value=shown(value), known=listed(error.validator_value)
            )
        case "pattern":
            yield _wrong_string(where, value, error.schema)
        case "not" if error.validator_value:
            yield fault(where, "reserved_id", value=value)
        case "not":
            yield _not_here(where, data)
        case "uniqueItems":
            yield fault(where, "twice", key=where[-1])
        case _ if error.validator in _EMPTY:
            yield fault(where, "empty", key=_key(where))
        case _:
            yield fault(where, "refused", key=_key(where), value=shown(value))


def _wrong_type(where: Place, value: Any, wanted: tuple[str, ...]) -> Fault:
    key = _key(where)
    if not where:
        return fault(where, "not_a_definition")
    if value is None:
        return fault(where, "empty", key=key)
    is_scalar = isinstance(value, bool | int | float)
    if is_scalar and wanted[0] == "string":
        return fault(where, "needs_quotes", key=key, value=shown(value))
    name = _TYPES.get(wanted, "refused")
    if name == "not_a_mapping" and key in _CONDITIONS:
        name = "not_a_condition"
    return fault(where, name, key=key, value=shown(value))


def _wrong_string(where: Place, value: str, schema: Mapping[str, Any]) -> Fault:
    definitions = language_schema()["$defs"]
    if not value.strip():
        return fault(where, "empty", key=_key(where))
    if schema.get("pattern") == definitions["language"]["pattern"]:
        return fault(where, "wrong_language", value=shown(value))
    return fault(where, "wrong_id", value=shown(value), near=_snake_case(value))


def _not_here(where: Place, data: Any) -> Fault:
    """A key that the language has, in a place where it means nothing."""
    key = str(where[-1])
    if key in ("sum", "future"):
        return fault(where, "only_in_warnings", key=key)
    if key == "id":
        return fault(where, "id_in_detail")
    return fault(where, "not_for_type", key=key, type=_type_around(where, data), only=_ONLY[key])


def _type_around(where: Place, data: Any) -> str:
    """The type of the item that a place is in."""
    found = ""
    for step in where[:-1]:
        data = data[step]
        if isinstance(data, Mapping) and "type" in data:
            found = str(data["type"])
    return found


def _key(where: Place) -> str:
    """The last key on the way to a place; the entries of a list are spoken of by its name."""
    return next((step for step in reversed(where) if isinstance(step, str)), "")


def _snake_case(text: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
    return words if words and words[0].isalpha() else f"item_{words}".rstrip("_")


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
