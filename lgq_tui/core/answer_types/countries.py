"""Countries, kept by their code of ISO 3166-1 (two letters) and shown by name."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from lgq_tui.core.answer_types.answer_type import Context, Plain, Schema, Value
from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message
from lgq_tui.core.text import clean_line

# Names that people type and that ISO has otherwise.
_ALIASES = {
    "burma": "MM", "cape verde": "CV", "czech republic": "CZ", "democratic republic of congo": "CD",
    "dr congo": "CD", "drc": "CD", "east timor": "TL", "great britain": "GB", "holland": "NL",
    "ivory coast": "CI", "laos": "LA", "macedonia": "MK", "micronesia": "FM", "north korea": "KP",
    "palestine": "PS", "republic of korea": "KR", "russia": "RU", "south korea": "KR",
    "swaziland": "SZ", "syria": "SY", "turkey": "TR", "uae": "AE", "uk": "GB", "usa": "US",
    "united states of america": "US", "vatican": "VA", "brunei": "BN", "congo": "CG",
}  # fmt: skip


class Country(Plain):
    """A country; what is typed may be its name, a part of it, or a code."""

    name = "country"

    def parse(self, text: str, item: Item) -> Value | None:
        line = clean_line(text)
        if not line:
            return None
        found = find(line)
        exact = [code for code in found if _folded(line) in _names()[code]]
        return exact[0] if exact else found[0] if len(found) == 1 else line

    def format(self, value: Value, item: Item) -> str:
        if isinstance(value, str):
            return name_of(value)
        return "" if value is None else repr(value)

    def schema(self, item: Item) -> Schema:
        return {"oneOf": [{"const": code, "title": name} for code, name in countries()]}

    def explain(self, value: Value, item: Item) -> Message:
        text = value if isinstance(value, str) else repr(value)
        key = "country.several" if len(find(text)) > 1 else "country.unknown"
        return Message(key, {"text": text})

    def suggest(self, value: Value, item: Item, context: Context) -> Value | None:
        found = self.parse(value, item) if isinstance(value, str) else None
        return found if found and found != value and found in _names() else None


@cache
def countries() -> tuple[tuple[str, str], ...]:
    """Code and name of every country, by name."""
    entries = ((entry.alpha_2, _shown(entry)) for entry in _database())
    return tuple(sorted(entries, key=lambda entry: _folded(entry[1])))


def name_of(code: str) -> str:
    """The name of a country; of what is no code, the text itself."""
    entry = _database().get(alpha_2=code) if len(code) == 2 and code.isalpha() else None
    return _shown(entry) if entry is not None and entry.alpha_2 == code else code


def find(text: str) -> list[str]:
    """The codes of the countries that a few letters may mean, the likeliest first."""
    wanted = _folded(text)
    if not wanted:
        return []
    ranked: list[tuple[int, str, str]] = []
    for code, name in countries():
        ranks = [_rank(wanted, known) for known in _names()[code]]
        if any(ranks):
            ranked.append((min(rank for rank in ranks if rank), _folded(name), code))
    best = min((rank for rank, _, _ in ranked), default=0)
    # Exact hits leave no doubt: Niger is not Nigeria.
    kept = [entry for entry in sorted(ranked) if best > 1 or entry[0] == 1]
    return [code for _, _, code in kept]


def _rank(wanted: str, name: str) -> int:
    """1 the very name or code, 2 its beginning, 3 of a word in it, 4 anywhere; 0 not at all."""
    if name == wanted:
        return 1
    if len(name) <= 3 or wanted not in name:
        return 0
    if name.startswith(wanted):
        return 2
    return 3 if f" {wanted}" in name else 4


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """For each code the folded names and codes that stand for it."""
    names = {
        entry.alpha_2: [
            _folded(known)
            for key in ("alpha_2", "alpha_3", "name", "common_name", "official_name")
            if (known := getattr(entry, key, None))
        ]
        for entry in _database()
    }
    for alias, code in _ALIASES.items():
        names[code].append(alias)
    return {code: tuple(known) for code, known in names.items()}


def _shown(entry: Any) -> str:
    """The usual name, the right way round: Bolivia, not `Bolivia, Plurinational State of`."""
    name = str(getattr(entry, "common_name", entry.name))
    head, comma, tail = name.partition(", ")
    if comma and "," not in tail:
        return head if entry.alpha_2 not in ("CD", "KP", "KR") else f"{tail} {head}"
    return name


def _folded(text: str) -> str:
    """Lower case, without accents and marks, for comparing."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = (" " if not letter.isalnum() else letter for letter in letters if letter not in "'’`")
    words = "".join(letter for letter in kept if not unicodedata.combining(letter)).split()
    return " ".join(words)


def _database() -> Any:
    import pycountry

    return pycountry.countries
