"""The verbs of a supervising office. Each is one transaction with its event in the ledger."""

from gongkai.office.supervision.services.deciding import (
    accept,
    record_publication,
    remind,
    return_report,
)
from gongkai.office.supervision.services.judging import Said, judge
from gongkai.office.supervision.services.parcels import Sent, place, read_file, send_parcel
from gongkai.office.supervision.services.receiving import (
    FIRST_YEAR,
    compare_units,
    receive,
    refresh,
    refresh_stale,
    take_filed,
)

__all__ = [
    "FIRST_YEAR",
    "Said",
    "Sent",
    "accept",
    "compare_units",
    "judge",
    "place",
    "read_file",
    "receive",
    "record_publication",
    "refresh",
    "refresh_stale",
    "remind",
    "return_report",
    "send_parcel",
    "take_filed",
]
