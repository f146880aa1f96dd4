"""Every response under examples is a test; the first line of an invalid one says what is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from lgq_tui.core.check import check
from lgq_tui.core.definition import Questionnaire
from lgq_tui.storage import definitions, plain, responses

EXAMPLES = Path(__file__).parent.parent / "examples"
INVALID = sorted((EXAMPLES / "invalid").glob("*.response.yaml"))
EXPECT = "# expect: "


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return definitions.load(definitions.shipped())


def findings(path: Path, questionnaire: Questionnaire) -> list[str]:
    try:
        response = responses.read(path, questionnaire)
    except plain.UnreadableError as error:
        return [error.message.key]
    return [problem.message.key for problem in check(questionnaire, response)]


def test_there_are_examples() -> None:
    assert len(INVALID) >= 10


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.name)
def test_an_invalid_response(path: Path, questionnaire: Questionnaire) -> None:
    first = path.read_text("utf-8").partition("\n")[0]
    assert first.startswith(EXPECT)
    assert findings(path, questionnaire) == [first.removeprefix(EXPECT)]


def test_the_example_of_the_manual_is_sound(tmp_path: Path, questionnaire: Questionnaire) -> None:
    manual = (EXAMPLES.parent / "docs" / "response-format.md").read_text("utf-8")
    file = tmp_path / "a.response.yaml"
    file.write_text(manual.partition("```yaml\n")[2].partition("```")[0], "utf-8")
    assert findings(file, questionnaire) == []


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"answers: {city: \xff}", "file.not_utf8"),
        (b"\n# nothing\n", "response.not_a_response"),
        (b"", "file.empty"),
        (b"\x00", "file.not_yaml"),
    ],
)
def test_bytes_that_no_example_could_hold(
    tmp_path: Path, questionnaire: Questionnaire, content: bytes, key: str
) -> None:
    file = tmp_path / "a.response.yaml"
    file.write_bytes(content)
    assert findings(file, questionnaire) == [key]
