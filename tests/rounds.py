"""Two editions of one questionnaire, and a response to the first."""

from __future__ import annotations

from pathlib import Path

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.response import COMPLETED, Reference, Response
from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load

FIRST = """\
id: survey
version: "1"
title: Survey
language: en
subject: [city]
sections:
  - id: about
    title: About
    items:
      - {id: city, type: text, label: City, required: true}
      - {id: mobile, type: percentage, label: Share by app, required: true}
      - {id: paper, type: percentage, label: Share on paper}
      - {id: budget, type: integer, label: Budget}
      - {id: fax, type: text, label: Fax}
      - {id: strategy, type: text, label: Strategy}
      - {id: staff, type: integer, label: Staff}
"""

SECOND = (
    FIRST.replace('"1"', '"2"')
    .replace("{id: paper,", "{id: print, was: paper,")
    .replace(
        "{id: budget, type: integer, label: Budget}",
        "{id: local, type: integer, label: Local, was: budget}\n"
        "      - {id: national, type: integer, label: National, was: budget}",
    )
    .replace("      - {id: fax, type: text, label: Fax}\n", "")
    .replace("type: text, label: Strategy", "type: yes_no, label: Strategy")
    + "      - {id: cloud, type: yes_no, label: Cloud}\n"
)
"""One question renamed, one split, one gone, one of another type, one new."""

ANSWERS = {
    "city": "Altamira",
    "mobile": 79,
    "paper": 21,
    "budget": 5000,
    "fax": "None since 2019",
    "strategy": "Altamira 2030",
    "staff": 12,
}


def edition(folder: Path, text: str) -> Questionnaire:
    """An edition in a file of a folder."""
    name = "second" if 'version: "2"' in text else "first"
    path = folder / f"{name}.questionnaire.yaml"
    path.write_text(text, "utf-8")
    return load(path)


def earlier(folder: Path, name: str = "old.response.yaml") -> Path:
    """A completed response to the first edition, in a file of a folder."""
    path = folder / name
    questionnaire = edition(folder, FIRST)
    response = Response(
        "r-old",
        Reference("survey", "1", questionnaire.digest),
        status=COMPLETED,
        modified="2025-03-04T10:00:00Z",
        authors=("Ana",),
        answers=ANSWERS,
        notes={"paper": "Counted."},
    )
    responses.write(path, response, questionnaire)
    return path
