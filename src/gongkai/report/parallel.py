"""Many files at once, in processes of their own: one that hangs, crashes or swells is replaced.

The process that asks keeps watch: it reads nothing itself, so no file can stop it. Each worker is given
a few items at a time and answers one by one; what a worker was reading when it ended is the item that
ended it, the rest go to another worker.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from .batch import Item, ReadResult
from .model import to_json
from .read import Bounds, ReadError, load_file, read_bytes, within

#: Items that a worker holds at a time: enough that it never waits, few enough to give back.
_HELD = 4
#: Items begun ahead of the first that is not done, when the order is kept.
_AHEAD = 512
_GLANCE = 0.2  # seconds between two looks at the workers' time and memory
#: A file leaves hardly any cycles behind: the collector looks for some a few times a file, not some hundred.
_LITTER = 20_000
#: A worker that is this full after an item makes room: a new one takes its place.
_FULL = 0.85


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may use for one file: seconds, megabytes of memory, and the readers' own bounds."""

    seconds: float = 120
    megabytes: int = 500
    bounds: Bounds = field(default_factory=Bounds)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item. `report` is the report as JSON; None with an error, and when the file is
    unchanged since `known` was told. `passing` marks an error that may not come again."""

    path: Path
    sha256: str = ""
    report: str | None = None
    error: ReadError | None = None
    passing: bool = False

    @property
    def unchanged(self) -> bool:
        """True when the file was read before and is the same still."""
        return self.report is None and self.error is None


def read_parallel(
    items: Iterable[Item | ReadResult],
    *,
    jobs: int,
    limits: Limits | None = None,
    known: Callable[[Path], str | None] = lambda path: None,
    ordered: bool = False,
) -> Iterator[Outcome]:
    """Read items in `jobs` processes; yield what became of each as soon as it is there.

    `known` tells the digest (SHA-256) that a path had when it was read before. With `ordered` the
    outcomes come in the order of the items.
    """
    crew = _Crew(jobs, limits or Limits(), known)
    try:
        found = crew.outcomes(enumerate(items))
        yield from _in_order(found) if ordered else (outcome for _, outcome in found)
    finally:
        crew.end()


def _in_order(found: Iterator[tuple[int, Outcome]]) -> Iterator[Outcome]:
    early: dict[int, Outcome] = {}
    due = 0
    for number, outcome in found:
        early[number] = outcome
        while due in early:
            yield early.pop(due)
            due += 1


@dataclass(slots=True)
class _Task:
    number: int
    item: Item
    known: str | None


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    link: Connection
    held: deque[_Task] = field(default_factory=deque)
    since: float = field(default_factory=time.monotonic)  # when the first of `held` was begun
    started: bool = False  # its first answer shows that its own start is over


class _Crew:
    def __init__(self, jobs: int, limits: Limits, known: Callable[[Path], str | None]) -> None:
        self._jobs = max(1, jobs)
        self._limits = limits
        self._known = known
        self._workers: list[_Worker] = []
        self._again: deque[_Task] = deque()  # given back by a worker that ended
        self._open: set[int] = set()
        self._looked = 0.0  # when the workers' time and memory were looked at last

    def outcomes(
        self, items: Iterator[tuple[int, Item | ReadResult]]
    ) -> Iterator[tuple[int, Outcome]]:
        """The outcome of each item with its number, in the order they come."""
        more = True
        while True:
            for worker in self._idle_first():
                while more and len(worker.held) < _HELD and self._may_begin():
                    task = self._again.popleft() if self._again else None
                    if task is None:
                        following = next(items, None)
                        if following is None:
                            more = False
                            break
                        number, item = following
                        if isinstance(item, ReadResult):
                            yield number, Outcome(item.path, error=item.error)
                            continue
                        task = _Task(number, item, self._known(item.path))
                    self._give(worker, task)
            if self._again:
                more = True  # given back: there is something to give again
            elif not self._open and not more:
                return
            yield from self._answers()
            yield from self._overdue()

    def _may_begin(self) -> bool:
        if not self._open or self._again:
            return True
        return max(self._open) - min(self._open) < _AHEAD

    def _idle_first(self) -> list[_Worker]:
        while len(self._workers) < self._jobs:
            self._workers.append(self._hire())
        return sorted(self._workers, key=lambda worker: len(worker.held))

    def _hire(self) -> _Worker:
        context = get_context("spawn")  # a fresh interpreter: nothing of a broken one is inherited
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, self._limits), daemon=True)
        with _interrupts_held():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _give(self, worker: _Worker, task: _Task) -> None:
        if not worker.held:
            worker.since = time.monotonic()
        worker.held.append(task)
        self._open.add(task.number)
        with suppress(OSError):  # it ended: its link will say so
            worker.link.send((task.item, task.known))

    def _answers(self) -> Iterator[tuple[int, Outcome]]:
        links = {worker.link: worker for worker in self._workers}
        for link in wait(list(links), timeout=_GLANCE):
            worker = links[link]  # type: ignore[index]
            try:
                sha256, report, error, full = worker.link.recv()
            except Exception:  # the end of the file, or of half a message
                yield from self._lost(
                    worker, "读取程序在这个文件上意外退出", "请用原来的软件打开并另存一份再读"
                )
                continue
            task = worker.held.popleft()
            worker.since, worker.started = time.monotonic(), True
            self._open.discard(task.number)
            yield task.number, Outcome(task.item.path, sha256, report, error)
            if full:
                self._dismiss(worker)

    def _overdue(self) -> Iterator[tuple[int, Outcome]]:
        now = time.monotonic()
        if now - self._looked < _GLANCE:
            return  # not once an answer: looking costs who asks as much as an answer does
        self._looked = now
        for worker in list(self._workers):
            if not worker.held:
                continue
            allowed = self._limits.seconds + (0 if worker.started else 30)
            if now - worker.since > allowed:
                said = f"读了 {self._limits.seconds:g} 秒还没有读完"
                yield from self._lost(worker, said, "请确认文件是否正常，或放宽 --seconds")
            elif megabytes_of(worker.process.pid) > self._limits.megabytes:
                said = f"读取时占用的内存超过 {self._limits.megabytes} MB"
                yield from self._lost(worker, said, "请删去大图后另存再读")

    def _lost(self, worker: _Worker, cause: str, remedy: str) -> Iterator[tuple[int, Outcome]]:
        """A worker is gone, or is stopped now: the item it was at has an outcome, the rest begin again."""
        if worker.held:
            task = worker.held.popleft()
            self._open.discard(task.number)
            error = ReadError(str(task.item.path), cause, remedy=remedy)
            self._dismiss(worker)
            yield task.number, Outcome(task.item.path, error=error, passing=True)
        else:
            self._dismiss(worker)

    def _dismiss(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        for task in reversed(worker.held):
            self._open.discard(task.number)
            self._again.appendleft(task)
        _stop(worker)

    def end(self) -> None:
        """Stop every worker."""
        for worker in self._workers:
            _stop(worker)
        self._workers.clear()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A process begun here never sees the Ctrl-C that is meant for who asked; it comes through after."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _stop(worker: _Worker) -> None:
    worker.link.close()
    worker.process.kill()
    worker.process.join()


def megabytes_of(process: int | None) -> int:
    """The memory that a process holds; 0 where the system does not tell (it is Linux that does)."""
    try:
        with open(f"/proc/{process}/statm", "rb") as stream:
            return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1_000_000
    except (OSError, ValueError, IndexError, AttributeError):
        return 0


# ---- in the worker ----------------------------------------------------------------------------------


def work(link: Connection, limits: Limits) -> None:
    """Read what is asked for until the link ends. The target of a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked decides when to stop
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (for the life of the process)
    gc.freeze()  # what was imported stays: the collector need not look at it file after file
    gc.set_threshold(_LITTER)
    with within(limits.bounds):
        while True:
            try:
                item, known = link.recv()
            except (EOFError, OSError):
                return
            outcome = read_outcome(item, known)
            full = megabytes_of(os.getpid()) > limits.megabytes * _FULL
            # Plain values: who asks has the rest, and takes them apart in half the time.
            link.send((outcome.sha256, outcome.report, outcome.error, full))


def read_outcome(item: Item, known: str | None = None) -> Outcome:
    """Read one item here and now; `known` is its digest when it was read before."""
    sha256 = ""
    try:
        data = item.data() if item.inside else load_file(item.file)
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 == known:
            return Outcome(item.path, sha256)
        report = read_bytes(data, item.path.name)
        return Outcome(item.path, sha256, json.dumps(to_json(report), ensure_ascii=False))
    except ReadError as error:
        return Outcome(item.path, sha256, error=error)
    except Exception as error:  # one of ours that no test has found: it must not stop the rest
        said = f"读取程序出错（{type(error).__name__}）"
        fault = ReadError(
            str(item.path), said, remedy="请把这个文件报给我们，并先另存为 .docx 再读"
        )
        return Outcome(item.path, sha256, error=fault)
