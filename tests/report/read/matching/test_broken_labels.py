"""Labels broken over lines around their figures: put together where their pieces are just one label of the form."""

from __future__ import annotations

import pytest

from gongkai.report.cell import Source, State
from gongkai.report.read import read_bytes
from gongkai.report.read.matching.entries import Entry
from gongkai.report.read.matching.lines.broken_labels import whole_labels
from gongkai.report.read.matching.rows.labels import label_table
from tests.corpus.layouts.printing import with_spaces
from tests.report.read.distinct import Distinct, distinct
from tests.report.read.odd import UNREADABLE, cells, others, row
from tests.report.read.ways import laid_out, wrapped

LABEL = "2.没有现成信息需要另行制作"
KEY = "requests.unavailable.needs_creation"


def around(one: Distinct, above: str, beside: str, below: str) -> str:
    """The report with one label in pieces above, beside and below its figures."""
    lines = with_spaces(one.doc).split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith(LABEL))
    figures = lines[at].removeprefix(LABEL).strip()
    pieces = [above, f"{beside} {figures}".strip(), below]
    return "\n".join([*lines[:at], *filter(None, pieces), *lines[at + 1 :]])


@pytest.mark.parametrize(
    ("above", "beside", "below"),
    [
        ("2.没有现成", "信息需要", "另行制作"),
        ("2.没有现成信息", "", "需要另行制作"),
        ("", "2.没有现成信息需要另行", "制作"),
        ("2.没有", "现成信息需要另行制作", ""),
        ("（四）无法 2.没有现成信息", "提供", "需要另行制作"),
        ("7.没有现成信息", "需要另", "行制作"),
    ],
)
def test_a_label_in_pieces_around_its_figures_is_its_row_s(
    above: str, beside: str, below: str
) -> None:
    one = distinct(5, zeros=0.0)
    text = around(one, above, beside, below)
    read = cells(text)
    assert others(one, read) == []
    source = read[f"{KEY}.natural_person"].source
    assert source is not None
    assert source.offset is not None
    assert text[source.offset :].startswith(f"{one.figures[KEY][0]} ")


@pytest.mark.parametrize(
    ("above", "beside", "below"),
    [
        ("2.没有现成信息", "", "需要另行"),  # its end is lost
        ("2.没有现成信息", "见附件", "需要另行制作"),  # words among its pieces that are none
        (
            "2.没有现成信息",
            "",
            "需要另行制作\n3.补正后申请内容仍不明确",
        ),  # the next one's figures are lost
    ],
)
def test_pieces_that_are_not_just_one_label_are_put_together_to_none(
    above: str, beside: str, below: str
) -> None:
    one = distinct(5, zeros=0.0)
    if "\n" in below:
        one.doc.three = [line for line in one.doc.three if "3.补正后申请内容仍不明确" not in line]
    read = cells(around(one, above, beside, below))
    assert {cell.value for i, cell in read.items() if i.startswith(KEY)} == {None}
    assert {cell.state for i, cell in read.items() if i.startswith(KEY)} <= {
        State.UNREADABLE,
        State.ABSENT,
    }


def test_a_figure_that_is_damaged_is_unreadable_behind_the_label_put_together() -> None:
    one = distinct(5, zeros=0.0)
    figures = " ".join(map(str, one.figures[KEY]))
    text = around(one, "2.没有现成信息", "", "需要另行制作")
    read = cells(text.replace(figures, figures.replace(str(one.figures[KEY][0]), "O", 1)))
    assert row(read, KEY) == ["unreadable", *one.figures[KEY][1:]]
    assert row(read, KEY) != UNREADABLE


@pytest.mark.parametrize("size", [3, 6, 10])
def test_a_sound_report_whose_labels_are_narrow_columns_is_read_right(size: int) -> None:
    one = distinct(4, zeros=0.3)
    assert one.wrong(laid_out(one.doc, size), "a.txt") == []
    report = read_bytes(laid_out(one.doc, size).encode(), "a.txt")
    assert [
        i for i, c in report.cells.items() if i.startswith("requests.") and c.value is None
    ] == []


def test_most_rows_of_a_sound_report_are_read_whose_labels_are_wrapped() -> None:
    one = distinct(4, zeros=0.3)
    text = wrapped(one.doc)
    assert one.wrong(text, "a.txt") == []
    read = cells(text)
    for key in ("received", "refused.prohibited_by_law", "other.fee_not_paid", "carried_out"):
        assert row(read, f"requests.{key}") == one.figures[f"requests.{key}"]


def test_rows_in_one_cell_whose_labels_are_broken_by_chance_at_their_ends_share_the_figures() -> (
    None
):
    one = distinct(3, zeros=0.0)
    first, second, third = one.doc.three[20:23]
    first[2] = "".join(some[2] for some in (first, second, third))
    one.doc.three = [some for some in one.doc.three if some is not second and some is not third]
    for size in range(3, 12):
        read = cells(laid_out(one.doc, size))
        for key in ("not_supplemented", "fee_not_paid", "other"):
            assert {c.value for i, c in read.items() if i.startswith(f"requests.other.{key}.")} == {
                None
            }


def test_in_more_lines_than_a_table_has_no_label_is_looked_for() -> None:
    """Each piece is held against every label: a file of pieces alone would take minutes."""
    three = ["2.没有现成信息", "1 2 3 4 5 6 21", "需要另行制作"]
    labels = label_table("2021", "requests")

    def lines(count: int) -> list[tuple[int, Entry]]:
        texts = [*three, *["甲乙 1 2"] * (count - len(three))]
        return [(at, Entry(text, Source())) for at, text in enumerate(texts)]

    some, many = lines(2_000), lines(2_001)
    assert whole_labels(some, labels, 7)[0][1].text == "2.没有现成信息需要另行制作 1 2 3 4 5 6 21"
    assert whole_labels(many, labels, 7) is many
