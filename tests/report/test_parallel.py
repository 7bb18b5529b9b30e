"""Many files at once: what hangs, crashes or swells ends alone, and everything else is read."""

from __future__ import annotations

import pickle
import shutil
import zipfile
from pathlib import Path

import psutil
import pytest

from gongkai.report.batch import find_files, find_items
from gongkai.report.parallel import Limits, Outcome, read_outcome, read_parallel
from gongkai.report.read import Bounds, ReadError
from tests.report.read.hostile import slow_pdf

CORPUS = Path(__file__).parents[1] / "corpus"
TEXTS = sorted((CORPUS / "reports").glob("*.txt"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in TEXTS:
        shutil.copy(path, tmp_path / path.name)
    (tmp_path / "坏.docx").write_bytes(b"PK\3\4")
    return tmp_path


def read(folder: Path, **options: object) -> list[Outcome]:
    return list(read_parallel(find_items(find_files([folder])), **options))  # type: ignore[arg-type]


def test_every_item_has_its_outcome_in_order(folder: Path) -> None:
    with zipfile.ZipFile(folder / "包.zip", "w") as package:
        package.write(TEXTS[0], "区县/甲.txt")
        package.writestr("坏.zip", b"PK")
    outcomes = read(folder, jobs=2, ordered=True)
    items = list(find_items(find_files([folder])))
    assert [o.path for o in outcomes] == [item.path for item in items]
    for outcome, item in zip(outcomes, items, strict=True):
        if hasattr(item, "file"):
            assert outcome == read_outcome(item) or outcome.error is not None
    assert {o.path.name: o.error.cause for o in outcomes if o.error} == {
        "坏.docx": "文件已损坏，里面的内容打不开",
        "坏.zip": "文件已损坏，里面的内容打不开",
    }
    assert not any(o.passing for o in outcomes)


def test_what_was_read_before_is_not_read_again(folder: Path) -> None:
    first = {o.path: o.sha256 for o in read(folder, jobs=1)}
    (folder / TEXTS[0].name).write_bytes(TEXTS[1].read_bytes())
    again = read(folder, jobs=1, known=first.get)
    assert [o.path.name for o in again if not o.unchanged] == [TEXTS[0].name]


def test_a_file_that_takes_too_long_ends_alone(folder: Path) -> None:
    (folder / "慢.pdf").write_bytes(slow_pdf())
    outcomes = read(folder, jobs=1, limits=Limits(seconds=2))
    failed = {o.path.name: (o.error.cause, o.passing) for o in outcomes if o.error}
    assert failed["慢.pdf"] == ("读了 2 秒还没有读完", True)
    assert set(failed) == {"慢.pdf", "坏.docx"}
    assert len(outcomes) == len(TEXTS) + 2


def test_a_worker_that_dies_loses_only_the_file_it_was_at(folder: Path) -> None:
    (folder / "hp.pdf").write_bytes(slow_pdf())  # the fourth by its name
    before = set(psutil.Process().children())
    found = read_parallel(find_items(find_files([folder])), jobs=1)
    outcomes = [next(found) for _ in range(3)]
    (worker,) = [
        child
        for child in set(psutil.Process().children()) - before
        if "resource_tracker" not in " ".join(child.cmdline())
    ]
    worker.kill()
    outcomes += found
    assert len(outcomes) == len(TEXTS) + 2
    killed = [o for o in outcomes if o.passing]
    assert [(o.path.name, o.error.cause) for o in killed if o.error] == [
        ("hp.pdf", "读取程序在这个文件上意外退出")
    ]


def test_a_worker_that_swells_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "慢.pdf").write_bytes(slow_pdf())
    (outcome,) = read(tmp_path, jobs=1, limits=Limits(megabytes=20))
    assert outcome.error is not None and outcome.passing
    assert outcome.error.cause == "读取时占用的内存超过 20 MB"


def test_the_bounds_are_those_of_the_caller(folder: Path) -> None:
    outcomes = read(folder, jobs=1, limits=Limits(bounds=Bounds(bytes=7_000)))
    too_big = [o.path.name for o in outcomes if o.error and "文件超过 0 MB" in o.error.cause]
    assert too_big == [path.name for path in TEXTS if path.stat().st_size > 7_000]


def test_no_worker_is_left_when_the_caller_stops(folder: Path) -> None:
    before = {p.pid for p in psutil.Process().children()}
    found = read_parallel(find_items(find_files([folder])), jobs=2)
    next(found)
    found.close()  # type: ignore[attr-defined]
    left = [p for p in psutil.Process().children() if p.pid not in before]
    assert all("resource_tracker" in " ".join(p.cmdline()) for p in left)


def test_an_error_goes_from_process_to_process() -> None:
    error = ReadError("甲.docx", "文件加了密码", place="第 2 页", remedy="请去掉密码")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.cause, again.remedy) == (str(error), error.cause, error.remedy)
