"""What the records themselves keep about the ledger, for whoever verifies it. An app offers its own
in `<app>/proofs.py`:

def heads(*, agency) -> Iterable[Head]     positions and hashes kept outside the chain
def broken(*, agency) -> Iterable[str]     what no longer is what its ledger event sealed
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.module_loading import module_has_submodule

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency


@dataclass(frozen=True)
class Head:
    """The hash the chain had at a position, and in Chinese where that is kept."""

    position: int
    hash: str
    kept_in: str


def _offers() -> Iterator[ModuleType]:
    for config in apps.get_app_configs():
        if config.name.startswith("gongkai.office.") and module_has_submodule(
            config.module, "proofs"
        ):
            yield import_module(config.name + ".proofs")


def heads(*, agency: Agency) -> list[Head]:
    """The heads that the agency's own records keep: every frozen report prints one."""
    return [head for offer in _offers() for head in offer.heads(agency=agency)]


def broken(*, agency: Agency) -> list[str]:
    """Records that are no longer what was sealed, one Chinese sentence each."""
    return [said for offer in _offers() for said in offer.broken(agency=agency)]
