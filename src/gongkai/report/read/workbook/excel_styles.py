"""The styles of a workbook that is one XML file: how numbers are shown, and what is raised or struck out."""

from __future__ import annotations

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
_RAISED = {"superscript": "raised", "subscript": "lowered"}
_DEEPEST = 20


class Style(NamedTuple):
    """What a style says of a cell: the format of its number, empty for the general one, and whether its text is
    raised, lowered or struck, empty for neither."""

    code: str
    how: str


class _Own(NamedTuple):
    """What a style says itself; None where it says nothing."""

    parent: str
    code: str | None
    raised: str | None
    struck: str | None


def styles_of(workbook: etree._Element) -> dict[str, Style]:
    """The styles by name; that without a name is for cells that have none."""
    own = {
        style.get(f"{SS}ID") or "": _own(style)
        for group in workbook.iterchildren(f"{SS}Styles")
        for style in group.iterchildren(_STYLE)
    }
    found = {name: _style(own, name) for name in own}
    return {**found, "": _style(own, _DEFAULT)}


def _own(style: etree._Element) -> _Own:
    font, shows = style.find(_FONT), style.find(_FORMAT)
    return _Own(
        style.get(f"{SS}Parent") or _DEFAULT,
        (shows.get(f"{SS}Format") or "") if shows is not None else None,
        font.get(f"{SS}VerticalAlign") if font is not None else None,
        font.get(f"{SS}StrikeThrough") if font is not None else None,
    )


def _style(own: dict[str, _Own], name: str) -> Style:
    """A style, with what it takes after others: its parents, in the end the default."""
    code = raised = struck = None
    for _ in range(_DEEPEST):
        one = own.get(name)
        if one is not None:
            code = one.code if code is None else code
            raised = one.raised if raised is None else raised
            struck = one.struck if struck is None else struck
        if name == _DEFAULT:
            break
        name = one.parent if one is not None else _DEFAULT
    how = _RAISED.get((raised or "").lower(), "")
    return Style(_NAMED.get(code or "", code or ""), "struck" if struck == "1" else how)
