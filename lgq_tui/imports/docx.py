"""What a Word document holds: one of our own forms, the official one, or any other."""

from __future__ import annotations

from collections.abc import Mapping

from lgq_tui.core.bindings import by_code
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.imports.archive import check
from lgq_tui.imports.source import Source

_EDITION = ("id", "version", "digest")


def read(content: bytes) -> Source:
    """All of it; where it cannot be read, a source that says why, and nothing else."""
    try:
        return _read(content)
    except NotDoneError as error:
        return Source(flaws=(error.message,))
    except RecursionError:
        return Source(flaws=(Message("import.damaged"),))


def _read(content: bytes) -> Source:
    from lgq_tui.imports.word.findings import Findings
    from lgq_tui.imports.word.parts import Parts
    from lgq_tui.imports.word.reading import Reading

    parts = Parts(check(content))
    said = parts.properties
    reasons = {words: code for code, words in _several(said, "reason").items()}
    empty, prompts = _several(said, "empty").values(), _several(said, "prompt").values()
    findings = Findings(frozenset(empty), tuple(prompts), reasons)
    long = " ".join(_several(said, "long").values()).split()
    Reading(parts, findings, by_code(long)).read()
    edition = {key: said[key] for key in _EDITION if said.get(key)}
    is_empty = not findings.passages and not findings.bound
    flaws = (Message("import.empty"),) if is_empty else ()
    return Source(tuple(findings.passages), tuple(findings.bound), edition or None, flaws=flaws)


def _several(said: Mapping[str, str], name: str) -> dict[str, str]:
    """What stands under a name in several properties, by the rest of theirs."""
    begin = f"{name}."
    return {key.removeprefix(begin): one for key, one in said.items() if key.startswith(begin)}
