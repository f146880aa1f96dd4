"""What was changed, in words: which answer, what it was, and what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.belongings import item_of
from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.paths import Path, as_text, in_steps, item_path
from lgq_tui.core.sources import SELF, AnswerSource, ended
from lgq_tui.core.steps import (
    ACCEPT,
    ANSWER,
    CARRY,
    MISSING,
    NOTE,
    PACKET,
    QUERY,
    SOURCE,
    VERIFY,
    Change,
)
from lgq_tui.core.wording import plain
from lgq_tui.exports.remarks import (
    of_carried,
    of_packet,
    of_query,
    of_source,
    of_verification,
    origin_of,
)

Say = Callable[..., str]
"""The catalogue's `say`: from a key and values to a sentence."""


NOTHING = "–"
"""What is shown where there is no answer."""


_BEFORE = 20
"""Signs of a long text that are shown before those that differ."""


_REMARKS: Mapping[str, Callable[[Any, Say], str]] = {
    SOURCE: of_source,
    CARRY: of_carried,
    VERIFY: of_verification,
    PACKET: of_packet,
}


class Altered(NamedTuple):
    """One change; `old` and `new` are "" where there is nothing."""

    path: Path
    name: str
    old: str
    new: str


def altered(questionnaire: Questionnaire, changes: Iterable[Change], say: Say) -> Iterator[Altered]:
    """The changes in words, in their order; where an answer came from is told with it."""
    for change, source in with_sources(changes):
        yield in_words(questionnaire, change, source, say)


def in_words(
    questionnaire: Questionnaire, change: Change, source: Change | None, say: Say
) -> Altered:
    """One change in words, with that of where the answer came from."""
    old, new = (_words(questionnaire, change, value, say) for value in (change.old, change.new))
    if source is not None:
        old, new = _from(old, source.old, say), _from(new, source.new, say)
    of_all = not change.path or change.operation == PACKET
    name = say("history.response") if of_all else name_of(questionnaire, change.path)
    return Altered(change.path, name, old, new)


def apart(one: str, other: str, room: int) -> tuple[str, str]:
    """Two texts as far as there is room, which begin where they differ if they are too long."""
    if max(len(one), len(other)) <= room:
        return one, other
    shortest = min(len(one), len(other))
    shared = next((at for at in range(shortest) if one[at] != other[at]), shortest)
    start = one.rfind(" ", 0, max(shared - _BEFORE, 0)) + 1
    return _cut(one, start, room), _cut(other, start, room)


def _cut(text: str, start: int, room: int) -> str:
    before, after = "… " if start else "", " …" if len(text) - start > room else ""
    return f"{before}{text[start : start + room].rstrip()}{after}"


def with_sources(changes: Iterable[Change]) -> Iterator[tuple[Change, Change | None]]:
    """Each change, and with that of an answer, or of why there is none, the one of its source."""
    changes = tuple(changes)
    sources = {str(one.path[0]): one for one in changes if one.operation == SOURCE}
    owners = {item_of(one): one for one in reversed(changes) if one.operation in (ANSWER, MISSING)}
    # What came from elsewhere within an answer is past with that.
    past = {key for item in owners for key in ended(item, sources) if sources[key].new is None}
    for change in changes:
        item = item_of(change) if change.path else ""
        if change.operation != SOURCE:
            yield change, sources.get(item) if owners.get(item) is change else None
        elif item not in owners and item not in past:
            yield change, None


def _from(words: str, source: AnswerSource | None, say: Say) -> str:
    """An answer in words, with where it came from."""
    if not words or source is None:
        return words
    key = "history.entered" if source.mode == SELF else "history.sourced"
    return say(key, answer=words, origin=origin_of(source, say))


def name_of(questionnaire: Questionnaire, path: Path) -> str:
    """What to call an answer: its question by number and name, and the part by its label."""
    path = in_steps(path)
    if item_path(path) not in questionnaire.by_path:
        return as_text(path)
    top = questionnaire.top_level[str(path[0])]
    top = questionnaire.top_level.get(top.detail_of or "", top)  # whose number the details have
    section = questionnaire.section_of[top.id]
    number = ".".join(filter(None, (section.number, top.number)))
    inside = within(questionnaire, path)
    if inside and not isinstance(path[1], int):
        inside = f"({inside})"  # an entry of a list has its brackets already
    return f"{number} {top.name} {inside}".strip()


def within(questionnaire: Questionnaire, path: Path) -> str:
    """What to call an answer inside of its question: the labels on the way to it."""
    names: list[str] = []
    for end, step in enumerate(path[1:], 2):
        if isinstance(step, int):
            number = f"({step + 1})"
            names[-1:] = [f"{names[-1]} {number}"] if names else [number]
        else:
            names += _names_of(questionnaire, item_path(path[:end]))
    return " › ".join(names)


def _names_of(questionnaire: Questionnaire, item: str) -> Iterator[str]:
    """The label of an item, after that of the choice which it is about, where that is another."""
    label = plain(questionnaire.by_path[item].label)
    outer, _, name = item.rpartition(".")
    detail_of = questionnaire.by_path[outer].detail_of if outer else None
    choices = questionnaire.by_path[detail_of].choices if detail_of is not None else ()
    called = [plain(one.label) for one in choices if one.id == name]
    yield from dict.fromkeys((*called, label))


def words_of(item: Item, value: Any) -> str:
    """An answer of any shape in one line; "" where there is none."""
    if value is None:
        return ""
    if isinstance(value, list) and item.repeat:
        return "; ".join(words_of(item, one) for one in value if one is not None)
    if isinstance(value, dict) and item.is_group:
        inner = [(child, value[child.id]) for child in item.items if child.id in value]
        return ", ".join(f"{plain(child.label)}: {words_of(child, one)}" for child, one in inner)
    if item.is_group:
        return str(value)
    return " ".join(ANSWER_TYPES[item.type].format(value, item).split())


def _words(questionnaire: Questionnaire, change: Change, value: Any, say: Say) -> str:
    if value is None:
        return ""
    if change.operation == ANSWER:
        item = questionnaire.by_path.get(item_path(change.path))
        return words_of(item, value) if item is not None else str(value)
    if change.operation == MISSING:
        return f"— {say(f'missing.{value}'.replace('-', '_'))}"
    if change.operation == NOTE:
        return say("note.shown", note=" ".join(value.split()))
    if change.operation == ACCEPT:
        return "; ".join(say("history.accepted", reason=one.reason) for one in value)
    if change.operation in _REMARKS:
        return _REMARKS[change.operation](value, say)
    if change.operation == QUERY:
        other = (change.new if value is change.old else change.old) or ()
        return "; ".join(of_query(query, say) for query in value if query not in other)
    return say(f"status.{value}".replace("-", "_"))
