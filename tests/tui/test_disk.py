"""The thread that draws and takes keys opens no file once the first screen stands."""

from __future__ import annotations

import sys
import threading
import traceback
from pathlib import Path
from typing import Any

import pytest

from lgq_tui.storage.definitions import load, shipped
from lgq_tui.tui.app import LgqApp
from tests.tui.person import Person

TOUCHES = ("open", "os.rename", "os.remove", "os.mkdir", "os.listdir", "os.scandir", "os.chmod")


class Watch:
    """Where the main thread asked for a file in some folder, while it is on."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.seen: list[str] = []
        sys.addaudithook(self._hear)  # for good: Python takes none back

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.folder is None or event not in TOUCHES or not arguments:
            return
        if threading.current_thread() is not threading.main_thread():
            return
        if str(arguments[0]).startswith(str(self.folder)):
            places = [frame for frame in traceback.extract_stack() if "lgq_tui" in frame.filename]
            self.seen.append(f"{event} {arguments[0]}: {''.join(traceback.format_list(places))}")


@pytest.fixture(scope="module")
def watch() -> Watch:
    return Watch()


async def test_from_a_new_file_to_the_welcome_screen_again(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LGQ_STATE_DIR", str(tmp_path / "state"))
    app = LgqApp(load(shipped()))
    async with app.run_test(notifications=True) as pilot:
        person = Person(pilot, tmp_path / "kl.response.yaml")
        await person.settled()
        watch.folder = tmp_path
        await person.press("n")
        await person.burst(*"kl", "enter")
        await person.settled()
        await person.press("pagedown")
        await person.type("Lima")
        await person.press("pagedown", "pageup", "ctrl+s", "f9", "escape", "ctrl+r", "escape")
        await person.press("f8", "escape", "ctrl+z", "ctrl+y", "ctrl+q")
        await person.press("o", "k", "escape", "enter", "ctrl+q")
        app.theme = "light"
        await person.settled()
        await person.press("delete")
        await person.press("d", "enter", "f3", "r", "f4", "1", "ctrl+d", "escape", "f2", "1")
        await person.burst(*"Oslo", "enter", *"Norway", "enter")
        await person.settled()
        await person.press("1", "enter", "f10", "escape", "ctrl+q")
        await person.press("f8", "1", "enter", "d", "ctrl+q")
        watch.folder = None
    assert watch.seen == []
    assert person.path.exists()
    assert (tmp_path / "responses.csv").exists()
