"""What holds for a whole document: its language, and that it is one of a Word that has boxes."""

from __future__ import annotations

from lgq_tui.exports.word.markup import Element, element, root

_REGIONS = {
    "ar": "ar-SA",
    "en": "en-GB",
    "es": "es-ES",
    "fr": "fr-FR",
    "ru": "ru-RU",
    "zh": "zh-CN",
}
"""Word asks for a region; of the languages of the United Nations, the usual one."""
_EAST_ASIA = frozenset({"zh", "ja", "ko"})
_COMPLEX = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi", "hi", "bn", "th", "km"})
_MODE = 15
"""Of Word 2013 and later. In an older one, boxes cannot be ticked."""


def language(tag: str) -> Element:
    """The languages of a text without one of its own: in Latin, East Asian and complex script."""
    first = tag.partition("-")[0].casefold()
    whole = _REGIONS.get(tag.casefold(), tag)
    return element(
        "w:lang",
        val=whole,
        eastAsia=whole if first in _EAST_ASIA else _REGIONS["zh"],
        bidi=whole if first in _COMPLEX else _REGIONS["ar"],
    )


def settings(tag: str) -> Element:
    """The part that says so; `tag` is the language of the form."""
    said = language(tag)
    said.tag = element("w:themeFontLang").tag
    uri = "http://schemas.microsoft.com/office/word"
    mode = element("w:compatSetting", name="compatibilityMode", uri=uri, val=_MODE)
    rules = (element("w:footnote", id=number) for number in (-1, 0))
    return root(
        "w:settings",
        element("w:defaultTabStop", val=454),
        element("w:characterSpacingControl", val="doNotCompress"),
        element("w:footnotePr", *rules),
        element("w:compat", mode),
        said,
    )
