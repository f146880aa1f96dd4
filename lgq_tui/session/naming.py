"""Names of response files, as people give them."""

from __future__ import annotations

from pathlib import Path

ENDING = ".response.yaml"
"""Of a new file."""
ENDINGS = (".yaml", ".yml", ".json")


def document_named(name: str) -> Path:
    """The document that a person means, by its whole name."""
    return Path(name).expanduser()


def path_named(name: str) -> Path:
    """The file that a person means, with the usual ending where they gave none."""
    path = Path(name).expanduser()
    if path.name and path.suffix.lower() not in ENDINGS:
        path = path.with_name(path.name + ENDING)
    return path
