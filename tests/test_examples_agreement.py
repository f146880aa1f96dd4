"""The schema, run by a tool that knows nothing of us, agrees with `lgq check` on every example."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lgq_tui.cli import main

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
GARDEN = EXAMPLES / "valid" / "community-garden.questionnaire.yaml"
RESPONSES = sorted(path for path in EXAMPLES.rglob("*.response.*") if path.is_file())


def passed(schema: Path, paths: list[Path]) -> set[Path]:
    """Those in which the tool finds no fault, all looked at in one start of it."""
    tool = [sys.executable, "-m", "check_jsonschema", "-vv", "--output-format", "json"]
    run = subprocess.run(
        [*tool, "--schemafile", str(schema), *map(str, paths)], capture_output=True, text=True
    )
    told = json.loads(run.stdout)
    return {Path(name) for name in told["successes" if run.returncode else "checked_paths"]}


def test_there_are_examples_of_both_kinds() -> None:
    assert len([path for path in RESPONSES if path.parent.name == "invalid"]) >= 10
    assert len([path for path in RESPONSES if path.parent.name != "invalid"]) >= 3


@pytest.mark.parametrize("path", RESPONSES, ids=lambda path: path.name)
def test_what_is_invalid_is_refused_and_nothing_else(path: Path) -> None:
    other = ["-q", str(GARDEN)] if _is_of_garden(path) else []
    assert (main(["check", *other, str(path)]) == 0) is (path.parent.name != "invalid")


def test_the_schema_says_the_same(tmp_path: Path) -> None:
    garden = tmp_path / "garden.schema.json"
    assert main(["schema", "-q", str(GARDEN), "-o", str(garden)]) == 0
    for schema, is_garden in ((garden, True), (ROOT / "schema.json", False)):
        paths = [one for one in RESPONSES if _is_plain(one) and _is_of_garden(one) is is_garden]
        assert passed(schema, paths) == {path for path in paths if path.parent.name != "invalid"}


def _is_of_garden(path: Path) -> bool:
    return "garden" in path.name


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
