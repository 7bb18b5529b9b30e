"""Word, web pages and data: the same report in another file is the same report."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.report.cell import State
from gongkai.report.model import Report
from gongkai.report.read import ReadError, read_bytes, read_document, read_file
from gongkai.report.read.blocks import Grid, Paragraph
from gongkai.report.write import write

CORPUS = Path(__file__).parents[2] / "corpus"
TEXTS = sorted(path.stem for path in (CORPUS / "reports").glob("*.txt"))


def assert_same(report: Report, expected: Report, *, but: frozenset[str] = frozenset()) -> None:
    assert {i: (c.state, c.value, c.raw) for i, c in report.cells.items() if i not in but} == {
        i: (c.state, c.value, c.raw) for i, c in expected.cells.items() if i not in but
    }
    for name in ("form", "agency", "agency_as_printed", "region", "year", "period_from"):
        assert getattr(report, name) == getattr(expected, name), name
    assert bare(report.title or "") == bare(expected.title or "")
    assert [(s.number, s.title, bare(s.text)) for s in report.sections] == [
        (s.number, s.title, bare(s.text)) for s in expected.sections
    ]
    assert bare(report.preamble) == bare(expected.preamble)
    assert [(f.metric, f.channel, f.value) for f in report.facts] == [
        (f.metric, f.channel, f.value) for f in expected.facts
    ]


def bare(text: str) -> str:
    """Without spaces and line ends: Word joins what a page broke, and spaces words by itself."""
    return "".join(text.split())


@pytest.mark.parametrize(
    "path", sorted((CORPUS / "converted").glob("*-20??.*")), ids=lambda path: path.name
)
def test_a_report_saved_by_libreoffice_is_the_same_report(path: Path) -> None:
    report, expected = read_file(path), read_file(CORPUS / "reports" / f"{path.stem}.txt")
    assert_same(report, expected)
    assert (report.signed_by, report.signed_on) == (expected.signed_by, expected.signed_on)


@pytest.mark.parametrize("name", TEXTS)
def test_word_as_we_write_it_reads_back(name: str) -> None:
    """Rows that the document lacks are printed empty in the official table, so they come back blank."""
    expected = read_file(CORPUS / "reports" / f"{name}.txt")
    report = read_bytes(write(expected, "docx"), "a.docx")
    absent = {i for i, c in expected.cells.items() if c.state is State.ABSENT}
    assert_same(report, expected, but=frozenset(absent))
    assert {report.cells[i].state for i in absent} <= {State.BLANK, State.ABSENT}


@pytest.mark.parametrize("kind", ["json", "html"])
def test_data_of_our_own_reads_back_equal(kind: str) -> None:
    expected = read_file(CORPUS / "reports" / "tacheng-2024.txt")
    assert read_bytes(write(expected, kind), "a") == expected


def test_data_of_our_own_that_was_changed_is_refused() -> None:
    data = write(read_file(CORPUS / "reports" / "tacheng-2024.txt"), "json")
    with pytest.raises(ReadError, match="不完整或被改动过"):
        read_bytes(data.replace(b'"raw": "151"', b'"raw": "151",,'), "a.json")


def test_merged_cells_of_word_are_listed_once_with_their_spans() -> None:
    data = write(read_file(CORPUS / "reports" / "jiyuan-2024.txt"), "docx")
    grids = [b for b in read_document(data, "a.docx").blocks if isinstance(b, Grid)]
    tall = [c for grid in grids for c in grid.cells if c.text.startswith("三、本年度办理结果")]
    assert [c.row_span for c in tall] == [22]
    for grid in grids:
        covered = [
            (r, c)
            for cell in grid.cells
            for r in range(cell.row, cell.row + cell.row_span)
            for c in range(cell.column, cell.column + cell.column_span)
        ]
        assert len(covered) == len(set(covered))  # no place is covered twice


def page(body: str, head: str = '<meta charset="utf-8">') -> str:
    return f"<!DOCTYPE html><html><head>{head}<title>年报</title></head><body>{body}</body></html>"


ARTICLE = """
<div class="nav"><a href="/">首页</a> &gt; <a>政府信息公开年度报告</a></div>
<script>var y = "2023年政府信息公开工作年度报告";</script>
<table width="100%"><tr><td>
<h1>某某县卫健委2024年政府信息公开工作年度报告</h1>
<p>本报告所列数据的统计期限自2024年1月1日起至<span>2024年12月31日</span>止。</p>
<p><strong>一、总体情况</strong></p><p>&nbsp;&nbsp;发布信息<b>30</b>条。</p>
<p>二、主动公开政府信息情况</p>
<table border="1"><tbody>
<tr><td colspan="4"><p>第二十条第（一）项</p></td></tr>
<tr><td>信息内容</td><td>本年<br>制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>0</td><td></td><td>&nbsp;</td></tr>
<tr><td>行政规范<wbr>性文件</td><td><p><span>1</span><span>2</span></p></td><td>/</td><td>３</td></tr>
<tr><td colspan="4">第二十条第（五）项</td></tr>
<tr><td>信息内容</td><td colspan="3">本年处理决定数量</td></tr>
<tr><td>行政许可</td><td colspan="3">1,051</td></tr>
</tbody></table>
</td></tr></table>
<footer>版权所有：某某县人民政府 电话：0999-1234567</footer>
"""


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", '<meta charset="utf-8">'),
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
        ("gb18030", '<meta charset="utf-8">'),  # a wrong declaration
        ("utf-8", '<meta charset="gb2312">'),  # the other wrong one
        ("gb18030", ""),
        ("utf-16", ""),
    ],
)
def test_a_page_in_any_encoding(encoding: str, head: str) -> None:
    report = read_bytes(page(ARTICLE, head).encode(encoding), "a.htm")
    assert report.title == "某某县卫健委2024年政府信息公开工作年度报告"
    assert (report.agency, report.year, report.form) == ("某某县卫生健康委员会", 2024, "2021")
    assert report.contact.telephone is None  # what stands in the page's foot is the site's
    section = report.section(1)
    assert section is not None and section.text == "发布信息30条。"
    row = [report.cells[f"disclosure.rules.{c}"] for c in ("issued", "repealed", "in_force")]
    assert [c.state for c in row] == [State.NUMBER, State.BLANK, State.BLANK]
    cells = report.cells
    assert report.value("disclosure.normative_documents.issued") == 12
    assert cells["disclosure.normative_documents.repealed"].state is State.NOT_APPLICABLE
    assert report.value("disclosure.normative_documents.in_force") == 3
    assert report.value("disclosure.licences.decisions") == 1051
    source = cells["disclosure.licences.decisions"].source
    assert source is not None and (source.table, source.row, source.column) == (1, 7, 2)


@pytest.mark.parametrize(
    ("inside", "state", "raw"),
    [
        ('<input value="６">', State.NUMBER, "６"),
        ("<textarea>6</textarea>", State.NUMBER, "6"),
        ("<select><option>1<option selected>6</select>", State.NUMBER, "6"),
        ('<form><input type="number" value="6"></form>', State.NUMBER, "6"),
        ('<input type="hidden" value="6">', State.BLANK, ""),
        ('<input type="button" value="6">', State.BLANK, ""),
        ('<img src="6.png">', State.UNREADABLE, "\ufffc"),
        ('<img src="minus.png">6', State.UNREADABLE, "\ufffc6"),
        ('<img src="dot.gif" width="1">6', State.NUMBER, "6"),
        ("<svg><text>6</text></svg>", State.UNREADABLE, "\ufffc"),
    ],
)
def test_fields_and_pictures_in_a_cell(inside: str, state: State, raw: str) -> None:
    body = ARTICLE.replace("<td>规章</td><td>0</td>", f"<td><img>规章</td><td>{inside}</td>")
    cell = read_bytes(page(body).encode(), "a.html").cells["disclosure.rules.issued"]
    assert (cell.state, cell.raw) == (state, raw)


def test_a_form_around_the_page_is_the_page() -> None:
    """As the systems of one maker write every page; the small form to search stays out."""
    search = '<form><input name="q">请输入关键字</form>'
    body = f'<form id="aspnetForm">{search}{ARTICLE}</form>'
    assert (
        read_document(page(body).encode(), "a").blocks
        == read_document(page(ARTICLE).encode(), "a").blocks
    )


def test_a_layout_table_is_read_through() -> None:
    blocks = read_document(page("<table><tr><td><table><tr><td>甲</td><td>乙</td></tr></table>"
                                "丙</td></tr></table>").encode(), "a").blocks  # fmt: skip
    assert [type(b) for b in blocks] == [Grid, Paragraph]


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


ENTITY = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>
<w:t>&x;</w:t></w:r></w:p></w:body></w:document>"""


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (zipped({"word/document.xml": ENTITY}), "DOCTYPE"),
        (zipped({"word/document.xml": b"<w:document"}), "不是完整的 XML"),
        (zipped({"word/document.xml": b"0" * 60_000_000}), "解开后超过"),
        (zipped({"word/document.xml": b"<a/>"})[:-30], "已损坏"),
        (zipped({"other.bin": b"1"}), "压缩包里没有能读的文件"),
        (b"PK\x03\x04 word/document.xml", "已损坏"),
    ],
    ids=["entity", "half xml", "bomb", "half zip", "zip", "no zip"],
)
def test_hostile_and_broken_packages_end_in_a_clear_error(data: bytes, cause: str) -> None:
    with pytest.raises(ReadError, match=cause) as caught:
        read_bytes(data, "某年报.docx")
    assert caught.value.remedy


