"""The drawing of the house shows the house that stands here."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "lgq_tui"
TEXT = (ROOT / "docs" / "architecture.md").read_text("utf-8")

FOLDERS = {
    f"{path.parent.relative_to(PACKAGE).as_posix()}/"
    for path in PACKAGE.rglob("__init__.py")
    if path.parent != PACKAGE
}
NAMED_FOLDERS = set(re.findall(r"(?<![\w/.-])[\w./-]+/(?!\w)", TEXT))
NAMED_FILES = set(re.findall(r"[\w./-]+\.(?:py|json|yaml|toml|md)\b", TEXT)) - {"ruamel.yaml"}


def places_of(name: str) -> list[Path]:
    """Where something may be that is named from the top, or from any folder of the package."""
    return [ROOT / name, PACKAGE / name, *(PACKAGE / folder / name for folder in FOLDERS)]


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def names_of(dependencies: list[str]) -> list[str]:
    names = (re.match(r"[\w.-]+", line) for line in dependencies)
    return [name[0] for name in names if name]


def dependencies() -> list[str]:
    return names_of(PROJECT["dependencies"])


def extras() -> list[str]:
    return names_of([line for lines in PROJECT["optional-dependencies"].values() for line in lines])


@pytest.mark.parametrize("name", [*dependencies(), *extras()])
def test_every_dependency_has_its_row(name: str) -> None:
    assert f"\n| `{name}` | " in TEXT


@pytest.mark.parametrize(
    ("head", "expected"), [("| package |", dependencies()), ("| extra package |", extras())]
)
def test_no_other_dependency_has_a_row(head: str, expected: list[str]) -> None:
    table = TEXT.partition(head)[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([\w.-]+)` \|", table, re.MULTILINE) == expected


@pytest.mark.parametrize("folder", sorted(FOLDERS))
def test_every_folder_of_the_package_is_drawn(folder: str) -> None:
    *_, name = folder.rstrip("/").split("/")
    assert {folder, f"{name}/"} & NAMED_FOLDERS


@pytest.mark.parametrize("folder", sorted(NAMED_FOLDERS))
def test_no_folder_is_named_that_does_not_exist(folder: str) -> None:
    assert any(place.is_dir() for place in places_of(folder))


@pytest.mark.parametrize("file", sorted(NAMED_FILES))
def test_no_file_is_named_that_does_not_exist(file: str) -> None:
    assert any(place.is_file() for place in places_of(file))
