"""Small questionnaires and responses for the tests of response files."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from ruamel.yaml import YAML

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.language import build, problems_of
from lgq_tui.core.response import Reference, Response

NOW = datetime(2026, 11, 23, 10, 12, 0, 123456, tzinfo=UTC)

ITEMS = """
- {id: city, type: text, label: City}
- {id: country, type: country, label: "Which **country**?", number: "1"}
- {id: portals, type: url, repeat: true, label: "Portals[^f] of\\nthe city", number: "2"}
- id: areas
  type: select_multiple
  label: Areas
  choices:
    - {id: water, label: "Water: **clean**"}
    - {id: "no", label: None of them, exclusive: true}
    - {id: other, label: Other, detail: {type: group, items: [
        {id: text, type: paragraph, label: "What?"},
        {id: links, type: url, repeat: true, label: L}]}}
- {id: extent, type: select_one, label: "To what extent?",
   choices: [{id: fully, label: Fully}, {id: partly, label: Partly, detail: true}]}
- id: partners
  type: group
  repeat: true
  label: Partners
  number: "3"
  items:
    - {id: name, type: text, label: Name}
    - {id: agreed, type: yes_no, label: "Is it agreed?"}
    - {id: share, type: decimal, label: Share}
    - {id: kinds, type: select_multiple, label: Kinds, choices: [{id: a, label: A kind}]}
    - {id: people, type: group, repeat: true, label: People, items: [
        {id: name, type: text, label: Name}, {id: remarks, type: paragraph, label: Remarks}]}
- {id: remarks, type: paragraph, label: Remarks}
"""


def form(items: str = ITEMS) -> Questionnaire:
    """A questionnaire of one numbered section."""
    data: Any = {
        "id": "demo",
        "version": "1",
        "title": "Demo",
        "language": "en",
        "subject": ["city", "country"] if items is ITEMS else [],
        "footnotes": {"f": "A foot."} if items is ITEMS else {},
        "sections": [
            {"id": "s", "number": "I", "title": "First", "items": YAML(typ="safe").load(items)}
        ],
    }
    if not data["subject"]:
        del data["subject"], data["footnotes"]
    assert problems_of(data) == ()
    return build(data, digest="sha256:d1")


def response(**parts: Any) -> Response:
    """A response to the form with these parts."""
    base: dict[str, Any] = {
        "id": "0193b7c2-0000-7000-8000-000000000000",
        "questionnaire": Reference("demo", "1", "sha256:d1"),
        "created": "2026-11-23T10:12:00Z",
        "modified": "2026-11-23T10:12:00Z",
    }
    return Response(**(base | parts))
