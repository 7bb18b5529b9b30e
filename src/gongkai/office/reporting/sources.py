"""Where each number comes from: the apps that own the records, asked one way.

Each counting app has in its `queries` one filter definition behind `counts(agency, year, position)`
and `evidence(agency, year, position, cell_id)`, so that a number and its records cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.module_loading import module_has_submodule

from gongkai.office.reporting import kinds
from gongkai.office.reporting.numbers import Value

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency

#: Which app owns the records of a kind.
OWNERS = {
    "rules": "publishing",
    "normative_documents": "publishing",
    "licences": "registers",
    "penalties": "registers",
    "compulsory_measures": "registers",
    "fees": "registers",
    "applications": "applications",
    "challenges": "challenges",
}


@dataclass(frozen=True)
class Part:
    """Records of one sort that a cell counts: a list, not yet read."""

    app: str
    rows: QuerySet[Any]


def counts(agency: Agency, year: int, position: int) -> dict[str, Value]:
    """Every counted leaf of the form; a cell nobody mentions has no record."""
    found: dict[str, Value] = {}
    for app in dict.fromkeys(OWNERS.values()):
        queries = _queries(app)
        if queries is not None:
            for cell_id, value in queries.counts(agency, year, position).items():
                found[cell_id] = found.get(cell_id, 0) + value
    return found


def evidence(agency: Agency, year: int, position: int, cell_id: str) -> list[Part]:
    """The records beneath a cell. Raises KeyError for a cell the form does not have."""
    app = OWNERS[kinds.feeding(kinds.form_of(year), cell_id).code]
    queries = _queries(app)
    return [Part(app, queries.evidence(agency, year, position, cell_id))] if queries else []


def beside(agency: Agency, year: int, position: int) -> Mapping[str, Value | None]:
    """Numbers the text may say that are no cells of the form."""
    return {}


def _queries(app: str) -> Any:
    config = apps.get_app_config(app)
    if not module_has_submodule(config.module, "queries"):
        return None
    return import_module(f"{config.name}.queries")
