"""A process that reads files and is measured.

Run as a program that is told paths, one a line: reads each in a process of its own and answers, as a line
of JSON, what became of it and its greatest memory in megabytes.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path

MOST_SECONDS = 60  # of processor time, until a file counts as one that is read without end


def measure(path: Path) -> tuple[str, int]:
    """Read a file in a process of its own: what came, megabytes at most."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if not child:
        from gongkai.report.read import ReadError, read_file

        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        try:
            read_file(path)
            outcome = "report"
        except ReadError as error:
            outcome = str(error)
        except BaseException as error:
            outcome = f"!{type(error).__name__}: {error}"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        os.write(write_end, json.dumps([outcome[:2000], peak]).encode())
        os._exit(0)
    os.close(write_end)
    said = b""
    while part := os.read(read_end, 65_536):
        said += part
    os.close(read_end)
    _, status = os.waitpid(child, 0)
    if not said:
        return f"!ended with {status}", 0
    outcome, peak = json.loads(said)
    return outcome, peak


if __name__ == "__main__":
    import gongkai.report.read  # noqa: F401 (once, before the processes part)

    for line in sys.stdin:
        print(json.dumps(measure(Path(line[:-1])), ensure_ascii=False), flush=True)  # noqa: T201
