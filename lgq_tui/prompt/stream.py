"""Lines as they come, without anything drawn: for pipes, plain terminals and what is read aloud."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import StringIO
from typing import TextIO

from lgq_tui.core.text import MOST_TYPED, visible
from lgq_tui.prompt.ending import Ending
from lgq_tui.prompt.line import CutError, EndedError, GarbledError, TooLongError, Words
from lgq_tui.prompt.writing import ended, goes_on

_MOST_OF_TERMINAL = 4095
"""Bytes that a terminal takes in one line; the system throws away what is more."""


class Stream:
    """Reads from one stream and writes the prompts to another."""

    can_be_disturbed = False

    def __init__(self, source: TextIO | None, sink: TextIO, ending: Ending) -> None:
        source = source or StringIO()  # where whoever called has closed it, nothing comes
        self._source = source
        self._ending = ending
        self._sink = sink
        self.count = 0
        self.is_answered = source.isatty()
        reconfigure = getattr(source, "reconfigure", None)
        if reconfigure is not None:
            # What a script gives is UTF-8, wherever it runs; what is none is told, not guessed.
            encoding = None if self.is_answered else "utf-8-sig"
            reconfigure(encoding=encoding, errors="surrogateescape")

    def read(
        self, prompt: str, present: str = "", words: Words | None = None, begun: str = ""
    ) -> str:
        self._sink.write(visible(prompt))
        self._sink.flush()
        try:
            with self._ending.while_reading(_end):
                return self._text()
        except EndedError:
            self._sink.write("\n")  # what comes is not to stand behind the prompt
            raise

    def disturb(self, if_so: Callable[[], bool]) -> None:
        pass  # what the terminal has of a line, nobody knows before it is entered

    def _text(self) -> str:
        lines: list[str] = []
        try:
            while not lines or goes_on(lines[-1]):
                lines.append(self._line())
                if sum(map(len, lines)) > MOST_TYPED:
                    raise TooLongError(sum(map(len, lines)))
        except (EndedError, OSError) as error:  # an OSError: the terminal is gone
            raise EndedError("\n".join(map(ended, lines))) from error
        return "\n".join(map(ended, lines))

    def _line(self) -> str:
        line = self._source.readline(MOST_TYPED)
        if not line:
            raise EndedError
        self.count += 1
        if not line.endswith("\n") and len(line) == MOST_TYPED:
            raise TooLongError(self._skip(len(line)))
        line = line.rstrip("\r\n")
        if not self.is_answered:
            # In what is written, the answers stand behind the prompts, as if somebody typed them.
            self._sink.write(f"{visible(line)}\n")
        if _is_garbled(line):
            raise GarbledError
        if self.is_answered and _is_cut(line):
            raise CutError
        return line

    def _skip(self, signs: int) -> int:
        """Read to the end of a line that is too long; how many signs it had."""
        while (more := self._source.readline(MOST_TYPED)) and not more.endswith("\n"):
            signs += len(more)
        return signs + len(more)


def _is_cut(line: str) -> bool:
    """Whether the system may have thrown away the rest of a line that was typed."""
    return sys.platform != "win32" and len(line.encode()) >= _MOST_OF_TERMINAL


def _is_garbled(line: str) -> bool:
    """Whether there were bytes in a line that are no text in the encoding of the input."""
    return any("\udc80" <= sign <= "\udcff" for sign in line)


def _end() -> None:
    raise EndedError
