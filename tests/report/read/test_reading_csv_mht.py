"""Values parted by signs, pages saved as one file, and pages that say the wrong encoding or none."""

from __future__ import annotations

import csv
import io
import random
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from gongkai.report.cell import State
from gongkai.report.read import ReadError, read_bytes, read_document, read_file
from gongkai.report.read.blocks import Grid, Paragraph
from gongkai.report.read.kinds import kind_of
from tests.report.read.distinct import WAYS, distinct
from tests.report.read.test_reading_files import ARTICLE, assert_same, page

CORPUS = Path(__file__).parents[2] / "corpus"
CONVERTED = CORPUS / "converted"
XINYUAN = CONVERTED / "xinyuan-2024.docx"
COLUMNS = ("issued", "repealed", "in_force")


def as_csv(path: Path, delimiter: str = ",") -> str:
    """A Word file as a spreadsheet saves it: a row a paragraph, every row of the same length."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(as_rows(path.read_bytes(), path.name))
    return out.getvalue()


def as_rows(data: bytes, name: str) -> list[list[str]]:
    """The rows of a file as a spreadsheet holds them."""
    rows: list[list[str]] = []
    for block in read_document(data, name).blocks:
        if isinstance(block, Grid):
            for cells in block.rows:
                row: list[str] = []
                for cell in cells:
                    row += [""] * (cell.column - len(row)) + [cell.text]
                rows.append(row)
        else:
            rows.append([block.text])
    width = max(map(len, rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_whole_report_as_csv_is_the_same_report(encoding: str, delimiter: str) -> None:
    data = as_csv(XINYUAN, delimiter).encode(encoding)
    assert kind_of(data).id == "csv"
    report = read_bytes(data, "a.csv")
    assert_same(report, read_file(XINYUAN))
    source = report.cells["disclosure.licences.decisions"].source
    assert source is not None and (source.table, source.row, source.column) == (1, 44, 2)


def test_a_csv_that_a_program_saved_of_merged_cells_is_the_same_report() -> None:
    # LibreOffice leaves a column of nothing wherever a merged cell reached over two
    saved, sheet = (CONVERTED / f"xinyuan-2024.{kind}" for kind in ("csv", "xls"))
    assert_same(read_file(saved), read_file(sheet))


@pytest.mark.parametrize("at", [(2,), (3, 4), (5, 5, 9), (0, 10)])
def test_columns_of_nothing_move_no_value(at: tuple[int, ...]) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(CONVERTED / "hongze.wps"), newline="")))
    for column in at:
        rows = [[*row[:column], "", *row[column:]] for row in rows]
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    report = read_bytes(out.getvalue().encode(), "a.csv")
    assert_same(report, read_file(CONVERTED / "hongze.wps"))


def test_a_column_without_values_below_its_head_stays() -> None:
    rows = [
        "南山县教育局2023年政府信息公开工作年度报告,,,,",
        "二、主动公开政府信息情况,,,,",
        "信息内容,本年制发件数,,本年废止件数,现行有效件数",
        "规章,0,,,2",
        "行政规范性文件,3,,,14",
    ]
    report = read_bytes("\n".join(rows).encode(), "a.csv")
    cells = [report.cells[f"disclosure.normative_documents.{c}"] for c in COLUMNS]
    assert [(c.state, c.value) for c in cells] == [
        (State.NUMBER, 3),
        (State.BLANK, None),
        (State.NUMBER, 14),
    ]


@pytest.mark.parametrize(("more", "state"), [("", State.NUMBER), ("1", State.UNREADABLE)])
def test_without_heads_only_the_sums_tell_that_a_column_is_none(more: str, state: State) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(CONVERTED / "hongze.wps"), newline="")))
    heads = {"申请人情况", "自然人", "商业企业"}
    rows = [row for row in rows if heads.isdisjoint(text.replace("\n", "") for text in row)]
    received = next(row for row in rows if row[0].startswith("一、本年新收"))
    received[9] += more  # its total
    out = io.StringIO(newline="")
    csv.writer(out).writerows([*row[:5], "", *row[5:]] for row in rows)
    report = read_bytes(out.getvalue().encode(), "a.csv")
    states = {c.state for k, c in report.cells.items() if k.startswith("requests.received.")}
    assert states == {state}


@pytest.mark.parametrize("seed", range(12))
def test_columns_of_nothing_beside_blank_cells_and_lost_heads_give_no_wrong_figure(
    seed: int,
) -> None:
    chance = random.Random(seed)
    one, blank = distinct(seed, zeros=chance.choice([0.0, 0.3, 0.95])), set()
    column = chance.randrange(7)  # of table three, without a figure
    for row_id, row, labels in one.rows():
        for at in range(len(row) - labels):
            if (labels == 3 and at == column) or chance.random() < 0.04:
                row[labels + at] = ""
                blank.add((row_id, at))
    rows = as_rows(WAYS["page.html"](one.doc).encode(), "a.html")
    if seed % 4 == 0:
        rows = [row for row in rows if {"自然人", "商业企业"}.isdisjoint(row)]
    for _ in range(chance.randrange(1, 4)):
        place = chance.randrange(1, len(rows[0]) + 1)
        rows = [[*row[:place], "", *row[place:]] for row in rows]
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    assert one.wrong(out.getvalue(), "a.csv", blank) == []


def test_text_with_commas_is_text() -> None:
    lines = [
        "数据 1,051 件，2,048 件",
        "共 12 件",
        "收到 1,200 件，办结 1,100 件，结转 100 件",
        "完",
    ]
    assert kind_of("\n".join(lines * 9).encode()).id == "text"
    for path in (CORPUS / "reports").glob("*.txt"):
        assert kind_of(path.read_bytes()).id == "text"
    assert kind_of(b'{"a": 1,\n"b": 2,\n"c": 3,\n"d": 4}').id == "text"


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("甲,乙,丙\n" * 9 + '"' + "丁" * 200_000, "引号不成对"),
        (",," * 5 + "\n" + ",,\n" * 70_000, "超过 20 万格"),
    ],
    ids=["open quote", "endless"],
)
def test_a_csv_that_cannot_be_read_says_why(text: str, cause: str) -> None:
    with pytest.raises(ReadError, match=cause):
        read_bytes(text.encode(), "a.csv")


def mht(html: bytes, charset: str | None, encoding: str, *, wrapped: bool = False) -> bytes:
    """A saved page with a picture and a frame beside it, as Word and old browsers write it."""
    message = MIMEMultipart("related")
    message["From"] = "<由 Microsoft Internet Explorer 保存>"
    part = MIMEText("", "html")
    del part["Content-Transfer-Encoding"]
    del part["Content-Type"]
    part["Content-Type"] = f'text/html; charset="{charset}"' if charset else "text/html"
    part["Content-Transfer-Encoding"] = encoding
    part.set_payload(html.decode("latin-1"))
    if encoding != "8bit":
        import base64
        import quopri

        encode = base64.encodebytes if encoding == "base64" else quopri.encodestring
        part.set_payload(encode(html).decode("ascii"))
    holder = message
    if wrapped:
        holder = MIMEMultipart("alternative")
        message.attach(holder)
        holder.attach(MIMEText("别的", "plain", "utf-8"))
    holder.attach(part)
    message.attach(MIMEText("<p>页眉里的字 99</p>", "html", "utf-8"))
    return (
        message.as_bytes()
        if encoding != "8bit"
        else message.as_string().encode("latin-1", "replace")
    )


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize(
    ("page_encoding", "charset", "head"),
    [
        ("gb18030", "gb2312", ""),
        ("gb18030", None, ""),
        ("gb18030", "utf-8", ""),
        ("utf-8", "gb2312", '<meta charset="gb2312">'),
        ("utf-16", "unicode", ""),
    ],
)
@pytest.mark.parametrize("wrapped", [False, True])
def test_a_page_saved_as_one_file(
    page_encoding: str, charset: str | None, head: str, encoding: str, wrapped: bool
) -> None:
    data = mht(page(ARTICLE, head).encode(page_encoding), charset, encoding, wrapped=wrapped)
    assert kind_of(data).id == "mht"
    found = read_document(data, "a.doc")  # Word names such files .doc as well
    expected = read_document(page(ARTICLE).encode(), "a.html")
    assert (found.kind, found.blocks) == ("mht", expected.blocks)


def test_a_page_saved_by_chromium_is_the_page() -> None:
    path = CORPUS / "converted" / "xinyuan-2024.mht"
    assert read_document(path.read_bytes(), "a").kind == "mht"
    assert read_file(path) == read_file(path.with_suffix(".html"))


def test_a_message_without_a_page_says_so() -> None:
    data = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\n1\n--x--"
    with pytest.raises(ReadError, match=r"^a\.mht：文件里没有网页"):
        read_bytes(data, "a.mht")
    plain = MIMEText("甲\n乙", "plain", "utf-8").as_bytes()
    assert [b.text for b in read_document(plain, "a").blocks if isinstance(b, Paragraph)] == [
        "甲",
        "乙",
    ]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "iso-8859-1"),
        ("gb18030", "iso-8859-1"),
        ("gb18030", "windows-1252"),
        ("gb18030", "big5"),
        ("gb18030", "utf-16"),
        ("gb18030", "hex"),
        ("utf-8", "utf-16"),
        ("utf-16-le", "gb2312"),
        ("utf-16-be", ""),
    ],
)
def test_a_wrong_declaration_is_not_believed(encoding: str, declared: str) -> None:
    head = f'<meta charset="{declared}">' if declared else ""
    report = read_bytes(page(ARTICLE, head).encode(encoding), "a.htm")
    assert report.title == "某某县卫健委2024年政府信息公开工作年度报告"
    assert report.value("disclosure.licences.decisions") == 1051


TRADITIONAL = """<h1>2024年政府資訊公開工作年度報告</h1><p>一、總體情況</p><p>本機關全年主動公開政府資訊二十三件。</p>
<table><tr><td>資訊內容</td><td>本年製發件數</td></tr><tr><td>規章</td><td>12</td></tr></table>"""


@pytest.mark.parametrize("declared", ["big5", "", "gb2312", "utf-8"])
def test_a_page_in_big5_is_read_whatever_it_declares(declared: str) -> None:
    head = f'<meta charset="{declared}">' if declared else ""
    data = page(TRADITIONAL, head).encode("big5hkscs", "xmlcharrefreplace")
    assert read_document(data, "a").blocks == read_document(page(TRADITIONAL).encode(), "a").blocks


def test_a_text_in_big5_is_read() -> None:
    text = "2024年政府資訊公開工作年度報告\n本機關全年主動公開政府資訊二十三件。"
    blocks = read_document(text.encode("big5hkscs"), "a.txt").blocks
    assert [b.text for b in blocks if isinstance(b, Paragraph)] == text.split("\n")


def test_a_few_damaged_bytes_do_not_lose_a_page() -> None:
    data = page(ARTICLE, "").encode("gb18030")
    at = (
        data.index("索引".encode("gb18030"))
        if "索引".encode("gb18030") in data
        else data.index("首页".encode("gb18030"))
    )
    report = read_bytes(data[: at + 1] + b"\xff" + data[at + 2 :], "a.htm")
    assert report.title == "某某县卫健委2024年政府信息公开工作年度报告"
    assert report.cells["disclosure.rules.repealed"].state is State.BLANK


def message(*parts: bytes) -> bytes:
    head = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="=b"\n\n'
    return head + b"".join(b"--=b\n" + part + b"\n" for part in parts) + b"--=b--\n"


@pytest.mark.parametrize("tag", ["frameset><frame", "body><p>首页</p><iframe"])
def test_a_page_in_a_frame_is_the_page(tag: str) -> None:
    holder = f'<html><{tag} src="main.htm"></html>'.encode()
    kinds = b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    data = message(kinds + holder, kinds + b"<p>1</p>", kinds + page(ARTICLE).encode())
    expected = read_document(page(ARTICLE).encode(), "a.html")
    assert read_document(data, "a.mht").blocks == expected.blocks


def test_spaces_behind_the_sign_of_a_line_that_goes_on_are_none_of_it() -> None:
    import quopri

    body = quopri.encodestring(page(ARTICLE).encode("gb18030")).replace(b"=\n", b"=  \n")
    kinds = b"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
    expected = read_document(page(ARTICLE).encode(), "a.html")
    assert read_document(message(kinds + body), "a.mht").blocks == expected.blocks
