"""Documents that are archives of parts (.docx, .xlsx), judged before anything in them is read."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lgq_tui.core.messages import Message, NotDoneError

MOST_ENTRIES = 10_000
MOST_BYTES = 200_000_000
"""Of all that is in it, unpacked: twenty times of what a long report has."""
MOST_TIGHT = 150
"""How many times as long as packed a large part may be; text in markup comes to ten or twenty."""
_LARGE = 10_000_000
_ENTRY = b"PK\x01\x02"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the old formats begin, and what is locked with a password."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def check(content: bytes) -> ZipFile:
    """The archive, if it is one, within bounds; nothing is unpacked, and reading a part of it gives
    no more bytes than it says here. Else `NotDoneError`."""
    if content.startswith(_OLE):
        raise _refused("import.locked" if _LOCKED in content else "import.old_format")
    # Before the list of parts is made, which takes ten times its room.
    if content.count(_ENTRY) > MOST_ENTRIES:
        raise _refused("import.too_large")
    try:
        archive = ZipFile(BytesIO(content))
    except (BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise _refused("import.damaged") from error
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise _refused("import.locked")
    large = (part for part in parts if part.file_size > _LARGE)
    if (
        len(parts) > MOST_ENTRIES
        or sum(part.file_size for part in parts) > MOST_BYTES
        or any(part.file_size > MOST_TIGHT * part.compress_size for part in large)
    ):
        raise _refused("import.too_large")
    return archive


def _refused(key: str) -> NotDoneError:
    return NotDoneError(Message(key))
