"""Countries, kept by their code of ISO 3166-1 (two letters) and shown by name."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from lgq_tui.core.answer_types.answer_type import Line, Schema, Value, no_text, shown
from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message
from lgq_tui.core.text import clean_line

# Names by which a member state goes at the UN, or that ISO has the wrong way round.
_NAMES = {
    "BQ": "Bonaire, Sint Eustatius and Saba",
    "CD": "Democratic Republic of the Congo",
    "FM": "Micronesia (Federated States of)",
    "KP": "Democratic People's Republic of Korea",
    "KR": "Republic of Korea",
    "LA": "Lao People's Democratic Republic",
    "PS": "State of Palestine",
    "SH": "Saint Helena, Ascension and Tristan da Cunha",
    "SY": "Syrian Arab Republic",
    "VG": "British Virgin Islands",
    "VI": "United States Virgin Islands",
    "VN": "Viet Nam",
}

# Names that people type and that ISO does not have.
_ALIASES = {
    "brunei": "BN", "burma": "MM", "cape verde": "CV", "czech republic": "CZ",
    "dem rep of congo": "CD", "dr congo": "CD", "drc": "CD", "dprk": "KP", "east timor": "TL",
    "england": "GB", "great britain": "GB", "holland": "NL", "ivory coast": "CI",
    "macau": "MO", "macedonia": "MK", "micronesia": "FM", "palestine": "PS",
    "republic of congo": "CG", "rok": "KR", "russia": "RU", "swaziland": "SZ", "turkey": "TR",
    "uae": "AE", "uk": "GB", "united states of america": "US", "us virgin islands": "VI",
    "usa": "US", "vatican": "VA", "vatican city": "VA",
}  # fmt: skip
# What countries call themselves, folded, where a letter of ours can say it.
_OWN_NAMES = {
    "belgie": "BE", "belgique": "BE", "brasil": "BR", "ceska republika": "CZ", "cesko": "CZ",
    "danmark": "DK", "deutschland": "DE", "eesti": "EE", "espana": "ES", "hellas": "GR",
    "hrvatska": "HR", "italia": "IT", "latvija": "LV", "lietuva": "LT", "magyarorszag": "HU",
    "nederland": "NL", "norge": "NO", "osterreich": "AT", "polska": "PL",
    "schweiz": "CH", "slovenija": "SI", "slovensko": "SK", "srbija": "RS", "suisse": "CH",
    "suomi": "FI", "sverige": "SE", "svizzera": "CH",
}  # fmt: skip

# What is asked for and has no code: XK is used for it, and left to users by ISO.
_NOT_LISTED = frozenset({"kosovo", "republic of kosovo", "xk", "xkx"})


class Country(Line):
    """A country; what is typed may be its name, the beginning of it, or a code."""

    name = "country"

    def parse(self, text: str, item: Item) -> Value | None:
        line = clean_line(text)
        wanted = _folded(line)
        exact = _names().get(wanted) or _codes().get(line.casefold())
        if exact or len(wanted) < 3:
            return exact or line or None
        begun = {code for name, code in _names().items() if name.startswith(wanted)}
        return begun.pop() if len(begun) == 1 else line

    def format(self, value: Value, item: Item) -> str:
        return name_of(value) if isinstance(value, str) else shown(value)

    def schema(self, item: Item) -> Schema:
        return {"oneOf": [{"const": code, "title": name} for code, name in countries()]}

    def explain(self, value: Value, item: Item) -> Message:
        if (other := no_text(value)) is not None:
            return other
        if (code := self.parse(value, item)) in dict(countries()):
            return Message("country.code", {"text": value, "code": code})
        if _folded(value) in _NOT_LISTED:
            return Message("country.not_listed", {"text": value})
        names = [name_of(code) for code in find(value)]
        if len(names) > 1:
            return Message("country.several", {"text": value, "names": ", ".join(names[:5])})
        return Message("country.unknown", {"text": value})


@cache
def countries() -> tuple[tuple[str, str], ...]:
    """Code and name of every country, by name."""
    entries = ((entry.alpha_2, _shown(entry)) for entry in _database())
    return tuple(sorted(entries, key=lambda entry: _folded(entry[1])))


def name_of(code: str) -> str:
    """The name of a country; of what is no code, the text itself."""
    return dict(countries()).get(code, code)


def find(text: str) -> list[str]:
    """The codes of the countries that a few letters may mean, the likeliest first.

    Names that are it, begin with it, have a word that does, or have it anywhere; then codes.
    """
    wanted = _folded(text)
    if not wanted:
        return []
    own = _codes().get(clean_line(text).casefold())
    ranks = {own: 8} if own else {}
    for name, code in _names().items():
        if wanted in name:
            # A name that is shown goes before one that is not (Mexico: United Mexican States).
            rank = 2 * _rank(wanted, name) + (name not in _shown_names())
            ranks[code] = min(rank, ranks.get(code, rank))
    # `sorted` is stable: equals stay in the order of their names.
    return sorted((code for code, _ in countries() if code in ranks), key=ranks.__getitem__)


def _rank(wanted: str, name: str) -> int:
    if name.startswith(wanted):
        return int(name != wanted)
    return 2 if f" {wanted}" in name else 3


@cache
def _names() -> dict[str, str]:
    """The code of every folded name and alias."""
    known = {
        _folded(name): entry.alpha_2
        for key in ("official_name", "common_name", "name")
        for entry in _database()
        if (name := getattr(entry, key, None))
    }
    return known | _ALIASES | _OWN_NAMES | _shown_names()


@cache
def _shown_names() -> dict[str, str]:
    return {_folded(name): code for code, name in countries()}


@cache
def _codes() -> dict[str, str]:
    """The two-letter code of every folded code of three letters and of two."""
    codes = ((entry.alpha_3, entry.alpha_2, entry.alpha_2) for entry in _database())
    return {known.lower(): two for *both, two in codes for known in both}


def _shown(entry: Any) -> str:
    """The usual name: Bolivia, not `Bolivia, Plurinational State of`."""
    return str(_NAMES.get(entry.alpha_2) or getattr(entry, "common_name", entry.name))


def _folded(text: str) -> str:
    """For comparing: lower case, no accents, marks or articles, `saint` in full."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(
        letter if letter.isalnum() else "" if letter in "'’`." or _is_mark(letter) else " "
        for letter in letters.replace("&", " and ")
    )
    words = ("saint" if word == "st" else word for word in plain.split() if word != "the")
    return " ".join(words)


def _is_mark(letter: str) -> bool:
    return unicodedata.combining(letter) != 0


def _database() -> Any:
    import pycountry

    return pycountry.countries
