"""OpenDocument text: the same document saved as .docx and as .odt is the same, and each rule of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.report.read import ReadError, read_document
from gongkai.report.read.blocks import Grid, Paragraph
from tests.report.read.hostile import zipped
from tests.report.read.word_xml import blocks

CONVERTED = Path(__file__).parents[3] / "corpus" / "converted"
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name if name != "draw" else "drawing"}:1.0"'
    for name in ("office", "text", "table", "style", "draw", "manifest")
)
MIMETYPE = "application/vnd.oasis.opendocument.text"
#: How text of each style looks; the last takes after another.
STYLES = """
<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties style:text-position="-33% 58%"/></style:style>
<style:style style:name="T4" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="T5" style:family="text"><style:text-properties style:text-position="0% 100%"/></style:style>
<style:style style:name="T6" style:family="text" style:parent-style-name="T4"/>
<style:style style:name="T1" style:family="paragraph"><style:text-properties fo:color="red" xmlns:fo="f"/></style:style>
<style:style style:name="P1" style:family="paragraph"><style:text-properties text:display="none"/></style:style>
<style:style style:name="L1" style:family="text" style:parent-style-name="L2"/>
<style:style style:name="L2" style:family="text" style:parent-style-name="L1"/>
"""


def content(body: str, root: str = "document-content", more: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:{root} {_NAMES} {more}><office:automatic-styles>{STYLES}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:{root}>"
    )


def odt(body: str, **others: str) -> bytes:
    members = {"mimetype": MIMETYPE, "content.xml": content(body), **others}
    return zipped({name: text.encode() for name, text in members.items()})


def shown(*body: str) -> list[object]:
    return blocks(odt("".join(body)))


def p(*inside: str, **marks: str) -> str:
    said = "".join(f' text:{name.replace("_", "-")}="{value}"' for name, value in marks.items())
    return f"<text:p{said}>{''.join(inside)}</text:p>"


def span(text: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def cell(inside: str = "", **marks: str) -> str:
    said = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in marks.items())
    return f"<table:table-cell{said}>{inside}</table:table-cell>"


def row(*cells: str, marks: str = "") -> str:
    return f"<table:table-row{marks}>{''.join(cells)}</table:table-row>"


def table(*rows: str) -> str:
    return f"<table:table>{''.join(rows)}</table:table>"


@pytest.mark.parametrize("name", ["features.odt", "features.fodt", "unusual.odt"])
def test_what_libreoffice_saved_is_the_same_document(name: str) -> None:
    found = read_document((CONVERTED / name).read_bytes(), name).blocks
    word = CONVERTED / f"{name.split('.')[0]}.docx"
    assert found == read_document(word.read_bytes(), word.name).blocks
    assert any(isinstance(block, Grid) for block in found)


def test_the_kind_is_told_by_the_content() -> None:
    flat = content(p("甲"), "document", f'office:mimetype="{MIMETYPE}"').encode()
    for data in (flat, odt(p("甲"))):
        document = read_document(data, "a.doc")
        assert (document.kind, document.blocks) == ("odt", (Paragraph("甲"),))


def test_white_space_is_what_the_file_says_it_is() -> None:
    assert shown(p("\n  甲\n  乙", '<text:s text:c="3"/>', "1<text:tab/>2<text:s/>3")) == [
        "甲 乙   1\t2 3"
    ]
    assert shown(p("甲<text:line-break/>乙<text:soft-page-break/>丙")) == ["甲\n乙丙"]
    assert len(str(shown(p("甲", '<text:s text:c="99999999"/>', "乙"))[0])) == 102


def test_hidden_raised_and_struck_text_is_as_it_looks() -> None:
    assert shown(p("3", span("1", "T2"), span("2", "T3"), span("7", "T4"), span("8", "T5"))) == [
        "3¹₂7\u03368"
    ]
    assert shown(p(span("9", "T1"), "3", span("5", "T6"), span("4", "L1"))) == ["35\u03364"]
    assert shown(p("甲", style_name="P1"), p("乙", style_name="T1")) == ["乙"]


def test_a_style_of_the_text_is_not_one_of_the_same_name_elsewhere() -> None:
    """Headers and footers have styles of their own, counted from T1 too."""
    plain = '<style:style style:name="T4" style:family="text"><style:text-properties style:text-line-through-style="none"/></style:style>'
    root = "office:document-styles"
    others = f"<{root} {_NAMES}><office:automatic-styles>{plain}</office:automatic-styles></{root}>"
    assert blocks(odt(p("1", span("2", "T4")), **{"styles.xml": others})) == ["12̶"]


def test_text_that_is_hidden_on_a_condition_says_whether_it_is() -> None:
    def on(hidden: str) -> str:
        return f'<text:hidden-text text:is-hidden="{hidden}">9</text:hidden-text>'

    assert shown(p("1", on("true"), on("false"))) == ["19"]
    mark = '<text:hidden-paragraph text:is-hidden="true"/>'
    assert shown(p(mark, "甲"), p("乙")) == ["乙"]
    assert shown(f'<text:section text:display="none">{p("甲")}</text:section>', p("乙")) == ["乙"]


def test_what_was_deleted_is_left_out_where_it_stands_in_the_text_too() -> None:
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        f"{p('8')}</text:deletion></text:changed-region>"
        '<text:changed-region text:id="c2"><text:insertion/></text:changed-region></text:tracked-changes>'
    )
    start, end = (
        '<text:change-{} text:change-id="{}"/>'.format(*one)
        for one in (("start", "c1"), ("end", "c1"))
    )
    new = '<text:change-start text:change-id="c2"/>5<text:change-end text:change-id="c2"/>'
    assert shown(changes, p("1", start, "2<text:s/>"), p("3", end, "4", new)) == ["1", "45"]


def test_notes_remarks_and_pronunciations_are_no_text() -> None:
    note = f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('注')}</text:note-body></text:note>"
    remark = f"<office:annotation>{p('批')}</office:annotation>"
    ruby = "<text:ruby><text:ruby-base>公</text:ruby-base><text:ruby-text>gōng</text:ruby-text></text:ruby>"
    assert shown(p(ruby, "开", note, remark)) == ["公开"]
    assert shown(table(row(cell(p("3", note)), cell(remark + p("4"))))) == [
        [("3", 0, 0, 1, 1), ("4", 0, 1, 1, 1)]
    ]


def test_a_picture_in_a_cell_of_figures_is_not_nothing() -> None:
    def picture(anchor: str) -> str:
        return f'<draw:frame text:anchor-type="{anchor}"><draw:image/></draw:frame>'

    first, second, third = picture("as-char"), p("甲", picture("as-char")), picture("paragraph")
    assert shown(table(row(cell(p(first)), cell(second), cell(p("1", third))))) == [
        [("￼", 0, 0, 1, 1), ("甲", 0, 1, 1, 1), ("1", 0, 2, 1, 1)]
    ]


def test_text_boxes_are_read_once() -> None:
    box = (
        f'<draw:frame text:anchor-type="char"><draw:text-box>{p("框")}</draw:text-box></draw:frame>'
    )
    assert shown(p("前", box, "后")) == ["框", "前后"]
    assert shown(box, p("甲")) == ["框", "甲"]
    assert shown(table(row(cell(p("1", box))))) == [[("1\n框", 0, 0, 1, 1)]]


def test_spans_covered_cells_and_repeats() -> None:
    covered = "<table:covered-table-cell/>"
    rows = (
        row(
            cell(p("甲"), number_rows_spanned="2"),
            cell(p("乙"), number_columns_spanned="2"),
            covered,
        ),
        row(covered, cell(p("0"), number_columns_repeated="2")),
    )
    head = f"<table:table-header-rows>{rows[0]}</table:table-header-rows>"
    assert shown(table(head, rows[1])) == [
        [("甲", 0, 0, 2, 1), ("乙", 0, 1, 1, 2), ("0", 1, 1, 1, 1), ("0", 1, 2, 1, 1)]
    ]
    twice = row(cell(p("1")), marks=' table:number-rows-repeated="2"')
    hidden = row(cell(p("9")), marks=' table:visibility="collapse"')
    assert shown(table(hidden, twice)) == [[("1", 0, 0, 1, 1), ("1", 1, 0, 1, 1)]]


def test_a_table_that_holds_tables_is_layout() -> None:
    assert shown(table(row(cell(p("外")), cell(p("前") + table(row(cell(p("1")))))))) == [
        "外",
        "前",
        [("1", 0, 0, 1, 1)],
    ]


def test_lists_and_directories_are_read_through_and_headings_known() -> None:
    listed = f"<text:list><text:list-item>{p('甲')}<text:list><text:list-item>{p('乙')}</text:list-item></text:list></text:list-item></text:list>"
    assert shown(listed, "<text:h text:outline-level='2'>丙</text:h>") == ["甲", "乙", "丙"]
    (block,) = read_document(odt("<text:h text:outline-level='2'>丙</text:h>"), "a").blocks
    assert block == Paragraph("丙", heading=2)


@pytest.mark.parametrize(
    "endless",
    [
        table(row(cell(p("1"), number_columns_repeated="16384"))),
        table(row(cell(p("1")), marks=' table:number-rows-repeated="1048576"')),
    ],
)
def test_a_table_without_end_is_refused(endless: str) -> None:
    with pytest.raises(ReadError, match="万格，不像一份年报"):
        read_document(odt(endless), "a.odt")


def test_a_locked_file_says_so() -> None:
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    with pytest.raises(ReadError, match="加了密码"):
        read_document(odt("", **{"META-INF/manifest.xml": manifest}), "a.odt")


def test_a_file_without_text_says_so() -> None:
    with pytest.raises(ReadError, match="文件里没有文字"):
        read_document(odt(""), "a.odt")
    broken = zipped({"mimetype": MIMETYPE.encode(), "content.xml": b"<office:document"})
    with pytest.raises(ReadError, match="不是完整的 XML"):
        read_document(broken, "a.odt")
