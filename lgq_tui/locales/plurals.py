"""Which form of a sentence goes with a number, by the rules of the languages' CLDR."""

from __future__ import annotations

from collections.abc import Callable


def plural_form(language: str, count: object) -> str:
    """The form of a count's sentence: `one`, `few`, ...; `other` for what is no whole number."""
    if not isinstance(count, int):
        return "other"
    rule = _RULES.get(language.partition("-")[0], _one)
    return rule(abs(count))


def _one(n: int) -> str:
    return "one" if n == 1 else "other"


def _one_with_zero(n: int) -> str:
    return "one" if n < 2 else "other"


def _never(n: int) -> str:
    return "other"


def _slavic(n: int) -> str:
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    return "few" if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else "many"


def _polish(n: int) -> str:
    return "many" if n > 1 and _slavic(n) == "one" else _slavic(n)


def _czech(n: int) -> str:
    return "few" if n in (2, 3, 4) else _one(n)


def _arabic(n: int) -> str:
    if n < 3:
        return ("zero", "one", "two")[n]
    if n % 100 < 3:
        return "other"
    return "few" if n % 100 < 11 else "many"


_RULES: dict[str, Callable[[int], str]] = {
    "ar": _arabic,
    "cs": _czech,
    "fr": _one_with_zero,
    "hi": _one_with_zero,
    "id": _never,
    "ja": _never,
    "ko": _never,
    "ms": _never,
    "pl": _polish,
    "pt": _one_with_zero,
    "ru": _slavic,
    "sk": _czech,
    "th": _never,
    "uk": _slavic,
    "vi": _never,
    "zh": _never,
}
