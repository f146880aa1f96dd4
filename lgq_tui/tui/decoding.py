"""Reading what the terminal sends, whatever it sends."""

from __future__ import annotations

import codecs
import sys
from functools import partial
from typing import Any


def take_any_bytes() -> None:
    """Have bytes that are no UTF-8, as terminals in other encodings send them, read as a sign of
    their own; Textual would end the program."""
    if sys.platform == "win32":
        return
    from textual.drivers import linux_driver

    def tolerant(encoding: str) -> Any:
        return partial(codecs.getincrementaldecoder(encoding), errors="replace")

    vars(linux_driver)["getincrementaldecoder"] = tolerant
