"""What a report counts of an application, and what lists show of its clock."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from gongkai.law.results import RESULT_ROWS
from gongkai.law.state import CONCLUDED, STATE_NAMES, State
from gongkai.office.agencies.models import Row
from gongkai.office.applications.models.application import ApplicantKind, Application
from gongkai.office.audit.models import CountedFact


class ApplicationFact(Row, CountedFact):
    """What table three counts of one application: a version for each change of one of its fields."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", db_index=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="facts")
    applicant_kind = models.CharField(max_length=40, choices=ApplicantKind)
    received_on = models.DateField()
    concluded_on = models.DateField(null=True)
    result = models.CharField(max_length=60, null=True, choices=list(RESULT_ROWS.items()))

    class Meta(CountedFact.Meta):
        constraints = [
            *CountedFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(concluded_on__isnull=True, result__isnull=True)
                | Q(concluded_on__gte=F("received_on"), result__in=list(RESULT_ROWS)),
                name="applications_fact_concluded_with_result",
            ),
            models.CheckConstraint(
                condition=Q(applicant_kind__in=ApplicantKind.values),
                name="applications_fact_kind",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(superseded_at_position__isnull=True),
                name="applications_fact_one_stands",
            ),
        ]
        indexes = [
            # Everything a count needs, so that a year is read from the index alone.
            models.Index(
                fields=[
                    "agency",
                    "received_on",
                    "concluded_on",
                    "applicant_kind",
                    "recorded_at_position",
                    "superseded_at_position",
                ],
                name="applications_fact_received",
            ),
            models.Index(
                fields=[
                    "agency",
                    "concluded_on",
                    "result",
                    "applicant_kind",
                    "recorded_at_position",
                    "superseded_at_position",
                ],
                name="applications_fact_concluded",
            ),
        ]


class ClockProjection(models.Model):
    """What lists need of the clock; rebuilt from the events at any time.

    section           the application's own, here so that a section's list is one index
    due_on            last day to answer; null while paused or closed
    waiting_until     the applicant's last day to supplement or pay
    consulting_until  the last day of the open consultations
    """

    id = models.BigAutoField(primary_key=True)
    application = models.OneToOneField(Application, models.PROTECT, related_name="clock")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", db_index=False)
    section = models.ForeignKey(
        "agencies.Section", models.PROTECT, null=True, related_name="+", db_index=False
    )
    state = models.CharField(max_length=24, choices=[(s.value, STATE_NAMES[s]) for s in State])
    open = models.BooleanField()
    receipt_date = models.DateField(null=True)
    due_on = models.DateField(null=True)
    waiting_until = models.DateField(null=True)
    consulting_until = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    result = models.CharField(max_length=60, blank=True)
    concluded_on = models.DateField(null=True)
    served_on = models.DateField(null=True)
    calendar_version = models.CharField(max_length=24)

    class Meta:
        indexes = [
            models.Index(
                fields=["agency", "due_on", "application"],
                name="applications_clock_open",
                condition=Q(open=True),
            ),
            models.Index(
                fields=["section", "due_on", "application"],
                name="applications_clock_section",
                condition=Q(open=True, section__isnull=False),
            ),
            models.Index(
                fields=["section", "application"],
                name="applications_clock_section_all",
                condition=Q(section__isnull=False),
            ),
            models.Index(
                fields=["agency", "open", "application"], name="applications_clock_newest"
            ),
            models.Index(fields=["agency", "application"], name="applications_clock_all"),
        ]

    def state_on(self, as_of: date) -> State:
        """The state shown on a day: a consultation is over when its time is."""
        state = State(self.state)
        over = self.consulting_until is not None and self.consulting_until < as_of
        return State.RUNNING if state is State.CONSULTING and over else state


#: States in which somebody still has to do something: not concluded, or answered but not served.
OPEN_STATES = frozenset(s for s in State if s not in CONCLUDED) | {State.ANSWERED}
