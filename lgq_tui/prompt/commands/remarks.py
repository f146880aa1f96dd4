"""What can be done to an answer, and said about it, besides giving it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lgq_tui.core.paths import Path, from_text, item_path, last_index
from lgq_tui.core.problems import ERROR, Problem
from lgq_tui.core.response import COMPLETED
from lgq_tui.core.wording import plain
from lgq_tui.exports.changes import altered, name_of
from lgq_tui.locales.speech import render, say, say_missing
from lgq_tui.prompt import asking
from lgq_tui.prompt.parts import Kind
from lgq_tui.prompt.prompts import PROMPTS

if TYPE_CHECKING:
    from lgq_tui.core.steps import Step
    from lgq_tui.prompt.conversation import Conversation

_WHOLE = "whole"
_NONE = "-"
"""In place of a text: none, from now on."""


def clear(talk: Conversation, rest: str) -> None:
    """Take the answer back."""
    part = talk.place.part
    if part is None or talk.interview.value(part.path) is None:
        talk.refuse(say("ask.nothing_to_clear"))
    elif talk.answers.change(lambda: talk.interview.clear(part.path)):
        talk.tell(say("ask.taken_back"))
        talk.place.look_again()


def missing(talk: Conversation, rest: str) -> None:
    """Say why there is no answer: a number or name of a reason, `whole` before it, 0 for none."""
    item = talk.place.item
    if item is None:
        talk.refuse(say("ask.no_question"))
        return
    whole, _, reason = rest.partition(" ")
    if whole.casefold() == _WHOLE:
        item, rest = item.partition(".")[0], reason
    reasons = talk.interview.questionnaire.by_path[item].missing_reasons
    if not rest:
        lines = [f"{n}. {say_missing(reason)}" for n, reason in enumerate(reasons, 1)]
        label = plain(talk.interview.questionnaire.by_path[item].label)
        talk.tell(say("missing.title", label=label), *lines, f"0. {say('missing.none')}")
        rest = talk.ask(say("ask.number_prompt"))
    found = _reason(rest, reasons)
    if found is None:
        talk.refuse(say("ask.no_reason", text=rest, reasons=", ".join(reasons)))
        return
    _mark(talk, item, found or None)


def _mark(talk: Conversation, item: str, reason: str | None) -> None:
    stood = talk.interview.value(from_text(item)) is not None
    part = talk.place.part
    if not talk.answers.change(lambda: talk.interview.mark_missing(item, reason)):
        return
    if stood and talk.interview.value(from_text(item)) is None:
        talk.tell(say("missing.took_away"))
    if reason is None or part is None:
        talk.place.look_again()
        return
    # On to what is asked behind all that the reason is about.
    parts = talk.place.parts()
    inner = [one for one in parts if ".".join(map(str, one.path)).startswith(f"{item}.")]
    own = [one for one in parts if one.path[: item.count(".") + 1] == tuple(item.split("."))]
    talk.advance((inner or own or [part])[-1])


def _reason(text: str, reasons: tuple[str, ...]) -> str | None:
    """A reason by number, id or words; "" for none, None for what is not one."""
    if text == "0":
        return ""
    if text.isdecimal():
        return reasons[int(text) - 1] if 0 < int(text) <= len(reasons) else None
    wanted = text.casefold()
    return next((one for one in reasons if wanted in (one, say_missing(one).casefold())), None)


def note(talk: Conversation, rest: str) -> None:
    """Write a note on what is asked; `-` takes it away."""
    item = talk.place.item
    if item is None:
        talk.refuse(say("ask.no_question"))
        return
    present = talk.interview.note_on(item) or ""

    def take(typed: str) -> None:
        text = None if typed == _NONE else typed
        if talk.answers.change(lambda: talk.interview.note(item, text)):
            talk.tell(say("ask.noted" if text else "ask.note_gone"))

    if not rest:
        if present:
            talk.tell(say("note.shown", note=present))
        rest = talk.ask(say("ask.note_prompt"), present, take)
    if rest not in ("", present):
        take(rest)


def problems_here(talk: Conversation) -> list[Problem]:
    """The problems that can be dealt with here: of the part first, then of its question."""
    part = talk.place.part
    if part is None:
        return []
    top = talk.interview.questionnaire.top_level[str(part.path[0])]
    found = [one for one in talk.interview.problems_of(top) if not one.lacking]
    here = [one for one in found if one.path == part.path]
    return [*here, *(one for one in found if one.open and one not in here)]


def take(talk: Conversation, rest: str) -> None:
    """Take the correction that is offered."""
    problem = next((one for one in problems_here(talk) if one.offers), None)
    if problem is None:
        talk.refuse(say("problem.nothing_to_deal"))
    elif talk.answers.change(lambda: talk.interview.mend(problem)):
        value = talk.interview.value(problem.path)
        item = talk.interview.questionnaire.by_path[item_path(problem.path)]
        reason = talk.interview.missing(item.path)
        name = name_of(talk.interview.questionnaire, problem.path)
        if value is not None and problem.suggestion is not None:
            talk.tell(say("ask.taken", name=name, answer=PROMPTS[item.type].told(value, item)))
        elif reason is not None:
            talk.tell(say("ask.taken", name=name, answer=say_missing(reason)))
        else:
            talk.tell(say("ask.taken_out", name=name))
        talk.place.look_again()


def accept(talk: Conversation, rest: str) -> None:
    """Let a warning stand, for a reason; `-` takes that back."""
    able = [one for one in problems_here(talk) if one.severity != ERROR]
    if not able:
        talk.refuse(say("problem.nothing_to_deal"))
        return
    problem = able[0]

    def take(typed: str) -> None:
        reason = None if typed == _NONE else typed
        name = name_of(talk.interview.questionnaire, problem.path)
        if talk.answers.change(lambda: talk.interview.accept(problem, reason)):
            talk.tell(say("ask.accepted" if reason else "ask.not_accepted", name=name))

    if not rest:
        sentence = render(problem.message, problem.sentence)
        talk.tell(say("accept.title", sentence=sentence))
        rest = talk.ask(say("ask.reason_prompt"), problem.accepted or "", take)
    if rest not in ("", problem.accepted):
        take(rest)


def edit(talk: Conversation, rest: str) -> None:
    """Edit the answer in the person's own editor."""
    part = talk.place.part
    if part is None or part.kind is Kind.MORE:
        talk.refuse(say("ask.no_question"))
        return
    from lgq_tui.session import editor

    value = talk.interview.value(part.path)
    present = PROMPTS[part.item.type].answer_type.format(value, part.item)
    try:
        text = editor.edited(present)
    except editor.EditorError as error:
        talk.refuse(render(error.message))
        return
    if not text.strip() and present:
        clear(talk, "")
    elif text != present:
        talk.answers.take(part, text)


