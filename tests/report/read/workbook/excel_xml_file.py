"""Workbooks as one XML file of Excel 2003, small ones."""

from __future__ import annotations

HEAD = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
NAMES = (
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40"'
)


def cell(value: object = None, kind: str = "String", **said: object) -> str:
    marks = "".join(f' ss:{name}="{one}"' for name, one in said.items())
    data = "" if value is None else f'<Data ss:Type="{kind}">{value}</Data>'
    return f"<Cell{marks}>{data}</Cell>"


def number(value: object, **said: object) -> str:
    return cell(value, "Number", **said)


def row(*cells: str, **said: object) -> str:
    marks = "".join(f' ss:{name}="{one}"' for name, one in said.items())
    return f"<Row{marks}>{''.join(cells)}</Row>"


def sheet(*rows: str, options: str = "", name: str = "年报", table: str = "") -> str:
    return (
        f'<Worksheet ss:Name="{name}"><Table{table}>{"".join(rows)}</Table>'
        f"<x:WorksheetOptions>{options}</x:WorksheetOptions></Worksheet>"
    )


def workbook(*sheets: str, styles: str = "", before: str = "") -> str:
    return f"{HEAD}<Workbook {NAMES}>{before}<Styles>{styles}</Styles>{''.join(sheets)}</Workbook>"


def style(name: str, inside: str = "", parent: str = "") -> str:
    of = f' ss:Parent="{parent}"' if parent else ""
    return f'<Style ss:ID="{name}"{of}>{inside}</Style>'


def shows(code: str) -> str:
    return f'<NumberFormat ss:Format="{code}"/>'


SMALL = workbook(sheet(row(cell("甲"), cell("某某县喆镕镇"))))  # characters that GB2312 has not
