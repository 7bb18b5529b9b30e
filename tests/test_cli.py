"""The command line as a person runs it: what it prints, where it writes, how it exits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.report.model import from_json
from gongkai.report.read import read_file


def report(corpus: Path, name: str) -> str:
    return str(corpus / "reports" / f"{name}.txt")


def test_read_lists_what_was_read_and_what_is_not_there(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", report(corpus, "tacheng-2024")]) == 0
    said = capsys.readouterr().out
    assert "机关　　塔城地区卫生健康委员会" in said
    assert "200 格：数字 108，文件中没有 92" in said
    assert "行政许可 · 本年处理决定数量：151" in said


def test_read_as_json_is_the_report(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", report(corpus, "hotan-2021"), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert from_json(data) == read_file(report(corpus, "hotan-2021"))


@pytest.mark.parametrize(
    ("name", "status"),
    [("hotan-2021", 0), ("xinyuan-2024", 0), ("tacheng-2024", 1), ("hongze-2023", 1)],
)
def test_check_exits_by_the_gravest_finding(
    corpus: Path, capsys: pytest.CaptureFixture[str], name: str, status: int
) -> None:
    assert main(["check", report(corpus, name)]) == status
    assert capsys.readouterr().err == ""


def test_check_as_json_lists_findings_and_what_was_not_evaluated(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", report(corpus, "hongze-2023"), "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert [f["rule"] for f in data["findings"]] == ["NT-SIX", "T4-RV", "T4-LA"]
    assert data["findings"][1]["cells"][0] == "challenges.reconsideration.upheld"
    assert (data["findings"][1]["expected"], data["findings"][1]["actual"]) == ("11", "0")
    assert "T2-FEEUNIT" in [n["rule"] for n in data["not_evaluated"]]


def test_last_years_report_is_used(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    now, before = report(corpus, "hongze-2024"), report(corpus, "hongze-2023")
    main(["check", now, "--previous", before, "--format", "json"])
    data = json.loads(capsys.readouterr().out)
    assert "T2-FEEUNIT" not in [n["rule"] for n in data["not_evaluated"]]


def test_a_place_that_several_cells_share_is_one_place(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", report(corpus, "hongze-2023")])  # one row printed for three: 21 cells
    lines = capsys.readouterr().out.splitlines()
    shared = next(line for line in lines if line.lstrip().startswith("NT-SIX"))
    assert "位置：第 4 页，第 2 个表，第 21 行，第 1 列，文件第 130 行 等 7 处" in shared


def test_a_file_that_cannot_be_read_is_one_line_and_the_rest_goes_on(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    assert main(["check", str(empty), report(corpus, "hotan-2021")]) == 2
    printed = capsys.readouterr()
    assert printed.err == f"读不了：{empty}：文件是空的。请检查是否选错了文件，或重新导出。\n"
    assert "和田地区卫生健康委员会" in printed.out


def test_write_makes_the_files_asked_for(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "正式"
    names = ["--to", "docx", "--to", "json", "--out", str(out)]
    assert main(["write", report(corpus, "jiyuan-2024"), *names]) == 0
    assert sorted(p.name for p in out.iterdir()) == ["jiyuan-2024.docx", "jiyuan-2024.json"]
    assert capsys.readouterr().out.split() == [
        str(out / "jiyuan-2024.docx"),
        str(out / "jiyuan-2024.json"),
    ]


def test_a_folder_is_read_file_by_file(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("hotan-2021", "jiyuan-2024"):
        (tmp_path / f"{name}.txt").write_bytes(Path(report(corpus, name)).read_bytes())
    (tmp_path / "notes.answers.json").write_text("{}")
    assert main(["read", str(tmp_path), "--format", "json"]) == 0
    agencies = [json.loads(line)["year"] for line in capsys.readouterr().out.splitlines()]
    assert agencies == [2021, 2024]


def test_rules_are_listed_with_their_basis(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--format", "json"]) == 0
    rules = {r["id"]: r for r in json.loads(capsys.readouterr().out)}
    assert rules["T3-ID"]["basis"] == "国办公开办函〔2021〕30号附件，表三表头说明"


def test_due_explains_the_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", "2026-05-20", "--region", "CN-XJ"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "收到日期 2026-05-20，最迟 2026-06-23 答复"


def test_showcase_makes_a_folder_to_browse(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["showcase", report(corpus, "xinyuan-2024"), "--out", str(tmp_path)]) == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "index.html",
        *(f"xinyuan-2024.{kind}" for kind in ("check.html", "docx", "html", "json", "pdf", "xlsx")),
    ]
    page = (tmp_path / "xinyuan-2024.check.html").read_text("utf-8")
    assert "新源县卫生健康委员会 2024年度报告" in page
    assert "188（92 个新办、96 个延续）" in page
    assert "<script src" not in page and "http" not in page.split("</style>")[0]


def test_the_module_runs_as_the_command_does() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "gongkai", "--version"], capture_output=True, text=True, check=True
    )
    assert ran.stdout.split()[0] == "gongkai"
