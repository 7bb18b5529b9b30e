"""The annual report as a value: identity, six sections, every cell of its form, facts and notes.

The value is immutable and knows no file, no database and no clock. `to_json` and `from_json` are
exact inverses; the schema is published in `schema.json` and versioned by `SCHEMA`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from importlib import resources
from typing import Any

from . import cell as cells
from .cell import ABSENT, Cell, Number, State
from .form import NO_FORM, Form, get_form

SCHEMA = "gongkai/annual-report/1"

#: The six sections of the forms of 2019 and 2021, by number.
SECTION_TITLES = {
    1: "总体情况",
    2: "主动公开政府信息情况",
    3: "收到和处理政府信息公开申请情况",
    4: "政府信息公开行政复议、行政诉讼情况",
    5: "存在的主要问题及改进情况",
    6: "其他需要报告的事项",
}


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the office, as printed; None where the document does not say."""

    address: str | None = None
    postcode: str | None = None
    telephone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections. `text` is the narrative without the statutory table, lines joined by \\n."""

    number: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A number said in the narrative, with its sentence."""

    metric: str
    value: Number
    unit: str
    sentence: str
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the five themes of section one: `name` as the form says it (监督保障), `start` and `end` its
    characters in the section's text. `headed` is False where only a sentence speaks of it."""

    name: str
    start: int
    end: int
    headed: bool = True


