"""Where the program keeps what is its own: a cache that may go, and a state that should stay."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """The user's cache folder for lgq; it need not exist."""
    return _folder("LGQ_CACHE_DIR", "user_cache_path")


def state_folder() -> Path:
    """The user's state folder for lgq; it need not exist."""
    return _folder("LGQ_STATE_DIR", "user_state_path")


def _folder(variable: str, function: str) -> Path:
    named = os.environ.get(variable)
    if named:
        return Path(named)
    import platformdirs

    path: Path = getattr(platformdirs, function)("lgq", appauthor=False)
    return path
