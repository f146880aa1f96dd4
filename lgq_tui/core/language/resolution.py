"""From what an author wrote to all that it means: plain data of which records are made.

References become paths from the top, short forms fragments, details groups of items; texts keep all
their languages. What cannot be resolved is left out and reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lgq_tui.core.definition import GROUP
from lgq_tui.core.language.faults import Fault, Place, fault, fault_with_near
from lgq_tui.core.language.outline import Entry, Outline, mappings
from lgq_tui.core.language.references import References
from lgq_tui.core.language.renaming import OF_CHOICES, OF_ITEMS, former_ids, renaming_faults
from lgq_tui.core.messages import Message
from lgq_tui.core.wording import footnotes_in, plain

Plain = dict[str, Any]

_KEPT: Mapping[str, type] = {
    "number": str,
    "required": bool,
    "repeat": bool,
    "personal": bool,
    "since": str,
    "constraint": dict,
    "missing_reasons": list,
}
_NUMBERS = frozenset({"integer", "decimal", "percentage"})
_DATES = frozenset({"date"})
_TOP = Entry("", "#", {}, ())
"""From where a condition of the whole looks at the items; no reference can name it."""


@dataclass(frozen=True, slots=True)
class Use:
    """A fragment that a condition, or a constraint (then `is_constraint`), asks of an entry."""

    where: Place
    entry: Entry
    fragment: Plain
    is_constraint: bool = False


class Resolution:
    """A resolved definition: its `data`, and what was found out on the way.

    `entries` and `relevant` (conditions) are by path, `withheld` is the condition of the whole;
    `uses` are all fragments, `faults` all that could not be resolved.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._authored = data
        language = data.get("language")
        self._default = language if isinstance(language, str) else None
        self._languages: set[str] = set()
        footnotes = data.get("footnotes")
        self._footnotes = footnotes if isinstance(footnotes, Mapping) else {}
        outline = Outline(data)
        self.faults = outline.faults
        self.entries: Mapping[str, Entry] = outline.by_path
        self.relevant: dict[str, Plain] = {}
        self.uses: list[Use] = []
        self._references = References(outline.by_path)
        self.withheld: Plain | None = None
        self.data = self._questionnaire(outline)

    def _questionnaire(self, outline: Outline) -> Plain:
        data, made = self._authored, Plain()
        for key in ("id", "version", "language", "contact"):
            _keep(data, made, key, str)
        self._texts(data, made, ("title", "introduction", "closing"), ())
        made["subject"] = list(self._subject())
        made["footnotes"] = {
            name: text
            for name in self._footnotes
            if (text := self._text(self._footnotes, name, ("footnotes",))) is not None
        }
        sections = [self._section(*section) for section in outline.sections]
        self._report_twice(outline.sections, "definition.duplicate_section")
        self.faults += renaming_faults(
            ((path, entry.data, entry.where) for path, entry in self.entries.items()), OF_ITEMS
        )
        made["sections"] = sections
        if "withheld" in data:
            self.withheld = self._condition(data["withheld"], _TOP, ("withheld",))
        if self.withheld is not None:
            made["withheld"] = self.withheld
        made["languages"] = [self._default, *sorted(self._languages - {self._default})]
        return made

    def _subject(self) -> Iterator[str]:
        refs = self._authored.get("subject")
        for number, ref in enumerate(refs if isinstance(refs, list) else ()):
            entry = self.entries.get(ref) if isinstance(ref, str) else None
            if entry is None:
                place = ("subject", number)
                self.faults.append(
                    fault_with_near(place, "unknown_item", ref, self.entries, ref=ref)
                )
            elif entry.type == GROUP or entry.repeat or "." in ref:
                self.faults.append(fault(("subject", number), "wrong_subject", item=ref))
            else:
                yield ref

    def _section(self, data: Mapping[str, Any], where: Place, entries: list[Entry]) -> Plain:
        made: Plain = {}
        for key, kind in (("id", str), ("number", str), ("field_list", bool)):
            _keep(data, made, key, kind)
        self._texts(data, made, ("title", "introduction"), where)
        made["items"] = [self._item(entry) for entry in entries]
        return made

    def _item(self, entry: Entry) -> Plain:
        data, where = entry.data, entry.where
        made: Plain = {"id": entry.id, "type": entry.type}
        for key in data.keys() & _KEPT.keys():
            _keep(data, made, key, _KEPT[key])
        self._texts(data, made, ("label", "hint", "short", "constraint_message"), where)
        relevant = self._relevant(entry)
        if relevant is not None:
            made["relevant"] = relevant
            self.relevant.setdefault(entry.path, relevant)
        if "constraint" in made:
            place = (*where, "constraint")
            self.uses.append(Use(place, entry, made["constraint"], is_constraint=True))
        if "warn" in data:
            made["warnings"] = self._warnings(entry)
        if "choices" in data:
            made["choices"] = self._choices(entry)
        if was := former_ids(data):
            made["was"] = was
        if entry.parts:
            made["items"] = [self._item(part) for part in entry.parts]
        if entry.detail_of is not None:
            made["detail_of"] = entry.detail_of.path
        return made

    def _choices(self, entry: Entry) -> list[Plain]:
        choices = list(mappings(entry.data, "choices"))
        made = []
        for number, data in choices:
            choice: Plain = {}
            for key, kind in (("id", str), ("exclusive", bool), ("since", str)):
                _keep(data, choice, key, kind)
            self._texts(data, choice, ("label", "hint"), (*entry.where, "choices", number))
            if was := former_ids(data):
                choice["was"] = was
            made.append(choice)
        placed = [(data, (*entry.where, "choices", number)) for number, data in choices]
        self._report_twice(placed, "definition.duplicate_choice")
        named = ((str(one.get("id")), one, where) for one, where in placed)
        self.faults += renaming_faults(named, OF_CHOICES)
        return made

    def _report_twice(self, placed: Sequence[tuple[Any, ...]], key: str) -> None:
        """A fault for each mapping that has the id of one before it; its place comes second."""
        seen = set[str]()
        for data, where, *_ in placed:
            name = data.get("id")
            if isinstance(name, str):
                if name in seen:
                    self.faults.append(Fault((*where, "id"), Message(key, {"id": name})))
                seen.add(name)

    # --- texts ---------------------------------------------------------------------------------

    def _texts(
        self, data: Mapping[str, Any], made: Plain, keys: tuple[str, ...], where: Place
    ) -> None:
        for key in keys:
            if key in data:
                text = self._text(data, key, where)
                if text is not None:
                    made[key] = text

    def _text(self, data: Mapping[str, Any], key: str, where: Place) -> str | Plain | None:
        """The text under a key, or its texts by language."""
        text = data[key]
        if isinstance(text, str):
            return self._wording(text, (*where, key))
        if not isinstance(text, Mapping) or not text:
            return None
        self._languages.update(map(str, text))
        if self._default is not None and self._default not in text:
            self.faults.append(fault((*where, key), "no_default_text", language=self._default))
        return {
            language: self._wording(words, (*where, key, language))
            for language, words in text.items()
            if isinstance(words, str)
        }

    def _wording(self, text: str, where: Place) -> str:
        if "[^" in text:
            for name in footnotes_in(text):
                if name not in self._footnotes:
                    self.faults.append(
                        fault_with_near(where, "no_footnote", name, self._footnotes, name=name)
                    )
            if "[^" in plain(text):
                self.faults.append(fault(where, "broken_footnote"))
        return text.strip()

    # --- conditions ----------------------------------------------------------------------------

    def _relevant(self, entry: Entry) -> Plain | None:
        authored = None
        if "relevant" in entry.data:
            authored = self._condition(entry.data["relevant"], entry, (*entry.where, "relevant"))
        if entry.select is None:
            return authored
        # A detail is asked for once its choice is ticked.
        ticked = {"path": entry.select.path, "is": _fragment(entry.choice, entry.select)}
        return ticked if authored is None else {"all": [ticked, authored]}

    def _warnings(self, entry: Entry) -> list[Plain]:
        made, placed = [], []
        for number, data in mappings(entry.data, "warn"):
            where = (*entry.where, "warn", number)
            when = self._condition(data.get("when"), entry, (*where, "when"), in_warning=True)
            check: Plain = {"id": f"warning_{number + 1}", "when": when}
            _keep(data, check, "id", str)
            self._texts(data, check, ("message",), where)
            placed.append((check, where))
            if when is not None:
                made.append(check)
        self._report_twice(placed, "definition.duplicate_warning")
        return made

    def _condition(
        self, data: Any, at: Entry, where: Place, in_warning: bool = False
    ) -> Plain | None:
        """A condition with paths and fragments; None where a part of it cannot be understood."""
        if not isinstance(data, Mapping):
            return None
        parts = [
            self._part(str(key), value, at, (*where, key), in_warning)
            for key, value in data.items()
        ]
        return _joined("all", parts)

    def _part(
        self, key: str, value: Any, at: Entry, where: Place, in_warning: bool
    ) -> Plain | None:
        match key:
            case "all_of" | "any_of":
                entries = value if isinstance(value, list) else []
                parts = [
                    self._condition(entry, at, (*where, number), in_warning)
                    for number, entry in enumerate(entries)
                ]
                return _joined(key.removesuffix("_of"), parts)
            case "not":
                part = self._condition(value, at, where, in_warning)
                return None if part is None else {"not": part}
            case "sum":
                return self._sum(value, at, where) if in_warning else None
            case "future":
                return self._future(value, at, where) if in_warning else None
        entry = self._find(key, at, where, in_warning)
        if entry is None or value is None or isinstance(value, list):
            return None
        if entry.type == GROUP and not isinstance(value, Mapping):
            self.faults.append(
                fault(
                    where,
                    "list_needs_fragment" if entry.repeat else "group_needs_fragment",
                    ref=key,
                )
            )
            return None
        fragment = dict(value) if isinstance(value, Mapping) else _fragment(value, entry)
        self.uses.append(Use(where, entry, fragment))
        return {"path": entry.path, "is": fragment}

    def _sum(self, value: Any, at: Entry, where: Place) -> Plain | None:
        if not isinstance(value, Mapping) or not isinstance(value.get("of"), list):
            return None
        entries = [
            self._find_one(ref, at, (*where, "of", number), _NUMBERS, "definition.not_a_number")
            for number, ref in enumerate(value["of"])
        ]
        wanted = value.get("is")
        fragment = dict(wanted) if isinstance(wanted, Mapping) else {"const": wanted}
        paths = [entry.path for entry in entries if entry is not None]
        return {"sum": paths, "is": fragment} if len(paths) == len(entries) else None

    def _future(self, ref: Any, at: Entry, where: Place) -> Plain | None:
        entry = self._find_one(ref, at, where, _DATES, "definition.not_a_date")
        return {"future": entry.path} if entry else None

    def _find_one(
        self, ref: Any, at: Entry, where: Place, types: frozenset[str], otherwise: str
    ) -> Entry | None:
        """The entry that a reference means, if its answer is one value of the right type."""
        entry = self._find(ref, at, where, in_warning=True) if isinstance(ref, str) else None
        if entry is not None and (entry.type not in types or entry.repeat):
            self.faults.append(Fault(where, Message(otherwise, {"ref": ref})))
            return None
        return entry

    def _find(self, ref: str, at: Entry, where: Place, in_warning: bool) -> Entry | None:
        found = self._references.find(ref, at, where, in_warning)
        if isinstance(found, Entry):
            return found
        self.faults.append(found)
        return None


def _keep(data: Mapping[str, Any], made: Plain, key: str, kind: type) -> None:
    if isinstance(data.get(key), kind):
        made[key] = data[key]


def _fragment(value: Any, entry: Entry) -> Plain:
    """The fragment that a single value is short for: it is the answer, or is in the list."""
    fragment: Plain = {"const": value}
    for _ in range(entry.lists):
        # What is no list contains nothing, where JSON Schema alone would let it pass.
        fragment = {"type": "array", "contains": fragment}
    return fragment


def _joined(key: str, parts: list[Plain | None]) -> Plain | None:
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts):
        return None
    return known[0] if len(known) == 1 else {key: known}
