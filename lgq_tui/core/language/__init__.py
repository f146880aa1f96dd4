"""The definition language: from plain data to the records of a questionnaire.

`problems_of` finds everything that is wrong with a definition; `build` makes records of one in
which nothing is. Between the two stands the resolved definition, plain data in which all that an
author may leave out is written out: made once with `resolve`, kept, and quickly turned into
`records` of any language.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.language.faults import (
    DefinitionError,
    Fault,
    Place,
    compare_anew,
    distinct,
    fault,
)
from lgq_tui.core.language.records import records

__all__ = [
    "RESOLVED_VERSION",
    "DefinitionError",
    "Fault",
    "Place",
    "build",
    "digest_of",
    "problems_of",
    "records",
    "resolve",
]

RESOLVED_VERSION = 5
"""The version of the form of resolved definitions; a new one makes old caches void."""

_MOST_FAULTS = 1_000


def problems_of(data: Any) -> tuple[Fault, ...]:
    """Everything that is wrong with a definition: its form first, then what does not make sense.

    Of each kind a thousand: nobody reads more, and they would take for ever.
    """
    from lgq_tui.core.language.form import form_faults
    from lgq_tui.core.language.fragments import fragment_faults
    from lgq_tui.core.language.reach import reach_faults
    from lgq_tui.core.language.resolution import Resolution

    compare_anew()
    try:
        faults = list(islice(form_faults(data), _MOST_FAULTS))
        if isinstance(data, Mapping):
            resolution = Resolution(data)
            faults += resolution.faults[:_MOST_FAULTS]
            faults += islice(fragment_faults(resolution), _MOST_FAULTS)
            faults += islice(reach_faults(resolution), _MOST_FAULTS)
    except RecursionError:
        return (fault((), "too_deep"),)
    return tuple(distinct(faults))


def resolve(data: Mapping[str, Any]) -> dict[str, Any]:
    """The resolved form of a definition without problems.

    DefinitionError, with all that is wrong, where something in it cannot be resolved.
    """
    from lgq_tui.core.language.resolution import Resolution

    resolution = Resolution(data)
    if resolution.faults:
        raise DefinitionError(problems_of(data))
    return resolution.data


def build(data: Mapping[str, Any], language: str | None = None, digest: str = "") -> Questionnaire:
    """The records of a definition without problems, its texts in a language where it has them."""
    return records(resolve(data), language, digest)


def digest_of(data: Any) -> str:
    """`sha256:` and the digest of what a definition says, whatever its layout and comments."""
    from hashlib import sha256
    from json import dumps

    text = dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"sha256:{sha256(text.encode('utf-8')).hexdigest()}"
