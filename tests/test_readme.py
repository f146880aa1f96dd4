"""The README tells the truth: its picture, its commands, its keys and its links."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from lgq_tui.cli import main
from lgq_tui.storage.definitions import load, shipped
from lgq_tui.tui.screens.help import desk_help, help_text
from tests.pictures import compare, picture
from tests.tui.person import Person, person_at

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def runs(text: str) -> list[tuple[str, str]]:
    """Every command that is shown, and what it prints."""
    blocks = re.findall(r"^```console\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [run for block in blocks for run in re.findall(r"\$ (.*)\n((?:(?!\$ ).*\n)*)", block)]


SENDING = README.partition("\n## Sending it safely\n")[2].partition("\n## ")[0]
IN_ORDER = runs(SENDING)
"""What each of these writes, the next one reads."""

RUNS = [run for run in runs(README) if run not in IN_ORDER]


async def still(person: Person) -> str:
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
    async with person_at(tmp_path, size=(80, 24), name=name) as person:
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
    for earlier, _ in RUNS:
        # A document that comes back was written by the command before.
        if command.startswith("lgq import ") and "kuala-lumpur.docx" in earlier.split()[-1:]:
            main(shlex.split(earlier)[1:])
            capsys.readouterr()
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


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="this system has no ssh-keygen")
def test_it_is_sent_safely(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    (tmp_path / ".ssh").mkdir()
    for key in (".ssh/id_ed25519", "receiver"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    public = Path(".ssh/id_ed25519.pub").read_text()
    Path("signers").write_text(f"ana@city.example {public}")
    shutil.copy(ROOT / "examples" / "kuala-lumpur.response.yaml", "my-city.response.yaml")
    for command, printed in IN_ORDER:
        assert main(shlex.split(command)[1:]) == 0
        told = "".join(capsys.readouterr())
        assert re.sub("SHA256:[A-Za-z0-9+/]+", "SHA256:...", told) == printed
    received, sent = Path("received.response.yaml"), Path("my-city.response.yaml")
    assert received.read_bytes() == sent.read_bytes()


def test_commands_are_shown() -> None:
    shown = {command.split()[1] for command, _ in (*RUNS, *IN_ORDER)}
    sending = {"sign", "verify", "encrypt", "decrypt"}
    assert shown == {"check", "show", "lint", "schema", "export", "form", "import"} | sending


def test_every_key_and_sign_of_the_help_is_told() -> None:
    for text in (help_text(load(shipped()), 1000), desk_help(1000)):
        keys, signs, *others = str(text).split("\n\n")
        columns = [
            line for one in others if one.startswith("Columns\n") for line in one.splitlines()
        ]
        lines = [*keys.splitlines(), *columns[1:]]
        rows = [(line[:18].split(), line[18:]) for line in lines]
        rows += [([f"`{line[0]}`"], line[4:]) for line in signs.splitlines()[1:]]
        assert len(rows) > 20
        for key, meaning in rows:
            assert f"| {' '.join(key)} | {meaning} |\n" in README


def test_every_variable_is_told() -> None:
    sources = (path.read_text("utf-8") for path in (ROOT / "lgq_tui").rglob("*.py"))
    used = {name for source in sources for name in re.findall(r'"(LGQ_[A-Z_]+)"', source)}
    assert used == set(re.findall(r"LGQ_[A-Z_]+", README))


def test_links_lead_somewhere() -> None:
    headings = re.findall("^#+ (.*)$", README, re.MULTILINE)
    anchors = {f"#{heading.lower().replace(' ', '-')}" for heading in headings}
    for target in re.findall(r"\]\((?!https:)([^)]+)\)", README):
        assert target in anchors or (ROOT / target).is_file(), target
