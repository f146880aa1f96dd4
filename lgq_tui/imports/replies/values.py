"""What the words of a reply are as an answer to the item that was asked about, if they are one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from lgq_tui.core.answer_types import ANSWER_TYPES, Context
from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message
from lgq_tui.core.proposals import Proposal, Quote
from lgq_tui.core.steps import same
from lgq_tui.core.validation import validator
from lgq_tui.core.wording import plain
from lgq_tui.imports.passages import joined
from lgq_tui.imports.placing.dates import day_in
from lgq_tui.imports.placing.findings import Findings
from lgq_tui.imports.placing.flow import Flow, Span
from lgq_tui.imports.placing.folding import folded
from lgq_tui.imports.placing.regions import SURE, Region
from lgq_tui.imports.placing.splitting import Splitter
from lgq_tui.imports.placing.words import answers_in, is_nothing, reason_for_none, yes_or_no
from lgq_tui.imports.replies.lines import Line, passages_of, words_of

_TEXTS = frozenset({"text", "paragraph"})
_ADDRESSES = frozenset({"url", "email", "phone"})
_ASKS = re.compile(r"[?？؟]|;\s*$")
"""What a question has; in Greek, it ends with the last."""
_POINTED = re.compile(r"\d{1,3}\.\d{3}")
_LONGEST_CODE = 3
_YEARS = range(1900, 2100)
"""Those of our calendar that anybody is asked about; others may be of another one."""


class Found(NamedTuple):
    """What a reply proposes, and what keeps it from proposing anything, where that has a name."""

    proposal: Proposal | None = None
    why_not: Message | None = None


def value_of(item: Item, lines: Sequence[Line], soft: bool, query: str = "") -> Found:
    """What is proposed by the words below a question; certain only where they are the answer, and
    nothing else, to the item and not only to our `query`. With `soft`, lines may have been broken
    by a program."""
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
    if proposal.doubt is None:
        proposal = proposal._replace(doubt=_doubt(item, words, values, proposal.missing, query))
    return Found(proposal)


def _doubt(
    item: Item, words: str, values: Sequence[Any], missing: str | None, query: str
) -> Message | None:
    """What words may mean besides that one answer, although they are nothing else."""
    about = Message("letter.doubt.about")
    if missing is not None:
        # Of a number it may be zero; of choices, that none of them applies.
        is_plain = item.type in _ADDRESSES or not is_nothing(words)
        return None if is_plain else about
    if item.type != "url" and _ASKS.search(words):
        return about
    if item.type == "yes_no":
        return None if _offers_both(query) else Message("letter.doubt.our_question")
    if item.type in _OTHERWISE and any(_OTHERWISE[item.type](item, words, one) for one in values):
        return about
    kind = ANSWER_TYPES[item.type]
    found = (remark for one in values for remark in kind.remarks(one, item, Context()))
    return next((one.message for one in found), None)


def _offers_both(query: str) -> bool:
    """Whether our question, if it is one, is to be answered by the yes or no of the form."""
    return not _ASKS.search(query) or len({value for _, value in answers_in(query)}) > 1


def _by_number(item: Item, words: str, value: Any) -> bool:
    """Whether choices are named otherwise than by their words: the letter shows no numbers."""
    chosen = value if isinstance(value, list) else [value]
    labels = (folded(plain(one.label)) for one in item.choices if one.id in chosen)
    return any(label not in folded(words) for label in labels)


_OTHERWISE: Mapping[str, Callable[[Item, str, Any], bool]] = {
    "select_one": _by_number,
    "select_multiple": _by_number,
    # "No" is no answer from Norway.
    "country": lambda _item, words, _value: len(folded(words)) <= _LONGEST_CODE,
    "date": lambda _item, _words, value: int(value[:4]) not in _YEARS,
    "decimal": lambda _item, words, _value: _POINTED.fullmatch(words.strip()) is not None,
    "percentage": lambda _item, words, _value: words.lstrip().startswith("+"),
}
"""By the type of an item, whether words may well mean another value, or none."""


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
