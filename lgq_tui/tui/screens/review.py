"""The whole response: every question, its answer, every problem and query with a way to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from lgq_tui.core.definition import Item, Questionnaire, Section
from lgq_tui.core.interview import Interview
from lgq_tui.core.paths import around, as_text, from_text, item_about, item_path, top_of
from lgq_tui.core.problems import ERROR, Problem
from lgq_tui.core.progress import State
from lgq_tui.core.queries import Asked
from lgq_tui.core.response import Response
from lgq_tui.core.sources import AnswerSource
from lgq_tui.core.wording import plain
from lgq_tui.exports.answers import answers_of
from lgq_tui.exports.changes import name_of, within
from lgq_tui.exports.remarks import mode_of, of_query
from lgq_tui.exports.rounds import homeless, last_time
from lgq_tui.locales.speech import render, say, say_missing
from lgq_tui.session.session import Session
from lgq_tui.storage.settings import initials_of
from lgq_tui.tui.contents import hanging
from lgq_tui.tui.page.foot import sign_of
from lgq_tui.tui.screens.window import Closing
from lgq_tui.tui.signs import CHANGED_SIGN, QUERY_SIGN, SIGNS, VERIFIED_SIGN
from lgq_tui.tui.widgets.bars import Key, KeyBar, TopBar
from lgq_tui.tui.widgets.rows import Listing, Row, RowList

_MOST_ROWS = 12
_MOST_OF_ANSWER = 5
"""Of one answer; the question itself shows all of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the review, of any length, and the path that it leads to (None: nowhere)."""

    sign: str
    text: str
    path: str | None = None
    right: str = ""
    looks: tuple[str, ...] = ()
    alone: str = ""
    """Of a problem or a query: what it is called where its question does not stand above it."""
    most: int = _MOST_ROWS
    """Rows that it may take."""
    problem: Problem | None = None
    """What the respondent may be asked about."""

    @property
    def is_open(self) -> bool:
        return bool(self.alone)

    def rows(self, width: int, alone: bool = False) -> list[Row]:
        """The line in rows of a width."""
        space = width - len(self.right) - 1
        text = Content(self.alone if alone else self.text)
        texts = hanging(text, space, self.sign, cell_len(self.sign))
        if len(texts) > self.most:
            last = texts[self.most - 1].truncate(space - 2) + Content(" …")
            texts = [*texts[: self.most - 1], last]
        first, *others = [Row(text, "", self.looks, self.path is not None) for text in texts]
        return [first._replace(right=self.right), *others]


class Review(Closing[str | None]):
    """Gives the path of the question to go to, None to go back."""

    BINDINGS = [
        Binding("escape,ctrl+r,q", "close", show=False),
        Binding("p", "only_problems", show=False),
        Binding("n,f7", "next_problem", show=False),
        Binding("f8", "complete", show=False),
        Binding("question_mark,shift+f5", "ask", show=False),
    ]

    def __init__(
        self,
        session: Session,
        ask: Callable[[Problem], None],
        complete: Callable[[], object] | None = None,
    ) -> None:
        """`complete` is done in the place of completing, once the review is closed."""
        super().__init__()
        self._instead = complete
        self._session, self._ask = session, ask
        self._lines: list[Line] = []
        self._shown: list[Line] = []
        self._only_problems = False
        self._listing = Listing("review")

    def compose(self) -> ComposeResult:
        yield TopBar()
        yield Static(say("review.wait"), id="section", markup=False)
        yield self._listing
        yield KeyBar(
            [
                Key("Enter", say("key.go"), "go"),
                Key("n", say("key.next_problem"), "next_problem"),
                Key("p", say("key.only_problems"), "only_problems"),
                Key("?", say("key.ask"), "ask"),
                Key("F8", say("key.compare" if self._instead else "key.complete"), "complete"),
                Key("Esc", say("key.back"), "close"),
            ]
        )

    def on_mount(self) -> None:
        self.query_one(TopBar).tell(say("review.title"), self._session.subject)
        self._listing.focus()
        self._read()

    def on_screen_resume(self) -> None:
        """Something may have been asked meanwhile, in a window over it."""
        if self._lines:
            self._read()

    def _read(self) -> None:
        interview = self._session.interview
        today = datetime.now().astimezone().date()
        self.run_worker(
            lambda: self._work_out(interview.questionnaire, interview.response, today),
            thread=True,
        )

    def _work_out(self, questionnaire: Questionnaire, response: Response, today: date) -> None:
        """In a thread, on an interview of its own: thousands of answers take a moment to judge."""
        interview = Interview(questionnaire, response, today)
        problems = interview.problems()
        lines = list(lines_of(interview, problems))
        errors = sum(one.severity == ERROR and not one.lacking for one in problems)
        to_confirm = sum(one.is_to_confirm for one in problems)
        lacking = sum(one.lacking for one in problems) - to_confirm
        warnings = sum(one.severity != ERROR and one.open for one in problems)
        queries = len(interview.queries.open())
        counts = [
            *([say("review.to_confirm", count=to_confirm)] if to_confirm else ()),
            say("review.lacking", count=lacking),
            say("review.errors", count=errors),
            say("review.warnings", count=warnings),
            *([say("review.queries", count=queries)] if queries else ()),
        ]
        text = "   ".join(counts)
        self.app.call_from_thread(self._show, lines, text)

    def _show(self, lines: list[Line], text: str) -> None:
        if not self.is_attached:
            return
        self._lines = lines
        self.query_one("#section", Static).update(Content(text))
        at = self._listing.cursor
        is_new = not self._shown
        here = self._session.interview.page.key if is_new else self._shown[at].path
        self._fill(here)

    def _fill(self, path: str | None = None) -> None:
        lines = [line for line in self._lines if line.is_open or not self._only_problems]
        width = max(self._listing.scrollable_content_region.width - 2, 20)
        pairs = [(line, row) for line in lines for row in line.rows(width, self._only_problems)]
        self._shown = [line for line, _ in pairs]
        rows = [row for _, row in pairs]
        cursor = next((n for n, line in enumerate(self._shown) if line.path == path), 0)
        self._listing.fill(rows or [Row(Content(say("review.clean")), can_choose=False)], cursor)
        # What was answered stands below the question, and is to be seen with it.
        self._listing.see(cursor, self._listing.size.height // 2)

    def on_resize(self) -> None:
        if self._lines:
            at = self._listing.cursor
            self._fill(self._shown[at].path if at < len(self._shown) else None)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        if event.index < len(self._shown):  # other rows may have come since the key was pressed
            self.dismiss(self._shown[event.index].path)

    def action_go(self) -> None:
        self._listing.action_choose()

    def action_close(self) -> None:
        self.dismiss(None)

    def action_only_problems(self) -> None:
        at = self._listing.cursor
        path = self._shown[at].path if at < len(self._shown) else None
        self._only_problems = not self._only_problems
        self._fill(path)

    def action_next_problem(self) -> None:
        order = [*range(self._listing.cursor + 1, len(self._shown)), *range(len(self._shown))]
        here = self._shown[self._listing.cursor] if self._shown else None
        others = (one for one in order if self._shown[one] is not here)
        index = next((one for one in others if self._shown[one].is_open), None)
        if index is not None:
            self._listing.move_to(index)

    def action_ask(self) -> None:
        """Ask the respondent about the problem under the cursor."""
        at = self._listing.cursor
        problem = self._shown[at].problem if at < len(self._shown) else None
        if problem is None:
            self.notify(say("problem.nothing_to_ask"), markup=False)
        else:
            self._ask(problem)

    def action_complete(self) -> None:
        if self._instead is not None:
            self.dismiss(None)
            self.app.call_later(self._instead)
            return
        from lgq_tui.tui.screens.complete import Complete

        def closed(path: str | None) -> None:
            if path is not None or self._session.interview.status != "in-progress":
                self.dismiss(path)

        self.app.push_screen(Complete(self._session), closed)


def lines_of(interview: Interview, problems: tuple[Problem, ...]) -> Iterator[Line]:
    """The lines of a review, in the order of the form."""
    by_question: dict[str, list[Problem]] = {}
    for problem in problems:
        by_question.setdefault(str(problem.path[0]), []).append(problem)
    asked: dict[str, list[Asked]] = {}
    for one in interview.queries.open():
        asked.setdefault(top_of(one.item), []).append(one)
    for section in interview.questionnaire.sections:
        yield _heading(section, interview)
        for question in section.items:
            found = by_question.pop(question.id, [])
            value = interview.value((question.id,))
            if question.detail_of is None or value is not None or found:
                yield from _question(question, interview, found)
            yield from (_query(one, interview) for one in asked.pop(question.id, ()))
    for rest in by_question.values():
        yield from (_problem(problem, interview) for problem in rest)
    for others in asked.values():
        yield from (_query(one, interview) for one in others)
    yield from _without_a_place(interview)


def _heading(section: Section, interview: Interview) -> Line:
    progress = interview.progress(section)
    number = f"{section.number}. " if section.number else ""
    right = f"{progress.answered}/{progress.total} "
    return Line("", f"{number}{plain(section.title)}", None, right, ("heading",))


def _question(item: Item, interview: Interview, problems: list[Problem]) -> Iterator[Line]:
    state = interview.state(item)
    is_bad = any(problem.open and not problem.lacking for problem in problems)
    sign = SIGNS[State.PROBLEM if is_bad else state]
    number = f"{item.number}. " if item.number else ""
    is_asked = state is not State.NOT_ASKED
    quiet = () if is_asked else ("quiet",)
    path = item.path if is_asked else None
    if item.detail_of is None:
        yield Line(f"{sign} ", f"{number}{plain(item.label)}", path, "", quiet)
    for place, words in answers_of(item, interview, say_missing):
        about = item_about(from_text(place))
        verified = f"{VERIFIED_SIGN} " if any(map(interview.verified, around(about))) else ""
        right = f"{_origin(interview.source_around(about))}{verified}"
        yield Line("     ", words, place, right, ("quiet",), most=_MOST_OF_ANSWER)
    for inner, said in interview.earlier.changed_in(item):
        name = within(interview.questionnaire, from_text(inner.path))
        last = last_time(inner, said, say)
        text = f"{name}: {last}" if name else last
        yield Line(f"   {CHANGED_SIGN} ", text, inner.path, "", ("quiet",), most=_MOST_OF_ANSWER)
    for problem in problems:
        yield _problem(problem, interview)


def _without_a_place(interview: Interview) -> Iterator[Line]:
    """What an earlier round said and is asked nowhere now."""
    earlier = interview.earlier.round
    if earlier is None or not earlier.kept:
        return
    yield Line("", say("round.homeless"), None, "", ("heading",))
    for one in homeless(interview.questionnaire, earlier, say):
        yield Line(f"   {CHANGED_SIGN} ", one.line, None, "", ("quiet",), most=_MOST_OF_ANSWER)


def _origin(source: AnswerSource | None) -> str:
    """How an answer came, and whose initials stand for who typed it: `a call, AB`."""
    if source is None:
        return ""
    who = initials_of(source.by) if source.by else ""
    return f"{', '.join(filter(None, (mode_of(source, say), who)))} "


def _query(asked: Asked, interview: Interview) -> Line:
    questionnaire = interview.questionnaire
    words, path = of_query(asked.query, say), from_text(asked.item)
    alone = f"{name_of(questionnaire, path)}: {words}"
    sign = f"   {QUERY_SIGN} "
    if asked.item not in questionnaire.by_path:
        return Line(sign, alone, None, "", ("warning",), alone)
    inside = within(questionnaire, path)
    text = f"{inside}: {words}" if inside else words
    goes_to = asked.item if interview.is_relevant(path) else None
    return Line(sign, text, goes_to, "", ("warning",), alone)


def _problem(problem: Problem, interview: Interview) -> Line:
    questionnaire = interview.questionnaire
    sentence = render(problem.message, problem.sentence)
    is_known = item_path(problem.path) in questionnaire.by_path
    inside = within(questionnaire, problem.path) if is_known else ""
    text = f"{inside}: {sentence}" if inside else sentence
    alone = f"{name_of(questionnaire, problem.path)}: {sentence}" if problem.open else ""
    sign = f"   {sign_of(problem)} "
    asks = problem if is_known else None
    return Line(sign, text, as_text(problem.path), "", ("warning",), alone, problem=asks)
