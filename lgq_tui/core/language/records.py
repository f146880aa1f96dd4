"""Records out of a resolved definition, in one language. It is trusted: this is the quick way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lgq_tui.core.conditions import AllOf, Always, AnyOf, Condition, Future, Matches, Not, Sum
from lgq_tui.core.definition import (
    MISSING_REASONS,
    Choice,
    Item,
    Questionnaire,
    Section,
    SoftCheck,
)

Plain = Mapping[str, Any]

_ALWAYS = Always()


def records(resolved: Plain, language: str | None = None, digest: str = "") -> Questionnaire:
    """The questionnaire of a resolved definition.

    Its texts are in `language`, or in a wider one (`pt` for `pt-BR`), else in the default language.
    """
    default = resolved["languages"][0]
    wanted = [tag for tag in _wider(language or default) if tag in resolved["languages"]]
    tags = (*wanted, default)
    make = _Maker(tags)
    text = make.text
    return Questionnaire(
        id=resolved["id"],
        version=resolved["version"],
        title=text(resolved["title"]),
        language=tags[0],
        sections=tuple(map(make.section, resolved["sections"])),
        subject=tuple(resolved["subject"]),
        contact=resolved.get("contact"),
        introduction=text(resolved.get("introduction")),
        closing=text(resolved.get("closing")),
        footnotes={name: text(words) for name, words in resolved["footnotes"].items()},
        languages=tuple(resolved["languages"]),
        digest=digest,
        withheld=condition(resolved["withheld"]) if "withheld" in resolved else None,
    )


def _wider(tag: str) -> list[str]:
    """A language tag and those that say less: `zh-Hant-TW`, `zh-Hant`, `zh`."""
    parts = tag.split("-")
    return ["-".join(parts[:end]) for end in range(len(parts), 0, -1)]


class _Maker:
    def __init__(self, tags: tuple[str, ...]) -> None:
        self._tags = tags

    def text(self, words: Any) -> Any:
        """A text in the first language that it has; None for None."""
        if words is None or isinstance(words, str):
            return words
        return words[next((tag for tag in self._tags if tag in words), self._tags[-1])]

    def section(self, data: Plain) -> Section:
        return Section(
            id=data["id"],
            title=self.text(data["title"]),
            items=tuple(self.item(item, "") for item in data["items"]),
            number=data.get("number"),
            introduction=self.text(data.get("introduction")),
            field_list=data.get("field_list", False),
        )

    def item(self, data: Plain, prefix: str) -> Item:
        path = prefix + data["id"]
        text, has = self.text, data.get
        return Item(
            id=data["id"],
            path=path,
            type=data["type"],
            label=text(data["label"]),
            number=has("number"),
            hint=text(has("hint")),
            short=text(has("short")),
            required=has("required", False),
            repeat=has("repeat", False),
            personal=has("personal", False),
            since=has("since"),
            relevant=condition(data["relevant"]) if "relevant" in data else _ALWAYS,
            constraint=has("constraint"),
            constraint_message=text(has("constraint_message")),
            warnings=tuple(map(self.check, has("warnings", ()))),
            choices=tuple(map(self.choice, has("choices", ()))),
            items=tuple([self.item(part, f"{path}.") for part in has("items", ())]),
            missing_reasons=tuple(has("missing_reasons", MISSING_REASONS)),
            detail_of=has("detail_of"),
            was=tuple(has("was", ())),
        )

    def choice(self, data: Plain) -> Choice:
        return Choice(
            id=data["id"],
            label=self.text(data["label"]),
            exclusive=data.get("exclusive", False),
            since=data.get("since"),
            hint=self.text(data.get("hint")),
            was=tuple(data.get("was", ())),
        )

    def check(self, data: Plain) -> SoftCheck:
        return SoftCheck(data["id"], condition(data["when"]), self.text(data["message"]))


def condition(data: Plain) -> Condition:
    """The condition that resolved data stands for."""
    [key] = data.keys() & _CONDITIONS.keys()
    return _CONDITIONS[key](data)


_CONDITIONS: Mapping[str, Callable[[Plain], Condition]] = {
    "path": lambda data: Matches(data["path"], data["is"]),
    "all": lambda data: AllOf(tuple(map(condition, data["all"]))),
    "any": lambda data: AnyOf(tuple(map(condition, data["any"]))),
    "not": lambda data: Not(condition(data["not"])),
    "sum": lambda data: Sum(tuple(data["sum"]), data["is"]),
    "future": lambda data: Future(data["future"]),
}
