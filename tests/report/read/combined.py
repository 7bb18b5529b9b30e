"""Layouts combined at random: a report of figures that all differ, printed with several faults at once.

Each fault says of the cells it touches which numbers a reader may then give for them; None among these says
that the cell is printed empty. Every cell may be unread, none may hold another number.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.report.form import get_form
from gongkai.report.read import read_bytes
from tests.corpus.layouts.printing import Row
from tests.report.read.distinct import Distinct, Place, distinct

May = set[Decimal | None]


@dataclass
class Combined:
    """A report, and which numbers each of its cells may be read as."""

    one: Distinct
    chance: random.Random
    may: dict[Place, May]
    every: list[
        tuple[str, Row, int]
    ]  # the rows of tables two and three: id, cells, number of labels

    def rows(self) -> Iterator[tuple[str, Row, int]]:
        """Some of the rows, chosen at random."""
        yield from self.chance.sample(self.every, self.chance.randint(1, 5))

    def values(self) -> Iterator[tuple[Place, Row, int]]:
        """Some values: whose they are, the row they stand in and where in it."""
        for row_id, row, labels in self.rows():
            at = self.chance.randrange(len(self.one.figures[row_id]))
            if labels + at < len(row) and row[labels + at].isdigit():
                yield (row_id, at), row, labels + at

    def wrong(self, text: str, name: str) -> list[tuple[object, ...]]:
        """Cells read as a number that they may not be, and cells called empty that are not."""
        read = read_bytes(text.encode(), name)
        if read.form != "2021":
            return []
        found: list[tuple[object, ...]] = []
        for (row_id, at), may in self.may.items():
            table, row = row_id.split(".", 1)
            cell_id = get_form("2021").table(table).row(row).cell_ids[at]
            cell = read.cells[cell_id]
            empty = cell.state.value in ("blank", "not_applicable")
            if (cell.value is not None or empty) and cell.value not in may:
                found.append((cell_id, cell.state.value, cell.value, may))
        return found


def combined(seed: int) -> Combined:
    """A report with up to three faults."""
    chance = random.Random(seed)
    one = distinct(seed, zeros=chance.choice([0.0, 0.3, 0.8]))
    may: dict[Place, May] = {
        (row_id, at): {Decimal(value)}
        for row_id, values in one.figures.items()
        for at, value in enumerate(values)
    }
    made = Combined(one, chance, may, one.rows())
    for fault in chance.sample(FAULTS, chance.randint(1, 3)):
        fault(made)
    return made


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


def subtotals(made: Combined) -> None:
    """A row of the office's own among the others."""
    doc = made.one.doc
    label = made.chance.choice(["小计", "合计", "（三）不予公开", "三、本年度办理结果", ""])
    row = ["", label, "", *(str(made.chance.randint(1, 99)) for _ in range(7))]
    doc.three.insert(made.chance.randrange(3, len(doc.three)), row)


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
    units, words, marks, damaged, empty, signs, wide, lost, run_on, unnamed, cut, more_columns, subtotals,
    heads_gone, headings_gone, said_above, last_year_s,
]  # fmt: skip
