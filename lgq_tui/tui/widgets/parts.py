"""The parts of a question: what is asked, the control, and what there is to say about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from lgq_tui.core.conditions import Always
from lgq_tui.core.definition import Item
from lgq_tui.core.interview import Interview
from lgq_tui.core.paths import Path, item_path
from lgq_tui.core.problems import Problem
from lgq_tui.locales.speech import say
from lgq_tui.tui.contents import BOLD, DIM, content, joined
from lgq_tui.tui.controls import CONTROLS, Control, Listed
from lgq_tui.tui.widgets.foot import Foot


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all parts of a page need: the interview, and the problems to show on a question."""

    interview: Interview
    problems: Callable[[str], tuple[Problem, ...]]

    @property
    def footnotes(self) -> list[str]:
        """The names of all footnotes, in the order in which they are counted."""
        return list(self.interview.questionnaire.footnotes)


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


class Part(Vertical):
    """One item at one place; an item that is not asked takes no room."""

    def __init__(self, around: Surroundings, item: Item, path: Path, headed: bool = True) -> None:
        super().__init__()
        self.around = around
        self.item = item
        self.path = path
        self.headed = headed
        self.foot = Foot()

    @property
    def interview(self) -> Interview:
        return self.around.interview

    def head(self) -> ComposeResult:
        """The label, where the page does not show it already."""
        if self.headed:
            yield Static(head_of(self.item, self.around.footnotes), markup=False, classes="head")

    async def renew(self, values: bool = True) -> None:
        """Show what the interview holds now; `values` also takes over answers."""
        self.appear(self.interview.is_relevant(self.path))
        if self.display:
            await self.renew_inside(values)
            self.renew_foot()

    def appear(self, wanted: bool) -> None:
        """Take room or none; to be told so once more would lay out the whole screen again."""
        if self.display is not wanted:
            self.display = wanted

    async def renew_inside(self, values: bool) -> None:
        """Show what the interview holds of this part."""

    def renew_foot(self) -> None:
        name = item_path(self.path)
        said = not any(isinstance(step, int) for step in self.path)
        self.foot.tell(
            self.item,
            self.problems(),
            self.interview.missing(name) if said else None,
            self.interview.note_on(name) if said else None,
        )

    def problems(self) -> list[Problem]:
        """The problems to show at this part and nowhere further inside."""
        found = self.around.problems(str(self.path[0]))
        return [problem for problem in found if problem.path == self.path]

    def leaves(self) -> Iterator[Leaf]:
        """The parts with a control, in order."""
        yield from self.walk_children(Leaf)


class Leaf(Part):
    """A part with a control."""

    def __init__(self, around: Surroundings, item: Item, path: Path, headed: bool = True) -> None:
        super().__init__(around, item, path, headed)
        make = CONTROLS[item.type]
        value = self.interview.value(path)
        footnotes = around.footnotes
        self.control: Control = (
            Listed(item, value, make, footnotes) if item.repeat else make(item, value, footnotes)
        )

    def compose(self) -> ComposeResult:
        yield from self.head()
        yield self.control
        yield self.foot

    async def renew_inside(self, values: bool) -> None:
        if values:
            self.control.show(self.interview.value(self.path))

    def problems(self) -> list[Problem]:
        found = self.around.problems(str(self.path[0]))
        return [problem for problem in found if problem.path[: len(self.path)] == self.path]


class Group(Part):
    """Parts under a label; those that are not asked are made when they are."""

    def compose(self) -> ComposeResult:
        yield from self.head()
        for child in self.item.items:
            path = (*self.path, child.id)
            if isinstance(child.relevant, Always) or self.interview.is_relevant(path):
                yield self.make(child)
        yield self.foot

    def parts(self) -> dict[str, Part]:
        """The parts that were made, by the id of their item."""
        return {part.item.id: part for part in self.children if isinstance(part, Part)}

    def make(self, child: Item) -> Part:
        """The part of a child."""
        return part_of(self.around, child, (*self.path, child.id))

    async def renew_inside(self, values: bool) -> None:
        made = self.parts()
        first = next(iter(made.values()), self.foot)
        behind: Part | None = None
        for child in self.item.items:
            part = made.get(child.id)
            if part is not None:
                await part.renew(values)
            elif self.interview.is_relevant((*self.path, child.id)):
                part = self.make(child)
                await (
                    self.mount(part, before=first)
                    if behind is None
                    else self.mount(part, after=behind)
                )
                await part.renew(values=False)
            behind = part or behind


class Details(Group):
    """What is asked about each ticked choice: short ones at once, long ones to be opened."""

    def make(self, child: Item) -> Part:
        path = (*self.path, child.id)
        if child.is_group and not child.repeat:
            return Fold(self.around, child, path)
        return part_of(self.around, child, path)

    async def renew_inside(self, values: bool) -> None:
        await super().renew_inside(values)
        self.appear(any(part.display for part in self.parts().values()))


class Fold(Group):
    """A group that is opened with Enter or a click on its label."""

    def __init__(self, around: Surroundings, item: Item, path: Path) -> None:
        super().__init__(around, item, path)
        self._is_open = False
        self.lid = Lid()

    def compose(self) -> ComposeResult:
        yield self.lid
        yield self.foot

    async def renew_inside(self, values: bool) -> None:
        filled = self.interview.value(self.path) is not None
        sign = "▾" if self._is_open else "▸"
        label = content(self.item.label, self.around.footnotes)
        filled_sign = " ✓" if filled else ""
        self.lid.tell(joined(f"{sign} {say('choice.details')} ", label, filled_sign))
        if self._is_open:
            await super().renew_inside(values)

    async def on_lid_lifted(self, event: Lid.Lifted) -> None:
        event.stop()
        self._is_open = not self._is_open
        await self.renew_inside(values=True)
        if not self._is_open:
            for part in self.parts().values():
                part.appear(False)
        if self._is_open:
            leaf = next(self.leaves(), None)
            if leaf is not None:
                leaf.control.focus()


class Lid(Static, can_focus=True):
    """The label of a group that can be opened."""

    class Lifted(Message):
        """A person wants to see inside, or no longer."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._shown = Content("")

    def tell(self, label: Content) -> None:
        """Show a label; the same one again costs nothing."""
        if not label.is_same(self._shown):
            self._shown = label
            self.update(label)

    def on_click(self) -> None:
        self.post_message(self.Lifted())

    def on_key(self, event: events.Key) -> None:
        if event.key in ("enter", "space"):
            event.stop()
            self.post_message(self.Lifted())
        elif event.key in ("up", "down"):
            event.stop()
            (self.screen.focus_next if event.key == "down" else self.screen.focus_previous)()


def part_of(around: Surroundings, item: Item, path: Path, headed: bool = True) -> Part:
    """The part that shows an item at a place."""
    if item.detail_of is not None:
        return Details(around, item, path, headed=False)
    if item.is_group and item.repeat:
        from lgq_tui.tui.widgets.elements import Elements  # whose elements have parts again

        return Elements(around, item, path, headed)
    if item.is_group:
        return Group(around, item, path, headed)
    return Leaf(around, item, path, headed)


def part_around(widget: Widget | None) -> Part | None:
    """The innermost part that a widget stands in."""
    around = widget.ancestors_with_self if widget is not None else []
    return next((node for node in around if isinstance(node, Part)), None)
