"""Letters go out and come back as the documentation shows it."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from lgq_tui.cli import main
from lgq_tui.session.beginning import alone
from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load, shipped
from tests.test_readme import runs

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "letters.md").read_text("utf-8")
LETTER, REPLY = re.findall(r"^```text\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
ASKED = (
    ("budget.percentage", "Is this the share of the whole budget?"),
    ("usage_statistics.answer", "Yes or no?"),
)


def test_a_letter_goes_out_and_comes_back_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("kl.response.yaml")
    shutil.copy(ROOT / "examples" / "valid" / "half-filled.response.yaml", path)
    with alone(path, load(shipped()), {}) as session:
        for item, text in ASKED:
            session.ask(item, text)
    Path("reply.txt").write_text(REPLY, "utf-8")
    shown = runs(TEXT)
    assert len(shown) == 2
    for (command, printed), status in zip(shown, (0, 1), strict=True):
        assert main(shlex.split(command)[1:]) == status
        told = capsys.readouterr()
        assert sorted((told.out + told.err).splitlines()) == sorted(printed.splitlines())
    assert LETTER in Path("kl.letter.txt").read_text("utf-8")
    queries = responses.read(path).queries
    assert [some[0].status for some in queries.values()] == ["answered", "answered"]


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!https:)([^)#]+)", TEXT):
        assert (ROOT / "docs" / target).is_file(), target
