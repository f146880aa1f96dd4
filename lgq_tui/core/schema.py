"""The JSON Schema (2020-12) of a whole response file, made from a questionnaire.

It says to any validator what the engine says on screen: values of relevant items have the form of
their answer type; once the status is not `in-progress`, every relevant required item has an answer
or a missing reason, and nothing stands there that is not asked.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from lgq_tui.core import beside
from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.clauses import ALWAYS, NEVER, Asked, Atom, apart, atoms, decided, simple, units
from lgq_tui.core.conditions import AllOf, Always, AnyOf, Condition, Matches, Not
from lgq_tui.core.definition import MISSING_REASONS, Item, Questionnaire
from lgq_tui.core.relevance import in_whole_groups
from lgq_tui.core.response import AMENDED, COMPLETED, FORMAT, STATUSES
from lgq_tui.core.wording import plain

Schema = dict[str, Any]
Step = tuple[str, bool]
"""The id of an item on the way down, and whether it is a list."""


def response_schema(questionnaire: Questionnaire) -> Schema:
    """The schema of the response files of one questionnaire."""
    rules = _Rules(questionnaire)
    always = (*rules.values(), *rules.absences(in_whole_groups(questionnaire)))
    finished = (*rules.absences(questionnaire.by_path), *rules.contents())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:lgq:{questionnaire.id}:{questionnaire.version}:response",
        "title": f"{plain(questionnaire.title)}: response",
        "description": (
            f"A response file ({FORMAT}) of the questionnaire {questionnaire.id}, version"
            f" {questionnaire.version}. Made by lgq schema; not edited by hand."
        ),
        "type": "object",
        "required": ["format", "id", "questionnaire", "status", "answers"],
        "additionalProperties": False,
        "properties": _envelope(questionnaire),
        **({"allOf": [{"properties": {"answers": rule}} for rule in always]} if always else {}),
        "if": {
            "properties": {"status": {"enum": [COMPLETED, AMENDED]}},
            "required": ["status"],
        },
        "then": {
            "allOf": [
                *rules.requirements(),
                *({"properties": {"answers": rule}} for rule in finished),
                {"properties": beside.finished()},
            ]
        },
        "$defs": {
            "missing_reason": {"enum": list(MISSING_REASONS)},
            **beside.definitions(),
            **_types(questionnaire),
            **rules.definitions(),
        },
    }


def _envelope(questionnaire: Questionnaire) -> dict[str, Schema]:
    text: Schema = {"type": "string"}
    anything: Schema = {"type": "object"}
    return {
        "format": {"const": FORMAT},
        "id": {"type": "string", "minLength": 1, "title": "Id of this response, for ever"},
        "questionnaire": {
            "type": "object",
            "required": ["id", "version"],
            "additionalProperties": False,
            "properties": {
                "id": {"const": questionnaire.id},
                "version": {"const": questionnaire.version},
                "digest": text,
            },
        },
        "status": {"enum": list(STATUSES)},
        "language": text,
        "created": text,
        "modified": text,
        "authors": {"type": "array"},
        "position": text,
        "part": {"$ref": "#/$defs/part"},
        "answers": _group(questionnaire.items),
        "missing": {
            "type": "object",
            "title": "Why there is no answer, by the dotted id of the item",
            "properties": {item.path: _reasons(item) for item in _outside_lists(questionnaire)},
            "additionalProperties": False,
        },
        **beside.entries(),
        "aside": anything,
        "seal": anything,
    }


def _reasons(item: Item) -> Schema:
    if item.missing_reasons == MISSING_REASONS:
        return {"$ref": "#/$defs/missing_reason"}
    return {"enum": list(item.missing_reasons)}


def _group(items: Iterable[Item]) -> Schema:
    """An object of answers; what is asked on a condition is judged by a rule of its own."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            item.id: _value(item) if isinstance(item.relevant, Always) else True for item in items
        },
    }


def _value(item: Item) -> Schema:
    one = {"title": plain(item.label), **(_group(item.items) if item.is_group else _one(item))}
    if item.constraint is not None:
        one["allOf"] = [*one.get("allOf", ()), dict(item.constraint)]
    if not item.repeat:
        return one
    title = one.pop("title")
    return {"title": title, "type": "array", "minItems": 1, "items": one}


