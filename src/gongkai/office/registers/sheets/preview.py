"""What a file would write, line by line, before anything is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from gongkai.office.agencies.models import Section
from gongkai.office.grid import Grid, SheetError, Value
from gongkai.office.registers.models import Kind, SubKind
from gongkai.office.registers.services.rows import Likeness, RowData, likeness, problems
from gongkai.office.registers.sheets.columns import Columns, find_columns

FIELD_NAMES = {
    "subject": "事项",
    "category": "类别",
    "sub_kind": "办理类型",
    "amount": "金额",
    "section": "科室",
}
SUB_KINDS = {
    "": "",
    "新办": SubKind.NEW,
    "新申请": SubKind.NEW,
    "首次": SubKind.NEW,
    "首次申请": SubKind.NEW,
    "延续": SubKind.RENEWAL,
    "换证": SubKind.RENEWAL,
    "变更": SubKind.CHANGE,
}
LENGTHS = {"number": 120, "subject": 300, "category": 120}

#: What makes two rows the same decision.
Key = tuple[str, date, str]


@dataclass(frozen=True)
class LineProblem:
    """One sentence about one line of the file."""

    line: int
    sentence: str


@dataclass(frozen=True)
class Preview:
    """A file as it would be written.

    rows        (line, data) of the lines to write
    errors      any of them stops the whole file
    duplicates  lines that are there already, or a second time in the file: left out
    notices     same number on another day, or no number and all else equal: written, but worth a look
    unused      headings whose content is not stored
    """

    kind: Kind
    columns: Columns
    rows: tuple[tuple[int, RowData], ...]
    errors: tuple[LineProblem, ...]
    duplicates: tuple[LineProblem, ...]
    notices: tuple[LineProblem, ...]
    lines: int

    @property
    def unused(self) -> tuple[str, ...]:
        return self.columns.unused

    @property
    def ready(self) -> bool:
        """Whether the file may be written as it is."""
        return not self.errors and bool(self.rows)


def preview(
    kind: Kind,
    grid: Grid,
    *,
    as_of: date,
    existing: Callable[[Iterable[str]], set[Key]],
    alike: Callable[[Iterable[date]], set[Likeness]],
    sections: Mapping[str, Section],
) -> Preview:
    """Read the lines of a file as rows of a register.

    `existing` gives for some numbers the keys (number, day, category) already there, `alike` for some
    days what rows without a number are like, `sections` are the open sections by name. Raises SheetError when a
    necessary column is not found.
    """
    columns = find_columns(kind, grid)
    if columns.missing:
        names = "、".join(f"“{name_of(kind, field)}”" for field in columns.missing)
        raise SheetError(
            f"没有找到 {names} 这几列。请在第一行写上列名；双公示的字段名（例如 XK_WSH）也可以。"
        )
    reader = _Reader(kind, columns, as_of, sections)
    read: list[tuple[int, RowData]] = []
    errors: list[LineProblem] = []
    lines = 0
    for at, cells in enumerate(grid[columns.heading_at + 1 :], start=columns.heading_at + 2):
        if not any(str(cell).strip() for cell in cells):
            continue
        lines += 1
        data, wrong = reader.read(cells)
        errors.extend(LineProblem(at, f"第 {at} 行{sentence}") for sentence in wrong)
        if data is not None and not wrong:
            read.append((at, data))
    held = existing(data.number for _, data in read)
    like = alike(data.decided_on for _, data in read if not data.number)
    rows, duplicates, notices = _sort_out(kind, read, held, like)
    return Preview(
        kind, columns, tuple(rows), tuple(errors), tuple(duplicates), tuple(notices), lines
    )


def _sort_out(
    kind: Kind, read: Sequence[tuple[int, RowData]], held: set[Key], like: set[Likeness]
) -> tuple[list[tuple[int, RowData]], list[LineProblem], list[LineProblem]]:
    """The rows to write, the duplicates left out, and the numbers worth a look."""
    rows: list[tuple[int, RowData]] = []
    duplicates: list[LineProblem] = []
    notices: list[LineProblem] = []
    numbers_held = {number for number, _, _ in held}
    in_file: dict[Key, int] = {}
    first_of: dict[str, int] = {}
    first_like: dict[Likeness, int] = {}
    for at, data in read:
        if not data.number:
            notices.extend(_look_again(at, likeness(data), like, first_like))
            first_like.setdefault(likeness(data), at)
            rows.append((at, data))
            continue
        key: Key = (data.number, data.decided_on, data.category)
        named = f"第 {at} 行的{kind.number_label}“{data.number}”"
        if key in held:
            duplicates.append(
                LineProblem(at, f"{named}在 {data.decided_on} 已经登记过，不再写入。")
            )
            continue
        if key in in_file:
            duplicates.append(LineProblem(at, f"{named}与第 {in_file[key]} 行相同，只写入一次。"))
            continue
        if data.number in numbers_held:
            notices.append(LineProblem(at, f"{named}台账里已有，日期或者类别不同，会再写入一条。"))
        elif data.number in first_of:
            notices.append(
                LineProblem(
                    at,
                    f"{named}与第 {first_of[data.number]} 行同号，日期或者类别不同，会各写入一条。",
                )
            )
        in_file[key] = at
        first_of.setdefault(data.number, at)
        rows.append((at, data))
    return rows, duplicates, notices


def _look_again(
    at: int, one: Likeness, held: set[Likeness], in_file: Mapping[Likeness, int]
) -> Iterator[LineProblem]:
    """Without a number nothing says whether an equal row is the same one: a person looks."""
    same = f"第 {at} 行没有编号，日期、类别、金额和事项都与"
    if one in held:
        yield LineProblem(at, f"{same}台账里的一条相同，会再写入一条。同一笔的请删去这一行。")
    elif one in in_file:
        yield LineProblem(at, f"{same}第 {in_file[one]} 行相同，会各写入一条。同一笔的请删去一行。")


def name_of(kind: Kind, field: str) -> str:
    """What a column is called."""
    own = {"number": kind.number_label, "decided_on": kind.date_label}
    return own.get(field) or FIELD_NAMES[field]


class _Reader:
    """Reads the cells of one line."""

    def __init__(
        self, kind: Kind, columns: Columns, as_of: date, sections: Mapping[str, Section]
    ) -> None:
        self.kind, self.columns, self.as_of, self.sections = kind, columns, as_of, sections

    def read(self, cells: Sequence[Value]) -> tuple[RowData | None, list[str]]:
        wrong: list[str] = []
        text = {f: self._text(cells, f, wrong) for f in ("number", "subject", "category")}
        day = self._day(cells, wrong)
        amount = self._amount(cells, wrong) if self.kind.in_money else None
        sub_kind = self._sub_kind(cells, wrong)
        section = self._section(cells, wrong)
        if day is None:
            return None, wrong
        data = RowData(
            number=text["number"],
            subject=text["subject"],
            decided_on=day,
            category=text["category"],
            sub_kind=sub_kind,
            amount=amount,
            section=section,
        )
        for code, sentence in problems(self.kind, data, self.as_of):
            if code != "amount-missing":  # said above, with what to do in a file
                wrong.append(f"：{sentence}")
        return data, wrong

    def _cell(self, cells: Sequence[Value], field: str) -> Value:
        at = self.columns.of.get(field)
        return "" if at is None or at >= len(cells) else cells[at]

    def _text(self, cells: Sequence[Value], field: str, wrong: list[str]) -> str:
        text = plain_text(self._cell(cells, field))
        if len(text) > LENGTHS[field]:
            wrong.append(
                f"“{name_of(self.kind, field)}”有 {len(text)} 个字，最多 {LENGTHS[field]} 个。"
            )
        return text

    def _day(self, cells: Sequence[Value], wrong: list[str]) -> date | None:
        value = self._cell(cells, "decided_on")
        name = name_of(self.kind, "decided_on")
        if plain_text(value) == "":
            wrong.append(f"“{name}”是空的。")
            return None
        try:
            return parse_day(value)
        except ImpossibleDayError as error:
            wrong.append(f"“{name}”是 {error}，没有这一天。")
        except ValueError:
            text = plain_text(value)
            if _SERIAL.fullmatch(text):
                wrong.append(
                    f"“{name}”是“{text}”，像是表格软件的日期序号。请把这一列设成日期格式再导入。"
                )
            else:
                wrong.append(f"“{name}”是“{text}”，不是日期。请写成 2026-03-02 的样子。")
        return None

    def _amount(self, cells: Sequence[Value], wrong: list[str]) -> Decimal | None:
        value = self._cell(cells, "amount")
        if plain_text(value) == "":
            wrong.append("“金额”是空的。没有收费的行请删去，收费为零的填 0。")
            return None
        try:
            amount = parse_amount(value)
        except ValueError:
            wrong.append(f"“金额”是“{plain_text(value)}”，不是数。请只填数，单位写在列名里。")
            return None
        return amount.scaleb(4) if self.columns.amount_in_ten_thousand else amount

    def _sub_kind(self, cells: Sequence[Value], wrong: list[str]) -> str:
        text = plain_text(self._cell(cells, "sub_kind"))
        if text not in SUB_KINDS:
            wrong.append(f"“办理类型”是“{text}”，应当是新办、延续或者变更，也可以空着。")
            return ""
        return str(SUB_KINDS[text])

    def _section(self, cells: Sequence[Value], wrong: list[str]) -> Section | None:
        text = plain_text(self._cell(cells, "section"))
        if text and text not in self.sections:
            wrong.append(
                f"“科室”是“{text}”，本机关没有这个科室。请改成现有科室的名称，也可以空着。"
            )
        return self.sections.get(text)


class ImpossibleDayError(ValueError):
    """Looks like a day, but there is none such; the message is what was written."""


_DAY = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}.*)?"
)
#: The day numbers of spreadsheets from 1982 to 2064; never taken for a day, which would be a guess.
_SERIAL = re.compile(r"[345]\d{4}(\.\d+)?")
_AMOUNT = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
MOST_DIGITS = 20
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")


def parse_day(value: Value) -> date:
    """A cell as a day. Raises ImpossibleDayError, or ValueError when it is no day at all."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = plain_text(value)
    found = _DAY.fullmatch(text) or _COMPACT.fullmatch(text)
    if not found:
        raise ValueError(text)
    year, month, day = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise ImpossibleDayError(text) from None


def parse_amount(value: Value) -> Decimal:
    """A cell as a number, exactly as shown. Raises ValueError for anything but plain digits, at most
    twenty: 1E+06 may hide digits, and 1E999999 has a million of them."""
    text = plain_text(value).replace(",", "").replace("，", "").removeprefix("¥").removeprefix("￥")
    if not _AMOUNT.fullmatch(text) or sum(map(str.isdigit, text)) > MOST_DIGITS:
        raise ValueError(text)
    return Decimal(text)


def plain_text(value: Value) -> str:
    """A cell as text: a whole number without its point, a number as its shortest digits."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value).strip()
