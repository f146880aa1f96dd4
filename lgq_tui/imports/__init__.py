"""Responses out of other forms than their own file: one module a format."""

from __future__ import annotations

IMPORTERS = {
    ".docx": "docx",
    ".pdf": "pdf",
    ".txt": "txt",
    ".md": "md",
    ".html": "html",
    ".htm": "html",
    ".xlsx": "xlsx",
    ".eml": "eml",
}
"""The module of each format, by the end of its files' names; it is loaded by the child process that
reads the file, and has `read(content: bytes) -> Source`. A response file is none of them: `storage`
reads those."""

REPLIES = IMPORTERS | {".txt": "written", ".md": "written", ".eml": "written"}
"""The same for replies to a letter, of which it has to be known who wrote which line."""
