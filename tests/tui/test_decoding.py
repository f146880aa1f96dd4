"""What a terminal sends is read as it was meant, in whatever pieces it comes."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.events import Key

from lgq_tui.tui.decoding import Decoder

BEGIN, END = "\x1b[200~", "\x1b[201~"


def read(*pieces: str | bytes) -> str:
    decoder = Decoder()
    return "".join(
        decoder.decode(piece if isinstance(piece, bytes) else piece.encode()) for piece in pieces
    )


def test_keys_stay_as_they_are() -> None:
    assert read("a\x1b[A\x1b", "\x1bOP", "\x03\x7f") == "a\x1b[A\x1b\x1bOP\x03\x7f"


def test_a_sign_in_pieces_is_one_and_another_encoding_is_told() -> None:
    assert read(b"\xc3", b"\xa9", b"\xe9!") == "é\ufffd!"


def test_what_is_pasted_is_text() -> None:
    pasted = "a\x1b[31mred\x1b[0m\x1b]0;title\x07\tb\r\nc\x00\x08\x9b2J\x1bOP\x1b"
    assert read(BEGIN + pasted + END + "\x1b[A") == f"{BEGIN}ared\tb\r\nc2JOP{END}\x1b[A"


def test_two_pastes() -> None:
    text = f"{BEGIN}a\x1b[1m{END}\x1b[A{BEGIN}\x1b[2mb{END}"
    assert read(text) == f"{BEGIN}a{END}\x1b[A{BEGIN}b{END}"


inside = st.text(st.sampled_from("ab\x1b[0;1mH~2\r\n\té"), max_size=30).filter(
    lambda text: (text + END).index(END) == len(text)
)


def test_a_letter_with_alt_is_one_key_whatever_comes_behind_it() -> None:
    parser = XTermParser()
    sent = "\x1bu\x1bNx\x1b\r\x1b[A\x1bOP\n"
    keys = [event.key for event in parser.feed(read(sent)) if isinstance(event, Key)]
    assert keys == ["alt+u", "alt+n", "x", "alt+enter", "up", "f1", "ctrl+j"]
    assert read("\x1b", "u") == "\x1bu", "that was Escape, and then a letter"


# Whether a letter comes with an Escape or after it is the one thing that pieces tell.
@given(st.lists(st.tuples(st.text("!é\x1b[AB", max_size=6), inside), max_size=3), st.data())
def test_pieces_make_no_difference(parts: list[tuple[str, str]], data: st.DataObject) -> None:
    sent = "".join(f"{keys}{BEGIN}{text}{END}" for keys, text in parts).encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=8)))
    bounds = [0, *cuts, len(sent)]
    pieces = [sent[start:end] for start, end in pairwise(bounds)]
    assert read(*pieces) == read(sent)
    assert read(*pieces).count(BEGIN) == len(parts)
