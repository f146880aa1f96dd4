"""The JSON Schema validator, as everything here uses it: 2020-12, formats checked, no network.

What it judges, and part of what it judges by, may be of anybody's making. So nothing in it takes
longer than the values are long.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cache
from itertools import starmap
from typing import Any

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
    from lgq_tui.core.patterns import flaw  # not needed before the first screen

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

    keywords = {
        "uniqueItems": _unique,
        "oneOf": _OneOf(Draft202012Validator.VALIDATORS["oneOf"]),
    }
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


class _OneOf:
    """One of some texts, as of choices and countries, without a validator for each of them."""

    def __init__(self, otherwise: Any) -> None:
        self._otherwise = otherwise
        self._texts: dict[int, tuple[Any, frozenset[str] | None]] = {}

    def __call__(self, validator: Any, options: Any, instance: Any, schema: Any) -> Iterator[Any]:
        from jsonschema import ValidationError

        # With the options themselves, so that no others can come to have their number.
        known, texts = self._texts.get(id(options), (None, None))
        if known is not options:
            texts = _texts(options)
            if len(self._texts) > _MOST_KNOWN:
                self._texts.clear()
            self._texts[id(options)] = (options, texts)
        if texts is None:
            yield from self._otherwise(validator, options, instance, schema)
        elif not isinstance(instance, str) or instance not in texts:
            yield ValidationError("not one of them")


_MOST_KNOWN = 1_000
_OF_A_TEXT = frozenset({"const", "title"})


def _texts(options: Any) -> frozenset[str] | None:
    """The texts that each of some options consists of, None where they are something else."""
    known = (one for one in options if isinstance(one, Mapping) and one.keys() <= _OF_A_TEXT)
    texts = [option.get("const") for option in known]
    distinct = frozenset(text for text in texts if isinstance(text, str))
    return distinct if len(distinct) == len(options) else None
