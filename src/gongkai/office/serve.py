"""`gongkai serve`: one command from nothing to a running office."""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from gongkai.office import environment, home
from gongkai.office.refusal import InstallationError
from gongkai.office.supervised import Supervised

log = logging.getLogger("gongkai.serve")

OPENS_WITHIN = 60  # seconds


class _Stopped(BaseException):
    """We were told to stop before the web processes were there to be stopped."""


class ServeError(InstallationError):
    """The office does not start; the message says why and what to do."""


#: Where a line for the person at the terminal goes.
Announce = Callable[[str], None]


def run(
    data: Path,
    *,
    port: int = 8000,
    host: str = "127.0.0.1",
    demo: bool = False,
    samples: Path | None = None,
    reports: Path | None = None,
    announce: Announce = log.info,
) -> int:
    """Make or open the data directory, migrate, check the guards, then serve until stopped.

    `demo` makes a directory of invented data; a directory that an office already uses is refused.
    `samples` is a folder of checked reports that a demo shows under /samples/. `reports` is a folder
    of real annual reports that the demo's supervising office has received. `announce` is told what a
    person should know. Returns the exit status: 0 stopped on request. Raises ServeError or
    home.HomeError when the office must not start.
    """
    if samples is not None:
        os.environ["GONGKAI_SAMPLES"] = str(samples.absolute())
    _stop_on_signal()
    worker: Supervised | None = None
    _must_be_free(host, port)
    try:
        prepare(data, demo=demo, reports=reports, announce=announce)
        check_guards()
        # The worker is told whose child it is: asked later, it could already be an orphan's answer.
        worker = Supervised(
            [sys.executable, "-m", "gongkai.office.manage", "work", "--parent", str(os.getpid())]
        )
        worker.start()
        _listen(host, port, lambda: _welcome(f"http://{host}:{port}/", demo, samples, announce))
    except _Stopped:
        log.info("stopped before it had started")
    finally:
        if worker is not None:
            worker.stop()
    return 0


def _must_be_free(host: str, port: int) -> None:
    """Raises ServeError where another program answers at this address. The web processes share their
    port with each other, so the system would let a second office share it too: visitors would come to
    either of them."""
    with socket.socket() as asked:
        # Not what closed connections still hold: an office is started again right after its end.
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind((host, port))
        except PermissionError:
            raise ServeError(
                f"没有用端口 {port} 的权限，1024 以下的端口要管理员才能用。请换一个，例如 --port 8000。"
            ) from None
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise ServeError(
                f"端口 {port} 已经有程序在用，可能是另一个没有停掉的 gongkai serve。"
                f"请先停掉它，或者用 --port 换一个端口，例如 --port {_another(port)}。"
            ) from None


def _another(port: int) -> int:
    return port + 1 if port < 65535 else 8000


def _stop_on_signal() -> None:
    """Until the web server sets its own handlers, SIGTERM ends what is being done and then us."""

    def stop(*_: object) -> None:
        raise _Stopped

    signal.signal(signal.SIGTERM, stop)


def _welcome(address: str, demo: bool, samples: Path | None, announce: Announce) -> None:
    if demo:
        from django.db import connections

        from gongkai.office.demo.founding import NAMES
        from gongkai.office.demo.reviewing import SECOND
        from gongkai.office.demo.words import PASSWORD
        from gongkai.office.portal import queries

        announce("演示机关：云溪县卫生健康委员会（虚构）。登录名和角色：")
        for role, (login, name) in NAMES.items():
            second = "　第二人：{} {}".format(*SECOND[role]) if role in SECOND else ""
            announce(f"  {login:6} {name}　{role.label}{second}")
        announce(f"密码都是 {PASSWORD}")
        if held := queries.sample():
            announce(f"公众查询办理进度：编号 {held[0]}，查询码 {held[1]}")
        connections.close_all()
    if samples is not None:
        announce(f"真实年度报告的核对结果：{address}samples/index.html")
    announce(f"公开门户：{address}")
    announce(f"工作台：请在浏览器打开 {address}desk/ ，按 Ctrl+C 结束。")


def prepare(
    data: Path,
    *,
    demo: bool = False,
    reports: Path | None = None,
    announce: Announce = log.info,
) -> None:
    """Directory, keys, settings and tables. Safe to repeat; seconds the first time, a fraction of
    one later."""
    data = data.absolute()
    fresh = not data.exists() or not any(data.iterdir())
    mark = data / environment.DEMO_MARK
    if demo and not fresh and not mark.exists():
        raise ServeError(f"{data} 里已经有真实的数据，不能当作演示目录。请换一个新的目录。")
    if demo and not fresh and not (data / environment.FILLED_MARK).exists():
        raise ServeError(
            f"{data} 的演示数据上次没有填完。请删除这个目录和 {data}.key，再运行一次。"
        )
    if demo:
        from gongkai.office.demo.planned import TODAY

        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        mark.touch()
        os.environ.setdefault("GONGKAI_TODAY", TODAY.isoformat())
    os.environ["GONGKAI_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.office.settings")
    home.prepare(environment.read())

    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    if pending_migrations():
        call_command("migrate", verbosity=0, interactive=False)
    if demo and fresh:
        from gongkai.office.demo.fill import fill

        fill(announce=announce, reports=reports)
        (data / environment.FILLED_MARK).touch()
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


def _listen(host: str, port: int, ready: Callable[[], None]) -> None:
    from gongkai.office import web

    web.forget_signals_in_children()
    server = web.Web(host, port)
    threading.Thread(target=_when_open, args=(host, port, ready), daemon=True).start()
    server.serve()


def _when_open(host: str, port: int, ready: Callable[[], None]) -> None:
    """Call `ready` once the server answers; give up in silence when it does not start at all."""
    pause = threading.Event()
    for _ in range(OPENS_WITHIN * 10):
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            pause.wait(0.1)
        else:
            ready()
            return
