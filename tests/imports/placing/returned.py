"""Small returned forms: a questionnaire in the author's notation, and the lines of a document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.proposals import Place, Placement
from lgq_tui.imports.placing.placer import place
from lgq_tui.imports.source import Passage, Source
from tests.forms import form

PARKS = form(
    """
    - id: parks
      number: I
      title: Parks and Gardens
      items:
        - id: tree_plan
          number: "1"
          type: group
          label: Does your city have a plan for trees? Please explain and provide links.
          items:
            - {id: answer, type: yes_no, label: Answer, required: true}
            - {id: explanation, type: paragraph, label: Explanation}
            - {id: links, type: url, repeat: true, label: Links}
        - id: shade
          number: "2"
          type: group
          label: What is the percentage of streets that have shade at noon?
          items:
            - {id: percentage, type: percentage, label: Percentage, required: true}
            - {id: explanation, type: paragraph, label: Explanation}
    - id: people
      number: II
      title: Gardeners and Volunteers
      items:
        - id: head
          number: "1"
          type: group
          label: Is there a head gardener of the city?
          items:
            - {id: answer, type: yes_no, label: Answer, required: true}
            - {id: name, type: text, label: Name, relevant: {answer: true}}
            - {id: email, type: email, label: E-mail, relevant: {answer: true}}
        - id: tasks
          number: "2"
          type: select_multiple
          label: Which of these tasks are done by volunteers?
          choices:
            - {id: watering, label: watering young trees in summer}
            - {id: planting, label: planting hedges and flower beds}
            - {id: other, label: Other}
          detail: {type: text}
    """
)


def document(*lines: str) -> Source:
    """A document in which each line is a passage; the text of a call begins with its first word."""
    texts = [line for one in lines for line in one.strip("\n").split("\n")]
    passages = [
        Passage(text.strip(), Place(line=number))
        for number, text in enumerate(texts, 1)
        if text.strip()
    ]
    return Source(tuple(passages))


def placed(source: Source | str, questionnaire: Questionnaire = PARKS) -> Placement:
    """What the one form in a document says."""
    whole = document(source) if isinstance(source, str) else source
    [placement] = place(whole, [questionnaire])
    return placement


def answers(placement: Placement, certain: bool = True) -> Mapping[str, Any]:
    """The values, or missing reasons, that are proposed, by path: the certain ones, or the others."""
    return {
        ".".join(map(str, one.path)): one.value if one.missing is None else f"({one.missing})"
        for one in placement.proposals
        if one.is_certain == certain
    }


def doubts(placement: Placement) -> Mapping[str, str]:
    """What is asked back, by path: the last part of its key."""
    return {
        ".".join(map(str, one.path)): one.message.key.rpartition(".")[2] for one in placement.doubts
    }


def left(placement: Placement) -> list[str]:
    """The words that are left over."""
    return [one.quote.words for one in placement.left]
