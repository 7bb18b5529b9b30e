"""Publications as witnesses: each names the reviewed version it put on line."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.office.agencies.models import Agency
from gongkai.office.proofs import Head
from gongkai.office.publishing import queries


def heads(*, agency: Agency) -> Iterator[Head]:
    yield from ()


def broken(*, agency: Agency) -> Iterator[str]:
    for problem in queries.verify_publications(agency):
        yield problem.message
