"""The rules of the clock, one file a matter; `clock.fold` drives them."""

from gongkai.law.case.facts import (
    ANSWER_DAYS,
    CONSULTATION_DAYS,
    EXTENSION_DAYS,
    FEE_IN_FORCE,
    PAYMENT_DAYS,
    SUPPLEMENT_NOTICE_DAYS,
)
from gongkai.law.case.walker import Case

__all__ = [
    "ANSWER_DAYS",
    "CONSULTATION_DAYS",
    "EXTENSION_DAYS",
    "FEE_IN_FORCE",
    "PAYMENT_DAYS",
    "SUPPLEMENT_NOTICE_DAYS",
    "Case",
]
