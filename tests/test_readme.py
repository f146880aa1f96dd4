"""The README tells the truth: its picture, its commands, its keys and its links."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from lgq_tui.cli import main
from lgq_tui.storage.definitions import load, shipped
from lgq_tui.tui.screens.help import help_text
from tests.pictures import compare, picture
from tests.tui.desk import Desk, desk

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")

BLOCKS = re.findall(r"^```console\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
RUNS = [run for block in BLOCKS for run in re.findall(r"\$ (.*)\n((?:(?!\$ ).*\n)*)", block)]


async def still(person: Desk) -> str:
    """The picture of the screen once nothing on it changes any more."""
    before, drawn = "", picture(person.app)
    while drawn != before:
        await person.pilot.pause(0.3)
        await person.settled()
        before, drawn = drawn, picture(person.app)
    return drawn


async def test_the_picture_is_of_the_real_screen(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    name = "half-filled.response.yaml"
    shutil.copy(ROOT / "examples" / "valid" / name, tmp_path)
    async with desk(tmp_path, size=(80, 24), name=name) as person:
        assert "3. Does your city/municipality have a dedicated" in person.shown()
        drawn = await still(person)
    update: bool = request.config.getoption("--update-pictures")
    compare(drawn, ROOT / "docs" / "interview.svg", update)
    assert "](docs/interview.svg)" in README


@pytest.mark.parametrize(("command", "printed"), RUNS, ids=[command for command, _ in RUNS])
def test_a_command_prints_what_is_shown(
    command: str,
    printed: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    program, *arguments = shlex.split(command)
    assert program == "lgq"
    status = main(arguments)
    shown = printed.splitlines()
    told = [line.rstrip() for line in "".join(capsys.readouterr()).splitlines()]
    if shown[-1:] == ["..."]:  # and so on
        shown.pop()
        assert len(told) > len(shown)
        told = told[: len(shown)]
    assert told == shown
    assert status == ("examples/invalid/" in command)


def test_commands_are_shown() -> None:
    assert {command.split()[1] for command, _ in RUNS} == {"check", "show", "lint", "schema"}


def test_every_key_and_sign_of_the_help_is_told() -> None:
    keys, _, rest = str(help_text(load(shipped()))).partition("\n\n")
    signs = rest.partition("\n\n")[0]
    rows = [(line[:18].split(), line[18:]) for line in keys.splitlines()]
    rows += [([f"`{line[0]}`"], line[4:]) for line in signs.splitlines()[1:]]
    assert len(rows) > 20
    for key, meaning in rows:
        assert f"| {' '.join(key)} | {meaning} |\n" in README


def test_every_variable_is_told() -> None:
    sources = (path.read_text("utf-8") for path in (ROOT / "lgq_tui").rglob("*.py"))
    used = {name for source in sources for name in re.findall(r'"(LGQ_[A-Z_]+)"', source)}
    assert used == set(re.findall(r"LGQ_[A-Z_]+", README))


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!https:)([^)]+)\)", README):
        assert (ROOT / target).is_file(), target