@dataclass(frozen=True, slots=True)
class LabelledValue:
    """A value of a table that no statutory form knows, under its own label (with its column's heading
    after 「 · 」 where a row has several values) and unit, both as printed."""

    label: str
    unit: str | None
    cell: Cell


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader of the report must know about how it was read: `section-missing`, …"""

    code: str
    message: str


@dataclass(frozen=True)
class Report:
    """One annual report.

    `agency` is the full normalised name, None when the document does not tell; `agency_as_printed`
    is the name in the title. `preamble` and `ending` are the text before section one and after
    section six. Every cell of the form is present in `cells`; a form `none` has no cells.
    """

    form: str = NO_FORM
    agency: str | None = None
    year: int | None = None
    title: str | None = None
    agency_as_printed: str | None = None
    region: str | None = None
    period_from: date | None = None
    period_to: date | None = None
    signed_by: str | None = None
    signed_on: date | None = None
    contact: Contact = field(default_factory=Contact)
    preamble: str = ""
    sections: tuple[Section, ...] = ()
    ending: str = ""
    cells: Mapping[str, Cell] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    notes: tuple[Note, ...] = ()
    basis: tuple[str, ...] = ()
    themes: tuple[Theme, ...] = ()
    labelled: tuple[LabelledValue, ...] = ()

    def __post_init__(self) -> None:
        known = get_form(self.form).cells
        extra = self.cells.keys() - known.keys()
        if extra:
            raise ValueError(f"cells that form {self.form} does not have: {sorted(extra)[:3]}")
        if len(self.cells) != len(known):  # a cell nobody mentioned is absent, in the form's order
            full = {cell_id: self.cells.get(cell_id, ABSENT) for cell_id in known}
            object.__setattr__(self, "cells", full)

    @property
    def is_one(self) -> bool:
        """Whether anything of an annual report was found: a title, a section, a table. Else it was read out of
        something that is none."""
        return self.form != NO_FORM or bool(self.title or self.sections or self.labelled)

    @property
    def statutory_form(self) -> Form:
        """The form this report was read or made with."""
        return get_form(self.form)

    def value(self, cell_id: str) -> Number | None:
        """The number in a cell, or None when it holds no number. Raises KeyError for an unknown id."""
        return self.cells[cell_id].value

    def section(self, number: int) -> Section | None:
        """The section with this number, or None when the document has none."""
        return next((s for s in self.sections if s.number == number), None)

    def section_text(self, number: int) -> str:
        """The narrative of this section; empty when the document has none."""
        section = self.section(number)
        return section.text if section else ""

    def states(self) -> dict[State, int]:
        """How many cells are in each state; every state is listed, the counts add up to the form."""
        counts = dict.fromkeys(State, 0)
        for one in self.cells.values():
            counts[one.state] += 1
        return counts

    def with_cells(self, changes: Mapping[str, Cell]) -> Report:
        """A copy with some cells replaced. Raises ValueError for a cell the form does not have."""
        return replace(self, cells={**self.cells, **changes})


def to_json(report: Report) -> dict[str, Any]:
    """The report as plain JSON values, in the shape of `schema.json`."""
    return {
        "schema": SCHEMA,
        "form": report.form,
        "agency": report.agency,
        "year": report.year,
        "title": report.title,
        "agency_as_printed": report.agency_as_printed,
        "region": report.region,
        "period": {"from": _day(report.period_from), "to": _day(report.period_to)},
        "signed_by": report.signed_by,
        "signed_on": _day(report.signed_on),
        "contact": {
            "address": report.contact.address,
            "postcode": report.contact.postcode,
            "telephone": report.contact.telephone,
            "email": report.contact.email,
        },
        "preamble": report.preamble,
        "sections": [
            {"number": s.number, "title": s.title, "text": s.text} for s in report.sections
        ],
        "ending": report.ending,
        "cells": {cell_id: cells.to_json(one) for cell_id, one in report.cells.items()},
        "facts": [
            {
                "metric": f.metric,
                "channel": f.channel,
                "value": str(f.value) if isinstance(f.value, Decimal) else f.value,
                "unit": f.unit,
                "sentence": f.sentence,
            }
            for f in report.facts
        ],
        "notes": [{"code": n.code, "message": n.message} for n in report.notes],
        "basis": list(report.basis),
        "themes": [
            {"name": t.name, "start": t.start, "end": t.end, "headed": t.headed}
            for t in report.themes
        ],
        "labelled": [
            {"label": v.label, "unit": v.unit, "cell": cells.to_json(v.cell)}
            for v in report.labelled
        ],
    }


def from_json(data: Mapping[str, Any]) -> Report:
    """The inverse of `to_json`. Raises ValueError, saying what is wrong, on data of another shape."""
    if data.get("schema") != SCHEMA:
        raise ValueError(f"schema is {data.get('schema')!r}, not {SCHEMA!r}")
    try:
        return _from_json(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a report of schema {SCHEMA}: {error!r}") from error


def _from_json(data: Mapping[str, Any]) -> Report:
    period = data.get("period") or {}
    return Report(
        form=data["form"],
        agency=data.get("agency"),
        year=data.get("year"),
        title=data.get("title"),
        agency_as_printed=data.get("agency_as_printed"),
        region=data.get("region"),
        period_from=_date(period.get("from")),
        period_to=_date(period.get("to")),
        signed_by=data.get("signed_by"),
        signed_on=_date(data.get("signed_on")),
        contact=Contact(**(data.get("contact") or {})),
        preamble=data.get("preamble", ""),
        sections=tuple(
            Section(s["number"], s["title"], s["text"]) for s in data.get("sections", ())
        ),
        ending=data.get("ending", ""),
        cells=_in_order(data["form"], data["cells"]),
        facts=tuple(
            Fact(
                metric=f["metric"],
                value=Decimal(f["value"]) if isinstance(f["value"], str) else f["value"],
                unit=f["unit"],
                sentence=f["sentence"],
                channel=f.get("channel"),
            )
            for f in data.get("facts", ())
        ),
        notes=tuple(Note(n["code"], n["message"]) for n in data.get("notes", ())),
        basis=tuple(data.get("basis", ())),
        themes=tuple(Theme(**one) for one in data.get("themes", ())),
        labelled=tuple(
            LabelledValue(v["label"], v["unit"], cells.from_json(v["cell"]))
            for v in data.get("labelled", ())
        ),
    )


def _in_order(form: str, given: Mapping[str, dict[str, Any]]) -> dict[str, Cell]:
    """The cells in the order of the form: what kept the JSON may have put its names in another."""
    places = {cell_id: place for place, cell_id in enumerate(get_form(form).cells)}
    ordered = sorted(given.items(), key=lambda item: places.get(item[0], len(places)))
    return {cell_id: cells.from_json(one) for cell_id, one in ordered}


def schema() -> dict[str, Any]:
    """The published JSON Schema of a report."""
    text = (resources.files("gongkai.report") / "schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
