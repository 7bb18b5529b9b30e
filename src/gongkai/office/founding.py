"""What a new agency begins with. An app that has something offers `<app>/founding.py`:

def found(*, agency: Agency, now: datetime) -> None

It is called once, in the transaction that founds the agency.
"""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import transaction
from django.utils.module_loading import module_has_submodule

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency


@transaction.atomic
def furnish(*, agency: Agency, now: datetime) -> None:
    """Give a new agency all that every agency begins with: each app its own."""
    for config in apps.get_app_configs():
        if config.name.startswith("gongkai.office.") and module_has_submodule(
            config.module, "founding"
        ):
            import_module(config.name + ".founding").found(agency=agency, now=now)
