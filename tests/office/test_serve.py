"""`gongkai serve` as a real process on a real directory."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar
from urllib.error import HTTPError, URLError

import psutil
import pytest

from gongkai.office.supervised import Supervised
from gongkai.office.web import Web
from tests.office.site import PATIENCE, Site, ready

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
_A_MOMENT = threading.Event()
T = TypeVar("T")


def let_it_work() -> None:
    """Between two looks at a process: two cores are busy enough."""
    _A_MOMENT.wait(0.05)


@pytest.fixture
def site(run_directory: Path, tmp_path: Path) -> Site:
    """An office with its tables: a start takes its time only where the first start is the matter."""
    return Site(tmp_path, "office", like=ready(run_directory, "empty"))


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
        return number


Start = Callable[[Site], subprocess.Popen[bytes]]


@pytest.fixture
def start(port: int, tmp_path: Path) -> Iterator[Start]:
    """Serve an office on `port`; whatever is left of it afterwards is ended."""
    script = tmp_path / "run.py"
    script.write_text(RUN)
    started: list[subprocess.Popen[bytes]] = []

    def begin(site: Site) -> subprocess.Popen[bytes]:
        with (tmp_path / "log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, str(script), str(site.data), str(port)],
                env=site.environment,
                stdout=log,
                stderr=log,
            )
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.poll() is None:
            family = psutil.Process(process.pid).children(recursive=True)
            process.kill()
            for child in family:
                with contextlib.suppress(psutil.NoSuchProcess):
                    child.kill()
            process.wait(PATIENCE)


def page(port: int, path: str) -> str:
    """The page, as soon as the server answers."""

    def look() -> str | None:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}{path}") as response:
                return str(response.read().decode())
        except HTTPError:
            raise
        except URLError:
            return None

    return until(look, "no server")


def until(found: Callable[[], T | None], what: str) -> T:
    """What is found, as soon as it is."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if (one := found()) is not None:
            return one
        let_it_work()
    raise AssertionError(what)


def worker_of(
    process: subprocess.Popen[bytes], *, but: psutil.Process | None = None
) -> psutil.Process:
    """The worker of a server; another one than `but`."""

    def look() -> psutil.Process | None:
        for child in psutil.Process(process.pid).children():
            with contextlib.suppress(psutil.NoSuchProcess):
                if child != but and "work" in child.cmdline():  # a zombie has no command
                    return child
        return None

    return until(look, "no worker")


def gone(family: list[psutil.Process]) -> bool:
    """Once they all are. psutil's own wait takes a process that was given the id of one for it."""
    until(lambda: True if not any(lives(one) for one in family) else None, f"left: {family}")
    return True


def lives(one: psutil.Process) -> bool:
    try:
        return one.is_running() and one.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_an_empty_directory_becomes_a_served_office(
    start: Start, tmp_path: Path, port: int
) -> None:
    site = Site(tmp_path, "office")
    server = start(site)
    assert "<h1>登录</h1>" in page(port, "/login/")
    assert "--accent" in page(port, "/static/gongkai/style.css")
    assert site.key.stat().st_mode & 0o777 == 0o600
    first = worker_of(server)
    first.kill()
    assert lives(worker_of(server, but=first))
    server.send_signal(signal.SIGTERM)
    assert server.wait(PATIENCE) == 0


def test_a_port_that_another_office_shares_is_refused_before_anything_is_made(
    port: int, tmp_path: Path
) -> None:
    site = Site(tmp_path, "office")
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # as the web processes do
        other.bind(("127.0.0.1", port))
        other.listen()
        ran = site.run(RUN, site.data, port)
    assert ran.returncode == 1
    assert f"端口 {port} 已经有程序在用" in ran.stderr and f"--port {port + 1}" in ran.stderr
    assert not site.data.exists() and not site.key.exists()


def test_without_a_guard_it_refuses_and_names_the_guard(site: Site, port: int) -> None:
    assert site.ask(UNGUARD, site.data) == []
    refused = site.run(RUN, site.data, port)
    assert refused.returncode == 1
    assert "数据库里缺少 1 个防护，或者防护被改过：audit_event_no_change。" in refused.stderr


def family_of(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


@pytest.mark.parametrize("moment", ["while it loads", "while the web processes load", "the group"])
def test_it_stops_whenever_it_is_told_to_and_leaves_nobody_behind(
    start: Start, site: Site, port: int, moment: str
) -> None:
    server = start(site)
    wanted = {"while it loads": 0, "while the web processes load": 3, "the group": 3}[moment]
    until(lambda: True if len(family_of(server)) >= wanted else None, "no processes")
    if moment == "the group":
        page(port, "/login/")
        for child in reversed(family_of(server)):  # the web processes die first: they are missed
            child.terminate()
    family = family_of(server)
    server.send_signal(signal.SIGTERM)
    status = server.wait(PATIENCE)
    assert gone(family)
    assert status in ((0,) if wanted else (0, -signal.SIGTERM))


def test_a_stop_in_the_moment_a_web_process_ends_is_not_forgotten() -> None:
    """The loop is about to clear its wake-up for a web process that ended: the signal comes then."""
    web = Web("127.0.0.1", 0)

    class Ended(list[int]):
        def clear(self) -> None:
            web.signal_handler_interrupt()
            super().clear()

    web.interrupt_children = Ended()  # no index: nothing to start again in this test
    web.interrupt_children.append(0)
    web._respawn_workers = lambda *_, **__: None  # type: ignore[method-assign]
    web.main_loop_interrupt.set()
    loop = threading.Thread(target=web._serve_loop, args=(None, None), daemon=True)
    loop.start()
    loop.join(PATIENCE)
    assert not loop.is_alive()
    web._ended.set()


def test_a_worker_of_a_dead_parent_ends_by_itself(site: Site) -> None:
    made = site.environment | {"GONGKAI_DATA": str(site.data)}
    gone = subprocess.Popen([sys.executable, "-c", "pass"])
    gone.wait()
    command = [sys.executable, "-m", "gongkai.office.manage", "work", "--parent", str(gone.pid)]
    assert subprocess.run(command, env=made, timeout=PATIENCE, check=False).returncode == 0


def test_nothing_is_started_again_once_it_is_stopped() -> None:
    for _ in range(5):
        child = Supervised([sys.executable, "-c", "pass"], restart_after=0)
        child.start()
        child.stop()
        pid = child.pid
        child._thread.join(PATIENCE)
        assert child.pid == pid
        assert pid is not None
        assert not psutil.pid_exists(pid)
