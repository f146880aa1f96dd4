"""The manual of the definition language: its examples are sound, its tables whole."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest

from lgq_tui.cli import main
from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import GROUP, MISSING_REASONS
from lgq_tui.core.language.form import language_schema
from lgq_tui.storage.definitions import lint

ROOT = Path(__file__).parents[1]
MANUAL = (ROOT / "docs" / "definition-language.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", MANUAL, re.DOTALL | re.MULTILINE)
WHOLE = [block for block in BLOCKS if block.startswith("id:")]
RUNS = re.findall(r"^\$ (.*)\n((?:(?![$`]).*\n)+)", MANUAL, re.MULTILINE)
ITEMS = [block for block in BLOCKS if block.startswith("- ")]

AROUND = """\
id: demo
version: "1"
title: Demo
language: en
sections:
  - id: first
    title: First
    items:
"""


def test_every_example_is_a_definition_or_a_list_of_items() -> None:
    assert len(WHOLE) >= 2
    assert len(WHOLE) + len(ITEMS) == len(BLOCKS)
    assert len(RUNS) == MANUAL.count("\n$ ")


@pytest.mark.parametrize("definition", [*WHOLE, *[AROUND + indent(i, " " * 6) for i in ITEMS]])
def test_an_example_is_sound(definition: str, tmp_path: Path) -> None:
    file = tmp_path / "example.questionnaire.yaml"
    file.write_text(definition, "utf-8")
    assert lint(file) == ()


@pytest.mark.parametrize(("command", "printed"), RUNS, ids=[command for command, _ in RUNS])
def test_a_command_prints_what_is_shown(
    command: str,
    printed: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(shlex.split(command)[1:]) == 1
    assert capsys.readouterr().out == printed


def keys(schema: Any) -> Iterator[str]:
    """Every key of the language."""
    if isinstance(schema, dict):
        for key, value in schema.get("properties", {}).items():
            yield key
            yield from keys(value)
        yield from (key for name in schema.get("$defs", {}) for key in keys(schema["$defs"][name]))


def test_every_key_is_explained() -> None:
    assert [key for key in sorted(set(keys(language_schema()))) if f"`{key}" not in MANUAL] == []


def test_every_answer_type_and_missing_reason_is_explained() -> None:
    assert [name for name in (*ANSWER_TYPES, GROUP) if f"| `{name}` | " not in MANUAL] == []
    assert [reason for reason in MISSING_REASONS if f"`{reason}`" not in MANUAL] == []


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https:)([^)]+)\)", MANUAL)
    assert len(links) >= 3
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []
