"""The JSON Schema fragments of a definition: whether they are sound, and could ever be met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.conditions import is_number
from lgq_tui.core.definition import GROUP, Choice, Item
from lgq_tui.core.language.faults import Fault, Place, fault, fault_with_near, listed, shown
from lgq_tui.core.language.outline import Entry, mappings
from lgq_tui.core.language.resolution import Resolution, Use
from lgq_tui.core.messages import Message
from lgq_tui.core.patterns import LONG, SLOW, UNKNOWN, flaw
from lgq_tui.core.validation import FORMATS, validator

Schema = Mapping[str, Any]

# The keywords that a fragment may hold, by the kind of value on which they say something.
# References and identifiers are not among them: a fragment stands for itself. Nor is what depends
# on how the rest was judged (unevaluatedItems): fragments in each other would take for ever.
_SAYS: Mapping[str, tuple[str, ...]] = {
    "number": ("multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"),
    "string": ("maxLength", "minLength", "pattern", "format"),
    "array": (
        "contains", "items", "maxContains", "maxItems", "minContains", "minItems", "prefixItems",
        "uniqueItems",
    ),
    "object": (
        "additionalProperties", "dependentRequired", "dependentSchemas", "maxProperties",
        "minProperties", "patternProperties", "properties", "propertyNames", "required",
    ),
    "": (
        "$comment", "allOf", "anyOf", "const", "default", "description", "else", "enum", "examples",
        "if", "not", "oneOf", "then", "title", "type",
    ),
}  # fmt: skip
_KIND_OF = {keyword: kind for kind, keywords in _SAYS.items() for keyword in keywords}

_SAME_VALUE = ("allOf", "anyOf", "else", "if", "not", "oneOf", "then")
_ELEMENTS = ("contains", "items", "prefixItems")
_NAMED = ("dependentSchemas", "patternProperties", "properties")
_OTHERS = ("additionalProperties", "propertyNames")


_MOST_PATTERNS = 200
"""To see through one takes a millisecond, but for the oddest a few hundred."""


def fragment_faults(resolution: Resolution) -> Iterator[Fault]:
    """What is wrong with the constraints, and with what conditions ask of answers."""
    patterns = set[str]()
    for use in resolution.uses:
        if use.entry.type in ANSWER_TYPES or use.entry.type == GROUP:
            yield from _Judge(use, patterns).faults()


class _Judge:
    """Judges one fragment against the schema of the values that it is about.

    `patterns` are those of the whole definition so far.
    """

    def __init__(self, use: Use, patterns: set[str]) -> None:
        self._use = use
        self._patterns = patterns
        self._validators: dict[int, Any] = {}
        self._values = _values(use.entry, one=use.is_constraint)

    def faults(self) -> Iterator[Fault]:
        use = self._use
        unsound = list(_unsound(use.fragment, use.where))
        yield from unsound or self._look(use.fragment, self._values, use.where)

    def _look(self, fragment: Any, values: Schema | None, where: Place) -> Iterator[Fault]:
        """The faults of a fragment on `values`, None where nothing is known of them."""
        if isinstance(fragment, Mapping):
            for keyword, said in fragment.items():
                yield from self._keyword(keyword, said, values, (*where, keyword))

    def _keyword(
        self, keyword: str, said: Any, values: Schema | None, where: Place
    ) -> Iterator[Fault]:
        kind = _KIND_OF.get(keyword)
        if kind is None:
            yield fault_with_near(where, "unknown_keyword", keyword, _KIND_OF, keyword=keyword)
        elif kind and values is not None and kind != _kind(values):
            yield fault(where, "idle_keyword", keyword=keyword, **self._named())
        elif keyword in ("const", "enum") and values is not None:
            for value in said if keyword == "enum" else [said]:
                yield from self._possible(value, values, where)
        elif keyword == "pattern":
            yield from self._pattern_faults(said, where)
        elif keyword == "format" and said not in FORMATS:
            yield fault_with_near(
                where, "unknown_format", said, FORMATS, value=shown(said), known=listed(FORMATS)
            )
        else:
            if keyword == "patternProperties":
                for name in said:
                    yield from self._pattern_faults(name, (*where, name))
            about = _about(keyword, values)
            for inner, place in _inner(keyword, said, where):
                yield from self._look(inner, about, place)

    def _pattern_faults(self, pattern: str, where: Place) -> Iterator[Fault]:
        """What keeps a pattern from being run on answers, which may be long and odd."""
        self._patterns.add(pattern)
        if len(self._patterns) > _MOST_PATTERNS:
            yield fault(where, "many_patterns", most=_MOST_PATTERNS)
        elif (found := flaw(pattern)) is not None:
            values = {"value": shown(pattern), "rest": shown(pattern[found.sign :])}
            yield Fault(where, Message(_FLAWS[found.kind], values))

    def _possible(self, value: Any, values: Schema, where: Place) -> Iterator[Fault]:
        if self._is_valid(value, values):
            return
        named = self._named() | {"value": shown(value)}
        known = [option["const"] for option in values.get("oneOf", ())]
        if _kind(values) == "boolean":
            yield fault(where, "not_yes_or_no", **named)
        elif known and isinstance(value, str):
            yield fault_with_near(
                where, "unknown_choice", value, known, known=listed(known), **named
            )
        else:
            yield fault(where, "impossible_value", **named)

    def _is_valid(self, value: Any, values: Schema) -> bool:
        if _kind(values) == "boolean":
            return isinstance(value, bool)
        if _kind(values) == "number" and not is_number(value):
            return False
        if id(values) not in self._validators:
            self._validators[id(values)] = validator(values)
        return bool(self._validators[id(values)].is_valid(value))

    def _named(self) -> dict[str, object]:
        return {"item": self._use.entry.path, "type": self._use.entry.type}


_FLAWS = {
    UNKNOWN: "definition.pattern_unknown",
    SLOW: "definition.pattern_slow",
    LONG: "definition.pattern_long",
}


def _about(keyword: str, values: Schema | None) -> Schema | None:
    """The schema of the values that the fragments in a keyword are about, if it is known."""
    if keyword in _ELEMENTS and values is not None:
        elements: Schema | None = values.get("items")
        return elements
    return values if keyword in _SAME_VALUE else None


def _inner(keyword: str, said: Any, where: Place) -> Iterator[tuple[Any, Place]]:
    """The fragments that a keyword holds, each with its place."""
    if keyword in _NAMED:
        yield from ((inner, (*where, name)) for name, inner in said.items())
    elif keyword in (*_SAME_VALUE, *_ELEMENTS, *_OTHERS):
        if isinstance(said, list):
            yield from ((inner, (*where, number)) for number, inner in enumerate(said))
        else:
            yield said, where


def _unsound(fragment: Schema, where: Place) -> Iterator[Fault]:
    """What the schema of JSON Schema refuses."""
    if fragment.keys() == {"const"}:
        return
    for error in _metaschema().iter_errors(fragment):
        place = tuple(error.absolute_path)
        name = next((step for step in reversed(place) if isinstance(step, str)), "")
        yield fault((*where, *place), "wrong_fragment", keyword=name, value=shown(error.instance))


@cache
def _metaschema() -> Any:
    from jsonschema import Draft202012Validator

    # Without formats: a pattern is not compiled before it is known what that would take.
    return Draft202012Validator(Draft202012Validator.META_SCHEMA)


def _values(entry: Entry, one: bool) -> Schema:
    """The schema of an answer to an entry, or of `one` value where the answer is a list of them."""
    schema: Schema = {"type": "object"}
    if entry.type != GROUP:
        choices = tuple(
            Choice(choice["id"], choice["id"])
            for _, choice in mappings(entry.data, "choices")
            if isinstance(choice.get("id"), str)
        )
        item = Item(entry.id, entry.path, entry.type, label="", choices=choices)
        schema = ANSWER_TYPES[entry.type].schema(item)
    return {"type": "array", "items": schema} if entry.repeat and not one else schema


def _kind(values: Schema) -> str:
    kind = str(values.get("type", "string"))
    return "number" if kind == "integer" else kind
