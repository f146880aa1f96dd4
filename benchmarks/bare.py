"""The least that questionary can do: one prompt for a text, or the same again and again."""

from __future__ import annotations

import questionary

if __name__ == "__main__":
    while questionary.text("Name").ask() is not None:
        pass
