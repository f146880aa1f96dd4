"""The wording of a definition as what Textual shows. People's text never passes as markup."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content, Span
from textual.style import Style

from lgq_tui.core.wording import runs

BOLD = Style(bold=True)
DIM = Style(dim=True)
ITALIC = Style(italic=True)
LINK = Style(underline=True)


def content(wording: str, footnotes: Sequence[str] = ()) -> Content:
    """A wording with its bold words, links, and footnotes by their number among all footnotes."""
    text, spans = "", []
    for run in runs(wording):
        shown, style = run.text, BOLD if run.bold else Style()
        if run.footnote is not None:
            number = footnotes.index(run.footnote) + 1 if run.footnote in footnotes else "?"
            shown = f"[{number}]"
            style += Style.from_meta({"@click": f"screen.footnotes('{run.footnote}')"}) + DIM
        elif run.url is not None:
            shown = run.text if run.text == run.url else f"{run.text} ({run.url})"
            style += LINK
        if style != Style():
            spans.append(Span(len(text), len(text) + len(shown), style))
        text += shown
    return Content(text, spans)


def undimmed(text: Content) -> Content:
    """A text that stands out as a whole: what is dim in it would be hard to read there."""
    spans = [Span(a, b, _undimmed(style)) for a, b, style in text.spans]
    return Content(text.plain, spans)


def _undimmed(style: str | Style) -> str | Style:
    return style + Style(dim=False) if isinstance(style, Style) and style.dim else style


def joined(*parts: str | Content | tuple[str, Style]) -> Content:
    """Pieces one after the other; a string is taken as it is."""
    texts: list[str] = []
    spans: list[Span] = []
    end = 0
    for part in parts:
        start = end
        if isinstance(part, Content):
            text = part.plain
            spans += [Span(start + a, start + b, style) for a, b, style in part.spans]
        elif isinstance(part, tuple):
            text, style = part
            spans.append(Span(start, start + len(text), style))
        else:
            text = part
        end += len(text)
        texts.append(text)
    return Content("".join(texts), spans)


def hanging(text: Content, width: int, first: str | Content, indent: int) -> list[Content]:
    """A text in lines of a width, `first` before the first of them and blanks before the others."""
    lines = text.wrap(max(width - indent, 4)) or [Content("")]
    return [
        joined(first if number == 0 else " " * indent, line) for number, line in enumerate(lines)
    ]
