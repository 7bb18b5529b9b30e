"""`check` with verdicts, registers of names and whole folders, and `verdict`."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from gongkai.cli import main
from gongkai.report import show
from gongkai.report.cell import number
from gongkai.report.copying import copies_among
from gongkai.report.model import Report
from gongkai.report.pairing import pair
from gongkai.report.rules import Context, check
from gongkai.report.write import write
from gongkai.report.write.sarif import Checked, sarif
from tests.report.generate import sound_pair
from tests.report.strategies import any_report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two years of one agency; the later carries in one application too many."""
    last, now = sound_pair(7)
    value = int(now.value("requests.carried_in.total") or 0) + 1
    wrong = now.with_cells({"requests.carried_in.total": number(value, str(value))})
    (tmp_path / "b-last.html").write_bytes(write(last, "html"))
    (tmp_path / "a-now.html").write_bytes(write(wrong, "html"))
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    status = main([str(one) for one in arguments])
    said = capsys.readouterr()
    return status, said.out + said.err


def findings(out: str) -> list[dict[str, Any]]:
    told = (line for line in out.splitlines() if line.startswith("{"))  # the rest is said beside
    return [f for line in told for f in json.loads(line)["findings"]]


def test_a_folder_is_paired_by_itself(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out = run(capsys, "check", folder, "--format", "json")
    assert status == 1
    fired = {f["rule"] for f in findings(out)}
    assert {"YY-CARRY", "T3-ROW", "T3-ID"} <= fired
    alone = findings(run(capsys, "check", folder / "a-now.html", "--format", "json")[1])
    assert "YY-CARRY" not in {f["rule"] for f in alone}
    (now, last) = (json.loads(line) for line in out.splitlines())
    reasons = {n["reason"] for n in last["not_evaluated"] if n["rule"] == "YY-CARRY"}
    assert [r[:7] for r in reasons] == ["这些文件里没有"]
    assert now["file"] == "a-now.html"


def test_a_verdict_is_recorded_found_again_and_lapses(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = tmp_path / "verdicts.json"
    now, last = folder / "a-now.html", folder / "b-last.html"
    checking = ("check", now, "--previous", last, "--format", "json", "--verdicts", held)
    all_found = findings(run(capsys, *checking[:-2])[1])
    assert {f["verdict"] for f in all_found} == {None}
    for finding in all_found:
        status, out = run(
            capsys, "verdict", now, finding["fingerprint"], "dismissed", "--previous", last,
            "--reason", "表是另一个口径", "--who", "张三", "--verdicts", held,
        )  # fmt: skip
        assert (status, out.splitlines()[0]) == (0, finding["message"])
    status, out = run(capsys, *checking)
    assert status == 0, "every error was dismissed"
    assert {f["verdict"]["who"] for f in findings(out)} == {"张三"}
    status, out = run(capsys, "check", now, "--previous", last, "--verdicts", held)
    assert status == 0
    assert out.count("结论　不属实：表是另一个口径（张三，") == len(all_found)
    status, out = run(capsys, "check", now, "--verdicts", held, "--format", "json")
    assert json.loads(out)["lapsed"] != [], "without last year YY-CARRY is not there to be judged"


def test_a_verdict_on_nothing_is_refused_and_writes_nothing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = tmp_path / "verdicts.json"
    status, out = run(
        capsys, "verdict", folder / "a-now.html", "0123456789abcdef", "confirmed",
        "--reason", "属实", "--who", "张三", "--verdicts", held,
    )  # fmt: skip
    assert status == 2
    assert "没有编号 0123456789abcdef 的发现" in out
    assert not held.exists()


@pytest.mark.parametrize(
    ("option", "text", "said"),
    [("--names", "机关\n", "机关名录的第一行应当是"), ("--verdicts", "{", "结论文件不是 JSON")],
)
def test_a_broken_file_beside_the_report_is_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], option: str, text: str, said: str
) -> None:
    broken = folder / "broken.csv.x"
    broken.write_text(text, "utf-8")
    status, out = run(capsys, "check", folder / "a-now.html", option, broken)
    assert status == 2
    assert out.startswith("读不了：")
    assert said in out


def test_sarif_is_one_log_of_all_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "c.txt").write_text("不是报告", "utf-8")
    (folder / "d.pdf").write_bytes(b"%PDF-1.4 broken")
    status, out = run(capsys, "check", folder, "--format", "sarif")
    log, _ = json.JSONDecoder().raw_decode(out)
    assert status == 2, "one file could not be read"
    (only,) = log["runs"]
    assert [Path(a["location"]["uri"]).name for a in only["artifacts"]] == [
        "a-now.html",
        "b-last.html",
    ], "what is no report is not said to be in order"
    assert only["invocations"][0]["executionSuccessful"] is False


def test_what_is_no_report_is_not_found_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.py").write_text("import os\nprint(2024)\n", "utf-8")
    status, out = run(capsys, "check", tmp_path / "a.py")
    assert status == 2
    assert "a.py：看不出是一份年度报告：没有标题，没有各部分，也没有表" in out
    assert "没有发现问题" not in out


