"""The sections, and the questions of the one that is open, each with the sign of its state."""

from __future__ import annotations

from textual.content import Content

from lgq_tui.core.definition import Item, Section
from lgq_tui.core.interview import Interview
from lgq_tui.core.progress import State
from lgq_tui.core.wording import plain
from lgq_tui.locales.speech import say
from lgq_tui.tui.inspection import Inspection
from lgq_tui.tui.signs import HERE, PLACE, SIGNS
from lgq_tui.tui.widgets.rows import Row, RowList


class Outline(RowList):
    """Choosing a row names the path to go to with `target`.

    Rows are worked out by counting, so that a section of thousands costs nothing.
    """

    def __init__(self, interview: Interview, inspection: Inspection) -> None:
        super().__init__("outline")
        self._interview = interview
        self._inspection = inspection
        self._sections = interview.questionnaire.sections
        self._first = int(interview.pages[0].section is None)
        self._open = -1
        self._place = 0
        """The row of the page that is shown."""
        # Out of the way of Tab, which goes through the parts of a question.
        self.can_focus = False

    def count(self) -> int:
        return self._first + len(self._sections) + len(self._inside())

    def row(self, index: int) -> Row:
        index -= self._first
        if index < 0:
            return Row(Content(f"  {say('outline.introduction')}"))
        if index <= self._open:
            return self._section_row(index)
        inside = self._inside()
        if index - self._open - 1 < len(inside):
            return self._item_row(inside[index - self._open - 1])
        return self._section_row(index - len(inside))

    def sign(self, index: int) -> str:
        if index == self._place:
            return PLACE if self.has_focus and index != self.cursor else HERE
        return super().sign(index)

    def target(self, index: int) -> str:
        """The path that a row leads to."""
        index -= self._first
        if index < 0:
            return self._interview.pages[0].key
        inside = self._inside()
        if index <= self._open or index - self._open - 1 >= len(inside):
            section = self._sections[index if index <= self._open else index - len(inside)]
            asked = (item for item in section.items if self._interview.is_relevant((item.id,)))
            return next(asked, section.items[0]).path
        return inside[index - self._open - 1].path

    def follow(self) -> None:
        """Open the section where the interview is, and put the cursor on its question."""
        page = self._interview.page
        if page.section is None:
            self._open = -1
            self._place = 0
        else:
            self._open = self._sections.index(page.section)
            inside = self._inside()
            within = inside.index(page.items[0]) + 1 if inside else 0
            self._place = self._first + self._open + within
        self.renew(self._place)

    def _inside(self) -> tuple[Item, ...]:
        """The questions under the open section, unless that is a single page."""
        if self._open < 0 or self._sections[self._open].field_list:
            return ()
        return self._sections[self._open].questions

    def _section_row(self, index: int) -> Row:
        section = self._sections[index]
        progress = self._interview.progress(section)
        sign = SIGNS[self._state_of(section)]
        number = f"{section.number} " if section.number else ""
        text = Content(f"{sign} {number}{plain(section.title)}")
        right = f"{progress.answered}/{progress.total}"
        return Row(text, right, ("heading",))

    def _item_row(self, item: Item) -> Row:
        state = self._inspection.state(item)
        number = f"{item.number} " if item.number else ""
        looks = {State.NOT_ASKED: ("quiet",), State.PROBLEM: ("warning",)}
        text = Content(f"  {SIGNS[state]} {number}{item.name}")
        return Row(text, "", looks.get(state, ()), state is not State.NOT_ASKED)

    def _state_of(self, section: Section) -> State:
        if self._inspection.is_troubled(section):
            return State.PROBLEM
        progress = self._interview.progress(section)
        if progress.total and progress.answered == progress.total:
            return State.ANSWERED
        return State.PARTIAL if progress.answered or progress.begun else State.EMPTY

    def on_blur(self) -> None:
        self.can_focus = False
        self.refresh()
