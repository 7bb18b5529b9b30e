"""What Word and WPS write and LibreOffice does not: each small file says exactly what is on its paper."""

from __future__ import annotations

import pytest

from gongkai.report.cell import State
from gongkai.report.read import read_bytes
from tests.report.read.word_xml import STRICT, W, blocks, cell, p, run, table, word_file


def shown(*body: str) -> list[object]:
    return blocks(word_file("".join(body)))


def texts(*rows: str) -> list[str]:
    (grid,) = shown(table(*rows))
    assert isinstance(grid, list)
    return [one[0] for one in grid]


def test_the_strict_form_of_the_format_is_read() -> None:
    body = p(run("甲")) + table(cell(run("1")) + cell(run("2")))
    assert blocks(word_file(body, names=STRICT)) == blocks(word_file(body, names=W)) != []


def test_the_document_is_where_the_package_says() -> None:
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    data = word_file(p(run("甲")), main="word/document2.xml", others={"_rels/.rels": relation})
    assert blocks(data) == ["甲"]


def test_hidden_text_and_hidden_rows_are_left_out() -> None:
    hidden, shown_again = "<w:b/><w:vanish/>", '<w:vanish w:val="0"/>'
    assert shown(p(run("1", hidden), run("2", shown_again), run("3"))) == ["23"]
    mark = "<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>"  # only the end of the paragraph is hidden
    assert shown(p(mark, run("甲"))) == ["甲"]
    gone = f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell(run('9'))}</w:tr>"
    assert texts(cell(run("1")), gone, cell(run("2"))) == ["1", "2"]


def test_raised_and_struck_figures_are_none_of_the_number() -> None:
    raised, struck = '<w:vertAlign w:val="superscript"/>', "<w:b/><w:strike/>"
    plain = '<w:vertAlign w:val="baseline"/><w:strike w:val="0"/><w:dstrike w:val="false"/>'
    assert shown(p(run("3"), run("1", raised), run("7", struck), run("8", plain))) == ["3¹7\u03368"]


def test_a_row_deleted_in_a_tracked_change_is_gone() -> None:
    deleted = "<w:del><w:r><w:delText>9</w:delText></w:r></w:del>"
    row = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell(deleted)}</w:tr>'
    (grid,) = shown(table(cell(run("1")), row, cell(run("2"))))
    assert grid == [("1", 0, 0, 1, 1), ("2", 1, 0, 1, 1)]


def test_the_pronunciation_above_a_word_is_no_text() -> None:
    ruby = f"<w:ruby><w:rubyPr/><w:rt>{run('gōng')}</w:rt><w:rubyBase>{run('公')}</w:rubyBase></w:ruby>"
    assert shown(p(f"<w:r>{ruby}</w:r>", run("开"))) == ["公开"]


@pytest.mark.parametrize("wrap", ["sdt", "customXml", "smartTag", "AlternateContent"])
def test_what_wraps_paragraphs_rows_or_cells_moves_no_cell(wrap: str) -> None:
    before, after = {
        "sdt": ("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        "customXml": ('<w:customXml w:element="a">', "</w:customXml>"),
        "smartTag": ("<w:smartTag>", "</w:smartTag>"),
        "AlternateContent": (
            '<mc:AlternateContent><mc:Choice Requires="wps">',
            "</mc:Choice><mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent>",
        ),
    }[wrap]
    wrapped_row = f"{before}<w:tr>{cell(run('3')) + cell(run('4'))}</w:tr>{after}"
    first = f"<w:tr>{before}{cell(run('1'))}{after}{cell(run('2'))}</w:tr>"
    body = f"{before}{p(run('甲'))}{after}<w:tbl>{first}{wrapped_row}</w:tbl>"
    assert shown(body) == [
        "甲",
        [("1", 0, 0, 1, 1), ("2", 0, 1, 1, 1), ("3", 1, 0, 1, 1), ("4", 1, 1, 1, 1)],
    ]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p(run('框'))}</w:txbxContent>"
    choice = (
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
    )
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    both = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    alone = f"<w:r><mc:AlternateContent>{fallback}</mc:AlternateContent></w:r>"
    assert shown(p(both, run("主"))) == shown(p(alone, run("主"))) == ["框", "主"]
    assert texts(cell(both + run("5")) + cell(run("6"))) == ["5\n框", "6"]


