"""The command that git calls where two branches have changed a response."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING, Any

from lgq_tui.commands.report import FINE, PROBLEMS, print_line, questionnaire_of
from lgq_tui.locales import wished
from lgq_tui.locales.speech import say

if TYPE_CHECKING:
    from pathlib import Path

    from lgq_tui.core.definition import Questionnaire
    from lgq_tui.core.merge import Clash


def merge_driver(options: Any) -> int:
    """Merge three versions of a response into the second one.

    Whatever is wrong, that file is left as it is: git takes it for ours, in conflict with theirs.
    """
    from datetime import UTC, datetime

    from lgq_tui.session import driving
    from lgq_tui.storage import atomic

    questionnaire = questionnaire_of(options, wished())
    files = options.base, options.ours, options.theirs
    versions = driving.read(*files, options.name, questionnaire)
    outcome = driving.merge(questionnaire, versions)
    content = driving.content_of(versions, outcome, questionnaire)
    named: Path = options.name or options.ours
    packet = None
    if outcome.clashes:
        packet = driving.write_theirs(versions, named, questionnaire, datetime.now(UTC))
    atomic.write(options.ours, content, private=False)
    if packet is None:
        return FINE
    for clash in outcome.clashes:
        _tell(named, clash, questionnaire)
    command = _deciding(named, packet, getattr(options, "questionnaire", None))
    count = len(outcome.clashes)
    print_line(say("driver.decide", name=named, command=command, count=count), sys.stderr)
    return PROBLEMS


def _deciding(named: Path, packet: Path, questionnaire: Path | None) -> str:
    """The command that decides, as it is typed where git was called: git itself has gone to the top
    folder meanwhile."""
    begin = os.environ.get("GIT_PREFIX") or os.curdir

    def there(path: Path) -> str:
        return str(path) if path.is_absolute() else os.path.relpath(path, begin)

    definition = ("-q", there(questionnaire)) if questionnaire is not None else ()
    return shlex.join(["lgq", "merge", *definition, there(named), there(packet)])


def _tell(named: Path, clash: Clash, questionnaire: Questionnaire) -> None:
    from lgq_tui.core.paths import as_text
    from lgq_tui.exports.changes import NOTHING
    from lgq_tui.session.packets import in_words

    title, *sides = in_words(questionnaire, clash)
    here, there = (say("packet.unsigned", answer=side or NOTHING) for side in sides)
    values = {"name": named, "item": as_text(clash.theirs.path), "title": title}
    print_line(say("driver.clash", **values, here=here, there=there), sys.stderr)
