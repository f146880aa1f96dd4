"""A response as one text, to be answered in any editor and read again (`imports/text_form.py`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lgq_tui.core.definition import Item
from lgq_tui.core.interview import Interview
from lgq_tui.core.messages import Message
from lgq_tui.core.paths import Path, as_text, from_text
from lgq_tui.core.subject import subject_of
from lgq_tui.core.text_form import acceptances, answers, comments, marks
from lgq_tui.core.text_form.places import by_element
from lgq_tui.core.text_form.records import Left
from lgq_tui.core.wording import plain
from lgq_tui.exports.text_comments import Comments, Say, comment

Render = Callable[[Message, str | None], str]
"""The catalogue's `render`: the sentence of a problem."""


class Mark(NamedTuple):
    """A problem that is marked in the text, at a line (counted from 1)."""

    line: int
    sentence: str


class Written(NamedTuple):
    """A text, what is marked in it, and the comments that it has or may come to have."""

    text: str
    marks: tuple[Mark, ...] = ()
    comments: frozenset[str] = frozenset()


def text_of(
    interview: Interview, say: Say, render: Render, origin: str = "", left: Sequence[Left] = ()
) -> Written:
    """All questions with the answers so far, and the lines of an earlier text that were left.

    `origin` says what the text is written from.
    """
    return _Text(interview, say, render, left).whole(origin)


class _Block(NamedTuple):
    """What stands at one place; of a list, `answer` may have a line for each entry."""

    path: Path
    comments: Sequence[str] = ()
    answer: Sequence[str] = ()
    said: Sequence[str] = ()

    @property
    def key(self) -> str:
        return as_text(self.path)


