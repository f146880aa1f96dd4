"""The parts of a question: what is asked, the control, and what there is to say about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from textual.content import Content

from lgq_tui.core.conditions import Always
from lgq_tui.core.definition import Item
from lgq_tui.core.interview import Interview
from lgq_tui.core.paths import Path
from lgq_tui.core.problems import JUMP, Problem
from lgq_tui.locales.speech import say
from lgq_tui.tui.contents import BOLD, DIM, content, joined
from lgq_tui.tui.controls import CONTROLS, Control
from lgq_tui.tui.controls.listing import Listed
from lgq_tui.tui.page.block import Block, Gap, Opener, Page, Passage, Placed, Text
from lgq_tui.tui.page.foot import NO_REMARKS, Foot, Remarks
from lgq_tui.tui.signs import CLOSED, OPENED

QUOTE = "│"
"""What stands before the lines of a person's text that is to be confirmed."""

STEP = "  "
"""What stands before the lines of a part inside another one."""


class Answering(Page, Protocol):
    """What a part asks of its page moreover: the interview, and what to say on a question."""

    interview: Interview

    def problems(self, top: str) -> tuple[Problem, ...]:
        """The problems to show on a top-level item."""

    def parts(self) -> list[Part]:
        """The parts of the top-level items."""


def head_of(item: Item, footnotes: list[str], number: bool = False) -> Content:
    """The label of an item with its number and marks."""
    pieces: list[Any] = []
    if item.number:
        pieces.append((f"{item.number}. " if number else f"{item.number}) ", BOLD))
    pieces.append(content(item.label, footnotes))
    if item.since:
        pieces.append((f" {say('question.new')}", BOLD))
    if item.required:
        pieces.append((" *", BOLD))
    if item.hint:
        pieces += ["\n", content(item.hint, footnotes).stylize(DIM)]
    return joined(*pieces)


class Part:
    """One item at one place; an item that is not asked takes no room."""

    def __init__(
        self,
        page: Answering,
        item: Item,
        path: Path,
        outer: Part | None = None,
        headed: bool = True,
    ) -> None:
        self.page = page
        self.item = item
        self.path = path
        self.outer = outer
        self.is_asked = page.interview.is_relevant(path)
        self.head = self.make_head() if headed else None
        self.foot = Foot(page, self)
        self.build()

    def build(self) -> None:
        """Make what stands inside of it."""

    def make_head(self) -> Block:
        """The label, where the page does not show it already."""
        head = head_of(self.item, self.page.footnotes)
        return Text(self.page, head.stylize(BOLD) if self._is_inner_group() else head, self)

    def _is_inner_group(self) -> bool:
        return self.item.is_group and self.outer is not None

    @property
    def interview(self) -> Interview:
        return self.page.interview

    # --- what is drawn of it -------------------------------------------------------------------

    def blocks(self, frame: str = "") -> Placed:
        """What there is to draw, in order."""
        if self.is_asked:
            if self.head is not None:
                if self._is_inner_group():
                    yield frame, Gap(self.page)
                yield frame, self.head
            yield from self.inside(frame)
            if self.foot.says:
                yield frame, self.foot

    def inside(self, frame: str) -> Placed:
        """What stands between the label and what is said about the answer."""
        yield from ()

    def parts(self) -> list[Part]:
        """The parts right inside of it."""
        return []

    def walk(self) -> Iterator[Part]:
        """It and all parts in it, those that are not asked too."""
        yield self
        for part in self.parts():
            yield from part.walk()

    def leaves(self) -> Iterator[Leaf]:
        """The parts with a control, in order."""
        return (part for part in self.walk() if isinstance(part, Leaf))

    def details_of_choices(self) -> dict[str, Path]:
        """By the ids of choices: where the first thing is that is asked about each."""
        if self.outer is not None:
            beside = self.outer.item.items
        else:
            beside = self.interview.questionnaire.details_of(self.item)
        return {
            child.id: _first_in(child, (*self.path[:-1], item.id, child.id))
            for item in beside
            if item.detail_of == self.item.path
            for child in item.items
        }

    @property
    def is_there(self) -> bool:
        """Whether it still is a part of its page."""
        return self in (self.page.parts() if self.outer is None else self.outer.parts()) and (
            self.outer is None or self.outer.is_there
        )

    # --- what the interview holds --------------------------------------------------------------

    def renew(self, values: bool = True) -> None:
        """Show what the interview holds now; `values` also takes over answers."""
        self.appear(self.interview.is_relevant(self.path))
        if self.is_asked:
            self.renew_inside(values)
            self.renew_foot()

    def appear(self, wanted: bool) -> None:
        """Take room or none."""
        if self.is_asked is not wanted:
            self.is_asked = wanted
            self.page.draw_again()

    def renew_inside(self, values: bool) -> None:
        """Show what the interview holds of this part."""

    def renew_foot(self) -> None:
        """Show what there is to say."""
        is_in_list = any(isinstance(step, int) for step in self.path)
        remarks = NO_REMARKS if is_in_list else _remarks_on(self.item, self.interview)
        problems = self.problems()
        if any(one.code == JUMP for one in problems):
            remarks = remarks._replace(earlier=())  # which that says already
        self.foot.tell(self.item, problems, remarks)

    def problems(self) -> list[Problem]:
        """The problems to show at this part and nowhere further inside."""
        found = self.page.problems(str(self.path[0]))
        return [problem for problem in found if problem.path == self.path]


