"""What a page is made of: blocks of lines, no widgets: many of them cost little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from textual import events
from textual.content import Content
from textual.message import Message

from lgq_tui.core.paths import Path
from lgq_tui.tui.contents import hanging, undimmed
from lgq_tui.tui.signs import HERE

if TYPE_CHECKING:
    from lgq_tui.tui.page.parts import Part

Piece = tuple[Content, str]
"""A text, and the name of the look it has (`tui.looks`), "" for the plain one."""

Line = Sequence[Piece]


class Page(Protocol):
    """What a block asks of the page that it stands on."""

    footnotes: list[str]
    is_assisted: bool
    """Whether staff type here without looking."""

    def draw_again(self) -> None:
        """A block is another now."""

    def give_keys(self, block: Block) -> None:
        """Let a block have the keys."""

    def step(self, by: int) -> None:
        """Let the next block have the keys, or the one before."""

    def focus_at(self, path: Path | None = None) -> None:
        """Let the first control at a place have the keys."""

    def see(self, block: Block) -> None:
        """Scroll so that what matters of a block is seen."""

    def ring(self) -> None:
        """Have who does not look hear that a key did not do what it mostly does."""

    def post_message(self, message: Message) -> bool:
        """Tell the screen something."""


class Block:
    """Some lines of a page."""

    can_focus = False
    is_current = False
    """Whether it has the keys."""

    def __init__(self, page: Page, part: Part | None = None) -> None:
        self.page = page
        self.part = part
        self.width = 0
        self._drawn: list[Line] | None = None

    def lines(self, width: int) -> list[Line]:
        """Its lines at a width; none if it takes no room."""
        if self._drawn is None or self.width != width:
            self.width = max(width, 1)
            self._drawn = self.draw(self.width)
        return self._drawn

    def draw(self, width: int) -> list[Line]:
        """Its lines, worked out."""
        return [[]]

    def forget(self) -> None:
        """Work the lines out again when they are needed."""
        self._drawn = None

    def changed(self) -> None:
        """Something of it is another now."""
        self.forget()
        self.page.draw_again()

    # --- keys and mouse ------------------------------------------------------------------------

    def begin(self) -> None:
        """The keys come to it."""
        self.is_current = True
        self.forget()

    def end(self) -> None:
        """The keys go elsewhere."""
        self.is_current = False
        self.forget()

    def key(self, event: events.Key) -> bool:
        """Take a key; whether it had a use for it."""
        if event.key in ("up", "down"):
            self.page.step(1 if event.key == "down" else -1)
            return True
        return False

    def click(self, x: int, y: int) -> None:
        """A click on one of its cells."""

    def means(self, letter: str) -> bool:
        """Whether a letter is a key of its own."""
        return False

    def written_at(self) -> Path | None:
        """Where letters belong that are typed while it has the keys; None if nowhere else."""
        return None

    def matters(self) -> tuple[int, int]:
        """The line to be seen if not all can be, and how many from there."""
        return 0, len(self._drawn or [[]])


class Text(Block):
    """A text that is only read; a click on the label of a part gives the part the keys."""

    def __init__(self, page: Page, content: Content, part: Part | None = None) -> None:
        super().__init__(page, part)
        self.content = content

    def draw(self, width: int) -> list[Line]:
        return [[(line, "")] for line in self.content.wrap(width)]

    def click(self, x: int, y: int) -> None:
        if self.part is not None:
            self.page.focus_at(self.part.path)


class Passage(Block):
    """A person's text, to be read before a question about it is answered; a long one takes the keys
    first, and is gone through with up and down."""

    _FITS = 8
    """Lines that are seen at once, on the smallest screen."""

    _SHORT = 40
    """Signs of a line there."""

    def __init__(self, page: Page, text: str, part: Part) -> None:
        super().__init__(page, part)
        self._text = text
        lines = sum(len(line) // self._SHORT + 1 for line in text.split("\n"))
        self.can_focus = lines > self._FITS
        self._at = 0
        """The first line to be seen."""

    def draw(self, width: int) -> list[Line]:
        look = "focus" if self.is_current else ""
        return [[(line, look)] for line in Content(self._text).wrap(width)]

    def begin(self) -> None:
        self._at = 0
        super().begin()

    def key(self, event: events.Key) -> bool:
        last = max(len(self._drawn or ()) - self._FITS, 0)
        by = {"down": self._FITS, "up": -self._FITS}.get(event.key, 0)
        if by:
            further = min(max(self._at + by, 0), last)
            if further != self._at:
                self._at = further
                self.page.see(self)
                return True
        elif event.key in ("enter", "space"):
            self.page.step(1)
            return True
        return super().key(event)

    def matters(self) -> tuple[int, int]:
        return self._at, self._FITS

    def click(self, x: int, y: int) -> None:
        if self.part is not None and not self.can_focus:
            self.page.focus_at(self.part.path)


class Gap(Block):
    """An empty line."""


class Opener(Block):
    """A line that does one thing, with Enter, space or a click."""

    can_focus = True
    look = "more"

    def __init__(self, page: Page, content: Content, part: Part) -> None:
        super().__init__(page, part)
        self.content = content

    def tell(self, content: Content) -> None:
        """Show another text; the same one again costs nothing."""
        if not content.is_same(self.content):
            self.content = content
            self.changed()

    def draw(self, width: int) -> list[Line]:
        if self.is_current:
            text = undimmed(self.content)
            return [[(line, "focus")] for line in hanging(text, width, HERE, 1)]
        lines = self.content.wrap(max(width - 1, 1))
        return [[(Content(" "), ""), (line, self.look)] for line in lines]

    def do(self) -> None:
        """What it is there for."""

    def key(self, event: events.Key) -> bool:
        if event.key in ("enter", "space"):
            self.do()
            return True
        return super().key(event)

    def click(self, x: int, y: int) -> None:
        self.do()


Placed = Iterator[tuple[str, Block]]
"""Blocks in their order, each with what stands before every line of it."""


def fitted(text: str | Content, width: int) -> Content:
    """A text in exactly so many cells."""
    content = Content(text) if isinstance(text, str) else text
    return content.first_line.truncate(width, ellipsis=True, pad=True)
