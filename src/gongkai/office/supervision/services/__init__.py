"""The verbs of a supervising office. Each is one transaction with its event in the ledger."""

from gongkai.office.supervision.services.deciding import (
    accept,
    record_publication,
    remind,
    return_report,
)
from gongkai.office.supervision.services.judging import Said, judge
from gongkai.office.supervision.services.receiving import (
    FIRST_YEAR,
    receive,
    refresh,
    take_filed,
)

__all__ = [
    "FIRST_YEAR",
    "Said",
    "accept",
    "judge",
    "receive",
    "record_publication",
    "refresh",
    "remind",
    "return_report",
    "take_filed",
]
