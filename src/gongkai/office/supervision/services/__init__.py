"""The verbs of a supervising office. Each is one transaction with its event in the ledger."""

from gongkai.office.supervision.services.deciding import (
    accept,
    record_publication,
    remind,
    return_report,
)
from gongkai.office.supervision.services.judging import Said, judge
from gongkai.office.supervision.services.parcels import give_up, place, read_file, send_parcel
from gongkai.office.supervision.services.receiving import (
    COMPARED,
    FIRST_YEAR,
    STALE,
    ask_refresh,
    compare_units,
    receive,
    refresh,
    refresh_stale,
    take_filed,
)
from gongkai.office.supervision.services.together import Together, accept_together
from gongkai.office.supervision.unpacking import Sent

__all__ = [
    "COMPARED",
    "FIRST_YEAR",
    "STALE",
    "Said",
    "Sent",
    "Together",
    "accept",
    "accept_together",
    "ask_refresh",
    "compare_units",
    "give_up",
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
