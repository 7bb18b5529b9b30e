"""RTF as Word, WPS, LibreOffice and small programs write it: each small file says what is on its paper."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

from gongkai.report.cell import Method, State
from gongkai.report.read import ReadError, read_bytes, read_document, read_file
from gongkai.report.read.blocks import Grid, Paragraph
from gongkai.report.read.word.rtf import read_rtf
from gongkai.report.write import write
from tests.fuzz.mutation import mutated
from tests.report.read.scan.test_scanned_reports import printed, unlike
from tests.report.read.scan.worn import saved
from tests.report.read.test_reading_files import assert_same
from tests.report.read.word.test_reading_doc import shapes

CORPUS = Path(__file__).parents[3] / "corpus"
CONVERTED = CORPUS / "converted"
HEAD = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f2\fcharset136 x;}{\f3\fcharset2 Symbol;}}"


def rtf(body: bytes | str, head: bytes = HEAD) -> bytes:
    """A file with this body; Chinese characters stand in it as Word writes them, each with a substitute."""
    if isinstance(body, str):
        body = b"".join(
            char.encode()
            if char.isascii()
            else b"".join(
                b"\\u%d\\'3f" % int.from_bytes(unit, "little", signed=True)
                for unit in _units(char.encode("utf-16-le"))
            )
            for char in body
        )
    return head + b"\n" + body + b"}"


def _units(data: bytes) -> list[bytes]:
    return [data[at : at + 2] for at in range(0, len(data), 2)]


def shown(body: bytes | str, head: bytes = HEAD) -> list[object]:
    """Paragraphs as their text; tables as (text, row, column, rows, columns) of each cell."""
    return [
        [(c.text, c.row, c.column, c.row_span, c.column_span) for c in block.cells]
        if isinstance(block, Grid)
        else block.text
        for block in read_document(rtf(body, head), "a.rtf").blocks
    ]


def row(*cells: str, edges: str = "", after: bool = False) -> str:
    """A row as Word writes it: divided before its cells and, `after` them, once more."""
    edges = edges or "".join(rf"\cellx{1000 * (i + 1)}" for i in range(len(cells)))
    division = (
        rf"\trowd \irow0\irowband0\ltrrow\ts11\trgaph108\trleft-108\trbrdrt\brdrs\brdrw10 {edges}"
    )
    text = "".join(
        rf"\pard\plain \ltrpar\ql\intbl {{\rtlch\fcs1 \af0 \ltrch\fcs0 {cell}\cell }}"
        for cell in cells
    )
    end = rf"\pard\plain \intbl {{{division if after else ''}\row }}"
    return f"{division}{text}{end}"


# ---- characters


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"\f1\'d5\'fe\'b8\'ae12", "政府12"),
        (rb"\f1\'d5" + b"\r\n" + rb"\'fe", "政"),
        (rb"{\f1\'d5}{\f1\'fe}", "政"),  # a character in two groups
        ("政府".encode("gbk"), "政府"),
        (rb"\f1\'81X", "乆"),  # the second byte is a letter
        (rb"\f1\'81\\", "乗"),  # or a backslash
        ("亅乗亇乷亐".encode("gbk"), "亅乗亇乷亐"),
        (b"\x81\x5c\x81\x7b\x81\x7d1", "乗亄亇1"),  # and a brace, plain
        (rb"\f2\'ac\'46", "政"),  # Big5
        (rb"\u25919?\u24220\'3f12", "政府12"),
        (rb"\uc2\u25919\'d5\'fe12", "政12"),
        (rb"{\uc0\u25919 }12", "政12"),
        (rb"\u25919\emdash 12", "政12"),  # a word for a character is the substitute
        (rb"\u25919\b 12", "政12"),  # no other word is
        (rb"{\u25919}12", "政12"),
        (rb"\uc0 \u55362\uc1 \u57271\'3f1", "𠮷1"),
        (rb"\u-10174?\u-8265?", "𠮷"),
        (rb"\u-10174?1", "\ufffd1"),
        (rb"\u-8265?1", "\ufffd1"),
        (rb"\u99999999999999?1", "\ufffd1"),
        (rb"\u134071?1", "𠮷1"),
        (rb"\f0 a\'b7b\'93c\'94", "a·b“c”"),
        (rb"\f0\'d5\'fe12", "政12"),  # declared Western, and Chinese all the same
        (rb"\ldblquote a\rdblquote\emdash\~b\_c\-d", "“a”—\xa0b-cd"),
        (rb"\\\{1\}", "\\{1}"),
        (rb"\f3 a\f0 1", "1"),  # a symbol is a picture, and beside words is nothing
        (rb"\u-3923?1", "1"),
    ],
)
def test_bytes_and_numbers_become_characters(body: bytes, text: str) -> None:
    assert shown(body) == [text]


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        (rb"{\rtf1\ansi\ansicpg1252", rb"\'d5\'fe", "Õþ"),
        (rb"{\rtf1\ansi", rb"\'d5\'fe", "政"),
        (rb"{\rtf1\ansi\ansicpg950", rb"\'ac\'46", "政"),
        (rb"{\rtf1\ansi\ansicpg65001", "政府".encode(), "政府"),
        (rb"{\rtf1\mac", rb"\'a5", "•"),
        (rb"{\rtf1\pc", rb"\'9c", "£"),
        (rb"{\rtf1\ansi{\fonttbl\f0\fcharset134 x;\f1\fcharset0 y;}", rb"\f0\'81X\f1\'b7", "乆·"),
        (rb"{\rtf1\ansi\ansicpg1252\deff7{\fonttbl{\f7\fnil\cpg936 x;}}", rb"\'d5\'fe", "政"),
    ],
)
def test_the_head_says_what_bytes_mean(head: bytes, body: bytes, text: str) -> None:
    assert shown(body, head) == [text]


# ---- what is shown and what is not


def test_lines_tabs_and_paragraphs() -> None:
    assert shown("甲\\line 乙\\tab 丙\\par\n丁\\\n戊\\sect 己") == ["甲\n乙\t丙", "丁", "戊", "己"]


@pytest.mark.parametrize(
    "left_out",
    [
        r"{\header \pard 页眉\par}",
        r"{\footerl 页脚}",
        r"{\super\chftn{\footnote \pard 脚注}}",
        r"{\*\annotation 批注}",
        r"{\*\bkmkstart 书签}{\*\bkmkend 书签}",
        r"{\listtext\pard\plain 一、\tab}",
        r"{\pntext\f3\'b7\tab}",
        r"{\*\unknown{\b 不认识}}",
        r"{\info{\title 别的题目}}",
        r"{\v 隐藏}",
        r"{\deleted\revauthdel1 删去}",
        r"{\mvf 移走}",
        r"{\xe\v 索引}",
        r"{\*\pict 8950}",
        r"{\nonshppict{\pict 8950}}",
        r"{\field{\*\fldinst PAGE {\b x}}{\fldrslt }}",
        r"{\upr{1}{\*\ud}}",
        r"{\*\shppict{\pict\pngblip\bin4 }}{{}}",
    ],
)
def test_what_is_no_text_of_the_page_is_left_out(left_out: str) -> None:
    assert shown(f"甲{left_out}乙") == ["甲乙"]


def test_what_is_no_group_of_its_own_leaves_nothing_out() -> None:
    assert shown(r"甲\header 乙") == ["甲乙"]


def test_a_group_that_is_told_twice_what_it_is_is_one_text() -> None:
    assert shown(r"前{\shptxt\shptxt 框}后") == ["框", "前后"]


def test_fields_show_their_result() -> None:
    inner = r"{\field{\*\fldinst QUOTE 7}{\fldrslt 7}}"
    link = rf'{{\field{{\*\fldinst HYPERLINK "http://x" {inner}}}{{\fldrslt 链{inner}}}}}接'
    assert shown(link) == ["链7接"]
    pinyin = r"{\field{\*\fldinst { EQ \\* jc0 \\o\\ad(\\s\\up 10(g\u333\'3fng),公)}}{\fldrslt }}开"
    assert shown(pinyin) == ["公开"]
    assert shown(pinyin.replace("fldrslt ", "fldrslt 公") + link) == ["公开链7接"]


def test_text_that_was_put_in_or_moved_here_or_stands_twice_is_read_once() -> None:
    assert shown(r"{\revised 补上}{\mvt 移来}{\upr{a}{\*\ud 甲}}") == ["补上移来甲"]


def test_raised_and_struck_figures_are_none_of_the_number() -> None:
    body = r"3{\super 1}{\sub 2}{\strike 7}{\striked1 8}\super 9\nosupersub\strike0 4"
    assert shown(body) == ["3¹₂7\u03368\u0336⁹4"]
    assert shown(r"\strike 1\plain 2") == ["1\u03362"]


def test_headings_by_their_level_and_by_their_style() -> None:
    styles = (
        r"{\stylesheet{\ql Normal;}{\s1 \sbasedon0 heading 1;}{\s2\outlinelevel3 x;}"
        r"{\s3{\*\keycode a} 标题 2;}{\*\cs4 heading 3;}}"
    )
    body = r"\pard\s1 甲\par\s2 乙\par\s3 丙\par\s1\outlinelevel9 丁\par\pard\outlinelevel0 戊\par\pard 己"
    blocks = read_document(rtf(styles + body), "a").blocks
    assert [(b.text, b.heading) for b in blocks if isinstance(b, Paragraph)] == [
        ("甲", 1), ("乙", 4), ("丙", 2), ("丁", None), ("戊", 1), ("己", None),
    ]  # fmt: skip


def test_a_text_box_is_read_once() -> None:
    old = r"{\*\do\dobxpage{\dptxbx{\dptxbxtext \pard 框\par}}}"
    new = (
        r"{\shp{\*\shpinst\shpleft0{\sp{\sn pib}{\sv {\pict 00}}}{\shptxt \pard 框\par}}"
        rf"{{\shprslt{old}}}}}"
    )
    assert shown(f"前{new}后") == shown(f"前{old}后") == ["框", "前后"]
    assert shown(row(f"5{new}", "6")) == [[("框\n5", 0, 0, 1, 1), ("6", 0, 1, 1, 1)]]


# ---- tables


@pytest.mark.parametrize("after", [False, True])
def test_edges_say_how_many_columns_a_cell_covers(after: bool) -> None:
    head = row("合并", "丙", edges=r"\cellx2000\cellx3000", after=after)
    assert shown(head + row("1", "2", "3", after=after) + r"\pard 后") == [
        [
            ("合并", 0, 0, 1, 2),
            ("丙", 0, 2, 1, 1),
            ("1", 1, 0, 1, 1),
            ("2", 1, 1, 1, 1),
            ("3", 1, 2, 1, 1),
        ],
        "后",
    ]


def test_edges_that_nearly_meet_are_one_unless_they_are_of_one_row() -> None:
    first = row("1", "2", edges=r"\cellx1000\cellx2000")
    second = row("3", "4", edges=r"\cellx1015\cellx1990")
    narrow = row("5", "6", "7", edges=r"\cellx1000\cellx1030\cellx2000")
    (grid,) = shown(first + second)
    assert grid == [(t, int(i > 1), i % 2, 1, 1) for i, t in enumerate("1234")]
    (grid,) = shown(narrow)
    assert grid == [("5", 0, 0, 1, 1), ("6", 0, 1, 1, 1), ("7", 0, 2, 1, 1)]
    (grid,) = shown(row("1", "2", "3", edges=r"\cellx1\cellx2\cellx3"))
    assert grid == [("1", 0, 0, 1, 1), ("2", 0, 1, 1, 1), ("3", 0, 2, 1, 1)]


def test_cells_merged_downwards_and_across() -> None:
    first = row("竖", "横", "", edges=r"\clvmgf\cltxlrtb\cellx1418\clmgf\cellx2836\clmrg\cellx4254")
    second = row("", "1", "2", edges=r"\clvmrg\cltxlrtb\cellx1418\cellx2836\cellx4254")
    assert shown(first + second) == [
        [("竖", 0, 0, 2, 1), ("横", 0, 1, 1, 2), ("1", 1, 1, 1, 1), ("2", 1, 2, 1, 1)]
    ]


def test_cells_merged_both_ways_at_once() -> None:
    first = row("大", "", "1", edges=r"\clmgf\clvmgf\cellx1000\clmrg\clvmgf\cellx2000\cellx3000")
    second = row("", "", "2", edges=r"\clmgf\clvmrg\cellx1000\clmrg\clvmrg\cellx2000\cellx3000")
    assert shown(first + second) == [[("大", 0, 0, 2, 2), ("1", 0, 2, 1, 1), ("2", 1, 2, 1, 1)]]


def test_a_cell_goes_on_below_a_border_that_was_moved_unless_it_would_cover_another() -> None:
    first = row("竖", "1", edges=r"\clvmgf\cellx1000\cellx2000")
    wider = row("", "2", edges=r"\clvmrg\cellx1100\cellx2000")
    narrower = row("", "3", edges=r"\clvmrg\cellx900\cellx2000")
    assert shown(first + wider) == [[("竖", 0, 0, 2, 1), ("1", 0, 1, 1, 2), ("2", 1, 2, 1, 1)]]
    assert shown(first + narrower) == [
        [("竖", 0, 0, 1, 2), ("1", 0, 2, 1, 1), ("", 1, 0, 1, 1), ("3", 1, 1, 1, 2)]
    ]


def test_a_row_is_divided_as_the_one_above_where_it_says_nothing() -> None:
    first = row("1", "2", edges=r"\cellx2000\cellx3000")
    rest = r"\pard\intbl 3\cell 4\cell\row" + row("5", "6", "7")
    (grid,) = shown(first + rest)
    assert [cell[1:] for cell in grid] == [  # type: ignore[attr-defined]
        (0, 0, 1, 2), (0, 2, 1, 1), (1, 0, 1, 2), (1, 2, 1, 1),
        (2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1),
    ]  # fmt: skip


def test_a_row_whose_division_is_another_rows_counts_its_cells() -> None:
    (grid,) = shown(row("1", "2", "3", edges=r"\cellx2000\cellx3000"))
    assert grid == [("1", 0, 0, 1, 1), ("2", 0, 1, 1, 1), ("3", 0, 2, 1, 1)]
    (grid,) = shown(row("1", "2", edges=r"\cellx3000\cellx2000"))
    assert grid == [("1", 0, 0, 1, 1), ("2", 0, 1, 1, 1)]


def test_a_cell_of_several_paragraphs_and_a_last_cell_without_end() -> None:
    (grid,) = shown(row(r"甲\par 乙\line 丙", "1"))
    assert grid == [("甲\n乙\n丙", 0, 0, 1, 1), ("1", 0, 1, 1, 1)]
    (grid,) = shown(r"\trowd\cellx1\cellx2\pard\intbl 甲\cell 1\row")
    assert grid == [("甲", 0, 0, 1, 1), ("1", 0, 1, 1, 1)]


def test_a_program_that_forgets_where_a_table_begins_and_ends() -> None:
    """Without \\intbl, and with \\intbl still set behind the table."""
    bare = r"\trowd\cellx1000\cellx2000 甲\par 乙\cell 1\par 2\cell\row 后\par"
    assert shown(bare) == ["甲", [("乙", 0, 0, 1, 1), ("1\n2", 0, 1, 1, 1)], "后"]
    left = r"\pard\intbl\trowd\cellx1000 1\cell\row 中\par\trowd\cellx1000 2\cell\row 后\par 完"
    assert shown(left) == [[("1", 0, 0, 1, 1)], "中", [("2", 0, 0, 1, 1)], "后", "完"]


def test_a_table_that_holds_tables_is_layout() -> None:
    inner = (
        r"\pard\intbl\itap2 1\par 0\nestcell\pard\intbl\itap2 2\nestcell"
        r"{\*\nesttableprops\trowd\trleft5\clvmgf\cellx700\cellx1500\nestrow}{\nonesttables\par}"
        r"\pard\intbl\itap2 \nestcell 3\nestcell"
        r"{\*\nesttableprops\trowd\trleft5\clvmrg\cellx700\cellx1500\nestrow}{\nonesttables\par}"
    )
    outer = (
        r"\trowd\cellx1000\cellx3000\pard\intbl 外\cell\pard\intbl 前\par "
        rf"{inner}\pard\intbl 后\cell\row"
    )
    assert shown(outer + r"\pard 完") == [
        "外",
        "前",
        [("1\n0", 0, 0, 2, 1), ("2", 0, 1, 1, 1), ("3", 1, 1, 1, 1)],
        "后",
        "完",
    ]


def test_a_source_counts_tables_rows_and_columns() -> None:
    body = row("甲", "1") + r"\pard 中\par " + row("乙", "2") + row("丙", "3")
    grids = [b for b in read_document(rtf(body), "a").blocks if isinstance(b, Grid)]
    places = [(c.source.table, c.source.row, c.source.column) for g in grids for c in g.cells]
    assert places == [(1, 1, 1), (1, 1, 2), (2, 1, 1), (2, 1, 2), (2, 2, 1), (2, 2, 2)]


INLINE = r"{\*\shppict{\pict\pngblip 89504e}}{\nonshppict{\pict\wmetafile8 0100}}"
FLOATING = r"{\shp{\*\shpinst{\sp{\sn pib}{\sv {\pict 8950}}}}{\shprslt{\pict 00}}}"
SYMBOL = r'{\field{\*\fldinst SYMBOL 45 \\f "Symbol" \\s 11}{\fldrslt\f3\fs22}}'


@pytest.mark.parametrize(
    ("inside", "state", "value"),
    [
        (INLINE, State.UNREADABLE, None),
        (r"{\pict\bin7 \}{\}\\}", State.UNREADABLE, None),
        (FLOATING, State.BLANK, None),  # a stamp
        (FLOATING + "4", State.NUMBER, 4),
        (SYMBOL + "4", State.UNREADABLE, None),
        (r"{\f3 -}4", State.UNREADABLE, None),
        (r"{\object\objemb{\*\objdata 00}{\result 4}}", State.UNREADABLE, None),
        (r"{\mmath{\*\moMath{\mr 1}}}", State.UNREADABLE, None),
        (r"{\field{\*\fldinst EQ \\f(1,2)}{\fldrslt }}", State.UNREADABLE, None),
        (r"{\field{\*\fldinst =SUM(ABOVE)}{\fldrslt 12}}", State.NUMBER, 12),
        (r"{\v 9}1", State.NUMBER, 1),
        ("", State.BLANK, None),
        ("0", State.NUMBER, 0),
    ],
)
def test_what_is_no_text_in_a_cell_is_never_a_number_nor_blank(
    inside: str, state: State, value: int | None
) -> None:
    heads = row("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
    body = (
        r"\pard 甲县教育局2024年政府信息公开工作年度报告\par 二、主动公开政府信息情况\par "
        + heads
        + row(f"{INLINE}规章", inside, "7", "8")
        + rf"\pard {INLINE}三、收到和处理政府信息公开申请情况\par"
    )
    cells = read_bytes(rtf(body), "年报.doc").cells  # as it is often named
    found = cells["disclosure.rules.issued"]
    assert (found.state, found.value) == (state, value)
    assert cells["disclosure.rules.repealed"].value == 7


# ---- pictures


def test_pictures_are_kept_once_each_where_they_stand() -> None:
    png = b"\x89PNG" + bytes(range(200))
    jpeg = b"\xff\xd8\xff" + b"}{\\" * 40
    digits = png.hex().encode()
    lines = b"\r\n".join(digits[at : at + 64] for at in range(0, len(digits), 64))
    one = (
        rb"{\*\shppict{\pict{\*\picprop{\sp{\sn a}{\sv 1}}}\picw1\pngblip\bliptag4711"
        + b"\n"
        + lines
    )
    old = rb"}}{\nonshppict{\pict\wmetafile8 " + digits + b"}}"
    two = rb"{\pict\jpegblip\bin%d " % len(jpeg) + jpeg + b"}"
    floating = (
        rb"{\shp{\*\shpinst{\sp{\sn pib}{\sv {\pict\pngblip" + b"\n" + digits[:400] + b"}}}}}"
    )
    other = (
        rb"{\pict\pngblip 00"
        + b"11" * 60
        + rb"}{\v"
        + two.replace(b"\xff\xd8\xff}", b"\xff\xd8\xff1")
        + b"}"
    )
    body = rb"1\par " + one + old + one + old + rb"2\par " + other + two + rb"\par " + floating
    document = read_rtf(rtf(body), "a")
    assert [b.text for b in document.blocks] == ["1", "2"]  # type: ignore[union-attr]
    assert [tuple(p) for p in document.pictures] == [(png, 2), (jpeg, 2), (png[:200], 2)]


def test_a_file_of_scanned_pages_is_read_as_a_scan() -> None:
    expected, pages = printed("xinyuan-2024")
    body = b"".join(
        rb"{\pict\pngblip" + b"\n" + saved([page], "png").hex().encode() + rb"}\par "
        for page in pages
    )
    report = read_bytes(rtf(body), "a.rtf")
    assert unlike(report, expected) == {}
    assert report.cells["requests.granted.total"].method is Method.RECOGNISED


# ---- real reports


def test_fields_merges_and_tables_in_tables_read_as_in_docx() -> None:
    """The text box of the .docx was lost when LibreOffice saved it."""
    expected = [one for one in shapes(CONVERTED / "features.docx") if one != ("框中文字12", None)]
    assert shapes(CONVERTED / "features.rtf") == expected


def test_what_is_hidden_raised_struck_or_a_picture_is_as_in_doc() -> None:
    assert shapes(CONVERTED / "unusual.rtf") == shapes(CONVERTED / "unusual.doc")


def test_no_place_of_a_table_is_covered_twice() -> None:
    for name in ("xinyuan-2024.rtf", "features.rtf"):
        for grid in read_document((CONVERTED / name).read_bytes(), name).blocks:
            if isinstance(grid, Grid):
                covered = [
                    (r, c)
                    for cell in grid.cells
                    for r in range(cell.row, cell.row + cell.row_span)
                    for c in range(cell.column, cell.column + cell.column_span)
                ]
                assert len(covered) == len(set(covered))


@pytest.mark.needs_libreoffice
def test_every_report_saved_as_rtf_keeps_every_cell(tmp_path: Path) -> None:
    names = []
    for path in sorted((CORPUS / "reports").glob("*.txt")):
        names.append(path.stem)
        (tmp_path / f"{path.stem}.docx").write_bytes(write(read_file(path), "docx"))
    profile = (tmp_path / "profile").as_uri()
    convert = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "rtf"]
    files = [str(tmp_path / f"{name}.docx") for name in names]
    done = subprocess.run(
        [*convert, "--outdir", str(tmp_path), *files], capture_output=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    for name in names:
        assert shapes(tmp_path / f"{name}.rtf") == shapes(tmp_path / f"{name}.docx"), name
        assert_same(read_file(tmp_path / f"{name}.rtf"), read_file(tmp_path / f"{name}.docx"))


# ---- broken files


def test_a_file_that_was_cut_anywhere_is_refused() -> None:
    data = rtf(r"\pard 甲\par " + row("1", "234") + row("5", "678"))
    assert len(read_document(data, "a").blocks) == 2
    for length in range(6, len(data)):
        with pytest.raises(ReadError, match="RTF 文件不完整，后面缺了一段。请重新下载"):
            read_document(data[:length], "a.rtf")


def test_what_follows_the_last_brace_is_not_looked_at() -> None:
    assert shown(rb"1}{\rtf1 2") == ["1"]
    assert [b.text for b in read_document(b"\xef\xbb\xbf\r\n" + rtf(b"1"), "a").blocks] == ["1"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (b"{" * 1_000_000, "一层套一层，深得不正常"),
        (rb"{\*\x " + b"{" * 1_000_000, "一层套一层，深得不正常"),
        (b"{}" * 2_500_000, "标记超过 400 万个"),
        (rb"{\pict\bin99999999999999999999 1}", "后面缺了一段"),
        (rb"{\*\x\bin2147483647 1}", "后面缺了一段"),
        (rb"a\par " * 250_000, "超过 500 万字或 20 万行"),
        (rb"\cell" * 250_000 + rb"\row", "表格超过 20 万格"),
        (rb"\itap40\nestcell\itap0\cell" * 20_000, "表格超过 20 万格"),
        (rb"{\b", "后面缺了一段"),
        (rb"\par", "没有文字"),
    ],
    ids=[
        "groups", "skipped groups", "pairs", "bin", "skipped bin", "lines", "cells", "tables",
        "open", "empty",
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(body: bytes, cause: str) -> None:
    with pytest.raises(ReadError, match=cause) as caught:
        read_document(rtf(body), "某年报.rtf")
    assert str(caught.value).startswith("某年报.rtf：") and caught.value.remedy


@pytest.mark.parametrize(
    "body",
    [
        rb"\trowd\cellx99999999999999999999\cellx-99999999999999999999 1\cell\cell\row",
        rb"\trowd" + rb"\cellx1" * 100_000 + rb" 1\cell\row",
        rb"\uc99999999999 \u25919 1",
        rb"\cellx" + b"9" * 5_000,
        rb"\bin-5 1\bin 1",
        rb"}}}}1",
        b"{\\shptxt " * 3_000 + b"1" + b"}" * 3_000,
        rb"{\stylesheet{\stylesheet{\s1 a;}}{\fldinst{\fldinst x\fldinst}}\ud}1",
        rb"\fonttbl\fldinst\pict\header 1",
        b"\\" + b"a" * 1_000_000,
    ],
)
def test_what_makes_no_sense_does_no_harm(body: bytes) -> None:
    try:
        read_document(rtf(b"0 " + body), "a")
    except ReadError as error:
        assert error.remedy


@pytest.mark.parametrize("name", ["features.rtf", "unusual.rtf"])
def test_broken_bytes_end_in_blocks_or_in_one_line(name: str) -> None:
    data = (CONVERTED / name).read_bytes()
    for number in range(150):
        try:
            read_document(mutated(data, random.Random(f"{name} {number}")), "a")
        except ReadError as error:
            assert error.cause and error.remedy
