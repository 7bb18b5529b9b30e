"""OFD: what a page draws becomes the same report as the PDF that draws the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.report.read import ReadError, read_bytes, read_document, read_file
from gongkai.report.read.blocks import Grid, Paragraph
from gongkai.report.write import write
from tests.report.read.ofd_file import Page, from_pdf, line, ofd_file, text

CORPUS = Path(__file__).parents[3] / "corpus"
TEXTS = sorted((CORPUS / "reports").glob("*.txt"))


@pytest.mark.parametrize(
    "path", [*TEXTS, CORPUS / "reports" / "huaian-2024.pdf"], ids=lambda p: p.stem
)
def test_every_cell_is_that_of_the_pdf(path: Path) -> None:
    pdf = path.read_bytes() if path.suffix == ".pdf" else write(read_file(path), "pdf")
    report, expected = read_bytes(from_pdf(pdf), "a.ofd"), read_bytes(pdf, "a.pdf")
    assert {i: (c.state, c.value, c.raw) for i, c in report.cells.items()} == {
        i: (c.state, c.value, c.raw) for i, c in expected.cells.items()
    }
    assert (report.title, report.agency, report.year) == (
        expected.title,
        expected.agency,
        expected.year,
    )
    for i, cell in report.cells.items():
        theirs = expected.cells[i].source
        assert (cell.source is None) is (theirs is None)
        if cell.source is not None and theirs is not None:
            assert (cell.source.page, cell.source.table) == (theirs.page, theirs.table)
            assert (cell.source.row, cell.source.column) == (theirs.row, theirs.column)


def table(x: float, y: float, columns: int, rows: int, step: float = 20) -> list[str]:
    """The lines of a table of cells 20 mm wide and 10 mm high."""
    upright = [line(x + c * step, y, x + c * step, y + rows * 10) for c in range(columns + 1)]
    level = [line(x, y + r * 10, x + columns * step, y + r * 10) for r in range(rows + 1)]
    return upright + level


def cells_of(data: bytes) -> list[tuple[str, int, int]]:
    (grid,) = [b for b in read_document(data, "a").blocks if isinstance(b, Grid)]
    return [(c.text, c.row, c.column) for c in grid.cells]


TWO_BY_TWO = [("甲", 0, 0), ("1", 0, 1), ("乙", 1, 0), ("23", 1, 1)]


def words(x: float = 30, y: float = 46) -> list[str]:
    return [
        text(x, y, 4, "甲"),
        text(x + 20, y, 4, "1"),
        text(x, y + 10, 4, "乙"),
        text(x + 20, y + 10, 4, "23"),
    ]


def test_a_ruled_table_and_the_lines_around_it() -> None:
    data = ofd_file(
        [Page([*table(25, 40, 2, 2), *words(), text(25, 30, 5, "标题"), text(25, 80, 4, "表后")])]
    )
    document = read_document(data, "a.txt")
    assert (document.kind, document.pages) == ("ofd", 1)
    assert [b.text if isinstance(b, Paragraph) else "表" for b in document.blocks] == [
        "标题",
        "表",
        "表后",
    ]
    assert cells_of(data) == TWO_BY_TWO
    grid = document.blocks[1]
    assert isinstance(grid, Grid)
    left, top, right, bottom = grid.cells[0].source.box or (0, 0, 0, 0)
    assert left == pytest.approx(30 * 72 / 25.4, abs=0.1)
    assert 0 < right - left < 13 and 0 < top - bottom < 13


def test_one_text_over_the_cells_of_a_row_is_parted() -> None:
    """`g 2 20` stands for two steps of 20 mm."""
    data = ofd_file([Page([*table(25, 40, 3, 1), text(30, 46, 4, "甲12", "g 2 20")])])
    assert cells_of(data) == [("甲", 0, 0), ("1", 0, 1), ("2", 0, 2)]


def test_a_number_drawn_with_spaces_keeps_them() -> None:
    data = ofd_file(
        [Page([*table(25, 40, 2, 1), text(27, 46, 4, "12", "8"), text(47, 46, 4, "3 4")])]
    )
    assert cells_of(data) == [("1 2", 0, 0), ("3 4", 0, 1)]


def test_templates_composites_and_blocks_are_part_of_the_page() -> None:
    objects = table(25, 40, 2, 2)
    unit = (
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="7" Width="200" Height="200">'
        f"<ofd:Content>{''.join(words()[2:])}</ofd:Content>"
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )
    placed = '<ofd:CompositeObject ID="8" ResourceID="7" Boundary="0 0 200 200"/>'
    block = f"<ofd:PageBlock>{''.join(words()[:2])}</ofd:PageBlock>"
    page = Page([block, placed], template='<ofd:Template TemplateID="9"/>')
    assert cells_of(ofd_file([page], template="".join(objects), resources=unit)) == TWO_BY_TWO


def test_scaled_objects_stand_where_their_matrix_puts_them() -> None:
    big = (
        '<ofd:CompositeObject ID="8" ResourceID="7" CTM="0.5 0 0 0.5 0 0" Boundary="0 0 400 400"/>'
    )
    inside = "".join([*table(50, 80, 2, 1, step=40), text(60, 92, 8, "甲"), text(100, 92, 8, "1")])
    unit = (
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="7"><ofd:Content>'
        f"{inside}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )
    data = ofd_file([Page([big])], resources=unit)
    assert cells_of(data) == [("甲", 0, 0), ("1", 0, 1)]
    (grid,) = [b for b in read_document(data, "a").blocks if isinstance(b, Grid)]
    assert grid.cells[0].source.box is not None
    assert grid.cells[0].source.box[0] == pytest.approx(30 * 72 / 25.4, abs=0.1)


def test_borders_drawn_as_filled_boxes_or_as_one_path() -> None:
    def box(x: float, y: float, width: float, height: float) -> str:
        return (
            f'<ofd:PathObject ID="1" Boundary="{x} {y} {width} {height}" Stroke="false" Fill="true">'
            f"<ofd:AbbreviatedData>M 0 0 L {width} 0 L {width} {height} L 0 {height} C"
            "</ofd:AbbreviatedData></ofd:PathObject>"
        )

    filled = [box(25 + 20 * c, 40, 0.4, 20) for c in range(3)]
    filled += [box(25, 40 + 10 * r, 40, 0.4) for r in range(3)]
    assert cells_of(ofd_file([Page([*filled, *words()])])) == TWO_BY_TWO
    whole = (
        '<ofd:PathObject ID="1" Boundary="25 40 41 21"><ofd:AbbreviatedData>M 0 0 L 40 0 L 40 20 L 0 20 C '
        "M 20 0 L 20 20 M 0 10 L 40 10</ofd:AbbreviatedData></ofd:PathObject>"
    )
    assert cells_of(ofd_file([Page([whole, *words()])])) == TWO_BY_TWO


def test_a_character_drawn_twice_is_bold_and_a_hidden_one_is_not_there() -> None:
    twice = [text(30.1, 46, 4, "甲"), text(51, 46, 4, "99", more='Visible="false"')]
    assert cells_of(ofd_file([Page([*table(25, 40, 2, 2), *words(), *twice])])) == TWO_BY_TWO


def test_markup_without_its_namespace_is_read() -> None:
    """Some producers declare nothing, or a prefix they do not use."""
    from gongkai.report.read.packages import Package

    data = ofd_file([Page([*table(25, 40, 2, 2), *words()])])
    package = Package(data, "a")
    members = {name: package.read(name).replace(b"ofd:", b"") for name in sorted(package.members)}
    from tests.report.read.test_reading_files import zipped

    assert cells_of(zipped(members)) == TWO_BY_TWO


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (ofd_file([Page()]), "没有文字，也没有看到字"),
        (ofd_file([Page([text(1, 9, 4, "甲")])] * 301), "超过 300 页"),
        (ofd_file([Page([text(1, 9, 4, "甲")])])[:-40], "已损坏"),
        (
            ofd_file([Page(['<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'])]),
            "OFD 已损坏",
        ),
        (ofd_file([Page(["<ofd:TextObject>"])]), "OFD 已损坏"),
        (ofd_file([Page([text(1, 9, 4, "甲" * 70_000)] * 3)]), "多得不正常"),
        (ofd_file([Page(["<a/>" * 1_000_001])]), "标记超过 40 万个"),
    ],
    ids=["no text", "301 pages", "cut off", "entity", "half xml", "endless text", "endless tags"],
)
def test_hostile_and_broken_files_end_in_a_clear_error(data: bytes, cause: str) -> None:
    with pytest.raises(ReadError, match=cause) as caught:
        read_bytes(data, "某年报.ofd")
    assert str(caught.value).startswith("某年报.ofd：")
    assert caught.value.remedy
