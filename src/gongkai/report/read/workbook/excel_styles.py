"""The styles of a workbook that is one XML file: how numbers are shown, and what is raised or struck out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_STYLE, _FONT, _FORMAT = f"{SS}Style", f"{SS}Font", f"{SS}NumberFormat"
#: The style that every other takes after in the end.
_DEFAULT = "Default"
#: The formats that have a name of their own.
_NAMED = {
    "General": "",
    "General Number": "",
    "General Date": "yyyy/m/d h:mm",
    "Long Date": "yyyy/m/d",
    "Medium Date": "yyyy/m/d",
    "Short Date": "yyyy/m/d",
    "Long Time": "h:mm:ss",
    "Medium Time": "h:mm",
    "Short Time": "h:mm",
    "Currency": "#,##0.00",
    "Euro Currency": "#,##0.00",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
    "Yes/No": '"Yes";"Yes";"No"',
    "True/False": '"True";"True";"False"',
    "On/Off": '"On";"On";"Off"',
}
_DEEPEST = 20


class Style(NamedTuple):
    """What a style says of a cell: the format of its number, empty for the general one, and whether its text is
    raised, lowered or struck, empty for neither."""

    code: str
    how: str


def styles_of(workbook: etree._Element) -> dict[str, Style]:
    """The styles by name; that without a name is for cells that have none."""
    held = {
        style.get(f"{SS}ID") or "": style
        for group in workbook.iterchildren(f"{SS}Styles")
        for style in group.iterchildren(_STYLE)
    }
    found = {name: _style(list(_line(held, name))) for name in held}
    return {**found, "": _style(list(_line(held, _DEFAULT)))}


def _line(held: dict[str, etree._Element], name: str) -> Iterator[etree._Element]:
    """A style, then those that it takes after."""
    for _ in range(_DEEPEST):
        style = held.get(name)
        if style is not None:
            yield style
        if name == _DEFAULT:
            return
        name = (style.get(f"{SS}Parent") if style is not None else None) or _DEFAULT


def _style(line: list[etree._Element]) -> Style:
    formats = (style.find(_FORMAT) for style in line)
    format_ = next((one for one in formats if one is not None), None)
    code = (format_.get(f"{SS}Format") or "") if format_ is not None else ""
    raised = (_said(line, "VerticalAlign") or "").lower()
    how = {"superscript": "raised", "subscript": "lowered"}.get(raised, "")
    return Style(_NAMED.get(code, code), "struck" if _said(line, "StrikeThrough") == "1" else how)


def _said(line: list[etree._Element], name: str) -> str | None:
    """What the font of a style says, or of the nearest that it takes after and that says anything."""
    fonts = (style.find(_FONT) for style in line)
    said = (font.get(f"{SS}{name}") for font in fonts if font is not None)
    return next((one for one in said if one is not None), None)
