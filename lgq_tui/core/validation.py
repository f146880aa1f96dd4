"""The JSON Schema validator, as everything here uses it: 2020-12, formats checked, no network.

What it judges, and part of what it judges by, may be of anybody's making. So nothing in it takes
longer than the values are long.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cache
from itertools import starmap
from typing import Any

from lgq_tui.core.patterns import flaw

FORMATS = ("date", "email", "idn-email", "ipv4", "ipv6", "uuid")
"""What is checked. Others need libraries that are not there, or take long on long texts."""


def validator(schema: Mapping[str, Any]) -> Any:
    """A validator for a `schema` of our own; a reference to anything outside of it is an error.

    The library would fetch such a reference from the network; the empty registry forbids it.
    """
    from referencing import Registry

    kind, formats = _kind()
    return kind(schema, registry=Registry(), format_checker=formats)


def fragment_validator(fragment: Mapping[str, Any]) -> Any:
    """A validator for a fragment of a definition; one that lint would refuse is never met."""
    return validator(fragment if _is_harmless(fragment) else {"not": {}})


_DATA = frozenset({"const", "default", "enum", "examples"})
_NAMED = frozenset({"dependentSchemas", "patternProperties", "properties"})
_ENDLESS = frozenset({"unevaluatedItems", "unevaluatedProperties"})


def _is_harmless(fragment: Any) -> bool:
    """Whether it can be run on any answer: nothing in it leads out of it, or takes for ever.

    Lint says so with its place. Here it holds for whatever did not come by lint.
    """
    if isinstance(fragment, list):
        return all(map(_is_harmless, fragment))
    return not isinstance(fragment, Mapping) or all(starmap(_says_no_harm, fragment.items()))


def _says_no_harm(keyword: str, said: Any) -> bool:
    if keyword in _DATA:
        return True
    if keyword == "pattern":
        return isinstance(said, str) and flaw(said) is None
    if keyword in _NAMED and isinstance(said, Mapping):
        names = said if keyword == "patternProperties" else ()
        return not any(map(flaw, names)) and all(map(_is_harmless, said.values()))
    if keyword in _ENDLESS or (keyword.startswith("$") and keyword != "$comment"):
        return False
    return _is_harmless(said)


@cache
def _kind() -> tuple[Any, Any]:
    from jsonschema import Draft202012Validator, FormatChecker, validators

    choosing = Draft202012Validator.VALIDATORS["oneOf"]
    keywords = {"uniqueItems": _unique, "oneOf": lambda *said: _one_of(choosing, *said)}
    extend: Callable[..., Any] = validators.extend
    return extend(Draft202012Validator, keywords), FormatChecker(FORMATS)


def _unique(validator: Any, wanted: Any, instance: Any, schema: Any) -> Iterator[Any]:
    """The library compares each with each where not all are of one kind."""
    from jsonschema import ValidationError

    is_judged = wanted is True and isinstance(instance, list)
    if is_judged and len(set(map(_mark, instance))) < len(instance):
        yield ValidationError("twice")


def _mark(value: Any) -> Hashable:
    """The same for values that are equal as JSON Schema has it: 1 is 1.0, true is not 1."""
    if isinstance(value, Mapping):
        return frozenset((key, _mark(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return tuple(map(_mark, value))
    return isinstance(value, bool), value


def _one_of(choosing: Any, validator: Any, options: Any, *said: Any) -> Iterator[Any]:
    """One of some texts, as of choices and countries, without a validator for each of them."""
    from jsonschema import ValidationError

    instance = said[0]
    texts = [option.get("const") for option in options if option.keys() <= {"const", "title"}]
    if len(texts) < len(options) or not all(type(text) is str for text in texts):
        yield from choosing(validator, options, *said)
    elif not isinstance(instance, str) or texts.count(instance) != 1:
        yield ValidationError("not one of them")
