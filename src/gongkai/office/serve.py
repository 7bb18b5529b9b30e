"""`gongkai serve`: one command from nothing to a running office."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path

from gongkai.office import environment, home
from gongkai.office.refusal import InstallationError

log = logging.getLogger("gongkai.serve")

WORKERS = 2
THREADS = 4
RESTART_AFTER = 2.0
# A web process told to stop while it is still starting would never answer: end it after this.
STOP_WITHIN = 15


class ServeError(InstallationError):
    """The office does not start; the message says why and what to do."""


def run(data: Path, *, port: int = 8000, host: str = "127.0.0.1", demo: bool = False) -> int:
    """Make or open the data directory, migrate, check the guards, then serve until stopped.

    `demo` makes a directory of invented data; a directory that an office already uses is refused.
    Returns the exit status: 0 stopped on request. Raises ServeError or home.HomeError when the
    office must not start.
    """
    prepare(data, demo=demo)
    check_guards()
    worker = Supervised([sys.executable, "-m", "gongkai.office.manage", "work"])
    worker.start()
    try:
        _listen(host, port)
    finally:
        worker.stop()
    return 0


def prepare(data: Path, *, demo: bool = False) -> None:
    """Directory, keys, settings and tables. Safe to repeat; seconds the first time, a fraction of
    one later."""
    data = data.absolute()
    fresh = not data.exists() or not any(data.iterdir())
    mark = data / environment.DEMO_MARK
    if demo and not fresh and not mark.exists():
        raise ServeError(f"{data} 里已经有真实的数据，不能当作演示目录。请换一个新的目录。")
    if demo and fresh:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        mark.touch()
    os.environ["GONGKAI_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.office.settings")
    home.prepare(environment.read())

    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    if pending_migrations():
        call_command("migrate", verbosity=0, interactive=False)
    if demo and fresh and find_spec("gongkai.office.demo"):
        from importlib import import_module

        import_module("gongkai.office.demo").fill()
    connections.close_all()


def pending_migrations() -> bool:
    """Whether the database is older than the code."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def check_guards() -> None:
    """Raises ServeError while a guard is missing or altered: somebody was at the database."""
    from django.db import connections

    from gongkai.office import guards

    missing = guards.check()
    connections.close_all()
    if missing:
        raise ServeError(
            f"数据库里缺少 {len(missing)} 个防护，或者防护被改过：{'、'.join(missing)}。"
            "请先查明是谁改动了数据库，用 gongkai manage verify_audit 核对审计记录，"
            "再用 gongkai manage install_guards 装回。"
        )


def _listen(host: str, port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "gongkai.office.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_WITHIN,
        log_access=False,
    ).serve()


class Supervised:
    """A child process that is started again when it ends, until `stop`."""

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._stop = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._watch, daemon=True)

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> None:
        self._process = subprocess.Popen(self._command)  # noqa: S603
        self._thread.start()

    def stop(self) -> None:
        """End the child: it finishes the job at hand, at most ten seconds."""
        self._stop.set()
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._thread.join(10)

    def _watch(self) -> None:
        while not self._stop.is_set():
            assert self._process is not None
            self._process.wait()
            if self._stop.wait(RESTART_AFTER):
                return
            log.error("the worker ended; starting it again")
            self._process = subprocess.Popen(self._command)  # noqa: S603
