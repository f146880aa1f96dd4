"""What the terminal can do that the program was started in."""

from __future__ import annotations

import os
import sys

_PLAIN = ("dumb", "unknown", "network", "dialup", "paper", "lpr", "printer", "emacs")
"""Terminals that only write one line after the other."""
_ABLE = (
    "xterm", "screen", "tmux", "linux", "rxvt", "vt100", "vt102", "vt220", "vt320", "vt420",
    "ansi", "cygwin", "konsole", "kitty", "foot", "alacritty", "wezterm", "ghostty", "st-",
    "contour", "putty", "gnome", "eterm", "iterm", "cons25", "nsterm", "mintty", "mlterm", "dtterm",
)  # fmt: skip
"""What the names of terminals begin with that are known to do more, and need not be asked for."""


def is_terminal() -> bool:
    """Whether a person sits at both ends."""
    return all(one is not None and one.isatty() for one in (sys.stdin, sys.stdout))


def can_redraw() -> bool:
    """Whether a line may be changed where it stands."""
    return is_terminal() and _moves_cursor() and _has_unicode(sys.stdout.encoding)


def can_show_screens() -> bool:
    """Whether a whole screen can be shown; what is drawn is written to the standard error."""
    return _moves_cursor() and _has_unicode(sys.stderr.encoding)


def _has_unicode(encoding: str | None) -> bool:
    return (encoding or "").replace("-", "").lower().startswith("utf")


def _moves_cursor() -> bool:
    if sys.platform == "win32":
        return True
    name = os.environ.get("TERM", "")
    if name in _PLAIN:
        return False
    # Nothing said is nothing said against it.
    return not name or name.startswith(_ABLE) or _says_so(name)


def _says_so(name: str) -> bool:
    """Whether the system's description of a terminal has a way to move the cursor."""
    try:
        import curses

        curses.setupterm(name, 1)
        return curses.tigetstr("cup") is not None
    except Exception:
        return True  # one that nobody has described may well be a new one
