"""Dates that an app stores because its lists need them, worked out anew when the working days change.

An app offers its own in `<app>/stored_dates.py`:

def renew(*, agency) -> int     writes anew what another calendar gave; returns how many rows
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.module_loading import module_has_submodule

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency


def renew(*, agency: Agency) -> int:
    """Have every app work out its stored dates of the agency anew; returns how many it renewed."""
    count = 0
    for config in apps.get_app_configs():
        if config.name.startswith("gongkai.office.") and module_has_submodule(
            config.module, "stored_dates"
        ):
            count += import_module(config.name + ".stored_dates").renew(agency=agency)
    return count
