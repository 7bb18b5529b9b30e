"""RTF as Word, WPS, LibreOffice and small programs write it: each small file says what is on its paper."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from gongkai.report.cell import Method
from gongkai.report.read import read_bytes, read_document, read_file
from gongkai.report.read.blocks import Grid, Paragraph
from gongkai.report.read.word.rtf import read_rtf
from gongkai.report.write import write
from tests.report.read.scan.test_scanned_reports import printed, unlike
from tests.report.read.scan.worn import saved
from tests.report.read.test_reading_files import assert_same
from tests.report.read.word.rtf_file import row, rtf, shown
from tests.report.read.word.test_reading_doc import shapes

CORPUS = Path(__file__).parents[3] / "corpus"
CONVERTED = CORPUS / "converted"


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
        (rb"\u25919\u24220?12", "政府12"),
        (rb"\u25919?1\u24220?2", "政1府2"),
        (rb"\u25919\'3f\'3112", "政112"),  # one of them is the substitute
        (rb"\uc3\u25919abc\u24220\'3f\'3f\'3f12", "政府12"),
        (rb"\u25919\emdash\b\emdash 12", "政—12"),  # so is one word
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
