"""Texts that would do something to a terminal, or to a program that reads markup, if let through."""

from __future__ import annotations

from random import Random

# Numbers with a nought before them are what the program itself never writes.
_SEQUENCES = [
    "\x1b[2J", "\x1b[H", "\x1b[031m", "\x1b[08m", "\x1b[05;05H", "\x1b[?1049l", "\x1b[?25l", "\x1b[?1000h", "\x1b[6n",
    "\x1b[21t", "\x1b[>c", "\x1b[c", "\x1bc", "\x1b7", "\x1b8", "\x1bM", "\x1bD", "\x1bZ", "\x1b#8", "\x1b%G", "\x1b(0",
    "\x1b]0;OWNED\x07", "\x1b]2;OWNED\x1b\\", "\x1b]1337;File=:AA\x07", "\x1b]10;?\x07", "\x1b]4;1;?\x1b\\",
    "\x1b]8;;http://evil.example/\x1b\\here\x1b]8;;\x1b\\", "\x1b]52;c;b3duZWQ=\x07", "\x1bP$q\"p\x1b\\",
    "\x1bP+q544e\x1b\\", "\x1b_Gf=24;AAAA\x1b\\", "\x1b^pm\x1b\\", "\x1bXsos\x1b\\", "\x1b[200~", "\x1b[201~",
    "\x1b[38;02;1;2;3m", "\x1b[3g", "\x1b[?7l", "\x1b[4h", "\x1b[20h", "\x1b[2;2r", "\x1b[999T", "\x1b]0;",
    "\x9b31m", "\x9b2J", "\x9d0;OWNED\x9c", "\x90q\x9c", "\x9fapc\x9c", "\x9epm\x9c", "\x98sos\x9c", "\x84\x85\x8d",
    "\x07", "\x07\x07", "\x08\x08\x08", "\r", "\r\n", "\x0b", "\x0c", "\x0e", "\x0f", "\x05", "\x00", "\x7f", "\x1a",
    "\x18", "\x1b\x1b", "\x1b", "\x1b[", "\x1b]", "\x9b", "\x9d", "\u2028", "\u2029", "\x85",
    "\u202e", "\u202d", "\u202a", "\u202b", "\u202c", "\u2066", "\u2067", "\u2068", "\u2069", "\u200b", "\ufeff",
    # Harmless until something between is taken away.
    "\x1b\u200b[031m", "\x1b\x00]0;OWNED\x07", "\u200b\x1b\u202e[2J", "[\u200b/]", "[\x1b/b]", ":smi\u200ble:",
    "\x1b\x1b[031m[031m", "\ue000\x1b[01m",
]  # fmt: skip

MARKUP = [
    "[/]", "[/b]", "[/nothing]", "[b]", "[b]bold[/b]", "[bold red on blue]x[/]", "[red]", "[#ff0000]x", "[on red]x",
    "[@click=app.evil]x[/]", "[@click='app.evil()']x[/]", "[@click=screen.evil]x", "[link=http://evil.example]x[/link]",
    "[link='http://evil.example']", ":smile:", ":warning:", "[true, false]", "[[b]]", "\\[b]", "\\[/]", "[", "]", "[]",
    "[$primary]x", "[$error on $x]", "[blink]x[/blink]", "{path}", "{count}", "{0}", "{__class__}", "{", "}}", "%s",
    "%(prog)s", "%", "$t", "${x}", "&lt;", "<b>x</b>", "[^f]", "`x`", "# x", "~x~", "\\", "\\x1b[31m", "\\u001b[2J",
]  # fmt: skip

_WORDS = ["", "", "Lima", "São Paulo", "中文", "שלום", "a b", "😀", "1"]


def payloads(amount: int, seed: int = 7) -> list[str]:
    """So many different ones, each with at least one thing that is to stay without effect.

    The first are the plain ones, one of each kind.
    """
    random = Random(seed)
    plain = _SEQUENCES + MARKUP + [chr(code) for code in (*range(1, 32), *range(127, 160))]
    made = dict.fromkeys(plain)
    while len(made) < amount:
        pieces = [random.choice(_WORDS)]
        for _ in range(random.choice((1, 1, 2, 3))):
            kind = _SEQUENCES if random.random() < 0.7 else MARKUP
            pieces += [random.choice(kind), random.choice(_WORDS)]
        made["".join(pieces)] = None
    return random.sample(list(made), len(made))[:amount]