def test_cells_merged_across_in_the_old_way() -> None:
    merged = (
        cell(run("1"), '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell(run("3"))
    )
    (grid,) = shown(table(merged))
    assert grid == [("1", 0, 0, 1, 2), ("3", 0, 2, 1, 1)]


def test_a_width_that_is_no_number_is_one_column() -> None:
    wide = [cell(run("1"), f'<w:gridSpan w:val="{said}"/>') for said in ("2", "²", "①", "两")]
    (grid,) = shown(table("".join(wide)))
    assert grid == [("1", 0, at, 1, width) for at, width in ((0, 2), (2, 1), (3, 1), (4, 1))]


INLINE = "<w:r><w:drawing><wp:inline/></w:drawing></w:r>"
FLOATING = "<w:r><w:drawing><wp:anchor/></w:drawing></w:r>"
MINUS = '<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>'


def formula(inside: str) -> str:
    return f"<m:oMath>{inside}</m:oMath>"


HALF = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"


@pytest.mark.parametrize(
    ("inside", "state", "value"),
    [
        (INLINE, State.UNREADABLE, None),
        (FLOATING, State.BLANK, None),  # a stamp
        (FLOATING + run("4"), State.NUMBER, 4),
        (MINUS + run("4"), State.UNREADABLE, None),
        ("<w:r><w:object/></w:r>", State.UNREADABLE, None),
        ('<w:r><w:pict><v:shape style="position:absolute"/></w:pict></w:r>', State.BLANK, None),
        (formula("<m:r><m:t>12</m:t></m:r>"), State.NUMBER, 12),
        (formula(HALF), State.UNREADABLE, None),
    ],
    ids=["picture", "stamp", "stamp and figure", "symbol", "object", "line", "formula", "fraction"],
)
def test_what_is_no_text_in_a_cell_is_never_a_number_nor_blank(
    inside: str, state: State, value: int | None
) -> None:
    report = read_bytes(word_file(sections(cell(inside))), "a.docx")
    found = report.cells["disclosure.rules.issued"]
    assert (found.state, found.value) == (state, value)
    assert report.cells["disclosure.rules.repealed"].value == 7


def sections(issued: str) -> str:
    heads = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
    return (
        p(run("甲县教育局2024年政府信息公开工作年度报告"))
        + p(run("二、主动公开政府信息情况"))
        + table(
            "".join(cell(run(head)) for head in heads),
            cell(INLINE + run("规章")) + issued + cell(run("7")) + cell(run("8")),
        )
        + p(INLINE + run("三、收到和处理政府信息公开申请情况"))
    )


def test_text_is_hidden_raised_or_struck_by_a_style_of_its_own() -> None:
    def style(name: str, looks: str, base: str = "") -> str:
        based = f'<w:basedOn w:val="{base}"/>' if base else ""
        return f'<w:style w:styleId="{name}">{based}<w:rPr>{looks}</w:rPr></w:style>'

    styles = style("h", "<w:vanish/>") + style("up", '<w:vertAlign w:val="superscript"/>')
    styles += (
        style("out", "<w:strike/>")
        + style("on", "", "out")
        + style("in", '<w:strike w:val="0"/>', "out")
    )
    styles += style("round", "", "around") + style("around", "", "round")
    held = {"word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>'}

    def said(*inside: str) -> list[object]:
        return blocks(word_file(p(*inside), others=held))

    def of(name: str, more: str = "") -> str:
        return f'<w:rStyle w:val="{name}"/>{more}'

    assert said(run("9", of("h")), run("3"), run("1", of("up")), run("7", of("on"))) == [
        "3¹7\u0336"
    ]
    assert said(run("8", of("in")), run("5", of("round")), run("4", of("none"))) == ["854"]
    shown_again = of("h", '<w:vanish w:val="0"/>'), of("out", '<w:strike w:val="0"/>')
    assert said(*(run("6", looks) for looks in shown_again)) == ["66"]
    plain = of("up", '<w:vertAlign w:val="baseline"/>')
    assert said(run("2", plain)) == ["2"]
    hidden = '<w:pPr><w:pStyle w:val="h"/></w:pPr>'
    assert blocks(word_file(p(hidden, run("甲")) + p(run("乙")), others=held)) == ["乙"]
