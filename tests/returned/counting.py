"""What a returned form says, as somebody wrote it down who read it, and what was found of it."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from lgq_tui.core.proposals import Doubt, Left, Placement, Proposal
from lgq_tui.session import importing
from lgq_tui.session.importing import Imported
from lgq_tui.storage.definitions import load, shipped

HERE = Path(__file__).parent
_DIGITS = 16
_POINT = re.compile(r"^[ \t]*[-*•][ \t]+", re.MULTILINE)


class Form(NamedTuple):
    """One form of a document as its reader wrote it down, each value by its digest.

    `queries` are the paths that have to be asked, `unsure` those that somebody has to look at at
    least; `wording` are words of the questions that are not the form's own.
    """

    answers: Mapping[str, str | tuple[str, ...]]
    missing: Mapping[str, str]
    queries: Sequence[str]
    unsure: Sequence[str]
    wording: Sequence[str]

    @property
    def size(self) -> int:
        """How many answers it has: each entry of a list is one, each missing reason, and each place
        of which somebody can say that there is one, and not which."""
        return sum(map(_count, self.answers.values())) + len(self.missing)


class Count(NamedTuple):
    """What became of the answers of one form."""

    answers: int
    certain: int
    looked_at: int
    wrong: Sequence[str]
    queries: int
    raised: int
    unasked: Sequence[str]
    absent: Sequence[str]
    left: int
    share: float

    @property
    def placed(self) -> int:
        return self.certain + self.looked_at


def digest(value: Any) -> str:
    """The first digits of the checksum of a value; of a text without its white space, and what
    begins the points of its lists."""
    plain = " ".join(_POINT.sub("", value).split()) if isinstance(value, str) else value
    data = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(data.encode()).hexdigest()[:_DIGITS]


def digests(value: Any) -> str | tuple[str, ...]:
    """The digest of a value, of a list one an entry."""
    return tuple(map(digest, value)) if isinstance(value, list) else digest(value)


def expected(path: Path) -> list[Form]:
    """The forms of a document, out of the file that somebody wrote; one with `key` holds digests."""
    data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return [_form(one, is_key="key" in data) for one in data["forms"]]


def _form(data: Mapping[str, Any], is_key: bool) -> Form:
    answers = data.get("answers") or {}
    kept = {
        path: (tuple(value) if isinstance(value, list) else value) if is_key else digests(value)
        for path, value in answers.items()
    }
    lists = (data.get(name) or () for name in ("queries", "unsure", "wording"))
    return Form(kept, data.get("missing") or {}, *lists)


def documents() -> list[Path]:
    """Every document of this folder that has its answers beside it."""
    keys = sorted(HERE.glob("*.expected.yaml"))
    names = {one.name.removesuffix(".expected.yaml") for one in keys}
    return sorted(one for one in HERE.iterdir() if one.stem in names and one not in keys)


def key_of(document: Path) -> Path:
    return document.with_name(f"{document.stem}.expected.yaml")


def read(document: Path) -> Imported:
    """A document as `lgq import` reads it."""
    return importing.read(document, lambda _: load(shipped()))


def counts(document: Path, key: Path | None = None) -> list[Count]:
    """What was found of each form of a document."""
    forms = expected(key or key_of(document))
    found = read(document).forms
    if len(forms) != len(found):
        raise ValueError(f"{document.name}: {len(found)} forms, expected {len(forms)}")
    return [count(form, placement) for form, placement in zip(forms, found, strict=True)]


def count(form: Form, placement: Placement) -> Count:
    """What became of the answers of a form."""
    certain, looked_at, met = 0, 0, set()
    for one in placement.proposals:
        right, keys = _right(form, one)
        met |= keys
        if one.is_certain:
            certain += right
        else:
            looked_at += right
    asked = [_path(one.path) for one in placement.doubts]
    unasked = [one for one in form.queries if not any(_near(path, one) for path in asked)]
    return Count(
        form.size,
        certain,
        looked_at,
        [_path(one.path) for one in placement.proposals if _is_wrong(form, one)],
        len(form.queries),
        len(asked),
        unasked,
        [one for one in (*form.answers, *form.missing) if one not in met],
        len(placement.left),
        placement.share,
    )


def _right(form: Form, one: Proposal) -> tuple[int, set[str]]:
    """How many answers a proposal has right, and at which path of what is expected."""
    path = _path(one.path)
    if one.missing is not None:
        keys = {key for key, why in form.missing.items() if why == one.missing and _in(path, key)}
        return len(keys), keys
    wanted, value = form.answers.get(path), digests(one.value)
    if isinstance(wanted, tuple) and isinstance(value, tuple):
        right = len(set(wanted) & set(value))
    else:
        right = int(wanted == value)
    return right, {path} if right else set()


def _is_wrong(form: Form, one: Proposal) -> bool:
    """Whether a proposal is certain that should not be: its value is another, or nobody can tell."""
    path = _path(one.path)
    if not one.is_certain or one.note is not None:
        return False
    if any(_in(path, unsure) for unsure in form.unsure):
        return True
    if one.missing is not None:
        return not any(why == one.missing and _in(path, key) for key, why in form.missing.items())
    return form.answers.get(path) != digests(one.value)


def dropped(imported: Imported, words: Sequence[str], wording: Sequence[str]) -> set[str]:
    """Words of a document that are nowhere: in no proposal, no doubt, not left over, none of the
    form's own, and not of the `wording` of its questions there."""
    kept = {*wording, *own_words()}
    for placement in imported.forms:
        found: list[Proposal | Doubt | Left] = [*placement.proposals, *placement.doubts]
        for quote in (one.quote for one in (*found, *placement.left)):
            kept |= set(words_of(quote.words))
    return {one for one in words if one not in kept and not _is_two_of(one, kept)}


def _is_two_of(word: str, kept: set[str]) -> bool:
    """Whether a word is two, between which a page broke its line behind a hyphen."""
    halves = ((word[:at], word[at:]) for at in range(1, len(word)))
    return any(two in kept and (one in kept or len(one) == 1) for one, two in halves)


def words_of(text: str) -> Iterator[str]:
    """The words of a text; what a line break has broken is none."""
    for found in re.findall(r"[^\W_]{2,}", unicodedata.normalize("NFKC", text)):
        yield found.casefold()


def own_words() -> set[str]:
    """Every word that the form has printed."""
    return set(words_of(shipped().read_text(encoding="utf-8")))


def _count(value: str | tuple[str, ...]) -> int:
    return len(value) if isinstance(value, tuple) else 1


def _path(path: tuple[str | int, ...]) -> str:
    return ".".join(map(str, path))


def _in(path: str, whole: str) -> bool:
    return path == whole or path.startswith(f"{whole}.")


def _near(path: str, other: str) -> bool:
    return _in(path, other) or _in(other, path)
