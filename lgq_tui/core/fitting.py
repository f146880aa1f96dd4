"""Whether an answer of an earlier edition answers a question as it is asked now, as it stands."""

from __future__ import annotations

from typing import Any, NamedTuple

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Item
from lgq_tui.core.former import choices_of
from lgq_tui.core.rounds import CHANGED, CHOICE
from lgq_tui.core.validation import validator

_SEVERAL = "select_multiple"


class Fit(NamedTuple):
    """What of a value answers the question now, None for nothing; what is left over, None for
    nothing, and why."""

    value: Any = None
    left: Any = None
    why: str = ""


def fitted(item: Item, value: Any) -> Fit:
    """A value as the answer to a question, or to each entry of a list.

    One value makes a list of one, and a list of one a value; a choice that was renamed is called by
    its name of now. Of several that were chosen, those that are no choices any more are left over.
    """
    if not item.repeat:
        fit = _one(item, value)
        if fit.value is None and isinstance(value, list) and len(value) == 1:
            alone = _one(item, value[0])
            return alone if alone.value is not None else fit
        return fit
    entries = [_one(item, one) for one in value] if isinstance(value, list) else []
    if entries and all(one.value is not None and one.left is None for one in entries):
        return Fit([one.value for one in entries])
    fit = _one(item, value)
    if fit.value is not None and fit.left is None:
        return Fit([fit.value])
    whys = [one.why for one in (fit, *entries) if one.why]
    return Fit(None, value, CHOICE if CHOICE in whys else CHANGED)


def _one(item: Item, value: Any) -> Fit:
    if not item.choices:
        is_valid = validator(ANSWER_TYPES[item.type].schema(item)).is_valid(value)
        return Fit(value) if is_valid else Fit(None, value, CHANGED)
    several = item.type == _SEVERAL
    chosen = value if several and isinstance(value, list) else [value]
    if not chosen or not all(isinstance(one, str) for one in chosen):
        return Fit(None, value, CHANGED)
    known = choices_of(item)
    places = {one: known.get(one, ()) for one in chosen}
    found = list(dict.fromkeys(ids[0] for ids in places.values() if len(ids) == 1))
    left = [one for one, ids in places.items() if len(ids) != 1]
    if not found or (left and not several):
        return Fit(None, value, CHOICE)
    answer = found if several else found[0]
    if not validator(ANSWER_TYPES[item.type].schema(item)).is_valid(answer):
        return Fit(None, value, CHANGED)
    return Fit(answer, left or None, CHOICE if left else "")
