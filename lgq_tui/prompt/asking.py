"""What is written before an answer is asked for: the page, the part, and what there is to say."""

from __future__ import annotations

from collections.abc import Iterator

from lgq_tui.core.definition import Item
from lgq_tui.core.interview import Interview
from lgq_tui.core.pages import Page
from lgq_tui.core.paths import Path, from_text, item_path
from lgq_tui.core.problems import ERROR, WARNING, Problem
from lgq_tui.core.response import COMPLETED, IN_PROGRESS
from lgq_tui.core.wording import plain
from lgq_tui.exports.changes import Altered, name_of, words_of
from lgq_tui.exports.remarks import of_query, of_source, of_verification
from lgq_tui.exports.rounds import beside
from lgq_tui.locales.speech import render, say, say_missing
from lgq_tui.prompt.parts import Kind, Part
from lgq_tui.prompt.prompts import PROMPTS
from lgq_tui.prompt.wordings import worded
from lgq_tui.session.sitting import signature_of

_SHORT = 28
"""Signs of a label that may stand in the line where one types."""


def page_lines(interview: Interview, page: Page, with_section: bool) -> Iterator[str]:
    """The head of a page: its section where that is new, and the question."""
    questionnaire = interview.questionnaire
    footnotes = [*questionnaire.footnotes]
    if page.section is None:
        yield ""
        yield plain(questionnaire.title)
        yield ""
        yield from worded(questionnaire.introduction or "", footnotes).split("\n")
        return
    if with_section:
        progress = interview.progress(page.section)
        number = f"{page.section.number}. " if page.section.number else ""
        count = say("ask.section", count=progress.answered, total=progress.total)
        yield ""
        yield f"{number}{plain(page.section.title)}. {count}"
        if page.section.introduction:
            yield worded(page.section.introduction, footnotes)
    if not page.section.field_list:
        yield ""
        yield from question_lines(interview, page.items[0])
    if page.section.field_list or page.items[0].is_group:
        yield ""


def question_lines(interview: Interview, question: Item) -> Iterator[str]:
    """A question by its number and wording, and how it stands."""
    footnotes = [*interview.questionnaire.footnotes]
    section = interview.questionnaire.section_of[question.id]
    number = ".".join(filter(None, (section.number, question.number)))
    label = worded(question.label, footnotes)
    new = f" {say('question.new')}" if question.since else ""
    yield f"{number}. {label}{new}" if question.number else f"{label}{new}"
    if question.hint:
        yield worded(question.hint, footnotes)
    if question.is_group:
        yield from remark_lines(interview, question.path)
        yield from _to_confirm(interview, question.path)


def part_lines(interview: Interview, part: Part, page: Page) -> Iterator[str]:
    """What a part asks, and how it may be answered."""
    item, footnotes = part.item, [*interview.questionnaire.footnotes]
    yield from _label(interview, part, page)
    if part.kind is Kind.MORE:
        return
    value = interview.value(part.path)
    first = not part.is_entry or part.path[-1] == 0
    if item.quoted is not None:
        yield from (f"| {line}" for line in item.quoted.split("\n"))
        yield say("second.is_it_so")
    if first:
        yield from PROMPTS[item.type].choices(item, value, footnotes)
        kind = PROMPTS[item.type].kind(item)
        needs = say("ask.needed") if item.required else ""
        yield " ".join(filter(None, (kind, say("ask.list") if item.repeat else "", needs)))
        yield from remark_lines(interview, item.path)
        yield from _to_confirm(interview, item.path)


def _to_confirm(interview: Interview, item: str) -> Iterator[str]:
    """That what an earlier round said to an item is to be confirmed."""
    if interview.earlier.open_on(item) != item:
        return
    asked, value = interview.questionnaire.by_path[item], interview.value(from_text(item))
    if asked.repeat and isinstance(value, list) and (asked.is_group or len(value) > 1):
        # It is confirmed as a whole, and asked entry by entry.
        yield say("ask.whole", answer=words_of(asked, value))
    yield say("ask.to_confirm")


def _label(interview: Interview, part: Part, page: Page) -> Iterator[str]:
    item, footnotes = part.item, [*interview.questionnaire.footnotes]
    is_head = item is page.items[0] and page.section is not None and not page.section.field_list
    if part.kind is Kind.MORE:
        count = int(part.path[-1])
        key = "ask.more" if count else "ask.any"
        called = "" if is_head else ended(inside(interview, part.path))
        yield say(key, list=called, count=count).strip()
        return
    if is_head or (part.is_entry and part.path[-1] != 0):
        return
    element = _element(interview, part)
    if element:
        yield element
    choice = _choice(interview, part)
    if choice is not None:
        yield say("ask.detail", number=choice[0], choice=ended(choice[1]))
    label = worded(item.label, footnotes)
    number = f"{item.number}) " if item.number and item.path not in _tops(page) else ""
    number = number or (f"{item.number}. " if item.number else "")
    new = f" {say('question.new')}" if item.since else ""
    yield f"{number}{label}{new}"
    if item.hint:
        yield worded(item.hint, footnotes)


def _tops(page: Page) -> set[str]:
    return {item.path for item in page.items}


