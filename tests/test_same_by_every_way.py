"""The finished examples come of the screen's keys, of lines through a pipe, and of the text in an
editor: three files that differ in their times alone."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.response import Response
from lgq_tui.storage import responses, seal
from lgq_tui.storage.definitions import load, shipped
from lgq_tui.tui.app import LgqApp
from tests.prompt.dictation import dictated
from tests.same import same_but_for_times
from tests.session.writer import Writer, editor_of
from tests.tui.typist import Typist

EXAMPLES = Path(__file__).parents[1] / "examples"
GARDEN = EXAMPLES / "valid" / "community-garden.questionnaire.yaml"
CASES = {
    "Kuala Lumpur": (shipped(), EXAMPLES / "kuala-lumpur.response.yaml"),
    "a community garden": (GARDEN, EXAMPLES / "valid" / "community-garden.response.yaml"),
}


def lgq(*arguments: str | Path, typed: str = "", editor: str = "") -> None:
    """Run a command that succeeds and complains of nothing."""
    done = subprocess.run(
        [sys.executable, "-m", "lgq_tui", *map(str, arguments)],
        input=typed,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"VISUAL": editor},
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


async def by_keys(path: Path, definition: Path, response: Response) -> None:
    """Press keys at the screen, look only at where they go, complete it, and leave."""
    app = LgqApp(load(definition))
    app.begin_with(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        typist = Typist(pilot, response)
        await typist.fill()
        for key in ("escape", "f8", "c", "escape", "ctrl+q"):
            await typist.press(key)
            await pilot.pause()


def by_lines(path: Path, definition: Path, response: Response) -> None:
    """Read it out line by line, through a pipe."""
    first = path.with_name("first.yaml")
    lines = dictated(response, load(definition), first, "/complete yes").lines
    lgq("ask", "-q", definition, path, typed="".join(f"{line}\n" for line in lines))


def by_text(path: Path, definition: Path, response: Response) -> None:
    """Type it into the text in an editor, and complete it."""
    folder = path.parent
    blank, filled, editor = folder / "blank", folder / "filled", folder / "editor"
    editor.write_text(
        editor_of(f"open({str(blank)!r}, 'w', encoding='utf-8').write(text)", sys.executable)
    )
    editor.chmod(0o755)
    lgq("show", "--edit", "-q", definition, path, editor=str(editor))
    writer = Writer(load(definition), response)
    filled.write_text(writer.fill(blank.read_text("utf-8")), "utf-8")
    editor.write_text(
        editor_of(f"text = open({str(filled)!r}, encoding='utf-8').read()", sys.executable)
    )
    lgq("show", "--edit", "-q", definition, path, editor=str(editor))
    lgq("ask", "-q", definition, path, typed="/complete yes\n")


@pytest.mark.skipif(sys.platform == "win32", reason="there, an editor is no script")
@pytest.mark.parametrize("case", CASES)
async def test_an_example(case: str, tmp_path: Path) -> None:
    definition, example = CASES[case]
    questionnaire = load(definition)
    response = responses.read(example, questionnaire)
    begun = responses.new(questionnaire, datetime.now(UTC))
    paths = [begun_in(tmp_path / way, begun, questionnaire) for way in ("keys", "lines", "text")]
    await by_keys(paths[0], definition, response)
    by_lines(paths[1], definition, response)
    by_text(paths[2], definition, response)
    for path in paths:
        ours, theirs = same_but_for_times(path, example)
        assert ours == theirs
    # The id, too, is the same, as all began with one file; and so is the code of what they say.
    made = [responses.read(path, questionnaire) for path in paths]
    assert len({(one.id, one.created, seal.digest_of(one)) for one in made}) == 1


def begun_in(folder: Path, response: Response, questionnaire: Questionnaire) -> Path:
    """A file with a response that has just been begun."""
    folder.mkdir()
    path = folder / "made.response.yaml"
    responses.write(path, response, questionnaire)
    return path
