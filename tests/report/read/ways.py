"""More ways to print the invented report than those of the layouts: as programs leave a table behind."""

from __future__ import annotations

import csv
import html
import io
import random
import re
from collections.abc import Callable
from itertools import takewhile

from tests.corpus.layouts.printing import Printed, Row, parts
from tests.report.read.distinct import WAYS

_WRAP = 10  # characters of a label in a line of a page
_BOX = 14  # in a box
_COLUMN = 12  # characters a column of figures is wide


def _written(doc: Printed, rows: Callable[[list[Row]], list[str]]) -> str:
    """A text whose tables are printed by `rows`."""
    lines = [doc.title, "", *doc.preamble, ""]
    for title, texts, table in parts(doc):
        lines += [*([title] if title else []), *texts, *rows(table), ""]
    return "\n".join([*lines, *doc.ending]) + "\n"


_VALUE = re.compile(r"[+-]?\d[\d,，]*(?:\.\d+)?(?:\D.*)?|不适用|无|[/—-]", re.DOTALL)
_NUMBERED = re.compile(r"\d[.．、]\D")


def _labels(row: Row) -> int:
    """How many cells of a row stand before its first figure."""
    values = (
        at for at, text in enumerate(row) if _VALUE.fullmatch(text) and not _NUMBERED.match(text)
    )
    return next(values, len(row))


def stripped(doc: Printed) -> str:
    """Text with tabs, as a row is copied without the empty cells at its two ends."""
    return _written(doc, lambda rows: ["\t".join(row).strip("\t") for row in rows])


def joined(doc: Printed) -> str:
    """Text with tabs, the labels of a row in one cell."""

    def line(row: Row) -> str:
        at = _labels(row)
        return "\t".join(["".join(row[:at]), *row[at:]] if 0 < at < len(row) else row)

    return _written(doc, lambda rows: [*map(line, rows)])


def ran_on(doc: Printed) -> str:
    """Each table in one line, as a copy without borders."""
    return _written(doc, lambda rows: [" ".join(text for row in rows for text in row if text)])


def reversed_(doc: Printed) -> str:
    """The figures of each row before its label."""
    return _written(doc, lambda rows: [*map(_turned, rows)])


def reversed_ran_on(doc: Printed) -> str:
    """Each table in one line, the figures of each row before its label."""
    return _written(doc, lambda rows: [" ".join(map(_turned, rows))])


def _turned(row: Row) -> str:
    at = _labels(row)
    return " ".join(text for text in (*row[at:], *row[:at]) if text)


def wrapped(doc: Printed, size: int = _WRAP) -> str:
    """Labels broken over lines, the figures behind the piece in the middle, as a PDF gives what is centred."""

    def lines(rows: list[Row]) -> list[str]:
        found = []
        for row in rows:
            at = _labels(row)
            label = "".join(row[:at])
            pieces = [label[i : i + size] for i in range(0, len(label), size)] or [""]
            middle = (len(pieces) - 1) // 2
            pieces[middle] = " ".join(text for text in (pieces[middle], *row[at:]) if text)
            found += pieces
        return found

    return _written(doc, lines)


def laid_out(doc: Printed, size: int = _WRAP) -> str:
    """Columns held apart by spaces, each label in lines of its own column, as `pdftotext -layout` gives it."""

    def wide(text: str) -> int:
        return sum(1 if char.isascii() else 2 for char in text)

    def lines(rows: list[Row]) -> list[str]:
        found = []
        for row in rows:
            at = min(_labels(row), 3)
            pieces = [
                [text[i : i + size] for i in range(0, len(text), size)] or [""] for text in row[:at]
            ]
            tall = max(map(len, pieces), default=1)
            middle = (tall - 1) // 2
            for n in range(tall):
                said = [
                    one[k] if 0 <= (k := n - (tall - len(one)) // 2) < len(one) else ""
                    for one in pieces
                ]
                line = "".join(text + " " * (size * 2 + 2 - wide(text)) for text in said)
                if n == middle:
                    line += "".join(" " * max(_COLUMN - wide(text), 1) + text for text in row[at:])
                found.append(line.rstrip())
        return found

    return _written(doc, lines)


def boxes(doc: Printed) -> str:
    """Each figure on a line, the labels of some rows above the figures of all of these or below, and the label of a group
    between theirs: as `pdftotext` without layout takes the boxes out of a page."""

    def lines(rows: list[Row]) -> list[str]:
        found: list[str] = []
        chance = random.Random(f"{len(rows)} {doc.title} {rows[-1] if rows else ''}")
        while rows:
            count = chance.choice([1, 1, 1, 2, 3, 5])
            some = [*takewhile(_has_figures, rows[:count])] or rows[:1]
            rows = rows[len(some) :]
            if not _has_figures(some[0]):  # heads
                found += filter(None, some[0])
                continue
            labels = [piece for row in some for piece in _pieces(row[: _labels(row)])]
            figures = [text for row in some for text in row[_labels(row) :] if text]
            late = len(some) > 1 and chance.random() < 0.3
            found += [*figures, *labels] if late else [*labels, *figures]
        return [line for one in found for line in (one, "")]

    return _written(doc, lines)


def _has_figures(row: Row) -> bool:
    return _labels(row) < len(row)


def _pieces(labels: Row) -> list[str]:
    """The labels of a row in lines, that of a group in two, before and behind the first of its row's."""
    *groups, own = labels or [""]
    pieces = [own[at : at + _BOX] for at in range(0, len(own), _BOX)]
    group = "".join(groups)
    return [text for text in (group[:4], *pieces[:1], group[4:], *pieces[1:]) if text]


def markdown(doc: Printed) -> str:
    def lines(rows: list[Row]) -> list[str]:
        if not rows:
            return []
        width = max(map(len, rows))
        cells = [[text.replace("\n", "<br>").replace("|", "\\|") for text in row] for row in rows]
        table = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in cells]
        return ["", table[0], "|" + " --- |" * width, *table[1:], ""]

    return _written(doc, lines)


