"""What can be done to an answer, and said about it, besides giving it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lgq_tui.core.paths import as_text, from_text, item_path
from lgq_tui.core.problems import ERROR, Problem
from lgq_tui.core.response import COMPLETED
from lgq_tui.core.wording import plain
from lgq_tui.exports.changes import altered
from lgq_tui.locales.speech import render, say, say_missing
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
    elif talk.change(lambda: talk.interview.clear(part.path)):
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
    if not talk.change(lambda: talk.interview.mark_missing(item, reason)):
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
    if not rest:
        if present:
            talk.tell(say("note.shown", note=present))
        rest = talk.ask(say("ask.note_prompt"), present)
        if rest in ("", present):
            return
    text = None if rest == _NONE else rest
    if talk.change(lambda: talk.interview.note(item, text)):
        talk.tell(say("ask.noted" if text else "ask.note_gone"))


def _here(talk: Conversation) -> list[Problem]:
    """The problems that can be dealt with here: of the part first, then of its question."""
    part = talk.place.part
    if part is None:
        return []
    top = talk.interview.questionnaire.top_level[str(part.path[0])]
    found = [one for one in talk.interview.problems_of(top) if not one.lacking]
    return sorted(found, key=lambda one: (not one.open, one.path != part.path))


def take(talk: Conversation, rest: str) -> None:
    """Take the correction that is offered."""
    problem = next((one for one in _here(talk) if one.offers), None)
    if problem is None:
        talk.refuse(say("problem.nothing_to_deal"))
    elif talk.change(lambda: talk.interview.mend(problem)):
        value = talk.interview.value(problem.path)
        item = talk.interview.questionnaire.by_path[item_path(problem.path)]
        if value is not None and problem.suggestion is not None:
            talk.tell(say("ask.taken", answer=PROMPTS[item.type].told(value, item)))
        else:
            talk.tell(say("ask.taken_back"))
        talk.place.look_again()


def accept(talk: Conversation, rest: str) -> None:
    """Let a warning stand, for a reason; `-` takes that back."""
    able = [one for one in _here(talk) if one.severity != ERROR]
    if not able:
        talk.refuse(say("problem.nothing_to_deal"))
        return
    problem = able[0]
    if not rest:
        sentence = render(problem.message, problem.sentence)
        talk.tell(say("accept.title", sentence=sentence))
        rest = talk.ask(say("ask.reason_prompt"), problem.accepted or "")
        if rest in ("", problem.accepted):
            return
    reason = None if rest == _NONE else rest
    if talk.change(lambda: talk.interview.accept(problem, reason)):
        talk.tell(say("ask.accepted" if reason else "ask.not_accepted"))


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
    if text != present:
        talk.take(part, text, present)


def _entries(talk: Conversation, rest: str) -> tuple[tuple[Any, ...], list[int]] | None:
    """The list that is asked about, and the numbers that are typed, counted from 0."""
    place = talk.place.element
    numbers = [int(word) - 1 for word in rest.split() if word.isdecimal()]
    if place is None or len(numbers) != len(rest.split()):
        talk.refuse(say("ask.no_list"))
        return None
    elements = talk.interview.value(place[:-1]) or []
    if any(not 0 <= number < len(elements) for number in numbers):
        talk.refuse(say("ask.no_entry", count=len(elements)))
        return None
    return place, numbers


def remove(talk: Conversation, rest: str) -> None:
    """Remove an entry of the list, by its number; without one, the entry that is asked for."""
    found = _entries(talk, rest)
    if found is None:
        return
    place, numbers = found
    index = numbers[0] if numbers else int(place[-1])
    elements = [*(talk.interview.value(place[:-1]) or [])]
    if index >= len(elements):
        talk.place.begun = None
        talk.place.look_again()
        return
    del elements[index]
    if talk.change(lambda: talk.interview.answer(place[:-1], elements or None)):
        talk.tell(say("ask.removed", number=index + 1))
        talk.place.look_again()


def move(talk: Conversation, rest: str) -> None:
    """Move an entry of the list to another place: two numbers, from and to."""
    found = _entries(talk, rest)
    if found is None:
        return
    place, numbers = found
    if len(numbers) != 2:
        talk.refuse(say("ask.two_numbers"))
        return
    elements = [*(talk.interview.value(place[:-1]) or [])]
    elements.insert(numbers[1], elements.pop(numbers[0]))
    if talk.change(lambda: talk.interview.answer(place[:-1], elements)):
        talk.tell(say("ask.moved", number=numbers[1] + 1))
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
        talk.tell(say(f"ask.{name}", name=one.name, old=one.old or "-", new=one.new or "-"))
    if step.path:
        talk.place.goto(as_text(step.path))
