"""The interface's sentences, one file a language.

A file maps the key of a message to its sentence and a remark for translators:

    {"problem.required": {"text": "This question needs an answer.", "remark": "Below a question."}}

A sentence takes values in braces, `{name}`. One that depends on a number is a mapping of the forms
that its language has (`one`, `other`, ...), chosen by the value `count`.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lgq_tui.core.messages import Message
from lgq_tui.core.text import visible
from lgq_tui.locales.plurals import plural_form

DEFAULT = "en"

Wording = str | Mapping[str, str]
"""A sentence, or its forms by number."""

_FOLDER = Path(__file__).parent
_VALUE = re.compile(r"\{([a-z_]+)\}")


class Catalogue(NamedTuple):
    """The sentences of one language; what it has not, its `fallback` says."""

    language: str
    wordings: Mapping[str, Wording]
    fallback: Catalogue | None = None

    def say(self, key: str, /, **values: object) -> str:
        """The sentence of a key, its values put in as they are, what is unseen in them visible.

        A key that nobody knows is its own sentence, and a value that was not given leaves its name
        in braces: a flaw in the wording must not keep a person from working.
        """
        wording = self.wordings.get(key)
        if wording is None:
            return self.fallback.say(key, **values) if self.fallback else visible(key)
        if not isinstance(wording, str):
            form = plural_form(self.language, values.get("count"))
            wording = wording.get(form, wording["other"])
        # In one pass, so that braces in a value stay what they are.
        return _VALUE.sub(lambda match: visible(str(values.get(match[1], match[0]))), wording)

    def render(self, message: Message) -> str:
        """The sentence of a message."""
        return self.say(message.key, **message.values)


def load(language: str | None = None) -> Catalogue:
    """The catalogue of a language (BCP 47 or POSIX), by default the one that the system names.

    `fr-CA` takes French where there is no Canadian file; English stands behind every language.
    """
    for tag in _widening(language or _wished()):
        if (_FOLDER / f"{tag}.json").exists():
            return _read(tag)
    return _read(DEFAULT)


def languages() -> tuple[str, ...]:
    """The languages that the interface speaks."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.json")))


def wished() -> str:
    """The tag of the language that the system names (BCP 47)."""
    return next(_widening(_wished()))


def _wished() -> str:
    named = (os.environ.get(name) for name in ("LGQ_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    return next(filter(None, named), DEFAULT)


def _widening(language: str) -> Iterator[str]:
    """From a language's tag to its widest: `zh_hant_TW.UTF-8` is zh-Hant-TW, zh-Hant, zh."""
    first, *rest = re.findall("[A-Za-z0-9]+", re.split("[.@]", language)[0]) or [DEFAULT]
    tag = [first.lower(), *(part.upper() if len(part) == 2 else part.title() for part in rest)]
    for length in range(len(tag), 0, -1):
        yield "-".join(tag[:length])


@cache
def _read(language: str) -> Catalogue:
    entries = json.loads((_FOLDER / f"{language}.json").read_bytes())
    wordings = {key: entry["text"] for key, entry in entries.items()}
    return Catalogue(language, wordings, None if language == DEFAULT else _read(DEFAULT))
