"""`compare` and `rollup` as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from selectolax.lexbor import LexborHTMLParser

from gongkai.cli import main
from gongkai.report.cell import blank, number
from gongkai.report.model import Report
from gongkai.report.write import write

TOTAL = "requests.received.total"


@pytest.fixture
def hongze(corpus: Path) -> list[str]:
    return [str(corpus / "reports" / f"hongze-{year}.txt") for year in (2023, 2024)]


def test_compare_says_what_changed(hongze: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *hongze]) == 0
    said = capsys.readouterr().out
    assert said.startswith("30 格有变化，共比了 200 格。\n")
    assert "  一、本年新收政府信息公开申请数量 · 总计：21 → 95（+74，+352.4%）\n" in said
    assert "  行政规范性文件 · 本年制发件数：0 → 3（+3）\n" in said


def test_compare_as_json_has_every_cell(
    hongze: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *hongze, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert len(data["cells"]) == 200
    assert (data["before"]["year"], data["after"]["year"]) == (2023, 2024)
    fees = next(one for one in data["cells"] if one["cell"] == "disclosure.fees.amount")
    assert (fees["difference"], fees["growth"]) == ("-185.28", "-0.0240")


def test_compare_as_a_page_asks_nothing_of_any_host(hongze: list[str], tmp_path: Path) -> None:
    target = tmp_path / "对比.html"
    assert main(["compare", *hongze, "--format", "html", "--out", str(target)]) == 0
    tree = LexborHTMLParser(target.read_text("utf-8"))
    assert len(tree.css("table.table tbody tr")) == 30
    assert tree.css("ins") and tree.css("del")
    assert tree.css("[src], link, script, iframe") == []


def test_compare_as_a_workbook(hongze: list[str], tmp_path: Path) -> None:
    target = tmp_path / "对比.xlsx"
    assert main(["compare", *hongze, "--format", "xlsx", "--out", str(target)]) == 0
    book = CalamineWorkbook.from_path(str(target))
    assert book.sheet_names == ["逐格对比", "逐句对比", "不能比的格子"]
    rows = book.get_sheet_by_name("逐格对比").to_python()
    assert [row for row in rows if row[0] == TOTAL] == [
        [TOTAL, "一、本年新收政府信息公开申请数量 · 总计", 21.0, 95.0, 74.0, "+352.4%"]
    ]


@pytest.mark.parametrize("command", [["compare", "a", "b"], ["rollup", "a", "--year", "2024"]])
def test_a_workbook_is_never_printed(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--format", "xlsx"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "请用 --out 写明文件名" in said.err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three bureaux, one of them without a number, one filed twice; a list of four."""
    files = tmp_path / "报送"
    files.mkdir()
    for name, cell in (("甲", number(3, "3")), ("乙", number(4, "4")), ("丙", blank())):
        report = Report(
            form="2021",
            year=2024,
            agency=f"云溪县{name}局",
            signed_by=f"云溪县{name}局",
            title=f"云溪县{name}局2024年政府信息公开工作年度报告",
            cells={TOTAL: cell, "requests.carried_in.total": number(0, "0")},
        )
        (files / f"{name}.html").write_bytes(write(report, "html"))
    (files / "甲又.html").write_bytes((files / "甲.html").read_bytes())
    (tmp_path / "名单.txt").write_text("云溪县甲局\n\n云溪县丁局\n", "utf-8")
    return files


