"""Responses in other forms than their own file: one module a format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from lgq_tui.exports.order import Order

EXPORTERS = {
    ".docx": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".md": "md",
    ".txt": "txt",
    ".json": "json",
    ".csv": "csv",
    ".xlsx": "xlsx",
}
"""The module of each format, by the end of its files' names; loaded when it is asked for."""

TABLES = frozenset({".csv", ".json", ".xlsx"})
"""The formats that hold many responses, each in a row, or in an entry of a list."""


def exporter(suffix: str) -> Callable[[Order], bytes]:
    """What makes the bytes of a file with such a name."""
    written: Any = import_module(f"lgq_tui.exports.{EXPORTERS[suffix]}").written
    made: Callable[[Order], bytes] = written
    return made
