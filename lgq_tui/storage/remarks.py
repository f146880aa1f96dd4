"""The shape of what is said beside answers: where they came from, and what is asked back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lgq_tui.core import carried, packets, part, queries, rounds, sources, verification
from lgq_tui.core.messages import Message
from lgq_tui.storage import plain

Fault = tuple[plain.Place, Message]
"""Where in a document something is that does not belong there, and what to say of it."""

_MOST = 80
"""Signs of what stands in a file that are told."""


def source_faults(data: Any, place: plain.Place) -> Iterator[Fault]:
    """What keeps data from being the source of an answer, the most telling first."""
    if not isinstance(data, Mapping):
        yield place, no_entries(named(place))
        return
    if data.get("mode") not in sources.ALL_MODES:
        values = {"key": named((*place, "mode")), "mode": _shown(data.get("mode"))}
        yield (*place, "mode"), Message("response.unknown_mode", values)
    yield from text_faults({key: data[key] for key in sources.TEXTS if key in data}, place)


def carried_faults(data: Any, place: plain.Place) -> Iterator[Fault]:
    """What keeps data from saying what became of an answer that was carried over."""
    yield from _entry_faults(data, place, {"status": carried.STATUSES}, ("by", "at"))


def verification_faults(data: Any, place: plain.Place) -> Iterator[Fault]:
    """What keeps data from saying what came of a second entry."""
    words = {"outcome": verification.OUTCOMES}
    yield from _entry_faults(data, place, words, verification.TEXTS, verification.SIDES)
    for side in verification.SIDES:
        if isinstance(data, Mapping) and not isinstance(data.get(side, {}), Mapping):
            yield (*place, side), no_entries(named((*place, side)))


def packet_faults(data: Any, place: plain.Place) -> Iterator[Fault]:
    """What keeps data from saying which packet was merged."""
    yield from _entry_faults(data, place, {}, packets.TEXTS, ("said",))
    if not isinstance(data, Mapping):
        return
    if "digest" not in data:
        yield place, Message("response.lacks", {"key": named((*place, "digest"))})
    said, within = data.get("said", {}), (*place, "said")
    if isinstance(said, Mapping):
        yield from text_faults(said, within)
    else:
        yield within, no_entries(named(within))


def part_faults(data: Any, place: plain.Place) -> Iterator[Fault]:
    """What keeps data from saying which part of a response a file holds."""
    mappings = ("context", "base")
    yield from _entry_faults(data, place, {"kind": part.KINDS}, part.TEXTS, ("items", *mappings))
    if not isinstance(data, Mapping):
        return
    items = data.get("items")
    if not isinstance(items, list) or not all(isinstance(one, str) for one in items):
        yield (*place, "items"), Message("response.not_a_list", {"key": named((*place, "items"))})
    if "of" not in data:
        yield place, Message("response.lacks", {"key": named((*place, "of"))})
    for key in mappings:
        if not isinstance(data.get(key, {}), Mapping):
            yield (*place, key), no_entries(named((*place, key)))


def previous_faults(data: Any, place: plain.Place) -> Iterator[Fault]:
    """What keeps data from being what an earlier round said."""
    mappings = ("answers", "missing", "kept")
    yield from _entry_faults(data, place, {}, ("id", "modified"), ("questionnaire", *mappings))
    if not isinstance(data, Mapping):
        return
    for key in ("id", "questionnaire"):
        if key not in data:
            yield place, Message("response.lacks", {"key": named((*place, key))})
    asked = data.get("questionnaire", {})
    within = (*place, "questionnaire")
    yield from _entry_faults(asked, within, {}, ("id", "version"))
    for key in ("id", "version"):
        if isinstance(asked, Mapping) and key not in asked:
            yield within, Message("response.lacks", {"key": named((*within, key))})
    for key in mappings:
        if not isinstance(data.get(key, {}), Mapping):
            yield (*place, key), no_entries(named((*place, key)))
            return
    yield from text_faults(data.get("missing", {}), (*place, "missing"))
    for path, kept in data.get("kept", {}).items():
        yield from _kept_faults(kept, (*place, "kept", path))


def _kept_faults(data: Any, place: plain.Place) -> Iterator[Fault]:
    yield from _entry_faults(
        data, place, {"why": rounds.WHYS}, ("missing", "note"), ("value", "to")
    )
    to = data.get("to", []) if isinstance(data, Mapping) else []
    if not isinstance(to, list) or not all(isinstance(one, str) for one in to):
        yield (*place, "to"), Message("response.not_a_list", {"key": named((*place, "to"))})


def _entry_faults(
    data: Any,
    place: plain.Place,
    words: Mapping[str, tuple[str, ...]],
    texts: tuple[str, ...],
    others: tuple[str, ...] = (),
) -> Iterator[Fault]:
    """What is wrong with an entry that has `words`, each one of a few, `texts`, and `others`, but
    nothing else."""
    if not isinstance(data, Mapping):
        yield place, no_entries(named(place))
        return
    for key in data:
        if key not in (*words, *texts, *others):
            yield (*place, key), Message("response.unknown_key", {"key": named((*place, key))})
    for key, known in words.items():
        if data.get(key) not in known:
            values = {"key": named((*place, key)), "word": _shown(data.get(key))}
            words_of = {**values, "words": ", ".join(known)}
            yield (*place, key), Message("response.unknown_word", words_of)
    yield from text_faults({key: data[key] for key in texts if key in data}, place)


def query_faults(data: Any, place: plain.Place) -> Iterator[Fault]:
    """What keeps data from being the queries on an item, the most telling first."""
    if not isinstance(data, list):
        yield place, Message("response.not_a_list", {"key": named(place)})
        return
    for number, query in enumerate(data):
        yield from _query_faults(query, (*place, number))


def _query_faults(data: Any, place: plain.Place) -> Iterator[Fault]:
    if not isinstance(data, Mapping):
        yield place, no_entries(named(place))
        return
    if data.get("status") not in queries.STATUSES:
        values = {"key": named((*place, "status")), "status": _shown(data.get("status"))}
        yield (*place, "status"), Message("response.unknown_query_status", values)
    yield from text_faults({"label": data["label"]} if "label" in data else {}, place)
    thread, within = data.get("thread"), (*place, "thread")
    if not isinstance(thread, list) or not thread:
        yield within, Message("response.no_thread", {"key": named(within)})
        return
    for number, remark in enumerate(thread):
        if not _is_remark(remark, is_first=number == 0):
            where = (*within, number)
            yield where, Message("response.not_remark", {"key": named(where)})


def _is_remark(data: Any, is_first: bool) -> bool:
    """Whether it is an entry of a thread; the first one has to say what is asked."""
    if not isinstance(data, Mapping):
        return False
    said = [data[key] for key in queries.TEXTS if key in data]
    return bool(
        "at" in data
        and (data.get("text") if is_first else "text" in data or "status" in data)
        and all(isinstance(text, str) for text in said)
        and data.get("status", queries.OPEN) in queries.STATUSES
    )


def text_faults(data: Mapping[str, Any], place: plain.Place = ()) -> Iterator[Fault]:
    """Of entries that should be text, those that are not."""
    for key, value in data.items():
        if not isinstance(value, str):
            yield (*place, key), Message("response.not_text", {"key": named((*place, key))})


def no_entries(key: str) -> Message:
    """What to say of an entry in which there are no others."""
    return Message("response.not_entries", {"key": key, "empty": "{}"})


def named(place: plain.Place) -> str:
    """What an entry is called: `queries.city[0].thread`."""
    return "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in place)[1:]


def _shown(value: Any) -> str:
    return "?" if value is None else str(value)[:_MOST]
