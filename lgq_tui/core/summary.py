"""A response in a line: what a desk shows of it without opening it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.answer_types.regions import region_of
from lgq_tui.core.check import in_file, problems_of
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.problems import ERROR
from lgq_tui.core.response import Response

_NUMBERS = ("answered", "total", "errors", "warnings", "queries", "to_confirm")
_LISTS = ("subject", "modes", "authors")


class Summary(NamedTuple):
    """How a response stands; times are ISO 8601 in UTC.

    `subject` are the answers, in words, to the items that name who it is about, "" where one has
    none; `country` is the code of the first country among them, "" without. `errors` and
    `warnings` are those to do something about: in a draft, an answer that is lacking is none.
    `modes` are the ways in which its answers came in, the most frequent first; `digest` stands for
    all that it says. `to_confirm` are the answers of an earlier round that nobody has confirmed.
    """

    id: str
    subject: tuple[str, ...]
    country: str = ""
    status: str = ""
    answered: int = 0
    total: int = 0
    errors: int = 0
    warnings: int = 0
    queries: int = 0
    modes: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    modified: str = ""
    digest: str = ""
    to_confirm: int = 0

    @property
    def share(self) -> float:
        """How much of what counts is answered, from 0 to 1."""
        return self.answered / self.total if self.total else 0.0

    @property
    def region(self) -> str:
        """The region of the world in which the country is (`regions.REGIONS`), "" where there is
        none."""
        return region_of(self.country)

    @property
    def name(self) -> str:
        """Who it is about, "" where nobody has said."""
        return ", ".join(filter(None, self.subject))

    def as_json(self) -> list[Any]:
        """Its fields in their order."""
        return [*self]

    @classmethod
    def from_json(cls, data: Any) -> Summary:
        """What `as_json` made; TypeError or ValueError for anything else."""
        said = dict(zip(cls._fields, data, strict=True))
        for name in _LISTS:
            said[name] = tuple(said[name])
        for name, value in said.items():
            texts = value if name in _LISTS else () if name in _NUMBERS else (value,)
            if not all(type(text) is str for text in texts):
                raise TypeError(data)
        if any(type(said[name]) is not int for name in _NUMBERS):
            raise TypeError(data)
        return cls(**said)


def summary_of(
    questionnaire: Questionnaire, response: Response, today: date | None = None, digest: str = ""
) -> Summary:
    """How a response stands as it lies in a file; `today` is for warnings about dates."""
    interview = in_file(questionnaire, response, today)
    progress = interview.progress()
    found = [problem for problem in problems_of(interview) if problem.open]
    errors = sum(problem.severity == ERROR for problem in found)
    modes = Counter(source.mode for source in response.sources.values())
    return Summary(
        id=response.id,
        subject=tuple(_in_words(interview, path) for path in questionnaire.subject),
        country=_country_of(interview),
        status=response.status,
        answered=progress.answered,
        total=progress.total,
        errors=errors,
        warnings=len(found) - errors,
        queries=len(interview.queries.open()),
        modes=tuple(mode for mode, _ in modes.most_common()),
        authors=tuple(one for one in response.authors if isinstance(one, str)),
        modified=response.modified,
        digest=digest,
        to_confirm=len(interview.earlier.to_confirm()),
    )


def _in_words(interview: Interview, path: str) -> str:
    answer = interview.value(tuple(path.split(".")))
    item = interview.questionnaire.by_path[path]
    return "" if answer is None else ANSWER_TYPES[item.type].format(answer, item)


def _country_of(interview: Interview) -> str:
    for path in interview.questionnaire.subject:
        answer = interview.value(tuple(path.split(".")))
        is_country = interview.questionnaire.by_path[path].type == "country"
        if is_country and isinstance(answer, str) and region_of(answer):
            return answer
    return ""
