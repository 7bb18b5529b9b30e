"""The due dates that the lists of applications are sorted by."""

from __future__ import annotations

from gongkai.office.agencies.models import Agency
from gongkai.office.applications.services import rebuild_projections


def renew(*, agency: Agency) -> int:
    """Fold every open application anew whose due date was worked out with another calendar."""
    return rebuild_projections(agency=agency)
