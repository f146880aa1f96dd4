"""Every definition under examples is a test; the first line of an invalid one says what is found.

`# expect: 13:9 definition.unknown_key_near` is a line, a column and a key of the catalogue; several
stand with `; ` between them, in order of place.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from lgq_tui.core.language.form import language_schema
from lgq_tui.locales import load
from lgq_tui.storage import plain
from lgq_tui.storage.definitions import lint, shipped

EXAMPLES = Path(__file__).parent.parent / "examples"
INVALID = sorted((EXAMPLES / "invalid").glob("*.questionnaire.yaml"))
VALID = [shipped(), *sorted((EXAMPLES / "valid").glob("*.questionnaire.yaml"))]
EXPECT = "# expect: "


def by_name(path: Path) -> str:
    return path.name


def test_there_are_examples() -> None:
    assert len(INVALID) >= 12
    assert len(VALID) >= 2


@pytest.mark.parametrize("path", INVALID, ids=by_name)
def test_an_invalid_definition(path: Path) -> None:
    first = path.read_text("utf-8").partition("\n")[0]
    assert first.startswith(EXPECT)
    found = [f"{fault.line}:{fault.column} {fault.message.key}" for fault in lint(path)]
    assert found == first.removeprefix(EXPECT).split("; ")


@pytest.mark.parametrize("path", INVALID, ids=by_name)
def test_what_is_said_of_it_is_a_sentence(path: Path) -> None:
    english = load("en")
    for fault in lint(path):
        sentence = english.render(fault.message)
        assert sentence != fault.message.key
        assert sentence.endswith((".", "?"))


@pytest.mark.parametrize("path", VALID, ids=by_name)
def test_a_valid_definition(path: Path) -> None:
    assert lint(path) == ()
    definition = plain.parse(path, plain.read_bytes(path))
    errors = Draft202012Validator(language_schema()).iter_errors(definition.data)
    assert [error.message for error in errors] == []
