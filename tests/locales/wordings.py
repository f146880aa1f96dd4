"""What the code says, read off its syntax, to compare it with the catalogues."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PREFIXES = {"fault": "definition.", "fault_with_near": "definition."}
"""Functions that put something before the key which they are given."""

_KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
_HOLE = "\0"


@dataclass(frozen=True, slots=True)
class Said:
    """A key that the code says; the names of its values, None where they cannot be read off."""

    key: str
    values: frozenset[str] | None
    place: str


def said(folder: Path) -> Iterator[Said]:
    """Every `Message("x.y", {...})`, `say("x.y", ...)` and `fault(where, "y", ...)`."""
    for path, node in _nodes(folder):
        if isinstance(node, ast.Call):
            yield from _said_in_call(node, f"{path.relative_to(folder)}:{node.lineno}")


def mentioned(folder: Path) -> tuple[set[str], list[re.Pattern[str]]]:
    """All strings of the code that look like keys, and the patterns of those put together.

    `f"status.{status}"` is a pattern: what is in the braces may be any word.
    """
    literals: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    for _, node in _nodes(folder):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if _KEY.fullmatch(node.value) and not node.value.endswith(".json"):
                literals.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            parts = [p.value if isinstance(p, ast.Constant) else _HOLE for p in node.values]
            text = "".join(map(str, parts))
            if _is_pattern(text):
                patterns.append(re.compile(re.escape(text).replace(_HOLE, "[a-z0-9_]+")))
    literals.update(one.key for one in said(folder))
    return literals, patterns


def _is_pattern(text: str) -> bool:
    # What the functions of PREFIXES put together is read off their calls instead.
    own = any(text == prefix + _HOLE for prefix in PREFIXES.values())
    return not own and bool(re.search(rf"[a-z]\.{_HOLE}|{_HOLE}\.[a-z]", text))


def _nodes(folder: Path) -> Iterator[tuple[Path, ast.AST]]:
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            yield path, node


def _said_in_call(call: ast.Call, place: str) -> Iterator[Said]:
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name in PREFIXES and len(call.args) > 1:
        for word in _words(call.args[1]):
            yield Said(PREFIXES[name] + word, None, place)
            if name.endswith("_near"):
                yield Said(f"{PREFIXES[name]}{word}_near", None, place)
    elif name in {"Message", "say"} and call.args:
        for word in _words(call.args[0]):
            yield Said(word, _values(call, name), place)


def _words(node: ast.expr) -> Iterator[str]:
    """The literal strings that an argument can be."""
    if isinstance(node, ast.IfExp):
        yield from _words(node.body)
        yield from _words(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _values(call: ast.Call, name: str) -> frozenset[str] | None:
    if name == "say":
        names = [keyword.arg for keyword in call.keywords]
        return None if None in names else frozenset(filter(None, names))
    if len(call.args) + len(call.keywords) < 2:
        return frozenset()
    values = call.args[1] if len(call.args) > 1 else call.keywords[0].value
    if not isinstance(values, ast.Dict):
        return None
    keys = [key.value if isinstance(key, ast.Constant) else None for key in values.keys]
    return None if None in keys else frozenset(map(str, keys))
