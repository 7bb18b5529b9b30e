"""A data directory with its own database, and Python run in it as its own process."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.office.conftest import VENDOR

#: What the offices of `ready` are made by.
READY = {
    # Tables, guards, keys, and nobody in it.
    "empty": """
import sys; from pathlib import Path
from gongkai.office import serve
serve.prepare(Path(sys.argv[1]))
""",
    # Two and a half years of work, and the real reports its units filed.
    "demo": """
import sys; from pathlib import Path
from gongkai.office import serve
serve.prepare(Path(sys.argv[1]), demo=True, reports=Path(sys.argv[2]))
""",
}
REPORTS = Path(__file__).parents[1] / "corpus" / "reports"
PATIENCE = 900  # seconds until a command counts as hanging


class Site:
    """A directory with its own database, and Python run in it. `like` is one to begin as a copy of,
    while nothing runs in that; `database` is there already; without either there is no office yet."""

    def __init__(
        self, root: Path, name: str, *, like: Site | None = None, database: str = ""
    ) -> None:
        self.data = root / name
        self.key = root / f"{name}.key"
        self.database = ""
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("GONGKAI_")},
            "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
        }
        if VENDOR == "postgres":
            self.database = database or make_database(name, like=like.database if like else "")
            self.environment["GONGKAI_DATABASE_URL"] = address_of(self.database)
        if like is not None:
            shutil.copytree(like.data, self.data)
            shutil.copy2(like.key, self.key)

    def run(self, script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        return self._run("-c", script, *arguments)

    def command(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """`gongkai …` as a person types it."""
        return self._run("-m", "gongkai.cli", *arguments)

    def _run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *(str(a) for a in arguments)],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )

    def ask(self, script: str, *arguments: object) -> list[Any]:
        """What a script prints, line by line; a line of JSON as its value."""
        return _printed(self.run(script, *arguments))

    def module(self, name: str, *arguments: object) -> list[Any]:
        """What a module prints that is run by its name."""
        return _printed(self._run("-m", name, *arguments))


def _printed(done: subprocess.CompletedProcess[str]) -> list[Any]:
    assert done.returncode == 0, done.stderr
    return [
        json.loads(line) if line[0] in "[{" else line for line in done.stdout.split("\n") if line
    ]


def ready(run: Path, name: str) -> Site:
    """The office of that name of `READY`, to be copied and never changed: made once in a whole run of
    the suite, by whichever of its processes wants it first. `run` is the directory of the run."""
    server = hashlib.sha256(os.environ.get("GONGKAI_DATABASE_URL", "").encode()).hexdigest()[:8]
    root = run / f"ready-{server}"
    root.mkdir(exist_ok=True)
    made = root / f"{name}.made"
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(root / name, ignore_errors=True)  # somebody failed to make it
            site = Site(root, name)
            site.ask(READY[name], site.data, REPORTS)
            made.write_text(site.database)
    return Site(root, name, database=made.read_text())


def copy_database(site: Site, name: str) -> None:
    """A database of this name (of SQLite a file) that is a copy of a site's, while nothing runs in it."""
    if VENDOR == "postgres":
        _create(name, like=site.database)
    else:
        shutil.copyfile(site.data / "office.sqlite3", name)


def make_database(name: str, *, like: str = "") -> str:
    """A PostgreSQL database of a name like this, empty or a copy of one that nobody is in."""
    made = f"{name}_{uuid4().hex[:8]}"
    _create(made, like=like)
    return made


def _create(name: str, *, like: str) -> None:
    import psycopg

    with psycopg.connect(os.environ["GONGKAI_DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{like}"' if like else ""))


def address_of(database: str) -> str:
    """The URL of a database of the suite's server."""
    return os.environ["GONGKAI_DATABASE_URL"].replace("/postgres?", f"/{database}?")
