"""Columns of the office's own, and columns that are gone."""

from __future__ import annotations

from tests.report.read.combined import Combined


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


def more_columns(made: Combined) -> None:
    """A column of the office's own behind those of the form, filled."""
    doc = made.one.doc
    for row in doc.three:
        row.append(str(made.chance.randint(1, 99)))


def last_year_s(made: Combined) -> None:
    """Last year's figure beside each of this year's."""
    for row in made.one.doc.three:
        row[3:] = [text for value in row[3:] for text in (value, str(made.chance.randint(1, 99)))]


def subtotal_column(made: Combined) -> None:
    """The office's own sum of all bodies before the total, with or without its head."""
    doc = made.one.doc
    rows = [row for row in doc.three if len(row) == 10]
    if not all(text.isdigit() for row in rows for text in row[3:]):
        return
    for row in rows:
        row.insert(9, str(sum(map(int, row[4:9]))))
    if made.chance.random() < 0.7 and len(doc.head_three) == 3:
        doc.head_three[1].insert(9, "")
        doc.head_three[2].insert(9, "小计")


def total_gone(made: Combined) -> None:
    """Rows of six values: there is no total but of a row whose figures all stand in one cell, or that is narrower: its
    total stands further left, or beside another figure in its cell."""
    doc = made.one.doc
    kept = {
        row_id
        for row_id, row, at in made.every
        if len(row) <= 9 or len("".join(row[at : at + 1]).split()) == 7
    }
    for row in doc.three:
        del row[9:]
    for head in doc.head_three:
        del head[9:]
    for row_id, at in made.may:
        if row_id.startswith("requests.") and at == 6:
            held = made.may[row_id, at] if row_id in kept else set()
            made.may[row_id, at] = held | {None}


def turned_columns(made: Combined) -> None:
    """The columns, with their heads, in another order."""
    doc = made.one.doc
    names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    order = made.chance.choice(
        [[6, 0, 1, 2, 3, 4, 5], [0, 2, 1, 3, 4, 5, 6], [5, 1, 2, 3, 4, 0, 6]]
    )
    doc.head_three = [["", "", "", *(names[at] for at in order)]]
    for row in doc.three:
        if len(row) == 10:
            row[3:] = [row[3 + at] for at in order]
        elif len(row) > 3:
            _as_headed(made, row, order)


def _as_headed(made: Combined, row: list[str], order: list[int]) -> None:
    """A row that has not its seven cells, below heads in another order: it stands as it did, each figure below
    another's head."""
    for row_id, one, _ in made.every:
        if one is row:
            held = [made.may[row_id, at] for at in range(len(order))]
            made.may.update(((row_id, column), held[at]) for at, column in enumerate(order))


def last_year_column(made: Combined) -> None:
    """A column of last year's totals behind those of the form, with its head."""
    doc = made.one.doc
    said = made.chance.choice(["上年总计", "2022年", "同比"])
    if len(doc.head_three) == 3:
        doc.head_three[1].append(said)
    for row in doc.three:
        if len(row) > 3:
            row.append(str(made.chance.randint(1, 99)))
