"""What is told of the ways for everyone is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lgq_tui.prompt.commands import COMMANDS, SHORT
from lgq_tui.storage.definitions import load, shipped
from tests.prompt.talk import talk

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "accessibility.md").read_text("utf-8")


def test_every_command_is_told() -> None:
    rows = re.findall(r"^\| `/.*?\|", TEXT, re.MULTILINE)
    told = [name for row in rows for name in re.findall(r"`/([a-z]+)", row)]
    assert set(told) == set(COMMANDS)
    paragraph = TEXT.partition("as far as it tells it apart;")[2].partition("are the ones")[0]
    assert set(re.findall(r"`/(\w)`", paragraph)) == set(SHORT) - {"?"}


def test_the_conversation_goes_as_it_is_shown(tmp_path: Path) -> None:
    pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    from tests.tui.terminal import Terminal

    [shown] = re.findall(r"^```text\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
    typed = re.findall(r"^(City/municipality|Country|Portals 1): (.*)$", shown, re.MULTILINE)
    with Terminal("ask", "--plain", str(tmp_path / "r.yaml"), size=(80, 60)) as terminal:
        terminal.wait_for("Enter goes on:")
        terminal.press("enter")
        for prompt, answer in typed:
            terminal.wait_for(prompt)
            terminal.read(0.5)
            terminal.type(f"{answer}\r")
        terminal.wait_for("I.2.")
    written = terminal.written.decode().replace("\r\n", "\n")
    assert written[written.index("About the city.") :].startswith(shown)


def test_the_script_does_what_is_shown(tmp_path: Path) -> None:
    command = re.search(r"^\$ printf '(.*?)' \| lgq ask my-city.response.yaml$", TEXT, re.MULTILINE)
    assert command is not None
    done = talk(tmp_path, load(shipped()), command[1].replace("\\n", "\n"))
    assert (done.value("city"), done.value("country")) == ("Oslo", "NO")
    assert done.value("strategy.answer") is True
    assert done.status == 0


def test_the_tests_that_are_named_are_there() -> None:
    for name in re.findall(r"`((?:tests|benchmarks)/[\w/]+\.py)`", TEXT):
        assert (ROOT / name).is_file(), name
