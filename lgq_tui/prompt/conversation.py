"""The interview line by line: one thing is asked after the other, in words alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from lgq_tui.core.paths import from_text, item_path
from lgq_tui.core.text import MOST_TYPED, visible
from lgq_tui.locales.speech import say
from lgq_tui.prompt import asking
from lgq_tui.prompt.answers import Answers
from lgq_tui.prompt.ending import LeaveError
from lgq_tui.prompt.line import (
    CutError,
    DisturbedError,
    EndedError,
    GarbledError,
    Line,
    TooLongError,
)
from lgq_tui.prompt.output import Output
from lgq_tui.prompt.parts import Kind, Part
from lgq_tui.prompt.place import Place
from lgq_tui.prompt.prompts import PROMPTS
from lgq_tui.prompt.writing import Command, meant
from lgq_tui.session.session import Session

if TYPE_CHECKING:
    from lgq_tui.core.queries import Asked
    from lgq_tui.core.steps import Change
    from lgq_tui.prompt.news import News


class InsteadError(Exception):
    """Where something else was asked, a command was typed."""

    def __init__(self, command: Command) -> None:
        super().__init__(command)
        self.command = command


class Conversation:
    """Asks for answers on lines, and does what commands say."""

    def __init__(self, session: Session, line: Line, output: Output, news: News) -> None:
        self.session = session
        self.interview = session.interview
        self.place = Place(session.interview)
        self.answers = Answers(self)
        self.is_refused = False
        """Whether a line could not be followed."""
        self.changes: Sequence[Change] = ()
        """Those that numbers stand for, as they were listed last."""
        self.queries: Sequence[Asked] = ()
        """The same of queries."""
        self._line = line
        self._output = output
        self._news = news
        self._found: Sequence[str] = ()
        """The paths that numbers stand for, as they were listed last."""
        self._shown_page: str | None = None
        self._shown_section: str | None = None
        self._is_asked_again = False
        self._said: Sequence[str] = ()
        """What was said of the answer before it was asked for."""
        self._typed = ""
        """What stood in the line when something else had to be said first."""
        self._begins_sitting = session.is_assisted and line.is_answered
        """Whether it is to be asked first where answers come from; a script says so itself."""
        self._can_judge = not line.can_be_disturbed
        """Whether what judges answers is there: to load it takes longer than the first prompt."""

    @property
    def is_answered(self) -> bool:
        """Whether somebody answers who can be asked back, rather than a script."""
        return self._line.is_answered

    @property
    def can_be_called(self) -> bool:
        """Whether the present answer can be called into the line, to be changed there."""
        return self._line.can_be_disturbed

    def tell(self, *texts: str, indent: int = 0) -> None:
        """Write paragraphs."""
        self._output.write(*texts, indent=indent)

    def refuse(self, sentence: str) -> None:
        """Say why something was not done; a script ends there."""
        self.tell(sentence)
        self.stop()

    def refuse_long(self, text: str) -> None:
        """Do not take a text that is too long; it stands in the line again, where it can."""
        self._typed = text
        self._too_long(len(text))

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
                if self._begins_sitting:
                    self._begins_sitting = False
                    self._follow(Command("sitting"))
                    self._is_asked_again = False
                self._ask()
            except InsteadError as instead:
                self._follow(instead.command)
            except TooLongError as error:
                self._too_long(error.signs)
            except CutError:
                self.refuse(say("ask.cut"))
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
        self._show(part)
        begun, self._typed = self._typed, ""
        present = self.answers.present(part)
        try:
            prompt = f"{asking.prompt_of(self.interview, part)}: "
            text = self._line.read(prompt, present, partial(_words, part), begun)
        except EndedError as error:
            self.answers.keep(part, error.text)
            raise
        self._can_judge = True
        said = meant(text)
        if isinstance(said, Command):
            self._follow(said)
        else:
            self._found = ()
            self.answers.take(part, said)

    def _show(self, part: Part) -> None:
        """Write what is asked, and what there is; only what is new, where it is asked again."""
        problems = self.answers.problems(part) if self._can_judge else []
        lines = [*asking.problem_lines(problems)]
        if self.answers.present(part):
            told = PROMPTS[part.item.type].told(self.interview.value(part.path), part.item)
            lines.append(say("ask.present", answer=told))
        if self._is_asked_again:
            new = [line for line in lines if line not in self._said]
        else:
            new = [*asking.part_lines(self.interview, part, self.place.page), *lines]
        self.tell(*filter(None, new))
        self._said, self._is_asked_again = lines, False

    def ask_again(self, part: Part) -> None:
        """Ask for what was just answered, saying only what is new about it."""
        self.place.part, self._is_asked_again = Part(part.path, part.item), True

    def _ask_without_part(self) -> None:
        """On a page to read, and at the end: a command, or on with an empty line."""
        if not self.place.is_at_end and not self.is_answered:
            self.turn()  # a script has nothing to read
            return
        if self.place.is_at_end and not self._is_asked_again:
            self.tell("", *asking.end_lines(self.interview))
        begun, self._typed = self._typed, ""
        key = "ask.end_prompt" if self.place.is_at_end else "ask.begin_prompt"
        if self._read(say(key), begun=begun).strip():
            self.refuse(say("ask.no_question"))
        elif self.place.is_at_end:
            raise LeaveError
        else:
            self.turn()

    def can_judge(self) -> None:
        """What judges answers is there now: say what is wrong with the first one that was shown.

        Called in another thread.
        """

        def is_so() -> bool:
            was_shown, self._can_judge = not self._can_judge, True
            part = self.place.part
            return was_shown and part is not None and bool(self.answers.problems(part))

        self._line.disturb(is_so)

    def _too_long(self, signs: int) -> None:
        self.refuse(say("ask.too_long", signs=f"{signs:,}", most=f"{MOST_TYPED:,}"))

    # --- what is asked besides the questions ---------------------------------------------------

    def _read(self, prompt: str, present: str = "", begun: str = "") -> str:
        """A line that answers something else; a command goes before it (`InsteadError`)."""
        ending = " " if prompt.endswith("?") else ": "
        said = meant(self._line.read(f"{prompt}{ending}", present, None, begun))
        if isinstance(said, Command):
            raise InsteadError(said)
        return said

    def ask(
        self, prompt: str, present: str = "", keep: Callable[[str], object] | None = None
    ) -> str:
        """Ask for something; `keep` is given what stood in the line if that is never entered.

        Of a script nothing is asked: its next line is the answer to something else.
        """
        if not self.is_answered:
            self.refuse(say("ask.not_told"))
        try:
            return self._read(prompt, present).strip()
        except EndedError as error:
            if keep is not None and error.text.strip() and not error.text.startswith("/"):
                keep(error.text.strip())
            raise

    def agreed(self, prompt: str, answer: str = "") -> bool:
        """Whether something is to be done: asked, where that is not answered already."""
        text = answer or self.ask(f"{prompt} {say('ask.yes_or_no')}")
        return PROMPTS["yes_no"].parse(text, self.interview.questionnaire.items[0]) is True

    def chosen(self, answers: Sequence[tuple[str, str]], prompt: str) -> str:
        """One of some answers, each with what it stands for, by its number; asked until it is.

        Of commands, only the one to leave is followed (`LeaveError`).
        """
        self.tell(*(f"{number}. {label}" for number, (_, label) in enumerate(answers, 1)))
        while True:
            try:
                text = self.ask(prompt)
            except InsteadError as instead:
                if _named(instead.command) == ["quit"]:
                    raise LeaveError from None
                text = ""
            if text.isdecimal() and 0 < int(text) <= len(answers):
                return answers[int(text) - 1][0]
            self.refuse(say("ask.no_number", most=len(answers)))

    def listed(self, entries: Sequence[tuple[str, str]]) -> None:
        """List things that can be gone to until something is answered, by the path of each."""
        self._found = [path for path, _ in entries]
        self.tell(*(f"{number}. {text}" for number, (_, text) in enumerate(entries, 1)))

    @property
    def count_listed(self) -> int:
        """How many numbers stand for something."""
        return len(self._found)

    def path_of(self, number: str) -> str | None:
        """The path that a number stands for in what was listed last."""
        if number.isdecimal() and 0 < int(number) <= len(self._found):
            return self._found[int(number) - 1]
        return None

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
        from lgq_tui.prompt.commands import COMMANDS

        self._news.tell(self)  # what was done before this start, for one, which undo takes back
        found = _named(command)
        if len(found) != 1:
            self._typed = " ".join(filter(None, (f"/{command.name}", command.rest)))
            self._is_asked_again = True
            self.refuse(_unknown(command, found))
            return
        where = self.place.part, self._shown_page
        try:
            COMMANDS[found[0]](self, command.rest)
        except InsteadError as instead:
            self._follow(instead.command)
            return
        self._is_asked_again = where == (self.place.part, self._shown_page)


def _words(part: Part) -> list[str]:
    """What Tab completes: answers, and commands."""
    from lgq_tui.prompt.commands import COMMANDS

    name = "yes_no" if part.kind is Kind.MORE else part.item.type
    return [*PROMPTS[name].words(part.item), *(f"/{one}" for one in COMMANDS)]


def _named(command: Command) -> list[str]:
    from lgq_tui.prompt.commands import named

    return named(command.name)


def _unknown(command: Command, found: Sequence[str]) -> str:
    if found:
        return say("ask.several", name=command.name, names=", ".join(f"/{one}" for one in found))
    return say("ask.unknown", name=visible(command.name))
