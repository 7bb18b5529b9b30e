"""The web processes: granian, made to stop whenever it is told to.

Three moments in which a signal would be lost, and what is done about each:

- granian's loop clears its wake-up when a web process ended by itself; a stop that arrives just
  then (a signal to the whole process group ends the web processes too) is forgotten, and the loop
  sleeps for ever. `Web` repeats the wake-up until the loop has ended.
- A web process inherits our handler when it is forked and keeps it until the office is loaded: a
  stop in between goes nowhere. A forked child gets the default action back.
- A lock held by another thread at the moment of forking stays locked in the child. Whatever our own
  threads import is imported before.
"""

from __future__ import annotations

import encodings.idna  # noqa: F401  (what the first connection would import, in a thread)
import os
import signal
import threading
from typing import Any

from granian import Granian
from granian.constants import Interfaces

#: Web processes, and threads in each.
WORKERS = 2
THREADS = 4
#: Seconds a web process has to end the requests at hand.
STOP_WITHIN = 15
#: Seconds between two wake-ups of a loop that was told to stop.
INSIST_EVERY = 0.2


class Web(Granian):  # type: ignore[misc, valid-type]
    """The server of the office's pages. `serve()` returns when the process is told to stop."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            "gongkai.office.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=WORKERS,
            blocking_threads=THREADS,
            respawn_failed_workers=True,
            workers_kill_timeout=STOP_WITHIN,
            log_access=False,
        )
        self._ended = threading.Event()

    def signal_handler_interrupt(self, *args: Any, **kwargs: Any) -> None:
        super().signal_handler_interrupt(*args, **kwargs)
        threading.Thread(target=self._insist, daemon=True).start()

    def _insist(self) -> None:
        while not self._ended.wait(INSIST_EVERY):
            self.main_loop_interrupt.set()

    def shutdown(self, exit_code: int = 0) -> None:
        self._ended.set()
        try:
            super().shutdown(exit_code)
        except SystemExit:
            # Web processes that the same signal ended are no failure.
            if exit_code or not self.interrupt_signal:
                raise


def forget_signals_in_children() -> None:
    """From now on a forked child dies of SIGTERM and SIGINT until it sets handlers of its own."""
    os.register_at_fork(after_in_child=_forget)


def _forget() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
