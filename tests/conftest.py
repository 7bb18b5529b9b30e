"""What every test may rely on: the programs a marker names, and where the corpus lies."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No test depends on how fast the machine is: a property fails for what it says, never for its time.
settings.register_profile("gongkai", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gongkai")

CORPUS = Path(__file__).parent / "corpus"

#: Marker → how to tell that the program is there.
PROGRAMS = {
    "needs_libreoffice": lambda: shutil.which("soffice") is not None,
    "needs_chromium": lambda: (
        shutil.which("chromium") is not None and shutil.which("chromedriver") is not None
    ),
    "needs_fonts": lambda: _has_chinese_font(),
}


#: What takes longest. It begins first, or one worker would be left with it when the other has nothing
#: more to do; pytest-django puts what needs no database last.
LONGEST = (
    "tests/browser/",
    "tests/fuzz/test_fuzz.py",
    "tests/office/demo/",
    "tests/office/test_backup.py",
    "tests/office/test_serve.py",
    "tests/report/read/test_reading_broken.py",
)


def _has_chinese_font() -> bool:
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(
        ["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False
    )
    return bool(listed.stdout.strip())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first. Skip a test whose program is missing, unless the environment says that it must
    run."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
    missing = {marker for marker, there in PROGRAMS.items() if not there()}
    if not missing or os.environ.get("GONGKAI_REQUIRE_PROGRAMS"):
        return
    for item in items:
        for marker in missing & {m.name for m in item.iter_markers()}:
            item.add_marker(pytest.mark.skip(reason=f"{marker}: the program is not installed"))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of known reports with hand-checked answers."""
    return CORPUS


@pytest.fixture(scope="session")
def run_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory that all processes of this run of the suite have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
