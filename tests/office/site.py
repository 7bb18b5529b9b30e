"""A data directory with its own database, and Python run in it as its own process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.office.conftest import VENDOR


class Site:
    """A directory with its own database, and Python run in it."""

    def __init__(self, root: Path, name: str) -> None:
        self.data = root / name
        self.key = root / f"{name}.key"
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("GONGKAI_")},
            "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
        }
        if VENDOR == "postgres":
            database = f"{name}_{uuid4().hex[:8]}"
            self.environment["GONGKAI_DATABASE_URL"] = make_database(database)

    def run(self, script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", script, *(str(a) for a in arguments)],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
        )

    def command(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """`gongkai …` as a person types it."""
        return subprocess.run(
            [sys.executable, "-m", "gongkai.cli", *(str(a) for a in arguments)],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
        )

    def ask(self, script: str, *arguments: object) -> list[Any]:
        done = self.run(script, *arguments)
        assert done.returncode == 0, done.stderr
        return [
            json.loads(line) if line[0] in "[{" else line
            for line in done.stdout.split("\n")
            if line
        ]


def make_database(name: str) -> str:
    """An empty PostgreSQL database; its URL."""
    import psycopg

    url = os.environ["GONGKAI_DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return url.replace("/postgres?", f"/{name}?")
