"""Several people at once, on real connections of either database. Needs `committed`."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

from django.db import close_old_connections, connection, transaction


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Run the acts at the same moment, each on its own connection; results or exceptions."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        close_old_connections()
        barrier.wait(60)
        return _ended(act)

    with ThreadPoolExecutor(len(acts)) as pool:
        return [one.result(60) for one in [pool.submit(run, act) for act in acts]]


def meanwhile(first: Callable[[], Any], second: Callable[[], Any]) -> Any:
    """What `second` gives or raises that begins when `first` is written and not yet committed. On
    SQLite it waits for the whole of `first` anyway."""
    written, may_commit = Event(), Event()

    def hold_open() -> None:
        with transaction.atomic():
            first()
            written.set()
            assert may_commit.wait(60)

    with ThreadPoolExecutor(2) as pool:
        opened = pool.submit(_ended, hold_open)
        assert written.wait(60), opened.result(60)
        other = pool.submit(_ended, second)
        while connection.vendor == "postgresql" and not other.done() and not _someone_waits():
            pass
        may_commit.set()
        assert opened.result(60) is None
        return other.result(60)


def between(first: Callable[[], Any], sent: str, second: Callable[[], Any]) -> tuple[Any, Any]:
    """What both give or raise where `second` runs, until it ends or waits, after `first` has sent a
    statement with these words in it. On SQLite `second` waits for the whole of `first` anyway."""
    reached, may_go_on = Event(), Event()

    def stop(execute: Any, sql: str, *given: Any) -> Any:
        result = execute(sql, *given)
        if sent in sql and not reached.is_set():
            reached.set()
            assert may_go_on.wait(60)
        return result

    def stopping() -> Any:
        with connection.execute_wrapper(stop):
            return first()

    with ThreadPoolExecutor(2) as pool:
        begun = pool.submit(_ended, stopping)
        assert reached.wait(60), begun.result(60)
        other = pool.submit(_ended, second)
        while connection.vendor == "postgresql" and not other.done() and not _someone_waits():
            pass
        may_go_on.set()
        return begun.result(60), other.result(60)


def _ended(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except Exception as error:
        return error
    finally:
        connection.close()


def _someone_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])
