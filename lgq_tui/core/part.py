"""A file that holds a part of a response: for a department, or for a second entry."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from lgq_tui.core.conditions import AllOf, Always, AnyOf, Condition, Not
from lgq_tui.core.confirming import texts_in, to_confirm
from lgq_tui.core.definition import Item, Questionnaire, Section
from lgq_tui.core.paths import around, from_text, top_of, value_at, with_value
from lgq_tui.core.relevance import Relevance

PACKET, SECOND_ENTRY = "packet", "second-entry"
KINDS = (PACKET, SECOND_ENTRY)

TEXTS = ("of", "subject", "unit", "by", "at", "country", "digest")

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Part(NamedTuple):
    """Which part of which response a file holds.

    `of` is the id of the response, `items` are the dotted ids of what is asked in the part, each
    with all in it. `subject` says who the response is about, `unit` whose part it is; `by` made it,
    `at` a time (ISO 8601, UTC). `context` has the answers to other items that conditions look at,
    and those of a second entry that are confirmed and not typed again.
    `country` is that of the respondent (ISO 3166-1), "" where it is not known.
    `base` is what the response said of the part by then, as in a response file, None where nobody
    knows; `digest` is of that.
    """

    kind: str
    of: str
    items: tuple[str, ...]
    subject: str = ""
    unit: str = ""
    by: str = ""
    at: str = ""
    country: str = ""
    context: Mapping[str, Any] = _NOTHING
    base: Mapping[str, Any] | None = None
    digest: str = ""

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Part:
        """The record of plain data that has the right shape (`storage` sees to that)."""
        return cls(**{**document, "items": tuple(document["items"])})

    def as_document(self) -> dict[str, Any]:
        """The plain data of the response file; what is empty is left out."""
        data = {**self._asdict(), "items": list(self.items), "context": dict(self.context)}
        return {
            key: one for key, one in data.items() if key == "items" or one not in ("", {}, None)
        }


def reduced(questionnaire: Questionnaire, part: Part | None) -> Questionnaire:
    """The questionnaire of a part: its items alone, in their groups and sections.

    What is asked on conditions that look at other items is asked as those stand in the context.
    In a second entry, whether the source says a text is asked in its place. All of the
    questionnaire where there is no part.
    """
    if part is None or questionnaire.part is part:
        return questionnaire
    sections = tuple(_sections(questionnaire, part))
    items = [item for one in sections for top in one.items for item in top.walk()]
    named = frozenset(item.path for item in items if item.quoted is None)
    # `by_path` of a cut questionnaire is all that conditions can be looked up in.
    return Questionnaire(
        **{
            **questionnaire._asdict(),
            "sections": sections,
            "subject": tuple(one for one in questionnaire.subject if one in named),
            "withheld": None,
            "part": part,
        }
    )


def context_of(
    questionnaire: Questionnaire, items: Iterable[str], answers: Mapping[str, Any]
) -> dict[str, Any]:
    """Of all answers, those to other items on which it hangs whether these items are asked."""
    chosen = frozenset(items)
    context: Any = {}
    for path in _looked_at(questionnaire, chosen):
        steps = from_text(path)
        value = value_at(answers, steps)
        if value is not None and not _is_in(path, chosen):
            context = with_value(context, steps, value)
    return context or {}


def _is_in(path: str, chosen: Collection[str]) -> bool:
    """Whether an item is one of the chosen ones, or in one."""
    return any(one in chosen for one in around(path))


def _kept(questionnaire: Questionnaire, chosen: frozenset[str]) -> frozenset[str]:
    """The chosen items, with what is in them and the groups around them."""
    outer = {one for path in chosen for one in around(path)}
    return frozenset(
        path for path in questionnaire.by_path if path in outer or _is_in(path, chosen)
    )


def _looked_at(questionnaire: Questionnaire, chosen: frozenset[str]) -> list[str]:
    """The items on which it hangs whether the chosen ones are asked, however indirectly."""
    items = questionnaire.by_path
    kept = _kept(questionnaire, chosen)
    found = set[str]()
    waiting = [ref for path in kept for ref in items[path].relevant.refs()]
    while waiting:
        ref = waiting.pop()
        if ref not in found:
            found.add(ref)
            # Of a group that is looked at, what is asked in it counts as well.
            parts = [one.path for one in items[ref].walk()]
            waiting += (*items[ref].relevant.refs(), *around(ref)[1:], *parts)
    return [path for path in items if path in found and not items[path].is_group]


def _sections(questionnaire: Questionnaire, part: Part) -> Iterator[Section]:
    kept = _kept(questionnaire, frozenset(part.items))
    texts = texts_in(questionnaire.items, part.context) if part.kind == SECOND_ENTRY else {}
    cutting = _Cutting(questionnaire, kept, part.context, texts)
    for section in questionnaire.sections:
        items = tuple(cutting.cut(item) for item in section.items if item.path in kept)
        if items:
            yield Section(**{**section._asdict(), "items": items})


class _Cutting:
    """Cuts items down to those that are kept; of `texts` it is asked whether they are right."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        kept: frozenset[str],
        context: Mapping[str, Any],
        texts: Mapping[str, str],
    ) -> None:
        self._kept = kept
        self._texts = texts
        # What a condition wants to know of a text, the text says, and not whether it is right.
        self._asked = frozenset(
            one for one in kept if not any(map(texts.__contains__, around(one)))
        )
        self._relevance = Relevance(questionnaire, context)

    def cut(self, item: Item) -> Item:
        parts = tuple(self.cut(child) for child in item.items if child.path in self._kept)
        is_whole = len(parts) == len(item.items) and all(part.quoted is None for part in parts)
        detail_of = item.detail_of if item.detail_of in self._kept else None
        made = Item(
            **{
                **item._asdict(),
                "items": parts,
                "relevant": self._decided(item.relevant, item.path),
                # A rule on a whole group holds for the whole group only.
                "constraint": item.constraint if is_whole else None,
                "constraint_message": item.constraint_message if is_whole else None,
                "warnings": tuple(one for one in item.warnings if one.when.refs() <= self._asked),
                "detail_of": detail_of,
            }
        )
        return to_confirm(made, self._texts[item.path]) if item.path in self._texts else made

    def _decided(self, condition: Condition, at: str) -> Condition:
        """A condition in which what looks at other items is decided already."""
        refs = condition.refs()
        if refs <= self._asked:
            return condition
        if not refs & self._asked:
            here = tuple(at.split("."))
            holds = condition.holds(lambda ref: self._relevance.lookup(ref, here))
            return Always() if holds else Not(Always())
        match condition:
            case AllOf(parts):
                return AllOf(tuple(self._decided(one, at) for one in parts))
            case AnyOf(parts):
                return AnyOf(tuple(self._decided(one, at) for one in parts))
            case Not(one):
                return Not(self._decided(one, at))
            case _:
                return condition


def is_of(chosen: frozenset[str], key: str) -> bool:
    """Whether what is said of an item, or of an answer at a path, is about one of the chosen."""
    return top_of(key) in chosen or _is_in(".".join(map(str, _ids(key))), chosen)


def _ids(key: str) -> Iterator[str]:
    return (step for step in from_text(key) if isinstance(step, str))