def sheet(doc: Printed) -> str:
    """A sheet saved as values parted by commas."""
    lines: list[Row] = [[doc.title], *([one] for one in doc.preamble)]
    for title, texts, rows in parts(doc):
        lines += [*([one] for one in (title, *texts) if one), *rows]
    lines += [[one] for one in doc.ending]
    width = max(map(len, lines))
    out = io.StringIO()
    csv.writer(out).writerows([*row, *[""] * (width - len(row))] for row in lines)
    return out.getvalue()


def _page(doc: Printed, cells: Callable[[Row], str]) -> str:
    out = [f"<html><head><meta charset='utf-8'></head><body><h2>{doc.title}</h2>"]
    out += [f"<p>{one}</p>" for one in doc.preamble]
    for title, texts, rows in parts(doc):
        out += [f"<p>{one}</p>" for one in (title, *texts) if one]
        out += ["<table>", *(f"<tr>{cells(row)}</tr>" for row in rows), "</table>"] if rows else []
    return "\n".join([*out, *(f"<p>{one}</p>" for one in doc.ending), "</body></html>"])


def plain_page(doc: Printed) -> str:
    """A page in which no cell is merged: every row as many as it has."""

    def cells(row: Row) -> str:
        texts = [html.escape(text).replace("\n", "<br>") or "&nbsp;" for text in row]
        return "".join(f"<td><p><span>{text}</span></p></td>" for text in texts)

    return _page(doc, cells)


def wide_page(doc: Printed) -> str:
    """A page made of a sheet: the labels merged to the right over their empty cells."""

    def cells(row: Row) -> str:
        at = _labels(row)
        named = [i for i in range(at) if row[i]]
        if not named or len(row) == at:
            return "".join(f"<td>{html.escape(text)}</td>" for text in row)
        left = "".join(f"<td>{html.escape(text)}</td>" for text in row[: named[-1]])
        label = f"<td colspan='{at - named[-1]}'>{html.escape(row[named[-1]])}</td>"
        return left + label + "".join(f"<td>{html.escape(text)}</td>" for text in row[at:])

    return _page(doc, cells)


def filled_down(doc: Printed) -> str:
    """Text with tabs, each label of a group beside every row of it, as a program undoes merged cells."""

    def lines(rows: list[Row]) -> list[str]:
        found, above = [], ["", ""]
        for row in rows:
            texts = list(row)
            if len(texts) > 5 and texts[2]:
                above = [texts[0] or above[0], texts[1] or above[1]]
                texts[:2] = above
            elif len(texts) > 5 and (texts[0] or texts[1]):
                above = [texts[0] or above[0], texts[1]]
                texts[:3] = [one for one in (*above, "") if one] + [""] * 3
                texts[:] = texts[:3] + row[3:]
            found.append("\t".join(texts))
        return found

    return _written(doc, lines)


def full_width(doc: Printed) -> str:
    """Text with tabs whose figures and latin signs are all of full width."""
    table = {at: at + 0xFEE0 for at in range(0x21, 0x7F)}
    return _written(doc, lambda rows: ["\t".join(row).translate(table) for row in rows])


EVERY_WAY: dict[str, Callable[[Printed], str]] = {
    **WAYS,
    "stripped.txt": stripped,
    "joined.txt": joined,
    "ran-on.txt": ran_on,
    "wrapped.txt": wrapped,
    "laid-out.txt": laid_out,
    "narrow.txt": lambda doc: laid_out(doc, 3),
    "narrow-wrapped.txt": lambda doc: wrapped(doc, 3),
    "reversed.txt": reversed_,
    "reversed-ran-on.txt": reversed_ran_on,
    "boxes.txt": boxes,
    "markdown.md": markdown,
    "sheet.csv": sheet,
    "plain-page.html": plain_page,
    "wide-page.html": wide_page,
    "filled-down.txt": filled_down,
    "full-width.txt": full_width,
}

#: In these ways so much is lost that even a sound report is not read as a whole.
WORN = frozenset(
    {"ran-on.txt", "wrapped.txt", "laid-out.txt", "narrow.txt", "narrow-wrapped.txt", "reversed.txt",
     "reversed-ran-on.txt", "boxes.txt"}
)  # fmt: skip
