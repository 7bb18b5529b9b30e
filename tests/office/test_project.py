"""The project as a whole."""

import pytest
from django.core.management import call_command

from gongkai.office import guards, nav
from gongkai.office.agencies.models import Role


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
