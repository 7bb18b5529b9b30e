"""Two thousand broken files of every kind, and every case kept: each ends in a report or a clear error.

`make fuzz` goes on for ten minutes a reader, guided by coverage, and keeps what fails in
`tests/corpus/fuzz/<kind>/`.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from gongkai.report.read.blocks import Grid
from tests.fuzz.mutation import mutated
from tests.fuzz.recognised import document_of
from tests.fuzz.seeds import PICTURES, SEEDS
from tests.fuzz.target import check_in_time, prepare

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "tests" / "corpus" / "fuzz"
ROUNDS = int(os.environ.get("GONGKAI_FUZZ_ROUNDS", "2000"))
MOST_MEGABYTES = 500


def broken(kind: str) -> Iterator[bytes]:
    """Broken files of a kind, each known by its number."""
    seed = SEEDS[kind]()
    for number in range(ROUNDS // len(PICTURES) if kind in PICTURES else ROUNDS):
        yield mutated(seed, random.Random(f"{kind} {number}"))


def kept(kind: str) -> Iterator[bytes]:
    """What failed once, by name."""
    for path in sorted((KEPT / kind).iterdir()):
        yield path.read_bytes()


def read_all(kind: str, inputs: Callable[[str], Iterable[bytes]], said: int) -> None:
    """Read all inputs; write the number of each before, so that one that ends the process is known."""
    prepare(kind)
    for number, data in enumerate(inputs(kind)):
        os.pwrite(said, b"%08d" % number, 0)
        try:
            check_in_time(kind, data)
        except BaseException:
            failure = {"number": number, "trace": traceback.format_exc()}
            os.pwrite(said, json.dumps(failure).encode(), 8)
            return
    os.pwrite(said, json.dumps({"megabytes": most_memory()}).encode(), 8)


def most_memory() -> int:
    """The most memory (MB) this program held. `ru_maxrss` would count the process it was begun from,
    even over an exec; the kernel's high-water mark of the new program does not."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) // 1024
    raise RuntimeError("the kernel does not tell how much memory a process held")


def in_a_process_of_its_own(kind: str, inputs: str, folder: Path) -> None:
    """Read the inputs where what ends a process ends this one alone, and its memory is nobody else's:
    a fresh interpreter, no fork (a fork begins with what the tests before it held)."""
    said = os.open(folder / "said", os.O_RDWR | os.O_CREAT)
    call = f"from {__name__} import {inputs}, read_all; read_all({kind!r}, {inputs}, {said})"
    status = subprocess.run(
        [sys.executable, "-c", call],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        pass_fds=[said],
    ).returncode
    text = os.pread(said, 1_000_000, 0).decode()
    os.close(said)
    assert status == 0, f"input {int(text[:8])} ended the process: {status}"
    outcome = json.loads(text[8:])
    assert "trace" not in outcome, f"input {outcome['number']}:\n{outcome['trace']}"
    assert outcome["megabytes"] < MOST_MEGABYTES


@pytest.mark.parametrize("kind", SEEDS)
def test_broken_files_end_well(kind: str, tmp_path: Path) -> None:
    in_a_process_of_its_own(kind, "broken", tmp_path)


@pytest.mark.parametrize("kind", sorted(path.name for path in KEPT.iterdir()))
def test_kept_cases_end_well(kind: str, tmp_path: Path) -> None:
    in_a_process_of_its_own(kind, "kept", tmp_path)


@pytest.mark.parametrize("kind", SEEDS)
def test_every_seed_is_read(kind: str) -> None:
    """A seed that is refused would make its two thousand broken files worthless."""
    from gongkai.report.read import read_document

    data = SEEDS[kind]()
    document = document_of(data) if kind == "recognised" else read_document(data, "a")
    assert document.blocks
    if kind in PICTURES:
        assert any(isinstance(block, Grid) for block in document.blocks)
