"""Lines as a person types them at a terminal, with questionary: the present answer can be changed
where it stands, Tab completes, and a pasted text may have several lines."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

# Set before prompt_toolkit is imported: where the cursor is, many terminals do not tell, and what
# they answer over a slow line could be taken for keys.
os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")

import questionary
from prompt_toolkit.application import get_app_or_none
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.shortcuts import CompleteStyle

from lgq_tui.core.text import clean
from lgq_tui.prompt.ending import Ending
from lgq_tui.prompt.line import EndedError, Words
from lgq_tui.prompt.writing import ended, goes_on, typed

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyPressEvent

_MARK = ">"
_STYLE = questionary.Style([("qmark", "bold"), ("question", "bold"), ("answer", "")])
"""Nothing but what stands out without colours."""


class Terminal:
    """Reads from the terminal that the program was started in."""

    is_answered = True
    is_filled = True

    def __init__(self, ending: Ending) -> None:
        self._ending = ending

    def read(self, prompt: str, present: str = "", words: Words | None = None) -> str:
        question = questionary.text(
            prompt.strip(),
            default=typed(present),
            qmark=_MARK,
            style=_STYLE,
            key_bindings=_keys(),
            completer=WordCompleter(words, ignore_case=True, sentence=True) if words else None,
            complete_while_typing=False,
            complete_style=CompleteStyle.READLINE_LIKE,  # written below, and left there
            reserve_space_for_menu=0,
            include_default_pygments_style=False,
            enable_suspend=True,
        )
        with self._ending.while_reading(_end_soon):
            try:
                text: str = question.unsafe_ask()
            except EOFError:
                raise EndedError from None
        *others, last = clean(text).split("\n")
        return "\n".join((*others, ended(last)))


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter")
    def _enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if goes_on(buffer.text):
            buffer.text = buffer.text[:-1] + "\n"
            buffer.cursor_position = len(buffer.text)
        else:
            buffer.validate_and_handle()

    @keys.add("escape", "enter")
    def _break(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    @keys.add("c-c")
    @keys.add("<sigint>")
    def _leave(event: KeyPressEvent) -> None:
        _end(event.app)

    return keys


def _end_soon() -> None:
    """The same, from a handler of a signal."""
    app = get_app_or_none()
    loop: Any = getattr(app, "loop", None)
    if loop is not None:
        loop.call_soon_threadsafe(_end, app)


def _end(app: Any) -> None:
    """Have the prompt end with what stands in its line."""
    if app.is_running and app.future is not None and not app.future.done():
        app.exit(exception=EndedError(clean(app.current_buffer.text)))
