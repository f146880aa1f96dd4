"""Lines as a person types them at a terminal, with questionary.

Up calls the present answer into the line, Tab completes, and a pasted text may have several lines.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

# Set before prompt_toolkit is imported: where the cursor is, many terminals do not tell, and what
# they answer over a slow line could be taken for keys.
os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")

import questionary
from prompt_toolkit.application import get_app_or_none
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.renderer import Renderer
from prompt_toolkit.shortcuts import CompleteStyle

from lgq_tui.core.text import clean, visible
from lgq_tui.prompt.ending import Ending
from lgq_tui.prompt.line import DisturbedError, EndedError, Words
from lgq_tui.prompt.writing import ended, goes_on, typed

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyPressEvent
    from prompt_toolkit.layout import Layout

_STYLE = questionary.Style(
    [("qmark", "noinherit bold"), ("question", "noinherit bold"), ("answer", "noinherit")]
)
"""Nothing but what stands out without colours."""


class _Prompt(str):
    """What stands before the line, as questionary takes it; it may be another one each time."""

    now = ""

    def __format__(self, form: str) -> str:
        return self.now


class _Renderer(Renderer):
    """Leaves a line where it is once it is entered. As it comes, it writes prompt and answer once
    more then, and a screen reader says them once more."""

    def render(self, app: Application[Any], layout: Layout, is_done: bool = False) -> None:
        app.exit_style = ""  # another style would have all of it written again
        super().render(app, layout)
        screen = self.last_rendered_screen
        if is_done and screen is not None:
            line = screen.get_cursor_position(layout.current_window).y
            self.output.cursor_down(screen.height - 1 - line)
            self.output.write_raw("\r\n")
            self.reset()


class Terminal:
    """Reads from the terminal that the program was started in.

    One prompt of questionary is used for all: to make a new one takes longer than a person should
    wait for the next thing to be asked.
    """

    is_answered = True
    can_be_disturbed = True

    def __init__(self, ending: Ending) -> None:
        self.count = 0
        self._ending = ending
        self._prompt = _Prompt()
        self._words: Words | None = None
        self._present = ""
        self._question = questionary.text(
            self._prompt,
            qmark="",
            style=_STYLE,
            key_bindings=self._keys(),
            completer=WordCompleter(self._completed, ignore_case=True, sentence=True),
            complete_while_typing=False,
            complete_style=CompleteStyle.READLINE_LIKE,  # written below, and left there
            reserve_space_for_menu=0,
            include_default_pygments_style=False,
            enable_suspend=True,
        )
        app = self._question.application
        app.renderer = _Renderer(app.renderer.style, app.output)

    def read(
        self, prompt: str, present: str = "", words: Words | None = None, begun: str = ""
    ) -> str:
        self._prompt.now, self._words, self._present = visible(prompt).strip(), words, present
        self._question.application.current_buffer.reset(Document(begun))
        with self._ending.while_reading(_end_soon):
            try:
                text: str = self._question.unsafe_ask()
            except (EOFError, OSError):  # Ctrl-D, or the terminal is gone
                left = self._question.application.current_buffer.text
                raise EndedError(clean(left)) from None
        self.count += 1
        *others, last = clean(text).split("\n")
        return "\n".join((*others, ended(last)))

    def disturb(self, if_so: Callable[[], bool]) -> None:
        app = self._question.application

        def look() -> None:
            if if_so():
                _end(app, DisturbedError)

        if app.loop is not None:
            app.loop.call_soon_threadsafe(look)

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()

        @keys.add("enter")
        def _enter(event: KeyPressEvent) -> None:
            buffer = event.current_buffer
            if goes_on(buffer.text):
                buffer.text = buffer.text[:-1] + "\n"
                buffer.cursor_position = len(buffer.text)
            else:
                buffer.validate_and_handle()

        @keys.add("up")
        def _call(event: KeyPressEvent) -> None:
            buffer = event.current_buffer
            if buffer.text:
                buffer.cursor_up()
            else:
                buffer.insert_text(typed(self._present))

        @keys.add("escape", "enter")
        def _break(event: KeyPressEvent) -> None:
            event.current_buffer.insert_text("\n")

        @keys.add("c-c")
        @keys.add("<sigint>")
        def _leave(event: KeyPressEvent) -> None:
            _end(event.app)

        return keys

    def _completed(self) -> list[str]:
        return self._words() if self._words is not None else []


def _end_soon() -> None:
    """The same, from a handler of a signal."""
    app = get_app_or_none()
    loop: Any = getattr(app, "loop", None)
    if loop is not None:
        loop.call_soon_threadsafe(_end, app)


def _end(app: Any, how: Callable[[str], Exception] = EndedError) -> None:
    """Have the prompt end with what stands in its line."""
    if app.is_running and app.future is not None and not app.future.done():
        app.exit(exception=how(clean(app.current_buffer.text)))
