"""One cell of a report: what was printed, where, and how sure that is.

Blank is not zero. A cell is made only through the constructors below, and the type itself refuses a
number that was not printed: the value 0 needs a printed zero in `raw`, whichever reader made it. How a
printed text becomes a cell is in `printed`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import repeat
from typing import Any, NamedTuple, Self

Number = int | Decimal


class State(StrEnum):
    """What stands in a cell. Only a named judgement turns one state into another."""

    NUMBER = "number"  # a printed zero is the number 0
    BLANK = "blank"  # the cell is there and nothing is printed in it
    NOT_APPLICABLE = "not_applicable"  # "/", "-", "—", 无, 暂无, 不适用
    ANNOTATED = "annotated"  # a number with words; both are kept
    UNREADABLE = "unreadable"  # something is printed that could not be read for sure
    ABSENT = "absent"  # the row, the table or the section is not in the document


#: The words a person reads for each state.
STATE_NAMES = {
    State.NUMBER: "数字",
    State.BLANK: "空白",
    State.NOT_APPLICABLE: "不适用",
    State.ANNOTATED: "带文字",
    State.UNREADABLE: "读不清",
    State.ABSENT: "文件中没有",
}


class Method(StrEnum):
    """How a value was obtained."""

    PRINTED = "printed"  # read as printed
    DECODED = (
        "decoded"  # run-together digits, the only reading that satisfies the form's identities
    )
    RECOGNISED = "recognised"  # optical recognition
    COUNTED = "counted"  # counted from an office's own records


class Source(NamedTuple):
    """Where a cell stands in its document. All numbers count from 1; None where it does not apply.

    `line` and `offset` (characters from the start, from 0) point into text files, `page` and `box`
    (left, top, right, bottom in points) into paged ones.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None
    offset: int | None = None
    box: tuple[float, float, float, float] | None = None

    def describe(self) -> str:
        """Say the place in Chinese: 第 3 页，第 2 个表，第 7 行，第 2 列."""
        parts = []
        if self.page is not None:
            parts.append(f"第 {self.page} 页")
        if self.line is not None and self.table is None:
            parts.append(f"第 {self.line} 行")
        if self.table is not None:
            parts.append(f"第 {self.table} 个表")
            if self.row is not None:
                parts.append(f"第 {self.row} 行")
            if self.column is not None:
                parts.append(f"第 {self.column} 列")
            if self.line is not None:
                parts.append(f"文件第 {self.line} 行")
        return "，".join(parts)


def sources_in_line(
    line: Source, table: int, row: int, offsets: Sequence[int] | None, many: int
) -> list[Source]:
    """The places of the `many` values of a row that stand in one line of a file, in its columns from 1 on; `offsets`
    are theirs, None in a file where nothing is counted from the start."""
    fields = zip(
        repeat(line.page),
        repeat(table),
        repeat(row),
        range(1, many + 1),
        repeat(line.line),
        repeat(None) if offsets is None else offsets,
        repeat(line.box),
        strict=False,
    )
    return list(map(tuple.__new__, repeat(Source), fields))


class _Fields(NamedTuple):
    state: State
    value: Number | None = None
    raw: str | None = None
    source: Source | None = None
    method: Method | None = None
    confidence: float | None = None
    candidates: tuple[Number, ...] = ()
    witnesses: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


class Cell(_Fields):
    """One cell. Use the constructors (`number`, `blank`, …); they keep the invariants.

    `value` is an int or a Decimal (money, in the form's unit) for `number` and `annotated`, else None.
    `raw` is the text exactly as printed. `confidence` is 0–1, None where nothing was in doubt.
    `candidates` are the readings that remain possible for an unreadable cell. `witnesses` name what
    else in the document says the same number (`row-sum`, `column-sum`, `balance`, `parts`, `text`), and
    `against` what says another.
    """

    __slots__ = ()

    def __new__(
        cls,
        state: State,
        value: Number | None = None,
        raw: str | None = None,
        source: Source | None = None,
        method: Method | None = None,
        confidence: float | None = None,
        candidates: tuple[Number, ...] = (),
        witnesses: tuple[str, ...] = (),
        against: tuple[str, ...] = (),
    ) -> Self:
        """Raises ValueError for a state with the wrong value, and for a zero that nobody printed."""
        if (state is State.NUMBER or state is State.ANNOTATED) is (value is None):
            raise ValueError(f"a cell in state {state} with value {value!r}")
        if value == 0 and raw != "0" and not prints_zero(raw):
            raise ValueError(f"the number 0 without a printed zero: {raw!r}")
        fields = state, value, raw, source, method, confidence, candidates, witnesses, against
        return tuple.__new__(cls, fields)

    @classmethod
    def _make(cls, iterable: Iterable[Any]) -> Self:  # type: ignore[override]
        """`_replace` makes cells this way: it keeps the invariants too."""
        return cls(*iterable)

    @property
    def is_number(self) -> bool:
        """True when there is a value to calculate with (a number, or a number with words)."""
        return self.value is not None

    # The two below change nothing that the invariants speak of, so nothing is asked again.

    def at(self, source: Source | None) -> Self:
        """This cell at another place."""
        state, value, raw, _, method, sure, candidates, witnesses, against = self
        fields = state, value, raw, source, method, sure, candidates, witnesses, against
        return tuple.__new__(type(self), fields)

    def heard(
        self, witnesses: tuple[str, ...], against: tuple[str, ...], confidence: float | None
    ) -> Self:
        """This cell with its witnesses, and how sure it is with them."""
        state, value, raw, source, method, _, candidates, _, _ = self
        fields = state, value, raw, source, method, confidence, candidates, witnesses, against
        return tuple.__new__(type(self), fields)


