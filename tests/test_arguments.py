"""What the command line says of itself and of a command that was typed wrongly: Chinese, whole, in width."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path

import pytest

import gongkai
from gongkai.arguments import day, wrapped
from gongkai.cli import main
from gongkai.console import columns_of

SOURCE = Path(gongkai.__file__).parent


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ([], "没有写明“命令”。用法见：gongkai --help"),
        (["read"], "没有写明“文件或目录”。用法见：gongkai read --help"),
        (
            ["read", "a", "--jobs", "0"],
            "“--jobs”：“0”不是大于 0 的整数。用法见：gongkai read --help",
        ),
        (
            ["read", "a", "--format", "pdf"],
            "“--format”没有“pdf”，可以是 text、json、html。用法见：gongkai read --help",
        ),
        (
            ["serve", "--data", "a", "--port", "70000"],
            "“--port”：“70000”不是端口，请写 1 到 65535 的整数。用法见：gongkai serve --help",
        ),
        (["read", "a", "--out"], "“--out”后面没有写内容。用法见：gongkai read --help"),
        (
            ["sum", "a"],
            "没有“sum”这个命令，可以是 read、write、due、showcase、check、verdict、rules、compare、"
            "rollup、serve、manage、backup、restore。用法见：gongkai --help",
        ),
        (["read", "a", "-q", "x"], "没有“-q”这个选项。用法见：gongkai read --help"),
        (
            ["check", "a", "--verdikt=b"],
            "没有“--verdikt”这个选项，是不是 --verdicts。用法见：gongkai check --help",
        ),
        (
            ["read", "a", "--job5", "1"],
            "没有“--job5”这个选项，是不是 --jobs。用法见：gongkai read --help",
        ),
        (["due", "2026-09-18", "乙"], "多写了“乙”。用法见：gongkai due --help"),
        (
            ["rollup", "a", "--year", "24"],
            "“--year”：“24”不是年度，请写成 2024 这样。用法见：gongkai rollup --help",
        ),
        (
            ["rollup", "a", "--year", "2024", "--due", "2月"],
            "“--due”：“2月”不是日期，请写成 2026-09-18 这样。用法见：gongkai rollup --help",
        ),
        (
            ["read", "a", "--most", "1"],
            "“--most”不够明确，可以是 --most-mb、--most-pages。用法见：gongkai read --help",
        ),
        (
            ["due", "2026-02-30"],
            "“收到日期”：“2026-02-30”不是日期，请写成 2026-09-18 这样。用法见：gongkai due --help",
        ),
    ],
)
def test_a_command_typed_wrongly(
    command: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(command)
    assert end.value.code == 2
    assert capsys.readouterr().err == said + "\n"


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("command", ["read", "check", "compare", "rollup", "write", "due", "serve"])
def test_help_is_chinese_and_in_width(
    command: str,
    columns: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    said = capsys.readouterr().out
    assert end.value.code == 0
    assert said.startswith(f"用法：gongkai {command} ")
    assert not any(word in said for word in ("usage", "options", "positional", "show this"))
    told = said.split("\n\n", 1)[1].splitlines()
    assert [line for line in told if columns_of(line) > columns and "{" not in line] == []


def test_lines_are_broken_by_what_they_take() -> None:
    assert wrapped("写成一个 .parquet 文件", 12) == ["写成一个", ".parquet 文", "件"]
    assert wrapped("甲乙丙，丁", 6) == ["甲乙丙，", "丁"]


@pytest.mark.parametrize(
    "typed", ["2026-09-18", "20260918", "2026.9.18", "2026/9/18", "2026年9月18日", "2026-9-8"]
)
def test_a_day_may_be_typed_as_people_write_it(typed: str) -> None:
    assert day(typed) == date(2026, 9, 8 if typed == "2026-9-8" else 18)


@pytest.mark.parametrize(
    "typed", ["2026-13-02", "2026.2.30", "18.9.2026", "9月18日", "2026-09-18x"]
)
def test_what_is_no_day_is_not_guessed(typed: str) -> None:
    with pytest.raises(ArgumentTypeError, match="不是日期，请写成 2026-09-18 这样"):
        day(typed)


@pytest.mark.parametrize(
    "command",
    [
        ["check", "{}", "--names"],
        ["check", "{}", "--verdicts"],
        ["rollup", "{}", "--year", "2023", "--expected"],
    ],
)
def test_a_file_named_beside_the_reports_that_is_not_there(
    command: list[str], corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "没有.csv"
    report = str(corpus / "reports" / "hongze-2023.txt")
    assert main([*(one.format(report) for one in command), str(missing)]) == 2
    assert f"读不了：{missing}：没有这个文件。请检查路径。\n" in capsys.readouterr().err


def test_manage_without_a_command_lists_those_of_the_office(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["manage"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "请写明要运行的命令，例如 gongkai manage verify_audit。工作台的命令："
    assert main(["manage", "audit"]) == 2
    unknown = capsys.readouterr().err.splitlines()
    assert unknown == ["没有“audit”这个命令。工作台的命令：", *said[1:]]
    found = SOURCE.glob("office/*/management/commands/[a-z]*.py")
    assert [line.split()[0] for line in said[1:]] == sorted(path.stem for path in found)
    assert list(tmp_path.iterdir()) == []  # nothing is founded by asking


def run(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command as a person types it in a directory without an office."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI")}
    return subprocess.run(
        [sys.executable, "-m", "gongkai.cli", *words],
        cwd=tmp_path,
        env=kept | {"COLUMNS": "80", "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
        capture_output=True,
        text=True,
    )


def test_a_command_of_the_office_says_how_it_is_used_and_makes_no_office(tmp_path: Path) -> None:
    shown = run(tmp_path, "manage", "found_office", "--help")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.startswith("用法：gongkai manage found_office")
    assert "机关全称 统一社会信用代码" in shown.stdout and "county（县级）" in shown.stdout
    assert (
        "--settings" not in shown.stdout
        and "--skip" not in shown.stdout
        and "show this help" not in shown.stdout
    )
    refused = run(tmp_path, "manage", "verify_audit")
    assert refused.returncode == 2
    assert f"没有数据目录 {tmp_path / 'gongkai-data'}。" in refused.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["install_guards", "--head"], "多写了“--head”"),
        (["found_office", "--level"], "“--level”后面没有写内容"),
        (["found_office", "--level", "镇"], "“--level”没有“镇”，可以是 national、"),
        (["load_notices"], "没有写明“文件”"),
    ],
)
def test_a_command_of_the_office_that_was_typed_wrongly(
    words: list[str], said: str, tmp_path: Path
) -> None:
    (tmp_path / "gongkai-data").mkdir()
    refused = run(tmp_path, "manage", *words)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(said)
    assert refused.stderr.endswith(f"。用法见：gongkai manage {words[0]} --help\n")
    assert refused.stderr.count("\n") == 1
