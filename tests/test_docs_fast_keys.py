"""docs/fast-keys.md tells the truth: the keys, and how many of them there are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.strokes import Assisted, Editing, Filling, OnlyEnter, Stroke
from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load, shipped
from lgq_tui.tui.screens.help import help_text

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "fast-keys.md").read_text("utf-8")
FILLED = ROOT / "examples" / "kuala-lumpur.response.yaml"


def test_every_key_of_the_help_is_told() -> None:
    keys = str(help_text(load(shipped()), 1000, is_assisted=True)).partition("\n\n")[0]
    readme = (ROOT / "README.md").read_text("utf-8")
    rows = [(" ".join(line[:18].split()), line[18:]) for line in keys.splitlines()]
    assert len(rows) > 25
    for key, meaning in rows:
        assert f"| {key} | {meaning} |\n" in PAGE + readme


@pytest.mark.skipif(sys.platform == "win32", reason="there, an editor is no script")
def test_the_counts_are_those_of_today(tmp_path: Path) -> None:
    questionnaire = load(shipped())
    response = responses.read(FILLED, questionnaire)
    places = Assisted(questionnaire, response).places
    fields, entries = len(places), sum(place.entries for place in places)
    answered = sum(place.is_answered for place in places)
    assert f"Of its {fields} fields that are asked, {answered} have an answer" in PAGE.replace(
        "\n", " "
    )
    assert f"there are {entries}." in PAGE
    editor, form = tmp_path / "editor", tmp_path / "form.txt"
    editor.write_text(f'#!/bin/sh\ncp "$1" "{form}"\n')
    editor.chmod(0o755)
    command = [sys.executable, "-m", "lgq_tui", "show", "--edit", str(tmp_path / "a.yaml")]
    subprocess.run(
        command, env=os.environ | {"VISUAL": str(editor)}, capture_output=True, check=True
    )
    ways: list[list[Stroke]] = [
        *(plan(questionnaire, response).strokes for plan in (Filling, Assisted, OnlyEnter)),
        Editing(questionnaire, response, form.read_text("utf-8")).strokes,
    ]
    for strokes in ways:
        count = sum(stroke.beyond for stroke in strokes)
        assert f"| {count} | {count / fields:.2f} | {count / entries:.2f} |\n" in PAGE