def with_method(data: bytes, method: int) -> bytes:
    """A package whose members say that they are packed in another way."""
    way = method.to_bytes(2, "little")
    out = bytearray(data)
    for head, at in ((b"PK\x01\x02", 10), (b"PK\x03\x04", 8)):
        place = out.find(head)
        while place >= 0:
            out[place + at : place + at + 2] = way
            place = out.find(head, place + 1)
    return bytes(out)


def with_flag(data: bytes, flag: int) -> bytes:
    """A package whose members carry another mark."""
    out = bytearray(data)
    for head, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = out.find(head)
        while place >= 0:
            out[place + at] |= flag
            place = out.find(head, place + 1)
    return bytes(out)


@pytest.mark.parametrize("change", [(with_method, 98), (with_flag, 0x40), (with_flag, 0x20)])
@pytest.mark.parametrize(
    ("member", "cause"),
    [
        ("word/document.xml", "文件用了这里不能解的压缩或加密方式"),
        ("甲.txt", "压缩包用了这里不能解的压缩或加密方式"),
    ],
)
def test_a_way_of_packing_that_is_not_known_is_not_called_damage(
    change: tuple[Callable[[bytes, int], bytes], int], member: str, cause: str
) -> None:
    data = change[0](zipped({member: b"<a/>"}), change[1])
    with pytest.raises(ReadError, match=cause):
        read_bytes(data, "某年报.docx")


