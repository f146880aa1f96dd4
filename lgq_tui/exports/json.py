"""The response itself, as a response file has it."""

from __future__ import annotations

from json import dumps

from lgq_tui.exports.order import Order


def written(order: Order) -> bytes:
    """The bytes of a response file in JSON.

    Of its seal, the digest comes along, by which a change can be told: what else is in it is about
    the journal, which stays where it is.
    """
    response = order.interview.response
    seal = {key: value for key, value in response.seal.items() if key == "digest"}
    document = response._replace(seal=seal).as_document()
    text = dumps(document, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "replace")
