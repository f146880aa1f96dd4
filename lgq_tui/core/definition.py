"""What is asked: the records of a questionnaire, in one language, without file or screen.

The loader (`lgq_tui.core.language`) makes these records out of plain data and vouches for them:
every id is unique, every condition names an item that exists, every footnote has a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from lgq_tui.core.conditions import Always, Condition
from lgq_tui.core.wording import plain

GROUP = "group"

NOT_APPLICABLE = "not-applicable"
MASKED = "masked"

MISSING_REASONS = (
    "asked-unknown",
    "asked-declined",
    NOT_APPLICABLE,
    "temp-unknown",
    MASKED,
)


class Choice(NamedTuple):
    """One thing to choose; `id` is what the response file holds, `was` are those that it had in
    earlier editions."""

    id: str
    label: str
    exclusive: bool = False
    since: str | None = None
    hint: str | None = None
    was: tuple[str, ...] = ()


class SoftCheck(NamedTuple):
    """A warning: `message` is shown while `when` holds; a person may accept it with a reason."""

    id: str
    when: Condition
    message: str


class _Itself:
    """A record that is equal to none but itself. As tuples, which they are, two items would be
    equal of which one asks for 1 and the other for True."""

    __slots__ = ()
    __eq__ = object.__eq__
    __ne__ = object.__ne__
    __hash__ = object.__hash__


class _ItemFields(NamedTuple):
    id: str
    path: str
    type: str
    label: str
    number: str | None = None
    hint: str | None = None
    short: str | None = None
    required: bool = False
    repeat: bool = False
    personal: bool = False
    since: str | None = None
    relevant: Condition = Always()
    constraint: Mapping[str, Any] | None = None
    constraint_message: str | None = None
    warnings: tuple[SoftCheck, ...] = ()
    choices: tuple[Choice, ...] = ()
    items: tuple[Item, ...] = ()
    missing_reasons: tuple[str, ...] = MISSING_REASONS
    detail_of: str | None = None
    was: tuple[str, ...] = ()
    quoted: str | None = None


class Item(_Itself, _ItemFields):
    """A question, a part of one, or a group of them.

    `path` is the dotted id from the top (`chief_information_officer.email`), which is the key of
    everything said about an answer; `was` are those that it had in earlier editions. An item made
    from a choice's `detail` stands beside its question in a group named `<id>_details`, one child a
    choice, relevant while that is ticked.
    `quoted` is a text of a person's that is shown below the label, as it is: whether the source
    says that is what is asked then.
    """

    __slots__ = ()

    @property
    def is_group(self) -> bool:
        return self.type == GROUP

    @property
    def name(self) -> str:
        """What to call it where there is no room for its label."""
        return plain(self.short) if self.short else self.id.replace("_", " ").capitalize()

    def walk(self) -> Iterator[Item]:
        """This item and everything in it, in the order of the form."""
        yield self
        for item in self.items:
            yield from item.walk()


class _SectionFields(NamedTuple):
    id: str
    title: str
    items: tuple[Item, ...]
    number: str | None = None
    introduction: str | None = None
    field_list: bool = False


class Section(_Itself, _SectionFields):
    """A numbered chapter of the form; with `field_list` all its items stand on one page."""

    @cached_property
    def questions(self) -> tuple[Item, ...]:
        """Its items, without the details of choices, which belong to the question before them."""
        return tuple(item for item in self.items if item.detail_of is None)

    @cached_property
    def details(self) -> Mapping[str, tuple[Item, ...]]:
        """The details of choices, by the path of their question."""
        return {item.detail_of: (item,) for item in self.items if item.detail_of is not None}


class _QuestionnaireFields(NamedTuple):
    id: str
    version: str
    title: str
    language: str
    sections: tuple[Section, ...]
    subject: tuple[str, ...] = ()
    contact: str | None = None
    introduction: str | None = None
    closing: str | None = None
    footnotes: Mapping[str, str] = MappingProxyType({})
    languages: tuple[str, ...] = ()
    digest: str = ""
    withheld: Condition | None = None
    part: object = None


class Questionnaire(_Itself, _QuestionnaireFields):
    """One edition of a questionnaire; `digest` is the SHA-256 of its definition.

    A response for which `withheld` holds is not for the public. `part` is that which it was cut
    down to, if it was (`core.part`).
    """

    @cached_property
    def by_path(self) -> Mapping[str, Item]:
        """Every item by its dotted id."""
        return {item.path: item for top in self.items for item in top.walk()}

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The top-level items of all sections, in the order of the form."""
        return tuple(item for section in self.sections for item in section.items)

    @cached_property
    def top_level(self) -> Mapping[str, Item]:
        """The top-level items by their id, in the order of the form."""
        return {item.id: item for item in self.items}

    @cached_property
    def ordinals(self) -> Mapping[str, int]:
        """The place of every item in the order of the form, by its dotted id."""
        return {path: number for number, path in enumerate(self.by_path)}

    def details_of(self, question: Item) -> tuple[Item, ...]:
        """The items that ask for details of the choices of a question."""
        return self.section_of[question.id].details.get(question.path, ())

    @cached_property
    def section_of(self) -> Mapping[str, Section]:
        """The section of each top-level item id."""
        return {item.id: section for section in self.sections for item in section.items}

    @cached_property
    def listed(self) -> frozenset[str]:
        """The paths of the items that stand in elements of lists."""
        return frozenset(
            inner.path
            for item in self.by_path.values()
            if item.repeat
            for inner in item.walk()
            if inner is not item
        )
