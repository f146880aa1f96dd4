"""The form's own phrases, which our documents are full of: no answer is made of them alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.wording import plain
from lgq_tui.imports.placing.folding import folded

ANY = "\ufffd"
"""In a phrase: any one letter or digit."""
_LONGEST = 4_000
"""Folded signs of a text that is looked at."""


class Phrases:
    """Knows the texts that phrases make up, one after the other."""

    def __init__(self, texts: Collection[str]) -> None:
        self._by_begin: dict[str, list[re.Pattern[str]]] = {}
        for text in texts:
            parts = [re.escape(folded(part)) for part in text.split(ANY)]
            if parts[0]:
                begin = folded(text.split(ANY)[0])[0]
                pattern = re.compile(r"[^\W_]".join(parts))
                self._by_begin.setdefault(begin, []).append(pattern)

    def make_up(self, text: str) -> bool:
        """Whether a text is phrases and nothing else."""
        signs = folded(text)
        if not signs or len(signs) > _LONGEST:
            return False
        reached = {0}
        for start in range(len(signs)):
            if start in reached:
                reached.update(self._ends(signs, start))
        return len(signs) in reached

    def _ends(self, signs: str, start: int) -> Iterator[int]:
        for pattern in self._by_begin.get(signs[start], ()):
            if found := pattern.match(signs, start):
                yield found.end()


def phrases_of(questionnaires: Sequence[Questionnaire]) -> Iterator[str]:
    """What a form has printed beside its questions: the labels of parts and choices, and hints."""
    for one in questionnaires:
        for item in one.by_path.values():
            wordings = [item.label, item.hint, item.number]
            for choice in item.choices:
                wordings += [choice.label, choice.hint]
            yield from (plain(wording) for wording in wordings if wording)
