"""Files people have: real workbooks, CSV in two encodings, headings of many systems."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Collection, Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from gongkai.office.registers.models import Kind
from gongkai.office.registers.services import RowData
from gongkai.office.registers.services.rows import Likeness, problems
from gongkai.office.registers.sheets import Preview, SheetError, preview, read_grid
from gongkai.office.registers.sheets.columns import find_columns
from gongkai.office.registers.sheets.preview import ImpossibleDayError, parse_amount, parse_day

TODAY = date(2026, 10, 21)
HEAD = "决定文书号,许可内容,许可类别,办理类型,许可决定日期\n"
LINE = "云卫许〔2026〕7号,医疗机构执业登记,普通,延续,2026-03-02\n"
SEVENTH = RowData(
    number="云卫许〔2026〕7号",
    subject="医疗机构执业登记",
    decided_on=date(2026, 3, 2),
    category="普通",
    sub_kind="renewal",
)


def look(
    text: str | bytes,
    kind: Kind = Kind.LICENCES,
    existing: Collection[tuple[str, date, str]] = (),
    name: str = "a.csv",
    alike: Collection[Likeness] = (),
) -> Preview:
    data = text.encode() if isinstance(text, str) else text

    def held(numbers: Iterable[str]) -> set[tuple[str, date, str]]:
        asked = set(numbers)
        return {key for key in existing if key[0] in asked}

    return preview(
        kind,
        read_grid(name, data),
        as_of=TODAY,
        existing=held,
        alike=lambda days: {one for one in alike if one[0] in set(days)},
        sections={},
    )


def workbook(rows: list[list[object]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("空")
    sheet = book.add_worksheet("台账")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for r, line in enumerate(rows):
        for c, cell in enumerate(line):
            if isinstance(cell, date):
                sheet.write_datetime(r, c, datetime(cell.year, cell.month, cell.day), day)
            else:
                sheet.write(r, c, cell)
    book.close()
    return out.getvalue()


ROWS: list[list[object]] = [
    ["2026年行政许可台账"],
    ["序号", "决定文书号*", "许可内容", "许可类别", "办理类型", "许可决定日期"],
    [1, "云卫许〔2026〕7号", "医疗机构执业登记", "普通", "延续", date(2026, 3, 2)],
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_csv_of_both_encodings(encoding: str, newline: str) -> None:
    found = look((HEAD + LINE).replace("\n", newline).encode(encoding))
    assert found.rows == ((2, SEVENTH),)
    assert (found.errors, found.duplicates, found.notices, found.ready) == ((), (), (), True)


def test_a_workbook_with_a_title_an_empty_sheet_and_real_dates() -> None:
    found = look(workbook(ROWS), name="许可.xlsx")
    assert found.rows == ((3, SEVENTH),)
    assert found.unused == ("序号",)


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("target", ["xlsx", "xls", "ods"])
def test_a_workbook_saved_by_libreoffice(tmp_path: Path, target: str) -> None:
    (tmp_path / "in.xlsx").write_bytes(workbook(ROWS))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            str(tmp_path / "out"),
            str(tmp_path / "in.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    data = (tmp_path / "out" / f"in.{target}").read_bytes()
    assert look(data, name=f"许可.{target}").rows == ((3, SEVENTH),)


def test_field_names_of_credit_publicity() -> None:
    licences = (
        "XK_XDR_MC,XK_XDR_ZJHM,XK_WSH,XK_XKLB,XK_NR,XK_JDRQ\n张某,1,甲1号,普通,登记,2026/3/2\n"
    )
    found = look(licences)
    assert [(r.number, r.category, r.subject) for _, r in found.rows] == [("甲1号", "普通", "登记")]
    assert found.unused == ("XK_XDR_MC", "XK_XDR_ZJHM")
    penalties = (
        "CF_WSH(行政处罚决定书文号),CF_WFXW(违法行为类型),CF_CFLB,CF_NR_FK,CF_JDRQ\n"
        "罚1号,未取得许可,罚款,0.2,20260302\n"
    )
    found = look(penalties, Kind.PENALTIES)
    assert [(r.number, r.subject, r.category, r.decided_on) for _, r in found.rows] == [
        ("罚1号", "未取得许可", "罚款", date(2026, 3, 2))
    ]
    older = "CF_WSH,CF_CFMC,CF_CFLB1,CF_JDRQ\n罚2号,未公示,警告,2017年5月1日\n"
    assert look(older, Kind.PENALTIES).rows[0][1].subject == "未公示"


def test_every_wrong_line_says_what_and_where() -> None:
    found = look(
        HEAD
        + LINE
        + "2号,登记,普通,,2026-13-02\n"
        + ",登记,普通,,2026-03-02\n"
        + "4号,登记,普通,补办,三月\n"
        + "\n"
        + "6号,登记,普通,,2026-12-31\n"
    )
    assert [e.sentence for e in found.errors] == [
        "第 3 行“决定日期”是 2026-13-02，没有这一天。",
        "第 4 行：决定文书号没有填写。",
        "第 5 行“决定日期”是“三月”，不是日期。请写成 2026-03-02 的样子。",
        "第 5 行“办理类型”是“补办”，应当是新办、延续或者变更，也可以空着。",
        "第 7 行：决定日期 2026-12-31 还没有到。",
    ]
    assert (found.lines, found.ready) == (5, False)


def test_duplicates_are_left_out_and_same_numbers_pointed_at() -> None:
    existing = {("云卫许〔2026〕7号", date(2026, 3, 2), "普通"), ("8号", date(2020, 1, 1), "")}
    found = look(
        HEAD + LINE + "8号,登记,,,2026-03-02\n9号,登记,,,2026-03-02\n9号,登记,,,2026-03-02\n"
        "9号,登记,,,2026-03-03\n",
        existing=existing,
    )
    assert [line for line, _ in found.rows] == [3, 4, 6]
    assert [d.sentence for d in found.duplicates] == [
        "第 2 行的决定文书号“云卫许〔2026〕7号”在 2026-03-02 已经登记过，不再写入。",
        "第 5 行的决定文书号“9号”与第 4 行相同，只写入一次。",
    ]
    assert [n.line for n in found.notices] == [3, 6]


def test_fees_in_yuan_and_in_ten_thousand() -> None:
    yuan = look('收费日期,收费项目,金额（元）\n2026-03-02,考务费,"1,234.50"\n', Kind.FEES)
    assert yuan.rows[0][1] == RowData(
        number="",
        subject="考务费",
        decided_on=date(2026, 3, 2),
        category="考务费",
        amount=Decimal("1234.50"),
    )
    more = look("收费日期,收费项目,金额（万元）\n2026-03-02,考务费,0.2\n", Kind.FEES)
    assert more.rows[0][1].amount == Decimal(2000)
    wrong = look("收费日期,收费项目,金额\n2026-03-02,甲,\n2026-03-02,乙,两百\n", Kind.FEES)
    assert [e.sentence for e in wrong.errors] == [
        "第 2 行“金额”是空的。没有收费的行请删去，收费为零的填 0。",
        "第 3 行“金额”是“两百”，不是数。请只填数，单位写在列名里。",
    ]


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("a.csv", b"", "文件是空的"),
        ("a.pdf", b"%PDF", "不能读“.pdf”文件"),
        ("a.xlsx", b"PK\x03\x04broken", "可能已经损坏"),
        ("a.xls", b"nothing", "打不开"),
        ("a.csv", b"\xff\xfe\xff\xff\x81", "编码"),
        ("a.csv", HEAD.encode(), "没有内容"),
        ("a.csv", b"a,b\n1,2\n", "没有找到 “决定文书号”、“事项”、“决定日期” 这几列"),
        ("a.csv", b"x\n" * 10_002, "一次最多 10000 行"),
    ],
)
def test_what_is_no_register(name: str, data: bytes, part: str) -> None:
    with pytest.raises(SheetError, match=part.replace("（", "（")):
        look(data, name=name)


DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@given(DAYS)
def test_a_day_written_any_way_is_that_day(day: date) -> None:
    for text in (
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month:02}.{day.day:02}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day} 00:00:00",
    ):
        assert parse_day(text) == day
    with pytest.raises(ImpossibleDayError):
        parse_day(f"{day.year}-02-30")


@given(st.integers(0, 10**15))
def test_an_amount_is_read_exactly(fen: int) -> None:
    amount = Decimal(fen).scaleb(-2)
    assert parse_amount(f"{amount:,}") == amount
    assert parse_amount(f"¥{amount}") == amount
    if fen < 10**13:
        assert parse_amount(float(amount)) == amount


@pytest.mark.parametrize(
    "text", ["1e999990", "1E+06", "1_000", "NaN", "Infinity", "0x10", "9" * 21, "1.2.3", ".", "-"]
)
def test_an_amount_is_plain_digits(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        parse_amount(text)


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("1e999990", "amount-too-large"),
        ("1e999999", "amount-too-large"),
        ("1000000000000.01", "amount-too-large"),
        ("1000000000000", None),
        ("0.00999999999999999999999999999999", "amount-too-fine"),
        ("1e-999999", "amount-too-fine"),
        ("1.005", "amount-too-fine"),
        ("1.500", None),
        ("0e999999", None),
        ("-1e999999", "amount-negative"),
    ],
)
def test_an_amount_is_bounded_before_anything_is_computed(amount: str, code: str | None) -> None:
    row = RowData(number="", subject="甲", decided_on=TODAY, amount=Decimal(amount))
    assert [said for said, _ in problems(Kind.FEES, row, TODAY)] == ([code] if code else [])


def test_rows_without_a_number_that_are_equal_are_pointed_at() -> None:
    line = "2026-03-02,考务费,100\n"
    held = (date(2026, 3, 3), "考务费", Decimal("100.00"), "考务费")
    found = look(
        "收费日期,收费项目,金额\n" + line + line + "2026-03-03,考务费,100\n2026-03-03,考务费,1\n",
        Kind.FEES,
        alike=[held],
    )
    assert [n.sentence for n in found.notices] == [
        "第 3 行没有编号，日期、类别、金额和事项都与第 2 行相同，会各写入一条。同一笔的请删去一行。",
        "第 4 行没有编号，日期、类别、金额和事项都与台账里的一条相同，会再写入一条。"
        "同一笔的请删去这一行。",
    ]
    assert [line for line, _ in found.rows] == [2, 3, 4, 5]


def test_the_line_of_headings_is_the_one_with_most_fields() -> None:
    found = find_columns(Kind.LICENCES, [["编号"], ["文号", "事项", "日期"], ["1", "2", "3"]])
    assert (found.heading_at, found.of) == (1, {"number": 0, "subject": 1, "decided_on": 2})


def test_a_day_number_of_a_spreadsheet_is_said_and_not_guessed() -> None:
    grid = [["决定文书号", "事项", "决定日期"], ["1号", "登记", "46082"], ["2号", "登记", 46082.0]]
    found = preview(
        Kind.LICENCES,
        grid,
        as_of=date(2026, 10, 21),
        existing=lambda _: set(),
        alike=lambda _: set(),
        sections={},
    )
    assert [one.sentence for one in found.errors] == [
        f"第 {n} 行“决定日期”是“46082”，像是表格软件的日期序号。请把这一列设成日期格式再导入。"
        for n in (2, 3)
    ]
    assert found.rows == ()
