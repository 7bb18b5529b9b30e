"""Faults of layout for `combined`: what happens to a row, to its label, to a value, to a column, to a table."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from tests.report.read.combined import Combined

_NUMBER = re.compile(r"^(\d\.|（.）|.、)")


def units(made: Combined) -> None:
    for _, row, at in made.values():
        row[at] += made.chance.choice(["件", " 件", "（件）"])


def words(made: Combined) -> None:
    for _, row, at in made.values():
        row[at] += made.chance.choice(["（其中新办5件）", "(含上年3件)", "（见附件1）"])


def marks(made: Combined) -> None:
    for _, row, at in made.values():
        row[at] += made.chance.choice(["①", "*", "[1]", "¹", "²", "（注1）", "注1"])


def damaged(made: Combined) -> None:
    for place, row, at in made.values():
        row[at] = made.chance.choice(["O", "l2", "12%", "约5", "1/3", "5～6", "5以上", "1:2", "?"])
        made.may[place] = set()


def empty(made: Combined) -> None:
    for place, row, at in made.values():
        row[at] = ""
        made.may[place] = {None}


def signs(made: Combined) -> None:
    for place, row, at in made.values():
        row[at] = made.chance.choice(["/", "-", "—", "无", "不适用"])
        made.may[place] = {None}


def wide(made: Combined) -> None:
    for _, row, at in made.values():
        row[at] = row[at].translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def lost(made: Combined) -> None:
    """A value is gone, its cell too: those behind it stand one column to the left, as they are printed."""
    for row_id, row, labels in made.rows():
        count = len(made.one.figures[row_id])
        if count < 2 or len(row) != labels + count:
            continue
        at = made.chance.randrange(count)
        del row[labels + at]
        for i in range(at, count):
            made.may[row_id, i] |= made.may.get((row_id, i + 1), {None})


def run_on(made: Combined) -> None:
    """Two figures in one cell, the other cell empty."""
    for row_id, row, labels in made.rows():
        if len(made.one.figures[row_id]) != 7 or len(row) != labels + 7:
            continue
        at = labels + made.chance.randrange(6)
        if row[at] and row[at + 1]:
            row[at] += made.chance.choice(["", " ", "、", "/"]) + row[at + 1]
            row[at + 1] = ""
            for i in range(7):
                made.may[row_id, i].add(None)


def unnamed(made: Combined) -> None:
    for _, row, labels in made.rows():
        row[:labels] = [""] * labels


def cut(made: Combined) -> None:
    """The last label of a row is worn: a character lost or misread."""
    for _, row, labels in made.rows():
        named = [i for i in range(labels) if row[i]]
        if named:
            text = row[named[-1]]
            at = made.chance.randrange(len(text))
            row[named[-1]] = text[:at] + made.chance.choice(["", "口"]) + text[at + 1 :]


def more_columns(made: Combined) -> None:
    """A column of the office's own behind those of the form, filled."""
    doc = made.one.doc
    for row in doc.three:
        row.append(str(made.chance.randint(1, 99)))


def torn(made: Combined) -> None:
    for _, row, at in made.values():
        if len(row[at]) > 1:
            row[at] = f"{row[at][:1]} {row[at][1:]}"


def together(made: Combined) -> None:
    """All figures of a row in one cell, the others empty."""
    for row_id, row, labels in made.rows():
        count = len(made.one.figures[row_id])
        if count == 7 and len(row) == labels + 7:
            row[labels:] = [" ".join(one for one in row[labels:] if one), *[""] * 6]
            for i in range(7):
                made.may[row_id, i].add(None)


def glued(made: Combined) -> None:
    """Two or three figures in one cell, and the others' cells gone."""
    for row_id, row, labels in made.rows():
        if len(made.one.figures[row_id]) == 7 and len(row) == labels + 7:
            at, many = labels + made.chance.randrange(5), made.chance.choice([2, 3])
            row[at : at + many] = ["".join(row[at : at + many])]
            for i in range(7):
                made.may[row_id, i].add(None)


def written_out(made: Combined) -> None:
    for place, row, at in made.values():
        row[at], figure = made.chance.choice([("三", 3), ("〇", 0), ("十二", 12)])
        made.may[place] = {Decimal(figure)}


def all_empty(made: Combined) -> None:
    for row_id, row, labels in made.rows():
        row[labels:] = [""] * len(row[labels:])
        for i in range(len(made.one.figures[row_id])):
            made.may[row_id, i] = {None}


def another_s(made: Combined) -> None:
    """A row has another's label. Where that one's own row is lost too, nobody can tell."""
    details = [(i, row) for i, row, _ in made.every if i.startswith("requests.") and row[2]]
    (one, row), (other, its) = made.chance.sample(details, 2)
    row[2] = its[2]
    for i in range(7):
        made.may[other, i] |= made.may[one, i]
        made.may[one, i] = set()


def without_numbers(made: Combined) -> None:
    for row_id, row, _ in made.every:
        if row_id.startswith("requests."):
            row[:3] = [_NUMBER.sub("", label) for label in row[:3]]


def with_other_numbers(made: Combined) -> None:
    for row_id, row, _ in made.every:
        if row_id.startswith("requests."):
            number = made.chance.choice(["①", "(2)", "4、", "9."])
            row[2] = re.sub(r"^\d\.", number, row[2])


