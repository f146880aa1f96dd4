"""Where answers come from: that of one, and that of all from now on; and who types them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lgq_tui.core.paths import from_text, has_content
from lgq_tui.core.person import Person
from lgq_tui.core.sources import MODES, AnswerSource
from lgq_tui.exports.remarks import mode_of, of_source, origin_of
from lgq_tui.locales.speech import say
from lgq_tui.session.sitting import signature_of
from lgq_tui.storage import settings

if TYPE_CHECKING:
    from lgq_tui.prompt.conversation import Conversation

_FIELDS = ("unit", "name", "place", "words")
_NONE, _LAST = "-", "last"


class NoSourceError(Exception):
    """What was typed is no source; the sentence says why."""


def sitting(talk: Conversation, rest: str) -> None:
    """Where answers come from, from now on."""
    if talk.interview.reads_only:
        talk.refuse(say("lock.takes_nothing"))
        return
    if talk.is_answered and settings.person() is None:
        person(talk, "")
    own = talk.session.sitting
    last = own.last() if rest in ("", _LAST) else None
    source = last if rest == _LAST else _told(talk, rest, own.source, last)
    if source is None and rest != _NONE:
        if rest == _LAST:
            talk.refuse(say("ask.no_last"))
        return
    own.begin(source)
    own.remember()
    talk.session.is_assisted = True
    told = say("ask.no_sitting")
    talk.tell(say("ask.sitting", origin=origin_of(source, say)) if source is not None else told)


def source(talk: Conversation, rest: str) -> None:
    """Where the answer to what is asked here comes from."""
    item = talk.place.item
    interview = talk.interview
    if item is None:
        talk.refuse(say("ask.no_question"))
        return
    if not (has_content(interview.value(from_text(item))) or interview.missing(item)):
        talk.refuse(say("origin.nothing_here"))
        return
    present = interview.source_of(item)
    if present is not None and not rest:
        talk.tell(of_source(present, say, signature_of(present)))
    given = _told(talk, rest, present or talk.session.sitting.source)
    if given is None and rest != _NONE:
        return
    if talk.answers.change(lambda: talk.session.sitting.set_source(item, given)):
        talk.tell(say("ask.sourced" if given is not None else "ask.source_gone"))


def person(talk: Conversation, rest: str) -> None:
    """Who types; the initials behind a semicolon, where they are others than those of the name."""
    name, _, initials = (rest or talk.ask(say("person.title"))).partition(";")
    who = Person(name, initials).cleaned()
    if who.name:
        settings.keep_person(who)
        talk.tell(say("ask.person", name=who.name, initials=who.initials))


# What is typed -----------------------------------------------------------------------------------


def _told(
    talk: Conversation,
    rest: str,
    present: AnswerSource | None,
    last: AnswerSource | None = None,
) -> AnswerSource | None:
    """The source that is typed in one line, or asked for in several; None for none."""
    if not rest:
        return _asked(talk, present, last)
    try:
        return None if rest == _NONE else parsed(rest)
    except NoSourceError as error:
        talk.refuse(str(error))
        return None


def parsed(text: str) -> AnswerSource:
    """The source in a line: `call; unit: Ms Lim`, `document; name: a.pdf; place: page 3`."""
    mode, _, rest = text.partition(";")
    said: dict[str, Any] = {}
    while rest.strip():
        key, colon, value = rest.partition(":")
        key = key.strip().casefold()
        if not colon or key not in _FIELDS:
            raise NoSourceError(say("ask.no_source_part", text=rest.strip()))
        if key == "words":  # which may hold anything
            value, rest = value.strip(), ""
        else:
            value, _, rest = value.partition(";")
        said[key] = value
    return AnswerSource(_mode(mode.strip()), **said).cleaned()


def _mode(text: str) -> str:
    if text.isdecimal() and 0 < int(text) <= len(MODES):
        return MODES[int(text) - 1]
    wanted = text.casefold()
    found = [one for one in MODES if wanted in (one, mode_of(AnswerSource(one), say))]
    if not found:
        raise NoSourceError(say("ask.no_mode", text=text, modes=", ".join(MODES)))
    return found[0]


def _asked(
    talk: Conversation, present: AnswerSource | None, last: AnswerSource | None
) -> AnswerSource | None:
    """The source that a person tells line by line; an empty line keeps what is there."""
    lines = [f"{number}. {say(_key(mode))}" for number, mode in enumerate(MODES, 1)]
    if last is not None:
        lines.append(f"0. {say('origin.last', origin=origin_of(last, say))}")
    talk.tell(say("origin.mode"), *lines)
    while True:
        typed = talk.ask(say("ask.number_prompt"))
        if typed == "0" and last is not None:
            return last
        if not typed and present is None:
            return None
        try:
            mode = _mode(typed) if typed else present.mode if present is not None else ""
            break
        except NoSourceError as error:
            talk.refuse(str(error))
    asked = (present or AnswerSource(mode))._replace(mode=mode)
    said: dict[str, Any] = {
        name: talk.ask(say(f"origin.{name}"), getattr(asked, name)) or getattr(asked, name)
        for name in _FIELDS
    }
    return asked._replace(**said).cleaned()


def _key(mode: str) -> str:
    return f"origin.mode.{mode.replace('-', '_')}"
