"""What the apps offer to pages that belong to none of them: each in a module of an agreed name."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import module_has_submodule


def offers(room: str) -> Iterator[ModuleType]:
    """The module `<app>.<room>` of each app that has one, in the apps' order."""
    for config in apps.get_app_configs():
        if config.name.startswith("gongkai.office.") and module_has_submodule(config.module, room):
            yield import_module(f"{config.name}.{room}")
