"""Files made to fill the memory: each ends in a report or in one clear line, within 500 MB a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.report.read.hostile import CASES

ROOT = Path(__file__).parents[3]
MOST_MEGABYTES = 500


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, int]]:
    """What became of each case, and its greatest memory; all read by one program, each in its own process."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, make in CASES.items():
        (folder / name).write_bytes(make())
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.report.read.hostile",
            *(str(folder / name) for name in CASES),
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        timeout=300,
        check=True,
    )
    for name in CASES:
        (folder / name).unlink()
    found = {}
    for line in done.stdout.splitlines():
        path, outcome, megabytes, _ = json.loads(line)
        found[Path(path).name] = (outcome, megabytes)
    return found


@pytest.mark.parametrize("name", CASES)
def test_it_ends_well_within_its_memory(name: str, outcomes: dict[str, tuple[str, int]]) -> None:
    outcome, megabytes = outcomes[name]
    assert outcome == "report" or outcome.startswith(f"{name}：")
    assert "\n" not in outcome
    assert 0 < megabytes < MOST_MEGABYTES


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("lines.txt", "文字超过 500 万字或 20 万行"),
        ("rows.csv", "文字超过 500 万字或 20 万行"),
        ("rows.html", "标记超过 40 万个"),
        ("nested-divs.html", "一层套一层"),
        ("spans.html", "超过 1000 列"),
        ("bomb.docx", "解开后超过 50 MB"),
        ("corner.xlsx", "1048576 行 16384 列"),
        ("corner.xls", "65536 行 65536 列"),
        ("long-strings.xlsx", "表格文件已损坏"),
        ("bomb.pdf", "解开后大得不正常"),
        ("pages.pdf", "超过 300 页"),
        ("laughs.docx", "不是完整的 XML"),
        ("lists.json", "不完整或被改动过"),
    ],
)
def test_the_cause_is_named(name: str, cause: str, outcomes: dict[str, tuple[str, int]]) -> None:
    assert cause in outcomes[name][0]
