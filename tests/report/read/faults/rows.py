"""What becomes of whole rows, and of how many cells they have."""

from __future__ import annotations

from decimal import Decimal

from tests.report.read.combined import Combined


def all_empty(made: Combined) -> None:
    for row_id, row, labels in made.rows():
        row[labels:] = [""] * len(row[labels:])
        for i in range(len(made.one.figures[row_id])):
            made.may[row_id, i] = {None}


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


def glued(made: Combined) -> None:
    """Two or three figures in one cell, and the others' cells gone."""
    for row_id, row, labels in made.rows():
        if len(made.one.figures[row_id]) == 7 and len(row) == labels + 7:
            at, many = labels + made.chance.randrange(5), made.chance.choice([2, 3])
            row[at : at + many] = ["".join(row[at : at + many])]
            for i in range(7):
                made.may[row_id, i].add(None)


def together(made: Combined) -> None:
    """All figures of a row in one cell, the others empty."""
    for row_id, row, labels in made.rows():
        count = len(made.one.figures[row_id])
        if count == 7 and len(row) == labels + 7:
            row[labels:] = [" ".join(one for one in row[labels:] if one), *[""] * 6]
            for i in range(7):
                made.may[row_id, i].add(None)


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


def repeated(made: Combined) -> None:
    """A row comes twice, the second time with other figures."""
    doc = made.one.doc
    at = made.chance.randrange(len(doc.three))
    row = doc.three[at]
    doc.three.insert(at + 1, [*row[:3], *(str(made.chance.randint(50, 99)) for _ in row[3:])])
    ids = [row_id for row_id, other, _ in made.every if other is row]
    for place in [place for place in made.may if place[0] in ids]:
        made.may[place] = set()


def slipped(made: Combined) -> None:
    """A clerk typed some values one column too far left or right; what fell off is gone."""
    for row_id, row, labels in made.rows():
        count = len(made.one.figures[row_id])
        if count < 2 or len(row) != labels + count:
            continue
        at = made.chance.randrange(count)
        before = [{*made.may[row_id, i]} for i in range(count)] + [{None}]
        if made.chance.random() < 0.5:
            row[labels:] = [*row[labels : labels + at], *row[labels + at + 1 :], ""]
            for i in range(at, count):
                made.may[row_id, i] |= before[i + 1]
        else:
            row[labels:] = [*row[labels : labels + at], "", *row[labels + at : -1]]
            made.may[row_id, at].add(None)
            for i in range(at + 1, count):
                made.may[row_id, i] |= before[i - 1]


def next_line(made: Combined) -> None:
    """The figures of a row stand in a row of their own below its label."""
    for row_id, row, labels in made.rows():
        doc = made.one.doc
        table = doc.three if row_id.startswith("requests.") else doc.two
        at = next((i for i, one in enumerate(table) if one is row), None)
        if at is not None:
            figures = row[labels:]
            row[labels:] = [""] * len(figures) if made.chance.random() < 0.5 else []
            table.insert(at + 1, [""] * labels + figures)


def page_break(made: Combined) -> None:
    """Between two rows a page ends: its number, the running title, the heads again."""
    doc = made.one.doc
    table = made.chance.choice([one for one in (doc.two, doc.three) if one])
    labels = 3 if table is doc.three else 1
    between = [
        [said, *[""] * (labels - 1)] for said in ("— 3 —", "第 3 页 共 8 页", "12", doc.title)
    ]
    some = made.chance.sample(between, made.chance.randint(0, 2))
    if table is doc.three and made.chance.random() < 0.5:
        some += [[*row] for row in doc.head_three]
    at = made.chance.randrange(1, len(table))
    table[at:at] = some


def broken_off(made: Combined) -> None:
    """A row that the end of a page cuts: its label begins above and ends below, its values stand above or below."""
    for row_id, row, labels in made.rows():
        doc = made.one.doc
        table = doc.three if row_id.startswith("requests.") else doc.two
        at = next((i for i, one in enumerate(table) if one is row), None)
        if at is None or len(row) < labels or len(row[labels - 1]) < 4:
            continue
        text, figures = row[labels - 1], row[labels:]
        cut = made.chance.randrange(2, len(text) - 1)
        above, below = made.chance.choice(
            [(figures, [""] * len(figures)), ([""] * len(figures), figures)]
        )
        row[labels - 1 :] = [text[:cut], *above]
        table.insert(at + 1, [*[""] * (labels - 1), text[cut:], *below])


def shared_cell(made: Combined) -> None:
    """The rows of 其他处理 in one, with their sums."""
    doc = made.one.doc
    own = [(i, row) for i, row, _ in made.every if i.startswith("requests.other.")]
    if len(own) < 2 or any(len(row) != 10 or not all(map(str.isdigit, row[3:])) for _, row in own):
        return
    sums = [sum(int(row[3 + at]) for _, row in own) for at in range(7)]
    first = own[0][1]
    first[1] = "（六）其他处理"
    first[2:] = [made.chance.choice(["", "".join(row[2] for _, row in own)]), *map(str, sums)]
    for row_id, _ in own:
        for at in range(7):
            made.may[row_id, at] = {Decimal(0)} if sums[at] == 0 else set()
    doc.three[:] = [row for row in doc.three if not any(row is other for _, other in own[1:])]


def twice(made: Combined) -> None:
    """Table three comes twice, with other figures: nobody can tell which counts."""
    doc = made.one.doc
    again = [[*row[:3], *(str(made.chance.randint(41, 99)) for _ in row[3:])] for row in doc.three]
    doc.three += (
        again if made.chance.random() < 0.5 else [*[[*row] for row in doc.head_three], *again]
    )
    for place in made.may:
        if place[0].startswith("requests."):
            made.may[place] = set()


def last_year_above(made: Combined) -> None:
    """Last year's table three above or below this year's, each below its year."""
    doc = made.one.doc
    last = [[*row[:3], *(str(made.chance.randint(41, 99)) for _ in row[3:])] for row in doc.three]
    year = int(doc.title[6:10])
    blocks = [[[f"{year}年", "", ""], *doc.three], [[f"{year - 1}年", "", ""], *last]]
    made.chance.shuffle(blocks)
    doc.three[:] = [row for block in blocks for row in block]
