"""What every app offers to a page that belongs to none of them: a module of an agreed name."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule


def offers(room: str) -> Iterator[Any]:
    """The function `room` of the module `<app>.<room>` of each app that has one, in the apps' order."""
    for config in apps.get_app_configs():
        if config.name.startswith("gongkai.office.") and module_has_submodule(config.module, room):
            yield getattr(import_module(f"{config.name}.{room}"), room)
