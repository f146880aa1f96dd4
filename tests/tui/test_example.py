"""The finished example is what comes of answering it with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load, shipped
from lgq_tui.tui.app import LgqApp
from tests.tui.typist import Typist, same_but_for_times

EXAMPLES = Path(__file__).parents[2] / "examples"


async def filled_by_keys(definition: Path, example: Path, path: Path) -> None:
    """Fill a new response as the example is, complete it, and leave."""
    questionnaire = load(definition)
    app = LgqApp(questionnaire)
    app.begin_with(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        typist = Typist(pilot, responses.read(example, questionnaire))
        await typist.fill()
        for key in ("escape", "f8", "c", "escape", "ctrl+q"):
            await typist.press(key)
            await pilot.pause()


@pytest.mark.usefixtures("looks_often")
async def test_kuala_lumpur(tmp_path: Path) -> None:
    example = EXAMPLES / "kuala-lumpur.response.yaml"
    made = tmp_path / "made.response.yaml"
    await filled_by_keys(shipped("questionnaire.yaml"), example, made)
    assert_same(made, example)


@pytest.mark.usefixtures("looks_often")
async def test_a_community_garden(tmp_path: Path) -> None:
    example = EXAMPLES / "valid" / "community-garden.response.yaml"
    made = tmp_path / "made.response.yaml"
    definition = EXAMPLES / "valid" / "community-garden.questionnaire.yaml"
    await filled_by_keys(definition, example, made)
    assert_same(made, example)


def assert_same(made: Path, example: Path) -> None:
    ours, theirs = same_but_for_times(made, example)
    assert ours == theirs
