"""The JSON Schema validator, as everything here uses it: 2020-12, formats checked, no network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def validator(schema: Mapping[str, Any]) -> Any:
    """A validator for `schema`; a reference to anything outside the schema is an error.

    The library would fetch such a reference from the network; the empty registry forbids it.
    """
    from jsonschema import Draft202012Validator
    from referencing import Registry

    return Draft202012Validator(
        schema, registry=Registry(), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
