"""The real reports in `tests/corpus` read exactly as two people read them by eye."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.report.cell import Method, State
from gongkai.report.form import cell_id, get_form
from gongkai.report.model import Report, from_json, to_json
from gongkai.report.read import read_file

CORPUS = Path(__file__).parents[2] / "corpus"
REPORTS = CORPUS / "reports"
FIVE = ("tacheng-2024", "hotan-2021", "shapotou-2024", "xinyuan-2024", "jiyuan-2024")
TEXTS = sorted(path.stem for path in REPORTS.glob("*.txt"))

# One line 「（六）其他处理」 of the form of 2019 stands in these reports of the form of 2021. It prints 0
# in every column, so each of the three rows can only be 0: decoded, and said so.
MERGED = ("other.not_supplemented", "other.fee_not_paid", "other.other")


def read(name: str) -> Report:
    return read_file(REPORTS / f"{name}.txt")


def answers(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((REPORTS / f"{name}.answers.json").read_text("utf-8"))
    return loaded


def expected_cells(rows: dict[str, Any]) -> dict[str, tuple[str, Any, str | None]]:
    """Each cell of a first reading as (state, value, raw)."""
    out: dict[str, tuple[str, Any, str | None]] = {}
    for row_id, values in rows.items():
        table, row = row_id.split(".", 1)
        columns = get_form("2021").table(table).row(row).columns
        if isinstance(values, str):
            values = [values] * len(columns)
        for column, value in zip(columns, values, strict=True):
            one = cell_id(table, row, column.id)
            if isinstance(value, dict):
                out[one] = ("annotated", value["annotated"], value["raw"])
            elif value in ("absent", "blank"):
                out[one] = (value, None, None if value == "absent" else "")
            else:
                number = Decimal(value) if isinstance(value, str) else value
                out[one] = ("number", number, str(value))
    return out


@pytest.mark.parametrize("name", FIVE)
def test_every_cell_is_as_read_by_eye(name: str) -> None:
    cells = read(name).cells
    expected = expected_cells(answers(name)["rows"])
    assert len(expected) == 200
    assert {i: (c.state.value, c.value, c.raw) for i, c in cells.items()} == expected


@pytest.mark.parametrize("name", FIVE)
def test_identity_sections_and_notes_are_as_read_by_eye(name: str) -> None:
    report, said = read(name), answers(name)
    assert report.form == said["form"]
    assert report.year == said["year"]
    assert report.title == said["title"]
    assert report.agency == said["agency"]
    assert report.agency_as_printed == said["agency_as_printed"]
    assert report.region == said["region"]
    plain = to_json(report)
    assert [plain["period"]["from"], plain["period"]["to"]] == said["period"]
    assert (plain["signed_by"], plain["signed_on"]) == (said["signed_by"], said["signed_on"])
    assert {k: v for k, v in plain["contact"].items() if v is not None} == said["contact"]
    assert report.ending == said["ending"]
    assert [note.code for note in report.notes] == said["notes"]
    assert_text(report.preamble, said["preamble"])
    assert [str(s.number) for s in report.sections] == list(said["sections"])
    for section in report.sections:
        assert_text(section.text, said["sections"][str(section.number)])


def assert_text(text: str, expected: str | list[str]) -> None:
    if isinstance(expected, str):
        assert text == expected
    else:
        start, end = expected
        assert text.startswith(start)
        assert text.endswith(end)


@pytest.mark.parametrize("name", TEXTS)
def test_every_line_of_a_section_is_a_line_of_the_file(name: str) -> None:
    lines = [
        line.replace("\f", "").strip()
        for line in (REPORTS / f"{name}.txt").read_text("utf-8").split("\n")
    ]
    report = read(name)
    for text in (report.preamble, *(s.text for s in report.sections), report.ending):
        for line in text.split("\n"):
            assert line in lines


@pytest.mark.parametrize("name", TEXTS)
def test_every_value_stands_where_its_source_says(name: str) -> None:
    text = (REPORTS / f"{name}.txt").read_text("utf-8")
    lines = text.split("\n")
    for cell in read(name).cells.values():
        if cell.raw is None or cell.source is None:
            assert cell.state is State.ABSENT
            continue
        source = cell.source
        assert source.offset is not None and source.line is not None
        assert text[source.offset : source.offset + len(cell.raw)] == cell.raw
        assert cell.raw in lines[source.line - 1]
        assert source.table is not None and source.row is not None and source.column is not None


@pytest.mark.parametrize("name", FIVE)
def test_two_readings_by_eye_agree(name: str) -> None:
    first, second = answers(name), second_reading(name)
    assert {
        one: (state, value) for one, (state, value, _) in expected_cells(first["rows"]).items()
    } == second_cells(second)
    for field in ("agency", "agency_as_printed", "year", "signed_by", "signed_on"):
        assert first[field] == second[field], field
    assert first["period"] == [second["period"]["from"], second["period"]["to"]]


@pytest.mark.parametrize("name", FIVE)
def test_the_reader_agrees_with_the_second_reading(name: str) -> None:
    report, second = read(name), second_reading(name)
    cells = {i: (c.state.value, c.value) for i, c in report.cells.items()}
    assert cells == second_cells(second)
    # 2024 年度 stands on its own line under Xinyuan's title; the second reading leaves it out.
    assert bare(report.title).removesuffix("2024年度") == bare(second["title"])
    # The second reading gives Shapotou's region without 中卫市, which its full name does carry.
    assert bare(report.region).endswith(bare(second["region"]))
    contact = to_json(report)["contact"]
    assert {k: bare(v) for k, v in contact.items()} == {
        k: bare(v) for k, v in second["contact"].items()
    }
    for number, said in enumerate(second["sections"], 1):
        section = report.section(number)
        assert (section is not None) is said["present"]
        if section is not None:
            assert section.title == said["title"]
            text = bare(section.text).removeprefix("-")
            assert text.startswith(bare(said["first"]))
            assert text.endswith(bare(said["last"]))
            assert bool(text) is (said["first"] is not None)


def second_reading(name: str) -> dict[str, Any]:
    path = CORPUS / "second-reading" / f"{name}.json"
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return loaded


def second_cells(second: dict[str, Any]) -> dict[str, tuple[str, Any]]:
    return {
        i: (c["state"], Decimal(str(c["value"])) if isinstance(c["value"], float) else number(c))
        for i, c in second["cells"].items()
    }


def number(cell: dict[str, Any]) -> Any:
    value = cell["value"]
    return Decimal(value) if isinstance(value, str) else value


def bare(text: str | None) -> str:
    return "".join((text or "").split())


@pytest.mark.parametrize("name", ["hongze-2023", "hongze-2024"])
def test_hongze_reads_to_its_answers(name: str) -> None:
    report = read(name)
    said = json.loads((REPORTS / f"{name}.answers.json").read_text("utf-8"))
    assert (report.agency, report.year, report.form) == (said["agency"], said["year"], "2021")
    merged = {i for i in report.cells if i.split(".", 1)[1].startswith(MERGED)}
    assert len(merged) == 21
    assert {report.cells[i].method for i in merged} == {Method.DECODED}
    assert {i: c.value for i, c in report.cells.items()} == {
        i: Decimal(str(v)) if isinstance(v, float) else v for i, v in said["cells"].items()
    }
    (note,) = report.notes
    assert note.code == "row-merged"
    assert "印 0 的，3 行都只能是 0" in note.message
    assert [s.number for s in report.sections] == [1, 2, 3, 4, 5, 6]
    assert [s.text for s in report.sections[1:4]] == ["", "", ""]
    assert report.sections[5].text.endswith("信息处理费 0 元。")


@pytest.mark.parametrize("name", ["hotan-2021", "jiyuan-2024", "xinyuan-2024", "hongze-2024"])
def test_the_forms_own_arithmetic_holds(name: str) -> None:
    """Row sums, the total of the results, and what came in against what went out."""
    report = read(name)
    columns = [c.id for c in get_form("2021").table("requests").rows[0].columns]

    def row(row_id: str) -> list[int]:
        return [int(report.value(cell_id("requests", row_id, c)) or 0) for c in columns]

    results = [r.id for r in get_form("2021").table("requests").rows[2:23]]
    for row_id in ("received", "carried_in", *results, "concluded", "carried_out"):
        assert sum(row(row_id)[:6]) == row(row_id)[6]
    assert [sum(column) for column in zip(*map(row, results), strict=True)] == row("concluded")
    came = [a + b for a, b in zip(row("received"), row("carried_in"), strict=True)]
    went = [a + b for a, b in zip(row("concluded"), row("carried_out"), strict=True)]
    assert came == went


@pytest.mark.parametrize("name", TEXTS)
def test_a_report_survives_json(name: str) -> None:
    report = read(name)
    assert from_json(json.loads(json.dumps(to_json(report)))) == report


def test_the_caller_may_name_the_agency() -> None:
    report = read_file(REPORTS / "jiyuan-2024.txt", agency="济源市卫生健康委员会")
    assert report.agency == "济源市卫生健康委员会"
    assert report.agency_as_printed == "卫生健康委员会"
    assert [note.code for note in report.notes] == ["region-missing"]
