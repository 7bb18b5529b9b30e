"""`gongkai serve` as a real process on a real directory."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import psutil
import pytest

RUN = (
    "import sys; from pathlib import Path; from gongkai.office import serve\n"
    "if __name__ == '__main__':\n"
    "    try: sys.exit(serve.run(Path(sys.argv[1]), port=int(sys.argv[2])))\n"
    "    except serve.ServeError as error: sys.exit(str(error))\n"
)
UNGUARD = (
    "import sys; from pathlib import Path; from gongkai.office import guards, serve\n"
    "serve.prepare(Path(sys.argv[1]))\n"
    "guards.remove(g for g in guards.registry() if g.name == 'audit_event_no_change')\n"
)
PATIENCE = 120  # seconds until a start counts as failed


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "office"


@pytest.fixture
def environment_of_child(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("GONGKAI_DATA", "GONGKAI_KEY_FILE")}
    return {**kept, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
        return number


@pytest.fixture
def server(
    home: Path, port: int, tmp_path: Path, environment_of_child: dict[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    script = tmp_path / "run.py"
    script.write_text(RUN)
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, str(script), str(home), str(port)],
            env=environment_of_child,
            stdout=log,
            stderr=log,
        )
    yield process
    if process.poll() is None:
        family = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        for child in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
        process.wait(PATIENCE)


def page(port: int, path: str) -> str:
    """The page, as soon as the server answers."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}{path}") as response:
                return str(response.read().decode())
        except URLError:
            if time.monotonic() > end:
                raise


def worker_of(process: subprocess.Popen[bytes]) -> psutil.Process:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for child in psutil.Process(process.pid).children():
            if child.cmdline()[-1:] == ["work"] and child.status() != psutil.STATUS_ZOMBIE:
                return child
    raise AssertionError("no worker")


def test_an_empty_directory_becomes_a_served_office(
    server: subprocess.Popen[bytes], home: Path, port: int
) -> None:
    assert "<h1>登录</h1>" in page(port, "/login/")
    assert "--accent" in page(port, "/static/gongkai/style.css")
    assert home.with_name("office.key").stat().st_mode & 0o777 == 0o600
    first = worker_of(server)
    first.kill()
    psutil.wait_procs([first], timeout=PATIENCE)
    assert worker_of(server).pid != first.pid
    server.send_signal(signal.SIGTERM)
    assert server.wait(PATIENCE) == 0


def test_without_a_guard_it_refuses_and_names_the_guard(
    home: Path, port: int, tmp_path: Path, environment_of_child: dict[str, str]
) -> None:
    script = tmp_path / "run.py"
    script.write_text(RUN)
    subprocess.run([sys.executable, "-c", UNGUARD, str(home)], env=environment_of_child, check=True)
    refused = subprocess.run(
        [sys.executable, str(script), str(home), str(port)],
        env=environment_of_child,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert refused.returncode == 1
    assert "数据库里缺少 1 个防护，或者防护被改过：audit_event_no_change。" in refused.stderr
