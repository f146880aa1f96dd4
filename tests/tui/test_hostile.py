"""Names and words that were made to do harm, as they are shown: as text, and dead."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from lgq_tui.session import editor
from lgq_tui.storage import recent, responses
from lgq_tui.storage.definitions import load, shipped
from lgq_tui.tui.app import LgqApp
from lgq_tui.tui.painting import _signs
from lgq_tui.tui.widgets.field import Field

if sys.platform == "win32":
    pytest.skip("Windows has no such names, nor such pseudo-terminals", allow_module_level=True)

from tests.tui.terminal import Terminal

ODD = "\x1b]0;owned\x07\x1b[31m\x9b31m\u202e[@click=app.bell]x[link=a][b]"
SHOWN = "␛]0;owned␇␛[31m<U+009B>31m<U+202E>[@click=app.bell]x[link=a][b]"

ALIVE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff]")
OURS = re.compile(r"\x1b\[[0-9;:?<=>]*[ -/]*[@-~]|\x1b[=>]|\x1b\]22;[a-z]*\x07|[\r\n]")
"""What moves the cursor, and sets colours and the shape of the pointer."""


def alive(terminal: Terminal) -> str:
    """What was sent, besides what draws, that acts on a terminal, and what stands behind it."""
    found = ALIVE.search(text := OURS.sub("", terminal.written.decode()))
    return repr(text[found.start() :][:40]) if found else ""


def test_a_name_of_a_file_is_shown_everywhere_and_does_nothing(tmp_path: Path) -> None:
    path = tmp_path / f"{ODD}.response.yaml"
    with Terminal("fill", str(path), size=(200, 30)) as terminal:
        terminal.wait_for("Introduction")
        terminal.press("pagedown")
        terminal.wait_for("City/municipality")
        terminal.type("Kuala Lumpur\t")
        terminal.wait_for("saved")
        terminal.press("ctrl+q")
        assert terminal.end() == 0
        assert f"{SHOWN}.response.yaml" in terminal.text.replace("\n", "")
        assert alive(terminal) == ""
        assert "owned" not in terminal.screen.title
    assert responses.read(path).answers == {"city": "Kuala Lumpur"}
    with Terminal(size=(240, 30)) as terminal:
        terminal.wait_for("Kuala Lumpur   ␛]0;owned␇␛[31m<U+009B>31m")
        path.write_text("nothing", "utf-8")
        terminal.press("enter")
        terminal.wait_for("a response")
        assert alive(terminal) == ""
        assert "owned" not in terminal.screen.title
        terminal.press("q")
        assert terminal.end() == 0


def test_a_file_that_cannot_be_opened_is_told_of_dead(tmp_path: Path) -> None:
    with Terminal("fill", str(tmp_path / ODD / "a.yaml"), size=(200, 24)) as terminal:
        assert terminal.end() == 2
        assert SHOWN in terminal.text.replace("\n", "")
        assert alive(terminal) == ""


async def test_a_folder_full_of_odd_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "\x1b[31mfolder"
    folder.mkdir()
    (folder / f"{ODD}.yaml").write_text("", "utf-8")
    monkeypatch.chdir(folder)
    app = LgqApp(load(shipped()))
    async with app.run_test(size=(200, 30)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        assert f"{SHOWN}.yaml" in app.picture.text
        assert "\x1b" in app.screen.query_one(Field).value  # it is the path that is opened
        assert ALIVE.search(app.picture.text.replace("\n", "")) is None
        await pilot.press("enter")
        await pilot.pause()
        assert ALIVE.search(app.picture.text.replace("\n", "")) is None
        await pilot.press("escape", "n")
        await pilot.pause()
        # In a window, a long path goes on in the next line.
        lines = (line.strip(" │") for line in app.picture.text.split("\n"))
        assert "␛[31mfolder" in "".join(lines)


async def test_a_list_of_recent_files_that_somebody_wrote(tmp_path: Path) -> None:
    entry = recent.Recent(tmp_path / f"{ODD}.yaml", "Title [/][@click=app.bell]", "", ODD)
    recent.remember(entry)
    app = LgqApp(load(shipped()))
    async with app.run_test(size=(240, 30), notifications=True) as pilot:
        await pilot.pause()
        assert "Title [/][@click=app.bell]" in app.picture.text
        assert SHOWN in app.picture.text
        assert ALIVE.search(app.picture.text.replace("\n", "")) is None
        app.notify("\x1b]0;o\x07[/][@click=app.bell]", markup=False)
        await pilot.pause()
        assert "]0;o[/][@click=app.bell]" in app.picture.text
        assert ALIVE.search(app.picture.text.replace("\n", "")) is None


@pytest.mark.parametrize("text", [ODD, "a\tb\0c\x7f\x85", "漢\x1b字\u202e", "\u2028é\u200b"])
def test_nothing_is_drawn_that_is_alive(text: str) -> None:
    assert ALIVE.search("".join(_signs(text))) is None


@pytest.mark.parametrize("named", ["vim '", '"', "vi \x1b[31m", "a b 'c d'"])
def test_any_editor_may_be_named(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", named)
    assert editor.command()
