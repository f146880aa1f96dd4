"""All that an earlier round said and that is not said now, to read."""

from __future__ import annotations

from typing import Any

from textual.content import Content

from lgq_tui.core.interview import Interview
from lgq_tui.core.paths import from_text
from lgq_tui.core.rounds import Round
from lgq_tui.exports.changes import name_of
from lgq_tui.exports.rounds import homeless, last_time
from lgq_tui.locales.speech import say
from lgq_tui.locales.times import local
from lgq_tui.tui.contents import BOLD, joined


def earlier_text(interview: Interview, earlier: Round) -> Content:
    """What is kept without a place, whole, and what is answered otherwise now."""
    questionnaire = interview.questionnaire
    at = local(earlier.modified) if earlier.modified else ""
    pieces: list[Any] = [say("round.from", version=earlier.version, at=at).strip()]
    pieces += ["\n\n", (say("round.homeless"), BOLD)]
    for one in homeless(questionnaire, earlier, say):
        pieces += ["\n\n", (one.name, BOLD), f" ({one.why})\n{one.said}"]
    if not earlier.kept:
        pieces += ["\n", say("round.all_placed")]
    changed = [one for top in questionnaire.items for one in interview.earlier.changed_in(top)]
    if changed:
        pieces += ["\n\n", (say("round.changed"), BOLD)]
    for item, said in changed:
        name = name_of(questionnaire, from_text(item.path))
        pieces += ["\n\n", (name, BOLD), f"\n{last_time(item, said, say)}"]
    return joined(*pieces)
