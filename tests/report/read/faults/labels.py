"""What becomes of the labels of rows."""

from __future__ import annotations

import re

from tests.report.read.combined import Combined

_NUMBER = re.compile(r"^(\d\.|（.）|.、)")


def unnamed(made: Combined) -> None:
    for _, row, labels in made.rows():
        row[:labels] = [""] * labels


def cut(made: Combined) -> None:
    """The last label of a row is worn: a character lost or misread."""
    for row_id, row, labels in made.rows():
        named = [i for i in range(labels) if row[i]]
        if named:
            text = row[named[-1]]
            at = made.chance.randrange(len(text))
            row[named[-1]] = text[:at] + made.chance.choice(["", "口"]) + text[at + 1 :]
            if row[named[-1]] == "元":  # the unit of an amount, 万元 before
                made.may[row_id, 0] = {one and one / 10_000 for one in made.may[row_id, 0]}


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


def broken_labels(made: Combined) -> None:
    """Labels broken over two lines of their cell."""
    for _, row, labels in made.rows():
        named = [i for i in range(labels) if len(row[i]) > 3]
        if named:
            text = row[named[-1]]
            at = made.chance.randrange(1, len(text))
            row[named[-1]] = f"{text[:at]}\n{text[at:]}"


def barred_labels(made: Combined) -> None:
    for _, row, labels in made.rows():
        named = [i for i in range(labels) if len(row[i]) > 3]
        if named:
            at = made.chance.randrange(1, len(row[named[-1]]))
            row[named[-1]] = f"{row[named[-1]][:at]}|{row[named[-1]][at:]}"


def half_width(made: Combined) -> None:
    """Half-width brackets and marks, in all labels."""
    table = str.maketrans("（）、，“”", '(),,""')
    for _, row, labels in made.every:
        row[:labels] = [text.translate(table) for text in row[:labels]]


def traditional(made: Combined) -> None:
    table = str.maketrans(
        "规范许处罚强业费复决办结数项转给国禁开执关请",
        "規範許處罰強業費復決辦結數項轉給國禁開執關請",
    )
    for _, row, labels in made.every:
        row[:labels] = [text.translate(table) for text in row[:labels]]


def in_label(made: Combined) -> None:
    """The first value stands behind the words of its label, in their cell."""
    for row_id, row, labels in made.rows():
        named = [i for i in range(labels) if row[i]]
        if named and len(row) == labels + len(made.one.figures[row_id]) and row[labels].isdigit():
            row[named[-1]] += made.chance.choice(["：", " ", "", "共", "（"]) + row[labels]
            row[labels] = ""


def units_in_labels(made: Combined) -> None:
    for _, row, labels in made.rows():
        named = [i for i in range(labels) if row[i]]
        if named:
            row[named[-1]] += made.chance.choice(
                ["（件）", "(单位：件)", "：", "*", "（1）", "（见注2）"]
            )


def year_in_labels(made: Combined) -> None:
    """Labels that say which year they are of, this one."""
    year = {"2021": 2023, "2019": 2020, "2014": 2016}[made.one.form]
    for _, row, labels in made.rows():
        named = [i for i in range(labels) if row[i]]
        if named:
            row[named[-1]] = f"{year}年{row[named[-1]]}"


def one_label(made: Combined) -> None:
    """规章 under the label of the row below it: nobody can tell the two apart."""
    rows = {row_id: row for row_id, row, _ in made.every}
    one, other = "disclosure.rules", "disclosure.normative_documents"
    rows[one][0] = rows[other][0]
    for at in range(3):
        made.may[other, at] |= made.may[one, at]
        made.may[one, at] = set()


def groups_below(made: Combined) -> None:
    """The label of a group stands beside its second row, as a program puts what is centred."""
    rows = made.one.doc.three
    for at, row in enumerate(rows[:-1]):
        if (
            len(row) > 2
            and row[1]
            and row[2]
            and not rows[at + 1][1]
            and made.chance.random() < 0.5
        ):
            rows[at + 1][1], row[1] = row[1], ""
