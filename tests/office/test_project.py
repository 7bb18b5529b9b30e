"""The project as a whole."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from gongkai.office import guards, nav
from gongkai.office.agencies.models import Role

OFFICE = Path("src/gongkai/office")


@pytest.mark.django_db
def test_every_model_change_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_system_checks_find_nothing() -> None:
    call_command("check", fail_level="WARNING")


@pytest.mark.django_db
def test_installing_the_guards_again_changes_nothing() -> None:
    guards.install()
    guards.install()
    assert guards.check() == []


def test_the_desk_bar_starts_with_the_desk() -> None:
    assert nav.entries({Role.CLERK})[0].label == "工作台"


def test_a_row_is_locked_so_that_rows_which_name_it_are_written_meanwhile() -> None:
    """Who holds the head of the ledger and writes a row with a foreign key would wait for whoever holds
    the row it names and waits for the head. The head itself and the outbox are named by none."""
    lock = re.compile(r'([\w.\s]*)select_for_update\((?:of=\("self",\),\s*)?([^)]*)\)')
    found = [
        (path.relative_to(OFFICE).as_posix(), match[1], match[2])
        for path in sorted(OFFICE.rglob("*.py"))
        for match in lock.finditer(path.read_text("utf-8"))
    ]
    assert len(found) > 25
    named = [one for one in found if not re.search(r"Ledger|Outbox", one[1])]
    without = {path for path, _, how in named if "no_key=True" not in how}
    assert without == {"work/runner.py"}  # the outbox again
