"""The finished examples are what comes of reading them out line by line, through a pipe."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load, shipped
from tests.prompt.dictation import dictated
from tests.same import same_but_for_times

EXAMPLES = Path(__file__).parents[2] / "examples"
GARDEN = EXAMPLES / "valid" / "community-garden.questionnaire.yaml"
CASES = {
    "Kuala Lumpur": (shipped(), EXAMPLES / "kuala-lumpur.response.yaml"),
    "a community garden": (GARDEN, EXAMPLES / "valid" / "community-garden.response.yaml"),
}


@pytest.mark.parametrize("case", CASES)
def test_an_example(case: str, tmp_path: Path) -> None:
    definition, example = CASES[case]
    questionnaire = load(definition)
    response = responses.read(example, questionnaire)
    read_out = dictated(response, questionnaire, tmp_path / "first.yaml", "/complete yes")
    made = tmp_path / "made.yaml"
    done = subprocess.run(
        [sys.executable, "-m", "lgq_tui", "ask", "-q", str(definition), str(made)],
        input="\n".join(read_out.lines) + "\n",
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    ours, theirs = same_but_for_times(made, example)
    assert ours == theirs