def test_what_is_no_report_in_a_folder_of_reports_is_said_and_left(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "b-last.html").rename(folder / "last.html")
    (folder / "a-now.html").unlink()
    (folder / "names.csv").write_text("全称,性质\n甲局,部门\n", "utf-8")
    status, out = run(capsys, "check", folder)
    assert status == 0
    assert "没有核对：" in out
    assert "names.csv：看不出是一份年度报告" in out


def test_many_reports_end_with_a_list_of_those_that_are_wrong(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out = run(capsys, "check", folder)
    last = out[out.rindex("核对了") :].splitlines()
    assert status == 1
    assert last[0] == "核对了 2 份：1 份有错误，0 份没有错误而有提示，1 份没有问题。"
    assert [line.split("　")[-1] for line in last[1:]] == ["a-now.html"]


def test_a_page_of_a_text_file_shows_its_lines(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = corpus / "reports" / "xinyuan-2024.txt"
    _, out = run(capsys, "check", path, "--format", "html")
    assert 'href="#L94"' in out
    assert 'id="L94"' in out


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_report(), any_report())
def test_no_report_value_breaks_a_check_or_its_outputs(now: Report, before: Report) -> None:
    pair([now, before])
    (copied, _) = copies_among([now, before])
    result = check(Context(now, before, "department", copied=copied))
    one = Checked(PurePosixPath("一.txt"), now, result)
    json.dumps(sarif([one]), ensure_ascii=False)
    json.dumps(show.check_json(result, "一.txt"), ensure_ascii=False)
    show.check_text(now, result, "一.txt")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Two agencies with the same words; the first may grant no licences and granted five."""
    last, now = sound_pair(7)
    licences = {"disclosure.licences.decisions": number(5, "5")}
    for name in ("甲局", "乙局"):
        whole = f"云溪县{name}"
        one = replace(
            now.with_cells(licences), agency=whole, agency_as_printed=whole, signed_by=whole,
            title=f"{whole}{now.year}年政府信息公开工作年度报告", signed_on=date(now.year + 1, 2, 20),
        )  # fmt: skip
        (tmp_path / f"{name}.html").write_bytes(write(one, "html"))
    before = replace(last, agency="云溪县甲局", agency_as_printed="云溪县甲局")
    (tmp_path / "往年").mkdir()
    (tmp_path / "往年" / "甲局.html").write_bytes(write(before, "html"))
    register = "全称,性质,许可权\n云溪县甲局,部门,无\n云溪县乙局,部门,无\n"
    (tmp_path / "names.csv").write_text(register, "utf-8")
    return tmp_path


def test_what_a_folder_shows_can_be_judged_with_the_same_folder(
    copied: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = tmp_path / "verdicts.json"
    shown = findings(run(capsys, "check", copied, "--format", "json")[1])
    one = next(f for f in shown if f["rule"] == "UN-COPY")
    judging = (
        "verdict", copied / "乙局.html", one["fingerprint"], "explained",
        "--reason", "两局合署办公", "--who", "张三", "--verdicts", held,
    )  # fmt: skip
    status, out = run(capsys, *judging)
    assert status == 2
    assert "--beside" in out
    mine = [
        f
        for line in run(capsys, "check", copied, "--format", "json")[1].splitlines()
        if line.startswith("{") and (data := json.loads(line))["file"] == "乙局.html"
        for f in data["findings"]
    ]
    for finding in mine:
        status, out = run(
            capsys, "verdict", copied / "乙局.html", finding["fingerprint"], "explained",
            "--reason", "两局合署办公", "--who", "张三", "--verdicts", held, "--beside", copied,
        )  # fmt: skip
        assert (status, out.splitlines()[0]) == (0, finding["message"])
    assert "UN-COPY" in {f["rule"] for f in mine}


def test_naming_last_years_report_loses_nothing_the_register_or_the_files_tell(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [copied / "甲局.html", copied / "乙局.html"]
    names = ("--names", copied / "names.csv", "--format", "json")
    plain = findings(run(capsys, "check", *now, *names)[1])
    named = findings(
        run(capsys, "check", *now, "--previous", copied / "往年" / "甲局.html", *names)[1]
    )
    wanted = {"T2-LICZERO", "NT-YEAR", "UN-COPY"}
    assert wanted <= {f["rule"] for f in plain}
    assert wanted <= {f["rule"] for f in named}


def test_what_was_not_checked_is_said_once_for_each_reason(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(corpus / "reports" / "tacheng-2024.txt")]) == 1
    printed = capsys.readouterr().out.splitlines()
    said = printed[printed.index("没有检查的 84 处：") + 1 :]
    assert said[1:5] == [
        "  T2-FEEUNIT、YY-CARRY、YY-REG、YY-ND、YY-PEND、YY-SPIKE、YY-PROB、YY-COPY　需要同时给出上年报告",
        "  T2-LICZERO　需要知道机关有没有许可权",
        "  T3-ID　“（七）总计 · 自然人”文件中没有，连它共 2 格没有数字，不能核对（共 7 处）",
        "  T3-SUM　“（四）无法提供 3.补正后申请内容仍不明确 · 自然人”文件中没有，"
        "连它共 10 格没有数字，不能核对（共 7 处）",
    ]
    named = [rule for line in said if line for rule in line.split("　")[0].strip().split("、")]
    assert len(named) == len(set(named)) == 47
