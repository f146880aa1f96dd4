"""The answers of an earlier round, carried over to the questionnaire of now.

The definition of then is not needed: where an answer belongs is told by its id, and what it is by
the question of now. What finds no place is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count, pairwise
from typing import Any, NamedTuple

from lgq_tui.core.carried import TO_CONFIRM, Carried
from lgq_tui.core.credit import Deeds, credit_of
from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.fitting import fitted
from lgq_tui.core.former import homes_of
from lgq_tui.core.interview import Interview
from lgq_tui.core.paths import (
    Path,
    around,
    as_text,
    from_text,
    has_content,
    item_about,
    item_path,
    value_at,
    with_value,
)
from lgq_tui.core.response import Response
from lgq_tui.core.rounds import AGAIN, CHANGED, GONE, SPLIT, TAKEN, Kept, Round
from lgq_tui.core.sources import SELF, AnswerSource


class _Entry(NamedTuple):
    """The entry of a list in which answers are placed: the item of the list, and where it is."""

    item: str
    path: Path


def carry_over(
    questionnaire: Questionnaire, new: Response, old: Response, deeds: Deeds | None = None
) -> Response:
    """The `new`, empty response with all that the `old` one says and that has a place now.

    Each answer, and each reason why there is none, is to be confirmed, and has a source: where the
    old one has none, it says who gave it then (`deeds` are those on the old response). Notes come
    over with their items. What the old one has kept of rounds before it is kept on. Queries,
    reasons why a warning may stand, and what came of second entries are of the old round.
    """
    carrier = _Carrier(questionnaire)
    carrier.take_answers(old)
    carrier.take_missing(old.missing)
    carrier.take_notes(old.notes)
    if old.previous is not None:
        carrier.take_kept(old.previous.kept)
    carried = {**{item: carrier.answer(item) for item in carrier.origins}, **carrier.missing}
    response = new._replace(
        answers=carrier.answers,
        missing=carrier.missing,
        notes=carrier.notes,
        sources=dict(carrier.sources(old, deeds)),
        carried=dict.fromkeys(carried, Carried(TO_CONFIRM)),
        previous=Round(
            id=old.id,
            questionnaire=old.questionnaire.id,
            version=old.questionnaire.version,
            modified=old.modified,
            answers={item: carrier.answer(item) for item in carrier.origins},
            missing=carrier.missing,
            kept=carrier.kept,
        ),
    )
    return Interview(questionnaire, response).response


class _Carrier:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self._items = questionnaire.by_path
        self._listed = questionnaire.listed
        self._homes = homes_of(questionnaire)
        self.answers: dict[str, Any] = {}
        self.missing: dict[str, str] = {}
        self.notes: dict[str, str] = {}
        self.kept: dict[str, Kept] = {}
        self.origins: dict[str, str] = {}
        """By each item that something was carried to, a list as a whole: which it was then."""
        self._reasons: dict[str, str] = {}
        """The same of why there is no answer."""

    def answer(self, item: str) -> Any:
        """What was carried to an item."""
        return value_at(self.answers, from_text(item))

    # --- answers -------------------------------------------------------------------------------

    def take_answers(self, old: Response) -> None:
        """Place all answers, those that were not asked for any more too."""
        answers: Any = old.answers
        strays: list[tuple[str, Path, Any]] = []
        for text, value in old.aside.items():
            path = from_text(text)
            if as_text(path) == text and _has_room(answers, path):
                answers = with_value(answers, path, value)
            elif has_content(value):
                strays.append((text, path, value))
        for key, value in (answers or {}).items():
            self._place((str(key),), value, None)
        for text, path, value in strays:
            self._keep(text, Kept(TAKEN if has_content(value_at(answers, path)) else GONE, value))

    def _place(self, old: Path, value: Any, entry: _Entry | None) -> None:
        """Find a place for an answer; parts of groups have places of their own."""
        if not has_content(value):
            return
        known = self._homes.get(item_path(old), ())
        homes = tuple(one for one in known if self._list_around(one) == (entry and entry.item))
        items = [self._items[one] for one in homes]
        if isinstance(value, Mapping) and (not known or self._has_parts(old, items, value)):
            for key, part in value.items():
                self._place((*old, str(key)), part, entry)
        elif not known:
            self._keep(as_text(old), Kept(GONE, value))
        elif len(known) > 1:
            self._keep(as_text(old), Kept(SPLIT, value, to=known))
        elif not homes:
            self._keep(as_text(old), Kept(CHANGED, value, to=known))
        elif items[0].is_group:
            self._place_group(old, items[0], value, entry)
        else:
            self._place_value(old, items[0], value, entry)

    def _has_parts(self, old: Path, homes: list[Item], value: Mapping[str, Any]) -> bool:
        """Whether the parts of an answer have places of their own, each by itself."""
        if any(item.is_group and not item.repeat for item in homes):
            return True
        return any(item_path((*old, str(key))) in self._homes for key in value) and not homes

    def _place_group(self, old: Path, item: Item, value: Any, entry: _Entry | None) -> None:
        """An answer to what is a group now, and perhaps a list of them."""
        elements = value if isinstance(value, list) else [value]
        are_groups = all(isinstance(one, Mapping) for one in elements if has_content(one))
        if not are_groups or (len(elements) > 1 and not item.repeat):
            self._keep(as_text(old), Kept(CHANGED, value, to=(item.path,)))
        elif not item.repeat:
            self._place(old, elements[0], entry)
        else:
            self._place_elements(old, item, value, entry)

    def _place_elements(self, old: Path, item: Item, value: Any, entry: _Entry | None) -> None:
        place = self._place_of(item.path, entry)
        if value_at(self.answers, place) is not None:
            self._keep(as_text(old), Kept(TAKEN, value, to=(item.path,)))
            return
        elements = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for number, element in elements:
            at = old if number is None else (*old, number)
            inside = _Entry(item.path, (*place, len(value_at(self.answers, place) or ())))
            for key, part in element.items() if has_content(element) else ():
                self._place((*at, str(key)), part, inside)

    def _place_value(self, old: Path, item: Item, value: Any, entry: _Entry | None) -> None:
        place = self._place_of(item.path, entry)
        fit = fitted(item, value)
        if fit.value is not None and value_at(self.answers, place) is not None:
            self._keep(as_text(old), Kept(TAKEN, value, to=(item.path,)))
            return
        if fit.left is not None:
            self._keep(as_text(old), Kept(fit.why, fit.left, to=(item.path,)))
        if fit.value is not None:
            _put(self.answers, place, fit.value)
            self.origins.setdefault(item_about(place), item_about(old))

    def _list_around(self, item: str) -> str | None:
        """The innermost list in whose entries an item stands."""
        if item not in self._listed:
            return None
        return next(one for one in around(item)[1:] if self._items[one].repeat)

    def _place_of(self, item: str, entry: _Entry | None) -> Path:
        if entry is None:
            return from_text(item)
        return (*entry.path, *item[len(entry.item) + 1 :].split("."))

    # --- what is said beside them --------------------------------------------------------------

    def take_missing(self, missing: Mapping[str, str]) -> None:
        """Place the reasons why there was no answer."""
        for old, reason in missing.items():
            homes = self._homes.get(old, ())
            if len(homes) != 1:
                self._keep(old, Kept(SPLIT if homes else GONE, missing=reason, to=homes))
                continue
            [home] = homes
            item = self._items[home]
            if home in self._listed or reason not in item.missing_reasons:
                self._keep(old, Kept(CHANGED, missing=reason, to=homes))
            elif home in self.missing or has_content(self.answer(home)):
                self._keep(old, Kept(TAKEN, missing=reason, to=homes))
            else:
                self.missing[home] = reason
                self._reasons[home] = old

    def take_notes(self, notes: Mapping[str, str]) -> None:
        """Place the notes; one on what is kept is kept with it."""
        for old, note in notes.items():
            homes = self._homes.get(old, ())
            if old in self.kept or len(homes) != 1 or homes[0] in self.notes:
                why = TAKEN if len(homes) == 1 else SPLIT if homes else GONE
                self._keep(old, Kept(why, note=note, to=homes))
            else:
                self.notes[homes[0]] = note

    def sources(self, old: Response, deeds: Deeds | None) -> Iterator[tuple[str, AnswerSource]]:
        """Where all that was carried came from, or who gave it then."""
        for item, was in {**self.origins, **self._reasons}.items():
            source = next(filter(None, map(old.sources.get, around(was))), None)
            credit = credit_of(was, old, deeds)
            yield item, source or AnswerSource(SELF, by=credit.by, at=credit.at)
        for was, source in old.sources.items():
            homes = self._homes.get(was, ())
            if len(homes) == 1 and homes[0] in self._listed and self._is_carried(homes[0]):
                yield homes[0], source

    def _is_carried(self, listed: str) -> bool:
        return any(outer in self.origins for outer in around(listed)[1:])

    def take_kept(self, earlier: Mapping[str, Kept]) -> None:
        """Keep what had no place in the old round either, with what it may be about now.

        It is not placed by itself: nobody has said it in the round that this one begins with.
        """
        for path, kept in earlier.items():
            known = (item_path(from_text(path)), *kept.to)
            to = tuple(dict.fromkeys(home for one in known for home in self._homes.get(one, ())))
            self._keep(path, kept._replace(why=self._why_now(kept, to), to=to), of_before=True)

    def _why_now(self, kept: Kept, to: tuple[str, ...]) -> str:
        if not to:
            return GONE
        if kept.why in (SPLIT, TAKEN):
            return kept.why
        item = self._items[to[0]]
        if kept.value is None or item.is_group:
            return AGAIN if kept.why == GONE else kept.why
        return fitted(item, kept.value).why or AGAIN

    def _keep(self, path: str, kept: Kept, of_before: bool = False) -> None:
        """Keep what has no place, with what was said of it; what is `of_before`, by itself."""
        there = self.kept.get(path)
        if there is not None and (of_before or None not in (there.value, kept.value)):
            path = next(name for n in count(2) if (name := f"{path} ({n})") not in self.kept)
            there = None
        if there is not None:
            said = {key: one for key, one in kept._asdict().items() if one not in (None, "", ())}
            kept = there._replace(**{**said, "why": there.why, "to": there.to})
        self.kept[path] = kept


def _has_room(answers: Any, path: Path) -> bool:
    """Whether what is put at a path takes the place of nothing, in entries that are there."""
    around_it = [(value_at(answers, path[:end]), path[end]) for end in range(1, len(path))]
    fits = all(
        isinstance(one, list) and step < len(one)
        if isinstance(step, int)
        else one is None or isinstance(one, Mapping)
        for one, step in around_it
    )
    return bool(path) and isinstance(path[0], str) and fits and value_at(answers, path) is None


def _put(answers: dict[str, Any], path: Path, value: Any) -> None:
    """Put a value where a path leads; an entry of a list comes behind those that are there."""
    at: Any = answers
    for step, following in pairwise(path):
        if isinstance(step, int):
            if step == len(at):
                at.append({})
            at = at[step]
        else:
            at = at.setdefault(step, [] if isinstance(following, int) else {})
    at[path[-1]] = value