def test_a_locked_member_is_called_locked() -> None:
    with pytest.raises(ReadError, match="文件加了密码"):
        read_bytes(with_flag(zipped({"word/document.xml": b"<a/>"}), 0x01), "某年报.docx")


def test_a_table_nested_very_deep_ends() -> None:
    with pytest.raises(ReadError, match="深得不正常"):
        read_bytes(page("<table><tr><td>" * 3000 + "甲").encode(), "a.html")


def test_a_page_of_a_site_with_links_above_and_a_foot_below() -> None:
    above = "".join(
        f"<li><a>{word}</a></li>" for word in ["首页", "机构", "政府信息公开年度报告"] * 30
    )
    body = (
        f"<ul>{above}</ul><p>您的位置：首页 &gt; 政府信息公开年报</p>"
        "<h2>某某县教育局2024年政府信息公开工作年度报告</h2><p>索引号：123/2025-1</p>"
        "<p>一、总体情况</p><p>甲。</p><p>六、其他需要报告的事项</p><p>无。</p>"
        "<p>某某县教育局</p><p>2025年1月15日</p>"
        "<p>【打印】【关闭】</p><div>主办单位：某某县人民政府 电话：0999-1234567</div>"
    )
    report = read_bytes(page(body).encode(), "a.html")
    assert report.title == "某某县教育局2024年政府信息公开工作年度报告"
    assert (report.agency, report.signed_by) == ("某某县教育局", "某某县教育局")
    assert report.sections[-1].text == "无。"
    assert report.contact.telephone is None
    assert report.ending.startswith("某某县教育局\n2025年1月15日\n【打印】")


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_lines(body: str) -> list[str]:
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    read = read_document(zipped({"word/document.xml": document.encode()}), "a.docx")
    return [block.text for block in read.blocks if isinstance(block, Paragraph)]


def test_no_text_goes_with_the_looks_of_a_word_file() -> None:
    """Fonts are taken out before the XML is parsed; what tracks a change of fonts holds more elements."""
    plain = '<w:r><w:rPr><w:b/><w:rFonts w:ascii="a/b"/></w:rPr><w:t>甲</w:t></w:r>'
    tracked = "<w:r><w:rPr><w:b/><w:rPrChange><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>乙</w:t></w:r>"
    unusual = "<w:r><w:rPr><w:x>丙</w:x></w:rPr><w:t>丁</w:t></w:r>"
    assert word_lines(f"<w:p>{plain}{tracked}{unusual}{plain}</w:p>") == ["甲乙丁甲"]
    marked = "<w:r><w:t><![CDATA[<w:rPr></w:rPr>]]></w:t></w:r>"
    assert word_lines(f"<w:p>{plain}{marked}</w:p>") == ["甲<w:rPr></w:rPr>"]