class Leaf(Part):
    """A part with a control."""

    _passage: Passage | None = None

    def build(self) -> None:
        make = CONTROLS[self.item.type]
        value = self.interview.value(self.path)
        self.control: Control = (
            Listed(self.page, self.item, value, self, make)
            if self.item.repeat
            else make(self.page, self.item, value, self)
        )

    def inside(self, frame: str) -> Placed:
        if self.item.quoted is not None:
            # A person's words: they are shown as they are, whatever is in them.
            yield f"{frame}{QUOTE} ", self.passage(self.item.quoted)
            yield frame, Text(self.page, Content(say("second.is_it_so")).stylize(BOLD), self)
        yield from ((frame, block) for block in self.control.blocks())

    def passage(self, text: str) -> Passage:
        """The text that is to be confirmed; it remembers how far it was read."""
        if self._passage is None:
            self._passage = Passage(self.page, text, self)
        return self._passage

    def renew_inside(self, values: bool) -> None:
        if values:
            self.control.show(self.interview.value(self.path))

    def problems(self) -> list[Problem]:
        found = self.page.problems(str(self.path[0]))
        return [problem for problem in found if problem.path[: len(self.path)] == self.path]


class Group(Part):
    """Parts under a label; those that are not asked are made when they are."""

    def build(self) -> None:
        self._made: dict[str, Part] = {}
        self._make_those_asked()

    def parts(self) -> list[Part]:
        return [self._made[child.id] for child in self.item.items if child.id in self._made]

    def inside(self, frame: str) -> Placed:
        for part in self.parts():
            inner = isinstance(part, Group) and not isinstance(part, Details)
            yield from part.blocks(frame + STEP if inner else frame)

    def make(self, child: Item) -> Part:
        """The part of a child."""
        return part_of(self.page, child, (*self.path, child.id), self)

    def renew_inside(self, values: bool) -> None:
        for part in self._make_those_asked():
            part.renew(values)

    def _make_those_asked(self) -> list[Part]:
        for child in self.item.items:
            asked = isinstance(child.relevant, Always)
            if child.id not in self._made and (
                asked or self.interview.is_relevant((*self.path, child.id))
            ):
                self._made[child.id] = self.make(child)
                self.page.draw_again()
        return self.parts()


class Details(Group):
    """What is asked about each ticked choice: short ones at once, long ones to be opened."""

    def make(self, child: Item) -> Part:
        path = (*self.path, child.id)
        if child.is_group and not child.repeat:
            return Fold(self.page, child, path, self, headed=False)
        return part_of(self.page, child, path, self)

    def inside(self, frame: str) -> Placed:
        for part in self.parts():
            yield from part.blocks(frame + STEP)


class Fold(Group):
    """A group that is opened with Enter or a click on its label."""

    is_open = False

    def build(self) -> None:
        super().build()
        self.lid = Lid(self.page, Content(""), self)
        self._tell()

    def inside(self, frame: str) -> Placed:
        yield frame, self.lid
        if self.is_open:
            for part in self.parts():
                yield from part.blocks(frame + STEP)

    def renew_inside(self, values: bool) -> None:
        super().renew_inside(values)
        self._tell()

    def open(self, wanted: bool = True) -> None:
        """Show what is inside, or only the label."""
        self.is_open = wanted
        self.renew_inside(values=True)
        self.page.draw_again()

    def lift(self) -> None:
        """Open it, with the keys in its first control, or close it again."""
        self.open(not self.is_open)
        leaf = next(self.leaves(), None)
        if self.is_open and leaf is not None:
            self.page.give_keys(leaf.control.entry)

    def _tell(self) -> None:
        filled = self.interview.value(self.path) is not None
        sign = OPENED if self.is_open else CLOSED
        label = content(self.item.label, self.page.footnotes)
        filled_sign = " ✓" if filled else ""
        self.lid.tell(joined(f"{sign} {say('choice.details')} ", label, filled_sign))


class Lid(Opener):
    """The label of a group that can be opened."""

    look = ""

    def do(self) -> None:
        if isinstance(self.part, Fold):
            self.part.lift()


def _remarks_on(item: Item, interview: Interview) -> Remarks:
    return Remarks(
        interview.missing(item.path),
        interview.note_on(item.path),
        interview.source_told(item.path),
        interview.queries.open(item.path),
        _earlier(item, interview) if interview.has_earlier else (),
        interview.verified(item.path),
    )


def _earlier(item: Item, interview: Interview) -> tuple[str, ...]:
    from lgq_tui.exports.rounds import beside  # few responses need it

    return tuple(beside(item, interview.earlier, say))


def _first_in(item: Item, path: Path) -> Path:
    """Where the first thing is that is asked in an item."""
    while item.is_group and not item.repeat and item.items:
        item = item.items[0]
        path = (*path, item.id)
    return path


def part_of(
    page: Answering, item: Item, path: Path, outer: Part | None = None, headed: bool = True
) -> Part:
    """The part that shows an item at a place."""
    if item.detail_of is not None:
        return Details(page, item, path, outer, headed=False)
    if item.is_group and item.repeat:
        from lgq_tui.tui.page.elements import Elements  # whose elements have parts again

        return Elements(page, item, path, outer, headed)
    if item.is_group:
        return Group(page, item, path, outer, headed)
    return Leaf(page, item, path, outer, headed)
