"""What the records themselves keep about the ledger, for whoever verifies it. An app offers its own
in `<app>/proofs.py`:

def heads(*, agency) -> Iterable[Head]     positions and hashes kept outside the chain
def broken(*, agency) -> Iterable[str]     what no longer is what its ledger event sealed
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.office.offers import offers

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency


@dataclass(frozen=True)
class Head:
    """The hash the chain had at a position, and in Chinese where that is kept."""

    position: int
    hash: str
    kept_in: str


def heads(*, agency: Agency) -> list[Head]:
    """The heads that the agency's own records keep: every frozen report prints one."""
    return [head for app in offers("proofs") for head in app.heads(agency=agency)]


def broken(*, agency: Agency) -> list[str]:
    """Records that are no longer what was sealed, one Chinese sentence each."""
    return [said for app in offers("proofs") for said in app.broken(agency=agency)]
