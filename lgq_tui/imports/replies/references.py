"""The line by which a letter, and the reply that quotes it, says which response it is about."""

from __future__ import annotations

import re

from lgq_tui.imports.replies.lines import lines_of
from lgq_tui.imports.source import Source

_CODE = r"\s+[^\s·]{1,60}\s*·(?:[^·]{0,200}·)?\s*([0-9a-f]{8})(?![\w-])"
"""What follows the id of the questionnaire where a letter says what it refers to."""
_LONGEST_CODED = 400
_MOST_CODED = 4
"""Lines that it may have been broken into."""


def codes_in(source: Source, questionnaire: str) -> frozenset[str]:
    """The codes of the responses to whose letters a text refers; these begin with the id of the
    questionnaire."""
    if not questionnaire:
        return frozenset()
    pattern = re.compile(rf"(?<!\w){re.escape(questionnaire)}{_CODE}")
    texts = [line.text for line in lines_of(source)]
    starts = [at for at, text in enumerate(texts) if questionnaire in text]
    together = (" ".join(texts[at : at + _MOST_CODED])[:_LONGEST_CODED] for at in starts)
    return frozenset(found[1] for text in together for found in pattern.finditer(text))