def short(made: Combined) -> None:
    """Labels whose end is lost."""
    for _, row, labels in made.rows():
        named = [i for i in range(labels) if row[i]]
        if named:
            row[named[-1]] = row[named[-1]][: made.chance.randint(2, 12)]


def spaced_labels(made: Combined) -> None:
    for _, row, labels in made.rows():
        for i in range(labels):
            at = len(row[i]) // 2
            row[i] = row[i][:at] + made.chance.choice([" ", "　", "  "]) + row[i][at:]


def rows_lost(made: Combined) -> None:
    for row_id, row, _ in made.rows():
        table = made.one.doc.three if row_id.startswith("requests.") else made.one.doc.two
        table[:] = [one for one in table if one is not row]
        for i in range(len(made.one.figures[row_id])):
            made.may[row_id, i] = set()


def exchanged(made: Combined) -> None:
    """Two rows stand in each other's place, with their labels."""
    rows = made.one.doc.three
    details = [i for i, row in enumerate(rows) if len(row) > 2 and row[2] and not row[1]]
    one, other = made.chance.sample(details, 2)
    rows[one], rows[other] = rows[other], rows[one]


def words_among(made: Combined) -> None:
    rows = made.one.doc.three
    said = made.chance.choice(["南山县教育局", "注：上年为77件", "（单位：件）", "3"])
    rows.insert(made.chance.randrange(1, len(rows)), [said, "", ""])


def sums_below(made: Combined) -> None:
    label = made.chance.choice(["合计", "总计", "核对", ""])
    figures = [str(made.chance.randint(1, 400)) for _ in range(7)]
    made.one.doc.three.append([label, "", "", *figures])


def four_on_its_side(made: Combined) -> None:
    doc = made.one.doc
    values = doc.four[3]
    turned = [int(values[at + 5 * row]) for at in range(5) for row in range(3)]
    fives = [turned[at : at + 5] for at in range(0, 15, 5)]
    if all(sum(five[:-1]) == five[-1] for five in fives):
        return  # nothing tells it from a table that stands
    doc.four = [*doc.four[:3], *[values[at::5] for at in range(5)]]
    doc.four = doc.four[made.chance.choice([0, 3]) :] if made.chance.random() < 0.5 else doc.four


def subtotals(made: Combined) -> None:
    """A row of the office's own among the others."""
    doc = made.one.doc
    label = made.chance.choice(["小计", "合计", "（三）不予公开", "三、本年度办理结果", ""])
    row = ["", label, "", *(str(made.chance.randint(1, 99)) for _ in range(7))]
    doc.three.insert(made.chance.randrange(3, len(doc.three)), row)


def narrower(made: Combined) -> None:
    """A label cell is gone: all behind it stand one column to the left."""
    for row_id, row, _ in made.rows():
        if row_id.startswith("requests.") and not row[0]:
            del row[0]


def pushed(made: Combined) -> None:
    """An empty cell more before the values of some rows that lost none: else it stands for the lost one."""
    for row_id, row, labels in made.rows():
        if len(row) == labels + len(made.one.figures[row_id]):
            row.insert(labels, "")


def empty_column(made: Combined) -> None:
    at = made.chance.randint(3, 10)
    for row in made.one.doc.three:
        row.insert(at, "")


def own_column(made: Combined) -> None:
    """A column of the office's own somewhere among the values."""
    at = made.chance.randint(3, 9)
    for row in made.one.doc.three:
        row.insert(at, str(made.chance.randint(1, 99)))


def numbered(made: Combined) -> None:
    at = made.chance.choice([3, 10])
    for number, row in enumerate(made.one.doc.three, 1):
        row.insert(at, str(number))


def repeated(made: Combined) -> None:
    """A row comes twice, the second time with other figures."""
    doc = made.one.doc
    at = made.chance.randrange(len(doc.three))
    row = doc.three[at]
    doc.three.insert(at + 1, [*row[:3], *(str(made.chance.randint(50, 99)) for _ in row[3:])])
    ids = [row_id for row_id, other, _ in made.every if other is row]
    for place in [place for place in made.may if place[0] in ids]:
        made.may[place] = set()


def heads_gone(made: Combined) -> None:
    made.one.doc.head_three = []


def headings_gone(made: Combined) -> None:
    made.one.doc.titles[made.chance.randint(1, 3)] = ""


def said_above(made: Combined) -> None:
    made.one.doc.texts[2] = [made.chance.choice(["单位：件", "2023年收到申请77件，详见下表。", "合计88件", "2022年 88 2023年 99"])]  # fmt: skip


def last_year_s(made: Combined) -> None:
    """Last year's figure beside each of this year's."""
    for row in made.one.doc.three:
        row[3:] = [text for value in row[3:] for text in (value, str(made.chance.randint(1, 99)))]


FAULTS: list[Callable[[Combined], None]] = [
    units, words, marks, damaged, empty, signs, wide, torn, written_out, all_empty, unnamed, cut, another_s,
    without_numbers, with_other_numbers, short, spaced_labels, lost, run_on, glued, together, heads_gone,
    headings_gone, said_above, four_on_its_side, rows_lost, exchanged, words_among, sums_below, subtotals,
    narrower, pushed, empty_column, own_column, numbered, more_columns, last_year_s,
]  # fmt: skip
