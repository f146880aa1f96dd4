"""What the words of a reply are as an answer to the item that was asked about, if they are one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message
from lgq_tui.core.proposals import Proposal, Quote
from lgq_tui.core.steps import same
from lgq_tui.core.validation import validator
from lgq_tui.imports.passages import joined
from lgq_tui.imports.placing.dates import day_in
from lgq_tui.imports.placing.findings import Findings
from lgq_tui.imports.placing.flow import Flow, Span
from lgq_tui.imports.placing.folding import folded
from lgq_tui.imports.placing.regions import SURE, Region
from lgq_tui.imports.placing.splitting import Splitter
from lgq_tui.imports.placing.words import reason_for_none, yes_or_no
from lgq_tui.imports.replies.lines import Line, passages_of, words_of

_TEXTS = frozenset({"text", "paragraph"})


class Found(NamedTuple):
    """What a reply proposes, and what keeps it from proposing anything, where that has a name."""

    proposal: Proposal | None = None
    why_not: Message | None = None


def value_of(item: Item, lines: Sequence[Line], soft: bool) -> Found:
    """What is proposed by the words below a question; certain only where they are the answer, and
    nothing else. With `soft`, lines may have been broken by a program."""
    if item.is_group:
        return Found(why_not=Message("letter.several_parts"))
    flow = Flow(joined(passages_of(lines)) if soft else passages_of(lines), soft)
    findings = Findings(flow)
    Splitter(findings).fill([item], Region(Span(0, len(flow.text)), SURE))
    words = words_of(lines)
    if not findings.proposals:
        doubt = findings.doubts[0].message if findings.doubts else None
        return Found(why_not=doubt)
    [proposal, *_] = findings.proposals
    proposal = proposal._replace(quote=Quote(words, lines[0].place))
    if item.type in _TEXTS and proposal.missing is None:
        return Found(proposal._replace(doubt=Message("letter.doubt.about")))
    if proposal.doubt is None and not _is_all(item, words, proposal):
        proposal = proposal._replace(doubt=Message("import.doubt.more_text"))
    valid = validator(ANSWER_TYPES[item.type].schema(item)).is_valid
    values = proposal.value if item.repeat and proposal.missing is None else [proposal.value]
    if proposal.missing is None and not all(map(valid, values)):
        return Found(why_not=proposal.doubt)
    return Found(proposal)


def _is_all(item: Item, words: str, proposal: Proposal) -> bool:
    """Whether words are what is proposed, and nothing else."""
    if proposal.missing is not None:
        return reason_for_none(words) == proposal.missing
    if item.type == "yes_no" and (said := yes_or_no(words)) is not None:
        return not folded(words[said.length :])
    kind = ANSWER_TYPES[item.type]
    texts = [one for one in words.split("\n") if one.strip()] if item.repeat else [words]
    read = [
        kind.parse(day_in(text) or text if item.type == "date" else text, item) for text in texts
    ]
    return same(read if item.repeat else read[0], proposal.value)
