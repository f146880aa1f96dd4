"""What judges answers, loaded before anybody waits for it."""

from __future__ import annotations


def load_judges() -> None:
    """Import what judging needs, away from the thread that answers keys."""
    import email_validator
    import idna
    import jsonschema
    import phonenumbers
    import pycountry

    from lgq_tui.core.validation import validator

    del email_validator, idna, jsonschema, phonenumbers
    len(pycountry.countries)
    validator({"type": "string"}).is_valid("")  # the first time takes longer than any other
