"""The wording of a definition in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from lgq_tui.core.wording import runs


def worded(wording: str, footnotes: Sequence[str] = ()) -> str:
    """The words, line by line; a footnote by its number in brackets, a link by its address."""
    pieces = []
    for run in runs(wording):
        if run.footnote is not None:
            known = run.footnote in footnotes
            pieces.append(f" [{footnotes.index(run.footnote) + 1}]" if known else "")
        elif run.url is not None and run.url != run.text:
            pieces.append(f"{run.text} ({run.url})")
        else:
            pieces.append(run.text)
    lines = "".join(pieces).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines)
