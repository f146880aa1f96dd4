"""The response itself, as a response file has it; or a list of many."""

from __future__ import annotations

from json import dumps

from lgq_tui.core.response import Response
from lgq_tui.exports.order import Order


def written(order: Order) -> bytes:
    """The bytes of a response file in JSON; of a table of many, those of a list of them."""
    if not order.files:
        return f"{_text(order.interview.response)}\n".encode("utf-8", "replace")
    texts = []
    for number, interview in enumerate(order.interviews):
        order.progress(number / len(order.interviews))
        texts.append(_text(interview.response))
    whole = ",\n".join(texts)
    return f"[\n{whole}\n]\n".encode("utf-8", "replace")


def _text(response: Response) -> str:
    """Of the seal, the digest comes along, by which a change can be told: what else is in it is
    about the journal, which stays where it is."""
    seal = {key: value for key, value in response.seal.items() if key == "digest"}
    return dumps(response._replace(seal=seal).as_document(), ensure_ascii=False, indent=2)