def test_rollup_names_everyone_who_is_not_in_a_total(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = str(folder.parent / "名单.txt")
    assert main(["rollup", str(folder), "--year", "2024", "--expected", names]) == 0
    said = capsys.readouterr().out
    assert said.startswith("2024 年，计入 3 个机关。\n没有能计入的报告 1 个：云溪县丁局。\n")
    assert "没有计入：甲又.html（云溪县甲局）：重复报送，内容相同，只计一次。\n" in said
    beside = "缺报 1 个，重复 1 个"
    total = f"  一、本年新收政府信息公开申请数量 · 总计：7（计入 2 个，{beside}，没有数字 1 个：云溪县丙局"
    assert total in said
    assert f"规章 · 本年制发件数：没有合计（计入 0 个，{beside}，没有数字 3 个：" in said
    assert (
        "疑　计入 3 个机关；1 个机关没有能计入的报告：云溪县丁局；1 个机关重复报送：云溪县甲局。"
        in said
    )


def test_rollup_against_what_was_published(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published = tmp_path / "公布.html"
    area = Report(form="2021", year=2024, agency="云溪县人民政府", cells={TOTAL: number(3, "3")})
    published.write_bytes(write(area, "html"))
    command = ["rollup", str(folder), "--year", "2024", "--published", str(published)]
    assert main([*command, "--format", "json"]) == 0, "a difference is a warning"
    data = json.loads(capsys.readouterr().out)
    assert data["mismatches"] == [
        {
            "cell": TOTAL,
            "published": 3,
            "total": 7,
            "difference": -4,
            "cause": "one_unit",
            "unit": "云溪县乙局",
        }
    ]
    assert [f["rule"] for f in data["findings"]] == ["AGG-N", "AGG"]
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "公布 3，2 个机关之和 7，差 4。相差正好是一个机关的数（云溪县乙局）。" in said


def test_rollup_as_a_workbook_has_the_official_tables_and_the_units(
    folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "汇总.xlsx"
    command = ["rollup", str(folder), "--year", "2024", "--format", "xlsx", "--out", str(target)]
    assert main([*command, "--area", "云溪县人民政府"]) == 0
    book = CalamineWorkbook.from_path(str(target))
    assert book.sheet_names == ["表二", "表三", "表四", "合计和未计入的机关", "机关"]
    rows = {row[0]: row for row in book.get_sheet_by_name("合计和未计入的机关").to_python()}
    assert rows[TOTAL][2:5] == [7.0, 2.0, "云溪县丙局（空白）"]
    assert rows["disclosure.rules.issued"][2:4] == ["没有合计", 0.0]
    units = book.get_sheet_by_name("机关").to_python()
    assert ["云溪县甲局", "重复报送，内容相同，只计一次", "甲又.html"] in units


@pytest.fixture
def huaian(corpus: Path, tmp_path: Path) -> Path:
    """A city's own report, that of one of its districts, and a file nobody can read."""
    files = tmp_path / "淮安"
    files.mkdir()
    for name in ("huaian-2024.pdf", "hongze-2024.txt"):
        (files / name).write_bytes((corpus / "reports" / name).read_bytes())
    (files / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    return files


@pytest.mark.parametrize("area", ["淮安市", "淮安市人民政府", "--published"])
def test_the_areas_own_report_is_in_no_total(
    huaian: Path, area: str, capsys: pytest.CaptureFixture[str]
) -> None:
    own = str(huaian / "huaian-2024.pdf")
    more = ["--published", own] if area == "--published" else ["--area", area]
    assert main(["rollup", str(huaian), "--year", "2024", "--format", "json", *more]) == 2
    data = json.loads(capsys.readouterr().out)
    assert data["units"] == ["淮安市洪泽区人民政府"]
    left = {one["file"]: one["reason"] for one in data["left_out"]}
    assert left == {"坏.docx": "unreadable", "huaian-2024.pdf": "area"}
    licences = next(t for t in data["totals"] if t["cell"] == "disclosure.licences.decisions")
    assert licences["value"] == 9487
    assert "one_unit" not in {one["cause"] for one in data["mismatches"]}


def test_a_file_nobody_can_read_stands_in_the_workbook_with_the_reason(
    huaian: Path, tmp_path: Path
) -> None:
    target = tmp_path / "汇总.xlsx"
    command = ["rollup", str(huaian), "--year", "2024", "--format", "xlsx", "--out", str(target)]
    assert main(command) == 2
    rows = CalamineWorkbook.from_path(str(target)).get_sheet_by_name("机关").to_python()
    (bad,) = [row for row in rows if row[2] == "坏.docx"]
    assert bad[1].startswith("读不了：")
