"""Warnings that a person lets stand, and how long that holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.paths import as_text, from_text, item_path
from lgq_tui.core.problems import WARNING, Problem
from lgq_tui.core.response import Acceptance
from lgq_tui.core.steps import ACCEPT, Change

Accepted = Mapping[str, tuple[Acceptance, ...]]
"""As a response has them: by the text of the path."""


def with_acceptance(problem: Problem, accepted: Accepted) -> Problem:
    """The problem, with the reason for which it was accepted if it was; errors never are."""
    for entry in accepted.get(as_text(problem.path), ()):
        if entry.warning == problem.code and problem.severity == WARNING:
            return problem._replace(accepted=entry.reason)
    return problem


def acceptance(problem: Problem, reason: str | None, accepted: Accepted) -> Change | None:
    """The change that accepts a warning, or takes that back; None where nothing changes."""
    key = as_text(problem.path)
    old = accepted.get(key, ())
    new = tuple(entry for entry in old if entry.warning != problem.code)
    if reason is not None:
        new += (Acceptance(problem.code, reason),)
    return Change(ACCEPT, (key,), old or None, new or None) if new != old else None


def voided(item: str, accepted: Accepted, questionnaire: Questionnaire) -> Iterator[Change]:
    """The changes that end the acceptances which were given for another answer to `item`."""
    for key, entries in accepted.items():
        owner = questionnaire.by_path.get(item_path(from_text(key)))
        kept = tuple(
            entry
            for entry in entries
            if owner is not None and not _concerns(item, _refs(owner, entry.warning))
        )
        if kept != entries:
            yield Change(ACCEPT, (key,), entries, kept or None)


def _refs(owner: Item, warning: str) -> frozenset[str]:
    for check in owner.warnings:
        if check.id == warning:
            return check.when.refs() | {owner.path}
    return frozenset({owner.path})


def _concerns(item: str, refs: frozenset[str]) -> bool:
    """Whether a change of `item` touches one of `refs`: it, what is in it, or around it."""
    return any(
        ref == item or ref.startswith(f"{item}.") or item.startswith(f"{ref}.") for ref in refs
    )
