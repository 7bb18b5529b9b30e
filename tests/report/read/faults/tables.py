"""What becomes of whole tables, their heads and headings."""

from __future__ import annotations

from tests.report.read.combined import Combined


def heads_gone(made: Combined) -> None:
    made.one.doc.head_three = []


def headings_gone(made: Combined) -> None:
    made.one.doc.titles[made.chance.randint(1, 3)] = ""


def said_above(made: Combined) -> None:
    made.one.doc.texts[2] = [made.chance.choice(["单位：件", "2023年收到申请77件，详见下表。", "合计88件", "2022年 88 2023年 99"])]  # fmt: skip


def four_on_its_side(made: Combined) -> None:
    doc = made.one.doc
    values = _row_of_four(made)
    if values is None or not all(map(str.isdigit, values)):
        return
    turned = [int(values[at + 5 * row]) for at in range(5) for row in range(3)]
    fives = [turned[at : at + 5] for at in range(0, 15, 5)]
    if all(sum(five[:-1]) == five[-1] for five in fives):
        return  # nothing tells it from a table that stands
    doc.four = [*doc.four[:3], *[values[at::5] for at in range(5)]]
    doc.four = doc.four[made.chance.choice([0, 3]) :] if made.chance.random() < 0.5 else doc.four


def _row_of_four(made: Combined) -> list[str] | None:
    four = made.one.doc.four
    row = four[3] if len(four) == 4 else []
    return row if len(row) == 15 else None


def end_sums(made: Combined) -> None:
    """The office's own sum behind the fifteen values of table four, or a row of them below."""
    row = _row_of_four(made)
    if row is None:
        return
    if made.chance.random() < 0.6:
        totals = [int(row[at]) for at in (4, 9, 14) if row[at].isdigit()]
        row.append(str(sum(totals) if made.chance.random() < 0.8 else sum(totals[1:])))
        if made.chance.random() < 0.5:
            made.one.doc.four[0].append("合计")
    else:
        sums = [str(made.chance.randint(1, 99)) for _ in range(15)]
        made.one.doc.four.append(
            [*([made.chance.choice(["合计", "核对"])] if made.chance.random() < 0.5 else []), *sums]
        )


_OF_FOUR = ("行政复议", "未经复议直接起诉", "复议后起诉")
_RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def four_in_rows(made: Combined) -> None:
    """Table four as three rows with labels, with or without sums of the office's own below and behind."""
    row = _row_of_four(made)
    if row is None:
        return
    fives = [row[at : at + 5] for at in (0, 5, 10)]
    rows = [[label, *five] for label, five in zip(_OF_FOUR, fives, strict=True)]
    if made.chance.random() < 0.6:
        sums = [sum(int(one[at]) for one in fives if one[at].isdigit()) for at in range(5)]
        label = made.chance.choice(["合计", "总计", "", "行政诉讼合计"])
        rows.append([label, *map(str, sums)])
    if made.chance.random() < 0.3:
        for one in rows:
            one.append(str(sum(int(text) for text in one[1:5] if text.isdigit())))
    heads = [["", *_RESULTS]] if made.chance.random() < 0.7 else []
    made.one.doc.four = [*heads, *rows]


def four_as_three(made: Combined) -> None:
    row = _row_of_four(made)
    if row is not None:
        fives = [row[at : at + 5] for at in (0, 5, 10)]
        made.one.doc.four = [
            line
            for label, five in zip(_OF_FOUR, fives, strict=True)
            for line in ([label], [*_RESULTS], five)
        ]


def four_turned(made: Combined) -> None:
    """Table four with the results as rows and its three parts as columns."""
    row = _row_of_four(made)
    if row is not None:
        down = [[label, *row[at::5]] for at, label in enumerate(_RESULTS)]
        made.one.doc.four = [["", *_OF_FOUR], *down]


def four_lost(made: Combined) -> None:
    """A value of table four is gone, its cell too or an empty one behind."""
    row = _row_of_four(made)
    if row is None:
        return
    at = made.chance.randrange(15)
    places = made.four()
    for i in range(at, 15):
        made.may[places[i]] |= made.may[places[i + 1]] if i < 14 else {None}
    del row[at]
    row += [""] if made.chance.random() < 0.5 else []


def four_said(made: Combined) -> None:
    """A sentence instead of table four."""
    doc = made.one.doc
    doc.four = []
    doc.texts[3] = [
        made.chance.choice(
            ["2023年无行政复议、行政诉讼。", "行政复议2件，结果维持1件；行政诉讼0件。"]
        )
    ]
    for place in made.four():
        made.may[place] = {None}


def sections_turned(made: Combined) -> None:
    made.chance.shuffle(made.one.doc.order)


def rows_in_texts(made: Combined) -> None:
    """Sentences and small tables elsewhere that use the words of the form's labels."""
    doc = made.one.doc
    said = ["行政许可77件，行政处罚88件。", "1.行政许可 77", "规章 7 8 9", "收费件数\t收费金额（元）\n0\t0",
            "行政事业性收费 99", "其他 3 4 5 6 7 8 33", "予以公开5件、不予公开6件"]  # fmt: skip
    for at in (0, 4, 5):
        doc.texts[at] = [*doc.texts[at], *made.chance.sample(said, made.chance.randint(0, 2))]


def noise_among(made: Combined) -> None:
    """What a site or a recogniser puts between the rows."""
    doc = made.one.doc
    table = made.chance.choice([one for one in (doc.two, doc.three) if one])
    for _ in range(made.chance.randint(1, 3)):
        said = made.chance.choice(
            ["gōng kāi", "□□", "<i>6</i>", "打印本页", "6", "2023", "锟斤拷", "|", "0 0 0 0 0 00"]
        )
        row = [said, "", ""] if table is doc.three else [said]
        table.insert(made.chance.randrange(1, len(table)), row)
