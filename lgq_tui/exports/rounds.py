"""What an earlier round said, in words: beside an answer of now, and where it has no place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.earlier import Earlier, Said
from lgq_tui.core.paths import from_text
from lgq_tui.core.rounds import Kept, Round
from lgq_tui.exports.changes import NOTHING, name_of, words_of

Say = Callable[..., str]
"""The catalogue's `say`: from a key and values to a sentence."""


class Homeless(NamedTuple):
    """Something that has no place now: what it was called, what was said, and why."""

    name: str
    said: str
    why: str

    @property
    def line(self) -> str:
        """All of it in one line."""
        return f"{self.name}: {' '.join(self.said.split())} ({self.why})"


def last_time(item: Item, said: Said, say: Say) -> str:
    """What was said to an item last time."""
    return say("round.last", answer=words_of(item, said.value) or _reason(said.missing, say))


def beside(item: Item, earlier: Earlier, say: Say) -> Iterator[str]:
    """What an earlier round said, beside the answer to an item: another one, or what may be one."""
    said = earlier.differs(item.path)
    if said is not None:
        yield last_time(item, said, say)
    for path, kept in earlier.may_belong(item.path):
        words = " ".join(_said(kept, say).split())
        yield say("round.may_belong", name=_called(path), answer=words)


def homeless(questionnaire: Questionnaire, earlier: Round, say: Say) -> Iterator[Homeless]:
    """All that is kept without a place."""
    for path, kept in earlier.kept.items():
        yield Homeless(_called(path), _said(kept, say), _why(questionnaire, kept, say))


def _called(path: str) -> str:
    """What to call an answer of which only the path is known."""
    names: list[str] = []
    for step in from_text(path):
        if isinstance(step, int):
            names[-1:] = [f"{''.join(names[-1:])} ({step + 1})".strip()]
        else:
            names.append(step.replace("_", " ").capitalize())
    return " › ".join(names)


def _said(kept: Kept, say: Say) -> str:
    """What was said, whole."""
    said = [_words(kept.value, say)] if kept.value is not None else []
    if kept.missing:
        said.append(_reason(kept.missing, say))
    if kept.note:
        said.append(say("note.shown", note=kept.note))
    return "\n".join(said)


def _words(value: Any, say: Say) -> str:
    """Plain data of which nobody knows any more what was asked."""
    if isinstance(value, Mapping):
        return ", ".join(f"{_called(key)}: {_words(one, say)}" for key, one in value.items())
    if isinstance(value, list):
        return "; ".join(_words(one, say) for one in value)
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return say("round.yes" if value else "round.no")
    return str(value)


def _why(questionnaire: Questionnaire, kept: Kept, say: Say) -> str:
    to = ", ".join(name_of(questionnaire, from_text(item)) for item in kept.to)
    return say(f"round.why.{kept.why}", to=to)


def _reason(missing: str | None, say: Say) -> str:
    return f"— {say(f'missing.{missing}'.replace('-', '_'))}" if missing else ""
