"""Files broken at random end in a report or in a ReadError, never in anything else."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from gongkai.report.cell import prints_zero
from gongkai.report.read import ReadError, read_bytes

CORPUS = Path(__file__).parents[2] / "corpus"
FILES = [
    *sorted(p for p in (CORPUS / "converted").iterdir() if p.suffix != ".md"),
    CORPUS / "reports" / "huaian-2024.pdf",
    CORPUS / "reports" / "hotan-2021.txt",
]
ROUNDS = 25


def broken(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, lost, doubled or moved; now and then the end cut off."""
    out = bytearray(data)
    for _ in range(chance.choice([1, 3, 10, 50])):
        if not out:  # a folder in a package, or all of a small member lost
            break
        at = chance.randrange(len(out))
        match chance.randrange(4):
            case 0:
                out[at] = chance.randrange(256)
            case 1:
                del out[at : at + chance.randrange(1, 60)]
            case 2:
                out[at:at] = out[max(0, at - 100) : at]
            case _:
                other = chance.randrange(len(out))
                out[at : at + 20] = out[other : other + 20]
    if chance.random() < 0.1 and len(out) > 1:
        del out[chance.randrange(1, len(out)) :]
    return bytes(out)


def broken_inside(data: bytes, chance: random.Random) -> bytes:
    """A package whose members are broken, while the package itself is whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            member = source.read(name)
            target.writestr(name, broken(member, chance) if chance.random() < 0.4 else member)
    return out.getvalue()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_broken_file_ends_well(path: Path) -> None:
    chance = random.Random(path.name)
    data = path.read_bytes()
    for _ in range(ROUNDS):
        inside = data.startswith(b"PK") and chance.random() < 0.7
        damaged = broken_inside(data, chance) if inside else broken(data, chance)
        try:
            report = read_bytes(damaged, "某年报")
        except ReadError as error:
            assert error.cause and error.remedy
            continue
        assert all(prints_zero(c.raw) for c in report.cells.values() if c.value == 0)
