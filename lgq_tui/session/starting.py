"""What a program need not load or do to begin, and what it does once it has begun."""

from __future__ import annotations

import gc
import sys

_SWITCH = 0.0005
"""Seconds that a thread may keep the others waiting."""


def let_nobody_wait() -> None:
    """Have what answers a person not wait for a thread that saves or loads."""
    sys.setswitchinterval(_SWITCH)


def collect_garbage_again() -> None:
    """Collecting is off until a person has something before them; what is there by then stays."""
    gc.freeze()
    gc.enable()


def do_without_tls() -> None:
    """Have asyncio believe that there is no TLS, as it is prepared to: no network is ever spoken
    to, and the library behind it takes longer to load than the first screen takes to draw."""
    if "ssl" not in sys.modules and "asyncio" not in sys.modules:
        vars(sys)["modules"]["ssl"] = None
        import asyncio  # noqa: F401

        del sys.modules["ssl"]
