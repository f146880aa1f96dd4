"""Where a conversation is: what is asked now, what comes before it, and what after."""

from __future__ import annotations

from collections.abc import Sequence

from lgq_tui.core.interview import Interview
from lgq_tui.core.pages import Page
from lgq_tui.core.paths import Path, from_text, item_about, item_path, last_index
from lgq_tui.prompt.parts import Part, after, ahead_of, near, of, parts_of


class Place:
    """A place in an interview.

    `part` is what is asked; None on a page without questions, and behind the last page.
    """

    def __init__(self, interview: Interview) -> None:
        self._interview = interview
        self.part: Part | None = None
        self.is_at_end = False
        """Whether all pages have been gone through."""
        self.begun: Path | None = None
        """An element of a list of groups that has no answer yet."""

    @property
    def page(self) -> Page:
        return self._interview.page

    def parts(self) -> list[Part]:
        """What is asked on the page, given the answers so far."""
        return parts_of(self._interview, self.page, self.begun)

    def look_at(self, path: Path) -> None:
        """Ask for the answer at a path, on the page that is shown."""
        self.part = near(path, self.parts())

    def look_again(self) -> None:
        """Ask for what there is now, after the answers were changed by something else."""
        self.begun = None
        if self.part is not None:
            self.look_at(self.part.path)

    def begin(self, path: Path) -> None:
        """Ask for the parts of a new element of a list of groups."""
        self.begun = path
        self.look_at(path)

    def advance(self, part: Part, before: Sequence[Part] | None = None) -> bool:
        """Go on behind a part, that stood among those of `before`; False at the end of the page."""
        now = self.parts()
        following = after(part, now if before is None else before, now)
        if following is None:
            return False
        self.part = following
        return True

    def back(self) -> bool:
        """Go to what is asked before; False at the beginning."""
        earlier = ahead_of(self.part, self.parts()) if self.part is not None else None
        if earlier is not None:
            self.part = earlier
            return True
        if not self.turn_back():
            return False
        self.part = next(reversed(self.parts()), None)
        return True

    def turn(self) -> None:
        """Go to the next page, or behind the last one."""
        self.begun = None
        if self._interview.next():
            self.part = next(iter(self.parts()), None)
        else:
            self.part, self.is_at_end = None, True

    def turn_back(self) -> bool:
        """Go to the page before; False at the beginning."""
        if not self.is_at_end and not self._interview.previous():
            return False
        self.is_at_end, self.begun = False, None
        self.part = next(iter(self.parts()), None)
        return True

    def goto(self, text: str) -> bool:
        """Go to what asks for the answer at a path; False where that is not asked."""
        path, stood = from_text(text), self._interview.focus
        if not self._interview.goto(item_path(path) or text):
            return False
        part = of(path, parts_of(self._interview, self.page))
        if part is None and path:
            self._interview.goto(stood)
            return False
        self.part, self.is_at_end, self.begun = part, False, None
        return True

    def go_near(self, path: Path) -> None:
        """Go to what asks for the answer at a path, or to what is nearest to that now."""
        if self._interview.goto(str(path[0])):
            self.is_at_end, self.begun = False, None
            self.look_at(path)

    @property
    def element(self) -> Path | None:
        """The path of the innermost element of a list that is asked about; None in no list."""
        if self.part is None:
            return None
        return self.part.path[: last_index(self.part.path)] or None

    @property
    def item(self) -> str | None:
        """The item that a remark here is about: in a list, the list as a whole."""
        if self.part is None:
            return self.page.items[0].path if self.page.items and not self.is_at_end else None
        return item_about(self.part.path)
