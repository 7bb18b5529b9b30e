"""How rules and normative documents become the six figures of table two. Pure.

The national notice does not define 制发、废止 or 现行有效 (no national text does): each convention is a
field of `Counting`. An installation names its own: `environment.Conventions`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gongkai.office.publishing.models import Ending


@dataclass(frozen=True)
class Counting:
    """The conventions of a place.

    endings_repealed  which endings count in 本年废止件数. All of them leave 现行有效件数, so with
                      fewer than the default three the stock of two years does not add up.
    amendments        "same_document": an amended document is still one document, counted neither
                      as issued nor as repealed. "new_document": the amended text counts as issued
                      and the text it replaces as repealed, as some provinces report. Either way
                      last year's stock + issued − repealed is this year's stock.
    in_force_from     a document counts as 现行有效 from the day it is "effective" (施行), or already
                      from the day it is "issued".
    """

    endings_repealed: frozenset[Ending] = frozenset(
        {Ending.REPEALED, Ending.DECLARED_INVALID, Ending.EXPIRED}
    )
    amendments: Literal["same_document", "new_document"] = "same_document"
    in_force_from: Literal["effective", "issued"] = "effective"

    @property
    def counted_endings(self) -> frozenset[Ending]:
        """The endings counted as repealed, with what amendments add."""
        if self.amendments == "new_document":
            return self.endings_repealed | {Ending.REPLACED}
        return self.endings_repealed - {Ending.REPLACED}


DEFAULT = Counting()
