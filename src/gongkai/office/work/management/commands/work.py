"""`gongkai manage work`: the process that does what the outbox holds. `gongkai serve` starts it."""

from __future__ import annotations

import logging
import os
import signal
import threading
from datetime import timedelta
from typing import Any

from django.core.management.base import CommandParser
from django.db import close_old_connections
from django.db.utils import DatabaseError

from gongkai.office import time
from gongkai.office.command import OfficeCommand
from gongkai.office.work import runner, services

log = logging.getLogger("gongkai.work")

#: A published item is in the search within this time and that of its own work.
PAUSE = 0.25
SCAN_EVERY = timedelta(minutes=10)


class Command(OfficeCommand):
    help = "处理后台事项，按时扫描期限。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="做完现有的事项就结束")
        parser.add_argument("--parent", type=int, metavar="进程号", help="这个进程不在了就结束")

    def handle(self, *args: Any, once: bool, parent: int | None, **options: Any) -> None:
        stop = threading.Event()
        if not once:
            signal.signal(signal.SIGTERM, lambda *_: stop.set())
            signal.signal(signal.SIGINT, lambda *_: stop.set())
        scanned = None
        # The parent may have been killed hard, even before we came here: then nobody supervises,
        # and another will start.
        while not stop.is_set() and (parent is None or os.getppid() == parent):
            now = time.now()
            try:
                if scanned is None or abs(now - scanned) >= SCAN_EVERY:
                    services.tick(now=now)
                    scanned = now
                # The scan may have taken long: a lease begins when the job does.
                taken = runner.run_next(now=time.now())
            except DatabaseError:
                log.exception("the database does not answer; trying again")
                taken = False
                close_old_connections()
            if not taken:
                if once:
                    return
                stop.wait(PAUSE)
