"""Two reports side by side: every cell with its difference and growth, the texts sentence by sentence.

Two years of one unit, or two units of one year: `before` is what is compared against. Nothing here
judges; a large growth or much repeated text is for a person to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from difflib import SequenceMatcher
from typing import Any, Literal

from . import cell as cells
from .cell import Cell, Number
from .form import get_form
from .model import SECTION_TITLES, Report
from .paragraphs import join_lines, text_lines
from .width import half_width

_FOUR_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class CellDifference:
    """One cell of both reports.

    `difference` is after less before, `growth` that as a share of before (four places, 0.25 is a
    quarter more); both None where one side is no number, and growth where before is 0.
    """

    cell_id: str
    label: str
    before: Cell
    after: Cell

    @property
    def is_same(self) -> bool:
        """True when state and value agree, however they were printed."""
        return (self.before.state, self.before.value) == (self.after.state, self.after.value)

    @property
    def difference(self) -> Number | None:
        """After less before, in the cell's unit; None where one side is no number."""
        if self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value

    @property
    def growth(self) -> Decimal | None:
        """The difference as a share of before, four places; None where before is 0 or no number."""
        difference = self.difference
        if difference is None or not self.before.value:
            return None
        share = Decimal(difference) / abs(Decimal(self.before.value))
        return share.quantize(_FOUR_PLACES, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that stand in both texts, only in the later one, or only in the earlier one.

    For `same` the words are the later text's; sentences that differ in nothing but their figures and
    years are `figures`, with the earlier words beside them.
    """

    kind: Literal["same", "figures", "added", "removed"]
    text: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class SectionComparison:
    """One section's two texts. `repetition` is the share of the later text's characters that stand in
    sentences of the earlier one, figures aside; None when there is no later text."""

    number: int
    title: str
    passages: tuple[Passage, ...]
    repetition: Decimal | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """`cells` are those both forms have, in the order of the later form; `not_comparable` the ids of
    either form that the other lacks. `repetition` is that of all sections together."""

    before: Report
    after: Report
    cells: tuple[CellDifference, ...]
    not_comparable: tuple[str, ...]
    sections: tuple[SectionComparison, ...]
    repetition: Decimal | None

    @property
    def changed(self) -> tuple[CellDifference, ...]:
        """The cells that are not the same."""
        return tuple(one for one in self.cells if not one.is_same)

    def to_json(self) -> dict[str, Any]:
        """The comparison as plain JSON values; money and shares are decimal strings."""
        return {
            "before": _identity(self.before),
            "after": _identity(self.after),
            "repetition": _plain(self.repetition),
            "cells": [
                {
                    "cell": one.cell_id,
                    "label": one.label,
                    "before": cells.to_json(one.before),
                    "after": cells.to_json(one.after),
                    "difference": _plain(one.difference),
                    "growth": _plain(one.growth),
                }
                for one in self.cells
            ],
            "not_comparable": list(self.not_comparable),
            "sections": [
                {
                    "number": one.number,
                    "title": one.title,
                    "repetition": _plain(one.repetition),
                    "passages": [
                        {"kind": p.kind, "text": p.text, "before": p.before} for p in one.passages
                    ],
                }
                for one in self.sections
            ],
        }


def compare(before: Report, after: Report) -> Comparison:
    """Compare two reports of any forms.

    Cells are compared where both forms have the same id: the forms of 2019 and 2021 share tables
    three and four but for （六）其他处理, and the numbers of decisions. 本年新制作 against 本年制发 and
    对外公开总数量 against 现行有效 are different counts and never set against each other. Any two reports
    do, of one agency or of two; nothing is raised. Source: 国办公开办函〔2019〕60号 and 〔2021〕30号, tables.
    """
    earlier, later = get_form(before.form).cells, get_form(after.form).cells
    differences = tuple(
        CellDifference(one, spec.label, before.cells[one], after.cells[one])
        for one, spec in later.items()
        if one in earlier
    )
    alone = [one for one in later if one not in earlier]
    alone += [one for one in earlier if one not in later]
    numbers = sorted({s.number for s in (*before.sections, *after.sections)})
    texts = [
        (number, before.section_text(number), after.section_text(number)) for number in numbers
    ]
    sections = tuple(
        SectionComparison(
            number, SECTION_TITLES.get(number, ""), tuple(passages), _repetition(passages)
        )
        for number, old, new in texts
        for passages in [list(_passages(old, new))]
    )
    everything = [passage for section in sections for passage in section.passages]
    return Comparison(before, after, differences, tuple(alone), sections, _repetition(everything))


_SENTENCE = re.compile(r"[^\n]+?(?:[。！？；;!?]+|(?=\n)|$)")
_FIGURES = re.compile(r"\d[\d,]*(?:\.\d+)?")


def split_sentences(text: str) -> list[str]:
    """The sentences of a text with their ends, without white space around them; nothing is lost but
    white space. A line that its page broke goes on in the next; another line end closes a sentence."""
    joined = "\n".join(join_lines(text_lines(text)))
    return [found.strip() for found in _SENTENCE.findall(joined) if found.strip()]


def _passages(before: str, after: str) -> Iterator[Passage]:
    old, new = split_sentences(before), split_sentences(after)
    matcher = SequenceMatcher(None, list(map(_masked, old)), list(map(_masked, new)), False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            for mine, theirs in zip(old[i1:i2], new[j1:j2], strict=True):
                same = _normal(mine) == _normal(theirs)
                yield Passage("same", theirs) if same else Passage("figures", theirs, mine)
            continue
        yield from (Passage("removed", one) for one in old[i1:i2])
        yield from (Passage("added", one) for one in new[j1:j2])


def _repetition(passages: list[Passage]) -> Decimal | None:
    later = [one for one in passages if one.kind != "removed"]
    total = sum(len(_normal(one.text)) for one in later)
    if not total:
        return None
    # A sentence moved to another place is repeated as well.
    removed = {_masked(one.text) for one in passages if one.kind == "removed"}
    repeated = sum(
        len(_normal(one.text))
        for one in later
        if one.kind != "added" or _masked(one.text) in removed
    )
    return (Decimal(repeated) / total).quantize(_FOUR_PLACES, ROUND_HALF_UP)


def _normal(text: str) -> str:
    return "".join(half_width(text).split())


def _masked(text: str) -> str:
    """A sentence with its figures taken out: 2023年发布12条 and 2024年发布15条 are one sentence."""
    return _FIGURES.sub("0", _normal(text))


def _identity(report: Report) -> dict[str, Any]:
    return {"agency": report.agency, "year": report.year, "form": report.form}


def _plain(value: Number | None) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value
