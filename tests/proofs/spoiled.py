"""Files spoiled at random: by bytes, as disks and editors do, and by sense, as programs do."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random
from typing import Any

from tests.proofs.naughty import text

TOKENS = [
    *(sign.encode() for sign in "{}[]:,\"'#&*!|>-?%@`~=<\\ \n\t\r0a"),
    b"\n  ", b"\n- ", b": ", b"- ", b" #", b"? ", b"---\n", b"...\n", b"%YAML 1.1\n---\n", b"%TAG ! !a\n---\n",
    b"&a ", b"*a", b"!!python/object:os.system ", b"!!binary ", b"!<x> ", b"<<: ", b"|\n", b">-\n", b"|9\n",
    b"null", b"true", b".inf", b"-.INF", b".nan", b"1e999", b"1e-999", b"0x1F", b"9" * 40, b"-0", b"1_0",
    b"2026-11-23", b"12:30:00", b'"\\ud800"', b'"\\u0000"', b"\\x1b", b'"\\', b"\x00", b"\x1b[2J", b"\x7f",
    b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc2\x85", b"\xe2\x80\xa8",
    b"NaN", b"Infinity", b'"a":', b'{"a": 1, "a": 2}', b"{? a: b}", b"[,]", b"'", b'"', b"''", b"relevant: ",
    b"id: ", b"type: group", b"type: text", b"items: []", b"repeat: true", b"format: ", b"answers: ", b"sum",
]  # fmt: skip

OPENINGS = [
    b"[",
    b"{",
    b'{"a":',
    b"- ",
    b"? ",
    b"[{",
    b"a: [",
    b"(",
    b"!!map {a: ",
    b'[["',
    b"'",
    b"&a [",
]

HARD = [
    *(opening * 5_000 for opening in OPENINGS),
    *(sign * 100_000 for sign in (b"x", b"1", b" ", b"\t", b"\n", b"\r", b"#", b"'", b'"', b"\\", b":", b"-", b"!")),
    *(sign + b"a" * 100_000 for sign in (b"&", b"*", b"%", b"|", b"? ", b"a: ", b"- ")),
    *(line * 10_000 for line in (b"- 1\n", b"# x\n", b"---\n", b"- &a 1\n", b"- ! 1\n", b"? a\n: b\n", b"{}\n")),
    b"".join(b"k%d: 1\n" % number for number in range(10_000)),
    b"".join(b" " * depth + b"a:\n" for depth in range(400)),
    *(start + b"  x\n" * 10_000 for start in (b"a: |\n", b"a: >\n", b"a: ", b"? ", b"a: '")),
    *(start + b"e" + "\u0301\u0323".encode() * 30_000 + end for start, end in
      ((b'a: "', b'"'), (b'{"a": "', b'"}'), (b"a: ", b""), (b'{"theme": "', b'"}'))),
    b'{"a": "' + b"\\u0301\\u0323" * 10_000 + b'"}',
    b'a: "' + b"\\u0041" * 20_000 + b'"',
    b"1" * 31 + b"e" + b"1" * 10_000,
    b"",
]  # fmt: skip
"""What keeps a reader busy that is not careful."""


def by_bytes(content: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    """A content after one to five accidents."""
    for _ in range(random.choice((1, 1, 1, 2, 3, 5))):
        start = random.choice((0, len(content), *[random.randrange(len(content) + 1)] * 18))
        end = min(len(content), start + random.choice((1, 1, 2, 5, 20, 200)))
        before, piece, after = content[:start], content[start:end], content[end:]
        if random.random() < 0.1:
            content = before if random.random() < 0.5 else after
        else:
            content = before + _accident(piece, random, others) + after
    return content


def _accident(piece: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    """What stands in the place of a piece after it."""
    match random.randrange(8):
        case 0:
            return bytes([random.randrange(256)])
        case 1:
            return random.choice(TOKENS) + piece
        case 2:
            return random.choice(TOKENS)
        case 3:
            return b""
        case 4:
            return piece * random.choice((2, 3, 50))
        case 5:
            other = random.choice(others)
            return other[random.randrange(len(other) + 1) :][:500]
        case 6:
            return random.choice(OPENINGS) * random.choice((2, 20, 70, 400, 3000)) + piece
        case _:
            return text(random).encode("utf-8", "surrogatepass") + piece


def by_sense(data: Any, random: Random) -> Any:
    """Plain data in which one to three nodes are others than before; what was given stays."""
    data = json.loads(json.dumps(data))
    for _ in range(random.choice((1, 1, 2, 3))):
        whole = {"data": data}
        holders: list[Any] = [whole]
        for one in holders:
            inner = one.values() if isinstance(one, dict) else one
            holders += [node for node in inner if isinstance(node, (dict, list)) and node]
        holder = random.choice(holders)
        key = random.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        _spoil(holder, key, random)
        data = whole.get("data")
    return data


def _spoil(holder: Any, key: Any, random: Random) -> None:
    match random.randrange(6):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            name = random.choice(
                (text(random), key + ".x", key + "[0]", random.choice(list(holder)))
            )
            holder[name] = holder[key]
        case 1:
            holder.append(holder[key])
        case 2:
            holder[key] = [holder[key]]
        case 3:
            holder[key] = {
                random.choice(("id", "items", "a", "", "not", text(random))): holder[key]
            }
        case 4:
            for _ in range(random.choice((1, 5, 65, 300))):
                holder[key] = [holder[key]] if random.random() < 0.5 else {"not": holder[key]}
        case _:
            holder[key] = value(random)


def value(random: Random) -> Any:
    """Any plain value."""
    kind = random.random()
    if kind < 0.4:
        return random.choice(
            (None, True, False, 0, 1, -1, 2**31, 10**29, 1.5, 1e300, -0.0, "", [], {})
        )
    if kind < 0.8:
        return text(random)
    if kind < 0.9:
        return [value(random) for _ in range(random.randrange(4))]
    return {text(random): value(random) for _ in range(random.randrange(4))}