class _List(NamedTuple):
    """The list that is asked about: its path, what is in it, and its name."""

    path: Path
    entries: list[Any]
    name: str

    def has(self, number: int) -> bool:
        """Whether there is an entry with a number, counted from 1."""
        return 0 < number <= len(self.entries)


def _list(talk: Conversation) -> _List | None:
    """The innermost list around what is asked that has entries; None where there is none."""
    element = talk.place.element
    while element:
        path = element[:-1]
        entries = talk.interview.value(path)
        if isinstance(entries, list) and entries:
            return _List(path, [*entries], asking.inside(talk.interview, path))
        element = path[: last_index(path)]
    return None


def _numbers(talk: Conversation, rest: str, known: _List | None, count: int) -> list[int] | None:
    """So many numbers of entries, as typed; None, which is told, where they are none."""
    words = rest.split()
    if known is None:
        talk.refuse(say("ask.no_list"))
    elif len(words) != count or not all(map(str.isdecimal, words)):
        talk.refuse(say("ask.two_numbers" if count == 2 else "ask.one_number"))
    elif not all(known.has(int(word)) for word in words):
        talk.refuse(say("ask.no_entry", list=asking.ended(known.name), count=len(known.entries)))
    else:
        return list(map(int, words))
    return None


def remove(talk: Conversation, rest: str) -> None:
    """Remove an entry of the list, by its number; without one, the entry that is asked for."""
    element = talk.place.element
    if not rest and element and talk.interview.value(element) is None:
        if element == talk.place.begun:
            talk.place.look_again()  # it was never there
        else:
            talk.refuse(say("ask.nothing_to_remove", number=int(element[-1]) + 1))
        return
    known = _list(talk)
    rest = rest or str(int(element[-1]) + 1 if element else "")
    numbers = _numbers(talk, rest, known, 1)
    if known is None or numbers is None:
        return
    [number] = numbers
    del known.entries[number - 1]
    if talk.answers.change(lambda: talk.interview.answer(known.path, known.entries or None)):
        talk.tell(say("ask.removed", list=asking.ended(known.name), number=number))
        talk.place.look_again()


def move(talk: Conversation, rest: str) -> None:
    """Move an entry of the list to another place: two numbers, from and to."""
    known = _list(talk)
    numbers = _numbers(talk, rest, known, 2)
    if known is None or numbers is None:
        return
    first, other = numbers
    known.entries.insert(other - 1, known.entries.pop(first - 1))
    if talk.answers.change(lambda: talk.interview.answer(known.path, known.entries)):
        talk.tell(say("ask.moved", list=asking.ended(known.name), number=other))
        talk.place.look_again()


def undo(talk: Conversation, rest: str) -> None:
    """Take the last change back."""
    _turn(talk, rest, "undo")


def redo(talk: Conversation, rest: str) -> None:
    """Make it once more."""
    _turn(talk, rest, "redo")


def _turn(talk: Conversation, rest: str, name: str) -> None:
    if talk.interview.status == COMPLETED and not talk.agreed(say("undo.completed"), rest):
        return
    step: Step | None = talk.interview.undo() if name == "undo" else talk.interview.redo()
    if step is None:
        talk.refuse(say(f"{name}.nothing"))
        return
    talk.session.save()
    for one in altered(talk.interview.questionnaire, step.changes, say):
        talk.tell(say(f"ask.{name}", **asking.change_in_words(one)))
    if step.path:
        talk.place.go_near(step.path)
