"""Very many reports in one file: taken up again after a stop, a line a file, and the same as columns."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from gongkai.archive.columns import schema, write_parquet
from gongkai.archive.lines import Lines, NotOurs, read_lines
from gongkai.cli import main
from gongkai.console import columns_of, fitting, progress_text
from gongkai.report.batch import Item
from gongkai.report.model import from_json
from gongkai.report.parallel import Outcome, read_outcome
from gongkai.report.read import ReadError, read_file

CORPUS = Path(__file__).parents[1] / "corpus" / "reports"
NAMES = ("jiyuan-2024.txt", "tacheng-2024.txt", "hongze-2023.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "年报"
    target.mkdir()
    for name in NAMES:
        shutil.copy(CORPUS / name, target / name)
    return target


def outcome(path: Path) -> Outcome:
    return read_outcome(Item(path, path))


def failed(path: Path, *, passing: bool) -> Outcome:
    error = ReadError(str(path), "读了 2 秒还没有读完", remedy="请放宽 --seconds")
    return Outcome(path, "ab12" if not passing else "", error=error, passing=passing)


def test_a_report_comes_back_as_it_was(folder: Path, tmp_path: Path) -> None:
    path = folder / NAMES[0]
    with Lines(tmp_path / "a.jsonl") as lines:
        lines.add(outcome(path))
    (line,) = read_lines(tmp_path / "a.jsonl")
    assert line["file"] == str(path)
    assert from_json(line["report"]) == read_file(path)


def test_a_stopped_run_is_taken_up_where_it_stopped(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    outcomes = [outcome(folder / name) for name in NAMES]
    with Lines(target) as lines:
        for one in outcomes[:2]:
            lines.add(one)
    whole = target.read_bytes()
    target.write_bytes(whole[:-200])  # the run was killed in the middle of a line
    with Lines(target) as lines:
        assert [lines.known(one.path) for one in outcomes] == [outcomes[0].sha256, None, None]
        assert len(list(read_lines(target))) == 1
        for one in outcomes[1:]:
            lines.add(one)
    assert [line["file"] for line in read_lines(target)] == [str(one.path) for one in outcomes]
    assert target.read_bytes().startswith(whole)
    assert list(tmp_path.glob("*.new")) == []


def test_a_file_has_one_line_the_newest(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    first, second = folder / NAMES[0], folder / NAMES[1]
    with Lines(target) as lines:
        lines.add(failed(first, passing=True))
        lines.add(failed(second, passing=False))
        assert set(lines.failures) == {str(first), str(second)}
    with Lines(target) as lines:
        assert lines.known(first) is None  # it may go well this time
        assert lines.known(second) == "ab12"
        lines.add(outcome(first))
        lines.add(Outcome(second, "ab12"))  # unchanged: its line stays
        assert set(lines.failures) == {str(second)}
    assert [("report" in line, line["file"]) for line in read_lines(target)] == [
        (False, str(second)),
        (True, str(first)),
    ]


@pytest.mark.parametrize("held", [b'{"a": 1}\n', b"\xd0\xcf\x11\xe0\n1\n", "名单\n".encode()])
def test_a_file_of_something_else_is_left_as_it_is(held: bytes, tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    target.write_bytes(held)
    with pytest.raises(NotOurs, match="没有动它"):
        Lines(target)
    assert target.read_bytes() == held
    assert main(["read", str(CORPUS / NAMES[0]), "--out", str(target), "--jobs", "1"]) == 2
    assert target.read_bytes() == held


def test_columns_hold_every_cell_and_no_zero_for_a_blank(folder: Path, tmp_path: Path) -> None:
    lines_at, target = tmp_path / "a.jsonl", tmp_path / "a.parquet"
    paths = [folder / name for name in NAMES]
    with Lines(lines_at) as lines:
        for path in paths:
            lines.add(outcome(path))
        lines.add(failed(folder / "坏.pdf", passing=False))
    assert write_parquet(lines_at, target) == 4
    frame = pl.read_parquet(target)
    assert dict(frame.schema) == schema()
    assert frame["error"].to_list() == [None, None, None, "读了 2 秒还没有读完"]
    for row, path in zip(frame.to_dicts(), paths, strict=False):
        report = read_file(path)
        assert (row["file"], row["year"], row["agency"]) == (str(path), report.year, report.agency)
        assert [s["text"] for s in row["sections"]] == [s.text for s in report.sections]
        for name, cell in report.cells.items():
            assert row[f"{name}.state"] == cell.state.value
            assert row[name] == (None if cell.value is None else Decimal(cell.value))
    failed_row = frame.to_dicts()[3]
    assert all(
        failed_row[name] is None for name in schema() if name not in ("file", "sha256", "error")
    )


def test_no_lines_are_columns_without_rows(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").touch()
    assert write_parquet(tmp_path / "a.jsonl", tmp_path / "a.parquet") == 0
    assert pl.read_parquet(tmp_path / "a.parquet").shape == (0, len(schema()))


def test_the_command_reads_all_goes_on_and_tells_what_it_could_not(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "坏.docx").write_bytes(b"PK\3\4")
    target = tmp_path / "out" / "全部.parquet"
    command = ["read", str(folder), "--out", str(target), "--jobs", "2", "--ordered"]
    assert main(command) == 2
    said = capsys.readouterr()
    assert said.out == f"{target}\n"
    assert "共 4 份：新读 3 份，以前读过、没有变化 0 份，这次读不了 1 份；用时 " in said.err
    assert (
        f"读不了 1 份：文件已损坏，里面的内容打不开。请重新下载后再读。\n    {folder / '坏.docx'}\n"
        in said.err
    )
    lines = target.with_suffix(".jsonl").read_bytes()
    assert [json.loads(line)["file"] for line in lines.splitlines()] == [
        str(folder / name) for name in sorted([*NAMES, "坏.docx"])
    ]
    assert pl.read_parquet(target).height == 4
    assert main(command) == 2
    assert "新读 0 份，以前读过、没有变化 4 份" in capsys.readouterr().err
    assert target.with_suffix(".jsonl").read_bytes() == lines
    (folder / "坏.docx").unlink()
    shutil.copy(CORPUS.parent / "converted" / "jiyuan-2024.docx", folder / "坏.docx")
    assert main(command) == 0
    assert "新读 1 份" in capsys.readouterr().err


def test_jobs_want_one_file_to_write_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(CORPUS / NAMES[0]), "--jobs", "2"]) == 2
    assert "请用 --out 写明" in capsys.readouterr().err


def test_progress_says_rate_and_time_that_remains() -> None:
    assert progress_text(120, 1000, 8, 3) == "120/1000 份，还要约 59 秒，3 份读不了，每秒 15.0 份"
    assert progress_text(100, 100_000, 10, 0) == "100/100000 份，还要约 166 分钟，每秒 10.0 份"
    assert progress_text(9, 1000, 3, 1) == "9/1000 份，1 份读不了"  # the processes are starting


def test_progress_fits_the_terminal_by_whole_clauses() -> None:
    said = "120/1000 份，还要约 59 秒，3 份读不了，每秒 15.0 份"
    assert fitting(said, columns_of(said)) == said
    assert fitting(said, columns_of(said) - 1) == "120/1000 份，还要约 59 秒，3 份读不了"
    assert fitting(said, 8) == "120/1000"
    assert columns_of("年报 12") == 7
