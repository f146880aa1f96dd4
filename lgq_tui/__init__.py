"""lgq fills formal questionnaires in a terminal."""

__version__ = "0.1.0"