def _element(interview: Interview, part: Part) -> str:
    """Which element of a list of groups a part is in, where it is the first one of that."""
    *before, last = part.path
    if len(part.path) < 3 or not isinstance(before[-1], int):
        return ""
    group = interview.questionnaire.by_path[item_path(tuple(before))]
    if not group.items or group.items[0].id != last:
        return ""
    return say("ask.element", list=ended(plain(group.label)), number=int(before[-1]) + 1)


def _choice(interview: Interview, part: Part) -> tuple[int, str] | None:
    """The choice that a part asks for details of, by its number and words; None for none."""
    by_path = interview.questionnaire.by_path
    for end in range(1, len(part.path)):
        details = (
            by_path[item_path(part.path[:end])] if isinstance(part.path[end - 1], str) else None
        )
        if details is not None and details.detail_of is not None:
            choices = by_path[details.detail_of].choices
            ids = [one.id for one in choices]
            number = ids.index(str(part.path[end]))
            return number + 1, plain(choices[number].label)
    return None


def ended(label: str) -> str:
    """A label as a sentence, to which another one can be added."""
    return label if label.endswith(("?", ".", "!", ":")) else f"{label}."


def inside(interview: Interview, path: Path) -> str:
    """The list that an element is in, by its name."""
    return plain(interview.questionnaire.by_path[item_path(path)].label)


def remark_lines(interview: Interview, item: str) -> Iterator[str]:
    """What is said about an item: why there is no answer, and all else."""
    reason = interview.missing(item)
    if reason is not None:
        yield say("ask.missing_now", reason=say_missing(reason))
    yield from said_lines(interview, item)


def said_lines(interview: Interview, item: str) -> Iterator[str]:
    """The note on an item, where its answer came from, and the queries that are open."""
    note = interview.note_on(item)
    if note is not None:
        yield say("note.shown", note=note)
    if interview.has_earlier:
        yield from beside(interview.questionnaire.by_path[item], interview.earlier, say)
    source = interview.source_told(item)
    if source is not None:
        yield of_source(source, say, signature_of(source))
    verified = interview.verified(item)
    if verified is not None:
        yield of_verification(verified, say)
    for asked in interview.queries.open(item):
        yield of_query(asked.query, say)


def change_in_words(one: Altered) -> dict[str, str]:
    """What a sentence about a change takes: the name, and what was there before and after."""
    old, new = (words.removeprefix("— ") or say("ask.nothing") for words in (one.old, one.new))
    return {"name": one.name, "old": old, "new": new}


def end_lines(interview: Interview) -> Iterator[str]:
    """What is said when all has been asked."""
    yield say("ask.end_completed" if interview.status == COMPLETED else "ask.end")
    yield state_of_response(interview)


def prompt_of(interview: Interview, part: Part) -> str:
    """What stands before the line where one types: what is asked, in a few words."""
    item = part.item
    if part.kind is Kind.MORE:
        return say("ask.yes_or_no")
    label = plain(item.label)
    name = label.rstrip(" :.") if len(label) <= _SHORT and "?" not in label else item.name
    name = f"{name} {int(part.path[-1]) + 1}" if part.is_entry else name
    choice = _choice(interview, part)
    return name if choice is None else say("ask.detail_prompt", number=choice[0], name=name)


def problems_at(interview: Interview, part: Part) -> list[Problem]:
    """What is wrong with the answer to a part, as it is; not that there is none."""
    top = interview.questionnaire.top_level[str(part.path[0])]
    return [
        one
        for one in interview.problems_of(top)
        if not one.lacking and (one.path == part.path or _is_of_list(one, part))
    ]


def _is_of_list(problem: Problem, part: Part) -> bool:
    """Whether a problem is about the list of which a part is the first entry."""
    return part.is_entry and part.path[-1] == 0 and problem.path == part.path[:-1]


def problem_lines(problems: list[Problem]) -> Iterator[str]:
    """Problems, in words, with what can be done about each by a command."""
    for one in problems:
        sentence = render(one.message, one.sentence)
        if one.accepted is not None:
            stands = say("problem.accepted", reason=one.accepted)
            yield f"{say('ask.warning', sentence=sentence)} {stands}"
            continue
        yield say("ask.error" if one.severity == ERROR else "ask.warning", sentence=sentence)
        if one.suggestion is not None:
            yield say("ask.take", suggestion=one.suggestion)
        elif one.instead is not None:
            yield say("ask.take_out")
        elif one.severity == WARNING:
            yield say("ask.accept")


def named(interview: Interview, problem: Problem) -> str:
    """A problem with the name of what it is about."""
    sentence = render(problem.message, problem.sentence)
    if not problem.lacking:
        key = "ask.error" if problem.severity == ERROR else "ask.warning"
        sentence = say(key, sentence=sentence)
    return f"{name_of(interview.questionnaire, problem.path)}: {sentence}"


def state_of_response(interview: Interview) -> str:
    """How far the response has come, and its status if that is not the usual one."""
    progress = interview.progress()
    count = say("progress.answered", count=progress.answered, total=progress.total)
    if interview.status == IN_PROGRESS:
        return f"{count}."
    status = interview.status.replace("-", "_")
    return f"{say(f'status.{status}')}. {count}."
