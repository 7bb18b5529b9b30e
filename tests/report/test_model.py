"""The report as a value: every cell of its form, JSON both ways, the published schema."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from gongkai.report.cell import ABSENT, State, number
from gongkai.report.form import FORM_IDS, get_form
from gongkai.report.model import Report, Section, from_json, schema, to_json

from .strategies import any_report

_VALIDATOR = jsonschema.Draft202012Validator(schema())


@settings(max_examples=60)
@given(any_report())
def test_json_is_lossless_and_keeps_to_the_published_schema(report: Report) -> None:
    data = json.loads(json.dumps(to_json(report)))
    assert from_json(data) == report
    shuffled = {**data, "cells": dict(sorted(data["cells"].items()))}
    assert list(from_json(shuffled).cells) == list(get_form(report.form).cells)
    assert [error.message for error in _VALIDATOR.iter_errors(data)] == []


@pytest.mark.parametrize("form", FORM_IDS)
def test_a_cell_nobody_mentioned_is_absent(form: str) -> None:
    report = Report(form=form)
    assert list(report.cells) == list(get_form(form).cells)
    assert set(report.cells.values()) == {ABSENT}
    states = report.states()
    assert states.pop(State.ABSENT) == len(report.cells)
    assert set(states.values()) == {0}


def test_a_cell_the_form_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match=r"cells that form 2019 does not have: \['requests.other"):
        Report(form="2019", cells={"requests.other.other.total": number(1, "1")})
    before = Report(form="2021")
    with pytest.raises(ValueError):
        before.with_cells({"requests.total": number(1, "1")})
    assert before == Report(form="2021")


def test_a_copy_with_other_cells_leaves_the_first_as_it_was() -> None:
    first = Report(form="2021")
    second = first.with_cells({"requests.received.total": number(14, "14")})
    assert first.value("requests.received.total") is None
    assert second.value("requests.received.total") == 14
    assert list(second.cells) == list(first.cells)


def test_a_section_is_found_by_its_number() -> None:
    report = Report(sections=(Section(6, "其他需要报告的事项", "无"),))
    assert report.section(6) == Section(6, "其他需要报告的事项", "无")
    assert report.section(1) is None


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "gongkai/annual-report/2"},
        {"form": "2008"},
        {"period": {"from": "2024-02-30", "to": None}},
        {"sections": [{"number": 1}]},
        {"cells": {"requests.received.total": {"state": "number", "value": 0, "raw": ""}}},
        {"cells": [1]},
    ],
)
def test_data_of_another_shape_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        from_json({**to_json(Report(form="2021")), **change})


@pytest.mark.parametrize(
    "cell",
    [
        {"state": "number", "value": None, "raw": "1"},
        {"state": "number", "value": 1},
        {"state": "blank", "value": 0, "raw": ""},
        {"state": "zero", "value": 0, "raw": "0"},
        {"state": "number", "value": 1.5, "raw": "1.5"},
    ],
)
def test_the_schema_refuses_an_unsound_cell(cell: dict[str, Any]) -> None:
    data = to_json(Report(form="2021"))
    data["cells"]["requests.received.total"] = cell
    assert list(_VALIDATOR.iter_errors(data))
