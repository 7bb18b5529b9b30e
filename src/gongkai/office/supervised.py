"""A child process that is started again when it ends, and that never outlives us."""

from __future__ import annotations

import logging
import subprocess
import threading

log = logging.getLogger("gongkai.serve")

#: Seconds between the end of a child and its next start.
RESTART_AFTER = 2.0
#: Seconds a child has to finish the job at hand.
FINISHES_WITHIN = 10.0


class Supervised:
    """Runs `command` until `stop`; one process at a time. The command ends by itself on SIGTERM,
    and when the process that started it is gone."""

    def __init__(self, command: list[str], *, restart_after: float = RESTART_AFTER) -> None:
        self._command = command
        self._restart_after = restart_after
        self._stopping = threading.Event()
        # Held to start a process and to end one: once `stop` has begun, none is started.
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._watch, daemon=True)

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> None:
        self._spawn()
        self._thread.start()

    def stop(self) -> None:
        """End the child: it finishes the job at hand, or is killed. Once this returns there is no
        process and there will be none."""
        self._stopping.set()
        with self._turn:
            process = self._process
        if process is not None:
            process.terminate()
            try:
                process.wait(FINISHES_WITHIN)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _spawn(self) -> bool:
        with self._turn:
            if self._stopping.is_set():
                return False
            self._process = subprocess.Popen(self._command)  # noqa: S603
            return True

    def _watch(self) -> None:
        while True:
            assert self._process is not None
            self._process.wait()
            if self._stopping.wait(self._restart_after) or not self._spawn():
                return
            log.error("the worker ended; it was started again")
