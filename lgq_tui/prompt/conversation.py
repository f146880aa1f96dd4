"""The interview line by line: one thing is asked after the other, in words alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from lgq_tui.core.interview import ClosedError, CompletedError
from lgq_tui.core.paths import from_text, item_path
from lgq_tui.core.text import MOST_TYPED, visible
from lgq_tui.locales.speech import say
from lgq_tui.prompt import asking
from lgq_tui.prompt.ending import LeaveError
from lgq_tui.prompt.line import DisturbedError, EndedError, GarbledError, Line, TooLongError, Words
from lgq_tui.prompt.output import Output
from lgq_tui.prompt.parts import Kind, Part
from lgq_tui.prompt.place import Place
from lgq_tui.prompt.prompts import PROMPTS
from lgq_tui.prompt.writing import Command, meant
from lgq_tui.session.session import Session

if TYPE_CHECKING:
    from lgq_tui.prompt.news import News


class _InsteadError(Exception):
    """Where something else was asked, a command was typed."""

    def __init__(self, command: Command) -> None:
        super().__init__(command)
        self.command = command


class Conversation:
    """Asks for answers on lines, and does what commands say."""

    def __init__(self, session: Session, line: Line, output: Output, news: News) -> None:
        self.session = session
        self.interview = session.interview
        self.output = output
        self.is_refused = False
        """Whether a line could not be followed."""
        self._line = line
        self._news = news
        self.place = Place(session.interview)
        self._shown_page: str | None = None
        self._shown_section: str | None = None
        self._is_asked_again = False
        self._typed = ""
        """What stood in the line when something else had to be said first."""
        self._can_judge = not line.can_be_disturbed
        """Whether what judges answers is there: to load it takes longer than the first prompt."""
        self._found: Sequence[str] = ()
        """The paths that numbers stand for, as they were listed last."""

    @property
    def is_answered(self) -> bool:
        """Whether somebody answers who can be asked back, rather than a script."""
        return self._line.is_answered

    def tell(self, *texts: str, indent: int = 0) -> None:
        """Write paragraphs."""
        self.output.write(*texts, indent=indent)

    def refuse(self, sentence: str) -> None:
        """Say why something was not done; a script ends there."""
        self.tell(sentence)
        self.stop()

    def stop(self) -> None:
        """End a script: what comes now could be taken for the answer to something else."""
        self.is_refused = True
        if not self.is_answered:
            self.tell(say("ask.stopped", number=self._line.count))
            raise EndedError

    # --- the round -----------------------------------------------------------------------------

    def run(self) -> None:
        """Ask until the person leaves (`LeaveError`) or the input ends (`EndedError`)."""
        self.place.look_at(from_text(self.interview.focus))
        while True:
            try:
                self._ask()
            except _InsteadError as instead:
                self._follow(instead.command)
            except TooLongError as error:
                self._too_long(error.signs)
            except GarbledError:
                self.refuse(say("ask.garbled"))
            except DisturbedError as error:
                self._typed, self._is_asked_again = error.text, True

    def _ask(self) -> None:
        self._news.tell(self)
        self._show_page()
        if self.place.part is None:
            self._ask_without_part()
            return
        part = self.place.part
        self.interview.focus = item_path(part.path)
        lines: list[str] = []
        if not self._is_asked_again:
            lines += asking.part_lines(self.interview, part, self.place.page)
        lines += asking.problem_lines(self._problems(part))
        present = self._present(part)
        if present:
            told = PROMPTS[part.item.type].told(self.interview.value(part.path), part.item)
            lines.append(say("ask.present", answer=told))
        self.tell(*(line for line in lines if line))
        self._is_asked_again = False
        begun, self._typed = self._typed, ""
        try:
            prompt = f"{asking.prompt_of(part)}: "
            text = self._line.read(prompt, present, partial(_words, part), begun)
        except EndedError as error:
            self._keep(part, error.text, present)
            raise
        self._can_judge = True
        command = meant(text)
        if isinstance(command, Command):
            self._follow(command)
        else:
            self.take(part, command, present)

    def _ask_without_part(self) -> None:
        """On a page to read, and at the end: a command, or on with an empty line."""
        if not self.place.is_at_end and not self.is_answered:
            self.turn()  # a script has nothing to read
            return
        if self.place.is_at_end:
            self.tell("", say("ask.end"), asking.state_of_response(self.interview))
        text = self._read(say("ask.end_prompt" if self.place.is_at_end else "ask.begin_prompt"))
        if text.strip():
            self.refuse(say("ask.no_question"))
        elif self.place.is_at_end:
            raise LeaveError
        else:
            self.turn()

    def _read(self, prompt: str, present: str = "", words: Words | None = None) -> str:
        """A line that answers something besides the questions; a command goes before it."""
        ending = " " if prompt.endswith("?") else ": "
        command = meant(self._line.read(f"{prompt}{ending}", present, words))
        if isinstance(command, Command):
            raise _InsteadError(command)
        return command

    def ask(self, prompt: str, present: str = "") -> str:
        """Ask for something besides the questions."""
        return self._read(prompt, present).strip()

    def agreed(self, prompt: str, answer: str = "") -> bool:
        """Whether something is to be done: asked, where that is not answered already."""
        text = answer or self.ask(f"{prompt} {say('ask.yes_or_no')}")
        return PROMPTS["yes_no"].parse(text, self.interview.questionnaire.items[0]) is True

    def chosen(self, answers: Sequence[tuple[str, str]], prompt: str) -> str:
        """One of some answers, each with what it stands for, by its number; asked until it is."""
        self.tell(*(f"{number}. {label}" for number, (_, label) in enumerate(answers, 1)))
        while True:
            text = self.ask(prompt)
            if text.isdecimal() and 0 < int(text) <= len(answers):
                return answers[int(text) - 1][0]
            self.refuse(say("ask.no_number", most=len(answers)))

    def listed(self, entries: Sequence[tuple[str, str]]) -> None:
        """List things that can be gone to, by the path of each; `went_to` takes their numbers."""
        self._found = [path for path, _ in entries]
        self.tell(*(f"{number}. {text}" for number, (_, text) in enumerate(entries, 1)))

    def path_of(self, number: str) -> str | None:
        """The path that a number stands for in what was listed last."""
        if number.isdecimal() and 0 < int(number) <= len(self._found):
            return self._found[int(number) - 1]
        return None

    # --- answers -------------------------------------------------------------------------------

    def _present(self, part: Part) -> str:
        value = self.interview.value(part.path) if part.kind is Kind.VALUE else None
        return PROMPTS[part.item.type].typed(value, part.item) if value is not None else ""

    def _problems(self, part: Part) -> list[Any]:
        if part.kind is not Kind.VALUE or self.interview.value(part.path) is None:
            return []
        return asking.problems_at(self.interview, part) if self._can_judge else []

    def can_judge(self) -> None:
        """What judges answers is there now: say what is wrong with the first one that was shown.

        Called in another thread.
        """

        def is_so() -> bool:
            was_shown, self._can_judge = not self._can_judge, True
            return (
                was_shown and self.place.part is not None and bool(self._problems(self.place.part))
            )

        self._line.disturb(is_so)

    def take(self, part: Part, text: str, present: str) -> None:
        """Take what was typed as the answer to a part, and go on; nothing keeps what is there."""
        if text == present or not text.strip():
            if part.kind is Kind.MORE:
                self.place.begun = None
            self.advance(part)
            return
        if len(text) > MOST_TYPED:
            self._typed = text
            self._too_long(len(text))
            return
        if part.kind is Kind.MORE:
            self._begin_element(part, text)
            return
        before = self.place.parts()
        lines = text.split("\n") if part.is_entry else [text]
        values = [PROMPTS[part.item.type].parse(line, part.item) for line in lines]
        if self._give(part, [value for value in values if value is not None]):
            self._go_on_after(part, before, len(values))

    def _give(self, part: Part, values: list[Any]) -> bool:
        """Give an answer, several to a list, none to take it back; False where none are taken."""
        if len(values) < 2:
            value = values[0] if values else None
            return self.change(lambda: self.interview.answer(part.path, value))
        place = part.path[:-1]
        index = int(part.path[-1])
        entries = [*(self.interview.value(place) or [])]
        entries[index : index + 1] = values
        return self.change(lambda: self.interview.answer(place, entries))

    def _go_on_after(self, part: Part, before: Sequence[Part], count: int) -> None:
        if self.place.begun is not None and self.interview.value(self.place.begun) is not None:
            self.place.begun = None
        value = self.interview.value(part.path)
        if part.kind is Kind.VALUE and value is None:
            self.tell(say("ask.taken_back"))
        found = self._problems(part)
        if any(one.open for one in found):
            if self.is_answered:
                self.place.part, self._is_asked_again = Part(part.path, part.item), True
                return
            self.tell(*asking.problem_lines(found))
        if part.is_entry and value is None:
            self.place.look_at(part.path)  # the next one is in its place now
        elif part.is_entry and count > 1:
            last = (*part.path[:-1], int(part.path[-1]) + count - 1)
            self.advance(Part(last, part.item))
        else:
            self.advance(part, before)

    def _begin_element(self, part: Part, text: str) -> None:
        answer = PROMPTS["yes_no"].parse(text, part.item)
        if not isinstance(answer, bool):
            self.refuse(say("ask.not_yes_or_no", text=text))
        elif answer:
            elements = self.interview.value(part.path[:-1]) or []
            self.place.begin((*part.path[:-1], len(elements)))
        else:
            self.advance(part)

    def change(self, make: Callable[[], object]) -> bool:
        """Make a change and save it; where none is taken, say why."""
        try:
            make()
        except CompletedError:
            if not (self.is_answered and self.agreed(say("reopen.title"))):
                self.refuse(say("reopen.first"))
                return False
            self.interview.reopen()
            make()
        except ClosedError:
            self.refuse(say("lock.takes_nothing"))
            return False
        self.session.save()
        return True

    def _keep(self, part: Part, text: str, present: str) -> None:
        """Keep what stood in a line that was never entered."""
        command = meant(text)
        if isinstance(command, Command) or part.kind is Kind.MORE or text in ("", present):
            return
        value = PROMPTS[part.item.type].parse(command, part.item)
        if value is None or len(text) > MOST_TYPED:
            return
        if self.change(lambda: self.interview.answer(part.path, value)):
            self.tell("", say("ask.kept_line", name=asking.prompt_of(part)))

    def _too_long(self, signs: int) -> None:
        self.refuse(say("ask.too_long", signs=f"{signs:,}", most=f"{MOST_TYPED:,}"))

    # --- moving --------------------------------------------------------------------------------

    def advance(self, part: Part, before: Sequence[Part] | None = None) -> None:
        """Go on behind a part."""
        if not self.place.advance(part, before):
            self.turn()

    def turn(self) -> None:
        """Go to the next page, or to the end; first say what is wrong with this one as a whole."""
        if self.place.is_at_end:
            return
        self._tell_what_is_left()
        self.place.turn()
        if self.place.is_at_end:
            self._shown_page = None
        self.session.save()

    def again(self) -> None:
        """Write once more what is asked here."""
        self._shown_page = self._shown_section = None

    def _show_page(self) -> None:
        page = self.place.page
        if self.place.is_at_end or page.key == self._shown_page:
            return
        section = page.section.id if page.section is not None else ""
        is_new = section != self._shown_section
        self.tell(*asking.page_lines(self.interview, page, with_section=is_new))
        self._shown_page, self._shown_section = page.key, section

    def _tell_what_is_left(self) -> None:
        """Say what is wrong on a page about more than one part, before it is left."""
        places = {part.path for part in self.place.parts()}
        for item in self.place.page.items:
            for one in self.interview.problems_of(item):
                if one.open and not one.lacking and one.path not in places:
                    self.tell(asking.named(self.interview, one))

    # --- commands ------------------------------------------------------------------------------

    def _follow(self, command: Command) -> None:
        from lgq_tui.prompt.commands import COMMANDS, named

        found = named(command.name)
        if len(found) != 1:
            self._typed = " ".join(filter(None, (f"/{command.name}", command.rest)))
            self.refuse(_unknown(command, found))
            return
        where = self.place.part, self._shown_page
        try:
            COMMANDS[found[0]](self, command.rest)
        except _InsteadError as instead:
            self._follow(instead.command)
            return
        self._is_asked_again = where == (self.place.part, self._shown_page)


def _words(part: Part) -> list[str]:
    """What Tab completes: answers, and commands."""
    from lgq_tui.prompt.commands import COMMANDS

    name = "yes_no" if part.kind is Kind.MORE else part.item.type
    return [*PROMPTS[name].words(part.item), *(f"/{one}" for one in COMMANDS)]


def _unknown(command: Command, found: Sequence[str]) -> str:
    if found:
        return say("ask.several", name=command.name, names=", ".join(f"/{one}" for one in found))
    return say("ask.unknown", name=visible(command.name))
