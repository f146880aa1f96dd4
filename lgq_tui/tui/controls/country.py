"""A country, found by typing a few letters of it."""

from __future__ import annotations

from lgq_tui.tui.controls.line import Line
from lgq_tui.tui.page.block import Line as Drawn
from lgq_tui.tui.page.block import fitted
from lgq_tui.tui.signs import HERE

_MOST = 5


class Country(Line):
    """A field with the countries under it that the letters may mean; Enter takes the marked one."""

    _codes: tuple[str, ...] = ()
    _marked = 0
    _is_pointed_at = False
    """Whether an arrow key has marked it."""

    def typed(self) -> None:
        from lgq_tui.core.answer_types.countries import find, name_of

        codes = find(self.text)[:_MOST]
        exact = len(codes) == 1 and name_of(codes[0]) == self.text
        self._offer(() if exact else tuple(codes))
        super().typed()

    def go_on(self, by: int, enter: bool) -> bool:
        if not self._codes:
            return super().go_on(by, enter)
        if enter:
            self._take(self._marked)
        else:
            self._marked = (self._marked + by) % len(self._codes)
            self._is_pointed_at = True
            self.changed()
        return True

    def settle(self) -> None:
        """Take the country that the letters mean, or that was pointed at; of several, none: who
        does not look cannot know which is marked."""
        from lgq_tui.core.answer_types.countries import find, name_of

        codes = tuple(find(self.text))  # what is offered may be of fewer letters than have come
        if not codes or name_of(codes[0]) == self.text:
            return
        meant = self.answer_type.parse(self.text, self.item)
        if self._is_pointed_at and self._codes == codes[:_MOST]:
            self._take(self._marked)
        elif meant in codes or len(codes) == 1:
            self._codes = (meant if meant in codes else codes[0],)
            self._take(0)
        else:
            self.page.ring()

    def end(self) -> None:
        self._offer(())
        super().end()

    def draw_control(self, width: int) -> list[Drawn]:
        lines = super().draw_control(width)
        if self._codes:
            from lgq_tui.core.answer_types.countries import name_of

            for index, code in enumerate(self._codes):
                sign = HERE if index == self._marked else " "
                look = "focus" if index == self._marked else "field"
                lines.append([(fitted(f"{sign} {name_of(code)}", width), look)])
        return lines

    def click_control(self, x: int, y: int) -> None:
        if 0 < y <= len(self._codes):
            self._take(y - 1)

    def _take(self, index: int) -> None:
        self.show(self._codes[index])
        self._offer(())
        self.tell()
        self.leave()

    def _offer(self, codes: tuple[str, ...]) -> None:
        if codes != self._codes:
            self._codes = codes
            self._marked, self._is_pointed_at = 0, False
            self.changed()
            if codes:
                self.page.see(self)
