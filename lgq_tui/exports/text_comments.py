"""What the lines of a text say that are not read: what is asked, and how it is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from textwrap import wrap

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.conditions import Always, Condition, Matches
from lgq_tui.core.definition import MISSING_REASONS, Item, Questionnaire, Section
from lgq_tui.core.text_form import marks
from lgq_tui.core.text_form.answers import is_line_by_line
from lgq_tui.core.wording import plain, runs

Say = Callable[..., str]
"""The catalogue's `say`: from a key and values to a sentence."""

_WIDTH = 78
_STEP = "  "
_MARK = 8
_REASON = max(map(len, MISSING_REASONS))
_MARKS = (
    ("[x]", "box"),
    (f"@{marks.MISSING}", marks.MISSING),
    (f"@{marks.NOTE}", "note"),
    (f"@{marks.ACCEPT}", "accept"),
    ("\\", "escape"),
    (marks.PROBLEM, "problem"),
)
_OF_EDITORS = frozenset({"accept", "problem"})
"""What only `lgq show --edit` has."""
_SHORT = 40
"""Signs of a label by which a question is called."""
_SIMPLE = frozenset({"yes_no", "select_one", "select_multiple"})
_SELF_EVIDENT = frozenset({"text", "group"})


def comment(
    text: str, indent: str = "", hang: str = "", mark: str = marks.COMMENT, first: str = ""
) -> list[str]:
    """A paragraph as lines of a comment, which begins with `first`; an empty one is one line."""
    lines = wrap(
        " ".join(text.split()),
        _WIDTH,
        initial_indent=f"{mark} {indent}{first}",
        subsequent_indent=f"{mark} {indent}{hang}",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines or [mark]


class Comments:
    """The comments on one questionnaire."""

    def __init__(self, questionnaire: Questionnaire, say: Say) -> None:
        self._questionnaire, self._say = questionnaire, say
        self.numbers: dict[str, int] = {}
        """Of the footnotes, by their names, as they come."""
        for section in questionnaire.sections:
            for name in _footnotes_of(section):
                self.numbers.setdefault(name, len(self.numbers) + 1)

    # --- the whole -----------------------------------------------------------------------------

    def how(self) -> Iterator[str]:
        """How the text is filled in."""
        for key in ("answer", "empty"):
            yield from comment(self._say(f"text_how.{key}"))
        yield "#"
        yield from self._how(_MARKS)

    def how_to_answer(self) -> Iterator[str]:
        """How the text is filled in by somebody who was sent it as a form."""
        contact = self._questionnaire.contact
        yield from comment(self._say("document.how_txt"))
        if contact:
            yield from comment(self._say("document.return_to", contact=contact))
        yield "#"
        yield from self._how(mark for mark in _MARKS if mark[1] not in _OF_EDITORS)

    def _how(self, explained: Iterable[tuple[str, str]]) -> Iterator[str]:
        for mark, key in explained:
            hang = " " * (_MARK + len(_STEP))
            yield from comment(self._say(f"text_how.{key}"), hang=hang, first=f"{mark:<{_MARK}}  ")
            if key == marks.MISSING:
                for reason in MISSING_REASONS:
                    words = self._say(f"missing.{reason}".replace("-", "_"))
                    yield f"# {hang}{_STEP}{reason:<{_REASON}}  {words}"

    def section(self, section: Section) -> Iterator[str]:
        """The heading of a section, and how it begins."""
        number = f"{section.number}. " if section.number else ""
        # No line of signs around it: a screen reader would say them one by one.
        yield from ("", *comment(f"{number}{plain(section.title)}", hang=" " * len(number)))
        if section.introduction:
            yield from ("#", *comment(self.words(section.introduction)))

    def footnotes(self, section: Section) -> Iterator[str]:
        """The footnotes that a section refers to."""
        for name in dict.fromkeys(_footnotes_of(section)):
            number = f"[{self.numbers[name]}] "
            text = self.words(self._questionnaire.footnotes.get(name, ""))
            yield from comment(f"{number}{text}", hang=" " * len(number))

    def words(self, wording: str) -> str:
        """A wording without markup, with the numbers of footnotes, and links written out."""
        words = ""
        for run in runs(wording):
            if run.footnote:
                words += f" [{self.numbers[run.footnote]}]" if run.footnote in self.numbers else ""
            else:
                words += f"{run.text} ({run.url})" if run.url else run.text
        return " ".join(words.split())

    # --- a question ----------------------------------------------------------------------------

    def item(self, item: Item, depth: int) -> Iterator[str]:
        """What an item asks, and how it is answered."""
        indent = _STEP * depth
        number = f"{item.number}. " if item.number else ""
        new = f" {self._say('question.new')}" if self.is_new(item.since) else ""
        hang = " " * len(number)
        yield from comment(f"{number}{self.words(item.label)}{new}", indent, hang)
        indent += hang
        if item.hint:
            yield from comment(self.words(item.hint), indent)
        facts = " ".join(self.facts(item))
        if facts:
            yield from comment(facts, indent)
        for choice in item.choices:
            if choice.hint:
                yield from comment(f"{plain(choice.label)}: {self.words(choice.hint)}", indent)

    def entry(self, item: Item, number: int, depth: int) -> list[str]:
        """Before an entry of a list, by its number from 1."""
        return comment(self._say("text_form.entry", number=number), _STEP * depth)

    def another(self, key: str, index: int, depth: int) -> list[str]:
        """Before the entry that stands empty at the end of a list."""
        values = {"number": index + 1, "this": f"[{key}[{index}]", "next": f"[{key}[{index + 1}]"}
        return comment(self._say("text_form.another", **values), _STEP * depth)

    def in_all(self, item: Item, depth: int) -> list[str]:
        """Before what is said about a part in all entries of a list."""
        return comment(self._say("text_form.in_all", label=plain(item.label)), _STEP * depth)

    def is_new(self, since: str | None) -> bool:
        """Whether something was not in the editions before."""
        return since is not None and since == self._questionnaire.version

    def facts(self, item: Item) -> Iterator[str]:
        """How an item is answered, and when, in sentences, and which reasons it takes for none."""
        yield from self.how_and_when(item)
        if set(item.missing_reasons) != set(MISSING_REASONS):
            if item.missing_reasons:
                yield self._say("text_form.reasons", reasons=", ".join(item.missing_reasons))
            else:
                yield self._say("text_form.no_reasons")

    def how_and_when(self, item: Item) -> Iterator[str]:
        """How an item is answered, and when, in sentences."""
        if item.required:
            yield self._say("text_form.needed")
        if item.type not in _SELF_EVIDENT:
            yield self._say(f"text_type.{item.type}")
        if is_line_by_line(item):
            yield self._say("text_form.one_a_line")
            if item.type in ("select_one", "yes_no"):
                choices = "; ".join(plain(choice.label) for choice in item.choices) or "yes; no"
                yield self._say("text_form.choices", choices=choices)
        for choice in item.choices:
            if choice.exclusive:
                yield self._say("text_form.exclusive", choice=plain(choice.label))
        if not isinstance(item.relevant, Always):
            yield self._when(item.relevant)

    def _when(self, condition: Condition) -> str:
        """When an item is asked, in words where those are few."""
        item = None
        if isinstance(condition, Matches):
            item = self._questionnaire.by_path.get(condition.path)
        if item is None or item.type not in _SIMPLE or not isinstance(condition, Matches):
            return self._say("text_form.in_some_cases")
        fragment, key = condition.fragment, "text_form.only_if"
        if fragment.keys() == {"type", "contains"}:
            fragment, key = fragment["contains"], "text_form.only_if_ticked"
        if fragment.keys() != {"const"}:
            return self._say("text_form.in_some_cases")
        kind = "yes_no" if item.type == "yes_no" else "select_one"
        answer = ANSWER_TYPES[kind].format(fragment["const"], item)
        return self._say(key, question=_name_of(item), answer=answer)


def _name_of(item: Item) -> str:
    label = plain(item.label)
    return label if len(label) <= _SHORT else item.name


def _footnotes_of(section: Section) -> Iterator[str]:
    """The names of the footnotes in a section, in order; one may come several times."""
    for top in section.items:
        for item in top.walk():
            wordings = [item.label, item.hint or ""]
            for choice in item.choices:
                wordings += [choice.label, choice.hint or ""]
            for wording in wordings:
                yield from (run.footnote for run in runs(wording) if run.footnote)
