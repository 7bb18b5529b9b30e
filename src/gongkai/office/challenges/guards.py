"""A case is only ever added to."""

from gongkai.office.challenges.models import Case, CaseEvent, CaseFact
from gongkai.office.guards import append_only, counted_at_head, counted_fact

GUARDS = [
    *append_only(Case, "复议诉讼案件的登记不能改动或者删除。"),
    *append_only(CaseEvent, "案件的经过只能增加，不能改动或者删除。"),
    *counted_fact(CaseFact),
    *counted_at_head(CaseFact),
]
