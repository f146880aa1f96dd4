"""Times as people read them."""

from __future__ import annotations

from datetime import datetime


def local(at: str) -> str:
    """A time in ISO 8601 as the clock here showed it; what is no time stays as it is."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, OverflowError):
        return at
