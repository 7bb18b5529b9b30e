"""The wheel, without the office: what `pip install gongkai` brings must read, check and write alone."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

#: Runs the command line from the unpacked wheel, where nothing of the office can be imported.
RUN = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("django", "granian", "psycopg", "polars", "cryptography"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Refuse())
import gongkai
assert gongkai.__file__.startswith(sys.argv[1]), gongkai.__file__
from gongkai.cli import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout and unpacked."""
    built = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)],
        check=True,
        capture_output=True,
    )
    (wheel,) = built.glob("*.whl")
    place = built / "unpacked"
    zipfile.ZipFile(wheel).extractall(place)
    return place


def run(unpacked: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    environment.pop("PYTHONSAFEPATH", None)
    return subprocess.run(
        [sys.executable, "-c", RUN, str(unpacked), *arguments],
        capture_output=True,
        text=True,
        env=environment,
        cwd=unpacked,
        check=False,
    )


def test_read_check_and_write_work_without_the_office(
    unpacked: Path, corpus: Path, tmp_path: Path
) -> None:
    report = str(corpus / "reports" / "hotan-2021.txt")
    read = run(unpacked, "read", report)
    assert (read.returncode, read.stderr) == (0, "")
    assert "200 格：数字 200" in read.stdout
    assert run(unpacked, "check", report, "--format", "html").returncode == 0
    written = run(unpacked, "write", report, "--to", "docx", "--to", "pdf", "--out", str(tmp_path))
    assert (written.returncode, written.stderr) == (0, "")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["hotan-2021.docx", "hotan-2021.pdf"]


def test_the_office_asked_for_without_its_parts_says_what_is_missing(unpacked: Path) -> None:
    done = run(unpacked, "serve", "--data", "nowhere")
    assert done.returncode == 2
    assert done.stderr == "这台机器上没有安装公开工作台。请运行：pip install 'gongkai[office]'\n"
    assert not (unpacked / "nowhere").exists()
