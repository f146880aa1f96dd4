"""What is told of several departments is so."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from lgq_tui.cli import main
from lgq_tui.session.beginning import opened
from lgq_tui.storage.definitions import load, shipped
from tests.test_readme import runs

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "departments.md").read_text("utf-8")
RUNS = dict(runs(TEXT))


def fill(name: str, by: str, **given: object) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LGQ_AUTHOR", by)
        session = opened(Path(name), load(shipped()), lambda outcome: None)
        for item, value in given.items():
            session.interview.answer(tuple(item.split("__")), value)
        session.save()
        session.close()


def test_it_goes_as_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LGQ_AUTHOR", "Ana")
    shutil.copy(ROOT / "examples" / "valid" / "half-filled.response.yaml", "kl.response.yaml")

    def run(begin: str, status: int = 0) -> str:
        [(command, printed)] = [one for one in RUNS.items() if one[0].startswith(begin)]
        assert main(shlex.split(command)[1:]) == status
        told = capsys.readouterr()
        assert told.out == printed
        return told.err

    assert not run("lgq split")
    assert main(["split", "kl.response.yaml", "--sections", "I", "-o", "cio.response.yaml"]) == 0
    capsys.readouterr()
    fill("planning.response.yaml", "Ben", budget__percentage=22)
    packet = Path("planning.response.yaml").read_bytes()
    assert not run("lgq diff", status=1)
    fill("planning.response.yaml", "Ben", mobile_share__percentage=5)
    fill("cio.response.yaml", "Cem", chief_information_officer__name="Cem")
    assert not run("lgq merge")
    Path("planning.response.yaml").write_bytes(packet)
    fill("planning.response.yaml", "Ben", budget__percentage=23)
    assert main(["merge", "kl.response.yaml", "planning.response.yaml"]) == 1
    [shown] = re.findall(r"^kl.response.yaml: budget.*$", TEXT, re.MULTILINE)
    begin = shown.partition(": here")[0]
    assert capsys.readouterr().out.splitlines()[0].startswith(f"{begin}: here “22” (Planning")


def test_the_lines_for_git_are_those_of_the_tests() -> None:
    test = (ROOT / "tests" / "test_merge_driver.py").read_text("utf-8")
    assert "*.response.yaml merge=lgq" in TEXT
    assert "*.response.yaml merge=lgq" in test
    assert "%O %A %B %P" in TEXT
    assert "%O %A %B %P" in test
