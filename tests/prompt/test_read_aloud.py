"""What a screen reader says of `lgq ask`: a real one, yasr, whose speech is caught in a file."""

from __future__ import annotations

import re
import shutil
import stat
import sys
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="this system has no pseudo-terminals")

from tests.tui.terminal import Terminal

SETTINGS = """
[general]
synthesizer=emacspeak server
synthesizer port=|{server}
shell=/bin/sh
"""
READER = shutil.which("yasr")

pytestmark = pytest.mark.skipif(READER is None, reason="the screen reader yasr is not installed")


def program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.parametrize("options", ["", "--plain"])
def test_everything_is_said_once_and_errors_before_the_prompt(options: str, tmp_path: Path) -> None:
    speech = tmp_path / "speech"
    server = program(tmp_path / "server", f"cat > {speech}")
    ask = f"exec {sys.executable} -m lgq_tui ask {options} {tmp_path / 'r.response.yaml'}"
    settings = tmp_path / "yasr.conf"
    settings.write_text(SETTINGS.format(server=server), "utf-8")
    reader = [str(READER), "-C", str(settings), str(program(tmp_path / "ask", ask))]
    with Terminal(command=reader) as terminal:
        terminal.wait_for("Enter goes on:")
        for text, then in (
            ("", "City/municipality:"),
            ("Oslo", "Country:"),
            ("Nowhere", "Present"),
        ):
            terminal.read(0.5)
            terminal.type(text)
            terminal.read(0.5)
            terminal.type("\r")
            terminal.wait_for(then)
        terminal.read(1)
    said = [one.strip() for one in re.findall(r"q \{(.*)\}", speech.read_text("utf-8"))]
    start = said.index("About the city. 0 of 2 answered.")
    assert [one for one in said[start:] if one != "blank"] == [
        "About the city. 0 of 2 answered.",
        "City/municipality",
        "One line of text. Needs an answer.",
        "City/municipality:",
        "Oslo",
        "Country",
        "A country, by its name or code. Needs an answer.",
        "Country:",
        "Nowhere",
        "Error: “Nowhere” is not a country that is known here; write its name in",
        "English, or its code of two letters.",
        "Present answer: Nowhere",
        "Country:",
    ]
