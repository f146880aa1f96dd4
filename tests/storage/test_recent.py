"""What was opened lately: a convenience that never fails."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from lgq_tui.storage import folders
from lgq_tui.storage.recent import MOST, Recent, forget, recent, remember


def entry(name: str, **more: Any) -> Recent:
    parts: dict[str, Any] = {
        "title": "Kuala Lumpur, Malaysia",
        "opened": "2026-11-23T10:12:00Z",
        "status": "in-progress",
        "answered": 3,
        "total": 31,
    }
    return Recent(Path(os.path.abspath(name)), **(parts | more))


def listed() -> list[str]:
    return [one.path.name for one in recent()]


def the_file() -> Path:
    folders.state_folder().mkdir(parents=True, exist_ok=True)
    return folders.state_folder() / "recent.json"


def test_nothing_has_been_opened_yet() -> None:
    assert recent() == ()


def test_the_newest_comes_first_and_each_stands_once() -> None:
    for name in ("a.yaml", "b.yaml", "a.yaml"):
        remember(entry(name))
    assert listed() == ["a.yaml", "b.yaml"]
    newer = entry("b.yaml", title="George Town, Malaysia", answered=4)
    remember(newer)
    assert recent() == (newer, entry("a.yaml"))


def test_a_path_is_kept_from_the_top(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    here = Path(os.getcwd())
    remember(Recent(Path("x") / ".." / "a.yaml", "", "", ""))
    assert [one.path for one in recent()] == [here / "a.yaml"]
    forget(Path("a.yaml"))
    assert recent() == ()


@pytest.mark.parametrize("name", ["e\u0301.yaml", "\udcff.yaml", "a b\n.yaml"])
def test_names_are_kept_to_the_letter(name: str) -> None:
    remember(entry(name))
    assert listed() == [name]


def test_the_list_has_an_end() -> None:
    for number in range(MOST + 3):
        remember(entry(f"{number}.yaml"))
    assert listed() == [f"{number}.yaml" for number in range(MOST + 2, 2, -1)]


def test_one_can_be_taken_off() -> None:
    remember(entry("a.yaml"))
    remember(entry("b.yaml"))
    forget(Path("none.yaml"))
    forget(Path("b.yaml"))
    assert listed() == ["a.yaml"]


def test_what_goes_to_the_screen_is_harmless() -> None:
    remember(entry("a.yaml", title="\x1b[2J K.\nL."))
    assert [one.title for one in recent()] == ["[2J K. L."]


GOOD = '{"path": "a", "title": "", "opened": "", "status": "", "answered": 1, "total": 2}'


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "null",
        "{}x",
        '{"a": 1}',
        "[1]",
        "[{}]",
        "\xff",
        "[" * 100_000,
        "[" + GOOD.replace('"a"', "3") + "]",
        "[" + GOOD.replace('"a"', '"\\u0000"') + "]",
        "[" + GOOD.replace("1", "true") + "]",
        "[" + GOOD.replace("1", "1.5") + "]",
        "[" + GOOD.replace('"title": ""', '"title": []') + "]",
        " " * 1_000_001 + "[]",
    ],
)
def test_a_damaged_list_is_an_empty_one_and_begins_again(content: str) -> None:
    the_file().write_bytes(content.encode("latin-1"))
    assert recent() == ()
    forget(Path("a"))
    remember(entry("a.yaml"))
    assert listed() == ["a.yaml"]


def test_the_sound_list_of_the_damaged_ones_is_read() -> None:
    the_file().write_text(f"[{GOOD}]", "utf-8")
    assert [(one.answered, one.total) for one in recent()] == [(1, 2)]


def test_a_list_that_cannot_be_kept_stops_nobody(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("LGQ_STATE_DIR", str(tmp_path / "file" / "state"))
    remember(entry("a.yaml"))
    forget(Path("a.yaml"))
    assert recent() == ()
    monkeypatch.setenv("LGQ_STATE_DIR", str(tmp_path))
    (tmp_path / "recent.json").mkdir()
    remember(entry("a.yaml"))
    assert recent() == ()
