"""What a program need not load to begin."""

from __future__ import annotations

import sys


def do_without_tls() -> None:
    """Have asyncio believe that there is no TLS, as it is prepared to: no network is ever spoken
    to, and the library behind it takes longer to load than the first screen takes to draw."""
    if "ssl" not in sys.modules and "asyncio" not in sys.modules:
        vars(sys)["modules"]["ssl"] = None
        import asyncio  # noqa: F401

        del sys.modules["ssl"]
