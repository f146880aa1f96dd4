"""The page of one question, or of a section whose questions stand together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from lgq_tui.core.definition import Item
from lgq_tui.core.interview import Interview
from lgq_tui.core.pages import Page
from lgq_tui.core.paths import Path
from lgq_tui.core.problems import Problem
from lgq_tui.locales.speech import say
from lgq_tui.tui.contents import BOLD, ITALIC, content
from lgq_tui.tui.controls import Control
from lgq_tui.tui.controls.line import Line, Typed, Typing
from lgq_tui.tui.page.block import Block, Gap, Placed, Text
from lgq_tui.tui.page.elements import Card
from lgq_tui.tui.page.parts import Fold, Leaf, Lid, Part, head_of, part_of
from lgq_tui.tui.page.sheet import Row, Sheet
from lgq_tui.tui.widgets.field import Field

_MARGIN = " "
"""What stands before every line."""


class QuestionPage(Widget):
    """A sheet on which the blocks of a page are drawn, and upon it what the keys are typed in."""

    BINDINGS = [
        Binding("alt+up,ctrl+up", "arrange('lift')", show=False),
        Binding("alt+down,ctrl+down", "arrange('sink')", show=False),
        Binding("alt+delete,ctrl+delete", "arrange('drop')", show=False),
        Binding("backspace", "drop_empty", show=False, priority=True),
    ]

    def __init__(
        self,
        interview: Interview,
        problems: Callable[[str], tuple[Problem, ...]],
        is_assisted: bool = False,
    ) -> None:
        super().__init__(id="page")
        self.is_assisted = is_assisted
        self.interview = interview
        self.problems = problems
        self.offer: Callable[[Item, str], str | None] | None = None
        """What an answer that is being typed may become; None where nobody offers anything."""
        self.footnotes = list(interview.questionnaire.footnotes)
        self.sheet = Sheet(self.lay_out)
        self.page = interview.page
        self.current: Block | None = None
        """The block with the keys."""
        self._field = Field()
        self._field.display = False
        self._editor: Widget | None = None
        self._before: list[Block] = []
        self._parts: list[Part] = []
        self._places: dict[Block, Offset] = {}
        """Where each block begins on the sheet."""
        self._placed: object = None
        """What is typed in was put where, and how large."""
        self._due = False

    def compose(self) -> ComposeResult:
        yield self.sheet
        yield self._field

    # --- what stands on it ---------------------------------------------------------------------

    def turn(self, page: Page) -> None:
        """Show a page, with what the interview holds."""
        self.rest()
        self.page = page
        self._parts = []
        self._before = list(self._introduction())
        section = page.section
        alone = section is not None and len(page.items) == 1 and not section.field_list
        for item in page.items:
            part = part_of(self, item, (item.id,), headed=not alone)
            self._parts.append(part)
            if alone:
                head = head_of(item, self.footnotes, number=True)
                self._before += [Text(self, head, part), Gap(self)]
        for part in self._parts:
            part.renew(values=False)
        self.draw_again()
        self.sheet.scroll_home(animate=False, force=True, immediate=True)

    def _introduction(self) -> Iterator[Block]:
        questionnaire, section = self.interview.questionnaire, self.page.section
        if section is None:
            yield Text(self, content(questionnaire.title, self.footnotes).stylize(BOLD))
            yield Gap(self)
            yield Text(self, content(questionnaire.introduction or "", self.footnotes))
            yield Gap(self)
            begin = say("page.begin_assisted") if self.is_assisted else say("page.begin")
            yield Text(self, content(begin).stylize(ITALIC))
        elif section.introduction and section.items[0] in self.page.items:
            yield Text(self, content(section.introduction, self.footnotes))
            yield Gap(self)

    def renew(self, values: bool = True) -> None:
        """Show what the interview holds now."""
        for part in self._parts:
            part.renew(values)
        self.lay_out()

    def parts(self) -> list[Part]:
        """The parts of the top-level items."""
        return self._parts

    def leaves(self) -> Iterator[Leaf]:
        """The parts with a control, in order, those that are not asked too."""
        return (leaf for part in self._parts for leaf in part.leaves())

    @property
    def part(self) -> Part | None:
        """The part with the keys, else the first one."""
        if self.current is not None and self.current.part is not None:
            return self.current.part
        return next(iter(self._parts), None)

    # --- laying it out -------------------------------------------------------------------------

    def draw_again(self) -> None:
        if not self._due:
            self._due = True
            self.call_later(self._lay_out_if_due)

    def _lay_out_if_due(self) -> None:
        if self._due:
            self.lay_out()

    def lay_out(self) -> None:
        """Find out where each line of each block stands, and draw them."""
        self._due = False
        if not self.is_attached or not self.sheet.size:
            return
        rows: list[Row] = []
        was, self._places = self._places, {}
        width = self.sheet.room
        for frame, block in self._blocks():
            self._places[block] = Offset(len(frame), len(rows))
            lines = block.lines(width - len(frame) - 1)
            rows += [(frame, block, number) for number in range(len(lines))]
        if self.current is not None and self.current not in self._places:
            self._give_keys_nearby(self.current)
            return
        self.sheet.show(rows)
        self._place()
        if (
            self.current is not None
            and was.get(self.current, at := self._places[self.current]) != at
        ):
            self.see(self.current)  # what is said above it has moved it, maybe out of sight

    def place_of(self, block: Block) -> Offset:
        """Where a block begins, counted from the corner of what is seen of the sheet."""
        return self._places[block] - self.sheet.scroll_offset

    def _blocks(self) -> Iterator[tuple[str, Block]]:
        for block in self._before:
            yield _MARGIN, block
        for part in self._parts:
            yield from part.blocks(_MARGIN)
            yield _MARGIN, Gap(self)

    def on_resize(self) -> None:
        if self.current is not None:
            self.call_after_refresh(self.see, self.current)

    def on_sheet_scrolled(self) -> None:
        self._place()

    # --- keys ----------------------------------------------------------------------------------

    def _focusable(self) -> list[Block]:
        return [block for _, block in self._blocks() if block.can_focus]

    def _give_keys_nearby(self, gone: Block) -> None:
        """Another block gets the keys, since the one that had them is no longer shown."""
        self.current = None
        outer = gone.part.outer if gone.part is not None else None
        able = self._focusable()
        near = [block for block in able if block.part is not None and block.part.outer is outer]
        if able:
            self.give_keys((near or able)[0])
        else:
            self._lend()
            self.lay_out()

    def give_keys(self, block: Block, see: bool = True) -> None:
        if block is not self.current:
            self.rest()
            self.current = block
            block.begin()
        self._lend()
        self.lay_out()
        if see:
            self.see(block)

    def rest(self) -> None:
        """Let no block have the keys."""
        current, self.current = self.current, None
        if current is not None:
            current.end()

    def focus_at(self, path: Path | None = None) -> None:
        """Give the keys to the control at a place, or to the first one."""
        if path:
            self._open_around(path)
        blocks = self._focusable()
        places = [(block, block.part.path) for block in blocks if block.part is not None]
        inside = [block for block, at in places if path and at[: len(path)] == path]
        around = [block for block, at in places if path and path[: len(at)] == at]
        wanted = inside or around[-1:] or blocks
        if not wanted:
            self.rest()
            self._lend()
        else:
            # The first control is seen together with the question above it.
            self.give_keys(wanted[0], see=wanted[0] is not blocks[0])

    def is_written_at(self, path: Path) -> bool:
        """Whether what stands first at a place is typed in."""
        leaves = (leaf for leaf in self.leaves() if leaf.path[: len(path)] == path)
        leaf = next(leaves, None)
        return leaf is not None and isinstance(leaf.control.entry, Typed)

    def _open_around(self, path: Path) -> None:
        """Open what hides a place."""
        for part in [inner for outer in self._parts for inner in outer.walk()]:
            inside = len(path) > len(part.path) and path[: len(part.path)] == part.path
            if isinstance(part, Fold) and inside and not part.is_open:
                part.open()

    def step(self, by: int) -> None:
        blocks = self._focusable()
        if not blocks:
            return
        before = blocks.index(self.current) if self.current in blocks else -(by > 0)
        order = [blocks[(before + by * far) % len(blocks)] for far in range(1, len(blocks) + 1)]
        target = next((block for block in order if not _is_open_lid(block)), order[0])
        if target is self.current:
            self.rest()  # the only one is left as well
        self.give_keys(_inside(target, by))

    def go(self, by: int) -> bool:
        """As `step`, but not from one end to the other; whether there is anything to go to."""
        blocks = self._focusable()
        at = blocks.index(self.current) if self.current in blocks else -1 if by > 0 else len(blocks)
        order = blocks[at + 1 :] if by > 0 else blocks[:at][::-1]
        target = next((block for block in order if not _is_open_lid(block)), None)
        if target is not None:
            self.give_keys(_inside(target, by))
        return target is not None

    @property
    def is_at_end(self) -> bool:
        """Whether the last block has the keys."""
        return self._focusable()[-1:] == [self.current]

    def see_more_of(self, path: Path) -> bool | None:
        """Scroll on where what stands at a place goes on below what is seen: whether that is its
        end now, with what is said of it; None where the end was seen before."""
        if self._due:
            self.lay_out()
        parts = (one for outer in self._parts for one in outer.walk() if one.path == path)
        part, seen = next(parts, None), self.sheet.scroll_offset.y + self.sheet.size.height
        if part is None or self._end_of(part.inside("")) <= seen:
            return None
        left = self._end_of(part.blocks()) - seen
        # A line of what was seen stays, so that it is plain how it goes on.
        step = min(left, max(self.sheet.size.height - 1, 1))
        self.sheet.scroll_relative(y=step, animate=False, force=True)
        return step == left

    def _end_of(self, placed: Placed) -> int:
        """The line behind the last one of blocks."""
        there = (block for _, block in placed if block in self._places)
        return max((self._places[one].y + len(one.lines(one.width)) for one in there), default=0)

    def see(self, block: Block) -> None:
        if self._due:
            self.lay_out()
        if block not in self._places:
            return
        able = self._focusable()
        start = self._places[block].y
        first, count = block.matters()
        head = block.part.head if block.part is not None else None
        above = self._places[head].y if head in self._places else start
        if first == 0 and start - above + count <= self.sheet.size.height:
            # What it is about is seen with it.
            count, first = start - above + count, above - start
        if able and block is able[0] and start + first + count <= self.sheet.size.height:
            start = first = 0
        self.sheet.see(start + first, count)

    async def on_key(self, event: events.Key) -> None:
        if self.current is None or not self.sheet.has_focus:
            return
        if self.current.key(event):
            event.stop()
            await self.ready()
        elif self.is_assisted and event.is_printable:
            self.ring()

    def ring(self) -> None:
        self.app.bell()

    async def on_sheet_clicked(self, event: Sheet.Clicked) -> None:
        event.stop()
        frame, block, number = event.row
        if block.can_focus and block is not self.current:
            self.give_keys(block, see=False)
        block.click(event.x - len(frame), number)
        await self.ready()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.sheet.scroll_relative(y=3, animate=False, force=True)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.sheet.scroll_relative(y=-3, animate=False, force=True)

    # --- what is typed in ----------------------------------------------------------------------

    async def ready(self) -> None:
        """Wait until the block with the keys can take them."""
        if self.current is not None and self._needs("editor") and self._editor is None:
            from lgq_tui.tui.widgets.editor import Editor

            self._editor = Editor()
            self._editor.display = False
            await self.mount(self._editor)
            self._lend()
            self.lay_out()

    def _needs(self, kind: str) -> bool:
        return isinstance(self.current, Control) and self.current.live == kind

    def _lend(self) -> None:
        """Give the block with the keys something to type in, if it needs it."""
        lent: Widget = self.sheet
        if self._needs("field"):
            lent = self._field
            self._field.takes_lines = cast(Line, self.current).listed is not None
            self._field.placeholder = cast(Line, self.current).shown_example
            item = cast(Line, self.current).item
            self._field.offer = partial(self.offer, item) if self.offer is not None else None
        elif self._needs("editor") and self._editor is not None:
            lent = self._editor
        for widget in (self._field, self._editor):
            if widget is not None and widget is not lent and widget.display:
                widget.display = False
        if isinstance(self.current, Typed) and self.current.lent is None and lent is not self.sheet:
            self.current.lend(cast(Typing, lent))
        self.screen.set_focus(lent, scroll_visible=False)

    def _place(self) -> None:
        """Put what is typed in where its block is drawn."""
        current = self.current
        if not isinstance(current, Typed) or current.lent is None or current not in self._places:
            return
        lent = cast(Widget, current.lent)
        x, y = self.place_of(current)
        width = current.field_width() if isinstance(current, Line) else current.room
        height = 1 if isinstance(current, Line) else len(current.lines(current.width))
        if self._placed != (lent, x, y, width, height):
            self._placed = (lent, x, y, width, height)
            lent.styles.offset = (x, y)
            lent.styles.width, lent.styles.height = width, height
        if not lent.display:
            lent.display = True  # not before it has its place: it would cover the page

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if isinstance(self.current, Line) and event.value == self._field.value:
            self.current.typed()

    def on_text_area_changed(self, event: Message) -> None:
        event.stop()
        if self._needs("editor") and isinstance(self.current, Typed):
            self.current.typed()

    def on_editor_reshaped(self, event: Message) -> None:
        """Its lines break elsewhere now, so that it may need more room or less."""
        event.stop()
        if self._needs("editor") and self.current is not None:
            self.current.changed()
            self.call_after_refresh(self.see, self.current)

    def on_field_pasted(self, event: Field.Pasted) -> None:
        event.stop()
        if isinstance(self.current, Typed):
            self.current.pasted(event.lines)

    # --- lists ---------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action != "drop_empty":
            return True
        current = self.current
        return (
            isinstance(current, Line)
            and current.listed is not None
            and not current.text
            and current.listed.can_drop()
        )

    def action_drop_empty(self) -> None:
        self.action_arrange("drop")

    def action_arrange(self, action: str) -> None:
        """Move or remove the entry or the element with the keys."""
        current = self.current
        if isinstance(current, Control) and current.listed is not None:
            current.listed.arrange(current, action)
            return
        part = self.part
        while part is not None and not isinstance(part, Card):
            part = part.outer
        if part is not None:
            part.arrange(action)


def _is_open_lid(block: Block) -> bool:
    return isinstance(block, Lid) and isinstance(block.part, Fold) and block.part.is_open


def _inside(block: Block, by: int) -> Block:
    """What stands under a lid, which is opened for it: people who come to it want to write."""
    if not (isinstance(block, Lid) and isinstance(block.part, Fold)):
        return block
    block.part.open()
    leaves = [leaf for leaf in block.part.leaves() if leaf.is_asked]
    return leaves[0 if by > 0 else -1].control.entry if leaves else block
