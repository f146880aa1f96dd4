"""Light, dark and high contrast."""

from __future__ import annotations

from textual.theme import Theme


def _variables(field: str, selection: str, thumb: str, track: str) -> dict[str, str]:
    """What Textual would mix itself, too faint for some eyes; `field` has the keys."""
    return {
        "field": field,
        "input-selection-background": selection,
        "scrollbar": thumb,
        "scrollbar-hover": thumb,
        "scrollbar-active": thumb,
        "scrollbar-background": track,
    }


DARK = Theme(
    name="dark",
    primary="#7aa2f7",
    secondary="#7dcfff",
    accent="#e0af68",
    foreground="#d5d9e5",
    background="#16181f",
    surface="#262a36",
    panel="#20242e",
    success="#9ece6a",
    warning="#e0af68",
    error="#f7768e",
    dark=True,
    variables=_variables(
        field="#232a40",
        selection="#3a4a78",
        thumb="#8890a8",
        track="#262a36",
    ),
)
LIGHT = Theme(
    name="light",
    primary="#1f4fa3",
    secondary="#0b6a84",
    accent="#8a4b00",
    foreground="#1b1f27",
    background="#fbfaf7",
    surface="#e6e8ee",
    panel="#dfe3ec",
    success="#2b6a1c",
    warning="#8a4b00",
    error="#b3122f",
    dark=False,
    variables=_variables(
        field="#dfe9fb",
        selection="#a9c4f2",
        thumb="#7a8194",
        track="#e6e8ee",
    ),
)
CONTRAST = Theme(
    name="high-contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#262626",
    panel="#000000",
    success="#00ff00",
    warning="#ffff00",
    error="#ff8080",
    dark=True,
    text_alpha=1.0,
    variables=_variables(
        field="#000000",
        selection="#00405c",
        thumb="#ffffff",
        track="#404040",
    ),
)
THEMES = (DARK, LIGHT, CONTRAST)
