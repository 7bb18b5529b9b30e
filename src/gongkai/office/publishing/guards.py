"""The life of a document is never rewritten."""

from gongkai.office.guards import counted_at_head, counted_fact
from gongkai.office.publishing.models import NormativeDocument

GUARDS = [*counted_fact(NormativeDocument), *counted_at_head(NormativeDocument)]
