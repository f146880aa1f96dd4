"""What lines look like: looks by their names, in the colours of the theme.

Component classes of Textual's would say the same; each is a rule to read, and a node to style,
before the first screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from textual.color import Color
from textual.style import Style
from textual.widget import Widget


class Look(NamedTuple):
    """Colours by their names in the theme, "" for those of the widget; `share` of the colour is
    seen before the ground."""

    color: str = ""
    ground: str = ""
    share: float = 1.0
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    reverse: bool | None = None


LOOKS: Mapping[str, Look] = {
    # Reversed, and not only in other colours: that is seen where there are none.
    "cursor": Look("primary", "background", bold=True, reverse=True),
    "edge": Look("foreground", "surface", share=0.6),
    "error": Look("error", bold=True),
    "example": Look("foreground", "surface", share=0.75, italic=True),
    "field": Look(ground="surface"),
    "focus": Look("primary", "background", reverse=True),
    "frame": Look("secondary"),
    "heading": Look(bold=True),
    "more": Look("secondary", underline=True),
    "quiet": Look("foreground", share=0.75),
    "said": Look("secondary", italic=True),
    "warning": Look("warning"),
}


def dressed(widget: Widget, *looks: str) -> Style:
    """The style of a widget with looks put on, the last on top."""
    style = widget.visual_style
    for name in looks:
        look = LOOKS[name]
        named = widget.app.theme_variables.get
        style = _put_on(style, look, named(look.color, ""), named(look.ground, ""))
    return style


@lru_cache(maxsize=512)
def _put_on(style: Style, look: Look, color: str, ground: str) -> Style:
    return style + Style(
        Color.parse(ground) if ground else None,
        Color.parse(color).multiply_alpha(look.share) if color else None,
        bold=look.bold,
        italic=look.italic,
        underline=look.underline,
        reverse=look.reverse,
    )