def vouched(
    values: Sequence[Number],
    texts: Sequence[str],
    places: Sequence[Source],
    witnesses: Iterable[tuple[str, ...]],
    seen: Sequence[float] = (),
) -> list[Cell]:
    """Many numbers as `number` and `heard` make each, with nothing against them: printed, or all recognised, each as
    sure as `seen` says. Raises ValueError for a zero that its text does not print."""
    zeros = [text for value, text in zip(values, texts, strict=True) if not value and text != "0"]
    if not all(map(prints_zero, zeros)):
        raise ValueError(f"the number 0 without a printed zero: {zeros!r}")
    none: Iterable[tuple[()]] = repeat(())
    fields = zip(
        repeat(State.NUMBER),
        values,
        texts,
        places,
        repeat(Method.RECOGNISED if seen else Method.PRINTED),
        seen or repeat(None),
        none,
        witnesses,
        none,
        strict=False,
    )
    return list(map(tuple.__new__, repeat(Cell), fields))


ABSENT = Cell(State.ABSENT)


def number(
    value: Number,
    raw: str,
    source: Source | None = None,
    *,
    method: Method = Method.PRINTED,
    confidence: float | None = None,
) -> Cell:
    """A number as printed. Raises ValueError for a zero that `raw` does not print."""
    return Cell(State.NUMBER, value, raw, source, method, confidence)


def counted(value: Number) -> Cell:
    """A number counted from an office's own records: its evidence is those records, not a document."""
    return Cell(State.NUMBER, value, str(value), None, Method.COUNTED)


def annotated(
    value: Number,
    raw: str,
    source: Source | None = None,
    *,
    method: Method = Method.PRINTED,
    confidence: float | None = None,
) -> Cell:
    """A number with words around it, 「188（92个新办、96个延续）」: the first number counts, the words stay."""
    return Cell(State.ANNOTATED, value, raw, source, method, confidence)


def blank(source: Source | None = None) -> Cell:
    """A cell that is there and holds nothing."""
    return Cell(State.BLANK, raw="", source=source)


def not_applicable(raw: str, source: Source | None = None) -> Cell:
    """A cell that says it does not apply; `raw` keeps how."""
    return Cell(State.NOT_APPLICABLE, raw=raw, source=source)


def unreadable(
    raw: str | None, source: Source | None = None, *, candidates: tuple[Number, ...] = ()
) -> Cell:
    """A cell whose number cannot be told for sure."""
    return Cell(State.UNREADABLE, raw=raw, source=source, candidates=candidates)


_ZEROS = frozenset("0０〇零○")


def prints_zero(raw: str | None) -> bool:
    """Tell whether a text shows a zero digit at all."""
    return raw is not None and not _ZEROS.isdisjoint(raw)


def to_json(cell: Cell) -> dict[str, Any]:
    """The cell as plain JSON values. An integer stays a number; money becomes a decimal string."""
    state, value, raw, source, method, confidence, candidates, witnesses, against = cell
    out: dict[str, Any] = {"state": state.value, "value": _plain(value), "raw": raw}
    if source is not None:
        out["source"] = {
            name: list(held) if isinstance(held, tuple) else held
            for name, held in zip(Source._fields, source, strict=True)
            if held is not None
        }
    if method is not None:
        out["method"] = method.value
    if confidence is not None:
        out["confidence"] = confidence
    if candidates:
        out["candidates"] = [_plain(c) for c in candidates]
    if witnesses:
        out["witnesses"] = list(witnesses)
    if against:
        out["against"] = list(against)
    return out


def from_json(data: dict[str, Any]) -> Cell:
    """The inverse of `to_json`. Raises ValueError, KeyError or TypeError on data of another shape."""
    source = data.get("source")
    if source is not None:
        box = source.get("box")
        source = Source(**{**source, "box": tuple(box) if box else None})
    method = data.get("method")
    return Cell(
        state=State(data["state"]),
        value=_value(data.get("value")),
        raw=data.get("raw"),
        source=source,
        method=Method(method) if method else None,
        confidence=data.get("confidence"),
        candidates=tuple(v for c in data.get("candidates", ()) if (v := _value(c)) is not None),
        witnesses=_names(data.get("witnesses", ())),
        against=_names(data.get("against", ())),
    )


def _names(values: Any) -> tuple[str, ...]:
    if isinstance(values, str) or not all(isinstance(one, str) for one in values):
        raise ValueError(f"not a list of names: {values!r}")
    return tuple(values)


def _plain(value: Number | None) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value


def _value(value: int | str | None) -> Number | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, str):
        try:
            return Decimal(value)
        except InvalidOperation as error:
            raise ValueError(f"not a decimal: {value!r}") from error
    raise ValueError(f"not a number: {value!r}")