def _one(item: Item) -> Schema:
    """One value: what all items of a type share stands once in the schema."""
    if item.choices:
        return dict(ANSWER_TYPES[item.type].schema(item))
    return {"$ref": f"#/$defs/type_{item.type}"}


def _types(questionnaire: Questionnaire) -> dict[str, Schema]:
    """The schemas that `_one` refers to."""
    found = {
        item.type: ANSWER_TYPES[item.type].schema(item)
        for item in questionnaire.by_path.values()
        if not item.is_group and not item.choices
    }
    return {f"type_{name}": found[name] for name in ANSWER_TYPES if name in found}


class _Rules:
    """The rules that hang on conditions.

    A condition becomes `if` and `then` at the smallest object that holds all it looks at. Where one
    in an element of a list looks both inside and outside of the element, no single object will do:
    what is outside is decided first, case by case, and what is inside under each case.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._items = questionnaire.by_path
        self._listed = questionnaire.listed
        self._effective: dict[str, Condition] = {}
        self._named: set[str] = set()

    def values(self) -> Iterator[Schema]:
        """On `answers`: the form of what is asked on a condition, where it is asked."""
        for item in self._conditioned():
            rule = {"properties": {item.id: _value(item)}}
            yield self._under(self.effective(item), self._around(item), rule)

    def absences(self, paths: Container[str]) -> Iterator[Schema]:
        """On `answers`: of these items, those that are not asked have no answer."""
        for item in self._conditioned():
            if item.path not in paths:
                continue
            rule = {"properties": {item.id: False}}
            yield self._under(Not(self.effective(item)), self._around(item), rule)

    def contents(self) -> Iterator[Schema]:
        """On `answers`: the elements of lists are not empty."""
        for item in self._items.values():
            if item.is_group and item.repeat:
                way = [*self._around(item), (item.id, True)]
                yield _nested(way, {"minProperties": 1})

    def requirements(self) -> Iterator[Schema]:
        """On the whole file: what is required and asked has an answer or a missing reason.

        In an element of a list only an answer will do.
        """
        for item in self._items.values():
            if not item.required:
                continue
            around = self._around(item)
            lists = [depth for depth, (_, is_list) in enumerate(around, start=1) if is_list]
            inner = lists[-1] if lists else 0
            rule = _present(item.path.split(".")[inner:])
            condition = self.effective(item)
            if lists:
                yield {"properties": {"answers": self._under(condition, around[:inner], rule)}}
                continue
            ids = item.path.split(".")
            excuses = [".".join(ids[:depth]) for depth in range(len(ids), 0, -1)]
            either = {
                "anyOf": [
                    {"properties": {"answers": rule}},
                    {
                        "required": ["missing"],
                        "properties": {
                            "missing": {"anyOf": [{"required": [path]} for path in excuses]}
                        },
                    },
                ]
            }
            schema = _condition(simple(condition), 0)
            yield (
                either
                if schema is True
                else {
                    "if": {"properties": {"answers": schema}},
                    "then": either,
                }
            )

    def definitions(self) -> dict[str, Schema]:
        """On `answers`: when an item is asked, for those on which that of others hangs."""
        named: dict[str, Schema] = {}
        waiting = list(self._named)
        while waiting:
            path = waiting.pop()
            if path not in named:
                schema = _condition(self._spelt_out(self._items[path]), 0)
                assert isinstance(schema, dict)
                named[path] = schema
                waiting.extend(self._named - named.keys())
        return {_name(path): named[path] for path in self._items if path in named}

    def effective(self, item: Item) -> Condition:
        """When an item is asked, with all that this hangs on: its groups and what they look at."""
        if item.path not in self._effective:
            condition = self._spelt_out(item)
            if condition != ALWAYS and item.path not in self._listed:
                self._named.add(item.path)
                condition = Asked(item.path)
            self._effective[item.path] = condition
        return self._effective[item.path]

    def _spelt_out(self, item: Item) -> Condition:
        parent = self._items.get(item.path.rpartition(".")[0])
        own = self._seen(item.relevant)
        return simple(own if parent is None else AllOf((self.effective(parent), own)))

    def _seen(self, condition: Condition) -> Condition:
        """A condition in which an answer counts only where its item is asked."""
        match condition:
            case Matches(path):
                return simple(AllOf((condition, self.effective(self._items[path]))))
            case AllOf(parts):
                return AllOf(tuple(map(self._seen, parts)))
            case AnyOf(parts):
                return AnyOf(tuple(map(self._seen, parts)))
            case Not(part):
                return Not(self._seen(part))
            case _:
                return condition

    def _conditioned(self) -> Iterator[Item]:
        return (item for item in self._items.values() if not isinstance(item.relevant, Always))

    def _around(self, item: Item) -> list[Step]:
        """The way from the top to the object in which the item stands."""
        ids = item.path.split(".")[:-1]
        return [
            (name, self._items[".".join(ids[: depth + 1])].repeat) for depth, name in enumerate(ids)
        ]

    def _under(self, condition: Condition, way: list[Step], rule: Schema, start: int = 0) -> Schema:
        """`rule` for the object at the end of `way`, where the condition holds.

        The schema is for the object at `start` steps down: the top, or an element of a list.
        """
        condition = simple(condition)
        end = next((i + 1 for i in range(start, len(way)) if way[i][1]), None)
        ids = [name for name, _ in way[:end]]

        def is_inside(atom: Atom) -> bool:
            return end is not None and _is_within(atom.path, ids)

        if not any(map(is_inside, atoms(condition))):
            schema = _condition(condition, start)
            body = _nested(way[start:], rule)
            return body if schema is True else {"if": schema, "then": body}
        condition = apart(condition, is_inside)
        outside = units(condition, is_inside)
        cases = []
        for truths in product((True, False), repeat=len(outside)):
            rest = simple(decided(condition, dict(zip(map(id, outside), truths, strict=True))))
            if rest == NEVER:
                continue
            body = _nested(way[start:end], self._under(rest, way, rule, end or 0))
            when = [
                _condition(unit if truth else Not(unit), start)
                for unit, truth in zip(outside, truths, strict=True)
            ]
            cases.append({"if": {"allOf": when}, "then": body} if when else body)
        return {"allOf": cases} if cases else {}


def _outside_lists(questionnaire: Questionnaire) -> Iterator[Item]:
    """The items that are there once: everything but what stands in elements of lists."""

    def walk(items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            yield item
            if not item.repeat:
                yield from walk(item.items)

    return walk(questionnaire.items)


def _name(path: str) -> str:
    return f"asked:{path}"


def _is_within(path: str, ids: list[str]) -> bool:
    return path.startswith(".".join(ids) + ".")


def _nested(way: list[Step], schema: Schema) -> Schema:
    for name, is_list in reversed(way):
        schema = {"properties": {name: {"items": schema} if is_list else schema}}
    return schema


def _present(ids: list[str], schema: Schema | bool = True) -> Schema:
    """An object in which the answer at the end of `ids` is there and valid under `schema`."""
    found: Schema | bool = schema
    for name in reversed(ids):
        found = {"type": "object", "required": [name], "properties": {name: found}}
    assert isinstance(found, dict)
    return found


def _condition(condition: Condition, start: int) -> Schema | bool:
    """A condition as a schema for the object `start` steps down; True where it always holds."""
    match condition:
        case Asked(path):
            return {"$ref": f"#/$defs/{_name(path)}"}
        case Matches(path, fragment):
            return _present(path.split(".")[start:], _not_null(fragment))
        case AllOf(parts):
            return {"allOf": [_condition(part, start) for part in parts]}
        case AnyOf(parts):
            return {"anyOf": [_condition(part, start) for part in parts]}
        case Not(part):
            return {"not": _condition(part, start)}
        case _:
            return True


def _not_null(fragment: Mapping[str, Any]) -> Schema:
    """To the engine null is no answer; `const` and `enum` refuse it of themselves."""
    if fragment.keys() <= {"const", "enum"}:
        return dict(fragment)
    return {"allOf": [{"not": {"type": "null"}}, dict(fragment)]}
