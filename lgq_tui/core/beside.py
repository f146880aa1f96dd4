"""The JSON Schema of what a response file says beside answers, whatever is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from lgq_tui.core import carried, packets, part, queries, rounds, sources, verification

Schema = dict[str, Any]


def entries() -> dict[str, Schema]:
    """The entries of a response file, from the notes on; they refer to `definitions`."""
    text: Schema = {"type": "string"}
    acceptance = {
        "type": "object",
        "required": ["warning", "reason"],
        "additionalProperties": False,
        "properties": {"warning": text, "reason": text},
    }
    return {
        "notes": {"type": "object", "additionalProperties": text},
        "accepted": {
            "type": "object",
            "title": "Warnings that a person let stand, by the path of the answer",
            "additionalProperties": {"type": "array", "items": acceptance},
        },
        "sources": {
            "type": "object",
            "title": "Where an answer came from, by the dotted id of the item",
            "additionalProperties": {"$ref": "#/$defs/source"},
        },
        "queries": {
            "type": "object",
            "title": "Questions back to the respondent, by the dotted id of the item",
            "additionalProperties": {"type": "array", "items": {"$ref": "#/$defs/query"}},
        },
        "carried": {
            "type": "object",
            "title": "What became of the answers of an earlier round, by the dotted id of the item",
            "additionalProperties": {"$ref": "#/$defs/carried"},
        },
        "verified": {
            "type": "object",
            "title": "What came of second entries, by the dotted id of the item",
            "additionalProperties": {"$ref": "#/$defs/verification"},
        },
        "packets": {
            "type": "object",
            "title": "The parts that others filled and were merged, by the id of each",
            "additionalProperties": {"$ref": "#/$defs/packet"},
        },
        "previous": {"$ref": "#/$defs/previous"},
    }


def finished() -> dict[str, Schema]:
    """What has to hold of these entries besides, once a response is completed."""
    confirmed = {"properties": {"status": {"const": carried.CONFIRMED}}}
    return {"carried": {"additionalProperties": confirmed}}


def definitions() -> dict[str, Schema]:
    """What these entries, and `part`, are made of, by name."""
    return {**_remarks(), **_of_several()}


def _remarks() -> dict[str, Schema]:
    """What is said beside answers; entries that are not named here are kept as they are."""
    text: Schema = {"type": "string"}
    status = {"enum": list(queries.STATUSES)}
    asked = {"required": ["text"], "properties": {"text": {"minLength": 1}}}
    remark = {
        "type": "object",
        "required": ["at"],
        "anyOf": [{"required": ["text"]}, {"required": ["status"]}],
        "properties": {**dict.fromkeys(queries.TEXTS, text), "status": status},
    }
    return {
        "source": {
            "type": "object",
            "required": ["mode"],
            "properties": {
                "mode": {"enum": list(sources.ALL_MODES)},
                **dict.fromkeys(sources.TEXTS, text),
            },
        },
        "query": {
            "type": "object",
            "required": ["status", "thread"],
            "properties": {
                "status": status,
                "label": {**text, "title": "The number under which it went out, for ever its own"},
                "thread": {
                    "type": "array",
                    "title": "What was asked, and what was said or done about it since",
                    "minItems": 1,
                    "prefixItems": [{"$ref": "#/$defs/remark", **asked}],
                    "items": {"$ref": "#/$defs/remark"},
                },
            },
        },
        "remark": remark,
    }


def _of_several() -> dict[str, Schema]:
    """What is said where several people have a hand in a response."""
    anything: Schema = {"type": "object"}
    return {
        "carried": _entry({"status": carried.STATUSES}, ("by", "at")),
        "verification": _entry(
            {"outcome": verification.OUTCOMES},
            verification.TEXTS,
            dict.fromkeys(verification.SIDES, anything),
        ),
        "packet": _entry(
            {},
            packets.TEXTS,
            {"said": {"type": "object", "additionalProperties": {"type": "string"}}},
            needed=("digest",),
        ),
        "part": _entry(
            {"kind": part.KINDS},
            part.TEXTS,
            {
                "items": {"type": "array", "items": {"type": "string"}},
                "context": anything,
                "base": anything,
            },
            needed=("of", "items"),
        ),
        "previous": {
            "title": "What the response of an earlier round said",
            **_entry({}, ("id", "modified"), _of_round(), needed=("id", "questionnaire")),
        },
    }


def _of_round() -> dict[str, Schema]:
    """What stands in `previous` besides texts."""
    text: Schema = {"type": "string"}
    to = {"type": "array", "items": text}
    kept = _entry({"why": rounds.WHYS}, ("missing", "note"), {"value": True, "to": to})
    return {
        "questionnaire": _entry({}, ("id", "version"), needed=("id", "version")),
        "answers": {"type": "object"},
        "missing": {"type": "object", "additionalProperties": text},
        "kept": {
            "type": "object",
            "title": "What had no place, by the path of the answer then",
            "additionalProperties": kept,
        },
    }


def _entry(
    words: Mapping[str, tuple[str, ...]],
    texts: Iterable[str],
    others: Mapping[str, Schema | bool] = MappingProxyType({}),
    needed: Iterable[str] = (),
) -> Schema:
    """An object with `words`, each one of a few, texts and others, and nothing else."""
    return {
        "type": "object",
        "required": [*words, *needed],
        "additionalProperties": False,
        "properties": {
            **{key: {"enum": list(known)} for key, known in words.items()},
            **{key: {"type": "string"} for key in texts},
            **others,
        },
    }
