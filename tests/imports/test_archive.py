"""Archives are judged by what they say of themselves, before anything is unpacked."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from lgq_tui.core.messages import NotDoneError
from lgq_tui.imports import archive


def packed(parts: dict[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(NotDoneError) as caught:
        archive.check(content)
    return caught.value.message.key


def test_an_archive_is_given_as_it_is() -> None:
    found = archive.check(packed({"a.xml": b"<a/>", "b/c.xml": b"<c/>"}))
    assert found.namelist() == ["a.xml", "b/c.xml"]
    assert found.read("b/c.xml") == b"<c/>"


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7", b"Dear colleagues"])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    assert refusal(content) == "import.damaged"


def test_what_was_cut_off_is_refused() -> None:
    whole = packed({"a.xml": b"<a/>" * 100})
    assert refusal(whole[: len(whole) // 2]) == "import.damaged"


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_ENTRIES", 3)
    names = [f"{number}.xml" for number in range(4)]
    assert refusal(packed(dict.fromkeys(names, b""))) == "import.too_large"
    archive.check(packed(dict.fromkeys(names[:3], b"")))


def test_a_part_that_swells_is_refused() -> None:
    bomb = packed({"word/document.xml": b" " * 20_000_000})
    assert len(bomb) < 30_000
    assert refusal(bomb) == "import.too_large"


def test_many_parts_that_swell_together_are_refused() -> None:
    half = archive.MOST_BYTES // 2 + 1
    whole = packed({"a": b"a", "b": b"b"}, ZIP_STORED)
    at = whole.index(b"PK\x01\x02")
    # What each says of itself: the sizes packed and unpacked in the list of parts.
    lying = bytearray(whole)
    for entry in (at, whole.index(b"PK\x01\x02", at + 4)):
        lying[entry + 20 : entry + 28] = struct.pack("<II", half, half)
    assert refusal(bytes(lying)) == "import.too_large"


def test_a_part_gives_no_more_than_it_says() -> None:
    whole = bytearray(packed({"a.xml": b" " * 1_000_000}))
    at = whole.index(b"PK\x01\x02")
    whole[at + 24 : at + 28] = struct.pack("<I", 10)
    # The sum at its end is of the whole, so that what was cut off is no part.
    with archive.check(bytes(whole)).open("a.xml") as part, pytest.raises(zipfile.BadZipFile):
        part.read()


@pytest.mark.parametrize(
    ("inside", "key"),
    [("WordDocument", "import.old_format"), ("EncryptedPackage", "import.locked")],
)
def test_old_and_locked_files_are_told_apart(inside: str, key: str) -> None:
    old = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + inside.encode("utf-16-le")
    assert refusal(old) == key


def test_locked_parts_are_refused() -> None:
    whole = bytearray(packed({"a.xml": b"<a/>"}))
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(whole)) == "import.locked"
