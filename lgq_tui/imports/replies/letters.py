"""What is known of a letter that went out, to be found again in the reply to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from lgq_tui.imports.placing.folding import folded


class Question(NamedTuple):
    """A query that went out: `item` and `number` are where it is in the response.

    `versions` are the paragraphs that stand behind its label in the letter, in their order, in each
    language that it may have been written in. `openers` begin those of them that may have changed
    since; `query` is the one that has not.
    """

    item: str
    number: int
    label: str
    is_open: bool
    query: str
    versions: tuple[tuple[str, ...], ...]
    openers: tuple[str, ...] = ()


class _Fields(NamedTuple):
    questions: tuple[Question, ...]
    general: tuple[str, ...]
    prompts: tuple[str, ...]
    numbers: frozenset[str] = frozenset()
    questionnaire: str = ""


class Outgone(_Fields):
    """All of a response's letters: the queries that went out, and the paragraphs about none.

    `prompts` stand before each place to write; `numbers` are those of the form, whether anything
    was asked there or not. The id of the `questionnaire` begins what a letter refers to.
    """

    @cached_property
    def by_label(self) -> Mapping[str, Sequence[Question]]:
        """The queries of each label, of which two may have one where responses came together."""
        found: dict[str, list[Question]] = {}
        for one in self.questions:
            found.setdefault(one.label.casefold(), []).append(one)
        return found

    @cached_property
    def shapes(self) -> frozenset[str]:
        """What numbers of questions look like here."""
        labels = {shape_of(one) for one in (*self.by_label, *self.numbers)}
        known = [one for one in labels if one not in ("a", "9")]
        return frozenset((*known, *(f"{one}/9" for one in known)))

    @cached_property
    def sentences(self) -> frozenset[str]:
        """The general paragraphs, folded."""
        return frozenset(filter(None, map(folded, self.general)))


def shape_of(label: str) -> str:
    """What a number looks like: `III.3/2` is `a.9/9`."""
    shape = ""
    for sign in label:
        kind = "9" if sign.isdecimal() else "a" if sign.isalpha() else sign
        shape += "" if shape.endswith(kind) and kind in "a9" else kind
    return shape
