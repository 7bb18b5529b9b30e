"""OpenDocument sheets: what each cell shows, where it stands, what is hidden, what is refused."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path

import pytest

from gongkai.report.cell import State
from gongkai.report.read import ReadError, read_bytes, read_document, read_file
from gongkai.report.read.blocks import Grid
from gongkai.report.read.kinds import kind_of
from tests.fuzz.mutation import broken, mutated

CONVERTED = Path(__file__).parents[3] / "corpus" / "converted"
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


def grids(data: str | bytes) -> list[list[list[str]]]:
    data = data.encode() if isinstance(data, str) else data
    return [
        [[one.text for one in row] for row in block.rows]
        for block in read_document(data, "a").blocks
        if isinstance(block, Grid)
    ]


def shown(*cells: str) -> list[str]:
    """The cells of a row as they are read; it begins and ends with others."""
    ((found,),) = grids(flat(sheet(row(number(1), *cells, number(1)))))
    return found[1:-1]


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


def test_a_text_below_a_merged_cell_is_refused() -> None:
    text = flat(sheet(row(cell("高", tall=2), cell("甲")), row(cell("乙"), cell("丙"))))
    with pytest.raises(ReadError, match="「年报」有两个单元格占着同一个位置"):
        read_document(text.encode(), "a.fods")


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
    found = read_bytes(report(fees, zeros).encode(), "a.fods")
    one = found.cells["disclosure.fees.amount"]
    assert (one.state, str(one.value), one.raw) == (state, value, raw)
    assert found.value("disclosure.compulsory_measures.decisions") == 5
    assert (found.agency, found.year) == ("某某县教育局", 2024)


SMALL = sheet(row(cell("甲"), cell("乙")))
LOCK = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"


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


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (ods(SMALL, **{"META-INF/manifest.xml": LOCK}), "加了密码"),
        (packed({"mimetype": SHEETS, "encrypted-package": "?", "META-INF/manifest.xml": LOCK}), "加了密码"),
        (ods(SMALL)[:-30], "已损坏"),
        (packed({"mimetype": SHEETS, "content.xml": flat(SMALL)[:-40]}), "不是完整的 XML"),
        (packed({"mimetype": SHEETS, "content.xml": "<!DOCTYPE a>" + flat(SMALL)[39:]}), "DOCTYPE"),
        (packed({"mimetype": SHEETS, "content.xml": f"<office:document {NAMES}/>"}), "没有工作表"),
        (ods(sheet(row(cell("甲", again="很多")))), "已损坏"),
        (ods(sheet(row(cell("甲", again=0)))), "已损坏"),
        (ods(sheet(row(cell("甲", again="9" * 10)))), "已损坏"),
        (ods(sheet(row(cell("甲", again=16_384), again=1_048_576))), "1048576 行 16384 列"),
        (ods(sheet(row(cell(again=16_383), cell("甲")), row(cell(), again=99), row(cell("甲")))), "101 行 16384 列"),
        (ods(sheet(row(cell("一" * 1000, again=1000), again=100))), "500 万字"),
        (ods(*[sheet(row(cell("甲", again=150_000)))] * 7), "20 万格"),
        (ods(sheet(row(cell()))), "没有文字"),
    ],
    ids=[
        "locked", "all locked", "cut", "cut inside", "doctype", "no sheets", "words", "none", "endless", "corner",
        "far", "long", "many sheets", "empty",
    ],
)  # fmt: skip
def test_what_is_not_sound_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said) as caught:
        read_document(data, "a.ods")
    assert caught.value.remedy


def test_a_cell_that_spans_everything_is_read_where_it_stands() -> None:
    wide = cell("甲", wide=16_384, tall=1_048_576)
    assert grids(flat(sheet(row(wide), row(cell("乙"), cell("丙"))))) == [
        [["甲", ""], ["乙", "丙"]]
    ]


def test_cut_off_anywhere_it_is_refused() -> None:
    for name, step in (("office-sheet.ods", 997), ("looks.fods", 1499)):
        data = (CONVERTED / name).read_bytes()
        for end in range(200, len(data) - 30, step):
            with pytest.raises(ReadError):
                read_bytes(data[:end], "a.ods")


def test_broken_at_random_it_ends_in_a_report_or_a_refusal() -> None:
    chance = random.Random(2006)
    packed_, flat_ = (
        (CONVERTED / name).read_bytes() for name in ("office-sheet.ods", "looks.fods")
    )
    for n in range(120):
        data = mutated(packed_, chance) if n % 2 else broken(flat_, chance)
        try:
            read_bytes(data, "a.ods")
        except ReadError as error:
            assert error.cause and error.remedy
