"""OpenDocument sheets, small ones, packed and flat."""

from __future__ import annotations

import io
import zipfile

from tests.report.read.workbook.alike import grids

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{about}:1.0"'
    for name, about in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
        ("config", "config"), ("draw", "drawing"),
    )
)  # fmt: skip
SHEETS = "application/vnd.oasis.opendocument.spreadsheet"


def cell(shown: str | None = None, **said: object) -> str:
    """A cell that shows a text; `value`, `kind` and the like are its attributes."""
    names = {
        "kind": "office:value-type", "value": "office:value", "date": "office:date-value",
        "string": "office:string-value", "boolean": "office:boolean-value", "formula": "table:formula",
        "again": "table:number-columns-repeated", "wide": "table:number-columns-spanned",
        "tall": "table:number-rows-spanned", "style": "table:style-name",
    }  # fmt: skip
    marks = "".join(f' {names[name]}="{one}"' for name, one in said.items())
    inside = "" if shown is None else f"<text:p>{shown}</text:p>"
    return f"<table:table-cell{marks}>{inside}</table:table-cell>"


def covered(many: int = 1) -> str:
    return f'<table:covered-table-cell table:number-columns-repeated="{many}"/>'


def number(value: object, shown: str | None = None, **said: object) -> str:
    return cell(str(value) if shown is None else shown, kind="float", value=value, **said)


def row(*cells: str, again: int = 1, visible: str = "visible") -> str:
    marks = f'table:number-rows-repeated="{again}" table:visibility="{visible}"'
    return f"<table:table-row {marks}>{''.join(cells)}</table:table-row>"


def column(again: int = 1, visible: str = "visible") -> str:
    return f'<table:table-column table:number-columns-repeated="{again}" table:visibility="{visible}"/>'


def sheet(*rows: str, name: str = "年报", style: str = "shown") -> str:
    return (
        f'<table:table table:name="{name}" table:style-name="{style}">{"".join(rows)}</table:table>'
    )


STYLES = (
    '<style:style style:name="shown" style:family="table"><style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="up" style:family="text"><style:text-properties style:text-position="33% 58%"'
    ' style:text-line-through-type="none"/></style:style>'
    '<style:style style:name="down" style:family="text"><style:text-properties style:text-position="sub 58%"/></style:style>'
    '<style:style style:name="out" style:family="text"><style:text-properties style:text-line-through-type="single"/></style:style>'
    '<style:style style:name="cell-out" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>'
)  # fmt: skip


def flat(*sheets: str, settings: str = "", kind: str = SHEETS, before: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {NAMES} office:mimetype="{kind}">{settings}'
        f"<office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:spreadsheet>"
        f"{before}{''.join(sheets)}</office:spreadsheet></office:body></office:document>"
    )


def packed(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return out.getvalue()


def ods(*sheets: str, **others: str) -> bytes:
    content = flat(*sheets).replace("office:document", "office:document-content")
    return packed({"mimetype": SHEETS, "content.xml": content, **others})


def shown(*cells: str) -> list[str]:
    """The cells of a row as they are read; it begins and ends with others."""
    ((found,),) = grids(flat(sheet(row(number(1), *cells, number(1)))))
    return found[1:-1]


SMALL = sheet(row(cell("甲"), cell("乙")))
