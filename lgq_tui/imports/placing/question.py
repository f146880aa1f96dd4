"""One question of a form in a document, with what stands behind each wording of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lgq_tui.core.conditions import Matches
from lgq_tui.core.definition import Item
from lgq_tui.imports.placing.choosing import Chosen, choose
from lgq_tui.imports.placing.finding import Found
from lgq_tui.imports.placing.flow import Span
from lgq_tui.imports.placing.regions import LINES, Region, leaves_of
from lgq_tui.imports.placing.splitting import Splitter
from lgq_tui.imports.placing.wordings import CHOICE, PART, Wording

_PROSE = ("paragraph", "url")
_TRUE = {"const": True}


class Question:
    """Splits what stands behind the wordings of a question into its parts."""

    def __init__(
        self,
        splitter: Splitter,
        item: Item,
        places: Sequence[tuple[Found, Span]],
        details: Mapping[str, Item],
    ) -> None:
        self._splitter, self._item, self._places = splitter, item, places
        self._details = details
        self._leaves = list(leaves_of(item))
        self._choices: dict[str, list[Chosen]] = {}
        for found, after in places:
            if found.wording.kind == CHOICE and found.wording.choice is not None:
                chosen = Chosen(found.wording.choice, found, after)
                self._choices.setdefault(found.wording.path, []).append(chosen)
        labelled = {one.wording.path for one, _ in places if one.wording.kind != CHOICE}
        self._stops = labelled | self._choices.keys()

    def fill(self) -> None:
        before = self._places[0][1]
        asked: set[str] = set()
        for found, after in self._places:
            if found.wording.kind != CHOICE:
                slots = self._slots(found.wording)
                whole = self._item if len(slots) == len(self._leaves) else None
                self._splitter.fill(slots, Region(after, found.score / 100), whole)
            elif found.wording.path not in asked:
                asked.add(found.wording.path)
                self._choose(found.wording, before)
            before = after
        self._imply()

    def _slots(self, wording: Wording) -> list[Item]:
        """The parts that may stand behind a wording: its own, up to the next that has a wording."""
        own = [leaf.path for leaf in self._leaves if _is_in(leaf, wording.path)]
        if not own:
            return []
        first = next(n for n, leaf in enumerate(self._leaves) if leaf.path == own[0])
        if own[0] in self._choices:
            return []
        if not self._opens(wording, first):
            return []
        leaf = self._leaves[first]
        # Behind the label of one line stands that, and nothing of the next ones.
        is_label = leaf.path == wording.path and wording.kind == PART and leaf.type in LINES
        return [leaf, *([] if is_label else self._following(first))]

    def _opens(self, wording: Wording, first: int) -> bool:
        """Whether a wording, and none of a part of its own, stands for its first part."""
        leaf = self._leaves[first]
        return leaf.path == wording.path or leaf.path not in self._stops

    def _following(self, number: int) -> Iterator[Item]:
        for leaf in self._leaves[number + 1 :]:
            # What follows another yes or no explains that.
            if leaf.path in self._stops or leaf.type == "yes_no":
                return
            yield leaf

    def _choose(self, wording: Wording, before: Span) -> None:
        item = wording.item
        assert item is not None  # as each choice has one
        choices = self._choices[item.path]
        rest = choose(self._splitter, item, self._details.get(item.path), choices, before)
        number = next(n for n, leaf in enumerate(self._leaves) if leaf.path == item.path)
        if rest is not None:
            score = choices[-1].found.score / 100
            self._splitter.fill(list(self._following(number)), Region(rest, score))

    def _imply(self) -> None:
        """Where somebody is named who is asked for only after a yes, that was the answer."""
        findings = self._splitter.findings
        for leaf in self._leaves:
            if leaf.type != "yes_no" or findings.has(leaf):
                continue
            for one in findings.proposals:
                path = ".".join(map(str, one.path))
                part = next((part for part in self._leaves if part.path == path), None)
                if part is None or one.value is None or part.type in _PROSE:
                    continue
                if part.relevant == Matches(leaf.path, _TRUE):
                    findings.imply(leaf, True, one.quote, one.confidence)
                    break


def _is_in(item: Item, path: str) -> bool:
    return item.path == path or item.path.startswith(f"{path}.")
