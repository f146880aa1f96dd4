"""Pictures of screens, kept beside the tests as SVG and compared with what is drawn now.

A test calls the fixture `same_picture` with its app and a name. `pytest --update-pictures` takes
what is drawn for right; look at the pictures before you commit them.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import unified_diff
from html import escape, unescape
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App

from tests.cells import Cell, cells

SamePicture = Callable[[App[Any], str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-pictures", action="store_true", help="keep the pictures as they are drawn now"
    )


@pytest.fixture
def same_picture(request: pytest.FixtureRequest) -> SamePicture:
    """Fails unless the app's screen is drawn as in `pictures/<name>.svg` beside the test."""
    folder = request.path.parent / "pictures"
    update: bool = request.config.getoption("--update-pictures")

    def check(app: App[Any], name: str) -> None:
        compare(picture(app), folder / f"{name}.svg", update)

    return check


def picture(app: App[Any]) -> str:
    """The screen as SVG: small, without fonts from the internet, the same on every machine."""
    rows = cells(app)
    looks = {look: f"s{number}" for number, look in enumerate(_looks_in(rows))}
    [(ground, _)] = Counter(cell.behind for row in rows for cell in row).most_common(1)
    width, height = WIDE * len(rows[0]), HIGH * len(rows)
    styles = "\n".join(f".{name}{{{_rule(*look)}}}" for look, name in looks.items())
    drawn = "\n".join("".join(_drawn(y, row, looks, ground)) for y, row in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'xml:space="preserve">\n<style>\n'
        f"text{{font:{WIDE / 0.6:.1f}px monospace;white-space:pre}}\n{styles}\n</style>\n"
        f'<rect width="{width}" height="{height}" fill="{ground}"/>\n{drawn}\n</svg>\n'
    )


WIDE, HIGH = 10, 20
"""Of a cell."""

Look = tuple[str, str]
"""Colour, and attributes."""


def _looks_in(rows: Sequence[Sequence[Cell]]) -> list[Look]:
    return list(dict.fromkeys(_look(cell) for row in rows for cell in row if cell.is_seen))


def _look(cell: Cell) -> Look:
    return cell.front, cell.attributes


def _rule(colour: str, attributes: str) -> str:
    return f"fill:{colour}" + "".join(
        rule for letter, rule in _RULES.items() if letter in attributes
    )


_RULES = {
    "b": ";font-weight:bold",
    "i": ";font-style:italic",
    "u": ";text-decoration:underline",
    # What is reversed has its colours already; but that it is, counts where there are none.
    "r": ";stroke-width:0",
}


def _drawn(y: int, row: Sequence[Cell], looks: Mapping[Look, str], ground: str) -> Iterator[str]:
    """The grounds of one line, then what is written on them, as few pieces as it takes."""
    for behind, run in groupby(enumerate(row), lambda pair: pair[1].behind):
        columns = [x for x, _ in run]
        if behind != ground:
            place = f'x="{columns[0] * WIDE}" y="{y * HIGH}"'
            yield f'<rect {place} width="{len(columns) * WIDE}" height="{HIGH}" fill="{behind}"/>'
    for look, run in groupby(enumerate(row), lambda pair: _look(pair[1])):
        if look in looks:
            pairs = list(run)
            text = "".join(cell.sign for _, cell in pairs)
            before = len(text) - len(text.lstrip(" "))
            pairs, text = pairs[before:], text.strip(" ")
            if text or "u" in look[1]:
                yield _text(pairs, text, y, looks[look])


def _text(pairs: Sequence[tuple[int, Cell]], text: str, y: int, name: str) -> str:
    wide = cell_len(text) * WIDE
    place = f'x="{pairs[0][0] * WIDE}" y="{y * HIGH + 15}" textLength="{wide}"'
    return f'<text class="{name}" {place}>{escape(text)}</text>'


async def still(app: App[Any]) -> None:
    """Wait until the screen is drawn the same twice: a slow machine may be in the middle of it."""
    before = ""
    for _ in range(50):
        await asyncio.sleep(0.15)
        now = picture(app)
        if now == before:
            return
        before = now


def compare(drawn: str, path: Path, update: bool = False) -> None:
    """Fail unless the file holds this picture; what differs lies beside it as `<name>.new.svg`."""
    new = path.with_suffix(".new.svg")
    kept = path.read_text("utf-8") if path.exists() else ""
    if drawn != kept and not update:
        new.parent.mkdir(exist_ok=True)
        new.write_text(drawn, "utf-8")
        changes = "\n".join(unified_diff(lines(kept), lines(drawn), "kept", "drawn", lineterm=""))
        pytest.fail(
            f"{path.name} is drawn differently; see {new.name} beside it, and if it is right, "
            f"run pytest --update-pictures\n{changes or 'Only the colours differ.'}",
            pytrace=False,
        )
    new.unlink(missing_ok=True)
    if drawn != kept:
        path.parent.mkdir(exist_ok=True)
        path.write_text(drawn, "utf-8")


def lines(svg: str) -> list[str]:
    """The lines of text in a picture."""
    rows: dict[int, str] = {}
    for x, y, text in re.findall(r'<text [^>]*?x="(\d+)" y="(\d+)"[^>]*>(.*?)</text>', svg):
        row = rows.get(int(y), "")
        rows[int(y)] = row + " " * (int(x) // WIDE - cell_len(row)) + unescape(text)
    return [rows[y] for y in sorted(rows)]
