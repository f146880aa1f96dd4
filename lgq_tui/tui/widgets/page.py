"""The page of one question, or of a section whose questions stand together."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from lgq_tui.core.pages import Page
from lgq_tui.core.paths import Path, as_text
from lgq_tui.locales.speech import say
from lgq_tui.tui.contents import content, joined
from lgq_tui.tui.widgets.parts import Leaf, Part, Surroundings, head_of, part_of


class QuestionPage(VerticalScroll):
    """The questions of one page; it keeps its widgets while it is out of sight."""

    def __init__(self, around: Surroundings, page: Page) -> None:
        super().__init__()
        self.around = around
        self.page = page
        # Only a page without questions takes the keys itself, to be scrolled.
        self.can_focus = not page.items

    def compose(self) -> ComposeResult:
        questionnaire = self.around.interview.questionnaire
        footnotes = self.around.footnotes
        section = self.page.section
        if section is None:
            yield Static(content(questionnaire.title, footnotes), markup=False, classes="title")
            text = content(questionnaire.introduction or "", footnotes)
            yield Static(text, markup=False, classes="text")
            yield Static(say("page.begin"), markup=False, classes="begin")
            return
        if section.introduction and section.items[0] in self.page.items:
            text = content(section.introduction, footnotes)
            yield Static(text, markup=False, classes="text")
        alone = len(self.page.items) == 1 and not section.field_list
        for item in self.page.items:
            if alone:
                head = head_of(item, footnotes, number=True)
                yield Static(head, markup=False, classes="question")
            yield part_of(self.around, item, (item.id,), headed=not alone)

    async def renew(self, values: bool = True) -> None:
        """Show what the interview holds now."""
        for part in self.parts():
            await part.renew(values)

    def parts(self) -> list[Part]:
        """The parts of the top-level items."""
        return [child for child in self.children if isinstance(child, Part)]

    def leaves(self) -> Iterator[Leaf]:
        """The parts with a control, in order, those out of sight too."""
        return iter(self.query(Leaf))

    def part_at(self, path: Path) -> Part | None:
        """The innermost part at a place or around it."""
        found = None
        for part in self.query(Part):
            if path[: len(part.path)] == part.path:
                found = part
        return found

    def focus_at(self, path: Path | None = None) -> None:
        """Put the keys into the control at a place, or the first one."""
        leaves = [leaf for leaf in self.leaves() if _is_shown(leaf)]
        wanted = [leaf for leaf in leaves if path and leaf.path[: len(path)] == path]
        if path and not wanted:
            wanted = [leaf for leaf in leaves if path[: len(leaf.path)] == leaf.path]
        leaf = next(iter((*wanted, *leaves)), None)
        if leaf is None:
            self.focus()
        else:
            # The first control is seen together with the question above it.
            leaf.control.focus(scroll_visible=leaf is not leaves[0])

    def name_of(self, part: Part) -> str:
        """What to call a part where it is spoken of."""
        return joined(content(part.item.label)).plain or as_text(part.path)


def _is_shown(leaf: Leaf) -> bool:
    return all(node.display for node in leaf.ancestors_with_self if hasattr(node, "display"))
