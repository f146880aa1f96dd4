"""The schema, run by a tool that knows nothing of us, agrees with `lgq check` on every example."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from lgq_tui.cli import main

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
GARDEN = EXAMPLES / "valid" / "community-garden.questionnaire.yaml"
RESPONSES = sorted(path for path in EXAMPLES.rglob("*.response.*") if path.is_file())


@cache
def agrees(path: Path, schema: Path) -> bool:
    run = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), str(path)],
        capture_output=True,
        text=True,
    )
    return run.returncode == 0


@pytest.fixture(scope="module")
def garden_schema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("schema") / "garden.schema.json"
    assert main(["schema", "-q", str(GARDEN), "-o", str(path)]) == 0
    return path


def test_there_are_examples_of_both_kinds() -> None:
    assert len([path for path in RESPONSES if path.parent.name == "invalid"]) >= 10
    assert len([path for path in RESPONSES if path.parent.name != "invalid"]) >= 3


@pytest.mark.parametrize("path", RESPONSES, ids=lambda path: path.name)
def test_both_say_the_same(path: Path, garden_schema: Path) -> None:
    is_garden = "garden" in path.name
    schema = garden_schema if is_garden else ROOT / "schema.json"
    other = ["-q", str(GARDEN)] if is_garden else []
    fine = main(["check", *other, str(path)]) == 0
    assert fine == (path.parent.name != "invalid")
    if _is_plain(path):
        assert agrees(path, schema) == fine


def _is_plain(path: Path) -> bool:
    """Whether the fault, if there is one, is in the data: a schema sees nothing of anchors."""
    first = path.read_text("utf-8").partition("\n")[0]
    return not first.startswith("# expect: file.")


def test_json_and_yaml_are_the_same_data() -> None:
    from lgq_tui.storage import plain

    path = EXAMPLES / "valid" / "community-garden.response.yaml"
    yaml = plain.parse(path, path.read_bytes())
    text = (EXAMPLES / "valid" / "community-garden.response.json").read_text("utf-8")
    ours, theirs = yaml.data, json.loads(text)
    own = {"id": "", "seal": {}}
    assert {**ours, **own} == {**theirs, **own}
