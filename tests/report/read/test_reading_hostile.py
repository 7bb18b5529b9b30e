"""Files made to fill the memory: each ends in a report or in one clear line, within 500 MB a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.report.read.hostile import CASES

ROOT = Path(__file__).parents[3]
MOST_MEGABYTES = 500


OutcomeOf = Callable[[str], tuple[str, int]]


@pytest.fixture(scope="module")
def outcome_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OutcomeOf]:
    """What becomes of a case, and its greatest memory. A case is made when it is asked for and read once,
    in a process of its own, by one program that never holds more than the reader itself."""
    folder = tmp_path_factory.mktemp("hostile")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.report.read.measured"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
    ) as reader:
        assert reader.stdin is not None and reader.stdout is not None
        ask, answers = reader.stdin, reader.stdout

        @cache
        def outcome(name: str) -> tuple[str, int]:
            path = folder / name
            path.write_bytes(CASES[name]())
            ask.write(f"{path}\n")
            ask.flush()
            said, megabytes = json.loads(answers.readline())
            path.unlink()
            return said, megabytes

        yield outcome


@pytest.mark.parametrize("name", CASES)
def test_it_ends_well_within_its_memory(name: str, outcome_of: OutcomeOf) -> None:
    outcome, megabytes = outcome_of(name)
    assert outcome == "report" or outcome.startswith(f"{name}：")
    assert "\n" not in outcome
    assert 0 < megabytes < MOST_MEGABYTES


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("lines.txt", "文字超过 500 万字或 20 万行"),
        ("long-figure.txt", "一串 2000 位以上的数字"),
        ("long-figure.html", "一串 2000 位以上的数字"),
        ("rows.csv", "文字超过 500 万字或 20 万行"),
        ("rows.html", "标记超过 40 万个"),
        ("nested-divs.html", "一层套一层"),
        ("spans.html", "超过 1000 列"),
        ("bomb.docx", "解开后超过 50 MB"),
        ("corner.xlsx", "1048576 行 16384 列"),
        ("corner.xls", "65536 行 65536 列"),
        ("long-strings.xlsx", "表格文件已损坏"),
        ("styles.xml", "文件里没有文字"),
        ("sheets.ods", "表格超过 20 万格"),
        ("corner.ods", "1048576 行 16384 列"),
        ("text.ods", "文字超过 500 万字"),
        ("type.ods", "这是 OpenDocument 文件"),
        ("bomb.ods", "解开后超过 50 MB"),
        ("bomb.pdf", "解开后大得不正常"),
        ("pages.pdf", "超过 300 页"),
        ("lines.pdf", "第 1 页画了几万样东西"),
        ("lines-and-text.pdf", "第 1 页画了几万样东西"),
        ("fewer-lines.pdf", "也没有看到字"),
        ("laughs.docx", "不是完整的 XML"),
        ("lists.json", "不完整或被改动过"),
    ],
)
def test_the_cause_is_named(name: str, cause: str, outcome_of: OutcomeOf) -> None:
    assert cause in outcome_of(name)[0]
