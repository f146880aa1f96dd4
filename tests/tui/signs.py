"""What is told of where the keys are, by signs alone: without colours, bold, reverse or the like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from textual.app import App
from textual.command import CommandList, CommandPalette
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.widget import Widget

from lgq_tui.tui.page.sheet import Sheet
from lgq_tui.tui.screens.answering import AnsweringScreen
from lgq_tui.tui.screens.working import Working
from lgq_tui.tui.signs import HERE
from lgq_tui.tui.widgets.editor import Editor
from lgq_tui.tui.widgets.field import Field
from lgq_tui.tui.widgets.rows import RowList
from tests.cells import cells, text_of

HELD = "▌", "▐"
"""The edges of what is typed in (`app.tcss`)."""


def untold(app: App[Any]) -> Iterator[str]:
    """What nobody would see of where the keys are, if there were nothing but signs."""
    screen, lines = app.screen, text_of(cells(app), fill="\u2060").split("\n")
    for toast in screen.query("Toast"):
        lines = _without(lines, toast.region)  # whose edges look the same
    focused = screen.focused
    if isinstance(focused, (Field, Editor)):
        yield from _of_field(focused, lines)
    for rows in screen.query(RowList):
        if rows.is_on_screen and (rows.has_focus or rows.is_led):
            yield from _of_rows(rows, lines)
    if isinstance(screen, CommandPalette):
        yield from _of_commands(screen.query_one(CommandList), lines)
    if isinstance(focused, Sheet) and isinstance(screen, AnsweringScreen):
        yield from _of_page(screen, lines)
    if not isinstance(focused, (Field, Editor, RowList, Sheet)) and not _takes_no_choice(app):
        yield f"the keys are in {focused}, of which nothing is told"


def _takes_no_choice(app: App[Any]) -> bool:
    """Whether there is but one thing to do with the keys: to read on, to look for a command, to give
    up what takes long."""
    screen = app.screen
    small = isinstance(screen, AnsweringScreen) and screen.has_class("too-small")
    reads_on = isinstance(screen.focused, VerticalScroll)
    return small or reads_on or isinstance(screen, CommandPalette | Working)


def _within(lines: Sequence[str], region: Region) -> list[str]:
    return [line[region.x : region.right] for line in lines[region.y : region.bottom]]


def _without(lines: Sequence[str], region: Region) -> list[str]:
    blank = " " * region.width
    return [
        line[: region.x] + blank + line[region.right :] if region.y <= y < region.bottom else line
        for y, line in enumerate(lines)
    ]


def _of_field(field: Widget, lines: Sequence[str]) -> Iterator[str]:
    left, right = HELD
    for line in _within(lines, field.region):
        if not (line.startswith(left) and line.endswith(right)):
            yield f"no edges around {line!r}"
    # A window has all the keys: of what is below it, nothing can be meant.
    around = next(iter(field.screen.query(".window, #page")))
    if sum(line.count(left) for line in _within(lines, around.region)) != field.region.height:
        yield "edges around what has not got the keys"


def _of_rows(rows: RowList, lines: Sequence[str]) -> Iterator[str]:
    shown = _within(lines, rows.region)
    at = [y for y, line in enumerate(shown) if line.startswith(HERE)]
    if at != [rows.cursor - rows.scroll_offset.y]:
        yield f"{HERE} stands in rows {at}, and the cursor is in {rows.cursor}"


def _of_commands(commands: CommandList, lines: Sequence[str]) -> Iterator[str]:
    inside = _within(lines, commands.content_region)
    here = [line for line in inside if line.startswith(HERE)]
    assert commands.highlighted_option is not None
    name = text_of_prompt(commands.highlighted_option.prompt)
    if len(here) != 1 or not here[0].startswith(f"{HERE}{name}"):
        yield f"{HERE} stands before {here}, and the cursor is on {name}"


def text_of_prompt(prompt: object) -> str:
    """The first line of what is shown of a command."""
    return str(prompt).partition("\n")[0]


def _of_page(screen: AnsweringScreen, lines: Sequence[str]) -> Iterator[str]:
    page = screen.page
    if page.current is None:
        return
    place, height = page.place_of(page.current), len(page.current.lines(page.current.width))
    region = Region(page.sheet.region.x, page.sheet.region.y + place.y, page.sheet.room, height)
    if sum(line.count(HERE) for line in _within(lines, page.sheet.region)) != 1:
        yield f"{HERE} does not stand once on the page"
    if not any(HERE in line for line in _within(lines, region.intersection(page.sheet.region))):
        yield f"no {HERE} where the keys are"
