"""OpenDocument sheets: what each cell shows, where it stands, what is hidden."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai.report.cell import State
from gongkai.report.read import ReadError, read_bytes, read_document, read_file
from gongkai.report.read.blocks import Grid
from gongkai.report.read.kinds import kind_of
from tests.report.read.workbook.alike import CONVERTED, grids, has_fees
from tests.report.read.workbook.ods_file import (
    NAMES,
    SHEETS,
    SMALL,
    STYLES,
    cell,
    column,
    covered,
    flat,
    number,
    ods,
    packed,
    row,
    sheet,
    shown,
)


@pytest.mark.parametrize(
    ("saved", "usual"),
    [
        ("looks.fods", "looks.xlsx"),
        ("office-sheet.ods", "office-sheet.xlsx"),
        ("xinyuan-2024.ods", "xinyuan-2024.xls"),
    ],
)
def test_a_workbook_saved_by_libreoffice_is_the_same_workbook(saved: str, usual: str) -> None:
    document, expected = (
        read_document((CONVERTED / name).read_bytes(), "a") for name in (saved, usual)
    )
    assert document.kind == "ods"
    assert document.blocks == expected.blocks
    assert read_file(CONVERTED / saved).cells == read_file(CONVERTED / usual).cells


@pytest.mark.needs_libreoffice
def test_other_workbooks_of_the_corpus_saved_by_libreoffice_are_the_same(tmp_path: Path) -> None:
    import subprocess

    names = ["xinyuan-tables.xls", "small.xls", "looks.xls"]
    for kind in ("ods", "fods"):
        subprocess.run(
            [
                "soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
                "--convert-to", kind, "--outdir", str(tmp_path), *[str(CONVERTED / n) for n in names],
            ],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        for name in names:
            saved = (tmp_path / name).with_suffix(f".{kind}").read_bytes()
            usual = (CONVERTED / name).read_bytes()
            assert read_document(saved, "a").blocks == read_document(usual, "a").blocks


def test_a_million_empty_rows_and_columns_are_nothing() -> None:
    end = cell(again=16_380)
    text = flat(
        sheet(
            column(16_384),
            row(cell("甲"), cell(again=2), number(1), end),
            row(cell(again=16_384), again=3),
            row(number(2, again=2), end),
            row(number(3), covered(9_999), end, again=2),
            row(cell(again=16_384), again=1_048_570, visible="collapse"),
        )
    )
    assert grids(text) == [
        [["甲", "", "", "1"], ["2", "2", "", ""], ["3", "", "", ""], ["3", "", "", ""]]
    ]
    (block,) = read_document(text.encode(), "a").blocks
    assert isinstance(block, Grid)
    assert [one.source.row for one in block.rows] == [1, 5, 6, 7]


def test_merged_cells_span_and_what_they_cover_is_not_read() -> None:
    over = "<table:covered-table-cell><text:p>9</text:p></table:covered-table-cell>"
    text = flat(
        sheet(
            row(cell("高", tall=2), cell("宽", wide=2), over, cell("尾")),
            row(over, number(2), number(3), number(4)),
        )
    )
    (block,) = read_document(text.encode(), "a").blocks
    assert isinstance(block, Grid)
    assert [(c.text, c.row, c.column, c.row_span, c.column_span) for c in block.cells] == [
        ("高", 0, 0, 2, 1),
        ("宽", 0, 1, 1, 2),
        ("尾", 0, 3, 1, 1),
        ("2", 1, 1, 1, 1),
        ("3", 1, 2, 1, 1),
        ("4", 1, 3, 1, 1),
    ]


def test_groups_and_headers_are_rows_and_columns() -> None:
    columns = f"<table:table-header-columns>{column()}</table:table-header-columns>{column()}"
    columns += (
        f'<table:table-column-group table:display="false">{column()}</table:table-column-group>'
    )
    rows = row(cell("甲"), cell("乙"), cell("丙"))
    text = flat(
        sheet(
            columns,
            f"<table:table-header-rows>{rows}</table:table-header-rows>",
            f"<table:table-row-group><table:table-rows>{row(number(1), number(2))}</table:table-rows>"
            f'<table:table-row-group table:display="false">{row(number(8), number(9))}</table:table-row-group>'
            "</table:table-row-group>",
        )
    )
    assert grids(text) == [[["甲", "乙"], ["1", "2"]]]


def test_hidden_sheets_rows_and_columns_are_not_read() -> None:
    numbers = [number(n) for n in range(4)]
    first = sheet(
        column(),
        column(2, "collapse"),
        column(),
        row(*numbers),
        row(*numbers, again=2, visible="collapse"),
        row(*numbers, visible="filter"),
        row(*[number(10 + n) for n in range(4)]),
    )
    text = flat(first, sheet(row(*numbers), style="gone"), sheet(row(number(7), number(8))))
    assert grids(text) == [[["0", "3"], ["10", "13"]], [["7", "8"]]]
    blocks = read_document(text.encode(), "a").blocks
    assert [block.source.table for block in blocks] == [1, 3]  # hidden sheets are counted
    last = blocks[0]
    assert isinstance(last, Grid)
    assert last.rows[1].source.row == 5


def test_deleted_cells_of_tracked_changes_are_no_sheet() -> None:
    gone = f"<table:tracked-changes><table:deletion>{row(number(9))}</table:deletion></table:tracked-changes>"
    assert grids(flat(sheet(row(number(1), number(2))), before=gone)) == [[["1", "2"]]]


def test_a_cell_shows_its_paragraphs() -> None:
    remark = "<office:annotation><text:p>99</text:p></office:annotation><text:p>5</text:p>"
    assert shown(
        cell("甲</text:p><text:p>乙"),
        cell("甲<text:s text:c='2'/>乙<text:tab/>丙<text:line-break/>丁"),
        cell("\n    甲\n    乙\n"),
        "<table:table-cell>" + remark + "</table:table-cell>",
        cell("<text:a>链</text:a><text:span>接</text:span>"),
        cell("1<text:note><text:note-citation>2</text:note-citation></text:note>"),
        cell("<text:ruby><text:ruby-base>甲</text:ruby-base><text:ruby-text>jiǎ</text:ruby-text></text:ruby>"),
    ) == ["甲\n乙", "甲  乙\t丙\n丁", "甲 乙", "5", "链接", "1", "甲"]  # fmt: skip


def test_what_is_raised_lowered_or_struck_is_none_of_the_number() -> None:
    assert shown(
        cell('12<text:span text:style-name="up">3</text:span>'),
        cell('1<text:span text:style-name="down">2</text:span>'),
        cell('<text:span text:style-name="out">7</text:span>8'),
        number(9, style="cell-out"),
        cell('7<text:span text:style-name="no such">8</text:span>'),
    ) == ["12³", "1₂", "7̶8", "9̶", "78"]


def test_a_style_of_the_content_is_not_one_of_the_same_name_elsewhere() -> None:
    """Headers and footers have styles of their own, counted from T1 too."""
    turned = {"single": "none", "33%": "0%", '"true"': '"false"', '"false"': '"true"'}
    plain = re.sub("|".join(turned), lambda found: turned[found[0]], STYLES)
    root = "office:document-styles"
    others = f"<{root} {NAMES}><office:automatic-styles>{plain}</office:automatic-styles></{root}>"
    struck = cell('<text:span text:style-name="out">7</text:span>')
    gone = sheet(row(number(8), number(9)), style="gone")
    assert grids(ods(sheet(row(number(1), struck)), gone, **{"styles.xml": others})) == [
        [["1", "7̶"]]
    ]


def test_a_number_is_what_its_program_wrote_out() -> None:
    assert shown(
        number("471.5600001", "471.56"),
        number(1234567, "1,234,567"),
        number("0.2561", "25.61%"),
        number(12, "12件"),
        number("471.56", "¥471.56"),
        number(-4, "-4"),
        number(-4, "4"),  # red says that it is less than 0
        number(-4, "(4)"),
        number(-4, "减4"),
        number("-0.001", "0.00"),
        number(0, "<text:s/>- "),
        number(0, ""),
    ) == [
        "471.56",
        "1,234,567",
        "25.61%",
        "12件",
        "471.56",
        "-4",
        "-4",
        "-4",
        "减4",
        "0.00",
        "-",
        "",
    ]


def test_a_value_that_its_program_did_not_write_out() -> None:
    assert shown(
        cell(kind="float", value="471.56000000000006"),
        cell(kind="percentage", value="0.2561"),
        cell(kind="currency", value="12"),
        cell(kind="string", string="甲"),
        cell(kind="boolean", boolean="true"),
        cell(kind="date", date="2024-01-15"),
        cell(kind="float", value="很多"),
    ) == ["471.56", "25.61%", "12", "甲", "true", "2024年1月15日", "很多"]


def test_dates_are_dates() -> None:
    assert shown(
        cell("15.1.24", kind="date", date="2024-01-15"),
        cell("一月", kind="date", date="2024-01-15T08:30:00"),
        cell("一月", kind="date", date="昨天"),
        cell("08:30", kind="time"),
    ) == ["2024年1月15日", "2024年1月15日", "一月", "08:30"]


def settings(value: str) -> str:
    item = f'<config:config-item config:name="ShowZeroValues" config:type="boolean">{value}</config:config-item>'
    return f"<office:settings><config:config-item-set>{item}</config:config-item-set></office:settings>"


def report(fees: str, shows_zeros: str = "true") -> str:
    rows = [["某某县教育局2024年政府信息公开工作年度报告"], ["二、主动公开政府信息情况"]]
    rows += [
        ["信息内容", "本年处理决定数量"],
        ["行政许可", "3"],
        ["行政处罚", "4"],
        ["行政强制", "5"],
    ]
    rows += [["信息内容", "本年收费金额（单位：万元）"]]
    made = [row(*map(cell, one)) for one in rows]
    return flat(sheet(*made, row(cell("行政事业性收费"), fees)), settings=settings(shows_zeros))


@pytest.mark.parametrize(
    ("fees", "zeros", "state", "value", "raw"),
    [
        (number("471.5600001", "471.56"), "true", State.NUMBER, "471.56", "471.56"),
        (number("0"), "true", State.NUMBER, "0", "0"),
        (number("0"), "false", State.BLANK, "None", ""),
        (cell(), "true", State.BLANK, "None", ""),
        (cell("#REF!", kind="string", formula="of:=[.#REF!]"), "true", State.UNREADABLE, "None", "#REF!"),
        (cell("#N/A", kind="string"), "true", State.UNREADABLE, "None", "#N/A"),
        (number("0", "#DIV/0!", formula="of:=1/0"), "false", State.UNREADABLE, "None", "#DIV/0!"),
        (cell("Err:502", kind="string", formula="of:=A()"), "true", State.UNREADABLE, "None", "Err:502"),
        (number("0", "Err:508"), "true", State.UNREADABLE, "None", "Err:508"),
        (cell(formula="of:=SUM([.B4:.B6])"), "true", State.UNREADABLE, "None", "=SUM([.B4:.B6])"),
        (cell(kind="float", value="", formula="of:=SUM([.B4:.B6])"), "true", State.UNREADABLE, "None",
         "=SUM([.B4:.B6])"),
        (number("12", formula="of:=SUM([.B4:.B6])"), "true", State.NUMBER, "12", "12"),
        (cell(kind="float", value="12", formula="of:=SUM([.B4:.B6])"), "true", State.NUMBER, "12", "12"),
        (cell("", kind="string", string="", formula="of:=&quot;&quot;"), "true", State.BLANK, "None", ""),
    ],
)  # fmt: skip
def test_a_cell_is_what_the_sheet_shows(
    fees: str, zeros: str, state: State, value: str, raw: str
) -> None:
    has_fees(report(fees, zeros).encode(), "a.fods", (state, value, raw))


def test_it_is_told_by_its_content() -> None:
    for members in (
        {"mimetype": SHEETS, "content.xml": flat(SMALL)},
        {"mimetype": f"{SHEETS}-template", "content.xml": flat(SMALL)},
        {"content.xml": flat(SMALL)},  # a program left out what it is
    ):
        assert grids(packed(members)) == [[["甲", "乙"]]]
    assert grids(flat(SMALL).encode("utf-16")) == [[["甲", "乙"]]]
    others = "application/vnd.oasis.opendocument.presentation"
    for data in (
        packed({"mimetype": others, "content.xml": "<a/>"}),
        flat(SMALL, kind=others).encode(),
    ):
        assert kind_of(data).id == "opendocument"
        with pytest.raises(ReadError, match="OpenDocument 文件，但不是文本或表格，不能读"):
            read_bytes(data, "a.ods")