class _Text:
    def __init__(
        self, interview: Interview, say: Say, render: Render, left: Sequence[Left]
    ) -> None:
        self._interview, self._say, self._render = interview, say, render
        self._questionnaire = interview.questionnaire
        self._response = interview.response
        self._comments = Comments(interview.questionnaire, say)
        self._problems: dict[str, list[str]] = {}
        for problem in interview.problems():
            if problem.open and (problem.is_to_confirm or not problem.lacking):
                sentence = render(problem.message, problem.sentence)
                self._problems.setdefault(as_text(problem.path), []).append(sentence)
        self._left = left
        self._needed = {
            *self._problems,
            *self._response.accepted,
            *self._response.missing,
            *self._response.notes,
            *(one.under for one in left),
        }
        self._lines: list[str] = []
        self._marks: list[Mark] = []
        self._typed: set[int] = set()
        """Which of the lines are not ours."""
        self._more_comments: set[str] = set()

    def whole(self, origin: str) -> Written:
        sections = [
            (section, [block for item in section.items for block in self._item(item, (item.id,))])
            for section in self._questionnaire.sections
        ]
        self._settle({block.key for _, blocks in sections for block in blocks})
        self._lines += self._head(origin)
        self._put_problems("")
        self._put_left("")
        for section, blocks in sections:
            self._lines += ("", *self._comments.section(section))
            for block in blocks:
                self._put(block)
            notes = list(self._comments.footnotes(section))
            self._lines += ("", *notes) if notes else ()
        closing = self._questionnaire.closing
        self._lines += ("", *comment(self._comments.words(closing))) if closing else ()
        if any(one.above for one in self._left_at.get("", ())):
            self._lines += ("", marks.COMMENT)
            self._put_left("", above=True)
        text = "\n".join(self._lines) + "\n"
        ours = [line for number, line in enumerate(self._lines) if number not in self._typed]
        known = comments.kept((*ours, *self._more_comments))
        return Written(text, tuple(self._marks), known)

    def _head(self, origin: str) -> Iterator[str]:
        about = subject_of(self._questionnaire, self._interview.value)
        title = plain(self._questionnaire.title)
        yield from comment(f"{title}: {about}" if about else title)
        yield f"{marks.ORIGIN}{origin}" if origin else "#"
        yield "#"
        yield from self._comments.how()
        introduction = self._questionnaire.introduction
        if introduction:
            yield from ("", *comment(self._comments.words(introduction)))

    # --- what is marked, and where ---------------------------------------------------------------

    def _settle(self, keys: set[str]) -> None:
        """Give each problem, and each line that was left, a place that is in the text."""
        problems: dict[str, dict[int | None, list[str]]] = {}
        for key, sentences in self._problems.items():
            place = _nearest(key, keys)
            # The entry of a list that has a line for each.
            inner = from_text(key)[len(from_text(place)) :] if place else ()
            number = inner[0] if len(inner) == 1 and isinstance(inner[0], int) else None
            problems.setdefault(place, {}).setdefault(number, []).extend(sentences)
        self._problems_at = problems
        self._left_at: dict[str, list[Left]] = {}
        for one in self._left:
            place = _nearest(one.under or "", keys)
            if one.within and place != one.under:
                whole = (f"[{one.under}]", *one.lines)
                self._leave(place, one._replace(lines=whole, within=False, at=(0,)))
            else:
                self._leave(place, one)

    def _leave(self, place: str, one: Left) -> None:
        self._left_at.setdefault(place, []).append(one)

    def _put(self, block: _Block) -> None:
        left = self._left_at.get(block.key, ())
        # What stands above is told from the answer before by a comment between them.
        between = (marks.COMMENT,) if any(one.above for one in left) else ()
        self._lines += ("", *(block.comments or between))
        self._put_left(block.key, above=True)
        self._lines.append(f"[{block.key}]")
        instead = {one.instead for one in left if one.within}
        answer = () if marks.VALUE in instead else block.answer
        is_by_line = not any(line.startswith(f"@{marks.VALUE}") for line in answer)
        problems = self._problems_at.get(block.key, {})
        for number in problems:
            if number is None or not is_by_line or number >= len(answer):
                self._put_problems(block.key, number)
        self._put_left(block.key, within=True)
        for number, line in enumerate(answer):
            if is_by_line:
                self._put_problems(block.key, number)
            self._lines.append(line)
        said = ((line, marks.said(line)) for line in block.said)
        self._lines += (line for line, found in said if found and found.word not in instead)
        self._put_left(block.key)

    def _put_problems(self, key: str, number: int | None = None) -> None:
        for sentence in self._problems_at.get(key, {}).get(number, ()):
            self._mark(sentence)

    def _put_left(self, key: str, within: bool = False, above: bool = False) -> None:
        for one in self._left_at.get(key, ()):
            if (one.within, one.above) == (within, above):
                self._lines += () if within or above else ("",)
                for number, line in enumerate(one.lines):
                    if number in one.at:
                        self._mark(self._render(one.message, None))
                    self._typed.add(len(self._lines))
                    self._lines.append(line)

    def _mark(self, sentence: str) -> None:
        self._marks.append(Mark(len(self._lines) + 1, sentence))
        self._lines += comment(sentence, hang="  ", mark=marks.PROBLEM)

    # --- the places ------------------------------------------------------------------------------

    def _item(self, item: Item, path: Path) -> Iterator[_Block]:
        depth = sum(isinstance(step, str) for step in path) - 1
        heading = () if item.detail_of else tuple(self._comments.item(item, depth))
        value = self._interview.value(path)
        if by_element(item):
            yield from self._list(item, path, heading, value, depth)
        elif item.is_group:
            answer = _data(value) if not isinstance(value, Mapping | None) or value == {} else ()
            if not item.detail_of or answer or as_text(path) in self._needed:
                yield _Block(path, heading, answer, self._said(item, path))
            yield from self._parts(item, path)
        else:
            answer = answers.written(item, value, lists=item.repeat)
            yield _Block(path, heading, answer, self._said(item, path))

    def _parts(self, item: Item, path: Path) -> Iterator[_Block]:
        for part in item.items:
            yield from self._item(part, (*path, part.id))

    def _list(
        self, item: Item, path: Path, heading: Sequence[str], value: Any, depth: int
    ) -> Iterator[_Block]:
        entries = value if isinstance(value, list) else []
        answer = _data(value) if value is not None and not entries else ()
        yield _Block(path, heading, answer, self._said(item, path))
        if not any(isinstance(step, int) for step in path):
            yield from self._in_all(item, depth)
        for index, entry in enumerate(entries):
            heading = self._comments.entry(item, index + 1, depth)
            yield from self._entry(item, (*path, index), heading, entry)
        heading = self._comments.another(as_text(path), len(entries), depth)
        yield from self._entry(item, (*path, len(entries)), heading, None)

    def _in_all(self, item: Item, depth: int) -> Iterator[_Block]:
        """What is said about the parts of a list, whatever the entry."""
        for part in item.walk():
            if part is item:
                continue
            heading = self._comments.in_all(part, depth)
            self._more_comments.update(heading)
            if part.path in self._needed:
                path = tuple(part.path.split("."))
                yield _Block(path, heading, (), self._said(part, path))

    def _entry(
        self, item: Item, path: Path, heading: Sequence[str], value: Any
    ) -> Iterator[_Block]:
        said = self._said(item, path)
        if not item.is_group:
            yield _Block(path, heading, answers.written(item, value), said)
            return
        answer = _data(value) if not isinstance(value, Mapping | None) or value == {} else ()
        blocks = list(self._parts(item, path))
        if answer or as_text(path) in self._needed:
            yield _Block(path, heading, answer, said)
        elif blocks:
            blocks[0] = blocks[0]._replace(comments=(*heading, *blocks[0].comments))
        yield from blocks

    def _said(self, item: Item, path: Path) -> Sequence[str]:
        """What is said about an answer."""
        key, response = as_text(path), self._response
        lines = [f"@{marks.ACCEPT} {words}" for words in self._accepted(item, path)]
        if not any(isinstance(step, int) for step in path):
            if key in response.missing:
                reason = " ".join(response.missing[key].split())
                lines.insert(0, f"@{marks.MISSING} {reason}")
            if key in response.notes:
                lines += [f"@{marks.NOTE} {line}" for line in response.notes[key].split("\n")]
        return lines

    def _accepted(self, item: Item, path: Path) -> Iterator[str]:
        for key, entries in self._response.accepted.items():
            place = from_text(key)
            if as_text(place) != key:
                continue
            number = None
            is_entry = place[:-1] == path and isinstance(place[-1], int)
            if is_entry and answers.is_line_by_line(item):
                number = int(place[-1]) + 1
            elif place != path:
                continue
            for one in entries:
                words = acceptances.Words(one.reason, one.warning, number)
                yield acceptances.written(words, item)


def _data(value: Any) -> Sequence[str]:
    return (f"@{marks.VALUE} {answers.data(value)}",)


def _nearest(key: str, keys: set[str]) -> str:
    """The innermost place at or around a path that is in the text; "" for none."""
    path = from_text(key)
    ends = range(len(path), 0, -1)
    return next((one for one in (as_text(path[:end]) for end in ends) if one in keys), "")
