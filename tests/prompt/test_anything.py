"""Whatever is typed: nothing breaks, nothing acts on the terminal, and the file has what was taken."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lgq_tui.prompt.commands import COMMANDS
from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load, shipped
from tests.prompt.talk import talk

GARDEN = Path(__file__).parents[2] / "examples" / "valid" / "community-garden.questionnaire.yaml"

ANSWERS = st.sampled_from(
    [
        "", "", "yes", "no", "1", "1, 2", "3", "160", "16,5", "None", "ab", "congo", "Malaysia",
        "2026-01-01", "01.02.2026", "www.x.example", "https://a.example", "a@b.example", "/", "//x",
        "+60 3 2617 9310", "on\\", "C:\\\\", "\x1b[31m", "é中", "  ",
    ]
)  # fmt: skip
BEHIND = st.sampled_from(
    ["", "", "1", "2", "0", "all", "yes", "no", "-", "whole 1", "asked-unknown", "B", "beds",
     "some words", "1 2", "3 1", "2 all", "\\"]
)  # fmt: skip
NAMES = st.sampled_from([name for name in COMMANDS if name not in ("quit", "editor", "elsewhere")])
LINES = st.one_of(ANSWERS, st.builds("/{} {}".format, NAMES, BEHIND))


@pytest.mark.parametrize("definition", [GARDEN, shipped()], ids=["garden", "LGQ"])
@settings(max_examples=40)
@given(lines=st.lists(LINES, min_size=5, max_size=60), person=st.booleans())
def test_anything_may_be_typed(definition: Path, lines: list[str], person: bool) -> None:
    questionnaire = load(definition)
    with tempfile.TemporaryDirectory() as folder:
        done = talk(Path(folder), questionnaire, "\n".join(lines) + "\n", person=person)
        assert "\x1b" not in done.said
        path, made = done.talk.session.path, done.interview.response
        if path.exists():
            kept = responses.read(path, questionnaire)
            assert (kept.answers, kept.missing) == (made.answers, made.missing)
            assert (kept.notes, kept.accepted) == (made.notes, made.accepted)
