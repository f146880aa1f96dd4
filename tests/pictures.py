"""Pictures of screens, kept beside the tests as SVG and compared with what is drawn now.

A test calls the fixture `same_picture` with its app and a name. `pytest --update-pictures` takes
what is drawn for right; look at the pictures before you commit them.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from difflib import unified_diff
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

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
    """The screen as SVG, without the fonts that it would load from the internet."""
    return re.sub(r"@font-face \{.*?\}\s*", "", app.export_screenshot(title=" "), flags=re.DOTALL)


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
    rows: dict[float, list[tuple[float, str]]] = {}
    for x, y, text in re.findall(r'<text [^>]*?x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>', svg):
        rows.setdefault(float(y), []).append((float(x), unescape(text)))
    return ["".join(text for _, text in sorted(row)).rstrip() for _, row in sorted(rows.items())]
