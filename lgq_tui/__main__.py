"""`python -m lgq_tui` does what `lgq` does."""

from __future__ import annotations

import sys

from lgq_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
