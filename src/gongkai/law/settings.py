"""The points the law leaves open or whose text was not read, each a named setting.

Every setting has a default with its reason, and `tests/law/test_settings.py` tries each at each of
its values.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DayZero(StrEnum):
    EXCLUDED = "excluded"
    INCLUDED = "included"


class Suspension(StrEnum):
    STRICT = "strict"
    NORMAL = "normal"
    WIDE = "wide"


class FeeClock(StrEnum):
    RESTART = "restart"
    RESUME = "resume"


class AfterHours(StrEnum):
    SAME_DAY = "same_day"
    NEXT_WORKING_DAY = "next_working_day"


class LateNotice(StrEnum):
    KEEP = "keep"
    RESTART = "restart"


class Overdue(StrEnum):
    ACCEPT = "accept"
    REFUSE = "refuse"


class LateReply(StrEnum):
    CAPPED = "capped"
    COUNTED = "counted"


class Renewal(StrEnum):
    RENEWED = "renewed"
    SPENT = "spent"


class ReasonsClock(StrEnum):
    RUNS = "runs"
    PAUSES = "pauses"


class TimelyBy(StrEnum):
    SERVED = "served"
    ANSWERED = "answered"


class CaseEnding(StrEnum):
    """A column of table four for an ending whose column no national text fixes."""

    UPHELD = "upheld"
    CORRECTED = "corrected"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawSettings:
    """How an office reads the open points. The defaults are the general rule or the usual practice.

    day0: is the day of receipt counted? Excluded by 民法典第二百零一条; the Regulation is silent. The
        clock always shows the stricter date beside it.
    suspension: which working days of a consultation are not counted (条例第三十三条第三款 names no end
        days): strictly between sending and arrival of the reply; after sending up to and including
        arrival (default, as day 0); or both ends.
    late_reply: does a consultation suspend beyond the fifteen working days (条例第三十二条、第三十四条)?
        Capped: the agency decides itself when they are over.
    fee_clock: after payment the handling period starts again in full, or goes on (109号, clause not
        read).
    after_hours: receipt of an application confirmed by the platform after hours or on a day off.
    late_supplement_notice: a supplement notice sent after the seven working days. Keep: the original
        due date stays, also after the supplement arrives.
    overdue_supplement: a supplement that arrives after its period. 条例第三十条 asks for 无正当理由, so
        it is accepted with a warning until the office has closed the case.
    overdue_payment: the same for the fee.
    extension_after_restart: when a supplement or a payment starts the period anew, an extension made
        before it has no effect; may the new period be extended (default), or is the one extension
        spent? 条例第三十三条 does not say.
    reasons_clock: does the period run while the applicant of very many applications is asked for
        reasons (条例第三十五条)? It runs: the article stops no clock, and its own answer to a period
        that is too short is the later day the applicant is told. Or the days up to the reasons, at
        the latest to the day set for them, are not counted, as some local rules have it.
    timely_by: does the answer's service or its date stop the clock? 235号: service.
    partly_withheld_first: does the withheld part of a partly granted answer fall under
        reconsideration-first (行政复议法第二十三条)?
    count_carried: does a case pending at the last year-end count in table four again, with its result
        or as still pending? By the case, so yes; no national text was read.
    dismissed_column, mediation_column, withdrawal_column, rejection_column: the column of table four
        for a case whose claim was dismissed, that was mediated, withdrawn, or not accepted or
        rejected without review of substance. Common practice; no national text was read.
    """

    day0: DayZero = DayZero.EXCLUDED
    suspension: Suspension = Suspension.NORMAL
    late_reply: LateReply = LateReply.CAPPED
    fee_clock: FeeClock = FeeClock.RESTART
    after_hours: AfterHours = AfterHours.SAME_DAY
    late_supplement_notice: LateNotice = LateNotice.KEEP
    overdue_supplement: Overdue = Overdue.ACCEPT
    overdue_payment: Overdue = Overdue.ACCEPT
    extension_after_restart: Renewal = Renewal.RENEWED
    reasons_clock: ReasonsClock = ReasonsClock.RUNS
    timely_by: TimelyBy = TimelyBy.SERVED
    partly_withheld_first: bool = True
    count_carried: bool = True
    dismissed_column: CaseEnding = CaseEnding.UPHELD
    mediation_column: CaseEnding = CaseEnding.OTHER
    withdrawal_column: CaseEnding = CaseEnding.OTHER
    rejection_column: CaseEnding = CaseEnding.OTHER


DEFAULT_SETTINGS = LawSettings()
