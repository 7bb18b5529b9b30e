"""What becomes of single values."""

from __future__ import annotations

from decimal import Decimal

from tests.report.read.combined import Combined


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


def torn(made: Combined) -> None:
    for _, row, at in made.values():
        if len(row[at]) > 1:
            row[at] = f"{row[at][:1]} {row[at][1:]}"


def written_out(made: Combined) -> None:
    for place, row, at in made.values():
        row[at], figure = made.chance.choice([("三", 3), ("〇", 0), ("十二", 12)])
        made.may[place] = {Decimal(figure)}


def large(made: Combined) -> None:
    """Figures of thousands, some of them or all with commas."""
    times = made.chance.choice([37, 1234, 100])
    marked = made.chance.choice([",", "，", ""])
    for row_id, row, labels in made.every:
        for at in range(len(made.one.figures[row_id])):
            row[labels + at] = f"{int(row[labels + at]) * times:,}".replace(",", marked)
            made.may[row_id, at] = {(one or 0) * times for one in made.may[row_id, at]}


def loose_commas(made: Combined) -> None:
    for _, row, labels in made.rows():
        row[labels:] = [text.replace(",", ", ") for text in row[labels:]]


def barred(made: Combined) -> None:
    """A bar inside a cell, which in text drawn with bars ends it."""
    for place, row, at in made.values():
        row[at] = f"{row[at]}|{made.chance.randint(1, 9)}"
        made.may[place] = set()


def blank_zeros(made: Combined) -> None:
    """Nothing, or a sign, is printed for each zero: in the whole report, in a table or in some rows."""
    sign = made.chance.choice(["", "", "/", "-", "—", "无", "不适用"])
    which = made.chance.choice(["all", "requests.", "rows"])
    rows = [*made.rows()] if which == "rows" else [*made.every]
    for row_id, row, labels in rows:
        for at in (
            range(len(row) - labels) if which != "requests." or row_id.startswith(which) else ()
        ):
            if row[labels + at] == "0":
                row[labels + at] = sign
                made.may[row_id, at] = {None}
    if which == "all" and made.one.doc.four:
        four = made.one.doc.four[3]
        for at, (row_id, column) in enumerate(made.four()):
            if four[at] == "0":
                four[at] = sign
                made.may[row_id, column] = {None}


def decimals(made: Combined) -> None:
    """As a workbook shows numbers: 3.00."""
    for _, row, at in made.values():
        row[at] += made.chance.choice([".0", ".00"])


def broken(made: Combined) -> None:
    """A figure broken over two lines of its cell."""
    for _, row, at in made.values():
        if len(row[at]) > 1:
            row[at] = f"{row[at][:1]}\n{row[at][1:]}"


def unsaid(made: Combined) -> None:
    for place, row, at in made.values():
        row[at] = made.chance.choice(
            ["未统计", "同上", "见附件", "*", "＃", "null", "NaN", "——", "零"]
        )
        made.may[place] = {Decimal(0)} if row[at] == "零" else {None} if row[at] == "——" else set()


def miscounted(made: Combined) -> None:
    """Another figure than the one that adds up: as printed."""
    for place, row, at in made.values():
        row[at] = str(made.chance.randint(0, 60))
        made.may[place] = {Decimal(row[at])}
