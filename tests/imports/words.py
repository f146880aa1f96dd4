"""Word documents as small as they can be, in the markup that they are made of."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_PROPERTIES = (
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
)
NAMES = f"{_W} {_R} {_14} {_MC}"


def word(
    body: str,
    links: dict[str, str] | None = None,
    properties: dict[str, str] | None = None,
    parts: dict[str, str] | None = None,
) -> bytes:
    """A document with this body; `parts` are what stands in its footnotes, comments, styles."""
    parts = parts or {}
    made = {
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "_rels/.rels": _relations(
            _relation("d", "officeDocument", "word/document.xml"),
            _relation("p", "custom-properties", "docProps/custom.xml") if properties else "",
        ),
        "word/_rels/document.xml.rels": _relations(
            *(_relation(f"x{name}", name, f"{name}.xml") for name in parts),
            *(
                f'<Relationship Id="{key}" Type="{_KINDS}/hyperlink" Target="{address}" '
                'TargetMode="External"/>'
                for key, address in (links or {}).items()
            ),
        ),
    }
    for name, content in parts.items():
        made[f"word/{name}.xml"] = f"<w:{name} {NAMES}>{content}</w:{name}>"
    if properties:
        values = "".join(
            f'<property fmtid="x" pid="2" name="{name}"><vt:lpwstr>{value}</vt:lpwstr></property>'
            for name, value in properties.items()
        )
        made["docProps/custom.xml"] = f"<Properties {_PROPERTIES}>{values}</Properties>"
    return packed({name: content.encode() for name, content in made.items()})


def packed(parts: dict[str, bytes]) -> bytes:
    """An archive."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def p(*runs: str) -> str:
    """A paragraph; what is not markup is a run of text."""
    return f"<w:p>{''.join(one if one.startswith('<') else r(one) for one in runs)}</w:p>"


def r(text: str, look: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _relations(*relations: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(relations)}</Relationships>'


def _relation(key: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{key}" Type="{_KINDS}/{kind}" Target="{target}"/>'
