"""Small questionnaires in the author's notation, and interviews and responses over them."""

from __future__ import annotations

from datetime import date
from typing import Any

from ruamel.yaml import YAML

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.language import build, problems_of
from lgq_tui.core.response import Reference, Response

TODAY = date(2026, 11, 23)


def form(text: str) -> Questionnaire:
    """A questionnaire of YAML: a list of items, a list of sections, or a mapping of top-level keys.

    What an author must write and a test does not care about is filled in.
    """
    data = YAML(typ="safe").load(text)
    if isinstance(data, list):
        of_sections = "type" not in data[0]
        data = {"sections": data if of_sections else [{"id": "first", "items": data}]}
    whole = {"id": "demo", "version": "1", "title": "Demo", "language": "en"} | data
    whole["sections"] = [{"title": section["id"]} | section for section in whole["sections"]]
    for section in whole["sections"]:
        section["items"] = [_labelled(item) for item in section["items"]]
    assert problems_of(whole) == (), problems_of(whole)
    return build(whole)


def _labelled(item: dict[str, Any]) -> dict[str, Any]:
    item = {"label": item["id"]} | item
    if "items" in item:
        item["items"] = [_labelled(part) for part in item["items"]]
    return item


def response(questionnaire: Questionnaire, **parts: Any) -> Response:
    """A response to a questionnaire; `parts` are fields of the record."""
    return Response("r-1", Reference(questionnaire.id, questionnaire.version), **parts)


def interview(questionnaire: Questionnaire, **answers: Any) -> Interview:
    """An interview on TODAY in which these answers have been given."""
    return Interview(questionnaire, response(questionnaire, answers=answers), TODAY)
