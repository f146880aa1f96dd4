"""Times as people read them."""

from __future__ import annotations

from datetime import UTC, datetime


def local(at: str) -> str:
    """A time in ISO 8601 as the clock here showed it; what is no time stays as it is."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, OverflowError):
        return at


def short(at: str) -> str:
    """The same to the minute, without the day if that is today."""
    whole = local(at)
    if whole == at:
        return at
    day, time = whole[:-3].split(" ")
    today = datetime.now(UTC).astimezone().strftime("%Y-%m-%d")
    return time if day == today else f"{day} {time}"
