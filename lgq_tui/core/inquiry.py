"""What the respondent to a response is asked, and what becomes of that."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.paths import from_text, item_path
from lgq_tui.core.queries import ANSWERED, CLOSED, OPEN, SENT, Asked, Query, Remark, raised
from lgq_tui.core.steps import QUERY, Change, Step, same

Queries = Mapping[str, tuple[Query, ...]]


class Inquiry:
    """The queries of an interview, by item; every change of one is a step of the interview's.

    `there` says what there is now, `commit` takes a step. Times are ISO 8601 in UTC; the number of
    a query counts from 1 on its item.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        there: Callable[[], Queries],
        commit: Callable[[Step], None],
    ) -> None:
        self._questionnaire = questionnaire
        self._there = there
        self._commit = commit

    def on(self, item: str) -> tuple[Query, ...]:
        """All that was asked on an item, closed or not."""
        return self._there().get(item, ())

    def all(self) -> tuple[Asked, ...]:
        """All queries, closed or not, as the form has them; those on unknown items come last."""
        ordinals = self._questionnaire.ordinals
        last = len(ordinals)
        queries = self._there()
        order = sorted(queries, key=lambda path: ordinals.get(item_path(from_text(path)), last))
        return tuple(
            Asked(item, number, query)
            for item in order
            for number, query in enumerate(queries[item], 1)
        )

    def open(self, item: str | None = None) -> tuple[Asked, ...]:
        """The queries on an item that are not closed, with those on the parts of a list; without
        an item all there are, as the form has them."""
        if not self._there():
            return ()
        found = self._questionnaire.by_path.get(item or "")
        begin = f"{item}." if found is not None and found.repeat else None
        return tuple(
            asked
            for asked in self.all()
            if asked.query.is_open
            and (item in (None, asked.item) or (begin and asked.item.startswith(begin)))
        )

    def ask(self, item: str, text: str, at: str, by: str = "") -> bool:
        """Raise a query on an item; False where it is blank, or the same is open there already."""
        return self.add(item, Query.asked(text, at, by))

    def add(self, item: str, query: Query) -> bool:
        """The same with a query that there is elsewhere; one that is here too goes on as there."""
        return self._set(item, raised(self.on(item), query))

    def send(self, item: str, number: int, at: str, by: str = "") -> None:
        """Say that a query is on its way to the respondent."""
        self._follow(item, number, Remark(at, by, status=SENT))

    def reply(
        self, item: str, number: int, text: str, at: str, by: str = "", status: str = ANSWERED
    ) -> None:
        """Add to the thread of a query what came back; it is answered by that, unless told else."""
        self._follow(item, number, Remark(at, by, text, status))

    def raise_again(self, item: str, number: int, at: str, by: str = "") -> None:
        """Wait for an answer to a query again, after one that is none, or after it was closed."""
        self._follow(item, number, Remark(at, by, status=OPEN))

    def close(self, item: str, number: int, at: str, by: str = "", text: str = "") -> None:
        """Have done with a query."""
        self._follow(item, number, Remark(at, by, text, CLOSED))

    def send_out(self, labels: Mapping[tuple[str, int], str], at: str, by: str = "") -> None:
        """Say in one step that queries, by item and number, are on their way under these labels."""
        changed: dict[str, list[Query]] = {}
        for (item, number), label in labels.items():
            queries = changed.setdefault(item, [*self.on(item)])
            sent = queries[number - 1].followed(Remark(at, by, status=SENT))
            queries[number - 1] = sent._replace(label=label)
        changes = tuple(
            Change(QUERY, (item,), self.on(item) or None, tuple(queries))
            for item, queries in changed.items()
        )
        if changes:
            self._commit(Step(tuple(str(changes[0].path[0]).split(".")), changes))

    def _follow(self, item: str, number: int, remark: Remark) -> None:
        """ValueError where there is no such query, or it cannot become what the remark says."""
        queries = [*self.on(item)]
        if not 0 < number <= len(queries):
            raise ValueError(f"{item}, {number}")
        queries[number - 1] = queries[number - 1].followed(remark)
        self._set(item, tuple(queries))

    def _set(self, item: str, queries: tuple[Query, ...]) -> bool:
        old = self.on(item)
        if same(old, queries):
            return False
        change = Change(QUERY, (item,), old or None, queries or None)
        self._commit(Step(tuple(item.split(".")), (change,)))
        return True
