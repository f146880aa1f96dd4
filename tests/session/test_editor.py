"""The editor that a text is edited in, and what is said when there is none."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from lgq_tui.session import editor

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there, it is another one")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder with programs; no editor is asked for by name."""
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def program(folder: Path, name: str) -> str:
    path = folder / name
    path.write_text("#!/bin/sh\n", "utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_simplest_editor_there_is_is_taken(programs: Path) -> None:
    assert editor.command() is None
    vim, vi = program(programs, "vim"), program(programs, "vi")
    assert vim != vi
    assert editor.command() == [vi]
    nano = program(programs, "nano")
    assert editor.command() == [nano]


def test_the_editor_that_is_asked_for_comes_first(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(programs, "nano")
    monkeypatch.setenv("EDITOR", "ed -s")
    assert editor.command() == ["ed", "-s"]
    monkeypatch.setenv("VISUAL", "code --wait")
    assert editor.command() == ["code", "--wait"]


def test_it_is_told_how_vi_is_left_unless_it_was_asked_for(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, stream in (("__stdin__", io.StringIO("\n")), ("__stderr__", io.StringIO())):
        monkeypatch.setattr(sys, name, stream)
    said = sys.__stderr__
    assert isinstance(said, io.StringIO)
    editor._prepare(["/usr/bin/nano"])
    assert said.getvalue() == ""
    editor._prepare(["/usr/bin/vi"])
    assert ":wq" in said.getvalue()
    said.truncate(0)
    monkeypatch.setenv("EDITOR", "vi")
    editor._prepare(["vi"])
    assert said.getvalue().strip("\0") == ""
